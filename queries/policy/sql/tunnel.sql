-- The observations of v_tunnel with the columns that sessions have. A tunnel has two ends and no server: the remote end
-- stands where exceptions have a server, the local one where they have a client. Its day is that of its record, or the
-- one it started on where only a capture tells of it. What a text says of a tunnel counts where it has a suite: a line
-- of a log reports an event, and the labels of phase 2 are only inferred.
CREATE OR REPLACE TEMP VIEW zertify_tunnel AS
SELECT sysplex, system, stack, CAST(NULL AS VARCHAR) AS job, CAST(NULL AS VARCHAR) AS user_id,
  CAST(NULL AS VARCHAR) AS role, remote_endpoint AS server_addr, CAST(NULL AS INTEGER) AS server_port,
  local_endpoint AS client_addr, CASE phase WHEN 1 THEN 'IKE' ELSE 'IPSEC' END AS protection,
  nullif(suite_id, 0) AS suite_id, CAST(NULL AS VARCHAR) AS handshake_status,
  CAST(NULL AS BOOLEAN) AS intra_host_bypass, CAST(NULL AS BOOLEAN) AS remote_is_local,
  CAST(NULL AS DECIMAL(9, 3)) AS record_level, FALSE AS is_artefact, CAST(NULL AS BIGINT) AS change_no,
  0 AS connections, 0 AS bytes_in, 0 AS bytes_out, at_local AS first_local, at_local AS last_local,
  start_utc AS first_utc, start_utc AS last_utc, file_id, record_no, tunnel_id, phase AS tunnel_phase,
  local_endpoint AS tunnel_local, coalesce(policy_rule, policy_action) AS tunnel_policy, source AS tunnel_source
FROM v_tunnel
WHERE source NOT IN ('text', 'log') OR suite_id > 0
