package ingest

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"

	"github.com/zertify/zertify/schema"
)

// TestUnusableDatabaseIsTold: a database is prepared in the background, and what
// went wrong comes up where it is used.
func TestUnusableDatabaseIsTold(t *testing.T) {
	ctx, broken := context.Background(), errors.New("broken")
	db, conn, err := connect(ctx, filepath.Join(t.TempDir(), "t.duckdb"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	defer conn.Close()
	l := newLoader(ctx, conn, func(context.Context) error { return broken })
	defer l.close()
	l.begin(ctx)
	for range 2*batchesAhead + 2 { // more than may wait: adding must not hang
		if l.add(schema.Batch{Table: siteTable, Rows: array.NewRecordBatch(siteSchema, nil, 0)}) != nil {
			break
		}
	}
	for what, err := range map[string]error{"flush": l.flush(), "exec": l.exec(ctx, "SELECT 1"), "wait": l.wait()} {
		if !errors.Is(err, broken) {
			t.Errorf("%s: %v, want %v", what, err, broken)
		}
	}
	if err := l.rollback(); err != nil {
		t.Errorf("rollback without a transaction: %v", err)
	}
}

// TestStoreKeepsOrder loads batches that were decoded before.
func TestStoreKeepsOrder(t *testing.T) {
	var batches []schema.Batch
	b := vbs(t, 3*schema.BatchRows)
	_, err := Decode(context.Background(), "t", bytes.NewReader(b), Options{}, func(b schema.Batch) error {
		batches = append(batches, b)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := int64(0)
	for _, b := range batches {
		if b.Table == "zert_summary" {
			want += b.Rows.NumRows()
		}
	}
	path := filepath.Join(t.TempDir(), "t.duckdb")
	if _, err := Store(context.Background(), path, batches); err != nil {
		t.Fatal(err)
	}
	db, err := OpenReadOnly(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if n := number(t, db, "SELECT count(*) FROM v_zert_summary"); n != want || n < 2*schema.BatchRows {
		t.Errorf("%d rows, want %d", n, want)
	}
	if n := number(t, db,
		"SELECT count(*) FROM (SELECT record_no, lag(record_no) OVER (ORDER BY rowid) AS before FROM zert_summary) WHERE "+
			"before >= record_no"); n != 0 {
		t.Errorf("%d rows out of order", n)
	}
}
