package queries

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const scopeSessions = `SELECT source, coalesce(system, '?'), coalesce(job, '?'), server_addr, server_port, client_addr,
	protection, record_no FROM v_session `

// TestScopeKeepsWhatAWhereClauseWould compares the views under a scope with the
// whole views filtered by hand.
func TestScopeKeepsWhatAWhereClauseWould(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		scope Scope
		where string
	}{
		{"system by pattern", Scope{Systems: []string{"sys?"}}, "system LIKE 'SYS_'"},
		{"job", Scope{Jobs: []string{"WE*"}}, "job LIKE 'WE%'"},
		{"percent is not a wildcard", Scope{Jobs: []string{"W%"}}, "false"},
		{"quotes stay text", Scope{Users: []string{"A' OR 'a'='a"}}, "false"},
		{"server", Scope{Servers: []string{"10.1.1.0/24"}}, "server_addr LIKE '10.1.1.%'"},
		{"client", Scope{Clients: []string{"10.9.9.9"}}, "client_addr = '10.9.9.9'"},
		{"ports", Scope{Ports: []string{"22", "440-445"}}, "server_port = 22 OR server_port BETWEEN 440 AND 445"},
		{"role", Scope{Roles: []string{"client"}}, "role = 'client'"},
		{"protocol", Scope{Protocols: []string{"tls", "none"}}, "contains(protection, 'TLS') OR protection = 'NONE'"},
		{"two parts hold together", Scope{Protocols: []string{"ssh"}, Ports: []string{"443"}}, "false"},
		{"values of a filter are alternatives", Scope{Security: []SecurityChoice{{"suite", "C031"}, {"cipher", "AES*"},
			{"suite", "C030"}}}, "suite_id IN (SELECT suite_id FROM suite_layer WHERE code_point = 'C030')"},
		{"filters hold together", Scope{Security: []SecurityChoice{{"suite", "C030"}, {"cipher", "3DES"}}}, "false"},
		{"time", Scope{Since: time.Date(2026, 10, 4, 0, 0, 0, 0, time.UTC)}, "source = 'zert_detail'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, place(1, "true AS is_tls"),
				place(3, "true AS is_ssh, 22 AS server_port, false AS is_local_server, true AS is_local_client"),
				tlsSection(1, "'C030' AS tls_cipher_suite"),
				summary(1, "1 AS suite_id, 5 AS end_connections"), summary(2, "3 AS zert_session_id, 7 AS end_connections"),
				detail(3, 4, "TIMESTAMP '2026-10-04 10:15:00' AS smf_time_local"),
				detail(4, 4, "TIMESTAMP '2026-10-04 10:16:00' AS smf_time_local, '10.9.9.9' AS remote_addr"))
			if all := ask(t, db, scopeSessions+"ORDER BY ALL"); len(all) != 4 {
				t.Fatalf("%d sessions, want 4:\n%s", len(all), strings.Join(all, "\n"))
			}
			want := ask(t, db, scopeSessions+"WHERE "+test.where+" ORDER BY ALL")
			if err := InstallScope(context.Background(), db, &test.scope); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, ask(t, db, scopeSessions+"ORDER BY ALL")); d != "" {
				t.Errorf("v_session (-want +got):\n%s", d)
			}
			for _, view := range []string{"v_traffic", "v_endpoint"} {
				sums := "SELECT CAST(coalesce(sum(connections), 0) AS BIGINT), CAST(coalesce(sum(bytes_in), 0) AS BIGINT) FROM "
				if d := cmp.Diff(ask(t, db, sums+"v_session"), ask(t, db, sums+view)); d != "" {
					t.Errorf("%s (-v_session +%s):\n%s", view, view, d)
				}
			}
		})
	}
}

func TestScopeRefusesWhatCannotBeMeant(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		scope Scope
		want  string
	}{
		{Scope{Systems: []string{" "}}, "option system: an empty pattern"},
		{Scope{Servers: []string{"10.1.1.1/16"}}, "did you mean 10.1.0.0/16?"},
		{Scope{Clients: []string{"host"}}, "neither an address nor a network"},
		{Scope{Ports: []string{"9-5"}}, "neither a port nor a range"},
		{Scope{Roles: []string{"servr"}}, `did you mean "server"?`},
		{Scope{Protocols: []string{"quic"}}, "known are none, tls, ssh, ipsec"},
		{Scope{Security: []SecurityChoice{{"ciphr", "AES"}}}, `no filter "ciphr"; did you mean "cipher"?`},
		{Scope{Security: []SecurityChoice{{"key-bits", "many"}}}, `"many" is not a number`},
		{Scope{Since: time.Unix(10, 0).UTC(), Until: time.Unix(5, 0).UTC()}, "is not before"},
	} {
		if err := test.scope.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: got %v, want %q", test.scope, err, test.want)
		}
	}
}

// TestEveryPartOfAScopeReachesQueriesOrSaysNot: a view that a query reads either
// has a column for each part of a scope, is made from one that has, or is listed
// in viewParts.
func TestEveryPartOfAScopeReachesQueriesOrSaysNot(t *testing.T) {
	t.Parallel()
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	fromSessions := []string{"v_session", "v_traffic", "v_endpoint", "v_server", "v_client", "v_ee_peer",
		"v_session_tunnel", "v_certificate", "v_certificate_once", "v_cleartext",
		"v_peer", "v_ssh_user_key", "v_lost_interval", "v_code_contradiction"}
	for i := range qs {
		for _, view := range qs[i].Uses {
			if _, listed := viewParts[view]; !listed && strings.HasPrefix(view, "v_") && !slices.Contains(fromSessions, view) &&
				view != "v_port" && view != "v_call_home_place" && view != "v_zert_dn" {
				t.Errorf("%s reads %s: nothing says how a scope limits that view; add it to fromSessions here if it is "+
					"built on v_session, otherwise to viewParts in scope.go", qs[i].ID, view)
			}
		}
	}
	s := &Scope{Jobs: []string{"A"}, Systems: []string{"B"}}
	if got := s.Unmet(&Query{Uses: []string{"v_coverage"}}); !slices.Equal(got, []string{"job"}) {
		t.Errorf("coverage: unmet %v, want job", got)
	}
	if got := s.Unmet(&Query{Uses: []string{"v_tunnel_history"}}); len(got) > 0 {
		t.Errorf("tunnels: unmet %v, want none: they are limited by the sessions they carry", got)
	}
	s = &Scope{Security: []SecurityChoice{{"cipher", "AES*"}, {"cipher", "3DES"}}}
	if got := s.Unmet(&Query{Uses: []string{"v_coverage"}}); !slices.Equal(got, []string{"cipher"}) {
		t.Errorf("coverage: unmet %v, want cipher", got)
	}
	if text := s.String(); text != "cipher AES*, 3DES" {
		t.Errorf("the scope reads %q", text)
	}
	for _, view := range tunnelViews {
		if _, listed := viewParts[view]; !listed {
			t.Errorf("%s is a view of tunnels and not in viewParts", view)
		}
	}
}
