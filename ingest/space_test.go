package ingest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFullFileSystemIsSaid covers the ways in which the system and the engine say it.
func TestFullFileSystemIsSaid(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	engine := fmt.Sprintf("TransactionContext Error: Failed to commit: Could not write file %q: No space left on device",
		filepath.Join(dir, "t.duckdb.wal"))
	for _, err := range []error{
		errors.New("commit a.smf: " + engine),
		openError("t.duckdb", errors.New(engine)),
		fmt.Errorf("report: %w", &os.PathError{Op: "write", Path: filepath.Join(dir, "x"), Err: syscall.ENOSPC}),
	} {
		short := ShortOfSpace(err)
		if short == nil || short.Folder != dir || !strings.Contains(short.Error(), "MB are free") {
			t.Errorf("%v: got %v", err, short)
		}
	}
	quota := ShortOfSpace(fmt.Errorf("write: %w", syscall.EDQUOT))
	if short := quota; short == nil || short.Error() != "no space is left" {
		t.Errorf("a quota without a name: got %v", short)
	}
	for _, err := range []error{nil, errors.New("another"), syscall.EACCES} {
		if short := ShortOfSpace(err); short != nil {
			t.Errorf("%v: got %v", err, short)
		}
	}
}

// TestHalfMadeDatabaseIsTakenUp loads where a database was left in its first moments,
// and leaves alone what may be another thing.
func TestHalfMadeDatabaseIsTakenUp(t *testing.T) {
	t.Parallel()
	headers := append([]byte("checksumDUCK"), make([]byte, leastDatabase)...)
	old := time.Now().Add(-time.Hour)
	for name, c := range map[string]struct {
		content []byte
		at      time.Time
		log     bool
		goes    bool
	}{
		"empty":              {nil, old, false, true},
		"part of the header": {headers[:4096], old, false, true},
		"being made":         {headers[:4096], time.Now(), false, false},
		"with a log":         {headers[:4096], old, true, false},
		"whole headers":      {headers[:leastDatabase], old, false, false},
		"a text":             {[]byte("a short text of somebody"), old, false, false},
	} {
		path := filepath.Join(t.TempDir(), "t.duckdb")
		must(os.WriteFile(path, c.content, 0o600), os.Chtimes(path, c.at, c.at))
		if c.log {
			must(os.WriteFile(path+".wal", nil, 0o600))
		}
		must(removeHalfMade(path))
		if exists(path) == c.goes {
			t.Errorf("%s: removed %t, want %t", name, !exists(path), c.goes)
		}
	}
}
