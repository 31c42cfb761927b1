package export

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
)

// Result writes the rows of a statement to a Parquet file. db must have one connection. COPY takes no bound parameters,
// so that rows of a statement with arguments are kept in a temporary table first; others are written as they come.
func Result(ctx context.Context, db *sql.DB, statement, path string, args ...any) error {
	if len(args) == 0 {
		return copyParquet(ctx, db, "("+statement+"\n)", path) // it may end in a comment
	}
	if _, err := db.ExecContext(ctx, "CREATE TEMPORARY TABLE result AS "+statement, args...); err != nil {
		return err
	}
	return copyParquet(ctx, db, "result", path)
}

// signed has, for types of integers that Parquet or those who read it do not have, the signed type that stands for
// them. Hive, Spark and Trino know no unsigned integers. Parquet has none of 128 bits, which sums are; the engine
// would write them as floating-point numbers.
var signed = map[string]string{"UTINYINT": "INTEGER", "TINYINT": "INTEGER", "USMALLINT": "INTEGER",
	"SMALLINT": "INTEGER", "UINTEGER": "BIGINT", "UBIGINT": "BIGINT", "HUGEINT": "BIGINT", "UHUGEINT": "BIGINT"}

// wide has the types that hold all digits of what no signed integer holds: counters that an absurd record made, and
// sums of them.
var wide = map[string]string{"UBIGINT": "DECIMAL(20, 0)", "HUGEINT": "DECIMAL(38, 0)", "UHUGEINT": "DECIMAL(38, 0)"}

// recordHash is a column whose values take all 64 bits, so that its type does not depend on which records there are.
const recordHash = "record_hash"

// copyParquet lets the engine write a relation as Parquet, in signed integers where they hold the values and in
// decimals where they do not.
func copyParquet(ctx context.Context, db *sql.DB, relation, path string) error {
	columns, err := columnsOf(ctx, db, relation)
	if err != nil {
		return err
	}
	copyAs := func() error {
		_, err := db.ExecContext(ctx, "COPY (SELECT "+casts(columns)+" FROM "+relation+") TO "+sqltext.Literal(path)+
			fmt.Sprintf(" (FORMAT parquet, USE_TMP_FILE false, ROW_GROUP_SIZE %d)", rowGroup(len(columns))))
		return err
	}
	if err = copyAs(); err == nil || ctx.Err() != nil {
		return err
	}
	if err := widen(ctx, db, relation, columns); err != nil {
		return err
	}
	return copyAs()
}

// Each thread of the engine keeps a whole row group in memory until that is written, and no limit pushes it out. A view
// of all sections of a record has more than two hundred columns, of which the usual row group would take some hundred
// megabytes.
const (
	usualRowGroup = 122_880   // rows, as many as the engine writes by itself
	groupValues   = 2_000_000 // in a row group, of all columns
	vectorRows    = 2048      // what the engine handles at a time; a row group is a multiple of it
)

// rowGroup returns how many rows with so many columns are written together.
func rowGroup(columns int) int {
	n := groupValues / max(1, columns) / vectorRows * vectorRows
	return min(max(n, vectorRows), usualRowGroup)
}

// A column is one of a relation, with the engine's name of its type.
type column struct {
	name, typ string
	isWide    bool // some value is beyond every signed integer
}

// columnsOf returns the columns of a relation in their order.
func columnsOf(ctx context.Context, db *sql.DB, relation string) ([]column, error) {
	rows, err := db.QueryContext(ctx, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM "+relation+")")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []column
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.name, &c.typ); err != nil {
			return nil, err
		}
		c.isWide = c.name == recordHash
		out = append(out, c)
	}
	return out, rows.Err()
}

// widen marks the columns with a value that no signed integer holds.
func widen(ctx context.Context, db *sql.DB, relation string, columns []column) error {
	var tests []string
	var dst []any
	for i := range columns {
		if c := &columns[i]; wide[c.typ] != "" && !c.isWide {
			tests = append(tests, "coalesce(bool_or("+sqltext.Name(c.name)+
				" NOT BETWEEN -9223372036854775808 AND 9223372036854775807), false)")
			dst = append(dst, &c.isWide)
		}
	}
	if len(tests) == 0 {
		return nil
	}
	return db.QueryRowContext(ctx, "SELECT "+strings.Join(tests, ", ")+" FROM "+relation).Scan(dst...)
}

// casts lists columns, those cast whose type is replaced.
func casts(columns []column) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		as := signed[c.typ]
		if c.isWide {
			as = cmp.Or(wide[c.typ], as)
		}
		if list[i] = sqltext.Name(c.name); as != "" {
			list[i] = fmt.Sprintf("CAST(%s AS %s) AS %[1]s", list[i], as)
		}
	}
	return strings.Join(list, ", ")
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
