package ingest

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// picky cannot make its view of inputs whose path says bad.
var picky = &Views{Version: "picky", Make: func(ctx context.Context, tx *sql.Tx, _ bool) error {
	_, err := tx.ExecContext(ctx, `CREATE OR REPLACE TABLE per_input AS
		SELECT file_id, CAST(CASE WHEN path LIKE '%bad%' AND records > 0 THEN 'x' ELSE '1' END AS INTEGER) AS n FROM input_file`)
	return err
}}

// TestInputThatBreaksViewsIsRejected loads inputs of which some break a view: those are
// named and rejected whole, the others stay, and later loads work.
func TestInputThatBreaksViewsIsRejected(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	loadAll := func(names ...string) {
		t.Helper()
		var in []string
		for i, name := range names {
			in = append(in, write(t, name, vbs(t, 100+10*i+len(names))))
		}
		_, db := load(t, Options{DB: path, Inputs: in})
		must(db.Close())
	}
	loadAll("a", "bad1", "b", "c", "bad2")
	err := picky.Renew(t.Context(), path)
	var rejected *RejectedError
	if !errors.As(err, &rejected) || len(rejected.Paths) != 2 {
		t.Fatalf("got %v, want two inputs rejected", err)
	}
	for _, p := range rejected.Paths {
		if !strings.Contains(p, "bad") {
			t.Errorf("%s was rejected", p)
		}
	}
	loadAll("d")
	if err := picky.Renew(t.Context(), path); err != nil {
		t.Fatalf("a later load: %v", err)
	}
	db, err := picky.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for what, want := range map[string]int64{
		"per_input": 6, "input_file WHERE NOT is_complete AND bytes_rejected = bytes AND records = 0": 2,
		"input_file WHERE records > 0": 4, "input_issue WHERE kind = 'no-views'": 2,
		"zert_summary WHERE file_id NOT IN (SELECT file_id FROM input_file WHERE records > 0)": 0,
	} {
		if n := number(t, db, "SELECT count(*) FROM "+what); n != want {
			t.Errorf("%s: %d rows, want %d", what, n, want)
		}
	}
	if _, bad := disagreeing(t, db); len(bad) > 0 {
		t.Errorf("these disagree with their digests: %v", bad)
	}
}
