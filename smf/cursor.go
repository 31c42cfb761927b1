package smf

import "math"

// Values of cursor.end besides an offset.
const (
	noBlocks  = math.MaxInt64 // the variant has no blocks
	lostBlock = -1            // somewhere inside a block of unknown end
)

// cursor is a place between two pieces of input and what has to be known there.
// It is small and copied freely, so that a walk ahead leaves the reader's alone.
type cursor struct {
	variant *variant
	lenient bool  // see plausible
	lines   bool  // a line end stood behind a record
	open    bool  // segments of a record wait for their last one
	start   int64 // offset at which the current block began, for messages
	end     int64 // offset at which the current block ends; equal to the position between blocks
}

func (l *variant) cursor(pos int64, lenient bool) cursor {
	c := cursor{variant: l, lenient: lenient, end: noBlocks}
	if l.block != nil {
		c.end = pos
	}
	return c
}

// piece is what a descriptor announces.
type piece struct {
	bdw  int // bytes of block descriptor in front
	size int // bytes of the piece itself, its descriptor included
	code segment
	// start and end of the block it lies in
	start, end int64
}

// body returns the piece's data inside b, which begins where the piece does. It may
// be cut short by the end of b.
func (c *cursor) body(p piece, b []byte) []byte {
	b = b[min(p.bdw, len(b)):min(p.bdw+p.size, len(b))]
	if len(b) < c.variant.head {
		return nil
	}
	return c.variant.data(b)
}

// peek reads the descriptors at the start of b, which lies at offset pos.
func (c *cursor) peek(b []byte, pos int64) (piece, reason) {
	switch c.end {
	case pos:
		return c.peekBlock(b, pos)
	case lostBlock:
		return c.peekLost(b, pos)
	}
	return c.peekPiece(b, pos, piece{start: c.start, end: c.end})
}

// peekPiece reads the descriptor behind p.bdw bytes of b.
func (c *cursor) peekPiece(b []byte, pos int64, p piece) (piece, reason) {
	if len(b) < p.bdw+c.variant.head {
		return p, tooFew
	}
	if p.end >= 0 && p.end-pos-int64(p.bdw) < int64(c.variant.head) {
		return p, pastBlock
	}
	var why reason
	p.size, p.code, why = c.variant.piece(b[p.bdw:], c.open)
	if why != fine || p.end == lostBlock {
		return p, why
	}
	past := p.end - (pos + int64(p.bdw) + int64(p.size))
	if past < 0 || c.variant.one && past != 0 {
		return p, pastBlock
	}
	return p, fine
}

func (c *cursor) peekBlock(b []byte, pos int64) (piece, reason) {
	if len(b) < 4 {
		return piece{}, tooFew
	}
	n, ok := c.variant.block(b)
	if !ok {
		return piece{}, badBlock
	}
	return c.peekPiece(b, pos, piece{bdw: 4, start: pos, end: pos + n})
}

// peekLost decides between a piece and a block where either may follow. A record
// header after the descriptor word settles it; else a block is taken before an
// odd record, because its first piece is looked at too.
func (c *cursor) peekLost(b []byte, pos int64) (piece, reason) {
	inside, why := c.peekPiece(b, pos, piece{end: lostBlock})
	if why == fine && inside.code.begins() && c.startsRecord(inside, b) {
		return inside, fine
	}
	if p, why := c.peekBlock(b, pos); why == fine && (!p.code.begins() || c.startsRecord(p, b)) {
		return p, fine
	}
	return inside, why
}

// closed reports whether the complete piece at the start of b ends as it should.
func (c *cursor) closed(p piece, b []byte) bool {
	return c.variant.closed == nil || c.variant.closed(b[p.bdw:p.bdw+p.size])
}

// startsRecord reports whether the data of a piece look like a record header as
// far as they go.
func (c *cursor) startsRecord(p piece, b []byte) bool {
	return plausibleStart(c.body(p, b), c.lenient)
}

// wholeHeader reports whether w begins with a piece that holds a complete and
// plausible header. It only looks at one place and so makes a cheap first test.
func (c *cursor) wholeHeader(w window) bool {
	at := c.variant.head
	if c.end == w.pos {
		at += 4 // behind a block descriptor word
	}
	return len(w.b) >= at+bareHeader && plausible(w.b[at:], c.lenient)
}

// pass moves the cursor behind a piece.
func (c *cursor) pass(p piece) {
	c.start, c.end = p.start, p.end
	switch p.code {
	case first:
		c.open = true
	case whole, last:
		c.open = false
	}
}

// window is a stretch of input to walk over.
type window struct {
	b       []byte
	pos     int64 // offset of b[0]
	ended   bool  // nothing follows b
	padFrom int64 // from here on everything is padding
}

func (s *input) window(n int) window {
	b := s.Need(n)
	return window{b: b, pos: s.Pos(), ended: s.Ended(), padFrom: s.padFrom()}
}

// from returns the window without its first n bytes.
func (w window) from(n int) window {
	w.b, w.pos = w.b[n:], w.pos+int64(n)
	return w
}

// padding reports that only padding is left.
func (w window) padding() bool { return w.pos >= w.padFrom }

// stop says why a walk ended.
type stop uint8

const (
	stopEnough stop = iota // as many records or steps as asked for
	stopWindow             // the window ends, the input does not
	stopEnd                // the input ends where a record does
	stopCut                // the input ends inside a piece
	stopBroken             // no descriptor where one should be
	stopOdd                // a record without a plausible header
)

// until says how far to walk.
type until struct {
	heads, steps int  // at most so many records begun and pieces passed
	odd          bool // not over a record without a plausible header
}

// walked is the outcome of a walk.
type walked struct {
	heads    int    // pieces that begin a record
	good     int    // those with a plausible header
	complete int    // those with all of it, and not only the beginning in a first segment
	own      int    // those that end where their sections do
	filled   int    // those that end in four bytes that may as well lie behind them
	blocks   int    // block descriptors
	bytes    int    // walked over without a stop
	trace    uint64 // hash of where the pieces lie, to compare two walks
	cut      int    // 1 + bytes of data in the piece cut off at the end, 0 if they are no record's
	stop     stop
}

// walk follows the pieces from the cursor as far as it is told to and can. It also
// returns the cursor at the place where it stopped.
func (c cursor) walk(w window, far until) (out walked, at cursor) {
	for range far.steps {
		if out.heads == far.heads {
			break
		}
		if w.padding() || len(w.b) == 0 {
			out.stop = endOf(w)
			break
		}
		if n := c.gap(w); n > 0 {
			out.bytes += n
			c.passGap(w.pos, n)
			w = w.from(n)
			continue
		}
		p, why := c.peek(w.b, w.pos)
		if why != fine && why != tooFew {
			out.stop = stopBroken
			break
		}
		if why == tooFew || len(w.b) < p.bdw+p.size {
			out.stop, out.cut = cutOf(w), c.cutBytes(p, w.b, why)
			break
		}
		if !c.closed(p, w.b) {
			out.stop = stopBroken
			break
		}
		if far.odd && p.code.begins() && !c.startsRecord(p, w.b) {
			out.stop = stopOdd
			break
		}
		c.score(p, w, &out)
		c.pass(p)
		w = w.from(p.bdw + p.size)
	}
	return out, c
}

// score counts one complete piece.
func (c *cursor) score(p piece, w window, out *walked) {
	at := uint64(w.pos) + uint64(p.bdw+c.variant.head)
	out.bytes += p.bdw + p.size
	out.trace = (out.trace*31+at)*31 + uint64(p.size-c.variant.head)
	if p.bdw > 0 {
		out.blocks++
	}
	if !p.code.begins() {
		return
	}
	out.heads++
	data := c.body(p, w.b)
	if len(data) < bareHeader && p.code != first || !plausibleStart(data, c.lenient) {
		return
	}
	out.good++
	if len(data) >= bareHeader {
		out.complete++
	}
	if tight, full := ownEnd(data); tight > 0 && (tight == len(data) || full == len(data)) {
		out.own++
	}
	if n := len(data); n > 4 && run(data[n-4:], true) == 4 {
		out.filled++
	}
}

// cutBytes returns walked.cut for a piece that is longer than b.
func (c *cursor) cutBytes(p piece, b []byte, why reason) int {
	if why == tooFew || !p.code.begins() {
		return 1 // nothing speaks for or against it
	}
	if !c.startsRecord(p, b) {
		return 0
	}
	return 1 + len(c.body(p, b))
}

func endOf(w window) stop {
	if w.ended {
		return stopEnd
	}
	return stopWindow
}

func cutOf(w window) stop {
	if w.ended {
		return stopCut
	}
	return stopWindow
}

// A place is taken for the start of a record when chainHeads records follow from
// it. lookAhead holds that many of the largest ones with room to spare, and
// chainSteps bounds the work spent on one place.
const (
	chainHeads = 3
	chainSteps = 32
	lookAhead  = 256 << 10
)

// chain reports whether records follow each other from the start of w: the first
// with a complete and plausible header, and more until three are seen or the
// input ends. At the end of the input a single complete record will do, or one
// and the beginning of another.
func (c cursor) chain(w window) bool {
	c.open = false
	if !c.wholeHeader(w) {
		return false
	}
	if p, why := c.peek(w.b, w.pos); why != fine || !p.code.begins() {
		return false
	}
	out, _ := c.walk(w, until{heads: chainHeads, steps: chainSteps})
	if out.good == 0 || out.good < out.heads || out.stop == stopBroken {
		return false
	}
	return out.stop != stopCut || out.cut > 0
}

// strayed reports whether a piece without a plausible header at the start of w is a
// sign of lost framing rather than an odd record: neither of the next two has one
// either, or the chain breaks before one is found.
func (c cursor) strayed(w window) bool {
	out, _ := c.walk(w, until{heads: chainHeads, steps: chainSteps})
	return out.good == 0 && (out.heads == chainHeads || out.stop == stopBroken || out.stop == stopCut)
}
