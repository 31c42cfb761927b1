package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/zertify/zertify/reports/filename"
)

// CheckName reports why the system would not keep what is written under a path as it is
// written: Windows has devices in every folder, changes the ends of names, and makes
// hidden parts of a file of what follows a colon.
func CheckName(path string) error { return checkName(runtime.GOOS, path) }

func checkName(system, path string) error {
	if system != "windows" {
		return nil
	}
	if fault := filename.WindowsFault(path); fault != "" {
		return fmt.Errorf("%s cannot be written: %s; give another name", path, fault)
	}
	return nil
}

// A placeError says why a file or folder cannot be made where it is wanted.
type placeError struct {
	text string
	err  error
}

func (e *placeError) Error() string { return e.text }
func (e *placeError) Unwrap() error { return e.err }

// cannotMake returns why path cannot be made. What the system says is of a temporary name, or of a folder on the way,
// which nobody has asked for.
func cannotMake(path string, err error) error {
	for _, c := range []struct {
		is  error
		say string
	}{
		{fs.ErrPermission, "%s cannot be written: no permission to write into %s; give the name of a place where you may write"},
		{syscall.EROFS, "%s cannot be written: %s lies on a file system that is read-only; give a name elsewhere"},
		{fs.ErrNotExist, "%s cannot be written: there is no folder %s; make it, or give another name"},
		{syscall.ENOTDIR, "%s cannot be written: %s is not a folder; give another name"},
	} {
		if errors.Is(err, c.is) {
			return &placeError{fmt.Sprintf(c.say, path, filepath.Dir(path)), err}
		}
	}
	return err
}
