package smf

import (
	"io"
	"math"
)

// bufferSize is both how much is asked of the input at a time and the window that
// framing is decided on. It is at least four times lookAhead, so that moving the
// rest of the buffer to its front stays cheap however the input looks.
const bufferSize = 1 << 20

// firstBuffer is the size to begin with, so that small files cost little.
const firstBuffer = 16 << 10

// source is the unread part of the input as one slice. It grows only when a caller
// needs more at once, and only as data arrive.
type source struct {
	r    io.Reader
	buf  []byte
	lo   int // buf[lo:hi] is unread
	hi   int
	pos  int64 // offset in the input of buf[lo]
	err  error // why no more can be read; io.EOF at the end
	tail int64 // see padFrom; -1 while unknown
}

func newSource(r io.Reader) source {
	return source{r: r, tail: -1}
}

// need returns the unread input, at least n bytes of it unless the input ends first.
func (s *source) need(n int) []byte {
	for s.hi-s.lo < n && s.err == nil {
		s.makeRoom()
		s.read()
	}
	return s.buf[s.lo:s.hi]
}

// makeRoom leaves space to read into, moving what is unread when half the buffer
// lies before it.
func (s *source) makeRoom() {
	if s.buf == nil {
		s.buf = make([]byte, firstBuffer)
	}
	if s.lo == s.hi || s.lo > len(s.buf)/2 {
		s.hi = copy(s.buf, s.buf[s.lo:s.hi])
		s.lo = 0
	}
	if s.hi < len(s.buf) {
		return
	}
	if s.lo > 0 {
		s.hi = copy(s.buf, s.buf[s.lo:s.hi])
		s.lo = 0
		return
	}
	s.buf = append(s.buf, make([]byte, len(s.buf))...)
}

// emptyReads bounds how often a reader may give neither data nor an error.
const emptyReads = 100

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

// isPad holds the bytes that fill up the end of a file: zeros (tape images, fixed
// block copies), EBCDIC blanks, and Ctrl-Z.
var isPad = [256]bool{0x00: true, 0x40: true, 0x1A: true}

// padFrom returns the offset from which on everything is padding, when the end of
// the input is in sight; else an offset that is never reached.
func (s *source) padFrom() int64 {
	if !s.ended() {
		return math.MaxInt64
	}
	if s.tail < 0 {
		i := s.hi
		for i > s.lo && isPad[s.buf[i-1]] {
			i--
		}
		s.tail = s.pos + int64(i-s.lo)
	}
	return s.tail
}
