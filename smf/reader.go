package smf

import (
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

// The way of a record through the package: Next asks quick (quick.go) for the common case. Everything else is a step:
// the cursor says which piece of input begins at the position (cursor.go), known gaps and contradicted lengths are
// dealt with (gap.go, surplus.go), take and accept pass the piece, join puts segments together (spanned.go), deliver
// makes a record. What breaks this way has files of its own: damage and the search for the next record (resync.go), the
// end of the input (end.go), lengths that are lost (salvage.go). Before the first step, start decides on the framing
// (detect.go).

// Reader yields the records of one input in the order they are in.
type Reader struct {
	src     input
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
	recoded *recoder // what the input is read through; nil in most files
	claimed int64    // bytes of the input in records and faults, counted when recoded
	lineEnd string   // salvaging: what stands behind each record
}

// NewReader reads records from r. name is what errors and Record.File call the
// input. Nothing is read before the first call of Next.
func NewReader(name string, r io.Reader, opt Options) *Reader {
	if opt.Limit <= 0 {
		opt.Limit = DefaultLimit
	}
	return &Reader{src: newInput(r), name: name, opt: opt, moved: -1, slow: opt.Pieces}
}

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

// accept passes a complete piece and returns the record that it completes.
func (r *Reader) accept(p piece) (*Record, error) {
	orphan := (p.code == middle || p.code == last) && !r.cur.open
	r.enter(p)
	start, b := r.src.Pos(), r.src.Unread()[:p.size]
	r.keepPiece(p, start, b)
	r.src.Skip(p.size)
	r.cur.pass(p)
	switch {
	case orphan:
		return nil, r.orphan(p, start, b)
	case p.code == null || p.code == marker:
		r.passEmpty(p, start, b)
		return nil, nil
	case r.framing == Buffer:
		return r.takeFrame(start, b)
	}
	data := r.cur.variant.data(b)
	if p.code == whole && r.cur.variant.head == 4 {
		n := 4 + len(data)
		setDescriptor(b[:n])
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

// passEmpty counts a piece that holds nothing of a record.
func (r *Reader) passEmpty(p piece, start int64, b []byte) {
	r.skipped += int64(p.size)
	switch {
	case p.code == null:
		r.stats.Null++
	case r.framing == Buffer:
		r.noteSocket(start, b)
	}
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

func (r *Reader) tooLong(start, span int64) *stream.Fault {
	return r.fault(stream.KindTooLong, start, span, "record of %s of input, the limit is %d",
		english.Plural(int(span), "byte", ""), r.opt.Limit)
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
