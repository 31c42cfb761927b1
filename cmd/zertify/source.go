package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/reports/filename"
)

// A source is the one input that dump and unpack work on: a file, standard input,
// or a member of an archive written the way the database names it, ARCHIVE!MEMBER.
type source struct {
	path   string          // file to open, or -
	member string          // full name of the member wanted, as it was typed; "" for whatever is there
	left   *container.Left // takes what was left out beside the dumps; may be nil
}

// stdinName is what standard input is called in messages and in the database.
const stdinName = "(standard input)"

// findSource settles what an argument means. A file of that very name goes before
// a member of an archive.
func findSource(arg string) (source, error) {
	if arg == "-" {
		return source{path: arg}, nil
	}
	_, err := os.Stat(arg)
	for _, name := range spellings(arg) {
		st, err := os.Stat(name)
		switch {
		case err == nil && st.IsDir():
			return source{}, fmt.Errorf("%s is a folder; give one file", filename.Escape(name))
		case err == nil:
			return source{path: name}, nil
		}
		if path, ok := archiveOf(name); ok {
			return source{path: path, member: arg}, nil
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return source{}, missing(arg)
	}
	return source{}, err
}

// spellings are the names that an argument can mean: itself, and what it stands for when
// it was copied from a report.
func spellings(arg string) []string {
	if name := filename.Unescape(arg); name != arg {
		return []string{arg, name}
	}
	return []string{arg}
}

// archiveOf finds the archive in ARCHIVE!MEMBER.
func archiveOf(name string) (path string, ok bool) {
	for i := range len(name) {
		if name[i] != '!' {
			continue
		}
		if st, err := os.Stat(name[:i]); err == nil && st.Mode().IsRegular() {
			return name[:i], true
		}
	}
	return "", false
}

// wants reports whether a member is the one wanted, which may have been typed as it is
// called or as it is shown.
func (s source) wants(name string) bool {
	return s.member == "" || name == s.member || name == filename.Escape(s.member)
}

// name is what the source is called in messages.
func (s source) name() string {
	if s.path == "-" {
		return stdinName
	}
	return filename.Escape(s.path)
}

func (s source) open(e *env) (io.ReadCloser, error) {
	if s.path == "-" {
		return io.NopCloser(e.stdin), nil
	}
	return os.Open(s.path)
}

// errEnough ends a walk that has what it wanted.
var errEnough = errors.New("enough")

// walk visits the inputs inside the source, or the one member wanted.
func (s source) walk(ctx context.Context, e *env, visit func(*container.Member) error) error {
	f, err := s.open(e)
	if err != nil {
		return err
	}
	defer f.Close()
	var names []string
	found := s.member == ""
	res, err := container.Walk(ctx, s.name(), f, e.opening, func(m *container.Member) error {
		if !s.wants(m.Name) {
			names = append(names, m.Name)
			return nil
		}
		found = true
		return visit(m)
	})
	if s.left != nil {
		s.left.Join(res.Left)
	}
	switch {
	case errors.Is(err, errEnough):
		return nil
	case err == nil && !found:
		return fmt.Errorf("%s: no such member%s; %s lists them: zertify dump --stats %s", s.member,
			didYouMean(s.member, names), s.name(), shellWord(s.path))
	}
	return err
}

// shellWord writes a path as it is typed.
func shellWord(path string) string { return filename.Quote(filename.Escape(path)) }
