package ingest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
	single  bool             // DuckDB has one thread

	// Batches are inserted by a goroutine of their own, so that decoding goes on
	// meanwhile. Between begin and flush only that goroutine may use conn.
	work   chan schema.Batch
	ended  chan error    // takes the first error, or nil, when work is used up
	failed chan struct{} // closed at the first error
}

// A feed hands batches to DuckDB's Arrow scan, one to a scan. That the same
// stream can be scanned again rests on how DuckDB's C interface wraps it: it
// asks the stream for the next batch and never closes it.
type feed struct {
	schema *arrow.Schema
	next   arrow.RecordBatch // not given yet
	batch  arrow.RecordBatch
}

func (f *feed) Retain()                        {}
func (f *feed) Release()                       {}
func (f *feed) Schema() *arrow.Schema          { return f.schema }
func (f *feed) RecordBatch() arrow.RecordBatch { return f.batch }
func (f *feed) Record() arrow.RecordBatch      { return f.batch }
func (f *feed) Err() error                     { return nil }

func (f *feed) Next() bool {
	f.batch, f.next = f.next, nil
	return f.batch != nil
}

var _ array.RecordReader = (*feed)(nil)

// newLoader prepares a connection whose main database is in memory and which has
// the file attached as "file".
func newLoader(ctx context.Context, conn *sql.Conn) (*loader, error) {
	l := &loader{conn: conn, feeds: map[string]*feed{}, inserts: map[string]*sql.Stmt{}, rows: map[string]int64{}}
	schemas := schema.ArrowSchemas()
	schemas[siteTable] = siteSchema
	for table, sch := range schemas {
		f := &feed{schema: sch}
		var release func()
		err := conn.Raw(func(dc any) error {
			ar, err := duckdb.NewArrowFromConn(dc.(*duckdb.Conn))
			if err != nil {
				return err
			}
			release, err = ar.RegisterView(f, "feed_"+table)
			return err
		})
		if err != nil {
			l.close()
			return nil, fmt.Errorf("prepare loading of table %s: %w", table, err)
		}
		l.feeds[table] = f
		l.release = append(l.release, release)
	}
	return l, nil
}

func (l *loader) close() {
	for _, s := range l.inserts {
		s.Close()
	}
	for _, r := range l.release {
		r()
	}
}

func (l *loader) exec(ctx context.Context, query string, args ...any) error {
	_, err := l.conn.ExecContext(ctx, query, args...)
	return err
}

// begin starts the transaction of one input.
func (l *loader) begin(ctx context.Context) error {
	clear(l.rows)
	if err := l.exec(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	l.work, l.ended, l.failed = make(chan schema.Batch), make(chan error, 1), make(chan struct{})
	go l.insertAll(ctx, l.work, l.ended, l.failed)
	return nil
}

// insertAll inserts what comes until there is no more. After an error it only
// takes the rest out of the way. It gets the channels of its own transaction,
// because the loader's fields change while it runs.
func (l *loader) insertAll(ctx context.Context, work <-chan schema.Batch, ended chan<- error, failed chan<- struct{}) {
	var first error
	for b := range work {
		if first == nil {
			if first = l.insert(ctx, b); first != nil {
				close(failed)
			}
		}
		b.Release()
	}
	ended <- first
}

// add hands over a batch. An error that came up meanwhile is given by flush.
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
	return l.exec(ctx, "COMMIT")
}

// rollback undoes the transaction. It must work after the context has ended.
func (l *loader) rollback() error {
	stopped := l.flush()
	return errors.Join(stopped, l.exec(context.Background(), "ROLLBACK"))
}

// insert loads a batch with one thread: a batch keeps one busy, and a thread
// without one would not sleep but ask for work until the statement ends, on a
// processor that decoding could use.
func (l *loader) insert(ctx context.Context, b schema.Batch) error {
	if !l.single {
		if err := l.exec(ctx, "SET threads = 1"); err != nil {
			return err
		}
		l.single = true
	}
	f := l.feeds[b.Table]
	f.next = b.Rows
	defer func() { f.next, f.batch = nil, nil }()
	s, err := l.statement(ctx, b.Table)
	if err == nil {
		_, err = s.ExecContext(ctx)
	}
	if err != nil {
		return fmt.Errorf("load table %s: %w", b.Table, err)
	}
	return nil
}

// statement gives the INSERT of a table. To plan one for forty columns takes the
// engine milliseconds, so it is planned once.
func (l *loader) statement(ctx context.Context, table string) (*sql.Stmt, error) {
	if s := l.inserts[table]; s != nil {
		return s, nil
	}
	query := fmt.Sprintf("INSERT INTO file.main.%[1]s SELECT * FROM memory.main.feed_%[1]s AS s", table)
	if id := schema.IdentityColumn(table); id != "" {
		query += fmt.Sprintf(" WHERE NOT EXISTS (SELECT 1 FROM file.main.%[1]s AS t WHERE t.%[2]s = s.%[2]s)", table, id)
	}
	s, err := l.conn.PrepareContext(ctx, query)
	if err == nil {
		l.inserts[table] = s
	}
	return s, err
}

// settings hold the engine to what an offline program wants: nothing is fetched,
// the order of rows is the order of records.
var settings = []string{
	"SET autoinstall_known_extensions = false",
	"SET autoload_known_extensions = false",
	"SET preserve_insertion_order = true",
	"SET write_buffer_row_group_count = 2", // a batch is a row group; of more kept back some would go out to disk and be read again
	"SET memory_limit = '80MiB'",           // beyond it DuckDB gives up cached blocks, then spills to temp_directory
}
