package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// What DuckDB says of a locked file on Linux, and what is made of it.
const lockedText = `IO Error: Could not set lock on file "/data/a.duckdb": Conflicting lock is held in /usr/bin/zertify (PID 4711). See also https://duckdb.org/docs/stable/connect/concurrency`

// What it says on a German Windows: the reason in the user's language, the rest not.
const lockedWindowsText = `IO Error: Cannot open file "C:\data\a.duckdb": Der Prozess kann nicht auf die Datei zugreifen.

File is already open in
C:\tools\zertify.exe (PID 4711)`

func TestLockedDatabaseNamesTheHolderAndTheWay(t *testing.T) {
	t.Parallel()
	for _, text := range []string{lockedText, lockedWindowsText} {
		err := openError("a.duckdb", errors.New(text))
		var used *InUseError
		if !errors.As(err, &used) {
			t.Fatalf("%v is not an InUseError", err)
		}
		for _, want := range []string{"a.duckdb is in use", "(process 4711, zertify)", "option wait"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q lacks %q", err, want)
			}
		}
	}
}

func TestOpeningThatIsInterruptedSaysNothingElse(t *testing.T) {
	t.Parallel()
	if err := openError("a.duckdb", fmt.Errorf("connect: %w", context.Canceled)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWhenFree(t *testing.T) {
	t.Parallel()
	locked, other := openError("a.duckdb", errors.New(lockedText)), errors.New("disk gone")
	for _, c := range []struct {
		name   string
		atMost time.Duration
		errs   []error // of one opening after the other; the last one repeats
		want   error
		waits  int
	}{
		{"free", 0, []error{nil}, nil, 0},
		{"locked, no lock timeout", 0, []error{locked, nil}, locked, 0},
		{"locked twice", time.Minute, []error{locked, locked, nil}, nil, 1},
		{"locked for longer", 10 * time.Millisecond, []error{locked}, locked, 1},
		{"another fault ends it", time.Minute, []error{locked, other, nil}, other, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			waits, n := 0, 0
			ctx := WithLockTimeout(t.Context(), LockTimeout{AtMost: c.atMost, Waits: func(*InUseError) { waits++ }})
			err := whenFree(ctx, func() error {
				n++
				return c.errs[min(n, len(c.errs))-1]
			})
			if !errors.Is(err, c.want) || waits != c.waits {
				t.Errorf("error %v and told %d times, want %v and %d", err, waits, c.want, c.waits)
			}
		})
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	err := whenFree(WithLockTimeout(ctx, LockTimeout{AtMost: Forever, Waits: func(*InUseError) { cancel() }}),
		func() error {
			return openError("a.duckdb", errors.New(lockedText))
		})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestLockTimeoutOfKeepsTheLonger(t *testing.T) {
	t.Parallel()
	ctx := WithLockTimeoutOf(WithLockTimeout(t.Context(), LockTimeout{AtMost: time.Hour}), time.Minute)
	if got := lockTimeoutOf(ctx).AtMost; got != time.Hour {
		t.Errorf("lock timeout %v, want the hour asked for", got)
	}
	if got := lockTimeoutOf(WithLockTimeoutOf(t.Context(), time.Minute)).AtMost; got != time.Minute {
		t.Errorf("lock timeout %v, want the least", got)
	}
}

// An opening that takes longer than the timeout is followed by a wait all the same.
func TestTimeoutCountsFromWhenTheDatabaseIsInUse(t *testing.T) {
	t.Parallel()
	told, calls := false, 0
	ctx := WithLockTimeout(t.Context(),
		LockTimeout{AtMost: 10 * time.Millisecond, Waits: func(*InUseError) { told = true }})
	err := whenFree(ctx, func() error {
		if calls++; calls == 1 {
			time.Sleep(20 * time.Millisecond)
		}
		return &InUseError{Path: "a.duckdb"}
	})
	var used *InUseError
	if !errors.As(err, &used) || !told || calls < 2 {
		t.Errorf("%v after %d openings, told %v", err, calls, told)
	}
}
