package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What several profiles see at one end point is one line, and places that got worse come first.
func TestDriftByPlace(t *testing.T) {
	t.Parallel()
	finding := func(place, profile, title, subject, state string) Change {
		return Change{What: ChangeFinding, State: state, Worse: state == StateNew, Profile: profile, Title: title,
			Subject: subject, Place: place, After: "fail: " + subject}
	}
	d := &Drift{Worse: 3, Changes: []Change{
		finding("B", "p", "Old cipher", "3DES", StateFixed),
		finding("A", "p", "Old version", "TLS1.0", StateFixed),
		finding("A", "p", "Old cipher", "3DES", StateNew),
		finding("A", "q", "Cipher of another name", "3DES", StateNew),
		finding("A", "p", "Still there", "MD5", StateOpen),
		finding("A", ProfileOfChecks, "One check", ProfileOfChecks, StateNew),
		finding("A", ProfileOfChecks, "Another check", ProfileOfChecks, StateNew),
		{What: ChangePort, State: StateNew, Worse: true, Title: "Unprotected traffic", Place: "A", After: "9 connections"},
		{What: ChangePeer, State: StateNew, Title: "Peer", Place: "Peers of S", Resource: "10.0.0.1"},
		{What: ChangePeer, State: StateNew, Title: "Peer", Place: "Peers of S", Resource: "10.0.0.2"},
	}}
	var got []string
	for _, p := range d.ByPlace() {
		got = append(got, fmt.Sprintf("%s, %d worse", p.Name, p.Worse))
		for _, l := range p.Lines {
			got = append(got, strings.TrimSpace(fmt.Sprintf("  %s %s %s %v", l.State, l.Title, l.Resource,
				append(l.Profiles, l.Checks...))))
		}
	}
	want := []string{"A, 3 worse", "new Old cipher  [p q]", "new One check  [One check Another check]",
		"new Unprotected traffic  []", "fixed Old version  [p]",
		"B, 0 worse", "fixed Old cipher  [p]",
		"Peers of S, 0 worse", "new Peer 10.0.0.1 []", "new Peer 10.0.0.2 []"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got, want := d.Summary()[0],
		"3 things got worse at 1 place. One of the two sides shows no traffic, so that nothing can be "+
			"said of it."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
