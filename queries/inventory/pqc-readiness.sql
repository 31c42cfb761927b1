-- id: pqc-readiness
-- title: Key exchanges that a quantum computer would open
-- severity: info
-- uses: v_endpoint, suite_layer
-- refs: NIST IR 8547 (draft); CNSA 2.0
-- remediation: TLS 1.3 first; then hybrid groups in ServerKeyShareGroups and ClientKeyShareGroups where the release
--   offers them.
-- caveats: The records hold no named group for TLS 1.3: such traffic is listed as not said, never as safe.
--
-- Why: Traffic recorded today can be opened later. This lists where the exchange is known to be classical, and
-- where the record does not say.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT 'info' AS status,
       e.endpoint AS resource,
       upper(l.layer) || CASE WHEN l.pq_kex = 'none' THEN ': classical key exchange' WHEN l.pq_kex IS NULL THEN ': the record does not say which exchange' ELSE ': ' || l.pq_kex END AS reason,
       e.file_id,
       e.record_no,
       l.layer,
       l.pq_kex,
       l.cipher,
       l.cipher_bits,
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
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND l.layer <> 'ipsec'
ORDER BY l.pq_kex NULLS LAST, e.bytes DESC NULLS LAST, resource, e.file_id, e.record_no, l.layer;
