package policy

import "testing"

// Two groups of traffic at one place may break one rule with one value, and so share an ID.
func TestFindingsOfOneIDAreToldApart(t *testing.T) {
	t.Parallel()
	rule := &Rule{ID: "TEST-1"}
	at := func(port int) Finding { return Finding{Profile: "test", Rule: rule, ServerPort: port} }
	findings := []Finding{at(23), at(23), at(21), at(23)}
	(&evaluator{}).tellApart(findings, []string{"3.2|||false|false|auth|0|0|0", "2.4||false|false|false|auth pan|0|0|0",
		"3.2|||false|false||0|0|0", "3.2|FAILED||true|true||0|7|0"})
	for i, want := range []string{
		"records of z/OS 3.2, state of the handshake not said, not said whether encryption was skipped within the host, " +
			"partner on another host, connections that kept their protection, tagged auth, users that no exception names",
		"records of z/OS 2.4, state of the handshake not said, encryption not skipped within the host, " +
			"partner on another host, connections that kept their protection, tagged auth and pan, " +
			"users that no exception names",
		"",
		"records of z/OS 3.2, handshake failed, not said whether encryption was skipped within the host, " +
			"partner on the same host, connections that changed their protection, no tag, " +
			"users that exceptions name, group 7",
	} {
		if got := findings[i].Apart; got != want {
			t.Errorf("finding %d: got %q, want %q", i, got, want)
		}
	}
}
