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
		counts    ruleCounts
		satisfied bool
		decided   bool
	}{
		{ruleCounts{rule: rule, looked: 5}, true, true},
		{ruleCounts{rule: rule, looked: 5, notKnown: 1}, true, false},
		{ruleCounts{rule: rule, looked: 5, undecided: 1}, true, false},
		{ruleCounts{rule: rule}, true, false},
		{ruleCounts{rule: rule, looked: 5, matched: 1, undecided: 4}, false, true},
		{ruleCounts{rule: rule, looked: 5, matched: 1, accepted: 1}, true, true},
	} {
		satisfied, decided := test.counts.isSatisfied()
		if decided != test.decided || decided && satisfied != test.satisfied {
			t.Errorf("%+v: %v, decided %v", test.counts, satisfied, decided)
		}
	}
}
