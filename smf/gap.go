package smf

import "bytes"

// Between two records there may be bytes that hold nothing: the zero halfword that
// ends a real-time buffer, zeros or blanks with which a copy filled each record or
// block up to one length, a line end that a program put behind each record.

// mayFill holds the bytes that such a gap begins with.
var mayFill = [256]bool{0x00: true, ebcdicBlank: true, '\r': true, '\n': true, ebcdicNL: true, ebcdicLF: true}

// EBCDIC characters that fill gaps.
const (
	ebcdicBlank = 0x40
	ebcdicNL    = 0x15
	ebcdicLF    = 0x25
)

// leastBlanks is how many blanks are taken for a gap without a record behind them:
// no descriptor word but that of FTP block mode consists of blanks.
const leastBlanks = 4

// gap counts the bytes of nothing at the start of w, a few thousand at a time so
// that a walk over them has a bounded cost per step.
func (c *cursor) gap(w window) int {
	const atOnce = 4096
	if len(w.b) == 0 || !mayFill[w.b[0]] || c.variant.block != nil && c.variant.one && c.end > w.pos {
		return 0
	}
	room := c.room(w.pos)
	b := w.b[:min(int64(atOnce), int64(len(w.b)), room)]
	last := int64(len(b)) == room || w.ended && len(b) == len(w.b)
	switch {
	case c.variant.gap != nil:
		return c.variant.gap(b, run(b, false), last)
	case w.b[0] == 0 || w.b[0] == ebcdicBlank:
		return c.fillRun(w, b, last)
	}
	return c.lineEnd(w)
}

// room returns how many bytes at pos belong to the block that the cursor is inside of.
func (c *cursor) room(pos int64) int64 {
	if c.end > pos && c.end != noBlocks {
		return c.end - pos
	}
	return noBlocks
}

// run counts the zeros at the start of b, or the zeros and blanks.
func run(b []byte, blanks bool) int {
	n := 0
	for n < len(b) && (b[n] == 0 || blanks && b[n] == ebcdicBlank) {
		n++
	}
	return n
}

// fillRun counts the zeros and blanks that the piece at the start of b has in front.
// Last says that with b the block or the input ends. A length may begin with such
// bytes itself, so that a record header decides where the run ends; without one,
// zeros count in the unit of the variant.
func (c *cursor) fillRun(w window, b []byte, last bool) int {
	n := run(b, c.variant.fills)
	if n == len(b) && last {
		return n
	}
	head := c.variant.head
	if c.variant.zeros == 0 || n < leastBlanks && len(b) >= head+bareHeader && b[head]&flagVersions == flagVersions &&
		mayBegin(b[head:]) {
		return 0 // most often a record of less than 256 or 65,536 bytes begins here
	}
	if !c.variant.fills {
		return n - n%c.variant.zeros
	}
	for i := max(0, n-head); i <= n; i++ {
		if c.headBehind(w, i) {
			return i
		}
	}
	zeros, blanks := run(b, false), 0
	for zeros+blanks < n && b[zeros+blanks] == ebcdicBlank {
		blanks++
	}
	switch {
	case n == len(b): // the end of the run is not in sight
		return n - min(n, head)
	case blanks >= leastBlanks:
		return zeros + blanks
	}
	return zeros - zeros%c.variant.zeros
}

// headBehind reports whether a piece with a complete record header stands behind the
// first n bytes of w.
func (c *cursor) headBehind(w window, n int) bool {
	at := *c
	at.passGap(w.pos, n)
	w = w.from(n)
	if !at.wholeHeader(w) {
		return false
	}
	_, why := at.peek(w.b, w.pos)
	return why == fine
}

// passGap moves a cursor that is between blocks along with a gap of n bytes.
func (c *cursor) passGap(pos int64, n int) {
	if c.end == pos {
		c.end += int64(n)
	}
}

// lineEnders lists what programs that work on lines put behind each: those of ASCII
// and of EBCDIC.
var lineEnders = []string{"\r\n", "\n", "\r\x25", "\r\x15", "\x15", "\x25", "\r"}

// lineEnd counts the bytes of a line end at the start of w that has a record header
// behind it, or stands behind the last record like those before it.
func (c *cursor) lineEnd(w window) int {
	if c.headBehind(w, 0) {
		return 0
	}
	for _, end := range lineEnders {
		n := len(end)
		if !bytes.HasPrefix(w.b, []byte(end)) {
			continue
		}
		if rest := w.from(n); c.headBehind(w, n) || c.lines && (rest.padding() || len(rest.b) == 0 && rest.ended) {
			c.lines = true
			return n
		}
	}
	return 0
}

// fill skips a gap at the start of w and reports whether there was one.
func (r *Reader) fill(w window) bool {
	if !mayFill[w.b[0]] {
		return false
	}
	if w.padding() && r.cur.room(w.pos) == noBlocks && !r.cur.open {
		r.skipPadding()
		return true
	}
	n := r.cur.gap(w)
	if n == 0 {
		return false
	}
	if isPad[w.b[0]] {
		r.stats.EndMarks++
	} else {
		r.stats.LineEnds++
	}
	r.cur.passGap(w.pos, n)
	r.pass(n)
	return true
}
