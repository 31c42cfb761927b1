package inputs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/reports/filename"
)

// A Input is one input: a file, standard input,
// or a member of an archive written the way the database names it, ARCHIVE!MEMBER.
type Input struct {
	Path   string          // file to open, or -
	Member string          // full name of the member wanted, as it was typed; "" for whatever is there
	Left   *container.Left // takes what was left out beside the dumps; may be nil
}

// StdinName is what standard input is called in messages and in the database.
const StdinName = "(standard input)"

// Find tells what an argument means. A file of that very name goes before
// a member of an archive. A name that leads nowhere is a *MissingError.
func Find(arg string) (Input, error) {
	if arg == "-" {
		return Input{Path: arg}, nil
	}
	_, err := os.Stat(arg)
	for _, name := range spellings(arg) {
		st, err := os.Stat(name)
		switch {
		case err == nil && st.IsDir():
			return Input{}, fmt.Errorf("%s is a folder; give one file", filename.Escape(name))
		case err == nil:
			return Input{Path: name}, nil
		}
		if path, ok := archiveOf(name); ok {
			return Input{Path: path, Member: arg}, nil
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return Input{}, &MissingError{Name: arg}
	}
	return Input{}, err
}

// spellings returns the names that an argument can mean: itself, and what it stands for when
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
func (s Input) wants(name string) bool {
	return s.Member == "" || name == s.Member || name == filename.Escape(s.Member)
}

// Name returns what the input is called in messages.
func (s Input) Name() string {
	if s.Path == "-" {
		return StdinName
	}
	return filename.Escape(s.Path)
}

// Open opens the file; stdin is what the path - stands for.
func (s Input) Open(ctx context.Context, stdin io.Reader) (io.ReadCloser, error) {
	if s.Path == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := infile.OpenInput(ctx, s.Path)
	var file *fs.PathError
	if errors.As(err, &file) {
		return nil, fmt.Errorf("%s: it could not be opened: %w; see that it is still there and that you may read it",
			s.Name(), file.Err)
	}
	return f, err
}

// ErrEnough ends a walk that has what it wanted.
var ErrEnough = errors.New("enough")

// Walk visits the inputs inside this one, or the one member wanted; a member that is not there is a
// *NoMemberError. It ends with the first error of visit, which it returns unless that is ErrEnough.
func (s Input) Walk(ctx context.Context, stdin io.Reader, opt container.Options,
	visit func(*container.Member) error) error {
	f, err := s.Open(ctx, stdin)
	if err != nil {
		return err
	}
	defer f.Close()
	var names []string
	found := s.Member == ""
	res, err := container.Walk(ctx, s.Name(), f, opt, func(m *container.Member) error {
		if !s.wants(m.Name) {
			names = append(names, m.Name)
			return nil
		}
		found = true
		return visit(m)
	})
	if s.Left != nil {
		s.Left.Join(res.Left)
	}
	switch {
	case errors.Is(err, ErrEnough):
		return nil
	case err == nil && !found:
		return &NoMemberError{Input: s, Members: names}
	}
	return err
}
