// Package summary writes the short form of a report, for signing: a page of HTML that prints to at
// most MaxPages sheets of
// A4, however much was found. It has the verdicts, the worst findings a line each, what was covered and accepted, and
// what the records cannot say; the rest is counted, and the other files of the report have it.
//
// Captured text is clipped, made visible and escaped by the template. The page has no script, and its policy allows the
// one style sheet in it and nothing else.
package summary

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/page"
)

//go:embed html/summary.tmpl html/summary.css
var htmlFS embed.FS

// MaxPages is what a person who signs is ready to read.
const MaxPages = 12

// The most that is shown of each list. Together with the most letters of each text they keep the summary within
// MaxPages; TestBrowserPrintsFewPages prints one that is full.
const (
	mostProfiles   = 14
	mostStacks     = 16
	mostFindings   = 50
	mostExceptions = 16
	mostOpen       = 16 // what could not be decided
	mostInputs     = 14

	mostText  = 90  // letters of a text in a table
	mostID    = 18  // letters of the id of a profile
	mostProse = 240 // letters of a sentence
)

// Write writes the summary of a report.
func Write(w io.Writer, r *model.Report) error {
	parts, err := load()
	if err != nil {
		return err
	}
	view := newSummary(r)
	view.Style, view.Policy = template.CSS(parts.css), policyOf(parts.css) // our own
	if err := parts.page.Execute(w, view); err != nil {
		return fmt.Errorf("report-summary.html: %w", err)
	}
	return nil
}

// htmlParts are the parsed template and the style sheet: that of the page with ours behind it.
type htmlParts struct {
	page *template.Template
	css  string
}

var load = sync.OnceValues(func() (*htmlParts, error) {
	base, err := page.Style()
	if err != nil {
		return nil, err
	}
	own, err := htmlFS.ReadFile("html/summary.css")
	if err != nil {
		return nil, err
	}
	t, err := template.ParseFS(htmlFS, "html/summary.tmpl")
	return &htmlParts{t, base + string(own)}, err
})

// policyOf lets a browser use the style sheet inside the page and nothing else.
func policyOf(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
		"'; base-uri 'none'; form-action 'none'"
}
