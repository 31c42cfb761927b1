package smf

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

	"github.com/google/go-cmp/cmp"
)

// vector is one file of testdata/vectors; its README explains the form.
type vector struct {
	expect []string
	opt    Options
	input  []byte
}

func loadVector(path string) (vector, error) {
	var v vector
	text, err := os.ReadFile(path)
	if err != nil {
		return v, err
	}
	head, body, _ := strings.Cut(string(text), "\n\n")
	for line := range strings.Lines(head) {
		if err := v.setting(strings.TrimSpace(line)); err != nil {
			return v, err
		}
	}
	v.input, err = parseHex(body)
	return v, err
}

func (v *vector) setting(line string) (err error) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch key {
	case "expect":
		for _, item := range strings.Split(value, ";") {
			v.expect = append(v.expect, strings.TrimSpace(item))
		}
	case "framing":
		v.opt.Framing, err = ParseFraming(value)
	case "limit":
		v.opt.Limit, err = strconv.Atoi(value)
	case "salvage":
		v.opt.Salvage = value == "yes"
	case "note", "ref":
	default:
		if !strings.HasPrefix(line, "#") {
			err = fmt.Errorf("unknown line %q", line)
		}
	}
	return err
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

// describe reads an input and says what came out in the words of a vector.
func describe(b []byte, opt Options) (out []string) {
	r := NewReader("in", bytes.NewReader(b), opt)
	for {
		rec, err := r.Next()
		var fault *Fault
		var not *NotSMF
		var many *AmbiguousError
		switch {
		case errors.As(err, &not):
			return []string{"refused " + not.ID}
		case errors.As(err, &many):
			return []string{strings.TrimSpace("ambiguous " + strings.Trim(fmt.Sprint(many.Fits), "[]"))}
		case err == io.EOF:
			return append(out, closing(r)...)
		case errors.As(err, &fault):
			out = append(out, fmt.Sprintf("%s @%d+%d%s", fault.Kind, fault.Start, fault.Bytes, flag(fault.Fatal, "fatal")))
		case err != nil:
			return append(out, "error "+err.Error())
		default:
			out = append(out, describeRecord(rec))
		}
	}
}

func closing(r *Reader) (out []string) {
	if r.Skipped() > 0 {
		out = append(out, fmt.Sprintf("skipped %d", r.Skipped()))
	}
	if f, _ := r.Framing(); f != RDW {
		out = append(out, "framing "+f.String())
	}
	return out
}

func flag(on bool, name string) string {
	if on {
		return " " + name
	}
	return ""
}

func describeRecord(rec *Record) string {
	kind := fmt.Sprint(rec.Type)
	if rec.HasSubtype {
		kind += fmt.Sprintf("/%d", rec.Subtype)
	}
	return fmt.Sprintf("%s @%d+%d", kind, rec.Start, rec.Span) +
		flag(rec.Extended, "ext") + flag(rec.Malformed, "malformed") + flag(rec.Odd, "odd") + flag(rec.Spanned, "spanned") +
		flag(rec.Long, "long") + flag(rec.Salvaged, "salvaged") + flag(rec.Disputed, "disputed") +
		flag(rec.Note != "", "note")
}

func TestVectors(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			v, err := loadVector(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(describe(v.input, v.opt), v.expect); diff != "" {
				t.Errorf("got (-) and want (+) differ:\n%s", diff)
			}
			readBytes(t, v.input, v.opt) // checks that bytes add up
		})
	}
}
