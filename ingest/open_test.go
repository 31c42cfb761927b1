package ingest

import (
	"database/sql"
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
	if _, err := Run(t.Context(), Options{DB: old, Inputs: []string{input}, Version: "v0.9"}, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	change(t, old, "UPDATE database_info SET value = 'of another table' WHERE key = 'layout_hash'")
	for _, c := range []struct {
		path  string
		wants []string
	}{
		{foreign, []string{"foreign.duckdb is a database, but zertify did not make it; give --db a new file name"}},
		{old, []string{"old.duckdb was made by zertify v0.9, whose record layouts differ", "zertify ingest " + input + " --db NEW.duckdb"}},
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
