-- The three ways to look at traffic that a network administrator knows: servers here, clients here, and Enterprise
-- Extender peers, each with its connections and bytes per kind of protection.

-- v_server: TCP servers of the systems read: one row per server address, port and job.
CREATE OR REPLACE VIEW v_server AS
SELECT sysplex, system, stack, job, server_addr, server_port, min(endpoint) AS endpoint,
       CAST(sum(sessions) AS BIGINT) AS sessions,
       CAST(sum(interval_records) AS BIGINT) AS interval_records,
       capped(sum(connections)) AS connections,
       capped(sum(bytes)) AS bytes,
       capped(sum(CASE WHEN contains(protection, 'TLS') THEN connections END)) AS tls_connections,
       capped(sum(CASE WHEN contains(protection, 'SSH') THEN connections END)) AS ssh_connections,
       capped(sum(CASE WHEN contains(protection, 'IPSEC') THEN connections END)) AS ipsec_connections,
       capped(sum(CASE WHEN protection = 'NONE' THEN connections END)) AS clear_connections,
       capped(sum(CASE WHEN protection = 'NONE' THEN bytes END)) AS clear_bytes,
       bool_or(protection = 'NONE' AND NOT is_artefact AND handshake_status IS DISTINCT FROM 'FAILED') AS has_clear,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM endpoint
WHERE role = 'server'
GROUP BY sysplex, system, stack, job, server_addr, server_port;

-- v_client: TCP clients of the systems read: one row per job and the server it went to.
CREATE OR REPLACE VIEW v_client AS
SELECT sysplex, system, stack, job, server_addr, server_port, min(endpoint) AS endpoint,
       CAST(sum(sessions) AS BIGINT) AS sessions,
       CAST(sum(interval_records) AS BIGINT) AS interval_records,
       capped(sum(connections)) AS connections,
       capped(sum(bytes)) AS bytes,
       capped(sum(CASE WHEN contains(protection, 'TLS') THEN connections END)) AS tls_connections,
       capped(sum(CASE WHEN contains(protection, 'SSH') THEN connections END)) AS ssh_connections,
       capped(sum(CASE WHEN contains(protection, 'IPSEC') THEN connections END)) AS ipsec_connections,
       capped(sum(CASE WHEN protection = 'NONE' THEN connections END)) AS clear_connections,
       capped(sum(CASE WHEN protection = 'NONE' THEN bytes END)) AS clear_bytes,
       bool_or(protection = 'NONE' AND NOT is_artefact AND handshake_status IS DISTINCT FROM 'FAILED') AS has_clear,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM endpoint
WHERE role = 'client'
GROUP BY sysplex, system, stack, job, server_addr, server_port;

-- v_ee_peer: Enterprise Extender: one row per pair of addresses and port. Each port is a priority of its own.
CREATE OR REPLACE VIEW v_ee_peer AS
SELECT sysplex, system, stack, job, server_addr AS local_addr, client_addr AS peer_addr, server_port AS port,
       server_addr || ' and ' || client_addr || ' on ' || coalesce(system, '?') || '/' || coalesce(stack, '?') AS endpoint,
       count(DISTINCT session_no) AS sessions,
       CAST(sum(interval_records) AS BIGINT) AS interval_records,
       capped(sum(connections)) AS connections,
       capped(sum(bytes)) AS bytes,
       capped(sum(CASE WHEN contains(protection, 'IPSEC') THEN bytes END)) AS ipsec_bytes,
       capped(sum(CASE WHEN protection = 'NONE' THEN bytes END)) AS clear_bytes,
       bool_or(protection = 'NONE') AS has_clear,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM v_traffic
WHERE role = 'peer'
GROUP BY sysplex, system, stack, job, server_addr, client_addr, server_port;
