package ingest

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zertify/zertify/smf"
)

// A database that this program cannot read is refused, and the message says what
// to do about it.
func TestOpenSaysWhatToDoAboutAForeignDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.duckdb")
	change(t, foreign, "CREATE TABLE orders (n INTEGER)")
	old := filepath.Join(dir, "old.duckdb")
	input := write(t, "one.smf", dump(t, 100, smf.WriterOptions{}))
	if _, err := Run(t.Context(), Options{DB: old, Inputs: []string{input}, Version: "v0.9"},
		slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	change(t, old, "UPDATE database_info SET value = 'of another table' WHERE key = 'layout_hash'")
	for _, c := range []struct {
		path  string
		wants []string
	}{
		{foreign, []string{"foreign.duckdb is a database, but zertify did not make it; give option db a new file name"}},
		{old, []string{"old.duckdb was made by zertify v0.9, whose record layouts differ",
			"zertify ingest " + input + " option db NEW.duckdb"}},
	} {
		db, err := OpenReadOnly(t.Context(), c.path)
		if err == nil {
			db.Close()
			t.Errorf("%s was opened", c.path)
			continue
		}
		for _, want := range c.wants {
			if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %q, want %q on one line", err, want)
			}
		}
	}
}

// oddNames are names of files that are no less names for what they look like.
var oddNames = []string{"100%.db", "a%20b%3f.db", "a b.db", "q?access_mode=READ_WRITE", "h#.db", "it's.db", `dq".db`,
	"-dash.db", "c:d.db", "sqlite:x.db", ":memory:", "~x.db", "[ab]*.db", "l\nf.db"}

// TestDatabasesMayHaveAnyName loads into a database of an odd name and reads copies of
// it under others: each is that very file, read only, with nothing beside it.
func TestDatabasesMayHaveAnyName(t *testing.T) {
	dir := t.TempDir()
	input := write(t, "one.smf", dump(t, 100, smf.WriterOptions{}))
	t.Chdir(dir)
	first := oddNames[0]
	if _, err := Run(t.Context(), Options{DB: first, Inputs: []string{input}}, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range oddNames {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Logf("%q is not a name on this system: %v", name, err)
			continue
		}
		db, err := OpenReadOnly(t.Context(), name)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if n := number(t, db, "SELECT count(*) FROM input_file"); n != 1 {
			t.Errorf("%q: %d inputs", name, n)
		}
		if _, err := db.Exec("CREATE TABLE more (n INTEGER)"); err == nil {
			t.Errorf("%q can be changed", name)
		}
		must(db.Close(), RemoveDatabase(name))
	}
	const unspeakable = "\xff.db"
	if err := os.WriteFile(unspeakable, content, 0o600); err == nil {
		if _, err := OpenReadOnly(t.Context(), unspeakable); err == nil || !strings.Contains(err.Error(), "not UTF-8") {
			t.Errorf("a name the engine cannot take: %v", err)
		}
		must(os.Remove(unspeakable))
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("left %v (%v)", left, err)
	}
}

// TestLoadLeavesAForeignDatabaseAlone: nothing is added to a database with tables
// or views of somebody else's; an empty one is taken.
func TestLoadLeavesAForeignDatabaseAlone(t *testing.T) {
	t.Parallel()
	dir, input := t.TempDir(), write(t, "one.smf", dump(t, 100, smf.WriterOptions{}))
	for i, c := range []struct {
		made string
		ours bool
	}{
		{"CREATE TABLE orders (n INTEGER)", false},
		{"CREATE VIEW orders AS SELECT 1 AS n", false},
		{"CREATE TEMP TABLE orders (n INTEGER)", true},
	} {
		path := filepath.Join(dir, fmt.Sprintf("%d.duckdb", i))
		change(t, path, c.made)
		_, err := Run(t.Context(), Options{DB: path, Inputs: []string{input}}, slog.New(slog.DiscardHandler))
		if c.ours && err == nil {
			continue
		}
		if err == nil || !strings.Contains(err.Error(), "zertify did not make it") {
			t.Errorf("%s: got %v", c.made, err)
			continue
		}
		db, err := sql.Open("duckdb", path)
		if err != nil {
			t.Fatal(err)
		}
		if n := number(t, db,
			"SELECT (SELECT count(*) FROM duckdb_tables()) + (SELECT count(*) FROM duckdb_views() WHERE NOT internal)"); n != 1 {
			t.Errorf("%s: the database has %d tables and views now", c.made, n)
		}
		db.Close()
	}
}

// storageOf returns the number of the form that a database file states behind its checksum
// and magic.
func storageOf(t *testing.T, path string) uint64 {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil || len(b) < 20 || string(b[8:12]) != "DUCK" {
		t.Fatalf("%s is not a database, %v", path, err)
	}
	return binary.LittleEndian.Uint64(b[12:])
}

// TestFilesHaveTheOldestForm: a new file is in the form that engines have read since 1.2;
// one that an earlier version made in a newer form keeps it, and takes more inputs.
func TestFilesHaveTheOldestForm(t *testing.T) {
	t.Parallel()
	const oldest = 65 // of v1.2.0; see StorageVersion in the source of DuckDB
	dir := t.TempDir()
	load := func(path string, records int) {
		t.Helper()
		input := write(t, "in.smf", dump(t, records, smf.WriterOptions{}))
		_, err := Run(t.Context(), Options{DB: path, Inputs: []string{input}}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "new.duckdb")
	load(path, 100)
	if got := storageOf(t, path); got != oldest {
		t.Errorf("a new file has form %d, want %d", got, oldest)
	}
	newer := filepath.Join(dir, "newer.duckdb")
	change(t, "", fmt.Sprintf(`ATTACH '%s' AS a; ATTACH '%s' AS b (STORAGE_VERSION 'latest'); COPY FROM DATABASE a TO b`,
		path, newer))
	before := storageOf(t, newer)
	load(newer, 120)
	if got := storageOf(t, newer); before <= oldest || got != before {
		t.Errorf("a file of form %d has form %d after a load", before, got)
	}
}

func change(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
