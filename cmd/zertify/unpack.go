package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/container"
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
	cmd.Flags().StringVarP(&out, "output", "o", "", "`file or folder` to write")
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
// first file is written beside -o and moves into a folder when a second comes.
type unpackWriter struct {
	e      *env
	out    string
	folder *os.Root // set once it is one
	first  string   // name of the only file so far, waiting as part
	part   string   // out + ".part"; out itself when that is a device
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
		return stdoutCloser{w.e.stdout}, nil
	case w.folder == nil && w.count == 1 && !w.wantsFolder():
		w.first, w.part = name, w.out+".part"
		if st, err := os.Stat(w.out); err == nil && !st.Mode().IsRegular() {
			w.part = w.out
		}
		return os.Create(w.part)
	}
	if err := w.openFolder(); err != nil {
		return nil, err
	}
	return w.inFolder(name)
}

// stdoutCloser keeps standard output open.
type stdoutCloser struct{ io.Writer }

func (stdoutCloser) Close() error { return nil }

// openFolder makes -o a folder and moves the file that came first into it.
func (w *unpackWriter) openFolder() error {
	if w.folder != nil {
		return nil
	}
	if err := os.MkdirAll(w.out, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(w.out)
	if err != nil {
		return err
	}
	w.folder = root
	if w.first == "" {
		return nil
	}
	if err := w.makeParents(w.first); err != nil {
		return err
	}
	return os.Rename(w.part, filepath.Join(w.out, filepath.FromSlash(w.first)))
}

func (w *unpackWriter) makeParents(name string) error {
	return w.folder.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o777)
}

// inFolder creates a file below the folder; the folder handle refuses names and
// links that lead out of it.
func (w *unpackWriter) inFolder(name string) (io.WriteCloser, error) {
	if err := w.makeParents(name); err != nil {
		return nil, err
	}
	return w.folder.Create(filepath.FromSlash(name))
}

// finish returns a single file its name, or takes it away when the work failed.
func (w *unpackWriter) finish(ok bool) error {
	switch {
	case w.folder != nil:
		return w.folder.Close()
	case w.first == "" || w.part == w.out:
		return nil
	case ok:
		return os.Rename(w.part, w.out)
	}
	return os.Remove(w.part)
}

// where names a file that was written.
func (w *unpackWriter) where(name string) string {
	if w.folder == nil {
		return w.out
	}
	return filepath.Join(w.out, filepath.FromSlash(name))
}
