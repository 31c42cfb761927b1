package smf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/zertify/zertify/schema/stream"
)

// listing is a type 119 record with its descriptor word and one section of n bytes.
func listing(no, n int) []byte {
	b := append(bytes.Repeat([]byte{0}, 36), bytes.Repeat([]byte{byte(0xA0 + no)}, n)...)
	binary.BigEndian.PutUint16(b, uint16(len(b)))
	copy(b[offFlags:], []byte{0x5E, 119, 0, 0x36, 0xEE, byte(no), 1, 0x26, 0x12, 0x3F, 0xE2, 0xE8, 0xE2, 0xC1})
	binary.BigEndian.PutUint16(b[offSubtype:], 12)
	binary.BigEndian.PutUint16(b[offTripletCount:], 1)
	binary.BigEndian.PutUint32(b[offTriplets:], 36)
	binary.BigEndian.PutUint16(b[offTriplets+4:], uint16(n))
	binary.BigEndian.PutUint16(b[offTriplets+6:], 1)
	return b
}

// framedListings frames listings 0 to 5 and makes the length field of number wrong
// say more bytes.
func framedListings(f Framing, wrong, more int) []byte {
	var out []byte
	for i := range 6 {
		rec := listing(i, 40+i)
		head := plainFramers[f](rec)
		if i == wrong {
			order := binary.ByteOrder(binary.BigEndian)
			if f == RDWLE {
				order = binary.LittleEndian
			}
			switch f {
			case Len4:
				binary.BigEndian.PutUint32(head, binary.BigEndian.Uint32(head)+uint32(more))
			case Block:
				binary.BigEndian.PutUint16(head[1:], binary.BigEndian.Uint16(head[1:])+uint16(more))
			default:
				order.PutUint16(head, order.Uint16(head)+uint16(more))
			}
		}
		out = append(append(out, head...), rec[4:]...)
	}
	return out
}

// taken reads b and returns, for each record, its number or -1 when it does not end
// with its section, the disputed ones, and how many bytes were rejected.
func taken(t *testing.T, b []byte, f Framing) (records, disputed []int, lost int64) {
	t.Helper()
	r := NewReader("in", bytes.NewReader(b), Options{Framing: f})
	total := int64(0)
	for {
		rec, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.Is(err, io.EOF):
			if total+r.Skipped() != int64(len(b)) {
				t.Errorf("%d bytes accounted for and %d skipped of %d", total, r.Skipped(), len(b))
			}
			return records, disputed, lost
		case errors.As(err, &fault):
			lost, total = lost+fault.Bytes, total+fault.Bytes
			continue
		case err != nil:
			t.Fatal(err)
		}
		no := int(rec.Data[9])
		if !bytes.Equal(rec.Data[4:], listing(no, 40+no)[4:]) {
			no = -1
		}
		records, total = append(records, no), total+rec.Span
		if rec.Disputed {
			if disputed = append(disputed, no); rec.Note == "" {
				t.Errorf("record %d is disputed without a note", no)
			}
		}
	}
}

// TestALengthSwallowsNoRecord makes one length too large, by what it takes to reach
// over others and by less.
func TestALengthSwallowsNoRecord(t *testing.T) {
	t.Parallel()
	all := []int{0, 1, 2, 3, 4, 5}
	for _, f := range []Framing{RDW, RDWExclusive, RDWLE, Len4, Block} {
		head := len(plainFramers[f](listing(0, 0)))
		size := func(no int) int { return head + 32 + 40 + no }
		for name, c := range map[string]struct{ wrong, more int }{
			"one record":                {1, size(2)},
			"two records":               {1, size(2) + size(3)},
			"part of the next":          {1, 30},
			"one and part of the next":  {1, size(2) + 21},
			"the last record":           {4, size(5)},
			"all that follow":           {0, size(1) + size(2) + size(3) + size(4) + size(5)},
			"past the end of the input": {3, size(4) + size(5) + 1000},
			"one byte":                  {2, 1},
			"three bytes":               {2, 3},
		} {
			t.Run(f.String()+"/"+name, func(t *testing.T) {
				t.Parallel()
				records, disputed, lost := taken(t, framedListings(f, c.wrong, c.more), f)
				if !slices.Equal(records, all) || !slices.Equal(disputed, []int{c.wrong}) || lost != 0 {
					t.Errorf("records %v, disputed %v, %d bytes rejected", records, disputed, lost)
				}
			})
		}
	}
}

// block puts a block descriptor word before pieces.
func block(pieces ...[]byte) []byte {
	b := slices.Concat(pieces...)
	return slices.Concat([]byte{byte((len(b) + 4) >> 8), byte(len(b) + 4), 0, 0}, b)
}

// longer makes the descriptor word of a record say more.
func longer(rec []byte, more int) []byte {
	rec = slices.Clone(rec)
	binary.BigEndian.PutUint16(rec, binary.BigEndian.Uint16(rec)+uint16(more))
	return rec
}

// TestALengthSwallowsNoRecordOfItsBlock: in a block, over its end, and behind the
// last segment of a spanned record.
func TestALengthSwallowsNoRecordOfItsBlock(t *testing.T) {
	t.Parallel()
	rec := func(no int) []byte { return listing(no, 40+no) }
	seg := func(code byte, data []byte) []byte {
		return slices.Concat([]byte{0, byte(len(data) + 4), code, 0}, data)
	}
	one := rec(1)
	for name, c := range map[string]struct {
		framing  Framing
		input    []byte
		disputed int
	}{
		"inside its block": {BDW,
			slices.Concat(block(rec(0), longer(one, len(rec(2))), rec(2)), block(rec(3), rec(4)), block(rec(5))), 1},
		"to the end of its block": {BDW,
			slices.Concat(block(rec(0)), block(longer(one, len(rec(2))), rec(2)), block(rec(3), rec(4), rec(5))), 1},
		"over the end of its block": {BDW,
			slices.Concat(block(rec(0)), block(longer(one, 500), rec(2)), block(rec(3), rec(4), rec(5))), 1},
		"behind a last segment": {RDW, slices.Concat(rec(0), seg(1, one[4:50]), longer(seg(2, one[50:]), len(rec(2))), rec(2),
			rec(3), rec(4), rec(5)), 1},
		"behind three segments": {RDW,
			slices.Concat(rec(0), seg(1, one[4:50]), seg(3, one[50:60]), longer(seg(2, one[60:]), len(rec(2))), rec(2),
				rec(3), rec(4), rec(5)), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			records, disputed, lost := taken(t, c.input, c.framing)
			if !slices.Equal(records, []int{0, 1, 2, 3, 4, 5}) || !slices.Equal(disputed, []int{c.disputed}) || lost != 0 {
				t.Errorf("records %v, disputed %v, %d bytes rejected", records, disputed, lost)
			}
		})
	}
}

func bufferFrame(rec []byte) []byte {
	return slices.Concat(plainFramers[Buffer](rec), rec[4:], trailers[Buffer](rec))
}

// TestALongFrameSwallowsNoRecord: a frame says its length at both ends, so that one
// that is too long is seen at once; its record is rejected and the next is read.
func TestALongFrameSwallowsNoRecord(t *testing.T) {
	t.Parallel()
	var b []byte
	for i := range 6 {
		frame := bufferFrame(listing(i, 40+i))
		if i == 1 {
			frame = longer(frame, len(bufferFrame(listing(2, 42))))
		}
		b = append(b, frame...)
	}
	records, _, lost := taken(t, b, Buffer)
	if !slices.Equal(records, []int{0, 2, 3, 4, 5}) || lost != int64(len(bufferFrame(listing(1, 41)))) {
		t.Errorf("records %v, %d bytes rejected", records, lost)
	}
}

// foreign is a record of type 30 with its descriptor word and body behind the header.
func foreign(body []byte) []byte {
	b := append(listing(0, 0)[:subtypeHeader:subtypeHeader], body...)
	b[offType] = 30
	binary.BigEndian.PutUint16(b, uint16(len(b)))
	return b
}

// lengthened frames records and makes the length of number wrong reach over the next
// over of them.
func lengthened(f Framing, wrong, over int, records ...[]byte) []byte {
	var out []byte
	for i, rec := range records {
		if i == wrong {
			rec = slices.Clone(rec)
			for _, next := range records[i+1 : i+1+over] {
				rec = append(append(rec, plainFramers[f](next)...), next[4:]...)
			}
		}
		out = append(out, plainFramers[f](rec)...)
		out = append(out, records[i][4:]...)
	}
	return out
}

// dataOf reads b and returns the records without their descriptor words, and the notes
// of those that are disputed.
func dataOf(t *testing.T, b []byte, f Framing) (records [][]byte, notes []string) {
	t.Helper()
	r := NewReader("in", bytes.NewReader(b), Options{Framing: f})
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return records, notes
		}
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, bytes.Clone(rec.Data[4:]))
		if rec.Disputed {
			notes = append(notes, rec.Note)
		}
	}
}

func withoutLengths(records [][]byte) (data [][]byte) {
	for _, r := range records {
		data = append(data, r[4:])
	}
	return data
}

// TestAForeignRecordSwallowsNoRecord: the length of a record of another type ends
// exactly where a later record begins.
func TestAForeignRecordSwallowsNoRecord(t *testing.T) {
	t.Parallel()
	text := foreign(bytes.Repeat([]byte{0xE2, typeTCPIP, 0, 0x77}, 40))
	empty := listing(0, 0)[:subtypeHeader]
	binary.BigEndian.PutUint16(empty, subtypeHeader)
	records := [][]byte{listing(0, 40), text, listing(2, 42), listing(3, 43), text, empty, listing(6, 46), text,
		listing(8, 48), listing(9, 49)}
	for _, f := range []Framing{RDW, RDWExclusive, RDWLE, Len4, Block} {
		for _, c := range []struct{ wrong, over int }{{1, 1}, {1, 2}, {1, 3}, {1, 8}, {4, 2}, {5, 2}, {7, 1}, {7, 2}} {
			t.Run(fmt.Sprintf("%s/%d over %d", f, c.wrong, c.over), func(t *testing.T) {
				t.Parallel()
				got, notes := dataOf(t, lengthened(f, c.wrong, c.over, records...), f)
				if !slices.EqualFunc(got, withoutLengths(records), bytes.Equal) || len(notes) != 1 {
					t.Fatalf("%d records of %d, notes %q", len(got), len(records), notes)
				}
				if !strings.Contains(notes[0], "records follow each other to that end, the first of type 119") {
					t.Error(notes[0])
				}
			})
		}
	}
}

// TestAForeignRecordSwallowsNoRecordOfItsBlock: nor behind the last segment of a spanned
// record.
func TestAForeignRecordSwallowsNoRecordOfItsBlock(t *testing.T) {
	t.Parallel()
	one, text, next := listing(0, 40), foreign(bytes.Repeat([]byte{0xE2}, 90)), listing(2, 42)
	begin := slices.Concat([]byte{0, 54, 1, 0}, text[4:54])
	end := slices.Concat([]byte{0, byte(len(text) - 50), 2, 0}, text[54:])
	for name, c := range map[string]struct {
		framing Framing
		input   []byte
	}{
		"inside its block":      {BDW, slices.Concat(block(one, longer(text, len(next)), next, one), block(one, one))},
		"to the end of a block": {BDW, slices.Concat(block(one, longer(text, len(next)), next), block(one, one, one))},
		"behind a last segment": {RDW, slices.Concat(one, begin, longer(end, len(next)), next, one, one, one)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, notes := dataOf(t, c.input, c.framing)
			want := withoutLengths([][]byte{one, text, next, one, one, one})
			if !slices.EqualFunc(got, want, bytes.Equal) || len(notes) != 1 {
				t.Errorf("%d records of %d, notes %q", len(got), len(want), notes)
			}
		})
	}
}

// TestARecordMayHoldImagesOfRecords: other data behind or between them, or a length that
// leads nowhere, and the record is left whole.
func TestARecordMayHoldImagesOfRecords(t *testing.T) {
	t.Parallel()
	image := slices.Concat(listing(1, 41), listing(2, 42))
	for name, body := range map[string][]byte{
		"a trailer behind":          slices.Concat([]byte("head"), image, []byte("trailer")),
		"one byte behind":           append(slices.Clone(image), 0),
		"a count in front":          slices.Concat([]byte{0, 2}, image, []byte{0, 0}),
		"the last is cut":           image[:len(image)-1],
		"none is of type 119":       slices.Concat(foreign(nil), foreign(nil)),
		"no descriptor words":       slices.Concat(listing(1, 41)[4:], listing(2, 42)[4:]),
		"the first of two segments": slices.Concat([]byte{0, 54, 1, 0}, listing(1, 41)[4:54]),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			records := [][]byte{listing(0, 40), foreign(body), listing(3, 43), listing(4, 44)}
			got, notes := dataOf(t, lengthened(RDW, -1, 0, records...), RDW)
			if !slices.EqualFunc(got, withoutLengths(records), bytes.Equal) || len(notes) != 0 {
				t.Errorf("%d records of %d, notes %q", len(got), len(records), notes)
			}
		})
	}
}

// TestChainsAreSoughtInLinearTime: a record full of headers, from each of which records
// follow each other to a place just before the end.
func TestChainsAreSoughtInLinearTime(t *testing.T) {
	t.Parallel()
	one := listing(0, 0)[:subtypeHeader]
	binary.BigEndian.PutUint16(one, subtypeHeader)
	b := append(bytes.Repeat(one, maxLen4/len(one)), 0)
	if at := chainedFrom(&variants[rdwVariant], b, 0); at >= 0 {
		t.Errorf("a chain to the end from byte %d", at)
	}
	if at := chainedFrom(&variants[rdwVariant], b[:len(b)-1], 1); at != len(one) {
		t.Errorf("the chain begins at %d, want %d", at, len(one))
	}
}
