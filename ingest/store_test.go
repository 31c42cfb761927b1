package ingest

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/zertify/zertify/schema"
)

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
	if n := number(t, db, "SELECT count(*) FROM (SELECT record_no, lag(record_no) OVER (ORDER BY rowid) AS before FROM zert_summary) WHERE before >= record_no"); n != 0 {
		t.Errorf("%d rows out of order", n)
	}
}
