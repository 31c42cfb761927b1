//go:build !windows

package ingest

// heldByAnother would report whether a program has a file open and lets no other write it;
// here the engine says so.
func heldByAnother(string) bool { return false }
