package ingest

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cut writes data as files of at most n bytes.
func cut(t *testing.T, data []byte, n int) []string {
	t.Helper()
	dir := t.TempDir()
	var out []string
	for i := 0; len(data) > 0; i++ {
		path := filepath.Join(dir, "dump."+string(rune('a'+i)))
		k := min(n, len(data))
		if err := os.WriteFile(path, data[:k], 0o666); err != nil {
			t.Fatal(err)
		}
		out, data = append(out, path), data[k:]
	}
	return out
}

func TestPartsReadAsIfNeverCut(t *testing.T) {
	t.Parallel()
	data := []byte(strings.Repeat("0123456789", 1000))
	for _, n := range []int{1500, 9999, 10000, 20000} {
		p, err := OpenParts(cut(t, data, n), nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(p)
		if err != nil || string(got) != string(data) {
			t.Errorf("cut every %d bytes: %d bytes, %v", n, len(got), err)
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestAMissingPartIsKnownBeforeAnythingIsRead(t *testing.T) {
	t.Parallel()
	parts := append(cut(t, []byte("12"), 1), filepath.Join(t.TempDir(), "gone"))
	if _, err := OpenParts(parts, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := OpenParts([]string{t.TempDir()}, nil); err == nil || !strings.Contains(err.Error(), "pipe") {
		t.Errorf("a folder: %v", err)
	}
	if got := PartsName([]string{"a", "b", "c", "d", "e", "f"}); got != "a + 4 parts + f" {
		t.Error(got)
	}
}

// TestPartsLoadAsOneInput cuts a dump at awkward places. Loaded together nothing is lost; loaded
// apart the records at the cuts are, and the summary shows that the pieces belong together.
func TestPartsLoadAsOneInput(t *testing.T) {
	t.Parallel()
	data := vbs(t, 400)
	whole := loadInputs(t, Options{Inputs: cut(t, data, len(data))})
	for _, n := range []int{len(data)/3 + 1, len(data)/4 + 7, len(data)/2 + 2} {
		parts := cut(t, data, n)
		together := loadInputs(t, Options{Inputs: parts, Parts: true})
		if len(together) != 1 || together[0].Path != PartsName(parts) {
			t.Fatalf("%d inputs, %q", len(together), together[0].Path)
		}
		if diff := cmp.Diff([]any{whole[0].SHA256, whole[0].Records, whole[0].Decoded, int64(0)},
			[]any{together[0].SHA256, together[0].Records, together[0].Decoded, together[0].Rejected}); diff != "" {
			t.Error(diff)
		}
		apart := loadInputs(t, Options{Inputs: parts})
		for i := range apart[1:] {
			if !apart[i].CutOff || !apart[i+1].Headless {
				t.Errorf("cut every %d bytes: parts %d and %d: %v %v", n, i, i+1, apart[i].CutOff, apart[i+1].Headless)
			}
		}
		if apart[0].Headless || apart[len(apart)-1].CutOff {
			t.Error("the outer ends are whole")
		}
	}
}

func loadInputs(t *testing.T, opt Options) []FileSummary {
	t.Helper()
	sum, _ := load(t, opt)
	return sum.Files
}

// TestPartsThatChangeAreIncomplete lets a part shrink, grow or vanish behind the one
// that is read.
func TestPartsThatChangeAreIncomplete(t *testing.T) {
	t.Parallel()
	data := newTransportDump(t).plain()
	for name, change := range map[string]func(string) error{
		"shrinks":  func(path string) error { return os.Truncate(path, 5) },
		"grows":    func(path string) error { return os.Truncate(path, int64(len(data))) },
		"vanishes": os.Remove,
	} {
		paths := cut(t, data, len(data)/2+1)
		p, err := OpenParts(paths, nil)
		must(err, change(paths[1]))
		if _, err = io.Copy(io.Discard, p); err == nil {
			t.Errorf("a part %s: read as if it were whole", name)
		}
		_ = p.Close()
	}
}
