package smf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// Some transfers change all of a file before its framing can be seen: FTP record
// structure doubles bytes and marks the ends of records, a server in record mode
// cuts records that it does not see into pieces of one length. A recoder undoes
// that exactly, byte by byte, and remembers where in the input everything was, so
// that what is reported still names bytes of the file.

// A recoding is one such change.
type recoding struct {
	framing Framing // of what comes out; Auto: it is found as in any input
	name    string  // for the basis of the framing
	step    func(c *recoder) error

	piece func(b []byte, lenient bool) (int, segment, reason) // of pieces of one length: reads what is in front
}

// Of FTP record structure there are two: the transfer may have kept descriptor words ("site rdw"), so that records say
// their lengths themselves. A program that does not see the records of a stream cuts it into pieces of one length and
// puts a length in front of each: a four-byte one in record mode, a descriptor word where it makes variable records.
var (
	struWithRDW = recoding{framing: RDW, name: "FTP record structure (STRU R) undone",
		step: func(c *recoder) error { return c.structured(false) }}
	struBare = recoding{framing: Len4, name: "FTP record structure (STRU R) undone",
		step: func(c *recoder) error { return c.structured(true) }}
	chunked = recoding{framing: Auto, name: "inside pieces of one length",
		step: (*recoder).chunk, piece: len4Piece}
	chunkedRDW = recoding{framing: Auto, name: "inside variable records of one length",
		step: (*recoder).chunk, piece: wholePiece}
)

// wholePiece reads a descriptor word that is not of a segment.
func wholePiece(b []byte, lenient bool) (int, segment, reason) {
	n, seg, why := rdwPiece(b, lenient)
	if why == fine && seg != whole {
		why = badReserved
	}
	return n, seg, why
}

// recoder restores the input as it was before the recoding.
type recoder struct {
	recoding
	raw    input
	out    []byte // made and not yet read
	made   int64
	shifts []shift
	err    error
}

// A shift says where the input goes on from a place in what was made.
type shift struct{ out, in int64 }

// Read reads what the recoding makes of the input.
func (c *recoder) Read(p []byte) (int, error) {
	for len(c.out) == 0 && c.err == nil {
		c.err = c.step(c)
	}
	if len(c.out) == 0 {
		return 0, c.err
	}
	n := copy(p, c.out)
	c.out = c.out[n:]
	return n, nil
}

// emit adds to what was made.
func (c *recoder) emit(b []byte) {
	c.out = append(c.out, b...)
	c.made += int64(len(b))
}

// mark notes that what is made next comes from byte in of the input.
func (c *recoder) mark(in int64) {
	if n := len(c.shifts); n > 0 && c.shifts[n-1].out == c.made {
		c.shifts[n-1].in = in
		return
	}
	c.shifts = append(c.shifts, shift{c.made, in})
}

// at returns the place in the input of byte pos of what was made.
func (c *recoder) at(pos int64) int64 {
	i := sort.Search(len(c.shifts), func(i int) bool { return c.shifts[i].out > pos })
	if i == 0 {
		return pos
	}
	s := c.shifts[i-1]
	return s.in + pos - s.out
}

// forget drops what at needs only for places before pos.
func (c *recoder) forget(pos int64) {
	const atOnce = 4096
	i := sort.Search(len(c.shifts), func(i int) bool { return c.shifts[i].out > pos })
	if i > atOnce {
		c.shifts = append(c.shifts[:0], c.shifts[i-1:]...)
	}
}

// chunk takes one piece of the input: a four-byte length that does not count itself,
// and the bytes it counts.
func (c *recoder) chunk() error {
	b := c.raw.Need(4)
	if len(b) == 0 {
		return c.raw.Err()
	}
	if len(b) < 4 {
		c.raw.Skip(len(b))
		return fmt.Errorf("the input ends inside the length of a piece: %w", io.ErrUnexpectedEOF)
	}
	size, _, why := c.piece(b, false)
	if why != fine {
		return fmt.Errorf("%x at byte %d is not a length of a piece: %w", b[:4], c.raw.Pos(), wire.ErrFraming)
	}
	b = c.raw.Need(size)
	b = b[:min(size, len(b))]
	c.mark(c.raw.Pos() + 4)
	c.emit(b[4:])
	c.raw.Skip(len(b))
	if len(b) < size {
		return fmt.Errorf("the input ends inside a piece of %s: %w", english.Plural(int(size-4), "byte", ""),
			io.ErrUnexpectedEOF)
	}
	return nil
}

// The marks of FTP record structure (RFC 959, 3.1.2.1 and 3.4.1): an escape byte, then a
// byte whose two low bits say end of record and end of file. A data byte like the
// escape byte is doubled.
const (
	struEscape = 0xFF
	struRecord = 1
	struFile   = 2
)

// structured takes one record up to its mark. With lengths it puts a four-byte length in
// front.
func (c *recoder) structured(lengths bool) error {
	var rec []byte
	start := c.raw.Pos()
	marks := []shift{{0, start}}
	for {
		b := c.raw.Need(2)
		if len(b) < 2 {
			return c.endStructured(b, rec)
		}
		i := bytes.IndexByte(b, struEscape)
		switch code := b[1]; {
		case i < 0:
			i = len(b)
		case i > 0:
		case code == struEscape:
			c.raw.Skip(2)
			rec = append(rec, struEscape)
			marks = append(marks, shift{int64(len(rec)), c.raw.Pos()})
			continue
		case code == 0 || code > struRecord|struFile:
			return fmt.Errorf("X'FF%02X' at byte %d is neither a doubled byte nor a mark: %w", code, c.raw.Pos(),
				wire.ErrFraming)
		default:
			c.raw.Skip(2)
			c.emitRecord(rec, marks, lengths)
			return nil
		}
		rec = append(rec, b[:i]...)
		c.raw.Skip(i)
		if len(rec) > maxLen4 {
			return fmt.Errorf("more than %d bytes from byte %d on without the end of a record: %w", maxLen4, start,
				wire.ErrFraming)
		}
	}
}

// endStructured ends the input: what follows the last mark is not a record.
func (c *recoder) endStructured(rest, rec []byte) error {
	if len(rest)+len(rec) == 0 || c.raw.Err() != io.EOF {
		return c.raw.Err()
	}
	c.raw.Skip(len(rest))
	return fmt.Errorf("the input ends inside a record, whose end is not marked: %w", io.ErrUnexpectedEOF)
}

// emitRecord adds a complete record, of which marks say where in the input it was. One
// without data only belongs to a mark.
func (c *recoder) emitRecord(rec []byte, marks []shift, lengths bool) {
	if len(rec) > 0 {
		c.mark(marks[0].in)
		if lengths {
			n := len(rec)
			c.emit([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
		}
		from := c.made
		for _, m := range marks {
			c.shifts = append(c.shifts, shift{from + m.out, m.in})
		}
		c.emit(rec)
	}
	c.mark(c.raw.Pos())
}

// undo recodes all of a window, to see what it would be. It reports false where the
// window is not what the recoding makes.
func (rc *recoding) undo(w window) (window, bool) {
	c := recoder{recoding: *rc, raw: newInput(bytes.NewReader(w.b))}
	b, err := io.ReadAll(&c)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return window{}, false
	}
	out := window{b: b, ended: w.ended, padFrom: math.MaxInt64}
	if w.ended {
		out.padFrom = int64(len(bytes.TrimRight(b, "\x00\x40\x1A")))
	}
	return out, true
}

// decideRecoded looks for a recoding behind which records can be read. It reports
// false where there is none.
func (r *Reader) decideRecoded(w window) (bool, error) {
	for _, rc := range []*recoding{&struWithRDW, &struBare, &chunked, &chunkedRDW} {
		fit := rc.fits(w)
		if len(fit) == 0 {
			continue
		}
		return true, r.useRecoded(rc, fit, w)
	}
	if size := chunked.oneLength(w); size > 0 {
		if out, ok := chunked.undo(w); ok && headers(out.b) > 1 {
			return true, r.decideChunks(w, out, size)
		}
	}
	return false, nil
}

// fits lists the variants that read what the recoding makes of the window.
func (rc *recoding) fits(w window) []trial {
	if rc.framing == Auto && rc.oneLength(w) == 0 || rc.framing != Auto && !structuredMarks(w.b) {
		return nil
	}
	out, ok := rc.undo(w)
	if !ok {
		return nil
	}
	return keep(tryVariants(out, variantsOf(rc.framing)), (*trial).fits, (*trial).unbroken)
}

// structuredMarks is a quick test for record structure: there is a mark of the end of a
// record, and behind no escape byte anything but a mark or its double.
func structuredMarks(b []byte) bool {
	marks := 0
	for {
		i := bytes.IndexByte(b, struEscape)
		if i < 0 || i+1 == len(b) {
			return marks > 0
		}
		switch code := b[i+1]; {
		case code == struEscape:
		case code == 0 || code > struRecord|struFile:
			return false
		default:
			marks++
		}
		b = b[i+2:]
	}
}

// oneLength returns the length that the pieces all have but the last, without what is in front of them; 0 when the
// window is not made of such.
func (rc *recoding) oneLength(w window) int {
	size, pieces := 0, 0 // size with the length in front
	for at := 0; at < len(w.b); pieces++ {
		n, _, why := 0, whole, tooFew
		if at+4 <= len(w.b) {
			n, _, why = rc.piece(w.b[at:], false)
		}
		switch end := at + n; {
		case why == tooFew || why == fine && end > len(w.b):
			if w.ended { // the input is cut off, or these are not lengths
				return 0
			}
			at = len(w.b)
		case why != fine, pieces > 0 && n > size, pieces > 0 && n < size && !(w.ended && end == len(w.b)):
			return 0
		default:
			size, at = max(size, n), end
		}
	}
	return max(size-4, 0)
}

// recode reads the input through a recoding from now on. What is in it has no places
// of its own in the input, which Options.Pieces asks for.
func (r *Reader) recode(rc *recoding) error {
	if r.opt.Pieces {
		return fmt.Errorf("%s: %s, which a copy cannot keep; %s", r.name, rc.name, tryLength)
	}
	r.recoded = &recoder{recoding: *rc, raw: r.src}
	r.src, r.slow = newInput(r.recoded), true
	return nil
}

// useRecoded reads the input through a recoding, with the best of the variants that fit.
func (r *Reader) useRecoded(rc *recoding, fit []trial, w window) error {
	if err := r.use(fit, w); err != nil {
		return err
	}
	r.basis = rc.name + ": " + r.basis
	if rc.framing != Auto {
		r.framing = StruR
	}
	return r.recode(rc)
}

// forceStructured undoes the record structure that Options.Framing asks for, with the
// descriptor words that are inside or without.
func (r *Reader) forceStructured(w window) error {
	rc := &struBare
	if len(struWithRDW.fits(w)) > 0 {
		rc = &struWithRDW
	}
	r.framing, r.basis = StruR, chosen()
	r.cur = variantsOf(rc.framing)[0].cursor(0, false)
	return r.recode(rc)
}

// decideChunks deals with lengths that are not those of records: a program that does not
// see the records put them in front of pieces of one length.
func (r *Reader) decideChunks(w, inside window, size int) error {
	text := fmt.Sprintf(
		"the four-byte lengths are not those of records: all pieces have %s, and %d record headers are anywhere "+
			"inside them", english.Plural(int(size), "byte", ""), headers(inside.b))
	if !r.opt.Salvage {
		return r.refuse(w, finding{id: "E-CHUNKS", message: text, try: tryLength + "; " + trySalvage})
	}
	if err := r.startSalvage(text, inside); err != nil {
		return err
	}
	return r.recode(&chunked)
}

// placed says where in the input a result lies that was read through a recoding.
func (r *Reader) placed(rec *Record, err error) (*Record, error) {
	if r.recoded == nil {
		return rec, err
	}
	var f *stream.Fault
	switch {
	case rec != nil:
		rec.Start, rec.Span = r.stretch(rec.Start, rec.Span)
		r.claimed += rec.Span
	case errors.As(err, &f):
		f.Start, f.Bytes = r.stretch(f.Start, f.Bytes)
		if f.Fatal { // with what the recoding could not read
			f.Bytes = r.recoded.raw.Pos() + int64(len(r.recoded.raw.Unread())) - f.Start
			f.Rejected = f.Bytes > 0
			r.recoded.raw.Skip(len(r.recoded.raw.Unread()))
			r.recoded.mark(r.recoded.raw.Pos())
		}
		r.claimed += f.Bytes
	}
	r.recoded.forget(r.src.Pos() - 2*int64(r.opt.Limit))
	return rec, err
}

// inInput returns where in the input byte pos of what is read lies.
func (r *Reader) inInput(pos int64) int64 {
	if r.recoded != nil {
		return r.recoded.at(pos)
	}
	return pos
}

// stretch returns where in the input n bytes at start lie, with what the recoding took out
// behind them.
func (r *Reader) stretch(start, n int64) (int64, int64) {
	from := r.inInput(start)
	return from, r.inInput(start+n) - from
}
