package wording

import "testing"

func TestAttributeIsSaidInWords(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"tls_version": "TLS version", "cert_key_bits": "certificate key (bits)", "ike_lifetime_s": "IKE lifetime (seconds)",
		"cert_not_after": "end of the certificate", "protection": "protection", "local_endpoint": "local endpoint",
		"last_local": "last (local)", "": "",
	} {
		if got := Attribute(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
