package ingest

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"
)

// disagreeing counts what CheckContents compares and does not find as it should be.
func disagreeing(t *testing.T, db *sql.DB) (tables, bad []string) {
	t.Helper()
	err := CheckContents(t.Context(), db, func(c *Contents) {
		if c.Rows > 0 {
			tables = append(tables, c.Table)
		}
		if !c.Agrees() {
			bad = append(bad, c.Table)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return tables, bad
}

// TestDigestsFollowEveryChange loads inputs that overlap, loads one again and prunes:
// the digests agree after each step, and none of the steps hides a row that is lost.
func TestDigestsFollowEveryChange(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	a, b := write(t, "a.smf", vbs(t, 12_500)), write(t, "b.smf", vbs(t, 300))
	change := func(what string, f func(*sql.DB) error) {
		t.Helper()
		if err := nothing.Renew(t.Context(), path); err != nil {
			t.Fatal(what, err)
		}
		db, err := OpenToChange(t.Context(), path)
		if err != nil {
			t.Fatal(what, err)
		}
		defer db.Close()
		if err := f(db); err != nil {
			t.Fatal(what, err)
		}
		if tables, bad := disagreeing(t, db); len(bad) > 0 || len(tables) < 10 {
			t.Errorf("%s: %d tables have rows; these disagree: %v", what, len(tables), bad)
		}
	}
	look := func(*sql.DB) error { return nil }
	ingest := func(again bool, in ...string) {
		t.Helper()
		if _, db := load(t, Options{DB: path, Inputs: in, Again: again}); db != nil {
			must(db.Close())
		}
	}
	prune := func(db *sql.DB) error {
		gone, err := Prune(t.Context(), db, secondDay, nothing)
		if len(gone) == 0 {
			t.Error("nothing was pruned")
		}
		return err
	}
	ingest(false, a, b)
	change("two inputs", look)
	ingest(true, a)
	change("one of them again", look)
	change("a prune", prune)
	ingest(true, b)
	ingest(true, a)
	change("all again", look)

	db, err := OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(
		"DELETE FROM zert_summary WHERE smf_time_local = (SELECT max(smf_time_local) FROM zert_summary)"); err != nil {
		t.Fatal(err)
	}
	if err := prune(db); err != nil {
		t.Fatal(err)
	}
	if _, bad := disagreeing(t, db); len(bad) != 1 || bad[0] != "zert_summary" {
		t.Errorf("after a loss and a prune these disagree: %v", bad)
	}
}

// TestDigestsOfAnotherEngine are not compared, but rows are counted.
func TestDigestsOfAnotherEngine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	_, db := load(t, Options{DB: path, Inputs: []string{write(t, "a.smf", vbs(t, 300))}, Now: time.Unix(0, 0)})
	must(db.Close())
	must(nothing.Renew(t.Context(), path))
	db, err := OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec("UPDATE table_digest SET engine = 'v0', hash = 1")
	must(err)
	_, bad := disagreeing(t, db)
	_, err = db.Exec("DELETE FROM zert_session")
	must(err)
	if _, now := disagreeing(t, db); len(bad) != 0 || len(now) != 1 {
		t.Errorf("disagree before a loss: %v, after: %v", bad, now)
	}
}
