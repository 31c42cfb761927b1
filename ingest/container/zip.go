package container

import (
	"archive/zip"
	"bufio"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"

	"github.com/zertify/zertify/schema/hint"
)

// Numbers from the ZIP specification (APPNOTE.TXT, sections 4.3 to 4.5). Empty
// archives begin with the end record, split ones with 50 4B 07 08.
var zipFormat = Format{
	Name:  "zip",
	Doc:   "zip archive, stored, deflated (deflate64 too), bzip2 or zstd; every file is an input of its own",
	Exts:  []string{".zip"},
	Match: prefix("PK\x03\x04", zipEnd, zipSplit, zipOneDisk+"PK\x03\x04"),
	open:  openZip,
}

const (
	zipEncrypted = 0x0001 // general purpose flag
	zipDeflate64 = 9
	zipBzip2     = 12
	zipZstd      = 93
)

// zipMethods names the compression methods that are met in practice.
var zipMethods = map[uint16]string{
	zip.Store: "stored", zip.Deflate: "deflate", zipDeflate64: "deflate64", zipBzip2: "bzip2", zipZstd: "zstd",
	1: "shrink", 2: "reduce", 3: "reduce", 4: "reduce", 5: "reduce", 6: "implode",
	14: "LZMA", 16: "CMPSC", 18: "TERSE", 19: "LZ77", 94: "MP3", 95: "xz", 96: "JPEG",
	97: "WavPack", 98: "PPMd", 99: "AES encryption",
}

func zipMethod(m uint16) string {
	if name, ok := zipMethods[m]; ok {
		return name
	}
	return fmt.Sprintf("method %d", m)
}

// Split archives: the parts .z01, .z02 … and, last, .zip, which holds the table of
// contents. A part between has nothing to know it by.
const (
	zipSplit    = "PK\x07\x08" // at the beginning of the first part
	zipOneDisk  = "PK00"       // the same, when one part was enough
	zipEnd      = "PK\x05\x06"
	zipEndSize  = 22
	trySplitZip = "put all parts into one folder and join them: zip -s 0 NAME.zip --out whole.zip, or 7z x NAME.zip"
	tryZipStart = tryAgainBinary +
		"; if it is the first of several parts, name them all in order after {parts}, or 7z x NAME.zip.001"
	zipNoEnd     = "no usable table of contents at the end: "
	zipSplitPart = "part of a split zip archive, or its parts one behind the other"
)

// splitZipFormat is the last part of a split archive, known by its end.
var splitZipFormat = Format{
	Name: "split zip",
	Doc:  "last part of a split zip archive; named, not opened",
	Exts: []string{},
	tail: isSplitZipEnd,
	open: func(*source, func(part) error) error {
		return fault(IDClosed, -1, trySplitZip, "part of a split zip archive, the one with the table of contents")
	},
}

// isSplitZipEnd knows a table of contents that says it is on another disk than the
// first, or that begins before the file does.
func isSplitZipEnd(tail []byte, size int64) bool {
	if len(tail) < zipEndSize {
		return false
	}
	end := tail[len(tail)-zipEndSize:]
	if string(end[:4]) != zipEnd || end[20] != 0 || end[21] != 0 {
		return false
	}
	le := binary.LittleEndian
	disk, dirSize, dirAt := le.Uint16(end[4:]), int64(le.Uint32(end[12:])), int64(le.Uint32(end[16:]))
	if dirAt == 0xFFFFFFFF || disk == 0xFFFF {
		return false // the numbers are elsewhere (zip64)
	}
	return disk > 0 || dirAt+dirSize > size-zipEndSize
}

// zipTail returns the last bytes of an archive, nil when they cannot be read.
func zipTail(at io.ReaderAt, size int64) []byte {
	tail := make([]byte, min(zipEndSize, size))
	if _, err := at.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return nil
	}
	return tail
}

// zipFault says what is wrong with an archive whose table of contents cannot be read.
func zipFault(head []byte, at io.ReaderAt, size int64, err error) error {
	if prefix(zipSplit)(head) || isSplitZipEnd(zipTail(at, size), size) {
		return &Error{ID: IDClosed, Offset: -1, Err: err, Found: zipSplitPart, Try: trySplitZip}
	}
	return &Error{ID: IDDamaged, Offset: -1, Err: err, Found: zipNoEnd + err.Error(), Try: hint.Words(tryZipStart)}
}

func openZip(in *source, yield func(part) error) error {
	at, size, done, err := in.randomly()
	if err != nil {
		return err
	}
	defer done()
	zr, err := zip.NewReader(at, size)
	if err != nil || isSplitZipEnd(zipTail(at, size), size) {
		return zipFault(in.head(), at, size, err)
	}
	if err := in.claims(zipSizes(zr.File)); err != nil {
		return err
	}
	z := &zipArchive{in: in, at: at, size: size}
	for method, open := range zipDecoders {
		zr.RegisterDecompressor(method, func(r io.Reader) io.ReadCloser {
			z.raw = &counter{r: r}
			z.br = bufio.NewReader(z.raw)
			return open(z.br)
		})
	}
	for _, f := range zipFiles(zr) {
		if err := z.file(f, yield); err != nil {
			return err
		}
	}
	in.told = false // what is said now is of the archive, not of its last member
	return z.unclaimed(zr.File)
}

// zipSizes returns what the members of an archive claim to hold.
func zipSizes(files []*zip.File) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for _, f := range files {
			if !yield(f.UncompressedSize64) {
				return
			}
		}
	}
}

// zipDecoders opens the members of each method. They read from a buffered reader, so
// that what they leave of a damaged member is known.
var zipDecoders = map[uint16]func(*bufio.Reader) io.ReadCloser{
	zip.Store:   func(r *bufio.Reader) io.ReadCloser { return io.NopCloser(r) },
	zip.Deflate: func(r *bufio.Reader) io.ReadCloser { return flate.NewReader(r) },
	zipBzip2:    func(r *bufio.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) },
	zipZstd:     unzipZstd,

	zipDeflate64: func(r *bufio.Reader) io.ReadCloser { return newInflate64(r) },
}

// A zipArchive opens the members of one archive, one after the other.
type zipArchive struct {
	in   *source
	at   io.ReaderAt
	size int64

	raw *counter // compressed bytes of the present member
	br  *bufio.Reader
}

// zipFiles returns the files in the order of their names; equal names keep the
// order of the archive. Folders are left out.
func zipFiles(zr *zip.Reader) []*zip.File {
	files := slices.DeleteFunc(slices.Clone(zr.File), func(f *zip.File) bool { return strings.HasSuffix(f.Name, "/") })
	slices.SortStableFunc(files, func(a, b *zip.File) int { return cmp.Compare(zipName(a), zipName(b)) })
	return files
}

// zipName returns a file's name. Names not marked as UTF-8 come from DOS, whose
// code page was 437, or from programs that write UTF-8 and do not say so.
func zipName(f *zip.File) string {
	if f.NonUTF8 && !utf8.ValidString(f.Name) {
		return cp437(f.Name)
	}
	return f.Name
}

func (z *zipArchive) file(f *zip.File, yield func(part) error) error {
	z.raw, z.br = nil, nil
	p := part{
		name:  zipName(f),
		layer: Layer{Format: "zip"},
		mod:   f.Modified,
		taken: func() int64 { return z.stored(f) },
		left:  func() int64 { return z.stored(f) - z.used() },
	}
	if p.err = zipRefusal(f); p.err != nil {
		return yield(p)
	}
	r, err := f.Open()
	if err != nil {
		p.err = asError(err, -1)
		return yield(p)
	}
	p.r = &zipMember{z: z, f: f, r: r}
	err = yield(p)
	_ = r.Close() // the data's own checksum was compared at their end
	return err
}

// stored returns the size of a member in the archive, as far as it can be there.
func (z *zipArchive) stored(f *zip.File) int64 { return int64(min(f.CompressedSize64, uint64(z.size))) }

// used returns how much of the present member's compressed data was decoded.
func (z *zipArchive) used() int64 {
	if z.raw == nil {
		return 0
	}
	return z.raw.n - int64(z.br.Buffered())
}

// A zipMember is the content of one member. It checks what the library passes over.
type zipMember struct {
	z   *zipArchive
	f   *zip.File
	r   io.Reader
	sum uint32 // CRC-32, kept only where the table of contents has 0
}

func (m *zipMember) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if m.f.CRC32 == 0 {
		m.sum = crc32.Update(m.sum, crc32.IEEETable, p[:n])
	}
	switch {
	case err == nil:
		return n, nil
	case err == io.EOF && m.sum != 0: // the library takes a checksum of 0 for none
		err = zip.ErrChecksum
	case err == io.EOF && m.z.used() < m.z.stored(m.f):
		err = fault(IDRest, m.at(), trySplit, "the compressed data end before the member does")
	case err == io.EOF:
		return n, err
	}
	return n, m.explain(err)
}

// explain says at which byte of the archive a member broke, and how much of it is
// left: at least 1 byte, which is missing, or wrong when the checksum does not agree.
func (m *zipMember) explain(err error) error {
	e := asError(err, m.at())
	e.Left = max(1, m.z.stored(m.f)-m.z.used())
	return e
}

// at returns the byte of the archive up to which the member was decoded; -1 when its
// place is not known.
func (m *zipMember) at() int64 {
	start, err := m.f.DataOffset()
	if err != nil {
		return -1
	}
	return start + m.z.used()
}

// zipRefusal says why a file cannot be opened, if so.
func zipRefusal(f *zip.File) *Error {
	switch {
	case f.Flags&zipEncrypted != 0:
		return fault(IDClosed, -1, "unpack it with its password first (7z x asks for it) and give the files inside",
			"the member is encrypted")
	case f.Mode().Type()&^fs.ModeNamedPipe != 0:
		// A member that was read from a pipe is a usual one marked as a pipe.
		return fault(IDClosed, -1, "", "the member is not a regular file but %s", f.Mode().Type())
	}
	if zipDecoders[f.Method] != nil {
		return nil
	}
	return fault(IDClosed, -1, "unpack it first (7z x) and give the files inside",
		"the member is compressed with %s, which is not opened here", zipMethod(f.Method))
}

// unzipZstd opens a zstd member; a fault in its header shows on the first read.
func unzipZstd(r *bufio.Reader) io.ReadCloser {
	zr, err := newZstd(r)
	if err != nil {
		return io.NopCloser(failing{err})
	}
	return struct {
		io.Reader
		io.Closer
	}{&zstdReader{r: zr, at: func() int64 { return -1 }}, zr.IOReadCloser()}
}

// failing is a reader that only fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// cp437High holds the characters of IBM code page 437 from X'80' on.
const cp437High = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
	"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0"

var cp437Runes = []rune(cp437High)

func cp437(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] < 0x80 {
			b.WriteByte(s[i])
		} else {
			b.WriteRune(cp437Runes[s[i]-0x80])
		}
	}
	return b.String()
}
