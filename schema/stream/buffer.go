package stream

import "io"

// firstBuffer is the size to begin with, so that small files cost little.
const firstBuffer = 16 << 10

// A Buffer is the unread part of an input as one slice. It grows only when a caller needs more at once, and only as
// data arrive.
type Buffer struct {
	r   io.Reader
	buf []byte
	lo  int // buf[lo:hi] is unread
	hi  int
	pos int64 // offset in the input of buf[lo]
	err error // why no more can be read; io.EOF at the end
}

// NewBuffer returns a buffer over r, of which nothing is read yet.
func NewBuffer(r io.Reader) Buffer { return Buffer{r: r} }

// Pos returns the offset in the input of the first unread byte.
func (s *Buffer) Pos() int64 { return s.pos }

// Err returns why no more can be read: io.EOF at the end, nil before it.
func (s *Buffer) Err() error { return s.err }

// Ended reports that what Need returns is all that is left.
func (s *Buffer) Ended() bool { return s.err != nil }

// Unread returns what has been read from the input and not skipped, without reading more. It is valid until the next
// call of Need.
func (s *Buffer) Unread() []byte { return s.buf[s.lo:s.hi] }

// Need returns the unread input, at least n bytes of it unless the input ends first. It is valid until the next call.
func (s *Buffer) Need(n int) []byte {
	for s.hi-s.lo < n && s.err == nil {
		s.makeRoom()
		s.read()
	}
	return s.buf[s.lo:s.hi]
}

// Skip marks n unread bytes as read.
func (s *Buffer) Skip(n int) {
	s.lo += n
	s.pos += int64(n)
}

// makeRoom leaves space to read into, moving what is unread when half the buffer lies before it.
func (s *Buffer) makeRoom() {
	if s.buf == nil {
		s.buf = make([]byte, firstBuffer)
	}
	if s.lo == s.hi || s.lo > len(s.buf)/2 {
		s.toFront()
	}
	if s.hi < len(s.buf) {
		return
	}
	if s.lo > 0 {
		s.toFront()
		return
	}
	s.buf = append(s.buf, make([]byte, len(s.buf))...)
}

func (s *Buffer) toFront() {
	s.hi = copy(s.buf, s.buf[s.lo:s.hi])
	s.lo = 0
}

// emptyReads bounds how often a reader may return neither data nor an error.
const emptyReads = 100

func (s *Buffer) read() {
	for range emptyReads {
		n, err := s.r.Read(s.buf[s.hi:])
		s.hi += n
		s.err = err
		if n > 0 || err != nil {
			return
		}
	}
	s.err = io.ErrNoProgress
}
