package ingest

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/record"
)

// A Pruned says how many rows of one table of one input are older than a date.
type Pruned struct {
	Table       string
	FileID      int64
	Path        string
	Rows        int64
	First, Last time.Time // local times of their records; zero when they carry none
}

// Newest returns the local time of the newest record in the database, zero when
// there is none.
func Newest(ctx context.Context, db *sql.DB) (time.Time, error) {
	var at sql.NullTime
	err := db.QueryRowContext(ctx, "SELECT max("+inputTime+") FROM input_file").Scan(&at)
	return at.Time, err
}

// inputTime is the time of an input as a whole: that of its newest record, or when
// its messages, which carry none, were captured.
const inputTime = "coalesce(last_time_local, captured_utc)"

// querier is a database or a transaction.
type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// Old lists the rows of records older than before, a local time, by table and
// input; tables in the order of record.Types, then those that follow records.
// A row whose record has no time is as old as the newest record of its input.
func Old(ctx context.Context, db querier, before time.Time) ([]Pruned, error) {
	var out []Pruned
	for _, step := range ageSteps() {
		rows, err := step.count(ctx, db, before)
		if err != nil {
			return nil, fmt.Errorf("count old rows of %s: %w", step.table, err)
		}
		out = append(out, rows...)
	}
	return out, nil
}

// Prune takes the rows that Old lists out of the database, and the contents that no
// row is left to point at, and notes in input_pruned what went. The evidence of what
// was read stays. The views are made of what is left; everything is one transaction.
func Prune(ctx context.Context, db *sql.DB, before time.Time, views *Views) (gone []Pruned, err error) {
	err = inTransaction(ctx, db, func(tx *sql.Tx) error {
		if gone, err = Old(ctx, tx, before); err != nil || len(gone) == 0 {
			return err
		}
		if err := prune(ctx, tx, before, gone); err != nil {
			return err
		}
		return views.makeIn(ctx, tx)
	})
	if err != nil {
		return nil, err
	}
	return gone, nil
}

// prune takes out the rows that are listed.
func prune(ctx context.Context, tx *sql.Tx, before time.Time, gone []Pruned) error {
	book, err := openBook(ctx, tx)
	if err != nil {
		return err
	}
	if err := book.change(ctx, notesOfPruned, func() error { return notePruned(ctx, tx, before, gone) }); err != nil {
		return err
	}
	steps := ageSteps()
	slices.Reverse(steps) // what follows records is found by them, so it goes first
	for _, step := range steps {
		if err := book.remove(ctx, step.table, step.isOld, step.args(before)...); err != nil {
			return fmt.Errorf("prune %s: %w", step.table, err)
		}
	}
	for _, step := range unusedContents() {
		if err := book.remove(ctx, step.table, step.isOld); err != nil {
			return fmt.Errorf("prune contents in %s: %w", step.table, err)
		}
	}
	return nil
}

// notesOfPruned is the table of what went.
const notesOfPruned = "input_pruned"

func notePruned(ctx context.Context, tx *sql.Tx, before time.Time, gone []Pruned) error {
	st, err := tx.PrepareContext(ctx, "INSERT INTO "+notesOfPruned+
		" (file_id, table_name, before_local, rows, first_time_local, last_time_local) VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer st.Close()
	for _, p := range gone {
		if _, err := st.ExecContext(ctx, p.FileID, p.Table, before, p.Rows, timeOrNil(p.First),
			timeOrNil(p.Last)); err != nil {
			return fmt.Errorf("note what is pruned: %w", err)
		}
	}
	return nil
}

func timeOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// An ageStep finds the old rows of one table.
type ageStep struct {
	table string
	time  string // column with the record's local time, or NULL
	isOld string // condition on the table as f; each question mark is the date
}

// localTime holds the local time of an SMF record.
const localTime = "smf_time_local"

// intervalStart is the local time at which the interval of a summary record
// began. The record belongs there and not to the midnight at which it was
// written, for the views as here; queries/views has the macro interval_start.
const intervalStart = "make_timestamp(epoch_us(f.smf_time_local) - CASE WHEN f.interval_micros BETWEEN 0 AND " +
	"90000000000 THEN f.interval_micros ELSE 0 END)"

// oldInput is the condition for rows that are as old as their input.
const oldInput = "f.file_id IN (SELECT file_id FROM input_file WHERE " + inputTime + " < ?)"

// recordFollowers are the tables whose rows belong to a record of another table.
var recordFollowers = []string{"record_section", siteTable, "input_duplicate"}

// ageSteps lists the tables of records, then what follows them by input and
// number of the record.
func ageSteps() []ageStep {
	timed := map[string]bool{}
	for _, t := range schema.Tables() {
		timed[t.Name] = slices.ContainsFunc(t.Columns, func(c schema.ColumnDef) bool { return c.Name == localTime })
	}
	var steps []ageStep
	var records []string
	for _, rt := range record.Types {
		step := ageStep{rt.Table, "NULL", oldInput}
		if timed[rt.Table] {
			step.time = "f." + localTime
			at := step.time
			if rt.Table == "zert_summary" {
				at = intervalStart
			}
			step.isOld = "(" + at + " < ? OR " + step.time + " IS NULL AND " + oldInput + ")"
		}
		steps = append(steps, step)
		records = append(records, "SELECT file_id, record_no FROM "+rt.Table+" AS f WHERE "+step.isOld)
	}
	for _, table := range recordFollowers {
		steps = append(steps,
			ageStep{table, "NULL", "(f.file_id, f.record_no) IN (" + strings.Join(records, " UNION ALL ") + ")"})
	}
	return steps
}

func (s *ageStep) args(before time.Time) []any {
	args := make([]any, strings.Count(s.isOld, "?"))
	for i := range args {
		args[i] = before
	}
	return args
}

// count counts the old rows by input.
func (s *ageStep) count(ctx context.Context, db querier, before time.Time) ([]Pruned, error) {
	query := statements.Text("pruned", sqltext.Names{"time": s.time, "table": s.table, "is_old": s.isOld})
	rows, err := db.QueryContext(ctx, query, s.args(before)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Pruned
	for rows.Next() {
		p := Pruned{Table: s.table}
		var path sql.NullString
		var first, last sql.NullTime
		if err := rows.Scan(&p.FileID, &path, &p.Rows, &first, &last); err != nil {
			return nil, err
		}
		p.Path, p.First, p.Last = path.String, first.Time, last.Time
		out = append(out, p)
	}
	return out, rows.Err()
}

// unusedContents find the contents no row points at any more. Contents hold
// addresses and names, so they must go with their records. Those that are made of
// others come first.
func unusedContents() []ageStep {
	tables := schema.Tables()
	identity := map[string]string{} // column to the table whose rows it names
	for _, t := range tables {
		if id := schema.IdentityColumn(t.Name); id != "" {
			identity[id] = t.Name
		}
	}
	users := map[string][]string{} // column to the tables that point with it
	uses := map[string]int{}       // contents a table is made of
	for _, t := range tables {
		for _, c := range t.Columns {
			if of, ok := identity[c.Name]; ok && of != t.Name {
				users[c.Name] = append(users[c.Name], t.Name)
				uses[t.Name]++
			}
		}
	}
	ids := make([]string, 0, len(identity))
	for id := range identity {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(uses[identity[b]], uses[identity[a]]), cmp.Compare(a, b))
	})
	var out []ageStep
	for _, id := range ids {
		if len(users[id]) == 0 {
			continue
		}
		var used []string
		for _, t := range users[id] {
			used = append(used, fmt.Sprintf("SELECT %[1]s FROM %[2]s WHERE %[1]s IS NOT NULL", id, t))
		}
		out = append(out,
			ageStep{table: identity[id], isOld: fmt.Sprintf("f.%s NOT IN (%s)", id, strings.Join(used, " UNION "))})
	}
	return out
}
