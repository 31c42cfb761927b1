package container

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"math/bits"

	"github.com/ulikunitz/xz/lzma"
)

// The LZMA "alone" format of LZMA Utils, which has no magic number: properties, size
// of the dictionary, size of the content or all ones; then the coded data, whose
// first byte is zero. 5D are the properties that every tool writes unless told.
var lzmaFormat = Format{
	Name:  "lzma",
	Doc:   "LZMA alone (.lzma), dictionaries of up to 64 MiB",
	Exts:  []string{".lzma"},
	Match: isLzma,
	sure:  func(ahead []byte) bool { return len(ahead) > lzmaHead && ahead[lzmaHead] == 0 },
	open:  openLzma,
}

// lzip (version 1): magic, coded size of the dictionary, LZMA data with an end
// marker, CRC-32, sizes of content and member. Members may follow one another.
var lzipFormat = Format{
	Name:  "lzip",
	Doc:   "lzip, concatenated members included, dictionaries of up to 64 MiB",
	Exts:  []string{".lz"},
	Match: prefix(lzipMagic),
	open:  openLzip,
}

const (
	lzmaProps = 0x5D
	lzmaHead  = 13
	lzipMagic = "LZIP\x01"
	lzipFoot  = 20
)

// isLzma wants a dictionary of 2^n or 2^n + 2^(n-1) bytes and a size that is not
// known or below 256 GiB, as xz does.
func isLzma(head []byte) bool {
	if len(head) < lzmaHead || head[0] != lzmaProps {
		return false
	}
	dict, size := binary.LittleEndian.Uint32(head[1:]), binary.LittleEndian.Uint64(head[5:])
	ones := bits.OnesCount32(dict)
	round := ones == 1 || ones == 2 && dict&(dict>>1) != 0
	return round && dict >= 1<<12 && (size == 1<<64-1 || size < 1<<38)
}

// dictionaryLimit refuses a dictionary that is too large to be made.
func (in *source) dictionaryLimit(size uint64, command string) error {
	if size <= xzMaxDict {
		return nil
	}
	return fault(IDLimit, in.offset(), "unpack it first ("+command+") and give the file inside",
		"needs a dictionary of %d MiB, more than the %d that are opened", size>>20, xzMaxDict>>20)
}

func openLzma(in *source, yield func(part) error) error {
	dict := binary.LittleEndian.Uint32(in.head()[1:])
	if err := in.dictionaryLimit(uint64(dict), "xz -d --format=lzma"); err != nil {
		return err
	}
	r, err := lzma.NewReader(in.br)
	if err != nil {
		return lzmaFault(in, err)
	}
	return yield(part{layer: Layer{Format: "lzma"}, r: &lzmaReader{in: in, r: r}, taken: in.offset})
}

// lzmaFault words a fault of the library as ours.
func lzmaFault(in *source, err error) error {
	var e *Error
	if err == nil || err == io.EOF || errors.As(err, &e) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return fault(IDDamaged, in.offset(), tryAgainBinary, "damaged: %v", err)
}

type lzmaReader struct {
	in *source
	r  io.Reader
}

func (l *lzmaReader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if err == io.EOF {
		err = l.in.end(nil, 0)
	}
	return n, lzmaFault(l.in, err)
}

func openLzip(in *source, yield func(part) error) error {
	l := &lzipReader{in: in}
	if err := l.begin(); err != nil {
		return err
	}
	return yield(part{layer: Layer{Format: "lzip"}, r: l, taken: in.offset})
}

// lzipReader reads the content of all members.
type lzipReader struct {
	in    *source
	r     io.Reader // of the present member
	start int64     // of the present member in the source
	n     uint64    // bytes it has given
	sum   hash.Hash32
}

// begin opens the member that is ahead: the library reads the alone format, so it is
// shown that format's header.
func (l *lzipReader) begin() error {
	l.start = l.in.offset()
	var h [len(lzipMagic) + 1]byte
	if _, err := io.ReadFull(l.in.br, h[:]); err != nil {
		return unexpected(err)
	}
	code := h[len(lzipMagic)]
	dict := uint32(1) << (code & 0x1F)
	dict -= dict / 16 * uint32(code>>5)
	if n := code & 0x1F; n < 12 || n > 29 {
		return fault(IDDamaged, l.in.offset(), tryAgainBinary, "a dictionary of 2^%d bytes, which the format does not allow",
			n)
	}
	if err := l.in.dictionaryLimit(uint64(dict), "lzip -d"); err != nil {
		return err
	}
	head := append(binary.LittleEndian.AppendUint32([]byte{lzmaProps}, dict), bytes.Repeat([]byte{0xFF}, 8)...)
	r, err := lzma.NewReader(&afterHead{head: head, in: l.in})
	l.r, l.n, l.sum = r, 0, crc32.NewIEEE()
	return lzmaFault(l.in, err)
}

// afterHead reads a header and then the source, byte by byte as the library wants it
// in order to stop where its data end.
type afterHead struct {
	head []byte
	in   *source
}

func (a *afterHead) ReadByte() (byte, error) {
	if len(a.head) == 0 {
		return a.in.br.ReadByte()
	}
	b := a.head[0]
	a.head = a.head[1:]
	return b, nil
}

func (a *afterHead) Read(p []byte) (int, error) {
	if len(a.head) == 0 {
		return a.in.br.Read(p)
	}
	n := copy(p, a.head)
	a.head = a.head[n:]
	return n, nil
}

func (l *lzipReader) Read(p []byte) (int, error) {
	for {
		n, err := l.r.Read(p)
		l.n += uint64(n)
		l.sum.Write(p[:n])
		if err == io.EOF {
			err = l.next()
		}
		if err = lzmaFault(l.in, err); err != nil || n > 0 {
			return n, err
		}
	}
}

// next compares what stands behind a member and begins the one that follows, if any.
func (l *lzipReader) next() error {
	var foot [lzipFoot]byte
	if _, err := io.ReadFull(l.in.br, foot[:]); err != nil {
		return unexpected(err)
	}
	le := binary.LittleEndian
	if le.Uint32(foot[:]) != l.sum.Sum32() || le.Uint64(foot[4:]) != l.n ||
		le.Uint64(foot[12:]) != uint64(l.in.offset()-l.start) {
		return fault(IDDamaged, l.in.offset(), tryAgainBinary, "the check of a member does not agree with its content")
	}
	if head, _ := l.in.br.Peek(len(lzipMagic)); string(head) == lzipMagic {
		return l.begin()
	}
	return l.in.end(nil, 0)
}
