package ingest

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zertify/zertify/smf"
)

// TestIncompleteInputsAreMarked loads a dump in states in which something of it is
// missing or unread, and the whole dump after them. However it shows, the evidence
// says so, what was not read counts as rejected, and all bytes add up.
func TestIncompleteInputsAreMarked(t *testing.T) {
	t.Parallel()
	d := newTransportDump(t)
	plain := d.plain()
	atRecord := d.at(20)
	gz := gzipBytes(plain)
	badSum := bytes.Clone(gz)
	badSum[len(badSum)-8] ^= 1
	half := gzipFlushed(plain[:atRecord])
	encrypted := zipOf(map[string][]byte{"dump": plain, "other": []byte("what it is")})
	for i := range len(encrypted) - 8 {
		switch {
		case string(encrypted[i:i+4]) == "PK\x03\x04" && i > 0:
			encrypted[i+6] |= 1
		case string(encrypted[i:i+4]) == "PK\x01\x02" && bytes.HasPrefix(encrypted[i+46:], []byte("other")):
			encrypted[i+8] |= 1
		}
	}
	terse := terseVariable(plain)
	for _, c := range []struct {
		name, in, why string
		data          []byte
	}{
		{"gzip cut behind a record", "gzip", "end before they are complete", half},
		{"gzip with a wrong checksum", "gzip", "checksum", badSum},
		{"gzip with something behind it", "gzip", "after the end of the data", append(bytes.Clone(gz), "and so on"...)},
		{"zip with a member that cannot be opened", "zip", "encrypted", encrypted},
		{"zip in front of another", "zip", "outside all members",
			append(zipOf(map[string][]byte{"a": plain}), zipOf(map[string][]byte{"dump": plain})...)},
		{"xz cut at its index", "xz", "end before", xzBytes(plain)[:len(xzBytes(plain))-12]},
		{"zstd cut", "zstd", "end before", zstdBytes(plain)[:len(zstdBytes(plain))-2]},
		{"zstd cut before any content", "zstd", "end before", zstdBytes(plain)[:20]},
		{"TERSE cut", "TERSE", "without an end code", terse[:len(terse)*3/5]},
		{"tar cut behind its member", "tar", "end mark", tarBytes(plain)[:512+(len(plain)+511)/512*512]},
		{"record cut", "", "ends inside a record", plain[:len(plain)-5]},
		{"block chain broken", "", "", brokenBlocks(d)},
		{"text", "", "", []byte("no dump at all, but a text of some length\n")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sum, db := load(t, Options{Inputs: []string{write(t, "a", c.data)}, Jobs: 1})
			if !sum.Rejected() {
				t.Error("the summary says that nothing is missing")
			}
			if n := number(t, db,
				"SELECT count(*) FROM input_file WHERE bytes <> bytes_decoded + bytes_skipped + bytes_rejected OR bytes_unread > "+
					"bytes_rejected"); n > 0 {
				t.Errorf("%d inputs whose bytes do not add up", n)
			}
			var in, stopped sql.NullString
			var aside int64
			err := db.QueryRow(
				"SELECT stopped_in, stopped, bytes_rejected FROM input_file WHERE NOT is_complete ORDER BY file_id LIMIT 1").Scan(
				&in, &stopped, &aside)
			if err != nil {
				t.Fatalf("no incomplete input: %v", err)
			}
			if in.String != c.in || !strings.Contains(stopped.String, c.why) || aside == 0 {
				t.Errorf("stopped in %q: %s, %d bytes rejected; want in %q: %s", in.String, stopped.String, aside, c.in, c.why)
			}
			if n := number(t, db, "SELECT count(*) FROM input_issue"); n == 0 {
				t.Error("no issue tells of it")
			}
		})
	}
}

// gzipFlushed compresses without ending the stream.
func gzipFlushed(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write(b)
	must(err, w.Flush())
	return out.Bytes()
}

// brokenBlocks is a dump with block descriptor words of which the last one is lost.
func brokenBlocks(d *transportDump) []byte {
	b := framed(smf.WriterOptions{Framing: smf.BDW, BlockSize: 4000})(d)
	last := 0
	for at := 0; at < len(b); at += int(binary.BigEndian.Uint16(b[at:])) {
		last = at
	}
	copy(b[last:], bytes.Repeat([]byte{0xFF}, len(b)-last))
	return b
}

// TestTheSameInputWithoutItsFaultReplacesIt loads a dump whose checksum is wrong, and
// then the sound one with the same content.
func TestTheSameInputWithoutItsFaultReplacesIt(t *testing.T) {
	t.Parallel()
	plain := newTransportDump(t).plain()
	bad := gzipBytes(plain)
	bad[len(bad)-8] ^= 1
	path := filepath.Join(t.TempDir(), "a.duckdb")
	for _, c := range []struct {
		data       []byte
		incomplete int64
		known      bool
	}{{bad, 1, false}, {bad, 1, true}, {plain, 0, false}, {bad, 0, true}} {
		sum, db := load(t, Options{DB: path, Inputs: []string{write(t, "in", c.data)}, Jobs: 1})
		got := number(t, db, "SELECT count(*) FROM input_file WHERE NOT is_complete")
		if all := number(t, db, "SELECT count(*) FROM input_file"); got != c.incomplete || all != 1 ||
			sum.Files[0].Known != c.known {
			t.Errorf("%d incomplete of %d inputs, known %t; want %d of 1, %t", got, all, sum.Files[0].Known, c.incomplete,
				c.known)
		}
		if c.known && !sum.Rejected() {
			t.Error("a damaged copy of what is loaded is taken for whole")
		}
		_ = db.Close()
	}
}

// failingReader reads data and then an error that is not the end.
type failingReader struct {
	io.Reader
	err error
}

func (f failingReader) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = f.err
	}
	return n, err
}

func TestAStreamThatFailsIsIncomplete(t *testing.T) {
	t.Parallel()
	d := newTransportDump(t)
	in := failingReader{bytes.NewReader(d.plain()[:d.at(20)]), errors.New("connection reset")}
	sum, db := load(t, Options{Inputs: []string{"-"}, Stdin: in, Jobs: 1})
	if !sum.Rejected() ||
		number(t, db, "SELECT count(*) FROM input_file WHERE NOT is_complete AND bytes_rejected > 0 AND stopped LIKE "+
			"'%connection reset%' AND records = 20") != 1 {
		t.Errorf("summary %+v", sum.Files)
	}
}

// TestUnopenedInputsAreIncomplete: an input that cannot be opened has its row like any other, with the reason,
// until it is loaded from the same path.
func TestUnopenedInputsAreIncomplete(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "gone.smf")
	good := write(t, "good", newTransportDump(t).plain())
	opt := Options{DB: filepath.Join(dir, "a.duckdb"), Inputs: []string{path, good}, Jobs: 1}
	const check = "SELECT is_complete, coalesce(stopped, ''), bytes = bytes_decoded + bytes_skipped + bytes_rejected " +
		"AND bytes_unread > 0 FROM input_file WHERE path = ?"
	for range 2 { // a second try takes the place of the first
		sum, db := load(t, opt)
		var stopped string
		var complete, adds bool
		if err := db.QueryRow(check, path).Scan(&complete, &stopped, &adds); err != nil {
			t.Fatal(err)
		}
		if complete || !adds || !strings.HasPrefix(stopped, "it could not be opened: ") || !sum.Rejected() ||
			len(sum.Files) != 2 || !errors.Is(sum.Files[0].Err, os.ErrNotExist) {
			t.Errorf("complete %t, bytes add up %t, stopped %q, %+v", complete, adds, stopped, sum.Files[0])
		}
		if n := number(t, db, "SELECT count(*) FROM input_file"); n != 2 {
			t.Errorf("%d inputs, want 2", n)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	d := newTransportDump(t)
	if err := os.WriteFile(path, d.plain()[:d.at(20)], 0o600); err != nil {
		t.Fatal(err)
	}
	_, db := load(t, opt)
	if n := number(t, db, "SELECT count(*) FROM input_file WHERE NOT is_complete"); n != 0 {
		t.Errorf("%d inputs are still incomplete", n)
	}
}
