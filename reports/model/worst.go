package model

import (
	"cmp"
	"slices"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A Worst is something to look at first: a place with the worst thing there, a check that failed, or a
// profile that failed on no place. Exactly one of Server, Check and Profile is set.
type Worst struct {
	Server  *Server
	Thing   *Thing             // the first of Server
	Finding *policy.Finding    // of Thing, the one that makes it as bad as it is
	Check   *queries.Outcome   // that failed
	Profile *policy.Evaluation // that failed although no finding says where
	Rule    *policy.Rule       // of Profile; nil when none of its rules is known to have failed
	Also    []string           // what else was found at Server: rules with their verdicts
}

// Verdict returns what was found: fail, or warn for findings that come last.
func (w *Worst) Verdict() policy.Verdict {
	if w.Thing != nil {
		return w.Thing.Verdict
	}
	return policy.Fail
}

// Severity returns how bad it is, nothing where no rule says.
func (w *Worst) Severity() string {
	switch {
	case w.Thing != nil:
		return w.Thing.Severity
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
	case w.Thing != nil:
		return cmp.Or(w.Thing.Title, ruleText(w.Finding.Rule))
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

// Worst returns what to look at first, at most so many; see WorstAt.
func (r *Report) Worst(most int) []Worst { return r.WorstAt(r.ByServer(), most) }

// WorstAt returns what to look at first, at most so many: the end points where something failed, then
// checks that failed, then profiles that failed on no place, then the end points that drew a warning.
// servers are those of ByServer, whose order holds: what comes first here is the first thing of the first
// of them. An end point is there once. An audit whose status is Failed has something that failed in it.
func (r *Report) WorstAt(servers []Server, most int) []Worst {
	w := &ranking{most: most}
	w.addPlaces(servers, policy.Fail)
	w.addChecks(r.Outcomes)
	w.addProfiles(r.Evaluations)
	w.addPlaces(servers, policy.Warn)
	return w.list
}

// A ranking collects the worst, worst first.
type ranking struct {
	most int
	list []Worst
}

func (w *ranking) add(x Worst) {
	if len(w.list) < w.most {
		w.list = append(w.list, x)
	}
}

// addPlaces adds the end points whose worst thing has a verdict.
func (w *ranking) addPlaces(servers []Server, v policy.Verdict) {
	for i := range servers {
		s := &servers[i]
		if len(w.list) == w.most {
			return
		}
		if open := s.Open(); len(open) > 0 && open[0].Verdict == v {
			f := worstFinding(&open[0])
			w.add(Worst{Server: s, Thing: &open[0], Finding: f, Also: othersAt(s, f)})
		}
	}
}

// worstFinding returns the finding that makes an open thing as bad as it is; of several the one at the
// heavier port or with more traffic.
func worstFinding(t *Thing) *policy.Finding {
	open := slices.DeleteFunc(slices.Clone(t.Findings), func(f *policy.Finding) bool { return f.Accepted != "" })
	return slices.MinFunc(open, func(a, b *policy.Finding) int {
		return cmp.Or(compareStanding(a.Verdict, a.Severity(), b.Verdict, b.Severity()),
			-cmp.Compare(a.PortWeight, b.PortWeight), -cmp.Compare(a.Connections, b.Connections), -cmp.Compare(a.Bytes, b.Bytes))
	})
}

// othersAt names the rules besides that of a finding which something open at an end point is about.
func othersAt(s *Server, first *policy.Finding) (also []string) {
	for _, t := range s.Open() {
		for _, f := range t.Findings {
			if f.Accepted == "" && f.Rule.ID != first.Rule.ID && (f.Verdict == policy.Fail || f.Verdict == policy.Warn) {
				also = wording.AppendNew(also, f.Rule.ID+" ("+string(f.Verdict)+")")
			}
		}
	}
	return also
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
	for _, j := range evaluations {
		if hasFailed(j) && !slices.ContainsFunc(j.Findings, failsOpenly) &&
			!slices.ContainsFunc(j.Tunnels.Findings, failsOpenly) {
			w.add(Worst{Profile: j, Rule: failedRule(j)})
		}
	}
}

// failsOpenly reports whether a finding fails and no exception accepts it.
func failsOpenly(f policy.Finding) bool { return f.Verdict == policy.Fail && f.Accepted == "" }

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
