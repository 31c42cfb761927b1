//go:build unix

package ingest

import "golang.org/x/sys/unix"

// fullErrors are how the system says that a file system is full.
var fullErrors = []error{unix.ENOSPC, unix.EDQUOT}

// freeSpace returns how many bytes may be written on the file system of a folder; -1
// when it is not known.
func freeSpace(folder string) int64 {
	var st unix.Statfs_t
	if err := unix.Statfs(folder, &st); err != nil {
		return -1
	}
	return int64(st.Bavail) * int64(st.Bsize)
}
