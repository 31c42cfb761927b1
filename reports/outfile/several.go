package outfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ErrSeveral is why the second of several files is not written where there is room for one.
var ErrSeveral = errors.New("holds several files")

// A Several writes files to one place, which is a file or a folder; which of them, turns out as the files come. The
// first waits under a temporary name, and moves into a folder when a second comes.
type Several struct {
	guard  *Guard
	path   string
	stdout io.Writer
	folder *os.Root // set once the place is one
	only   *File    // the first file, as long as there is no folder
	first  string   // its name
	count  int
}

// Several returns a writer of files to path. The path - is stdout, which has room for one file.
func (g *Guard) Several(path string, stdout io.Writer) *Several {
	return &Several{guard: g, path: path, stdout: stdout}
}

// mustBeFolder reports whether the path can only mean a folder.
func (s *Several) mustBeFolder() bool {
	st, err := os.Stat(s.path)
	return strings.HasSuffix(s.path, "/") || os.IsPathSeparator(s.path[len(s.path)-1]) || err == nil && st.IsDir()
}

// Create opens the next file. name is where it goes if the place is a folder, with slashes. It gets its name when it is
// closed, or at Finish.
func (s *Several) Create(name string) (io.WriteCloser, error) {
	s.count++
	switch {
	case s.path == "-" && s.count > 1:
		return nil, ErrSeveral
	case s.path == "-":
		return keptOpen{s.stdout}, nil
	case s.folder == nil && s.count == 1 && !s.mustBeFolder():
		f, err := s.guard.Create(s.path)
		if err != nil {
			return nil, err
		}
		s.first, s.only = name, f
		return keptOpen{f}, nil
	}
	if err := s.openFolder(); err != nil {
		return nil, err
	}
	f, err := s.guard.CreateIn(s.folder, filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return committed{f}, nil
}

// CreateLate is Create at the first byte that is written, so that nothing is made of what turns out to be empty.
func (s *Several) CreateLate(name string) *Late {
	return &Late{create: func() (io.WriteCloser, error) { return s.Create(name) }}
}

// keptOpen is for others to close.
type keptOpen struct{ io.Writer }

func (keptOpen) Close() error { return nil }

// committed is a file that gets its name when it is closed.
type committed struct{ *File }

func (c committed) Close() error { return c.Commit() }

// openFolder makes the place a folder and moves the file that came first into it.
func (s *Several) openFolder() (err error) {
	if s.folder != nil {
		return nil
	}
	if only := s.only; only != nil {
		s.only = nil
		if err := only.Into(filepath.FromSlash(s.first)); err != nil {
			return errors.Join(fmt.Errorf("the input %w: %w", ErrSeveral, err), only.Discard())
		}
		if err := only.Commit(); err != nil {
			return err
		}
	} else if err := MkdirAll(s.path); err != nil {
		return err
	}
	s.folder, err = os.OpenRoot(s.path)
	return err
}

// Finish puts a single file in its place, or removes it when the work was not done.
func (s *Several) Finish(done bool) error {
	switch {
	case s.folder != nil:
		return s.folder.Close()
	case s.only == nil:
		return nil
	case done:
		return s.only.Commit()
	}
	return s.only.Discard()
}

// Path returns where the file of that name is.
func (s *Several) Path(name string) string {
	if s.folder == nil {
		return s.path
	}
	return filepath.Join(s.path, filepath.FromSlash(name))
}

// A Late is a file that is created by the first byte written to it.
type Late struct {
	create func() (io.WriteCloser, error)
	f      io.WriteCloser
	b      bytes.Buffer
}

// Begun reports whether there is a file.
func (l *Late) Begun() bool { return l.f != nil }

// lateBuffer is how much is gathered before it is written.
const lateBuffer = 256 << 10

// Write implements io.Writer.
func (l *Late) Write(p []byte) (int, error) {
	if l.f == nil {
		f, err := l.create()
		if err != nil {
			return 0, err
		}
		l.f = f
	}
	n, _ := l.b.Write(p) // never fails
	if l.b.Len() < lateBuffer {
		return n, nil
	}
	_, err := l.b.WriteTo(l.f)
	return n, err
}

// Close closes the file, if there is one.
func (l *Late) Close() error {
	if l.f == nil {
		return nil
	}
	_, err := l.b.WriteTo(l.f)
	return errors.Join(err, l.f.Close())
}
