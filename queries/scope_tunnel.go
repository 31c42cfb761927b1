package queries

import (
	"fmt"
	"slices"
)

// A tunnel has ends and no server, client or job. Where a scope asks for those, the
// tunnels in it are those that its sessions go through.

// partsOfSession are the parts of a scope that a session tells and a tunnel does not.
var partsOfSession = append([]string{"job", "user", "server", "client", "port", "role", "protocol"}, filterNames()...)

// LimitsTunnels reports whether the scope names something that only a session
// tells, so that tunnels are limited to those its sessions are known to go through.
func (s *Scope) LimitsTunnels() bool {
	return !s.Empty() &&
		slices.ContainsFunc(s.named(), func(name string) bool { return slices.Contains(partsOfSession, name) })
}

// ReadsTunnels reports whether a query reads a view of tunnels.
func ReadsTunnels(q *Query) bool {
	return slices.ContainsFunc(q.Uses, func(view string) bool { return slices.Contains(tunnelViews, view) })
}

var tunnelViews = []string{"v_tunnel", "v_tunnel_history", "v_ike_tunnel", "v_ip_tunnel", "v_ike_exchange"}

// riders are the sessions under IPSec in scope, with what their records say of the
// tunnel: the ends of its phase 1, in details its numbers too, and beside that the
// session's own two addresses. An end of zeros is none: manual tunnels have no
// phase 1.
const riders = `
CREATE OR REPLACE TEMP TABLE scope_rider AS
WITH rider AS (
	SELECT system, stack, ike_local_endpoint, ike_remote_endpoint, ike_number, ipsec_kind, ipsec_number, server_addr,
		client_addr
	FROM session_tunnel
	UNION
	SELECT p.system, p.stack, i.ike_local_endpoint, i.ike_remote_endpoint, NULL, NULL, NULL, p.server_addr, p.client_addr
	FROM summary_place AS p
	JOIN zert_summary_content AS c ON c.zert_session_id = p.zert_session_id AND c.smf119_header_id = p.smf119_header_id
		AND c.smf119_ident_id = p.smf119_ident_id
	JOIN zert_summary_ipsec AS i ON i.zert_summary_ipsec_id = c.zert_summary_ipsec_id
)
SELECT DISTINCT system, stack, local_end, remote_end, ike_number, ipsec_kind, ipsec_number,
	CASE WHEN local_end IS NULL THEN server_addr END AS server_addr,
		CASE WHEN local_end IS NULL THEN client_addr END AS client_addr
FROM (
	SELECT *, nullif(nullif(ike_local_endpoint, '0.0.0.0'), '::') AS local_end, nullif(nullif(ike_remote_endpoint,
		'0.0.0.0'), '::') AS remote_end
	FROM rider
)`

// carried keeps the tunnels that a session in scope goes through: known by the ends
// of the tunnel, without them by its number on the same stack, without that by the
// session's own addresses, which are the ends in transport mode. A record that
// v_session_tunnel has matched counts in any case. Tunnels known to no system or
// stack, as captures list them, are told by their ends alone.
const carried = `
DELETE FROM tunnel WHERE rowid NOT IN (
	SELECT t.rowid
	FROM tunnel AS t
	JOIN scope_rider AS r ON coalesce(t.system = r.system, true) AND coalesce(t.stack = r.stack, true) AND (
		t.local_endpoint = r.local_end AND t.remote_endpoint = r.remote_end
		OR (r.local_end IS NULL OR t.local_endpoint IS NULL) AND (
			t.tunnel_kind = 'K' AND t.tunnel_number = r.ike_number
			OR t.tunnel_kind = r.ipsec_kind AND t.tunnel_number = r.ipsec_number)
		OR r.local_end IS NULL AND r.ike_number IS NULL AND r.ipsec_number IS NULL
			AND t.local_endpoint IN (r.server_addr, r.client_addr) AND t.remote_endpoint IN (r.server_addr, r.client_addr))
	UNION ALL
	SELECT t.rowid
	FROM tunnel AS t
	JOIN (
		SELECT p1.file_id AS file_id, p1.record_no AS record_no, 'K' || ike_number AS tunnel_id FROM session_tunnel
		UNION
		SELECT p2.file_id, p2.record_no, ipsec_kind || ipsec_number FROM session_tunnel
	) AS s ON s.file_id = t.file_id AND s.record_no = t.record_no AND s.tunnel_id = t.tunnel_id)`

// tunnelRecords are the views of the records that tunnel is made of. They keep to
// the same tunnels once it is settled which those are.
var tunnelRecords = []string{"v_ike_tunnel", "v_ip_tunnel"}

const ofCarried = "(file_id, record_no, coalesce(tunnel_id, '')) IN (SELECT file_id, record_no, coalesce(tunnel_id, " +
	"'') FROM tunnel)"

// sessionTunnels is the table of the sessions and their tunnels. What view files make after
// it reads the tunnels in scope.
const sessionTunnels = "session_tunnel"

// tunnels limits the tunnels to those that carry sessions in scope, where the scope
// asks for more than a tunnel tells. The statements are those run so far.
func (i *scopeInstall) tunnels(statements []scopedStatement) error {
	if !i.scope.LimitsTunnels() {
		return nil
	}
	for _, text := range []string{riders, carried} {
		if err := i.exec(text); err != nil {
			return fmt.Errorf("tunnels: %w", err)
		}
	}
	i.further = map[string]string{}
	for _, name := range tunnelRecords {
		i.further[name] = ofCarried
	}
	for _, s := range statements {
		if i.further[s.makes] != "" {
			if err := i.statement(s.text); err != nil {
				return fmt.Errorf("queries/%s:%d: %w", s.file, s.line, err)
			}
		}
	}
	return nil
}
