package outfile

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// write writes a set of files of the given names, each with the content given.
func write(t *testing.T, g *Guard, dir, content string, names ...string) error {
	t.Helper()
	s, err := g.OpenSet(dir, "report")
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := s.Write(name, text(content+" "+name)); err != nil {
			t.Fatal(err)
		}
	}
	return s.Commit()
}

func mustWrite(t *testing.T, g *Guard, dir, content string, names ...string) {
	t.Helper()
	if err := write(t, g, dir, content, names...); err != nil {
		t.Fatal(err)
	}
}

// bad lists what Verify finds wrong.
func bad(t *testing.T, dir string) (out []string) {
	t.Helper()
	_, checks, err := Verify(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if !c.OK {
			word, _, _ := strings.Cut(c.Detail, " ")
			out = append(out, c.Name+": "+word)
		}
	}
	return out
}

func wantBad(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := bad(t, dir); !slices.Equal(got, want) {
		t.Errorf("Verify finds %q, want %q", got, want)
	}
}

func TestSetReplacesTheEarlierOneAsAWhole(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "report")
	mustWrite(t, &Guard{}, dir, "old", "a.csv", "b.csv", "q/c.csv")
	wantBad(t, dir)
	wantPrivate(t, dir, 0o700)
	wantPrivate(t, filepath.Join(dir, "q", "c.csv"), 0o600)
	wantPrivate(t, filepath.Join(dir, ManifestName), 0o600)
	put(t, filepath.Join(dir, "notes.txt"), "mine")
	mustWrite(t, &Guard{}, dir, "new", "b.csv", "d.csv")
	if got, want := names(t, dir), []string{"b.csv", "d.csv", "notes.txt", ManifestName}; !slices.Equal(got, want) {
		t.Errorf("files are %v, want %v", got, want)
	}
	wantContent(t, filepath.Join(dir, "b.csv"), "new b.csv")
	wantContent(t, filepath.Join(dir, "notes.txt"), "mine")
	wantBad(t, dir, "notes.txt: not")
}

// The same files have the same manifest, whatever the order they were written in.
func TestManifestIsTheSameForTheSameFiles(t *testing.T) {
	t.Parallel()
	one, two := filepath.Join(t.TempDir(), "1"), filepath.Join(t.TempDir(), "2")
	mustWrite(t, &Guard{}, one, "x", "a", "b")
	mustWrite(t, &Guard{}, two, "y", "c")
	mustWrite(t, &Guard{}, two, "x", "b", "a")
	want, err := os.ReadFile(filepath.Join(one, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	wantContent(t, filepath.Join(two, ManifestName), string(want))
}

func TestSetIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		spoil func(t *testing.T, dir string)
		kept  string // a file that must stay as it is without Force
	}{
		{"files without a manifest", func(t *testing.T, dir string) {
			if err := os.Remove(filepath.Join(dir, ManifestName)); err != nil {
				t.Fatal(err)
			}
		}, "a.csv"},
		{"a listed file was changed", func(t *testing.T, dir string) { put(t, filepath.Join(dir, "a.csv"), "signed") },
			"a.csv"},
		{"a file of the same name is not listed",
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, "z.csv"), "mine") }, "z.csv"},
		{"a listed file became a link", func(t *testing.T, dir string) {
			at := filepath.Join(dir, "a.csv")
			put(t, filepath.Join(dir, "..", "outside"), "old a.csv")
			if err := errors.Join(os.Remove(at), os.Symlink("../outside", at)); err != nil {
				t.Skip("no links here: ", err)
			}
		}, "a.csv"},
		{"the manifest is another program's",
			func(t *testing.T, dir string) { put(t, filepath.Join(dir, ManifestName), `{"format":"x"}`) }, ManifestName},
		{"the manifest names a file outside", func(t *testing.T, dir string) {
			put(t, filepath.Join(dir, ManifestName),
				`{"format":"zertify-manifest/1","kind":"report","files":[{"name":"../outside"}]}`)
		}, ManifestName},
		{"the files are of another kind", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			s, err := new(Guard).OpenSet(dir, "export")
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(s.Write("a.csv", text("old")), s.Commit()); err != nil {
				t.Fatal(err)
			}
		}, "a.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "report")
			mustWrite(t, &Guard{}, dir, "old", "a.csv")
			c.spoil(t, dir)
			before, err := os.ReadFile(filepath.Join(dir, c.kept))
			if err != nil {
				t.Fatal(err)
			}
			files := names(t, dir)
			if err := write(t, &Guard{}, dir, "new", "a.csv", "z.csv"); !errors.Is(err, ErrKept) {
				t.Errorf("%v, want %v", err, ErrKept)
			}
			wantContent(t, filepath.Join(dir, c.kept), string(before))
			if got := names(t, dir); !slices.Equal(got, files) {
				t.Errorf("files are %v, were %v", got, files)
			}
			mustWrite(t, &Guard{Force: true}, dir, "new", "a.csv", "z.csv")
			wantContent(t, filepath.Join(dir, "a.csv"), "new a.csv")
			wantBad(t, dir)
		})
	}
}

// Variables of the environment that tell a process where to kill itself.
const (
	killedIn = "ZERTIFY_KILLED_IN" // a folder
	killedAt = "ZERTIFY_KILLED_AT" // after so many steps
)

// TestKilledProcess is no test: it is the process that TestSetKilledInBetweenSaysSoAndCanBeReplaced has killed.
func TestKilledProcess(t *testing.T) {
	dir := os.Getenv(killedIn)
	if dir == "" {
		t.Skip("for another test")
	}
	n, err := strconv.Atoi(os.Getenv(killedAt))
	if err != nil {
		t.Fatal(err)
	}
	s, err := new(Guard).OpenSet(dir, "report")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.csv", "b.csv", "d.csv"} {
		if err := s.Write(name, text("new "+name)); err != nil {
			t.Fatal(err)
		}
	}
	steps, err := s.steps()
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range steps[:n] {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Println("steps:", len(steps))
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Kill(); err != nil {
		t.Fatal(err)
	}
	select {}
}

// killAt has a process replace the files of a set and be killed after so many steps. It returns how many there are.
func killAt(t *testing.T, dir string, n int) (all int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledProcess$")
	cmd.Env = append(os.Environ(), killedIn+"="+dir, killedAt+"="+strconv.Itoa(n))
	out, err := cmd.Output()
	if _, serr := fmt.Sscanf(string(out), "steps: %d", &all); serr != nil || err == nil {
		t.Fatalf("%v, %v: %s", err, serr, out)
	}
	return all
}

// kept returns the files of a folder that are not hidden, with what they hold, but for the manifest.
func kept(t *testing.T, dir string) (out []string) {
	t.Helper()
	for _, name := range names(t, dir) {
		if strings.HasPrefix(name, ".") || name == ManifestName {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// TestSetKilledInBetweenSaysSoAndCanBeReplaced: whenever a process is killed, the folder holds the old files or the new
// ones as a whole, or says that it does not, and the next set takes their place.
func TestSetKilledInBetweenSaysSoAndCanBeReplaced(t *testing.T) {
	t.Parallel()
	old, whole := []string{"old a.csv", "old b.csv", "old c.csv"}, []string{"new a.csv", "new b.csv", "new d.csv"}
	for n, all := 0, 1; n <= all; n++ {
		dir := filepath.Join(t.TempDir(), "report")
		mustWrite(t, &Guard{}, dir, "old", "a.csv", "b.csv", "c.csv")
		all = killAt(t, dir, n)
		found := bad(t, dir)
		if marked := slices.Contains(found, ManifestName+": not"); marked != (n > 0 && n < all) ||
			!marked && len(found) > 0 {
			t.Errorf("after %d of %d steps Verify finds %q", n, all, found)
		}
		if files := kept(t, dir); n == 0 && !slices.Equal(files, old) || n == all && !slices.Equal(files, whole) {
			t.Errorf("after %d of %d steps the files hold %q", n, all, files)
		}
		mustWrite(t, &Guard{}, dir, "next", "a.csv", "e.csv")
		wantBad(t, dir)
		if files := kept(t, dir); !slices.Equal(files, []string{"next a.csv", "next e.csv"}) {
			t.Errorf("after %d of %d steps and another set the files hold %q", n, all, files)
		}
	}
}

func TestVerifyFindsWhatIsMissingChangedOrForeign(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "report")
	mustWrite(t, &Guard{}, dir, "old", "a.csv", "b.csv", "q/c.csv")
	put(t, filepath.Join(dir, "a.csv"), "old a.csx")
	put(t, filepath.Join(dir, "q", "d.csv"), "other audit")
	if err := errors.Join(os.Remove(filepath.Join(dir, "b.csv")), os.Mkdir(filepath.Join(dir, "sub"), 0o700)); err != nil {
		t.Fatal(err)
	}
	wantBad(t, dir, "a.csv: changed", "b.csv: missing", "q/d.csv: not", "sub/: not")
}

func TestTwoSetsInOneFolderAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "report")
	s, err := new(Guard).OpenSet(dir, "report")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := new(Guard).OpenSet(dir, "report"); err == nil || !strings.Contains(err.Error(), "another run") {
		t.Errorf("the second: %v", err)
	}
	if err := errors.Join(s.Write("a", text("x")), s.Commit()); err != nil {
		t.Fatal(err)
	}
	wantBad(t, dir)
}

func TestSetIsNotWrittenIntoAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "report")
	put(t, path, "mine")
	if err := write(t, &Guard{Force: true}, path, "new", "a"); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("got %v", err)
	}
	wantContent(t, path, "mine")
}

func TestNoFolderIsMadeBesideADatabase(t *testing.T) {
	t.Parallel()
	db := filepath.Join(t.TempDir(), "a.duckdb")
	put(t, db, "checksumDUCK and more")
	for _, dir := range []string{db + ".wal", db + ".tmp/"} {
		if err := write(t, &Guard{Force: true}, dir, "new", "a"); !errors.Is(err, ErrEngine) {
			t.Errorf("%s: %v, want %v", dir, err, ErrEngine)
		}
	}
}

func TestDiscardedSetLeavesNoFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "report")
	s, err := new(Guard).OpenSet(dir, "report")
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Write("a", text("x")), s.Discard()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder is still there")
	}
}

func TestSetDatabaseTakesItsPlace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.duckdb.wal"), "log of the earlier one")
	s, err := new(Guard).OpenSet(dir, "report", "a.duckdb", "a.duckdb.wal")
	if err != nil {
		t.Fatal(err)
	}
	put(t, s.StagedDatabase("a.duckdb"), "db")
	s.AddDatabase(Database{Name: "a.duckdb", Inputs: "inputs"})
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	wantContent(t, filepath.Join(dir, "a.duckdb"), "db")
	if got, want := names(t, dir), []string{"a.duckdb", ManifestName}; !slices.Equal(got, want) {
		t.Errorf("files are %v, want %v", got, want)
	}
	wantBad(t, dir)
}
