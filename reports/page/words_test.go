package page

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/sample"
)

func TestRuleTitlesReadAsSentences(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ attribute, condition, want string }{
		{"tls_version", "in SSL2|SSL3", "TLS version is SSL2 or SSL3"},
		{"protection", "eq NONE ; server_port in 20|21|23", "No protection is recognised and server port is 20, 21 or 23"},
		{"cert_not_after", "within_days 30", "End of the certificate is in no more than 30 days"},
		{"cert_not_after", "before_session", "End of the certificate is before the session"},
		{"code_point", "unknown", "A code has no known name"},
		{"protection", "eq NONE ; remote_is_local eq false",
			"No protection is recognised and the partner is on another host"},
		{"x", "", "X"},
	} {
		if got := conditionText(&policy.Rule{Attribute: test.attribute, Condition: test.condition}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// A session passes beside rules that no record of its kind can decide: the page names them.
func TestOpenRulesAreNamed(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	e := r.Evaluations[0]
	e.Undecided = []policy.Undecided{{Rule: &policy.Rule{ID: "BASE-TLS-099", AppliesTo: "tls/kex", Attribute: "kex_group"},
		Says: []string{"no field names the group"}, Traffic: policy.Tally{Sessions: 7}}}
	var b strings.Builder
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"BASE-TLS-099", "Key exchange group, TLS",
		"Cannot be decided for 7 sessions: no field names the group.",
		"1 rule cannot be decided, even for sessions that pass, because no record of this traffic holds what is asked"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
