-- Keeps the tunnels that a session in scope goes through: known by the ends of the tunnel, without them by its number on
-- the same stack, without that by the session's own addresses, which are the ends in transport mode. A record that
-- v_session_tunnel has matched counts in any case. Tunnels known to no system or stack, as captures list them, are told
-- by their ends alone.
DELETE FROM tunnel
WHERE rowid NOT IN (
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
  ) AS s ON s.file_id = t.file_id AND s.record_no = t.record_no AND s.tunnel_id = t.tunnel_id)
