package schema

import (
	"encoding/hex"
	"slices"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/zertify/zertify/schema/wire"
)

// A column holds the values of one table column, in Arrow's own memory form, so
// that making an Arrow array of it copies nothing.
type column interface {
	length() int
	size() int                          // bytes of the values
	appendRange(src column, lo, hi int) // src has the same dynamic type
	data() arrow.ArrayData              // lasts until the column is next changed
	reset()                             // empties the column and keeps its memory
	like() column                       // empty column of the same type
	swap(with column)                   // exchanges the rows with a column of the same dynamic type
}

// A bitmap marks the rows that have a value. It stays nil until the first NULL,
// so that columns without NULLs cost nothing.
type bitmap struct {
	bits  []byte
	nulls int
}

// setNull marks row i of n rows as NULL.
func (b *bitmap) setNull(i, n int) {
	b.cover(n)
	if b.bits[i/8]&(1<<(i%8)) != 0 {
		b.bits[i/8] &^= 1 << (i % 8)
		b.nulls++
	}
}

// cover makes the bitmap span n rows, the new ones valid.
func (b *bitmap) cover(n int) {
	for len(b.bits) < (n+7)/8 {
		b.bits = append(b.bits, 0xFF)
	}
}

func (b *bitmap) isNull(i int) bool {
	return i/8 < len(b.bits) && b.bits[i/8]&(1<<(i%8)) == 0
}

// copyRange takes over the NULLs of rows lo to hi of src as rows from at on.
func (b *bitmap) copyRange(src *bitmap, lo, hi, at int) {
	if src.nulls == 0 {
		return
	}
	for i := lo; i < hi; i++ {
		if src.isNull(i) {
			b.setNull(at+i-lo, at+hi-lo)
		}
	}
}

func (b *bitmap) reset() { b.bits, b.nulls = b.bits[:0], 0 }

func (b *bitmap) buffer(n int) *memory.Buffer {
	if b.nulls == 0 {
		return nil
	}
	b.cover(n)
	return memory.NewBufferBytes(b.bits)
}

// number is what a numeric column can hold.
type number interface {
	uint8 | uint16 | uint32 | uint64 | int64
}

// numCol is a column of numbers. Times are int64 microseconds since 1970.
type numCol[T number] struct {
	v    []T
	base int // first row of the block being filled
	null bitmap
}

// grow adds n rows and returns them for the caller to fill.
func (c *numCol[T]) grow(n int) []T {
	c.base = len(c.v)
	if cap(c.v) < c.base+n {
		c.v = append(c.v, make([]T, n)...)
	} else {
		c.v = c.v[:c.base+n]
	}
	return c.v[c.base:]
}

// setNull marks row i of the block last grown.
func (c *numCol[T]) setNull(i int) {
	c.v[c.base+i] = 0
	c.null.setNull(c.base+i, len(c.v))
}

func (c *numCol[T]) length() int      { return len(c.v) }
func (c *numCol[T]) size() int        { var one T; return len(c.v) * int(unsafe.Sizeof(one)) }
func (c *numCol[T]) like() column     { return &numCol[T]{} }
func (c *numCol[T]) swap(with column) { o := with.(*numCol[T]); *c, *o = *o, *c }

func (c *numCol[T]) reset() {
	c.v = c.v[:0]
	c.null.reset()
}

func (c *numCol[T]) appendRange(src column, lo, hi int) {
	s := src.(*numCol[T])
	c.null.copyRange(&s.null, lo, hi, len(c.v))
	c.v = append(c.v, s.v[lo:hi]...)
}

func (c *numCol[T]) data() arrow.ArrayData {
	_, typ := columnType(c)
	return c.dataOf(typ)
}

func (c *numCol[T]) dataOf(typ arrow.DataType) arrow.ArrayData {
	var raw []byte
	if len(c.v) > 0 {
		raw = unsafe.Slice((*byte)(unsafe.Pointer(&c.v[0])), len(c.v)*int(unsafe.Sizeof(c.v[0])))
	}
	bufs := []*memory.Buffer{c.null.buffer(len(c.v)), memory.NewBufferBytes(raw)}
	return array.NewData(typ, len(c.v), bufs, nil, c.null.nulls, 0)
}

// timeCol is a column of microseconds since 1970. Arrow and DuckDB see a
// timestamp without zone; the column's name says whether it is UTC or local.
type timeCol struct{ numCol[int64] }

func (c *timeCol) like() column     { return &timeCol{} }
func (c *timeCol) swap(with column) { o := with.(*timeCol); *c, *o = *o, *c }

func (c *timeCol) appendRange(src column, lo, hi int) {
	c.numCol.appendRange(&src.(*timeCol).numCol, lo, hi)
}

func (c *timeCol) data() arrow.ArrayData { return c.dataOf(timestamp) }

var timestamp = &arrow.TimestampType{Unit: arrow.Microsecond}

// boolCol is a column of truth values, kept one byte each until the array is made.
type boolCol struct {
	numCol[uint8]
	packed []byte // a bit each, for the array
}

func (c *boolCol) like() column     { return &boolCol{} }
func (c *boolCol) swap(with column) { o := with.(*boolCol); *c, *o = *o, *c }

func (c *boolCol) appendRange(src column, lo, hi int) {
	c.numCol.appendRange(&src.(*boolCol).numCol, lo, hi)
}

func (c *boolCol) data() arrow.ArrayData {
	c.packed = slices.Grow(c.packed[:0], (len(c.v)+7)/8)[:(len(c.v)+7)/8]
	clear(c.packed)
	for i, v := range c.v {
		c.packed[i/8] |= v << (i % 8)
	}
	bufs := []*memory.Buffer{c.null.buffer(len(c.v)), memory.NewBufferBytes(c.packed)}
	return array.NewData(arrow.FixedWidthTypes.Boolean, len(c.v), bufs, nil, c.null.nulls, 0)
}

// textCol is a column of text.
type textCol struct {
	off  []int32 // end of each row in buf; the start is the end of the row before
	buf  []byte
	null bitmap
	all  []int32 // a zero and off, for the array
}

// close ends the row that was written behind the last one; an empty row is NULL.
func (c *textCol) close() {
	from := int32(0)
	if n := len(c.off); n > 0 {
		from = c.off[n-1]
	}
	c.off = append(c.off, int32(len(c.buf)))
	if int32(len(c.buf)) == from {
		c.null.setNull(len(c.off)-1, len(c.off))
	}
}

func (c *textCol) text(cp *wire.CodePage, s []byte) {
	c.buf = cp.Text(c.buf, s)
	c.close()
}

func (c *textCol) ascii(s []byte) {
	c.buf = wire.ASCII(c.buf, s)
	c.close()
}

func (c *textCol) hex(s []byte) {
	c.buf = hex.AppendEncode(c.buf, s)
	c.close()
}

func (c *textCol) addr(s []byte, ipv6 bool) {
	c.buf = wire.Addr(s, ipv6).AppendTo(c.buf)
	c.close()
}

func (c *textCol) addrLast(s []byte, ipv6 bool) {
	c.buf = wire.AddrLast(s, ipv6).AppendTo(c.buf)
	c.close()
}

func (c *textCol) str(s string) {
	c.buf = append(c.buf, s...)
	c.close()
}

func (c *textCol) length() int      { return len(c.off) }
func (c *textCol) size() int        { return len(c.buf) + 4*len(c.off) }
func (c *textCol) like() column     { return &textCol{} }
func (c *textCol) swap(with column) { o := with.(*textCol); *c, *o = *o, *c }

func (c *textCol) reset() {
	c.off, c.buf = c.off[:0], c.buf[:0]
	c.null.reset()
}

func (c *textCol) appendRange(src column, lo, hi int) {
	s := src.(*textCol)
	if lo == hi {
		return
	}
	c.null.copyRange(&s.null, lo, hi, len(c.off))
	from := int32(0)
	if lo > 0 {
		from = s.off[lo-1]
	}
	shift := int32(len(c.buf)) - from
	c.buf = append(c.buf, s.buf[from:s.off[hi-1]]...)
	for _, o := range s.off[lo:hi] {
		c.off = append(c.off, o+shift)
	}
}

func (c *textCol) data() arrow.ArrayData {
	c.all = append(append(c.all[:0], 0), c.off...)
	raw := unsafe.Slice((*byte)(unsafe.Pointer(&c.all[0])), 4*len(c.all))
	bufs := []*memory.Buffer{c.null.buffer(len(c.off)), memory.NewBufferBytes(raw), memory.NewBufferBytes(c.buf)}
	return array.NewData(arrow.BinaryTypes.String, len(c.off), bufs, nil, c.null.nulls, 0)
}

// columnType returns the SQL and Arrow type of a column.
func columnType(c column) (string, arrow.DataType) {
	switch c.(type) {
	case *boolCol:
		return "BOOLEAN", arrow.FixedWidthTypes.Boolean
	case *textCol:
		return "VARCHAR", arrow.BinaryTypes.String
	case *numCol[uint8]:
		return "UTINYINT", arrow.PrimitiveTypes.Uint8
	case *numCol[uint16]:
		return "USMALLINT", arrow.PrimitiveTypes.Uint16
	case *numCol[uint32]:
		return "UINTEGER", arrow.PrimitiveTypes.Uint32
	case *numCol[uint64]:
		return "UBIGINT", arrow.PrimitiveTypes.Uint64
	case *numCol[int64]:
		return "BIGINT", arrow.PrimitiveTypes.Int64
	case *timeCol:
		return "TIMESTAMP", timestamp
	}
	panic("schema: a column type without an SQL type")
}
