package container

// spack decodes method SPACK: every code makes an entry of the previous code's
// string and its own. When no entry is free, the one is dropped that has been
// without a reference for the longest time.
//
// The strings of two codes in a row stand side by side in the output, so an
// entry's string is usually copied from there; only when it is too old, too
// long or holds record marks is it put together from its parts.
type spack struct {
	node  [codes12]spackNode // node[0] is the anchor of the queue of unreferenced entries
	start [codes12]int64     // output offset where the entry's string was last put out, if plain
	fresh uint16             // next entry never used; codes12 when there is none
	prev  uint16             // previous code; 0 before the first
	from  int64              // output offset where the string of prev begins
	now   uint16             // code being put out; 0 between codes
	at    int64              // output offset where its string begins
	stack []uint16           // parts of now still to be put out, the next one last
}

// A spackNode is a string of two others.
type spackNode struct {
	prev, next  uint16 // in the queue; both own index when not queued
	left, right uint16
	refs        uint16 // entries made of this one: at most two for each entry there is
	jump        uint16 // the part that holds the whole string, when the other part is empty
	length      uint32 // bytes, at most maxCopy+1 even if there are more; only for plain strings
	state       nodeState
}

// nodeState says what a dictionary entry holds, in either method.
type nodeState uint8

const (
	nodeNone   nodeState = 0 // not in use
	nodePlain  nodeState = 1 // a string of bytes
	nodeMarked nodeState = 2 // a string with record marks in it
	nodeLoop   nodeState = 4 // an entry made of itself; it has no string
	nodeUsable           = nodePlain | nodeMarked
)

// maxCopy is the longest string copied at once; it must fit into the buffer
// beside the history.
const maxCopy = terseHistory

func newSpack(variable bool) *spack {
	s := &spack{fresh: firstEntry, stack: make([]uint16, 0, codes12)}
	for c := range uint16(codes12) {
		s.node[c] = spackNode{prev: c, next: c, jump: c}
		s.start[c] = -1
	}
	for c := uint16(1); c <= codeLast; c++ {
		s.node[c].state, s.node[c].length = nodePlain, 1
	}
	// In fixed records the mark means nothing: a string of no bytes.
	s.node[codeMark].state = nodePlain
	if variable {
		s.node[codeMark].state = nodeMarked
	}
	return s
}

func (s *spack) run(codes *codeReader, o *terseOut) (bool, error) {
	for {
		whole := s.expand(o)
		switch {
		case o.tooLong():
			return false, errLong
		case !whole:
			return false, nil
		}
		s.learn()
		c, ok := codes.next()
		c &= codeMask
		switch {
		case !ok:
			return false, errCodesEnd
		case c == codeEnd:
			return true, nil
		case s.node[c].state&nodeUsable == 0:
			return false, undefined(c)
		}
		s.now, s.at = c, o.base+int64(o.w)
		s.stack = append(s.stack[:0], c)
	}
}

// expand puts out what is on the stack. It reports false when the buffer is
// full; the rest stays on the stack. A stack holds at most one entry for each
// level of a string's tree, and a tree has no loops, so codes12 is enough.
func (s *spack) expand(o *terseOut) bool {
	for n := len(s.stack) - 1; n >= 0; n = len(s.stack) - 1 {
		c := s.node[s.stack[n]&codeMask].jump & codeMask
		e := &s.node[c]
		switch room := len(o.buf) - o.w; {
		case room < shortCopy:
			return false
		case c == codeMark:
			o.mark()
			s.stack = s.stack[:n]
		case c <= codeLast:
			o.buf[o.w] = byte(c - 1)
			o.w++
			s.stack = s.stack[:n]
		case e.state == nodePlain && s.start[c] >= o.base && int(e.length) <= min(room, maxCopy):
			o.repeat(s.start[c], int(e.length))
			o.w += int(e.length)
			s.stack = s.stack[:n]
		case room < maxCopy || o.tooLong():
			return false
		default:
			s.stack = append(s.stack[:n], e.right, e.left)
		}
	}
	return true
}

// learn makes the entry of the previous code and the present one.
func (s *spack) learn() {
	g, h, from := s.now, s.prev, s.from
	if g == 0 {
		return
	}
	s.prev, s.from, s.now = g, s.at, 0
	s.start[g&codeMask] = s.at
	if h == 0 {
		return
	}
	n := s.free()
	if n == 0 {
		return
	}
	s.define(n, h, g)
	s.start[n&codeMask] = from
	s.ref(h)
	s.ref(g)
	s.enqueue(n)
}

// define fills entry n with the strings of h and g. An entry that was just
// freed may be h or g itself; such an entry has no string.
func (s *spack) define(n, h, g uint16) {
	e, a, b := &s.node[n&codeMask], &s.node[h&codeMask], &s.node[g&codeMask]
	loop := n == h || n == g || a.state == nodeLoop || b.state == nodeLoop
	e.left, e.right, e.refs, e.jump = h, g, 0, n
	e.length = min(a.length+b.length, maxCopy+1)
	switch {
	case loop:
		e.state = nodeLoop
	case a.state == nodeMarked || b.state == nodeMarked:
		e.state = nodeMarked
	default:
		e.state = nodePlain
		e.jump = onlyPart(n, a, b)
	}
}

// onlyPart returns the part that is the whole string of n, or n when both parts
// are needed. Without it, a chain of empty parts would be walked for every byte.
func onlyPart(n uint16, a, b *spackNode) uint16 {
	switch {
	case a.length == 0:
		return b.jump
	case b.length == 0:
		return a.jump
	}
	return n
}

// free returns an unused entry: a fresh one, or the longest unreferenced. It
// returns 0 when every entry is referenced, which no encoder brings about.
func (s *spack) free() uint16 {
	if s.fresh < codes12 {
		s.fresh++
		return s.fresh - 1
	}
	n := s.node[0].next
	if n == 0 {
		return 0
	}
	s.dequeue(n)
	s.unref(s.node[n].left)
	s.unref(s.node[n].right)
	return n
}

// ref counts one more entry made of c.
func (s *spack) ref(c uint16) {
	if c < firstEntry {
		return
	}
	s.node[c&codeMask].refs++
	s.dequeue(c)
}

func (s *spack) unref(c uint16) {
	e := &s.node[c&codeMask]
	if c < firstEntry || e.refs == 0 {
		return
	}
	e.refs--
	if e.refs == 0 {
		s.enqueue(c)
	}
}

// enqueue puts c, unless it is there, at the end of the queue.
func (s *spack) enqueue(c uint16) {
	e := &s.node[c&codeMask]
	if e.next != c {
		return
	}
	last := s.node[0].prev
	e.prev, e.next = last, 0
	s.node[last&codeMask].next = c
	s.node[0].prev = c
}

// dequeue takes c out of the queue, if it is there.
func (s *spack) dequeue(c uint16) {
	e := &s.node[c&codeMask]
	if e.next == c {
		return
	}
	s.node[e.prev&codeMask].next = e.next
	s.node[e.next&codeMask].prev = e.prev
	e.prev, e.next = c, c
}
