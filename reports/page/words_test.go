package page

import (
	"testing"

	"github.com/zertify/zertify/queries/policy"
)

func TestRuleTitlesReadAsSentences(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ attribute, condition, want string }{
		{"tls_version", "in SSL2|SSL3", "TLS version is SSL2 or SSL3"},
		{"protection", "eq NONE ; server_port in 20|21|23", "Protection is NONE and server port is 20, 21 or 23"},
		{"cert_not_after", "within_days 30", "Certificate not after is within 30 days"},
		{"cert_not_after", "before_session", "Certificate not after is before the session"},
		{"code_point", "unknown", "Code point has no known name"},
		{"x", "", "X"},
	} {
		if got := ruleTitle(&policy.Rule{Attribute: test.attribute, Condition: test.condition}); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
