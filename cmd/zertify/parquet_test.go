package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/parquet/file"
)

// known are the physical and logical types that every engine which reads Parquet has. Hive, Spark and Trino have no
// unsigned integers.
var known = []string{"INT32 None", "INT64 None", "BOOLEAN None", "DOUBLE None", "BYTE_ARRAY String", "INT32 Date",
	"INT32 Int(bitWidth=32, isSigned=true)", "INT64 Int(bitWidth=64, isSigned=true)"}

// Every column of every exported file is read with a reader that is not the writer's.
func TestExportedTypesAreThoseThatEnginesKnow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump, db, out := filepath.Join(dir, "x.smf"), filepath.Join(dir, "x.duckdb"), filepath.Join(dir, "out")
	zertify(t, exitFailed, "demo", "-o", dump)
	zertify(t, exitFailed, "ingest", dump, "--db", db)
	zertify(t, exitFailed, "export", "--db", db, "-o", out)
	files, err := filepath.Glob(filepath.Join(out, "*.parquet"))
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	columns, rows := 0, int64(0)
	for _, path := range files {
		r, err := file.OpenParquetFile(path, false)
		if err != nil {
			t.Fatal(err)
		}
		rows += r.NumRows()
		for i := range r.MetaData().Schema.NumColumns() {
			c := r.MetaData().Schema.Column(i)
			columns++
			if err := checkColumn(c.Name(), c.PhysicalType().String(), c.LogicalType().String()); err != "" {
				t.Errorf("%s: column %s %s", filepath.Base(path), c.Name(), err)
			}
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if columns < 3000 || rows < 1000 {
		t.Errorf("%d columns, %d rows: the test looks at too little", columns, rows)
	}
}

// checkColumn says what is wrong with the type of a column; "" for nothing.
func checkColumn(name, physical, logical string) string {
	typ := physical + " " + logical
	isTime := strings.HasPrefix(typ, "INT64 Timestamp(") && strings.Contains(typ, "microseconds")
	isDecimal := (name == "record_level" || name == "record_hash") && strings.Contains(typ, "Decimal(")
	switch {
	case !slices.Contains(known, typ) && !isTime && !isDecimal:
		return "is " + typ
	case physical == "DOUBLE" && !strings.Contains(name, "seconds") && !strings.Contains(name, "percent"):
		return "is a floating-point number"
	}
	return ""
}
