package container

import (
	"encoding/binary"
	"errors"
	"io"
	"strconv"

	"github.com/dustin/go-humanize/english"
)

// SIMH's magnetic tape format: each block between two copies of its length, four
// bytes little-endian, and filled up to an even size; a length of zero is a tape
// mark, all ones end the medium. Bit 0 marks a block that was read with an error.
var simhFormat = Format{
	Name: simhName,
	Doc:  "virtual tape images of SIMH (.tap); data files as in AWSTAPE",
	Exts: []string{".tap"},
	Match: func(head []byte) bool {
		return len(head) >= 2*simhHeader && isSimhLength(binary.LittleEndian.Uint32(head))
	},
	sure: confirmSimh,
	open: func(in *source, yield func(part) error) error {
		return openTape(simhName, (*tape).readSimh, in, yield)
	},
}

const (
	simhName   = "SIMH tape"
	simhHeader = 4

	simhMark    = 0
	simhEnd     = 0xFFFFFFFF
	simhGap     = 0xFFFFFFFE // nothing is here
	simhBlanks  = 0x40404040 // what fills up a data set of fixed records
	simhError   = 0x80000000
	simhLengths = 0x00FFFFFF
)

func isSimhLength(v uint32) bool {
	return v == simhMark || v&^simhError <= maxTapeBlock && v&simhLengths > 0
}

// confirmSimh wants a first block with its length on both sides, and behind it the
// end, a mark, or one more such block as far as it is in sight.
func confirmSimh(ahead []byte) bool {
	whole := len(ahead) < bufferSize // all of the input is in sight
	for len(ahead) >= simhHeader && binary.LittleEndian.Uint32(ahead) == simhMark {
		ahead = ahead[simhHeader:]
	}
	rest, ok := simhBlock(ahead)
	if !ok || rest == nil {
		return false
	}
	if len(rest) < simhHeader {
		return len(rest) == 0 || !whole
	}
	if v := binary.LittleEndian.Uint32(rest); v == simhMark || v >= simhGap {
		return true
	}
	rest, ok = simhBlock(rest)
	return ok && (rest != nil || !whole)
}

// simhBlock looks at one block and returns what is behind it; nil when it reaches
// farther than can be seen. Empty records, 0004 0000, would be blocks of 1,024 bytes
// with their length on both sides; such a block begins with its own length, too.
func simhBlock(b []byte) (rest []byte, ok bool) {
	if len(b) < 2*simhHeader {
		return nil, false
	}
	v := binary.LittleEndian.Uint32(b)
	n := int(v & simhLengths)
	if !isSimhLength(v) || n == 0 || binary.LittleEndian.Uint32(b[simhHeader:]) == v {
		return nil, false
	}
	end := simhHeader + n + n%2
	if len(b) < end+simhHeader {
		return nil, true
	}
	return b[end+simhHeader:], binary.LittleEndian.Uint32(b[end:]) == v
}

func (t *tape) readSimh() error {
	v := uint32(simhGap)
	for v == simhGap {
		var err error
		if v, err = t.simhLength(); err != nil {
			return err
		}
	}
	switch {
	case v == simhMark:
		return errMark
	case v == simhEnd:
		return t.in.end(nil, 0)
	case v == simhBlanks:
		return t.in.end([]byte{0x40, 0x40, 0x40, 0x40}, 0)
	case !isSimhLength(v):
		return t.fault("%08X stands where the length of a block should be", v)
	case v&simhError != 0:
		t.in.note("%s: block %d was read with an error when the image was made", simhName, t.number)
	}
	n := int(v & simhLengths)
	if err := t.fill(n + n%2); err != nil {
		return err
	}
	after, err := t.simhLength()
	if err != nil {
		return t.short(err)
	}
	if after != v {
		return t.fault("the lengths before and behind a block differ: %08X and %08X", v, after)
	}
	t.block = append(t.block[:0], t.raw[:n]...)
	return nil
}

// simhLength reads one length; io.EOF at the end of the image.
func (t *tape) simhLength() (uint32, error) {
	var h [simhHeader]byte
	if _, err := io.ReadFull(t.br, h[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return 0, io.EOF
		}
		return 0, t.short(err)
	}
	return binary.LittleEndian.Uint32(h[:]), nil
}

// FAKETAPE of FLEX-ES: before each block three numbers of four hexadecimal digits,
// the length of the block before, its own, and both combined by exclusive or. A
// length of zero is a tape mark (Hercules' description of its tape formats).
var fakeFormat = Format{
	Name:  fakeName,
	Doc:   "virtual tape images of FLEX-ES (FAKETAPE); data files as in AWSTAPE",
	Exts:  []string{".fkt"},
	Match: func(head []byte) bool { h, ok := parseFake(head); return ok && h.before == 0 },
	sure:  confirmFake,
	open: func(in *source, yield func(part) error) error {
		return openTape(fakeName, (*tape).readFake, in, yield)
	},
}

const (
	fakeName   = "FAKETAPE"
	fakeHeader = 12
)

// fakeBlock is one header.
type fakeBlock struct{ before, size int }

func parseFake(h []byte) (fakeBlock, bool) {
	if len(h) < fakeHeader {
		return fakeBlock{}, false
	}
	var v [3]uint64
	for i := range v {
		var err error
		if v[i], err = strconv.ParseUint(string(h[4*i:4*i+4]), 16, 16); err != nil {
			return fakeBlock{}, false
		}
	}
	return fakeBlock{int(v[0]), int(v[1])}, v[0]^v[1] == v[2]
}

// confirmFake wants a block, and behind it the end or a header that knows its length.
func confirmFake(ahead []byte) bool {
	before := 0
	for {
		h, ok := parseFake(ahead)
		if !ok || h.before != before {
			return false
		}
		if ahead = ahead[fakeHeader:]; h.size == 0 {
			before = 0
			continue
		}
		if len(ahead) < h.size+fakeHeader {
			return len(ahead) == h.size
		}
		next, ok := parseFake(ahead[h.size:])
		return ok && next.before == h.size
	}
}

func (t *tape) readFake() error {
	var head [fakeHeader]byte
	if _, err := io.ReadFull(t.br, head[:]); err != nil {
		if errors.Is(err, io.EOF) {
			return io.EOF
		}
		return t.short(err)
	}
	h, ok := parseFake(head[:])
	switch {
	case ok:
	case leadingPadding(head[:]) == fakeHeader:
		return t.in.end(head[:], 0)
	default:
		return t.fault("%q stands where the lengths of a block should be", head)
	}
	if h.before != t.before {
		t.in.note("%s: a block before byte %d says that the one before it has %s; it has %d", fakeName, t.in.offset(),
			english.Plural(int(h.before), "byte", ""), t.before)
	}
	if t.before = h.size; h.size == 0 {
		return errMark
	}
	if err := t.fill(h.size); err != nil {
		return err
	}
	t.block = append(t.block[:0], t.raw...)
	return nil
}
