package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/zertify/zertify/ingest"
)

// explainSpace says where space is missing when a full file system is why a command
// failed, unless that has been said. Standard output may be anything: of that it says only that it failed.
func explainSpace(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && path.Path == os.Stdout.Name() {
		return fmt.Errorf("the output could not be written, to standard output: %w", path.Err)
	}
	var said *ingest.SpaceError
	short := ingest.ShortOfSpace(err)
	if short == nil || errors.As(err, &said) {
		return err
	}
	return fmt.Errorf("%w; free some, or write to another file system", short)
}

// explainDenied says why a database was not changed when its folder cannot be written.
func explainDenied(err error) error {
	if denied := ingest.Denied(err); denied != nil {
		return denied
	}
	return err
}

// explainLoadSpace is explainSpace for a load, which may know how much it needs.
func explainLoadSpace(opt *ingest.Options, err error) error {
	short := ingest.ShortOfSpace(err)
	if short == nil {
		return err
	}
	const try = "free that much, or give --db a name on another file system"
	return fmt.Errorf("%w; this load may need up to %d MB there: %s", short, spaceFor(opt)/1e6, try)
}

// emptySpace is what a database takes before it holds much: a block for each column.
const emptySpace = 32e6

// spaceFor returns an upper bound in bytes for what a load adds to its database: as much
// as its inputs are when opened, which are taken to be packed as tightly as what was
// read of them. Databases of a few kinds of records stay below a quarter of that.
func spaceFor(opt *ingest.Options) int64 {
	var packed int64
	for _, in := range opt.Inputs {
		if st, err := os.Stat(in); err == nil && st.Mode().IsRegular() {
			packed += st.Size()
		}
	}
	opened := opt.Progress.Bytes.Load()
	if source := opt.Progress.Source.Load(); source > 0 {
		opened = max(opened, int64(float64(packed)*float64(opened)/float64(source)))
	}
	return max(opened, packed) + emptySpace
}
