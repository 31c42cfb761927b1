package smf

import (
	"encoding/binary"
	"fmt"

	"github.com/dustin/go-humanize/english"
)

// typeTCPIP is the type of the records that list their sections.
const typeTCPIP = 119

// A record whose length is wrong hides the records it reaches over, even where it
// ends exactly at one. Type 119 records list their sections; what follows the last of
// them is surplus, and a descriptor with a record header behind it in there is
// believed before the length of the record around it.

// swallowsRDW reports whether another record begins behind the last section of the
// record of n bytes, descriptor word included, that b begins with.
func swallowsRDW(b []byte, n int) bool {
	end, exact := surplusFrom(b[4:n])
	return !exact && end < n-4 && beginsWithin(&layouts[rdwLayout], b[4+end:], n-4-end, sidOf(b[4:])) >= 0
}

// surplusFrom returns the end of the last section of a record without its descriptor
// word. It is exact where the record ends there too, or the record does not say.
func surplusFrom(b []byte) (end int, exact bool) {
	if b[1] != typeTCPIP {
		return 0, true
	}
	tight, full := ownEnd(b)
	return tight, tight == 0 || tight == len(b) || full == len(b)
}

func sidOf(b []byte) uint32 { return binary.BigEndian.Uint32(b[offSID-4:]) }

// beginsWithin returns the distance to the first record that begins in the first n
// bytes of b, framed by lay; -1 when there is none. It is of type 119 or of the
// system sid.
func beginsWithin(lay *layout, b []byte, n int, sid uint32) int {
	for i := 0; i < n && i+lay.head+bareHeader <= len(b); i++ {
		h := b[i+lay.head:]
		if h[2] != 0 || h[6] > 1 || !plausible(h, false) {
			continue
		}
		size, code, why := lay.piece(b[i:], false)
		if why == fine && code.begins() && size >= lay.head+bareHeader && (h[1] == typeTCPIP || sidOf(h) == sid) {
			return i
		}
	}
	return -1
}

// shorten cuts piece p at the position to what belongs to its record: all of it,
// unless another record begins behind the last section. A piece that reached past
// its block is fine when it no longer does.
func (r *Reader) shorten(p piece, why reason) (piece, reason) {
	n := r.ownSize(p, r.src.window(p.bdw+p.size+peekBytes))
	if n == p.size {
		return p, why
	}
	p.size = n
	if p.end >= 0 && r.src.pos+int64(p.bdw+p.size) > p.end {
		return p, pastBlock
	}
	return p, fine
}

// ownSize returns how many bytes of piece p, which w begins with, belong to its record.
func (r *Reader) ownSize(p piece, w window) int {
	lay := r.cur.lay
	if lay.one || lay.body != nil || p.code != whole && p.code != last || (p.code == last) != r.cur.open {
		return p.size // the length stands twice, or the record does not end or begin here
	}
	body := r.cur.body(p, w.b)
	header, before := body, 0
	if p.code == last {
		header = r.joint.data[4:]
		before = len(header)
	}
	if len(header) < subtypeHeader || !plausible(header, r.cur.lenient) {
		return p.size
	}
	end, exact := surplusFrom(header)
	if end == 0 || exact && before == 0 || end >= before+len(body) {
		return p.size
	}
	from := lay.head + max(0, end-before)
	if i := beginsWithin(lay, w.b[p.bdw+from:], p.size-from, sidOf(header)); i >= 0 {
		return from + i
	}
	return p.size
}

// takeDisputed takes a piece that was shortened from said bytes, and the record
// that it completes.
func (r *Reader) takeDisputed(p piece, said int) (*Record, error) {
	rec, err := r.accept(p)
	if rec != nil {
		rec.Disputed = true
		rec.Note = fmt.Sprintf(
			"the descriptor word says %s (X'%X'), but another record begins %s behind it, after the last section; "+
				"it was read to there", english.Plural(int(said), "byte", ""), said, english.Plural(int(p.size), "byte", ""))
		r.stats.Disputed++
	}
	return rec, err
}
