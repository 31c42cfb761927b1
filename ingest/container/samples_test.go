package container

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// samples returns the folder of real public files, which are not part of the
// repository, or skips the test.
func samples(t testing.TB, parts ...string) string {
	t.Helper()
	dir := os.Getenv("ZERTIFY_SAMPLES")
	if dir == "" {
		t.Skip("ZERTIFY_SAMPLES is not set")
	}
	return filepath.Join(append([]string{dir}, parts...)...)
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRealTersedFilesRestoreToTheByte(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(samples(t, "terse", "tersed"), "*"))
	if err != nil || len(files) != 12 {
		t.Fatalf("got %d files (%v), want 12", len(files), err)
	}
	for _, path := range files {
		name := filepath.Base(path)
		want := readFile(t, samples(t, "terse", "expected", strings.TrimSuffix(name, filepath.Ext(name))))
		for kind, open := range openings {
			got := one(t, name, open(readFile(t, path)))
			if !bytes.Equal(got.data, want) || got.err != nil {
				t.Errorf("%s as %s: got %d bytes (%v), want %d", name, kind, len(got.data), got.err, len(want))
			}
			if len(got.notes) != 0 {
				t.Errorf("%s as %s: notes %q, want none", name, kind, got.notes)
			}
			wantLayer := strings.TrimPrefix(filepath.Ext(name), ".") + " " + name[:1] + " LRECL "
			if !strings.HasPrefix(got.chain[0].Detail, wantLayer) {
				t.Errorf("%s: layer %q, want it to begin with %q", name, got.chain[0].Detail, wantLayer)
			}
		}
	}
}

func TestRealLibrariesAreExplained(t *testing.T) {
	t.Parallel()
	for file, id := range map[string]string{"USERKEY_COMMON_AREA.TRS": IDTerseLib, "wlmsamp.bin": IDXmitLib} {
		f, err := os.Open(samples(t, "other", file))
		if err != nil {
			t.Fatal(err)
		}
		got := one(t, file, f)
		_ = f.Close()
		var e *Error
		if !errors.As(got.err, &e) || e.ID != id || e.Try == "" {
			t.Errorf("%s: got %v, want %s with advice", file, got.err, id)
		}
	}
}

func TestRealPlainFilesAreVisitedAsThemselves(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(samples(t, "smf"), "*.dat"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range append(files, samples(t, "other", "HIERARCHICAL.DATA.RDW.dat")) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		got := one(t, path, f)
		_ = f.Close()
		if len(got.chain) != 0 || !bytes.Equal(got.data, readFile(t, path)) {
			t.Errorf("%s: chain %q, %d bytes", path, Chain(got.chain), len(got.data))
		}
	}
}
