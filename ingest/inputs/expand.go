package inputs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/outfile"
)

// Expand turns what was named into files: folders are walked in name order,
// patterns expanded, "-" stays. Files and folders in except are left out. found holds the
// files that were found in a folder, not named. Every name that leads nowhere is reported at once, each as a
// *MissingError or with what to try.
func Expand(args []string, except ...string) (files []string, found map[string]bool, err error) {
	x := expander{except: except, seen: map[string]bool{}, found: map[string]bool{}}
	var faults []error
	for _, arg := range args {
		if err := x.add(arg); err != nil {
			faults = append(faults, err)
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, nil, err
	}
	return x.out, x.found, nil
}

type expander struct {
	except []string
	seen   map[string]bool
	found  map[string]bool
	out    []string
}

func (x *expander) add(arg string) error {
	if arg == "-" {
		x.take(arg)
		return nil
	}
	st, err := os.Stat(arg)
	for _, name := range spellings(arg)[1:] {
		if again, ok := os.Stat(name); err != nil && ok == nil {
			arg, st, err = name, again, nil
		}
	}
	switch {
	case err == nil && st.IsDir():
		return x.folder(arg)
	case err == nil:
		x.take(arg)
		delete(x.found, arg) // it was named, too
		return nil
	case strings.ContainsAny(arg, "*?["):
		return x.pattern(arg) // to Windows such a name is not one that is missing, but wrong
	case errors.Is(err, fs.ErrNotExist):
		return &MissingError{Name: arg}
	}
	return fmt.Errorf("%w; check the name and the permissions", err)
}

// take adds a file once.
func (x *expander) take(path string) {
	if key := filepath.Clean(path); !x.seen[key] {
		x.seen[key] = true
		x.out = append(x.out, path)
	}
}

// folder adds what is below dir and is no folder. Hidden files are left out; links to
// files are followed, links to folders are not, so that no walk is endless. A link to nothing is
// taken too: it is an input that cannot be opened.
func (x *expander) folder(dir string) error {
	before := len(x.out)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path != dir:
			x.take(path) // a folder that cannot be listed, named by the load like a file that cannot be read
			return fs.SkipDir
		case err != nil:
			return fmt.Errorf("%w; check who owns the folder", err)
		}
		ours := path != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == outfile.ManifestName || x.excepted(path))
		switch {
		case d.IsDir() && ours:
			return fs.SkipDir
		case d.IsDir() || ours:
			return nil
		}
		if st, err := os.Stat(path); err != nil || !st.IsDir() {
			x.take(path) // what cannot be looked at, or is no file, is named by the load, with the reason
		}
		return nil
	})
	for _, path := range x.out[before:] {
		x.found[path] = true
	}
	if err == nil && len(x.out) == before {
		err = fmt.Errorf("%s: the folder holds no file to read; give the folder the dumps are in", dir)
	}
	return err
}

// excepted reports whether path is one of the files or folders that are ours, or
// what the engine keeps beside one.
func (x *expander) excepted(path string) bool {
	return slices.ContainsFunc(x.except, func(own string) bool {
		return outfile.SameFile(path, own) || outfile.SameFile(path, own+".wal")
	})
}

func (x *expander) pattern(arg string) error {
	names, err := filepath.Glob(arg)
	if err != nil {
		return fmt.Errorf("%s: %w; put the name in quotes if it is not a pattern", arg, err)
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: no file fits this pattern; check the folder and the spelling", arg)
	}
	for _, name := range names {
		if name == arg {
			return &MissingError{Name: arg} // a link to nothing, with a name like a pattern
		}
		if err := x.add(name); err != nil {
			return err
		}
	}
	return nil
}
