package export

import (
	"context"
	"database/sql"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
)

// Result writes the rows of a statement to a Parquet file. db must have one connection. The rows are kept in a
// temporary table first, because COPY takes no bound parameters.
func Result(ctx context.Context, db *sql.DB, statement, path string, args ...any) error {
	if _, err := db.ExecContext(ctx, "CREATE TEMPORARY TABLE result AS "+statement, args...); err != nil {
		return err
	}
	return copyParquet(ctx, db, "result", path)
}

// copyParquet lets the engine write a relation as Parquet. Parquet has no integers of 128 bits, which sums and
// unions of unsigned columns are, and the engine would write them as floating-point numbers; as decimals they keep
// all digits.
func copyParquet(ctx context.Context, db *sql.DB, relation, path string) error {
	wide, err := texts(ctx, db, "SELECT column_name FROM (DESCRIBE SELECT * FROM "+relation+") "+
		"WHERE column_type IN ('HUGEINT', 'UHUGEINT')")
	if err != nil {
		return err
	}
	exact := ""
	for i, name := range wide {
		wide[i] = "CAST(" + sqltext.Name(name) + " AS DECIMAL(38, 0)) AS " + sqltext.Name(name)
	}
	if len(wide) > 0 {
		exact = " REPLACE (" + strings.Join(wide, ", ") + ")"
	}
	_, err = db.ExecContext(ctx, "COPY (SELECT *"+exact+" FROM "+relation+") TO "+sqltext.Literal(path)+
		" (FORMAT parquet, USE_TMP_FILE false)")
	return err
}

// texts returns the rows of a query for one column of text.
func texts(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}
