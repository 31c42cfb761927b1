package page

import (
	"bytes"
	"cmp"
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

// DriftPart returns the comparison as a part of another page that has the style sheet of this package.
func DriftPart(d *model.Drift) (template.HTML, error) {
	parts, err := loadHTML()
	if err != nil {
		return "", err
	}
	var buf bytes.Buffer
	if err := parts.page.ExecuteTemplate(&buf, "drift_part.tmpl", newDriftPage(d)); err != nil {
		return "", fmt.Errorf("drift: %w", err)
	}
	return template.HTML(buf.String()), nil // escaped by the template
}

// A driftPage is what drift.tmpl shows.
type driftPage struct {
	CSS template.CSS
	CSP string

	Cover  []fact
	Alerts []string
	Short  []string
	Places driftPlaces
}

// driftPlaces are the places at which something changed.
type driftPlaces struct {
	List []driftPlace
	Note string
}

// driftPlace is one place with what changed there.
type driftPlace struct {
	Name, Count string
	Standing    view
	Changes     table
}

func newDriftPage(d *model.Drift) *driftPage {
	p := &driftPage{Alerts: d.Notes, Short: d.Summary(), Cover: driftFacts(d, ownPage), Places: newDriftPlaces(d, ownPage)}
	p.Cover = append(p.Cover, fact{"Tool", ownPage.clipped(d.Tool.Name + " " + d.Tool.Version)})
	return p
}

// driftLimits bound what a page shows of each list; CSV and JSON have it all.
type driftLimits struct {
	places int    // at which something changed
	rows   int    // at one of them
	text   int    // characters of one captured text
	prefix string // before the ids of tables
	rest   string // where the other rows are
}

// ownPage are the limits of the page of zertify diff.
var ownPage = driftLimits{places: 500, rows: 200, text: 300, rest: "in the CSV and JSON forms of this comparison"}

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

func newDriftPlaces(d *model.Drift, lim driftLimits) driftPlaces {
	var out driftPlaces
	places := d.ByPlace()
	for i, p := range places[:min(len(places), lim.places)] {
		out.List = append(out.List, newDriftPlace(&p, lim, fmt.Sprintf("%schange-%d", lim.prefix, i+1)))
	}
	if more := len(places) - len(out.List); more > 0 {
		out.Note = wording.Count(int64(more), "further place") + " " + lim.rest + "."
	}
	return out
}

func newDriftPlace(p *model.DriftPlace, lim driftLimits, id string) driftPlace {
	part := driftPlace{Name: lim.clipped(p.Name), Standing: badge("worse", "v-fail"),
		Count: wording.Count(int64(len(p.Lines)), "change"),
		Changes: table{ID: id, Caption: "Changes: " + lim.clipped(p.Name), Cols: []column{{Name: "What"},
			{Name: "Change"}, {Name: "Before", Class: "long"}, {Name: "Now", Class: "long"}, {Name: "Seen by"},
			{Name: "Connections", Class: "num"}}}}
	if p.Worse == 0 {
		part.Standing = badge("changed", "v-info")
	} else if p.Worse < len(p.Lines) {
		part.Count += ", " + wording.Digits(int64(p.Worse)) + " for the worse"
	}
	for i := range p.Lines[:min(len(p.Lines), lim.rows)] {
		part.Changes.add(lim.row(&p.Lines[i])...)
	}
	if more := len(p.Lines) - len(part.Changes.Rows); more > 0 {
		part.Changes.Note = wording.Number(int64(more)) + " more " + lim.rest + "."
	}
	return part
}

func (lim driftLimits) row(l *model.DriftLine) []view {
	title, before, after := cmp.Or(l.Title, l.Resource), l.Before, l.After
	if l.What == model.ChangeCertificate || l.What == model.ChangePeer {
		title = l.Resource
	}
	by := strings.Join(l.Profiles, ", ")
	if len(l.Checks) > 0 {
		title, by = strings.Join(l.Checks, "; "), plural(len(l.Checks), "check")
	}
	if len(l.Checks) > 1 {
		before, after = "", ""
	}
	return []view{{Text: lim.clipped(title), Class: "long"}, stateView(l.Change), say(lim.clipped(before)),
		say(lim.clipped(after)), say(lim.clipped(by)), connectionsView(l.Change)}
}

// connectionsView says how many connections there were before and are now.
func connectionsView(c *model.Change) view {
	return view{Text: wording.Number(c.ConnectionsBefore) + " → " + wording.Number(c.ConnectionsAfter), Class: "num",
		Sort: wording.Digits(c.ConnectionsAfter)}
}

// stateView says what kind of change it is, coloured where it made things worse.
func stateView(c *model.Change) view {
	word := cmp.Or(stateWords[c.State], plain.Text(c.State))
	if c.Worse {
		return badge(word, "v-fail")
	}
	return badge(word, "v-info")
}

// stateWords say a state where its name is not what people say.
var stateWords = map[string]string{model.StateVanished: "gone", model.StateLapsing: "about to expire",
	model.StateLapsed: "expired"}

// driftSection is the section of the page of a report; its zero value is none.
type driftSection struct {
	Facts  []fact
	Notes  []string
	Short  []string
	Places driftPlaces
}

func newDrift(p *printer, r *model.Report) driftSection {
	d := r.Drift
	if d == nil {
		return driftSection{}
	}
	lim := driftLimits{places: p.lim.rows, rows: p.lim.places, text: p.lim.text, prefix: "drift-", rest: "in drift.csv"}
	return driftSection{Facts: driftFacts(d, lim), Notes: p.texts(d.Notes), Short: d.Summary(),
		Places: newDriftPlaces(d, lim)}
}
