package smf

import (
	"fmt"

	"github.com/zertify/zertify/schema/stream"
)

// broken reports whether a piece is not to be believed: it has no record header
// or no descriptor follows it, and a chain of records begins inside it. It returns
// the distance to that chain, or 0. Without this a damaged length would hide the
// records it reaches over.
func (r *Reader) broken(p piece, odd bool) (int, cursor) {
	n := p.bdw + p.size
	if !odd && r.followed(p, r.src.window(n+lookAhead).from(n)) {
		return 0, cursor{}
	}
	if odd {
		return r.search(1, n)
	}
	return r.search(p.bdw+1, n)
}

// followed reports whether w, which begins where piece p ends, may follow it.
// Zeros may, but only with a record header behind them: record data are full of
// zeros.
func (r *Reader) followed(p piece, w window) bool {
	c := r.cur
	c.pass(p)
	if n := c.gap(w); n > 0 && !w.padding() {
		c.passGap(w.pos, n)
		w = w.from(n)
		return len(w.b) < peekBytes || c.wholeHeader(w)
	}
	if len(w.b) == 0 || w.padding() {
		return true
	}
	next, why := c.peek(w.b, w.pos)
	if why == pastBlock { // the block's length may be what is wrong
		return next.size == 0 || next.code.begins() && c.startsRecord(next, w.b)
	}
	if why == fine && next.code.begins() {
		return c.startsRecord(next, w.b)
	}
	return why == fine || why == tooFew
}

// search looks for a chain of records that begins from to less than n bytes after
// the position. It returns the distance, or 0, and the cursor that holds there.
func (r *Reader) search(from, n int) (int, cursor) {
	i, c := r.cur.search(r.src.window(n+lookAhead), from, n)
	return max(i, 0), c
}

// search looks for a chain of records that begins from to less than n bytes into
// w. It returns the distance, or -1, and the cursor that holds there.
func (c cursor) search(w window, from, n int) (int, cursor) {
	for i := from; i < min(n, len(w.b)); i++ {
		if !c.mayResume(w.b[i:]) {
			continue
		}
		if at, ok := c.resume(w.from(i)); ok {
			return i, at
		}
	}
	return -1, c
}

// mayResume is a cheap test that lets few wrong places through to resume.
func (c *cursor) mayResume(b []byte) bool {
	at := c.variant.head
	if len(b) >= at+bareHeader && mayBegin(b[at:]) {
		return true
	}
	at += 4 // behind a block descriptor word
	return c.variant.block != nil && len(b) >= at+bareHeader && mayBegin(b[at:])
}

// resume reports whether reading can go on at the start of w, and how. In blocked
// files a block may begin there, or a record inside a block of unknown end.
func (c cursor) resume(w window) (cursor, bool) {
	c.open = false
	if c.variant.block == nil {
		return c, c.chain(w)
	}
	for _, end := range [...]int64{w.pos, lostBlock} {
		c.end = end
		if c.chain(w) {
			return c, true
		}
	}
	return c, false
}

// dropTo rejects the n bytes at the position and goes on with c after them.
func (r *Reader) dropTo(n int, c cursor) (*Record, error) {
	if r.cur.open {
		return nil, r.incomplete()
	}
	f := r.damaged(stream.KindDamaged, "a record's length is contradicted by what follows it")
	r.src.Skip(n)
	r.cur = c
	return nil, f.over(int64(n))
}

// area is a Fault for a stretch of input whose length is found later.
type area struct {
	*stream.Fault
	r    *Reader
	text string
	head []byte
}

// damaged begins a fault at the position.
func (r *Reader) damaged(kind, text string) area {
	w := r.src.window(16)
	return area{Fault: r.fault(kind, w.pos, 0, ""), r: r, text: text, head: stream.Head(w.b)}
}

// over completes the fault: it covers n bytes.
func (a area) over(n int64) *stream.Fault {
	a.Bytes, a.Rejected = n, n > 0
	lost := "nothing is rejected"
	if n > 0 {
		lost = fmt.Sprintf("%s rejected, how many records they held is not known", bytesAre(n))
	}
	a.Err = fmt.Errorf("%s; %s, first bytes X'%X': %w", a.text, lost, a.head, kindError[a.Kind])
	return a.Fault
}

// damage is called where no piece can be read. It rejects everything up to the
// next place where records follow each other, or to the end.
func (r *Reader) damage(p piece, why reason) (*Record, error) {
	if r.cur.open {
		return nil, r.incomplete()
	}
	a := r.damaged(r.explainDamage(p, why))
	from := 1
	if r.cur.variant.block != nil && r.moved != r.src.Pos() {
		from = 0 // the records may be good and only the block lengths wrong
	}
	n, found := r.scan(from)
	if !found.ok && found.padding {
		r.skipped += n
		r.stats.Padding += n
		return nil, nil
	}
	if n == 0 {
		r.moved = r.src.Pos()
	}
	return nil, a.over(n)
}

// found says how a scan ended: at a chain of records or, when not ok, at the end
// of the input, with nothing but padding on the way.
type found struct{ ok, padding bool }

// scan skips to the next chain of records at least from bytes on, or to the end,
// and sets the cursor. It returns the number of bytes skipped.
func (r *Reader) scan(from int) (skipped int64, at found) {
	at.padding = true
	for {
		w := r.src.window(2 * lookAhead)
		n := len(w.b)
		if !w.ended {
			n -= lookAhead
		}
		if i, c := r.cur.search(w, from, n); i >= 0 {
			r.cur = c
			r.src.Skip(i)
			return skipped + int64(i), found{ok: true}
		}
		at.padding = at.padding && allPadding(w.b[:n])
		r.src.Skip(n)
		skipped += int64(n)
		from = 0
		if w.ended {
			return skipped, at
		}
	}
}

func allPadding(b []byte) bool {
	for _, c := range b {
		if !isPad[c] {
			return false
		}
	}
	return true
}

// explainDamage returns the kind of fault and words for what is wrong with p.
func (r *Reader) explainDamage(p piece, why reason) (kind, text string) {
	if r.cur.variant.block == nil {
		return stream.KindDamaged, reasonText[why]
	}
	switch why {
	case badBlock:
		return KindBadBlock, reasonText[why]
	case pastBlock:
		used := r.src.Pos() + int64(p.bdw+p.size) - p.start
		return KindBadBlock,
			fmt.Sprintf("block descriptor at byte %d says %d bytes (X'%X'), but the records in it add up to %d",
				r.inInput(p.start), p.end-p.start, p.end-p.start, used)
	}
	return stream.KindDamaged, reasonText[why]
}
