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
		{"protection", "NONE ; scope auth pan-open-network", "scope: auth and pan-open-network"},
		{"tls_version", "TLS1.1", "TLS1.1"},
		{"cert_key_bits", "2048 ; cert_key_type RSA", "RSA, 2048 bits"},
		{"session_strength_bits", "<= 56", "at most 56 bits"},
		{"tls_cipher", "AES-CBC ; tls_etm false", "AES-CBC, TLS encrypt-then-MAC: no"},
		{"tls_etm", "false ; tls_cipher AES-CBC", "TLS encrypt-then-MAC: no, TLS cipher: AES-CBC"},
		{"record_level", "3.1 ; bytes_total 0", "record of z/OS 3.1, no data flowed"},
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

func TestThingSaysWhatWasSeenOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		seen [][2]string // attribute, observed
		want string
	}{
		{[][2]string{{"tls_etm", "false ; tls_cipher AES-CBC"}, {"tls_cipher", "AES-CBC ; tls_etm false"}},
			"TLS encrypt-then-MAC: no, TLS cipher: AES-CBC"},
		{[][2]string{{"ike_mode", "AGGRESSIVE"}, {"ike_mode", "AGGRESSIVE ; ike_auth_method PRESHARED"}},
			"AGGRESSIVE, IKE authentication method: PRESHARED"},
		{[][2]string{{"protection", "NONE ; scope auth pan"}, {"protection", "NONE ; scope auth"},
			{"protection", "NONE ; server_port 21"}}, "scope: auth and pan"},
		{[][2]string{{"ike_dh_group", "1"}, {"ike_dh_group", "2"}}, "IKE DH group: 1 and 2"},
		{[][2]string{{"session_strength_bits", "20"}, {"session_strength_bits", "0"}}, "20 bits; 0 bits"},
		{[][2]string{{"protection", "NONE"}}, ""},
	} {
		var thing Thing
		for _, s := range c.seen {
			thing.Findings = append(thing.Findings, &policy.Finding{Rule: &policy.Rule{Attribute: s[0]}, Observed: s[1]})
		}
		if got := strings.Join(thing.Seen(), "; "); got != c.want {
			t.Errorf("%v: got %q, want %q", c.seen, got, c.want)
		}
	}
}
