package reports

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
)

// layers are the protocols that a rule for "any" may be met in.
var layers = []string{"tls", "ssh", "ike", "ipsec"}

func TestEveryRuleHasARemediation(t *testing.T) {
	t.Parallel()
	ids, err := policy.Profiles(policy.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		profile, err := policy.LoadProfile(policy.Embedded(), id)
		if err != nil {
			t.Fatal(err)
		}
		for i := range profile.Rules {
			checkRemediation(t, id, &profile.Rules[i])
		}
	}
}

// checkRemediation asks for advice where a rule can find fault with traffic. Rules
// on the data set as a whole speak of paper, not of z/OS settings.
func checkRemediation(t *testing.T, profile string, rule *policy.Rule) {
	if rule.Verdict != policy.Fail && rule.Verdict != policy.Warn || strings.HasPrefix(rule.AppliesTo, "dataset/") {
		return
	}
	for _, layer := range layers {
		if remediation(&policy.Finding{Rule: rule, Layer: layer}) == "" {
			t.Errorf("%s, %s: nothing in remediations.csv for %s in %s", profile, rule.ID, rule.AppliesTo, layer)
		}
	}
}
