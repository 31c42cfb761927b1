-- id: protection-by-server
-- title: Protection by TCP server
-- severity: info
-- uses: v_server
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: AT-TLS: a TTLSRule with TTLSEnabled On and HandshakeRole Server for each port that has none.
-- caveats: Counts of connections begin with the interval; a connection that lasted all through shows by its
--   bytes.
--
-- Why: Each server of the systems read, with its connections and bytes under TLS, SSH, IPSec and in the clear:
-- where to begin.

-- name: population
SELECT coalesce(sum(v.sessions), 0)
FROM v_server AS v;

-- name: findings
SELECT CASE WHEN v.has_clear THEN 'review' ELSE 'info' END AS status,
       v.endpoint AS resource,
       CASE WHEN v.has_clear THEN coalesce(v.clear_connections, 0) || ' of ' || coalesce(v.connections, 0) || if(v.connections = 1, ' connection', ' connections') || ' unprotected' ELSE 'no unprotected traffic' END AS reason,
       v.file_id,
       v.record_no,
       v.sysplex,
       v.system,
       v.stack,
       v.job,
       v.server_addr,
       v.server_port,
       v.sessions,
       v.interval_records,
       v.connections,
       v.bytes,
       v.tls_connections,
       v.ssh_connections,
       v.ipsec_connections,
       v.clear_connections,
       v.clear_bytes,
       v.first_local,
       v.last_local,
       v.first_utc,
       v.last_utc
FROM v_server AS v
ORDER BY v.clear_bytes DESC NULLS LAST, v.bytes DESC NULLS LAST, resource, v.file_id, v.record_no;
