package policy

import (
	"io/fs"
	"slices"
	"testing"

	"github.com/zertify/zertify/queries"
)

// rankedAs says by which kind of strength an attribute is merged.
var rankedAs = map[string]string{
	"cipher": "cipher", "tls_cipher": "cipher", "ssh_cipher": "cipher", "ike_cipher": "cipher", "ipsec_cipher": "cipher",
	"mac": "mac", "tls_mac": "mac", "ssh_mac": "mac", "ike_integ": "mac", "ipsec_auth": "mac",
	"sig_hash": "hash", "cert_sig_hash": "hash", "ike_auth_method": "ike-auth",
}

// TestWhatTheBaselineFailsIsWeak: what a rule refuses by name alone must win
// over what is not known where two values are merged, or the rule never sees
// it.
func TestWhatTheBaselineFailsIsWeak(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	text, err := fs.ReadFile(queries.Embedded(), "views/05_strength.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(string(text)); err != nil {
		t.Fatal(err)
	}
	names := 0
	for _, p := range ownProfiles(t) {
		if p.ID != "baseline" && p.ID != "ietf" {
			continue
		}
		for _, r := range p.Rules {
			kind := rankedAs[r.Attribute]
			if kind == "" || r.Verdict != Fail || len(r.clauses) != 1 ||
				!slices.Contains([]string{"eq", "in"}, r.clauses[0].op) {
				continue
			}
			for _, name := range r.clauses[0].args {
				names++
				var weak bool
				if err := db.QueryRow("SELECT coalesce(bool_or(is_weak), false) FROM strength WHERE kind = ? AND item = ?", kind,
					name).Scan(&weak); err != nil {
					t.Fatal(err)
				}
				if !weak {
					t.Errorf("%s fails %s %s, which is not ranked as weak", r.ID, r.Attribute, name)
				}
			}
		}
	}
	if names < 30 {
		t.Errorf("only %d names were looked at", names)
	}
}
