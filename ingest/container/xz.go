package container

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// The .xz file format, version 1.2.0: streams of blocks, each with a header that
// names its filters, a check, and an index behind the blocks. The library decodes
// what is inside the blocks; the frame is read here, because a block's header may
// ask for a dictionary of 4 GiB and the library would make one.
var xzFormat = Format{
	Name:  "xz",
	Doc:   "xz, one or more streams, dictionaries of up to 64 MiB (xz -9)",
	Exts:  []string{".xz"},
	Match: prefix(xzMagic),
	open:  openXz,
}

const (
	xzMagic   = "\xfd7zXZ\x00"
	xzHead    = 12 // bytes of a stream's header, and of its footer
	xzMaxDict = 64 << 20
	xzLZMA2   = 0x21 // filter

	tryXz = "unpack it first (xz -d) and give the file inside"
)

// xzChecks are the checks of blocks by their number in the stream's flags.
var xzChecks = map[byte]func() hash.Hash{
	0:  nil,
	1:  func() hash.Hash { return crc32.NewIEEE() },
	4:  func() hash.Hash { return crc64.New(crc64.MakeTable(crc64.ECMA)) },
	10: sha256.New,
}

// openXz looks at the first block before it hands anything on, so that what
// cannot be opened is refused and not found damaged.
func openXz(in *source, yield func(part) error) error {
	x := &xzReader{in: in, br: in.br}
	for x.block == nil && x.err == nil {
		x.err = x.next()
	}
	if x.err != nil && x.err != io.EOF {
		return x.err
	}
	return yield(part{layer: Layer{Format: "xz"}, r: x, taken: in.offset})
}

// xzSizes is what the index lists of each block, in order: the bytes of its header,
// data and check, and those that came out of it. That the index agrees shows that no
// block is missing.
type xzSizes struct {
	blocks uint64
	sum    hash.Hash64
}

func (s *xzSizes) add(v uint64) { _, _ = s.sum.Write(binary.LittleEndian.AppendUint64(nil, v)) } // never fails

func newXzSizes() xzSizes { return xzSizes{sum: fnv.New64a()} }

// xzReader reads the content of all streams, one after the other.
type xzReader struct {
	in      *source
	br      *bufio.Reader
	head    int64         // bytes of the present block's header
	n       int64         // bytes of its data read from br
	size    int64         // bytes that came out of it
	seen    xzSizes       // of the blocks of the present stream
	open    bool          // a stream has begun
	streams int           // begun
	check   byte          // of the present stream
	block   *lzma.Reader2 // nil between blocks
	sum     hash.Hash
	err     error
}

func (x *xzReader) Read(p []byte) (int, error) {
	for x.err == nil {
		if x.block == nil {
			x.err = x.next()
			continue
		}
		n, err := x.block.Read(p)
		x.size += int64(n)
		if x.sum != nil {
			x.sum.Write(p[:n])
		}
		if err == io.EOF {
			err = x.endBlock()
		}
		x.err = x.explain(err)
		if n > 0 {
			return n, nil
		}
	}
	return 0, x.err
}

// explain words a fault of the library as ours.
func (x *xzReader) explain(err error) error {
	if err == nil || err == io.EOF || err == io.ErrUnexpectedEOF || isFault(err) {
		return err
	}
	return x.fault("%v", err)
}

func isFault(err error) bool {
	_, ok := err.(*Error)
	return ok
}

func (x *xzReader) fault(format string, args ...any) error {
	return fault(IDDamaged, x.in.offset(), tryAgainBinary, format, args...)
}

// next begins a stream or a block, or ends a stream.
func (x *xzReader) next() error {
	if !x.open {
		return x.beginStream()
	}
	size, err := x.br.Peek(1)
	if err != nil {
		return io.ErrUnexpectedEOF
	}
	if size[0] == 0 {
		return x.endStream()
	}
	return x.beginBlock()
}

// beginStream reads a stream's header; zeros may stand between streams.
func (x *xzReader) beginStream() error {
	head, err := x.br.Peek(4)
	for err == nil && allZero(head) {
		_, _ = x.br.Discard(4) // Peek has shown that they are there
		head, err = x.br.Peek(4)
	}
	if len(head) == 0 && err == io.EOF {
		return io.EOF
	}
	if x.streams > 0 && !bytes.HasPrefix(head, []byte(xzMagic[:4])) {
		return x.in.end(nil, 0)
	}
	x.streams++
	var h [xzHead]byte
	if _, err := io.ReadFull(x.br, h[:]); err != nil {
		return unexpected(err)
	}
	_, known := xzChecks[h[7]]
	if string(h[:6]) != xzMagic || h[6] != 0 || !known || crc32.ChecksumIEEE(h[6:8]) != binary.LittleEndian.Uint32(h[8:]) {
		return x.fault("no stream header where one should be")
	}
	x.open, x.check, x.seen = true, h[7], newXzSizes()
	return nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// beginBlock reads a block's header and makes its decoder.
func (x *xzReader) beginBlock() error {
	size, _ := x.br.Peek(1) // next has looked at it
	h := make([]byte, 4*(int(size[0])+1))
	if _, err := io.ReadFull(x.br, h); err != nil {
		return unexpected(err)
	}
	body, sum := h[:len(h)-4], binary.LittleEndian.Uint32(h[len(h)-4:])
	if crc32.ChecksumIEEE(body) != sum {
		return x.fault("the check of a block's header does not agree")
	}
	dict, err := x.dictionary(body[1], bytes.NewReader(body[2:]))
	if err != nil {
		return err
	}
	x.n, x.size, x.head = 0, 0, int64(len(h))
	x.block, err = lzma.Reader2Config{DictCap: dict}.NewReader2(xzBody{x})
	if new := xzChecks[x.check]; new != nil {
		x.sum = new()
	}
	return x.explain(err)
}

// dictionary reads sizes and filters of a block and returns the dictionary it needs.
func (x *xzReader) dictionary(flags byte, r io.ByteReader) (int, error) {
	var v [3]uint64 // filter, length of its properties, the properties
	for _, there := range []bool{flags&0x40 != 0, flags&0x80 != 0} {
		if there {
			if _, err := binary.ReadUvarint(r); err != nil {
				return 0, x.fault("a block's header ends too early")
			}
		}
	}
	for i := range v {
		var err error
		if v[i], err = binary.ReadUvarint(r); err != nil {
			return 0, x.fault("a block's header ends too early")
		}
	}
	if flags&0x3F != 0 || v[0] != xzLZMA2 || v[1] != 1 || v[2] > 40 {
		return 0, fault(IDClosed, x.in.offset(), tryXz, "a block uses filters other than LZMA2 alone")
	}
	dict := (2 | v[2]&1) << (v[2]/2 + 11)
	if v[2] == 40 || dict > xzMaxDict {
		return 0, fault(IDLimit, x.in.offset(), tryXz, "a block needs a dictionary of more than %d MiB", xzMaxDict>>20)
	}
	return int(dict), nil
}

// xzBody reads the bytes of a block and counts them, for its padding.
type xzBody struct{ x *xzReader }

func (b xzBody) Read(p []byte) (int, error) {
	n, err := b.x.br.Read(p)
	b.x.n += int64(n)
	return n, err
}

func (b xzBody) ReadByte() (byte, error) {
	c, err := b.x.br.ReadByte()
	if err == nil {
		b.x.n++
	}
	return c, err
}

// endBlock compares the check behind a block.
func (x *xzReader) endBlock() error {
	x.block = nil
	check := int64(0)
	if x.sum != nil {
		check = int64(x.sum.Size())
	}
	x.seen.blocks++
	x.seen.add(uint64(x.head + x.n + check))
	x.seen.add(uint64(x.size))
	var want [sha256.Size]byte
	pad := int(-x.n & 3)
	if _, err := io.ReadFull(x.br, want[:pad]); err != nil {
		return unexpected(err)
	}
	if !allZero(want[:pad]) {
		return x.fault("a block is not followed by zeros")
	}
	if x.sum == nil {
		return nil
	}
	got := x.sum.Sum(nil)
	if x.check != 10 { // CRCs are little-endian in the file
		for i, j := 0, len(got)-1; i < j; i, j = i+1, j-1 {
			got[i], got[j] = got[j], got[i]
		}
	}
	if _, err := io.ReadFull(x.br, want[:len(got)]); err != nil {
		return unexpected(err)
	}
	if !bytes.Equal(got, want[:len(got)]) {
		return x.fault("the check of a block does not agree with its content")
	}
	return nil
}

// endStream compares the index with the blocks and reads the footer.
func (x *xzReader) endStream() error {
	c := &xzIndex{br: x.br, sum: crc32.NewIEEE()}
	_, err := c.ReadByte()
	count, err2 := binary.ReadUvarint(c)
	if err != nil || err2 != nil {
		return io.ErrUnexpectedEOF
	}
	if count != x.seen.blocks {
		return x.fault("the index lists %d blocks, %d are here", count, x.seen.blocks)
	}
	listed := newXzSizes()
	for range 2 * count {
		v, err := binary.ReadUvarint(c)
		switch {
		case c.err != nil:
			return unexpected(c.err)
		case err != nil:
			return x.fault("the index holds a number that is too long")
		}
		listed.add(v)
	}
	if listed.sum.Sum64() != x.seen.sum.Sum64() {
		return x.fault("the sizes in the index are not those of the blocks")
	}
	for c.n%4 != 0 && c.err == nil {
		_, _ = c.ReadByte() // c keeps the error
	}
	if c.err != nil {
		return unexpected(c.err)
	}
	var foot [4 + xzHead]byte
	if _, err := io.ReadFull(x.br, foot[:]); err != nil {
		return unexpected(err)
	}
	if binary.LittleEndian.Uint32(foot[:]) != c.sum.Sum32() {
		return x.fault("the check of the index does not agree")
	}
	if f := foot[4:]; string(f[10:]) != "YZ" || f[8] != 0 || f[9] != x.check ||
		crc32.ChecksumIEEE(f[4:10]) != binary.LittleEndian.Uint32(f) {
		return x.fault("no stream footer behind the index")
	}
	x.open = false
	return nil
}

// xzIndex reads the index byte by byte and keeps its check.
type xzIndex struct {
	br  *bufio.Reader
	sum hash.Hash32
	n   int64
	err error
}

func (c *xzIndex) ReadByte() (byte, error) {
	b, err := c.br.ReadByte()
	if err != nil {
		c.err = err
		return 0, err
	}
	c.n++
	c.sum.Write([]byte{b})
	return b, nil
}
