package smf

import (
	"bytes"
	"io"
	"slices"
	"testing"
)

// intact counts records of want that were read, in order.
func intact(g reading, want [][]byte) (n int) {
	for _, d := range g.data {
		if i := slices.IndexFunc(want, func(w []byte) bool { return bytes.Equal(w, d) }); i >= 0 {
			n++
			want = want[i+1:]
		}
	}
	return n
}

func TestReaderKeepsWhatComesBeforeATruncationAtAnyByte(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	recs := dump(6)
	for _, f := range framings {
		b := encode(t, recs, f.opt)
		ends := recordEnds(t, b)
		ends[len(ends)-1] -= int64(len(fileTail[f.want]))
		for n := range len(b) {
			g := readBytes(t, b[:n], Options{Framing: f.want})
			want := 0
			for want < len(ends) && ends[want] <= int64(n) {
				want++
			}
			if n > 0 && g.records() != want {
				t.Fatalf("%s cut at %d of %d: %d records, want %d", f.name, n, len(b), g.records(), want)
			}
			auto := readBytes(t, b[:n], Options{})
			if n >= 64+len(fileHead[f.want]) && (auto.refused != nil || auto.records() != want) {
				t.Fatalf("%s cut at %d of %d, framing not given: %d records, want %d (%v)", f.name, n, len(b), auto.records(), want,
					auto.refused)
			}
		}
	}
}

// recordEnds returns the offset at which each record of a good file is complete.
func recordEnds(t *testing.T, b []byte) (ends []int64) {
	r := NewReader("in", bytes.NewReader(b), Options{})
	for {
		if _, err := r.Next(); err == io.EOF {
			return ends
		} else if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, r.inInput(r.src.Pos()))
	}
}

func TestReaderLosesFewRecordsToAFlipOfAnyByte(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	recs := dump(6)
	for _, f := range framings {
		if f.want == StruR {
			continue // undone exactly or not at all
		}
		b := encode(t, recs, f.opt)
		most := 0
		for i := range b {
			for _, flip := range []byte{0x01, 0xFF} {
				bad := bytes.Clone(b)
				bad[i] ^= flip
				g := readBytes(t, bad, Options{Framing: f.want})
				lost := len(recs) - intact(g, recs)
				most = max(most, lost)
				if lost > 3 {
					t.Errorf("%s: flip %02x at %d loses %d of %d records: %+v", f.name, flip, i, lost, len(recs), g.faults())
				}
				if auto := readBytes(t, bad, Options{}); auto.refused != nil || intact(auto, recs) < len(recs)-3 {
					t.Errorf("%s: flip %02x at %d, framing not given: %d of %d records, %v", f.name, flip, i, intact(auto, recs),
						len(recs), auto.refused)
				}
				readBytes(t, bad, Options{Framing: None, Salvage: true})
			}
		}
		t.Logf("%s: a flip loses at most %d records", f.name, most)
	}
}

// TestReaderTakesLinearTimeOnHostileInput would take hours, not a moment, if work
// done at one byte grew with the input.
func TestReaderTakesLinearTimeOnHostileInput(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	const size = 600 << 10 // more than the window that damage is searched in
	head := rawRecord(119, 12, 18, 1)[4:]
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	for _, c := range []struct {
		name string
		unit []byte
	}{
		{"headers without lengths", head},
		{"lengths that reach far", join([]byte{0xFF, 0xFF, 0, 0}, head)},
		{"lengths that reach far and land nowhere", join([]byte{0xFF, 0xFF, 0, 0}, head, []byte{0xC1})},
		{"lengths that fall short", join([]byte{0, 19, 0, 0}, head)},
		{"every other length damaged", join([]byte{0, 18, 0, 0}, head, []byte{0, 18, 9, 0}, head)},
		{"three good, one odd",
			join([]byte{0, 18, 0, 0}, head, []byte{0, 18, 0, 0}, head, []byte{0, 18, 0, 0}, head,
				[]byte{0, 6, 0, 0, 0xFF, 0xFF})},
		{"zeros with a byte now and then", join(make([]byte, 5000), []byte{0xC1})},
		{"blanks with a byte now and then", join(bytes.Repeat([]byte{0x40}, 5000), []byte{0xC1})},
		{"headers in front of zeros", join([]byte{0, 18, 0, 0}, head, make([]byte, 3000), []byte{0xC1})},
		{"tiny blocks of nothing", []byte{0, 8, 0, 0, 0, 4, 0, 0}},
		{"blocks with a record too long", join([]byte{0, 22, 0, 0, 0, 19, 0, 0}, head)},
		{"first segments without end", join([]byte{0, 18, 1, 0}, head)},
		{"orphans", []byte{0, 5, 2, 0, 0}},
		{"restart markers", []byte{0x10, 0, 0}},
		{"frames without records", []byte{0, 24, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24}},
		{"tokens", join([]byte{0, 0, 0, 16, 0xE2, 0xD4, 0xE3, 0xD2, 0, 0, 0, 1, 0, 0, 0, 0})},
		{"many sections",
			join(head[:10], []byte{0xE2, 0xE8, 0xE2, 0xC1}, []byte{0xE3, 0xC3, 0xD7, 0x40, 0, 12, 0, 64, 0, 0},
				bytes.Repeat([]byte{0, 0, 1, 0, 0, 1, 0xFF, 0xFF}, 3))},
	} {
		b := bytes.Repeat(c.unit, size/len(c.unit))
		for _, f := range []Framing{Auto, RDW, BDW, Block, Buffer, None} {
			readBytes(t, b, Options{Framing: f, Salvage: true})
		}
	}
}
