package outfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// ManifestName is the file that says which files of a folder belong together.
const ManifestName = "zertify-manifest.json"

// manifestFormat names the shape of the manifest. Fields may be added under the same name.
const manifestFormat = "zertify-manifest/1"

// ErrBroken is why a folder cannot be taken for a Set: its manifest cannot be read.
var ErrBroken = errors.New("not a manifest of this program")

// A Manifest lists the files of a Set. While a set takes the place of another one it is
// not complete, and lists the files of both.
type Manifest struct {
	Format   string    `json:"format"`
	Kind     string    `json:"kind"`               // what was written: report, export
	Complete bool      `json:"complete"`           // all files are there
	Database *Database `json:"database,omitempty"` // missing when none lies in the folder
	Origin   *Origin   `json:"origin,omitempty"`
	Files    []Entry   `json:"files"` // in the order of their names
}

// An Entry is one file of a Set.
type Entry struct {
	Name   string `json:"name"` // below the folder, with forward slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// A Database is what the files of a Set are about. Its bytes may change while what it
// holds does not, so it is known by its inputs and by what its tables hold of them.
type Database struct {
	Name     string `json:"name"`
	Inputs   string `json:"inputs_sha256"`             // a digest of which inputs it held
	Contents string `json:"contents_sha256,omitempty"` // a digest of the rows made of them
}

// maxManifest bounds what is read of a manifest.
const maxManifest = 16 << 20

// ReadManifest returns the manifest of a folder. The error is fs.ErrNotExist when there is
// none, and ErrBroken when it is not one of ours.
func ReadManifest(dir string) (*Manifest, error) {
	f, err := os.Open(filepath.Join(dir, ManifestName))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var m Manifest
	d := json.NewDecoder(io.LimitReader(f, maxManifest))
	if err := d.Decode(&m); err != nil || m.Format != manifestFormat {
		return nil, fmt.Errorf("%s: %w", f.Name(), ErrBroken)
	}
	for _, e := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(e.Name)) {
			return nil, fmt.Errorf("%s: names %q, outside its folder: %w", f.Name(), e.Name, ErrBroken)
		}
	}
	return &m, nil
}

// entry returns the size and digest of a file below dir. It follows no link.
func entry(dir, name string) (Entry, error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	st, err := os.Lstat(path)
	if err == nil && !st.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file: %w", path, ErrKept)
	}
	if err != nil {
		return Entry{}, err
	}
	n, digest, err := digestFile(path)
	return Entry{name, n, digest}, err
}

// A Set is written into a folder as a whole: its files take the place of those of an
// earlier set together. Files are collected in a temporary folder inside, and then:
//
//  1. the manifest says that it is not complete and lists old and new files,
//  2. old files that are not written anew are removed, the new ones get their names,
//  3. the manifest lists the new files alone and says that it is complete.
//
// Whoever is killed in between leaves a folder that says so, and that the next set may
// replace: every file in it is one of those listed. What is not listed is never touched.
type Set struct {
	guard *Guard
	kind  string
	dir   string
	stage string   // the temporary folder
	held  *os.File // marks it as being written
	made  bool     // dir was made for this set
	owned []string // see CheckSet

	mu       sync.Mutex
	names    []string
	database *Database
	origin   *Origin
}

// CheckSet reports why a set of this kind may not be written into a folder: it holds
// files and no manifest, or one of another kind, or a file that was changed after it was
// written. owned are files in it that do not count, as the database that is reported on.
// Hidden files do not count either.
func (g *Guard) CheckSet(dir, kind string, owned ...string) error {
	_, err := g.earlier(dir, kind, owned)
	return err
}

// earlier returns the manifest of the set that will be replaced, an empty one for none.
func (g *Guard) earlier(dir, kind string, owned []string) (*Manifest, error) {
	if err := notFolder(dir); err != nil {
		return nil, err
	}
	m, err := ReadManifest(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if name := foreign(dir, owned); name != "" && !g.Force {
			return nil, fmt.Errorf("%s holds files and no %s that says they are a %s, such as %s: %w", dir, ManifestName, kind,
				name, ErrKept)
		}
		return &Manifest{}, nil
	case errors.Is(err, ErrBroken) && g.Force:
		return &Manifest{}, nil
	case errors.Is(err, ErrBroken):
		return nil, fmt.Errorf("%w: %w", err, ErrKept)
	case err != nil:
		return nil, err
	case g.Force:
		return m, nil
	case m.Kind != kind:
		return nil, fmt.Errorf("%s holds an earlier %s, not a %s: %w", dir, m.Kind, kind, ErrKept)
	}
	for _, e := range m.Files {
		if err := m.unchanged(dir, e.Name); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// notFolder refuses a path at which there is something else, or that is not for a folder of
// ours.
func notFolder(dir string) error {
	if err := CheckName(dir); err != nil {
		return err
	}
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return fmt.Errorf("%s is a file; give a folder", dir)
	}
	if besideDatabase(filepath.Clean(dir)) {
		return fmt.Errorf("%s %w; give another name", dir, ErrEngine)
	}
	return nil
}

// foreign returns the name of a file in a folder that is not hidden and not owned, or "".
func foreign(dir string, owned []string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(owned, e.Name()) {
			return e.Name()
		}
	}
	return ""
}

// lists reports whether a file is as some entry of its name says.
func (m *Manifest) lists(e Entry) bool { return slices.Contains(m.Files, e) }

// unchanged reports why a file may not be replaced or removed: it is not as it was
// written. One that is gone is not an obstacle.
func (m *Manifest) unchanged(dir, name string) error {
	e, err := entry(dir, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !m.lists(e):
		return fmt.Errorf("%s was changed after it was written, or is of another program: %w",
			filepath.Join(dir, filepath.FromSlash(name)), ErrKept)
	}
	return nil
}

// OpenSet begins a set in a folder, which it makes when needed. It refuses what CheckSet
// refuses.
func (g *Guard) OpenSet(dir, kind string, owned ...string) (*Set, error) {
	if err := g.CheckSet(dir, kind, owned...); err != nil {
		return nil, err
	}
	_, err := os.Lstat(dir)
	s := &Set{guard: g, kind: kind, dir: dir, owned: owned, made: errors.Is(err, fs.ErrNotExist)}
	if err := MkdirAll(dir); err != nil {
		return nil, err
	}
	sweepOnce(dir)
	s.stage = tempName(dir)
	if err := mkdir(s.stage); err != nil {
		return nil, errors.Join(cannotMake(filepath.Join(dir, ManifestName), err), s.unmake())
	}
	if s.held, err = os.Open(s.stage); err != nil {
		return nil, errors.Join(err, s.unmake())
	}
	_ = lock(s.held) // only what cleans up has to do without
	if s.busy() {
		return nil, errors.Join(
			fmt.Errorf("%s: another run is writing into this folder; wait until it is done, or give another one", dir),
			s.Discard())
	}
	return s, nil
}

// busy reports whether another set is being written into the same folder.
func (s *Set) busy() bool {
	entries, _ := os.ReadDir(s.dir) // what cannot be listed says nothing
	return slices.ContainsFunc(entries, func(d os.DirEntry) bool {
		other := filepath.Join(s.dir, d.Name())
		return d.IsDir() && other != s.stage && errors.Is(tryLock(other), errLocked)
	})
}

// Reserve adds a file to the set and returns where its content is to be written before
// Commit. The name has forward slashes. The folders between exist.
func (s *Set) Reserve(name string) (staged string, err error) {
	local := filepath.FromSlash(name)
	if !filepath.IsLocal(local) {
		return "", fmt.Errorf("%q would lie outside the folder", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if name == ManifestName || slices.Contains(s.names, name) {
		return "", fmt.Errorf("%s is there twice", name)
	}
	s.names = append(s.names, name)
	staged = filepath.Join(s.stage, local)
	return staged, MkdirAll(filepath.Dir(staged))
}

// Write lets fill write a file of the set.
func (s *Set) Write(name string, fill func(io.Writer) error) error {
	staged, err := s.Reserve(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	if err := errors.Join(Buffered(f, fill), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", s.Path(name), err)
	}
	return nil
}

// Path is the name that a file of the set will have.
func (s *Set) Path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// StagedDatabase returns the path at which to make a database that belongs to the set.
func (s *Set) StagedDatabase(name string) string { return filepath.Join(s.stage, name) }

// AddDatabase says which database in the folder the set is about, with its digests. One
// made at StagedDatabase is moved into the folder, where the caller has made sure that it
// may take the place of an earlier one.
func (s *Set) AddDatabase(d Database) { s.database = &d }

// Commit puts the files in the place of the earlier ones. On an error before anything was
// replaced, the folder is as it was.
func (s *Set) Commit() (err error) {
	defer func() { err = errors.Join(err, s.Discard()) }()
	steps, err := s.steps()
	if err != nil {
		return err
	}
	s.made = false
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// steps are what Commit does, in the order that Set describes.
func (s *Set) steps() ([]func() error, error) {
	last, err := s.guard.earlier(s.dir, s.kind, s.owned)
	if err != nil {
		return nil, err
	}
	next, err := s.manifest(last)
	if err != nil {
		return nil, err
	}
	both := *next
	both.Complete, both.Files = false, slices.Clone(next.Files)
	var gone []Entry
	for _, e := range last.Files {
		if next.lists(e) {
			continue
		}
		both.Files = append(both.Files, e)
		if !slices.Contains(s.names, e.Name) {
			gone = append(gone, e)
		}
	}
	steps := []func() error{func() error { return s.writeManifest(&both) }}
	for _, e := range gone {
		steps = append(steps, func() error { return s.remove(e) })
	}
	steps = append(steps, s.moveDatabase)
	for _, name := range s.names {
		steps = append(steps, func() error { return s.move(name) })
	}
	return append(steps, func() error { return s.writeManifest(next) }), nil
}

// manifest lists the files that were collected. The error is for one that may not get
// its name.
func (s *Set) manifest(last *Manifest) (*Manifest, error) {
	m := &Manifest{Format: manifestFormat, Kind: s.kind, Database: s.database, Origin: s.origin,
		Complete: true}
	slices.Sort(s.names)
	for _, name := range s.names {
		e, err := entry(s.stage, name)
		if err == nil && !s.guard.Force {
			err = last.unchanged(s.dir, name)
		}
		if err != nil {
			return nil, err
		}
		m.Files = append(m.Files, e)
	}
	return m, nil
}

// remove removes a file of the earlier set, unless it was changed.
func (s *Set) remove(e Entry) error {
	if now, err := entry(s.dir, e.Name); err != nil || now != e {
		return nil
	}
	if err := os.Remove(s.Path(e.Name)); err != nil {
		return err
	}
	s.pruneFolders(e.Name)
	return nil
}

// pruneFolders removes the folders of the set that the removal of a file has emptied.
func (s *Set) pruneFolders(name string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if os.Remove(s.Path(dir)) != nil {
			return // something else is in it
		}
	}
}

// move returns one file its name.
func (s *Set) move(name string) error {
	to := s.Path(name)
	if err := MkdirAll(filepath.Dir(to)); err != nil {
		return err
	}
	from := filepath.Join(s.stage, filepath.FromSlash(name))
	return errors.Join(private(from), os.Rename(from, to))
}

// moveDatabase puts a database that was made for the set in its place. A log that was
// left beside an earlier one would be taken for its own.
func (s *Set) moveDatabase() error {
	if s.database == nil {
		return nil
	}
	from := s.StagedDatabase(s.database.Name)
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	to := filepath.Join(s.dir, s.database.Name)
	if err := os.Remove(to + ".wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return errors.Join(private(from), os.Rename(from, to))
}

func (s *Set) writeManifest(m *Manifest) error {
	slices.SortFunc(m.Files, func(a, b Entry) int {
		return strings.Compare(a.Name+"\x00"+a.SHA256, b.Name+"\x00"+b.SHA256)
	})
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	always := Guard{Force: true}
	return always.Write(filepath.Join(s.dir, ManifestName), func(w io.Writer) error {
		_, err := io.Copy(w, bytes.NewReader(text))
		return err
	})
}

// Discard removes what was collected, and the folder if it was made for this set. After
// Commit it does nothing.
func (s *Set) Discard() error {
	if s.held == nil {
		return nil
	}
	err := errors.Join(s.held.Close(), os.RemoveAll(s.stage), s.unmake())
	s.held = nil
	return err
}

// unmake removes the folder when it was made for this set and nothing else is in it.
func (s *Set) unmake() error {
	if s.made {
		_ = os.Remove(s.dir) // stays when somebody else has put something into it
	}
	return nil
}
