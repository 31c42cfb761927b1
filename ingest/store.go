package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema"
)

// Store writes batches that were decoded before into a database file and releases
// them. As nothing else is going on, the engine has all processors and the memory
// it takes by itself, one INSERT a table, and batches as long as its row groups;
// the evidence that Run keeps is not made. It returns how long the loading took,
// without the making of the database and of the longer batches.
func Store(ctx context.Context, path string, batches []schema.Batch) (took time.Duration, err error) {
	opt := Options{DB: path}
	db, conn, err := connect(ctx, path, nil)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	defer conn.Close()
	l := newLoader(ctx, conn, func(ctx context.Context) error { return prepare(ctx, conn, &opt) })
	defer l.close()
	if err := l.wait(); err != nil {
		return 0, err
	}
	for _, b := range batches {
		l.feeds[b.Table].add(b)
	}
	for table, f := range l.feeds {
		if err := f.lengthen(table); err != nil {
			return 0, err
		}
		defer f.clear()
	}
	if err := errors.Join(l.freeMemory(ctx), l.useThreads(ctx, runtime.GOMAXPROCS(0))); err != nil {
		return 0, err
	}
	start := time.Now()
	err = l.storeAll(ctx)
	return time.Since(start), err
}

// freeMemory lets the engine take what it takes by itself. What a statement may
// reserve for each of its threads follows only a limit that is set.
func (l *loader) freeMemory(ctx context.Context) error {
	if err := l.exec(ctx, "RESET memory_limit"); err != nil {
		return err
	}
	var limit string
	if err := l.conn.QueryRowContext(ctx, "SELECT current_setting('memory_limit')").Scan(&limit); err != nil {
		return err
	}
	return l.exec(ctx, "SET memory_limit = "+sqltext.Literal(limit))
}

func (l *loader) storeAll(ctx context.Context) error {
	if err := l.exec(ctx, "BEGIN TRANSACTION"); err != nil {
		return err
	}
	l.open = true
	for table, f := range l.feeds {
		if len(f.waiting) == 0 {
			continue
		}
		if err := l.insert(ctx, table); err != nil {
			return errors.Join(err, l.rollback())
		}
	}
	return errors.Join(l.commit(ctx), l.exec(ctx, "CHECKPOINT file"))
}

// lengthen joins the batches that wait to some of BatchRows rows.
func (f *feed) lengthen(table string) error {
	var all []arrow.RecordBatch
	for _, b := range f.waiting {
		all = append(all, b.Rows)
	}
	if len(all) == 0 {
		return nil
	}
	cols := make([]arrow.Array, f.schema.NumFields())
	for i := range cols {
		parts := make([]arrow.Array, len(all))
		for j, r := range all {
			parts[j] = r.Column(i)
		}
		var err error
		if cols[i], err = array.Concatenate(parts, memory.DefaultAllocator); err != nil {
			return fmt.Errorf("join batches of %s: %w", table, err)
		}
	}
	rows := array.NewRecordBatch(f.schema, cols, f.rows)
	f.clear()
	for at := int64(0); at < rows.NumRows(); at += schema.BatchRows {
		f.add(schema.Batch{Table: table, Rows: rows.NewSlice(at, min(at+schema.BatchRows, rows.NumRows()))})
	}
	return nil
}
