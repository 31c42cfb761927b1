package model

import (
	"fmt"

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
	Severity string `json:"severity"`
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
		verdict = fmt.Sprintf("%s made things worse.", wording.Count(int64(d.Worse), "change"))
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
		fmt.Sprintf("Certificates: %s new, %s renewed, %s about to lapse, %s lapsed. Peers: %s new, %s vanished.",
			n(ChangeCertificate, StateNew), n(ChangeCertificate, StateRenewed),
			n(ChangeCertificate, StateLapsing), n(ChangeCertificate, StateLapsed), n(ChangePeer, StateNew),
			n(ChangePeer, StateVanished)),
	}
}
