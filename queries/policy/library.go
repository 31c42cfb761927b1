package policy

import (
	"fmt"
	"io/fs"
	"slices"
)

// A Library finds profiles by id: those of a folder first, then our own.
type Library struct {
	path string
	dir  fs.FS // nil without a folder
	ids  []string
	mine []string // in the folder
}

// OpenLibrary reads and checks every profile in a folder, whose path is for
// messages; without a folder dir is nil. A profile with the id of one of ours
// takes its place. Rule ids must be unique over all profiles, because
// exceptions name them.
func OpenLibrary(path string, dir fs.FS) (*Library, error) {
	own, err := Profiles(Embedded())
	if err != nil {
		return nil, err
	}
	l := &Library{path: path, dir: dir, ids: own}
	if dir == nil {
		return l, nil
	}
	if l.mine, err = Profiles(dir); err != nil {
		return nil, err
	}
	if len(l.mine) == 0 {
		return nil, fmt.Errorf("%s holds no profile; profiles are files named ID.csv", path)
	}
	for _, id := range l.mine {
		if !slices.Contains(l.ids, id) {
			l.ids = append(l.ids, id)
		}
	}
	slices.Sort(l.ids)
	return l, l.checkIDs()
}

// checkIDs loads all profiles and refuses a rule id that two of them have.
func (l *Library) checkIDs() error {
	where := map[string]string{}
	order := slices.Concat(without(l.ids, l.mine), l.mine)
	for _, id := range order {
		p, err := l.Load(id)
		if err != nil {
			return err
		}
		for _, r := range p.Rules {
			place := fmt.Sprintf("%s:%d", p.File, r.Line)
			if first := where[r.ID]; first != "" {
				return fmt.Errorf("%s: rule %s is also in %s; rule ids are unique over all profiles", place, r.ID, first)
			}
			where[r.ID] = place
		}
	}
	return nil
}

func without(list, remove []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(remove, s) })
}

// IDs lists the profiles there are, sorted.
func (l *Library) IDs() []string { return slices.Clone(l.ids) }

// Overridden lists the profiles of ours whose place the folder's take.
func (l *Library) Overridden() []string {
	own, err := Profiles(Embedded())
	if err != nil {
		return nil // OpenLibrary has read them
	}
	return slices.DeleteFunc(own, func(id string) bool { return !slices.Contains(l.mine, id) })
}

// Load reads and checks one profile. Errors name file and line.
func (l *Library) Load(id string) (*Profile, error) {
	if !slices.Contains(l.mine, id) {
		if profileID.MatchString(id) && !slices.Contains(l.ids, id) {
			return nil, noProfile(id, l.ids)
		}
		return LoadProfile(Embedded(), id)
	}
	p, err := LoadProfile(l.dir, id)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", l.path, err)
	}
	p.Origin = l.path + "/" + p.File
	if slices.Contains(l.Overridden(), id) {
		p.Origin += ", in place of ours"
	}
	return p, nil
}
