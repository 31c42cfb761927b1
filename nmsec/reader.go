package nmsec

import (
	"io"
)

// DefaultLimit is Options.Limit when that is 0. A length field may allow 4 GiB;
// 64 MiB holds more than 100,000 tunnel records and keeps a corrupt length from
// asking for the machine's memory.
const DefaultLimit = 64 << 20

// Options say how to read an input. The zero value is right for most.
type Options struct {
	Framing *Framing // nil: discover it, else try those that come with the program
	Carve   bool     // without a framing, find known structures by their form
	Limit   int      // largest message accepted, bytes; 0 means DefaultLimit
}

// Reader yields the messages of one input in the order they are in.
type Reader struct {
	name string
	opt  Options
}

// NewReader reads messages from r. name is what errors and Message.Pos call the
// input. Nothing is read before the first call of Next.
func NewReader(name string, r io.Reader, opt Options) *Reader {
	return &Reader{name: name, opt: opt}
}

// Framing gives the framing in use and how it came to be: what was forced, found
// or tried. Before the first call of Next, when the input was refused and while
// carving f is nil.
func (r *Reader) Framing() (f *Framing, basis string) { return nil, "" }

// Report tells what discovery found; nil when it did not run.
func (r *Reader) Report() *Discovery { return nil }

// Next returns the next message, or one of these errors:
//
//	io.EOF    all input is accounted for
//	*Fault    a piece of input that is no message; unless Fatal, call again
//	*Refusal  nothing can be read (first call only); errors.Is tells ErrNotNMI,
//	          ErrUndiscovered and ErrAmbiguous apart
//
// A fatal fault is returned once; io.EOF follows.
func (r *Reader) Next() (*Message, error) { return nil, io.EOF }

// Sniff reports whether b, the first bytes of an input, look like a captured NMI
// stream. A few kilobytes are needed to tell; it claims neither SMF dumps nor
// real-time buffers.
func Sniff(b []byte) bool { return false }
