-- ike_exchange, v_ike_exchange: how each phase 1 tunnel was negotiated, as its last record says, copies left out. Only records of tunnels
-- hold the exchange mode; reauth_seconds is 0 where identities are proven once and never again.
CREATE OR REPLACE TABLE ike_exchange AS
SELECT nullif(o.sysplex_name, '') AS sysplex, coalesce(nullif(o.system_name, ''), nullif(o.system_id, '')) AS system, nullif(o.stack_name, '') AS stack,
       nullif(o.tunnel_id, '') AS tunnel_id, nullif(o.key_exchange_rule, '') AS policy_rule, nullif(o.key_exchange_action, '') AS policy_action,
       o.local_endpoint, o.remote_endpoint, o.remote_identity, CAST(o.ike_major_version AS INTEGER) AS ike_version,
       x.token AS exchange_mode, a.token AS auth_method, p.token AS prf, e.token AS cipher, m.token AS mac, CAST(CASE WHEN o.dh_group BETWEEN 1 AND 65535 THEN o.dh_group END AS INTEGER) AS dh_group,
       CAST(nullif(o.life_seconds, 0) AS BIGINT) AS life_seconds, CAST(o.reauth_seconds AS BIGINT) AS reauth_seconds,
       CASE WHEN o.is_fips THEN 'on' WHEN NOT o.is_fips THEN 'off' END AS fips_mode,
       coalesce(e.basis = 'inferred', false) OR coalesce(m.basis = 'inferred', false) AS is_inferred,
       o.smf_time_local AS at_local, CAST(o.file_id AS BIGINT) AS file_id, CAST(o.record_no AS BIGINT) AS record_no
FROM v_ike_tunnel AS o
LEFT JOIN v_code_named AS x ON x.enum = 'ike_exchange_mode' AND x.value = o.exchange_mode
LEFT JOIN v_code_named AS a ON a.enum = 'nmi_ike_auth_method' AND a.value = o.peer_auth_method
LEFT JOIN v_code_named AS p ON p.enum = 'prf_alg' AND p.value = o.prf_alg
LEFT JOIN v_code_named AS e ON e.enum = 'encr_alg' AND e.value = o.encr_alg
LEFT JOIN v_code_named AS m ON m.enum = 'auth_alg' AND m.value = o.auth_alg
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = o.file_id AND d.record_no = o.record_no)
QUALIFY row_number() OVER (PARTITION BY o.sysplex_name, o.system_name, o.system_id, o.stack_name, o.tunnel_id, o.key_exchange_rule, o.remote_endpoint
    ORDER BY o.smf_time_local DESC, o.file_id DESC, o.record_no DESC) = 1;

CREATE OR REPLACE VIEW v_ike_exchange AS
SELECT *
FROM ike_exchange;

-- v_ssh_user_key: the keys with which users proved who they are to SSH servers, per place.
CREATE OR REPLACE VIEW v_ssh_user_key AS
SELECT e.*, y.token AS key_type, CAST(nullif(k.bits, 0) AS INTEGER) AS key_bits, key_strength(y.token, nullif(k.bits, 0)) AS key_strength_bits, s.ssh_auth_method
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
JOIN (
    SELECT zert_detail_ssh_id AS id, any_value(ssh_client_key_type) AS type, any_value(ssh_client_key_bits) AS bits FROM zert_detail_ssh GROUP BY 1
    UNION ALL
    SELECT zert_summary_ssh_id, any_value(ssh_client_key_type), any_value(ssh_client_key_bits) FROM zert_summary_ssh GROUP BY 1
) AS k ON k.id = s.ssh_id
LEFT JOIN v_code_named AS y ON y.enum = 'ssh_key_type' AND y.value = k.type
WHERE k.type > 0
  AND y.token IS DISTINCT FROM 'NONE';

-- v_peer: each other end that a stack spoke to, by the days it was seen. The other end is the client of a server here, the server of a client here, an Enterprise Extender peer.
CREATE OR REPLACE VIEW v_peer AS
WITH daily AS (
    SELECT sysplex, system, stack, role, CASE role WHEN 'client' THEN server_addr ELSE client_addr END AS peer_addr,
           server_addr, server_port, client_addr, day, protection, session_no, interval_records, connections, bytes, file_id, record_no
    FROM v_traffic
    WHERE role IS NOT NULL
      AND handshake_status IS DISTINCT FROM 'FAILED'
)
SELECT sysplex, system, stack, role, peer_addr, any_value(server_addr) AS server_addr, any_value(client_addr) AS client_addr,
       count(DISTINCT server_port) AS ports, min(server_port) AS server_port,
       min(day) AS first_day, max(day) AS last_day, count(DISTINCT day) AS days,
       count(DISTINCT session_no) AS sessions, CAST(sum(interval_records) AS BIGINT) AS interval_records, capped(sum(connections)) AS connections, capped(sum(bytes)) AS bytes,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM daily
GROUP BY sysplex, system, stack, role, peer_addr;

-- v_tn3270_logon: ended TN3270E sessions of the server, with whether TLS was in use; copies left out.
CREATE OR REPLACE VIEW v_tn3270_logon AS
SELECT nullif(t.sysplex_name, '') AS sysplex, coalesce(nullif(t.system_name, ''), nullif(t.system_id, '')) AS system, nullif(t.stack_name, '') AS stack,
       nullif(t.lu_name, '') AS lu_name, nullif(t.application, '') AS application,
       t.local_addr AS server_addr, CAST(t.local_port AS INTEGER) AS server_port, t.remote_addr AS client_addr,
       CASE t.tls_use WHEN 0 THEN false WHEN 1 THEN true WHEN 2 THEN true END AS is_tls, t.tls_use_name,
       TRY_CAST(t.in_bytes AS BIGINT) AS bytes_in, TRY_CAST(t.out_bytes AS BIGINT) AS bytes_out, t.smf_time_local AS at_local,
       CAST(t.file_id AS BIGINT) AS file_id, CAST(t.record_no AS BIGINT) AS record_no
FROM v_tn3270_session AS t
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = t.file_id AND d.record_no = t.record_no);
