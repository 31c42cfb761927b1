package nmsec

import "io"

// firstBuffer is the size the buffer begins with, so that small files cost little.
const firstBuffer = 64 << 10

// emptyReads bounds how often a reader may give neither data nor an error.
const emptyReads = 100

// source is the unread part of the input as one slice. It grows only as far as a
// caller needs at once, and only as data arrive.
type source struct {
	r   io.Reader
	buf []byte
	lo  int // buf[lo:hi] is unread
	hi  int
	pos int64 // offset in the input of buf[lo]
	err error // why no more can be read; io.EOF at the end
}

// need returns the unread input, at least n bytes of it unless the input ends first.
func (s *source) need(n int) []byte {
	for s.hi-s.lo < n && s.err == nil {
		s.makeRoom()
		s.read()
	}
	return s.buf[s.lo:s.hi]
}

// makeRoom leaves space to read into.
func (s *source) makeRoom() {
	if s.lo == s.hi || s.lo > len(s.buf)/2 || s.lo > 0 && s.hi == len(s.buf) {
		s.hi = copy(s.buf, s.buf[s.lo:s.hi])
		s.lo = 0
	}
	if s.hi == len(s.buf) {
		s.buf = append(s.buf, make([]byte, max(len(s.buf), firstBuffer))...)
	}
}

func (s *source) read() {
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

// skip marks n bytes as read.
func (s *source) skip(n int) {
	s.lo += n
	s.pos += int64(n)
}

// ended reports that what need gives is all that is left.
func (s *source) ended() bool { return s.err != nil }
