package smf

import (
	"io"
	"math"

	"github.com/zertify/zertify/schema/stream"
)

// bufferSize is both how much is asked of the input at a time and the window that
// framing is decided on. It is at least four times lookAhead, so that moving the
// rest of the buffer to its front stays cheap however the input looks.
const bufferSize = 1 << 20

// input is the input of a Reader.
type input struct {
	stream.Buffer
	tail int64 // see padFrom; -1 while unknown
}

func newInput(r io.Reader) input {
	return input{Buffer: stream.NewBuffer(r), tail: -1}
}

// isPad holds the bytes that fill up the end of a file: zeros (tape images, fixed
// block copies), EBCDIC blanks, and Ctrl-Z.
var isPad = [256]bool{0x00: true, 0x40: true, 0x1A: true}

// padFrom returns the offset from which on everything is padding, when the end of
// the input is in sight; else an offset that is never reached.
func (s *input) padFrom() int64 {
	if !s.Ended() {
		return math.MaxInt64
	}
	if s.tail < 0 {
		b := s.Unread()
		for len(b) > 0 && isPad[b[len(b)-1]] {
			b = b[:len(b)-1]
		}
		s.tail = s.Pos() + int64(len(b))
	}
	return s.tail
}
