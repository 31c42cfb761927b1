package reports

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// DriftID is the stable identity of a thing at a place: twelve hexadecimal digits.
func DriftID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:6])
}

// CompareOptions say how two sides are compared.
type CompareOptions struct {
	Tool Tool
	AsOf time.Time
	// LapseDays is how many days before its end a certificate is about to lapse.
	LapseDays int
	// LimitPeers bounds the peers listed of each state; 0 means DefaultLimit.
	LimitPeers int
}

// Compare says what changed from one side to the other.
func Compare(old, new *Side, opt CompareOptions) *Drift {
	d := &Drift{Tool: opt.Tool, AsOf: Date{opt.AsOf}, Old: old.DriftSide, New: new.DriftSide,
		Notes: slices.Concat(old.notes, new.notes)}
	compareFindings(d, old, new)
	comparePorts(d, old, new)
	compareSuites(d, old, new)
	compareCertificates(d, old, new, opt.LapseDays)
	comparePeers(d, old, new, cmp.Or(opt.LimitPeers, DefaultLimit))
	slices.SortStableFunc(d.Changes, compareChanges)
	for i := range d.Changes {
		if d.Changes[i].Worse {
			d.Worse++
		}
	}
	return d
}

// compareChanges orders changes by what they are about, state, severity, traffic
// and, so that the order is total, by resource and identity.
func compareChanges(a, b Change) int {
	return cmp.Or(
		cmp.Compare(slices.Index(changeOrder, a.What), slices.Index(changeOrder, b.What)),
		cmp.Compare(slices.Index(stateOrder, a.State), slices.Index(stateOrder, b.State)),
		cmp.Compare(slices.Index(queries.Severities, a.Severity), slices.Index(queries.Severities, b.Severity)),
		-cmp.Compare(max(a.ConnectionsBefore, a.ConnectionsAfter), max(b.ConnectionsBefore, b.ConnectionsAfter)),
		strings.Compare(a.Resource, b.Resource), strings.Compare(a.Rule, b.Rule), strings.Compare(a.ID, b.ID))
}

// A driftFinding is all that one rule or check says of one resource.
type driftFinding struct {
	profile, rule, subject string // subject is what the rule is about: two rules with one subject replace each other
	severity               string
	system, stack, job     string
	resource               string
	standing               int // rank in standings
	accepted               bool
	observed               []string
	connections, bytes     int64
	file, record           int64
}

// standings order what a finding can say, worst first. Accepted findings and
// those that a note softens rank last.
var standings = []string{"fail", "warn", "review", "softened", "accepted"}

const (
	standFail = iota
	standWarn
	standReview
	standSoftened
	standAccepted
)

func (f *driftFinding) key() string {
	return strings.Join([]string{f.profile, f.rule, f.resource}, "\x00")
}

func (f *driftFinding) subjectKey() string {
	return strings.Join([]string{f.profile, f.subject, f.resource}, "\x00")
}

// rank orders findings from bad to harmless: by standing, then by severity.
func (f *driftFinding) rank() int {
	return f.standing*len(queries.Severities) + max(0, slices.Index(queries.Severities, f.severity))
}

// counts reports whether the finding makes things worse by being new.
func (f *driftFinding) counts() bool { return f.standing <= standReview }

func (f *driftFinding) text() string {
	text := standings[f.standing]
	if len(f.observed) > 0 {
		text += ": " + strings.Join(f.observed, ", ")
	}
	return text
}

func (f *driftFinding) change(state string) Change {
	return Change{What: ChangeFinding, State: state, ID: DriftID(ChangeFinding, f.profile, f.rule, f.resource),
		Profile: f.profile, Rule: f.rule, Severity: f.severity,
		System: f.system, Stack: f.stack, Job: f.job, Resource: f.resource, FileID: f.file, RecordNo: f.record}
}

// addEvaluation takes over what a profile found, of sessions and of tunnels.
func (s *Side) addEvaluation(j *policy.Evaluation) {
	s.addFindings(j.Profile.ID, "findings", j.Findings, j.Total)
	s.addFindings(j.Profile.ID, "findings on tunnels", j.Tunnels.Findings, j.Tunnels.FindingsTotal)
}

func (s *Side) addFindings(profile, noun string, list []policy.Finding, total int64) {
	if int64(len(list)) < total {
		s.notes = append(s.notes,
			fmt.Sprintf("%s: profile %s: of %s %s, %s were compared", s.Database, profile, itoa(total), noun,
				itoa(int64(len(list)))))
	}
	for i := range list {
		f := &list[i]
		if f.Rule.Verdict != policy.Fail && f.Rule.Verdict != policy.Warn {
			continue
		}
		d := driftFinding{profile: profile, rule: f.Rule.ID, subject: f.Rule.AppliesTo + " " + f.Rule.Attribute,
			severity: f.Severity(),
			system:   f.System, stack: f.Stack, job: f.Job, resource: findingResource(f), accepted: f.Accepted != "",
			standing: standingOf(f), connections: f.Connections, bytes: f.Bytes}
		if f.Observed != "" {
			d.observed = []string{f.Observed}
		}
		if len(f.Evidence) > 0 {
			d.file, d.record = f.Evidence[0].FileID, f.Evidence[0].RecordNo
		}
		s.addFinding(d)
	}
}

func standingOf(f *policy.Finding) int {
	switch {
	case f.Accepted != "":
		return standAccepted
	case f.Verdict == policy.Fail:
		return standFail
	case f.Verdict == policy.Warn:
		return standWarn
	}
	return standSoftened
}

// findingResource names the place of a finding, the same in every period.
func findingResource(f *policy.Finding) string {
	if f.Tunnel != nil {
		return tunnelResource(f)
	}
	var b strings.Builder
	if f.Job != "" {
		b.WriteString(f.Job + " ")
	}
	b.WriteString(hostPort(f.ServerAddr, int64(f.ServerPort)))
	b.WriteString(" on " + cmp.Or(f.System, "?") + "/" + cmp.Or(f.Stack, "?"))
	if f.Role != "" {
		b.WriteString(" as " + f.Role)
	}
	if f.CertRole != "" {
		b.WriteString(", certificate of the " + f.CertRole)
	}
	return b.String()
}

// tunnelResource names a tunnel by its ends, layer and policy: its identifier is
// another one each time it comes up.
func tunnelResource(f *policy.Finding) string {
	t := f.Tunnel
	text := fmt.Sprintf("tunnel %s to %s, phase %d, on %s/%s", cmp.Or(t.Local, "?"), cmp.Or(t.Remote, "?"), t.Phase,
		cmp.Or(f.System, "?"), cmp.Or(f.Stack, "?"))
	if t.Policy != "" {
		text += ", policy " + t.Policy
	}
	if f.Layer != "" {
		text += ", " + f.Layer
	}
	if f.CertRole != "" {
		text += ", certificate of the " + f.CertRole
	}
	return text
}

// hostPort joins address and port as the views do.
func hostPort(addr string, port int64) string {
	switch {
	case addr == "":
		addr = "?"
	case strings.Contains(addr, ":"):
		addr = "[" + addr + "]"
	}
	if port <= 0 {
		return addr + ":?"
	}
	return addr + ":" + itoa(port)
}

// addOutcome takes over the rows of a check.
func (s *Side) addOutcome(o *queries.Outcome) {
	if int64(len(o.Rows)) < o.Total {
		s.notes = append(s.notes,
			fmt.Sprintf("%s: check %s has %s, of which %s were compared", s.Database, o.Query.ID, count(o.Total, "row"),
				itoa(int64(len(o.Rows)))))
	}
	if o.Err != nil {
		s.notes = append(s.notes, fmt.Sprintf("%s: %v", s.Database, o.Err))
	}
	at := map[string]int{}
	for i, c := range o.Columns {
		at[c] = i
	}
	text := func(row []any, column string) string {
		if i, ok := at[column]; ok && row[i] != nil {
			return fmt.Sprint(row[i])
		}
		return ""
	}
	number := func(row []any, column string) int64 {
		if i, ok := at[column]; ok {
			return wholeNumber(row[i])
		}
		return 0
	}
	for i, row := range o.Rows {
		d := driftFinding{profile: "query", rule: o.Query.ID, subject: o.Query.ID, severity: o.Query.Severity,
			system: text(row, "system"), stack: text(row, "stack"), job: text(row, "job"), resource: text(row, "resource"),
			connections: number(row, "connections"), bytes: number(row, "bytes"), file: number(row, "file_id"),
			record: number(row, "record_no")}
		switch status := text(row, "status"); {
		case o.Accepted[i] != "":
			d.standing, d.accepted = standAccepted, true
		case status == "fail":
			d.standing = standFail
		case status == "review":
			d.standing = standReview
		default:
			continue
		}
		d.observed = []string{text(row, "reason")}
		s.addFinding(d)
	}
}

func wholeNumber(v any) int64 {
	switch v := v.(type) {
	case int64:
		return v
	case int32:
		return int64(v)
	}
	return 0
}

// maxObserved bounds what a finding is remembered to have shown.
const maxObserved = 5

// addFinding merges what the same rule says of the same resource.
func (s *Side) addFinding(d driftFinding) {
	known := s.findings[d.key()]
	if known == nil {
		s.findings[d.key()] = &d
		return
	}
	if d.standing < known.standing {
		known.standing, known.accepted = d.standing, d.accepted
		known.file, known.record = d.file, d.record
	}
	known.connections = addCapped(known.connections, d.connections)
	known.bytes = addCapped(known.bytes, d.bytes)
	for _, o := range d.observed {
		if !slices.Contains(known.observed, o) && len(known.observed) < maxObserved {
			known.observed = append(known.observed, o)
		}
	}
	slices.Sort(known.observed)
}

// compareFindings pairs findings by their identity; what is left over is paired
// by what the rules are about, because a worse value may break another rule of
// the same kind.
func compareFindings(d *Drift, old, new *Side) {
	var gone, come []*driftFinding
	for _, key := range slices.Sorted(maps.Keys(old.findings)) {
		if f := old.findings[key]; new.findings[key] == nil {
			gone = append(gone, f)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(new.findings)) {
		f, before := new.findings[key], old.findings[key]
		if before == nil {
			come = append(come, f)
			continue
		}
		addPair(d, before, f)
	}
	bySubject := map[string][]*driftFinding{}
	for _, f := range gone {
		bySubject[f.subjectKey()] = append(bySubject[f.subjectKey()], f)
	}
	paired := map[*driftFinding]bool{}
	for _, f := range come {
		group := bySubject[f.subjectKey()]
		if len(group) == 0 || f.profile == "query" {
			c := f.change(StateNew)
			c.After, c.ConnectionsAfter, c.BytesAfter, c.Worse = f.text(), f.connections, f.bytes, f.counts()
			d.Changes = append(d.Changes, c)
			continue
		}
		bySubject[f.subjectKey()] = group[1:]
		paired[group[0]] = true
		addPair(d, group[0], f)
	}
	for _, f := range gone {
		if paired[f] {
			continue
		}
		c := f.change(StateFixed)
		c.Before, c.ConnectionsBefore, c.BytesBefore = f.text(), f.connections, f.bytes
		d.Changes = append(d.Changes, c)
	}
}

func addPair(d *Drift, before, after *driftFinding) {
	state := StateOpen
	switch a, b := before.rank(), after.rank(); {
	case b < a:
		state = StateWorse
	case b > a:
		state = StateBetter
	}
	c := after.change(state)
	c.Before, c.After = before.text(), after.text()
	if before.rule != after.rule {
		c.Before = before.rule + " " + c.Before
		c.After = after.rule + " " + c.After
	}
	c.ConnectionsBefore, c.ConnectionsAfter = before.connections, after.connections
	c.BytesBefore, c.BytesAfter = before.bytes, after.bytes
	c.Worse = state == StateWorse && after.counts()
	d.Changes = append(d.Changes, c)
}
