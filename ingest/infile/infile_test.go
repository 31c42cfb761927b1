//go:build unix

package infile

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func pipe(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no pipes here: ", err)
	}
	return path
}

func TestPipeWithoutAWriterIsNotWaitedForForEver(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	if _, err := open(t.Context(), path, time.Millisecond); err == nil ||
		!strings.Contains(err.Error(), "nothing writes into it; start its writer first") {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, stop)
	if _, err := open(ctx, path, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestPipeIsReadWhenItsWriterComesLater(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	time.AfterFunc(10*time.Millisecond, func() {
		if err := os.WriteFile(path, []byte("text"), 0); err != nil {
			t.Error(err)
		}
	})
	f, err := Dir(filepath.Dir(path)).Open(filepath.Base(path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, err := io.ReadAll(f); err != nil || string(b) != "text" {
		t.Errorf("got %q, %v", b, err)
	}
}

func TestSpecialSaysWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "s") // names of sockets must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Skip("no sockets here: ", err)
	}
	defer l.Close()
	for path, want := range map[string]string{pipe(t): "a pipe", socket: "a socket", os.DevNull: "a device", dir: "",
		filepath.Join(dir, "none"): ""} {
		if got := Special(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	if _, err := OpenInput(t.Context(), os.DevNull); err == nil || !strings.Contains(err.Error(), "it is a device") {
		t.Errorf("got %v", err)
	}
}
