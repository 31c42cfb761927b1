package container

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// terseVectors are typed by hand from the description of the code stream.
var terseVectors = []struct {
	name string
	file []byte
	want string
	err  string // part of the message; "" for none
}{
	{"literals, fixed",
		// header: PACK, fixed, LRECL 2; codes C1+1 C2+1 0
		[]byte{0x02, 0, 0, 2, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x20, 0xC3, 0x00, 0x00}, "\xc1\xc2", ""},
	{"long length field only",
		[]byte{0x02, 0, 0, 0, 0x0C, 0, 0, 0, 0, 0, 0, 2, 0x0C, 0x20, 0xC3, 0x00, 0x00}, "\xc1\xc2", ""},
	{"variable, two records and a rest without a mark",
		// codes C1+1 101 101 C2+1 0: "A", "", "B"
		[]byte{0x05, 1, 0, 9, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x21, 0x01, 0x10, 0x10, 0xC3, 0x00, 0x00},
		"\x00\x05\x00\x00\xc1\x00\x04\x00\x00\x00\x05\x00\x00\xc2", ""},
	{"PACK blanks from the first dictionary",
		// code 258 is two blanks, 259 three; odd number of codes: 102 103 000
		[]byte{0x02, 0, 0, 5, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x21, 0x03, 0x00, 0x00}, "\x40\x40\x40\x40\x40", ""},
	{"PACK uses the entry of the step before",
		// C1+1, then FFF, the entry just made of C1 and the symbol to come, which is C1 itself
		[]byte{0x02, 0, 0, 3, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x2F, 0xFF, 0x00, 0x00}, "\xc1\xc1\xc1", ""},
	{"SPACK pairs",
		// C1+1 C2+1 102 103 0: 258=AB; then 259 = B+AB
		[]byte{0x05, 0, 0, 7, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x20, 0xC3, 0x10, 0x21, 0x03, 0x00, 0x00},
		"\xc1\xc2\xc1\xc2\xc2\xc1\xc2", ""},
	{"SPACK code not made yet",
		[]byte{0x05, 0, 0, 7, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x20, 0xC3, 0x10, 0x30, 0x00}, "\xc1\xc2",
		"byte 17: TERSE: damaged: code 259"},
	{"PACK entry made of itself",
		// FFF is the entry given away; made of itself, it cannot be used again
		[]byte{0x02, 1, 0, 7, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF}, "",
		"record 1 at byte 15: TERSE: damaged: code 4095"},
	{"no end code",
		[]byte{0x02, 0, 0, 2, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x20, 0xC3}, "\xc1\xc2", "without an end code"},
	{"no end code, variable: whole records only",
		[]byte{0x02, 1, 0, 2, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x21, 0x01, 0x0C, 0x30}, "\x00\x05\x00\x00\xc1", "record 2"},
	{"fixed records ignore marks",
		[]byte{0x05, 0, 0, 2, 0x0C, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0x21, 0x01, 0x0C, 0x31, 0x03, 0x00, 0x00}, "\xc1\xc2\xc2", ""},
	{"file system form: no flags, no block size",
		[]byte{0x02, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0x0C, 0x20, 0xC3, 0x00, 0x00}, "\xc1\xc2", ""},
	{"native form, SPACK by its codes",
		[]byte{0x01, 0x89, 0x69, 0xA5, 0, 4, 0x0C, 0x20, 0xC3, 0x10, 0x20, 0x00}, "\xc1\xc2\xc1\xc2", ""},
	{"native form without a record length",
		[]byte{0x01, 0x89, 0x69, 0xA5, 0x0C, 0x20, 0xC3, 0x10, 0x20, 0x00}, "\xc1\xc2\xc1\xc2", ""},
	{"native form of before, without a record length",
		[]byte{0x07, 0x89, 0x69, 0xA5, 0x0C, 0x20, 0xC3, 0x10, 0x20, 0x00}, "\xc1\xc2\xc1\xc2", ""},
	{"native form, PACK by its codes",
		[]byte{0x01, 0x89, 0x69, 0xA5, 0, 3, 0x0C, 0x2F, 0xFF, 0x00, 0x00}, "\xc1\xc1\xc1", ""},
}

func TestTerseVectors(t *testing.T) {
	t.Parallel()
	for _, v := range terseVectors {
		for kind, open := range openings {
			got := one(t, "v.trs", open(v.file))
			if string(got.data) != v.want {
				t.Errorf("%s as %s: got %x, want %x", v.name, kind, got.data, v.want)
			}
			if (got.err == nil) != (v.err == "") || got.err != nil && !strings.Contains(got.err.Error(), v.err) {
				t.Errorf("%s as %s: error %v, want %q", v.name, kind, got.err, v.err)
			}
		}
	}
}

// sampleRecords makes records in the manner of a dump: a common shape, a few
// fields that vary, and some noise.
func sampleRecords(n, length int, noise int) [][]byte {
	r := rand.New(rand.NewPCG(119, 12))
	base := make([]byte, length)
	for i := range base {
		base[i] = byte(i * i >> 3)
		if i%5 != 0 {
			base[i] = 0x40
		}
	}
	out := make([][]byte, n)
	for i := range out {
		rec := bytes.Clone(base[:length-r.IntN(length/4+1)])
		for range noise {
			rec[r.IntN(len(rec))] = byte(r.Uint32())
		}
		out[i] = rec
	}
	return out
}

func TestTerseRoundTrip(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	shapes := map[string][][]byte{
		"nothing":         nil,
		"one empty":       {{}},
		"one byte":        {{0xC1}},
		"blanks":          {bytes.Repeat([]byte{0x40}, 60000)},
		"zeros":           {bytes.Repeat([]byte{0}, 65531)},
		"empty records":   make([][]byte, 30000),
		"all bytes":       {allBytes(), allBytes(), allBytes()},
		"regular records": sampleRecords(800, 500, 10),
		"noisy records":   sampleRecords(120, 900, 400),
		"short records":   sampleRecords(15000, 9, 2),
	}
	for name, records := range shapes {
		for _, method := range []byte{tersePack, terseSpack} {
			for _, variable := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s/%02d/variable=%v", name, method, variable), func(t *testing.T) {
					t.Parallel()
					want := bytes.Join(records, nil)
					if variable {
						want = withRDW(records...)
					}
					got := one(t, "x", bytes.NewReader(terseFile(method, variable, 65531, records...)))
					if got.err != nil || !bytes.Equal(got.data, want) {
						t.Errorf("got %d bytes (%v), want %d", len(got.data), got.err, len(want))
					}
				})
			}
		}
	}
}

func allBytes() []byte {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}

func TestTerseHeaderIsNotTakenFromOtherData(t *testing.T) {
	t.Parallel()
	for name, head := range map[string][]byte{
		"SMF record of 512 bytes": {0x02, 0x00, 0x00, 0x00, 0x5E, 0x77, 0x00, 0x00, 0x12, 0x34, 0x01, 0x26, 0x03,
			0x5F},
		"SMF segment of 1793 bytes": {0x07, 0x00, 0x01, 0x00, 0x5E, 0x77, 0x00, 0x00, 0x12, 0x34, 0x01, 0x26, 0x03,
			0x5F},
		"block of 1280 with a record of 1276": {0x05, 0x00, 0x00, 0x00, 0x04, 0xFC, 0x00, 0x00, 0x5E, 0x77, 0x00, 0x12, 0x34,
			0x56},
		"block of 1280 with a record of 1024": {0x05, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x5E, 0x77, 0x00, 0x12, 0x34,
			0x56},
		"lengths that disagree":      {0x02, 0x00, 0x00, 0x50, 0x0C, 0x00, 0x6D, 0x10, 0x00, 0x00, 0x00, 0x51},
		"no length":                  {0x02, 0x00, 0x00, 0x00, 0x0C, 0x00, 0x6D, 0x10, 0x00, 0x00, 0x00, 0x00},
		"flags without the z/OS bit": {0x02, 0x00, 0x00, 0x50, 0x08, 0x00, 0x6D, 0x10, 0x00, 0x00, 0x00, 0x00},
		"short":                      {0x02, 0x00, 0x00, 0x50, 0x0C, 0x00, 0x6D},
	} {
		if f := newSource(head).detect(); f != nil {
			t.Errorf("%s: taken for %s", name, f.Name)
		}
	}
}

func TestTerseLayerTellsTheDataSetsAttributes(t *testing.T) {
	t.Parallel()
	got := one(t, "x", bytes.NewReader(tersed(terseHead(terseSpack, true, 32756, 27998), []uint16{codeEnd})))
	want := "TERSE SPACK V LRECL 32760 BLKSIZE 27998"
	if Chain(got.chain) != want {
		t.Errorf("got %q, want %q", Chain(got.chain), want)
	}
	if l := got.chain[0]; l.RecordFormat != "V" || l.RecordLength != 32760 || l.BlockSize != 27998 {
		t.Errorf("attributes %+v", l)
	}
}

func TestTerseRemarksOnWhatItLeaves(t *testing.T) {
	t.Parallel()
	file := terseFile(tersePack, false, 3, []byte{1, 2, 3})
	stamp := append(bytes.Clone(file[:40]), "\xf2\xf0\xf2\xf6"...)
	cases := map[string]struct {
		file []byte
		want string
	}{
		"padding":          {file, ""},
		"date stamp":       {stamp, ""},
		"broken multiple":  {terseFile(tersePack, false, 2, []byte{1, 2, 3}), "not a multiple of the record length 2"},
		"record too long":  {terseFile(tersePack, true, 2, []byte{1, 2, 3}), "longest record has 3 bytes"},
		"record that fits": {terseFile(tersePack, true, 3, []byte{1, 2, 3}), ""},
	}
	for name, c := range cases {
		got := strings.Join(one(t, "x", bytes.NewReader(c.file)).notes, "; ")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: notes %q, want %q", name, got, c.want)
		}
	}
}

func TestTerseRefusesRecordsLongerThanADescriptorWord(t *testing.T) {
	t.Parallel()
	for _, method := range []byte{tersePack, terseSpack} {
		for _, size := range []int{65532, 300000} {
			got := one(t, "x",
				bytes.NewReader(terseFile(method, true, 32756, []byte{1}, bytes.Repeat([]byte{7}, size), []byte{2})))
			var e *Error
			if !errors.As(got.err, &e) || e.ID != IDTerse || e.Record != 2 {
				t.Errorf("method %d, %d bytes: %v, want %s at record 2", method, size, got.err, IDTerse)
			}
			if want := withRDW([]byte{1}); !bytes.Equal(got.data, want) {
				t.Errorf("method %d, %d bytes: got %d bytes before the fault, want %d", method, size, len(got.data), len(want))
			}
		}
	}
}

// TestTerseBombsEnd feeds streams made to expand without end.
func TestTerseBombsEnd(t *testing.T) {
	t.Parallel()
	doubling := []uint16{1, 1}
	for c := uint16(firstEntry); c < firstEntry+200; c++ {
		doubling = append(doubling, c) // each pairs the two before
	}
	empty := []uint16{codeMark, codeMark}
	for c := uint16(firstEntry); c < codes12; c++ {
		empty = append(empty, c) // strings of marks only: nothing in fixed records, words without end in variable ones
	}
	blanks := bytes.Repeat(packCodes([]uint16{codes12 - 1, codes12 - 1}), 20000)
	for name, file := range map[string][]byte{
		"doubling":        tersed(terseHead(terseSpack, false, 80, 0), append(doubling, codeEnd)),
		"doubling, V":     tersed(terseHead(terseSpack, true, 80, 0), append(doubling, codeEnd)),
		"marks, V":        tersed(terseHead(terseSpack, true, 80, 0), append(empty, codeEnd)),
		"blanks, endless": append(terseHead(tersePack, false, 80, 0), blanks...),
	} {
		all, res := walk(t, name, bytes.NewReader(file), Options{MaxOutput: 20 << 20})
		var e *Error
		if len(all) != 1 || !errors.As(all[0].err, &e) || e.ID != IDLimit && e.ID != IDTerse {
			t.Errorf("%s: %v, want an end by limit or length", name, all[0].err)
		}
		if res.Out > 20<<20 {
			t.Errorf("%s: %d bytes came out", name, res.Out)
		}
	}
	got := one(t, "marks, F", bytes.NewReader(tersed(terseHead(terseSpack, false, 80, 0), append(empty, codeEnd))))
	if len(got.data) != 0 || got.err != nil {
		t.Errorf("marks, F: %d bytes, %v", len(got.data), got.err)
	}
}

// TestTerseEmptyPartsCostNothing uses strings that are one byte and thousands
// of marks that fixed records ignore.
func TestTerseEmptyPartsCostNothing(t *testing.T) {
	t.Parallel()
	codes := []uint16{2}
	for c := uint16(firstEntry); c < codes12-2; c++ {
		codes = append(codes, codeMark, c) // c = (the code before, mark)
		c++
	}
	for range 50000 {
		codes = append(codes, codes12-4)
	}
	got := one(t, "x", bytes.NewReader(tersed(terseHead(terseSpack, false, 80, 0), append(codes, codeEnd))))
	if got.err != nil {
		t.Fatal(got.err)
	}
	if want := bytes.Repeat([]byte{1}, len(got.data)); len(got.data) < 50000 || !bytes.Equal(got.data, want) {
		t.Errorf("got %d bytes", len(got.data))
	}
}

func TestTerseSurvivesTruncationAndFlips(t *testing.T) {
	t.Parallel()
	for _, method := range []byte{tersePack, terseSpack} {
		for _, variable := range []bool{false, true} {
			records := sampleRecords(8, 40, 5)
			file := append(terseHead(method, variable, 60, 600),
				packCodes(encodeFor(method, terseSymbols(variable, records...)))...)
			whole := one(t, "x", bytes.NewReader(file)).data
			for n := range file {
				got, _ := walk(t, "cut", bytes.NewReader(file[:n]), Options{})
				if n > terseHeaderSize && !bytes.HasPrefix(whole, got[0].data) {
					t.Fatalf("cut at %d: output is not the beginning of the whole", n)
				}
				if n > terseHeaderSize && n < len(file)-3 && got[0].err == nil {
					t.Fatalf("cut at %d: no error", n)
				}
				// all of the header, first and last of each other byte
				for bit := 0; bit < 8; bit += 1 + 6*min(1, n/terseHeaderSize) {
					bad := bytes.Clone(file)
					bad[n] ^= 1 << bit
					walk(t, "flip", bytes.NewReader(bad), Options{MaxOutput: 1 << 20})
				}
			}
		}
	}
}

func encodeFor(method byte, symbols []uint16) []uint16 {
	if method == terseSpack {
		return encodeSpack(symbols)
	}
	return encodePack(symbols)
}

// slowTerse decodes by the letter of the description, without any of the
// decoder's shortcuts: strings are kept whole. Long strings are too much for it.
func slowTerse(method byte, codes []uint16) (symbols []uint16, ok bool) {
	if method == terseSpack {
		return slowSpack(codes)
	}
	return slowPack(codes)
}

func FuzzTerse(f *testing.F) {
	for _, v := range terseVectors {
		f.Add(v.file)
	}
	for _, method := range []byte{tersePack, terseSpack} {
		for _, variable := range []bool{false, true} {
			f.Add(terseFile(method, variable, 60, sampleRecords(12, 60, 6)...))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		h, ok := parseTerse(file)
		if !ok {
			return
		}
		got, _ := walk(t, "fuzz", bytes.NewReader(file), Options{MaxOutput: 1 << 20})
		if len(got) != 1 {
			t.Fatalf("%d members", len(got))
		}
		if h.method == tersePack || h.method == terseSpack {
			compareSlow(t, h, file[terseHeaderSize:], got[0])
		}
	})
}

// compareSlow decodes again by the letter and compares whole streams.
func compareSlow(t *testing.T, h terseHeader, stream []byte, got visited) {
	t.Helper()
	codes := codeReader{buf: stream, end: len(stream)}
	var list []uint16
	for {
		c, ok := codes.next()
		if !ok {
			return // the other tests look at cut streams
		}
		if c == codeEnd {
			break
		}
		list = append(list, c)
	}
	symbols, ok := slowTerse(h.method, list)
	if !ok || got.err != nil {
		return
	}
	if want := restored(h.variable, symbols); !bytes.Equal(got.data, want) {
		t.Fatalf("got %x, want %x", got.data, want)
	}
}

// restored puts symbols together as a file.
func restored(variable bool, symbols []uint16) []byte {
	var records [][]byte
	rec := []byte{}
	for _, s := range symbols {
		switch {
		case s != codeMark:
			rec = append(rec, byte(s-1))
		case variable:
			records = append(records, rec)
			rec = []byte{}
		}
	}
	if !variable {
		return rec
	}
	if len(rec) > 0 {
		records = append(records, rec)
	}
	return withRDW(records...)
}

// slowLimit bounds the strings that the slow decoders keep.
const slowLimit = 1 << 16

// slowMoves bounds what the slow decoder does with long strings, for each of whose
// prefixes it goes through its list: a fuzzed file of 4 KB took it half a minute.
const slowMoves = 1_000_000_000

func slowPack(codes []uint16) ([]uint16, bool) {
	text := map[uint16][]uint16{}
	prefix := map[uint16]uint16{}
	for c := uint16(1); c < firstEntry; c++ {
		text[c] = []uint16{c}
	}
	var recent []uint16 // most recent first
	blanks := bytesOf(blankCode, codes12)
	for c := uint16(firstEntry); c < codes12; c++ {
		text[c] = blanks[:c-firstEntry+2]
		if prefix[c] = c - 1; c == firstEntry {
			prefix[c] = blankCode
		}
		recent = append(recent, c)
	}
	moved := 0
	front := func(c uint16) {
		for i, x := range recent {
			if x == c {
				moved += i
				copy(recent[1:i+1], recent[:i])
				recent[0] = c
				return
			}
		}
	}
	var out []uint16
	var open uint16
	for _, c := range codes {
		n := recent[len(recent)-1]
		if c == n {
			return nil, false
		}
		front(n)
		var chain []uint16
		for x := c; x >= firstEntry; x = prefix[x] {
			chain = append(chain, x)
		}
		if open != 0 {
			text[open] = append(append([]uint16{}, text[prefix[open]]...), text[prefix[open]][0])
			if c != open {
				text[open][len(text[open])-1] = text[c][0]
			}
		}
		for _, x := range chain {
			front(x)
		}
		out = append(out, text[c]...)
		if len(out) > slowLimit*16 || moved > slowMoves {
			return nil, false
		}
		prefix[n], open = c, n
	}
	return out, true
}

func bytesOf(v uint16, n int) []uint16 {
	s := make([]uint16, n)
	for i := range s {
		s[i] = v
	}
	return s
}

func slowSpack(codes []uint16) ([]uint16, bool) {
	text := map[uint16][]uint16{}
	parts := map[uint16][2]uint16{}
	refs := map[uint16]int{}
	for c := uint16(1); c < firstEntry; c++ {
		text[c] = []uint16{c}
	}
	var queue []uint16
	leave := func(c uint16) {
		for i, x := range queue {
			if x == c {
				queue = append(queue[:i:i], queue[i+1:]...)
				return
			}
		}
	}
	fresh, h := uint16(firstEntry), uint16(0)
	var out []uint16
	for _, g := range codes {
		if text[g] == nil {
			return nil, false
		}
		out = append(out, text[g]...)
		if len(out) > slowLimit*16 {
			return nil, false
		}
		if h != 0 {
			n := fresh
			if fresh < codes12 {
				fresh++
			} else {
				n = queue[0]
				leave(n)
				if n == h || n == g {
					return nil, false
				}
				for _, c := range parts[n] {
					if c >= firstEntry {
						if refs[c]--; refs[c] == 0 {
							queue = append(queue, c)
						}
					}
				}
			}
			if len(text[h])+len(text[g]) > slowLimit {
				return nil, false
			}
			text[n] = append(append([]uint16{}, text[h]...), text[g]...)
			parts[n] = [2]uint16{h, g}
			for _, c := range parts[n] {
				if c >= firstEntry {
					refs[c]++
					leave(c)
				}
			}
			queue = append(queue, n)
		}
		h = g
	}
	return out, true
}

// TestTerseAgreesWithTheLetterOfTheDescription feeds random legal streams long
// enough to use up the dictionary several times.
func TestTerseAgreesWithTheLetterOfTheDescription(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	for _, method := range []byte{tersePack, terseSpack} {
		for seed := range uint64(4) {
			t.Run(fmt.Sprintf("%02d/%d", method, seed), func(t *testing.T) {
				t.Parallel()
				symbols := randomSymbols(seed, 60000)
				codes := encodeFor(method, symbols)
				want, ok := slowTerse(method, codes[:len(codes)-1])
				if !ok {
					t.Fatal("the slow decoder gave up")
				}
				if len(codes) < 3*codes12 && seed%2 == 1 {
					t.Fatalf("only %d codes; the dictionary was not used up", len(codes))
				}
				variable := seed%3 != 0
				got := one(t, "x", bytes.NewReader(tersed(terseHead(method, variable, 65531, 0), codes)))
				if exp := restored(variable, want); got.err != nil || !bytes.Equal(got.data, exp) {
					t.Errorf("got %d bytes (%v), want %d", len(got.data), got.err, len(exp))
				}
			})
		}
	}
}

// randomSymbols returns text of a small alphabet in records; odd seeds are noisy.
func randomSymbols(seed uint64, n int) []uint16 {
	r := rand.New(rand.NewPCG(seed, 1))
	alphabet := 3
	if seed%2 == 1 {
		alphabet = 200
	}
	s := make([]uint16, n)
	for i := range s {
		s[i] = uint16(r.IntN(alphabet)) + 1
		if r.IntN(40) == 0 {
			s[i] = codeMark
		}
	}
	return s
}
