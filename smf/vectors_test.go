package smf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/vector"
)

// dumpVector is one file of testdata/vectors; its README explains the form.
type dumpVector struct {
	*vector.Vector
	opt Options
}

func loadVector(path string) (dumpVector, error) {
	read, err := vector.Load(path)
	if err != nil {
		return dumpVector{}, err
	}
	v := dumpVector{Vector: read}
	for _, s := range v.Settings {
		if err := v.set(s); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (v *dumpVector) set(s vector.Setting) (err error) {
	switch s.Key {
	case "framing":
		v.opt.Framing, err = ParseFraming(s.Value)
	case "limit":
		v.opt.Limit, err = strconv.Atoi(s.Value)
	case "salvage":
		v.opt.Salvage = s.Value == "yes"
	default:
		err = fmt.Errorf("%s: unknown setting %q", v.Name, s.Key)
	}
	return err
}

// describe reads an input and says what came out in the words of a vector.
func describe(b []byte, opt Options) (out []string) {
	r := NewReader("in", bytes.NewReader(b), opt)
	for {
		rec, err := r.Next()
		var fault *stream.Fault
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
			if diff := cmp.Diff(describe(v.Input, v.opt), v.Expect); diff != "" {
				t.Errorf("got (-) and want (+) differ:\n%s", diff)
			}
			readBytes(t, v.Input, v.opt) // checks that bytes add up
		})
	}
}
