package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
)

// simhTape and fakeTape write blocks, nil for a tape mark, as images.
func simhTape(blocks ...[]byte) []byte {
	var out []byte
	for _, b := range blocks {
		size := binary.LittleEndian.AppendUint32(nil, uint32(len(b)))
		if out = append(out, size...); len(b) > 0 {
			out = append(append(append(out, b...), make([]byte, len(b)%2)...), size...)
		}
	}
	return out
}

func fakeTape(blocks ...[]byte) []byte {
	var out []byte
	before := 0
	for _, b := range blocks {
		out = fmt.Appendf(out, "%04X%04X%04X", before, len(b), before^len(b))
		out, before = append(out, b...), len(b)
	}
	return out
}

// labelledTape is what the blocks of a tape with standard labels are.
func labelledTape(name string, blocks ...[]byte) [][]byte {
	out := [][]byte{label("VOL1VOL001"), label("HDR1" + name), label("HDR2V2799832760" + strings.Repeat(" ", 23) + "R"),
		nil}
	return append(append(out, blocks...), nil, label("EOF1"+name), label("EOF2V2799832760"), nil, nil)
}

var imagesOf = map[string]func(...[]byte) []byte{simhName: simhTape, fakeName: fakeTape}

func TestTapesOfOtherEmulators(t *testing.T) {
	t.Parallel()
	for format, image := range imagesOf {
		for kind, open := range openings {
			got := one(t, "x", open(image(labelledTape("SMF.DUMP", plain, plain[:77], noise(27998))...)))
			want := format + " volume VOL001 VBS LRECL 32760 BLKSIZE 27998"
			if got.err != nil || !bytes.Equal(got.data, concat(plain, plain[:77], noise(27998))) || Chain(got.chain) != want ||
				got.name != "x!SMF.DUMP" {
				t.Errorf("%s as %s: %s, %d bytes behind %s, %v", format, kind, got.name, len(got.data), Chain(got.chain), got.err)
			}
		}
		all, _ := walk(t, "x", bytes.NewReader(image(nil, plain, plain[:77], nil, plain, nil, nil)), Options{})
		if len(all) != 2 || len(all[0].data) != len(plain)+77 || len(all[1].data) != len(plain) || all[0].err != nil ||
			all[1].err != nil {
			t.Errorf("%s without labels: %+v", format, all)
		}
		if got := one(t, "x", bytes.NewReader(image(plain, nil))); got.err != nil || !bytes.Equal(got.data, plain) ||
			Chain(got.chain) != format {
			t.Errorf("%s of one block: behind %q, %v", format, Chain(got.chain), got.err)
		}
	}
}

// Typed by hand: a block "ABC", a tape mark, the end.
func TestTapesOfOtherEmulatorsByHand(t *testing.T) {
	t.Parallel()
	for format, file := range map[string][]byte{
		simhName: unhex("03000000 c1c2c3 00 03000000 00000000 ffffffff"),
		fakeName: concat([]byte("000000030003"), unhex("c1c2c3"), []byte("000300000003")),
	} {
		if got := one(t, "x", bytes.NewReader(file)); got.err != nil || string(got.data) != "\xc1\xc2\xc3" ||
			Chain(got.chain) != format {
			t.Errorf("%s: %q behind %s, %v", format, got.data, Chain(got.chain), got.err)
		}
	}
	gap := concat(unhex("00000000"), simhTape(plain), unhex("feffffff feffffff"), simhTape(plain[:7], nil),
		unhex("ffffffff 0000"))
	if got := one(t, "x", bytes.NewReader(gap)); got.err != nil || len(got.data) != len(plain)+7 {
		t.Errorf("gaps: %d bytes, %v", len(got.data), got.err)
	}
}

func TestTapesOfOtherEmulatorsAreNotTakenFromOtherData(t *testing.T) {
	t.Parallel()
	low := inRecords("low", 18, bytes.Repeat(plain[:18], 50))
	for name, file := range map[string][]byte{
		"zeros":                           make([]byte, 5000),
		"digits":                          bytes.Repeat([]byte("0"), 5000),
		"records with little-endian size": low,
		"empty records":                   bytes.Repeat([]byte{0, 4, 0, 0}, 20_000),
		"lengths that differ":             append(simhTape(plain)[:len(plain)+4], 1, 0, 0, 0),
		"exclusive or that disagrees":     append([]byte("000000030004"), 1, 2, 3),
		"one header":                      append([]byte("000000300030"), plain...),
	} {
		if f := newSource(file).detect(); f != nil {
			t.Errorf("%s: taken for %s", name, f.Name)
		}
	}
}

func TestTapesOfOtherEmulatorsExplainFaults(t *testing.T) {
	t.Parallel()
	simh, fake := simhTape(plain, plain, plain), fakeTape(plain, plain, plain)
	simhBad, fakeBad := bytes.Clone(simh), bytes.Clone(fake)
	simhBad[3*(len(plain)+8)-4]++
	fakeBad[2*(len(plain)+12)] = 'x'
	for text, file := range map[string][]byte{
		"lengths before and behind a block differ":      simhBad,
		"stands where the lengths of a block":           fakeBad,
		"ends inside a block":                           simh[:len(simh)-9],
		"record 3 at byte 5481: FAKETAPE: the image en": fake[:len(fake)-9],
		"stands where the length of a block should be":  append(bytes.Clone(simh), 1, 2, 3, 4),
	} {
		got := one(t, "x", bytes.NewReader(file))
		if id(got.err) != IDTape || !strings.Contains(got.err.Error(), text) {
			t.Errorf("got %v, want %q", got.err, text)
		}
	}
}

func FuzzTapes(f *testing.F) {
	f.Add(simhTape(labelledTape("A.B", plain[:40], plain[:51])...))
	f.Add(fakeTape(labelledTape("A.B", plain[:40], plain[:51])...))
	f.Fuzz(func(t *testing.T, data []byte) {
		walk(t, "fuzz", bytes.NewReader(data), Options{MaxOutput: 4 << 20, MaxDepth: 1})
	})
}
