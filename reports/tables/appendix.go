package tables

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

func cryptoTable(r *model.Report) appendixTable {
	cols := columns(
		`layer version suite cipher cipher_bits mac key_exchange auth prf cipher_strength_bits
		kex_strength_bits auth_strength_bits sessions interval_records connections bytes tunnels ` + spanColumns +
			` file_id record_no`)
	return appendixTable{"crypto.csv", cols, model.EachRow(r.Crypto.Rows, func(u *model.CryptoUse) []any {
		return slices.Concat(
			[]any{u.Layer, orNull(u.Version), orNull(u.Suite), orNull(u.Cipher), u.CipherBits, orNull(u.MAC),
				orNull(u.KeyExchange), orNull(u.Auth),
				orNull(u.PRF), u.CipherStrength, u.KexStrength, u.AuthStrength,
				u.Sessions, u.Records, u.Connections, u.Bytes, u.Tunnels},
			spanCells(u.Span),
			[]any{orNull(u.FileID), orNull(u.RecordNo)})
	})}
}

// An appendixTable is a table of the report as a CSV file.
type appendixTable struct {
	Name string // of the file, with forward slashes
	cols []Column
	rows iter.Seq[[]any]
}

func appendixTables(r *model.Report) []appendixTable {
	tables := []appendixTable{
		verdictTable(r), controlTable(r), findingTable(r), queryTable(r),
		aspectTable(r), tunnelControlTable(r), tunnelFindingTable(r), forecastTable(r), driftTable(r), driftSideTable(r),
		fileTable(r), recordCountTable(r), issueTable(r), coverageTable(r), clockTable(r), protectionTable(r), clearTable(r),
		peerTable("servers.csv", r.Servers), peerTable("clients.csv", r.Clients), peerTable("ee_peers.csv", r.EEPeers),
		certificateTable(r), cryptoTable(r), exceptionTable(r),
	}
	tables = append(tables, overviewAppendix(&r.Overview)...)
	for i := range r.Outcomes {
		tables = append(tables, outcomeTable(&r.Outcomes[i]))
	}
	return tables
}

// columns names columns from one space-separated line.
func columns(names string) []Column {
	var cols []Column
	for _, n := range strings.Fields(names) {
		cols = append(cols, Column{Name: n})
	}
	return cols
}

// orNull turns a zero value, which stands for NULL in the model, back into one.
func orNull[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func verdictTable(r *model.Report) appendixTable {
	cols := columns(
		"profile title edition authority as_of overall verdict sessions interval_records connections bytes origin")
	cols[4].Type = "DATE"
	return appendixTable{"verdicts.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for _, v := range policy.Verdicts {
				p, t := j.Profile, j.Verdicts[v]
				if !yield([]any{p.ID, p.Title, p.Edition, p.Authority, orNull(j.AsOf), string(j.Overall), string(v),
					t.Sessions, t.Records, t.Connections, t.Bytes, orNull(p.Origin)}) {
					return
				}
			}
		}
	}}
}

func controlTable(r *model.Report) appendixTable {
	cols := columns(`profile rule_id title applies_to attribute condition rule_verdict severity verdict is_in_force reason
		accepted_sessions accepted_interval_records looked_sessions looked_interval_records looked_connections looked_bytes
		matched_sessions matched_interval_records matched_connections matched_bytes
		not_known_sessions not_known_interval_records not_known_connections not_known_bytes
		undecided_sessions undecided_interval_records undecided_connections undecided_bytes undecided_reasons
		effective_from effective_until citation rationale basis`)
	for i := range cols {
		if strings.HasPrefix(cols[i].Name, "effective_") {
			cols[i].Type = "DATE"
		}
	}
	return appendixTable{"controls.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for i := range j.Controls {
				if !yield(controlRow(j, &j.Controls[i])) {
					return
				}
			}
		}
	}}
}

func controlRow(j *policy.Evaluation, c *policy.Control) []any {
	rule := c.Rule
	return slices.Concat([]any{j.Profile.ID, rule.ID, orNull(rule.Title), rule.AppliesTo, rule.Attribute, rule.Condition,
		string(rule.Verdict), rule.Severity,
		string(c.Verdict), c.InForce, orNull(c.Reason), c.Accepted.Sessions, c.Accepted.Records},
		tallyCells(c.Looked), tallyCells(c.Matched), tallyCells(c.NotKnown), tallyCells(c.Undecided),
		[]any{orNull(undecidedReasons(j, rule)),
			orNull(rule.From), orNull(rule.To), rule.Citation, rule.Rationale, rule.Basis})
}

// tallyCells are the columns sessions, interval_records, connections and bytes.
func tallyCells(t policy.Tally) []any { return []any{t.Sessions, t.Records, t.Connections, t.Bytes} }

// undecidedReasons says what records do not hold that the rule asks for.
func undecidedReasons(j *policy.Evaluation, rule *policy.Rule) string {
	for i := range j.Undecided {
		if j.Undecided[i].Rule == rule {
			return strings.Join(j.Undecided[i].Says, "; ")
		}
	}
	return ""
}

func findingTable(r *model.Report) appendixTable {
	paths := r.Paths()
	cols := columns(
		`profile rule_id title severity verdict accepted note sysplex system stack job role server_addr server_port
		protection suite_id layer cert_role attribute observed is_inferred sessions interval_records connections bytes peers ` +
			spanColumns + `
		condition rationale remediation citation basis file_id record_no path dump_command evidence evidence_source
		rule_severity severity_reason finding_id owner apart`)
	return appendixTable{"findings.csv", cols, func(yield func([]any) bool) {
		for _, j := range r.Evaluations {
			for i := range j.Findings {
				if !yield(findingRow(paths, &j.Findings[i])) {
					return
				}
			}
		}
	}}
}

func findingRow(paths map[int64]string, f *policy.Finding) []any {
	first := f.First()
	return slices.Concat(
		[]any{f.Profile, f.Rule.ID, orNull(f.Title()), f.Severity(), string(f.Verdict), orNull(f.Accepted), orNull(f.Note),
			orNull(f.Sysplex),
			orNull(f.System), orNull(f.Stack), orNull(f.Job), orNull(f.Role), orNull(f.ServerAddr), orNull(f.ServerPort),
			orNull(f.Protection), f.SuiteID, orNull(f.Layer), orNull(f.CertRole), f.Rule.Attribute, orNull(f.Observed),
			f.Inferred, f.Sessions, f.Records, f.Connections,
			f.Bytes, f.Peers}, spanCells(model.SpanOf(f.Span)), []any{f.Rule.Condition, f.Rule.Rationale,
			orNull(model.Remediation(f)), f.Rule.Citation, f.Rule.Basis,
			orNull(first.FileID), orNull(first.RecordNo), orNull(paths[first.FileID]),
			orNull(model.DumpCommand(paths, first.FileID, first.RecordNo)), orNull(refList(f.Evidence)), orNull(f.Source),
			f.Rule.Severity, orNull(f.Weight()), f.ID(), orNull(f.Owner), orNull(f.Apart)})
}

// refList writes evidence as "file#record" pairs; with a colon a spreadsheet would take a lone one for a time.
func refList(refs []policy.Ref) string {
	var parts []string
	for _, e := range refs {
		parts = append(parts, fmt.Sprintf("%d#%d", e.FileID, e.RecordNo))
	}
	return strings.Join(parts, " ")
}

func queryTable(r *model.Report) appendixTable {
	cols := columns("query area title severity status population rows accepted error why remediation caveats")
	return appendixTable{"queries.csv", cols, model.EachRow(r.Outcomes, func(o *queries.Outcome) []any {
		q := o.Query
		return []any{q.ID, q.Area, q.Title, q.Severity, o.Status.String(), o.Population, o.Total, o.TotalAccepted,
			orNull(model.ErrorText(o.Err)),
			q.Doc, orNull(q.Remediation), orNull(q.Caveats)}
	})}
}

// outcomeTable holds a query's own columns, or those that every query has when
// it could not be run. Where an exception accepts a row, a last column says
// which.
func outcomeTable(o *queries.Outcome) appendixTable {
	cols := mapSlice(o.Columns, func(name string) Column { return Column{Name: name} })
	if len(cols) == 0 {
		cols = columns("status resource reason file_id record_no")
	}
	if o.TotalAccepted > 0 {
		cols = append(cols, Column{Name: "accepted"})
	}
	return appendixTable{OutcomeFile(o.Query.ID), cols, func(yield func([]any) bool) {
		for i, row := range o.Rows {
			if o.TotalAccepted > 0 {
				row = append(slices.Clip(row), orNull(model.AcceptedBy(o, i)))
			}
			if !yield(row) {
				return
			}
		}
	}}
}

func exceptionTable(r *model.Report) appendixTable {
	cols := columns("line id pattern owner reason expires state findings note")
	cols[5].Type = "DATE"
	return appendixTable{"exceptions.csv", cols, model.EachRow(r.Exceptions, func(e *model.Exception) []any {
		return []any{e.Line, e.ID, orNull(e.Pattern), e.Owner, e.Reason, e.Expires, e.State, e.Found, orNull(e.Note)}
	})}
}

func fileTable(r *model.Report) appendixTable {
	cols := columns(`file_id path sha256 bytes container framing framing_basis first_time_local last_time_local
		records records_119 records_decoded records_skipped records_rejected bytes_decoded bytes_skipped bytes_rejected
		records_duplicate tool_version layout_hash is_complete stopped stopped_in stopped_at bytes_unread`)
	return appendixTable{"input_file.csv", cols, model.EachRow(r.Files.Rows, func(f *model.InputFile) []any {
		return []any{f.ID, f.Path, f.SHA256, f.Bytes, orNull(f.Container), orNull(f.Framing), orNull(f.FramingBasis),
			orNull(f.First), orNull(f.Last), f.Records, f.Records119, f.RecordsDecoded, f.RecordsSkipped, f.RecordsRejected,
			f.BytesDecoded, f.BytesSkipped, f.BytesRejected, f.Duplicates, f.ToolVersion, f.LayoutHash,
			f.Complete, orNull(f.Stopped), orNull(f.StoppedIn), f.StoppedAt, f.Unread}
	})}
}

func recordCountTable(r *model.Report) appendixTable {
	cols := columns("file_id system_id smf_type smf_subtype disposition records bytes first_time_local last_time_local")
	return appendixTable{"input_record_count.csv", cols, model.EachRow(r.RecordCounts, func(c *model.RecordCount) []any {
		return []any{c.FileID, orNull(c.System), c.Type, c.Subtype, c.Disposition, c.Records, c.Bytes, orNull(c.First),
			orNull(c.Last)}
	})}
}

func issueTable(r *model.Report) appendixTable {
	cols := columns("file_id record_no start_byte offset structure field kind message raw")
	return appendixTable{"input_issue.csv", cols, model.EachRow(r.Issues.Rows, func(i *model.Issue) []any {
		return []any{i.FileID, i.RecordNo, i.StartByte, i.Offset, orNull(i.Structure), orNull(i.Field), i.Kind, i.Message,
			orNull(i.Raw)}
	})}
}

func coverageTable(r *model.Report) appendixTable {
	cols := columns(`sysplex system stack source ` + spanColumns +
		` records intervals gaps gap_seconds lost_connections lost_bytes
		switched_on switched_off recording`)
	return appendixTable{"coverage.csv", cols, model.EachRow(r.Coverage.Rows, func(c *model.CoverageRow) []any {
		return slices.Concat([]any{orNull(c.Sysplex), orNull(c.System), orNull(c.Stack), orNull(c.Source)}, spanCells(c.Span),
			[]any{c.Records, c.Intervals, c.Gaps, c.GapSeconds, c.Lost, c.LostBytes, c.SwitchedOn, c.SwitchedOff,
				orNull(c.Recording)})
	})}
}

// clearTable counts traffic without protection by what it is.
func clearTable(r *model.Report) appendixTable {
	return appendixTable{"cleartext.csv", columns("clear_kind sessions interval_records connections bytes"),
		model.EachRow(r.Traffic.Clear, func(c *model.ClearTally) []any {
			return []any{c.Kind, c.Sessions, c.Records, c.Connections, c.Bytes}
		})}
}

func protectionTable(r *model.Report) appendixTable {
	cols := columns("protection sessions interval_records connections bytes")
	return appendixTable{"protection.csv", cols,
		model.EachRow(r.Traffic.ByProtection, func(p *model.ProtectionTally) []any {
			return []any{orNull(p.Protection), p.Sessions, p.Records, p.Connections, p.Bytes}
		})}
}

func peerTable(name string, s model.Section[model.Peer]) appendixTable {
	cols := columns(
		`sysplex system stack job address port peers sessions interval_records connections bytes connections_none connections_tls
		connections_ssh connections_ipsec connections_several connections_unknown bytes_none ` + spanColumns)
	return appendixTable{name, cols, model.EachRow(s.Rows, func(p *model.Peer) []any {
		return append([]any{orNull(p.Sysplex), orNull(p.System), orNull(p.Stack), orNull(p.Job), orNull(p.Addr), p.Port,
			p.Peers,
			p.Sessions, p.Records, p.Connections, p.Bytes, p.Clear, p.TLS, p.SSH, p.IPSec, p.Several, p.Unknown, p.ClearBytes},
			spanCells(p.Span)...)
	})}
}

func certificateTable(r *model.Report) appendixTable {
	cols := columns(`layer role subject issuer serial not_after_utc key_type key_bits key_strength_bits sig_alg ` +
		spanColumns + ` jobs servers sessions interval_records connections
		file_id record_no`)
	return appendixTable{"certificates.csv", cols, model.EachRow(r.Certificates.Rows, func(c *model.Certificate) []any {
		return slices.Concat(
			[]any{orNull(c.Layer), orNull(c.Role), orNull(c.Subject), orNull(c.Issuer), orNull(c.Serial), orNull(c.NotAfter),
				orNull(c.KeyType), c.KeyBits, c.KeyStrength, orNull(c.SigAlg)}, spanCells(c.Span),
			[]any{orNull(c.Jobs), orNull(c.Servers), c.Sessions, c.Records, c.Connections,
				orNull(c.FileID), orNull(c.RecordNo)})
	})}
}

// DriftColumns are the columns of Rows.
var DriftColumns = []Column{
	{Name: "what"}, {Name: "state"}, {Name: "is_worse"}, {Name: "severity"}, {Name: "profile"}, {Name: "rule"},
	{Name: "title"}, {Name: "place"}, {Name: "resource"},
	{Name: "before"}, {Name: "after"}, {Name: "system"}, {Name: "stack"}, {Name: "job"}, {Name: "connections_before"},
	{Name: "connections_after"},
	{Name: "bytes_before"}, {Name: "bytes_after"}, {Name: "file_id"}, {Name: "record_no"}, {Name: "id"},
}

// DriftRows returns the changes as rows with DriftColumns.
func DriftRows(d *model.Drift) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for i := range d.Changes {
			c := &d.Changes[i]
			if !yield([]any{c.What, c.State, c.Worse, c.Severity, c.Profile, c.Rule, c.Title, c.Place, c.Resource, c.Before,
				c.After, c.System,
				c.Stack, c.Job,
				c.ConnectionsBefore, c.ConnectionsAfter, c.BytesBefore, c.BytesAfter, c.FileID, c.RecordNo, c.ID}, nil) {
				return
			}
		}
	}
}

// driftTable lists the changes; without a comparison it is empty.
func driftTable(r *model.Report) appendixTable {
	return appendixTable{"drift.csv", DriftColumns, func(yield func([]any) bool) {
		if r.Drift == nil {
			return
		}
		for row := range DriftRows(r.Drift) {
			if !yield(row) {
				return
			}
		}
	}}
}

// driftSideTable says what was compared.
func driftSideTable(r *model.Report) appendixTable {
	cols := columns("side database scope " + spanColumns + " sessions interval_records as_of worse")
	cols[9].Type = "DATE"
	return appendixTable{"drift_sides.csv", cols, func(yield func([]any) bool) {
		d := r.Drift
		if d == nil {
			return
		}
		for _, s := range []struct {
			name string
			*model.DriftSide
		}{{"before", &d.Old}, {"after", &d.New}} {
			if !yield(slices.Concat([]any{s.name, s.Database, orNull(s.Scope)}, spanCells(s.DriftSide.Span),
				[]any{s.Sessions, s.Records, orNull(d.AsOf), d.Worse})) {
				return
			}
		}
	}}
}

// spanColumns are the columns of a Span, in the order of scan and of cells.
const spanColumns = "first_local last_local first_utc last_utc"

func spanCells(s model.Span) []any {
	return []any{orNull(s.First), orNull(s.Last), orNull(s.FirstUTC), orNull(s.LastUTC)}
}

func clockTable(r *model.Report) appendixTable {
	cols := columns("sysplex system from_local to_local offset_minutes basis records")
	return appendixTable{"clock.csv", cols, model.EachRow(r.Clock.Rows, func(c *model.ClockRow) []any {
		return []any{orNull(c.Sysplex), orNull(c.System), orNull(c.First), orNull(c.Last), c.Minutes, c.Basis, c.Records}
	})}
}
