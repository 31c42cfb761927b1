package main

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/reports/collect"
	"github.com/zertify/zertify/reports/model"
)

// sessions is how many interval records of sessions the phases about many of them work on.
var sessions = 20_000_000

// manyBase are the records of the dump that is multiplied; copies is how many
// different sets of endpoints, certificates and suites come of it.
const (
	manyBase = 200_000
	copies   = 64
)

func manyDB(dir string) string { return filepath.Join(dir, "many.duckdb") }

// makeMany loads a small dump and multiplies its sessions inside the database:
// each copy has clients, certificates and suites of its own, and every second
// one lies half a month later. Nothing here is measured.
func makeMany(dir string) error {
	dump, path := filepath.Join(dir, "many.smf"), manyDB(dir)
	os.Remove(path)
	if err := generate(dump, manyBase); err != nil {
		return err
	}
	if _, err := ingest.Run(context.Background(), ingest.Options{DB: path, Inputs: []string{dump}},
		slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return err
	}
	defer db.Close()
	var base int
	if err := db.QueryRow("SELECT count(*) FROM zert_summary").Scan(&base); err != nil {
		return err
	}
	rounds := (sessions + base - 1) / base
	// An id of a copy differs from the original's in its lowest bits.
	for _, s := range []string{
		fmt.Sprintf(`INSERT INTO zert_session BY NAME SELECT s.* REPLACE (xor(s.zert_session_id, k) AS zert_session_id,
			'172.' || (16 + k %% 16) || '.' || k || '.' || hash(s.client_addr) %% 250 AS client_addr) FROM zert_session AS s,
				range(1, %d) AS r(k)`, copies),
		fmt.Sprintf(`INSERT INTO zert_summary_tls BY NAME SELECT t.* REPLACE (xor(t.zert_summary_tls_id,
			k) AS zert_summary_tls_id,
			t.tls_server_cert_serial || printf('%%02X', k) AS tls_server_cert_serial) FROM zert_summary_tls AS t, range(1,
				%d) AS r(k)`, copies),
		fmt.Sprintf(`INSERT INTO suite_part BY NAME SELECT p.* REPLACE (xor(p.suite_id, k) AS suite_id, xor(p.tls_id,
			k) AS tls_id)
			FROM suite_part AS p, range(1, %d) AS r(k) WHERE p.source = 'zert_summary'`, copies),
		fmt.Sprintf(`INSERT INTO zert_summary_content BY NAME SELECT c.* REPLACE (xor(c.zert_summary_content_id,
			k) AS zert_summary_content_id,
			xor(c.zert_session_id, k) AS zert_session_id, CASE WHEN c.suite_id <> 0 THEN xor(c.suite_id,
				k) ELSE c.suite_id END AS suite_id,
			xor(c.zert_summary_tls_id, k) AS zert_summary_tls_id) FROM zert_summary_content AS c, range(1, %d) AS r(k)`, copies),
		fmt.Sprintf(`INSERT INTO zert_summary BY NAME SELECT f.* REPLACE (CAST(f.record_no + n * %d AS UBIGINT) AS record_no,
			f.smf_time_local + to_days(CAST(17 * (n // 32 %% 2) AS INTEGER)) AS smf_time_local,
			xor(f.zert_summary_content_id, n %% %d) AS zert_summary_content_id) FROM zert_summary AS f, range(1, %d) AS r(n)`,
			manyBase, copies, rounds),
		"CHECKPOINT",
	} {
		if _, err := db.Exec(s); err != nil {
			return fmt.Errorf("%.60s …: %w", s, err)
		}
	}
	return nil
}

// viewsMany adds the sessions up, once: what is evaluated afterwards is the sums.
func viewsMany(dir string) error {
	db, err := sql.Open("duckdb", manyDB(dir))
	if err != nil {
		return err
	}
	defer db.Close()
	if err := queries.Install(context.Background(), db); err != nil {
		return err
	}
	var sessions, records, rows, suites int64
	if err := db.QueryRow("SELECT count(DISTINCT session_no), sum(interval_records), count(*), count(DISTINCT suite_id) "+
		"FROM traffic").Scan(&sessions, &records, &rows, &suites); err != nil {
		return err
	}
	fmt.Printf(", %d sessions in %d interval records and %d rows of traffic, %d suites", sessions, records, rows, suites)
	return nil
}

// evaluateMany evaluates against all profiles, runs all checks and writes the reports.
func evaluateMany(dir string) error {
	ctx := context.Background()
	db, err := ingest.OpenReadOnly(ctx, manyDB(dir))
	if err != nil {
		return err
	}
	defer db.Close()
	began, used := time.Now(), processorTime()
	js, err := evaluateAll(ctx, db)
	if err != nil {
		return err
	}
	half := time.Now()
	outcomes, err := askAll(ctx, db)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		if o.Err != nil {
			return o.Err
		}
	}
	timed(time.Since(began))
	fmt.Printf(", profiles %.2f s, checks %.2f s, %.2f s cpu (floor 30, wanted 10)", half.Sub(began).Seconds(),
		time.Since(half).Seconds(), (processorTime() - used).Seconds())
	return reportMany(ctx, db, dir, collect.Inputs{Evaluations: js, Outcomes: outcomes})
}

// reportMany makes the full report set and says what it took beyond the evaluating;
// after that each format is written again, alone.
func reportMany(ctx context.Context, db *sql.DB, dir string, in collect.Inputs) error {
	in.Tool, in.Database = model.Tool{Name: "zertify", Version: "bench"}, manyDB(dir)
	dir = filepath.Join(dir, "report-many")
	began, used := time.Now(), processorTime()
	r, err := collect.Report(ctx, db, in)
	if err != nil {
		return err
	}
	collected := time.Since(began)
	if _, err := reports.WriteDir(dir, r, reports.EverywhereFormats()); err != nil {
		return err
	}
	fmt.Printf("\n%14s report set beyond that %.2f s, %.2f s cpu (floor 15); collecting %.2f s", "",
		time.Since(began).Seconds(), (processorTime() - used).Seconds(), collected.Seconds())
	for _, f := range reports.EverywhereFormats() {
		start := time.Now()
		if _, err := reports.WriteDir(dir, r, []reports.Format{f}); err != nil {
			return err
		}
		fmt.Printf(", %s alone %.2f s", f.Name, time.Since(start).Seconds())
	}
	return nil
}
