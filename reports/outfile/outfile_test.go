package outfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func wantContent(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", filepath.Base(path), got, err, want)
	}
}

func wantPrivate(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := st.Mode().Perm(); runtime.GOOS != "windows" && got != want {
		t.Errorf("%s has mode %o, want %o", path, got, want)
	}
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWriteMakesPrivateFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a")
	if err := new(Guard).Write(path, text("new")); err != nil {
		t.Fatal(err)
	}
	wantContent(t, path, "new")
	wantPrivate(t, path, 0o600)
}

// What is in the way stays, whatever it is called by, and nothing is left beside it.
func TestWriteKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"foreign", "database", "input"} {
		put(t, at(name), name)
	}
	put(t, at("other"), "checksumDUCK and more")
	for from, to := range map[string]string{"link": "foreign", "nowhere": "gone", "dblink": "database"} {
		if err := os.Symlink(to, at(from)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	if err := errors.Join(os.Link(at("database"), at("dbhard")), os.Mkdir(at("folder"), 0o700)); err != nil {
		t.Fatal(err)
	}
	before := names(t, dir)
	for _, c := range []struct {
		name   string
		err    error
		forced error // with Force
	}{
		{"foreign", ErrKept, nil},
		{"link", ErrKept, nil},
		{"nowhere", ErrKept, nil},
		{"folder", ErrFolder, ErrFolder},
		{"input", ErrInUse, ErrInUse},
		{"database", ErrInUse, ErrInUse},
		{"dblink", ErrInUse, ErrInUse},
		{"dbhard", ErrInUse, ErrInUse},
		{"other.wal", ErrEngine, ErrEngine},
		{"other.tmp", ErrEngine, ErrEngine},
	} {
		g := &Guard{}
		g.Use("", at("input"), at("database"))
		if err := g.Write(at(c.name), text("new")); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", c.name, err, c.err)
		}
		g.Force = true
		if err := g.Check(at(c.name)); !errors.Is(err, c.forced) {
			t.Errorf("%s with Force: %v, want %v", c.name, err, c.forced)
		}
	}
	for _, name := range []string{"foreign", "database", "input"} {
		wantContent(t, at(name), name)
	}
	if got := names(t, dir); !slices.Equal(got, before) {
		t.Errorf("files are %v, were %v", got, before)
	}
}

func TestTheFolderOneIsInIsAFolder(t *testing.T) {
	t.Parallel()
	g := &Guard{}
	g.Use("")
	if err := g.Check("."); !errors.Is(err, ErrFolder) {
		t.Errorf("got %v, want %v", err, ErrFolder)
	}
}

func TestForceReplacesTheLinkAndNotItsTarget(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	put(t, target, "old")
	if err := os.Symlink("target", link); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := (&Guard{Force: true}).Write(link, text("new")); err != nil {
		t.Fatal(err)
	}
	wantContent(t, target, "old")
	wantContent(t, link, "new")
	wantPrivate(t, link, 0o600)
}

func TestEmptyFileGivesWay(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "mktemp")
	put(t, path, "")
	if err := new(Guard).Write(path, text("new")); err != nil {
		t.Fatal(err)
	}
	wantContent(t, path, "new")
	wantPrivate(t, path, 0o600)
}

// A file that comes while ours is written is not replaced.
func TestCommitFailsWhenTheNameWasTaken(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	f, err := new(Guard).Create(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, path, "theirs")
	if err := f.Commit(); !errors.Is(err, ErrKept) {
		t.Errorf("Commit: %v, want %v", err, ErrKept)
	}
	wantContent(t, path, "theirs")
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	err := new(Guard).Write(filepath.Join(dir, "a"), func(w io.Writer) error {
		return errors.Join(text(strings.Repeat("x", 1<<20))(w), errors.New("disk full"))
	})
	if err == nil || !strings.Contains(err.Error(), "disk full") || len(names(t, dir)) > 0 {
		t.Errorf("%v, left behind: %v", err, names(t, dir))
	}
}

func TestCreateInStaysBelowTheFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Symlink("..", filepath.Join(dir, "up")); err != nil {
		t.Skip("no links here: ", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"../a", "up/a", "x/../../a"} {
		if _, err := new(Guard).CreateIn(root, name); err == nil {
			t.Errorf("%s was made", name)
		}
	}
	f, err := new(Guard).CreateIn(root, "x/y/z")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	wantPrivate(t, filepath.Join(dir, "x", "y", "z"), 0o600)
	wantPrivate(t, filepath.Join(dir, "x", "y"), 0o700)
}

func TestTemporaryNames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := new(Guard).Create(filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	temp := f.Path()
	wantPrivate(t, temp, 0o600)
	if !Temporary(temp) || filepath.Dir(temp) != dir {
		t.Errorf("%s is not known as temporary, or lies elsewhere", temp)
	}
	if Abandoned(temp) {
		t.Error("a file that is being written counts as abandoned")
	}
	if err := f.f.Close(); err != nil { // as when the process ends
		t.Fatal(err)
	}
	if !Abandoned(temp) {
		t.Error("what a process left does not count as abandoned")
	}
	for _, name := range []string{".zertify-.part", "x.part", ".zertify-ABCDEFGHIJKLMNOPQRSTUVWXYz.part",
		".zertify-ABCDEFGHIJKLMNOPQRSTUVWXYZ.part.wal", "zertify-ABCDEFGHIJKLMNOPQRSTUVWXYZ.part"} {
		if Temporary(name) {
			t.Errorf("%s is taken for one of ours", name)
		}
	}
	link := filepath.Join(dir, ".zertify-ABCDEFGHIJKLMNOPQRSTUVWXYZ.part")
	if err := os.Symlink(temp, link); err == nil && Abandoned(link) {
		t.Error("a link counts as abandoned")
	}
}

func TestSpoolHasNoName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := Spool(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); runtime.GOOS != "windows" && len(got) > 0 {
		t.Errorf("has the name %v", got)
	}
	if _, err := f.WriteString("x"); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil || len(names(t, dir)) > 0 {
		t.Errorf("%v, left behind: %v", err, names(t, dir))
	}
}

// A folder below one that the engine would take for its own makes that one too.
func TestMkdirAllMakesNoFolderOfTheEngine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.duckdb"), []byte("checksumDUCK and more"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.duckdb.wal", "a.duckdb.tmp/below", "a.duckdb.wal/below/that"} {
		if err := MkdirAll(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, ErrEngine) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("made %v, %v", entries, err)
	}
	if err := MkdirAll(filepath.Join(dir, "b", "c")); err != nil {
		t.Error(err)
	}
}

// On Windows a name that would become another one, a device or a hidden part is refused; elsewhere all are files.
func TestNamesAreCheckedForTheSystem(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"CON", "out/aux.csv", "a.csv:x", "report."} {
		err := checkName("windows", name)
		if err == nil || !strings.HasPrefix(err.Error(), name+" cannot be written: Windows ") ||
			!strings.HasSuffix(err.Error(), "; give another name") {
			t.Errorf("%s on Windows: %v", name, err)
		}
		if err := checkName("linux", name); err != nil {
			t.Errorf("%s on Linux: %v", name, err)
		}
	}
	if err := checkName("windows", `C:\reports\out.csv`); err != nil {
		t.Error(err)
	}
}
