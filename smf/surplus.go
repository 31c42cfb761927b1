package smf

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/dustin/go-humanize/english"
)

// typeTCPIP is the type of the records that list their sections.
const typeTCPIP = 119

// A record whose length is wrong hides the records it reaches over, even where it
// ends exactly at one. Type 119 records list their sections; what follows the last of
// them is surplus, and a descriptor with a record header behind it in there is
// believed before the length of the record around it. Records of other types do not
// say where they end. They are believed unless they hold a type 119 record from which
// records follow each other exactly to their end: one that holds the image of a record
// among other data is left whole.

// swallowsRDW reports whether another record begins inside the record of n bytes,
// descriptor word included, that b begins with.
func swallowsRDW(b []byte, n int) bool {
	return swallowed(&variants[rdwVariant], b[4:n], 0, b[4:], n-4) >= 0
}

// swallowed returns the distance from the start of b to a record that begins inside the
// record around it, whose last n bytes b begins with; -1 when there is none. Header is
// the beginning of the record around it without its descriptor word, before the number
// of its bytes that lie before b.
func swallowed(v *variant, header []byte, before int, b []byte, n int) int {
	end, exact := surplusFrom(header)
	if end == 0 {
		if len(b) < n {
			return -1 // the record is cut off
		}
		return chainedFrom(v, b[:n], max(0, bareHeader-before))
	}
	if exact && before == 0 || end >= before+n {
		return -1
	}
	from := min(max(0, end-before), len(b))
	if i := beginsWithin(v, b[from:], n-from, sidOf(header)); i >= 0 {
		return from + i
	}
	return -1
}

// surplusFrom returns the end of the last section of a record without its descriptor
// word, 0 when the record does not say. It is exact where the record ends there too.
func surplusFrom(b []byte) (end int, exact bool) {
	if b[1] != typeTCPIP {
		return 0, false
	}
	tight, full := ownEnd(b)
	return tight, tight == len(b) || full == len(b)
}

func sidOf(b []byte) uint32 { return binary.BigEndian.Uint32(b[offSID-4:]) }

// beginsWithin returns the distance to the first record that begins in the first n
// bytes of b, framed by v; -1 when there is none. It is of type 119 or of the
// system sid.
func beginsWithin(v *variant, b []byte, n int, sid uint32) int {
	for i := 0; i < n && i+v.head+bareHeader <= len(b); i++ {
		h := b[i+v.head:]
		if h[2] != 0 || h[6] > 1 || !plausible(h, false) {
			continue
		}
		size, code, why := v.piece(b[i:], false)
		if why == fine && code.begins() && size >= v.head+bareHeader && (h[1] == typeTCPIP || sidOf(h) == sid) {
			return i
		}
	}
	return -1
}

// tcpipStart is what a header of type 119 holds behind its flags: the type, and the
// first byte of a time of day.
var tcpipStart = []byte{typeTCPIP, 0}

// chainedFrom returns the distance to the first record of type 119 in b, at from or
// behind it and framed by v, from which records follow each other exactly to the end of
// b; -1 when there is none.
func chainedFrom(v *variant, b []byte, from int) int {
	var seen map[int]bool
	for at := from + v.head + 1; at < len(b); at++ {
		i := bytes.Index(b[at:], tcpipStart)
		if i < 0 {
			return -1
		}
		at += i
		start := at - 1 - v.head
		if len(b)-start < v.head+bareHeader || !plausible(b[start+v.head:], false) {
			continue
		}
		if seen == nil {
			seen = map[int]bool{}
		}
		if reachesEnd(v, b, start, seen) {
			return start
		}
	}
	return -1
}

// reachesEnd reports whether records follow each other from at exactly to the end of b.
// Seen holds the places from which they do not; those on the way are added to it, so
// that all walks over b together take no more steps than it has bytes.
func reachesEnd(v *variant, b []byte, at int, seen map[int]bool) bool {
	open := false
	for at < len(b) {
		if seen[at] || len(b)-at < v.head {
			return false
		}
		seen[at] = true
		size, code, why := v.piece(b[at:], open)
		if why != fine || size > len(b)-at || code.begins() && !headed(code, b[at+v.head:at+size]) {
			return false
		}
		open = code == first || code == middle
		at += size
	}
	return !open
}

// headed reports whether a piece that begins a record holds a plausible header, or as
// much of one as a first segment has.
func headed(code segment, data []byte) bool {
	return (code == first || len(data) >= bareHeader) && plausibleStart(data, false)
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
	if p.end >= 0 && r.src.Pos()+int64(p.bdw+p.size) > p.end {
		return p, pastBlock
	}
	return p, fine
}

// ownSize returns how many bytes of piece p, which w begins with, belong to its record.
func (r *Reader) ownSize(p piece, w window) int {
	v := r.cur.variant
	if v.one || v.body != nil || p.code != whole && p.code != last || (p.code == last) != r.cur.open {
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
	if i := swallowed(v, header, before, w.b[p.bdw+v.head:], p.size-v.head); i >= 0 {
		return v.head + i
	}
	return p.size
}

// takeDisputed takes a piece that was shortened from said bytes, and the record
// that it completes.
func (r *Reader) takeDisputed(p piece, said int) (*Record, error) {
	rec, err := r.accept(p)
	if rec == nil {
		return rec, err
	}
	but := "another record begins %s behind it, after the last section"
	if end, _ := surplusFrom(rec.Data[4:]); end == 0 {
		but = "from %s behind it records follow each other to that end, the first of type 119"
	}
	rec.Disputed = true
	rec.Note = fmt.Sprintf("the descriptor word says %s (X'%X'), but "+but+"; it was read to there",
		english.Plural(said, "byte", ""), said, english.Plural(p.size, "byte", ""))
	r.stats.Disputed++
	return rec, err
}
