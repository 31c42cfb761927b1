package container

// pack decodes method PACK: LZW whose dictionary always holds 3 838 entries and
// gives the least recently used one away. Every code makes an entry of the
// code's string and the first symbol of the next code's string.
//
// By the description, a code's use makes its entry and all its prefixes the
// most recent ones, shortest first. An entry is therefore always more recent
// than what is built on it, the one to go is always one that nothing is built
// on, and it is enough to keep the order in which entries were used themselves:
// an entry that others are built on leaves the order when it reaches its end,
// and comes back there, as the next to go, when the last of them is gone. So a
// code costs the same however long its string is.
type pack struct {
	entry [codes12]packEntry // the first is the anchor of the order: next is the most recent, prev the least
	open  uint16             // entry that still lacks its last symbol; 0 for none
}

// A packEntry is a string: that of prefix with last behind it. Literals have no
// prefix. All that is known of an entry lies together, because a code touches few
// entries, but those anywhere, and waiting for memory is what decoding costs.
type packEntry struct {
	start int64 // output offset where the string was last put out; it is followed by the entry's last byte

	// Neighbours in the order of use; both are the entry itself while it has no
	// place there.
	prev, next uint16

	prefix uint16
	last   uint16 // a literal or the mark, as a code
	root   uint16 // first symbol of the string, as a code
	length uint16 // symbols; at most 1+3 838, as every prefix is another entry
	built  uint16 // entries built on this one
	state  nodeState

	_ [7]byte // two entries to a line of the processor's cache
}

const blankCode = 0x40 + 1 // EBCDIC blank, as a code

func newPack() *pack {
	p := &pack{}
	for c := range uint16(codes12) {
		p.entry[c] = packEntry{start: -1, prev: c, next: c}
	}
	for c := uint16(1); c <= codeLast; c++ {
		p.entry[c].text(0, c, 1, nodePlain)
	}
	p.entry[codeMark].text(0, codeMark, 1, nodeMarked)
	// Entry 258 is two blanks and the most recent, 4095 is 3 839 blanks and the
	// least recent.
	for c := uint16(firstEntry); c < codes12; c++ {
		e := &p.entry[c]
		e.text(c-1, blankCode, c-firstEntry+2, nodePlain)
		e.last, e.built = blankCode, 1
		p.putLast(c)
	}
	p.entry[firstEntry].prefix = blankCode
	p.entry[codes12-1].built = 0
	return p
}

// text makes an entry the string of prefix with a symbol behind it that is not
// known yet.
func (e *packEntry) text(prefix, root, length uint16, state nodeState) {
	e.prefix, e.last, e.root, e.length, e.built, e.state = prefix, 0, root, length, 0, state
}

func (p *pack) run(codes *codeReader, o *terseOut) (bool, error) {
	for len(o.buf)-o.w >= terseRoom {
		c, ok := codes.next()
		switch {
		case !ok:
			return false, errCodesEnd
		case c == codeEnd:
			return true, nil
		case p.entry[c&codeMask].state == nodeLoop:
			return false, undefined(c)
		}
		p.step(c&codeMask, o)
		if o.tooLong() {
			return false, errLong
		}
	}
	return false, nil
}

// step takes the least recent entry for the string of c and the symbol to come,
// completes the entry of the step before, and puts out the string.
func (p *pack) step(c uint16, o *terseOut) {
	n := p.leave()
	from, e, at := &p.entry[c], &p.entry[n], o.base+int64(o.w)
	p.complete(from.root)
	root, length, state := from.root, from.length, from.state
	if state == nodePlain {
		p.plain(c, from, o)
	} else {
		p.marked(c, int(length), o)
	}
	p.putFirst(n)
	p.use(c, at)
	if c == n {
		p.use(from.prefix, at)
		state = nodeLoop
	} else {
		from.built++
	}
	e.text(c, root, length+1, state)
	e.start, p.open = at, n
}

// complete returns the entry of the step before its last symbol.
func (p *pack) complete(root uint16) {
	e := &p.entry[p.open&codeMask]
	e.last = root
	if root == codeMark && e.state == nodePlain {
		e.state = nodeMarked
	}
}

// use makes c the most recent entry. Literals are never given away.
func (p *pack) use(c uint16, at int64) {
	if c < firstEntry {
		return
	}
	p.entry[c&codeMask].start = at
	p.remove(c)
	p.putFirst(c)
}

// leave takes the entry to be given away out of the order, and out of what its
// prefix counts. There always is one: strings have no loops, so at least one
// entry has nothing built on it.
func (p *pack) leave() uint16 {
	n := p.entry[0].prev & codeMask
	p.remove(n)
	for p.entry[n].built > 0 {
		n = p.entry[0].prev & codeMask
		p.remove(n)
	}
	e := &p.entry[p.entry[n].prefix&codeMask]
	if e.built > 0 && p.entry[n].state != nodeLoop {
		if e.built--; e.built == 0 {
			p.comeBack(p.entry[n].prefix & codeMask)
		}
	}
	return n
}

// comeBack makes an entry on which nothing is built any more the next to go,
// unless it was used itself after what was built on it.
func (p *pack) comeBack(c uint16) {
	if c >= firstEntry && p.entry[c].next == c {
		p.putLast(c)
	}
}

// plain puts out a string without marks. It stands in the output already,
// except when it has not been used for long, and except for the last byte of
// the entry of the step before, which is the first byte of this very string.
func (p *pack) plain(c uint16, from *packEntry, o *terseOut) {
	length := int(from.length)
	switch {
	case length == 1:
		o.buf[o.w] = byte(c - 1)
	case c == p.open && from.start >= o.base:
		o.repeat(from.start, length-1)
		o.buf[o.w+length-1] = byte(from.root - 1)
	case from.start >= o.base:
		o.repeat(from.start, length)
	default:
		p.spell(c, o.buf[o.w:o.w+length])
	}
	o.w += length
}

// spell writes the string of c into s, from its end.
func (p *pack) spell(c uint16, s []byte) {
	for i := len(s) - 1; i > 0; i-- {
		e := &p.entry[c&codeMask]
		s[i] = byte(e.last - 1)
		c = e.prefix
	}
	s[0] = byte(c - 1)
}

// marked puts out a string that ends records.
func (p *pack) marked(c uint16, length int, o *terseOut) {
	var symbols [codes12]uint16
	for i := length - 1; i > 0; i-- {
		e := &p.entry[c&codeMask]
		symbols[i&codeMask] = e.last
		c = e.prefix
	}
	symbols[0] = c
	for _, s := range symbols[:length] {
		if s == codeMark {
			o.mark()
			continue
		}
		o.buf[o.w] = byte(s - 1)
		o.w++
	}
}

// remove takes c out of the order, if it is in it.
func (p *pack) remove(c uint16) {
	e := &p.entry[c&codeMask]
	p.entry[e.prev&codeMask].next = e.next
	p.entry[e.next&codeMask].prev = e.prev
	e.prev, e.next = c, c
}

func (p *pack) putFirst(c uint16) { p.put(c, 0, p.entry[0].next) }
func (p *pack) putLast(c uint16)  { p.put(c, p.entry[0].prev, 0) }

// put places c, which is not in the order, between two neighbours.
func (p *pack) put(c, prev, next uint16) {
	e := &p.entry[c&codeMask]
	e.prev, e.next = prev, next
	p.entry[prev&codeMask].next = c
	p.entry[next&codeMask].prev = c
}
