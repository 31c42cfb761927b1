package nmsec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/vector"
)

// captureVector is one file of testdata/vectors; its README explains the form.
type captureVector struct {
	*vector.Vector
	opt Options
}

func loadVectors(t testing.TB) []captureVector {
	t.Helper()
	read, err := vector.Glob("testdata/vectors/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []captureVector
	for _, v := range read {
		c := captureVector{Vector: v}
		for _, s := range v.Settings {
			switch s.Key {
			case "framing":
				c.opt.Framing = knownFraming(t, s.Value)
			case "carve":
				c.opt.Carve = s.Value == "yes"
			default:
				t.Fatalf("%s: unknown setting %q", v.Name, s.Key)
			}
		}
		out = append(out, c)
	}
	return out
}

// outcome puts what reading gives in the words of the vectors.
func outcome(v captureVector) []string {
	var out []string
	r := NewReader("vector", bytes.NewReader(v.Input), v.opt)
	for {
		m, err := r.Next()
		var f *stream.Fault
		switch {
		case err == io.EOF:
			return out
		case errors.As(err, &f):
			out = append(out, fmt.Sprintf("%s @%d+%d", f.Kind, f.Start, f.Bytes))
		case err != nil:
			return append(out, "refused "+err.Error())
		default:
			out = append(out, messageText(m))
		}
	}
}

func messageText(m *message.Message) string {
	name := m.Name
	if name == "" {
		name = "?"
	}
	text := fmt.Sprintf("%s @%d+%d", name, m.Pos.Start, m.Span)
	if m.RC|m.RSN != 0 {
		text += fmt.Sprintf(" rc %d rsn %d", m.RC, m.RSN)
	}
	for i := range m.Records {
		var parts []string
		for _, s := range m.Records[i].Sections {
			parts = append(parts, fmt.Sprintf("%s %d", s.Role, len(s.Data)))
		}
		text += " [" + strings.Repeat(">", m.Records[i].Depth) + strings.Join(parts, ", ") + "]"
	}
	for _, e := range m.Errs {
		text += " error " + e.Error()
	}
	return text
}

// agrees compares an item with what was expected; texts of errors need only contain it.
func agrees(want, got string) bool {
	for _, word := range []string{"error ", "refused "} {
		w, wantText, ok := strings.Cut(want, word)
		g, gotText, _ := strings.Cut(got, word)
		if ok {
			return w == g && strings.Contains(gotText, wantText)
		}
	}
	return want == got
}

func TestVectors(t *testing.T) {
	t.Parallel()
	for _, v := range loadVectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			got := outcome(v)
			for i := range max(len(got), len(v.Expect)) {
				if i >= len(got) || i >= len(v.Expect) || !agrees(v.Expect[i], got[i]) {
					t.Fatalf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(v.Expect, "\n     "))
				}
			}
		})
	}
}

// TestVectorsTellNeighboursApart: two neighbouring fields of one width that hold the
// same in every vector could be swapped in the layout, and no vector would see it.
// The headers are in our own form and no fields of a message.
func TestVectorsTellNeighboursApart(t *testing.T) {
	t.Parallel()
	sections := map[string][][]byte{}
	for _, v := range loadVectors(t) {
		r := NewReader("vector", bytes.NewReader(v.Input), v.opt)
		for {
			m, err := r.Next()
			if err != nil {
				break
			}
			for i := range m.Records {
				addSections(sections, m, &m.Records[i])
			}
		}
	}
	for name, s := range sections {
		for _, pair := range fixture.Blind(name, s) {
			t.Error(pair)
		}
	}
}

// addSections adds the sections of a record that have a layout, by its name.
func addSections(sections map[string][][]byte, m *message.Message, rec *message.Record) {
	var loc Located
	if Locate(m, rec, 0, &loc) != nil || loc.Type == nil {
		return
	}
	for i, s := range loc.Sections[1:] {
		if s != nil {
			name := loc.Type.Locators[i+1].Kind.String()
			sections[name] = append(sections[name], bytes.Clone(s))
		}
	}
}
