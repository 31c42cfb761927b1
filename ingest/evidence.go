package ingest

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
)

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

// merge adds counts in the order of their keys: beyond maxCountKeys it matters which come first.
func (c *counts) merge(o *counts) {
	for _, k := range o.sorted() {
		c.of(k).merge(o.m[k])
	}
}

// sorted returns the keys in order.
func (c *counts) sorted() []countKey {
	keys := slices.Collect(maps.Keys(c.m))
	slices.SortFunc(keys, func(a, b countKey) int {
		return cmp.Or(slices.Compare(a.sid[:], b.sid[:]), cmp.Compare(a.typ, b.typ), cmp.Compare(a.subtype, b.subtype),
			cmp.Compare(a.message, b.message), cmp.Compare(a.disposition, b.disposition))
	})
	return keys
}

// issue is one row of input_issue.
type issue struct {
	record, start, off     int64 // -1 when it does not apply
	structure, field, kind string
	message                string
	why                    error // of a record rejected: the reason among those of package wire, or nil
	raw                    []byte
	content                int64 // that holds the value, which many records share; 0 for none
}

// issuesPerKind bounds the rows of one kind, structure and field in one input:
// a damaged file can have one per record. What goes beyond is counted in a row
// of its own.
const issuesPerKind = 1000

// rawBytes is how much of the bytes concerned is kept.
const rawBytes = 256

type issueKey struct{ structure, field, kind string }

// A contentIssue is what is odd about a content, once for all records that share it.
type contentIssue struct {
	content     int64
	field, text string
}

// maxContentIssues bounds what is remembered of contents: a hostile input has a new one in every record. What is
// forgotten may be counted again.
const maxContentIssues = 1 << 16

// issues gathers rows of input_issue, in the order of the input. Each worker notices what is odd about a content when
// it meets that for the first time; the first record in the input that shows it counts, whoever decoded it.
type issues struct {
	rows     []issue
	seen     map[issueKey]int
	contents map[contentIssue]struct{}
}

func newIssues() *issues {
	return &issues{seen: map[issueKey]int{}, contents: map[contentIssue]struct{}{}}
}

// isNew reports whether an issue is not one of a content that is known already.
func (is *issues) isNew(i *issue) bool {
	if i.content == 0 {
		return true
	}
	k := contentIssue{i.content, i.field, i.message}
	if _, known := is.contents[k]; known {
		return false
	}
	if len(is.contents) >= maxContentIssues {
		clear(is.contents)
	}
	is.contents[k] = struct{}{}
	return true
}

func (is *issues) add(i issue) {
	if !is.isNew(&i) {
		return
	}
	k := issueKey{i.structure, i.field, i.kind}
	is.seen[k]++
	if is.seen[k] <= issuesPerKind {
		i.raw = append([]byte(nil), i.raw[:min(len(i.raw), rawBytes)]...)
		is.rows = append(is.rows, i)
	}
}

// disputed is the number of records that contradict themselves.
func (is *issues) disputed() (n int64) {
	for k, c := range is.seen {
		if k.kind == disputed {
			n += int64(c)
		}
	}
	return n
}

// total is the number of issues, also those beyond the rows.
func (is *issues) total() int {
	n := 0
	for _, c := range is.seen {
		n += c
	}
	return n
}
