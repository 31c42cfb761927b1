package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

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

func (p *page) profiles() []profilePart {
	var parts []profilePart
	for i, j := range p.report.Evaluations {
		parts = append(parts, p.profile(j, i == 0))
	}
	return parts
}

// openRules is how many rules of the first profile are unfolded on screen.
const openRules = 3

func (p *page) profile(j *policy.Evaluation, first bool) profilePart {
	part := profilePart{
		ID:       "profile-" + fileName(j.Profile.ID),
		Title:    p.text(j.Profile.Title),
		Edition:  p.text(j.Profile.Edition),
		Sentence: p.profileSentence(j),
		Controls: p.controlTable(j),
	}
	groups := groupByRule(j.Findings)
	others := p.otherVerdicts(j, groups)
	controls := controlsByRule(j)
	for i, g := range groups {
		part.Rules = append(part.Rules, p.rule(j, g, controls[g[0].Rule.ID], others))
		part.Rules[i].Open = first && i < openRules
	}
	if beyond := j.Total - int64(len(j.Findings)); beyond > 0 {
		part.Note = count(beyond, "finding") + " beyond the limit of the report."
	}
	return part
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

func controlsByRule(j *policy.Evaluation) map[string]*policy.Control {
	m := make(map[string]*policy.Control, len(j.Controls))
	for i := range j.Controls {
		m[j.Controls[i].Rule.ID] = &j.Controls[i]
	}
	return m
}

func (p *page) rule(j *policy.Evaluation, group []*policy.Finding, c *policy.Control,
	others map[placeKey]verdictNames) rulePart {
	rule := group[0].Rule
	return rulePart{
		Title:    p.text(ruleTitle(rule)),
		ID:       p.text(rule.ID),
		Severity: severityView(worstSeverity(group)),
		Verdict:  verdictView(group[0].Verdict),
		Count:    ruleCount(group, c),
		Facts:    p.ruleFacts(group, rule),
		Places:   p.placeTable(j, group, others),
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

// weightFact says how many places a port makes worse than the rule says.
func (p *page) weightFact(group []*policy.Finding) fact {
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
		p.text(group[0].Rule.Severity) + " by the rule; one higher at " + count(n, "place") +
			" where the port carries credentials or data"}
}

func ruleCount(group []*policy.Finding, c *policy.Control) string {
	places := count(int64(len(group)), "place")
	if c == nil || c.Looked.Sessions == 0 {
		var n int64
		for _, f := range group {
			n = addCapped(n, f.Sessions)
		}
		return count(n, "session") + ", " + places
	}
	return countOf(c.Matched.Sessions, c.Looked.Sessions, "session") + ", " + places
}

// basisText explains how far a citation was checked.
var basisText = map[string]string{
	"found":         "read in the source",
	"partial":       "partly read in the source",
	"memory":        "recalled; have a second reader check it before relying on it",
	"own judgement": "the project's own judgement",
}

func (p *page) ruleFacts(group []*policy.Finding, rule *policy.Rule) []fact {
	basis, _, _ := strings.Cut(rule.Basis, ":")
	facts := []fact{
		{"Why", p.text(rule.Rationale)},
		{"What to change", strings.Join(p.remediationsOf(group), " ")},
		{"Source", p.text(rule.Citation)},
	}
	if text := basisText[basis]; text != "" {
		facts[2].Text += " (" + text + ")"
	}
	facts = append(facts, p.weightFact(group))
	if window := ruleWindow(rule); window != "" {
		facts = append(facts, fact{"In force", window})
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Text == "" || f.Text == notSaid })
}

func (p *page) remediationsOf(group []*policy.Finding) []string {
	var out []string
	for _, f := range group {
		out = appendNew(out, remediation(f))
	}
	return out
}

func ruleWindow(r *policy.Rule) string {
	switch {
	case r.From.IsZero() && r.To.IsZero():
		return ""
	case r.To.IsZero():
		return "since " + dayText(r.From)
	case r.From.IsZero():
		return "until " + dayText(r.To)
	}
	return dayText(r.From) + " to " + dayText(r.To)
}

func (p *page) placeTable(j *policy.Evaluation, group []*policy.Finding, others map[placeKey]verdictNames) table {
	cols := []string{"Server", "Job", "System, stack", "Protection", "Seen", "#Sessions", "#Connections", "#Bytes",
		"#Peers",
		"Since, last"}
	several := len(p.report.Evaluations) > 1
	if several {
		cols = append(cols, "Other profiles")
	}
	t := p.newTable("Where "+p.text(group[0].Rule.ID)+" was met", "", append(cols, "Records")...)
	shown := min(len(group), p.lim.places)
	for _, f := range group[:shown] {
		row := p.placeRow(f)
		if several {
			row = append(row, p.othersView(others[placeOf(f)]))
		}
		t.add(append(row, view{Refs: p.refs(f.Evidence)})...)
	}
	p.noteMarks(group[:shown])
	if more := len(group) - shown; more > 0 {
		t.Note = number(int64(more)) + " more in findings.csv."
	}
	return t
}

func (p *page) noteMarks(group []*policy.Finding) {
	for _, f := range group {
		p.HasMarks = p.HasMarks || f.Inferred
	}
}

func (p *page) placeRow(f *policy.Finding) []view {
	seen := view{Text: p.text(f.Observed)}
	if f.Inferred {
		seen.Mark = "inferred"
	}
	server := say(p.text(serverText(f)))
	if f.Accepted != "" {
		server.Mark, server.Sub, server.Class = "accepted", p.text(f.Accepted), "long"
	}
	job := view{Text: p.text(f.Job), Sub: clip(Plain(f.Role), p.lim.text)}
	if f.Note != "" {
		seen.Sub = p.text(f.Note)
	}
	if w := f.Weight(); w != "" {
		seen.Sub = strings.TrimPrefix(seen.Sub+"; "+p.text(w), "; ")
	}
	protection := view{Text: p.text(protectionText(f.Protection)), Sub: clip(Plain(findingLayer(f)), p.lim.text)}
	return []view{server, job, {Text: p.text(f.System), Sub: p.text(f.Stack)}, protection, seen,
		num(f.Sessions), num(f.Connections), bytesView(f.Bytes), num(f.Peers), spanOf(f.Span).view()}
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

func serverText(f *policy.Finding) string {
	if f.ServerPort == 0 {
		return f.ServerAddr
	}
	port := int64(f.ServerPort)
	return endpoint(f.ServerAddr, &port)
}

func (p *page) refs(refs []policy.Ref) []refView {
	var out []refView
	for _, e := range refs[:min(len(refs), maxRefs)] {
		out = append(out, p.ref(e.FileID, e.RecordNo))
	}
	return out
}

// maxRefs records are enough to check a finding; findings.csv names the rest.
const maxRefs = 5

// A placeKey is one place in the sight of every profile.
type placeKey struct {
	sysplex, system, stack, job, role, addr, protection string
	port                                                int
	suite                                               int64
}

func placeOf(f *policy.Finding) placeKey {
	return placeKey{f.Sysplex, f.System, f.Stack, f.Job, f.Role, f.ServerAddr, f.Protection, f.ServerPort, f.SuiteID}
}

// verdictNames are the profiles that found each verdict at a place.
type verdictNames map[policy.Verdict][]string

// otherVerdicts looks up what the other profiles found at the places shown.
// Only those are kept, because the findings of all profiles may be millions.
func (p *page) otherVerdicts(j *policy.Evaluation, groups [][]*policy.Finding) map[placeKey]verdictNames {
	shown := map[placeKey]verdictNames{}
	for _, g := range groups {
		for _, f := range g[:min(len(g), p.lim.places)] {
			shown[placeOf(f)] = verdictNames{}
		}
	}
	for _, other := range p.report.Evaluations {
		if other == j {
			continue
		}
		for key, v := range worstAt(other, shown) {
			shown[key][v] = append(shown[key][v], p.text(other.Profile.ID))
		}
	}
	return shown
}

// othersView has a line per verdict with the profiles that gave it, worst
// first, so that many profiles stay readable in a narrow column.
func (p *page) othersView(names verdictNames) view {
	v := view{Class: "others"}
	for _, verdict := range policy.Verdicts {
		if len(names[verdict]) > 0 {
			v.Lines = append(v.Lines, lineView{verdictView(verdict), strings.Join(names[verdict], ", ")})
		}
	}
	if len(v.Lines) == 0 {
		v.Text = notSaid
	}
	return v
}

// worstAt returns the worst verdict a profile found at each of the places.
func worstAt(j *policy.Evaluation, places map[placeKey]verdictNames) map[placeKey]policy.Verdict {
	worst := map[placeKey]policy.Verdict{}
	for i := range j.Findings {
		f := &j.Findings[i]
		key := placeOf(f)
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

func (p *page) controlTable(j *policy.Evaluation) table {
	t := p.newTable("Rules of "+p.text(j.Profile.Title)+" in force", "No rule was in force on the as-of day.",
		"Rule", "Says", "When", "Severity", "Result", "#Sessions it speaks of", "#Met", "#Not known", "Source")
	for i := range j.Controls {
		c := &j.Controls[i]
		if !c.InForce {
			continue
		}
		t.add(say(p.text(c.Rule.ID)), verdictView(c.Rule.Verdict), view{Text: p.text(ruleTitle(c.Rule)), Class: "long"},
			severityView(c.Rule.Severity), verdictView(c.Verdict), num(c.Looked.Sessions), num(c.Matched.Sessions),
			num(c.NotKnown.Sessions), view{Text: p.text(c.Rule.Citation), Class: "long"})
	}
	return t
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

// areaTitles are the topics in the order the page shows them; areas of a
// user's own folder follow by name.
var areaTitles = []fact{
	{"cleartext", "Unprotected traffic"}, {"tls", "TLS"}, {"ssh", "SSH"}, {"ipsec", "IPSec and IKE"},
	{"certificates", "Certificates and keys"}, {"inventory", "Inventory"}, {"coverage", "Coverage"},
}

// placedAreas have a section of their own on the page.
var placedAreas = []string{"cleartext", "tls", "ssh", "ipsec", "certificates", "coverage"}

func areaTitle(area string) string {
	for _, a := range areaTitles {
		if a.Name == area {
			return a.Text
		}
	}
	return orNotSaid(area)
}

// area returns the checks of one topic.
func (p *page) area(name string) areaPart {
	part := areaPart{Title: p.text(areaTitle(name))}
	for i := range p.report.Outcomes {
		if o := &p.report.Outcomes[i]; o.Query.Area == name {
			part.Queries = append(part.Queries, p.query(o))
		}
	}
	return part
}

// otherAreas returns the checks that belong to no section.
func (p *page) otherAreas() []areaPart {
	var parts []areaPart
	for _, a := range p.areaOrder() {
		if !slices.Contains(placedAreas, a.Name) {
			parts = append(parts, p.area(a.Name))
		}
	}
	return parts
}

// areaOrder lists the areas that have outcomes.
func (p *page) areaOrder() []fact {
	used := map[string]bool{}
	var extra []fact
	for _, o := range p.report.Outcomes {
		known := slices.ContainsFunc(areaTitles, func(a fact) bool { return a.Name == o.Query.Area })
		if !used[o.Query.Area] && !known {
			extra = append(extra, fact{o.Query.Area, orNotSaid(o.Query.Area)})
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

func (p *page) query(o *queries.Outcome) queryPart {
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
		Error:    clip(Plain(errText(o.Err)), 4*p.lim.text),
		Facts:    p.queryFacts(o),
		Rows:     p.outcomeTable(o),
	}
}

func queryCount(o *queries.Outcome) string {
	switch o.Status {
	case queries.NoEvidence:
		return "nothing to look at"
	case queries.Error:
		return "could not be run"
	}
	return number(o.Total) + " found, " + number(o.Population) + " looked at"
}

func (p *page) queryFacts(o *queries.Outcome) []fact {
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

// prose shows a query author's own text, which may be a paragraph.
func (p *page) prose(s string) string {
	return clip(Plain(strings.Join(strings.Fields(s), " ")), 8*p.lim.text)
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

// outcomeTable shows a query's own columns; file and record become one cell
// that leads back to the bytes.
func (p *page) outcomeTable(o *queries.Outcome) table {
	file, record := slices.Index(o.Columns, "file_id"), slices.Index(o.Columns, "record_no")
	t := p.newTable("Rows of "+p.text(o.Query.ID), "", p.outcomeColumns(o, file, record)...)
	shown := min(len(o.Rows), p.lim.query)
	for i, vals := range o.Rows[:shown] {
		if len(vals) != len(o.Columns) {
			continue
		}
		row := p.outcomeRow(o, vals, file, record)
		if by := acceptedRow(o, i); by != "" && len(row) > 0 {
			row[0].Mark, row[0].Sub = "accepted", p.text(by)
		}
		t.add(row...)
	}
	t.left(shown, len(o.Rows), o.Total, "queries/"+fileName(o.Query.ID)+".csv")
	return t
}

func (p *page) outcomeColumns(o *queries.Outcome, file, record int) []string {
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

func (p *page) outcomeRow(o *queries.Outcome, vals []any, file, record int) []view {
	var row []view
	for i, v := range vals {
		if i != file && i != record {
			row = append(row, p.outcomeCell(v, o.Columns[i]))
		}
	}
	if file < 0 || record < 0 {
		return row
	}
	f, okFile := asInt(vals[file])
	n, okRecord := asInt(vals[record])
	if !okFile || !okRecord {
		return append(row, say(notSaid))
	}
	return append(row, view{Refs: []refView{p.ref(f, n)}})
}

func (p *page) outcomeCell(v any, name string) view {
	c := toCell(v, Column{Name: name})
	switch {
	case name == "status":
		return badge(p.text(c.text), "v-"+fileName(c.text))
	case c.kind == cellNumber:
		if n, ok := asInt(v); ok && !isName(name) {
			return num(n)
		}
		return view{Text: p.text(c.text), Class: "num"}
	case strings.HasSuffix(name, "_utc"), strings.HasSuffix(name, "_local"):
		return stamp(p.text(strings.TrimSuffix(strings.Replace(c.text, "T", " ", 1), "Z")))
	}
	return view{Text: p.text(c.text), Class: "long"}
}

// isName tells numbers that name something, which take no thousands marks.
func isName(column string) bool {
	return strings.HasSuffix(column, "port") || strings.HasSuffix(column, "_id")
}

func asInt(v any) (int64, bool) {
	c := toCell(v, Column{})
	if c.kind != cellNumber {
		return 0, false
	}
	var n int64
	_, err := fmt.Sscanf(c.text, "%d", &n)
	return n, err == nil && itoa(n) == c.text
}

// notEvidenced lists what could not be answered and why.
func (p *page) notEvidenced() table {
	t := p.newTable("Checks the records do not answer", "Every rule and every query found something to look at.",
		"Asked by", "Check", "Why there is no answer")
	for _, j := range p.report.Evaluations {
		for i := range j.Controls {
			if why := silence(&j.Controls[i]); why != "" {
				t.add(say(p.text(j.Profile.ID+" "+j.Controls[i].Rule.ID)),
					view{Text: p.text(ruleTitle(j.Controls[i].Rule)), Class: "long"}, view{Text: p.text(why), Class: "long"})
			}
		}
	}
	for _, o := range p.report.Outcomes {
		if o.Status == queries.NoEvidence {
			t.add(say("query "+p.text(o.Query.ID)), view{Text: p.text(o.Query.Title), Class: "long"},
				say("No record of the kind it reads."))
		}
	}
	if most := 4 * p.lim.rows; len(t.Rows) > most {
		t.Note = number(int64(len(t.Rows)-most)) + " more in controls.csv and queries.csv."
		t.Rows = t.Rows[:most]
	}
	return t
}

func silence(c *policy.Control) string {
	switch {
	case !c.InForce:
		return ""
	case c.NotKnown.Sessions > 0:
		return countOf(c.NotKnown.Sessions, c.Looked.Sessions, "session") + " did not say."
	case c.Looked.Sessions > 0 && c.Verdict != policy.NotEvidenced:
		return ""
	case c.Reason != "":
		return upperFirst(c.Reason) + "."
	case c.Verdict == policy.NotEvidenced:
		return "The records do not say."
	case c.Looked.Sessions == 0:
		return "No traffic of that kind."
	}
	return ""
}
