package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	duckdb "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/schema"
)

// A loader moves batches into the attached database file. Its main database is
// in memory and holds one view per table onto a feed; the views must never exist
// in the file, where the next process to open it would follow a dead pointer.
type loader struct {
	conn    *sql.Conn
	feeds   map[string]*feed
	inserts map[string]*sql.Stmt // by table, made at its first batch
	release []func()
	rows    map[string]int64 // loaded in this transaction
	memory  Memory           // of the whole program
	threads int              // that the engine has; 0 when not set
	limit   Memory           // that the engine has; 0 when not set
	open    bool             // a transaction is open
	turns   turns

	statements int // run so far, of those that come again with each transaction; for tests

	prepared chan struct{} // closed when the database can be used, or never will
	unusable error         // why it never will; valid once prepared is closed

	// Batches are inserted by a goroutine of their own, so that decoding goes on
	// meanwhile. Between begin and flush only that goroutine may use conn.
	work   chan schema.Batch
	ended  chan error    // takes the first error, or nil, when work is used up
	failed chan struct{} // closed at the first error
}

// A feed hands the batches that wait to DuckDB's Arrow scan. That the same stream
// can be scanned again rests on how DuckDB's C interface wraps it: it asks the
// stream for the next batch and never closes it.
type feed struct {
	schema  *arrow.Schema
	waiting []schema.Batch
	given   int   // of those waiting
	rows    int64 // waiting
	bytes   int
}

func (f *feed) Retain()                        {}
func (f *feed) Release()                       {}
func (f *feed) Schema() *arrow.Schema          { return f.schema }
func (f *feed) RecordBatch() arrow.RecordBatch { return f.waiting[f.given-1].Rows }
func (f *feed) Record() arrow.RecordBatch      { return f.RecordBatch() }
func (f *feed) Err() error                     { return nil }

func (f *feed) Next() bool {
	if f.given == len(f.waiting) {
		return false
	}
	f.given++
	return true
}

func (f *feed) add(b schema.Batch) {
	f.waiting = append(f.waiting, b)
	f.rows += b.Rows.NumRows()
	f.bytes += b.Bytes
}

// clear releases the batches.
func (f *feed) clear() {
	for _, b := range f.waiting {
		b.Release()
	}
	f.waiting, f.given, f.rows, f.bytes = f.waiting[:0], 0, 0, 0
}

var _ array.RecordReader = (*feed)(nil)

// newLoader makes a loader for a connection whose main database is in memory and
// which has the file attached as "file". The database is prepared in the
// background, because that takes some tenths of a second in which the first input
// can be decoded; what uses the database waits. It is prepared whole even if the
// context ends meanwhile, so that no file is left that is not a database of ours.
func newLoader(ctx context.Context, conn *sql.Conn, tables func(context.Context) error) *loader {
	l := &loader{conn: conn, memory: memoryOf(ctx), feeds: map[string]*feed{},
		inserts: map[string]*sql.Stmt{}, rows: map[string]int64{}, turns: newTurns(),
		prepared: make(chan struct{})}
	go func() {
		defer close(l.prepared)
		l.unusable = l.prepare(context.WithoutCancel(ctx), tables)
	}()
	return l
}

func (l *loader) prepare(ctx context.Context, tables func(context.Context) error) error {
	// A second thread would be woken for each of a thousand small statements.
	if _, err := l.conn.ExecContext(ctx, setThreads(1)); err != nil {
		return err
	}
	l.threads = 1
	if err := tables(ctx); err != nil {
		return err
	}
	return l.register()
}

func setThreads(n int) string { return fmt.Sprintf("SET threads = %d", n) }

// wait waits until the database can be used.
func (l *loader) wait() error {
	<-l.prepared
	return l.unusable
}

// register makes the feeds and their views.
func (l *loader) register() error {
	schemas := schema.ArrowSchemas()
	schemas[siteTable] = siteSchema
	for table, sch := range schemas {
		f := &feed{schema: sch}
		var release func()
		err := l.conn.Raw(func(dc any) error {
			ar, err := duckdb.NewArrowFromConn(dc.(*duckdb.Conn))
			if err != nil {
				return err
			}
			release, err = ar.RegisterView(f, "feed_"+table)
			return err
		})
		if err != nil {
			return fmt.Errorf("prepare loading of table %s: %w", table, err)
		}
		l.feeds[table] = f
		l.release = append(l.release, release)
	}
	return nil
}

func (l *loader) close() {
	<-l.prepared
	for _, s := range l.inserts {
		s.Close()
	}
	for _, r := range l.release {
		r()
	}
}

func (l *loader) exec(ctx context.Context, query string, args ...any) error {
	if err := l.wait(); err != nil {
		return err
	}
	l.statements++
	_, err := l.conn.ExecContext(ctx, query, args...)
	return err
}

// change runs a statement and returns how many rows it changed.
func (l *loader) change(ctx context.Context, query string) (int64, error) {
	l.statements++
	res, err := l.conn.ExecContext(ctx, query)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// begin starts a transaction, in the background. An error of it is
// given by flush.
func (l *loader) begin(ctx context.Context) {
	clear(l.rows)
	l.work, l.ended, l.failed = make(chan schema.Batch, batchesAhead), make(chan error, 1), make(chan struct{})
	go l.insertAll(ctx, l.work, l.ended, l.failed)
}

// start opens the transaction.
func (l *loader) start(ctx context.Context) error {
	// A second thread would take a processor from decoding. An INSERT on two would
	// moreover want megabytes for each column and thread before it begins, and run on
	// one when it may not have them.
	err := l.useThreads(ctx, 1)
	if err == nil {
		err = l.bound(ctx, l.memory.whileDecoding())
	}
	if err != nil {
		return err
	}
	err = l.exec(ctx, "BEGIN TRANSACTION")
	l.open = err == nil
	return err
}

// batchesAhead is how many batches may wait for the engine. Decoding goes on while
// an INSERT runs.
const batchesAhead = 8

// insertRows is how many rows of a table wait for one INSERT: enough for what an
// INSERT costs by itself not to count. insertBytes bounds what they hold: rows can
// be all text.
const (
	insertRows  = 1 << 15
	insertBytes = 32 << 20
)

// The INSERTs of contents are closed at the end of an input that has so many rows that
// its commit needs memory, or when so many are open that what they hold adds up. To plan
// them anew for each of many small inputs takes longer than to load those.
const (
	manyRows    = 1 << 10
	manyInserts = 24
)

// insertAll inserts what comes until there is no more. After an error it only
// takes the rest out of the way. It gets the channels of its own transaction,
// because the loader's fields change while it runs.
func (l *loader) insertAll(ctx context.Context, work <-chan schema.Batch, ended chan<- error, failed chan<- struct{}) {
	l.turns.take()
	defer l.turns.end()
	first := l.start(ctx)
	if first != nil {
		close(failed)
	}
	try := func(table string) {
		if first == nil {
			if first = l.insert(ctx, table); first != nil {
				close(failed)
			}
		}
		l.feeds[table].clear()
	}
	rows := int64(0)
	for b := range while(l.turns, work) {
		rows += b.Rows.NumRows()
		if first != nil {
			b.Release()
			continue
		}
		f := l.feeds[b.Table]
		f.add(b)
		// Of contents a batch at a time: the INSERT leaves out what is in the table, but not what is twice in the batches.
		if f.rows >= insertRows || f.bytes >= insertBytes || schema.IdentityColumn(b.Table) != "" {
			try(b.Table)
		}
	}
	for _, table := range slices.Sorted(maps.Keys(l.feeds)) {
		if len(l.feeds[table].waiting) > 0 {
			try(table)
		}
	}
	if rows >= manyRows || len(l.inserts) >= manyInserts {
		first = errors.Join(first, l.forget())
	}
	ended <- first
}

// add hands over a batch. flush returns an error that came up meanwhile.
func (l *loader) add(b schema.Batch) error {
	l.rows[b.Table] += b.Rows.NumRows()
	select {
	case l.work <- b:
		return nil
	case <-l.failed:
		b.Release()
		return errStopped
	}
}

// errStopped says that loading has failed already.
var errStopped = errors.New("loading has stopped")

// flush waits until everything is inserted. It may be called again.
func (l *loader) flush() error {
	if l.work == nil {
		return nil
	}
	close(l.work)
	l.work = nil
	return <-l.ended
}

// commit ends the transaction and keeps what was loaded.
func (l *loader) commit(ctx context.Context) error {
	if err := l.flush(); err != nil {
		return err
	}
	l.open = false
	return l.exec(ctx, "COMMIT")
}

// rollback undoes the transaction. It must work after the context has ended.
func (l *loader) rollback() error {
	stopped := l.flush()
	if !l.open {
		return stopped
	}
	l.open = false
	return errors.Join(stopped, l.exec(context.Background(), "ROLLBACK"))
}

// insert loads the batches of a table that wait.
func (l *loader) insert(ctx context.Context, table string) error {
	s, err := l.statement(ctx, table)
	if err == nil {
		l.statements++
		_, err = s.ExecContext(ctx)
	}
	if err != nil {
		return fmt.Errorf("load table %s: %w", table, err)
	}
	return nil
}

// useThreads returns the engine so many threads.
func (l *loader) useThreads(ctx context.Context, n int) error {
	if err := l.wait(); err != nil || l.threads == n {
		return err
	}
	err := l.exec(ctx, setThreads(n))
	if err == nil {
		l.threads = n
	}
	return err
}

// alone returns the engine what the program needs no more: nothing is decoded until the
// input is committed.
func (l *loader) alone(ctx context.Context) error {
	if err := l.useThreads(ctx, runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	return l.bound(ctx, l.memory.alone())
}

// bound sets the engine's limit of memory.
func (l *loader) bound(ctx context.Context, m Memory) error {
	if l.limit == m {
		return nil
	}
	err := l.exec(ctx, engineLimit(m))
	if err == nil {
		l.limit = m
	}
	return err
}

// statement returns the INSERT of a table. To plan one for forty columns takes the
// engine milliseconds, so it is planned once.
func (l *loader) statement(ctx context.Context, table string) (*sql.Stmt, error) {
	if s := l.inserts[table]; s != nil {
		return s, nil
	}
	query := fmt.Sprintf("INSERT INTO file.main.%[1]s BY NAME SELECT * FROM memory.main.feed_%[1]s AS s", table)
	if id := schema.IdentityColumn(table); id != "" {
		query += fmt.Sprintf(" WHERE NOT EXISTS (SELECT 1 FROM file.main.%[1]s AS t WHERE t.%[2]s = s.%[2]s)", table, id)
	}
	s, err := l.conn.PrepareContext(ctx, query)
	if err == nil {
		l.inserts[table] = s
	}
	return s, err
}

// forget closes the INSERTs of contents. As long as one of them is open the engine
// keeps the hash table of the last time it ran, two megabytes a table, which a commit
// then lacks.
func (l *loader) forget() error {
	var errs []error
	for table, s := range l.inserts {
		if schema.IdentityColumn(table) != "" {
			errs = append(errs, s.Close())
			delete(l.inserts, table)
		}
	}
	return errors.Join(errs...)
}

// settings hold the engine to what an offline program wants: nothing is fetched,
// the order of rows is the order of records.
var settings = slices.Concat(offline, []string{
	"SET preserve_insertion_order = true",
	"SET write_buffer_row_group_count = 1", // of more kept back some would go out to temp_directory and be read again
})
