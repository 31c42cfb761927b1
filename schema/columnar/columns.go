// Package columnar holds the values of table columns in Arrow's own memory form, and the blocks of sections that
// decoders turn into them, column after column. Nothing here can fail on input: a section was cut to a checked length
// by the caller, and a value that makes no sense becomes NULL and is reported to the block.
package columnar

import (
	"encoding/hex"
	"slices"
	"unsafe"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/zertify/zertify/schema/wire"
)

// A Column holds the values of one table column, in Arrow's own memory form, so
// that making an Arrow array of it copies nothing.
type Column interface {
	Len() int
	Size() int                          // bytes of the values
	AppendRange(src Column, lo, hi int) // src has the same dynamic type
	Data() arrow.ArrayData              // lasts until the column is next changed
	Reset()                             // empties the column and keeps its memory
	Like() Column                       // empty column of the same type
	Swap(with Column)                   // exchanges the rows with a column of the same dynamic type
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

// A Number is what a numeric column can hold.
type Number interface {
	uint8 | uint16 | uint32 | uint64 | int64
}

// A Num is a column of numbers. Times are int64 microseconds since 1970.
type Num[T Number] struct {
	v    []T
	base int // first row of the block being filled
	null bitmap
}

// Grow adds n rows and returns them for the caller to fill.
func (c *Num[T]) Grow(n int) []T {
	c.base = len(c.v)
	if cap(c.v) < c.base+n {
		c.v = append(c.v, make([]T, n)...)
	} else {
		c.v = c.v[:c.base+n]
	}
	return c.v[c.base:]
}

// SetNull marks row i of the block last grown as NULL.
func (c *Num[T]) SetNull(i int) {
	c.v[c.base+i] = 0
	c.null.setNull(c.base+i, len(c.v))
}

// IsNull reports whether row i of the block last grown is NULL.
func (c *Num[T]) IsNull(i int) bool { return c.null.isNull(c.base + i) }

// Grown returns the rows of the block last grown.
func (c *Num[T]) Grown() []T { return c.v[c.base:] }

// Values returns all rows; those that are NULL are 0.
func (c *Num[T]) Values() []T { return c.v }

// Len returns the number of rows.
func (c *Num[T]) Len() int { return len(c.v) }

// Size returns the bytes that the values take.
func (c *Num[T]) Size() int { var one T; return len(c.v) * int(unsafe.Sizeof(one)) }

// Like returns an empty column of the same type.
func (c *Num[T]) Like() Column { return &Num[T]{} }

// Swap exchanges the rows with a column of the same type.
func (c *Num[T]) Swap(with Column) { o := with.(*Num[T]); *c, *o = *o, *c }

// Reset empties the column and keeps its memory.
func (c *Num[T]) Reset() {
	c.v, c.base = c.v[:0], 0
	c.null.reset()
}

// AppendRange appends rows lo to hi of src, which has the same type.
func (c *Num[T]) AppendRange(src Column, lo, hi int) {
	s := src.(*Num[T])
	c.null.copyRange(&s.null, lo, hi, len(c.v))
	c.v = append(c.v, s.v[lo:hi]...)
}

// Data returns the rows in Arrow's form; it lasts until the column is next changed.
func (c *Num[T]) Data() arrow.ArrayData {
	_, typ := TypeOf(c)
	return c.dataOf(typ)
}

func (c *Num[T]) dataOf(typ arrow.DataType) arrow.ArrayData {
	var raw []byte
	if len(c.v) > 0 {
		raw = unsafe.Slice((*byte)(unsafe.Pointer(&c.v[0])), len(c.v)*int(unsafe.Sizeof(c.v[0])))
	}
	bufs := []*memory.Buffer{c.null.buffer(len(c.v)), memory.NewBufferBytes(raw)}
	return array.NewData(typ, len(c.v), bufs, nil, c.null.nulls, 0)
}

// A Time is a column of microseconds since 1970. Arrow and DuckDB see a
// timestamp without zone; the column's name says whether it is UTC or local.
type Time struct{ Num[int64] }

// Like returns an empty column of the same type.
func (c *Time) Like() Column { return &Time{} }

// Swap exchanges the rows with a column of the same type.
func (c *Time) Swap(with Column) { o := with.(*Time); *c, *o = *o, *c }

// AppendRange appends rows lo to hi of src, which has the same type.
func (c *Time) AppendRange(src Column, lo, hi int) {
	c.Num.AppendRange(&src.(*Time).Num, lo, hi)
}

// Data returns the rows in Arrow's form; it lasts until the column is next changed.
func (c *Time) Data() arrow.ArrayData { return c.dataOf(timestamp) }

var timestamp = &arrow.TimestampType{Unit: arrow.Microsecond}

// A Bool is a column of truth values, kept one byte each until the array is made.
type Bool struct {
	Num[uint8]
	packed []byte // a bit each, for the array
}

// Like returns an empty column of the same type.
func (c *Bool) Like() Column { return &Bool{} }

// Swap exchanges the rows with a column of the same type.
func (c *Bool) Swap(with Column) { o := with.(*Bool); *c, *o = *o, *c }

// AppendRange appends rows lo to hi of src, which has the same type.
func (c *Bool) AppendRange(src Column, lo, hi int) {
	c.Num.AppendRange(&src.(*Bool).Num, lo, hi)
}

// Data returns the rows in Arrow's form; it lasts until the column is next changed.
func (c *Bool) Data() arrow.ArrayData {
	c.packed = slices.Grow(c.packed[:0], (len(c.v)+7)/8)[:(len(c.v)+7)/8]
	clear(c.packed)
	for i, v := range c.v {
		c.packed[i/8] |= v << (i % 8)
	}
	bufs := []*memory.Buffer{c.null.buffer(len(c.v)), memory.NewBufferBytes(c.packed)}
	return array.NewData(arrow.FixedWidthTypes.Boolean, len(c.v), bufs, nil, c.null.nulls, 0)
}

// A Text is a column of text.
type Text struct {
	off  []int32 // end of each row in buf; the start is the end of the row before
	buf  []byte
	null bitmap
	all  []int32 // a zero and off, for the array
}

// Close ends the row that was written behind the last one; an empty row is NULL.
func (c *Text) Close() {
	from := int32(0)
	if n := len(c.off); n > 0 {
		from = c.off[n-1]
	}
	c.off = append(c.off, int32(len(c.buf)))
	if int32(len(c.buf)) == from {
		c.null.setNull(len(c.off)-1, len(c.off))
	}
}

// Bytes returns the length of the text of all rows.
func (c *Text) Bytes() int { return len(c.buf) }

// Text appends a row: s in the code page, without the blanks and zeros that fill it up.
func (c *Text) Text(cp *wire.CodePage, s []byte) {
	c.buf = cp.Text(c.buf, s)
	c.Close()
}

// ASCII appends a row of ASCII text.
func (c *Text) ASCII(s []byte) {
	c.buf = wire.ASCII(c.buf, s)
	c.Close()
}

// UTF8 appends a row of UTF-8 text.
func (c *Text) UTF8(s []byte) {
	c.buf = wire.UTF8(c.buf, s)
	c.Close()
}

// Hex appends a row: s in hex.
func (c *Text) Hex(s []byte) {
	c.buf = hex.AppendEncode(c.buf, s)
	c.Close()
}

// Addr appends a row: the IP address that s holds, an IPv4 address at its beginning.
func (c *Text) Addr(s []byte, ipv6 bool) {
	c.buf = wire.Addr(s, ipv6).AppendTo(c.buf)
	c.Close()
}

// AddrLast appends a row: the IP address that s holds, an IPv4 address at its end.
func (c *Text) AddrLast(s []byte, ipv6 bool) {
	c.buf = wire.AddrLast(s, ipv6).AppendTo(c.buf)
	c.Close()
}

// Str appends a row as it is.
func (c *Text) Str(s string) {
	c.buf = append(c.buf, s...)
	c.Close()
}

// Len returns the number of rows.
func (c *Text) Len() int { return len(c.off) }

// Size returns the bytes that the values take.
func (c *Text) Size() int { return len(c.buf) + 4*len(c.off) }

// Like returns an empty column of the same type.
func (c *Text) Like() Column { return &Text{} }

// Swap exchanges the rows with a column of the same type.
func (c *Text) Swap(with Column) { o := with.(*Text); *c, *o = *o, *c }

// Reset empties the column and keeps its memory.
func (c *Text) Reset() {
	c.off, c.buf = c.off[:0], c.buf[:0]
	c.null.reset()
}

// AppendRange appends rows lo to hi of src, which has the same type.
func (c *Text) AppendRange(src Column, lo, hi int) {
	s := src.(*Text)
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

// Data returns the rows in Arrow's form; it lasts until the column is next changed.
func (c *Text) Data() arrow.ArrayData {
	c.all = append(append(c.all[:0], 0), c.off...)
	raw := unsafe.Slice((*byte)(unsafe.Pointer(&c.all[0])), 4*len(c.all))
	bufs := []*memory.Buffer{c.null.buffer(len(c.off)), memory.NewBufferBytes(raw), memory.NewBufferBytes(c.buf)}
	return array.NewData(arrow.BinaryTypes.String, len(c.off), bufs, nil, c.null.nulls, 0)
}

// TypeOf returns the SQL and Arrow type of a column.
func TypeOf(c Column) (string, arrow.DataType) {
	switch c.(type) {
	case *Bool:
		return "BOOLEAN", arrow.FixedWidthTypes.Boolean
	case *Text:
		return "VARCHAR", arrow.BinaryTypes.String
	case *Num[uint8]:
		return "UTINYINT", arrow.PrimitiveTypes.Uint8
	case *Num[uint16]:
		return "USMALLINT", arrow.PrimitiveTypes.Uint16
	case *Num[uint32]:
		return "UINTEGER", arrow.PrimitiveTypes.Uint32
	case *Num[uint64]:
		return "UBIGINT", arrow.PrimitiveTypes.Uint64
	case *Num[int64]:
		return "BIGINT", arrow.PrimitiveTypes.Int64
	case *Time:
		return "TIMESTAMP", timestamp
	}
	panic("columnar: a column type without an SQL type")
}
