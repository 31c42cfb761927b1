package reports

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"
)

// The page is put together from one template per part and one style sheet.
//
//go:embed html/*.tmpl html/style.css
var htmlFS embed.FS

// MaxHTML bounds the page. Mail gateways and browsers on small machines take
// 5 MB; what does not fit is in the CSV twins and the page says so.
const MaxHTML = 5_000_000

func htmlFiles(r *Report) []File {
	return []File{{"report.html", func(w io.Writer) error { return writeHTML(w, r, MaxHTML) }}}
}

// htmlParts are the parsed templates and the style sheet.
type htmlParts struct {
	page *template.Template
	css  string
}

var loadHTML = sync.OnceValues(func() (*htmlParts, error) {
	css, err := htmlFS.ReadFile("html/style.css")
	if err != nil {
		return nil, err
	}
	page, err := template.ParseFS(htmlFS, "html/*.tmpl")
	return &htmlParts{page, string(css)}, err
})

// writeHTML renders with ever smaller limits until the page is small enough.
// With the smallest limits only the program's own texts are left to count, and
// that page is written whatever its size.
func writeHTML(w io.Writer, r *Report, most int) error {
	parts, err := loadHTML()
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	for lim := pageLimits; ; lim = lim.smaller() {
		buf.Reset()
		view := newPage(r, lim)
		view.CSS, view.CSP = template.CSS(parts.css), contentPolicy(parts.css)
		if err := parts.page.ExecuteTemplate(&buf, "report.tmpl", view); err != nil {
			return fmt.Errorf("report.html: %w", err)
		}
		if buf.Len() <= most || lim.smallest() {
			_, err := w.Write(buf.Bytes())
			return err
		}
	}
}

// contentPolicy lets a browser use the style sheet inside the page and nothing
// else: no script, no picture, no request.
func contentPolicy(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'"
}

// limits bound what the page shows of each list.
type limits struct {
	rows   int // files, record counts, issues, coverage, peers, certificates
	places int // places under one rule
	query  int // rows under one query
	text   int // characters of one captured text
}

// pageLimits hold for an ordinary page, which stays far below MaxHTML.
var pageLimits = limits{rows: 100, places: 40, query: 20, text: 240}

func (l limits) smaller() limits {
	return limits{max(1, l.rows/2), max(1, l.places/2), max(1, l.query/2), max(24, l.text/2)}
}

func (l limits) smallest() bool { return l == l.smaller() }
