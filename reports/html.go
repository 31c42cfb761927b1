package reports

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"regexp"
	"sync"
)

// The page is put together from one template per section, one style sheet and
// one script.
//
//go:embed html/*.tmpl html/style.css html/table.js
var htmlFS embed.FS

// MaxHTML bounds the page. Mail gateways and browsers on small machines take
// 5 MB; what does not fit is in the CSV twins and the page says so.
const MaxHTML = 5_000_000

func htmlFiles(r *Report) []File {
	return []File{{"report.html", func(w io.Writer) error { return writeHTML(w, r, MaxHTML) }}}
}

// htmlParts are the parsed templates, the style sheet and the script.
type htmlParts struct {
	page    *template.Template
	css, js string
}

var loadHTML = sync.OnceValues(func() (*htmlParts, error) {
	css, err := htmlFS.ReadFile("html/style.css")
	if err != nil {
		return nil, err
	}
	js, err := htmlFS.ReadFile("html/table.js")
	if err != nil {
		return nil, err
	}
	page, err := template.ParseFS(htmlFS, "html/*.tmpl")
	return &htmlParts{page, string(css), string(js)}, err
})

// writeHTML renders with ever smaller limits until the page is small enough.
// With the smallest limits only the program's own texts are left to count, and
// that page is written whatever its size.
func writeHTML(w io.Writer, r *Report, most int) error {
	parts, err := loadHTML()
	if err != nil {
		return err
	}
	for lim := pageLimits; ; lim = lim.smaller() {
		page, err := parts.render(newPage(r, lim))
		if err != nil {
			return fmt.Errorf("report.html: %w", err)
		}
		if len(page) <= most || lim.smallest() {
			_, err := w.Write(page)
			return err
		}
	}
}

// frame is the page around its sections.
type frame struct {
	CSP      string
	CSS      template.CSS
	JS       template.JS
	Page     *page
	Contents []heading
	Body     template.HTML
}

// A heading is a section of the page as its template wrote it.
type heading struct {
	ID    string
	Title template.HTML
}

// render makes the sections first, in the order of report.tmpl, and then the
// page around them, so that the contents list what is there.
func (parts *htmlParts) render(view *page) ([]byte, error) {
	var body, out bytes.Buffer
	if err := parts.page.ExecuteTemplate(&body, "report.tmpl", view); err != nil {
		return nil, err
	}
	f := frame{CSP: contentPolicy(parts.css, parts.js), CSS: template.CSS(parts.css), JS: template.JS(parts.js), Page: view,
		Contents: headings(body.Bytes()), Body: template.HTML(body.String())} // both are our own, or escaped by a template
	err := parts.page.ExecuteTemplate(&out, "frame.tmpl", f)
	return out.Bytes(), err
}

var sectionHeading = regexp.MustCompile(`<h2 id="([a-z-]+)">([^<]*)</h2>`)

func headings(body []byte) []heading {
	var list []heading
	for _, m := range sectionHeading.FindAllSubmatch(body, -1) {
		list = append(list, heading{string(m[1]), template.HTML(m[2])})
	}
	return list
}

// contentPolicy lets a browser use the style sheet and the script inside the
// page and nothing else: no other script, no picture, no request.
func contentPolicy(css, js string) string {
	return "default-src 'none'; style-src '" + digest(css) + "'; script-src '" + digest(js) + "'; base-uri 'none'; form-action 'none'"
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// limits bound what the page shows of each list.
type limits struct {
	rows   int // files, record counts, issues, coverage, peers, certificates
	places int // places under one rule
	query  int // rows under one query
	text   int // characters of one captured text

	drill    int // end points and tunnels that unfold
	others   int // other ends under one end point
	sessions int // security sessions under one other end
}

// pageLimits hold for an ordinary page, which stays far below MaxHTML.
var pageLimits = limits{rows: 200, places: 50, query: 25, text: 240, drill: 12, others: 15, sessions: 12}

func (l limits) smaller() limits {
	return limits{max(1, l.rows/2), max(1, l.places/2), max(1, l.query/2), max(24, l.text/2),
		max(1, l.drill/2), max(1, l.others/2), max(1, l.sessions/2)}
}

func (l limits) smallest() bool { return l == l.smaller() }
