package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/reports/outfile"
)

func newUnpackCmd(e *env) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "unpack INPUT",
		Short: "Write what is inside TERSE, XMIT, gzip, zip and other containers",
		Long: `Writes what a container holds, layer by layer down to what no format claims. Records
of format V keep their descriptor words. With one file inside, -o names that file; with
several, or when it is a folder, they are written below it. -o - writes one file to
standard output.`,
		Example: "  zertify unpack demo.smf.gz -o demo.bin\n  zertify unpack demo.zip -o unpacked/",
		Args:    needOneInput,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runUnpack(cmd.Context(), e, args[0], out)
		},
	}
	addOutput(cmd, &out, writesFolder, "", "`file or folder` to write")
	addMaxOutput(cmd)
	return cmd
}

func runUnpack(ctx context.Context, e *env, arg, out string) error {
	if out == "" {
		return errors.New("no output; give -o FILE or -o FOLDER")
	}
	src, err := findSource(arg)
	if err != nil {
		return err
	}
	if src.member != "" {
		return fmt.Errorf("%s: unpack writes everything inside %s; give that", arg, src.path)
	}
	in, err := src.open(e)
	if err != nil {
		return err
	}
	defer in.Close()
	w := newUnpackWriter(e, out)
	done, err := container.Unpack(ctx, in, src.name(), w.create, e.opening)
	if err = errors.Join(err, w.finish(err == nil)); err != nil {
		return err
	}
	return e.tellUnpacked(w, done)
}

func (e *env) tellUnpacked(w *unpackWriter, done []container.Unpacked) error {
	lost := false
	for _, u := range done {
		for _, n := range u.Notes {
			e.log.Warn(u.Name + ": " + n)
		}
		if u.Err != nil {
			lost = true
			e.log.Warn(namedError(u.Name, u.Err))
		}
		if u.File == "" || w.out == "-" {
			continue
		}
		if err := e.printf("%s: %s (%s)\n", plainPath(w.where(u.File)), size(u.Bytes), container.Chain(u.Chain)); err != nil {
			return err
		}
	}
	return incomplete(lost)
}

// unpackWriter decides between a file and a folder when it sees what there is: a
// first file waits under a temporary name, and moves into a folder when a second comes.
type unpackWriter struct {
	e      *env
	out    string
	folder *os.Root      // set once it is one
	only   *outfile.File // the first file, as long as there is no folder
	first  string        // its name inside the input
	count  int
}

func newUnpackWriter(e *env, out string) *unpackWriter { return &unpackWriter{e: e, out: out} }

// wantsFolder reports whether -o can only mean a folder.
func (w *unpackWriter) wantsFolder() bool {
	st, err := os.Stat(w.out)
	return strings.HasSuffix(w.out, "/") || os.IsPathSeparator(w.out[len(w.out)-1]) || err == nil && st.IsDir()
}

// create opens the file for one member.
func (w *unpackWriter) create(name string) (io.WriteCloser, error) {
	w.count++
	switch {
	case w.out == "-" && w.count > 1:
		return nil, errors.New("holds several files; give -o a folder")
	case w.out == "-":
		return keptOpen{w.e.stdout}, nil
	case w.folder == nil && w.count == 1 && !w.wantsFolder():
		f, err := w.e.guard.Create(w.out)
		if err != nil {
			return nil, err
		}
		w.first, w.only = name, f
		return keptOpen{f}, nil
	}
	if err := w.openFolder(); err != nil {
		return nil, err
	}
	f, err := w.e.guard.CreateIn(w.folder, filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return committed{f}, nil
}

// keptOpen is for others to close.
type keptOpen struct{ io.Writer }

func (keptOpen) Close() error { return nil }

// committed is a file that gets its name when it is closed.
type committed struct{ *outfile.File }

func (c committed) Close() error { return c.Commit() }

// openFolder makes -o a folder and moves the file that came first into it.
func (w *unpackWriter) openFolder() (err error) {
	if w.folder != nil {
		return nil
	}
	if only := w.only; only != nil {
		w.only = nil
		if err := only.Into(filepath.FromSlash(w.first)); err != nil {
			return errors.Join(fmt.Errorf("the input holds several files; give -o a folder: %w", err), only.Discard())
		}
		if err := only.Commit(); err != nil {
			return err
		}
	} else if err := outfile.MkdirAll(w.out); err != nil {
		return err
	}
	w.folder, err = os.OpenRoot(w.out)
	return err
}

// finish returns a single file its name, or takes it away when the work failed.
func (w *unpackWriter) finish(ok bool) error {
	switch {
	case w.folder != nil:
		return w.folder.Close()
	case w.only == nil:
		return nil
	case ok:
		return w.only.Commit()
	}
	return w.only.Discard()
}

// where names a file that was written.
func (w *unpackWriter) where(name string) string {
	if w.folder == nil {
		return w.out
	}
	return filepath.Join(w.out, filepath.FromSlash(name))
}
