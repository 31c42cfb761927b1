package outfile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
)

// An Origin says what the files of a Set were made of, by what, and how. Verify compares none of it: it is for whoever
// has to make them again, or to show what they rest on. It holds paths, and the command line as it was typed.
type Origin struct {
	Program  string    `json:"program"`
	Version  string    `json:"version"`
	Layouts  string    `json:"layout_hash,omitempty"` // of the record layouts, as are the facts about codes
	Facts    string    `json:"facts_hash,omitempty"`
	Engine   string    `json:"engine,omitempty"`
	Command  []string  `json:"command,omitempty"`  // arguments, without the program
	Settings []string  `json:"settings,omitempty"` // options that were not typed, with where they come from
	AsOf     string    `json:"as_of,omitempty"`    // day whose rules were applied
	Profiles []string  `json:"profiles,omitempty"` // with edition
	Database *Database `json:"database,omitempty"`
	Inputs   []Source  `json:"inputs"`
	Read     []Source  `json:"read,omitempty"` // other files that decided: exceptions, scope, profiles of the site
}

// A Source is a file that was read.
type Source struct {
	What       string `json:"what,omitempty"`
	Path       string `json:"path"`
	Bytes      int64  `json:"bytes"`
	SHA256     string `json:"sha256"`
	Incomplete bool   `json:"is_incomplete,omitempty"` // not read to its end
}

// ReadSource returns a file with its size and digest; what is not a regular file, such as a pipe, has none.
func ReadSource(what, path string) (s Source, err error) {
	s = Source{What: what, Path: path}
	if st, err := os.Stat(path); err != nil || !st.Mode().IsRegular() {
		return s, err
	}
	s.Bytes, s.SHA256, err = digestFile(path)
	return s, err
}

// digestFile returns the size and digest of a file.
func digestFile(path string) (size int64, digest string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	h := sha256.New()
	size, err = io.Copy(h, f)
	return size, hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

// SetOrigin says in the manifest what the files were made of.
func (s *Set) SetOrigin(o *Origin) { s.origin = o }
