package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/ingest/inputs"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/filename"
)

// expandInputs is inputs.Expand with what to try about each name that leads nowhere.
func expandInputs(args []string, except ...string) (files []string, found map[string]bool, err error) {
	files, found, err = inputs.Expand(args, except...)
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, err := range several.Unwrap() {
			all = append(all, explainName(err))
		}
		err = errors.Join(all...)
	}
	return files, found, err
}

// findInput is inputs.Find with what to try about a name that leads nowhere.
func findInput(arg string) (inputs.Input, error) {
	src, err := inputs.Find(arg)
	return src, explainName(err)
}

// walk visits the inputs inside one.
func (e *env) walk(ctx context.Context, src inputs.Input, visit func(*container.Member) error) error {
	return explainName(src.Walk(ctx, e.stdin, e.opening, visit))
}

// explainName words what to try about a name that leads nowhere.
func explainName(err error) error {
	var gone *inputs.MissingError
	var member *inputs.NoMemberError
	switch {
	case errors.As(err, &gone):
		return missing(gone.Name)
	case errors.As(err, &member):
		return fmt.Errorf("%w%s; %s lists them: zertify dump --stats %s", err,
			didYouMean(member.Input.Member, member.Members), member.Input.Name(), shellWord(member.Input.Path))
	}
	return err
}

// missing explains a name that is not there and offers the nearest one that is.
func missing(name string) error {
	gone := &inputs.MissingError{Name: name}
	dir, names, err := gone.Folder()
	if err != nil {
		return fmt.Errorf("%w, and the folder %s cannot be read; check the path", gone, filename.Escape(dir))
	}
	if near := queries.Nearest(filepath.Base(name), names); near != "" {
		return fmt.Errorf("%w; did you mean %s?", gone, filename.Escape(filepath.Join(dir, near)))
	}
	return fmt.Errorf("%w; give a file, a folder, a pattern in quotes, or - for standard input", gone)
}

// openFile opens a file that a flag names.
func openFile(path string) (*os.File, error) { return infile.Open(context.Background(), path) }

func isFolder(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}

// shellWord writes a path as it is typed.
func shellWord(path string) string { return filename.Quote(filename.Escape(path)) }
