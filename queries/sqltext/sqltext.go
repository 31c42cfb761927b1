// Package sqltext owns how text becomes part of a statement where the engine takes no
// parameter: in definitions, paths and settings. The text may come from anybody.
package sqltext

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// Literal returns a string literal of SQL.
func Literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Name returns a quoted identifier of SQL.
func Name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// Relations returns the names of all tables and views that a statement of conn may
// name. Reading them takes as long as asking for one of them, so who asks for several
// keeps the set.
func Relations(ctx context.Context, conn interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}) (names map[string]bool, err error) {
	rows, err := conn.QueryContext(ctx, "SELECT table_name FROM duckdb_tables() UNION SELECT view_name FROM duckdb_views()")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	names = map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names[name] = true
	}
	return names, rows.Err()
}
