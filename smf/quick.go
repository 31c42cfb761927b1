package smf

import (
	"encoding/binary"

	"github.com/zertify/zertify/schema/wire"
)

// quick serves the common case: a complete record with descriptor word, inside
// the buffer and its block, with a plausible header and another descriptor word
// after it. It returns nil for everything else and then changes nothing.
func (r *Reader) quick() *Record {
	b := r.src.Unread()
	if r.slow || len(b) < subtypeHeader || r.cur.variant == nil || r.cur.variant.head != 4 || r.cur.open {
		return nil
	}
	n := int(binary.BigEndian.Uint16(b))
	if !r.quickFraming() || n < subtypeHeader || n > maxRecord || n > r.opt.Limit || n+4 > len(b) || b[2]|b[3] != 0 {
		return nil
	}
	if left := r.cur.end - r.src.Pos(); left < int64(n) || left > int64(n) && !follows(b[n:]) {
		return nil
	}
	if r.src.Pos() != r.sure && !plausible(b[4:subtypeHeader], false) || b[offType] == typeExtended {
		return nil
	}
	flags, kind := b[offFlags], b[offType]
	if swallowsRDW(b, n) {
		return nil
	}
	rec := &r.rec
	*rec = Record{Span: int64(n), Type: uint16(kind), Data: b[:n:n]}
	if flags&flagSubtype != 0 {
		rec.HasSubtype, rec.Subtype = true, binary.BigEndian.Uint16(b[offSubtype:])
	}
	r.records++
	rec.Pos = wire.Pos{File: r.name, Record: r.records, Start: r.src.Pos()}
	if left := b[n:]; len(left) >= 4+bareHeader && segment(left[2]).begins() && r.cur.end > r.src.Pos()+int64(n) {
		r.sure = r.src.Pos() + int64(n) // follows has seen it
	}
	r.src.Skip(n)
	r.countDump(rec)
	return rec
}

// quickFraming reports that the bytes at the position are a plain descriptor word.
func (r *Reader) quickFraming() bool {
	f := r.framing
	return (f == RDW || f == BDW) && r.cur.end > r.src.Pos()
}

// follows reports that b begins with the descriptor word of a record or segment,
// and with a plausible header as far as one is in sight.
func follows(b []byte) bool {
	if b[2] > byte(middle) || b[3] != 0 || b[0] == 0 && b[1] < 4 {
		return false
	}
	return !segment(b[2]).begins() || len(b) < 4+bareHeader || plausible(b[4:], false)
}
