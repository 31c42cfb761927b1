package container

import (
	"encoding/binary"
	"math/bits"
	"time"
	"unicode/utf16"

	"github.com/dustin/go-humanize/english"
)

// contents7z is the table of contents of a 7z archive.
type contents7z struct {
	folders []folder7z
	files   []file7z
}

// folder7z is one packed stream and how it is unpacked.
type folder7z struct {
	coders           []coder7z
	order            []int // of coders, from the packed stream on
	packs            int   // packed streams
	packAt, packSize int64 // of the first
	packAll          int64 // bytes of all
	last             int   // the coder that gives the content
	hasSum           bool
	sum              uint32
	streams          []stream7z // files inside
}

type coder7z struct {
	id     string
	props  []byte
	size   int64 // unpacked
	simple bool  // one stream in, one out
}

type stream7z struct {
	size   int64
	hasSum bool
	sum    uint32
}

type file7z struct {
	name                        string
	mod                         time.Time
	hasStream, isFolder, isLink bool
}

func (f *folder7z) size() int64 { return f.coders[f.last].size }

// withStreams returns the files that have content.
func (c *contents7z) withStreams() []file7z {
	var out []file7z
	for _, f := range c.files {
		if f.hasStream {
			out = append(out, f)
		}
	}
	return out
}

// Identifiers of what stands in a header.
const (
	id7zEnd         = 0x00
	id7zHeader      = 0x01
	id7zProperties  = 0x02
	id7zMain        = 0x04
	id7zFiles       = 0x05
	id7zPack        = 0x06
	id7zUnpack      = 0x07
	id7zSubStreams  = 0x08
	id7zSize        = 0x09
	id7zSum         = 0x0A
	id7zFolder      = 0x0B
	id7zUnpackSize  = 0x0C
	id7zStreams     = 0x0D
	id7zEmptyStream = 0x0E
	id7zEmptyFile   = 0x0F
	id7zNames       = 0x11
	id7zModified    = 0x14
	id7zAttributes  = 0x15
	id7zPacked      = 0x17
)

const (
	maxCoders7z = 4 // of a folder; 7-Zip uses up to four

	attributes7zFolder = 0x10
	attributes7zUnix   = 0x8000 // the upper half is a mode
	modeLink           = 0xA000
	modeKind           = 0xF000
)

// parser7z reads a header. Behind a fault it reads zeros, so that loops end; what is
// counted takes at least a byte each, so that no count can exceed what is left.
type parser7z struct {
	b   []byte
	err *Error
}

func (p *parser7z) fail(format string, args ...any) {
	if p.err == nil {
		p.err = fault7z(-1, "the table of contents: "+format, args...)
	}
	p.b = nil
}

func (p *parser7z) take(n uint64) []byte {
	if n > uint64(len(p.b)) {
		p.fail("ends too early")
		return nil
	}
	out := p.b[:n:n]
	p.b = p.b[n:]
	return out
}

func (p *parser7z) byte() byte {
	if b := p.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (p *parser7z) u32() uint32 {
	if b := p.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// number reads a number whose first byte says by its leading ones how many follow.
func (p *parser7z) number() uint64 {
	first := p.byte()
	n := bits.LeadingZeros8(^first)
	var v uint64
	for i, b := range p.take(uint64(n)) {
		v |= uint64(b) << (8 * i)
	}
	if n < 7 {
		v |= uint64(first&(1<<(7-n)-1)) << (8 * n)
	}
	return v
}

// length reads a number of bytes, which fits 63 bits.
func (p *parser7z) length() int64 {
	v := p.number()
	if v > 1<<62 {
		p.fail("a size of %s", english.Plural(int(v), "byte", ""))
		return 0
	}
	return int64(v)
}

// index reads a number below n.
func (p *parser7z) index(n int) int {
	v := p.number()
	if v >= uint64(n) {
		p.fail("number %d of %d", v, n)
		return 0
	}
	return int(v)
}

// maxEntries7z bounds what is counted: far more than the members that are visited.
const maxEntries7z = 1 << 18

// count reads how many things follow.
func (p *parser7z) count(what string) int {
	v := p.number()
	if v > uint64(len(p.b)) || v > maxEntries7z {
		p.fail("%d %s in %s", v, what, english.Plural(len(p.b), "byte", ""))
		return 0
	}
	return int(v)
}

func (p *parser7z) want(id byte, what string) {
	if got := p.byte(); got != id && p.err == nil {
		p.fail("%02X where %s should be", got, what)
	}
}

// vector reads n bits, high bit first.
func (p *parser7z) vector(n int) []bool {
	raw := p.take(uint64(n+7) / 8)
	out := make([]bool, n)
	for i := range out {
		out[i] = raw != nil && raw[i/8]&(0x80>>(i%8)) != 0
	}
	return out
}

// optional reads which of n things are there: all, or those that bits say.
func (p *parser7z) optional(n int) []bool {
	if p.byte() == 0 {
		return p.vector(n)
	}
	out := make([]bool, n)
	for i := range out {
		out[i] = true
	}
	return out
}

// header reads the table of contents, or the description of a packed one.
func (p *parser7z) header() (toc *contents7z, packed bool) {
	toc = &contents7z{}
	switch id := p.byte(); id {
	case id7zPacked:
		p.streams(toc)
		return toc, true
	case id7zHeader:
	default:
		p.fail("begins with %02X", id)
		return toc, false
	}
	for p.err == nil {
		switch id := p.byte(); id {
		case id7zEnd:
			return toc, false
		case id7zProperties:
			for p.byte() != id7zEnd {
				p.take(p.number())
			}
		case id7zMain:
			p.streams(toc)
		case id7zFiles:
			p.files(toc)
		default:
			p.fail("%02X among its parts", id)
		}
	}
	return toc, false
}

// streams reads where the packed streams are and how they are unpacked.
func (p *parser7z) streams(toc *contents7z) {
	var at int64
	var sizes []int64
	for p.err == nil {
		switch id := p.byte(); id {
		case id7zEnd:
			p.place(toc, at, sizes)
			return
		case id7zPack:
			at, sizes = p.pack()
		case id7zUnpack:
			p.unpack(toc)
		case id7zSubStreams:
			p.subStreams(toc)
		default:
			p.fail("%02X among the streams", id)
		}
	}
}

func (p *parser7z) pack() (at int64, sizes []int64) {
	at = p.length()
	n := p.count("packed streams")
	for p.err == nil {
		switch id := p.byte(); id {
		case id7zEnd:
			return at, sizes
		case id7zSize:
			sizes = make([]int64, n)
			for i := range sizes {
				sizes[i] = p.length()
			}
		case id7zSum:
			p.sums(n)
		default:
			p.fail("%02X among the packed streams", id)
		}
	}
	return at, sizes
}

// sums reads the checks of n streams.
func (p *parser7z) sums(n int) []stream7z {
	out := make([]stream7z, n)
	for i, there := range p.optional(n) {
		if there {
			out[i].hasSum, out[i].sum = true, p.u32()
		}
	}
	return out
}

// place assigns each folder its packed stream. One that has several is of a kind that
// is not opened, and takes as many as it has.
func (p *parser7z) place(toc *contents7z, at int64, sizes []int64) {
	for i := range toc.folders {
		f := &toc.folders[i]
		if len(sizes) < f.packs {
			p.fail("fewer packed streams than its folders take")
			return
		}
		f.packAt, f.packSize = at, sizes[0]
		for _, s := range sizes[:f.packs] {
			if at += s; at < 0 {
				p.fail("packed streams of more bytes than there can be")
				return
			}
		}
		f.packAll = at - f.packAt
		sizes = sizes[f.packs:]
	}
}

func (p *parser7z) unpack(toc *contents7z) {
	p.want(id7zFolder, "folders")
	toc.folders = make([]folder7z, p.count("folders"))
	p.want(0, "the folders themselves")
	for i := range toc.folders {
		p.folder(&toc.folders[i])
	}
	p.want(id7zUnpackSize, "unpacked sizes")
	for i := range toc.folders {
		for j := range toc.folders[i].coders {
			toc.folders[i].coders[j].size = p.length()
		}
	}
	for p.err == nil {
		switch id := p.byte(); id {
		case id7zEnd:
			for i := range toc.folders {
				f := &toc.folders[i]
				f.streams = []stream7z{{f.size(), f.hasSum, f.sum}}
			}
			return
		case id7zSum:
			for i, s := range p.sums(len(toc.folders)) {
				toc.folders[i].hasSum, toc.folders[i].sum = s.hasSum, s.sum
			}
		default:
			p.fail("%02X among the folders", id)
		}
	}
}

// folder reads the coders and how they are bound to one another.
func (p *parser7z) folder(f *folder7z) {
	n := p.count("coders")
	if n == 0 || n > maxCoders7z {
		p.fail("a folder of %d coders", n)
		return
	}
	var ins int
	for range n {
		c, in := p.coder()
		f.coders = append(f.coders, c)
		ins += in
	}
	from := map[int]int{} // which coder's output an input takes
	for range n - 1 {
		in := p.index(ins)
		from[in] = p.index(n)
	}
	if f.packs = ins - (n - 1); f.packs > 1 {
		for range f.packs {
			p.number()
		}
	}
	f.chain(from, ins)
}

// coder reads one coder and the number of its inputs; 7-Zip knows none with several
// outputs any more.
func (p *parser7z) coder() (c coder7z, ins int) {
	flags := p.byte()
	c.id, c.simple, ins = string(p.take(uint64(flags&0x0F))), true, 1
	if flags&0x10 != 0 {
		in, out := p.number(), p.number()
		if in == 0 || in > maxCoders7z || out != 1 {
			p.fail("a coder with %d inputs and %d outputs", in, out)
			return c, 1
		}
		c.simple, ins = in == 1, int(in)
	}
	if flags&0x20 != 0 {
		c.props = p.take(p.number())
	}
	return c, ins
}

// chain puts simple coders into order, from the one that takes the packed stream to
// the one whose output nobody takes. Others are in no order and are not opened.
func (f *folder7z) chain(from map[int]int, ins int) {
	taken := map[int]bool{}
	for _, out := range from {
		taken[out] = true
	}
	for i := range f.coders {
		if !taken[i] {
			f.last = i
		}
	}
	if ins != len(f.coders) {
		return
	}
	order := []int{f.last}
	for len(order) < len(f.coders) {
		next, bound := from[order[0]]
		if !bound || next >= len(f.coders) {
			return
		}
		order = append([]int{next}, order...)
	}
	if _, bound := from[order[0]]; !bound {
		f.order = order
	}
}

// subStreams reads the files of each folder: how many, their sizes but for the last
// of each, which is the rest, and the checks that are not those of whole folders.
func (p *parser7z) subStreams(toc *contents7z) {
	id := p.byte()
	if id == id7zStreams {
		total := 0
		for i := range toc.folders {
			n := p.count("files of a folder")
			if total += n; total > maxEntries7z {
				p.fail("more than %d files", maxEntries7z)
				return
			}
			toc.folders[i].streams = make([]stream7z, n)
		}
		id = p.byte()
	}
	for i := range toc.folders {
		f := &toc.folders[i]
		left := f.size()
		for j := range f.streams {
			s := &f.streams[j]
			if s.size = left; j < len(f.streams)-1 && id == id7zSize {
				s.size = p.length()
			}
			if left -= s.size; left < 0 {
				p.fail("files of more bytes than their folder has")
				return
			}
		}
	}
	if id == id7zSize {
		id = p.byte()
	}
	if id == id7zSum {
		p.fileSums(toc)
		id = p.byte()
	}
	if id != id7zEnd {
		p.fail("%02X among the files of folders", id)
	}
}

func (p *parser7z) fileSums(toc *contents7z) {
	var without []*stream7z
	for i := range toc.folders {
		f := &toc.folders[i]
		if len(f.streams) == 1 && f.hasSum {
			f.streams[0].hasSum, f.streams[0].sum = true, f.sum
			continue
		}
		for j := range f.streams {
			without = append(without, &f.streams[j])
		}
	}
	for i, s := range p.sums(len(without)) {
		without[i].hasSum, without[i].sum = s.hasSum, s.sum
	}
}

// files reads the names and what else is known of the files.
func (p *parser7z) files(toc *contents7z) {
	n := p.count("files")
	toc.files = make([]file7z, n)
	for i := range toc.files {
		toc.files[i].hasStream = true
	}
	for p.err == nil {
		id := p.byte()
		if id == id7zEnd {
			return
		}
		q := &parser7z{b: p.take(p.number())}
		q.property(id, toc.files)
		if p.err == nil {
			p.err = q.err
		}
	}
}

// property reads one property of all files.
func (p *parser7z) property(id byte, files []file7z) {
	switch id {
	case id7zEmptyStream:
		for i, empty := range p.vector(len(files)) {
			files[i].hasStream, files[i].isFolder = !empty, empty
		}
	case id7zEmptyFile:
		var empty []*file7z
		for i := range files {
			if !files[i].hasStream {
				empty = append(empty, &files[i])
			}
		}
		for i, is := range p.vector(len(empty)) {
			empty[i].isFolder = !is
		}
	case id7zNames:
		p.want(0, "the names themselves")
		for i := range files {
			files[i].name = p.name()
		}
	case id7zModified:
		p.each(files, func(f *file7z) { f.mod = filetime(uint64(p.u32()) | uint64(p.u32())<<32) })
	case id7zAttributes:
		p.each(files, func(f *file7z) {
			v := p.u32()
			f.isLink = v&attributes7zUnix != 0 && v>>16&modeKind == modeLink
			f.isFolder = f.isFolder || v&attributes7zFolder != 0
		})
	}
}

func (p *parser7z) each(files []file7z, read func(*file7z)) {
	there := p.optional(len(files))
	p.want(0, "the values themselves")
	for i := range files {
		if there[i] {
			read(&files[i])
		}
	}
}

// name reads characters of two bytes up to a zero.
func (p *parser7z) name() string {
	var units []uint16
	for p.err == nil {
		b := p.take(2)
		if b == nil {
			break
		}
		u := binary.LittleEndian.Uint16(b)
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}
