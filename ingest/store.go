package ingest

import (
	"context"
	"errors"
	"time"

	"github.com/zertify/zertify/schema"
)

// Store writes batches into a database file as Run does once they are decoded, and
// releases them. The evidence that Run keeps is not made. It returns how long the
// loading took, without the making of the database.
func Store(ctx context.Context, path string, batches []schema.Batch) (took time.Duration, err error) {
	opt := Options{DB: path}
	db, conn, err := connect(ctx, path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	defer conn.Close()
	if err := prepare(ctx, conn, &opt); err != nil {
		return 0, err
	}
	l, err := newLoader(ctx, conn)
	if err != nil {
		return 0, err
	}
	defer l.close()
	start := time.Now()
	if err := l.begin(ctx); err != nil {
		return 0, err
	}
	for _, b := range batches {
		if err := l.add(b); err != nil {
			return 0, errors.Join(l.rollback(), err)
		}
	}
	if err := errors.Join(l.commit(ctx), l.exec(ctx, "CHECKPOINT file")); err != nil {
		return 0, err
	}
	return time.Since(start), nil
}
