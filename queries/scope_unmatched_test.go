package queries

import (
	"strings"
	"testing"
	"time"
)

// TestUnmatchedScopeNamesWhatIsThere: each value of a scope that no traffic meets is answered with the nearest of those
// there are; one that is met is not spoken of.
func TestUnmatchedScopeNamesWhatIsThere(t *testing.T) {
	t.Parallel()
	day := func(d int) time.Time { return time.Date(2026, 10, d, 0, 0, 0, 0, time.UTC) }
	db := viewsDB(t, place(1, "true AS is_tls"), place(3, "true AS is_ssh, 22 AS server_port"),
		summary(1, "5 AS end_connections"), summary(2, "3 AS zert_session_id, 7 AS end_connections"))
	for _, test := range []struct {
		scope Scope
		want  string
	}{
		{Scope{}, ""},
		{Scope{Systems: []string{"SYS*"}, Ports: []string{"22"}, Protocols: []string{"ssh"}}, ""},
		{Scope{Systems: []string{"SYSX"}}, `no system SYSX; did you mean "SYSA"?`},
		{Scope{Jobs: []string{"ABCDEFGH"}}, `no job ABCDEFGH; there is WEB`},
		{Scope{Ports: []string{"4000-5000"}}, `no port 4000-5000; there are 22, 443`},
		{Scope{Servers: []string{"192.0.2.0/24"}}, `no server 192.0.2.0/24; there is 10.1.1.1`},
		{Scope{Security: []SecurityChoice{{"cipher", "RC4"}}}, `no cipher RC4, nor any other`},
		{Scope{Since: day(30)}, `no traffic since 2026-10-30: the last is of`},
		{Scope{Until: day(1)}, `no traffic before 2026-10-01: the first is of`},
	} {
		said, err := test.scope.Unmatched(t.Context(), db)
		if got := strings.Join(said, "; "); err != nil || !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s: got %q, %v, want %q", test.scope.String(), got, err, test.want)
		}
	}
}

func TestNearestTakesExchangedLettersForOneSlip(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{"nits": "nist", "nsit": "nist", "nist": "nist", "tsin": ""} {
		if got := Nearest(word, []string{"nist", "baseline"}); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}
