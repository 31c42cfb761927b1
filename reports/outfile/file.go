package outfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Why a file is not written. ErrKept can be overruled with Guard.Force, the others
// cannot.
var (
	ErrKept   = errors.New("not replaced")
	ErrInUse  = errors.New("this command reads it")
	ErrFolder = errors.New("is a folder; give the name of a file")
	ErrEngine = errors.New("would be taken for a part of the database of that name")
)

// A Guard decides what may be in the place of a file that is written.
type Guard struct {
	Force bool // replace files that exist

	paths []string      // what is read; it need not exist
	infos []os.FileInfo // what is read and open
}

// Use names files that the program reads: nothing takes their place, by whatever name
// or link they are called. Names that lead nowhere do no harm.
func (g *Guard) Use(paths ...string) { g.paths = append(g.paths, paths...) }

// UseOpen is Use for a file that is open, such as standard input.
func (g *Guard) UseOpen(f *os.File) {
	if st, err := f.Stat(); err == nil && st.Mode().IsRegular() {
		g.infos = append(g.infos, st)
	}
}

// inUse reports whether a path is one that is read.
func (g *Guard) inUse(path string) bool {
	st, err := os.Stat(path)
	same := func(other os.FileInfo) bool { return err == nil && st.Mode().IsRegular() && os.SameFile(st, other) }
	return slices.ContainsFunc(g.infos, same) || slices.ContainsFunc(g.paths, func(used string) bool {
		if used == "" {
			return false // a flag that was not given
		}
		other, err := os.Stat(used)
		return err == nil && same(other) || sameName(path, used)
	})
}

// sameName reports whether two paths are the same name in the same folder.
func sameName(a, b string) bool {
	return filepath.Base(a) == filepath.Base(b) && SameFile(filepath.Dir(a), filepath.Dir(b))
}

// besideDatabase reports whether the engine would take a file for what it keeps beside a
// database: its log, or its folder for what does not fit in memory.
func besideDatabase(path string) bool {
	for _, suffix := range []string{".wal", ".tmp"} {
		if db, ok := strings.CutSuffix(path, suffix); ok && isDatabase(db) {
			return true
		}
	}
	return false
}

// isDatabase reports whether a file is one of DuckDB's: a checksum, then its letters.
func isDatabase(path string) bool {
	st, err := os.Stat(path)
	if err != nil || !st.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 12)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head[8:]) == "DUCK"
}

// SameFile reports whether two paths lead to one file or folder.
func SameFile(a, b string) bool {
	sa, err1 := os.Stat(a)
	sb, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(sa, sb)
}

// A place is what is found where a file is to be written.
type place int

const (
	free     place = iota // nothing is there
	replaced              // what is there gives way
	device                // written to as it stands: a pipe, a terminal, /dev/null
)

// look says what is at a path, or why it may not be written.
func (g *Guard) look(path string) (place, error) {
	if err := CheckName(path); err != nil {
		return 0, err
	}
	st, err := os.Lstat(path)
	switch missing := errors.Is(err, fs.ErrNotExist); {
	case g.inUse(path):
		return 0, fmt.Errorf("%s: %w; give another name", path, ErrInUse)
	case besideDatabase(path):
		return 0, fmt.Errorf("%s %w; give another name", path, ErrEngine)
	case missing:
		return free, nil
	case err != nil:
		return 0, err
	}
	to, err := os.Stat(path)
	switch linked := st.Mode()&fs.ModeSymlink != 0; {
	case err == nil && to.IsDir():
		return 0, fmt.Errorf("%s %w", path, ErrFolder)
	case err == nil && !to.Mode().IsRegular():
		return device, nil
	case g.Force || !linked && st.Size() == 0:
		return replaced, nil
	case linked:
		return 0, fmt.Errorf("%s is a link: %w", path, ErrKept)
	}
	return 0, fmt.Errorf("%s exists already: %w", path, ErrKept)
}

// Check reports why a file may not be written, before there is anything to write.
func (g *Guard) Check(path string) error {
	_, err := g.look(path)
	return err
}

// lookIn is look for a file below a folder.
func (g *Guard) lookIn(root *os.Root, name string) (place, error) {
	st, err := root.Lstat(name)
	shown := filepath.Join(root.Name(), name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return free, nil
	case err != nil:
		return 0, err
	case st.IsDir():
		return 0, fmt.Errorf("%s %w", shown, ErrFolder)
	case g.inUse(shown):
		return 0, fmt.Errorf("%s: %w; give another folder", shown, ErrInUse)
	case g.Force || st.Mode().IsRegular() && st.Size() == 0:
		return replaced, nil
	}
	return 0, fmt.Errorf("%s exists already: %w", shown, ErrKept)
}

// A File gets its name when it is complete: until Commit or Discard it has a temporary
// one, or none when it is a device.
type File struct {
	f    *os.File
	root *os.Root // names are relative to it
	own  bool     // root is closed with the file
	temp string
	name string
	at   place
}

// Create begins a file that will be called path.
func (g *Guard) Create(path string) (*File, error) {
	at, err := g.look(path)
	if err != nil {
		return nil, err
	}
	if at == device {
		f, err := openDevice(path)
		return &File{f: f, at: at}, err
	}
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, cannotMake(path, err)
	}
	f, err := create(root, filepath.Base(path), at)
	if err != nil {
		return nil, errors.Join(cannotMake(path, err), root.Close())
	}
	f.own = true
	return f, nil
}

// CreateIn begins a file that will have the given name below a folder, and makes the
// folders between. Names and links that lead out of the folder are refused.
func (g *Guard) CreateIn(root *os.Root, name string) (*File, error) {
	path := filepath.Join(root.Name(), name)
	if err := root.MkdirAll(filepath.Dir(name), dirMode); err != nil {
		return nil, cannotMake(path, err)
	}
	at, err := g.lookIn(root, name)
	if err != nil {
		return nil, err
	}
	f, err := create(root, name, at)
	if err != nil {
		return nil, cannotMake(path, err)
	}
	return f, nil
}

func create(root *os.Root, name string, at place) (*File, error) {
	sweepOnce(filepath.Join(root.Name(), filepath.Dir(name)))
	f, temp, err := tempFile(root, filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	return &File{f: f, root: root, temp: temp, name: name, at: at}, nil
}

// Write implements io.Writer.
func (f *File) Write(p []byte) (int, error) { return f.f.Write(p) }

// Path is where the content is written meanwhile, for those who write it themselves.
func (f *File) Path() string { return f.f.Name() }

// Into makes the file one of a folder that gets the name it should have had. That
// folder must not exist yet.
func (f *File) Into(name string) error {
	if err := f.root.Mkdir(f.name, dirMode); err != nil {
		return err
	}
	f.name, f.at = filepath.Join(f.name, name), free
	return f.root.MkdirAll(filepath.Dir(f.name), dirMode)
}

// Commit closes the file and puts it in its place. When that fails nothing is left of it.
func (f *File) Commit() (err error) {
	err = f.f.Close() // tells of a full disk where writing did not
	if f.at == device {
		return err
	}
	defer func() { err = errors.Join(err, f.release()) }()
	switch {
	case err != nil:
	case f.at == replaced:
		err = f.root.Rename(f.temp, f.name)
	default:
		err = f.moveToFree()
	}
	if err != nil {
		err = errors.Join(err, f.root.Remove(f.temp))
	}
	return err
}

// moveToFree returns the file a name that must be free even now: a link fails where a
// rename would replace what has come in between. Where there are no links it looks first.
func (f *File) moveToFree() error {
	err := f.root.Link(f.temp, f.name)
	if err == nil {
		return f.root.Remove(f.temp)
	}
	if _, lerr := f.root.Lstat(f.name); !errors.Is(lerr, fs.ErrNotExist) {
		return fmt.Errorf("%s exists already: %w", filepath.Join(f.root.Name(), f.name), ErrKept)
	}
	return f.root.Rename(f.temp, f.name)
}

// Discard closes the file and removes it.
func (f *File) Discard() error {
	err := f.f.Close()
	if f.at == device {
		return err
	}
	return errors.Join(err, f.root.Remove(f.temp), f.release())
}

// release returns up the folder when it was opened for this file.
func (f *File) release() error {
	if !f.own {
		return nil
	}
	return f.root.Close()
}

// Write lets fill write a file that appears whole or not at all.
func (g *Guard) Write(path string, fill func(io.Writer) error) error {
	f, err := g.Create(path)
	if err != nil {
		return err
	}
	if err := Buffered(f, fill); err != nil {
		return errors.Join(fmt.Errorf("%s: %w", path, err), f.Discard())
	}
	return f.Commit()
}

// bufferSize is as large as one write to the system.
const bufferSize = 256 << 10

// Buffered lets fill write to w in large pieces.
func Buffered(w io.Writer, fill func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, bufferSize)
	return errors.Join(fill(b), b.Flush())
}
