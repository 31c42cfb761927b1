package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/zertify/zertify/schema/progress"
)

// findingColumns are the columns every findings statement begins with.
var findingColumns = []string{"status", "resource", "reason", "file_id", "record_no"}

// rowStatus says what the status column of one row does to the outcome. An
// info row is an answer of an inventory check; it neither fails nor asks
// for review.
var rowStatus = map[string]Status{"info": Pass, "review": Review, "fail": Fail}

// RunOptions says how to run queries.
type RunOptions struct {
	// Params overrides parameter defaults: query id → parameter → value.
	Params map[string]map[string]string
	// Limit bounds Outcome.Rows; 0 means no limit. Total counts all rows.
	Limit int
	// Sort orders the rows otherwise than the query does: columns, each descending with "-" before it.
	Sort []string
	// Accept, when set, is asked about every fail and review row. A non-empty
	// answer names the exception that accepts it: the row stays, is marked in
	// Outcome.Accepted and no longer decides the status.
	Accept func(q *Query, columns []string, row []any) string
}

// atOnce is how many queries Run asks at a time. Each holds what it sorts and joins in
// memory, and most of them are one thread's work.
const atOnce = 2

// Run asks the queries of db and returns their outcomes in the order of qs. A query that
// cannot be run gives an Outcome with status Error and does not stop the others. The
// error returned is about the call itself: an unknown query or parameter in opt, a value
// of the wrong type, or a context that ended.
//
// Where db has several connections two queries run beside each other, and one that fails
// is asked again alone: it may have lacked the memory that the other one had. opt.Accept
// is never called by two at a time.
func Run(ctx context.Context, db *sql.DB, qs []Query, opt RunOptions) ([]Outcome, error) {
	out, err := outcomesOf(qs, opt)
	if err != nil {
		return nil, err
	}
	if accept := opt.Accept; accept != nil {
		var mu sync.Mutex
		opt.Accept = func(q *Query, columns []string, row []any) string {
			mu.Lock()
			defer mu.Unlock()
			return accept(q, columns, row)
		}
	}
	runAll(ctx, db, out, opt)
	for i := range out {
		if ctx.Err() == nil && out[i].Err != nil && out[i].Total == 0 {
			out[i] = Outcome{Query: out[i].Query, Params: out[i].Params}
			out[i].ask(ctx, db, opt)
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err // those that were not run would read as passed
	}
	return out, nil
}

// outcomesOf returns an outcome for each query, with the values of its parameters.
func outcomesOf(qs []Query, opt RunOptions) ([]Outcome, error) {
	out := make([]Outcome, len(qs))
	for i := range qs {
		values, err := qs[i].bindings(opt.Params[qs[i].ID])
		if err != nil {
			return nil, err
		}
		out[i] = Outcome{Query: &qs[i], Params: values}
	}
	for _, id := range sortedKeys(opt.Params) {
		if _, err := Get(qs, id); err != nil {
			return nil, fmt.Errorf("parameters: %w", err)
		}
	}
	return out, nil
}

// runAll asks all queries, each by the next worker that is free.
func runAll(ctx context.Context, db *sql.DB, out []Outcome, opt RunOptions) {
	workers := min(atOnce, runtime.GOMAXPROCS(0))
	if n := db.Stats().MaxOpenConnections; n > 0 {
		workers = min(workers, n)
	}
	var begun atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for n := int(begun.Add(1)); n <= len(out) && ctx.Err() == nil; n = int(begun.Add(1)) {
				progress.Begin(ctx, progress.Step{Doing: "running", N: n, Total: len(out), Of: "checks",
					Name: out[n-1].Query.ID, Even: true})
				out[n-1].ask(ctx, db, opt)
			}
		})
	}
	group.Wait()
}

// ask runs the query; what fails becomes the outcome's error.
func (o *Outcome) ask(ctx context.Context, db *sql.DB, opt RunOptions) {
	if err := o.run(ctx, db, opt); err != nil {
		o.Status, o.Err = Error, fmt.Errorf("query %s: %w", o.Query.ID, err)
	}
}

func (o *Outcome) run(ctx context.Context, db *sql.DB, opt RunOptions) error {
	text, args := o.Query.prepare(o.Query.Population, o.Params)
	if err := o.scanPopulation(db.QueryRowContext(ctx, text, args...)); err != nil {
		return fmt.Errorf("population: %w", err)
	}
	findings, err := o.Query.Ordered(ctx, db, o.Params, opt.Sort)
	if err != nil {
		return err
	}
	text, args = o.Query.prepare(findings, o.Params)
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return fmt.Errorf("findings: %w", err)
	}
	err = o.read(rows, opt)
	if err = errors.Join(err, rows.Close()); err != nil {
		return fmt.Errorf("findings: %w", err)
	}
	if o.Population == 0 && o.Total > 0 {
		return fmt.Errorf("the population is 0, but there are %d findings; the two statements disagree", o.Total)
	}
	if o.Population == 0 {
		o.Status = NoEvidence
	}
	return nil
}

// scanPopulation reads the one number of the population statement. An empty
// sum is NULL in SQL; it means that nothing was looked at.
func (o *Outcome) scanPopulation(row *sql.Row) error {
	var n any
	if err := row.Scan(&n); err != nil {
		return err
	}
	switch n := plain(n).(type) {
	case nil:
	case int64:
		o.Population = n
	case int32:
		o.Population = int64(n)
	default:
		return fmt.Errorf("gave %v (%T), need one whole number", n, n)
	}
	if o.Population < 0 {
		return fmt.Errorf("gave %d, need a count", o.Population)
	}
	return nil
}

// read takes all rows, keeps the first of them and settles the status.
func (o *Outcome) read(rows *sql.Rows, opt RunOptions) error {
	var err error
	if o.Columns, err = rows.Columns(); err != nil {
		return err
	}
	if n := len(findingColumns); len(o.Columns) < n || !slices.Equal(o.Columns[:n], findingColumns) {
		return fmt.Errorf("columns are %s; the first must be %s", strings.Join(o.Columns, ", "),
			strings.Join(findingColumns, ", "))
	}
	o.Status = Pass
	for rows.Next() {
		row, err := scanRow(rows, len(o.Columns))
		if err != nil {
			return err
		}
		if err := o.add(row, opt); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (o *Outcome) add(row []any, opt RunOptions) error {
	text, _ := row[0].(string)
	status, known := rowStatus[text]
	if !known {
		return fmt.Errorf("row %d: status %v: must be fail, review or info", o.Total+1, row[0])
	}
	o.Total++
	accepted := ""
	if opt.Accept != nil && status != Pass {
		accepted = opt.Accept(o.Query, o.Columns, row)
	}
	if accepted == "" {
		o.Status = max(o.Status, status)
	} else {
		o.TotalAccepted++
	}
	if opt.Limit <= 0 || len(o.Rows) < opt.Limit {
		o.Rows = append(o.Rows, row)
		o.Accepted = append(o.Accepted, accepted)
	}
	return nil
}

func scanRow(rows *sql.Rows, n int) ([]any, error) {
	row := make([]any, n)
	dst := make([]any, n)
	for i := range row {
		dst[i] = &row[i]
	}
	if err := rows.Scan(dst...); err != nil {
		return nil, err
	}
	for i := range row {
		row[i] = plain(row[i])
	}
	return row, nil
}

// plain turns an engine's own number types into Go's, so that writers need to
// know none of them: a 128-bit sum that fits becomes int64, a decimal float64.
func plain(v any) any {
	switch v := v.(type) {
	case *big.Int:
		if v.IsInt64() {
			return v.Int64()
		}
		return v.String()
	case interface{ Float64() float64 }:
		return v.Float64()
	}
	return v
}
