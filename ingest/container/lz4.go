package container

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"github.com/pierrec/lz4/v4"
)

// The LZ4 frame format, and the older one that lz4 -l writes, whose blocks have up
// to 8 MiB. Both are concatenated as they are.
var lz4Format = Format{
	Name:  "lz4",
	Doc:   "LZ4 frames, those of lz4 -l included",
	Exts:  []string{".lz4"},
	Match: prefix(lz4Frame, lz4Legacy),
	open:  openLz4,
}

const (
	lz4Frame  = "\x04\x22\x4d\x18"
	lz4Legacy = "\x02\x21\x4c\x18"

	tryLz4 = "unpack it first (lz4 -d) and give the file inside; if that fails, too, " + tryAgainBinary
)

// openLz4 decodes in the caller's goroutine, as zstd does.
func openLz4(in *source, yield func(part) error) error {
	l := &lz4Reader{in: in, frames: lz4Frames{br: in.br}}
	l.r = lz4.NewReader(&l.frames)
	if prefix(lz4Legacy)(in.head()) {
		in.noteEndless("lz4 -l")
	}
	return yield(part{layer: Layer{Format: "lz4"}, r: l, taken: in.offset})
}

// lz4Reader reads the content of all frames. The library takes an input that ends
// between blocks for whole, and padding behind the last frame for a damaged one.
type lz4Reader struct {
	in     *source
	r      *lz4.Reader
	frames lz4Frames
}

func (l *lz4Reader) Read(p []byte) (int, error) {
	for {
		n, err := l.r.Read(p)
		switch {
		case err == nil || errors.Is(err, io.ErrUnexpectedEOF) || isFault(err):
			return n, err
		case err == io.EOF && !l.frames.ended():
			return n, io.ErrUnexpectedEOF
		case err == io.EOF:
			return n, err
		case !l.frames.strange():
			return n, fault(IDDamaged, l.in.offset(), tryLz4, "%v", err)
		}
		if err = l.next(); err != nil || n > 0 {
			return n, err
		}
	}
}

// next goes on with a frame behind padding, or ends the layer. The library has read
// four bytes that begin no frame.
func (l *lz4Reader) next() error {
	ahead := l.frames.field[:]
	if leadingPadding(ahead) < len(ahead) {
		return l.in.end(ahead, 0)
	}
	head, err := l.in.skipPadding(len(ahead))
	switch {
	case prefix(lz4Frame, lz4Legacy)(head):
		l.frames = lz4Frames{br: l.in.br}
		l.r.Reset(&l.frames)
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	}
	return l.in.end(nil, 0)
}

// lz4Frames follows the structure of the frames that are read through it.
type lz4Frames struct {
	br    *bufio.Reader
	state lz4State
	flags byte    // of the present frame
	field [4]byte // being read
	n     int     // bytes of it
	skip  int64   // bytes in front of the next field
}

// An lz4State is which field comes next.
type lz4State uint8

const (
	lz4Magic   lz4State = iota // of a frame; the input may end here
	lz4Flags                   // flags and block size code
	lz4Block                   // size of a block; 0 ends the frame
	lz4Old                     // size of a block of the older form, which has no end mark
	lz4Skipped                 // size of a frame to be skipped
	lz4Strange                 // no frame begins where one should
)

// Flags of a frame that add to it.
const (
	lz4BlockSums   = 0x10
	lz4ContentSize = 0x08
	lz4ContentSum  = 0x04
	lz4Dictionary  = 0x01
)

func (f *lz4Frames) ended() bool {
	return f.skip == 0 && f.n == 0 && (f.state == lz4Magic || f.state == lz4Old)
}

func (f *lz4Frames) strange() bool { return f.state == lz4Strange }

func (f *lz4Frames) Read(p []byte) (int, error) {
	n, err := f.br.Read(p)
	for b := p[:n]; len(b) > 0 && f.state != lz4Strange; {
		if k := min(f.skip, int64(len(b))); k > 0 {
			f.skip -= k
			b = b[k:]
			continue
		}
		f.field[f.n] = b[0]
		f.n++
		b = b[1:]
		if f.n == len(f.field) || f.state == lz4Flags && f.n == 2 {
			f.n = 0
			f.take(binary.LittleEndian.Uint32(f.field[:]))
		}
	}
	return n, err
}

// take acts on a complete field, as a number or as bytes.
func (f *lz4Frames) take(v uint32) {
	switch magic := string(f.field[:]); {
	case f.state == lz4Flags:
		f.flags, f.state = f.field[0], lz4Block
		f.skip = 1 + f.adds(lz4ContentSize, 8) + f.adds(lz4Dictionary, 4) // 1: the header's check
	case f.state == lz4Block && v == 0:
		f.state, f.skip = lz4Magic, f.adds(lz4ContentSum, 4)
	case f.state == lz4Block:
		f.skip = int64(v&^(1<<31)) + f.adds(lz4BlockSums, 4)
	case f.state == lz4Skipped:
		f.state, f.skip = lz4Magic, int64(v)
	case magic == lz4Frame:
		f.state = lz4Flags
	case magic == lz4Legacy:
		f.state = lz4Old
	case magic[0]&0xF0 == 0x50 && magic[1:] == "\x2a\x4d\x18":
		f.state = lz4Skipped
	case f.state == lz4Old:
		f.skip = int64(v)
	default:
		f.state = lz4Strange
	}
}

// adds is n when the frame has the flag.
func (f *lz4Frames) adds(flag byte, n int64) int64 {
	if f.flags&flag != 0 {
		return n
	}
	return 0
}
