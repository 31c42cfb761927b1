package queries

import (
	"context"
	"slices"
	"testing"
)

// TestScopeLimitsTunnelsToThoseOfItsSessions: two hosts behind two tunnels, a
// session in details and one in summaries, and a tunnel that nothing rides.
func TestScopeLimitsTunnelsToThoseOfItsSessions(t *testing.T) {
	t.Parallel()
	const (
		ends7 = "'10.1.1.1' AS local_endpoint, '10.2.2.2' AS remote_endpoint"
		ends8 = "'10.1.1.1' AS local_endpoint, '10.3.3.3' AS remote_endpoint"
		ends9 = "'10.1.1.1' AS local_endpoint, '10.4.4.4' AS remote_endpoint"
	)
	load := func(t *testing.T) []string {
		t.Helper()
		return []string{
			ikeContent(101, ""), ipContent(201, ""),
			ikeSeen(1, 101, "08:00:00", "'K7' AS tunnel_id, "+ends7), ikeSeen(2, 101, "08:00:00", "'K8' AS tunnel_id, "+ends8),
			ikeSeen(3, 101, "08:00:00", "'K9' AS tunnel_id, "+ends9),
			// the same number and ends on another system
			ikeSeen(4, 101, "08:00:00", "'K7' AS tunnel_id, 2 AS smf119_ident_id, "+ends7),
			observed("dynamic_tunnel_activated", "ip_tunnel", 5, 201, "08:00:01", "'Y5' AS tunnel_id, "+ends7),
			observed("dynamic_tunnel_activated", "ip_tunnel", 6, 201, "08:00:01", "'Y6' AS tunnel_id, "+ends8),
			observed("manual_tunnel_activated", "ip_tunnel", 7, 201, "08:00:01",
				"'M4' AS tunnel_id, '10.1.1.1' AS local_endpoint, '10.9.9.9' AS remote_endpoint"),
			// Job WEB through tunnel 7, by number and ends; port 23 in no tunnel.
			`INSERT INTO zert_detail_ipsec BY NAME SELECT 1 AS file_id, 1 AS record_no, 301 AS zert_detail_ipsec_id,
				2 AS ipsec_tunnel_type, '10.1.1.1' AS ike_local_endpoint, '10.2.2.2' AS ike_remote_endpoint`,
			ridden(11, "09:30:00", "true AS is_local_server"),
			detail(12, 3, "12 AS connection_id, 23 AS local_port, true AS is_local_server, 'TN' AS job_name"),
			// Job CICS through tunnel 8, as a summary says.
			`INSERT INTO zert_summary_ipsec BY NAME SELECT 1 AS file_id, 1 AS record_no, 401 AS zert_summary_ipsec_id,
				'10.1.1.1' AS ike_local_endpoint, '10.3.3.3' AS ike_remote_endpoint`,
			place(2, "true AS is_ipsec, 'CICS' AS job_name, 1490 AS server_port, '10.8.8.8' AS client_addr"),
			summary(13, "2 AS zert_session_id, 401 AS zert_summary_ipsec_id, 5 AS end_connections"),
			// Job MAN in a manual tunnel, which has no phase 1, no ends of it and in summaries no number.
			`INSERT INTO zert_summary_ipsec BY NAME SELECT 1 AS file_id, 1 AS record_no, 402 AS zert_summary_ipsec_id,
				'0.0.0.0' AS ike_local_endpoint, '0.0.0.0' AS ike_remote_endpoint`,
			place(3, "true AS is_ipsec, 'MAN' AS job_name, 5555 AS server_port"),
			summary(14, "3 AS zert_session_id, 402 AS zert_summary_ipsec_id, 5 AS end_connections"),
		}
	}
	tunnelsOnly := &Query{Population: "SELECT count(*) FROM v_tunnel_history",
		Findings: "FROM v_tunnel, v_ike_tunnel, v_ip_tunnel"}
	for n, test := range []struct {
		name  string
		scope Scope
		want  []string
	}{
		{"nothing of sessions asked", Scope{Systems: []string{"*"}}, []string{"K7", "K7", "K8", "K9", "M4", "Y5", "Y6"}},
		{"by a detail", Scope{Jobs: []string{"WEB"}}, []string{"K7", "Y5"}},
		{"by a summary", Scope{Jobs: []string{"CICS"}}, []string{"K8", "Y6"}},
		{"by its addresses", Scope{Jobs: []string{"MAN"}}, []string{"M4"}},
		{"outside every tunnel", Scope{Ports: []string{"23"}}, nil},
		{"client", Scope{Clients: []string{"10.8.8.8"}}, []string{"K8", "Y6"}},
		{"server and port", Scope{Servers: []string{"10.1.1.1"}, Ports: []string{"443"}}, []string{"K7", "Y5"}},
		{"protection", Scope{Protocols: []string{"none"}}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, load(t)...)
			var only []*Query // every second scope is for one query alone
			if n%2 == 1 {
				only = append(only, tunnelsOnly)
			}
			if err := InstallScope(context.Background(), db, &test.scope, only...); err != nil {
				t.Fatal(err)
			}
			wantRows(t, db, "SELECT tunnel_id FROM v_tunnel ORDER BY tunnel_id, record_no", test.want...)
			wantRows(t, db, "SELECT tunnel_id FROM v_ike_tunnel UNION ALL SELECT tunnel_id FROM v_ip_tunnel ORDER BY tunnel_id",
				test.want...)
			wantRows(t, db, "SELECT DISTINCT tunnel_id FROM v_tunnel_history ORDER BY tunnel_id",
				slices.Compact(slices.Clone(test.want))...)
		})
	}
}
