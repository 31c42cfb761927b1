package ingest

import _ "embed"

// evidenceDDL creates the tables that say what was read, what was left out and
// what was odd.
//
//go:embed evidence.sql
var evidenceDDL string

// The fates a record can have.
const (
	decoded  = "decoded"
	skipped  = "skipped"
	rejected = "rejected"
)

// disputed is the kind of issue of a record that contradicts itself.
const disputed = "disputed-record"

// countKey is what record counts are kept by.
type countKey struct {
	sid         [4]byte
	typ         uint16
	subtype     int32  // -1 when the record has none
	message     string // which message of the NMI it is; "" for SMF records
	disposition string
}

// count sums up the records of one key. Times are local microseconds since 1970.
type count struct {
	records, bytes int64
	first, last    int64 // 0 when no record had a time
}

func (c *count) add(span, at int64, timed bool) {
	c.records++
	c.bytes += span
	if !timed {
		return
	}
	if c.first == 0 || at < c.first {
		c.first = at
	}
	c.last = max(c.last, at)
}

func (c *count) merge(o *count) {
	c.records += o.records
	c.bytes += o.bytes
	if o.first != 0 && (c.first == 0 || o.first < c.first) {
		c.first = o.first
	}
	c.last = max(c.last, o.last)
}

// counts keeps one count per key; neighbours mostly share it.
type counts struct {
	m    map[countKey]*count
	key  countKey
	last *count
}

func newCounts() *counts { return &counts{m: map[countKey]*count{}} }

// maxCountKeys bounds the keys: a hostile input can have a new system id in
// every record. Further ones are counted under the blank system id.
const maxCountKeys = 10_000

func (c *counts) of(k countKey) *count {
	if c.last != nil && k == c.key {
		return c.last
	}
	n, ok := c.m[k]
	if !ok {
		if len(c.m) >= maxCountKeys {
			k.sid = [4]byte{}
			if n, ok = c.m[k]; !ok && len(c.m) >= 2*maxCountKeys {
				k = countKey{typ: 0xFFFF, subtype: -1, disposition: k.disposition}
				n, ok = c.m[k]
			}
		}
		if !ok {
			n = &count{}
			c.m[k] = n
		}
	}
	c.key, c.last = k, n
	return n
}

func (c *counts) merge(o *counts) {
	for k, n := range o.m {
		c.of(k).merge(n)
	}
}

// issue is one row of input_issue.
type issue struct {
	record, start, off     int64 // -1 when it does not apply
	structure, field, kind string
	message                string
	why                    error // of a record rejected: the reason among those of package wire, or nil
	raw                    []byte
}

// issuesPerKind bounds the rows of one kind, structure and field in one input:
// a damaged file can have one per record. What goes beyond is counted in a row
// of its own.
const issuesPerKind = 1000

// rawBytes is how much of the bytes concerned is kept.
const rawBytes = 256

type issueKey struct{ structure, field, kind string }

// issues gathers rows of input_issue.
type issues struct {
	rows []issue
	seen map[issueKey]int
}

func newIssues() *issues { return &issues{seen: map[issueKey]int{}} }

func (is *issues) add(i issue) {
	k := issueKey{i.structure, i.field, i.kind}
	is.seen[k]++
	if is.seen[k] <= issuesPerKind {
		i.raw = append([]byte(nil), i.raw[:min(len(i.raw), rawBytes)]...)
		is.rows = append(is.rows, i)
	}
}

// total is the number of issues, also those beyond the rows.
func (is *issues) total() int {
	n := 0
	for _, c := range is.seen {
		n += c
	}
	return n
}
