package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// writesEverywhere runs an example of a command with each of its flags that name something to write and that no example
// has, so that all that a command can write is there to be looked at.
func writesEverywhere(t *testing.T, cmd *cobra.Command) {
	t.Helper()
	examples := strings.Split(strings.TrimSpace(cmd.Example), "\n")
	shown := shellWords(strings.ReplaceAll(cmd.Example, "\n", " "))
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if kindWritten(f) == "" || slices.Contains(shown, "--"+f.Name) || f.Shorthand != "" &&
			slices.Contains(shown, "-"+f.Shorthand) || f.DefValue != "" {
			return
		}
		target := "written-" + strings.ReplaceAll(cmd.CommandPath(), " ", "-") + "-" + f.Name
		for _, line := range examples {
			var stdout, stderr bytes.Buffer
			args := append(shellWords(strings.TrimSpace(line))[1:], "--"+f.Name, target, "--"+forceFlag)
			if runExample(t, args, &stdout, &stderr); exists(target) {
				return
			}
		}
		t.Errorf("no example of %s writes --%s", cmd.CommandPath(), f.Name)
	})
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// wantOnlyPrivate looks at all files and folders below the present one.
func wantOnlyPrivate(t *testing.T) {
	t.Helper()
	n := 0
	if err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		st, err := d.Info()
		if n++; err == nil && runtime.GOOS != "windows" && st.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, st.Mode())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if n < 200 {
		t.Errorf("%d files were looked at", n)
	}
}

// precious are files that no command may touch, under every name that they have. The
// folder, which holds a file of its own, cannot become a file either.
var precious = []string{"audit.duckdb", "link.duckdb", "hard.duckdb", "audit.duckdb.wal", "demo.smf", "foreign.csv",
	"foreign.link", "folder"}

// destroysNothing runs the first example of a command with each of its flags that name
// something to write leading to something precious. It must be in the folder that
// prepareExamples fills.
func destroysNothing(t *testing.T, cmd *cobra.Command) {
	t.Helper()
	if f := cmd.Flags().ShorthandLookup("o"); f != nil && kindWritten(f) == "" {
		t.Errorf("%s: -o was not added with addOutput", cmd.CommandPath())
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if kind := kindWritten(f); kind != "" {
			if cmd.Flags().Lookup(forceFlag) == nil {
				t.Errorf("%s has no --%s", cmd.CommandPath(), forceFlag)
			}
			for _, target := range precious {
				refuses(t, cmd, f.Name, kind, target)
			}
		}
	})
}

func refuses(t *testing.T, cmd *cobra.Command, flag, kind, target string) {
	t.Helper()
	before := placePrecious(t)
	example, _, _ := strings.Cut(cmd.Example, "\n")
	args := append(shellWords(strings.TrimSpace(example))[1:], "--"+flag, target)
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr)
	// A command that makes a folder may write beside what is in one.
	if code != exitError && !(kind == writesFolder && target == "folder") {
		t.Errorf("%v: exit code %d, want %d", args, code, exitError)
	}
	if kind == writesFile && !strings.Contains(stderr.String(), target) {
		t.Errorf("%v: the message does not name the file: %s", args, stderr.String())
	}
	for i, got := range lookAtPrecious() {
		if !untouched(got, before[i]) {
			t.Fatalf("%v: %s was changed: %s before, %s now", args, preciousNames()[i], look(before[i]), look(got))
		}
	}
}

// placePrecious makes what is not there yet and returns what all of it is.
func placePrecious(t *testing.T) []os.FileInfo {
	t.Helper()
	if _, err := os.Lstat("foreign.csv"); err != nil {
		for _, f := range []func() error{
			func() error { return os.WriteFile("foreign.csv", []byte("mine"), 0o600) },
			func() error { return os.Symlink("foreign.csv", "foreign.link") },
			func() error { return os.Symlink("audit.duckdb", "link.duckdb") },
			func() error { return os.Link("audit.duckdb", "hard.duckdb") },
			func() error { return os.Mkdir("folder", 0o700) },
			func() error { return os.WriteFile(filepath.Join("folder", "report.html"), []byte("mine"), 0o600) },
		} {
			if err := f(); err != nil {
				t.Skip("no links here: ", err)
			}
		}
	}
	return lookAtPrecious()
}

func preciousNames() []string {
	return append(slices.Clone(precious), filepath.Join("folder", "report.html"))
}

// look words what is known of a file.
func look(st os.FileInfo) string {
	if st == nil {
		return "not there"
	}
	return fmt.Sprintf("%s of %d bytes at %s", st.Mode(), st.Size(), st.ModTime().Format(time.RFC3339Nano))
}

// lookAtPrecious tells what is there; nil stands for nothing.
func lookAtPrecious() (all []os.FileInfo) {
	for _, name := range preciousNames() {
		st, _ := os.Lstat(name) // nothing is there, and it stays so
		all = append(all, st)
	}
	return all
}

// untouched reports whether a file was neither written, replaced, made nor removed.
func untouched(a, b os.FileInfo) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return os.SameFile(a, b) && a.Mode() == b.Mode() &&
		(a.IsDir() || a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()))
}
