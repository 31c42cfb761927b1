package nmsec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/stream"
)

// plain is a message without anything that depends on the header layout.
type plain struct {
	Name    string
	Target  string
	RC, RSN uint32
	Records []string
}

// account reads an input to its end, and checks that every byte is in one message or
// fault, and every section where it is said to be.
func account(t testing.TB, b []byte, opt Options) {
	t.Helper()
	r := NewReader("test", bytes.NewReader(b), opt)
	pos := int64(0)
	for {
		m, err := r.Next()
		var f *stream.Fault
		var refusal *framing.Refusal
		switch {
		case err == io.EOF && pos == int64(len(b)), errors.As(err, &refusal) && pos == 0:
			return
		case errors.As(err, &f) && f.Start == pos:
			pos += f.Bytes
			continue
		case err != nil:
			t.Fatalf("at %d of %d: %v", pos, len(b), err)
		}
		if m.Pos.Start != pos || m.Span != int64(len(m.Data)) {
			t.Fatalf("message at %d with %d of %d bytes, want %d", m.Pos.Start, m.Span, len(m.Data), pos)
		}
		pos += m.Span
		for _, rec := range m.Records {
			if rec.Depth > 1 || rec.Parent >= rec.No {
				t.Fatalf("record %d: depth %d, parent %d", rec.No, rec.Depth, rec.Parent)
			}
			for _, s := range rec.Sections {
				if s.Role == "" || &m.Data[s.Off] != &s.Data[0] || s.Off+len(s.Data) > len(m.Data) {
					t.Fatalf("section at +%d with %d bytes", s.Off, len(s.Data))
				}
			}
		}
	}
}

// readAll returns the messages of an input, and checks that every byte is accounted for.
func readAll(t testing.TB, b []byte, opt Options) (msgs []plain, faults []string, r *Reader, err error) {
	t.Helper()
	r = NewReader("test", bytes.NewReader(b), opt)
	pos := int64(0)
	for {
		m, err := r.Next()
		var f *stream.Fault
		switch {
		case err == io.EOF:
			if pos != int64(len(b)) {
				t.Errorf("%d bytes are accounted for, the input has %d", pos, len(b))
			}
			return msgs, faults, r, nil
		case errors.As(err, &f):
			if f.Start != pos {
				t.Errorf("fault begins at %d, want %d", f.Start, pos)
			}
			pos += f.Bytes
			faults = append(faults, fmt.Sprintf("%s @%d+%d", f.Kind, f.Start, f.Bytes))
			continue
		case err != nil:
			return nil, nil, r, err
		}
		if m.Pos.Start != pos || m.Span != int64(len(m.Data)) {
			t.Errorf("message begins at %d with %d of %d bytes, want %d", m.Pos.Start, m.Span, len(m.Data), pos)
		}
		pos += m.Span
		p := plain{Name: m.Name, Target: string(bytes.TrimRight(m.Target, "\x40")), RC: m.RC, RSN: m.RSN}
		for _, rec := range m.Records {
			text := fmt.Sprintf("%d/%d", rec.Depth, rec.Parent)
			for _, s := range rec.Sections {
				text += fmt.Sprintf(" %s:%x", s.Role, s.Data)
				if &m.Data[s.Off] != &s.Data[0] {
					t.Errorf("section is not at +%d of its message", s.Off)
				}
			}
			p.Records = append(p.Records, text)
		}
		for _, e := range m.Errs {
			p.Records = append(p.Records, "error: "+e.Error())
		}
		msgs = append(msgs, p)
	}
}

// TestSameContentInAnyLayout: what is read does not depend on where the headers
// hold what.
func TestSameContentInAnyLayout(t *testing.T) {
	t.Parallel()
	var want []plain
	for i, sp := range layouts {
		t.Run(sp.Name, func(t *testing.T) {
			b := sp.write(session())
			got, faults, r, err := readAll(t, b, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(faults) > 0 {
				t.Error(faults)
			}
			if i == 0 {
				want = got
				t.Logf("%+v", got)
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if testing.Verbose() {
				var text strings.Builder
				r.Report().WriteTo(&text)
				t.Log(text.String())
			}
		})
	}
}
