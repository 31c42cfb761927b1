package container

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/dustin/go-humanize/english"
)

// TERSE is what AMATERSE and TRSMAIN write: a 12-byte header and a stream of
// 12-bit codes. The description was checked against real tersed files with
// known content; see the package's README for what is known and how.
var terseFormat = Format{
	Name:  terseName,
	Doc:   "AMATERSE and TRSMAIN, PACK and SPACK, fixed and variable records; libraries are named, not opened",
	Exts:  []string{".trs", ".ters", ".terse", ".tersed", ".pack", ".spack"},
	Match: isTerse,
	open:  openTerse,
}

// First byte of the header.
const (
	terseNative  = 0x01
	tersePack    = 0x02
	terseSpack   = 0x05
	terseLibrary = 0x07
)

const (
	terseName = "TERSE"

	terseHeaderSize = 12
	nativeMagic     = "\x89\x69\xa5" // behind the first byte

	// Of the native form two descriptions are public: terselib 0.1.0 writes and reads four bytes of header, others read
	// a record length behind them. The codes tell which one an input has.
	nativeHeaderSize   = 6
	nativeShortestSize = 4

	terseMVS = 0x04 // flag: written on z/OS

	// maxTerseRecord bounds the record length of a header. The longest LRECL
	// that z/OS documents is some 100 000 bytes; the bound keeps SMF data whose
	// first bytes happen to look like a header from being taken for one.
	maxTerseRecord = 1 << 24

	// maxVRecord is what a record descriptor word can count, less its own four bytes.
	maxVRecord = 0xFFFF - rdwSize
	rdwSize    = 4
)

// terseHeader holds what the header says.
type terseHeader struct {
	method   byte
	variable bool
	length   int // record length; for variable records without the descriptor word
	block    int
	size     int // of the header
}

func isTerse(head []byte) bool {
	_, ok := parseTerse(head)
	return ok
}

// parseTerse reads the header and makes the checks that tell it from an SMF
// record of 512 or 1 280 bytes, which can begin with the same two bytes: there
// the byte at 5 is the record type, and the half word at 2 is zero.
func parseTerse(head []byte) (terseHeader, bool) {
	if len(head) >= nativeHeaderSize && (head[0] == terseNative || head[0] == terseLibrary) &&
		string(head[1:nativeShortestSize]) == nativeMagic {
		return terseHeader{method: terseNative, length: int(binary.BigEndian.Uint16(head[nativeShortestSize:])),
			size: nativeHeaderSize}, true
	}
	if len(head) < terseHeaderSize || head[1] > 1 {
		return terseHeader{}, false
	}
	short, long := int(binary.BigEndian.Uint16(head[2:])), int64(binary.BigEndian.Uint32(head[8:]))
	h := terseHeader{method: head[0], variable: head[1] == 1, length: short, size: terseHeaderSize}
	h.block = int(binary.BigEndian.Uint16(head[6:]))
	if long != 0 {
		h.length = int(min(long, maxTerseRecord+1))
	}
	return h, terseMethodFits(head, short) && terseFlagsFit(head) && h.lengthFits(short, long)
}

func terseMethodFits(head []byte, short int) bool {
	switch head[0] {
	case tersePack, terseSpack:
		return head[5] == 0
	case terseLibrary: // of fixed records, in blocks of whole ones
		block := int(binary.BigEndian.Uint16(head[6:]))
		return short != 0 && head[1] == 0 && block >= short
	}
	return false
}

func terseFlagsFit(head []byte) bool {
	return head[4]&terseMVS != 0 || allZero(head[4:8])
}

// lengthFits checks that one of the two length fields is set, and that they
// agree when both are.
func (h terseHeader) lengthFits(short int, long int64) bool {
	return h.length > 0 && h.length <= maxTerseRecord && (short == 0 || long == 0 || int64(short) == long)
}

// layer describes the header. LRECL is the data set's: for variable records the
// header counts without the four bytes of the descriptor word.
func (h terseHeader) layer(method string) Layer {
	l := Layer{Format: terseName, RecordFormat: "F", RecordLength: h.length, BlockSize: h.block}
	if h.variable {
		l.RecordFormat = "V"
		l.RecordLength += rdwSize
	}
	if h.length == 0 { // the native form may say nothing of records
		l.Detail = strings.TrimSuffix(method, ",")
		return l
	}
	l.Detail = fmt.Sprintf("%s %s LRECL %d", method, l.RecordFormat, l.RecordLength)
	if h.block > 0 {
		l.Detail += fmt.Sprintf(" BLKSIZE %d", h.block)
	}
	return l
}

func openTerse(in *source, yield func(part) error) error {
	h, ok := parseTerse(in.head())
	if !ok {
		return fault(IDTerse, 0, tryAgainBinary, "the header makes no sense")
	}
	if h.method == terseLibrary {
		return fault(IDTerseLib, -1,
			"SMF dumps are sequential: check that this is the right file, or copy the member to a sequential data set and "+
				"terse that",
			"archive of a library (partitioned data set), method PACK, LRECL %d, BLKSIZE %d", h.length, h.block)
	}
	if h.method == terseNative && spackFrom(in.br, nativeShortestSize) && !spackFrom(in.br, nativeHeaderSize) {
		h.size, h.length = nativeShortestSize, 0
	}
	if _, err := in.br.Discard(h.size); err != nil {
		return err
	}
	method, decoder := h.decoder(in.br)
	buf := terseBuffers.Get().(*[terseBuffer]byte)
	defer terseBuffers.Put(buf)
	t := newTerseReader(in, h, decoder, buf[:])
	return yield(part{layer: h.layer(method), r: t, taken: in.offset})
}

// decoder returns the method's name and its decoder.
func (h terseHeader) decoder(br *bufio.Reader) (string, terseDecoder) {
	switch h.method {
	case tersePack:
		return "PACK", newPack()
	case terseSpack:
		return "SPACK", newSpack(h.variable)
	}
	if !spackFrom(br, 0) {
		return "PACK, native form,", newPack()
	}
	return "SPACK, native form,", newSpack(h.variable)
}

// spackFrom reports whether what is buffered, from byte at on, can be codes of SPACK, which the native header does not
// tell from PACK. SPACK hands out its entries from 258 upwards, so that the k-th code cannot be above 258+k, and its
// first code is a literal; PACK uses the entries from 4095 downwards.
func spackFrom(br *bufio.Reader, at int) bool {
	head, _ := br.Peek(br.Size())
	if at >= len(head) {
		return false
	}
	codes := codeReader{buf: head[at:], end: len(head) - at}
	for k := 0; ; k++ {
		c, ok := codes.next()
		switch {
		case !ok || c == codeEnd && k > 0:
			return true
		case c == codeEnd: // nothing, although there are bytes
			return false
		case c >= firstEntry && int(c) >= firstEntry+k-1:
			return false
		}
	}
}

// Codes below the entries of the dictionary.
const (
	codeEnd    = 0   // end of data
	codeLast   = 256 // 1 to 256 are literals, value code-1
	codeMark   = 257 // end of a record
	firstEntry = 258
	codes12    = 4096
	codeMask   = codes12 - 1
)

// codeReader cuts a stream into 12-bit codes, high bits first.
type codeReader struct {
	r    io.Reader
	buf  []byte
	pos  int // bytes of buf used
	end  int // bytes of buf filled
	half bool
	kept uint16 // second code of a pair, when half is set
	read int64  // bytes of r used before buf
	err  error
}

// next returns the next code; false means that none is left or reading failed.
func (c *codeReader) next() (uint16, bool) {
	if c.half {
		c.half = false
		return c.kept, true
	}
	if c.end-c.pos < 3 && !c.refill() {
		return c.odd()
	}
	b := c.buf[c.pos : c.pos+3 : c.pos+3]
	c.pos += 3
	c.kept = uint16(b[1]&0x0F)<<8 | uint16(b[2])
	c.half = true
	return uint16(b[0])<<4 | uint16(b[1])>>4, true
}

// odd returns the code of two last bytes.
func (c *codeReader) odd() (uint16, bool) {
	if c.end-c.pos != 2 {
		return 0, false
	}
	b := c.buf[c.pos:c.end]
	c.pos = c.end
	return uint16(b[0])<<4 | uint16(b[1])>>4, true
}

// refill makes three more bytes available, if there are.
func (c *codeReader) refill() bool {
	if c.r == nil || c.err != nil {
		return false
	}
	c.read += int64(c.pos)
	c.end = copy(c.buf, c.buf[c.pos:c.end])
	c.pos = 0
	for c.end < 3 && c.err == nil {
		var n int
		n, c.err = c.r.Read(c.buf[c.end:])
		c.end += n
	}
	return c.end >= 3
}

// offset returns the byte after the last code handed out, counted from the first code.
func (c *codeReader) offset() int64 {
	n := c.read + int64(c.pos)
	if c.half {
		n--
	}
	return n
}

// A terseDecoder turns codes into output. run decodes until the room in out is
// used up, the end code was seen (true), or something is wrong.
type terseDecoder interface {
	run(codes *codeReader, out *terseOut) (done bool, err error)
}

var (
	errCodesEnd = errors.New("the data end without an end code")
	errLong     = fmt.Errorf("a record is longer than %d bytes, the most that a descriptor word can count", maxVRecord)
)

// undefined is a code that the stream has no right to use.
func undefined(c uint16) error { return fmt.Errorf("code %d is not defined at this point", c) }

const (
	terseBuffer = 1 << 20
	// terseHistory is how far back a string is copied from instead of being
	// put together again. It exceeds the longest record, which must stay in
	// the buffer until its length is known.
	terseHistory = 256 << 10
	// terseRoom is what one PACK code may need: 4 096 symbols, each at most a
	// descriptor word.
	terseRoom = codes12 * rdwSize
)

// terseOut collects the output. For variable records it puts a descriptor word
// in front of each, filled in when the mark at its end arrives.
type terseOut struct {
	variable bool
	buf      []byte
	base     int64 // output offset of buf[0]
	w        int   // end of what is decoded
	r        int   // end of what was handed out
	rec      int   // variable: where the descriptor word of the unfinished record is
	records  int64 // finished
	longest  int   // record so far, without its descriptor word
	over     bool  // a record ended that was too long
}

func newTerseOut(variable bool, buf []byte) *terseOut {
	o := &terseOut{variable: variable, buf: buf}
	o.begin()
	return o
}

// begin leaves room for the next descriptor word.
func (o *terseOut) begin() {
	o.rec = o.w
	if o.variable {
		o.w += rdwSize
	}
}

// mark ends a record. Fixed records have no marks that mean anything.
func (o *terseOut) mark() {
	if !o.variable || o.tooLong() {
		o.over = o.variable
		return
	}
	n := o.w - o.rec
	binary.BigEndian.PutUint32(o.buf[o.rec:], uint32(n)<<16)
	o.longest = max(o.longest, n-rdwSize)
	o.records++
	o.begin()
}

// ready returns the end of what may be handed out.
func (o *terseOut) ready() int {
	if o.variable {
		return o.rec
	}
	return o.w
}

// tooLong says whether the unfinished record can no longer have a descriptor word.
func (o *terseOut) tooLong() bool {
	return o.over || o.variable && o.w-o.rec-rdwSize > maxVRecord
}

// shortCopy is a length that the processor copies in one go.
const shortCopy = 16

// repeat copies length bytes of output, all of them before w, from offset start
// to w, without moving w. There must be room for shortCopy bytes; what a short
// copy writes behind its end is overwritten by what comes next.
func (o *terseOut) repeat(start int64, length int) {
	from := int(start - o.base)
	if length <= shortCopy {
		*(*[shortCopy]byte)(o.buf[o.w:]) = *(*[shortCopy]byte)(o.buf[from:])
		return
	}
	copy(o.buf[o.w:], o.buf[from:from+length])
}

// finish closes the last record, if it has begun, or drops it after a fault.
func (o *terseOut) finish(whole bool) {
	switch {
	case !o.variable:
	case whole && o.w-o.rec > rdwSize:
		o.mark()
		o.w = o.rec
	default:
		o.w = o.rec
	}
}

// slide makes room by dropping everything older than the history.
func (o *terseOut) slide() {
	drop := min(o.r, o.w-terseHistory)
	if drop <= 0 {
		return
	}
	copy(o.buf, o.buf[drop:o.w])
	o.base += int64(drop)
	o.w, o.r, o.rec = o.w-drop, o.r-drop, o.rec-drop
}

// terseReader is the content of a TERSE file.
type terseReader struct {
	in    *source
	head  terseHeader
	dec   terseDecoder
	codes codeReader
	out   *terseOut
	end   bool  // out holds all there is
	err   error // what to say when out is used up
}

// terseBuffers keeps an archive of many small members from allocating a buffer
// for each.
var terseBuffers = sync.Pool{New: func() any { return new([terseBuffer]byte) }}

func newTerseReader(in *source, h terseHeader, dec terseDecoder, buf []byte) *terseReader {
	t := &terseReader{in: in, head: h, dec: dec, out: newTerseOut(h.variable, buf)}
	t.codes = codeReader{r: in.br, buf: make([]byte, 32<<10)}
	return t
}

func (t *terseReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for t.out.r == t.out.ready() {
		if t.end {
			return 0, t.err
		}
		t.fill()
	}
	n := copy(p, t.out.buf[t.out.r:t.out.ready()])
	t.out.r += n
	return n, nil
}

func (t *terseReader) fill() {
	t.out.slide()
	done, err := t.dec.run(&t.codes, t.out)
	if !done && err == nil {
		return
	}
	t.end = true
	t.out.finish(done)
	if t.err = t.explain(err); err == nil {
		t.err = t.rest()
	}
}

func (t *terseReader) explain(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errCodesEnd) && t.codes.err != nil && !errors.Is(t.codes.err, io.EOF):
		return t.codes.err
	}
	e := fault(IDTerse, int64(t.head.size)+t.codes.offset(),
		"the file was cut short or transferred in text mode: transfer it again in binary mode", "damaged: %v", err)
	e.Err = err
	if t.head.variable {
		e.Record = t.out.records + 1
	}
	return e
}

// tersePad is the record length of the transport file: fewer bytes than this
// after the end code are its padding, often with a date in it.
const tersePad = 1024

// rest looks at what follows the end code and at the lengths that came out.
func (t *terseReader) rest() error {
	if err := t.in.end(t.codes.buf[t.codes.pos:t.codes.end], tersePad); !errors.Is(err, io.EOF) {
		return err
	}
	h, o := t.head, t.out
	switch total := o.base + int64(o.w); {
	case h.variable && o.longest > h.length:
		t.in.note("TERSE: the longest record has %s, the header allows %d; spanned records, or damage",
			english.Plural(int(o.longest), "byte", ""),
			h.length)
	case !h.variable && h.length > 0 && total%int64(h.length) != 0:
		t.in.note("TERSE: %s came out, which is not a multiple of the record length %d",
			english.Plural(int(total), "byte", ""), h.length)
	}
	return io.EOF
}
