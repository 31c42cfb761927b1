package page

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// checksPart is what belongs to no other section.
type checksPart struct {
	Areas    []areaPart
	Answered bool // some check was run
}

// areaPart holds the queries of one topic.
type areaPart struct {
	Title   string
	Queries []queryPart
}

// queryPart is one check and its answer.
type queryPart struct {
	ID, Title        string
	Severity, Status view
	Count            string
	Error            string
	Facts            []fact
	Rows             table
}

func newChecks(p *printer, r *model.Report) checksPart {
	return checksPart{Areas: otherAreas(p, r), Answered: len(r.Outcomes) > 0}
}

// otherAreas returns the checks that belong to no section.
func otherAreas(p *printer, r *model.Report) []areaPart {
	var parts []areaPart
	for _, a := range areaOrder(r) {
		if !slices.Contains(placedAreas, a.Name) {
			parts = append(parts, newArea(p, r, a.Name))
		}
	}
	return parts
}

// areaOrder lists the areas that have outcomes.
func areaOrder(r *model.Report) []fact {
	used := map[string]bool{}
	var extra []fact
	for _, o := range r.Outcomes {
		known := slices.ContainsFunc(areaTitles, func(a fact) bool { return a.Name == o.Query.Area })
		if !used[o.Query.Area] && !known {
			extra = append(extra, fact{o.Query.Area, wording.OrNotSaid(o.Query.Area)})
		}
		used[o.Query.Area] = true
	}
	slices.SortFunc(extra, func(a, b fact) int { return strings.Compare(a.Name, b.Name) })
	var order []fact
	for _, a := range areaTitles {
		if used[a.Name] {
			order = append(order, a)
		}
	}
	return append(order, extra...)
}

// areaTitles are the topics in the order the page shows them; areas of a
// user's own folder follow by name.
var areaTitles = []fact{
	{"cleartext", "Unprotected traffic"}, {"tls", "TLS"}, {"ssh", "SSH"}, {"ipsec", "IPSec and IKE"},
	{"certificates", "Certificates and keys"}, {"inventory", "Inventory"}, {"coverage", "Coverage"},
}

// placedAreas have a section of their own on the page.
var placedAreas = []string{"cleartext", "tls", "ssh", "ipsec", "certificates", "coverage"}

// newArea returns the checks of one topic.
func newArea(p *printer, r *model.Report, name string) areaPart {
	part := areaPart{Title: p.text(areaTitle(name))}
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; o.Query.Area == name {
			part.Queries = append(part.Queries, newQuery(p, o))
		}
	}
	return part
}

func areaTitle(area string) string {
	for _, a := range areaTitles {
		if a.Name == area {
			return a.Text
		}
	}
	return wording.OrNotSaid(area)
}

func newQuery(p *printer, o *queries.Outcome) queryPart {
	q := o.Query
	severity := severityView(q.Severity)
	if o.Status == queries.Pass || o.Status == queries.NoEvidence {
		severity = view{} // nothing was found that could be severe
	}
	return queryPart{
		ID:       p.text(q.ID),
		Title:    p.text(q.Title),
		Severity: severity,
		Status:   statusView(o),
		Count:    queryCount(o),
		Error:    wording.Clip(plain.Text(model.ErrorText(o.Err)), 4*p.lim.text),
		Facts:    queryFacts(p, o),
		Rows:     outcomeRows(p, o),
	}
}

func queryCount(o *queries.Outcome) string {
	switch o.Status {
	case queries.NoEvidence:
		return "nothing to look at"
	case queries.Error:
		return "could not be run"
	}
	return wording.Number(o.Total) + " found, " + wording.Number(o.Population) + " looked at"
}

func queryFacts(p *printer, o *queries.Outcome) []fact {
	q := o.Query
	facts := []fact{
		{"Why", p.prose(q.Doc)},
		{"What to change", p.prose(q.Remediation)},
		{"Cannot say", p.prose(q.Caveats)},
		{"Source", p.prose(strings.Join(q.Refs, "; "))},
		{"Values", p.prose(paramText(o))},
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Text == "" })
}

func paramText(o *queries.Outcome) string {
	var parts []string
	for _, prm := range o.Query.Params {
		if v, ok := o.Params[prm.Name]; ok {
			parts = append(parts, prm.Name+" = "+v)
		}
	}
	return strings.Join(parts, ", ")
}

// outcomeRows shows a query's own columns; file and record become one cell
// that leads back to the bytes.
func outcomeRows(p *printer, o *queries.Outcome) table {
	file, record := slices.Index(o.Columns, "file_id"), slices.Index(o.Columns, "record_no")
	t := p.newTable("Rows of "+p.text(o.Query.ID), "", outcomeColumns(p, o, file, record)...)
	shown := min(len(o.Rows), p.lim.query)
	for i, vals := range o.Rows[:shown] {
		if len(vals) != len(o.Columns) {
			continue
		}
		row := outcomeRow(p, o, vals, file, record)
		if by := model.AcceptedBy(o, i); by != "" && len(row) > 0 {
			row[0].Mark, row[0].Sub = "accepted", p.text(by)
		}
		t.add(row...)
	}
	t.left(shown, len(o.Rows), o.Total, tables.OutcomeFile(o.Query.ID))
	return t
}

func outcomeColumns(p *printer, o *queries.Outcome, file, record int) []string {
	var names []string
	for i, name := range o.Columns {
		if i != file && i != record {
			names = append(names, p.text(strings.ReplaceAll(strings.TrimPrefix(name, "#"), "_", " ")))
		}
	}
	if file >= 0 && record >= 0 {
		names = append(names, "Record")
	}
	return names
}

func outcomeRow(p *printer, o *queries.Outcome, vals []any, file, record int) []view {
	var row []view
	for i, v := range vals {
		if i != file && i != record {
			row = append(row, outcomeCell(p, v, o.Columns[i]))
		}
	}
	if file < 0 || record < 0 {
		return row
	}
	f, okFile := tables.Int(vals[file])
	n, okRecord := tables.Int(vals[record])
	if !okFile || !okRecord {
		return append(row, say(wording.NotSaid))
	}
	return append(row, view{Refs: []refView{p.ref(f, n)}})
}

func outcomeCell(p *printer, v any, name string) view {
	text := tables.Text(v, tables.Column{Name: name})
	switch {
	case name == "status":
		return badge(p.text(text), "v-"+wording.FileName(text))
	case tables.IsNumber(v):
		if n, ok := tables.Int(v); ok && !isName(name) {
			return num(n)
		}
		return view{Text: p.text(text), Class: "num"}
	case strings.HasSuffix(name, "_utc"), strings.HasSuffix(name, "_local"):
		return stamp(p.text(strings.TrimSuffix(strings.Replace(text, "T", " ", 1), "Z")))
	}
	return view{Text: p.text(text), Class: "long"}
}

// isName tells numbers that name something, which take no thousands marks.
func isName(column string) bool {
	return strings.HasSuffix(column, "port") || strings.HasSuffix(column, "_id")
}
