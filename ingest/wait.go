package ingest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
)

// Patience says how long opening a database may wait for another program to close
// it. One program that writes shuts out all others; programs that read do not mind
// each other.
type Patience struct {
	AtMost time.Duration
	Waits  func(*InUseError) // told once per opening that has to wait; may be nil
}

// Forever is patience without end; only the context ends it.
const Forever = time.Duration(math.MaxInt64)

type patienceKey struct{}

// WithPatience gives every opening of a database under the context that patience.
// Without it an opening fails at once.
func WithPatience(ctx context.Context, p Patience) context.Context {
	return context.WithValue(ctx, patienceKey{}, p)
}

// WithPatienceOf makes sure of at least so much patience.
func WithPatienceOf(ctx context.Context, least time.Duration) context.Context {
	p := patienceOf(ctx)
	p.AtMost = max(p.AtMost, least)
	return WithPatience(ctx, p)
}

func patienceOf(ctx context.Context) Patience {
	p, _ := ctx.Value(patienceKey{}).(Patience)
	return p
}

// InUseError says that another program has the database open.
type InUseError struct {
	Path    string
	Process string // its process number; "" when the engine does not say
	Err     error
}

// Holder says what is waited for.
func (e *InUseError) Holder() string {
	return "another program" + e.process() + " to close " + e.Path
}

// Error says who has the database, where that is known, and what to try.
func (e *InUseError) Error() string {
	return fmt.Sprintf("%s is in use by another program%s; wait until it ends, or have this one wait: --wait", e.Path, e.process())
}

// Unwrap gives what the engine said.
func (e *InUseError) Unwrap() error { return e.Err }

func (e *InUseError) process() string {
	if e.Process == "" {
		return ""
	}
	return " (process " + e.Process + ")"
}

// Openings that wait look again after a pause that grows from the first to the
// longest: a short wait ends soon and a long one costs little.
const (
	firstPause   = 50 * time.Millisecond
	longestPause = time.Second
)

// whenFree calls open until the database is free or patience ends.
func whenFree(ctx context.Context, open func() error) error {
	p, began := patienceOf(ctx), time.Now()
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := open()
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

// lockTexts are how the engine says that the file is locked, by system.
var lockTexts = []string{"Conflicting lock", "Could not set lock", "being used by another process"}

var lockHolder = regexp.MustCompile(`\(PID (\d+)\)`)

// openError explains why a database file cannot be opened.
func openError(path string, err error) error {
	text := err.Error()
	for _, t := range lockTexts {
		if !strings.Contains(text, t) {
			continue
		}
		used := &InUseError{Path: path, Err: err}
		if m := lockHolder.FindStringSubmatch(text); m != nil {
			used.Process = m[1]
		}
		return used
	}
	if strings.Contains(text, "not a valid DuckDB database") {
		return fmt.Errorf("%s is no database; give --db a new file name, and the dump as an argument: %w", path, err)
	}
	return fmt.Errorf("open database %s: %w", path, err)
}
