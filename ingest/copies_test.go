package ingest

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestFilterForgetsNothing: a hash that came before is always a suspect, and a new
// one hardly ever.
func TestFilterForgetsNothing(t *testing.T) {
	t.Parallel()
	const n = 1_000_000
	c := newCopies()
	rng := rand.New(rand.NewPCG(1, 1))
	hashes := make([]uint64, n)
	for i := range hashes {
		hashes[i] = rng.Uint64()
	}
	c.see("t", hashes)
	if c.n > n/10_000 {
		t.Errorf("%d suspects in %d hashes that all differ", c.n, n)
	}
	before := c.n
	c.see("u", hashes[:1000])
	if got := len(c.suspects["u"]); got != 1000 || c.n != before+1000 {
		t.Errorf("%d of 1000 copies suspected", got)
	}
}

// TestCopiesAcrossInputsOfARun loads inputs that overlap in one run, and one by one: the
// filter of the run and the comparison with the database find the same copies, whether
// inputs of an earlier run are there or not.
func TestCopiesAcrossInputsOfARun(t *testing.T) {
	t.Parallel()
	all := vbs(t, 900)
	dir := t.TempDir()
	var inputs []string
	for i, b := range [][]byte{vbs(t, 300), all, slices.Concat(vbs(t, 200), all)} {
		name := filepath.Join(dir, fmt.Sprintf("%d.smf", i))
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, name)
	}
	var want string
	for i, runs := range [][][]string{
		{inputs[:1], inputs[1:2], inputs[2:]},
		{inputs},
		{inputs[:1], inputs[1:]},
	} {
		opt := Options{DB: filepath.Join(dir, fmt.Sprintf("%d.duckdb", i))}
		for _, opt.Inputs = range runs {
			if _, err := Run(t.Context(), opt, slog.New(slog.DiscardHandler)); err != nil {
				t.Fatal(err)
			}
		}
		db, err := OpenReadOnly(t.Context(), opt.DB)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		var got string
		if err := db.QueryRow(`SELECT (SELECT string_agg(concat_ws(' ', file_id, record_no, of_file_id, of_record_no), ','
			ORDER BY file_id, record_no) FROM input_duplicate)
			|| (SELECT string_agg(records_duplicate, ' ' ORDER BY file_id) FROM input_file)`).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			want = got
		}
		if got != want || len(got) < 1000 {
			t.Errorf("%d: other copies than one by one: %.200s", i, got)
		}
	}
}

// TestFilterIsBegunAnew: what came by in earlier inputs is forgotten when it is too much,
// and the inputs of which it knows begin with the next.
func TestFilterIsBegunAnew(t *testing.T) {
	t.Parallel()
	c := newCopies()
	c.next(7)
	c.see("t", []uint64{1, 2, 3})
	if c.next(8); c.since != 7 || !c.mark(1) {
		t.Errorf("since %d", c.since)
	}
	c.held = filterHolds + 1
	if c.next(9); c.since != 9 || c.mark(2) || c.n != 0 {
		t.Errorf("since %d", c.since)
	}
}
