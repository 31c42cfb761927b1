package page

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/ledongthuc/pdf"

	"github.com/zertify/zertify/reports/sample"
)

// A report that is signed or filed is printed by the reader's browser. What comes
// out is read back here, page by page.

// ligatures are what fonts make of letter pairs.
var ligatures = strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl")

// printedPages returns the text of each page of a PDF, words one blank apart.
func printedPages(t *testing.T, data []byte) []string {
	t.Helper()
	doc, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	pages := make([]string, doc.NumPage())
	for i := range pages {
		text, err := doc.Page(i + 1).GetPlainText(nil)
		if err != nil {
			t.Fatalf("page %d: %v", i+1, err)
		}
		pages[i] = words(text)
	}
	return pages
}

func words(s string) string { return strings.Join(strings.Fields(ligatures.Replace(s)), " ") }

// checkFurniture holds every page to its number, of how many, and the report's name.
func checkFurniture(t *testing.T, pages []string) {
	t.Helper()
	for i, page := range pages {
		for _, want := range []string{fmt.Sprintf("%d / %d", i+1, len(pages)), "Network encryption on z/OS: audit report"} {
			if !strings.HasPrefix(page, want) && !strings.Contains(page, " "+want) {
				t.Errorf("page %d does not say %q: %.200q", i+1, want, page)
			}
		}
	}
}

// heads returns what stands above something else on an open page: the heads and
// captions of tables, the titles of charts and sections. Words that stand in a cell
// or over a bar without words too, such as the name of a profile, are left out: a
// page may well end in them.
func (b *tab) heads(t *testing.T) []string {
	t.Helper()
	heads := value[[]string](t, b,
		`[...document.querySelectorAll("table.data")].map((t) => [...t.tHead.rows[0].cells].map((c) => c.textContent).join(" "))
		.concat([...document.querySelectorAll("h2, h3, h4, caption, .chart > figcaption")].map((e) => e.textContent)).filter((s) => s.length > 10 && ![...document.querySelectorAll("td, dd, li, summary, .bar figcaption")].some((c) => c.textContent.endsWith(s)))`)
	for i := range heads {
		heads[i] = words(heads[i])
	}
	return heads
}

func TestBrowserPrintsNumbersAndHeadsOnEveryPage(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	b.unfoldAll(t)
	servers := words(value[string](t, b, `[...`+serverTable+`.tHead.rows[0].cells].map((c) => c.textContent).join(" ")`))
	pages := printedPages(t, b.pdf(t))
	checkFurniture(t, pages)
	rows, spread := map[string]bool{}, 0
	row := regexp.MustCompile(`JOB\d\d\b`)
	for i, page := range pages {
		at := strings.Index(page, servers)
		found := row.FindStringIndex(page)
		if found == nil {
			continue
		}
		spread++
		if at < 0 || at > found[0] {
			t.Errorf("page %d has rows of the table of servers and no head above them: %.300q", i+1, page)
		}
		for _, job := range row.FindAllString(page, -1) {
			rows[job] = true
		}
	}
	if spread < 2 || len(rows) != 60 {
		t.Errorf("%d of 60 servers on %d pages; want all, and on more than one", len(rows), spread)
	}
}

// A head or title alone at the foot of a page says nothing. The page is moved down a bit at
// a time, so that its tables meet the foot in every way.
func TestBrowserPrintsNoHeadAlone(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	heads := b.heads(t)
	if len(heads) < 50 {
		t.Fatalf("%d heads", len(heads))
	}
	b.do(t, `globalThis.spacer = document.createElement("div"); document.body.prepend(spacer)`)
	for down := range 8 {
		b.do(t, fmt.Sprintf(`spacer.style.height = "%dpx"`, 70*down))
		for i, page := range printedPages(t, b.pdf(t)) {
			for _, head := range heads {
				if strings.HasSuffix(page, head) {
					t.Errorf("moved down by %d: page %d ends in the head %q", 70*down, i+1, head)
					break
				}
			}
		}
	}
}

// TestBrowserPrintsAsTheGuideSays runs the guide's command for making a PDF.
func TestBrowserPrintsAsTheGuideSays(t *testing.T) {
	t.Parallel()
	browser := browserPath(t)
	guide, err := os.ReadFile(filepath.Join(docs, "guide.md"))
	if err != nil {
		t.Fatal(err)
	}
	said := regexp.MustCompile("`chromium (--headless [^`]*)`").FindSubmatch(guide)
	if said == nil {
		t.Fatal("the guide does not say how to print without a window")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "report"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "report", "report.html"), pageOf(t, sample.Report()), 0o666); err != nil {
		t.Fatal(err)
	}
	args := append(strings.Fields(string(said[1])), "--user-data-dir="+filepath.Join(dir, "profile"))
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // root has none
	}
	cmd := exec.CommandContext(t.Context(), browser, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "report.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	pages := printedPages(t, data)
	checkFurniture(t, pages)
	if !strings.Contains(strings.Join(pages, " "), "CN=tn3270.example.com") {
		t.Error("what is folded on the screen is not printed")
	}
}
