// Package print turns pages of HTML into PDF, with a browser that is on the machine: Chromium,
// Chrome or Edge. No library
// sets pages as the browser does that shows them, and a browser is the one program that is everywhere.
//
// The browser gets a page from a private temporary folder, a profile in it that is new and goes with it, and no way to
// the network. It keeps its sandbox, unless the user is root, who has none.
package print

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/outfile"
)

// Timeout is the most time that a page may take. One of 300 sheets takes seconds, and minutes on a
// machine that is busy.
const Timeout = 10 * time.Minute

// PDF prints a page, which write writes, as PDF to out. Day stands in the file for the time of printing, so that one
// report makes one file.
func PDF(out io.Writer, day time.Time, write func(io.Writer) error) error {
	browser, err := Find()
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(parentFor(browser), "zertify-print-")
	if err != nil {
		return err
	}
	err = printIn(dir, browser, out, day, write)
	return errors.Join(err, removeAll(dir))
}

// removeAll removes a folder. A browser that has just ended may still be putting away what it had open.
func removeAll(dir string) (err error) {
	for range 20 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

func printIn(dir, browser string, out io.Writer, day time.Time, write func(io.Writer) error) error {
	page, made := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := new(outfile.Guard).Write(page, write); err != nil {
		return err
	}
	if err := run(browser, arguments(dir, page, made)); err != nil {
		return err
	}
	data, err := os.ReadFile(made)
	switch {
	case err != nil:
		return fmt.Errorf("%s ended and wrote no PDF: %w; name another browser with %s", browser, err, Variable)
	case !bytes.HasPrefix(data, []byte("%PDF-")):
		return fmt.Errorf("%s wrote something else than a PDF; name another browser with %s", browser, Variable)
	}
	_, err = out.Write(dated(data, day))
	return err
}

// arguments are those of Chromium and what is made of it.
func arguments(dir, page, made string) []string {
	options := []string{"headless", "disable-gpu", "no-first-run", "no-default-browser-check", "disable-extensions",
		"disable-sync", "disable-component-update", "disable-background-networking", "disable-breakpad",
		"host-resolver-rules=MAP * ~NOTFOUND", "proxy-server=127.0.0.1:9", // nothing listens there
		"user-data-dir=" + filepath.Join(dir, "profile"), "no-pdf-header-footer", "print-to-pdf=" + made}
	if os.Geteuid() == 0 {
		options = append(options, "no-sandbox")
	}
	var args []string
	for _, o := range options {
		args = append(args, "--"+o)
	}
	return append(args, fileURL(page))
}

// fileURL returns the address of a file; on Windows the drive is a part of its path.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// run runs the browser. Its own words are in the error: what it says otherwise is of no use to anybody.
func run(browser string, args []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, browser, args...)
	cmd.WaitDelay = 5 * time.Second // helpers may hold the pipe for a while
	said := &tail{}
	cmd.Stdout, cmd.Stderr = said, said
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s did not print within %v; name another browser with %s, or print from its window", browser,
			Timeout, Variable)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return fmt.Errorf("%s could not print: %w: %s; name another browser with %s", browser, err, said.line(), Variable)
	}
	return nil
}

// A tail keeps the last of what is written to it.
type tail struct{ b []byte }

// mostTail is enough for the last line.
const mostTail = 4096

// Write implements io.Writer.
func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	t.b = t.b[max(0, len(t.b)-mostTail):]
	return len(p), nil
}

// line returns the last line that has something on it.
func (t *tail) line() string {
	lines := strings.Split(strings.TrimSpace(strings.ToValidUTF8(string(t.b), "\uFFFD")), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

var times = regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:[0-9]{14}[+-][0-9]{2}'[0-9]{2}'\)`)

// dated puts a day in the place of the time of printing. The lengths stay, as a PDF counts its bytes.
func dated(data []byte, day time.Time) []byte {
	if day.IsZero() {
		day = time.Unix(0, 0)
	}
	text := day.UTC().Format("20060102") + "000000+00'00'"
	return times.ReplaceAllFunc(data, func(found []byte) []byte {
		return append(found[:bytes.IndexByte(found, ':')+1:bytes.IndexByte(found, ':')+1], text+")"...)
	})
}
