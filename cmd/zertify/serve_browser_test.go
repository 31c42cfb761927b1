package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The pages are tried in headless Chromium, as Debian packages it: one server, one browser. make
// browser-test says where
// axe-core is; without that this is skipped.

// A tab is a person at the pages, with all that the browser said and asked for.
type tab struct {
	*testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	said     []string // console messages, exceptions, refusals by the policy
	requests []string
}

func openTab(t *testing.T, v *visit) *tab {
	name := "chromium"
	if named := os.Getenv("ZERTIFY_BROWSER"); named != "" {
		name = named
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%v; install the package chromium or name one with ZERTIFY_BROWSER", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.WindowSize(1400, 900))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // root has none; CI runs in a container of its own
	}
	b := &tab{T: t, base: v.base}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.listen))
	t.Cleanup(cancel)
	send(b, network.Enable, network.EnableParams{})
	send(b, log.Enable, cdp.Empty{})
	b.run(chromedp.Navigate(v.first))
	return b
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.said = append(b.said, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		b.said = append(b.said, "log: "+e.Entry.Text+" "+e.Entry.URL)
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *cdppage.EventJavascriptDialogOpening:
		b.said = append(b.said, "dialog: "+e.Message)
	}
}

func (b *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// send sends one command of the browser's own protocol.
func send[P, R any](b *tab, c cdp.Command[P, R], params P) {
	b.Helper()
	b.run(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	}))
}

// valueOf returns the value of an expression in the page.
func valueOf[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

func (b *tab) open(path string) {
	b.Helper()
	b.run(chromedp.Navigate(b.base + path))
}

// press focuses what an expression names, presses Enter as a person at the keyboard does, and waits for the next page.
// The browser drops keys as long as it has not painted the page, so that one may be needed again.
func (b *tab) press(what string) {
	b.Helper()
	before := valueOf[float64](b, `performance.timeOrigin`)
	if !valueOf[bool](b,
		`(() => { const e = `+what+`; e?.focus(); return e != null && document.activeElement === e })()`) {
		b.Fatalf("%s: nothing there to focus at %s", what, b.where())
	}
	const loaded = `document.readyState === "complete" ? performance.timeOrigin : 0`
	for try := range 600 {
		if try%100 == 0 {
			b.run(chromedp.KeyEvent(kb.Enter))
		}
		time.Sleep(20 * time.Millisecond)
		now, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](loaded))
		if err == nil && now != 0 && now != before {
			return
		}
	}
	b.Fatalf("%s: no other page came", what)
}

func (b *tab) where() string {
	b.Helper()
	return strings.TrimPrefix(valueOf[string](b, `location.href`), b.base)
}

// rows are the texts of the rows of the first table of the page.
func (b *tab) rows() []string {
	b.Helper()
	return valueOf[[]string](b, `[...document.querySelector("main table").tBodies[0].rows].map((r) => r.innerText)`)
}

func (b *tab) text(selector string) string {
	b.Helper()
	return valueOf[string](b, `document.querySelector(`+fmt.Sprintf("%q", selector)+`)?.innerText ?? ""`)
}

const firstRow = `document.querySelector("table.rows tbody tr td a")`

func inABrowser(t *testing.T, db string) {
	axe := os.Getenv("ZERTIFY_AXE")
	if axe == "" {
		t.Skip("ZERTIFY_AXE names no axe.min.js; make browser-test fetches one")
	}
	script, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	b := openTab(t, serving(t, "--db", db, "--open=false"))
	if where := b.where(); where != "/" {
		t.Errorf("the first address leads to %s: the key must be out of it", where)
	}
	b.drills()
	b.filtersAndSorts()
	b.walksByKeyboard()
	b.exports()
	b.looksAtPages(string(script))
	b.isQuiet()
}

// drills goes from the start to what protects a session and to the bytes of a record: four links to
// the cryptography, as
// many as in the zERT Network Analyzer.
func (b *tab) drills() {
	b.press(`document.querySelector('nav a[href="/servers"]')`)
	for _, step := range []string{"/ends?", "/sessions?", "/session?"} {
		b.press(firstRow)
		if where := b.where(); !strings.HasPrefix(where, step) {
			b.Fatalf("a row leads to %s, want %s", where, step)
		}
	}
	if text := b.text("main"); !strings.Contains(text, "Cryptography") {
		b.Errorf("the page of a session does not begin with its cryptography: %.300s", text)
	}
	for _, tab := range []string{"Certificate", "Names", "Tunnel that carries it", "Evidence"} {
		b.press(`[...document.querySelectorAll(".tabs a")].find((a) => a.textContent === "` + tab + `")`)
		if here := b.text(".tabs [aria-current]"); here != tab {
			b.Errorf("tab %q is shown as %q", tab, here)
		}
	}
	b.press(`[...document.querySelectorAll("main td a")].at(-1)`)
	if text := b.text("pre.bytes"); !strings.Contains(text, "smf119_header") {
		b.Errorf("no bytes of the record at %s: %.300s", b.where(), b.text("main"))
	}
}

// filtersAndSorts leaves everything in the address, so that the way back and a bookmark show the same.
func (b *tab) filtersAndSorts() {
	b.open("/servers")
	all := b.rows()
	b.run(chromedp.Click(chromedp.CSS(".filters summary")))
	b.run(chromedp.SendKeys(chromedp.CSS(`input[name="protocol"]`), "tls"))
	b.press(`document.querySelector(".filters button")`)
	filtered := b.rows()
	if !strings.Contains(b.where(), "protocol=tls") || len(filtered) >= len(all) ||
		!strings.Contains(b.text(".chips"), "tls") {
		b.Errorf("filtered at %s: %d of %d rows, chips %q", b.where(), len(filtered), len(all), b.text(".chips"))
	}
	const head = `[...document.querySelectorAll("table.rows thead a")].find((a) => a.textContent.startsWith("Bytes"))`
	for _, order := range []string{"descending", "ascending"} {
		b.press(head)
		if got := valueOf[string](b, head+`.closest("th").getAttribute("aria-sort")`); got != order {
			b.Errorf("sorted %s, want %s", got, order)
		}
	}
	sorted, bookmark := b.rows(), b.where()
	if where := b.back(bookmark); where == bookmark || !strings.Contains(where, "protocol=tls") {
		b.Errorf("back leads to %s", where)
	}
	b.open("/checks")
	b.open(bookmark)
	if got := b.rows(); strings.Join(got, "|") != strings.Join(sorted, "|") {
		b.Errorf("a bookmark shows other rows:\n%q\n%q", got, sorted)
	}
}

// back goes back from a page and returns where that leads. A page out of the browser's memory is not loaded anew, so
// only the address tells that it is there.
func (b *tab) back(from string) string {
	b.Helper()
	b.run(chromedp.Evaluate[chromedp.Void](`history.back()`))
	for range 300 {
		now, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.readyState === "complete" ? location.href : ""`))
		if err == nil && now != "" && strings.TrimPrefix(now, b.base) != from {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	return b.where()
}

// walksByKeyboard skips the navigation and opens the filter without a mouse.
func (b *tab) walksByKeyboard() {
	b.open("/servers")
	b.run(chromedp.KeyEvent(kb.Tab))
	if text := valueOf[string](b, `document.activeElement.textContent`); text != "Skip to the page" {
		b.Errorf("the first stop of the keyboard is %q", text)
	}
	b.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if text := valueOf[string](b, `document.activeElement.textContent`); text != "Filter" {
		b.Errorf("the first stop behind the navigation is %q", text)
	}
	b.run(chromedp.KeyEvent(kb.Enter))
	if !valueOf[bool](b, `document.querySelector(".filters").open`) {
		b.Error("Enter does not open the filter")
	}
	b.run(chromedp.KeyEvent(kb.Tab))
	if name := valueOf[string](b, `document.activeElement.name ?? ""`); name != "sysplex" {
		b.Errorf("the first field is %q", name)
	}
}

// exports saves a list as a file.
func (b *tab) exports() {
	dir := b.TempDir()
	send(b, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
		Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir})
	b.open("/servers")
	b.run(chromedp.Click(chromedp.CSS(`.files a`)))
	for range 300 {
		if text, err := os.ReadFile(filepath.Join(dir, "servers.csv")); err == nil && len(text) > 0 {
			if !strings.HasPrefix(string(text), "system,stack,job") {
				b.Errorf("the file begins with %.80s", text)
			}
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.Error("no file came")
}

// looksAtPages opens each kind of page at three widths, light and dark: nothing may be wider than the screen, no script
// may be needed, and axe-core may find no fault.
func (b *tab) looksAtPages(axe string) {
	b.open("/tunnels")
	pair := valueOf[string](b, `(`+firstRow+`).getAttribute("href")`)
	b.open("/sessions?sort=-bytes")
	session := valueOf[string](b, `(`+firstRow+`).getAttribute("href")`)
	for _, path := range []string{"/", "/servers", pair + "&day=2026-11-02", session, session + "&tab=evidence",
		"/findings?by=rule",
		"/drift", "/record?input=1&record=1", "/checks/tls-version-floor", "/sql?q=select+1"} {
		for _, screen := range []struct {
			width  int64
			scheme string
			faults bool // axe-core is slow, and what it looks for changes with few widths
		}{{390, "dark", true}, {800, "light", false}, {1400, "light", true}} {
			send(b, emulation.SetDeviceMetricsOverride,
				emulation.SetDeviceMetricsOverrideParams{Width: screen.width, Height: 900,
					DeviceScaleFactor: 1})
			send(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{
				Name: "prefers-color-scheme", Value: screen.scheme}}})
			b.open(path)
			if wide := valueOf[int64](b, `document.scrollingElement.scrollWidth`); wide > screen.width {
				b.Errorf("%s at %d: %d wide; only tables may scroll: %v", path, screen.width, wide, valueOf[[]string](b,
					fmt.Sprintf(`[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > %d &&
						!e.closest(".scroll")).map((e) => e.tagName + "." + e.className).slice(0, 10)`, screen.width)))
			}
			if n := valueOf[int](b, `document.scripts.length`); n > 0 {
				b.Errorf("%s: %d scripts", path, n)
			}
			if screen.faults {
				b.run(chromedp.Evaluate[chromedp.Void](axe + ";true"))
				for _, fault := range b.axe() {
					b.Errorf("%s at %d, %s: %s", path, screen.width, screen.scheme, fault)
				}
			}
		}
	}
}

// axe returns the faults that are serious or critical.
func (b *tab) axe() []string {
	b.Helper()
	text := valueOf[string](b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify({
		passes: r.passes.length,
		faults: r.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) =>
			v.id + ": " + v.help + ": " +
			v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | "))}))`)
	var result struct {
		Passes int      `json:"passes"`
		Faults []string `json:"faults"`
	}
	if err := json.Unmarshal([]byte(text), &result); err != nil || result.Passes == 0 {
		b.Fatalf("axe looked at nothing: %v %s", err, text)
	}
	return result.Faults
}

// isQuiet fails when a page said anything or asked for anything elsewhere.
func (b *tab) isQuiet() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 {
		b.Errorf("the pages said: %q", b.said)
	}
	for _, r := range b.requests {
		// the sign in a field for a day is the browser's own
		if !strings.HasPrefix(r, b.base+"/") && !strings.HasPrefix(r, "data:image/svg+xml;") {
			b.Errorf("a page asked for %s", r)
		}
	}
}
