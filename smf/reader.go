package smf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// DefaultLimit is Options.Limit when that is 0. SMF allows 32,756 bytes and
// products have written somewhat more than 64 KiB as spanned records; 1 MiB is far
// beyond both and keeps a file of endless segments from filling the memory.
const DefaultLimit = 1 << 20

// Options say how to read an input. The zero value is right for most.
type Options struct {
	Framing Framing // Auto decides from the first megabyte and refuses when two fit
	Limit   int     // largest logical record accepted, bytes; 0 means DefaultLimit
	Salvage bool    // read files that lost all lengths by inferring record ends
	Pieces  bool    // keep where in the input everything lies; see Reader.Pieces
}

// Stats counts what was met besides records.
type Stats struct {
	Blocks   int64 // block descriptor words
	Segments int64 // pieces of spanned records
	Spanned  int64 // records put together from segments
	// runs of zeros or blanks between records: ends of real-time buffers, records filled up to one
	// length
	EndMarks     int64
	LineEnds     int64 // line ends that a program put behind records
	Null         int64 // records without data, whose descriptor word says 4
	Padding      int64 // bytes of zeros, blanks or Ctrl-Z at the end
	DumpHeaders  int64 // type 2 records of the dump program
	DumpTrailers int64 // type 3 records of the dump program
	Long         int64 // records above 32,767 bytes
	Odd          int64 // records whose header is not plausible
	Malformed    int64 // records of type 126 without a good extended header
	Salvaged     int64 // records whose end was inferred
	Disputed     int64 // records whose length is contradicted by what they hold
	Socket       int64 // records of a real-time socket, which hold no SMF data
}

// Reader yields the records of one input in the order they are in.
type Reader struct {
	src     source
	cur     cursor
	name    string
	opt     Options
	basis   string
	framing Framing
	rec     Record
	records int64 // delivered
	skipped int64
	stats   Stats
	notes   []Note
	joint   joint
	salvage bool // there are no lengths
	started bool
	ended   bool  // a fatal fault or a read error was reported
	refused error // why nothing can be read at all
	moved   int64 // where the last fault without bytes was reported; -1 none
	sure    int64 // where a record begins whose header is known to be plausible
	pieces  []Piece
	slow    bool     // something needs every piece: Options.Pieces, a recoding
	recoded *recoder // what the source is read through; nil in most files
	claimed int64    // bytes of the input in records and faults, counted when recoded
	lineEnd string   // salvaging: what stands behind each record
}

// joint is a spanned record being put together.
type joint struct {
	data  []byte // with room for the descriptor word in front
	start int64
	span  int64 // bytes of input in its segments
	size  int   // bytes it would have; above the limit data is not kept
}

// NewReader reads records from r. name is what errors and Record.File call the
// input. Nothing is read before the first call of Next.
func NewReader(name string, r io.Reader, opt Options) *Reader {
	if opt.Limit <= 0 {
		opt.Limit = DefaultLimit
	}
	return &Reader{src: newSource(r), name: name, opt: opt, moved: -1, slow: opt.Pieces}
}

// Framing returns the framing in use and how it was found. Before the first call
// of Next, and after one that returned a *NotSMF or *AmbiguousError, it is Auto.
func (r *Reader) Framing() (f Framing, basis string) { return r.framing, r.basis }

// Skipped counts the bytes that belong to no record and no fault: block
// descriptors, end marks, restart markers and padding.
func (r *Reader) Skipped() int64 {
	if r.recoded != nil {
		return r.inInput(r.src.Pos()) - r.claimed
	}
	return r.skipped
}

// Stats returns the counts so far.
func (r *Reader) Stats() Stats { return r.stats }

// Notes returns what was noticed so far about the input as a whole.
func (r *Reader) Notes() []Note { return r.notes }

// Next returns the next record, or one of these errors:
//
//	io.EOF           all input is accounted for
//	*stream.Fault           a piece of input that is not a record; unless Fatal, call again
//	*NotSMF          no SMF records found; nothing was read (first call only)
//	*AmbiguousError  more than one framing fits (first call only)
//
// A fatal fault is returned once; io.EOF follows.
func (r *Reader) Next() (*Record, error) {
	r.pieces = r.pieces[:0]
	if rec := r.quick(); rec != nil {
		return rec, nil
	}
	if err := r.start(); err != nil {
		return nil, err
	}
	for {
		rec, err := r.step()
		if rec != nil || err != nil {
			return r.placed(rec, err)
		}
	}
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

// inInput is where in the input byte pos of what is read lies.
func (r *Reader) inInput(pos int64) int64 {
	if r.recoded != nil {
		return r.recoded.at(pos)
	}
	return pos
}

// stretch is where in the input n bytes at start lie, with what the recoding took out
// behind them.
func (r *Reader) stretch(start, n int64) (int64, int64) {
	from := r.inInput(start)
	return from, r.inInput(start+n) - from
}

// quick serves the common case: a complete record with descriptor word, inside
// the buffer and its block, with a plausible header and another descriptor word
// after it. It returns nil for everything else and then changes nothing.
func (r *Reader) quick() *Record {
	b := r.src.Unread()
	if r.slow || len(b) < subtypeHeader || r.cur.lay == nil || r.cur.lay.head != 4 || r.cur.open {
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

func (r *Reader) countDump(rec *Record) {
	if rec.Type > 3 || rec.HasSubtype {
		return
	}
	if rec.DumpHeader() {
		r.stats.DumpHeaders++
	}
	if rec.DumpTrailer() {
		r.stats.DumpTrailers++
	}
}

// start decides on the framing once.
func (r *Reader) start() error {
	if !r.started {
		r.started = true
		r.refused = r.decide()
	}
	return r.refused
}

// step takes one piece of input. It returns nothing when the piece only adds to a
// record, or was skipped.
func (r *Reader) step() (*Record, error) {
	if r.ended {
		return nil, io.EOF
	}
	if r.salvage {
		return r.salvageStep()
	}
	w := r.src.window(peekBytes)
	if len(w.b) == 0 {
		return nil, r.finish()
	}
	if r.fill(w) {
		return nil, nil
	}
	p, why := r.cur.peek(w.b, w.pos)
	if why == tooFew {
		return r.cutShort(len(w.b))
	}
	said := p.size
	if why == fine || why == pastBlock {
		p, why = r.shorten(p, why)
	}
	if why != fine {
		return r.damage(p, why)
	}
	w = r.src.window(p.bdw + p.size)
	if len(w.b) < p.bdw+p.size {
		return r.cutPiece(p, w)
	}
	if !r.cur.closed(p, w.b) {
		return r.damage(p, badTail)
	}
	if p.size < said {
		return r.takeDisputed(p, said)
	}
	return r.take(p, w)
}

// peekBytes is enough for a block descriptor and a record header.
const peekBytes = 64

// pass skips n bytes that hold no data.
func (r *Reader) pass(n int) {
	r.src.Skip(n)
	r.skipped += int64(n)
}

// skipPadding skips all that is left, which is known to be padding.
func (r *Reader) skipPadding() {
	n := len(r.src.Unread())
	r.stats.Padding += int64(n)
	r.cur.passGap(r.src.Pos(), n)
	r.pass(n)
}

// take deals with a complete piece at the position.
func (r *Reader) take(p piece, w window) (*Record, error) {
	if p.code.begins() && r.cur.open {
		return nil, r.incomplete()
	}
	odd := p.code.begins() && !r.cur.startsRecord(p, w.b)
	if odd && r.cur.strayed(r.src.window(lookAhead)) {
		return r.damage(p, badHeader)
	}
	if n, c := r.broken(p, odd); n > 0 {
		return r.dropTo(n, c)
	}
	return r.accept(p)
}

// accept passes a complete piece and gives the record that it completes.
func (r *Reader) accept(p piece) (*Record, error) {
	orphan := (p.code == middle || p.code == last) && !r.cur.open
	r.enter(p)
	start, b := r.src.Pos(), r.src.Unread()[:p.size]
	r.keepPiece(p, start, b)
	r.src.Skip(p.size)
	r.cur.pass(p)
	switch {
	case orphan:
		r.cur.open = false
		return nil, r.fault(KindOrphan, start, int64(p.size),
			"%s segment of %s without a first one, bytes %x; the file was probably split or merged by a program that "+
				"does not know spanned records",
			p.code, english.Plural(int(p.size), "byte", ""), stream.Head(b))
	case p.code == null:
		r.skipped += int64(p.size)
		r.stats.Null++
		return nil, nil
	case p.code == marker:
		r.skipped += int64(p.size)
		if r.framing == Buffer {
			r.noteSocket(start, b)
		}
		return nil, nil
	case r.framing == Buffer:
		return r.takeFrame(start, b)
	}
	data := r.cur.lay.data(b)
	if p.code == whole && r.cur.lay.head == 4 {
		n := 4 + len(data)
		r.setDescriptor(b[:n])
		return r.deliver(b[:n:n], start, int64(p.size))
	}
	return r.join(p.code, start, data, int64(p.size))
}

// enter passes the block descriptor in front of a piece.
func (r *Reader) enter(p piece) {
	if p.bdw > 0 {
		r.stats.Blocks++
		r.keep(PieceBlock, r.src.Pos(), r.src.Unread()[:p.bdw])
		r.pass(p.bdw)
	}
}

// setDescriptor makes the four bytes in front of a record's data a descriptor
// word, whatever they were. The length of a record too long for one becomes 0.
func (r *Reader) setDescriptor(data []byte) {
	n := len(data)
	if n > 0xFFFF {
		n = 0
	}
	binary.BigEndian.PutUint16(data, uint16(n))
	data[2], data[3] = 0, 0
}

// join adds a segment to the record being put together.
func (r *Reader) join(code segment, start int64, data []byte, span int64) (*Record, error) {
	j := &r.joint
	if code.begins() {
		*j = joint{data: append(j.data[:0], 0, 0, 0, 0), start: start, size: 4}
	}
	j.span += span
	j.size += min(len(data), r.opt.Limit) // no overflow however many segments there are
	if j.size <= r.opt.Limit {
		j.data = append(j.data, data...)
	} else {
		j.size = r.opt.Limit + 1
	}
	if code != whole {
		r.stats.Segments++
	}
	if code == first || code == middle {
		return nil, nil
	}
	if j.size > r.opt.Limit {
		return nil, r.tooLong(j.start, j.span)
	}
	r.setDescriptor(j.data)
	rec, err := r.deliver(j.data, j.start, j.span)
	if rec != nil && code == last {
		rec.Spanned = true
		r.stats.Spanned++
	}
	return rec, err
}

// deliver makes data the current record. Start and span locate it in the input.
func (r *Reader) deliver(data []byte, start, span int64) (*Record, error) {
	if len(data) > r.opt.Limit {
		return nil, r.tooLong(start, span)
	}
	rec := &r.rec
	*rec = Record{Span: span, Data: data}
	if !rec.readHeader() {
		return nil, r.fault(KindShort, start, span, "record of %s is too short for its header, bytes %x",
			english.Plural(len(data), "byte", ""),
			stream.Head(data))
	}
	r.records++
	rec.Pos = wire.Pos{File: r.name, Record: r.records, Start: start}
	rec.Odd = !plausible(data[4:], r.cur.lenient)
	rec.Long = len(data) > maxRecord
	r.count(rec)
	return rec, nil
}

func (r *Reader) count(rec *Record) {
	r.countDump(rec)
	for _, c := range []struct {
		on bool
		n  *int64
	}{{rec.Odd, &r.stats.Odd}, {rec.Long, &r.stats.Long}, {rec.Malformed, &r.stats.Malformed}} {
		if c.on {
			*c.n++
		}
	}
}

func (r *Reader) tooLong(start, span int64) *stream.Fault {
	return r.fault(stream.KindTooLong, start, span, "record of %s of input, the limit is %d",
		english.Plural(int(span), "byte", ""), r.opt.Limit)
}

// incomplete reports the record being put together as never finished.
func (r *Reader) incomplete() *stream.Fault {
	r.cur.open = false
	return r.fault(KindIncomplete, r.joint.start, r.joint.span,
		"spanned record of which %s here has no last segment before byte %d, its data begin X'%X'",
		bytesAre(r.joint.span), r.inInput(r.src.Pos()), stream.Head(r.joint.data[min(4, len(r.joint.data)):]))
}

// finish is called when all input is used up.
func (r *Reader) finish() error {
	if r.cur.open {
		return r.truncated(0,
			fmt.Sprintf("the file ends inside a spanned record, after %s of it", english.Plural(int(r.joint.span), "byte", "")))
	}
	if r.src.Err() != io.EOF {
		return r.truncated(0, "")
	}
	r.ended = true
	return io.EOF
}

// truncated ends the reading with a fault for the rest bytes at the position and
// the segments that wait for more. A read error is reported as such.
func (r *Reader) truncated(rest int, text string) *stream.Fault {
	start, bytes := r.src.Pos(), int64(rest)
	if r.cur.open {
		start, bytes = r.joint.start, bytes+r.joint.span
	}
	if r.stats.DumpTrailers == 0 {
		text += "; no dump trailer (type 3) was seen"
	}
	f := r.fault(stream.KindTruncated, start, bytes, "%s; compare the size with what the transfer program reported", text)
	if !errors.Is(r.src.Err(), io.EOF) {
		f.Stopped(r.inInput(r.src.Pos()+int64(rest)), r.src.Err())
	}
	f.Fatal, r.ended, r.cur.open = true, true, false
	r.src.Skip(rest)
	return f
}

// cutShort deals with an end of input that leaves too little for a descriptor.
func (r *Reader) cutShort(rest int) (*Record, error) {
	if !r.cur.open && r.src.padFrom() <= r.src.Pos() {
		r.skipPadding()
		return nil, nil
	}
	return nil, r.truncated(rest,
		fmt.Sprintf("the file ends inside a descriptor word, only %d %s of it", rest, english.PluralWord(rest, "byte", "")))
}

// cutPiece deals with a piece that is longer than the rest of the input: the
// file is cut off there, or the length is wrong.
func (r *Reader) cutPiece(p piece, w window) (*Record, error) {
	if w.padding() && !r.cur.open {
		r.skipPadding()
		return nil, nil
	}
	believable := p.code == marker || p.code == null || r.cur.open != p.code.begins()
	if p.code.begins() {
		believable = r.cur.startsRecord(p, w.b)
	}
	if !believable {
		return r.damage(p, badHeader)
	}
	if p.code.begins() && r.cur.open {
		return nil, r.incomplete()
	}
	if n, c := r.search(1, len(w.b)); n > 0 {
		return r.dropTo(n, c)
	}
	return nil, r.truncated(len(w.b),
		fmt.Sprintf("the file ends inside a record: it needs %s, %d are left, bytes %x",
			english.Plural(int(p.bdw+p.size), "byte", ""), len(w.b), stream.Head(w.b)))
}

// String names a segment code for messages.
func (s segment) String() string {
	return [...]string{"whole", "first", "last", "middle", "marker", "null"}[s]
}
