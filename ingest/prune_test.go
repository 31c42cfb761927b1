package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/record"
)

// nothing stands for the making of views.
var nothing = &Views{Make: func(context.Context, *sql.Tx, bool) error { return nil }}

// toPrune loads two days of the sample company and opens the database for changes.
func toPrune(t *testing.T) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	in := write(t, "a.smf", vbs(t, 12_500))
	if _, db := load(t,
		Options{DB: path, Inputs: []string{in}, Now: time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)}); db != nil {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	db, err := OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

var secondDay = time.Date(2026, 10, 2, 0, 0, 0, 0, time.UTC)

func TestPruneTakesOldRowsAndKeepsTheEvidence(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	whole := map[string]int64{}
	old := map[string]int64{}
	for _, rt := range record.Types {
		whole[rt.Table] = number(t, db, "SELECT count(*) FROM "+rt.Table)
	}
	listed, err := Old(t.Context(), db, secondDay)
	if err != nil {
		t.Fatal(err)
	}
	gone, err := Prune(t.Context(), db, secondDay, nothing)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(listed) != fmt.Sprint(gone) {
		t.Errorf("went %v, listed before %v", gone, listed)
	}
	for _, p := range gone {
		old[p.Table] += p.Rows
		written := secondDay
		if p.Table == "zert_summary" {
			written = secondDay.Add(time.Minute) // intervals of the day before
		}
		if !p.Last.Before(written) {
			t.Errorf("%s: a row of %v went", p.Table, p.Last)
		}
	}
	if old["zert_summary"] == 0 || old["zert_summary"] == whole["zert_summary"] {
		t.Fatalf("%d of %d summaries are old; the test needs some of both", old["zert_summary"], whole["zert_summary"])
	}
	for table, n := range whole {
		if left := number(t, db, "SELECT count(*) FROM "+table); left != n-old[table] {
			t.Errorf("%s: %d rows left of %d, %d were old", table, left, n, old[table])
		}
	}
	if n := number(t, db, "SELECT count(*) FROM zert_summary WHERE smf_time_local < TIMESTAMP '2026-10-02'"); n != 0 {
		t.Errorf("%d old summaries stayed", n)
	}
	if n := number(t, db, "SELECT records_decoded FROM input_file"); n != number(t, db,
		"SELECT sum(records) FROM input_record_count WHERE disposition = 'decoded'") {
		t.Errorf("the counts changed: %d records decoded", n)
	}
	if n := number(t, db,
		"SELECT sum(rows) FROM input_pruned WHERE before_local = TIMESTAMP '2026-10-02' AND table_name = 'zert_summary'"); n != old["zert_summary"] {
		t.Errorf("%d summaries noted as pruned, %d went", n, old["zert_summary"])
	}
}

// Contents hold addresses and names: with the last record that showed one it goes.
func TestPruneLeavesNoContentBehind(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	if _, err := Prune(t.Context(), db, secondDay.AddDate(1, 0, 0), nothing); err != nil {
		t.Fatal(err)
	}
	for _, table := range schema.Tables() {
		if n := number(t, db, "SELECT count(*) FROM "+table.Name); n != 0 {
			t.Errorf("%s: %d rows left", table.Name, n)
		}
	}
	if n := number(t, db, "SELECT count(*) FROM input_file"); n != 1 {
		t.Errorf("%d inputs are known, want 1", n)
	}
}

func TestPruneKeepsContentsInUse(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	if _, err := Prune(t.Context(), db, secondDay, nothing); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db,
		`SELECT count(*) FROM zert_summary AS f LEFT
			JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
		LEFT JOIN zert_session AS s ON s.zert_session_id = c.zert_session_id WHERE s.zert_session_id IS NULL`); n != 0 {
		t.Errorf("%d summaries point at contents that are gone", n)
	}
	if n := number(t, db,
		"SELECT count(*) FROM zert_detail AS f WHERE suite_id <> 0 AND suite_id NOT IN (SELECT suite_id FROM suite_part)"); n != 0 {
		t.Errorf("%d details point at suites that are gone", n)
	}
}

func TestPruneIsWholeOrNot(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	before := number(t, db, "SELECT count(*) FROM zert_summary")
	failed := errors.New("no views")
	_, err := Prune(t.Context(), db, secondDay, &Views{Make: func(context.Context, *sql.Tx, bool) error { return failed }})
	if !errors.Is(err, failed) {
		t.Fatalf("error %v, want that of the last step", err)
	}
	if n := number(t, db, "SELECT count(*) FROM zert_summary"); n != before {
		t.Errorf("%d summaries left of %d after a prune that failed", n, before)
	}
	if n := number(t, db, "SELECT count(*) FROM input_pruned"); n != 0 {
		t.Errorf("%d notes of a prune that failed", n)
	}
}

// A record without a time goes with the newest record of its input, never before.
func TestPruneOfRecordsWithoutTime(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	if _, err := db.ExecContext(t.Context(), "UPDATE zert_detail SET smf_time_local = NULL"); err != nil {
		t.Fatal(err)
	}
	n := number(t, db, "SELECT count(*) FROM zert_detail")
	if _, err := Prune(t.Context(), db, secondDay, nothing); err != nil {
		t.Fatal(err)
	}
	if left := number(t, db, "SELECT count(*) FROM zert_detail"); left != n {
		t.Errorf("%d of %d left although the input has newer records", left, n)
	}
	if _, err := Prune(t.Context(), db, secondDay.AddDate(0, 0, 1), nothing); err != nil {
		t.Fatal(err)
	}
	if left := number(t, db, "SELECT count(*) FROM zert_detail"); left != 0 {
		t.Errorf("%d left although the whole input is old", left)
	}
}

func TestPruneOfWhatFollowsRecords(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	for _, s := range []string{
		"INSERT INTO record_section SELECT file_id, record_no, 1, 9, 'extra', 'ff' FROM zert_summary",
		"INSERT INTO input_duplicate SELECT file_id, record_no, file_id, 1 FROM zert_detail",
	} {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Prune(t.Context(), db, secondDay, nothing); err != nil {
		t.Fatal(err)
	}
	for follower, table := range map[string]string{"record_section": "zert_summary", "input_duplicate": "zert_detail"} {
		if got, want := number(t, db, "SELECT count(*) FROM "+follower),
			number(t, db, "SELECT count(*) FROM "+table); got != want || want == 0 {
			t.Errorf("%s: %d rows left, want %d as in %s", follower, got, want, table)
		}
	}
}

// Every table of the database is either pruned, or evidence, or not about records.
func TestPruneKnowsEveryTable(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	known := map[string]bool{"database_info": true, "table_digest": true, "code": true, "tls_suite": true,
		"layout_overlay": true,
		"input_file":     true, "input_record_count": true, "input_issue": true, "input_pruned": true}
	for _, s := range ageSteps() {
		known[s.table] = true
	}
	for _, s := range unusedContents() {
		known[s.table] = true
	}
	rows, err := db.QueryContext(t.Context(), "SELECT table_name FROM duckdb_tables() WHERE NOT temporary")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !known[name] {
			t.Errorf("table %s is not pruned", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// Loading an input again brings back what was pruned of it.
func TestLoadingAgainForgetsWhatWasPruned(t *testing.T) {
	t.Parallel()
	path, in := filepath.Join(t.TempDir(), "t.duckdb"), write(t, "a.smf", vbs(t, 500))
	_, first := load(t, Options{DB: path, Inputs: []string{in}})
	n := number(t, first, "SELECT count(*) FROM zert_summary")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Prune(t.Context(), db, secondDay, nothing); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, again := load(t, Options{DB: path, Inputs: []string{in}, Again: true})
	if got := number(t, again, "SELECT count(*) FROM zert_summary"); got != n {
		t.Errorf("%d summaries, want the %d of the input", got, n)
	}
	if got := number(t, again, "SELECT count(*) FROM input_pruned"); got != 0 {
		t.Errorf("%d notes of rows that are back", got)
	}
}

func TestNewestAndTheTimeOfLoading(t *testing.T) {
	t.Parallel()
	db := toPrune(t)
	newest, err := Newest(t.Context(), db)
	if err != nil || newest.Format(time.DateOnly) != "2026-10-02" {
		t.Errorf("newest record of %v, %v", newest, err)
	}
	var at time.Time
	if err := db.QueryRowContext(t.Context(), "SELECT loaded_utc FROM input_file").Scan(&at); err != nil ||
		at.Format(time.DateTime) != "2026-11-01 08:00:00" {
		t.Errorf("loaded at %v, %v", at, err)
	}
}
