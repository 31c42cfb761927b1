package outfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// fill writes files with their names as content.
func fill(s *Several, names ...string) error {
	for _, name := range names {
		f, err := s.Create(name)
		if err != nil {
			return err
		}
		_, err = io.WriteString(f, name)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// tree lists the files below a folder.
func tree(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestSeveralIsAFileOrAFolder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, path string
		files      []string
		done       bool
		want       []string
		fails      bool
	}{
		{"one", "out", []string{"a"}, true, []string{"out"}, false},
		{"one, not done", "out", []string{"a"}, false, nil, false},
		{"none", "out", nil, true, nil, false},
		{"two", "out", []string{"a", "b/c"}, true, []string{"out/a", "out/b/c"}, false},
		{"three", "out", []string{"a", "b", "c"}, true, []string{"out/a", "out/b", "out/c"}, false},
		{"one into a folder", "out/", []string{"a"}, true, []string{"out/a"}, false},
		{"one into a folder that exists", ".", []string{"a"}, true, []string{"a"}, false},
		{"out of the folder", "out/", []string{"../a"}, true, nil, true},
	} {
		dir := t.TempDir()
		s := (&Guard{}).Several(dir+"/"+c.path, nil)
		err := fill(s, c.files...)
		if (err != nil) != c.fails {
			t.Errorf("%s: %v", c.name, err)
		}
		if err := s.Finish(c.done); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := tree(t, dir); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestStandardOutputHasRoomForOne(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := (&Guard{}).Several("-", &out)
	if err := fill(s, "a", "b"); !errors.Is(err, ErrSeveral) || out.String() != "a" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

// A file that is not to be replaced cannot become a folder.
func TestSeveralReplacesNoFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(path, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := fill((&Guard{}).Several(path, nil), "a"); !errors.Is(err, ErrKept) {
		t.Error("without force:", err)
	}
	s := (&Guard{Force: true}).Several(path, nil)
	if err := errors.Join(fill(s, "a", "b"), s.Finish(false)); !errors.Is(err, ErrSeveral) {
		t.Error("two files in its place:", err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "kept" {
		t.Errorf("%q, %v", b, err)
	}
}

func TestLateMakesNothingOfNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := (&Guard{}).Several(filepath.Join(dir, "out"), nil)
	late := s.CreateLate("a")
	if err := errors.Join(late.Close(), s.Finish(true)); err != nil || late.Begun() || tree(t, dir) != nil {
		t.Error(err, late.Begun(), tree(t, dir))
	}
	late = s.CreateLate("a")
	big := bytes.Repeat([]byte("x"), lateBuffer-1)
	for range 3 {
		if n, err := late.Write(big); n != len(big) || err != nil {
			t.Fatal(n, err)
		}
	}
	if err := errors.Join(late.Close(), s.Finish(true)); err != nil || !late.Begun() {
		t.Error(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "out")); err != nil || len(b) != 3*len(big) {
		t.Error(len(b), err)
	}
}
