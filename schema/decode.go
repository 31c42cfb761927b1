package schema

import (
	"bytes"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// A block is a run of sections of one structure that are decoded together,
// column after column, while they are in the processor's cache. A nil section
// is one its record does not have; all its columns become NULL.
type block struct {
	secs [][]byte
	ipv6 []bool // the record's own IPv6 flag, per section
	cp   *wire.CodePage
	bad  func(i int, field string) // called for bytes that are no legal value
	ok   []bool                    // per section: passes the structure's test; nil when there is none
}

// proven reports whether section i passes its structure's test.
func (b *block) proven(i int) bool { return i < len(b.ok) && b.ok[i] }

// standing writes which way the test of each section went, and the bytes from
// from to to of those that failed it.
func (b *block) standing(passed *boolCol, unproven *textCol, from, to int) {
	v := passed.grow(len(b.secs))
	for i, s := range b.secs {
		switch {
		case s == nil:
			passed.setNull(i)
			unproven.close()
		case b.proven(i):
			v[i] = 1
			unproven.close()
		default:
			v[i] = 0
			unproven.hex(s[min(from, len(s)):min(to, len(s))])
		}
	}
}

// A decoder fills the columns that one structure gives to one table.
type decoder interface {
	columns() []column
	decode(b *block)
}

// A columnDef describes one column of a structure for DDL, views and the dictionary.
type columnDef struct {
	name, enum, unit, basis, doc, field string
}

// A structure is what the generator writes down about one section layout.
type structure struct {
	name            string
	title, ref      string
	required, known int // lengths in bytes; known is -1 when a field runs to the end
	interned        bool
	byRecord        bool   // a field depends on the record's IPv6 flag
	accept          string // test a section must pass; "" for none
	inferred        [2]int // bytes believed only then
	perRecord       [][2]int
	newShared       func() decoder // columns of the interned table; nil when not interned
	newFact         func() decoder // columns left on the fact row
	shared, fact    []columnDef
}

// passes reports whether section s of a record with that header passes the
// structure's test.
func (st *structure) passes(s, header []byte) bool {
	return s != nil && layout.Passes(st.accept, s, header)
}

// alike reports whether two sections agree in all bytes that identify their
// content.
func (st *structure) alike(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	from := 0
	for _, r := range st.perRecord { // in order, and apart
		if to := min(r[0], len(a)); !bytes.Equal(a[from:to], b[from:to]) {
			return false
		}
		from = min(r[1], len(a))
	}
	return bytes.Equal(a[from:], b[from:])
}

// key copies into dst the bytes of s that identify its content: those that vary
// per record are cleared, and the record's IPv6 flag is added where it decides
// how the bytes read. Bytes that are believed only when the section passes a test
// count only then.
func (st *structure) key(dst, s []byte, ipv6, proven bool) []byte {
	dst = append(dst[:0], s...)
	for _, r := range st.perRecord {
		if r[0] < len(dst) {
			clear(dst[r[0]:min(r[1], len(dst))])
		}
	}
	if st.byRecord {
		dst = appendFlag(dst, ipv6)
	}
	if from, to := st.inferred[0], st.inferred[1]; from < to {
		if !proven {
			clear(dst[min(from, len(dst)):min(to, len(dst))])
		}
		dst = appendFlag(dst, proven)
	}
	return dst
}

func appendFlag(dst []byte, on bool) []byte {
	if on {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// clock decodes a store-clock value; zero is "not set".
func (b *block) clock(c *timeCol, i int, out *int64, v uint64) {
	at, ok := wire.TOD(v)
	if !ok {
		c.setNull(i)
		return
	}
	*out = at
}

// seconds decodes seconds since 1970; zero is "not set".
func (b *block) seconds(c *timeCol, i int, out *int64, s []byte) {
	at, ok := wire.UnixTime(s)
	if !ok {
		c.setNull(i)
		return
	}
	*out = at
}

// moment decodes a time of day with its date.
func (b *block) moment(c *timeCol, i int, out *int64, at, date []byte, field string) {
	v, ok := wire.Moment(at, date)
	if !ok {
		c.setNull(i)
		if !wire.NoDate(date) {
			b.bad(i, field)
		}
		return
	}
	*out = v
}

// certTime decodes a certificate's not-after time.
func (b *block) certTime(c *timeCol, i int, out *int64, kind byte, s []byte, field string) {
	v, ok := wire.CertTime(kind, s)
	if !ok {
		c.setNull(i)
		if kind != 0 {
			b.bad(i, field)
		}
		return
	}
	*out = v
}

// counted writes the first n bytes of s as hex; a count beyond s is reported and
// all of s is kept.
func (b *block) counted(c *textCol, i int, n uint64, s []byte, field string) {
	if n > uint64(len(s)) {
		b.bad(i, field)
		n = uint64(len(s))
	}
	c.hex(s[:n])
}
