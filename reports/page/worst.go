package page

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// worstPart is one of the ten to look at first.
type worstPart struct {
	ID           string
	Rank         int
	Title        string
	Standing     view
	Place, Count string
	Facts        []fact
	Evidence     table
}

func newWorst(p *printer, r *model.Report) []worstPart {
	var parts []worstPart
	for i, w := range r.WorstAt(p.servers, worstPlaces) {
		part := newWorstPart(p, &w)
		part.ID, part.Rank, part.Standing = worstID(i), i+1, standingView(w.Verdict(), w.Severity())
		parts = append(parts, part)
	}
	return parts
}

// worstID is where the page shows one of the worst, counted from 0.
func worstID(i int) string { return "worst-" + strconv.Itoa(i+1) }

// worstPlaces is how many are shown.
const worstPlaces = 10

func newWorstPart(p *printer, w *model.Worst) worstPart {
	switch {
	case w.Finding != nil:
		return worstFinding(p, w)
	case w.Check != nil:
		return worstCheck(p, w.Check)
	}
	return worstProfile(p, w)
}

// worstFinding shows a place with its worst finding.
func worstFinding(p *printer, w *model.Worst) worstPart {
	f := w.Finding
	facts := []fact{
		{"Seen", p.text(cmp.Or(model.ObservedText(f), "no recognised protection"))},
		{"Rule", p.text(f.Rule.ID) + " of " + p.text(f.Profile)},
		{"Finding", p.text(f.ID())},
	}
	if f.Port != "" && f.Raised == "" { // where it raises the severity, the facts of the rule say so
		facts = append(facts, fact{"Port", p.text(f.Port)})
	}
	facts = append(facts, ruleFacts(p, []*policy.Finding{f}, f.Rule)...)
	if also := alsoHere(p, w); also != "" {
		facts = append(facts, fact{"Also here", also})
	}
	part := worstPart{Title: p.text(w.Title()), Facts: facts, Evidence: evidenceTable(p, w.Thing.Evidence),
		Place: p.own(w.Server.Name()) + ", " + placeText(p, w.Server),
		Count: wording.Count(w.Thing.Connections, "connection") + ", " + wording.Size(w.Thing.Bytes)}
	if t := f.Tunnel; t != nil {
		part.Count = "phase " + strconv.Itoa(t.Phase)
	}
	return part
}

// alsoHere names what else is open at an end point.
func alsoHere(p *printer, w *model.Worst) string {
	const most = 5
	var titles []string
	for _, t := range w.Server.Open()[1:] {
		titles = append(titles, p.text(t.Title))
	}
	if more := len(titles) - most; more > 0 {
		titles = append(titles[:most], strconv.Itoa(more)+" more")
	}
	return strings.Join(titles, "; ")
}

// evidenceTable leads to the first records that show a finding.
func evidenceTable(p *printer, refs []policy.Ref) table {
	t := p.newTable("Records that show it", "No record is named.", "Input", "#Record", "Command that shows its bytes")
	for _, e := range refs[:min(len(refs), maxRefs)] {
		t.add(view{Text: p.text(p.paths[e.FileID]), Class: "long"}, num(e.RecordNo),
			view{Text: wording.OrNotSaid(p.command(e.FileID, e.RecordNo)), Class: "command"})
	}
	return t
}

// worstCheck shows a check that failed.
func worstCheck(p *printer, o *queries.Outcome) worstPart {
	return worstPart{Title: p.text(o.Query.Title), Place: "check " + p.text(o.Query.ID),
		Count: wording.Count(o.Total-o.TotalAccepted, "finding"), Facts: queryFacts(p, o),
		Evidence: evidenceTable(p, failedRows(o))}
}

// failedRows returns the records that the first failing rows of a check name.
func failedRows(o *queries.Outcome) []policy.Ref {
	var refs []policy.Ref
	for i, row := range o.Rows {
		if len(refs) == maxRefs {
			break
		}
		if len(row) < checkHead || model.AcceptedBy(o, i) != "" || tables.Text(row[0], tables.Column{}) != "fail" {
			continue
		}
		file, okFile := tables.Int(row[3])
		record, okRecord := tables.Int(row[4])
		if okFile && okRecord {
			refs = append(refs, policy.Ref{FileID: file, RecordNo: record})
		}
	}
	return refs
}

// checkHead is how many columns every check begins with: status, resource, reason, file, record.
const checkHead = 5

// worstProfile shows a profile that failed on no place that it lists.
func worstProfile(p *printer, w *model.Worst) worstPart {
	id := w.Profile.Profile.ID
	part := worstPart{Title: "Profile " + p.text(id) + " failed", Place: "no single place",
		Evidence: evidenceTable(p, nil)}
	if w.Rule != nil {
		part.Title = p.text(ruleTitle(w.Rule))
		part.Facts = append([]fact{{"Rule", p.text(w.Rule.ID) + " of " + p.text(id)}}, ruleFacts(p, nil, w.Rule)...)
	}
	return part
}
