package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/ingest/infile"
	"github.com/zertify/zertify/queries/policy"
)

// A profileDir is the folder with profiles of the user's own; empty for none.
type profileDir struct{ path string }

func (d *profileDir) addFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&d.path, "profiles-dir", "",
		"`folder` with profiles of your own, ID.csv; one with the id of ours takes its place")
}

// open reads and checks the folder, and says which of our profiles it replaces.
func (d *profileDir) open(e *env) (*policy.Library, error) {
	if d.path == "" {
		return policy.OpenLibrary("", nil)
	}
	st, err := os.Stat(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("--profiles-dir: %w", missing(d.path))
	case err != nil:
		return nil, fmt.Errorf("--profiles-dir: %w", err)
	case !st.IsDir():
		return nil, fmt.Errorf("--profiles-dir %s is a file; give a folder", d.path)
	}
	l, err := policy.OpenLibrary(filepath.ToSlash(filepath.Clean(d.path)), infile.Dir(d.path))
	if err != nil {
		return nil, fmt.Errorf("--profiles-dir: %w", err)
	}
	for _, id := range l.Overridden() {
		e.log.Warn(fmt.Sprintf("profile %s: %s is used in place of ours", id, filepath.Join(d.path, id+".csv")))
	}
	return l, nil
}

// loadProfile reads a profile of the library, or the file named.
func loadProfile(l *policy.Library, name string) (*policy.Profile, error) {
	base, ok := strings.CutSuffix(name, ".csv")
	if !ok {
		return l.Load(name)
	}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, missing(name)
	}
	p, err := policy.LoadProfile(infile.Dir(filepath.Dir(name)), filepath.Base(base))
	if err != nil {
		return nil, err
	}
	p.Origin = filepath.ToSlash(filepath.Clean(name))
	return p, nil
}

func listProfiles(e *env, dir *profileDir) (*sheet, error) {
	l, err := dir.open(e)
	if err != nil {
		return nil, err
	}
	s := newSheet("id", "title", "edition", "authority", "rules", "origin")
	for _, id := range l.IDs() {
		p, err := l.Load(id)
		if err != nil {
			return nil, err
		}
		s.add(p.ID, p.Title, p.Edition, p.Authority, len(p.Rules), originOf(p))
	}
	return s, nil
}

// originOf says where a profile comes from.
func originOf(p *policy.Profile) string {
	if p.Origin == "" {
		return "ours"
	}
	return p.Origin
}

func describeProfile(e *env, dir *profileDir, id string) (*sheet, error) {
	l, err := dir.open(e)
	if err != nil {
		return nil, err
	}
	p, err := loadProfile(l, id)
	if err != nil {
		return nil, err
	}
	s := newSheet("rule", "title", "applies_to", "attribute", "condition", "verdict", "severity", "effective_from",
		"effective_until", "citation", "rationale", "basis")
	for i := range p.Rules {
		r := &p.Rules[i]
		s.add(r.ID, r.Title, r.AppliesTo, r.Attribute, r.Condition, string(r.Verdict), r.Severity, day(r.From),
			day(r.To), r.Citation, r.Rationale, r.Basis)
	}
	return s, nil
}

// day words a day; nothing for no day.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
