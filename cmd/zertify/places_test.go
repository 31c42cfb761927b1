//go:build !windows

package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// permitAll has whatever a test makes readable for everybody, unless who makes it sees to it.
func permitAll(t *testing.T) {
	before := syscall.Umask(0)
	t.Cleanup(func() { syscall.Umask(before) })
}

// nobody is the user that tests run the program as when they themselves may do anything.
const nobody = 65534

// A visitor runs the program where files and folders have owners and modes that count.
type visitor struct{ dir, exe string }

// newVisitor makes a folder, and in it what a user without rights can run.
func newVisitor(t *testing.T) *visitor {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	v := &visitor{dir: t.TempDir()}
	v.exe = filepath.Join(v.dir, ".bin", "zertify") // hidden from who lists the folder
	if err := errors.Join(os.Mkdir(filepath.Dir(v.exe), 0o755), os.Chmod(filepath.Dir(v.dir), 0o755)); err != nil {
		t.Fatal(err)
	}
	if os.Link(self, v.exe) != nil {
		if err := copyFile(self, v.exe); err != nil {
			t.Fatal(err)
		}
	}
	v.own(t)
	if _, stderr, code := v.run("", "version"); code != 0 {
		t.Skipf("the program cannot be run without rights here: %s", stderr)
	}
	return v
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, b, 0o755))
}

// own has the folder and all in it belong to the user of the program.
func (v *visitor) own(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	if err := filepath.WalkDir(v.dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Lchown(path, nobody, nobody))
	}); err != nil {
		t.Fatal(err)
	}
}

// run runs the program in the folder with tmp for its temporary files.
func (v *visitor) run(tmp string, args ...string) (stdout, stderr string, code int) {
	cmd := exec.Command(v.exe, args...)
	cmd.Dir = v.dir
	cmd.Env = append(os.Environ(), "ZERTIFY_DB=", "HOME="+v.dir, "XDG_CONFIG_HOME="+v.dir,
		"TMPDIR="+filepath.Join(v.dir, tmp))
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var out, messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	if err := cmd.Run(); cmd.ProcessState == nil {
		return "", err.Error(), -1
	}
	return out.String(), messages.String(), cmd.ProcessState.ExitCode()
}

// state says what lies below a path, by name: modes, and of files the size and when they were written.
func (v *visitor) state(t *testing.T, at string) map[string]string {
	t.Helper()
	out := map[string]string{}
	root := filepath.Join(v.dir, at)
	if err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrPermission) {
				err = fs.SkipDir
			}
			return err
		}
		st, err := d.Info()
		if err == nil && d.Name() == ".bin" {
			err = fs.SkipDir
		}
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		if out[name] = st.Mode().String(); !d.IsDir() {
			out[name] += fmt.Sprint(" ", st.Size(), " ", st.ModTime())
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestPlacesWithoutPermission runs commands on files and folders that they may not read or write: each says which,
// what was found and what to try, and leaves what is there as it was.
func TestPlacesWithoutPermission(t *testing.T) {
	t.Parallel()
	v := newVisitor(t)
	v.place(t)
	for _, c := range []struct {
		name, tmp string
		args      string
		code      int
		says      []string
		kept      string // which folder must stay as it is
	}{
		{"a database that may not be written, to load", "", "ingest b.smf --db readonly.duckdb", 3,
			[]string{"readonly.duckdb cannot be opened with your rights", "give --db another name"}, "."},
		{"to prune", "", "prune --keep 1 --db readonly.duckdb", 3,
			[]string{"readonly.duckdb cannot be opened with your rights"}, "."},
		{"to renew", "", "verify --renew --db readonly.duckdb", 3,
			[]string{"readonly.duckdb cannot be opened with your rights"}, "."},
		{"to read", "", "sql SELECT(1) --db readonly.duckdb", 0, nil, "."},
		{"a folder that may not be written, to load", "", "ingest b.smf --db closed/t.duckdb", 3,
			[]string{"nothing was changed", "/closed: permission denied", "work on a copy"}, "."},
		{"to prune there", "", "prune --before 2027-01-01 --db closed/t.duckdb", 3, []string{"nothing was changed"}, "."},
		{"to make a database there", "", "ingest b.smf --db closed/new.duckdb", 3,
			[]string{"closed/new.duckdb cannot be opened with your rights", "check who owns"}, "."},
		{"to read there", "", "sql SELECT(1) --db closed/t.duckdb", 0, nil, "."},
		{"to read with no folder for temporary files", "closed", "sql SELECT(1) --db closed/t.duckdb", 3,
			[]string{"neither beside closed/t.duckdb nor in ", "permission denied", "set TMPDIR"}, "."},
		{"a file", "", "demo -o closed/x.smf", 3,
			[]string{"closed/x.smf cannot be written", "permission", "give the name of a place"}, "."},
		{"rows", "", "sql SELECT(1) --db t.duckdb -o closed/x.csv", 3, []string{"closed/x.csv cannot be written"}, "."},
		{"Parquet", "", "sql SELECT(1) --db t.duckdb -f parquet -o closed/x.parquet", 3,
			[]string{"closed/x.parquet cannot be written"}, "."},
		{"a folder in it", "", "export --db t.duckdb -o closed/x", 3, []string{"closed/x cannot be written"}, "."},
		{"a report", "", "run b.smf -o closed/x", 3, []string{"closed/x cannot be written"}, "."},
		{"what was unpacked", "", "unpack b.zip.gz -o closed/x", 3, []string{"closed/x cannot be written"}, "."},
		{"no such folder", "", "demo -o none/x.smf", 3, []string{"none/x.smf cannot be written", "no folder none"}, "."},
		{"inputs", "", "ingest secret.smf inputs --db new1.duckdb", 2,
			[]string{"secret.smf: it could not be opened: permission denied", "that you may read it",
				"inputs/shut: it could not be opened: permission denied"}, "inputs"},
		{"an input alone", "", "unpack secret.smf -o new3", 3, []string{"secret.smf: it could not be opened"}, "."},
		{"no folder for temporary files", "closed", "unpack b.zip.gz -o new4", 2,
			[]string{"no temporary file", "permission denied", "set TMPDIR"}, "closed"},
	} {
		before := v.state(t, c.kept)
		_, stderr, code := v.run(c.tmp, strings.Fields(c.args)...)
		if code != c.code {
			t.Errorf("%s: exit code %d, want %d\n%s", c.name, code, c.code, stderr)
		}
		for _, text := range c.says {
			if !strings.Contains(stderr, text) {
				t.Errorf("%s: %q is missing in: %s", c.name, text, stderr)
			}
		}
		if text := cmp.Diff(before, v.state(t, c.kept)); text != "" {
			t.Errorf("%s: changed:\n%s", c.name, text)
		}
	}
	out, _, _ := v.run("", "sql", "SELECT max(records) > 100 FROM input_file", "--db", "new1.duckdb")
	if !strings.Contains(out, "true") {
		t.Errorf("what could be read was not loaded: %s", out)
	}
}

// place makes the files, and what may not be read or written.
func (v *visitor) place(t *testing.T) {
	t.Helper()
	at := func(name string) string { return filepath.Join(v.dir, name) }
	for _, args := range []string{"demo --records 100 -o a.smf",
		"demo --records 100 --seed 2 -o b.smf",
		"ingest a.smf --db t.duckdb"} {
		if _, stderr, code := v.run("", strings.Fields(args)...); code != 0 {
			t.Fatalf("%s: exit code %d\n%s", args, code, stderr)
		}
	}
	dump, err := os.ReadFile(at("b.smf"))
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	g := gzip.NewWriter(&packed)
	z := zip.NewWriter(g)
	w, err := z.Create("b.smf")
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(w, bytes.NewReader(dump))
	if err := errors.Join(err, z.Close(), g.Close(), os.WriteFile(at("b.zip.gz"), packed.Bytes(), 0o600),
		os.WriteFile(at("secret.smf"), dump, 0o600), os.MkdirAll(at("inputs/shut"), 0o700), os.Mkdir(at("closed"), 0o700),
		os.WriteFile(at("inputs/b.smf"), dump, 0o600), copyFile(at("t.duckdb"), at("closed/t.duckdb")),
		copyFile(at("t.duckdb"), at("readonly.duckdb"))); err != nil {
		t.Fatal(err)
	}
	v.own(t)
	modes := map[string]fs.FileMode{"secret.smf": 0, "readonly.duckdb": 0o400, "closed": 0o500, "inputs/shut": 0}
	for name, mode := range modes {
		if err := os.Chmod(at(name), mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		for name := range modes {
			_ = os.Chmod(at(name), 0o700) // else it could not be removed
		}
	})
}
