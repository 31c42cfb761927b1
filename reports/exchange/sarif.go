package exchange

import (
	"io"
	"slices"
	"strconv"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
	"github.com/zertify/zertify/reports/wording"
)

// SARIF is the Static Analysis Results Interchange Format, version 2.1.0 (OASIS
// standard). A finding is a result; what it is about is a logical location, the
// record that shows it a physical one. Accepted findings are suppressed results.
// What was not read, what does not fit and what no record can decide are
// notifications, because a result is about something that was found.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
)

// sarifLimit is how many results of a run GitHub's code scanning takes; it refuses a file with more.
const sarifLimit = 25_000

// WriteSARIF writes as SARIF results, worst first, what failed and what is not evidenced.
func WriteSARIF(w io.Writer, r *model.Report) error { return tables.WriteJSON(w, sarifOf(r, false)) }

// WriteSARIFAll writes what WriteSARIF does, and what is for review or for information.
func WriteSARIFAll(w io.Writer, r *model.Report) error { return tables.WriteJSON(w, sarifOf(r, true)) }

// SARIFOmits says how many results WriteSARIF leaves out for want of room; "" when it has them all.
func SARIFOmits(r *model.Report) string { return sarifOmits(r, false) }

// SARIFAllOmits says the same of WriteSARIFAll.
func SARIFAllOmits(r *model.Report) string { return sarifOmits(r, true) }

func sarifOmits(r *model.Report, all bool) string {
	if findings(r) <= sarifLimit {
		return ""
	}
	run := sarifOf(r, all).Runs[0]
	return sarifBeyond(len(run.Results), run.beyond)
}

// findings counts what was found, also what the report has no room for.
func findings(r *model.Report) int64 {
	var n int64
	for _, j := range r.Evaluations {
		n = model.AddCapped(n, model.AddCapped(j.Total, j.Tunnels.FindingsTotal))
	}
	for i := range r.Outcomes {
		n = model.AddCapped(n, r.Outcomes[i].Total)
	}
	return n
}

// sarifBeyond says how many results there are beyond those written.
func sarifBeyond(written int, beyond int64) string {
	if beyond == 0 {
		return ""
	}
	total := wording.Digits(model.AddCapped(beyond, int64(written)))
	return "report.sarif holds the " + wording.Digits(int64(written)) + " worst of " + total +
		" results; the format csv has the others"
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations,omitempty"`
	Artifacts   []sarifArtifact   `json:"artifacts"`
	Results     []sarifResult     `json:"results"`
	Properties  map[string]any    `json:"properties,omitempty"`

	beyond int64 // results that did not fit
}

// A sarifInvocation says how the run went; there is one when something is to be said.
type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Rule      *sarifRuleRef   `json:"associatedRule,omitempty"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifRuleRef struct {
	ID    string `json:"id"`
	Index int    `json:"index"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	URI     string      `json:"informationUri"`
	Rules   []sarifRule `json:"rules"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifRule struct {
	ID         string         `json:"id"`
	Short      sarifText      `json:"shortDescription"`
	Full       *sarifText     `json:"fullDescription,omitempty"`
	Help       *sarifText     `json:"help,omitempty"`
	Default    sarifDefault   `json:"defaultConfiguration"`
	Properties map[string]any `json:"properties,omitempty"`
}

// A sarifDefault is the level of a rule. Programs that look at rules alone take results of a
// rule without one for warnings, or drop them.
type sarifDefault struct {
	Level string `json:"level"`
}

type sarifArtifact struct {
	Location sarifURI          `json:"location"`
	Length   int64             `json:"length"`
	Hashes   map[string]string `json:"hashes,omitempty"`
}

type sarifURI struct {
	URI   string `json:"uri"`
	Index *int   `json:"index,omitempty"`
}

type sarifResult struct {
	RuleID       string             `json:"ruleId"`
	RuleIndex    int                `json:"ruleIndex"`
	Kind         string             `json:"kind"`
	Level        string             `json:"level"`
	Message      sarifText          `json:"message"`
	Locations    []sarifLocation    `json:"locations,omitempty"`
	Fingerprints map[string]string  `json:"partialFingerprints,omitempty"`
	Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	Properties   map[string]any     `json:"properties,omitempty"`
}

type sarifLocation struct {
	Physical *sarifPhysical `json:"physicalLocation,omitempty"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	Message  *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifURI `json:"artifactLocation"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
	Kind string `json:"kind"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Justification string `json:"justification"`
}

// A sarifWriter numbers rules and files while results are collected.
type sarifWriter struct {
	run    sarifRun
	all    bool // also what is for review or for information
	rules  map[string]int
	files  map[int64]int // index of an input in run.Artifacts
	paths  map[int64]string
	ranked []rankedResult
	unread int64 // results that the report itself does not hold
	hidden int64 // results for review or for information that were left out
}

func sarifOf(r *model.Report, all bool) sarifLog {
	s := &sarifWriter{all: all, rules: map[string]int{}, files: map[int64]int{}, paths: r.Paths()}
	s.run.Artifacts = []sarifArtifact{}
	s.run.Tool.Driver = sarifDriver{r.Tool.Name, r.Tool.Version, homeURI, []sarifRule{}}
	for _, f := range r.Files.Rows {
		s.addFile(f)
	}
	for _, j := range r.Evaluations {
		s.addEvaluation(j)
	}
	for i := range r.Outcomes {
		s.addQuery(&r.Outcomes[i])
	}
	s.takeWorst()
	s.notify(r)
	s.run.Properties = map[string]any{"as_of": wording.ISODay(r.AsOf), "scope": r.Scope, "database": r.Database,
		"results_beyond_limit": s.run.beyond, "review_and_informational_left_out": s.hidden}
	return sarifLog{sarifSchema, sarifVersion, []sarifRun{s.run}}
}

// addEvaluation adds the rules of a profile and what they found on sessions and tunnels.
func (s *sarifWriter) addEvaluation(j *policy.Evaluation) {
	for i := range j.Controls {
		s.addRule(policyRule(j, &j.Controls[i]))
	}
	for _, list := range [][]policy.Finding{j.Findings, j.Tunnels.Findings} {
		for i := range list {
			s.add(s.finding(&list[i]), list[i].Severity())
		}
	}
	s.unread += j.Total - int64(len(j.Findings)) + j.Tunnels.FindingsTotal - int64(len(j.Tunnels.Findings))
}

// A rankedResult is a result and what it is sorted by, the worst least.
type rankedResult struct {
	sarifResult
	rank [3]int
}

// sarifKinds are the kinds of results, worst first, and the levels of those that failed.
var sarifKinds, sarifLevels = []string{"fail", "open", "review", "informational"}, []string{"error", "warning", "none"}

// add takes a result unless it is of a kind that is left out.
func (s *sarifWriter) add(res sarifResult, severity string) {
	if !s.all && (res.Kind == "review" || res.Kind == "informational") {
		s.hidden++
		return
	}
	kind := slices.Index(sarifKinds, res.Kind)*len(sarifLevels) + slices.Index(sarifLevels, res.Level)
	rank := [3]int{0, kind, slices.Index(queries.Severities, severity)}
	if len(res.Suppressions) > 0 {
		rank[0] = 1
	}
	s.ranked = append(s.ranked, rankedResult{res, rank})
}

// takeWorst puts the worst results into the run, as many as it may hold, and counts the others.
func (s *sarifWriter) takeWorst() {
	slices.SortStableFunc(s.ranked, func(a, b rankedResult) int { return slices.Compare(a.rank[:], b.rank[:]) })
	n := min(len(s.ranked), sarifLimit)
	s.run.Results = make([]sarifResult, n)
	seen := map[string]int{}
	for i := range s.run.Results {
		s.run.Results[i] = s.ranked[i].sarifResult
		numberRepeats(s.run.Results[i].Fingerprints, seen)
	}
	s.run.beyond = int64(len(s.ranked)-n) + s.unread
}

// numberRepeats tells apart results that have one fingerprint because they differ only in what may
// change from month to month: the second one's ends in /2.
func numberRepeats(fingerprints map[string]string, seen map[string]int) {
	for kind, id := range fingerprints {
		seen[id]++
		if n := seen[id]; n > 1 {
			fingerprints[kind] = id + "/" + strconv.Itoa(n)
		}
	}
}

func (s *sarifWriter) addFile(f model.InputFile) {
	s.files[f.ID] = len(s.run.Artifacts)
	s.run.Artifacts = append(s.run.Artifacts,
		sarifArtifact{sarifURI{URI: pathURI(f.Path)}, f.Bytes, map[string]string{"sha-256": f.SHA256}})
}

// notify says what is not among the results. The run succeeded: they hold for what was read.
func (s *sarifWriter) notify(r *model.Report) {
	notes := s.stops(r)
	if text := sarifBeyond(len(s.run.Results), s.run.beyond); text != "" {
		notes = append(notes, sarifNotification{Level: "warning", Message: sarifText{text + "."}})
	}
	for _, j := range r.Evaluations {
		for i := range j.Undecided {
			u := &j.Undecided[i]
			id := ruleID(j.Profile.ID, u.Rule)
			notes = append(notes, sarifNotification{Level: "note", Rule: &sarifRuleRef{id, s.rules[id]},
				Message: sarifText{plain.Text(u.Rule.Title) + ". " + ungrouped(model.OpenText(u))}})
		}
	}
	if len(notes) > 0 {
		s.run.Invocations = []sarifInvocation{{Successful: true, Notifications: notes}}
	}
}

// stops are notifications of the inputs that were not read to their end.
func (s *sarifWriter) stops(r *model.Report) []sarifNotification {
	var notes []sarifNotification
	for _, f := range r.Incomplete() {
		at := s.files[f.ID]
		notes = append(notes, sarifNotification{Level: "error", Message: sarifText{ungrouped(f.Stop())},
			Locations: []sarifLocation{{Physical: &sarifPhysical{sarifURI{URI: pathURI(f.Path), Index: &at}}}}})
	}
	return notes
}

func (s *sarifWriter) addRule(r sarifRule) {
	if _, known := s.rules[r.ID]; known {
		return
	}
	s.rules[r.ID] = len(s.run.Tool.Driver.Rules)
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, r)
}

// ruleID is the id of a profile's rule among those of all profiles.
func ruleID(profile string, r *policy.Rule) string { return profile + "/" + r.ID }

func policyRule(j *policy.Evaluation, c *policy.Control) sarifRule {
	r := c.Rule
	return sarifRule{ID: ruleID(j.Profile.ID, r), Short: sarifText{plain.Text(r.Title)}, Full: textOrNone(r.Rationale),
		Help: textOrNone(r.Citation), Default: defaultLevel(r.Verdict, r.Severity),
		Properties: map[string]any{"profile": j.Profile.ID, "edition": j.Profile.Edition, "severity": r.Severity,
			"applies_to": r.AppliesTo, "condition": r.Attribute + " " + r.Condition, "rule_verdict": string(r.Verdict),
			"verdict": string(c.Verdict), "basis": r.Basis, "reason": c.Reason}}
}

func textOrNone(s string) *sarifText {
	if s == "" {
		return nil
	}
	return &sarifText{s}
}

// sarifLevel says how a verdict, a fail by its severity, reads in SARIF. Only
// results of kind "fail" have a level.
func sarifLevel(v policy.Verdict, severity string) (kind, level string) {
	switch {
	case v == policy.Fail && (severity == "critical" || severity == "high"):
		return "fail", "error"
	case v == policy.Fail || v == policy.Warn:
		return "fail", "warning"
	case v == policy.NotEvidenced:
		return "open", "none"
	}
	return "informational", "none"
}

// defaultLevel is the level of what a rule or check finds when it fails; a note where it cannot fail.
func defaultLevel(v policy.Verdict, severity string) sarifDefault {
	if _, level := sarifLevel(v, severity); level != "none" {
		return sarifDefault{level}
	}
	return sarifDefault{"note"}
}

func (s *sarifWriter) finding(f *policy.Finding) sarifResult {
	id := ruleID(f.Profile, f.Rule)
	kind, level := sarifLevel(f.Verdict, f.Severity())
	res := sarifResult{
		RuleID: id, RuleIndex: s.rules[id], Kind: kind, Level: level,
		Message:      sarifText{findingText(f)},
		Fingerprints: fingerprint(f.ID()),
		Properties: map[string]any{"severity": f.Severity(), "sessions": f.Sessions, "interval_records": f.Records,
			"connections": f.Connections, "bytes": f.Bytes, "peers": f.Peers,
			"is_inferred": f.Inferred, "protection": f.Protection, "role": f.Role, "remediation": model.Remediation(f),
			"note":          f.Note,
			"rule_severity": f.Rule.Severity, "severity_reason": f.Weight()},
	}
	logical := []sarifLogical{}
	if text := placeText(f); text != "" {
		logical = append(logical, sarifLogical{plain.Text(text), "resource"})
	}
	for _, e := range f.Evidence {
		res.Locations = append(res.Locations, s.location(e.FileID, e.RecordNo, logical))
	}
	if len(f.Evidence) == 0 && len(logical) > 0 {
		res.Locations = []sarifLocation{{Logical: logical}}
	}
	if f.Owner != "" {
		res.Properties["owner"] = f.Owner
	}
	if f.Accepted != "" {
		res.Suppressions = []sarifSuppression{{"external", f.Accepted}}
	}
	return res
}

// location leads to a record of an input.
func (s *sarifWriter) location(file, record int64, logical []sarifLogical) sarifLocation {
	l := sarifLocation{Logical: logical}
	if at, ok := s.files[file]; ok {
		l.Physical = &sarifPhysical{sarifURI{URI: pathURI(s.paths[file]), Index: &at}}
		l.Message = textOrNone("record " + wording.Digits(record) + ": " + model.DumpCommand(s.paths, file, record))
	}
	return l
}

// fingerprint is the part of SARIF that says which results of two runs are the same one.
func fingerprint(id string) map[string]string { return map[string]string{"finding/v2": id} }

// findingText says in a sentence or two what was found where.
func findingText(f *policy.Finding) string {
	text := wording.OrNotSaid(model.SeenText(f)) + "."
	if p := placeText(f); p != "" {
		text = p + ": " + text
	}
	return plain.Text(f.Title() + ". " + text)
}

// addQuery adds a check and the rows it gave.
func (s *sarifWriter) addQuery(o *queries.Outcome) {
	q := o.Query
	s.addRule(sarifRule{ID: "query/" + q.ID, Short: sarifText{q.Title}, Full: textOrNone(q.Doc),
		Help: textOrNone(q.Remediation), Default: defaultLevel(policy.Fail, q.Severity),
		Properties: map[string]any{"severity": q.Severity, "status": o.Status.String(), "population": o.Population,
			"rows": o.Total}})
	for i, row := range o.Rows {
		s.add(s.queryRow(o, i, row), q.Severity)
	}
	s.unread += o.Total - int64(len(o.Rows))
}

// The columns every check begins with: status, resource, reason, file, record.
const queryHead = 5

// rowText and rowInt read a value of a row as text or whole number, whatever
// type the driver chose for it.
func rowText(v any) string { return tables.Text(v, tables.Column{}) }

func rowInt(v any) int64 {
	n, err := strconv.ParseInt(rowText(v), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func (s *sarifWriter) queryRow(o *queries.Outcome, i int, row []any) sarifResult {
	id := "query/" + o.Query.ID
	res := sarifResult{RuleID: id, RuleIndex: s.rules[id], Kind: "review", Level: "none",
		Message: sarifText{o.Query.Title}}
	if len(row) < queryHead {
		return res
	}
	switch rowText(row[0]) {
	case "fail":
		res.Kind, res.Level = sarifLevel(policy.Fail, o.Query.Severity)
	case "info":
		res.Kind = "informational"
	}
	resource := plain.Text(rowText(row[1]))
	res.Message.Text = o.Query.Title + ". " + plain.Text(resource+": "+rowText(row[2])) + "."
	res.Fingerprints = fingerprint(policy.RowID(o.Query.ID, o.Columns, row))
	file, record := rowInt(row[3]), rowInt(row[4])
	res.Locations = []sarifLocation{s.location(file, record, []sarifLogical{{wording.OrNotSaid(resource), "resource"}})}
	if by := model.AcceptedBy(o, i); by != "" {
		res.Suppressions = []sarifSuppression{{"external", by}}
	}
	return res
}
