package smf

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/stream"
)

// Salvaging finds records in input that lost all lengths. A record ends where the
// next plausible header begins; type 119 records also say where their sections
// end, and the two are compared. The test for headers found every one of 1,036 in
// real dumps and nothing else; still, what is read this way is inference and
// marked as such.

// maxBare is the longest record without its descriptor word that is looked for.
const maxBare = 0xFFFF - 4

// startSalvage sets the reader up for input without lengths, of which w is the first
// window. It refuses where the records' own ends say that bytes were put in or
// taken out: what would be read are not the values that SMF wrote.
func (r *Reader) startSalvage(basis string, w window) error {
	if !r.opt.Salvage {
		return fmt.Errorf("%s: framing %s only works with %s, because record ends are then guesses", r.name, None,
			hint.Words("{salvage}"))
	}
	r.lineEnd = lineEndBehind(w.b)
	if agree, differ := ownEnds(w, r.lineEnd); differ > agree && agree+differ >= leastOwnEnds {
		return r.refuse(w, finding{id: idShifted,
			message: fmt.Sprintf(
				"in %d of %d records the sections do not end where the next record begins: bytes were put in or taken out on the "+
					"way, and what %s would read are not the values that SMF wrote",
				differ, agree+differ, hint.Words("{salvage}")), try: tryLength})
	}
	r.salvage = true
	r.framing, r.basis = None, "salvaged: "+basis
	r.cur = variantsOf(RDW)[0].cursor(0, false)
	return nil
}

// leastOwnEnds is how many records must say where they end before a contradiction
// is held against all of the file.
const leastOwnEnds = 4

// ownEnds counts the records in the window that end where they say, and those that
// do not.
func ownEnds(w window, lineEnd string) (agree, differ int) {
	for {
		i := nextHeader(w.b, 0)
		if i < 0 {
			return agree, differ
		}
		w = w.from(i)
		next := nextHeader(w.b, bareHeader)
		if next < 0 {
			return agree, differ
		}
		if tight, _ := ownEnd(w.b); tight > 0 {
			if size, disputed, conflict := settle(w, next, lineEnd); disputed || conflict > 0 {
				differ++
			} else {
				next = size
				agree++
			}
		}
		w = w.from(next)
	}
}

// nextHeader returns the first place from i on where a record header may be, -1 when
// there is none.
func nextHeader(b []byte, i int) int {
	for ; i+bareHeader <= len(b); i++ {
		if mayBegin(b[i:]) && plausible(b[i:], false) {
			return i
		}
	}
	return -1
}

// mayBegin is a cheap test that lets few wrong places through: the time of day in a
// header has a zero in its first byte, the date 0 or 1.
func mayBegin(b []byte) bool { return b[2] == 0 && b[6] <= 1 }

// lineEndBehind returns the line end that stands in front of more than half of the
// record headers but the first, "" when there is none.
func lineEndBehind(b []byte) string {
	counts, heads := map[string]int{}, 0
	for i := nextHeader(b, 1); i >= 0; i = nextHeader(b, i+bareHeader) {
		heads++
		for _, end := range lineEnders {
			if bytes.HasSuffix(b[:i], []byte(end)) {
				counts[end]++
				break
			}
		}
	}
	for _, end := range lineEnders {
		if 2*counts[end] > heads {
			return end
		}
	}
	return ""
}

// salvageStep takes one record, or rejects what lies before the next header.
func (r *Reader) salvageStep() (*Record, error) {
	w := r.src.window(2 * (maxBare + bareHeader))
	switch {
	case len(w.b) == 0:
		return nil, r.finish()
	case w.padding():
		r.skipPadding()
		return nil, nil
	case r.skipBetween(w):
		return nil, nil
	case !startsBare(w.b):
		return nil, r.salvageGap(w)
	}
	next, ok := nextBare(w)
	if !ok {
		return nil, r.salvageGap(w)
	}
	return r.salvageRecord(w, next)
}

// skipBetween skips what fills the place between two records: zeros, blanks, the line
// end that stands behind each.
func (r *Reader) skipBetween(w window) bool {
	n := run(w.b, true)
	line := r.lineEnd != "" && bytes.HasPrefix(w.b[n:], []byte(r.lineEnd))
	if line {
		n += len(r.lineEnd)
	}
	if n == 0 || !startsBare(w.b[n:]) && !w.from(n).padding() {
		return false
	}
	if line {
		r.stats.LineEnds++
	} else {
		r.stats.EndMarks++
	}
	r.pass(n)
	return true
}

func startsBare(b []byte) bool { return len(b) >= bareHeader && plausible(b, false) }

// nextBare returns the distance to the header after the one at the start of w, or
// to the end of the input. It reports false when neither is in reach.
func nextBare(w window) (int, bool) {
	for i := bareHeader; i+bareHeader <= min(len(w.b), maxBare+bareHeader); i++ {
		if plausible(w.b[i:], false) {
			return i, true
		}
	}
	return len(w.b), w.ended && len(w.b) <= maxBare
}

// salvageGap rejects everything up to the next header.
func (r *Reader) salvageGap(w window) error {
	a := r.damaged(stream.KindDamaged, "no record header here")
	var n int64
	from := 1
	for {
		for i := from; i+bareHeader <= len(w.b); i++ {
			if plausible(w.b[i:], false) {
				r.src.Skip(i)
				return a.over(n + int64(i))
			}
		}
		step := len(w.b)
		if !w.ended {
			step -= bareHeader - 1
		}
		r.src.Skip(step)
		n += int64(step)
		if w.ended {
			return a.over(n)
		}
		w, from = r.src.window(2*(maxBare+bareHeader)), 0
	}
}

// salvageRecord delivers the record that a header at distance next would end.
func (r *Reader) salvageRecord(w window, next int) (*Record, error) {
	size, disputed, conflict := settle(w, next, r.lineEnd)
	start := r.src.Pos()
	if conflict > 0 && next == len(w.b) {
		return nil, r.truncated(next,
			fmt.Sprintf("the file ends inside a record: its sections need %s, %d are left",
				english.Plural(int(conflict), "byte", ""), next))
	}
	if conflict > 0 {
		f := r.fault(KindSalvage, start, int64(next),
			"sections end %s into the record, but another header is at %d, first bytes %x",
			english.Plural(int(conflict+4), "byte", ""), next+4, stream.Head(w.b))
		r.src.Skip(next)
		return nil, f
	}
	j := &r.joint
	j.data = append(append(j.data[:0], 0, 0, 0, 0), w.b[:size]...)
	setDescriptor(j.data)
	r.keepData(start, size)
	r.src.Skip(size)
	rec, err := r.deliver(j.data, start, int64(size))
	if rec == nil {
		return nil, err
	}
	rec.Salvaged, rec.Disputed = true, disputed
	if disputed {
		rec.Note = disputeNote(w.b, size)
	}
	r.stats.Salvaged++
	if disputed {
		r.stats.Disputed++
	}
	return rec, nil
}

// disputeNote says why the end of a salvaged record of size bytes at the start of b is
// disputed.
func disputeNote(b []byte, size int) string {
	tight, _ := ownEnd(b)
	return fmt.Sprintf(
		"salvaged record of %s whose sections end at %d, with %s outside them; if something was put in on the "+
			"way, what follows it is shifted; compare the record with that on z/OS",
		english.Plural(int(size+4), "byte", ""), tight+4, english.Plural(int(size-tight), "byte", ""))
}

// settle compares the two ways to find the end of the record at the start of w:
// the header at distance next, and what the record says of itself. The result is
// the size to take, without a line end behind it; disputed says that the record's
// own end comes earlier; a conflict is its own end when that lies further on, with
// no header there.
func settle(w window, next int, lineEnd string) (size int, disputed bool, conflict int) {
	tight, full := ownEnd(w.b)
	if tight > 0 && (tight == next || full == next) {
		return next, false, 0
	}
	if lineEnd != "" && bytes.HasSuffix(w.b[:next], []byte(lineEnd)) {
		next -= len(lineEnd)
	}
	switch {
	case tight == 0 || tight == next || full == next:
		return next, false, 0
	case tight < next && allPadding(w.b[max(tight, 0):next]):
		return tight, false, 0
	case tight < next:
		return next, full < next, 0
	}
	for _, end := range [...]int{full, tight} {
		if end <= maxBare && (end == len(w.b) && w.ended || end < len(w.b) && startsBare(w.b[end:])) {
			return end, false, 0 // what looked like a header lies inside a section
		}
	}
	return 0, false, tight
}

// ownEnd returns where a record says that it ends, both 0 when it does not say. The
// dump header and trailer are headers only. Type 119 records list their sections
// with offset, length and number; where entries of a section vary in length it
// is not known whether the length is for one of them or for all, so tight counts
// each section once and full as often as its number says.
func ownEnd(b []byte) (tight, full int) {
	if len(b) < bareHeader {
		return 0, 0
	}
	flags, kind := b[0], b[1]
	switch {
	case flags&flagSubtype == 0 && (kind == 2 || kind == 3):
		return bareHeader, bareHeader
	case flags&flagSubtype == 0 || kind != 119 || len(b) < 24:
		return 0, 0
	}
	count := int(binary.BigEndian.Uint16(b[20:]))
	const first, each = 24, 8
	if count == 0 || count > maxTriplets || first+count*each > len(b) {
		return 0, 0
	}
	for at := first; at < first+count*each; at += each {
		off := int(binary.BigEndian.Uint32(b[at:]) & math31)
		length, number := int(binary.BigEndian.Uint16(b[at+4:])), int(binary.BigEndian.Uint16(b[at+6:]))
		if number == 0 || off < 4 {
			continue
		}
		tight, full = max(tight, off-4+length), max(full, off-4+length*number)
	}
	return tight, full
}

// maxTriplets bounds the sections that a record is believed to list; type 119 has
// up to ten.
const maxTriplets = 64

// math31 keeps an offset of 32 bits positive where int has no more.
const math31 = 0x7FFF_FFFF
