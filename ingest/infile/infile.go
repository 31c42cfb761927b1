// Package infile opens what is read. A person can name whatever has a name in the file system, and a folder can hold
// it: pipes that nobody writes into, sockets, devices without an end. None of them makes the program wait for ever.
package infile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// pipeWait is how long to wait for a writer of a pipe: a script may start the reader first.
const pipeWait = 10 * time.Second

// Open opens a file, or a pipe as soon as there is a writer. It waits for one for a while, or until the context ends.
func Open(ctx context.Context, path string) (*os.File, error) { return open(ctx, path, pipeWait) }

func open(ctx context.Context, path string, wait time.Duration) (*os.File, error) {
	st, err := os.Stat(path)
	if err != nil || st.Mode()&fs.ModeNamedPipe == 0 {
		return os.Open(path) // which says best what is wrong
	}
	return openPipe(ctx, path, wait)
}

// OpenInput is Open for an input, which has to end: devices are refused.
func OpenInput(ctx context.Context, path string) (*os.File, error) {
	if st, err := os.Stat(path); err == nil && st.Mode()&(fs.ModeDevice|fs.ModeCharDevice) != 0 {
		return nil, fault(path, "it is a device; copy what is on it into a file, or give - and let standard input come from it")
	}
	return Open(ctx, path)
}

// Special returns what a path leads to that is neither a file nor a folder, such as "a pipe"; "" for those, and for
// what cannot be looked at.
func Special(path string) string {
	st, err := os.Stat(path)
	switch {
	case err != nil, st.Mode().IsRegular(), st.IsDir():
		return ""
	case st.Mode()&fs.ModeNamedPipe != 0:
		return "a pipe"
	case st.Mode()&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

func fault(path, why string) error {
	return &fs.PathError{Op: "open", Path: path, Err: errors.New(why)}
}

type opened struct {
	file *os.File
	err  error
}

// openPipe opens a pipe, which the system lets return only when there is a writer.
func openPipe(ctx context.Context, path string, wait time.Duration) (*os.File, error) {
	done := make(chan opened, 1)
	go func() {
		f, err := os.Open(path)
		done <- opened{f, err}
	}()
	late := time.NewTimer(wait)
	defer late.Stop()
	select {
	case o := <-done:
		return o.file, o.err
	case <-ctx.Done():
		go abandon(done)
		return nil, ctx.Err()
	case <-late.C:
		go abandon(done)
		return nil, fault(path, "it is a pipe, and nothing writes into it; start its writer first")
	}
}

// abandon closes a pipe that is opened too late, for a writer to see that nobody reads.
func abandon(done <-chan opened) {
	if o := <-done; o.err == nil {
		_ = o.file.Close() // nothing was read
	}
}

// Dir is os.DirFS with Open for opening.
func Dir(dir string) fs.FS { return folder{dir, os.DirFS(dir)} }

type folder struct {
	dir string
	fs.FS
}

// Open opens a file of the folder.
func (f folder) Open(name string) (fs.File, error) {
	if path := filepath.Join(f.dir, filepath.FromSlash(name)); fs.ValidPath(name) && Special(path) == "a pipe" {
		return Open(context.Background(), path)
	}
	return f.FS.Open(name)
}
