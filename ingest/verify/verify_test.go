package verify

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/smf"
)

// views are none, under a version that can be current.
var views = &ingest.Views{Version: "1", Make: func(context.Context, *sql.Tx, bool) error { return nil }}

// sample is a dump and a database that it was loaded into from standard input; made once.
var sample = sync.OnceValues(func() (s struct{ dump, database []byte }, err error) {
	var b bytes.Buffer
	w := smf.NewWriter(&b, smf.WriterOptions{Framing: smf.RDW})
	if err := errors.Join((fixture.Company{Records: 60, Seed: 1}).Each(w.Write), w.Close()); err != nil {
		return s, err
	}
	dir, err := os.MkdirTemp("", "zertify-")
	if err != nil {
		return s, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "t.duckdb")
	opt := ingest.Options{DB: path, Inputs: []string{"-"}, Stdin: bytes.NewReader(b.Bytes())}
	if _, err := ingest.Run(context.Background(), opt, slog.New(slog.DiscardHandler)); err != nil {
		return s, err
	}
	if err := views.Renew(context.Background(), path); err != nil {
		return s, err
	}
	s.dump = b.Bytes()
	s.database, err = os.ReadFile(path)
	return s, err
})

// loaded returns the bytes of the sample.
func loaded(t *testing.T) (dump, database []byte) {
	t.Helper()
	s, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	return s.dump, s.database
}

// gather returns a report function and what it was told besides agreement.
func gather() (func(*Check), *[]Check, *int) {
	var bad []Check
	all := 0
	return func(c *Check) {
		if all++; c.Result != OK {
			bad = append(bad, *c)
		}
	}, &bad, &all
}

// TestDatabaseTellsWhatWasChanged changes a database behind its own back, one thing at a time.
func TestDatabaseTellsWhatWasChanged(t *testing.T) {
	t.Parallel()
	_, whole := loaded(t)
	db := open(t, whole, ingest.OpenToChange)
	db.SetMaxOpenConns(1) // each change is seen by its own connection only, and undone
	for _, c := range []struct {
		name, change string
		want         []string // what and hint of each check that does not agree
	}{
		{"nothing", "SELECT 1", nil},
		{"records do not add up", "UPDATE input_file SET records_skipped = records_skipped + 1",
			[]string{"records fail", "content of input_file fail load again"}},
		{"bytes do not add up", "UPDATE input_file SET bytes_decoded = bytes_decoded - 1",
			[]string{"bytes fail", "content of input_file fail load again"}},
		{"a count is missing", "DELETE FROM input_record_count WHERE disposition = 'decoded'", []string{
			"counts by type fail", "rows of zert_summary fail", "content of input_record_count fail load again"}},
		{"rows are missing", "DELETE FROM zert_summary WHERE record_no IN (SELECT min(record_no) FROM zert_summary)",
			[]string{"rows of zert_summary fail", "content of zert_summary fail load again"}},
		{"a value is another", "UPDATE zert_summary SET record_no = record_no + 100000",
			[]string{"content of zert_summary fail load again"}},
		{"a shipped name is another", "UPDATE code SET name = 'x' WHERE code = '0x01'",
			[]string{"content of code fail load again"}},
		{"derived rows came by", "CREATE TABLE suite_extra AS SELECT 1 AS x", []string{"content of suite_extra fail renew"}},
		{"views are stale", "DELETE FROM database_info WHERE key = 'views_version'", []string{"views fail make views"}},
		{"not read to its end", "UPDATE input_file SET is_complete = false, stopped = 'at byte 9'",
			[]string{"content of input_file fail load again", "read to its end no"}},
	} {
		execute(t, db, "BEGIN", c.change)
		if diff := cmp.Diff(c.want, disagreements(t, db)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		execute(t, db, "ROLLBACK")
	}
}

func execute(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// hintNames word the hints for this test.
var hintNames = map[Hint]string{MakeViews: " make views", Renew: " renew", LoadAgain: " load again", LoadInput: " load"}

// disagreements returns what of a database does not agree.
func disagreements(t *testing.T, db *sql.DB) (out []string) {
	t.Helper()
	report, bad, all := gather()
	if err := Database(t.Context(), db, "t.duckdb", views, report); err != nil {
		t.Fatal(err)
	}
	for _, c := range *bad {
		out = append(out, c.What+" "+string(c.Result)+hintNames[c.Hint])
	}
	if *all < 20 {
		t.Errorf("only %d checks", *all)
	}
	return out
}

// open opens a database of these bytes.
func open(t *testing.T, whole []byte, how func(context.Context, string) (*sql.DB, error)) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := how(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// broken is a reader that breaks down.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("device error") }

func TestInputIsKnownByItsDigest(t *testing.T) {
	t.Parallel()
	dump, whole := loaded(t)
	db := open(t, whole, ingest.OpenReadOnly)
	const name = "(standard input)"
	for _, c := range []struct {
		name, input string
		content     io.Reader
		err         *container.Error
		want        string
	}{
		{"as loaded", name, bytes.NewReader(dump), nil, ""},
		{"under another name", "b.smf", bytes.NewReader(dump), nil, ""},
		{"changed", name, strings.NewReader("x"), nil, "changed since it was loaded: 2d711642b726b04401627ca9fbac32f5"},
		{"another", "b.smf", strings.NewReader("x"), nil, " is not in this database load"},
		{"unreadable", name, broken{}, nil, "device error"},
		{"in a broken container", name, nil, &container.Error{Path: name, ID: "E-X", Found: "cut short"}, "cut short"},
	} {
		report, bad, all := gather()
		m := &container.Member{Name: c.input, Err: c.err, Reader: c.content}
		id, err := Input(t.Context(), db, m, report)
		if err != nil || *all != 1 || (id == 1) != (c.want == "") {
			t.Errorf("%s: %d checks, input %d, %v", c.name, *all, id, err)
		}
		got := ""
		for _, b := range *bad {
			got += b.Detail + hintNames[b.Hint]
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// set writes a folder with a manifest that names a database in it.
func set(t *testing.T, database outfile.Database) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "report")
	s, err := (&outfile.Guard{}).OpenSet(dir, "report")
	if err != nil {
		t.Fatal(err)
	}
	write := func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }
	if err := s.Write("a.csv", write); err != nil {
		t.Fatal(err)
	}
	database.Name = "audit.duckdb"
	s.AddDatabase(database)
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestFolderIsComparedWithItsManifest(t *testing.T) {
	t.Parallel()
	_, whole := loaded(t)
	db := open(t, whole, ingest.OpenReadOnly)
	inputs, err := ingest.InputsDigest(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := ingest.ContentsDigest(t.Context(), db)
	if err != nil || contents == "" || contents == inputs {
		t.Fatal(contents, err)
	}
	digest := outfile.Database{Inputs: inputs, Contents: contents}
	for _, c := range []struct {
		name   string
		digest outfile.Database
		change func(dir string) error
		want   []string
	}{
		{"as written", digest, nil, nil},
		{"of an earlier version", outfile.Database{Inputs: inputs}, nil, nil},
		{"pruned since", outfile.Database{Inputs: inputs, Contents: "0"}, nil,
			[]string{"report database: holds other rows of the inputs than the report was made of"}},
		{"another database", outfile.Database{Inputs: "0"}, nil,
			[]string{"report database: holds other inputs than the report was made of"}},
		{"no database", digest, func(dir string) error { return os.Remove(filepath.Join(dir, "audit.duckdb")) },
			[]string{"report database: missing"}},
		{"a file changed", digest, func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "a.csv"), []byte("y"), 0o600)
		}, []string{"report file: changed since it was written"}},
		{"killed between two files", digest, func(dir string) error {
			path := filepath.Join(dir, outfile.ManifestName)
			b, err := os.ReadFile(path)
			b = bytes.Replace(b, []byte(`"complete": true`), []byte(`"complete": false`), 1)
			return errors.Join(err, os.WriteFile(path, b, 0o600))
		}, []string{"report file: not complete: writing was interrupted"}},
		{"manifest broken", digest, func(dir string) error {
			return os.WriteFile(filepath.Join(dir, outfile.ManifestName), []byte("{"), 0o600)
		}, []string{"manifest: cannot be read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := set(t, c.digest)
			if err := os.WriteFile(filepath.Join(dir, "audit.duckdb"), whole, 0o600); err != nil {
				t.Fatal(err)
			}
			if c.change != nil {
				if err := c.change(dir); err != nil {
					t.Fatal(err)
				}
			}
			report, bad, _ := gather()
			if err := Folder(t.Context(), dir, "", report); err != nil {
				t.Fatal(err)
			}
			same := func(b Check, want string) bool { return strings.HasPrefix(b.What+": "+b.Detail, want) }
			if !slices.EqualFunc(*bad, c.want, same) {
				t.Errorf("got %+v, want %q", *bad, c.want)
			}
		})
	}
	if err := Folder(t.Context(), t.TempDir(), "", func(*Check) {}); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder without a manifest:", err)
	}
}

// TestManifestIsTheSignedOne: whoever writes files and manifest anew does not get past the digest that was noted.
func TestManifestIsTheSignedOne(t *testing.T) {
	t.Parallel()
	dir := set(t, outfile.Database{})
	if err := os.WriteFile(filepath.Join(dir, "audit.duckdb"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := outfile.ReadSource("", filepath.Join(dir, outfile.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	for sealed, want := range map[string]Result{s.SHA256: OK, s.SHA256[:16]: OK, strings.Repeat("0", 16): Fail} {
		got := Result("no such check")
		err := Folder(t.Context(), dir, sealed, func(c *Check) {
			if c.What == "signed manifest" {
				got = c.Result
			}
		})
		if err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", sealed, got, err, want)
		}
	}
}
