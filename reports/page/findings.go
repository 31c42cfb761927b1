package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// findingsPart is what every profile found, by rule.
type findingsPart struct {
	Profiles []profilePart
}

// profilePart is what one profile found.
type profilePart struct {
	ID, Title, Edition string
	Sentence           string
	Rules              []rulePart
	Note               string
	Others             table
}

// rulePart is one rule and the places where it was met.
type rulePart struct {
	Anchor, Title, ID string
	Standing          view
	Count             string
	Facts             []fact
	Places            []metPart
	More              string // places that are not shown
}

// metPart is a place where a rule was met.
type metPart struct{ Name, Link, Text string }

func newFindings(p *printer, r *model.Report) findingsPart {
	var parts []profilePart
	for _, j := range r.Evaluations {
		parts = append(parts, newProfile(p, j))
	}
	return findingsPart{Profiles: parts}
}

func newProfile(p *printer, j *policy.Evaluation) profilePart {
	part := profilePart{
		ID:       profileID(j),
		Title:    p.text(j.Profile.Title),
		Edition:  p.text(j.Profile.Edition),
		Sentence: profileSentence(j),
		Others:   otherRules(p, j),
	}
	controls := controlsByRule(j)
	for _, g := range groupByRule(j.Findings, j.Tunnels.Findings) {
		part.Rules = append(part.Rules, newRule(p, g, controls[g[0].Rule.ID]))
	}
	if beyond := j.Total - int64(len(j.Findings)); beyond > 0 {
		part.Note = wording.Count(beyond, "finding") + " beyond the limit of the report."
	}
	return part
}

// profileID is where the page says what a profile found.
func profileID(j *policy.Evaluation) string { return "profile-" + wording.FileName(j.Profile.ID) }

// ruleAnchor is where the page shows a rule: no two profiles have one of the same id.
func ruleAnchor(r *policy.Rule) string { return "rule-" + wording.FileName(r.ID) }

// otherRules are the rules in force that found nothing.
func otherRules(p *printer, j *policy.Evaluation) table {
	t := p.newTable("Rules of this profile that found nothing; all of its rules are in controls.csv", "",
		"Rule", "Result", "#Sessions looked at", "#Matched", "#Not known", "#Left open")
	found := map[string]bool{}
	for _, list := range [][]policy.Finding{j.Findings, j.Tunnels.Findings} {
		for i := range list {
			found[list[i].Rule.ID] = true
		}
	}
	for i := range j.Controls {
		c := &j.Controls[i]
		if !c.InForce || found[c.Rule.ID] {
			continue
		}
		t.add(view{Text: p.text(ruleTitle(c.Rule)), Sub: p.text(c.Rule.ID)}, verdictView(c.Verdict), num(c.Looked.Sessions),
			num(c.Matched.Sessions), num(c.NotKnown.Sessions), num(c.Undecided.Sessions))
	}
	return t
}

// groupByRule keeps the order of the findings: the rule of the worst comes first.
func groupByRule(lists ...[]policy.Finding) [][]*policy.Finding {
	index := map[string]int{}
	var groups [][]*policy.Finding
	for _, findings := range lists {
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
	}
	slices.SortStableFunc(groups, func(a, b []*policy.Finding) int {
		return cmp.Or(cmp.Compare(worstVerdict(a).Rank(), worstVerdict(b).Rank()),
			cmp.Compare(severityRank(worstSeverity(a)), severityRank(worstSeverity(b))))
	})
	return groups
}

func severityRank(severity string) int { return slices.Index(queries.Severities, severity) }

// worstVerdict is the worst of what a rule says at its places: at some it may be softened.
func worstVerdict(group []*policy.Finding) policy.Verdict {
	worst := group[0].Verdict
	for _, f := range group {
		if f.Verdict.Worse(worst) {
			worst = f.Verdict
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

func newRule(p *printer, group []*policy.Finding, c *policy.Control) rulePart {
	rule := group[0].Rule
	part := rulePart{
		Anchor:   ruleAnchor(rule),
		Title:    p.text(ruleTitle(rule)),
		ID:       p.text(rule.ID),
		Standing: standingView(worstVerdict(group), worstSeverity(group)),
		Facts:    ruleFacts(p, group, rule),
	}
	places := placesOf(p, group)
	part.Count = ruleCount(group, c, len(places))
	for _, place := range places[:min(len(places), p.lim.places)] {
		part.Places = append(part.Places, newMet(p, place))
	}
	if more := len(places) - len(part.Places); more > 0 {
		part.More = "; and at " + wording.Count(int64(more), "further end point") + ", listed in findings.csv"
	}
	return part
}

// A met is an end point with what a rule found there.
type met struct {
	server int // index in printer.servers
	list   []*policy.Finding
}

// placesOf gathers the findings of a rule by end point.
func placesOf(p *printer, group []*policy.Finding) []met {
	var places []met
	at := map[int]int{}
	for _, f := range group {
		server := p.home[f]
		n, ok := at[server]
		if !ok {
			n = len(places)
			at[server] = n
			places = append(places, met{server: server})
		}
		places[n].list = append(places[n].list, f)
	}
	return places
}

func newMet(p *printer, m met) metPart {
	part := metPart{Name: p.own(p.servers[m.server].Name())}
	if m.server < p.shown {
		part.Link = "#" + serverID(m.server)
	}
	var connections int64
	accepted := 0
	for _, f := range m.list {
		connections = model.AddCapped(connections, f.Connections)
		if f.Accepted != "" {
			accepted++
		}
	}
	var notes []string
	switch {
	case accepted == len(m.list):
		notes = append(notes, "accepted")
	case m.list[0].Tunnel == nil && connections > 0:
		notes = append(notes, wording.Count(connections, "connection"))
	}
	part.Text = " (" + strings.Join(append(notes, findingIDs(p, m.list)), "; ") + ")"
	return part
}

// findingIDs lists what a file of exceptions knows findings by.
func findingIDs(p *printer, list []*policy.Finding) string {
	const most = 3
	var ids []string
	for _, f := range list {
		ids = wording.AppendNew(ids, p.text(f.ID()))
	}
	if more := len(ids) - most; more > 0 {
		ids = append(ids[:most], wording.Number(int64(more))+" more in findings.csv")
	}
	return strings.Join(ids, ", ")
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

func ruleCount(group []*policy.Finding, c *policy.Control, ends int) string {
	places := wording.Count(int64(ends), "end point")
	if group[0].Tunnel != nil {
		return places
	}
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
		facts = append(facts, fact{"Condition", p.text(conditionText(rule))})
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
	"own judgement": "zertify's own judgement, from no published standard",
}

// weightFact says how many places a port makes worse than the rule says.
func weightFact(p *printer, group []*policy.Finding) fact {
	n := int64(0)
	for _, f := range group {
		if f.Raised != "" {
			n++
		}
	}
	where := "at " + wording.Count(n, "place") + " where"
	switch {
	case n == 0:
		return fact{}
	case len(group) == 1:
		where = "because"
	}
	return fact{"Severity",
		p.text(group[0].Rule.Severity) + " by the rule; rated one higher " + where + " the port carries credentials or data"}
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
