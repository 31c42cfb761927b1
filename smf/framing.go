package smf

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/zertify/zertify/schema/hint"
)

// Framing is how a file says where its records end.
type Framing uint8

// The framings. Auto tries each of the others except None and takes the one
// whose record headers make sense.
const (
	Auto         Framing = iota
	RDW                  // record or segment descriptor words: FTP with "site rdw"
	BDW                  // block descriptor words around them: raw tape or disk blocks
	Len4                 // four-byte length that does not count itself, no descriptor word: z/OSMF and Zowe record mode
	RDWExclusive         // descriptor words whose length leaves out their own four bytes
	RDWLE                // little-endian descriptor words, as some PC converters write
	Block                // FTP block mode (RFC 959, 3.4.2) with its headers kept
	RDWRDW               // a descriptor word around each complete record
	Buffer               // frames of the real-time interfaces, socket records between them
	Len2                 // two-byte length and nothing else
	MicroFocus           // Micro Focus variable-length file: file header, record headers, records filled up to four bytes
	StruR                // FTP record structure (RFC 959): ends of records are marked, not lengths given
	None                 // no lengths at all; only read when salvaging
)

// framingDocs names each framing as users name it and explains it in a line.
var framingDocs = [...]struct{ name, doc string }{
	Auto:         {"auto", "find out from the first megabyte"},
	RDW:          {"rdw", "record descriptor words, spanned segments allowed (FTP binary with site rdw)"},
	BDW:          {"bdw", "blocks with block descriptor words, standard or extended, around descriptor words"},
	Len4:         {"len4", "four-byte length that does not count itself (z/OSMF, Zowe --record)"},
	RDWExclusive: {"rdw-exclusive", "descriptor words whose length does not count the descriptor word"},
	RDWLE:        {"rdw-le", "little-endian descriptor words"},
	Block:        {"block", "FTP block mode (TYPE E, MODE B) with block headers kept"},
	RDWRDW:       {"rdw-rdw", "complete records, each inside a second descriptor word"},
	Buffer: {"buffer",
		"frames of real-time buffers (SYSTCPER, SYSTCPES, SYSTCPSM, SYSTCPCN), socket records between them"},
	Len2:       {"len2", "two-byte length, big- or little-endian, with or without its own two bytes"},
	MicroFocus: {"micro-focus", "Micro Focus variable-length records behind a file header of 128 bytes (Co:Z mfrdw)"},
	StruR:      {"stru-r", "FTP record structure (STRU R): X'FF' doubled, X'FF01' behind each record"},
	None:       {"none", "no lengths: record ends are inferred; needs {salvage}"},
}

// String returns the name ParseFraming takes.
func (f Framing) String() string {
	if int(f) < len(framingDocs) {
		return framingDocs[f].name
	}
	return fmt.Sprintf("framing(%d)", uint8(f))
}

// Doc explains the framing in one line, for help texts.
func (f Framing) Doc() string {
	if int(f) < len(framingDocs) {
		return hint.Words(framingDocs[f].doc)
	}
	return ""
}

// FramingNames lists what ParseFraming takes, in the order of the constants.
func FramingNames() []string {
	names := make([]string, len(framingDocs))
	for i, d := range framingDocs {
		names[i] = d.name
	}
	return names
}

// ParseFraming returns the framing of a name, as Framing.String writes it; case does not matter.
func ParseFraming(name string) (Framing, error) {
	for i, d := range framingDocs {
		if strings.EqualFold(name, d.name) {
			return Framing(i), nil
		}
	}
	return Auto, fmt.Errorf("unknown framing %q; use one of %s", name, strings.Join(FramingNames(), ", "))
}

// segment says which part of a record a piece of input holds. The first four
// values are the segment control codes of a descriptor word; note that the last
// segment's code is smaller than a middle one's.
type segment uint8

const (
	whole  segment = 0
	first  segment = 1
	last   segment = 2
	middle segment = 3
	marker segment = 4 // no record data: an FTP restart marker or end-of-file mark
	null   segment = 5 // a record without data, which is legal and says nothing
)

// begins reports whether a piece of this kind starts with a record header.
func (s segment) begins() bool { return s == whole || s == first }

// String names a segment code for messages.
func (s segment) String() string {
	return [...]string{"whole", "first", "last", "middle", "marker", "null"}[s]
}

// reason says why bytes are not a piece of a record.
type reason uint8

const (
	fine reason = iota
	tooFew
	badLength
	badReserved
	badBlock
	pastBlock
	badHeader
	badLengthLimit
	badTail
)

var reasonText = [...]string{
	tooFew:         "too few bytes for a descriptor word",
	badLength:      "length smaller than its descriptor word",
	badReserved:    "reserved bits of the descriptor word are not zero",
	badBlock:       "no block descriptor word where a block should begin",
	pastBlock:      "record and block lengths disagree",
	badHeader:      "no SMF record header after the descriptor word",
	badLengthLimit: "length larger than any SMF record",
	badTail:        "the lengths at the two ends of a frame differ",
}

// variant is one way to frame: how to read the descriptor in front of each piece
// and, for blocked forms, the one in front of each block.
type variant struct {
	framing Framing
	head    int  // bytes of the descriptor in front of each piece
	zeros   int  // bytes of zeros that stand for "nothing here" between pieces
	fills   bool // any number of zeros and blanks does, too
	// piece reads a descriptor from b, which holds at least head bytes. open says
	// that earlier segments of a record wait for more; only Block needs to know.
	piece func(b []byte, open bool) (size int, code segment, why reason)
	// block reads a block descriptor from four bytes; nil when there are no blocks.
	block func(b []byte) (size int64, ok bool)
	one   bool // a block holds exactly one piece
	// The rest is for pieces that have more than a descriptor around their data; nil
	// where they do not. body gives the data in a piece that may be cut short, closed
	// tests a complete piece, gap shortens a run of n zeros that goes too far.
	body   func(b []byte) []byte
	closed func(b []byte) bool
	gap    func(b []byte, n int, ended bool) int
}

// data returns the record's data in a complete piece.
func (l *variant) data(b []byte) []byte {
	if l.body != nil {
		return l.body(b)
	}
	return b[l.head:]
}

// variants are tried in this order. Blocks come first because a block descriptor
// word also reads as the descriptor word of one giant record.
var variants = []variant{
	{framing: BDW, head: 4, zeros: 2, fills: true, piece: rdwPiece, block: blockDescriptor},
	{framing: RDW, head: 4, zeros: 2, fills: true, piece: rdwPiece},
	{framing: RDWRDW, head: 4, zeros: 2, fills: true, piece: rdwPiece, block: outerDescriptor, one: true},
	{framing: RDWExclusive, head: 4, zeros: 4, fills: true, piece: exclusivePiece},
	{framing: Len4, head: 4, zeros: 4, fills: true, piece: len4Piece},
	{framing: RDWLE, head: 4, zeros: 4, fills: true, piece: littlePiece(0, 0)},
	{framing: RDWLE, head: 4, zeros: 4, fills: true, piece: littlePiece(2, 0)},
	{framing: RDWLE, head: 4, zeros: 4, fills: true, piece: littlePiece(0, 4)},
	{framing: RDWLE, head: 4, zeros: 4, fills: true, piece: littlePiece(2, 4)},
	{framing: Len2, head: 2, piece: len2Piece(binary.BigEndian, 0)},
	{framing: Len2, head: 2, piece: len2Piece(binary.BigEndian, 2)},
	{framing: Len2, head: 2, piece: len2Piece(binary.LittleEndian, 0)},
	{framing: Len2, head: 2, piece: len2Piece(binary.LittleEndian, 2)},
	{framing: MicroFocus, head: 2, zeros: 4, piece: microFocusPiece(2), body: microFocusBody(2)},
	{framing: MicroFocus, head: 4, zeros: 4, piece: microFocusPiece(4), body: microFocusBody(4)},
	{framing: Block, head: 3, zeros: 3, piece: blockModePiece},
	{framing: Buffer, head: frameHead + 4, zeros: 2, piece: bufferPiece, body: bufferBody, closed: bufferClosed,
		gap: bufferGap},
}

// rdwVariant is the place of plain descriptor words in variants.
const rdwVariant = 1

// variantsOf returns the variants a framing may mean, all of them for Auto.
func variantsOf(f Framing) []*variant {
	var of []*variant
	for i := range variants {
		if f == Auto || variants[i].framing == f {
			of = append(of, &variants[i])
		}
	}
	return of
}

// rdwPiece reads a descriptor word: length with itself, segment code, zero. The
// largest length is one that 16 bits hold: type 119 has exceeded 32,767 before.
func rdwPiece(b []byte, _ bool) (int, segment, reason) {
	n, code := int(binary.BigEndian.Uint16(b)), segment(b[2])
	if code > middle || b[3] != 0 {
		return 0, 0, badReserved
	}
	switch {
	case n < 4 || n == 4 && code != whole:
		return 0, 0, badLength
	case n == 4:
		return n, null, fine
	}
	return n, code, fine
}

// exclusivePiece reads a descriptor word whose length leaves itself out.
func exclusivePiece(b []byte, _ bool) (int, segment, reason) {
	n, code := int(binary.BigEndian.Uint16(b)), segment(b[2])
	if code > middle || b[3] != 0 {
		return 0, 0, badReserved
	}
	if n == 0 {
		return 0, 0, badLength
	}
	return n + 4, code, fine
}

// maxLen4 bounds a four-byte length. An SMF record has at most 32,756 bytes and
// a few products write twice that; a damaged length must not buffer the file.
const maxLen4 = 1 << 20

func len4Piece(b []byte, _ bool) (int, segment, reason) {
	n := binary.BigEndian.Uint32(b)
	if n == 0 {
		return 0, 0, badLength
	}
	if n > maxLen4 {
		return 0, 0, badLengthLimit
	}
	return int(n) + 4, whole, fine
}

// littlePiece makes the reader of a little-endian descriptor word with its length
// at byte at, 0 or 2, the other half zero, and extra bytes that it does not count.
func littlePiece(at, extra int) func([]byte, bool) (int, segment, reason) {
	return func(b []byte, _ bool) (int, segment, reason) {
		if binary.BigEndian.Uint16(b[2-at:]) != 0 {
			return 0, 0, badReserved
		}
		n := int(binary.LittleEndian.Uint16(b[at:])) + extra
		switch {
		case n < 4 || n == 4 && extra > 0:
			return 0, 0, badLength
		case n == 4:
			return n, null, fine
		}
		return n, whole, fine
	}
}

// len2Piece makes the reader of a two-byte length that leaves out own of its two
// bytes. Nothing but the record header behind it tells a length from other bytes.
func len2Piece(order binary.ByteOrder, own int) func([]byte, bool) (int, segment, reason) {
	return func(b []byte, _ bool) (int, segment, reason) {
		n := int(order.Uint16(b)) + own
		if n < 3 { // zeros are the other half of a longer length
			return 0, 0, badLength
		}
		return n, whole, fine
	}
}

// A Micro Focus record header holds a type in its first four bits and in the rest
// the length of the data, which are filled up to a multiple of four with the
// header. It has two bytes where no record is longer than 4,095. The file header
// is a system record in front of all. "File Handling", structure of Micro Focus files.
const (
	microFocusData    = 4 // a record
	microFocusReduced = 5 // a record, shorter than its space
	microFocusSystem  = 3 // the file header
	microFocusFree    = 2 // a deleted record
	microFocusHeader  = 128
)

// microFocusLength reads a record header of n bytes.
func microFocusLength(b []byte, n int) (kind byte, size int) {
	if n == 2 {
		return b[0] >> 4, int(binary.BigEndian.Uint16(b) & 0x0FFF)
	}
	return b[0] >> 4, int(binary.BigEndian.Uint32(b) & 0x0FFF_FFFF)
}

func microFocusPiece(head int) func([]byte, bool) (int, segment, reason) {
	return func(b []byte, _ bool) (int, segment, reason) {
		kind, size := microFocusLength(b, head)
		if size > maxLen4 {
			return 0, 0, badLengthLimit
		}
		n := (head + size + 3) / 4 * 4
		switch {
		case kind == microFocusSystem && n == microFocusHeader, kind == microFocusFree:
			return n, marker, fine
		case kind != microFocusData && kind != microFocusReduced:
			return 0, 0, badReserved
		case size == 0:
			return n, null, fine
		}
		return n, whole, fine
	}
}

// microFocusBody makes what takes a record out of its piece, without what fills it up.
func microFocusBody(head int) func([]byte) []byte {
	return func(b []byte) []byte {
		_, size := microFocusLength(b, head)
		return b[head:min(head+size, len(b))]
	}
}

// The descriptor bits of FTP block mode. A suspect block is read like any other.
const (
	ftpEndOfRecord = 0x80
	ftpEndOfFile   = 0x40
	ftpSuspect     = 0x20
	ftpRestart     = 0x10
)

func blockModePiece(b []byte, open bool) (int, segment, reason) {
	flags, size := b[0], 3+int(binary.BigEndian.Uint16(b[1:]))
	switch {
	case flags&^(ftpEndOfRecord|ftpEndOfFile|ftpSuspect|ftpRestart) != 0:
		return 0, 0, badReserved
	case flags&ftpRestart != 0:
		return size, marker, fine
	case size == 3 && !open && flags&ftpEndOfRecord == 0:
		return size, marker, fine
	case size == 3 && !open:
		return size, null, fine
	case flags&(ftpEndOfRecord|ftpEndOfFile) != 0 && open:
		return size, last, fine
	case flags&(ftpEndOfRecord|ftpEndOfFile) != 0:
		return size, whole, fine
	case open:
		return size, middle, fine
	}
	return size, first, fine
}

// maxBlock bounds an extended block. The word has 31 bits, tape drives stop at 256
// KiB. Without a bound any text would do, because EBCDIC letters have bit 0 on.
const maxBlock = 2 << 20

// blockDescriptor reads a block descriptor word. With bit 0 on it is the extended
// form of the large block interface, whose length has 31 bits.
func blockDescriptor(b []byte) (int64, bool) {
	v := binary.BigEndian.Uint32(b)
	if v>>31 != 0 {
		n := int64(v & 0x7FFF_FFFF)
		return n, n >= 8 && n <= maxBlock
	}
	return int64(v >> 16), v&0xFFFF == 0 && v>>16 >= 8
}

// outerDescriptor reads the descriptor word around a complete record.
func outerDescriptor(b []byte) (int64, bool) {
	n := int64(binary.BigEndian.Uint16(b))
	return n, b[2] == 0 && b[3] == 0 && n >= 8
}
