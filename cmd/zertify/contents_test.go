package main

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"github.com/zertify/zertify/ingest"
)

// damages are what may happen to the rows of a table: statements on table %[1]s,
// whose column %[2]s can be of value %[3]s.
var damages = map[string]string{
	"all rows deleted": "DELETE FROM %[1]s",
	"half of the rows": "DELETE FROM %[1]s WHERE rowid %% 2 = 0",
	"one row deleted":  "DELETE FROM %[1]s WHERE rowid = (SELECT max(rowid) FROM %[1]s)",
	"one row doubled":  "INSERT INTO %[1]s SELECT * FROM %[1]s LIMIT 1",
	"one value": "UPDATE %[1]s SET %[2]s = CASE WHEN %[2]s IS NULL THEN %[3]s END WHERE rowid = (SELECT " +
		"min(rowid) FROM %[1]s)",
}

// everyChangeIsSeen damages every table of a database, whatever there is, and undoes
// it when the tables have been compared with their digests.
func everyChangeIsSeen(t *testing.T, path string) {
	t.Helper()
	db, err := ingest.OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables := filledTables(t, db)
	if len(tables) < 60 {
		t.Errorf("%d tables have rows, too few to say anything", len(tables))
	}
	for what, statement := range damages {
		tx, err := db.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range tables {
			if _, err := tx.Exec(fmt.Sprintf(statement, name, c.column, c.value)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		bad := disagreeing(t, tx)
		for name := range tables {
			if !bad[name] {
				t.Errorf("%s of %s: not seen", what, name)
			}
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
	if bad := disagreeing(t, db); len(bad) > 0 {
		t.Errorf("undamaged tables disagree with their digests: %v", bad)
	}
}

// damageIsNamed damages a table of contents and a derived one, and asks verify.
func damageIsNamed(t *testing.T, path string) {
	t.Helper()
	db, err := ingest.OpenToChange(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"DELETE FROM zert_session WHERE rowid % 2 = 0", "DELETE FROM connection"} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	const lost, derived = "content of zert_session,", "content of connection,"
	before := zertify(t, exitIncomplete, "verify", "--db", path, "-f", "csv")
	for what, try := range map[string]string{lost: "into a new file: zertify ingest ", derived: "0 rows, "} {
		if line := lineOf(before, what); !strings.Contains(line, ",fail,") || !strings.Contains(line, try) {
			t.Errorf("%s: %s", what, line)
		}
	}
	after := zertify(t, exitIncomplete, "verify", "--renew", "--db", path, "-f", "csv")
	if line := lineOf(after, derived); !strings.Contains(line, ",ok,") {
		t.Errorf("made anew: %s", line)
	}
	if line := lineOf(after, lost); !strings.Contains(line, ",fail,") {
		t.Errorf("making views hides what was lost: %s", line)
	}
}

// lineOf is the first line of a text that begins with what.
func lineOf(text, what string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, what) {
			return line
		}
	}
	return ""
}

// disagreeing are the tables that do not hold what they should.
func disagreeing(t *testing.T, db interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}) map[string]bool {
	t.Helper()
	bad := map[string]bool{}
	err := ingest.CheckContents(t.Context(), db, func(c *ingest.Contents) {
		if !c.Agrees() {
			bad[c.Table] = true
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return bad
}

// A changeable is a column of a table and a value it can have.
type changeable struct{ column, value string }

// filledTables are the tables with rows, but those that verify does not compare: the
// digests themselves, and facts about the database.
func filledTables(t *testing.T, db *sql.DB) map[string]changeable {
	t.Helper()
	rows, err := db.Query(`SELECT t.table_name, '"' || c.column_name || '"',
			'CAST(''' || CASE WHEN c.data_type LIKE 'TIMESTAMP%'
				OR c.data_type = 'DATE' THEN '2026-01-01' ELSE '1' END || ''' AS ' || c.data_type || ')'
		FROM duckdb_tables() AS t JOIN duckdb_columns() AS c USING (table_oid)
		WHERE t.estimated_size > 0 AND NOT t.temporary AND t.table_name NOT IN ('table_digest', 'database_info')
		QUALIFY row_number() OVER (PARTITION BY t.table_name ORDER BY hash(c.column_name)) = 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	tables := map[string]changeable{}
	for rows.Next() {
		var name string
		var c changeable
		if err := rows.Scan(&name, &c.column, &c.value); err != nil {
			t.Fatal(err)
		}
		tables[name] = c
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return tables
}
