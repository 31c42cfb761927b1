package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// worstPart is one of the ten worst places with the finding that puts it there.
type worstPart struct {
	Rank              int
	Title             string
	Severity, Verdict view
	Place, Count      string
	Facts             []fact
	Evidence          table
}

// worstPlaces is how many are shown.
const worstPlaces = 10

// A worstPlace is a place, its worst finding, and what else was found there.
type worstPlace struct {
	finding *policy.Finding
	also    []string
}

// newWorst lists the places with the worst findings, each place once. Accepted
// findings are left out; they stand with the others of their profile.
func newWorst(p *printer, r *model.Report) []worstPart {
	var parts []worstPart
	for i, w := range worstOf(r.Evaluations, worstPlaces) {
		parts = append(parts, newWorstPlace(p, i+1, &w))
	}
	return parts
}

// worstOf picks the first places of every profile, whose findings come worst
// first, and of those the worst. Failures come before warnings.
func worstOf(evaluations []*policy.Evaluation, most int) []worstPlace {
	var found []*policy.Finding
	for _, j := range evaluations {
		for _, v := range []policy.Verdict{policy.Fail, policy.Warn} {
			seen := map[placeKey]bool{}
			for i := range j.Findings {
				f := &j.Findings[i]
				if f.Verdict != v || f.Accepted != "" || seen[placeOf(f)] {
					continue
				}
				if len(seen) == most {
					break
				}
				seen[placeOf(f)] = true
				found = append(found, f)
			}
		}
	}
	slices.SortStableFunc(found, worseFirst)
	var list []worstPlace
	at := map[placeKey]int{}
	for _, f := range found {
		if _, ok := at[placeOf(f)]; !ok && len(list) < most {
			at[placeOf(f)] = len(list)
			list = append(list, worstPlace{finding: f})
		}
	}
	for _, j := range evaluations {
		for i := range j.Findings {
			f := &j.Findings[i]
			if n, ok := at[placeOf(f)]; ok && f.Rule.ID != list[n].finding.Rule.ID &&
				(f.Verdict == policy.Fail || f.Verdict == policy.Warn) {
				list[n].also = wording.AppendNew(list[n].also, f.Rule.ID+" ("+string(f.Verdict)+")")
			}
		}
	}
	return list
}

func worseFirst(a, b *policy.Finding) int {
	severity := func(f *policy.Finding) int { return slices.Index(queries.Severities, f.Severity()) }
	return cmp.Or(cmp.Compare(a.Verdict.Rank(), b.Verdict.Rank()), cmp.Compare(severity(a), severity(b)),
		-cmp.Compare(a.PortWeight, b.PortWeight), -cmp.Compare(a.Connections, b.Connections), -cmp.Compare(a.Bytes, b.Bytes))
}

func newWorstPlace(p *printer, rank int, w *worstPlace) worstPart {
	f := w.finding
	facts := []fact{
		{"Seen", p.text(attributeText(f.Rule.Attribute)) + ": " + p.text(f.Observed)},
		{"Rule", p.text(f.Rule.ID) + " of " + p.text(f.Profile)},
	}
	if w := f.Weight(); w != "" {
		facts = append(facts, fact{"Weighs more", p.text(w)})
	}
	facts = append(facts, ruleFacts(p, []*policy.Finding{f}, f.Rule)...)
	if len(w.also) > 0 {
		facts = append(facts, fact{"Also here", wording.Clip(plain.Text(strings.Join(w.also, ", ")), 3*p.lim.text)})
	}
	t := p.newTable("Records that show it", "No record is named.", "Input", "#Record", "Shows the bytes")
	for _, e := range f.Evidence[:min(len(f.Evidence), maxRefs)] {
		r := p.ref(e.FileID, e.RecordNo)
		t.add(view{Text: p.text(p.paths[e.FileID]), Class: "long"}, num(e.RecordNo),
			view{Text: wording.OrNotSaid(r.Command), Class: "command"})
	}
	return worstPart{Rank: rank, Title: p.text(ruleTitle(f.Rule)), Severity: severityView(f.Severity()),
		Verdict: verdictView(f.Verdict),
		Place:   p.text(serverText(f)) + ", " + p.text(f.Job) + " on " + stackText(f.System, f.Stack),
		Count:   wording.Count(f.Connections, "connection") + ", " + wording.Size(f.Bytes), Facts: facts, Evidence: t}
}
