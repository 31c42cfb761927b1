package container

import (
	"bufio"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"io"
)

// A bzip2 stream begins with BZh, the block size 1 to 9, and the block magic
// 314159265359 or, when empty, the end magic 177245385090.
var bzip2Format = Format{
	Name:  "bzip2",
	Doc:   "bzip2, concatenated streams included",
	Exts:  []string{".bz2"},
	Match: isBzip2,
	open:  openBzip2,
}

const (
	bzip2Magic = "BZh"
	bzip2End   = 0x177245385090 // 48 bits, at any bit; a checksum of 32 bits and zeros up to a byte follow
)

func isBzip2(head []byte) bool {
	if len(head) < 10 || string(head[:3]) != bzip2Magic || head[3] < '1' || head[3] > '9' {
		return false
	}
	magic := string(head[4:10])
	return magic == "1AY&SY" || magic == "\x17\x72\x45\x38\x50\x90"
}

func openBzip2(in *source, yield func(part) error) error {
	b := &bzip2Reader{in: in, src: bzip2Source{br: in.br}}
	b.r = bzip2.NewReader(&b.src)
	return yield(part{layer: Layer{Format: "bzip2"}, r: b, taken: in.offset})
}

// bzip2Reader reads the content of all streams. The library takes whatever follows
// a stream and is not another one for damage; padding is not.
type bzip2Reader struct {
	in  *source
	src bzip2Source
	r   io.Reader
}

func (b *bzip2Reader) Read(p []byte) (int, error) {
	for {
		n, err := b.r.Read(p)
		var bad bzip2.StructuralError
		if !errors.As(err, &bad) || !b.src.ended() {
			return n, err
		}
		if err = b.next(); err != nil || n > 0 {
			return n, err
		}
	}
}

// next goes on with a stream behind padding, or ends the layer. The library has read
// two bytes that begin no stream.
func (b *bzip2Reader) next() error {
	ahead := b.src.last[len(b.src.last)-2:]
	if leadingPadding(ahead) < len(ahead) {
		return b.in.end(ahead, 0)
	}
	head, err := b.in.skipPadding(len(bzip2Magic))
	switch {
	case string(head) == bzip2Magic:
		b.r = bzip2.NewReader(&b.src)
		return nil
	case err != nil && !errors.Is(err, io.EOF):
		return err
	}
	return b.in.end(nil, 0)
}

// bzip2Source remembers the last bytes that were read.
type bzip2Source struct {
	br   *bufio.Reader
	last [13]byte // an end of a stream, ten bytes and up to seven bits, and two bytes more
}

func (s *bzip2Source) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := s.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = c
	return 1, nil
}

// ReadByte returns what the library reads with, so that it never reads too much.
func (s *bzip2Source) ReadByte() (byte, error) {
	c, err := s.br.ReadByte()
	if err == nil {
		copy(s.last[:], s.last[1:])
		s.last[len(s.last)-1] = c
	}
	return c, err
}

// ended reports whether a stream ended two bytes ago.
func (s *bzip2Source) ended() bool {
	// From the end: two bytes, up to seven bits of filling, 32 bits of checksum, the magic.
	high := binary.BigEndian.Uint64(s.last[:])
	for filling := range 8 {
		if high>>(8+filling)&(1<<48-1) == bzip2End {
			return true
		}
	}
	return false
}
