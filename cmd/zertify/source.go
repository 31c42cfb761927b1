package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/zertify/zertify/ingest/container"
)

// A source is the one input that dump and unpack work on: a file, standard input,
// or a member of an archive written the way the database names it, ARCHIVE!MEMBER.
type source struct {
	path   string          // file to open, or -
	member string          // full name of the member wanted; "" for whatever is there
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
	st, err := os.Stat(arg)
	switch {
	case err == nil && st.IsDir():
		return source{}, fmt.Errorf("%s is a folder; give one file", arg)
	case err == nil:
		return source{path: arg}, nil
	}
	for i := range len(arg) {
		if arg[i] != '!' {
			continue
		}
		if st, err := os.Stat(arg[:i]); err == nil && st.Mode().IsRegular() {
			return source{path: arg[:i], member: arg}, nil
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return source{}, missing(arg)
	}
	return source{}, err
}

// name is what the source is called in messages.
func (s source) name() string {
	if s.path == "-" {
		return stdinName
	}
	return s.path
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
		if s.member != "" && m.Name != s.member {
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
			didYouMean(s.member, names), s.path, shellWord(s.path))
	}
	return err
}

// shellWord quotes a word when a shell would read more into it.
func shellWord(s string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+="
	if s != "" && strings.Trim(s, safe) == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
