package reports

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
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

// DefaultLimit bounds each open-ended list of a Report. A hundred thousand
// issues are some 40 MB in memory and more than anybody reads.
const DefaultLimit = 100_000

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
	c := &collector{ctx: ctx, db: db, limit: cmp.Or(in.Limit, DefaultLimit)}
	c.evidence(r)
	c.overview(r)
	r.Overview = c.overviews()
	if c.err != nil {
		return nil, fmt.Errorf("reading the database for the report: %w", c.err)
	}
	r.AsOf = cmp.Or(r.AsOf, r.Traffic.Last.Time).UTC().Truncate(24 * time.Hour)
	r.Exceptions = exceptions(in.Exceptions, r.AsOf)
	r.Scope = strings.TrimSpace(in.Scope + " " + scopeText(r))
	return r, nil
}

// A collector runs statements until one fails and then does nothing more.
type collector struct {
	ctx   context.Context
	db    *sql.DB
	limit int
	err   error
}

func (c *collector) evidence(r *Report) {
	r.Files = read(c, sqlFiles, scanFile, c.limit)
	r.RecordCounts = read(c, sqlRecordCounts, scanRecordCount, math.MaxInt32).Rows
	r.RecordTotals = totals(r.RecordCounts)
	r.Issues = read(c, sqlIssues, scanIssue, c.limit)
	r.IssueKinds = read(c, sqlIssueKinds, scanKind, c.limit).Rows
}

func (c *collector) overview(r *Report) {
	r.Coverage = readView(c, "v_coverage", sqlCoverage, scanCoverage, c.limit)
	r.Clock = readView(c, "v_clock", sqlClock, scanClock, c.limit)
	r.Certificates = readView(c, "v_certificate", sqlCertificates, scanCertificate, c.limit)
	r.Crypto = readView(c, "v_tunnel", sqlCrypto, scanCrypto, c.limit)
	from := c.trafficSource()
	groups := readView(c, "v_session", trafficSQL(from), scanGroup, math.MaxInt32)
	r.Traffic = traffic(groups)
	r.Traffic.Clear = readView(c, "v_cleartext", sqlClear, scanClear, c.limit).Rows
	for _, p := range []struct {
		role string
		to   *Section[Peer]
	}{{"server", &r.Servers}, {"client", &r.Clients}, {"peer", &r.EEPeers}} {
		*p.to = readView(c, "v_session", peerSQL(from, p.role), scanPeer, min(c.limit, peerLimit))
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

// Sums of 64-bit counters are 128 bits wide in the engine; the cap brings them
// back without an overflow that a hostile counter could cause.
const (
	sumConnections = `CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT)`
	sumBytes       = `CAST(least(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0), 9223372036854775807) AS BIGINT)`
)

// trafficSource is what to add up: v_traffic, which holds the sessions of
// v_session already added up per day, or in its place v_session itself.
func (c *collector) trafficSource() string {
	if c.has("v_traffic") {
		return "v_traffic"
	}
	return "(SELECT *, CAST(1 AS BIGINT) AS sessions FROM v_session) AS session"
}

func trafficSQL(from string) string {
	return `
SELECT CAST(protection AS VARCHAR),
       CAST(source AS VARCHAR),
       ` + sumSessions("TRUE") + `,
       ` + sumConnections + `,
       ` + sumBytes + `,
       ` + sumSessions("is_artefact") + `,
       ` + sumSessions("role IS NULL") + `,
       ` + sumSessions("first_utc IS NULL") + `,
       ` + sqlSpans + `,
       count(*) OVER ()
FROM   ` + from + `
GROUP  BY protection, source
ORDER  BY protection NULLS LAST, source NULLS LAST`
}

const sqlClear = `
SELECT CAST(clear_kind AS VARCHAR),
       CAST(coalesce(sum(sessions), 0) AS BIGINT),
       CAST(least(coalesce(sum(connections), 0), 9223372036854775807) AS BIGINT),
       CAST(least(coalesce(sum(bytes), 0), 9223372036854775807) AS BIGINT),
       count(*) OVER ()
FROM   v_cleartext
GROUP  BY clear_kind
ORDER  BY 4 DESC, 1`

func scanClear(c *ClearTally) []any {
	return []any{into(&c.Kind), into(&c.Sessions), into(&c.Connections), into(&c.Bytes)}
}

func sumSessions(filter string) string {
	return `CAST(coalesce(sum(sessions) FILTER (WHERE ` + filter + `), 0) AS BIGINT)`
}

// peerSQL groups traffic of one role by its end point: the server's address and
// port, the client's address, the Enterprise Extender peer's address. The rows
// with the most cleartext come first.
func peerSQL(from, role string) string {
	addr, port, other := "server_addr", "server_port", "client_addr"
	if role != "server" {
		addr, port, other = "client_addr", "CAST(NULL AS INTEGER)", "server_addr"
	}
	conn := func(filter string) string {
		return `CAST(least(coalesce(sum(connections) FILTER (WHERE ` + filter + `), 0), 9223372036854775807) AS BIGINT)`
	}
	return `
SELECT *, count(*) OVER ()
FROM  (SELECT CAST(sysplex AS VARCHAR) AS sysplex,
              CAST(system AS VARCHAR) AS system,
              CAST(stack AS VARCHAR) AS stack,
              CAST(job AS VARCHAR) AS job,
              CAST(` + addr + ` AS VARCHAR) AS addr,
              CAST(` + port + ` AS BIGINT) AS port,
              count(DISTINCT ` + other + `) AS peers,
              ` + sumSessions("TRUE") + ` AS sessions,
              ` + sumConnections + ` AS connections,
              ` + sumBytes + ` AS bytes,
              ` + conn(`protection = 'NONE'`) + ` AS clear,
              ` + conn(`protection = 'TLS'`) + ` AS tls,
              ` + conn(`protection = 'SSH'`) + ` AS ssh,
              ` + conn(`protection = 'IPSEC'`) + ` AS ipsec,
              ` + conn(`protection NOT IN ('NONE', 'TLS', 'SSH', 'IPSEC')`) + ` AS several,
              ` + conn(`protection IS NULL`) + ` AS unknown,
              CAST(least(coalesce(sum(bytes_in) FILTER (WHERE protection = 'NONE'), 0)
                  + coalesce(sum(bytes_out) FILTER (WHERE protection = 'NONE'), 0), 9223372036854775807) AS BIGINT) AS clear_bytes,
              ` + sqlSpans + `
       FROM   ` + from + `
       WHERE  role = '` + role + `'
       GROUP  BY 1, 2, 3, 4, 5, 6) AS peer
ORDER  BY clear DESC, clear_bytes DESC, connections DESC, bytes DESC, sysplex NULLS FIRST, system NULLS FIRST,
          stack NULLS FIRST, job NULLS FIRST, addr NULLS FIRST, port NULLS FIRST`
}

// readView reads a section from a view that older databases may lack.
func readView[T any](c *collector, view, query string, scan func(*T) []any, limit int) Section[T] {
	if c.err != nil {
		return Section[T]{}
	}
	if known := c.has(view); !known && c.err == nil {
		return Section[T]{Missing: "not available: the database has no view " + view}
	}
	return read(c, query, scan, limit)
}

// has tells whether the database has a table or view of that name.
func (c *collector) has(view string) bool {
	if c.err != nil {
		return false
	}
	var n int
	const known = `SELECT count(*) FROM information_schema.tables WHERE table_name = ?`
	c.err = c.db.QueryRowContext(c.ctx, known, view).Scan(&n)
	return n > 0
}

// read runs a statement whose last column is the number of all rows.
func read[T any](c *collector, query string, scan func(*T) []any, limit int) Section[T] {
	var s Section[T]
	if c.err != nil {
		return s
	}
	rows, err := c.db.QueryContext(c.ctx, fmt.Sprintf("%s\nLIMIT  %d", query, limit))
	if err != nil {
		c.err = err
		return s
	}
	defer rows.Close()
	for rows.Next() {
		var row T
		if err := rows.Scan(append(scan(&row), &s.Total)...); err != nil {
			c.err = err
			return s
		}
		s.Rows = append(s.Rows, row)
	}
	c.err = rows.Err()
	return s
}

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
	return slices.Concat([]any{into(&c.Sysplex), into(&c.System), into(&c.Stack), into(&c.Source)}, c.scan(),
		[]any{into(&c.Records), &c.Intervals, &c.Gaps, &c.GapSeconds, &c.Lost, &c.LostBytes, &c.SwitchedOn, &c.SwitchedOff,
			into(&c.Recording)})
}

func scanCertificate(c *Certificate) []any {
	return slices.Concat(
		[]any{into(&c.Layer), into(&c.Role), into(&c.Subject), into(&c.Issuer), into(&c.Serial), intoUTC(&c.NotAfter),
			into(&c.KeyType), &c.KeyBits, into(&c.SigAlg)}, c.scan(), []any{into(&c.Jobs), into(&c.Servers),
			into(&c.Sessions), into(&c.FileID), into(&c.RecordNo)})
}

func scanPeer(p *Peer) []any {
	return append([]any{into(&p.Sysplex), into(&p.System), into(&p.Stack), into(&p.Job), into(&p.Addr), &p.Port,
		into(&p.Peers), into(&p.Sessions), into(&p.Connections), into(&p.Bytes), into(&p.Clear), into(&p.TLS),
		into(&p.SSH), into(&p.IPSec), into(&p.Several), into(&p.Unknown), into(&p.ClearBytes)}, p.scan()...)
}

// A trafficGroup is the traffic of one protection and source.
type trafficGroup struct {
	protection, source                                string
	sessions, connections, bytes, artefacts, roleless int64
	localTimes                                        int64
	Span
}

func scanGroup(g *trafficGroup) []any {
	return append([]any{into(&g.protection), into(&g.source), into(&g.sessions), into(&g.connections), into(&g.bytes),
		into(&g.artefacts), into(&g.roleless), into(&g.localTimes)}, g.scan()...)
}

// traffic adds up the groups.
func traffic(groups Section[trafficGroup]) Traffic {
	t := Traffic{Missing: groups.Missing}
	protections := map[string]*ProtectionTally{}
	sources := map[string]*SourceTally{}
	for _, g := range groups.Rows {
		t.Sessions += g.sessions
		t.Connections = addCapped(t.Connections, g.connections)
		t.Bytes = addCapped(t.Bytes, g.bytes)
		t.Artefacts += g.artefacts
		t.NoRole += g.roleless
		t.LocalTimes += g.localTimes
		t.Span = t.join(g.Span)
		p := entry(protections, g.protection)
		p.Protection = g.protection
		p.Sessions += g.sessions
		p.Connections = addCapped(p.Connections, g.connections)
		p.Bytes = addCapped(p.Bytes, g.bytes)
		s := entry(sources, g.source)
		s.Source, s.Sessions = g.source, s.Sessions+g.sessions
	}
	t.ByProtection = sorted(protections, func(p *ProtectionTally) string { return protectionOrder(p.Protection) })
	t.BySource = sorted(sources, func(s *SourceTally) string { return s.Source })
	return t
}

// protectionOrder puts NONE first and what is not known last.
func protectionOrder(p string) string {
	switch p {
	case "NONE":
		return ""
	case "":
		return "\xff"
	}
	return p
}

func entry[V any](m map[string]*V, key string) *V {
	v := m[key]
	if v == nil {
		v = new(V)
		m[key] = v
	}
	return v
}

func sorted[V any](m map[string]*V, key func(*V) string) []V {
	list := make([]V, 0, len(m))
	for _, v := range m {
		list = append(list, *v)
	}
	slices.SortFunc(list, func(a, b V) int { return strings.Compare(key(&a), key(&b)) })
	return list
}

// addCapped adds two counts and stops at the largest.
func addCapped(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// totals adds up the counts of all files.
func totals(counts []RecordCount) []RecordCount {
	type key struct {
		system      string
		typ, sub    int64
		disposition string
	}
	sum := map[key]*RecordCount{}
	for _, c := range counts {
		k := key{c.System, orAbsent(c.Type), orAbsent(c.Subtype), c.Disposition}
		t := sum[k]
		if t == nil {
			t = &RecordCount{System: c.System, Type: c.Type, Subtype: c.Subtype, Disposition: c.Disposition}
			sum[k] = t
		}
		t.Records = addCapped(t.Records, c.Records)
		t.Bytes = addCapped(t.Bytes, c.Bytes)
		t.First, t.Last = Local{earlier(t.First.Time, c.First.Time)}, Local{later(t.Last.Time, c.Last.Time)}
	}
	list := make([]RecordCount, 0, len(sum))
	for _, t := range sum {
		list = append(list, *t)
	}
	slices.SortFunc(list, func(a, b RecordCount) int {
		return cmp.Or(strings.Compare(a.System, b.System), cmp.Compare(orAbsent(a.Type), orAbsent(b.Type)),
			cmp.Compare(orAbsent(a.Subtype), orAbsent(b.Subtype)), strings.Compare(a.Disposition, b.Disposition))
	})
	return list
}

// orAbsent puts records without a type or subtype before number 0.
func orAbsent(n *int64) int64 {
	if n == nil {
		return -1
	}
	return *n
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
	var first, last time.Time
	for _, c := range r.Coverage.Rows {
		if c.Records == 0 {
			continue // known from a profile record alone
		}
		systems[c.Sysplex+"\x00"+c.System] = true
		stacks[c.Sysplex+"\x00"+c.System+"\x00"+c.Stack] = true
		first, last = earlier(first, c.First.Time), later(last, c.Last.Time)
	}
	if len(systems) == 0 {
		return "Nothing: no record about network encryption was read."
	}
	return fmt.Sprintf("%s with %s, %s to %s.", count(int64(len(systems)), "system"),
		count(int64(len(stacks)), "TCP/IP stack"), dayText(first), dayText(last))
}

// into scans a value and takes NULL as the zero value.
func into[T any](dst *T) sql.Scanner { return &nullable[T]{dst} }

type nullable[T any] struct{ dst *T }

// Scan implements sql.Scanner.
func (n *nullable[T]) Scan(src any) error {
	var v sql.Null[T]
	if err := v.Scan(src); err != nil {
		return err
	}
	*n.dst = v.V
	return nil
}

// intoUTC scans a time, NULL as the zero time.
func intoUTC(dst *time.Time) sql.Scanner { return timeScan{func(t time.Time) { *dst = t }} }

// intoLocal scans a time without zone, NULL as the zero time.
func intoLocal(dst *Local) sql.Scanner { return timeScan{func(t time.Time) { dst.Time = t }} }

type timeScan struct{ set func(time.Time) }

// Scan implements sql.Scanner.
func (s timeScan) Scan(src any) error {
	var v sql.Null[time.Time]
	if err := v.Scan(src); err != nil {
		return err
	}
	if v.Valid {
		s.set(v.V.UTC())
	}
	return nil
}

// hexText scans bytes as lower-case hex, and text as it is.
type hexText struct{ dst *string }

// Scan implements sql.Scanner.
func (h hexText) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*h.dst = ""
	case []byte:
		*h.dst = hex.EncodeToString(v)
	case string:
		*h.dst = v
	default:
		return fmt.Errorf("input_issue.raw is %T, want bytes or hex text", src)
	}
	return nil
}
