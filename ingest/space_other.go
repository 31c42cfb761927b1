//go:build !unix && !windows

package ingest

// fullErrors are how the system says that a file system is full.
var fullErrors []error

// freeSpace would say how many bytes may be written on the file system of a folder.
func freeSpace(string) int64 { return -1 }
