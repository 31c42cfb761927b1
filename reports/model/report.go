// Package model owns what a report says: its rows, the comparison of two periods, and
// what follows from them whoever shows it. Formats render a Report and decide nothing.
//
// Names, addresses, paths and messages in it come from files that others made, and
// counters may be absurd: sums stop at the largest 64-bit integer. A report carries no
// clock and no map order.
package model

import (
	"cmp"
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/filename"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// DefaultLimit bounds each open-ended list of a Report. A hundred thousand
// issues are some 40 MB in memory and more than anybody reads.
const DefaultLimit = 100_000

// ProtectionOrder puts NONE first and what is not known last.
func ProtectionOrder(p string) string {
	switch p {
	case "NONE":
		return ""
	case "":
		return "\xff"
	}
	return p
}

// AddCapped adds two counts and stops at the largest.
func AddCapped(a, b int64) int64 {
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

// Totals adds up the counts of all files.
func Totals(counts []RecordCount) []RecordCount {
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
		t.Records = AddCapped(t.Records, c.Records)
		t.Bytes = AddCapped(t.Bytes, c.Bytes)
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

// ErrorText returns what an error says, nothing for none.
func ErrorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// AcceptedBy names the exception that accepts a row, if any.
func AcceptedBy(o *queries.Outcome, i int) string {
	if i < len(o.Accepted) {
		return o.Accepted[i]
	}
	return ""
}

// A Report is everything any format shows.
type Report struct {
	Tool     Tool
	Database string    // base name of the database file
	AsOf     time.Time // UTC; the day whose rules were applied
	Scope    string    // what the report speaks of, one line

	Evaluations []*policy.Evaluation // one per profile, in the order asked for
	Outcomes    []queries.Outcome    // checks, in the order run
	Exceptions  []Exception          // in the order of their file

	Files        Section[InputFile]
	RecordCounts []RecordCount // per file
	RecordTotals []RecordCount // the same over all files; FileID is 0
	Issues       Section[Issue]
	IssueKinds   []KindCount // every issue, by kind, most first

	Coverage     Section[CoverageRow]
	Clock        Section[ClockRow] // offsets of the systems from UTC
	Traffic      Traffic
	Servers      Section[Peer] // local servers: this system accepted the connection
	Clients      Section[Peer] // local clients: this system opened the connection
	EEPeers      Section[Peer] // Enterprise Extender peers
	Certificates Section[Certificate]
	Crypto       Section[CryptoUse]

	Overview Overview
	Drift    *Drift // what changed since an earlier period; nil when nothing was compared

	// What the run that made the report knows of its own inputs; false for a database.
	InputLost bool // some could not be read, or not whole
	NoRecords bool // none held a record to evaluate
}

// A Tool names the program and the layouts that read the input.
type Tool struct {
	Name       string `json:"name"`
	Version    string `json:"version"`
	LayoutHash string `json:"layout_hash"` // of the record layouts the database was made from
}

// A Section is a list read up to a limit. Its zero value is an empty list.
type Section[T any] struct {
	Rows    []T    `json:"rows"`
	Total   int64  `json:"total"`             // rows there are, also beyond the limit
	Missing string `json:"missing,omitempty"` // why the list is not available; "" when it was read
}

// MarshalJSON writes an empty list as [], never as null.
func (s Section[T]) MarshalJSON() ([]byte, error) {
	type plain Section[T]
	if s.Rows == nil {
		s.Rows = []T{}
	}
	return json.Marshal(plain(s))
}

// A SuiteID is the id of a suite. 0 means that there is none.
type SuiteID int64

// MarshalJSON writes the id as every format shows it, or null for none.
func (id SuiteID) MarshalJSON() ([]byte, error) {
	if id == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + wording.SuiteID(int64(id)) + `"`), nil
}

// Local is a wall-clock time whose zone the records do not give. The zero value
// means that there is none.
type Local struct{ time.Time }

// MarshalJSON writes the time without a zone.
func (l Local) MarshalJSON() ([]byte, error) {
	return []byte(`"` + l.Format(wording.LocalLayout) + `"`), nil
}

// Date is a day. The zero value means that there is none.
type Date struct{ time.Time }

// MarshalJSON writes the day alone.
func (d Date) MarshalJSON() ([]byte, error) {
	return []byte(`"` + d.Format(wording.DateLayout) + `"`), nil
}

// An InputFile is one input as it was read: the row of table input_file.
// Records are Decoded + Skipped + Rejected; bytes likewise. What was unread of a
// container counts as rejected.
type InputFile struct {
	ID           int64  `json:"file_id"`
	Path         string `json:"path"`
	SHA256       string `json:"sha256"` // lower-case hex
	Bytes        int64  `json:"bytes"`
	Container    string `json:"container"`     // what the records were wrapped in, outermost first
	Framing      string `json:"framing"`       // how record ends were found
	FramingBasis string `json:"framing_basis"` // why that framing was taken
	First        Local  `json:"first_time_local,omitzero"`
	Last         Local  `json:"last_time_local,omitzero"`

	Records         int64  `json:"records"`
	Records119      int64  `json:"records_119"`
	RecordsDecoded  int64  `json:"records_decoded"`
	RecordsSkipped  int64  `json:"records_skipped"`
	RecordsRejected int64  `json:"records_rejected"`
	Duplicates      int64  `json:"records_duplicate"` // of the decoded, copies that no result counts again
	BytesDecoded    int64  `json:"bytes_decoded"`
	BytesSkipped    int64  `json:"bytes_skipped"`
	BytesRejected   int64  `json:"bytes_rejected"`
	ToolVersion     string `json:"tool_version"`
	LayoutHash      string `json:"layout_hash"`

	Complete  bool   `json:"is_complete"`          // read to its end; else only a part of it is evaluated
	Stopped   string `json:"stopped,omitempty"`    // where and why reading stopped, in one line
	StoppedIn string `json:"stopped_in,omitempty"` // container whose bytes StoppedAt counts; "" for the input itself
	StoppedAt *int64 `json:"stopped_at,omitempty"` // nil when it is not known
	Unread    int64  `json:"bytes_unread"`         // of BytesRejected, what was not read because of it

	// tables, columns and kinds of issues that the version which loaded the input did not record, with blanks between
	NotRecorded string `json:"not_recorded,omitempty"`
	Form        string `json:"form,omitempty"` // smf119, nmsec or text; "" when it is not known
}

// An Exception is one line of the exceptions file and what it did.
type Exception struct {
	Line    int       `json:"line"`
	ID      string    `json:"id"`      // of the rule or query
	Pattern string    `json:"pattern"` // the end points it speaks of
	Owner   string    `json:"owner"`
	Reason  string    `json:"reason"`
	Expires time.Time `json:"expires"` // last day, UTC
	State   string    `json:"state"`   // in use, expired or unused
	Found   int64     `json:"findings"`
	Note    string    `json:"note,omitempty"` // why it may accept too much
}

// A RecordCount says how many records of one kind met one fate.
type RecordCount struct {
	FileID      int64  `json:"file_id,omitempty"`
	System      string `json:"system_id"`
	Type        *int64 `json:"smf_type"`    // nil: a piece of input whose record type is not known
	Subtype     *int64 `json:"smf_subtype"` // nil: the record has none
	Disposition string `json:"disposition"` // decoded, skipped or rejected
	Records     int64  `json:"records"`
	Bytes       int64  `json:"bytes"`
	First       Local  `json:"first_time_local,omitzero"`
	Last        Local  `json:"last_time_local,omitzero"`
}

// An Issue is a thing in the input that was not as it should be.
type Issue struct {
	FileID    int64  `json:"file_id"`
	RecordNo  *int64 `json:"record_no"`  // nil: the file as a whole
	StartByte *int64 `json:"start_byte"` // of the record in the file
	Offset    *int64 `json:"offset"`     // into the logical record
	Structure string `json:"structure"`
	Field     string `json:"field"`
	Kind      string `json:"kind"`
	Message   string `json:"message"`
	Raw       string `json:"raw"` // the bytes in question, lower-case hex
}

// A KindCount counts issues of one kind.
type KindCount struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count"`
}

// A CoverageRow says for which time one stack is represented by one source.
type CoverageRow struct {
	Sysplex string `json:"sysplex"`
	System  string `json:"system"`
	Stack   string `json:"stack"`
	Source  string `json:"source"`
	Span
	Records     int64  `json:"records"`
	Intervals   *int64 `json:"intervals"`
	Gaps        *int64 `json:"gaps"`
	GapSeconds  *int64 `json:"gap_seconds"`
	Lost        *int64 `json:"lost_connections"` // at least so many lie in records that are not here
	LostBytes   *int64 `json:"lost_bytes"`
	SwitchedOn  *int64 `json:"switched_on"`  // records that say zERT was switched on
	SwitchedOff *int64 `json:"switched_off"` // records that say it was switched off
	// by the profile records: on or off, and whether that changed; "" when none tells
	Recording string `json:"recording"`
}

// Traffic holds the headline numbers over all sessions, which are security
// sessions as policy.Tally counts them. Sums stop at the largest 64-bit integer:
// counters come from the input and may be absurd.
type Traffic struct {
	Missing     string `json:"missing,omitempty"`
	Sessions    int64  `json:"sessions"`
	Records     int64  `json:"interval_records"`
	Connections int64  `json:"connections"`
	Bytes       int64  `json:"bytes"`
	Artefacts   int64  `json:"artefacts"` // sessions some of whose cleartext may be an artefact of older releases
	NoRole      int64  `json:"no_role"`   // sessions with a record that does not say who was the server
	// sessions with a record whose times are known by the system's local clock alone
	LocalTimes int64 `json:"local_times"`
	Span
	ByProtection []ProtectionTally `json:"by_protection"` // NONE first, then by name; "" is not known
	BySource     []SourceTally     `json:"by_source"`
	Clear        []ClearTally      `json:"clear"` // traffic without protection by what it is, most bytes first
}

// A ProtectionTally counts traffic under one protection.
type ProtectionTally struct {
	Protection  string `json:"protection"`
	Sessions    int64  `json:"sessions"`
	Records     int64  `json:"interval_records"`
	Connections int64  `json:"connections"`
	Bytes       int64  `json:"bytes"`
}

// A ClearTally counts traffic without protection of one kind: clear, left to a
// bypass of AT-TLS, perhaps an artefact of older releases, a failed handshake, or
// shown as TLS by other records. View v_cleartext tells them apart.
type ClearTally struct {
	Kind        string `json:"kind"`
	Sessions    int64  `json:"sessions"`
	Records     int64  `json:"interval_records"`
	Connections int64  `json:"connections"`
	Bytes       int64  `json:"bytes"`
}

// A SourceTally counts sessions by the kind of record they come from.
type SourceTally struct {
	Source   string `json:"source"`
	Sessions int64  `json:"sessions"`
	Records  int64  `json:"interval_records"`
}

// A Peer is one end point with the protection of its traffic. Clear to Unknown
// count connections and add up to Connections.
type Peer struct {
	Sysplex     string `json:"sysplex"`
	System      string `json:"system"`
	Stack       string `json:"stack"`
	Job         string `json:"job"`
	Addr        string `json:"address"`
	Port        *int64 `json:"port"`
	Peers       int64  `json:"peers"` // distinct addresses at the other end
	Sessions    int64  `json:"sessions"`
	Records     int64  `json:"interval_records"`
	Connections int64  `json:"connections"`
	Bytes       int64  `json:"bytes"`
	Clear       int64  `json:"connections_none"`
	TLS         int64  `json:"connections_tls"`
	SSH         int64  `json:"connections_ssh"`
	IPSec       int64  `json:"connections_ipsec"`
	Several     int64  `json:"connections_several"` // more than one protection at once
	Unknown     int64  `json:"connections_unknown"`
	ClearBytes  int64  `json:"bytes_none"`
	Span
}

// A Certificate is one certificate seen in one place of a handshake.
type Certificate struct {
	Layer    string    `json:"layer"`
	Role     string    `json:"role"`
	Subject  string    `json:"subject"`
	Issuer   string    `json:"issuer"`
	Serial   string    `json:"serial"`
	NotAfter time.Time `json:"not_after_utc,omitzero"`
	KeyType  string    `json:"key_type"`
	KeyBits  *int64    `json:"key_bits"`
	// bits of work to find the private key; nil where type and size do not tell
	KeyStrength *int64 `json:"key_strength_bits"`
	SigAlg      string `json:"sig_alg"`
	Span
	Jobs        string `json:"jobs"`    // with blanks between them, at most 20
	Servers     string `json:"servers"` // address and port, likewise
	Sessions    int64  `json:"sessions"`
	Records     int64  `json:"interval_records"`
	Connections int64  `json:"connections"`
	FileID      int64  `json:"file_id"`
	RecordNo    int64  `json:"record_no"`
}

// DaysLeft counts whole days from the as-of time to the end of validity; an hour too
// late is a day too late.
func (c *Certificate) DaysLeft(asOf time.Time) int64 {
	d := c.NotAfter.Sub(asOf)
	days := int64(d / (24 * time.Hour))
	if d < 0 {
		days--
	}
	return days
}

// Gaps counts the gaps between the intervals of the stacks, and their seconds.
func (r *Report) Gaps() (gaps, seconds int64) {
	for _, c := range r.Coverage.Rows {
		if c.Gaps != nil {
			gaps = AddCapped(gaps, *c.Gaps)
		}
		if c.GapSeconds != nil {
			seconds = AddCapped(seconds, *c.GapSeconds)
		}
	}
	return gaps, seconds
}

// OpenText returns why a rule stays open whatever the traffic is. Such a rule keeps no session from passing.
func OpenText(u *policy.Undecided) string {
	return "Cannot be decided for " + wording.Count(u.Traffic.Sessions, "session") + ": " +
		plain.Text(strings.Join(u.Says, "; ")) + "."
}

// BeyondLimit counts the findings that the report does not hold: it keeps the worst of each profile.
func (r *Report) BeyondLimit() (n int64) {
	for _, j := range r.Evaluations {
		n = AddCapped(n, j.Total-int64(len(j.Findings)))
		n = AddCapped(n, j.Tunnels.FindingsTotal-int64(len(j.Tunnels.Findings)))
	}
	return n
}

// BeyondText says how many findings the report does not hold; "" where it holds all.
func (r *Report) BeyondText() string {
	n := r.BeyondLimit()
	verb := " are"
	switch n {
	case 0:
		return ""
	case 1:
		verb = " is"
	}
	return wording.Count(n, "finding") + verb +
		" beyond the limit of this report, which keeps the worst of each profile. Lists and counts of " +
		"findings leave them out; a report on fewer systems or servers has them."
}

// EachRow makes the rows of a table from a list.
func EachRow[T any](list []T, row func(*T) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for i := range list {
			if !yield(row(&list[i])) {
				return
			}
		}
	}
}

// Paths maps file ids to paths for the way back to the bytes.
func (r *Report) Paths() map[int64]string {
	m := make(map[int64]string, len(r.Files.Rows))
	for _, f := range r.Files.Rows {
		m[f.ID] = f.Path
	}
	return m
}

// DumpCommand is what shows the bytes of a record, ready for a POSIX shell. It
// is empty when the file is not among those of the report.
func DumpCommand(paths map[int64]string, file, record int64) string {
	path, ok := paths[file]
	if !ok || record <= 0 {
		return ""
	}
	return "zertify dump " + filename.Quote(path) + " --record " + wording.Digits(record)
}

// A Span is the time from the first to the last of what a row tells of: by the
// clocks of the systems that recorded it, and in UTC. UTC is zero unless it is
// known of everything that the row adds up; view v_clock says by what.
type Span struct {
	First    Local     `json:"first_local,omitzero"`
	Last     Local     `json:"last_local,omitzero"`
	FirstUTC time.Time `json:"first_utc,omitzero"`
	LastUTC  time.Time `json:"last_utc,omitzero"`
}

// Join returns the span of two groups together.
func (s Span) Join(t Span) Span {
	switch {
	case s == Span{}:
		return t
	case t == Span{}:
		return s
	}
	out := Span{First: Local{earlier(s.First.Time, t.First.Time)}, Last: Local{later(s.Last.Time, t.Last.Time)}}
	if !s.FirstUTC.IsZero() && !t.FirstUTC.IsZero() {
		out.FirstUTC = earlier(s.FirstUTC, t.FirstUTC)
	}
	if !s.LastUTC.IsZero() && !t.LastUTC.IsZero() {
		out.LastUTC = later(s.LastUTC, t.LastUTC)
	}
	return out
}

// SpanOf returns the span of a finding as reports show it.
func SpanOf(s policy.Span) Span {
	return Span{Local{s.First}, Local{s.Last}, s.FirstUTC.UTC(), s.LastUTC.UTC()}
}

// PathEnds bounds the end points whose security sessions a report lists, PathRows the
// sessions of each of them.
const (
	PathEnds = 60
	PathRows = 60
)
