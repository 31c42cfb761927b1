package progress

import (
	"slices"
	"testing"
)

func TestStepsReachTheWatcherOfTheContext(t *testing.T) {
	t.Parallel()
	Begin(t.Context(), Step{Doing: "without a watcher"})
	var got []string
	ctx := With(t.Context(), func(s Step) { got = append(got, s.Phase()+" | "+s.String()) })
	Begin(ctx, Step{Doing: "evaluating", Of: "profiles", N: 2, Total: 6, Name: "nist"})
	Begin(ctx, Step{Doing: "evaluating", Of: "profiles", N: 1, Total: 1, Name: "baseline"})
	Begin(ctx, Step{Doing: "reading an input", Name: "dump.smf"})
	Begin(ctx, Step{Doing: "grouping the traffic"})
	want := []string{
		"evaluating 6 profiles | evaluating 2 of 6 profiles: nist",
		"evaluating baseline | evaluating baseline",
		"reading an input | reading an input: dump.smf",
		"grouping the traffic | grouping the traffic",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
