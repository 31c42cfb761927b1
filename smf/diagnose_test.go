package smf

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// feeds makes records rich in line feeds, so that line end damage shows.
func feeds(n int) [][]byte {
	recs := dump(n)
	for _, rec := range recs[1:] {
		if len(rec) > 40 {
			rec[30], rec[35] = '\n', '\n'
		}
	}
	return recs
}

func TestReaderExplainsWhatATransferDidToTheRecords(t *testing.T) {
	t.Parallel()
	for _, n := range []int{4, 60, 4000} {
		for _, c := range transfers(t, feeds(n)) {
			checkRefusal(t, c.name, c.b, c.want)
		}
	}
}

func checkRefusal(t *testing.T, name string, b []byte, want string) {
	t.Helper()
	g := readBytes(t, b, Options{})
	var not *NotSMF
	if !errors.As(g.refused, &not) {
		t.Errorf("%s: %v with %d records, want %s", name, g.refused, g.records(), want)
		return
	}
	if not.ID != want || not.File != "in" || not.Message == "" || not.Try == "" {
		t.Errorf("%s: %+v, want %s", name, not, want)
	}
	if not.Offset < 0 || not.Offset > int64(len(b)) || !bytes.HasPrefix(b[not.Offset:], not.Head) {
		t.Errorf("%s: %x is not at %d", name, not.Head, not.Offset)
	}
	if msg := not.Error(); !strings.Contains(msg, want) || !strings.Contains(msg, not.Try) || strings.Contains(msg, "()") {
		t.Errorf("%s: message %q", name, msg)
	}
}

// noise is reproducible and looks compressed.
func noise(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func TestReaderNamesWhatIsNotSMF(t *testing.T) {
	t.Parallel()
	plain := encode(t, dump(3), WriterOptions{})
	cobol := bytes.Repeat([]byte("\x00\x14\x00\x00ABCDEFGHIJKLMNOP"), 50)
	for _, c := range []struct {
		name, want string
		b          []byte
	}{
		{"nothing", "E-EMPTY", nil},
		{"text", "E-TEXT", []byte(strings.Repeat("some report, line after line\n", 40))},
		{"text with CR LF", "E-TEXT", []byte(strings.Repeat("some report, line after line\r\n", 40))},
		{"text with accents cut at the window's end", "E-TEXT", []byte(strings.Repeat("à", 600_000))},
		{"JSON", "E-TEXT", []byte(`{"records": [1, 2, 3], "name": "dump of yesterday"}`)},
		{"JSON behind a byte order mark", "E-TEXT", []byte("\ufeff[1, 2, 3, 4, 5, 6, 7, 8, 9]")},
		{"XML", "E-TEXT", []byte(`<?xml version="1.0"?><records></records>`)},
		{"PDF", "E-TEXT", []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj")},
		{"hexadecimal listing", "E-HEX", []byte(hex.EncodeToString(plain))},
		{"hexadecimal listing in groups", "E-HEX",
			[]byte("0012 0000 1E02 0036 EE80 0126 123F E2E8\nE2C1 0018 0000 5E77 0036 EE80\n")},
		{"gzip", "E-ARC", append([]byte{0x1F, 0x8B, 8, 0}, noise(100)...)},
		{"xz", "E-ARC", append([]byte("\xFD7zXZ\x00"), noise(100)...)},
		{"zip with a stored dump", "E-ARC", append([]byte("PK\x03\x04\x0a\x00\x00\x00\x00\x00"), plain...)},
		{"noise", "E-RAW", noise(200_000)},
		{"a little noise", "E-UNKNOWN", noise(1000)},
		{"other records", "E-OTHER", cobol},
	} {
		checkRefusal(t, c.name, c.b, c.want)
	}
}

func TestRefusalStays(t *testing.T) {
	t.Parallel()
	r := NewReader("in", strings.NewReader("not a dump at all"), Options{})
	_, one := r.Next()
	_, two := r.Next()
	if one == nil || one != two {
		t.Errorf("first %v, then %v", one, two)
	}
	if f, basis := r.Framing(); f != Auto || basis != "" {
		t.Errorf("framing %s (%s) of nothing", f, basis)
	}
}

func TestFramingNoneNeedsSalvage(t *testing.T) {
	t.Parallel()
	bare := encode(t, dump(3), WriterOptions{Framing: None})
	if g := readBytes(t, bare, Options{Framing: None}); g.refused == nil ||
		!strings.Contains(g.refused.Error(), "option salvage") {
		t.Errorf("%v, want an error that names option salvage", g.refused)
	}
}

// withSections makes a type 119 record whose one section ends where it does.
func withSections(n int, seed uint32) []byte {
	rec := rawRecord(119, 12, n, seed)
	copy(rec[24:], []byte{0, 1, 0, 0, 0, 0, 0, 36, byte((n - 36) >> 8), byte(n - 36), 0, 1})
	return rec
}

func TestSalvageFindsRecordsOfMoreThanOneWindow(t *testing.T) {
	t.Parallel()
	var recs [][]byte
	for i := range 2000 {
		recs = append(recs, withSections(100+i%900, uint32(i)))
	}
	g := readBytes(t, encode(t, recs, WriterOptions{Framing: None}), Options{Salvage: true})
	sameRecords(t, g, recs)
	if s := g.r.Stats(); s.Salvaged != 2000 || s.Disputed != 0 {
		t.Errorf("stats %+v", s)
	}
}

// TestSalvageIsNeverPassedOver: where nothing can be salvaged, the refusal says why; where
// a framing reads less than can be salvaged, the records are.
func TestSalvageIsNeverPassedOver(t *testing.T) {
	t.Parallel()
	recs := feeds(60)
	bare := encode(t, recs, WriterOptions{Framing: None})
	for _, c := range []struct {
		name, want string
		b          []byte
	}{
		{"noise", "no record header is visible", noise(1000)},
		{"CR LF for line feeds", "the bytes themselves were changed",
			bytes.ReplaceAll(encode(t, recs, WriterOptions{}), []byte("\n"), []byte("\r\n"))},
	} {
		g := readBytes(t, c.b, Options{Salvage: true})
		if g.refused == nil || !strings.Contains(g.refused.Error(), "option salvage cannot help: "+c.want) {
			t.Errorf("%s: %v", c.name, g.refused)
		}
	}
	// One descriptor word in front of all: a record that a framing reads by chance.
	chance := append(encode(t, recs[:1], WriterOptions{}), bare...)
	if g := readBytes(t, chance, Options{Salvage: true}); g.records() < len(recs) {
		t.Errorf("%d records of %d, %v", g.records(), len(recs), g.refused)
	}
	checkRefusal(t, "one record with its length, the others without", chance, "E-NORDW")
}

// TestFileOfAnotherKindIsNamed by its first bytes, whatever else is in it.
func TestFileOfAnotherKindIsNamed(t *testing.T) {
	t.Parallel()
	for _, k := range knownStarts {
		checkRefusal(t, k.message, slices.Concat(make([]byte, k.at), []byte(k.bytes), noise(2000)), k.id)
	}
}
