package model

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
)

func TestObservedIsSaidInWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ attribute, observed, want string }{
		{"protection", "NONE ; server_port 23", ""},
		{"protection", "NONE ; remote_is_local false", ""},
		{"protection", "NONE ; scope auth pan-open-network", "scope: auth pan-open-network"},
		{"tls_version", "TLS1.1", "TLS1.1"},
		{"cert_key_bits", "2048 ; cert_key_type RSA", "2048 bits, certificate key type: RSA"},
		{"session_strength_bits", "<= 56", "at most 56 bits"},
		{"tls_cipher", "AES-CBC ; tls_etm false", "AES-CBC, TLS encrypt-then-MAC: no"},
		{"tls_etm", "false ; tls_cipher AES-CBC", "TLS encrypt-then-MAC: no, TLS cipher: AES-CBC"},
		{"pq_kex", "none", "post-quantum key exchange: none"},
		{"fips_mode", "off", "FIPS mode: off"},
		{"ike_version", "1", "IKE version: 1"},
		{"ike_lifetime_s", "90000", "1 d 1 h"},
		{"ipsec_lifesize_bytes", "40000000000", "40.0 GB"},
	} {
		f := policy.Finding{Rule: &policy.Rule{Attribute: c.attribute}, Observed: c.observed}
		if got := strings.ReplaceAll(ObservedText(&f), "\u202f", " "); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.attribute, c.observed, got, c.want)
		}
	}
}
