package exchange

import (
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// Sessions and tunnels are evaluated alike and counted apart. OSCAL and JUnit have a result or a suite for each.

// An evaluation is what a profile says of one population.
type evaluation struct {
	profile  *policy.Profile
	asOf     time.Time
	unit     string // session or tunnel
	overall  policy.Verdict
	controls []ruleCounts
	findings []policy.Finding
}

// ruleCounts sum up one rule over the population.
type ruleCounts struct {
	rule                                           *policy.Rule
	verdict                                        policy.Verdict
	inForce                                        bool
	looked, matched, accepted, notKnown, undecided int64
	records                                        int64 // interval records that matched; 0 for tunnels
	reason                                         string
}

// evaluationsOf returns the evaluations of sessions and of tunnels, where there
// are any, by profile.
func evaluationsOf(r *model.Report) []*evaluation {
	var out []*evaluation
	for _, j := range r.Evaluations {
		out = append(out, sessionEvaluation(j))
		if j.Tunnels.Total > 0 {
			out = append(out, tunnelEvaluation(j))
		}
	}
	return out
}

func sessionEvaluation(j *policy.Evaluation) *evaluation {
	out := &evaluation{j.Profile, j.AsOf, "session", j.Overall, nil, j.Findings}
	for _, c := range j.Controls {
		out.controls = append(out.controls,
			ruleCounts{c.Rule, c.Verdict, c.InForce, c.Looked.Sessions, c.Matched.Sessions, c.Accepted.Sessions,
				c.NotKnown.Sessions, c.Undecided.Sessions, c.Matched.Records, c.Reason})
	}
	return out
}

func tunnelEvaluation(j *policy.Evaluation) *evaluation {
	out := &evaluation{j.Profile, j.AsOf, "tunnel", j.Tunnels.Overall, nil, j.Tunnels.Findings}
	for _, c := range j.Tunnels.Controls {
		out.controls = append(out.controls,
			ruleCounts{c.Rule, c.Verdict, c.InForce, c.Looked, c.Matched, c.Accepted, c.NotKnown, c.Undecided, 0,
				c.Reason})
	}
	return out
}

// isSatisfied reports whether traffic satisfies a rule, and whether that is decided: a pass rule that traffic met is
// satisfied, a fail or warn rule is satisfied when traffic was looked at and, for all of it, the records say that it
// does not meet the rule.
func (c *ruleCounts) isSatisfied() (satisfied, decided bool) {
	switch {
	case c.rule.Verdict == policy.Pass:
		return true, c.matched > 0
	case c.rule.Verdict != policy.Fail && c.rule.Verdict != policy.Warn:
		return false, false
	case c.matched > c.accepted:
		return false, true
	}
	return true, c.looked > 0 && c.notKnown == 0 && c.undecided == 0
}

// ruleTitle heads a rule: its id and what it finds.
func ruleTitle(r *policy.Rule) string { return r.ID + ": " + r.Title }
