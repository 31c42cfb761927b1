package nmsec

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/zertify/zertify/schema/fixture"
)

// vector is one file of testdata/vectors; its README explains the form.
type vector struct {
	expect []string
	opt    Options
	input  []byte
}

func loadVector(t testing.TB, path string) vector {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var v vector
	head, body, _ := strings.Cut(string(text), "\n\n")
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch key {
		case "expect":
			for _, item := range strings.Split(value, ";") {
				v.expect = append(v.expect, strings.TrimSpace(item))
			}
		case "framing":
			v.opt.Framing = knownFraming(t, value)
		case "carve":
			v.opt.Carve = value == "yes"
		case "note", "ref":
		default:
			if !strings.HasPrefix(key, "#") {
				t.Fatalf("%s: unknown line %q", path, line)
			}
		}
	}
	if v.input, err = parseHex(body); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

// parseHex reads groups of hexadecimal digits, xx*n for repeats, # for comments.
func parseHex(text string) ([]byte, error) {
	var out []byte
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		for _, word := range strings.Fields(line) {
			digits, times, repeated := strings.Cut(word, "*")
			n := 1
			if repeated {
				var err error
				if n, err = strconv.Atoi(times); err != nil {
					return nil, err
				}
			}
			b, err := hex.DecodeString(digits)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", word, err)
			}
			out = append(out, bytes.Repeat(b, n)...)
		}
	}
	return out, nil
}

// outcome puts what reading gives in the words of the vectors.
func outcome(v vector) []string {
	var out []string
	r := NewReader("vector", bytes.NewReader(v.input), v.opt)
	for {
		m, err := r.Next()
		var f *Fault
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

func messageText(m *Message) string {
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
	files, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			v := loadVector(t, file)
			got := outcome(v)
			for i := range max(len(got), len(v.expect)) {
				if i >= len(got) || i >= len(v.expect) || !agrees(v.expect[i], got[i]) {
					t.Fatalf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(v.expect, "\n     "))
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
	files, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		v := loadVector(t, file)
		r := NewReader("vector", bytes.NewReader(v.input), v.opt)
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
func addSections(sections map[string][][]byte, m *Message, rec *Record) {
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
