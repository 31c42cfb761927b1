package exchange

import (
	"testing"

	"github.com/zertify/zertify/queries/policy"
)

// A rule that failed nothing is satisfied only where the records say so of all traffic.
func TestOSCALSatisfiesNothingThatIsOpen(t *testing.T) {
	t.Parallel()
	rule := &policy.Rule{Verdict: policy.Fail}
	for _, test := range []struct {
		counts  oscalCounts
		state   string
		decided bool
	}{
		{oscalCounts{rule: rule, looked: 5}, "satisfied", true},
		{oscalCounts{rule: rule, looked: 5, notKnown: 1}, "satisfied", false},
		{oscalCounts{rule: rule, looked: 5, undecided: 1}, "satisfied", false},
		{oscalCounts{rule: rule}, "satisfied", false},
		{oscalCounts{rule: rule, looked: 5, matched: 1, undecided: 4}, "not-satisfied", true},
		{oscalCounts{rule: rule, looked: 5, matched: 1, accepted: 1}, "satisfied", true},
	} {
		state, decided := oscalState(&test.counts)
		if decided != test.decided || decided && state != test.state {
			t.Errorf("%+v: %s, decided %v", test.counts, state, decided)
		}
	}
}
