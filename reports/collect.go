package reports

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// Inputs are the parts of a Report that do not lie in the database.
type Inputs struct {
	Tool        Tool
	Database    string    // path of the database; only its base name is kept
	AsOf        time.Time // zero: the newest day of the traffic, local
	Scope       string    // what the audit was limited to; what the coverage says follows it
	Evaluations []*policy.Evaluation
	Outcomes    []queries.Outcome
	Exceptions  *policy.Exceptions // nil: none were given
	Limit       int                // rows kept of each open-ended list; 0: DefaultLimit
}

// peerLimit bounds the tables of peers: they are ranked, and what matters is on
// top. The checks give all.
const peerLimit = 10_000

// Collect reads evidence and overviews from the database and completes the
// report. The evidence tables must exist; a view that does not leaves its
// section marked as missing.
func Collect(ctx context.Context, db *sql.DB, in Inputs) (*Report, error) {
	r := &Report{
		Tool:        in.Tool,
		Database:    filepath.Base(in.Database),
		AsOf:        in.AsOf,
		Evaluations: in.Evaluations,
		Outcomes:    in.Outcomes,
	}
	c, limit := newReader(ctx, db), cmp.Or(in.Limit, DefaultLimit)
	readEvidence(c, r, limit)
	readTraffic(c, r, limit)
	r.Overview = readOverview(c, limit)
	if err := c.failed(); err != nil {
		return nil, fmt.Errorf("reading the database for the report: %w", err)
	}
	r.AsOf = cmp.Or(r.AsOf, r.Traffic.Last.Time).UTC().Truncate(24 * time.Hour)
	r.Exceptions = exceptions(in.Exceptions, r.AsOf)
	r.Scope = strings.TrimSpace(in.Scope + " " + scopeText(r))
	return r, nil
}

// readEvidence reads what was read of the inputs.
func readEvidence(c *collector, r *Report, limit int) {
	r.Files = read(c, sqlFiles, scanFile, limit)
	r.RecordCounts = read(c, sqlRecordCounts, scanRecordCount, math.MaxInt32).Rows
	r.RecordTotals = totals(r.RecordCounts)
	r.Issues = read(c, sqlIssues, scanIssue, limit)
	r.IssueKinds = read(c, sqlIssueKinds, scanKind, limit).Rows
}

// readTraffic reads what the records cover and whose traffic they describe.
func readTraffic(c *collector, r *Report, limit int) {
	r.Coverage = readView(c, "v_coverage", sqlCoverage, scanCoverage, limit)
	r.Clock = readView(c, "v_clock", sqlClock, scanClock, limit)
	r.Certificates = Certificates(c, limit)
	r.Crypto = readView(c, "v_tunnel", sqlCrypto, scanCrypto, limit)
	from := trafficSource(c)
	groups := readView(c, "v_session", trafficSQL(from), scanGroup, math.MaxInt32)
	r.Traffic = traffic(groups)
	r.Traffic.Clear = readView(c, "v_cleartext", sqlClear, scanClear, limit).Rows
	for _, p := range []struct {
		role string
		to   *Section[Peer]
	}{{"server", &r.Servers}, {"client", &r.Clients}, {"peer", &r.EEPeers}} {
		*p.to = readView(c, "v_session", peerSQL(from, p.role), scanPeer, min(limit, peerLimit))
	}
}

// The statements keep to what DuckDB and Trino both run. Every column is cast
// to the type it is scanned into, every order is total.

const sqlFiles = `
SELECT CAST(file_id AS BIGINT),
       CAST(path AS VARCHAR),
       CAST(sha256 AS VARCHAR),
       CAST(bytes AS BIGINT),
       CAST(container AS VARCHAR),
       CAST(framing AS VARCHAR),
       CAST(framing_basis AS VARCHAR),
       CAST(first_time_local AS TIMESTAMP),
       CAST(last_time_local AS TIMESTAMP),
       CAST(records AS BIGINT),
       CAST(records_119 AS BIGINT),
       CAST(records_decoded AS BIGINT),
       CAST(records_skipped AS BIGINT),
       CAST(records_rejected AS BIGINT),
       CAST(bytes_decoded AS BIGINT),
       CAST(bytes_skipped AS BIGINT),
       CAST(bytes_rejected AS BIGINT),
       CAST(records_duplicate AS BIGINT),
       CAST(tool_version AS VARCHAR),
       CAST(layout_hash AS VARCHAR),
       coalesce(CAST(is_complete AS BOOLEAN), true),
       CAST(stopped AS VARCHAR),
       CAST(stopped_in AS VARCHAR),
       CAST(stopped_at AS BIGINT),
       CAST(bytes_unread AS BIGINT),
       count(*) OVER ()
FROM   input_file
ORDER  BY file_id`

const sqlRecordCounts = `
SELECT CAST(file_id AS BIGINT),
       CAST(system_id AS VARCHAR),
       CAST(smf_type AS BIGINT),
       CAST(smf_subtype AS BIGINT),
       CAST(disposition AS VARCHAR),
       CAST(records AS BIGINT),
       CAST(bytes AS BIGINT),
       CAST(first_time_local AS TIMESTAMP),
       CAST(last_time_local AS TIMESTAMP),
       count(*) OVER ()
FROM   input_record_count
ORDER  BY file_id, system_id NULLS FIRST, smf_type NULLS FIRST, smf_subtype NULLS FIRST, disposition`

const sqlIssues = `
SELECT CAST(file_id AS BIGINT),
       CAST(record_no AS BIGINT),
       CAST(start_byte AS BIGINT),
       CAST("offset" AS BIGINT),
       CAST(structure AS VARCHAR),
       CAST(field AS VARCHAR),
       CAST(kind AS VARCHAR),
       CAST(message AS VARCHAR),
       raw,
       count(*) OVER ()
FROM   input_issue
ORDER  BY file_id, record_no NULLS FIRST, "offset" NULLS FIRST, structure NULLS FIRST, field NULLS FIRST,
          kind NULLS FIRST, message NULLS FIRST, start_byte NULLS FIRST, raw NULLS FIRST`

const sqlIssueKinds = `
SELECT CAST(kind AS VARCHAR),
       count(*),
       count(*) OVER ()
FROM   input_issue
GROUP  BY kind
ORDER  BY 2 DESC, 1`

const sqlCoverage = `
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(stack AS VARCHAR),
       CAST(source AS VARCHAR),
       ` + sqlSpan + `,
       CAST(records AS BIGINT),
       CAST(intervals AS BIGINT),
       CAST(gaps AS BIGINT),
       CAST(gap_seconds AS BIGINT),
       CAST(lost_connections AS BIGINT),
       CAST(lost_bytes AS BIGINT),
       CAST(switched_on AS BIGINT),
       CAST(switched_off AS BIGINT),
       CAST(recording AS VARCHAR),
       count(*) OVER ()
FROM   v_coverage
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, stack NULLS FIRST, source NULLS FIRST, first_local NULLS FIRST`

const sqlCertificates = `
SELECT CAST(layer AS VARCHAR),
       CAST(role AS VARCHAR),
       CAST(subject AS VARCHAR),
       CAST(issuer AS VARCHAR),
       CAST(serial AS VARCHAR),
       CAST(not_after_utc AS TIMESTAMP),
       CAST(key_type AS VARCHAR),
       CAST(key_bits AS BIGINT),
       CAST(sig_alg AS VARCHAR),
       ` + sqlSpan + `,
       CAST(job_list AS VARCHAR),
       CAST(server_list AS VARCHAR),
       CAST(sessions AS BIGINT),
       CAST(file_id AS BIGINT),
       CAST(record_no AS BIGINT),
       count(*) OVER ()
FROM   v_certificate
ORDER  BY not_after_utc NULLS LAST, subject NULLS LAST, issuer NULLS LAST, serial NULLS LAST, layer NULLS LAST,
          role NULLS LAST, key_type NULLS LAST, key_bits NULLS LAST, file_id, record_no`

func scanFile(f *InputFile) []any {
	return []any{into(&f.ID), into(&f.Path), into(&f.SHA256), into(&f.Bytes), into(&f.Container), into(&f.Framing),
		into(&f.FramingBasis), intoLocal(&f.First), intoLocal(&f.Last), into(&f.Records), into(&f.Records119),
		into(&f.RecordsDecoded), into(&f.RecordsSkipped), into(&f.RecordsRejected), into(&f.BytesDecoded),
		into(&f.BytesSkipped), into(&f.BytesRejected), into(&f.Duplicates), into(&f.ToolVersion), into(&f.LayoutHash),
		into(&f.Complete), into(&f.Stopped), into(&f.StoppedIn), &f.StoppedAt, into(&f.Unread)}
}

func scanRecordCount(c *RecordCount) []any {
	return []any{into(&c.FileID), into(&c.System), &c.Type, &c.Subtype, into(&c.Disposition), into(&c.Records),
		into(&c.Bytes), intoLocal(&c.First), intoLocal(&c.Last)}
}

func scanIssue(i *Issue) []any {
	return []any{into(&i.FileID), &i.RecordNo, &i.StartByte, &i.Offset, into(&i.Structure), into(&i.Field),
		into(&i.Kind), into(&i.Message), hexText{&i.Raw}}
}

func scanKind(k *KindCount) []any { return []any{into(&k.Kind), into(&k.Count)} }

func scanCoverage(c *CoverageRow) []any {
	return slices.Concat([]any{into(&c.Sysplex), into(&c.System), into(&c.Stack), into(&c.Source)}, scanSpan(&c.Span),
		[]any{into(&c.Records), &c.Intervals, &c.Gaps, &c.GapSeconds, &c.Lost, &c.LostBytes, &c.SwitchedOn, &c.SwitchedOff,
			into(&c.Recording)})
}

// Certificates reads the certificates, soonest to expire first.
func Certificates(c *collector, limit int) Section[Certificate] {
	return readView(c, "v_certificate", sqlCertificates, scanCertificate, limit)
}

func scanCertificate(c *Certificate) []any {
	return slices.Concat(
		[]any{into(&c.Layer), into(&c.Role), into(&c.Subject), into(&c.Issuer), into(&c.Serial), intoUTC(&c.NotAfter),
			into(&c.KeyType), &c.KeyBits, into(&c.SigAlg)}, scanSpan(&c.Span), []any{into(&c.Jobs), into(&c.Servers),
			into(&c.Sessions), into(&c.FileID), into(&c.RecordNo)})
}

// exceptions tells for each exception whether it did anything. One that would
// have accepted a finding but for its last day has expired.
func exceptions(x *policy.Exceptions, asOf time.Time) []Exception {
	if x == nil {
		return nil
	}
	var list []Exception
	for _, e := range x.List {
		state := "unused"
		switch {
		case e.Findings > 0:
			state = "in use"
		case e.Lapsed > 0, asOf.Truncate(24 * time.Hour).After(e.Expires):
			state = "expired"
		}
		list = append(list, Exception{Line: e.Line, ID: e.ID, Pattern: patternText(e), Owner: e.Owner, Reason: e.Reason,
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
func scopeText(r *Report) string {
	systems, stacks := map[string]bool{}, map[string]bool{}
	var span Span
	for _, c := range r.Coverage.Rows {
		if c.Records == 0 {
			continue // known from a profile record alone
		}
		systems[c.Sysplex+"\x00"+c.System] = true
		stacks[c.Sysplex+"\x00"+c.System+"\x00"+c.Stack] = true
		span = span.Join(c.Span)
	}
	if len(systems) == 0 {
		return "Nothing: no record about network encryption was read."
	}
	return fmt.Sprintf("%s with %s, %s to %s.", count(int64(len(systems)), "system"),
		count(int64(len(stacks)), "TCP/IP stack"), dayText(span.First.Time), dayText(span.Last.Time))
}

const sqlClock = `
SELECT CAST(sysplex AS VARCHAR),
       CAST(system AS VARCHAR),
       CAST(from_local AS TIMESTAMP),
       CAST(to_local AS TIMESTAMP),
       CAST(offset_minutes AS BIGINT),
       CAST(basis AS VARCHAR),
       CAST(records AS BIGINT),
       count(*) OVER ()
FROM   v_clock
ORDER  BY sysplex NULLS FIRST, system NULLS FIRST, from_local, to_local, offset_minutes NULLS FIRST`

func scanClock(c *ClockRow) []any {
	return []any{into(&c.Sysplex), into(&c.System), intoLocal(&c.First), intoLocal(&c.Last), &c.Minutes, into(&c.Basis),
		into(&c.Records)}
}
