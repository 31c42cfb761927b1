package container

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zlib"

	"github.com/dustin/go-humanize/english"
)

// A tape image is a chain of chunks. Each has a header of six bytes, little
// endian: length of this chunk, length of the one before, two flag bytes. A
// block is one chunk or several; a chunk without data and with the flag X'40'
// is a tape mark, which ends a file. HET adds compressed blocks (Hercules'
// description of its tape formats).
var awsFormat = Format{
	Name:  awsName,
	Doc:   "virtual tape images (AWSTAPE, HET); every data file is an input of its own, with its blocks as they are",
	Exts:  []string{".aws", ".het"},
	Match: isAws,
	sure:  confirmAws,
	open:  openAws,
}

const (
	awsName = "AWSTAPE"

	chunkHeader = 6

	chunkFirst  = 0x80 // first chunk of a block
	chunkMark   = 0x40 // tape mark
	chunkLast   = 0x20 // last chunk of a block
	chunkZlib   = 0x01 // HET: the block is compressed with zlib
	chunkBzip2  = 0x02 // HET: the block is compressed with bzip2
	chunkMethod = chunkZlib | chunkBzip2

	// hetStrict is the flag by which HET marks compressed blocks in the second byte.
	hetStrict = 0x80

	// maxTapeBlock bounds a block. Large blocks on tape go up to 256 KiB.
	maxTapeBlock = 2 << 20

	labelSize = 80
)

// chunk is one header.
type chunk struct {
	size, before int
	flags        byte
	flags2       byte
}

func parseChunk(h []byte) chunk {
	return chunk{
		size:   int(binary.LittleEndian.Uint16(h)),
		before: int(binary.LittleEndian.Uint16(h[2:])),
		flags:  h[4],
		flags2: h[5],
	}
}

// valid says whether the flags make sense together.
func (c chunk) valid() bool {
	if c.flags2&^hetStrict != 0 {
		return false
	}
	if c.flags&chunkMark != 0 {
		return c.size == 0 && c.flags == chunkMark
	}
	return c.flags&^(chunkFirst|chunkLast|chunkMethod) == 0 && c.flags&chunkMethod != chunkMethod
}

// isAws wants a first chunk with nothing before it: the beginning of a block, or
// a tape mark, with which unlabelled tapes may begin.
func isAws(head []byte) bool {
	if len(head) < chunkHeader {
		return false
	}
	c := parseChunk(head)
	return c.valid() && c.before == 0 && (c.isMark() || c.begins())
}

// isMark and begins say what a valid chunk is.
func (c chunk) isMark() bool { return c.flags&chunkMark != 0 }
func (c chunk) begins() bool { return c.flags&chunkFirst != 0 && c.size > 0 }

// confirmAws follows the chunks in sight to the first with data and wants the one
// behind it to be consistent with it: few bytes make a plausible header, and any
// record may begin with them. Behind a chunk that ends with the input there is none.
func confirmAws(ahead []byte) bool {
	before := 0
	for len(ahead) >= chunkHeader {
		c := parseChunk(ahead)
		if !c.valid() || c.before != before {
			return false
		}
		if ahead = ahead[chunkHeader:]; c.isMark() {
			before = 0
			continue
		}
		return c.begins() && c.packedAs(ahead) && c.followed(ahead)
	}
	return false
}

// packedAs reports whether data begins as the method of the chunk wants it.
func (c chunk) packedAs(data []byte) bool {
	switch c.flags & chunkMethod {
	case chunkZlib:
		return len(data) >= 2 && data[0]&0x0F == 8 && binary.BigEndian.Uint16(data)%31 == 0
	case chunkBzip2:
		return isBzip2(data)
	}
	return true
}

// followed reports whether a header that fits c, what a cut left of one, or the end
// lies behind its data.
func (c chunk) followed(ahead []byte) bool {
	if len(ahead) < c.size {
		return false
	}
	var h [chunkHeader]byte
	n := copy(h[:], ahead[c.size:])
	next := parseChunk(h[:])
	if n < chunkHeader {
		return n < 4 || next.before == c.size
	}
	return next.valid() && next.before == c.size && (next.isMark() || next.size > 0)
}

// tape reads the blocks of an image.
type tape struct {
	format string
	read   func(t *tape) error // the next block into t.block; errMark at a tape mark, io.EOF at the end
	in     *source
	br     *bufio.Reader
	block  []byte
	raw    []byte // a compressed block
	number int64  // blocks and marks read
	before int    // size of the last chunk
	packed bool   // a compressed block was seen
	labels tapeLabels
	volume string
	file   int   // data files found
	lost   error // why no further block can be found; io.EOF at the end of the image

	crumpled bool // the last block did not expand

	blocks  int64  // of the data file read last
	count   string // of blocks, as the label behind the file has it
	unended string // labelled data file whose labels behind it have not come yet
}

// tapeLabels is what the labels in front of a data file say.
type tapeLabels struct {
	seen           bool
	name, format   string
	blksize, lrecl int
}

var errMark = errors.New("tape mark")

func openAws(in *source, yield func(part) error) error {
	return openTape(awsName, (*tape).readChunks, in, yield)
}

// openTape hands on the data files of an image, whose labels go before them.
func openTape(format string, read func(*tape) error, in *source, yield func(part) error) error {
	t := &tape{format: format, read: read, in: in, br: in.br}
	for {
		err := t.next()
		switch {
		case errors.Is(err, io.EOF):
			return t.ended()
		case errors.Is(err, errMark):
			err = t.emptyFile(yield)
		case err != nil:
			return err
		case isLabel(t.block):
			err = t.labelGroup()
		default:
			err = t.dataFile(t.block, yield)
		}
		if err != nil {
			return err
		}
	}
}

// ended looks at what must stand behind a labelled file.
func (t *tape) ended() error {
	if t.unended != "" {
		return t.fault("the image ends without the labels behind the file %s (EOF1 or EOV1)", t.unended)
	}
	return nil
}

func (t *tape) fault(format string, args ...any) *Error {
	e := fault(IDTape, t.in.offset(), tryAgainBinary, format, args...)
	e.Record = t.number
	return e
}

// next reads one block. Behind one that does not expand the image goes on; behind any
// other fault its blocks can no longer be found.
func (t *tape) next() error {
	if t.lost != nil {
		return t.lost
	}
	t.number++
	t.raw, t.crumpled = t.raw[:0], false
	err := t.read(t)
	if err != nil && !errors.Is(err, errMark) && !t.crumpled {
		t.lost = err
	}
	return err
}

// readChunks reads the chunks of one block.
func (t *tape) readChunks() error {
	for first := true; ; first = false {
		c, err := t.chunk(first)
		switch {
		case err != nil:
			return err
		case c.flags&chunkMark != 0 && first:
			return errMark
		case !c.valid() || c.flags&chunkMark != 0 || (c.flags&chunkFirst != 0) != first:
			return t.fault("chunk flags %02X%02X make no sense here", c.flags, c.flags2)
		}
		if err := t.fill(c.size); err != nil {
			return err
		}
		if c.flags&chunkLast != 0 {
			err := t.expand(c.flags & chunkMethod)
			t.crumpled = err != nil
			return err
		}
	}
}

func (t *tape) chunk(first bool) (chunk, error) {
	var h [chunkHeader]byte
	n, err := io.ReadFull(t.br, h[:])
	mark := n == chunkHeader && h[4] == chunkMark && parseChunk(h[:]).valid()
	switch padding := !mark && leadingPadding(h[:n]) == n; {
	case first && padding && (err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)):
		return chunk{}, t.in.end(h[:n], 0)
	case err != nil:
		return chunk{}, t.short(err)
	}
	c := parseChunk(h[:])
	if c.before != t.before {
		t.in.note("AWSTAPE: a chunk before byte %d says that the one before it has %s; it has %d", t.in.offset(),
			english.Plural(int(c.before), "byte", ""), t.before)
	}
	t.before = c.size
	return c, nil
}

// fill appends n bytes to the raw block.
func (t *tape) fill(n int) error {
	if len(t.raw)+n > maxTapeBlock {
		return t.fault("a block of more than %d bytes", maxTapeBlock)
	}
	start := len(t.raw)
	t.raw = append(t.raw, make([]byte, n)...)
	if _, err := io.ReadFull(t.br, t.raw[start:]); err != nil {
		return t.short(err)
	}
	return nil
}

func (t *tape) short(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return t.fault("the image ends inside a block")
	}
	return err
}

// expand turns the raw block into the block.
func (t *tape) expand(method byte) error {
	if method == 0 {
		t.block = append(t.block[:0], t.raw...)
		return nil
	}
	t.packed = true
	var r io.Reader = bzip2.NewReader(bytes.NewReader(t.raw))
	if method == chunkZlib {
		z, err := zlib.NewReader(bytes.NewReader(t.raw))
		if err != nil {
			return t.fault("a zlib block: %v", err)
		}
		r = z
	}
	out := bytes.NewBuffer(t.block[:0])
	n, err := out.ReadFrom(io.LimitReader(r, maxTapeBlock+1))
	t.block = out.Bytes()
	if err != nil {
		return t.fault("a compressed block: %v", err)
	}
	if n > maxTapeBlock {
		return t.fault("a compressed block of more than %d bytes", maxTapeBlock)
	}
	return nil
}

// labelKinds are the identifiers of standard labels, volume to trailer.
var labelKinds = map[string]bool{
	"VOL": true, "HDR": true, "EOF": true, "EOV": true, "UHL": true, "UTL": true, "UVL": true,
}

func isLabel(block []byte) bool {
	if len(block) != labelSize {
		return false
	}
	id := ebcdic(block[:4])
	return len(id) == 4 && labelKinds[id[:3]] && id[3] >= '1' && id[3] <= '9'
}

// labelGroup takes the labels up to the next tape mark.
func (t *tape) labelGroup() error {
	for {
		t.label()
		err := t.next()
		switch {
		case errors.Is(err, errMark):
			return t.counted()
		case errors.Is(err, io.EOF):
			return t.fault("the image ends among the labels, without a tape mark")
		case err != nil:
			return err
		case len(t.block) != labelSize:
			return t.fault("a block of %s among the labels", english.Plural(len(t.block), "byte", ""))
		}
	}
}

// label takes one label: HDR1 has the last 17 characters of the name, HDR2 the
// attributes (z/OS DFSMS Using Magnetic Tapes, standard labels).
func (t *tape) label() {
	b := t.block
	switch ebcdic(b[:4]) {
	case "VOL1":
		t.volume = ebcdic(b[4:10])
	case "HDR1":
		t.labels.seen = true
		t.labels.name = ebcdic(b[4:21])
	case "HDR2":
		t.labels.format = ebcdic(b[4:5]) + map[string]string{"B": "B", "S": "S", "R": "BS"}[ebcdic(b[38:39])]
		t.labels.blksize, _ = strconv.Atoi(ebcdic(b[5:10])) // not a number: not known
		t.labels.lrecl, _ = strconv.Atoi(ebcdic(b[10:15]))
	case "EOF1", "EOV1":
		t.labels, t.unended = tapeLabels{}, ""
		t.count = ebcdic(b[54:60])
	}
}

// tapeCount is the modulus of the block count in a label, which has six digits.
const tapeCount = 1_000_000

// counted compares the blocks of a data file with the count in the label behind it.
func (t *tape) counted() error {
	count := t.count
	t.count = ""
	want, err := strconv.ParseInt(count, 10, 64)
	if err != nil || want == t.blocks%tapeCount {
		return nil // programs that write images leave the field blank
	}
	return t.fault("%d blocks of the file are here, its label counts %d", t.blocks, want)
}

// emptyFile reports a labelled file that has no block. Further tape marks mean
// nothing: two of them end a volume.
func (t *tape) emptyFile(yield func(part) error) error {
	if !t.labels.seen {
		return nil
	}
	t.blocks = 0
	return t.yield(bytes.NewReader(nil), nil, yield)
}

func (t *tape) dataFile(first []byte, yield func(part) error) error {
	t.blocks = 1
	d := &tapeData{t: t, out: first}
	if err := t.yield(d, d.left, yield); err != nil {
		return err
	}
	_, err := d.skip()
	return err
}

func (t *tape) yield(r io.Reader, left func() int64, yield func(part) error) error {
	t.file++
	l := t.labels
	t.labels = tapeLabels{}
	if l.seen {
		t.unended = cmp.Or(l.name, "without a name")
	}
	return yield(part{
		name:  cmp.Or(l.name, fmt.Sprintf("file%d", t.file)),
		layer: t.layer(l),
		r:     r,
		taken: t.in.since(),
		left:  left,
	})
}

func (t *tape) layer(l tapeLabels) Layer {
	layer := Layer{Format: t.format, RecordFormat: l.format, RecordLength: l.lrecl, BlockSize: l.blksize}
	var detail string
	if t.packed {
		detail = "compressed (HET) "
	}
	if t.volume != "" {
		detail += "volume " + t.volume + " "
	}
	if l.format != "" {
		detail += fmt.Sprintf("%s LRECL %d BLKSIZE %d", l.format, l.lrecl, l.blksize)
	}
	layer.Detail = strings.TrimSpace(detail)
	return layer
}

// tapeData is the content of one data file: its blocks, one behind the other,
// with the block descriptor words that variable records have on tape.
type tapeData struct {
	t   *tape
	out []byte // not yet handed out
	end bool
}

func (d *tapeData) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if err := d.advance(); err != nil {
			return 0, err
		}
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// advance reads the next block; io.EOF stands for the mark behind the last.
func (d *tapeData) advance() error {
	if d.end {
		return io.EOF
	}
	err := d.t.next()
	switch {
	case errors.Is(err, errMark):
		d.end = true
		return io.EOF
	case errors.Is(err, io.EOF):
		return d.t.fault("the image ends without a tape mark behind the last block")
	case err != nil:
		return err
	}
	d.t.blocks++
	d.out = d.t.block
	return nil
}

// skip reads on to the end of the file, past blocks that do not expand, and returns
// how many bytes of the image that was.
func (d *tapeData) skip() (int64, error) {
	passed := d.t.in.since()
	for {
		switch err := d.advance(); {
		case errors.Is(err, io.EOF):
			return passed(), nil
		case err != nil && d.t.lost != nil:
			return passed(), err
		}
	}
}

// left returns what a fault leaves of the file, or, when the chain is lost, of the image.
func (d *tapeData) left() int64 {
	n, err := d.skip()
	if err != nil {
		return n + d.t.in.left()
	}
	return max(1, n)
}
