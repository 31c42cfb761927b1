// Package page writes a report as one HTML page that needs nothing else: sections, tables
// and charts, each section from a template, a Go file and its part of the model.
//
// Captured text is clipped, made visible and escaped by the template; the page stays
// below MaxHTML however much was found, and its policy allows one style sheet and one
// script.
package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math"
	"regexp"
	"sync"

	"github.com/zertify/zertify/reports/model"
)

// The page is put together from one template per section, one style sheet and
// one script.
//
//go:embed html/*.tmpl html/style.css html/table.js
var htmlFS embed.FS

// MaxHTML bounds the page. Mail gateways and browsers on small machines take
// 3 MB; what does not fit is in the CSV tables and the page says so.
const MaxHTML = 3_000_000

// MaxElements bounds what a browser has to lay out, buttons of the script included, so that the page opens in a second
// or two on an old machine.
const MaxElements = 30_000

// scripted is the room that is left for what the script adds: a button for each column of a table that is shown.
const scripted = 500

// Write writes a report as one self-contained page.
func Write(w io.Writer, r *model.Report) error { return writeHTML(w, r, MaxHTML) }

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
func writeHTML(w io.Writer, r *model.Report, most int) error {
	parts, err := loadHTML()
	if err != nil {
		return err
	}
	servers := r.ByServer()
	for lim := pageLimits; ; lim = lim.smaller() {
		room := room{most, MaxElements - scripted}
		if lim.smallest() {
			room.bytes, room.elements = math.MaxInt, math.MaxInt
		}
		page, err := parts.render(newPage(r, servers, lim), room)
		if errors.Is(err, errTooLong) {
			continue
		}
		if err != nil {
			return fmt.Errorf("report.html: %w", err)
		}
		_, err = w.Write(page)
		return err
	}
}

// errTooLong ends the rendering of a page as soon as it outgrows its room.
var errTooLong = errors.New("the page is longer than its room")

// A room is what a page may take.
type room struct{ bytes, elements int }

// A bounded buffer takes no more than its room.
type bounded struct {
	buf  bytes.Buffer
	room room
}

// Write implements io.Writer; it refuses what does not fit. Text has no angle bracket, as the template escapes it: what
// is left of them without those of end tags are elements.
func (b *bounded) Write(p []byte) (int, error) {
	b.room.bytes -= len(p)
	b.room.elements -= bytes.Count(p, []byte("<")) - bytes.Count(p, []byte("</"))
	if b.room.bytes < 0 || b.room.elements < 0 {
		return 0, errTooLong
	}
	return b.buf.Write(p)
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
// page around them, so that the contents list what is there. A page of more than
// its room is errTooLong.
func (parts *htmlParts) render(view *page, room room) ([]byte, error) {
	body, out := bounded{room: room}, bounded{room: room}
	if err := parts.page.ExecuteTemplate(&body, "report.tmpl", view); err != nil {
		return nil, err
	}
	f := frame{CSP: contentPolicy(parts.css, parts.js), CSS: template.CSS(parts.css), JS: template.JS(parts.js),
		Page: view,
		// both are our own, or escaped by a template
		Contents: headings(body.buf.Bytes()), Body: template.HTML(body.buf.String())}
	err := parts.page.ExecuteTemplate(&out, "frame.tmpl", f)
	return out.buf.Bytes(), err
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
	return "default-src 'none'; style-src '" + digest(css) + "'; script-src '" + digest(js) +
		"'; base-uri 'none'; form-action 'none'"
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// limits bound what the page shows of each list.
type limits struct {
	rows   int // files, record counts, issues, coverage, peers, certificates
	places int // places under one rule, things at one end point
	things int // at all end points
	query  int // rows under one query
	text   int // characters of one captured text

	drill    int // end points and tunnels that unfold
	sessions int // security sessions under one of them
}

// pageLimits hold for an ordinary page, which stays far below MaxHTML.
var pageLimits = limits{rows: 200, places: 50, things: 800, query: 8, text: 240, drill: 12, sessions: 40}

func (l limits) smaller() limits {
	less := func(n, least int) int { return max(least, n*3/4) }
	return limits{less(l.rows, 1), less(l.places, 1), less(l.things, 1), less(l.query, 1), less(l.text, 24),
		less(l.drill, 1), less(l.sessions, 1)}
}

func (l limits) smallest() bool { return l == l.smaller() }
