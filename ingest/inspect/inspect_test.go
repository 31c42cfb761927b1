package inspect

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

func options(t testing.TB) Options {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	return Options{CodePage: cp}
}

// company is a dump of the sample company.
func company(t testing.TB, records int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := smf.NewWriter(&b, smf.WriterOptions{Framing: smf.RDW})
	if err := errors.Join((fixture.Company{Records: records, Seed: 1}).Each(w.Write), w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// capture is a captured stream of the sample company.
func capture(t testing.TB) []byte {
	t.Helper()
	b, err := (fixture.Company{Records: 400, Seed: 1}).Capture(fixture.NMIFramings[0])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// archive is a zip of files, by name.
func archive(t testing.TB, names []string, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// visit shows the inputs in b to f. It stops when f is done.
func visit(t testing.TB, b []byte, f func(*container.Member) (bool, error)) {
	t.Helper()
	enough := errors.New("enough")
	_, err := container.Walk(t.Context(), "x", bytes.NewReader(b), container.Options{}, func(m *container.Member) error {
		done, err := f(m)
		if done {
			return enough
		}
		return err
	})
	if err != nil && !errors.Is(err, enough) {
		t.Fatal(err)
	}
}

func count(t testing.TB, b []byte, opt Options) (*File, container.Left) {
	t.Helper()
	c := NewCounter("x", opt)
	visit(t, b, func(m *container.Member) (bool, error) { return false, c.Add(t.Context(), m) })
	return c.File(), c.Left
}

func text(t testing.TB, v interface{ WriteText(io.Writer) error }) string {
	t.Helper()
	var b bytes.Buffer
	if err := v.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCounterAddsUp(t *testing.T) {
	t.Parallel()
	dump := company(t, 60)
	file, left := count(t, archive(t, []string{"README.txt", "a.smf", "b.nmi"},
		map[string][]byte{"README.txt": []byte("hello\n"), "a.smf": dump, "b.nmi": capture(t)}), options(t))
	if file.Incomplete() || left.Total != 1 || !slices.Equal(left.Names, []string{"x!README.txt"}) {
		t.Errorf("incomplete %v, left out %+v", file.Incomplete(), left)
	}
	if len(file.Inputs) != 2 || file.More != 0 {
		t.Fatalf("%d inputs, %d more", len(file.Inputs), file.More)
	}
	smf119, nmi := file.Inputs[0], file.Inputs[1]
	var records, bytes int64
	for _, k := range smf119.Kinds {
		records, bytes = records+k.Records, bytes+k.Records*k.Mean
	}
	if smf119.Form != layout.SMF119 || smf119.Bytes != int64(len(dump)) || smf119.Records != records ||
		smf119.Decodable != smf119.of119() || smf119.Rejected+smf119.FaultsTotal != 0 || bytes > smf119.Bytes {
		t.Errorf("dump: %+v", smf119)
	}
	records = 0
	for _, k := range nmi.Messages {
		records += k.Messages
	}
	if nmi.Form != layout.NMsec || nmi.Records != records || nmi.Decodable != records || records == 0 {
		t.Errorf("capture: %+v", nmi)
	}
	out := text(t, file)
	for _, want := range []string{"x!a.smf\n  zip → rdw → 61 records, SYSA, ", "  system SYSA\n",
		"IPSec NMI capture, framing ",
		"  decoding   9 can be decoded, 0 must be rejected\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// A file beside nothing is what there is.
func TestCounterShowsWhatLiesBesideNothing(t *testing.T) {
	t.Parallel()
	file, left := count(t, archive(t, []string{"a.txt"}, map[string][]byte{"a.txt": []byte("hello\n")}), options(t))
	if len(file.Inputs) != 1 || file.Inputs[0].Problem == nil || left.Total != 0 || !file.Incomplete() {
		t.Errorf("%+v, left %+v", file, left)
	}
	if out := text(t, file); !strings.Contains(out, "  problem    E-") || !strings.Contains(out, "  try        ") {
		t.Error(out)
	}
}

// Lists stay bounded, and nothing is lost from the sums, when each record is of a new system or has a fault.
func TestCounterBoundsItsLists(t *testing.T) {
	t.Parallel()
	var systems, faults bytes.Buffer
	rec := fixture.Record(fixture.Header(12, time.Date(2026, 10, 1, 2, 3, 4, 0, time.UTC), "SYSA"))
	for i := range maxKinds + 50 {
		r := bytes.Clone(rec)
		copy(r[14:18], fixture.Text(fmt.Sprintf("%04d", i)))
		systems.Write(r)
	}
	for range maxFaults + 5 {
		r := bytes.Clone(rec)
		r[27] = 99 // more triplets than the record has room for
		faults.Write(r)
	}
	file, _ := count(t, systems.Bytes(), options(t))
	if in := file.Inputs[0]; len(in.Kinds) != maxKinds || in.KindsLeft != 50 || in.Records != maxKinds+50 {
		t.Errorf("%d kinds, %d records of others, %d in all", len(in.Kinds), in.KindsLeft, in.Records)
	}
	file, _ = count(t, faults.Bytes(), options(t))
	if in := file.Inputs[0]; len(in.Faults) != maxFaults || in.FaultsTotal != maxFaults+5 || in.Rejected != maxFaults+5 {
		t.Errorf("%d faults of %d, %d rejected", len(in.Faults), in.FaultsTotal, in.Rejected)
	}
	if out := text(t, file); !strings.Contains(out, "  fault      and 5 more\n") {
		t.Error(out)
	}
}

func TestMessageShowsEveryByteOnce(t *testing.T) {
	t.Parallel()
	d := NewDumper(options(t))
	r := nmsec.NewReader("x", bytes.NewReader(capture(t)), nmsec.Options{})
	n := 0
	for {
		m, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		n++
		framing, basis := r.Framing()
		got := d.Message(m, framing, basis)
		at := 0
		for _, p := range got.Parts {
			if p.Offset != at {
				t.Errorf("message %d: %s at +%d, the part before ends at +%d", n, p.Title, p.Offset, at)
			}
			at = p.Offset + p.Length
		}
		if at != got.Length || got.Rejected() {
			t.Errorf("message %d: %d of %d bytes shown, %s", n, at, got.Length, got.Disposition)
		}
		text(t, got)
	}
	if n < 5 {
		t.Errorf("only %d messages", n)
	}
}

func TestFinderSaysWhyThereIsNone(t *testing.T) {
	t.Parallel()
	dump := company(t, 20) // 21 records with the header that the dump program writes
	for _, c := range []struct {
		name  string
		input []byte
		want  int64
		err   string
	}{
		{"found", dump, 3, ""},
		{"behind text", archive(t, []string{"a.bin", "b.smf"},
			map[string][]byte{"a.bin": bytes.Repeat([]byte("text\n"), 1000), "b.smf": dump}), 3, ""},
		{"in a capture", capture(t), 2, ""},
		{"beyond", dump, 99, "x has 21 records; there is no record 99"},
		{"beyond what can be read", dump[:len(dump)-5], 99,
			"x has 20 records; there is no record 99; after record 20 came: x"},
		{"the first input counts", archive(t, []string{"a.smf", "b.smf"},
			map[string][]byte{"a.smf": dump, "b.smf": company(t, 60)}), 40, "x!a.smf has 21 records; there is no record 40"},
		{"text", []byte("hello, world\n"), 1, "E-"},
		{"nothing", nil, 1, "E-EMPTY"},
	} {
		f := NewFinder(c.want, options(t))
		visit(t, c.input, func(m *container.Member) (bool, error) { return f.Member(t.Context(), m) })
		got, err := f.Found()
		if c.err == "" && (err != nil || got == nil || got.Rejected() || text(t, got) == "") ||
			c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: got %v, %v", c.name, got, err)
		}
	}
	opt := options(t)
	opt.SMF.Framing = smf.RDW
	f := NewFinder(1, opt)
	visit(t, []byte("\x00\x04\x00\x00\x00\x04\x00\x00"),
		func(m *container.Member) (bool, error) { return f.Member(t.Context(), m) })
	if _, err := f.Found(); !errors.Is(err, ErrNoRecord) {
		t.Error("records without data:", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	visit(t, dump, func(m *container.Member) (bool, error) {
		if done, err := NewFinder(1, options(t)).Member(ended, m); done || !errors.Is(err, context.Canceled) {
			t.Error("after the end of the context:", done, err)
		}
		return true, nil
	})
}

// A site's names of codes go before the shipped ones.
func TestSiteNamesGoFirst(t *testing.T) {
	t.Parallel()
	opt := options(t)
	code := func(name string) layout.Code {
		return layout.Code{Enum: "sc_event_type", Code: "0x01", Value: 1, Name: name, Basis: "site"}
	}
	key := codeKey{enum: "sc_event_type", value: 1}
	names := []string{NewDumper(opt).codeName(key)}
	opt.Codes = []layout.Code{code("of --codes")}
	names = append(names, NewDumper(opt).codeName(key))
	opt.Overlay = &layout.Overlay{Codes: []layout.Code{code("of the overlay")}}
	names = append(names, NewDumper(opt).codeName(key))
	if diff := cmp.Diff([]string{"connection_init", "of --codes", "of the overlay"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestFramingReportTellsWhatWasFound(t *testing.T) {
	t.Parallel()
	visit(t, capture(t), func(m *container.Member) (bool, error) {
		r, err := ReportFraming(m, nmsec.Options{})
		if err != nil || r.Found() == nil || len(r.Findings) == 0 || len(r.Fields) == 0 {
			t.Fatalf("%+v, %v", r, err)
		}
		if out := text(t, r); !strings.Contains(out, "framing "+r.Framing+": ") || !strings.Contains(out, "element ") {
			t.Error(out)
		}
		return true, nil
	})
	visit(t, company(t, 20), func(m *container.Member) (bool, error) {
		if r, err := ReportFraming(m, nmsec.Options{}); err != nil || r.Found() != nil || r.Problem == "" {
			t.Errorf("a dump: %+v, %v", r, err)
		}
		return true, nil
	})
}

// FuzzInspect holds all of the package to what it promises for any input: no panic, bounded lists, and nothing in
// the text that a terminal would act on.
func FuzzInspect(f *testing.F) {
	f.Add(company(f, 12))
	f.Add(capture(f))
	f.Add([]byte("hello\x1b[31m\n"))
	opt := options(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		file, _ := count(t, in, opt)
		for _, s := range file.Inputs {
			if len(s.Kinds) > maxKinds || len(s.Faults) > maxFaults || int64(len(s.Faults)) > s.FaultsTotal {
				t.Fatalf("%d kinds, %d faults of %d", len(s.Kinds), len(s.Faults), s.FaultsTotal)
			}
		}
		shown := []interface{ WriteText(io.Writer) error }{file}
		finder := NewFinder(2, opt)
		visit(t, in, func(m *container.Member) (bool, error) { return finder.Member(t.Context(), m) })
		if dump, err := finder.Found(); err == nil {
			shown = append(shown, dump)
		}
		visit(t, in, func(m *container.Member) (bool, error) {
			if m.Err != nil {
				return false, nil
			}
			if r, err := ReportFraming(m, opt.NMI); err == nil {
				shown = append(shown, r)
			}
			return false, nil
		})
		for _, v := range shown {
			if out := text(t, v); strings.ContainsAny(out, "\x1b\x00\r") {
				t.Fatalf("control characters in %q", out)
			}
			if _, err := json.Marshal(v); err != nil {
				t.Fatal(err)
			}
		}
	})
}
