package policy

import (
	"strings"
	"testing"
)

// A line excuses sessions, so that one which is not understood must stop the loader.
func TestLimitsAreRefusedUnlessUnderstood(t *testing.T) {
	t.Parallel()
	head := strings.Join(limitColumns, ",") + "\n"
	good := "pq_kex,tls,zert_summary,2.4,2.5,tls_version eq TLS1.3,none,says it,derived,a source\n"
	if got, err := parseLimits("limits.csv", []byte(head+good)); err != nil || len(got) != 1 {
		t.Fatalf("%d lines, %v", len(got), err)
	}
	for _, test := range []struct{ old, new, want string }{
		{"pq_kex", "pq_kec", `attribute "pq_kec"`},
		{"pq_kex", "server_port", `attribute "server_port"`}, // of a session, not of what protects it
		{",tls,", ",tsl,", `layer "tsl"`},
		{"zert_summary", "zert_sumary", `source "zert_sumary"`},
		{"2.5", "z/OS 2.5", "level"},
		{"tls_version eq", "tls_version equals", "tls_version"},
		{"tls_version eq", "tls_verson eq", "tls_verson"},
		{"says it", "", "says and citation are required"},
		{"a source", "", "says and citation are required"},
		{"derived", "guessed", `basis "guessed"`},
		{",none,says it,derived", ",,says it,inferred", "must be known for certain"},
		{"pq_kex", "cert_key_bits", "only a text can follow"},
	} {
		line := strings.Replace(good, test.old, test.new, 1)
		_, err := parseLimits("limits.csv", []byte(head+line))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "limits.csv:2") {
			t.Errorf("%s: %v, want %q", strings.TrimSpace(line), err, test.want)
		}
	}
}
