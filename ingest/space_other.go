//go:build !unix

package ingest

// freeSpace would say how many bytes may be written on the file system of a folder.
func freeSpace(string) int64 { return -1 }
