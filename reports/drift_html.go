package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"
)

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

// driftParts are the sections of the page, with what each says.
var driftParts = []struct{ what, title, words string }{
	{ChangeFinding, "Findings", "A finding is one rule or question and one resource; the identity stays the same from period to period. Findings about the same attribute of the same resource take each other's place."},
	{ChangePort, "Ports without protection", "Failed handshakes and possible artefacts of releases before 3.2 do not count as unprotected."},
	{ChangeSuite, "Protection of each place", "The weakest that was seen at a place in each period, per layer: fewer bits, or a lower version of the protocol, is a downgrade."},
	{ChangeCertificate, "Certificates", "Renewed: the same subject with a certificate that ends later."},
	{ChangePeer, "Peers", "Addresses at the other end that one of the periods alone shows."},
}

// driftRows bounds the rows of one table on the page; CSV and JSON have them all.
const driftRows = 500

// WriteDriftHTML writes the comparison as one self-contained page.
func WriteDriftHTML(w io.Writer, d *Drift) error {
	parts, err := loadHTML()
	if err != nil {
		return err
	}
	p := newDriftPage(d)
	p.CSS, p.CSP = template.CSS(parts.css), contentPolicy(parts.css, "")
	var buf bytes.Buffer
	if err := parts.page.ExecuteTemplate(&buf, "drift.tmpl", p); err != nil {
		return fmt.Errorf("drift page: %w", err)
	}
	_, err = w.Write(buf.Bytes())
	return err
}

// WriteDriftJSON writes the comparison as one document.
func WriteDriftJSON(w io.Writer, d *Drift) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	out := *d
	out.Changes, out.Notes = notNil(out.Changes), notNil(out.Notes)
	return enc.Encode(&out)
}

func newDriftPage(d *Drift) *driftPage {
	p := &driftPage{Alerts: d.Notes, Short: d.Summary()}
	for _, side := range []struct {
		name string
		s    *DriftSide
	}{{"Before", &d.Old}, {"After", &d.New}} {
		text := driftText(side.s.Database)
		if side.s.Scope != "" {
			text += "; " + driftText(side.s.Scope)
		}
		if !side.s.First.IsZero() {
			text += fmt.Sprintf("; traffic of %s to %s", dayText(side.s.First), dayText(side.s.Last))
		}
		p.Cover = append(p.Cover, fact{side.name, text + "; " + count(side.s.Sessions, "session")})
	}
	if !d.AsOf.IsZero() {
		p.Cover = append(p.Cover, fact{"Rules of", dayText(d.AsOf)})
	}
	p.Cover = append(p.Cover, fact{"Tool", driftText(d.Tool.Name + " " + d.Tool.Version)})
	for _, part := range driftParts {
		p.Parts = append(p.Parts, d.part(part.what, part.title, part.words))
	}
	return p
}

func (d *Drift) part(what, title, words string) driftPart {
	part := driftPart{ID: what, Title: title, Words: words}
	for _, state := range stateOrder {
		t := table{ID: what + "-" + strings.ReplaceAll(state, " ", "-"), Caption: upperFirst(state) + ": " + itoa(int64(d.Count(what, state)))}
		for i := range d.Changes {
			if c := &d.Changes[i]; c.What == what && c.State == state && len(t.Rows) < driftRows {
				t.Rows = append(t.Rows, driftRow(c))
			}
		}
		if len(t.Rows) == 0 {
			continue
		}
		if n := d.Count(what, state); n > driftRows {
			t.Note = fmt.Sprintf("%s more are in the CSV and JSON forms of this comparison.", itoa(int64(n-driftRows)))
		}
		t.Cols = []column{{Name: "Resource"}, {Name: "Rule"}, {Name: "Severity"}, {Name: "Before", Class: "long"}, {Name: "After", Class: "long"}, {Name: "Connections before", Class: "num"}, {Name: "after", Class: "num"}, {Name: "Id", Class: "mono"}}
		part.Tables = append(part.Tables, t)
	}
	if len(part.Tables) == 0 {
		part.Tables = []table{{Empty: "Nothing changed."}}
	}
	return part
}

func driftRow(c *Change) []view {
	severity := view{Text: c.Severity}
	if c.Severity != "" {
		severity.Badge = "s-" + c.Severity
	}
	if c.Worse {
		severity.Mark = "worse"
	}
	return []view{{Text: driftText(c.Resource)}, {Text: driftText(strings.TrimSpace(c.Profile + " " + c.Rule))}, severity,
		{Text: driftText(c.Before), Class: "long"}, {Text: driftText(c.After), Class: "long"},
		{Text: itoa(c.ConnectionsBefore), Class: "num"}, {Text: itoa(c.ConnectionsAfter), Class: "num"}, {Text: c.ID, Class: "mono"}}
}

// driftText makes captured text safe to look at and bounds its length.
func driftText(s string) string {
	const most = 300
	s = Plain(s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

// Summary says the comparison in a few sentences.
func (d *Drift) Summary() []string {
	verdict := "Nothing got worse."
	if d.Worse > 0 {
		verdict = fmt.Sprintf("%s made things worse.", count(int64(d.Worse), "change"))
	}
	if d.Old.Sessions == 0 || d.New.Sessions == 0 {
		verdict += " One of the two sides shows no traffic, so that nothing can be said of it."
	}
	n := func(what, state string) string { return itoa(int64(d.Count(what, state))) }
	return []string{
		verdict,
		fmt.Sprintf("Findings: %s new, %s got worse, %s still open, %s got better, %s fixed.", n(ChangeFinding, StateNew), n(ChangeFinding, StateWorse),
			n(ChangeFinding, StateOpen), n(ChangeFinding, StateBetter), n(ChangeFinding, StateFixed)),
		fmt.Sprintf("Ports: %s newly unprotected, %s no longer. Protection: %s downgraded, %s improved.", n(ChangePort, StateNew), n(ChangePort, StateFixed),
			n(ChangeSuite, StateWorse), n(ChangeSuite, StateBetter)),
		fmt.Sprintf("Certificates: %s new, %s renewed, %s about to lapse, %s lapsed. Peers: %s new, %s vanished.", n(ChangeCertificate, StateNew), n(ChangeCertificate, StateRenewed),
			n(ChangeCertificate, StateLapsing), n(ChangeCertificate, StateLapsed), n(ChangePeer, StateNew), n(ChangePeer, StateVanished)),
	}
}
