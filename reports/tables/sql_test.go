package tables

import (
	"database/sql"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"
)

func TestSQLRowsKeepTypes(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(
		`SELECT 9223372036854775807::BIGINT AS big, 170141183460469231731687303715884105727::HUGEINT AS huge, 2.50::DECIMAL(9,
			2) AS level,
		DATE '2026-10-01' AS day, TIME '12:30:00' AS clock, TIMESTAMP '2026-10-01 12:30:00.25' AS at_utc,
			TIMESTAMP '2026-10-01 12:30:00' AS at_local,
		'cafe'::BLOB AS raw, uuid '30313233-3435-3637-3839-616263646566' AS id, [1, NULL] AS list, {'b': 1, 'a': 'x'} AS tree,
			MAP {'k': 1} AS map,
		NULL AS nothing, true AS yes, 'a'::ENUM('a', 'b') AS word`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	cols, all, err := SQLRows(rows)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteRows(&b, "ndjson", cols, all); err != nil {
		t.Fatal(err)
	}
	want := `{"big":9223372036854775807,"huge":170141183460469231731687303715884105727,"level":2.5,"day":"2026-10-01","clock":"12:30:00",` +
		`"at_utc":"2026-10-01T12:30:00.25Z","at_local":"2026-10-01T12:30:00","raw":"63616665","id":"30313233-3435-3637-3839-616263646566",` +
		`"list":[1,null],"tree":{"a":"x","b":1},"map":{"k":1},"nothing":null,"yes":true,"word":"a"}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
