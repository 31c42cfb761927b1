package drift

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// A driftFinding is all that one rule or check says of one resource.
type driftFinding struct {
	profile, rule, subject string // subject is what the rule is about: two rules with one subject replace each other
	severity               string
	title, place, thing    string // for people; thing is the Subject of a Change
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

func (f *driftFinding) change(state string) model.Change {
	return model.Change{What: model.ChangeFinding, State: state,
		ID:      ID(model.ChangeFinding, f.profile, f.rule, f.resource),
		Profile: f.profile, Rule: f.rule, Title: f.title, Severity: f.severity, Place: f.place, Subject: f.thing,
		System: f.system, Stack: f.stack, Job: f.job, Resource: f.resource, FileID: f.file, RecordNo: f.record}
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
	return addr + ":" + wording.Digits(port)
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

// compareFindings pairs findings by their identity; what is left over is paired
// by what the rules are about, because a worse value may break another rule of
// the same kind.
func compareFindings(d *model.Drift, old, new *Side) {
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
		if len(group) == 0 || f.profile == model.ProfileOfChecks {
			c := f.change(model.StateNew)
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
		c := f.change(model.StateFixed)
		c.Before, c.ConnectionsBefore, c.BytesBefore = f.text(), f.connections, f.bytes
		d.Changes = append(d.Changes, c)
	}
}

func addPair(d *model.Drift, before, after *driftFinding) {
	state := model.StateOpen
	switch a, b := before.rank(), after.rank(); {
	case b < a:
		state = model.StateWorse
	case b > a:
		state = model.StateBetter
	}
	c := after.change(state)
	c.Before, c.After = before.text(), after.text()
	if before.rule != after.rule {
		c.Before = cmp.Or(before.title, before.rule) + ", " + c.Before
		c.After = cmp.Or(after.title, after.rule) + ", " + c.After
	}
	c.ConnectionsBefore, c.ConnectionsAfter = before.connections, after.connections
	c.BytesBefore, c.BytesAfter = before.bytes, after.bytes
	c.Worse = state == model.StateWorse && after.counts()
	d.Changes = append(d.Changes, c)
}
