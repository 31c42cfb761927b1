package ingest

import (
	"errors"
	"io"
	"os"
	"time"
)

// leastDatabase is the size of a database of the engine's in which there is nothing: its
// headers. A file that is shorter was never one.
const leastDatabase = 3 << 12

// halfMadeFor is how long a file must have been as it is to be taken for one that nobody
// is making: to write the headers takes milliseconds.
const halfMadeFor = 2 * time.Second

// removeHalfMade removes a database whose making was stopped in its first moments: an
// empty file, or the beginning of headers. Nothing can be in it, and the engine would
// refuse it for ever. A file with a log beside it is left to the engine.
func removeHalfMade(path string) error {
	st, err := os.Lstat(path)
	if err != nil || !st.Mode().IsRegular() || st.Size() >= leastDatabase || time.Since(st.ModTime()) < halfMadeFor ||
		exists(path+".wal") || !beginsLikeDatabase(path) {
		return nil // opening it says what it is
	}
	return os.Remove(path)
}

// beginsLikeDatabase reports whether a file is empty or begins with the letters that
// the engine writes behind a checksum.
func beginsLikeDatabase(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 12)
	n, err := io.ReadFull(f, head)
	return n == 0 && errors.Is(err, io.EOF) || err == nil && string(head[8:]) == "DUCK"
}
