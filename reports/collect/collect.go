// Package collect reads a database into a Report: evidence of the inputs, coverage,
// traffic, end points, certificates and tunnels.
//
// It faces databases of earlier versions, which lack views, and counters that add up to
// more than 64 bits.
package collect

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/scan"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/progress"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var statements = scan.Load(sqlFiles)

// Inputs are the parts of a Report that do not lie in the database.
type Inputs struct {
	Tool        model.Tool
	Database    string    // path of the database; only its base name is kept
	AsOf        time.Time // zero: the newest day of the traffic, local
	Scope       string    // what the audit was limited to; what the coverage says follows it
	Evaluations []*policy.Evaluation
	Outcomes    []queries.Outcome
	Exceptions  *policy.Exceptions // nil: none were given
	Limit       int                // rows kept of each open-ended list; 0: DefaultLimit
	InputLost   bool               // as in the Report
	NoRecords   bool
}

// peerLimit bounds the tables of peers: they are ranked, and what matters is on
// top. The checks give all.
const peerLimit = 10_000

// Report reads evidence and overviews from the database and completes the
// report. The evidence tables must exist; a view that does not leaves its
// section marked as missing.
func Report(ctx context.Context, db *sql.DB, in Inputs) (*model.Report, error) {
	r := &model.Report{
		Tool:        in.Tool,
		Database:    filepath.Base(in.Database),
		AsOf:        in.AsOf,
		Evaluations: in.Evaluations,
		Outcomes:    in.Outcomes,
		InputLost:   in.InputLost,
		NoRecords:   in.NoRecords,
	}
	progress.Begin(ctx, progress.Step{Doing: "reading the figures of the report"})
	c, limit := scan.New(ctx, db), cmp.Or(in.Limit, model.DefaultLimit)
	readEvidence(c, r, limit)
	readTraffic(c, r, limit)
	r.Overview = readOverview(c, limit)
	if err := c.Err(); err != nil {
		return nil, fmt.Errorf("reading the database for the report: %w", err)
	}
	r.AsOf = cmp.Or(r.AsOf, r.Traffic.Last.Time).UTC().Truncate(24 * time.Hour)
	r.Exceptions = exceptions(in.Exceptions, r.AsOf)
	r.Scope = strings.TrimSpace(in.Scope + " " + scopeText(r))
	return r, nil
}

// readEvidence reads what was read of the inputs.
func readEvidence(c *scan.Reader, r *model.Report, limit int) {
	r.Files = scan.Read(c, statements.Get("files", nil), scanFile, limit)
	r.RecordCounts = scan.Read(c, statements.Get("record_counts", nil), scanRecordCount, math.MaxInt32).Rows
	r.RecordTotals = model.Totals(r.RecordCounts)
	r.Issues = scan.Read(c, statements.Get("issues", nil), scanIssue, limit)
	r.IssueKinds = scan.Read(c, statements.Get("issue_kinds", nil), scanKind, limit).Rows
}

// readTraffic reads what the records cover and whose traffic they describe.
func readTraffic(c *scan.Reader, r *model.Report, limit int) {
	r.Coverage = scan.ReadView(c, "v_coverage", statements.Get("coverage", nil), scanCoverage, limit)
	r.Clock = scan.ReadView(c, "v_clock", statements.Get("clock", nil), scanClock, limit)
	r.Certificates = Certificates(c, limit)
	r.Crypto = scan.ReadView(c, "v_tunnel", statements.Get("crypto", nil), scanCrypto, limit)
	from := trafficSource(c)
	groups := scan.ReadView(c, "v_session", statements.Get("traffic", scan.Names{"traffic": from}), scanGroup,
		math.MaxInt32)
	r.Traffic = traffic(groups)
	r.Traffic.Clear = scan.ReadView(c, "v_cleartext", statements.Get("cleartext", nil), scanClear, limit).Rows
	for _, p := range []struct {
		role string
		to   *model.Section[model.Peer]
	}{{"server", &r.Servers}, {"client", &r.Clients}, {"peer", &r.EEPeers}} {
		*p.to = scan.ReadView(c, "v_session", statements.Get("peers", scan.Names{"traffic": from, "role": p.role}), scanPeer,
			min(limit, peerLimit))
	}
}

func scanFile(f *model.InputFile) []any {
	return []any{scan.Into(&f.ID), scan.Into(&f.Path), scan.Into(&f.SHA256), scan.Into(&f.Bytes), scan.Into(&f.Container),
		scan.Into(&f.Framing),
		scan.Into(&f.FramingBasis), scan.Local(&f.First), scan.Local(&f.Last), scan.Into(&f.Records),
		scan.Into(&f.Records119),
		scan.Into(&f.RecordsDecoded), scan.Into(&f.RecordsSkipped), scan.Into(&f.RecordsRejected), scan.Into(&f.BytesDecoded),
		scan.Into(&f.BytesSkipped), scan.Into(&f.BytesRejected), scan.Into(&f.Duplicates), scan.Into(&f.ToolVersion),
		scan.Into(&f.LayoutHash),
		scan.Into(&f.Complete), scan.Into(&f.Stopped), scan.Into(&f.StoppedIn), &f.StoppedAt, scan.Into(&f.Unread),
		scan.Into(&f.NotRecorded), scan.Into(&f.Form)}
}

func scanRecordCount(c *model.RecordCount) []any {
	return []any{scan.Into(&c.FileID), scan.Into(&c.System), &c.Type, &c.Subtype, scan.Into(&c.Disposition),
		scan.Into(&c.Records),
		scan.Into(&c.Bytes), scan.Local(&c.First), scan.Local(&c.Last)}
}

func scanIssue(i *model.Issue) []any {
	return []any{scan.Into(&i.FileID), &i.RecordNo, &i.StartByte, &i.Offset, scan.Into(&i.Structure), scan.Into(&i.Field),
		scan.Into(&i.Kind), scan.Into(&i.Message), scan.Hex(&i.Raw)}
}

func scanKind(k *model.KindCount) []any { return []any{scan.Into(&k.Kind), scan.Into(&k.Count)} }

func scanCoverage(c *model.CoverageRow) []any {
	return slices.Concat([]any{scan.Into(&c.Sysplex), scan.Into(&c.System), scan.Into(&c.Stack), scan.Into(&c.Source)},
		scan.Span(&c.Span),
		[]any{scan.Into(&c.Records), &c.Intervals, &c.Gaps, &c.GapSeconds, &c.Lost, &c.LostBytes, &c.SwitchedOn,
			&c.SwitchedOff,
			scan.Into(&c.Recording)})
}

// Certificates reads the certificates, soonest to expire first.
func Certificates(c *scan.Reader, limit int) model.Section[model.Certificate] {
	return scan.ReadView(c, "v_certificate", statements.Get("certificates", nil), scanCertificate, limit)
}

func scanCertificate(c *model.Certificate) []any {
	return slices.Concat(
		[]any{scan.Into(&c.Layer), scan.Into(&c.Role), scan.Into(&c.Subject), scan.Into(&c.Issuer), scan.Into(&c.Serial),
			scan.UTC(&c.NotAfter),
			scan.Into(&c.KeyType), &c.KeyBits, &c.KeyStrength, scan.Into(&c.SigAlg)}, scan.Span(&c.Span),
		[]any{scan.Into(&c.Jobs), scan.Into(&c.Servers),
			scan.Into(&c.Sessions), scan.Into(&c.Records), scan.Into(&c.Connections),
			scan.Into(&c.FileID), scan.Into(&c.RecordNo)})
}

// exceptions tells for each exception whether it did anything. One that would
// have accepted a finding but for its last day has expired.
func exceptions(x *policy.Exceptions, asOf time.Time) []model.Exception {
	if x == nil {
		return nil
	}
	var list []model.Exception
	for _, e := range x.List {
		state := "unused"
		switch {
		case e.Findings > 0:
			state = "in use"
		case e.Lapsed > 0, asOf.Truncate(24 * time.Hour).After(e.Expires):
			state = "expired"
		}
		list = append(list, model.Exception{Line: e.Line, ID: e.ID, Pattern: patternText(e), Owner: e.Owner, Reason: e.Reason,
			Expires: e.Expires, State: state, Found: e.Findings, Note: e.TooMuch()})
	}
	return list
}

// patternText writes the parts of an exception's pattern that are set.
func patternText(e *policy.Exception) string {
	var parts []string
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	add("system", e.System)
	add("stack", e.Stack)
	add("job", e.Job)
	add("user", e.User)
	if e.Server.IsValid() {
		add("server", e.Server.String())
	}
	switch {
	case e.PortHigh > e.PortLow:
		add("port", fmt.Sprintf("%d-%d", e.PortLow, e.PortHigh))
	case e.PortHigh > 0:
		add("port", fmt.Sprint(e.PortHigh))
	}
	if e.Client.IsValid() {
		add("client", e.Client.String())
	}
	return strings.Join(parts, ", ")
}

// scopeText says what the coverage holds: systems, stacks, days.
func scopeText(r *model.Report) string {
	systems, stacks := map[string]bool{}, map[string]bool{}
	var span model.Span
	for _, c := range r.Coverage.Rows {
		if c.Records == 0 {
			continue // known from a profile record alone
		}
		systems[c.Sysplex+"\x00"+c.System] = true
		stacks[c.Sysplex+"\x00"+c.System+"\x00"+c.Stack] = true
		span = span.Join(c.Span)
	}
	switch {
	case len(systems) == 0 && r.Overview.Tunnels.Total > 0:
		return wording.Count(r.Overview.Tunnels.Total, "tunnel") + " known from captures, reports or logs; no SMF record."
	case len(systems) == 0:
		return "Nothing: no record about network encryption was read."
	}
	return fmt.Sprintf("%s with %s, %s to %s.", wording.Count(int64(len(systems)), "system"),
		wording.Count(int64(len(stacks)), "TCP/IP stack"), wording.Day(span.First.Time), wording.Day(span.Last.Time))
}

func scanClock(c *model.ClockRow) []any {
	return []any{scan.Into(&c.Sysplex), scan.Into(&c.System), scan.Local(&c.First), scan.Local(&c.Last), &c.Minutes,
		scan.Into(&c.Basis),
		scan.Into(&c.Records)}
}
