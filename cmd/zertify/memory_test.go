package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/ingest"
)

// TestOverlapsInLittleMemory loads records of every type, then a dump that has grown
// by some, and then the first of them again beside the other, in the least memory.
func TestOverlapsInLittleMemory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump, path := extremeDump(t), filepath.Join(dir, "x.duckdb")
	first, grown := filepath.Join(dir, "first.smf"), filepath.Join(dir, "grown.smf")
	for name, b := range map[string][]byte{first: dump, grown: bytes.Repeat(dump, 2)} {
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx := ingest.WithMemory(t.Context(), ingest.LeastMemory)
	for _, c := range []struct {
		input  string
		again  bool
		copies int64
	}{{first, false, 0}, {grown, false, 2}, {first, true, 0}} {
		sum, err := ingest.Run(ctx, ingest.Options{DB: path, Inputs: []string{c.input}, Again: c.again},
			slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatalf("%s: %v", c.input, err)
		}
		f := sum.Files[0]
		if f.Err != nil || f.Decoded == 0 || f.Duplicates < c.copies*1000 {
			t.Errorf("%s: %d decoded, %d copies, %v", c.input, f.Decoded, f.Duplicates, f.Err)
		}
	}
	for _, e := range dirNames(t, dir) {
		if strings.Contains(e, ".tmp") {
			t.Errorf("%s is left", e)
		}
	}
}

func dirNames(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestShortOfMemorySaysWhatToType runs a statement that needs more memory than there is: the
// message says what to type, and nothing of the engine's own advice.
func TestShortOfMemorySaysWhatToType(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.duckdb")
	zertify(t, exitFailed, "demo", "-o", filepath.Join(dir, "demo.smf"))
	zertify(t, exitFailed, "ingest", filepath.Join(dir, "demo.smf"), "--db", path)
	ctx := ingest.WithMemory(t.Context(), ingest.LeastMemory)
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	// A list of one group cannot be spilled.
	_, err = db.ExecContext(ctx, "SELECT len(list(repeat(CAST(i AS VARCHAR), 20))) FROM range(20000000) AS r(i)")
	got := explainMemory(ctx, err)
	var short *ingest.MemoryError
	if !errors.As(got, &short) ||
		!strings.HasSuffix(got.Error(), "needs more memory than the 268 MB that may be taken; allow more: --memory 536MB") {
		t.Errorf("got %v", got)
	}
	if other := errors.New("another"); explainMemory(context.Background(), other) != other {
		t.Error("another error is changed")
	}
}

// TestStatementsHaveATimeLimit runs a statement without end for a moment.
func TestStatementsHaveATimeLimit(t *testing.T) {
	t.Parallel()
	err := within(t.Context(), 50*time.Millisecond, func(ctx context.Context) error {
		db, err := ingest.OpenEmpty(ctx)
		if err != nil {
			return err
		}
		defer db.Close()
		_, err = db.ExecContext(ctx,
			"SELECT count(*) FROM range(10000000000) AS a(i), range(1000) AS b(j) WHERE i * j % 7 = 3")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "took longer than 50ms") ||
		!strings.Contains(err.Error(), "--timeout 300ms") {
		t.Errorf("got %v", err)
	}
	if err := within(t.Context(), -1, nil); err == nil {
		t.Error("a negative time is taken")
	}
	if err := within(t.Context(), 0, func(ctx context.Context) error { return ctx.Err() }); err != nil {
		t.Error(err)
	}
}
