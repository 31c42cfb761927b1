package workbook

import (
	"cmp"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// sheetsOf are the sheets behind the summary, in their order.
func sheetsOf(r *model.Report) []sheet {
	sheets := []sheet{findingSheet(r), tunnelFindingSheet(r)}
	if r.HasOwners() {
		sheets = append(sheets, ownerSheet(r))
	}
	return append(sheets,
		controlSheet(r), checkSheet(r),
		peerSheet("Servers", "servers.csv", "Servers of these systems, with the protection of what they accepted.",
			r.Servers),
		peerSheet("Clients", "clients.csv", "Clients of these systems, with the protection of what they opened.", r.Clients),
		peerSheet("EE peers", "ee_peers.csv", "Enterprise Extender peers, with the protection of their traffic.", r.EEPeers),
		certificateSheet(r), tunnelSheet(r), coverageSheet(r), exceptionSheet(r), inputSheet(r), issueSheet(r))
}

// ownerSheet has an end point a row, in the order of their owners.
func ownerSheet(r *model.Report) sheet {
	owners := r.ByOwner(r.ByServer())
	s := sheet{name: "Owners", csv: "findings.csv", about: "End points where something is open, by owner.",
		cols: []column{{"Owner", 24, text}, {"End point", 40, text}, {"System", 9, word}, {"Stack", 10, word},
			{"Job", 10, word}, {"Worst", 14, verdict}, {"Severity", 10, word}, {"Worst finding", 60, text},
			{"Things open", 11, number}, {"Connections", 13, number}}}
	for _, o := range owners {
		s.total += int64(len(o.Servers))
	}
	s.rows = func(yield func([]any) bool) {
		for _, o := range owners {
			for _, server := range o.Servers {
				worst := &server.Things[0]
				if !yield([]any{cmp.Or(o.Name, "no owner given"), server.Name(), server.System, server.Stack, server.Job,
					worst.Verdict, worst.Severity, worst.Title, len(server.Open()), worst.Connections}) {
					return
				}
			}
		}
	}
	return s
}

// spanColumns are the times of every row, by the clock of the system and in UTC.
var spanColumns = []column{
	{"First (local)", 19, instant}, {"Last (local)", 19, instant}, {"First (UTC)", 19, instant},
	{"Last (UTC)", 19, instant},
}

func spanCells(s model.Span) []any { return []any{s.First, s.Last, s.FirstUTC, s.LastUTC} }

// recordColumns lead back to the bytes.
var recordColumns = []column{{"Input", 8, ordinal}, {"Record", 10, ordinal}, {"Command that shows its bytes", 50, text}}

func recordCells(paths map[int64]string, file, record int64) []any {
	if file == 0 {
		return []any{nil, nil, nil}
	}
	return []any{file, record, model.DumpCommand(paths, file, record)}
}

// identColumns say what an exceptions file calls a finding, and whom it is for.
var identColumns = []column{{"Finding id", 40, word}, {"Owner", 20, text}}

func identCells(f *policy.Finding) []any { return []any{f.ID(), f.Owner} }

func findingSheet(r *model.Report) sheet {
	paths := r.Paths()
	s := sheet{name: "Findings", csv: "findings.csv", about: "What rules found in sessions, per server, worst first.",
		cols: slices.Concat([]column{
			{"Verdict", 14, verdict}, {"Severity", 10, word}, {"Finding", 60, text}, {"Server", 20, word}, {"Port", 8, ordinal},
			{"Job", 10, word}, {"System", 9, word}, {"Stack", 10, word}, {"Sysplex", 10, word}, {"Role", 8, word},
			{"Observed", 34, text}, {"Protection", 12, word}, {"Sessions", 11, number}, {"Interval records", 13, number},
			{"Connections", 13, number}, {"Peers", 8, number}, {"Bytes", 16, number}}, spanColumns, []column{
			{"Accepted by", 24, text}, {"Note", 30, text}, {"What to change", 50, text}, {"Why it matters", 50, text},
			{"Source of the rule", 40, text}, {"Severity raised", 30, text}, {"Unconfirmed code", 12, word},
			{"Rule", 18, word}, {"Profile", 14, word}, {"Suite id", 22, word}}, recordColumns, identColumns)}
	for _, e := range r.Evaluations {
		s.total += e.Total
	}
	s.rows = func(yield func([]any) bool) {
		for _, e := range r.Evaluations {
			for i := range e.Findings {
				if !yield(findingCells(paths, &e.Findings[i])) {
					return
				}
			}
		}
	}
	return s
}

func findingCells(paths map[int64]string, f *policy.Finding) []any {
	first, u := f.First(), f.Rule
	return slices.Concat([]any{
		f.Verdict, f.Severity(), f.Title(), f.ServerAddr, positive(int64(f.ServerPort)),
		f.Job, f.System, f.Stack, f.Sysplex, f.Role,
		model.SeenText(f), f.Protection, f.Sessions, f.Records,
		f.Connections, f.Peers, f.Bytes}, spanCells(model.SpanOf(f.Span)), []any{
		f.Accepted, f.Note, model.Remediation(f), u.Rationale,
		u.Citation, f.Weight(), f.Inferred,
		u.ID, f.Profile, wording.SuiteID(f.SuiteID)}, recordCells(paths, first.FileID, first.RecordNo), identCells(f))
}

func tunnelFindingSheet(r *model.Report) sheet {
	paths := r.Paths()
	s := sheet{name: "Tunnel findings", csv: "tunnel_findings.csv",
		about: "What rules found in IKE and IP tunnels, worst first.",
		cols: slices.Concat([]column{
			{"Verdict", 14, verdict}, {"Severity", 10, word}, {"Finding", 60, text}, {"Tunnel", 14, word}, {"Phase", 7, ordinal},
			{"Local end", 20, word}, {"Remote end", 20, word}, {"System", 9, word}, {"Stack", 10, word}, {"Sysplex", 10, word},
			{"Observed", 34, text}, {"Policy", 24, text}}, spanColumns, []column{
			{"Accepted by", 24, text}, {"Note", 30, text}, {"What to change", 50, text}, {"Why it matters", 50, text},
			{"Source of the rule", 40, text}, {"Unconfirmed code", 12, word}, {"Rule", 18, word}, {"Profile", 14, word}},
			recordColumns, identColumns)}
	for _, e := range r.Evaluations {
		s.total += e.Tunnels.FindingsTotal
	}
	s.rows = func(yield func([]any) bool) {
		for _, e := range r.Evaluations {
			for i := range e.Tunnels.Findings {
				if !yield(tunnelFindingCells(paths, &e.Tunnels.Findings[i])) {
					return
				}
			}
		}
	}
	return s
}

func tunnelFindingCells(paths map[int64]string, f *policy.Finding) []any {
	first, t, u := f.First(), f.Tunnel, f.Rule
	return slices.Concat([]any{
		f.Verdict, f.Severity(), f.Title(), t.ID, t.Phase,
		t.Local, t.Remote, f.System, f.Stack, f.Sysplex,
		model.SeenText(f), t.Policy}, spanCells(model.SpanOf(f.Span)), []any{
		f.Accepted, f.Note, model.Remediation(f), u.Rationale,
		u.Citation, f.Inferred, u.ID, f.Profile}, recordCells(paths, first.FileID, first.RecordNo), identCells(f))
}

func controlSheet(r *model.Report) sheet {
	s := sheet{name: "Controls", csv: "controls.csv", about: "Every rule of every profile and what it came to.",
		cols: []column{
			{"Profile", 14, word}, {"Rule", 18, word}, {"Verdict", 14, verdict}, {"Severity", 10, word},
			{"What it finds", 60, text},
			{"Why not decided", 40, text}, {"Sessions looked at", 12, number}, {"Sessions matched", 12, number},
			{"Sessions accepted", 12, number}, {"Sessions not known", 12, number}, {"Sessions left open", 12, number},
			{"Interval records matched", 13, number}, {"Connections matched", 13, number},
			{"Verdict of the rule", 14, word}, {"In force", 9, word}, {"From", 11, date}, {"Until", 11, date},
			{"Applies to", 14, word}, {"Source of the rule", 40, text}, {"Why it matters", 50, text}, {"Basis", 14, word}}}
	for _, e := range r.Evaluations {
		s.total += int64(len(e.Controls))
	}
	s.rows = func(yield func([]any) bool) {
		for _, e := range r.Evaluations {
			for i := range e.Controls {
				c, u := &e.Controls[i], e.Controls[i].Rule
				if !yield([]any{e.Profile.ID, u.ID, c.Verdict, u.Severity, u.Title,
					c.Reason, c.Looked.Sessions, c.Matched.Sessions,
					c.Accepted.Sessions, c.NotKnown.Sessions, c.Undecided.Sessions, c.Matched.Records, c.Matched.Connections,
					string(u.Verdict), c.InForce, u.From, u.To, u.AppliesTo, u.Citation, u.Rationale, u.Basis}) {
					return
				}
			}
		}
	}
	return s
}

func checkSheet(r *model.Report) sheet {
	return sheet{name: "Checks", csv: "queries.csv", about: "Checks that belong to no profile, and what they found.",
		cols: []column{
			{"Check", 30, word}, {"Result", 14, verdict}, {"Severity", 10, word}, {"What it asks", 60, text},
			{"Looked at", 12, number},
			{"Found", 10, number}, {"Accepted", 10, number}, {"Area", 12, word}, {"What to change", 50, text},
			{"Why it matters", 50, text}, {"Limits", 50, text}, {"Error", 30, text}},
		total: int64(len(r.Outcomes)),
		rows: model.EachRow(r.Outcomes, func(o *queries.Outcome) []any {
			q := o.Query
			return []any{q.ID, o.Status.String(), q.Severity, q.Title, o.Population,
				o.Total, o.TotalAccepted, q.Area, q.Remediation, q.Doc, q.Caveats, model.ErrorText(o.Err)}
		})}
}

func peerSheet(name, csv, about string, list model.Section[model.Peer]) sheet {
	return sheet{name: name, csv: csv, about: about, total: list.Total,
		cols: slices.Concat([]column{
			{"Sysplex", 10, word}, {"System", 9, word}, {"Stack", 10, word}, {"Job", 10, word}, {"Address", 24, word},
			{"Port", 8, ordinal}, {"Peers", 8, number}, {"Connections", 13, number}, {"Clear", 12, number}, {"TLS", 12, number},
			{"SSH", 12, number}, {"IPSec", 12, number}, {"Several", 12, number}, {"Not known", 12, number},
			{"Bytes", 16, number}, {"Bytes in the clear", 16, number}, {"Sessions", 11, number},
			{"Interval records", 13, number}}, spanColumns),
		rows: model.EachRow(list.Rows, func(p *model.Peer) []any {
			return append([]any{p.Sysplex, p.System, p.Stack, p.Job, p.Addr, p.Port, p.Peers, p.Connections, p.Clear, p.TLS,
				p.SSH, p.IPSec, p.Several, p.Unknown, p.Bytes, p.ClearBytes, p.Sessions, p.Records}, spanCells(p.Span)...)
		})}
}

func certificateSheet(r *model.Report) sheet {
	paths := r.Paths()
	return sheet{name: "Certificates", csv: "certificates.csv",
		about: "Certificates seen in handshakes, with their users.",
		total: r.Certificates.Total,
		cols: slices.Concat([]column{
			{"Subject", 40, text}, {"Issuer", 40, text}, {"Serial number", 26, word}, {"Ends (UTC)", 19, instant},
			{"Days left", 10, number}, {"Key", 8, word}, {"Key bits", 9, ordinal}, {"Signature", 20, word},
			{"Shown by", 10, word},
			{"Protocol", 10, word}, {"Jobs", 24, text}, {"Servers", 30, text}, {"Sessions", 11, number},
			{"Interval records", 13, number},
			{"Connections", 13, number}},
			spanColumns, recordColumns),
		rows: model.EachRow(r.Certificates.Rows, func(c *model.Certificate) []any {
			return slices.Concat([]any{c.Subject, c.Issuer, c.Serial, c.NotAfter,
				daysLeft(r, c), c.KeyType, c.KeyBits, c.SigAlg, c.Role,
				c.Layer, c.Jobs, c.Servers, c.Sessions, c.Records, c.Connections}, spanCells(c.Span),
				recordCells(paths, c.FileID, c.RecordNo))
		})}
}

// daysLeft counts from the as-of day; nil where the records do not say when it ends.
func daysLeft(r *model.Report, c *model.Certificate) any {
	if c.NotAfter.IsZero() || r.AsOf.IsZero() {
		return nil
	}
	return c.DaysLeft(r.AsOf)
}

func tunnelSheet(r *model.Report) sheet {
	paths := r.Paths()
	list := r.Overview.Tunnels
	return sheet{name: "Tunnels", csv: "tunnels.csv", about: "IKE (phase 1) and IP tunnels (phase 2), as last seen.",
		total: list.Total,
		cols: slices.Concat([]column{
			{"Tunnel", 14, word}, {"Phase", 7, ordinal}, {"System", 9, word}, {"Stack", 10, word}, {"Sysplex", 10, word},
			{"Local end", 20, word}, {"Remote end", 20, word}, {"Remote identity", 30, text}, {"Algorithms", 50, text},
			{"Downgrade", 24, text}, {"FIPS", 10, word}, {"Last event", 16, word}, {"Last state", 14, word},
			{"Keying", 12, word},
			{"Rule", 20, word}, {"Action", 20, word}, {"Unconfirmed code", 12, word}, {"Seen by", 34, text},
			{"Observations", 12, number},
			{"Refreshes", 11, number}, {"Expires (UTC)", 19, instant}}, spanColumns, recordColumns),
		rows: model.EachRow(list.Rows, func(t *model.TunnelRow) []any {
			return slices.Concat([]any{t.ID, t.Phase, t.System, t.Stack, t.Sysplex,
				t.Local, t.Remote, t.Identity, t.Algorithms, t.Downgrade, t.FIPS, t.Event, t.State, t.Keying,
				t.Rule, t.Action, t.Inferred, wording.Sources(t.Sources), t.Observations, t.Refreshes, t.Expire},
				spanCells(t.Span), recordCells(paths, t.FileID, t.RecordNo))
		})}
}

func coverageSheet(r *model.Report) sheet {
	return sheet{name: "Coverage", csv: "coverage.csv",
		about: "For which time the records of each stack are here, and gaps.",
		total: r.Coverage.Total,
		cols: slices.Concat([]column{
			{"Sysplex", 10, word}, {"System", 9, word}, {"Stack", 10, word}, {"Records of", 26, word}}, spanColumns, []column{
			{"Records", 11, number}, {"Intervals", 11, number}, {"Gaps", 8, number}, {"Gaps (seconds)", 12, number},
			{"Connections missing", 13, number}, {"Bytes missing", 16, number}, {"Switched on", 10, number},
			{"Switched off", 10, number}, {"Recording", 24, text}}),
		rows: model.EachRow(r.Coverage.Rows, func(c *model.CoverageRow) []any {
			return slices.Concat([]any{c.Sysplex, c.System, c.Stack, wording.RecordSource(c.Source)}, spanCells(c.Span), []any{
				c.Records, c.Intervals, c.Gaps, c.GapSeconds, c.Lost, c.LostBytes, c.SwitchedOn, c.SwitchedOff, c.Recording})
		})}
}

func exceptionSheet(r *model.Report) sheet {
	return sheet{name: "Exceptions", csv: "exceptions.csv", about: "Findings that somebody accepted, until when, and why.",
		total: int64(len(r.Exceptions)),
		cols: []column{{"Rule or check", 20, word}, {"Where", 30, text}, {"Owner", 20, text}, {"Reason", 50, text},
			{"Until", 11, date}, {"State", 10, word}, {"Findings", 10, number}, {"Note", 40, text}, {"Line", 7, ordinal}},
		rows: model.EachRow(r.Exceptions, func(e *model.Exception) []any {
			return []any{e.ID, e.Pattern, e.Owner, e.Reason, e.Expires, e.State, e.Found, e.Note, e.Line}
		})}
}

func inputSheet(r *model.Report) sheet {
	return sheet{name: "Inputs", csv: "input_file.csv",
		about: "What was read, with digests, and what became of every byte.",
		total: r.Files.Total,
		cols: []column{{"Input", 8, ordinal}, {"Path", 50, text}, {"SHA-256", 68, word}, {"Bytes", 16, number},
			{"Read to its end", 10, word}, {"Stopped", 50, text}, {"Records", 12, number}, {"Type 119", 12, number},
			{"Decoded", 12, number}, {"Skipped", 12, number}, {"Rejected", 12, number}, {"Copies", 10, number},
			{"Bytes decoded", 16, number}, {"Bytes skipped", 16, number}, {"Bytes rejected", 16, number},
			{"Bytes not read", 16, number}, {"First (local)", 19, instant}, {"Last (local)", 19, instant},
			{"Container", 20, text}, {"Framing", 12, word}, {"Why this framing", 30, text}},
		rows: model.EachRow(r.Files.Rows, func(f *model.InputFile) []any {
			return []any{f.ID, f.Path, f.SHA256, f.Bytes, yesNo(f.Complete), f.Stopped, f.Records, f.Records119,
				f.RecordsDecoded, f.RecordsSkipped, f.RecordsRejected, f.Duplicates,
				f.BytesDecoded, f.BytesSkipped, f.BytesRejected, f.Unread, f.First, f.Last,
				f.Container, f.Framing, f.FramingBasis}
		})}
}

func issueSheet(r *model.Report) sheet {
	return sheet{name: "Issues", csv: "input_issue.csv", about: "What was odd in the inputs, with the byte.",
		total: r.Issues.Total,
		cols: []column{{"Input", 8, ordinal}, {"Record", 10, ordinal}, {"Byte", 14, ordinal}, {"Offset", 9, ordinal},
			{"Kind", 22, word}, {"Message", 80, text}, {"Structure", 24, word}, {"Field", 24, word}, {"Bytes (hex)", 40, text}},
		rows: model.EachRow(r.Issues.Rows, func(i *model.Issue) []any {
			return []any{i.FileID, i.RecordNo, i.StartByte, i.Offset, i.Kind, i.Message, i.Structure, i.Field, i.Raw}
		})}
}

// positive is nil for a port that the record does not give.
func positive(n int64) any {
	if n <= 0 {
		return nil
	}
	return n
}

// id writes an id as text: a cell would round it.
func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}
