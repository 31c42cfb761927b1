"use strict";
// Sorting and filtering for the tables, and unfolding. Nothing here is needed to read the page. A long table scrolls in
// a box and hides no row, so that a browser finds what it looks for; a browser unfolds what it finds in something folded.
// Rows that a filter leaves out are hidden by a class that counts on screen only, so that paper has them all.
(() => {
  const SORT_FROM = 9; // fewer rows are seen at once
  const MOST = 30000; // elements, as MaxElements has them; with everything unfolded the last tables may go without
  const FILTER_FROM = 15;
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const count = new Intl.NumberFormat("en");

  const make = (tag, attributes, ...children) => {
    const e = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
    e.append(...children);
    return e;
  };

  // What a cell sorts by: a number where there is one, else its text. What the records do not say comes last.
  const key = (cell, numeric) => {
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    const text = cell.textContent.trim();
    if (text === "" || text === "\u2013") return null;
    if (!numeric) return text;
    const n = Number(text.replace(/[\s\u202f]/g, ""));
    return Number.isNaN(n) ? text : n;
  };

  const compare = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null);
    if (typeof a === "number" && typeof b === "number") return a - b;
    return order.compare(String(a), String(b));
  };

  class Grid {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.original = [...this.body.rows];
      this.rows = this.original;
      this.found = this.rows;
      const box = table.closest(".scroll");
      const name = table.caption.textContent;
      if (this.original.length >= SORT_FROM && this.hasRoom()) this.addSort();
      if (this.original.length >= FILTER_FROM) this.addFilter(box, name);
    }

    hasRoom() {
      return document.getElementsByTagName("*").length + this.table.tHead.rows[0].cells.length <= MOST;
    }

    addSort() {
      [...this.table.tHead.rows[0].cells].forEach((th, column) => {
        const button = make("button", { type: "button", class: "sort" });
        button.append(...th.childNodes);
        th.append(button);
        button.addEventListener("click", () => this.sort(th, column));
      });
    }

    sort(th, column) {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[th.getAttribute("aria-sort") || "none"];
      for (const other of th.parentElement.cells) other.removeAttribute("aria-sort");
      if (next !== "none") th.setAttribute("aria-sort", next);
      const numeric = th.classList.contains("num");
      const sign = next === "descending" ? -1 : 1;
      this.rows = this.original;
      if (next !== "none") {
        const keyed = this.original.map((row) => [key(row.cells[column], numeric), row]);
        keyed.sort(([a], [b]) => (a === null || b === null ? compare(a, b) : sign * compare(a, b)));
        this.rows = keyed.map(([, row]) => row);
      }
      this.body.append(...this.rows);
      this.filter();
    }

    addFilter(box, name) {
      this.input = make("input", { type: "search", "aria-label": "Filter: " + name, placeholder: "Filter" });
      this.status = make("span", { role: "status", class: "soft" });
      this.input.addEventListener("input", () => this.filter());
      box.before(make("div", { class: "tools" }, this.input, this.status));
    }

    filter() {
      const words = this.input ? this.input.value.toLowerCase().split(/\s+/).filter(Boolean) : [];
      this.found = this.rows;
      if (words.length > 0) {
        this.found = this.rows.filter((row) => {
          const text = row.textContent.toLowerCase();
          return words.every((word) => text.includes(word));
        });
      }
      this.show();
    }

    show() {
      const visible = new Set(this.found);
      for (const row of this.original) row.classList.toggle("off", !visible.has(row));
      const all = this.original.length;
      if (this.status) this.status.textContent = visible.size === all ? "" : count.format(visible.size) + " of " + count.format(all) + " rows";
    }
  }

  // A table inside something folded is made ready when it is unfolded first.
  const ready = new WeakSet();
  const prepare = (within) => {
    for (const table of within.querySelectorAll("table.data")) {
      if (ready.has(table) || table.closest("details:not([open])")) continue;
      ready.add(table);
      new Grid(table);
    }
  };
  document.addEventListener("toggle", (event) => {
    if (event.target.open) prepare(event.target);
  }, true);
  prepare(document);

  // A link into something folded unfolds it.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // One button unfolds all of the page, and folds it again.
  const fold = make("button", { type: "button", "aria-pressed": "false" }, "Unfold everything");
  fold.addEventListener("click", () => {
    const open = fold.getAttribute("aria-pressed") !== "true";
    fold.setAttribute("aria-pressed", String(open));
    for (const d of document.querySelectorAll("details")) d.open = open;
    document.body.classList.toggle("whole", open);
  });
  document.getElementById("main").prepend(make("div", { class: "tools top" }, fold));

  // Paper shows what is unfolded, and some parts in any case.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.printed:not([open])")];
    for (const d of folded) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of folded) d.open = false;
  });
})();
