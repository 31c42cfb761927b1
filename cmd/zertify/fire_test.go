//go:build unix

package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInputsThatAreNoFiles loads a folder in which lie a pipe, a socket, a link to a device and one dump under several
// names, and then all of them by name. Nothing waits for ever, and the dump is loaded once.
func TestInputsThatAreNoFiles(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "z") // names of sockets must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	name := func(s string) string { return filepath.Join(dir, s) }
	zertify(t, exitFailed, "demo", "-o", name("a.smf"), "--records", "100")
	for _, err := range []error{syscall.Mkfifo(name("pipe"), 0o600), os.Symlink("/dev/zero", name("zero")),
		os.Link(name("a.smf"), name("hard.smf")), os.Symlink("a.smf", name("soft.smf")),
		os.Symlink("pipe", name("topipe"))} {
		if err != nil {
			t.Skip(err)
		}
	}
	l, err := net.Listen("unix", name("sock"))
	if err != nil {
		t.Skip(err)
	}
	defer l.Close()
	db := filepath.Join(t.TempDir(), "x.duckdb")
	code, said := built(t, "ingest", dir, "--db", db)
	for _, want := range []string{"left out: 4 files beside the dumps:", "/pipe (a pipe)", "/sock (a socket)",
		"/zero (a device)", "/topipe (a pipe)", "hard.smf: loaded before", "soft.smf: loaded before"} {
		if !strings.Contains(said, want) {
			t.Errorf("the folder: exit code %d, no %q in\n%s", code, want, said)
		}
	}
	if code != exitPassed {
		t.Errorf("the folder: exit code %d", code)
	}
	code, said = built(t, "ingest", name("sock"), name("zero"), name("a.smf"), dir+"/./a.smf", dir, "--db", db, "--again")
	for _, want := range []string{"sock", "it is a device", "a.smf"} {
		if !strings.Contains(said, want) {
			t.Errorf("by name: exit code %d, no %q in\n%s", code, want, said)
		}
	}
	if code != exitIncomplete {
		t.Errorf("by name: exit code %d", code)
	}
	if code, said := built(t, "sql", "--db", db, "-f", "csv", `SELECT count(*), count(DISTINCT sha256) FILTER (sha256 <> sha256('')),
		bool_and(bytes = bytes_decoded + bytes_skipped + bytes_rejected) FROM input_file WHERE records > 0`); code != 0 ||
		!strings.Contains(said, "1,1,true") {
		t.Errorf("the dump is not loaded once: %s", said)
	}
}

// TestInterruptedWhileWaitingForInput interrupts loads that wait for a pipe: one without a writer, and one whose writer
// is silent.
func TestInterruptedWhileWaitingForInput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	for name, input := range map[string]string{"no writer": pipe, "silent": "-"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var said bytes.Buffer
			cmd := exec.CommandContext(t.Context(), "zertify", "ingest", input, "--db", filepath.Join(t.TempDir(), "x"))
			cmd.Stderr = &said
			held, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			defer held.Close()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(300 * time.Millisecond)
			late := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
			defer late.Stop()
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitError || !strings.Contains(said.String(), "interrupted") {
				t.Errorf("%v: %s", err, said.String())
			}
		})
	}
}

// built runs the program as a process of its own and returns its exit code and all that it said.
func built(t *testing.T, args ...string) (int, string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "zertify", args...)
	said, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(said)
}
