package outfile

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Modes of what is made: for the owner alone.
const (
	fileMode = 0o600
	dirMode  = 0o700
)

// A temporary name is tempPrefix, random letters, tempSuffix. The dot keeps it out of
// listings, and out of folders that are read as input.
const (
	tempPrefix = ".zertify-"
	tempSuffix = ".part"
)

// tempLetters is the length of the random part: what rand.Text returns.
const tempLetters = 26

// Temporary reports whether a file or folder of this name is one that this package
// writes before it gets its real name. The name may have folders in front.
func Temporary(name string) bool {
	rest, ok := strings.CutPrefix(filepath.Base(name), tempPrefix)
	random, okToo := strings.CutSuffix(rest, tempSuffix)
	return ok && okToo && len(random) == tempLetters && strings.Trim(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// Abandoned reports whether a temporary file or folder was left by a process that
// is gone. It is false for any other name, for a link, and where it cannot be told.
func Abandoned(path string) bool { return tryLock(path) == nil }

// errLocked means that a process is at work on a file.
var errLocked = errors.New("being written")

// tryLock returns nil for a temporary file or folder that no process writes, errLocked
// for one that is being written.
func tryLock(path string) error {
	st, err := os.Lstat(path)
	if err != nil || !Temporary(path) || !st.IsDir() && !st.Mode().IsRegular() {
		return fs.ErrInvalid
	}
	if st.IsDir() {
		return probeFolder(path)
	}
	return probeFile(path)
}

// probeFile returns errLocked for a file that a process has locked.
func probeFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(lock(f), f.Close())
}

// tempName makes up a name in a folder. With 130 random bits one that is taken is no
// accident, and whoever then makes the file fails.
func tempName(dir string) string { return filepath.Join(dir, tempPrefix+rand.Text()+tempSuffix) }

// tempFile makes a file with a random name in a folder below root, and marks it as
// being written.
func tempFile(root *os.Root, dir string) (f *os.File, name string, err error) {
	name = tempName(dir)
	f, err = root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, "", err
	}
	_ = lock(f) // only what cleans up has to do without
	if err := private(filepath.Join(root.Name(), name)); err != nil {
		return nil, "", errors.Join(err, f.Close(), root.Remove(name))
	}
	return f, name, nil
}

// Spool returns a temporary file without a name where the system allows it, so that
// nothing is left of it whatever ends the process. Close removes it. An empty dir
// stands for the system's folder for temporary files.
func Spool(dir string) (*SpoolFile, error) {
	path := tempName(cmp.Or(dir, os.TempDir()))
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return nil, err
	}
	if err := private(path); err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(path))
	}
	return &SpoolFile{File: f, removed: os.Remove(path) == nil}, nil
}

// A SpoolFile is what Spool returns.
type SpoolFile struct {
	*os.File
	removed bool // its name is gone already
}

// Close closes the file and removes what is left of it.
func (s *SpoolFile) Close() error {
	err := s.File.Close()
	if !s.removed {
		err = errors.Join(err, os.Remove(s.Name()))
	}
	return err
}

// MkdirAll makes a folder and those above it that are missing, for the owner alone. It
// makes none that the engine would take for a part of a database.
func MkdirAll(dir string) error {
	top := "" // the highest one that is missing
	for made := filepath.Clean(dir); ; made = filepath.Dir(made) {
		if besideDatabase(made) {
			return fmt.Errorf("%s %w; give another name", made, ErrEngine)
		}
		if _, err := os.Lstat(made); errors.Is(err, fs.ErrNotExist) {
			top = made
		}
		if made == filepath.Dir(made) {
			break
		}
	}
	if err := os.MkdirAll(dir, dirMode); err != nil || top == "" {
		return cannotMake(cmp.Or(top, dir), err)
	}
	return private(top) // those below it inherit that
}

// mkdir makes a folder for the owner alone.
func mkdir(dir string) error {
	if err := os.Mkdir(dir, dirMode); err != nil {
		return err
	}
	return private(dir)
}
