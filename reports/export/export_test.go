package export

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	// The engine registers itself under the name "duckdb".
	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/reports/outfile"
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
	if err := Result(t.Context(), db, statement, file); err != nil {
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

// TestWriteMakesAFileOfEachView writes a database with what export must take, must leave, and must quote.
func TestWriteMakesAFileOfEachView(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.duckdb")
	open := func(context.Context, ...string) (*sql.DB, error) { return sql.Open("duckdb", path) }
	err := Open(open).with(t.Context(), nil, func(db *sql.DB) error {
		_, err := db.Exec(`CREATE TABLE suite AS SELECT '=1+1' AS name; CREATE TABLE other AS SELECT 1 AS x;
			CREATE VIEW v_all AS SELECT * FROM suite; CREATE VIEW "v_a""b" AS SELECT 1 AS x`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names, err := Names(t.Context(), open)
	if want := []string{"suite", `v_a"b`, "v_all"}; err != nil || !slices.Equal(names, want) {
		t.Fatalf("got %q, %v, want %q", names, err, want)
	}
	for _, format := range Formats {
		dir := filepath.Join(t.TempDir(), "out")
		set, err := (&outfile.Guard{}).OpenSet(dir, Kind)
		if err != nil {
			t.Fatal(err)
		}
		if err := Write(t.Context(), open, set, format, names); err != nil {
			t.Fatal(format, err)
		}
		if err := set.Commit(); err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			b, err := os.ReadFile(filepath.Join(dir, name+"."+format))
			if err != nil || len(b) == 0 {
				t.Errorf("%s: %s: %d bytes, %v", format, name, len(b), err)
			}
			if format == "csv" && name == "v_all" && string(b) != "name\n'=1+1\n" {
				t.Errorf("%q", b)
			}
		}
	}
	err = Write(t.Context(), open, nil, "csv", []string{"v_none"})
	if err == nil || !strings.HasPrefix(err.Error(), "export v_none: ") {
		t.Error("a view that does not exist:", err)
	}
}
