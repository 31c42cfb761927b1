package outfile

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestSweepRemovesOnlyWhatIsLeft puts files that a killed process left beside one that
// is being written, one that was just made, and foreign ones of like names.
func TestSweepRemovesOnlyWhatIsLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	left, folder, young, written := tempName(dir), tempName(dir), tempName(dir), tempName(dir)
	foreign := []string{"report.html.part", ".zertify-notes.part", ".zertify-ABC.part", "a.duckdb"}
	old := time.Now().Add(-time.Hour)
	make := func(path string, age time.Time) {
		t.Helper()
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, age, age); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	make(filepath.Join(folder, "report.html"), old)
	if err := os.Chtimes(folder, old, old); err != nil {
		t.Fatal(err)
	}
	make(left, old)
	make(young, time.Now())
	make(written, old)
	f, err := os.Open(written)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if lock(f) != nil {
		t.Skip("no locks on this system: nothing is removed")
	}
	keep := []string{filepath.Base(young), filepath.Base(written)}
	for _, name := range foreign {
		make(filepath.Join(dir, name), old)
		keep = append(keep, name)
	}
	link := tempName(dir)
	if err := os.Symlink(filepath.Join(dir, foreign[0]), link); err == nil {
		keep = append(keep, filepath.Base(link))
	}
	if err := Sweep(dir); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	slices.Sort(keep)
	if !slices.Equal(got, keep) {
		t.Errorf("left %q, want %q", got, keep)
	}
}
