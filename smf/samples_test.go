package smf

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// sample reads a real public file, or skips when there are none on this machine.
func sample(t *testing.T, path ...string) []byte {
	t.Helper()
	dir := os.Getenv("ZERTIFY_SAMPLES")
	if dir == "" {
		t.Skip("ZERTIFY_SAMPLES is not set")
	}
	b, err := os.ReadFile(filepath.Join(append([]string{dir}, path...)...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// walkByHand splits a file of unsegmented descriptor words in the plainest way
// there is, as a second opinion.
func walkByHand(t *testing.T, b []byte) (recs [][]byte) {
	t.Helper()
	for len(b) > 0 {
		n := int(b[0])<<8 + int(b[1])
		if b[2] != 0 || b[3] != 0 || n < 4 || n > len(b) {
			t.Fatalf("not a plain file: %x", b[:4])
		}
		recs, b = append(recs, b[:n]), b[n:]
	}
	return recs
}

type typed struct{ kind, subtype uint16 }

// realDumps are the types and subtypes that a hex editor shows.
var realDumps = []struct {
	file string
	want []typed
}{
	{"TEST115.dat", []typed{{2, 0}, {115, 1}, {115, 2}, {115, 215}}},
	{"TEST116.dat", []typed{{2, 0}, {116, 0}, {116, 1}, {116, 0}}},
}

func TestReaderReadsRealDumpsHoweverTheyAreFramed(t *testing.T) {
	t.Parallel()
	for _, d := range realDumps {
		b := sample(t, "smf", d.file)
		recs := walkByHand(t, b)
		g := readBytes(t, b, Options{})
		sameRecords(t, g, recs)
		var got []typed
		for _, e := range g.events {
			got = append(got, typed{e.Type, e.Subtype})
		}
		if !slices.Equal(got, d.want) {
			t.Errorf("%s: %v, want %v", d.file, got, d.want)
		}
		for _, f := range framings {
			if f.opt.BlockSize > 0 && !f.opt.Span {
				f.opt.BlockSize = 32760 // these records are larger than the made-up ones
			}
			again := readBytes(t, encode(t, recs, f.opt), Options{})
			if got, _ := again.r.Framing(); got != f.want {
				t.Errorf("%s as %s: framing %s", d.file, f.name, got)
			}
			sameRecords(t, again, recs)
		}
	}
}

func TestReaderExplainsRealDumpsThatWereDamagedOnTheWay(t *testing.T) {
	t.Parallel()
	for _, d := range realDumps {
		b := sample(t, "smf", d.file)
		recs := walkByHand(t, b)
		for _, c := range transfers(t, recs) {
			g := readBytes(t, c.b, Options{})
			var not *NotSMF
			if !errors.As(g.refused, &not) || not.ID != c.want {
				t.Errorf("%s %s: %v, %d records, faults %v; want %s", d.file, c.name, g.refused, g.records(), g.faults(), c.want)
			}
		}
		bare := encode(t, recs, WriterOptions{Framing: None})
		g := readBytes(t, bare, Options{Salvage: true})
		sameRecords(t, g, recs)
	}
}

// transfer is a way to damage a dump.
type transfer struct {
	name, want string
	b          []byte
}

// transfers does to records what careless transfer programs do.
func transfers(t testing.TB, recs [][]byte) []transfer {
	plain := encode(t, recs, WriterOptions{})
	var ascii, utf8 []byte
	for _, rec := range recs {
		s, err := charmap.CodePage1047.NewDecoder().Bytes(rec[4:])
		if err != nil {
			t.Fatal(err)
		}
		utf8 = append(append(utf8, s...), '\n')
		l1, err := charmap.ISO8859_1.NewEncoder().Bytes(s)
		if err != nil {
			t.Fatal(err)
		}
		ascii = append(append(ascii, l1...), '\r', '\n')
	}
	return []transfer{
		{"in text mode", "E-ASCII", ascii},
		{"in text mode, line feeds only", "E-ASCII", bytes.ReplaceAll(ascii, []byte("\r\n"), []byte("\n"))},
		{"as UTF-8 text", "E-UTF8", utf8},
		{"repaired by a UTF-8 program", "E-UTF8", bytes.ToValidUTF8(eachByteAlone(plain), []byte("\uFFFD"))},
		{"with line feeds turned into CR LF", "E-CRLF", bytes.ReplaceAll(plain, []byte("\n"), []byte("\r\n"))},
		{"without descriptor words", "E-NORDW", encode(t, recs, WriterOptions{Framing: None})},
	}
}

// eachByteAlone keeps bytes above 127 from joining up, so that every one of them
// is replaced, as a decoder that goes byte by byte does.
func eachByteAlone(b []byte) (out []byte) {
	for _, c := range b {
		if c < 0x80 {
			out = append(out, c)
		} else {
			out = append(out, 0xEF, 0xBF, 0xBD)
		}
	}
	return out
}

func TestReaderSaysThatOtherFramedRecordsAreNotSMF(t *testing.T) {
	t.Parallel()
	b := sample(t, "other", "HIERARCHICAL.DATA.RDW.dat")
	var not *NotSMF
	if g := readBytes(t, b, Options{}); !errors.As(g.refused, &not) || not.ID != "E-OTHER" {
		t.Errorf("%v, want E-OTHER", g.refused)
	}
	for _, name := range []string{"USERKEY_COMMON_AREA.TRS", "wlmsamp.bin"} {
		if g := readBytes(t, sample(t, "other", name), Options{}); !errors.As(g.refused, &not) {
			t.Errorf("%s: %v, %d records; want a refusal", name, g.refused, g.records())
		} else {
			t.Logf("%v", not)
		}
	}
}
