package model

import (
	"cmp"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A Worst is something to look at first: a finding at a place, a check that failed, or a
// profile that failed on no place. Exactly one of Finding, Check and Profile is set.
type Worst struct {
	Finding *policy.Finding    // on a session or a tunnel
	Check   *queries.Outcome   // that failed
	Profile *policy.Evaluation // that failed although no finding says where
	Rule    *policy.Rule       // of Profile; nil when none of its rules is known to have failed
	Also    []string           // what else was found at the place of Finding: rules with their verdicts
}

// Verdict returns what was found: fail, or warn for findings that come last.
func (w *Worst) Verdict() policy.Verdict {
	if w.Finding != nil {
		return w.Finding.Verdict
	}
	return policy.Fail
}

// Severity returns how bad it is, nothing where no rule says.
func (w *Worst) Severity() string {
	switch {
	case w.Finding != nil:
		return w.Finding.Severity()
	case w.Check != nil:
		return w.Check.Query.Severity
	case w.Rule != nil:
		return w.Rule.Severity
	}
	return ""
}

// Title says what was found, as a person would.
func (w *Worst) Title() string {
	switch {
	case w.Finding != nil:
		return cmp.Or(w.Finding.Title(), ruleText(w.Finding.Rule))
	case w.Check != nil:
		return w.Check.Query.Title
	case w.Rule != nil:
		return cmp.Or(w.Rule.Title, ruleText(w.Rule))
	}
	return "profile " + w.Profile.Profile.ID + " failed; its findings are beyond the limit of the report"
}

// ruleText stands for the title of a rule that has none.
func ruleText(r *policy.Rule) string { return r.Attribute + " " + r.Condition }

// Place says where it was found; "" where it is on no single place.
func (w *Worst) Place() string {
	switch f := w.Finding; {
	case f == nil:
		return ""
	case f.Tunnel != nil:
		text := "tunnel " + wording.OrNotSaid(plain.Text(f.Tunnel.ID))
		if f.System != "" { // captures and reports name none
			text += " of " + plain.Text(f.System)
		}
		return text + " to " + wording.OrNotSaid(plain.Text(f.Tunnel.Remote))
	default:
		return EndPointName(f)
	}
}

// Source names the rule or check that found it; "" where none is known.
func (w *Worst) Source() string {
	switch {
	case w.Finding != nil:
		return w.Finding.Rule.ID
	case w.Check != nil:
		return w.Check.Query.ID
	case w.Rule != nil:
		return w.Rule.ID
	}
	return ""
}

// Worst returns what to look at first, at most so many: places where a profile failed, on
// sessions and tunnels alike, then checks that failed, then profiles that failed on no
// place, then places that drew a warning. A place is there once; accepted findings are
// left out. An audit whose status is Failed has something that failed in it.
func (r *Report) Worst(most int) []Worst {
	w := &ranking{most: most, at: map[endPoint]int{}}
	w.addPlaces(r.Evaluations, policy.Fail)
	w.addChecks(r.Outcomes)
	w.addProfiles(r.Evaluations)
	w.addPlaces(r.Evaluations, policy.Warn)
	w.addOthers(r.Evaluations)
	return w.list
}

// A ranking collects the worst, worst first.
type ranking struct {
	most int
	list []Worst
	at   map[endPoint]int // index in list
}

func (w *ranking) add(x Worst) {
	if len(w.list) < w.most {
		w.list = append(w.list, x)
	}
}

// addPlaces adds the places of findings with a verdict.
func (w *ranking) addPlaces(evaluations []*policy.Evaluation, v policy.Verdict) {
	var found []*policy.Finding
	for _, j := range evaluations {
		found = append(found, w.firstPlaces(j.Findings, v)...)
		found = append(found, w.firstPlaces(j.Tunnels.Findings, v)...)
	}
	slices.SortStableFunc(found, worseFirst)
	for _, f := range found {
		if _, known := w.at[endPointOf(f)]; known || len(w.list) == w.most {
			continue
		}
		w.at[endPointOf(f)] = len(w.list)
		w.add(Worst{Finding: f})
	}
}

// firstPlaces returns the first finding at each of the first places: a profile lists its
// findings worst first, and may have a great many.
func (w *ranking) firstPlaces(findings []policy.Finding, v policy.Verdict) []*policy.Finding {
	var list []*policy.Finding
	seen := map[endPoint]bool{}
	for i := range findings {
		f := &findings[i]
		if f.Verdict != v || f.Accepted != "" || seen[endPointOf(f)] {
			continue
		}
		if len(seen) == w.most {
			break
		}
		seen[endPointOf(f)] = true
		list = append(list, f)
	}
	return list
}

// worseFirst orders findings of one verdict.
func worseFirst(a, b *policy.Finding) int {
	return cmp.Or(cmp.Compare(severityRank(a.Severity()), severityRank(b.Severity())),
		-cmp.Compare(a.PortWeight, b.PortWeight), -cmp.Compare(a.Connections, b.Connections), -cmp.Compare(a.Bytes, b.Bytes))
}

func severityRank(severity string) int { return slices.Index(queries.Severities, severity) }

// addChecks adds the checks that failed, by severity.
func (w *ranking) addChecks(outcomes []queries.Outcome) {
	var failed []*queries.Outcome
	for i := range outcomes {
		if outcomes[i].Status == queries.Fail {
			failed = append(failed, &outcomes[i])
		}
	}
	slices.SortStableFunc(failed, func(a, b *queries.Outcome) int {
		return cmp.Compare(severityRank(a.Query.Severity), severityRank(b.Query.Severity))
	})
	for _, o := range failed {
		w.add(Worst{Check: o})
	}
}

// addProfiles adds the profiles that failed on no place that they list: by a rule about
// the data as a whole, or by findings beyond the limit.
func (w *ranking) addProfiles(evaluations []*policy.Evaluation) {
	one := &ranking{most: 1}
	for _, j := range evaluations {
		if hasFailed(j) && len(one.firstPlaces(j.Findings, policy.Fail)) == 0 &&
			len(one.firstPlaces(j.Tunnels.Findings, policy.Fail)) == 0 {
			w.add(Worst{Profile: j, Rule: failedRule(j)})
		}
	}
}

// failedRule returns the first rule by severity that failed, nil when none did.
func failedRule(j *policy.Evaluation) *policy.Rule {
	var failed []*policy.Rule
	for i := range j.Controls {
		if c := &j.Controls[i]; c.Verdict == policy.Fail {
			failed = append(failed, c.Rule)
		}
	}
	for i := range j.Tunnels.Controls {
		if c := &j.Tunnels.Controls[i]; c.Verdict == policy.Fail {
			failed = append(failed, c.Rule)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return slices.MinFunc(failed, func(a, b *policy.Rule) int {
		return cmp.Compare(severityRank(a.Severity), severityRank(b.Severity))
	})
}

// addOthers notes what else was found at the places.
func (w *ranking) addOthers(evaluations []*policy.Evaluation) {
	for _, j := range evaluations {
		for _, findings := range [][]policy.Finding{j.Findings, j.Tunnels.Findings} {
			for i := range findings {
				f := &findings[i]
				n, ok := w.at[endPointOf(f)]
				if ok && f.Rule.ID != w.list[n].Finding.Rule.ID &&
					(f.Verdict == policy.Fail || f.Verdict == policy.Warn) {
					w.list[n].Also = wording.AppendNew(w.list[n].Also, f.Rule.ID+" ("+string(f.Verdict)+")")
				}
			}
		}
	}
}
