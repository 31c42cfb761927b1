package anonymize

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"testing"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/stream"
)

// messages describes what is read in a capture: places, kinds and lengths.
func messages(t testing.TB, in []byte, opt nmsec.Options) (out []string) {
	t.Helper()
	r := nmsec.NewReader("in", bytes.NewReader(in), opt)
	for {
		m, err := r.Next()
		var fault *stream.Fault
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &fault):
			out = append(out, fmt.Sprintf("fault at %d, %d bytes", fault.Start, fault.Bytes))
		case err != nil:
			return append(out, "refused")
		default:
			out = append(out,
				fmt.Sprintf("message at %d of %d: %s type %d rc %d/%d", m.Pos.Start, m.Span, m.Name, m.Type, m.RC, m.RSN))
			for _, rec := range m.Records {
				text := fmt.Sprintf("record at %d of %d, depth %d:", rec.Off, len(rec.Data), rec.Depth)
				for _, s := range rec.Sections {
					text += fmt.Sprintf(" %s at %d of %d", s.Role, s.Off, len(s.Data))
				}
				out = append(out, text)
			}
		}
	}
}

// TestCaptureVectors: the copy of a capture is read as the capture is, and its
// names are gone.
func TestCaptureVectors(t *testing.T) {
	t.Parallel()
	read := 0
	for name, v := range vectors(t, "../../nmsec/testdata/vectors") {
		t.Run(name, func(t *testing.T) {
			out, sum, err := try(t, v.in, v.opt)
			if refused := name == "refused"; refused != (err != nil) {
				t.Fatalf("refused: %v, want %v", err, refused)
			} else if refused {
				return
			}
			if sum.Form != "NMI" || len(out) != len(v.in) {
				t.Fatalf("%s, %d bytes of %d", sum.Form, len(out), len(v.in))
			}
			read++
			was, is := messages(t, v.in, v.opt.NMI), messages(t, out, v.opt.NMI)
			if sum.Rejected == 0 && sum.Faults == 0 && !slices.Equal(was, is) {
				t.Errorf("is\n%q\nwas\n%q", is, was)
			}
			for _, text := range words(v.in) {
				if bytes.Contains(out, text) {
					t.Errorf("%s survives", newPermuter(testKey, page(t)).texts.text(text))
				}
			}
		})
	}
	if read < 8 {
		t.Errorf("only %d captures could be read", read)
	}
}

// words returns the EBCDIC words of five and more letters in a capture: names and
// rules; identifiers of records and tunnels have four or numbers.
func words(in []byte) (out [][]byte) {
	letter := func(c byte) bool {
		return c >= 0x81 && c <= 0xA9 && c&15 <= 9 || c >= 0xC1 && c <= 0xE9 && c&15 <= 9 && c&15 > 0
	}
	for i := 0; i < len(in); {
		n := i
		for n < len(in) && letter(in[n]) {
			n++
		}
		if n-i >= 5 {
			out = append(out, in[i:n])
		}
		i = n + 1
	}
	return out
}

// TestCapturesOfTheCompany: whatever order the headers have, the copy is discovered
// and read as the capture is, and no identifier survives.
func TestCapturesOfTheCompany(t *testing.T) {
	t.Parallel()
	for _, l := range fixture.NMIFramings {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			in, err := fixture.Company{Records: 2000, Seed: 1}.Capture(l)
			if err != nil {
				t.Fatal(err)
			}
			out, sum := anonymized(t, in, Options{})
			if sum.Faults != 0 || sum.Rejected != 0 || sum.Changed != 0 {
				t.Errorf("%d faults, %d rejected, %d changed", sum.Faults, sum.Rejected, sum.Changed)
			}
			was, is := messages(t, in, nmsec.Options{}), messages(t, out, nmsec.Options{})
			if !slices.Equal(was, is) {
				t.Errorf("is\n%q\nwas\n%q", is, was)
			}
			texts, binary := sectionIdentifiers(t, in)
			if len(texts) < 8 || len(binary) < 12 {
				t.Fatalf("only %d texts and %d binary identifiers were looked for", len(texts), len(binary))
			}
			survivors(t, out, texts, binary)
		})
	}
}

// sectionIdentifiers lists what identifies in the sections of a capture.
func sectionIdentifiers(t *testing.T, in []byte) (texts []string, binary [][]byte) {
	t.Helper()
	r := nmsec.NewReader("in", bytes.NewReader(in), nmsec.Options{})
	for {
		m, err := r.Next()
		if err != nil {
			return texts, binary
		}
		if name := page(t).Text(nil, m.Target); len(name) >= 4 {
			texts = append(texts, string(name))
		}
		for _, rec := range m.Records {
			for _, s := range rec.Sections {
				st := layout.Must().Structure(nmsec.StructureOf(s.Role))
				if st == nil {
					continue
				}
				for _, v := range layout.Walk(st, s.Data, nil, false, page(t)) {
					text, ok := v.V.(string)
					switch f := v.Field; {
					case !ok:
					case f.Format == "text" && len(text) >= 4:
						texts = append(texts, text)
					case f.Format == "ip" || f.Format == "ip_last":
						if a := netip.MustParseAddr(text); keptAs(a) == "" {
							binary = append(binary, a.AsSlice())
						}
					case f.Column == "initiator_cookie" || f.Column == "responder_cookie":
						if b, err := hex.DecodeString(text); err == nil {
							binary = append(binary, b)
						}
					}
				}
			}
		}
	}
}

// marksIn counts the structures in a capture by whether they carry the mark of a copy.
func marksIn(t *testing.T, in []byte, opt nmsec.Options) (copies, originals int) {
	t.Helper()
	r := nmsec.NewReader("in", bytes.NewReader(in), opt)
	for {
		m, err := r.Next()
		var fault *stream.Fault
		switch {
		case err == io.EOF:
			return copies, originals
		case errors.As(err, &fault):
			continue
		case err != nil:
			t.Fatal(err)
		}
		c, o := m.Marks()
		copies, originals = copies+c, originals+o
	}
}

// TestTheCopyOfACaptureIsMarked: also the copy of a copy, and beside the original in one
// file, whatever order the headers have. Nothing is read from the mark.
func TestTheCopyOfACaptureIsMarked(t *testing.T) {
	t.Parallel()
	for _, l := range fixture.NMIFramings {
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			in, err := fixture.Company{Records: 300, Seed: 1}.Capture(l)
			if err != nil {
				t.Fatal(err)
			}
			out, _ := anonymized(t, in, Options{})
			again, _ := anonymized(t, out, Options{})
			_, n := marksIn(t, in, nmsec.Options{})
			for name, c := range map[string]struct {
				in     []byte
				copies int
			}{
				"original": {in, 0}, "copy": {out, n}, "copy of a copy": {again, n},
				"original and copy": {slices.Concat(in, out), n}, "copies": {slices.Concat(out, again), 2 * n},
			} {
				copies, originals := marksIn(t, c.in, nmsec.Options{})
				if n == 0 || copies != c.copies || copies+originals != n*len(c.in)/len(in) {
					t.Errorf("%s: %d marked and %d not, of %d", name, copies, originals, n)
				}
			}
		})
	}
	v := vectors(t, "../../nmsec/testdata/vectors")["carved"]
	out, _, err := try(t, v.in, v.opt)
	if copies, originals := marksIn(t, out, v.opt.NMI); err != nil || copies == 0 || originals > 0 {
		t.Errorf("carved: %d marked and %d not, %v", copies, originals, err)
	}
}
