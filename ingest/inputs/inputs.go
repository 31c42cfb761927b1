// Package inputs finds the files that a person means by a name: a file, a folder, a pattern, a member of an archive
// or standard input, written as it is or as a report shows it.
package inputs

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/zertify/zertify/reports/filename"
)

// A MissingError says that a name leads nowhere.
type MissingError struct{ Name string }

func (e *MissingError) Error() string { return e.Shown() + ": no such file" }

// Shown returns the name as it can be shown.
func (e *MissingError) Shown() string {
	if filename.Escape(filename.Unescape(e.Name)) != e.Name { // it was not copied from a report
		return filename.Escape(e.Name)
	}
	return e.Name
}

// Folder returns the folder that the name should be in, and what is there instead. The error is for a folder that
// cannot be read.
func (e *MissingError) Folder() (dir string, names []string, err error) {
	dir = filepath.Dir(e.Name)
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return dir, names, err
}

// A NoMemberError says that an archive has no member of the name wanted.
type NoMemberError struct {
	Input   Input
	Members []string // those there are
}

func (e *NoMemberError) Error() string { return fmt.Sprintf("%s: no such member", e.Input.Member) }
