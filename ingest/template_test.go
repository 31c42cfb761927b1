package ingest

import (
	"context"
	"database/sql"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/zertify/zertify/smf"
)

// templated are views of one table, with a template.
func templated(t *testing.T) *Views {
	t.Helper()
	v := &Views{Version: "1", Make: func(ctx context.Context, tx *sql.Tx, defined bool) error {
		_, err := tx.ExecContext(ctx, "CREATE OR REPLACE TABLE was AS SELECT $1 AS defined", defined)
		return err
	}}
	var err error
	if v.Template, err = v.MakeTemplate(t.Context(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTemplateIsLaidOnlyWhereNothingIs(t *testing.T) {
	v := templated(t)
	stale := *v
	stale.Version = "2"
	for _, test := range []struct {
		name   string
		views  *Views
		beside string // a file that is there
		want   int64  // bytes of the database; -1: any, 0: no file
	}{
		{"nothing", v, "", -1},
		{"a database", v, "t.duckdb", 4},
		{"a log of writes", v, "t.duckdb.wal", 0},
		{"other views", &stale, "", 0},
		{"no template", &Views{}, "", 0},
		{"no views", nil, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			if test.beside != "" {
				if err := os.WriteFile(filepath.Join(dir, test.beside), []byte("held"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			test.views.lay(filepath.Join(dir, "t.duckdb"))
			var got int64
			if st, err := os.Stat(filepath.Join(dir, "t.duckdb")); err == nil {
				got = st.Size()
			}
			if got != test.want && (test.want != -1 || got < 1<<16) {
				t.Errorf("database of %d bytes, want %d", got, test.want)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, ".zertify-*")); len(left) > 0 {
				t.Errorf("%q left behind", left)
			}
		})
	}
}

func TestDatabaseFromTemplateIsOfThisProgram(t *testing.T) {
	v := templated(t)
	path := filepath.Join(t.TempDir(), "t.duckdb")
	opt := Options{DB: path, Inputs: []string{write(t, "a.smf", dump(t, 100, smf.WriterOptions{}))}, Version: "v9",
		Views: v}
	if _, err := Run(t.Context(), opt, slog.New(slog.NewTextHandler(io.Discard, nil))); err != nil {
		t.Fatal(err)
	}
	db, err := v.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var version string
	var inputs, id int
	var defined bool
	err = db.QueryRowContext(t.Context(), `SELECT (SELECT value FROM database_info WHERE key = 'tool_version'),
		count(*), min(file_id), (SELECT defined FROM was) FROM input_file`).Scan(&version, &inputs, &id, &defined)
	if err != nil {
		t.Fatal(err)
	}
	if version != "v9" || inputs != 1 || id != 1 || !defined {
		t.Errorf("version %s, %d inputs, first %d, views defined %t; want v9, 1, 1, true", version, inputs, id, defined)
	}
}
