//go:build !windows

package outfile

import (
	"errors"
	"os"
	"syscall"
)

// lock marks an open file or folder as being written until it is closed. The error is
// errLocked when somebody else writes it.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}

// probeFolder returns errLocked for a folder that a process has locked.
func probeFolder(path string) error { return probeFile(path) }

// Confine takes from whatever this process makes the permissions of everybody but the
// owner. It is for what others make on its behalf: the database engine makes its own
// files.
func Confine() { syscall.Umask(^dirMode & 0o777) }

// private does nothing: files and folders are made with the mode they keep.
func private(string) error { return nil }
