package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// stopped is the program with views that end it: stopped POINT HOW ARG... Point is
// before or after the views are made.
func stopped() {
	point, how := os.Args[1], os.Args[2]
	os.Args = append(os.Args[:1], os.Args[3:]...)
	whole := views.Make
	views.Make = func(ctx context.Context, tx *sql.Tx, defined bool) error {
		if point == "after" {
			if err := whole(ctx, tx, defined); err != nil {
				return err
			}
		}
		return stopBy[how](ctx)
	}
	main()
}

var stopBy = map[string]func(context.Context) error{
	"KILL": func(context.Context) error { return syscall.Kill(os.Getpid(), syscall.SIGKILL) },
	"TERM": func(ctx context.Context) error { return asked(ctx, syscall.SIGTERM) },
	"INT":  func(ctx context.Context) error { return asked(ctx, syscall.SIGINT) },
	"full": func(context.Context) error {
		return &os.PathError{Op: "write", Path: "t.duckdb", Err: syscall.ENOSPC}
	},
}

// asked sends a signal to this process and waits for the context to end by it.
func asked(ctx context.Context, s syscall.Signal) error {
	if err := syscall.Kill(os.Getpid(), s); err != nil {
		return err
	}
	<-ctx.Done()
	return ctx.Err()
}

// inFolder runs the program, or stopped, in a folder.
func inFolder(dir, name string, args ...string) (stdout, stderr string, code int) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "ZERTIFY_DB=")
	var out, messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	_ = cmd.Run() // the exit code says how it went
	return out.String(), messages.String(), cmd.ProcessState.ExitCode()
}

// loadedFolder is a folder with two dumps, the first of them loaded into t.duckdb.
func loadedFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, args := range [][]string{
		{"demo", "--records", "100", "-o", "a.smf"},
		{"demo", "--records", "100", "--seed", "2", "-o", "b.smf"},
		{"ingest", "a.smf", "--db", "t.duckdb"},
	} {
		if _, stderr, code := inFolder(dir, "zertify", args...); code != 0 {
			t.Fatalf("%v: exit code %d\n%s", args, code, stderr)
		}
	}
	return dir
}

// TestStoppedLoadLeavesNoStaleFigure ends a load in every way between the commit of
// its input and that of the views.
func TestStoppedLoadLeavesNoStaleFigure(t *testing.T) {
	t.Parallel()
	base := loadedFolder(t)
	stale := base
	for _, c := range []struct{ point, how, says string }{
		{"after", "KILL", ""}, {"before", "TERM", "interrupted"}, {"before", "INT", "interrupted"},
		{"before", "full", "no space is left"}, {"before", "KILL", ""},
	} {
		stale = copyFolder(t, base)
		_, stderr, code := inFolder(stale, "stopped", c.point, c.how, "ingest", "b.smf", "--db", "t.duckdb")
		if code == 0 || !strings.Contains(stderr, c.says) {
			t.Fatalf("%v: exit code %d\n%s", c, code, stderr)
		}
		out, stderr, code := inFolder(stale, "zertify", "verify", "--db", "t.duckdb")
		if code != exitFailed || !strings.Contains(out, "views,t.duckdb,fail") {
			t.Errorf("%v: verify of stale views: exit code %d\n%s%s", c, code, out, stderr)
		}
	}
	t.Run("figures", func(t *testing.T) { sameFigures(t, base, stale) })
	t.Run("commands", func(t *testing.T) { noneReads(t, stale) })
}

// figures is a statement over what is derived from the inputs.
const figures = `SELECT (SELECT count(*) FROM v_session), (SELECT sum(bytes_in) FROM v_session), (SELECT count(*)
	FROM suite),
	(SELECT count(*) FROM v_certificate), (SELECT sum(interval_records) FROM v_traffic), (SELECT count(*) FROM v_coverage),
		(SELECT count(*) FROM v_tunnel)`

// sameFigures reads a database whose load was stopped, and one where it was not.
func sameFigures(t *testing.T, whole, stale string) {
	before, _, _ := inFolder(whole, "zertify", "sql", "--db", "t.duckdb", figures)
	if _, stderr, code := inFolder(whole, "zertify", "ingest", "b.smf", "--db", "t.duckdb"); code != 0 {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	want, _, _ := inFolder(whole, "zertify", "sql", "--db", "t.duckdb", figures)
	if want == before || !strings.HasSuffix(want, "\n") {
		t.Fatalf("the second dump changes no figure: %q", want)
	}
	read := copyFolder(t, stale)
	got, stderr, _ := inFolder(read, "zertify", "sql", "--db", "t.duckdb", "--verbose", figures)
	if got != want {
		t.Errorf("figures:\n%s\nof a load that was not stopped:\n%s\n%s", got, want, stderr)
	}
	if !strings.Contains(stderr, "groups of views: ") {
		t.Errorf("nothing is said of the views that were made: %q", stderr)
	}
	if out, _, code := inFolder(read, "zertify", "verify", "--db", "t.duckdb"); code != 0 {
		t.Errorf("verify: exit code %d\n%s", code, out)
	}
}

// readings are command lines for the commands that read a database, with what
// follows --db t.duckdb.
var readings = map[string][][]string{
	"zertify sql":                {{"SELECT 1"}, {"SELECT 1 AS n", "-f", "parquet", "-o", "x.parquet"}},
	"zertify query":              {{"weak-trend"}, {"weak-trend", "-f", "parquet", "-o", "x.parquet"}},
	"zertify history":            {{}, {"-f", "parquet", "-o", "x.parquet"}},
	"zertify serve":              {{"--open=false", "--listen", "127.0.0.1:0"}},
	"zertify export":             {{"-o", "x"}, {"-o", "x", "-f", "csv"}},
	"zertify audit":              {{"-o", "x"}},
	"zertify diff":               {{"--from", "2026-10-01..2026-10-01", "--to", "2026-10-02..2026-10-02"}},
	"zertify exceptions suggest": {{}},
	"zertify describe":           {{"layouts"}},
	"zertify run":                {{"a.smf", "-o", "x"}},
	"zertify ingest":             {{"a.smf"}},
}

// notReadings say why a command with --db may meet stale views.
var notReadings = map[string]string{
	"zertify verify":  "it sees them",
	"zertify prune":   "it reads records alone and makes the views itself",
	"zertify upgrade": "it makes the views itself",
}

// noneReads has every command meet views that are stale and cannot be made: each must
// refuse, and none may have written anything.
func noneReads(t *testing.T, stale string) {
	root := newRootCmd(newEnv(strings.NewReader(""), io.Discard, io.Discard))
	for _, cmd := range allCommands(root) {
		name := cmd.CommandPath()
		if cmd.Flags().Lookup("db") == nil || notReadings[name] != "" {
			continue
		}
		if len(readings[name]) == 0 {
			t.Errorf("%s has --db and no line in this test", name)
		}
		for _, args := range readings[name] {
			line := append(strings.Fields(name)[1:], append([]string{"--db", "t.duckdb"}, args...)...)
			_, stderr, code := inFolder(stale, "stopped", append([]string{"before", "full"}, line...)...)
			if code != exitError || !strings.Contains(stderr, "no space is left") {
				t.Errorf("%v: exit code %d\n%s", line, code, stderr)
			}
			if found, err := filepath.Glob(filepath.Join(stale, "x*")); err != nil || len(found) > 0 {
				t.Errorf("%v wrote %v (%v)", line, found, err)
			}
		}
	}
}

// copyFolder copies the files of a folder into a new one.
func copyFolder(t *testing.T, from string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil && !errors.Is(err, os.ErrExist) {
		t.Fatal(err)
	}
	return to
}
