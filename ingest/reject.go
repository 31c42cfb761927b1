package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	duckdb "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/record"
)

// valueErrors are the errors of the engine that values in the records can cause, unlike
// a full disk or a lack of memory.
var valueErrors = []duckdb.ErrorType{duckdb.ErrorTypeConversion, duckdb.ErrorTypeOutOfRange,
	duckdb.ErrorTypeInvalidInput, duckdb.ErrorTypeMismatchType, duckdb.ErrorTypeDivideByZero, duckdb.ErrorTypeDecimal}

// causedByValues reports whether records can be why a statement failed.
func causedByValues(err error) bool {
	var engine *duckdb.Error
	return errors.As(err, &engine) && slices.Contains(valueErrors, engine.Type)
}

// A RejectedError names inputs that were taken out again because the views cannot be
// made with their records. The other inputs are loaded.
type RejectedError struct {
	Paths []string
	Err   error // names the view
}

// Error names the inputs, and the view with what the engine said.
func (e *RejectedError) Error() string {
	return fmt.Sprintf("%s: rejected, because views cannot be made with the records: %v; the other inputs are loaded; "+
		"please report this", strings.Join(e.Paths, ", "), e.Err)
}

// Unwrap returns what the engine said.
func (e *RejectedError) Unwrap() error { return e.Err }

// rejecting makes views when new inputs are why it failed: it finds the fewest without
// which it does not, and rejects those. Inputs whose views were made before stay.
type rejecting struct {
	views *Views
	db    *sql.DB
	why   error
}

// without makes the views with inputs rejected, and keeps the result if keep is set.
func (r *rejecting) without(ctx context.Context, ids []int64, keep bool) (made bool, err error) {
	undo := errors.New("undo")
	err = inTransaction(ctx, r.db, func(tx *sql.Tx) error {
		if err := rejectInputs(ctx, tx, ids, r.why); err != nil {
			return err
		}
		if err := r.views.makeIn(ctx, tx); err != nil || keep {
			return err
		}
		return undo
	})
	switch {
	case err == nil || errors.Is(err, undo):
		return true, nil
	case causedByValues(err):
		return false, nil
	}
	return false, err
}

// fewest returns the fewest of some inputs that must be rejected beside others. All of
// them together are enough.
func (r *rejecting) fewest(ctx context.Context, some, others []int64) ([]int64, error) {
	if len(some) < 2 {
		return some, nil
	}
	a, b := some[:len(some)/2], some[len(some)/2:]
	for _, half := range [][]int64{a, b} {
		if made, err := r.without(ctx, slices.Concat(half, others), false); err != nil {
			return nil, err
		} else if made {
			return r.fewest(ctx, half, others)
		}
	}
	first, err := r.fewest(ctx, a, slices.Concat(b, others))
	if err != nil {
		return nil, err
	}
	second, err := r.fewest(ctx, b, slices.Concat(first, others))
	return slices.Concat(first, second), err
}

// run returns a *RejectedError, or why the views could not be made at all.
func (r *rejecting) run(ctx context.Context) error {
	paths, ids, err := newInputs(ctx, r.db)
	if err != nil || len(ids) == 0 {
		return errors.Join(r.why, err)
	}
	if made, err := r.without(ctx, ids, false); err != nil || !made {
		return errors.Join(r.why, err)
	}
	ids, err = r.fewest(ctx, ids, nil)
	if err != nil {
		return errors.Join(r.why, err)
	}
	if made, err := r.without(ctx, ids, true); err != nil || !made {
		return errors.Join(r.why, err)
	}
	out := &RejectedError{Err: r.why}
	for _, id := range ids {
		out.Paths = append(out.Paths, paths[id])
	}
	return out
}

// newInputs lists the inputs with records that no views were made of yet.
func newInputs(ctx context.Context, db *sql.DB) (paths map[int64]string, ids []int64, err error) {
	rows, err := db.QueryContext(ctx, statements.Text("new_inputs", nil))
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	paths = map[int64]string{}
	for rows.Next() {
		var id int64
		var path string
		if err := rows.Scan(&id, &path); err != nil {
			return nil, nil, err
		}
		paths[id] = path
		ids = append(ids, id)
	}
	return paths, ids, rows.Err()
}

// rejectInputs takes the records of inputs out and counts all their bytes as rejected, as
// those of an input in which nothing could be read.
func rejectInputs(ctx context.Context, tx *sql.Tx, ids []int64, why error) error {
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ", "), "[]")
	tables := append([]string{"input_record_count", "input_issue"}, recordFollowers...)
	for _, rt := range record.Types {
		tables = append(tables, rt.Table)
	}
	for _, t := range tables {
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+t+" WHERE file_id IN ("+list+")"); err != nil {
			return fmt.Errorf("reject rows of %s: %w", t, err)
		}
	}
	book, err := openBook(ctx, tx)
	if err != nil {
		return err
	}
	if err := book.remove(ctx, "input_duplicate", "of_file_id IN ("+list+")"); err != nil {
		return err
	}
	for _, step := range unusedContents() {
		if err := book.remove(ctx, step.table, step.isOld); err != nil {
			return fmt.Errorf("reject contents in %s: %w", step.table, err)
		}
	}
	for _, name := range []string{"reject", "reject_issue"} {
		if _, err := tx.ExecContext(ctx, statements.Text(name, sqltext.Names{"inputs": list}), why.Error()); err != nil {
			return err
		}
	}
	return nil
}
