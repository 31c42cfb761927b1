package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// What a Change is about.
const (
	ChangeFinding     = "finding"
	ChangePort        = "port"
	ChangeSuite       = "suite"
	ChangeCertificate = "certificate"
	ChangePeer        = "peer"
)

// The states of a Change.
const (
	StateNew      = "new"
	StateWorse    = "got worse"
	StateOpen     = "still open"
	StateBetter   = "got better"
	StateFixed    = "fixed"
	StateVanished = "vanished"
	StateRenewed  = "renewed"
	StateLapsing  = "about to lapse"
	StateLapsed   = "lapsed"
)

// The orders in which changes are listed: what they are about, and their states.
var (
	ChangeOrder = []string{ChangeFinding, ChangePort, ChangeSuite, ChangeCertificate, ChangePeer}
	StateOrder  = []string{StateNew, StateWorse, StateLapsed, StateLapsing, StateOpen, StateBetter, StateRenewed,
		StateFixed, StateVanished}
)

// ProfileOfChecks stands in Change.Profile for a check.
const ProfileOfChecks = "query"

// A Change is one difference between two periods.
type Change struct {
	What  string `json:"what"`
	State string `json:"state"`
	Worse bool   `json:"is_worse"` // counts towards the exit code
	// ID is the same in every comparison for the same thing at the same place:
	// a hash of what it is about, the rule and the resource.
	ID       string `json:"id"`
	Profile  string `json:"profile"` // "query" for checks; "" where no rule is involved
	Rule     string `json:"rule"`
	Title    string `json:"title"` // what it is, as a person would say it
	Severity string `json:"severity"`
	Place    string `json:"place"` // end point, as Server.Name says it, or what else it belongs to
	System   string `json:"system"`
	Stack    string `json:"stack"`
	Job      string `json:"job"`
	Resource string `json:"resource"`
	Before   string `json:"before"`
	After    string `json:"after"`

	ConnectionsBefore int64 `json:"connections_before"`
	ConnectionsAfter  int64 `json:"connections_after"`
	BytesBefore       int64 `json:"bytes_before"`
	BytesAfter        int64 `json:"bytes_after"`

	// Where to see it: in the newer period, or the older for what is gone.
	FileID   int64 `json:"file_id"`
	RecordNo int64 `json:"record_no"`

	Subject string `json:"-"` // what a finding is about; those of several profiles may be about the same
}

// A DriftSide says what one of the two periods is.
type DriftSide struct {
	Database string `json:"database"`
	Scope    string `json:"scope"`
	Span
	Sessions int64 `json:"sessions"`
	Records  int64 `json:"interval_records"`
}

// A Drift is what changed from one period, or database, to another.
type Drift struct {
	Tool    Tool      `json:"tool"`
	AsOf    Date      `json:"as_of,omitzero"` // the day whose rules evaluated both
	Old     DriftSide `json:"old"`
	New     DriftSide `json:"new"`
	Changes []Change  `json:"changes"`
	Worse   int       `json:"worse"` // changes that count towards the exit code
	Notes   []string  `json:"notes"` // what limits the comparison
}

// Count returns the number of changes in one state about one thing.
func (d *Drift) Count(what, state string) (n int) {
	for i := range d.Changes {
		if d.Changes[i].What == what && d.Changes[i].State == state {
			n++
		}
	}
	return n
}

// Summary says the comparison in a few sentences.
func (d *Drift) Summary() []string {
	verdict := "Nothing got worse."
	if d.Worse > 0 {
		places, things := int64(0), int64(0)
		for _, p := range d.ByPlace() {
			if p.Worse > 0 {
				places++
				things += int64(p.Worse)
			}
		}
		verdict = fmt.Sprintf("%s got worse at %s.", wording.Count(things, "thing"), wording.Count(places, "place"))
	}
	if d.Old.Sessions == 0 || d.New.Sessions == 0 {
		verdict += " One of the two sides shows no traffic, so that nothing can be said of it."
	}
	n := func(what, state string) string { return wording.Digits(int64(d.Count(what, state))) }
	return []string{
		verdict,
		fmt.Sprintf("Findings: %s new, %s got worse, %s still open, %s got better, %s fixed.", n(ChangeFinding, StateNew),
			n(ChangeFinding, StateWorse),
			n(ChangeFinding, StateOpen), n(ChangeFinding, StateBetter), n(ChangeFinding, StateFixed)),
		fmt.Sprintf("Ports: %s newly unprotected, %s no longer. Protection: %s downgraded, %s improved.",
			n(ChangePort, StateNew), n(ChangePort, StateFixed),
			n(ChangeSuite, StateWorse), n(ChangeSuite, StateBetter)),
		fmt.Sprintf("Certificates: %s new, %s renewed, %s about to expire, %s expired. Peers: %s new, %s gone.",
			n(ChangeCertificate, StateNew), n(ChangeCertificate, StateRenewed),
			n(ChangeCertificate, StateLapsing), n(ChangeCertificate, StateLapsed), n(ChangePeer, StateNew),
			n(ChangePeer, StateVanished)),
	}
}

// A DriftPlace is all that changed at one end point, or in one list of peers.
type DriftPlace struct {
	Name  string
	Worse int // lines that made things worse
	Lines []DriftLine
}

// A DriftLine is a change with the profiles that see it. The checks that tell of one place
// are one line, too: what they find, profiles mostly find as well.
type DriftLine struct {
	*Change
	Profiles []string // none for checks
	Checks   []string // titles of the checks
}

// ByPlace returns the changes by the place they belong to, those that made things worse first.
// What several profiles see is one line; what is still open did not change and is left out.
func (d *Drift) ByPlace() []DriftPlace {
	type key struct {
		place, what, state, title, subject, before, after string
		worse                                             bool
	}
	places, lines := map[string]int{}, map[key][2]int{}
	var list []DriftPlace
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.State == StateOpen {
			continue
		}
		name := cmp.Or(c.Place, c.Resource)
		at, ok := places[name]
		if !ok {
			at = len(list)
			places[name] = at
			list = append(list, DriftPlace{Name: name})
		}
		k := key{place: name, what: c.What, state: c.State, title: c.Title + c.Resource, before: c.Before, after: c.After,
			worse: c.Worse}
		if c.Subject != "" { // what profiles call it does not tell one from the other
			k = key{place: name, what: c.What, state: c.State, subject: c.Subject, worse: c.Worse}
		}
		if known, ok := lines[k]; ok {
			list[known[0]].Lines[known[1]].add(c)
			continue
		}
		lines[k] = [2]int{at, len(list[at].Lines)}
		line := DriftLine{Change: c}
		line.add(c)
		list[at].Lines = append(list[at].Lines, line)
		if c.Worse {
			list[at].Worse++
		}
	}
	for i := range list {
		slices.SortStableFunc(list[i].Lines, func(a, b DriftLine) int { return compareBools(!a.Worse, !b.Worse) })
	}
	slices.SortStableFunc(list, func(a, b DriftPlace) int { return -cmp.Compare(a.Worse, b.Worse) })
	return list
}

func (l *DriftLine) add(c *Change) {
	if c.Profile == ProfileOfChecks {
		l.Checks = wording.AppendNew(l.Checks, c.Title)
		return
	}
	l.Profiles = wording.AppendNew(l.Profiles, c.Profile)
}

// SubjectOf says what a finding is about, whichever rule says so: two findings at one place
// with the same subject are one thing.
func SubjectOf(f *policy.Finding) string {
	s := subjectOf(f)
	return strings.Join([]string{s.layer, s.area, s.value, s.certRole}, "\x00")
}
