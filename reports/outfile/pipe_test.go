//go:build !windows

package outfile

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe is written to as it stands while somebody reads it, and refused at once while nobody does.
func TestPipeWithAndWithoutReader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip("no named pipes here: ", err)
	}
	fill := func(w io.Writer) error {
		_, err := io.WriteString(w, "rows")
		return err
	}
	if err := new(Guard).Write(path, fill); err == nil || !strings.Contains(err.Error(), "nothing reads") {
		t.Fatalf("without a reader: %v", err)
	}
	reader, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := new(Guard).Write(path, fill); err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(reader); string(got) != "rows" || err != nil {
		t.Errorf("read %q, %v", got, err)
	}
}
