// Package progress lets packages say how far long work is without knowing who watches. The watcher travels in the
// context, as that of net/http/httptrace does; without one a report costs a look into the context.
package progress

import (
	"context"
	"fmt"
)

// A Step is what is being done. Several of one kind make a phase: they have Doing, Of and Total in common.
type Step struct {
	Doing string // such as "evaluating"
	Of    string // what there are several of, such as "profiles"; "" when the phase is this step alone
	N     int    // which of them this is, from 1
	Total int    // how many there are; 0 when Of is ""
	Name  string // of this one; may hold any text
	Even  bool   // the steps of the phase take about equally long, so that those done say how long the others take
}

// Phase says what the phase of the step is about, such as "evaluating 6 profiles".
func (s Step) Phase() string {
	switch {
	case s.Of == "":
		return s.Doing
	case s.Total == 1:
		return s.String()
	}
	return fmt.Sprintf("%s %d %s", s.Doing, s.Total, s.Of)
}

// String says what is being done, such as "evaluating 2 of 6 profiles: nist".
func (s Step) String() string {
	text := s.Doing
	switch {
	case s.Name == "":
	case s.Of == "":
		text += ": " + s.Name
	case s.Total == 1:
		text += " " + s.Name
	default:
		text += fmt.Sprintf(" %d of %d %s: %s", s.N, s.Total, s.Of, s.Name)
	}
	return text
}

type key struct{}

// With returns a context whose work is watched: watch is called as each step begins, from any goroutine.
func With(ctx context.Context, watch func(Step)) context.Context {
	return context.WithValue(ctx, key{}, watch)
}

// Watched reports whether somebody watches the work of a context.
func Watched(ctx context.Context) bool { return ctx.Value(key{}) != nil }

// Begin tells the watcher of the context that a step begins, which ends the one before.
func Begin(ctx context.Context, s Step) {
	if watch, ok := ctx.Value(key{}).(func(Step)); ok {
		watch(s)
	}
}
