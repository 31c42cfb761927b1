package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/outfile"
	"github.com/zertify/zertify/reports/terminal"
	"github.com/zertify/zertify/reports/wording"
)

// env is what a command may touch of the world: its streams, its messages and
// the variables that steer it.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         *screen // stderr, with the line of progress
	log            *slog.Logger

	args           []string // as typed
	helpError      error    // of writing help, which cobra does not pass on
	quiet, verbose bool
	logFormat      string
	config         string            // file named with --config
	fromFile       map[string]string // flags set by a configuration file, and where
	noPager        bool
	memory         ingest.Memory // that --memory allows; 0: the machine decides
	opening        container.Options
	guard          outfile.Guard // what is written goes through it
}

func newEnv(stdin io.Reader, stdout, stderr io.Writer) *env {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, screen: &screen{w: stderr}}
	e.log = slog.New(terminal.NewHandler(e.screen, slog.LevelInfo))
	return e
}

// logFormats are the forms messages can have.
var logFormats = map[string]func(io.Writer, slog.Level) slog.Handler{
	"text": terminal.NewHandler,
	"json": func(w io.Writer, l slog.Level) slog.Handler {
		return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l})
	},
}

// setLog makes the logger that the flags ask for.
func (e *env) setLog() error {
	open := logFormats[e.logFormat]
	if open == nil {
		return fmt.Errorf("--log-format %q is not known; try text or json", e.logFormat)
	}
	level := slog.LevelInfo
	switch {
	case e.quiet:
		level = slog.LevelError
	case e.verbose:
		level = slog.LevelDebug
	}
	e.log = slog.New(open(e.screen, level))
	return nil
}

// terminalOf returns the terminal that a stream leads to, with or without a pager; nil
// when it leads elsewhere.
func terminalOf(stream any) *os.File {
	if p, paged := stream.(*pager); paged {
		stream = p.terminal
	}
	if f, isFile := stream.(*os.File); isFile && term.IsTerminal(int(f.Fd())) {
		return f
	}
	return nil
}

// isTerminal reports whether a stream is a terminal, and how wide it is.
func isTerminal(stream any) (width int, ok bool) {
	f := terminalOf(stream)
	if f == nil {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < minWidth {
		width = 80
	}
	return width, true
}

// minWidth is the narrowest terminal that tables are fitted to.
const minWidth = 40

// colour reports whether text on stdout may be coloured: on a terminal that knows how,
// unless NO_COLOR is set to anything (no-color.org).
func (e *env) colour() bool {
	f := terminalOf(e.stdout)
	return f != nil && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && understandsColour(f)
}

// style returns what tables on stdout have room for.
func (e *env) style() terminal.Style {
	width, _ := isTerminal(e.stdout)
	return terminal.Style{Width: width, Colour: e.colour()}
}

// interactive reports whether a moving display may be drawn on stderr.
func (e *env) interactive() bool {
	_, tty := isTerminal(e.stderr)
	return tty && os.Getenv("CI") == "" && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// printf writes a result line to stdout.
func (e *env) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(e.stdout, format, args...)
	return err
}

// How lines on a terminal write numbers.
var (
	plural = wording.Several
	commas = wording.Grouped
	size   = wording.Bytes
)

// didYouMean returns "; did you mean …?" when a known word is near.
func didYouMean(word string, known []string) string {
	if near := queries.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
