package ingest

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
)

// digestDDL makes the book of what the tables hold.
var digestDDL = statements.Text("table_digest", nil)

// undigested are the tables that have no digest: the book itself, and facts that
// change by themselves.
var undigested = []string{"table_digest", "database_info"}

// inputTables are the tables whose rows are of one input.
func inputTables() []string {
	out := []string{siteTable, "input_file", "input_record_count", "input_issue", "input_duplicate", "input_pruned"}
	for _, t := range schema.Tables() {
		out = append(out, t.Name)
	}
	return out
}

// keptTables are tables that are not of inputs and that no load makes anew.
var keptTables = []string{"code", "tls_suite", "layout_overlay"}

// forgetKept takes the tables that are written anew out of the book.
func forgetKept(tables ...string) string {
	return "DELETE FROM table_digest WHERE table_name IN ('" + strings.Join(tables, "', '") + "')"
}

// A digestTable is a table to be digested.
type digestTable struct {
	name    string
	byInput bool // its rows are of inputs
	filled  bool // it may hold rows that are committed
}

// derived reports whether the table is made by Views.
func (t *digestTable) derived() bool { return !t.byInput && !slices.Contains(keptTables, t.name) }

// digestTables lists the tables of the database in use that have a digest.
func digestTables(ctx context.Context, db querier) ([]digestTable, error) {
	rows, err := db.QueryContext(ctx, statements.Text("digest_tables", nil))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []digestTable
	byInput := inputTables()
	for rows.Next() {
		var t digestTable
		if err := rows.Scan(&t.name, &t.filled); err != nil {
			return nil, err
		}
		t.byInput = slices.Contains(byInput, t.name)
		if !slices.Contains(undigested, t.name) {
			out = append(out, t)
		}
	}
	return out, rows.Err()
}

// onlyFilled leaves out tables without rows: to plan a digest of forty columns takes
// longer than to see that there is nothing. Rows that are not committed yet must be
// looked for: those of derived tables, of facts and of evidence.
func onlyFilled(ctx context.Context, db querier, tables []digestTable) ([]digestTable, error) {
	looks := []string{"(SELECT NULL)"}
	for _, t := range tables {
		if !t.byInput || strings.HasPrefix(t.name, "input_") {
			looks = append(looks, "(SELECT "+sqltext.Literal(t.name)+" FROM "+sqltext.Name(t.name)+" LIMIT 1)")
		}
	}
	rows, err := db.QueryContext(ctx, strings.Join(looks, " UNION ALL "))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	has := map[string]bool{}
	for rows.Next() {
		var name sql.NullString
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		has[name.String] = true
	}
	return slices.DeleteFunc(tables, func(t digestTable) bool { return !has[t.name] && !t.filled }), rows.Err()
}

// modulus bounds sums of hashes to 64 bits.
const modulus = "18446744073709551616"

// sum is the expression for the digest of rows of the table.
func (t *digestTable) sum() string {
	columns := "*"
	if t.byInput {
		columns = "* EXCLUDE (file_id)"
	}
	return "CAST(coalesce(sum(hash(*COLUMNS(" + columns + "))), 0) % " + modulus + " AS UBIGINT)"
}

// contents is the query for rows and digest of the table, by input, of what meets a
// condition on it as f.
func (t *digestTable) contents(where string) string {
	if t.byInput {
		return fmt.Sprintf("SELECT f.file_id, count(*) AS rows, %s AS hash FROM %s AS f WHERE %s GROUP BY f.file_id", t.sum(),
			sqltext.Name(t.name), where)
	}
	return fmt.Sprintf("SELECT CAST(NULL AS UINTEGER) AS file_id, count(*) AS rows, %s AS hash FROM %s AS f WHERE %s",
		t.sum(), sqltext.Name(t.name), where)
}

// enterNew enters in the book what the database holds and is not in it yet: the rows of
// new inputs, and all that was made anew.
func enterNew(ctx context.Context, tx changer) error {
	if _, err := tx.ExecContext(ctx, digestDDL); err != nil {
		return err
	}
	tables, err := digestTables(ctx, tx)
	if err != nil {
		return err
	}
	if tables, err = onlyFilled(ctx, tx, tables); err != nil {
		return err
	}
	done, err := digestedInputs(ctx, tx)
	if err != nil {
		return err
	}
	kept := "'" + strings.Join(keptTables, "', '") + "'"
	if _, err := tx.ExecContext(ctx,
		"DELETE FROM table_digest WHERE file_id IS NULL AND table_name NOT IN ("+kept+")"); err != nil {
		return err
	}
	for _, t := range tables {
		where := "true"
		switch {
		case t.byInput:
			where = fmt.Sprintf("f.file_id > %d", done)
		case slices.Contains(keptTables, t.name):
			where = "NOT EXISTS (SELECT 1 FROM table_digest WHERE table_name = " + sqltext.Literal(t.name) + ")"
		}
		if err := enter(ctx, tx, &t, where, 1); err != nil {
			return err
		}
	}
	return nil
}

// changer is a transaction, or a connection that has one open.
type changer interface {
	querier
	rower
	ExecContext(context.Context, string, ...any) (sql.Result, error)
}

// digestedInputs returns the highest number among the inputs in the book. Those
// loaded since have higher ones.
func digestedInputs(ctx context.Context, tx changer) (id int64, err error) {
	err = tx.QueryRowContext(ctx,
		"SELECT coalesce(max(file_id), 0) FROM table_digest WHERE table_name = 'input_file'").Scan(&id)
	return id, err
}

// enter adds rows of a table to the book, or takes them off when sign is -1. It must
// run before rows go and after they have come.
func enter(ctx context.Context, tx changer, t *digestTable, where string, sign int, args ...any) error {
	hash := "c.hash"
	if sign < 0 {
		hash = "CAST((" + modulus + " - c.hash) % " + modulus + " AS UBIGINT)"
	}
	_, err := tx.ExecContext(ctx,
		fmt.Sprintf("INSERT INTO table_digest (file_id, table_name, rows, hash, engine) "+
			"SELECT c.file_id, %s, %d * c.rows, %s, version() FROM (%s) AS c",
			sqltext.Literal(t.name), sign, hash, t.contents(where)), args...)
	if err != nil {
		return fmt.Errorf("digest of table %s: %w", t.name, err)
	}
	return nil
}

// A book changes tables and keeps the account of it.
type book struct {
	tx     changer
	tables map[string]*digestTable
	done   int64 // highest number of an input that is in it
}

func openBook(ctx context.Context, tx changer) (*book, error) {
	if _, err := tx.ExecContext(ctx, digestDDL); err != nil {
		return nil, err
	}
	list, err := digestTables(ctx, tx)
	if err != nil {
		return nil, err
	}
	b := &book{tx: tx, tables: map[string]*digestTable{}}
	for i := range list {
		b.tables[list[i].name] = &list[i]
	}
	b.done, err = digestedInputs(ctx, tx)
	return b, err
}

// remove takes the rows of a table out that meet a condition on it as f.
func (b *book) remove(ctx context.Context, table, where string, args ...any) error {
	if err := enter(ctx, b.tx, b.tables[table], fmt.Sprintf("f.file_id <= %d AND (%s)", b.done, where), -1,
		args...); err != nil {
		return err
	}
	if err := b.forgetPartials(ctx, table, where, args...); err != nil {
		return err
	}
	_, err := b.tx.ExecContext(ctx, "DELETE FROM "+table+" AS f WHERE "+where, args...)
	return err
}

// reducedInputs is the table of the inputs whose records the views hold added up. What is
// not in it is added up anew when they are made.
const reducedInputs = "part_input"

// forgetPartials has the inputs added up anew whose rows in a table of records or copies
// meet a condition on it as f, and are about to go.
func (b *book) forgetPartials(ctx context.Context, table, where string, args ...any) error {
	if b.tables[reducedInputs] == nil || !b.tables[table].byInput || schema.IdentityColumn(table) != "" {
		return nil
	}
	_, err := b.tx.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE file_id IN (SELECT f.file_id FROM %s AS f WHERE %s)",
		reducedInputs, table, where), args...)
	return err
}

// change runs f, which adds to a table or changes it.
func (b *book) change(ctx context.Context, table string, f func() error) error {
	known := fmt.Sprintf("f.file_id <= %d", b.done)
	if err := enter(ctx, b.tx, b.tables[table], known, -1); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	return enter(ctx, b.tx, b.tables[table], known, 1)
}

// A Contents compares what a table holds of an input with what the book says.
type Contents struct {
	Table        string
	ByInput      bool
	Derived      bool   // made by Views
	Path         string // of the input; "" for a table that is not of inputs
	Rows, Want   int64
	Changed      bool // the rows are as many and not the same
	Incomparable bool // digests are of another engine's hash function: only the number of rows was compared
}

// Agrees reports whether the table holds what it should.
func (c *Contents) Agrees() bool { return c.Rows == c.Want && !c.Changed }

// CheckContents calls do for each table and input that have rows or should have
// some. Views must be current.
func CheckContents(ctx context.Context, db querier, do func(*Contents)) error {
	tables, err := digestTables(ctx, db)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := t.check(ctx, db, do); err != nil {
			return fmt.Errorf("compare table %s with its digest: %w", t.name, err)
		}
	}
	return nil
}

func (t *digestTable) check(ctx context.Context, db querier, do func(*Contents)) error {
	rows, err := db.QueryContext(ctx, statements.Text("digest_check", sqltext.Names{
		"modulus": modulus, "name": sqltext.Literal(t.name), "contents": t.contents("true")}))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		c := Contents{Table: t.name, ByInput: t.byInput, Derived: t.derived()}
		var differs, same bool
		if err := rows.Scan(&c.Path, &c.Rows, &c.Want, &differs, &same); err != nil {
			return err
		}
		c.Changed, c.Incomparable = same && differs && c.Rows == c.Want, !same
		do(&c)
	}
	return rows.Err()
}
