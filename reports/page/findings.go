package page

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// findingsPart is what every profile found.
type findingsPart struct {
	Profiles []profilePart
	HasMarks bool // some finding rests on an inferred name
}

// profilePart is what one profile found.
type profilePart struct {
	ID, Title, Edition string
	Sentence           string
	Rules              []rulePart
	Note               string
	Controls           table
}

// rulePart is one rule and the places where it was met.
type rulePart struct {
	Title, ID         string
	Severity, Verdict view
	Count             string
	Facts             []fact
	Places            table
	Open              bool
}

// newFindings makes the part of every profile. Only then is it known whether some finding
// rests on an inferred name: those on tunnels count as well, so that their part comes first.
func newFindings(p *printer, r *model.Report) findingsPart {
	var parts []profilePart
	for i, j := range r.Evaluations {
		parts = append(parts, newProfile(p, r, j, i == 0))
	}
	return findingsPart{Profiles: parts, HasMarks: p.marks}
}

func newProfile(p *printer, r *model.Report, j *policy.Evaluation, first bool) profilePart {
	part := profilePart{
		ID:       profileID(j),
		Title:    p.text(j.Profile.Title),
		Edition:  p.text(j.Profile.Edition),
		Sentence: profileSentence(p, j),
		Controls: controlRows(p, j),
	}
	groups := groupByRule(j.Findings)
	others := otherVerdicts(p, r, j, groups)
	controls := controlsByRule(j)
	for i, g := range groups {
		part.Rules = append(part.Rules, newRule(p, r, j, g, controls[g[0].Rule.ID], others))
		part.Rules[i].Open = first && i < openRules
	}
	if beyond := j.Total - int64(len(j.Findings)); beyond > 0 {
		part.Note = wording.Count(beyond, "finding") + " beyond the limit of the report."
	}
	return part
}

// profileID is where the page says what a profile found.
func profileID(j *policy.Evaluation) string { return "profile-" + wording.FileName(j.Profile.ID) }

func controlRows(p *printer, j *policy.Evaluation) table {
	t := p.newTable("Rules of "+p.text(j.Profile.Title)+" in force", "No rule was in force on the as-of day.",
		"Rule", "Says", "When", "Severity", "Result", "#Sessions it speaks of", "#Met", "#Not known", "#Left open",
		"Source")
	for i := range j.Controls {
		c := &j.Controls[i]
		if !c.InForce {
			continue
		}
		t.add(say(p.text(c.Rule.ID)), verdictView(c.Rule.Verdict), view{Text: p.text(conditionText(c.Rule)), Class: "long"},
			severityView(c.Rule.Severity), verdictView(c.Verdict), num(c.Looked.Sessions), num(c.Matched.Sessions),
			num(c.NotKnown.Sessions), num(c.Undecided.Sessions),
			view{Text: p.text(c.Rule.Citation), Class: "long"})
	}
	return t
}

// groupByRule keeps the order of the findings: the rule of the worst comes first.
func groupByRule(findings []policy.Finding) [][]*policy.Finding {
	index := map[string]int{}
	var groups [][]*policy.Finding
	for i := range findings {
		f := &findings[i]
		at, ok := index[f.Rule.ID]
		if !ok {
			at = len(groups)
			index[f.Rule.ID] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], f)
	}
	return groups
}

// verdictNames are the profiles that found each verdict at a place.
type verdictNames map[policy.Verdict][]string

// otherVerdicts looks up what the other profiles found at the places shown.
// Only those are kept, because the findings of all profiles may be millions.
func otherVerdicts(p *printer, r *model.Report, j *policy.Evaluation,
	groups [][]*policy.Finding) map[model.Place]verdictNames {
	shown := map[model.Place]verdictNames{}
	for _, g := range groups {
		for _, f := range g[:min(len(g), p.lim.places)] {
			shown[model.PlaceOf(f)] = verdictNames{}
		}
	}
	for _, other := range r.Evaluations {
		if other == j {
			continue
		}
		for key, v := range worstAt(other, shown) {
			shown[key][v] = append(shown[key][v], p.text(other.Profile.ID))
		}
	}
	return shown
}

// worstAt returns the worst verdict a profile found at each of the places.
func worstAt(j *policy.Evaluation, places map[model.Place]verdictNames) map[model.Place]policy.Verdict {
	worst := map[model.Place]policy.Verdict{}
	for i := range j.Findings {
		f := &j.Findings[i]
		key := model.PlaceOf(f)
		if _, ok := places[key]; !ok {
			continue
		}
		have, ok := worst[key]
		if !ok || f.Verdict.Worse(have) {
			worst[key] = f.Verdict
		}
	}
	return worst
}

func controlsByRule(j *policy.Evaluation) map[string]*policy.Control {
	m := make(map[string]*policy.Control, len(j.Controls))
	for i := range j.Controls {
		m[j.Controls[i].Rule.ID] = &j.Controls[i]
	}
	return m
}

func newRule(p *printer, r *model.Report, j *policy.Evaluation, group []*policy.Finding, c *policy.Control,
	others map[model.Place]verdictNames) rulePart {
	rule := group[0].Rule
	return rulePart{
		Title:    p.text(ruleTitle(rule)),
		ID:       p.text(rule.ID),
		Severity: severityView(worstSeverity(group)),
		Verdict:  verdictView(group[0].Verdict),
		Count:    ruleCount(group, c),
		Facts:    ruleFacts(p, group, rule),
		Places:   placeTable(p, r, j, group, others),
	}
}

// worstSeverity is the rule's, or what a port has raised it to somewhere.
func worstSeverity(group []*policy.Finding) string {
	worst := group[0].Severity()
	for _, f := range group {
		if s := f.Severity(); slices.Index(queries.Severities, s) < slices.Index(queries.Severities, worst) {
			worst = s
		}
	}
	return worst
}

func ruleCount(group []*policy.Finding, c *policy.Control) string {
	places := wording.Count(int64(len(group)), "place")
	if c == nil || c.Looked.Sessions == 0 {
		var n int64
		for _, f := range group {
			n = model.AddCapped(n, f.Sessions)
		}
		return wording.Count(n, "session") + ", " + places
	}
	return wording.CountOf(c.Matched.Sessions, c.Looked.Sessions, "session") + ", " + places
}

func ruleFacts(p *printer, group []*policy.Finding, rule *policy.Rule) []fact {
	basis, _, _ := strings.Cut(rule.Basis, ":")
	facts := []fact{
		{"Why", p.text(rule.Rationale)},
		{"What to change", strings.Join(remediationsOf(group), " ")},
		{"Source", p.text(rule.Citation)},
	}
	if text := basisText[basis]; text != "" {
		facts[2].Text += " (" + text + ")"
	}
	if rule.Title != "" {
		facts = append(facts, fact{"When", p.text(conditionText(rule))})
	}
	facts = append(facts, weightFact(p, group))
	if window := ruleWindow(rule); window != "" {
		facts = append(facts, fact{"In force", window})
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Text == "" || f.Text == wording.NotSaid })
}

func remediationsOf(group []*policy.Finding) []string {
	var out []string
	for _, f := range group {
		out = wording.AppendNew(out, model.Remediation(f))
	}
	return out
}

// basisText explains how far a citation was checked.
var basisText = map[string]string{
	"found":         "read in the source",
	"partial":       "partly read in the source",
	"memory":        "recalled; have a second reader check it before relying on it",
	"own judgement": "the project's own judgement",
}

// weightFact says how many places a port makes worse than the rule says.
func weightFact(p *printer, group []*policy.Finding) fact {
	n := int64(0)
	for _, f := range group {
		if f.Raised != "" {
			n++
		}
	}
	if n == 0 {
		return fact{}
	}
	return fact{"Severity",
		p.text(group[0].Rule.Severity) + " by the rule; one higher at " + wording.Count(n, "place") +
			" where the port carries credentials or data"}
}

func ruleWindow(r *policy.Rule) string {
	switch {
	case r.From.IsZero() && r.To.IsZero():
		return ""
	case r.To.IsZero():
		return "since " + wording.Day(r.From)
	case r.From.IsZero():
		return "until " + wording.Day(r.To)
	}
	return wording.Day(r.From) + " to " + wording.Day(r.To)
}

func placeTable(p *printer, r *model.Report, j *policy.Evaluation, group []*policy.Finding,
	others map[model.Place]verdictNames) table {
	cols := []string{"Server", "Job", "System, stack", "Protection", "Seen", "#Sessions", "#Connections", "#Bytes",
		"#Peers",
		"Since, last"}
	several := len(r.Evaluations) > 1
	if several {
		cols = append(cols, "Other profiles")
	}
	t := p.newTable("Where "+p.text(group[0].Rule.ID)+" was met", "", append(cols, "Records")...)
	shown := min(len(group), p.lim.places)
	for _, f := range group[:shown] {
		row := placeRow(p, f)
		if several {
			row = append(row, othersView(others[model.PlaceOf(f)]))
		}
		t.add(append(row, view{Refs: p.refs(f.Evidence)})...)
	}
	noteMarks(p, group[:shown])
	if more := len(group) - shown; more > 0 {
		t.Note = wording.Number(int64(more)) + " more in findings.csv."
	}
	return t
}

func placeRow(p *printer, f *policy.Finding) []view {
	seen := view{Text: p.text(f.Observed)}
	if f.Inferred {
		seen.Mark = "inferred"
	}
	server := say(p.text(serverText(f)))
	if f.Accepted != "" {
		server.Mark, server.Sub, server.Class = "accepted", p.text(f.Accepted), "long"
	}
	job := view{Text: p.text(f.Job), Sub: wording.Clip(plain.Text(f.Role), p.lim.text)}
	if f.Note != "" {
		seen.Sub = p.text(f.Note)
	}
	if w := f.Weight(); w != "" {
		seen.Sub = strings.TrimPrefix(seen.Sub+"; "+p.text(w), "; ")
	}
	protection := view{Text: p.text(protectionText(f.Protection)),
		Sub: wording.Clip(plain.Text(findingLayer(f)), p.lim.text)}
	return []view{server, job, {Text: p.text(f.System), Sub: p.text(f.Stack)}, protection, seen,
		num(f.Sessions), num(f.Connections), bytesView(f.Bytes), num(f.Peers), spanView(model.SpanOf(f.Span))}
}

func serverText(f *policy.Finding) string {
	if f.ServerPort == 0 {
		return f.ServerAddr
	}
	port := int64(f.ServerPort)
	return wording.Endpoint(f.ServerAddr, &port)
}

// findingLayer says in which part of the protection a rule was met, where that is
// not plain from the protection itself.
func findingLayer(f *policy.Finding) string {
	var parts []string
	if f.Layer != "" && !strings.EqualFold(f.Layer, f.Protection) {
		parts = append(parts, attributeText(f.Layer))
	}
	if f.CertRole != "" {
		parts = append(parts, f.CertRole+" certificate")
	}
	return strings.Join(parts, ", ")
}

// othersView has a line per verdict with the profiles that gave it, worst
// first, so that many profiles stay readable in a narrow column.
func othersView(names verdictNames) view {
	v := view{Class: "others"}
	for _, verdict := range policy.Verdicts {
		if len(names[verdict]) > 0 {
			v.Lines = append(v.Lines, lineView{verdictView(verdict), strings.Join(names[verdict], ", ")})
		}
	}
	if len(v.Lines) == 0 {
		v.Text = wording.NotSaid
	}
	return v
}

func noteMarks(p *printer, group []*policy.Finding) {
	for _, f := range group {
		p.marks = p.marks || f.Inferred
	}
}

// openRules is how many rules of the first profile are unfolded on screen.
const openRules = 3
