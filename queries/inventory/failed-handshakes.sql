-- id: failed-handshakes
-- title: Handshakes that failed
-- severity: medium
-- uses: v_endpoint
-- refs: IBM Education Assistant, z/OS 3.2 Communications Server, zERT monitoring enhancements
-- remediation: AT-TLS: the messages EZD1286I and EZD1287I give the System SSL return code; compare the suites and
--   versions of both sides.
-- caveats: Before z/OS 3.2 the records do not tell; such systems are not counted in the population.
--
-- Why: A failed handshake is a peer that could not connect, a probe, or a client that still asks for what was
-- switched off. From z/OS 3.2 zERT counts them.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.handshake_status IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       CASE WHEN e.failed_handshakes IS NULL THEN 'handshakes failed, how many is not known' ELSE e.failed_handshakes || ' of ' || coalesce(CAST(e.connections AS VARCHAR), '?') || if(e.connections = 1, ' handshake', ' handshakes') || ' failed' END AS reason,
       e.file_id,
       e.record_no,
       e.protection,
       e.failed_handshakes,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
WHERE e.handshake_status = 'FAILED'
   OR e.failed_handshakes > 0
ORDER BY e.failed_handshakes DESC NULLS LAST, resource, e.file_id, e.record_no;
