// Package policy evaluates traffic against dated compliance profiles. A profile is
// a CSV file of rules; rules compile to SQL over the distinct crypto suites, so
// that the cost of evaluating follows the number of suites, not of sessions.
package policy

import (
	"slices"
	"time"
)

// Verdict is what a rule, or a profile, says of a session.
type Verdict string

// The verdicts. Profiles are never merged.
const (
	Fail         Verdict = "fail"
	Warn         Verdict = "warn"
	NotEvidenced Verdict = "not-evidenced" // the records do not say
	NotAssessed  Verdict = "not-assessed"  // no rule speaks of it
	Info         Verdict = "info"
	Pass         Verdict = "pass"
)

// Verdicts is their order, worst first, and the only one: whatever ranks,
// sorts, lists or merges verdicts goes by it. Not assessed comes before info
// and pass, so that a session no rule speaks of cannot hide behind those that
// passed.
var Verdicts = []Verdict{Fail, Warn, NotEvidenced, NotAssessed, Info, Pass}

// Rank returns the place of v in Verdicts, 0 for the worst, and -1 for what is
// not a verdict.
func (v Verdict) Rank() int { return slices.Index(Verdicts, v) }

// Worse reports whether v outranks o.
func (v Verdict) Worse(o Verdict) bool { return v.Rank() < o.Rank() }

// The ranks that queries name.
var (
	rankWarn         = Warn.Rank()
	rankNotEvidenced = NotEvidenced.Rank()
	rankNotAssessed  = NotAssessed.Rank()
	rankInfo         = Info.Rank()
	rankPass         = Pass.Rank()
)

// A Rule is one dated row of a profile.
type Rule struct {
	ID        string
	Title     string // what it finds, as a person would say it
	AppliesTo string // protocol/area, for example tls/kex
	Attribute string
	Condition string // as written; clauses joined by " ; "
	Verdict   Verdict
	Severity  string    // critical, high, medium, low or info
	From, To  time.Time // inclusive days in UTC; zero means unbounded
	Citation  string
	Rationale string
	Basis     string // found, partial, memory or own judgement
	Line      int    // in the profile's file

	clauses []clause
}

// A Profile is one edition of one authority's rules.
type Profile struct {
	ID, Title, Edition, Authority string
	Rules                         []Rule
	File                          string
	Origin                        string // where it was read from; "" for one of ours
}

// A Ref leads back to the bytes a finding rests on.
type Ref struct {
	FileID   int64
	RecordNo int64
}

// A Span is the time from the first to the last of what a finding rests on, by
// the clocks of the systems that recorded it, and in UTC where that is known of
// all of it. What is not known is zero.
type Span struct {
	First, Last       time.Time // without a zone
	FirstUTC, LastUTC time.Time
}

// A Finding is one rule broken (or met, for the control list) at one place.
type Finding struct {
	Profile  string
	Rule     *Rule
	Verdict  Verdict // the rule's, or info where Note says why it is softened
	Accepted string  // exception line that accepts it; "" when none does
	Note     string  // what softens the verdict, or the exception that has expired; "" when nothing does
	Owner    string  // whom it is for, by Options.Owners; "" when no line of that file fits

	System, Sysplex, Stack string
	Job, Role              string
	ServerAddr             string
	ServerPort             int
	Protection             string
	// what the port carries, where that adds weight, as in "port 23 Telnet and TN3270: credentials"
	Port       string
	PortWeight int // 4 or 5 where Port is given
	// what v_port says of the port of unprotected traffic, as in "Telnet and TN3270 on port 23"; "" when nothing
	Service         string
	Carries         string  // credentials, data, both or none, where Service is given
	Raised          string  // severity the port raises the rule's to; "" when it stays
	SuiteID         int64   // 0 when the traffic has no suite
	Tunnel          *Tunnel // the tunnel it is about; nil for sessions
	Layer, CertRole string  // tls, ssh, ike or ipsec; server, client, local or remote; "" when the rule has none
	Observed        string  // the attribute's value, as the report shows it
	Inferred        bool    // rests on a code name nobody has confirmed
	// how the layer is known: PROVIDER (it said so) or OBSERVATION (of the handshake); "" when the
	// record does not say
	Source string

	Sessions, Records, Connections, Bytes, Peers int64 // as in a Tally
	Span
	Evidence []Ref // a few records that show it, first seen first

	// what tells it from other findings of the same ID, as in "records of z/OS 2.4"; "" where there are none
	Apart string
}

// First returns the first record that shows it; none, where none is named.
func (f *Finding) First() Ref {
	if len(f.Evidence) == 0 {
		return Ref{}
	}
	return f.Evidence[0]
}

// A Tally counts traffic. A security session counts once, under the worst
// verdict of its interval records; an interval record and its connections and
// bytes count under their own. So there can be records under a verdict and no
// session: those of sessions that something worse was said of.
type Tally struct {
	Sessions    int64
	Records     int64 // interval records: rows of v_session
	Connections int64
	Bytes       int64
}

// A Control sums up one rule over all traffic.
type Control struct {
	Rule     *Rule
	Verdict  Verdict // the rule's own verdict when Matched is not empty; else NotAssessed or NotEvidenced
	Looked   Tally   // traffic the rule applies to
	Matched  Tally   // traffic that met its condition, and that no stronger layer or artefact excuses
	Accepted Tally   // of Matched, traffic that an exception accepts
	NotKnown Tally   // traffic whose record should say and does not
	// traffic of which no record of its kind could say, and that is neither matched nor not known
	Undecided Tally
	InForce   bool   // the rule's dates hold for some of the traffic
	Reason    string // why Verdict is not the rule's own; "" when it is
}

// An Undecided is a rule that no record of a kind can decide, whatever the
// traffic: a limit of the method, said once.
type Undecided struct {
	Rule    *Rule
	Says    []string // what the records do not hold
	Traffic Tally    // to which the rule applies, and for which it is open
}

// An Evaluation is what one profile says of one database.
type Evaluation struct {
	Profile *Profile
	AsOf    time.Time // the day whose rules were used; with Options.PerSession the newest day of the data
	// the worst of Verdicts, of the dataset rules and of what rules say of tunnels; not-evidenced when
	// there is no traffic
	Overall Verdict
	// every session once, under its worst verdict, and every record; accepted findings are left out
	Verdicts map[Verdict]Tally
	Controls []Control // in rule order
	// rules that could fail or warn and that the method cannot decide for some traffic, in rule order;
	// a session that passes does so beside them
	Undecided []Undecided
	// worst first: severity, weight of the port, connections, bytes, peers; info and accepted ones
	// last
	Findings []Finding
	Total    int64 // findings found, also beyond the limit

	TotalAccepted int64 // of Total, those an exception accepts
	Accepted      Tally // traffic with at least one accepted finding

	Aspects  []Aspect   // what the rules on each attribute come to, in rule order
	Tunnels  TunnelPart // the tunnels of v_tunnel, evaluated beside the sessions
	Forecast *Forecast  // nil when no later day was asked for

	HasOwners bool // Options.Owners were given, so a finding without an owner is nobody's
}

// An Aspect sums up the rules of one protocol on one attribute. A session
// counts once, under the worst of what they say of it: a single attribute that
// its record does not hold makes the whole session not evidenced, and here is
// seen what of it passed.
type Aspect struct {
	Protocol, Attribute string
	Verdicts            map[Verdict]Tally // sessions looked at; not assessed where no rule matched
}

// A Tunnel is the place of a finding on an IKE or IP tunnel.
type Tunnel struct {
	ID            string // as the stack or the IKE daemon names it; "" when the record does not say
	Phase         int    // 1: IKE; 2: the tunnel that carries the data
	Local, Remote string // end points
	Policy        string // rule or action of the policy it comes from
	Source        string // kind of record it is known from, as in v_tunnel
}

// A TunnelPart is what a profile says of the tunnels. A tunnel that came back
// with other algorithms counts once for each set of them. Tunnels are never
// counted as sessions.
type TunnelPart struct {
	Total         int64 // tunnels looked at
	Overall       Verdict
	Verdicts      map[Verdict]int64
	Controls      []TunnelControl // rules that can speak of tunnels, in rule order
	Findings      []Finding       // as those of sessions; Sessions, Connections and Bytes are 0
	FindingsTotal int64           // also beyond the limit
	FindingsTaken int64           // of FindingsTotal, those an exception accepts
}

// A TunnelControl is a Control over tunnels; the counts are of tunnels.
type TunnelControl struct {
	Rule                                *Rule
	Verdict                             Verdict
	Looked, Matched, Accepted, NotKnown int64
	Undecided                           int64
	InForce                             bool // as of Control
	Reason                              string
}
