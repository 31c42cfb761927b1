package columnar

import (
	"bytes"

	"github.com/zertify/zertify/schema/record"
)

// A Decoder fills the columns that one structure gives to one table.
type Decoder interface {
	Columns() []Column
	Decode(b *Block)
}

// A Def describes one column of a structure for DDL, views and the dictionary.
type Def struct {
	Name, Enum, Unit string
	Basis, Doc       string // basis: how the fact is known; "" for columns of our own
	Field            string // name the manual prints; "" for columns of our own
}

// A Structure is what the generator writes down about one section layout.
type Structure struct {
	Kind            record.Kind
	Title, Ref      string
	Required, Known int // lengths in bytes; known is -1 when a field runs to the end
	Interned        bool
	ByRecord        bool           // a field depends on the record's IPv6 flag
	Inferred        [2]int         // bytes believed only when the section passes the test of its kind
	PerRecord       [][2]int       // bytes that do not identify the content, in order, and apart
	NewShared       func() Decoder // columns of the interned table; nil when not interned
	NewFact         func() Decoder // columns left on the fact row
	Shared, Fact    []Def
}

// Name returns the structure's name, which is also that of its table.
func (st *Structure) Name() string { return st.Kind.String() }

// Alike reports whether two sections agree in all bytes that identify their
// content.
func (st *Structure) Alike(a, b []byte) bool {
	if len(a) != len(b) {
		return false
	}
	from := 0
	for _, r := range st.PerRecord {
		if to := min(r[0], len(a)); !bytes.Equal(a[from:to], b[from:to]) {
			return false
		}
		from = min(r[1], len(a))
	}
	return bytes.Equal(a[from:], b[from:])
}

// Key copies into dst the bytes of s that identify its content: those that vary
// per record are cleared, and the record's IPv6 flag is added where it decides
// how the bytes read. Bytes that are believed only when the section passes a test
// count only then.
func (st *Structure) Key(dst, s []byte, ipv6, proven bool) []byte {
	dst = append(dst[:0], s...)
	for _, r := range st.PerRecord {
		if r[0] < len(dst) {
			clear(dst[r[0]:min(r[1], len(dst))])
		}
	}
	if st.ByRecord {
		dst = appendFlag(dst, ipv6)
	}
	if from, to := st.Inferred[0], st.Inferred[1]; from < to {
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
