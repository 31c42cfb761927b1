//go:build !windows

package outfile

import (
	"errors"
	"fmt"
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

// openDevice opens what is no file for writing. A pipe that nothing reads is an error: to wait for a reader would
// hang where no signal ends it.
func openDevice(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ENXIO) {
		return nil, fmt.Errorf("%s is a pipe that nothing reads; start its reader first", path)
	}
	return f, err
}

// probeFolder returns errLocked for a folder that a process has locked.
func probeFolder(path string) error { return probeFile(path) }

// Confine takes from whatever this process makes the permissions of everybody but the
// owner. It is for what others make on its behalf: the database engine makes its own
// files.
func Confine() { syscall.Umask(^dirMode & 0o777) }

// private takes from a file or folder the permissions of everybody but the owner: the engine makes files with those
// that the umask leaves.
func private(path string) error {
	st, err := os.Lstat(path)
	if err != nil || st.Mode().Perm()&^dirMode == 0 {
		return err
	}
	return os.Chmod(path, st.Mode().Perm()&dirMode)
}
