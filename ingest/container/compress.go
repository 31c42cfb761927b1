package container

import (
	"bufio"
	"io"
)

// The file begins with 1F 9D and a byte that holds the largest code width in
// its low five bits and, in X'80', whether code 256 clears the table (compress(1),
// as specified by POSIX and kept by the free implementations of the format).
var compressFormat = Format{
	Name:    "compress",
	Doc:     "Unix compress (.Z), 9 to 16 bits",
	Exts:    []string{".z"},
	Match:   isCompress,
	endless: true,
	open:    openCompress,
}

const (
	lzwMinBits = 9
	lzwMaxBits = 16
	lzwClear   = 256
)

func isCompress(head []byte) bool {
	return len(head) >= 3 && head[0] == 0x1f && head[1] == 0x9d && head[2]&0x60 == 0 &&
		head[2]&0x1f >= lzwMinBits && head[2]&0x1f <= lzwMaxBits
}

func openCompress(in *source, yield func(part) error) error {
	var head [3]byte
	if _, err := io.ReadFull(in.br, head[:]); err != nil {
		return err
	}
	z := &lzwReader{in: in, br: in.br, maxBits: uint(head[2] & 0x1f), block: head[2]&0x80 != 0, bits: lzwMinBits, prev: -1}
	z.reset()
	return yield(part{layer: Layer{Format: "compress"}, r: z, taken: in.offset})
}

// lzwReader decodes the growing-width LZW of compress. Codes come in groups of
// eight, low bits first; when the width changes, the rest of the group is
// padding.
type lzwReader struct {
	in      *source
	br      *bufio.Reader
	maxBits uint
	block   bool // code 256 clears the table

	bits  uint     // present width
	group [16]byte // eight codes of at most 16 bits
	have  int      // bytes of group filled
	pos   uint     // bits of group used
	next  int      // next free table entry
	prev  int      // previous code; -1 after a clear
	first byte     // first byte of the previous string
	pre   [1 << lzwMaxBits]uint16
	last  [1 << lzwMaxBits]byte
	str   [1 << lzwMaxBits]byte // a string is built from its end
	out   []byte                // the part of str not yet handed out
	err   error
}

func (z *lzwReader) reset() {
	z.next = lzwClear
	if z.block {
		z.next++
	}
	z.bits = lzwMinBits
	z.prev = -1
}

func (z *lzwReader) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(z.out) == 0 {
			if z.err != nil || !z.step() {
				break
			}
		}
		k := copy(p[n:], z.out)
		z.out = z.out[k:]
		n += k
	}
	if n == 0 && len(p) > 0 {
		return 0, z.err
	}
	return n, nil
}

// step decodes one code into out. It reports false at the end and on faults.
func (z *lzwReader) step() bool {
	if z.next > 1<<z.bits-1 && z.bits < z.maxBits {
		z.bits++
		z.pos, z.have = 0, 0
	}
	code, err := z.code()
	if err != nil {
		z.err = err
		return false
	}
	if code == lzwClear && z.block {
		z.reset()
		z.pos, z.have = 0, 0
		return true
	}
	return z.emit(code)
}

// code reads the next code of the present width.
func (z *lzwReader) code() (int, error) {
	if z.pos+z.bits > uint(z.have)*8 {
		n, err := io.ReadFull(z.br, z.group[:z.bits])
		z.pos, z.have = 0, n
		if uint(n)*8 < z.bits {
			if err == io.ErrUnexpectedEOF && !allZero(z.group[:n]) {
				return 0, io.ErrUnexpectedEOF
			}
			if err == io.ErrUnexpectedEOF {
				err = io.EOF
			}
			return 0, err
		}
	}
	i := z.pos / 8
	v := uint(z.group[i])
	if i+1 < 16 {
		v |= uint(z.group[i+1]) << 8
	}
	if i+2 < 16 {
		v |= uint(z.group[i+2]) << 16
	}
	v = v >> (z.pos % 8) & (1<<z.bits - 1)
	z.pos += z.bits
	return int(v), nil
}

func (z *lzwReader) emit(code int) bool {
	if z.prev < 0 {
		if code > 255 {
			return z.corrupt(code)
		}
		z.prev, z.first = code, byte(code)
		z.str[len(z.str)-1] = byte(code)
		z.out = z.str[len(z.str)-1:]
		return true
	}
	if code > z.next || (code == z.next && z.next >= 1<<z.maxBits) {
		return z.corrupt(code)
	}
	end := len(z.str)
	c := code
	if code == z.next { // the entry about to be made: the previous string and its own first byte
		end--
		z.str[end] = z.first
		c = z.prev
	}
	for c > 255 { // prefixes are always smaller than the entry, so this ends
		end--
		z.str[end] = z.last[c]
		c = int(z.pre[c])
	}
	end--
	z.str[end] = byte(c)
	z.first = byte(c)
	z.out = z.str[end:]
	if z.next < 1<<z.maxBits {
		z.pre[z.next], z.last[z.next] = uint16(z.prev), z.first
		z.next++
	}
	z.prev = code
	return true
}

func (z *lzwReader) corrupt(code int) bool {
	z.err = fault(IDDamaged, z.in.offset(), tryAgainBinary, "code %d has not been defined yet", code)
	return false
}

func allZero(s []byte) bool {
	for _, b := range s {
		if b != 0 {
			return false
		}
	}
	return true
}
