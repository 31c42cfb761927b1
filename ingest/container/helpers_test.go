package container

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"testing"
	"testing/iotest"
)

// spool is where the tests' temporary files go. One folder for all keeps the
// thousands of walks of the truncation tests from making one each.
var spool string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "container")
	if err != nil {
		panic(err)
	}
	spool = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// newSource is an input on its way to being recognised.
func newSource(data []byte) *source {
	return (&walker{from: &rootReader{size: -1}}).source("x", bytes.NewReader(data), nil)
}

// visited is what a test keeps of a member.
type visited struct {
	name  string
	chain []Layer
	data  []byte
	err   error
	notes []string
	file  string
}

// openings are the ways in which an input can arrive: with random access, as a
// pipe, and as a pipe that gives a byte at a time.
var openings = map[string]func([]byte) io.Reader{
	"file":      func(b []byte) io.Reader { return bytes.NewReader(b) },
	"pipe":      func(b []byte) io.Reader { return onlyReader{bytes.NewReader(b)} },
	"slow pipe": func(b []byte) io.Reader { return iotest.OneByteReader(bytes.NewReader(b)) },
}

type onlyReader struct{ io.Reader }

// walk opens an input and reads every member.
func walk(t testing.TB, name string, r io.Reader, opt Options) ([]visited, Result) {
	t.Helper()
	if opt.TempDir == "" {
		opt.TempDir = spool
	}
	var all []visited
	res, err := Walk(context.Background(), name, r, opt, func(m *Member) error {
		v := visited{name: m.Name, chain: m.Chain, file: m.FileName()}
		if m.Err != nil {
			v.err = m.Err
		} else {
			v.data, v.err = io.ReadAll(m.Reader)
		}
		v.notes = m.Notes()
		all = append(all, v)
		return nil
	})
	if err != nil {
		t.Fatalf("%s: Walk: %v", name, err)
	}
	checkErrors(t, all)
	return all, res
}

// one opens an input that holds exactly one member.
func one(t testing.TB, name string, r io.Reader) visited {
	t.Helper()
	all, _ := walk(t, name, r, Options{})
	if len(all) != 1 {
		t.Fatalf("%s: got %d members, want 1", name, len(all))
	}
	return all[0]
}

// checkErrors wants every fault to be one of the package's own, with its place.
func checkErrors(t testing.TB, all []visited) {
	t.Helper()
	for _, v := range all {
		var e *Error
		if v.err != nil && (!errors.As(v.err, &e) || e.ID == "" || e.Path == "" || e.Found == "") {
			t.Fatalf("%s: error %v (%T) is not explained", v.name, v.err, v.err)
		}
	}
}

// id returns the identifier of a fault, "" for none.
func id(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.ID
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// harden cuts an input at every byte and flips every bit: nothing may panic,
// leave an unexplained error or make more than a bounded output.
func harden(t *testing.T, name string, file []byte) {
	t.Helper()
	for n := range file {
		walk(t, name, onlyReader{bytes.NewReader(file[:n])}, Options{MaxOutput: 1 << 20})
		for bit := range 8 {
			bad := bytes.Clone(file)
			bad[n] ^= 1 << bit
			walk(t, name, bytes.NewReader(bad), Options{MaxOutput: 1 << 20})
		}
	}
}
