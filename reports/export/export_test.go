package export

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	// The engine registers itself under the name "duckdb".
	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/reports/outfile"
)

// Readers know signed integers; those keep the digits of all values that a record can honestly hold. What is beyond
// is a decimal, and never a floating-point number.
func TestParquetKeepsTheDigitsOfWideIntegers(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, c := range []struct{ number, value, typ string }{
		{"sum(9007199254740993::BIGINT)", "9007199254740993", "BIGINT"},
		{"9223372036854775807::UBIGINT", "9223372036854775807", "BIGINT"},
		{"18446744073709551615::UBIGINT", "18446744073709551615", "DECIMAL(20,0)"},
		{"-170141183460469231731687303715884105::HUGEINT", "-170141183460469231731687303715884105", "DECIMAL(38,0)"},
		{"sum(18446744073709551615::UBIGINT)", "18446744073709551615", "DECIMAL(38,0)"},
		{"4294967295::UINTEGER", "4294967295", "BIGINT"},
		{"255::UTINYINT", "255", "INTEGER"},
		{"1.5::DOUBLE", "1.5", "DOUBLE"},
	} {
		file := filepath.Join(t.TempDir(), "x.parquet")
		// Integers beside one that is too large are signed all the same; a hash never is, whatever its value.
		if err := Result(t.Context(), db, "SELECT "+c.number+
			` AS "a number", 7::USMALLINT AS n, 7::UBIGINT AS u, 7::UBIGINT AS record_hash`, file); err != nil {
			t.Fatal(err)
		}
		var value, typ, beside string
		if err := db.QueryRow(`SELECT CAST("a number" AS VARCHAR), typeof("a number"),
			concat_ws(' ', typeof(n), typeof(u), typeof(record_hash)) FROM '`+file+`'`).Scan(&value, &typ, &beside); err != nil {
			t.Fatal(err)
		}
		if value != c.value || typ != c.typ || beside != "INTEGER BIGINT DECIMAL(20,0)" {
			t.Errorf("%s: got %s, %s, beside %s", c.number, value, typ, beside)
		}
		if _, err := db.Exec("DROP TABLE IF EXISTS result"); err != nil {
			t.Fatal(err)
		}
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

// TestRowsKeepTheirOrder: a file has the rows in the order of the statement, with arguments and without, also where
// there are more than a row group holds.
func TestRowsKeepTheirOrder(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, c := range []struct {
		last string
		args []any
	}{{"n -- and no more", nil}, {"n + ?", []any{1}}} {
		file := filepath.Join(t.TempDir(), "x.parquet")
		statement := "SELECT n, n + 1 AS m FROM range(300000) AS r(n) ORDER BY hash(n), " + c.last
		if err := Result(t.Context(), db, statement, file, c.args...); err != nil {
			t.Fatal(err)
		}
		var n, wrong int
		if err := db.QueryRow("SELECT count(*), count(*) FILTER (hash(n) < last) FROM (SELECT n, lag(hash(n)) OVER "+
			"(ORDER BY file_row_number) AS last FROM read_parquet('"+file+"', file_row_number = true))").Scan(&n,
			&wrong); err != nil {
			t.Fatal(err)
		}
		if n != 300000 || wrong > 0 {
			t.Errorf("%s: %d rows, %d out of order", c.last, n, wrong)
		}
	}
}

func TestRowGroupsAreBounded(t *testing.T) {
	t.Parallel()
	for columns, want := range map[int]int{0: usualRowGroup, 10: usualRowGroup, 219: 8192, 1 << 20: vectorRows} {
		if got := rowGroup(columns); got != want || got%vectorRows != 0 {
			t.Errorf("%d columns: %d rows, want %d", columns, got, want)
		}
	}
}

// TestManyColumnsNeedLittleMemory: rows are written as they come, not some hundred thousand of them together.
func TestManyColumnsNeedLittleMemory(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("SET threads = 1; SET memory_limit = '60MB'"); err != nil {
		t.Fatal(err)
	}
	var columns []string
	for i := range 100 {
		columns = append(columns, fmt.Sprintf("n + %d AS c%[1]d", i))
	}
	statement := "SELECT " + strings.Join(columns, ", ") + " FROM range(120000) AS r(n)"
	if err := Result(t.Context(), db, statement, filepath.Join(t.TempDir(), "x.parquet")); err != nil {
		t.Fatal(err)
	}
}
