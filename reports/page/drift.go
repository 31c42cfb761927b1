package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// WriteDrift writes the comparison as one self-contained page.
func WriteDrift(w io.Writer, d *model.Drift) error {
	parts, err := loadHTML()
	if err != nil {
		return err
	}
	p := newDriftPage(d)
	p.CSS, p.CSP = template.CSS(parts.css), contentPolicy(parts.css, "")
	var buf bytes.Buffer
	if err := parts.page.ExecuteTemplate(&buf, "drift_page.tmpl", p); err != nil {
		return fmt.Errorf("drift page: %w", err)
	}
	_, err = w.Write(buf.Bytes())
	return err
}

// A driftPage is what drift.tmpl shows.
type driftPage struct {
	CSS template.CSS
	CSP string

	Cover  []fact
	Alerts []string
	Short  []string
	Parts  []driftPart
}

type driftPart struct {
	ID, Title, Words string
	Tables           []table
}

func newDriftPage(d *model.Drift) *driftPage {
	p := &driftPage{Alerts: d.Notes, Short: d.Summary(), Cover: driftFacts(d, ownPage), Parts: driftTables(d, ownPage)}
	p.Cover = append(p.Cover, fact{"Tool", ownPage.clipped(d.Tool.Name + " " + d.Tool.Version)})
	return p
}

// driftLimits bound what a page shows of each list; CSV and JSON have it all.
type driftLimits struct {
	rows   int    // of one table
	text   int    // characters of one captured text
	prefix string // before the ids of sections and tables
	rest   string // where the other rows are
}

func (lim driftLimits) row(c *model.Change) []view {
	var severity view
	if c.Severity != "" {
		severity = severityView(c.Severity)
	}
	if c.Worse {
		severity.Mark = "worse"
	}
	return []view{say(lim.clipped(c.Resource)), say(lim.clipped(strings.TrimSpace(c.Profile + " " + c.Rule))), severity,
		say(lim.clipped(c.Before)), say(lim.clipped(c.After)), num(c.ConnectionsBefore), num(c.ConnectionsAfter), say(c.ID)}
}

// clipped makes captured text safe to look at and bounds its length.
func (lim driftLimits) clipped(s string) string { return wording.Clip(plain.Text(s), lim.text) }

// driftFacts say what was compared.
func driftFacts(d *model.Drift, lim driftLimits) []fact {
	var out []fact
	for _, side := range driftSides(d) {
		text := lim.clipped(side.Database)
		if side.Scope != "" {
			text += "; " + lim.clipped(side.Scope)
		}
		if !side.First.IsZero() {
			text += fmt.Sprintf("; traffic of %s to %s", wording.Day(side.First.Time), wording.Day(side.Last.Time))
		}
		out = append(out, fact{side.name, text + "; " + wording.Sessions(side.Sessions, side.Records)})
	}
	if !d.AsOf.IsZero() {
		out = append(out, fact{"Rules of", wording.Day(d.AsOf.Time)})
	}
	return out
}

// A namedSide is a side with what it is in the comparison.
type namedSide struct {
	name string
	*model.DriftSide
}

func driftSides(d *model.Drift) []namedSide {
	return []namedSide{{"Before", &d.Old}, {"After", &d.New}}
}

// ownPage are the limits of the page of zertify diff.
var ownPage = driftLimits{rows: 500, text: 300, rest: "in the CSV and JSON forms of this comparison"}

func driftTables(d *model.Drift, lim driftLimits) []driftPart {
	var out []driftPart
	for _, part := range driftParts {
		out = append(out, driftTablesOf(d, lim, part.what, part.title, part.words))
	}
	return out
}

// driftParts are the sections of the page, with what each says.
var driftParts = []struct{ what, title, words string }{
	{model.ChangeFinding, "Findings",
		"A finding is one rule or check and one resource; the identity stays the same from period to period. Findings " +
			"about the same attribute of the same resource take each other's place."},
	{model.ChangePort, "Ports without protection",
		"Failed handshakes and possible artefacts of releases before 3.2 do not count as unprotected."},
	{model.ChangeSuite, "Protection of each place",
		"The weakest that was seen at a place in each period, per layer: fewer bits, or a lower version of the protocol, " +
			"is a downgrade."},
	{model.ChangeCertificate, "Certificates", "Renewed: the same subject with a certificate that ends later."},
	{model.ChangePeer, "Peers", "Addresses at the other end that one of the periods alone shows."},
}

func driftTablesOf(d *model.Drift, lim driftLimits, what, title, words string) driftPart {
	part := driftPart{ID: lim.prefix + what, Title: title, Words: words}
	for _, state := range model.StateOrder {
		total := d.Count(what, state)
		if total == 0 {
			continue
		}
		t := table{ID: part.ID + "-" + strings.ReplaceAll(state, " ", "-"),
			Caption: wording.UpperFirst(state) + ": " + wording.Number(int64(total)), Cols: driftCols}
		for i := range d.Changes {
			if c := &d.Changes[i]; c.What == what && c.State == state && len(t.Rows) < lim.rows {
				t.add(lim.row(c)...)
			}
		}
		if n := total - len(t.Rows); n > 0 {
			t.Note = fmt.Sprintf("%s more are %s.", wording.Number(int64(n)), lim.rest)
		}
		t.withoutEmpty(driftBefore, driftAfter)
		part.Tables = append(part.Tables, t)
	}
	if len(part.Tables) == 0 {
		part.Tables = []table{{Empty: "Nothing changed."}}
	}
	return part
}

var driftCols = []column{{Name: "Resource"}, {Name: "Rule"}, {Name: "Severity"}, {Name: "Before", Class: "long"},
	{Name: "After", Class: "long"},
	{Name: "Connections before", Class: "num"}, {Name: "Connections after", Class: "num"}, {Name: "Id", Class: "mono"}}

// driftBefore and driftAfter are the columns that say nothing of what is new, or
// gone: the text, and the count two columns further on.
const driftBefore, driftAfter = 3, 4

// driftSection is the section of the page of a report; its zero value is none.
type driftSection struct {
	Facts []fact
	Notes []string
	Short []string
	Parts []driftPart
}

func newDrift(p *printer, r *model.Report) driftSection {
	d := r.Drift
	if d == nil {
		return driftSection{}
	}
	lim := driftLimits{rows: p.lim.places, text: p.lim.text, prefix: "drift-", rest: "in drift.csv"}
	return driftSection{Facts: driftFacts(d, lim), Notes: p.texts(d.Notes), Short: d.Summary(),
		Parts: driftTables(d, lim)}
}
