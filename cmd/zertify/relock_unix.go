//go:build unix

package main

import (
	"io"
	"os"
	"syscall"
)

// A databaseLock is this process's permission to read a database file. The system takes it away when the process closes
// any handle of the file, whoever opened it; it must be taken again then.
type databaseLock struct {
	path string
	file *os.File // kept open, because closing it would be such a handle; nil before it was needed
}

// again takes the permission once more. The error says that another program has begun to write.
func (l *databaseLock) again() (err error) {
	if l.file == nil {
		if l.file, err = os.Open(l.path); err != nil {
			return err
		}
	}
	return syscall.FcntlFlock(l.file.Fd(), syscall.F_SETLK, &syscall.Flock_t{Type: syscall.F_RDLCK, Whence: io.SeekStart})
}
