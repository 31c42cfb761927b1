package ingest

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A SpaceError says that a file system is full.
type SpaceError struct {
	Folder string // on that file system; "" when it is not known
	Free   int64  // bytes there; -1 when it is not known
	Err    error
}

// Error says where space is missing and how much there is.
func (e *SpaceError) Error() string {
	text := "no space is left"
	if e.Folder != "" {
		text += " on the file system of " + e.Folder
	}
	if e.Free >= 0 {
		text += fmt.Sprintf(", where %d MB are free", e.Free/1e6)
	}
	return text
}

// Unwrap returns what the system or the engine said.
func (e *SpaceError) Unwrap() error { return e.Err }

// spaceTexts are how the engine passes on that a file system is full.
var spaceTexts = []string{"No space left on device", "Disk quota exceeded", "not enough space on the disk"}

// engineFile is how the engine names the file that it could not write.
var engineFile = regexp.MustCompile(`file "([^"]+)"`)

// engineDenied is how the engine names a file that it may not write beside a database.
var engineDenied = regexp.MustCompile(`annot open file "([^"]+)": (Permission denied|Read-only file system)`)

// A DeniedError says that a database may be read and not be changed, because of where it lies.
type DeniedError struct {
	Folder, Why string
	Err         error
}

// Error says where and what to try.
func (e *DeniedError) Error() string {
	return fmt.Sprintf("nothing was changed: the database cannot write its log into %s: %s; check who owns that folder, "+
		"or work on a copy of the database in a folder of yours", e.Folder, strings.ToLower(e.Why))
}

// Unwrap returns what the engine said.
func (e *DeniedError) Unwrap() error { return e.Err }

// Denied returns a *DeniedError when that is why something failed, and nil otherwise.
func Denied(err error) *DeniedError {
	if err == nil {
		return nil
	}
	m := engineDenied.FindStringSubmatch(err.Error())
	if m == nil {
		return nil
	}
	return &DeniedError{filepath.Dir(m[1]), m[2], err}
}

// ShortOfSpace returns a *SpaceError when a full file system is why something failed,
// and nil otherwise.
func ShortOfSpace(err error) *SpaceError {
	if err == nil {
		return nil
	}
	full := slices.ContainsFunc(fullErrors, func(e error) bool { return errors.Is(err, e) }) ||
		slices.ContainsFunc(spaceTexts, func(t string) bool { return strings.Contains(err.Error(), t) })
	if !full {
		return nil
	}
	e := &SpaceError{Free: -1, Err: err}
	var path *fs.PathError
	if m := engineFile.FindStringSubmatch(err.Error()); m != nil {
		e.Folder = filepath.Dir(m[1])
	} else if errors.As(err, &path) {
		e.Folder = filepath.Dir(path.Path)
	}
	if e.Folder != "" {
		e.Free = freeSpace(e.Folder)
	}
	return e
}
