package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Check is what Verify found about one file.
type Check struct {
	Name   string
	OK     bool
	Detail string
}

// Verify compares a folder with its manifest: every file that is listed must be as it was
// written, and nothing else may lie between them but the database and hidden files. The
// manifest can say what belongs together, not who wrote it.
func Verify(dir string) (*Manifest, []Check, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return nil, nil, err
	}
	_, digest, err := digestFile(filepath.Join(dir, ManifestName))
	if err != nil {
		return nil, nil, err
	}
	checks := []Check{{ManifestName, m.Complete, "complete; its own SHA-256 is " + digest}}
	if !m.Complete {
		checks[0].Detail = "not complete: writing was interrupted, so that files of two runs may lie side by side; run the " +
			"command again"
	}
	for i, e := range m.Files {
		if i == 0 || m.Files[i-1].Name != e.Name {
			checks = append(checks, m.check(dir, e))
		}
	}
	others, err := m.others(dir)
	for _, name := range others {
		checks = append(checks, Check{name, false, "not listed in " + ManifestName + ": of another run or another program"})
	}
	return m, checks, err
}

func (m *Manifest) check(dir string, want Entry) Check {
	got, err := entry(dir, want.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Check{want.Name, false, "missing"}
	case err != nil:
		return Check{want.Name, false, err.Error()}
	case !m.lists(got):
		return Check{want.Name, false, fmt.Sprintf("changed since it was written: %s now, %s then", got.SHA256, want.SHA256)}
	}
	return Check{want.Name, true, got.SHA256}
}

// others lists what lies in the folder and is not of the set.
func (m *Manifest) others(dir string) (names []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		name, rerr := filepath.Rel(dir, path)
		if err = errors.Join(err, rerr); err != nil || name == "." {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."), d.IsDir() && m.hasBelow(name), m.owns(name):
			return nil
		case d.IsDir():
			names = append(names, name+"/")
			return fs.SkipDir
		}
		names = append(names, name)
		return nil
	})
	return names, err
}

// owns reports whether a name is the manifest's, a file's of the set, or the database's.
func (m *Manifest) owns(name string) bool {
	database := m.Database != nil &&
		(name == m.Database.Name || name == m.Database.Name+".wal" || name == m.Database.Name+".tmp")
	return name == ManifestName || database || slices.ContainsFunc(m.Files, func(e Entry) bool { return e.Name == name })
}

func (m *Manifest) hasBelow(dir string) bool {
	return slices.ContainsFunc(m.Files, func(e Entry) bool { return strings.HasPrefix(e.Name, dir+"/") })
}

// IsSet reports whether a folder has a manifest, good or broken.
func IsSet(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ManifestName))
	return err == nil
}
