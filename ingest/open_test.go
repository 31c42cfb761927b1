package ingest

import (
	"database/sql"
	"fmt"
	"log/slog"
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
		{foreign, []string{"foreign.duckdb is a database, but zertify did not make it; give --db a new file name"}},
		{old, []string{"old.duckdb was made by zertify v0.9, whose record layouts differ",
			"zertify ingest " + input + " --db NEW.duckdb"}},
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
