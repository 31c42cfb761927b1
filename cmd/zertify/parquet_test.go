package main

import (
	"database/sql"
	"path/filepath"
	"testing"
)

// Sums are integers of 128 bits, and so is a union of signed and unsigned numbers; Parquet has no such type. They must
// not lose digits on the way.
func TestParquetKeepsTheDigitsOfWideIntegers(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	const statement = `SELECT sum(9007199254740993::BIGINT) AS "total bytes", 18446744073709551615::UBIGINT AS u,
		-170141183460469231731687303715884105::HUGEINT AS h, 1 AS n`
	file := filepath.Join(t.TempDir(), "x.parquet")
	if err := copyRows(t.Context(), db, statement, file, nil); err != nil {
		t.Fatal(err)
	}
	var total, u, h, kind string
	if err := db.QueryRow(`SELECT CAST("total bytes" AS VARCHAR), CAST(u AS VARCHAR), CAST(h AS VARCHAR),
		typeof("total bytes") FROM '`+file+`'`).Scan(&total, &u, &h, &kind); err != nil {
		t.Fatal(err)
	}
	if total != "9007199254740993" || u != "18446744073709551615" || kind != "DECIMAL(38,0)" ||
		h != "-170141183460469231731687303715884105" {
		t.Errorf("got %s (%s), %s and %s", total, kind, u, h)
	}
}
