-- The sessions under IPSec in scope, with what their records say of the tunnel: the ends of its phase 1, in details its
-- numbers too, and beside that the session's own two addresses. An end of zeros is none: manual tunnels have no phase 1.
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
  SELECT *, nullif(nullif(ike_local_endpoint, '0.0.0.0'), '::') AS local_end,
    nullif(nullif(ike_remote_endpoint, '0.0.0.0'), '::') AS remote_end
  FROM rider
)
