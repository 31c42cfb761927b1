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

// outcomeRows shows a query's own columns. File and record become one cell that leads back
// to the bytes, the first and last time one, and what the place or the reason says already
// has no column of its own; the CSV file has them all.
func outcomeRows(p *printer, o *queries.Outcome) table {
	shown := o.Rows[:min(len(o.Rows), p.lim.query)]
	cols := outcomeColumns(o, shown)
	var names []string
	for _, c := range cols {
		names = append(names, p.text(c.name))
	}
	t := p.newTable("Found: "+p.text(o.Query.Title), "", names...)
	for i, vals := range shown {
		if len(vals) != len(o.Columns) {
			continue
		}
		var row []view
		for _, c := range cols {
			row = append(row, c.cell(p, vals))
		}
		if by := model.AcceptedBy(o, i); by != "" && len(row) > 0 {
			row[0].Mark, row[0].Sub = "accepted", p.text(by)
		}
		t.add(row...)
	}
	t.left(len(shown), len(o.Rows), o.Total, tables.OutcomeFile(o.Query.ID))
	return t
}

// An outcomeColumn is a column of a check as the page shows it.
type outcomeColumn struct {
	name string
	cell func(p *printer, vals []any) view
}

func outcomeColumns(o *queries.Outcome, rows [][]any) []outcomeColumn {
	at := func(name string) int { return slices.Index(o.Columns, name) }
	file, record, first, last := at("file_id"), at("record_no"), at("first_local"), at("last_local")
	hasSpan := first >= 0 && last >= 0
	var cols []outcomeColumn
	for i, name := range o.Columns {
		switch {
		case i == file, i == record, saidAlready(o, rows, i), name == "status" && sameStatus(o, rows, i):
		case hasSpan && slices.Contains([]string{"last_local", "first_utc", "last_utc"}, name):
		case hasSpan && i == first:
			cols = append(cols, outcomeColumn{"First, last (local)", func(p *printer, vals []any) view {
				return stamp(timeText(p, vals[first]) + "\n" + timeText(p, vals[last]))
			}})
		default:
			cols = append(cols, outcomeColumn{columnText(name), func(p *printer, vals []any) view {
				return outcomeCell(p, vals[i], name)
			}})
		}
	}
	if file < 0 || record < 0 {
		return cols
	}
	return append(cols, outcomeColumn{"Record", func(p *printer, vals []any) view {
		f, okFile := tables.Int(vals[file])
		n, okRecord := tables.Int(vals[record])
		if !okFile || !okRecord {
			return say(wording.NotSaid)
		}
		return p.refView(f, n)
	}})
}

// sameStatus reports whether every row came to what the check as a whole did, which its head
// says.
func sameStatus(o *queries.Outcome, rows [][]any, col int) bool {
	for i, vals := range rows {
		if col >= len(vals) || tables.Text(vals[col], tables.Column{}) != o.Status.String() || model.AcceptedBy(o, i) != "" {
			return false
		}
	}
	return true
}

// saidAlready reports whether the place or the reason of every row holds what a column says,
// if it says anything.
func saidAlready(o *queries.Outcome, rows [][]any, col int) bool {
	resource, reason := slices.Index(o.Columns, "resource"), slices.Index(o.Columns, "reason")
	name := o.Columns[col]
	if resource < 0 || reason < 0 || col < checkHead || len(rows) == 0 {
		return false
	}
	for _, vals := range rows {
		if len(vals) != len(o.Columns) || tables.IsNumber(vals[col]) && !isName(name) {
			return false
		}
		text := tables.Text(vals[col], tables.Column{Name: name})
		if !strings.Contains(tables.Text(vals[resource], tables.Column{}), text) &&
			!strings.Contains(tables.Text(vals[reason], tables.Column{}), text) {
			return false
		}
	}
	return true
}

// columnText heads a column of a check: that of the place in words, the others by their name.
func columnText(name string) string {
	switch name {
	case "resource":
		return "Where"
	case "status":
		return "Result"
	}
	return wording.UpperFirst(wording.Attribute(strings.TrimPrefix(name, "#")))
}

func timeText(p *printer, v any) string {
	text := tables.Text(v, tables.Column{})
	return p.text(strings.TrimSuffix(strings.Replace(text, "T", " ", 1), "Z"))
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
		return stamp(timeText(p, v))
	}
	if name == "resource" || name == "reason" {
		return view{Text: p.text(text), Class: "long"}
	}
	return say(p.text(text))
}

// isName tells numbers that name something, which take no thousands marks.
func isName(column string) bool {
	return strings.HasSuffix(column, "port") || strings.HasSuffix(column, "_id")
}
