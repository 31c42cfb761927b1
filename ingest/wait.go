package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/hint"
)

// LockTimeout says how long opening a database may wait for another program to close
// it. One program that writes shuts out all others; programs that read do not mind
// each other.
type LockTimeout struct {
	AtMost time.Duration
	Waits  func(*InUseError) // told once per opening that has to wait; may be nil
}

// Forever is lock timeout without end; only the context ends it.
const Forever = time.Duration(math.MaxInt64)

type lockTimeoutKey struct{}

// WithLockTimeout returns every opening of a database under the context that lock timeout.
// Without it an opening fails at once.
func WithLockTimeout(ctx context.Context, p LockTimeout) context.Context {
	return context.WithValue(ctx, lockTimeoutKey{}, p)
}

// WithLockTimeoutOf makes sure of at least so much lock timeout.
func WithLockTimeoutOf(ctx context.Context, least time.Duration) context.Context {
	p := lockTimeoutOf(ctx)
	p.AtMost = max(p.AtMost, least)
	return WithLockTimeout(ctx, p)
}

func lockTimeoutOf(ctx context.Context) LockTimeout {
	p, _ := ctx.Value(lockTimeoutKey{}).(LockTimeout)
	return p
}

// InUseError says that another program has the database open.
type InUseError struct {
	Path    string
	Process string // its process number; "" when the engine does not say
	Program string // its name and, of zertify, the command; "" when that cannot be told
	Err     error
}

// Holder names the program that has the database open.
func (e *InUseError) Holder() string {
	return "another program" + e.process() + " to close " + e.Path
}

// Error says who has the database, where that is known, and what to try.
func (e *InUseError) Error() string {
	return fmt.Sprintf("%s is in use by another program%s; wait until it ends, or have this one wait: %s", e.Path,
		e.process(), hint.Words("{wait}"))
}

// Unwrap returns what the engine said.
func (e *InUseError) Unwrap() error { return e.Err }

func (e *InUseError) process() string {
	if e.Process == "" {
		return ""
	}
	if e.Program == "" {
		return " (process " + e.Process + ")"
	}
	return " (process " + e.Process + ", " + e.Program + ")"
}

// Openings that wait look again after a pause that grows from the first to the
// longest: a short wait ends soon and a long one costs little.
const (
	firstPause   = 50 * time.Millisecond
	longestPause = time.Second
)

// whenFree calls open until the database is free or lock timeout ends. The timeout counts from when the database was
// found in use: what the first opening takes is no part of the wait.
func whenFree(ctx context.Context, open func() error) error {
	p := lockTimeoutOf(ctx)
	var began time.Time
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := open()
		if began.IsZero() {
			began = time.Now()
		}
		var used *InUseError
		if !errors.As(err, &used) || time.Since(began) >= p.AtMost {
			return err
		}
		if p.Waits != nil {
			p.Waits(used)
			p.Waits = nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(min(pause, p.AtMost-time.Since(began))):
		}
	}
}

// lockTexts are how the engine says that the file is locked, by system. What Windows says
// is in the language of the user; what the engine adds about the other program is not.
var lockTexts = []string{"Conflicting lock", "Could not set lock", "being used by another process",
	"File is already open in"}

func saysLocked(text string) bool {
	return slices.ContainsFunc(lockTexts, func(t string) bool { return strings.Contains(text, t) })
}

// lockHolder finds the other program in what the engine says: its path, where there is one, and its process number.
var lockHolder = regexp.MustCompile(`(?:(?:held|open) in\s+([^\n]+?) )?\(PID (\d+)\)`)

// maxName bounds the name of a program in a message.
const maxName = 60

// programOf is the name of a program by its path; of our own also the command, where the system tells it.
func programOf(path, process string) string {
	name := path[strings.LastIndexAny(path, `/\`)+1:]
	name = strings.TrimSuffix(name, ".exe")
	if name == "zertify" {
		line, _ := os.ReadFile("/proc/" + process + "/cmdline") // of Linux; elsewhere the name must do
		for i, word := range strings.Split(string(line), "\x00") {
			if i > 0 && word != "" && !strings.HasPrefix(word, "-") {
				name += " " + word
				break
			}
		}
	}
	if len(name) > maxName {
		return ""
	}
	return plain.Text(name)
}

// openError explains why a database file cannot be opened.
func openError(path string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err // the user ended it
	}
	text := err.Error()
	if saysLocked(text) || heldByAnother(path) {
		used := &InUseError{Path: path, Err: err}
		if m := lockHolder.FindStringSubmatch(text); m != nil {
			used.Process, used.Program = m[2], programOf(m[1], m[2])
		}
		return used
	}
	for _, c := range cannotOpen {
		if strings.Contains(text, c.has) {
			return fmt.Errorf("%s %s", path, hint.Words(c.say))
		}
	}
	return fmt.Errorf("open database %s: %s", path, strings.TrimPrefix(text, driverPrefix))
}

// driverPrefix is what the driver puts before what the engine says.
const driverPrefix = "database/sql/driver: could not connect to database: "

// cannotOpen says in our words what the engine complains about when it cannot open
// a file. The order matters: what the system says goes before what the file holds.
var cannotOpen = []struct{ has, say string }{
	{"Is a directory", "is a folder; give the database file inside, or the name of a new one"},
	{"Access is denied",
		"cannot be opened with your rights: access is denied; check who owns the file and its folder, or give {db} " +
			"another name"},
	{"Permission denied",
		"cannot be opened with your rights: permission denied; check who owns the file and its folder, or give {db} " +
			"another name"},
	{"Read-only file system", "lies on a file system that is read-only; give {db} a name elsewhere"},
	{"Invalid unicode", "has a name that is not UTF-8, which the database engine cannot open; give {db} another name"},
	{"not a valid DuckDB database",
		"is not a database; to load a dump into a new one: zertify ingest INPUT {db} NEW.duckdb"},
	{"a database file with version number",
		"was made by another version of DuckDB, which this program cannot read; load the inputs again, into a new file: " +
			"zertify ingest INPUT {db} NEW.duckdb"},
	{"Could not read enough bytes",
		"is cut short: the end of the database is missing; load the inputs again, into a new file: zertify ingest INPUT " +
			"{db} NEW.duckdb"},
	{"Corrupt", "is damaged; load the inputs again, into a new file: zertify ingest INPUT {db} NEW.duckdb"},
}
