package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
)

// Ordered returns the findings statement of a query with its rows in the order of keys, columns that
// each descend with "-" before them. Rows without a value come last. Without keys the order is the query's own.
func (q *Query) Ordered(ctx context.Context, db *sql.DB, values map[string]string, keys []string) (string, error) {
	if len(keys) == 0 {
		return q.Findings, nil
	}
	columns, err := q.columns(ctx, db, values)
	if err != nil {
		return "", err
	}
	terms := make([]string, len(keys))
	for i, key := range keys {
		name, descends := strings.CutPrefix(key, "-")
		if !slices.Contains(columns, name) {
			return "", &ColumnError{name, columns}
		}
		terms[i] = sqltext.Name(name)
		if descends {
			terms[i] += " DESC"
		}
		terms[i] += " NULLS LAST"
	}
	for _, tie := range findingColumns { // so that the same rows come in the same order
		terms = append(terms, sqltext.Name(tie)+" NULLS LAST")
	}
	return "SELECT * FROM (" + q.Findings + "\n) AS found ORDER BY " + strings.Join(terms, ", "), nil
}

// columns are the names of what a query finds.
func (q *Query) columns(ctx context.Context, db *sql.DB, values map[string]string) ([]string, error) {
	text, args := q.prepare("SELECT * FROM ("+q.Findings+"\n) AS found LIMIT 0", values)
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	columns, err := rows.Columns()
	return columns, errors.Join(err, rows.Close())
}

// A ColumnError is about a column that the result at hand does not have.
type ColumnError struct {
	Name  string
	Known []string
}

func (e *ColumnError) Error() string {
	return fmt.Sprintf("no column %q%s; there are %s", e.Name, suggest(e.Name, e.Known), strings.Join(e.Known, ", "))
}
