package container

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/ulikunitz/xz/lzma"

	"github.com/dustin/go-humanize/english"
)

// 7z archives (7zFormat.txt of the LZMA SDK): 32 bytes that point at a header near
// the end, which may be compressed itself, and before it the packed streams. A
// folder is one stream; a solid archive has many files in one. The table of contents
// is read in sevenzip_header.go by our own code: the library for it makes whatever a
// header asks for, up to 4 Gi entries.
var sevenZipFormat = Format{
	Name: "7z",
	Doc: "7-Zip archive, solid ones included: LZMA and LZMA2 with dictionaries of up to 64 MiB, deflate, deflate64, " +
		"bzip2, zstd, stored",
	Exts:  []string{".7z"},
	Match: prefix(sevenZipMagic),
	open:  openSevenZip,
}

const (
	sevenZipMagic = "7z\xbc\xaf\x27\x1c"
	sevenZipHead  = 32

	// maxSevenZipHeader bounds the table of contents, packed and unpacked. One of
	// 100,000 files with long names takes half of it.
	maxSevenZipHeader = 16 << 20

	trySevenZip = "unpack it first (7z x) and give the files inside"
)

// archive7z is an archive that is being read.
type archive7z struct {
	in   *source
	at   io.ReaderAt
	size int64

	claims [][2]int64 // from and to of what belongs to something
	raw    *counter   // packed bytes of the present folder
	br     *bufio.Reader
}

func openSevenZip(in *source, yield func(part) error) error {
	at, size, done, err := in.randomly()
	if err != nil {
		return err
	}
	defer done()
	a := &archive7z{in: in, at: at, size: size}
	toc, err := a.contents()
	if err != nil {
		return err
	}
	for _, f := range toc.files {
		if !f.hasStream && !f.isFolder {
			if err := yield(part{name: f.name, layer: Layer{Format: "7z"}, mod: f.mod, r: bytes.NewReader(nil)}); err != nil {
				return err
			}
		}
	}
	files := toc.withStreams()
	if err := in.claims(toc.sizes()); err != nil {
		return err
	}
	for i := range toc.folders {
		f := &toc.folders[i]
		if len(files) < len(f.streams) {
			return fault7z(-1, "more files in its streams than in its table of contents")
		}
		if err := a.openFolder(f, files[:len(f.streams)], yield); err != nil {
			return err
		}
		files = files[len(f.streams):]
	}
	if len(files) > 0 {
		return fault7z(-1, "%d files of its table of contents have no content", len(files))
	}
	in.told = false // what is said now is of the archive, not of its last member
	return a.unclaimed(toc)
}

// sizes returns what the folders claim to hold.
func (toc *contents7z) sizes() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for i := range toc.folders {
			if !yield(uint64(max(0, toc.folders[i].size()))) {
				return
			}
		}
	}
}

// unclaimed reports bytes that belong to no stream and not to the table of contents.
func (a *archive7z) unclaimed(toc *contents7z) error {
	for i := range toc.folders {
		a.claim(&toc.folders[i])
	}
	slices.SortFunc(a.claims, func(x, y [2]int64) int { return cmp.Compare(x[0], y[0]) })
	e := newExtent(a.in, a.at)
	for _, c := range append(a.claims, [2]int64{a.size, a.size}) {
		if err := e.gap(min(c[0], a.size)); err != nil {
			return err
		}
		e.pos = max(e.pos, c[1])
	}
	return e.fault()
}

func (a *archive7z) claim(f *folder7z) {
	a.claims = append(a.claims, [2]int64{sevenZipHead + f.packAt, sevenZipHead + f.packAt + f.packAll})
}

func fault7z(off int64, format string, args ...any) *Error {
	return fault(IDDamaged, off, tryAgainBinary, format, args...)
}

// contents finds and reads the table of contents.
func (a *archive7z) contents() (*contents7z, error) {
	var h [sevenZipHead]byte
	if _, err := a.at.ReadAt(h[:], 0); err != nil {
		return nil, unexpected(err)
	}
	le := binary.LittleEndian
	if crc32.ChecksumIEEE(h[12:]) != le.Uint32(h[8:]) {
		return nil, fault7z(8, "the check of the first header does not agree")
	}
	off, n := le.Uint64(h[12:]), le.Uint64(h[20:])
	switch {
	case n == 0:
		a.claims = [][2]int64{{0, sevenZipHead}}
		return &contents7z{}, nil
	case off > uint64(a.size) || n > uint64(a.size)-off || off+n+sevenZipHead > uint64(a.size):
		return nil, fault(IDDamaged, -1,
			tryAgainBinary+"; if it is the first of several parts, name them all in order after {parts}",
			"the table of contents lies behind the end")
	case n > maxSevenZipHeader:
		return nil, fault(IDLimit, -1, trySevenZip, "a table of contents of %s", english.Plural(int(n), "byte", ""))
	}
	a.claims = [][2]int64{{0, sevenZipHead}, {sevenZipHead + int64(off), sevenZipHead + int64(off+n)}}
	raw := make([]byte, n)
	if _, err := a.at.ReadAt(raw, int64(off)+sevenZipHead); err != nil {
		return nil, unexpected(err)
	}
	if crc32.ChecksumIEEE(raw) != le.Uint32(h[28:]) {
		return nil, fault7z(int64(off)+sevenZipHead, "the check of the table of contents does not agree")
	}
	return a.parse(raw)
}

// parse reads the table of contents, which is packed in turn as often as not.
func (a *archive7z) parse(raw []byte) (*contents7z, error) {
	const deepest = 4
	for range deepest {
		p := &parser7z{b: raw}
		toc, packed := p.header()
		switch {
		case p.err != nil:
			return nil, p.err
		case !packed:
			return toc, nil
		case len(toc.folders) != 1:
			return nil, fault7z(-1, "a packed table of contents in %d folders", len(toc.folders))
		}
		f := &toc.folders[0]
		if f.size() > maxSevenZipHeader {
			return nil, fault(IDLimit, -1, trySevenZip, "a table of contents of %s", english.Plural(int(f.size()), "byte", ""))
		}
		a.claim(f)
		r, err := a.decode(f)
		if err != nil {
			return nil, err
		}
		raw = make([]byte, f.size())
		if _, err := io.ReadFull(r, raw); err != nil {
			return nil, fault7z(-1, "the packed table of contents: %v", unexpected(err))
		}
		if f.hasSum && crc32.ChecksumIEEE(raw) != f.sum {
			return nil, fault7z(-1, "the check of the packed table of contents does not agree")
		}
	}
	return nil, fault7z(-1, "a table of contents packed more than %d times", deepest)
}

// openFolder hands on the files of one folder in order.
func (a *archive7z) openFolder(f *folder7z, files []file7z, yield func(part) error) error {
	a.raw, a.br = nil, nil
	r, err := a.decode(f)
	for i, file := range files {
		p := part{name: file.name, layer: Layer{Format: "7z", Detail: f.method()}, mod: file.mod,
			taken: func() int64 { return f.packAll }, left: func() int64 { return max(1, f.packAll-a.used()) }}
		body := &body7z{r: r, left: f.streams[i].size, stream: f.streams[i], sum: crc32.NewIEEE()}
		switch {
		case err != nil:
			again := *asError(err, -1) // for each file that it costs
			p.err = &again
			if i > 0 {
				p.err.Left = 1 // what is left of the stream is counted with the first
			}
		case file.isLink:
			p.err = fault(IDClosed, -1, "", "the member is a symbolic link, which is not followed")
		default:
			p.r = body
		}
		if err := yield(p); err != nil {
			return err
		}
		if err == nil && i < len(files)-1 {
			err = a.skip(body)
		}
	}
	return nil
}

// skip reads what was left unread of a file, because it lies before the next one, as
// far as so much may be read at all.
func (a *archive7z) skip(body *body7z) error {
	const piece = 1 << 20
	for n := int64(0); body.left > 0; n += piece {
		if err := a.in.w.ctx.Err(); err != nil {
			return stop{err}
		}
		if a.in.told && body.err == nil || n > a.in.w.maxOutput() {
			return fault(IDLimit, -1, tryUnpackFirst, "lies behind a file that was not read to its end")
		}
		if _, err := io.CopyN(io.Discard, body, piece); err != nil && body.left > 0 {
			return err
		}
	}
	return nil
}

// body7z is the content of one file inside a folder.
type body7z struct {
	r      io.Reader
	left   int64
	stream stream7z
	sum    interface {
		io.Writer
		Sum32() uint32
	}
	err error
}

func (b *body7z) Read(p []byte) (int, error) {
	switch {
	case b.err != nil:
		return 0, b.err
	case b.left == 0:
		b.err = io.EOF
		if b.stream.hasSum && b.sum.Sum32() != b.stream.sum {
			b.err = fault7z(-1, "the check of the member does not agree with its content")
		}
		return 0, b.err
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	_, _ = b.sum.Write(p[:n]) // a checksum takes everything
	switch {
	case b.left == 0: // the next call compares the check
	case err == io.EOF:
		b.err = io.ErrUnexpectedEOF
	case err != nil && !isFault(err):
		b.err = fault7z(-1, "damaged: %v", err)
	default:
		b.err = err
	}
	if n > 0 {
		return n, nil
	}
	return n, b.err
}

// A method7z opens one method: its identifier, its name, and how; nil for methods
// that are named only.
type method7z struct {
	id, name string
	open     func(r io.Reader, props []byte, size int64) (io.Reader, error)
}

var methods7z = []method7z{
	{"\x00", "stored", func(r io.Reader, _ []byte, _ int64) (io.Reader, error) { return r, nil }},
	{"\x21", "LZMA2", openLZMA2},
	{"\x03\x01\x01", "LZMA", openLZMA7z},
	{"\x04\x01\x08", "deflate",
		func(r io.Reader, _ []byte, _ int64) (io.Reader, error) { return flate.NewReader(r), nil }},
	{"\x04\x01\x09", "deflate64", func(r io.Reader, _ []byte, _ int64) (io.Reader, error) { return newInflate64(r), nil }},
	{"\x04\x02\x02", "bzip2", func(r io.Reader, _ []byte, _ int64) (io.Reader, error) { return bzip2.NewReader(r), nil }},
	{"\x04\xf7\x11\x01", "zstd",
		func(r io.Reader, _ []byte, _ int64) (io.Reader, error) { return unzipZstd(bufio.NewReader(r)), nil }},
	{"\x03\x04\x01", "PPMd", nil},
	{"\x03", "delta", nil},
	{"\x03\x03\x01\x03", "BCJ", nil},
	{"\x03\x03\x01\x1b", "BCJ2", nil},
	{aes7z, "AES", nil},
}

const aes7z = "\x06\xf1\x07\x01"

func methodOf(id string) method7z {
	for _, m := range methods7z {
		if m.id == id {
			return m
		}
	}
	return method7z{id: id, name: fmt.Sprintf("method %x", id)}
}

func dictionary7z(size uint64) error {
	if size > xzMaxDict {
		return fault(IDLimit, -1, trySevenZip, "needs a dictionary of %d MiB, more than the %d that are opened", size>>20,
			xzMaxDict>>20)
	}
	return nil
}

func openLZMA2(r io.Reader, props []byte, _ int64) (io.Reader, error) {
	if len(props) != 1 || props[0] > 40 {
		return nil, fault7z(-1, "properties %x of LZMA2 make no sense", props)
	}
	dict := uint64(2|props[0]&1) << (props[0]/2 + 11)
	if err := dictionary7z(dict); err != nil {
		return nil, err
	}
	return lzma.Reader2Config{DictCap: int(dict)}.NewReader2(r)
}

// openLZMA7z shows the library the head of the alone format, which has the same
// properties and the size.
func openLZMA7z(r io.Reader, props []byte, size int64) (io.Reader, error) {
	if len(props) != 5 {
		return nil, fault7z(-1, "properties %x of LZMA make no sense", props)
	}
	if err := dictionary7z(uint64(binary.LittleEndian.Uint32(props[1:]))); err != nil {
		return nil, err
	}
	head := binary.LittleEndian.AppendUint64(bytes.Clone(props), uint64(size))
	return lzma.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(head), r)))
}

// decode opens the stream of a folder.
func (a *archive7z) decode(f *folder7z) (io.Reader, error) {
	for _, c := range f.coders {
		switch m := methodOf(c.id); {
		case c.id == aes7z:
			return nil, fault(IDClosed, -1, "unpack it with its password first (7z x asks for it) and give the files inside",
				"encrypted")
		case m.open == nil || !c.simple:
			return nil, fault(IDClosed, -1, trySevenZip, "compressed with %s, which is not opened here", m.name)
		}
	}
	if len(f.order) == 0 {
		return nil, fault7z(-1, "coders that are not bound to one another in a row")
	}
	if f.packAt > a.size-sevenZipHead || f.packSize > a.size-sevenZipHead-f.packAt {
		return nil, fault7z(-1, "a packed stream lies behind the end")
	}
	a.raw = &counter{r: io.NewSectionReader(a.at, sevenZipHead+f.packAt, f.packSize)}
	a.br = bufio.NewReaderSize(a.raw, bufferSize)
	var r io.Reader = a.br
	for _, i := range f.order {
		c := f.coders[i]
		var err error
		if r, err = methodOf(c.id).open(r, c.props, c.size); err != nil {
			return nil, asError(err, -1)
		}
		r = io.LimitReader(r, c.size)
	}
	return r, nil
}

// used returns how much of the present folder's packed stream was decoded.
func (a *archive7z) used() int64 {
	if a.raw == nil {
		return 0
	}
	return a.raw.n - int64(a.br.Buffered())
}

// filetime turns a count of 100 nanoseconds since 1601 into a time.
func filetime(v uint64) time.Time {
	const toUnix = 116444736000000000
	if v < toUnix || v > 1<<62 {
		return time.Time{}
	}
	return time.Unix(int64((v-toUnix)/1e7), int64((v-toUnix)%1e7)*100).UTC()
}

// method names what the content is packed with.
func (f *folder7z) method() string { return methodOf(f.coders[f.last].id).name }
