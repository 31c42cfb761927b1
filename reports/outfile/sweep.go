package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// sweptAfter is how old a temporary file must be to be removed. One that has just been
// made is not locked yet.
const sweptAfter = time.Minute

// Sweep removes from a folder the temporary files and folders that processes have left
// which are gone. What it does not know, what is at work, and what may not be removed
// stays.
func Sweep(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var errs []error
	for _, e := range entries {
		if !Temporary(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		st, err := e.Info()
		if err != nil || time.Since(st.ModTime()) < sweptAfter || !Abandoned(path) {
			continue
		}
		if err := os.RemoveAll(path); !errors.Is(err, fs.ErrPermission) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// swept remembers the folders that this process has swept.
var swept sync.Map

// sweepOnce sweeps a folder the first time it is written to. What cannot be removed is
// in nobody's way.
func sweepOnce(dir string) {
	if _, done := swept.LoadOrStore(filepath.Clean(dir), true); !done {
		_ = Sweep(dir)
	}
}
