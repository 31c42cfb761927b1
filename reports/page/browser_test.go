package page

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// The page is tried in a real browser: headless Chromium, as Debian packages it.
// Without one these tests are skipped and say so; make browser-test and CI have one.

// browserPath finds a Chromium, first of all the one named by ZERTIFY_BROWSER.
func browserPath(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes seconds; runs in make test and make browser-test")
	}
	for _, name := range []string{os.Getenv("ZERTIFY_BROWSER"), "chromium", "chromium-browser", "google-chrome",
		"chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Skip("no Chromium found; install the package chromium or name one with ZERTIFY_BROWSER")
	return ""
}

// A tab is one page open in a browser, with all that it said and asked for.
type tab struct {
	ctx context.Context

	mu       sync.Mutex
	said     []string // console messages, exceptions, refusals by the policy
	requests []string
}

// A step is something a browser is told to do.
type step = chromedp.Action[chromedp.Void]

// command sends one command of the browser's own protocol.
func command[P, R any](c cdp.Command[P, R], params P) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// openTab shows a page from a file in a browser of its own.
func openTab(t *testing.T, page []byte, before ...step) *tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, page, 0o666); err != nil {
		t.Fatal(err)
	}
	return openAddress(t, url.URL{Scheme: "file", Path: filepath.ToSlash(file)}, before...)
}

// openAddress shows what is at an address in a browser of its own.
func openAddress(t *testing.T, address url.URL, before ...step) *tab {
	t.Helper()
	browser := browserPath(t)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.WindowSize(1280, 900))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // root has none; CI runs in a container of its own
	}
	b := &tab{}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	b.ctx, cancel = chromedp.NewContext(ctx, chromedp.WithListener(b.listen))
	t.Cleanup(cancel)
	b.run(t, command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}))
	b.run(t, before...)
	b.run(t, chromedp.Navigate(address.String()))
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
		b.said = append(b.said, "log: "+e.Entry.Text)
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *cdppage.EventJavascriptDialogOpening:
		b.said = append(b.said, "dialog: "+e.Message)
	}
}

func (b *tab) run(t *testing.T, steps ...step) {
	t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// do runs statements in the page.
func (b *tab) do(t *testing.T, statements string) {
	t.Helper()
	b.run(t, chromedp.Evaluate[chromedp.Void](statements))
}

// value returns the value of an expression in the page.
func value[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// unfoldAll presses the button that does.
func (b *tab) unfoldAll(t *testing.T) {
	t.Helper()
	b.run(t, chromedp.Click(chromedp.CSS(".tools.top button")))
}

// checkQuiet fails when the page said anything or asked for more than itself.
func (b *tab) checkQuiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 {
		t.Errorf("the page said: %q", b.said)
	}
	if len(b.requests) != 1 || !strings.HasPrefix(b.requests[0], "file://") {
		t.Errorf("the page asked for %q", b.requests)
	}
}

// longReport has a table with more rows than are shown at once.
func longReport() *model.Report {
	r := sample.Report()
	for i := range int64(60) {
		r.Servers.Rows = append(r.Servers.Rows,
			model.Peer{System: "SYSA", Stack: "TCPIP", Job: fmt.Sprintf("JOB%02d", i), Addr: "10.7.0.1",
				Port:        sample.Ptr(1000 + i),
				Connections: (i * 37) % 61 * 1000})
	}
	r.Servers.Total = int64(len(r.Servers.Rows))
	return r
}

// serverTable finds the table of servers in the page.
const serverTable = `[...document.querySelectorAll("#servers ~ .scroll table.data")][0]`

func TestBrowserSortsAndFilters(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	value[bool](t, b,
		`globalThis.shown = (column) => [...`+serverTable+
			`.tBodies[0].rows].filter((r) => r.checkVisibility()).map((r) => r.cells[column].textContent.replace(/\s/g, "")); true`)
	if n := value[int](t, b, `shown(0).length`); n != 63 {
		t.Errorf("%d rows are shown at first, want all 63", n)
	}
	connections := value[int](t, b,
		`[...`+serverTable+`.tHead.rows[0].cells].findIndex((c) => c.textContent.startsWith("Connections"))`)
	press := fmt.Sprintf(`%s.tHead.rows[0].cells[%d].querySelector("button").focus()`, serverTable, connections)
	for _, want := range []struct {
		order, sort string
		descending  bool
	}{{"ascending", "0", false}, {"descending", "90000", true}} {
		b.do(t, press)
		b.run(t, chromedp.KeyEvent(kb.Enter)) // by keyboard, as a screen reader would
		if got := value[string](t, b,
			fmt.Sprintf(`%s.tHead.rows[0].cells[%d].getAttribute("aria-sort")`, serverTable, connections)); got != want.order {
			t.Errorf("sorted %q, want %q", got, want.order)
		}
		if got := value[[]string](t, b, fmt.Sprintf(`shown(%d)`, connections)); got[0] != want.sort {
			t.Errorf("%s: the first of %q is not %s", want.order, got, want.sort)
		}
	}
	b.run(t, chromedp.SendKeys(chromedp.CSS("#servers ~ .tools input"), "job1 7.0.1"))
	if got := value[[]string](t, b, `shown(1)`); len(got) != 10 || !strings.HasPrefix(got[0], "JOB1") {
		t.Errorf("filtered by job1: %q", got)
	}
	if got := value[string](t, b,
		`document.querySelector("#servers ~ .tools [role=status]").textContent`); got != "10 of 63 rows" {
		t.Errorf("the filter says %q", got)
	}
	b.checkQuiet(t)
}

func TestBrowserUnfoldsFromServerToCertificate(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, sample.Report()))
	const subject = `[...document.querySelectorAll("#servers ~ details td")].find((c) => c.textContent.includes("CN=tn3270.example.com")).checkVisibility()`
	if value[bool](t, b, subject) {
		t.Error("the certificate is shown before anything was unfolded")
	}
	const summaries = `[...document.querySelectorAll("#servers ~ details")]`
	b.do(t, summaries+`[0].querySelector("summary").click()`)
	if !value[bool](t, b, subject) {
		t.Error("the certificate stays hidden after the server was unfolded")
	}
	b.unfoldAll(t)
	if n := value[int](t, b, `document.querySelectorAll("details:not([open])").length`); n != 0 {
		t.Errorf("%d parts are folded after unfolding everything", n)
	}
	b.checkQuiet(t)
}

// TestBrowserFindsWhatIsFolded: a browser that looks for a text unfolds what it stands in, here for an address that
// names the text, which looks for it as find-in-page does. Nothing else may hide a row.
func TestBrowserFindsWhatIsFolded(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	const cell = `[...document.querySelectorAll("details:not([open]) td")].findLast((c) => /^CN=[a-z0-9.]+/.test(c.firstChild?.data))`
	text := value[string](t, b, `globalThis.cell = `+cell+`; cell.firstChild.data.split("\n")[0]`)
	if value[bool](t, b, `cell.checkVisibility()`) {
		t.Fatalf("%s is shown before anything was unfolded", text)
	}
	address := value[string](t, b, `location.href.replace(/#.*/, "")`)
	b.run(t, chromedp.Navigate(address+"#:~:text="+url.PathEscape(text)))
	found := value[bool](t, b, `new Promise((done) => {
		const shown = (n) => [...document.querySelectorAll("td")].some((c) => c.textContent.startsWith(`+strconv.Quote(text)+
		`) && c.checkVisibility()) ? done(true) : n === 0 ? done(false) : setTimeout(shown, 20, n - 1);
		shown(100);
	})`)
	if !found {
		t.Errorf("%s stays folded when it is looked for", text)
	}
	if n := value[int](t, b,
		`[...document.querySelectorAll("main *")].filter((e) => !e.closest("details:not([open])") && !e.closest("svg, .paper") && getComputedStyle(e).display === "none").length`); n != 0 {
		t.Errorf("%d elements are hidden where no browser finds them", n)
	}
}

// TestBrowserPrintsShortUnlessUnfolded: on paper are the worst and the end points in full, a line for each rule, and
// the first rows of tables with how many more there are; all of it where all was unfolded, also what a filter hides.
func TestBrowserPrintsShortUnlessUnfolded(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	folded := value[int](t, b, `document.querySelectorAll("details:not([open])").length`)
	short := strings.Join(printedPages(t, b.pdf(t)), " ")
	if n := value[int](t, b, `document.querySelectorAll("details:not([open])").length`); n != folded {
		t.Errorf("%d parts are folded after printing, %d were before", n, folded)
	}
	b.run(t, chromedp.SendKeys(chromedp.CSS("#servers ~ .tools input"), "job1"))
	b.unfoldAll(t)
	whole := strings.Join(printedPages(t, b.pdf(t)), " ")
	last := fmt.Sprintf("JOB%02d", 59)
	for _, c := range []struct {
		text          string
		short, folded bool
	}{
		{"What was found Severity Profiles", true, true},             // by end point
		{"Records that show it", true, true},                         // of the worst
		{"rated one higher because the port carries", true, true},    // facts of the worst
		{"51 more rows on screen and in the CSV files", true, false}, // of a long table
		{"press “Unfold everything”", true, false},
		{"Found at TN3270", false, true}, // places of a rule
		{last, false, true},
	} {
		if got := strings.Contains(short, c.text); got != c.short {
			t.Errorf("%q is in print: %v, want %v", c.text, got, c.short)
		}
		if got := strings.Contains(whole, c.text); got != c.folded {
			t.Errorf("%q is in print when all is unfolded: %v, want %v", c.text, got, c.folded)
		}
	}
	b.checkQuiet(t)
}

func TestStyleCutsTablesOnPaperWhereTheNoteSays(t *testing.T) {
	t.Parallel()
	parts, err := loadHTML()
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("tbody > tr:nth-child(n+%d),", paperRows+1); !strings.Contains(parts.css, want) {
		t.Errorf("the style sheet lacks %q", want)
	}
}

func (b *tab) pdf(t *testing.T) []byte {
	t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Fatalf("printing gave no PDF but %d bytes", len(data))
	}
	return data
}

func TestBrowserReadsWithoutScript(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()),
		command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	hidden := value[int](t, b,
		`[...document.querySelectorAll("table.data tbody tr")].filter((r) => !r.closest("details:not([open])") && !r.checkVisibility()).length`)
	rows := value[int](t, b, serverTable+`.tBodies[0].rows.length`)
	if buttons := value[int](t, b, `document.querySelectorAll("button, input").length`); hidden != 0 || rows != 63 ||
		buttons != 0 {
		t.Errorf("%d rows hidden, %d of 63 servers there, %d dead buttons", hidden, rows, buttons)
	}
	b.checkQuiet(t)
}

func TestBrowserShowsHostileTextAsText(t *testing.T) {
	t.Parallel()
	r := longReport()
	sample.Poison(r, sample.Hostile)
	b := openTab(t, pageOf(t, r))
	b.unfoldAll(t)
	for what, expression := range map[string]string{
		"scripts":       `document.querySelectorAll("script").length - 1`,
		"foreign parts": `document.querySelectorAll("img, iframe, object, embed, link, base, form, textarea").length`,
		"handlers":      `[...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).length`,
		"links outside": `[...document.querySelectorAll("[href]")].filter((e) => !e.getAttribute("href").startsWith("#")).length`,
	} {
		if n := value[int](t, b, expression); n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
	b.checkQuiet(t)
}

func TestBrowserFitsNarrowScreensAndZoom(t *testing.T) {
	t.Parallel()
	b := openTab(t, pageOf(t, longReport()))
	b.unfoldAll(t)
	for _, screen := range []struct {
		name          string
		width, height int64
		scale         float64
	}{{"a telephone", 400, 800, 1}, {"1280 pixels at 200 %", 640, 450, 2}, {"320 pixels", 320, 640, 1}} {
		b.run(t, screenOf(screen.width, screen.height, screen.scale))
		if wide := value[int](t, b, `document.scrollingElement.scrollWidth`); wide > int(screen.width) {
			t.Errorf("%s: the page is %d wide; only tables may scroll: %v", screen.name, wide,
				value[[]string](t, b,
					fmt.Sprintf(`[...document.querySelectorAll("body *")].
						filter((e) => e.getBoundingClientRect().right > %d && !e.closest(".scroll")).
						map((e) => e.tagName + "." + e.className).slice(0, 10)`, screen.width)))
		}
		if thin := value[[]string](t, b, thinCells); len(thin) > 0 {
			t.Errorf("%s: a letter or two a line: %q", screen.name, thin)
		}
	}
	b.checkQuiet(t)
}

// thinCells are the texts of cells that are too narrow for a word: a column has to keep its width, and the table to
// scroll.
const thinCells = `[...document.querySelectorAll("td, th")].filter((c) => {
	const width = c.getBoundingClientRect().width;
	return width > 0 && width < 30 && c.textContent.trim().length > 8;
}).map((c) => c.textContent.trim().slice(0, 30)).slice(0, 10)`

func screenOf(width, height int64, scale float64) step {
	return command(emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: scale})
}

// TestBrowserFindsNoAccessibilityFault runs axe-core, whose script CI fetches;
// ZERTIFY_AXE names it.
func TestBrowserFindsNoAccessibilityFault(t *testing.T) {
	t.Parallel()
	file := os.Getenv("ZERTIFY_AXE")
	if file == "" {
		t.Skip("ZERTIFY_AXE names no axe.min.js; make browser-test fetches one")
	}
	axe, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page := pageOf(t, longReport())
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 400} {
			t.Run(fmt.Sprintf("%s %d", scheme, width), func(t *testing.T) {
				b := openTab(t, page, screenOf(width, 900, 1), command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
					Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}))
				b.unfoldAll(t)
				b.do(t, string(axe)+";true")
				for _, fault := range b.axe(t) {
					t.Error(fault)
				}
				b.checkQuiet(t)
			})
		}
	}
}

// axe returns the faults that are serious or critical.
func (b *tab) axe(t *testing.T) []string {
	t.Helper()
	text := value[string](t, b, `axe.run(document, {resultTypes: ["violations"]}).then((r) => JSON.stringify({
		passes: r.passes.length,
		faults: r.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id + ": " + v.help + ": " +
			v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + " " + n.failureSummary).join(" | "))}))`)
	var result struct {
		Passes int      `json:"passes"`
		Faults []string `json:"faults"`
	}
	if err := json.Unmarshal([]byte(text), &result); err != nil || result.Passes == 0 {
		t.Fatalf("axe looked at nothing: %v %s", err, text)
	}
	return result.Faults
}

// TestBrowserOpensAFullPageInTime fills the page to its limits and opens it. What
// counts is the processor time of the page's thread, which reads, lays out and
// runs the script: a busy machine stretches the time on the wall.
func TestBrowserOpensAFullPageInTime(t *testing.T) {
	t.Parallel()
	r := longReport()
	overfill(r)
	page := pageOf(t, r)
	b := openTab(t, page,
		command(performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}))
	if elements := value[int](t, b, `document.querySelectorAll("*").length`); len(page) > MaxHTML ||
		elements < MaxElements/2 || elements > MaxElements {
		t.Errorf("the page has %d bytes and %d elements, want at most %d and %d", len(page), elements, MaxHTML, MaxElements)
	}
	wall := value[float64](t, b, `performance.getEntriesByType("navigation")[0].loadEventEnd`)
	used := b.taskSeconds(t)
	t.Logf("%d bytes, loaded with %.0f ms of processor time in %.0f ms", len(page), 1000*used, wall)
	if used == 0 || used > 2 {
		t.Errorf("a page of %d bytes took %.0f ms of processor time to open, want at most 2000", len(page), 1000*used)
	}
}

// taskSeconds is how long the page's thread has been at work.
func (b *tab) taskSeconds(t *testing.T) float64 {
	t.Helper()
	metrics, err := chromedp.Run(b.ctx,
		func(ctx context.Context, t *chromedp.Target) (performance.GetMetricsResult, error) {
			return cdp.Call(ctx, t, performance.GetMetrics, cdp.Empty{})
		})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range metrics.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value
		}
	}
	return 0
}

// overfill fills every list with more rows than the page has room for.
func overfill(r *model.Report) {
	base := r.Evaluations[0]
	for i := range 30_000 {
		f := base.Findings[i%3]
		at := i / 30 // a thousand end points, thirty things at each
		f.ServerAddr, f.ServerPort, f.Observed = fmt.Sprintf("10.7.%d.%d", at>>8, at&255), at+1, fmt.Sprintf("value %d", i%60)
		rule := *f.Rule
		rule.ID, rule.Title = fmt.Sprintf("R-%03d", i%60), fmt.Sprintf("Something odd of kind %d", i%60)
		f.Rule = &rule
		base.Findings = append(base.Findings, f)
	}
	base.Total = int64(len(base.Findings))
	for i := range int64(500) {
		r.Certificates.Rows = append(r.Certificates.Rows,
			model.Certificate{Subject: fmt.Sprintf("CN=host%d.example.com,O=Example", i), FileID: 1, RecordNo: i + 1})
		r.Overview.WeakLinks.Rows = append(r.Overview.WeakLinks.Rows,
			model.LinkRow{Client: fmt.Sprintf("10.8.%d.%d", i/250, i%250), Server: "10.1.2.3", Port: sample.Ptr(23),
				ClearConnections: 500 - i})
		for j := range int64(20) {
			r.Overview.ServerPaths.Rows = append(r.Overview.ServerPaths.Rows,
				model.PathRow{System: "SYSA", Stack: "TCPIP", Job: "J", Addr: "10.1.2.4", Port: sample.Ptr(i + 1),
					Other: fmt.Sprintf("10.9.0.%d", j), Protection: "TLS", Algorithms: "TLS1.2 TLS_RSA_WITH_AES_128_GCM_SHA256",
					FileID: 1, RecordNo: i + 1})
		}
	}
	r.Certificates.Total,
		r.Overview.WeakLinks.Total = int64(len(r.Certificates.Rows)), int64(len(r.Overview.WeakLinks.Rows))
	r.Overview.ServerPaths.Total = int64(len(r.Overview.ServerPaths.Rows))
}
