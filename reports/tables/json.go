package tables

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// WriteDrift writes the comparison as one document.
func WriteDrift(w io.Writer, d *model.Drift) error {
	enc := json.NewEncoder(visibleJSON{w})
	enc.SetIndent("", "  ")
	return enc.Encode(wholeDrift(d))
}

// wholeDrift makes the lists of the comparison lists, even when empty. It takes and
// returns nil where nothing was compared.
func wholeDrift(d *model.Drift) *model.Drift {
	if d == nil {
		return nil
	}
	out := *d
	out.Changes, out.Notes = notNil(out.Changes), notNil(out.Notes)
	return &out
}

// jsonFormat names the shape of the document; README.md describes it. A reader
// should look at it first. Fields may be added under the same name.
const jsonFormat = "zertify-report/4"

// WriteReport writes the report as one document, with keys in the order of the structures
// below.
func WriteReport(w io.Writer, r *model.Report) error {
	paths := r.Paths()
	return WriteJSON(w, jsonReport{
		Format: jsonFormat, Tool: r.Tool, Database: r.Database, AsOf: model.Date{Time: r.AsOf}, Scope: r.Scope,
		Summary:  summaryJSON(r),
		Profiles: mapSlice(r.Evaluations, func(j *policy.Evaluation) jsonProfile { return profileJSON(paths, j) }),
		Queries:  mapSlice(r.Outcomes, queryJSON),
		Traffic:  wholeTraffic(r.Traffic), Coverage: r.Coverage, Clock: r.Clock, Servers: r.Servers, Clients: r.Clients,
		EEPeers:      r.EEPeers,
		Certificates: r.Certificates, Crypto: r.Crypto, Overview: r.Overview, Drift: wholeDrift(r.Drift),
		Exceptions: notNil(r.Exceptions),
		Evidence:   jsonEvidence{r.Files, notNil(r.RecordCounts), notNil(r.IssueKinds), r.Issues},
	})
}

type jsonReport struct {
	Format       string                           `json:"format"`
	Tool         model.Tool                       `json:"tool"`
	Database     string                           `json:"database"`
	AsOf         model.Date                       `json:"as_of,omitzero"`
	Scope        string                           `json:"scope"`
	Summary      jsonSummary                      `json:"summary"`
	Profiles     []jsonProfile                    `json:"profiles"`
	Queries      []jsonQuery                      `json:"queries"`
	Traffic      model.Traffic                    `json:"traffic"`
	Coverage     model.Section[model.CoverageRow] `json:"coverage"`
	Clock        model.Section[model.ClockRow]    `json:"clock"`
	Servers      model.Section[model.Peer]        `json:"servers"`
	Clients      model.Section[model.Peer]        `json:"clients"`
	EEPeers      model.Section[model.Peer]        `json:"ee_peers"`
	Certificates model.Section[model.Certificate] `json:"certificates"`
	Crypto       model.Section[model.CryptoUse]   `json:"crypto"`
	model.Overview
	Drift      *model.Drift      `json:"drift,omitempty"` // missing when nothing was compared
	Exceptions []model.Exception `json:"exceptions"`
	Evidence   jsonEvidence      `json:"evidence"`
}

type jsonEvidence struct {
	Files        model.Section[model.InputFile] `json:"files"`
	RecordCounts []model.RecordCount            `json:"record_counts"`
	IssueKinds   []model.KindCount              `json:"issue_kinds"`
	Issues       model.Section[model.Issue]     `json:"issues"`
}

type jsonProfile struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Edition   string        `json:"edition"`
	Authority string        `json:"authority"`
	AsOf      model.Date    `json:"as_of,omitzero"`
	Overall   string        `json:"overall"`
	Verdicts  []jsonVerdict `json:"verdicts"`
	// rules that no record of a kind can decide; sessions that pass do so beside them
	Undecided     []jsonUndecided `json:"undecided"`
	Controls      []jsonControl   `json:"controls"`
	FindingsTotal int64           `json:"findings_total"`
	AcceptedTotal int64           `json:"findings_accepted"`
	Findings      []jsonFinding   `json:"findings"`

	Origin   string         `json:"origin,omitempty"` // missing for one of ours
	Aspects  []jsonAspect   `json:"aspects"`
	Tunnels  jsonTunnelPart `json:"tunnels"`
	Forecast *jsonForecast  `json:"forecast,omitempty"`
}

type jsonUndecided struct {
	Rule    string   `json:"rule_id"`
	Title   string   `json:"title"`
	Reasons []string `json:"reasons"` // what the records do not hold
	jsonTally
}

type jsonTally struct {
	Sessions    int64 `json:"sessions"`
	Records     int64 `json:"interval_records"`
	Connections int64 `json:"connections"`
	Bytes       int64 `json:"bytes"`
}

type jsonVerdict struct {
	Verdict string `json:"verdict"`
	jsonTally
}

type jsonControl struct {
	Rule      string    `json:"rule_id"`
	Title     string    `json:"title"`
	AppliesTo string    `json:"applies_to"`
	Attribute string    `json:"attribute"`
	Condition string    `json:"condition"`
	RuleSays  string    `json:"rule_verdict"`
	Severity  string    `json:"severity"`
	Verdict   string    `json:"verdict"`
	InForce   bool      `json:"is_in_force"`
	Reason    string    `json:"reason,omitempty"`
	Accepted  jsonTally `json:"accepted"`
	Looked    jsonTally `json:"looked_at"`
	Matched   jsonTally `json:"matched"`
	NotKnown  jsonTally `json:"not_known"` // the record should say
	Undecided jsonTally `json:"undecided"` // no record of its kind could say
	From      string    `json:"effective_from,omitempty"`
	To        string    `json:"effective_until,omitempty"`
	Citation  string    `json:"citation"`
	Rationale string    `json:"rationale"`
	Basis     string    `json:"basis"`
}

type jsonFinding struct {
	Rule       string        `json:"rule_id"`
	Title      string        `json:"title"` // with the service on the port, where that is known
	Severity   string        `json:"severity"`
	Verdict    string        `json:"verdict"`
	Accepted   string        `json:"accepted,omitempty"`
	Note       string        `json:"note,omitempty"`
	Sysplex    string        `json:"sysplex"`
	System     string        `json:"system"`
	Stack      string        `json:"stack"`
	Job        string        `json:"job"`
	Role       string        `json:"role"`
	ServerAddr string        `json:"server_addr"`
	ServerPort int           `json:"server_port,omitempty"`
	Protection string        `json:"protection"`
	SuiteID    model.SuiteID `json:"suite_id"`
	Layer      string        `json:"layer,omitempty"`
	CertRole   string        `json:"cert_role,omitempty"`
	Observed   string        `json:"observed"`
	Inferred   bool          `json:"is_inferred"`
	Sessions   int64         `json:"sessions"`
	Records    int64         `json:"interval_records"`
	Conns      int64         `json:"connections"`
	Bytes      int64         `json:"bytes"`
	Peers      int64         `json:"peers"`
	model.Span
	Remediation string    `json:"remediation"`
	Evidence    []jsonRef `json:"evidence"`
	Source      string    `json:"evidence_source,omitempty"` // PROVIDER or OBSERVATION
	RuleSays    string    `json:"rule_severity"`             // without the weight of the port
	Weight      string    `json:"severity_reason,omitempty"` // what the port carries, and whether that raised the severity
	ID          string    `json:"finding_id"`                // the same next month; exceptions take it
	Owner       string    `json:"owner,omitempty"`           // whom the site says it is for
	Apart       string    `json:"apart,omitempty"`           // what tells it from others of the same finding_id
}

type jsonRef struct {
	FileID   int64  `json:"file_id"`
	Path     string `json:"path"`
	RecordNo int64  `json:"record_no"`
	Command  string `json:"dump_command"`
}

func profileJSON(paths map[int64]string, j *policy.Evaluation) jsonProfile {
	p := jsonProfile{
		ID: j.Profile.ID, Title: j.Profile.Title, Edition: j.Profile.Edition, Authority: j.Profile.Authority,
		AsOf: model.Date{Time: j.AsOf}, Overall: string(j.Overall), FindingsTotal: j.Total, AcceptedTotal: j.TotalAccepted,
		Undecided: mapSlice(j.Undecided, func(u policy.Undecided) jsonUndecided {
			return jsonUndecided{u.Rule.ID, u.Rule.Title, u.Says, jsonTally(u.Traffic)}
		}),
		Controls: mapSlice(j.Controls, controlJSON),
		Findings: mapSlice(j.Findings, func(f policy.Finding) jsonFinding { return findingJSON(paths, &f) }),
		Origin:   j.Profile.Origin, Aspects: mapSlice(j.Aspects, aspectJSON), Tunnels: tunnelsJSON(paths, &j.Tunnels),
		Forecast: forecastJSON(j.Forecast),
	}
	p.Verdicts = verdictsJSON(j.Verdicts)
	return p
}

func verdictsJSON(verdicts map[policy.Verdict]policy.Tally) []jsonVerdict {
	var out []jsonVerdict
	for _, v := range policy.Verdicts {
		out = append(out, jsonVerdict{string(v), jsonTally(verdicts[v])})
	}
	return out
}

func controlJSON(c policy.Control) jsonControl {
	r := c.Rule
	return jsonControl{r.ID, r.Title, r.AppliesTo, r.Attribute, r.Condition, string(r.Verdict), r.Severity,
		string(c.Verdict),
		c.InForce, c.Reason, jsonTally(c.Accepted),
		jsonTally(c.Looked), jsonTally(c.Matched), jsonTally(c.NotKnown), jsonTally(c.Undecided),
		wording.ISODay(r.From), wording.ISODay(r.To), r.Citation, r.Rationale, r.Basis}
}

func findingJSON(paths map[int64]string, f *policy.Finding) jsonFinding {
	return jsonFinding{
		Rule: f.Rule.ID, Title: f.Title(), Severity: f.Severity(), Verdict: string(f.Verdict), Accepted: f.Accepted,
		Note:    f.Note,
		Sysplex: f.Sysplex, System: f.System, Stack: f.Stack, Job: f.Job, Role: f.Role,
		ServerAddr: f.ServerAddr, ServerPort: f.ServerPort, Protection: f.Protection, SuiteID: model.SuiteID(f.SuiteID),
		Layer:    f.Layer,
		CertRole: f.CertRole,
		Observed: f.Observed, Inferred: f.Inferred,
		Sessions: f.Sessions, Records: f.Records, Conns: f.Connections, Bytes: f.Bytes, Peers: f.Peers,
		Span: model.SpanOf(f.Span), Remediation: model.Remediation(f),
		Evidence: refsJSON(paths, f.Evidence), Source: f.Source, RuleSays: f.Rule.Severity, Weight: f.Weight(),
		ID: f.ID(), Owner: f.Owner, Apart: f.Apart,
	}
}

func refsJSON(paths map[int64]string, refs []policy.Ref) []jsonRef {
	return mapSlice(refs, func(e policy.Ref) jsonRef {
		return jsonRef{e.FileID, paths[e.FileID], e.RecordNo, model.DumpCommand(paths, e.FileID, e.RecordNo)}
	})
}

type jsonQuery struct {
	ID          string            `json:"id"`
	Area        string            `json:"area"`
	Title       string            `json:"title"`
	Severity    string            `json:"severity"`
	Status      string            `json:"status"`
	Population  int64             `json:"population"`
	Params      map[string]string `json:"params"` // encoding/json sorts the keys
	Why         string            `json:"why"`
	Remediation string            `json:"remediation"`
	Caveats     string            `json:"caveats"`
	Refs        []string          `json:"refs"`
	Error       string            `json:"error,omitempty"`
	Total       int64             `json:"total"`
	Accepted    int64             `json:"accepted"`
	Rows        []jsonRow         `json:"rows"`
}

// A jsonRow is a row of a query as an object in column order.
type jsonRow struct {
	keys [][]byte
	cols []Column
	vals []any
}

// MarshalJSON writes the row with the types WriteRows uses.
func (r jsonRow) MarshalJSON() ([]byte, error) {
	if len(r.vals) != len(r.cols) {
		return nil, fmt.Errorf("a query row has %d values for %d columns", len(r.vals), len(r.cols))
	}
	return appendObject(nil, r.keys, r.cols, r.vals), nil
}

func queryJSON(o queries.Outcome) jsonQuery {
	cols := mapSlice(o.Columns, func(name string) Column { return Column{Name: name} })
	keys := jsonKeys(cols)
	q := o.Query
	return jsonQuery{q.ID, q.Area, q.Title, q.Severity, o.Status.String(), o.Population, wholeParams(o.Params), q.Doc,
		q.Remediation, q.Caveats,
		notNil(q.Refs), model.ErrorText(o.Err), o.Total, o.TotalAccepted,
		mapSlice(o.Rows, func(vals []any) jsonRow { return jsonRow{keys, cols, vals} })}
}

// wholeTraffic makes the lists of the headline numbers lists, even when empty.
func wholeTraffic(t model.Traffic) model.Traffic {
	t.ByProtection, t.BySource, t.Clear = notNil(t.ByProtection), notNil(t.BySource), notNil(t.Clear)
	return t
}

// wholeParams makes a check without parameters show an empty object.
func wholeParams(p map[string]string) map[string]string {
	if p == nil {
		return map[string]string{}
	}
	return p
}

// notNil makes JSON write an empty list as [], never as null.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// mapSlice never returns nil, so that an empty list is [] and not null.
func mapSlice[A, B any](list []A, f func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = f(a)
	}
	return out
}
