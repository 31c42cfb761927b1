package exchange

import (
	"io"
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
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
)

// WriteSARIF writes the findings as SARIF results.
func WriteSARIF(w io.Writer, r *model.Report) error { return tables.WriteJSON(w, sarifOf(r)) }

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
}

// A sarifInvocation says how the run went; there is one when something is to be said.
type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
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
	Properties map[string]any `json:"properties,omitempty"`
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
	run   sarifRun
	rules map[string]int
	files map[int64]int // index of an input in run.Artifacts
	paths map[int64]string
}

func sarifOf(r *model.Report) sarifLog {
	s := &sarifWriter{rules: map[string]int{}, files: map[int64]int{}, paths: r.Paths()}
	s.run.Artifacts, s.run.Results = []sarifArtifact{}, []sarifResult{}
	s.run.Tool.Driver = sarifDriver{Name: r.Tool.Name, Version: r.Tool.Version, Rules: []sarifRule{}}
	s.run.Properties = map[string]any{"as_of": wording.ISODay(r.AsOf), "scope": r.Scope, "database": r.Database}
	for _, f := range r.Files.Rows {
		s.addFile(f)
	}
	s.addStops(r)
	for _, j := range r.Evaluations {
		for i := range j.Controls {
			s.addRule(policyRule(j, &j.Controls[i]))
		}
		for i := range j.Findings {
			s.run.Results = append(s.run.Results, s.finding(&j.Findings[i]))
		}
		for i := range j.Tunnels.Findings {
			s.run.Results = append(s.run.Results, s.finding(&j.Tunnels.Findings[i]))
		}
	}
	for i := range r.Outcomes {
		s.addQuery(&r.Outcomes[i])
	}
	return sarifLog{sarifSchema, sarifVersion, []sarifRun{s.run}}
}

func (s *sarifWriter) addFile(f model.InputFile) {
	s.files[f.ID] = len(s.run.Artifacts)
	s.run.Artifacts = append(s.run.Artifacts,
		sarifArtifact{sarifURI{URI: pathURI(f.Path)}, f.Bytes, map[string]string{"sha-256": f.SHA256}})
}

// addStops notifies of the inputs that were not read to their end. The run succeeded:
// its results hold for what was read.
func (s *sarifWriter) addStops(r *model.Report) {
	var notes []sarifNotification
	for _, f := range r.Incomplete() {
		at := s.files[f.ID]
		notes = append(notes, sarifNotification{Level: "error", Message: sarifText{f.Stop()},
			Locations: []sarifLocation{{Physical: &sarifPhysical{sarifURI{URI: pathURI(f.Path), Index: &at}}}}})
	}
	if len(notes) > 0 {
		s.run.Invocations = append(s.run.Invocations, sarifInvocation{Successful: true, Notifications: notes})
	}
}

func (s *sarifWriter) addRule(r sarifRule) {
	if _, known := s.rules[r.ID]; known {
		return
	}
	s.rules[r.ID] = len(s.run.Tool.Driver.Rules)
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, r)
}

func policyRule(j *policy.Evaluation, c *policy.Control) sarifRule {
	r := c.Rule
	return sarifRule{ID: j.Profile.ID + "/" + r.ID, Short: sarifText{r.AppliesTo + ": " + r.Attribute + " " + r.Condition},
		Full: textOrNone(r.Rationale), Help: textOrNone(r.Citation),
		Properties: map[string]any{"profile": j.Profile.ID, "edition": j.Profile.Edition, "severity": r.Severity,
			"rule_verdict": string(r.Verdict),
			"verdict":      string(c.Verdict), "basis": r.Basis, "reason": c.Reason}}
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

func (s *sarifWriter) finding(f *policy.Finding) sarifResult {
	id := f.Profile + "/" + f.Rule.ID
	kind, level := sarifLevel(f.Verdict, f.Severity())
	res := sarifResult{
		RuleID: id, RuleIndex: s.rules[id], Kind: kind, Level: level,
		Message:      sarifText{findingText(f)},
		Fingerprints: map[string]string{"finding/v1": findingKey(f)},
		Properties: map[string]any{"severity": f.Severity(), "sessions": f.Sessions, "connections": f.Connections,
			"bytes": f.Bytes, "peers": f.Peers,
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

// findingText says in a sentence what was found where.
func findingText(f *policy.Finding) string {
	text := f.Rule.Attribute + " " + wording.OrNotSaid(f.Observed) + ": " + f.Rule.Rationale
	if p := placeText(f); p != "" {
		text = p + ": " + text
	}
	return plain.Text(text)
}

// addQuery adds a check and the rows it gave.
func (s *sarifWriter) addQuery(o *queries.Outcome) {
	q := o.Query
	s.addRule(sarifRule{ID: "query/" + q.ID, Short: sarifText{q.Title}, Full: textOrNone(q.Doc),
		Help: textOrNone(q.Remediation),
		Properties: map[string]any{"severity": q.Severity, "status": o.Status.String(), "population": o.Population,
			"rows": o.Total}})
	for i, row := range o.Rows {
		s.run.Results = append(s.run.Results, s.queryRow(o, i, row))
	}
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
	if rowText(row[0]) == "fail" {
		res.Kind, res.Level = sarifLevel(policy.Fail, o.Query.Severity)
	}
	resource := plain.Text(rowText(row[1]))
	res.Message.Text = plain.Text(resource + ": " + rowText(row[2]))
	file, record := rowInt(row[3]), rowInt(row[4])
	res.Locations = []sarifLocation{s.location(file, record, []sarifLogical{{wording.OrNotSaid(resource), "resource"}})}
	if by := model.AcceptedBy(o, i); by != "" {
		res.Suppressions = []sarifSuppression{{"external", by}}
	}
	return res
}
