package ingest

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestSpillIsPrivateAndGoesAway opens a database beside what killed programs have left,
// and what only looks like it.
func TestSpillIsPrivateAndGoesAway(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "x.duckdb")
	for _, name := range []string{"x.duckdb.tmp-1/duckdb_temp_storage_S64K-0.tmp", "x.duckdb.tmp-2/notes.txt",
		"x.duckdb.tmp-notes/duckdb_temp_block-1.block", "y.duckdb.tmp-1/duckdb_temp_block-1.block"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db, spill, err := openEngine(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	st, err := os.Stat(spill)
	if err != nil || st.Mode().Perm() != 0o700 || filepath.Dir(spill) != dir {
		t.Errorf("%s: %v, %v", spill, st.Mode(), err)
	}
	if err := removeSpills(path, spill); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(spill); err != nil {
		t.Error("its own folder is gone: ", err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if want := []string{"x.duckdb.tmp-2", "x.duckdb.tmp-notes", "y.duckdb.tmp-1"}; !slices.Equal(left, want) {
		t.Errorf("got %q, want %q", left, want)
	}
}

// TestSpillOfANameWithAStarGoesAway: the star of the name is no place for the number.
func TestSpillOfANameWithAStarGoesAway(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("no name may hold a star there")
	}
	path := filepath.Join(t.TempDir(), "a*b.duckdb")
	left, err := makeSpill(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(left, path+spillMark) {
		t.Errorf("the folder is %s", left)
	}
	if err := removeSpills(path, ""); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", left, err)
	}
}

// TestEveryOpeningIsBounded: also that of a database without rows.
func TestEveryOpeningIsBounded(t *testing.T) {
	t.Parallel()
	db, err := OpenEmpty(WithMemory(t.Context(), 500<<20))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var limit string
	if err := db.QueryRow("SELECT current_setting('memory_limit')").Scan(&limit); err != nil || limit != "200.0 MiB" {
		t.Errorf("the engine may take %s, %v", limit, err)
	}
}

// TestThreadsFollowMemory: a database for many threads is worked on by one where the engine has memory for no more.
func TestThreadsFollowMemory(t *testing.T) {
	t.Parallel()
	large := filepath.Join(t.TempDir(), "large.duckdb")
	must(os.WriteFile(large, nil, 0o600), os.Truncate(large, 1<<40))
	for engine, most := range map[Memory]int{0: 1, leastAlone: 1, 184 << 20: 1, 2 * memoryPerThread: 2, 1 << 40: 1 << 20} {
		if n, want := threadsFor(large, engine), min(most, runtime.GOMAXPROCS(0)); n != want {
			t.Errorf("%d threads with %d MB, want %d", n, engine>>20, want)
		}
	}
	if n := threadsFor(large+"?", 1<<40); n != 1 {
		t.Errorf("%d threads for a database that is not there", n)
	}
}

// TestMemoryShares checks that what the engine may take stays within the whole.
func TestMemoryShares(t *testing.T) {
	t.Parallel()
	for _, m := range []Memory{LeastMemory, 512 << 20, usualMemory, 16 << 30} {
		if m.whileDecoding() > m.alone() || m.alone() > m/2 || m.workers() < 1 || Memory(m.workers())*perWorker > m &&
			m.workers() > 1 {
			t.Errorf("%d: engine %d, then %d, %d workers", m, m.whileDecoding(), m.alone(), m.workers())
		}
		heap := Memory(m.heapLimit(math.MaxInt64))
		if heap < leastHeap || m > LeastMemory && heap+m.whileDecoding()*3/2 > m*4/5 {
			t.Errorf("%d: the heap may have %d beside the engine's %d", m, heap, m.whileDecoding())
		}
		if low := m.heapLimit(100 << 20); low != 100<<20 {
			t.Errorf("%d: a limit of 100 MiB became %d", m, low)
		}
	}
	if m := memoryOf(WithMemory(t.Context(), 0)); m != MachineMemory() || m < LeastMemory {
		t.Errorf("0 gives %d, want what the machine has", m)
	}
}
