package model

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
)

func TestRemediationsAreWellFormed(t *testing.T) {
	t.Parallel()
	m, err := remediations()
	if err != nil {
		t.Fatal(err)
	}
	for key, text := range m {
		if !strings.Contains(key, "/") || text == "" {
			t.Errorf("%q: %q", key, text)
		}
	}
	for _, test := range []struct{ appliesTo, layer, protection, want string }{
		{"tls/version", "", "TLS", m["tls/version"]},
		{"tls/unheard-of", "", "TLS", m["tls/*"]},
		{"any/mac", "ike", "IPSEC", m["ike/*"]},
		{"any/mac", "", "SSH", m["ssh/mac"]},
		{"any/cipher", "", "TLS+IPSEC", m["tls/cipher"] + " " + m["ipsec/cipher"]},
		{"dataset/module", "", "", ""},
	} {
		f := &policy.Finding{Rule: &policy.Rule{AppliesTo: test.appliesTo}, Layer: test.layer, Protection: test.protection}
		if got := Remediation(f); got != test.want {
			t.Errorf("%s in %q %q: got %q, want %q", test.appliesTo, test.layer, test.protection, got, test.want)
		}
	}
}

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
		if Remediation(&policy.Finding{Rule: rule, Layer: layer}) == "" {
			t.Errorf("%s, %s: nothing in remediations.csv for %s in %s", profile, rule.ID, rule.AppliesTo, layer)
		}
	}
}
