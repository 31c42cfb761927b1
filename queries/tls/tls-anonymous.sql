-- id: tls-anonymous
-- title: TLS without authentication of the server
-- severity: critical
-- uses: v_endpoint, suite
-- refs: RFC 9325 section 4.1
-- remediation: AT-TLS: remove the anonymous suites (0018, 001B, 0034, 003A, C015 to C019 and their kin) from
--   V3CipherSuites4Char.
--
-- Why: Anonymous key exchange proves no identity: anyone on the path can sit in the middle and read everything.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       'key exchange ' || s.tls_kex || coalesce(', suite ' || s.tls_suite_label, '') AS reason,
       e.file_id,
       e.record_no,
       s.tls_version,
       s.tls_suite_label AS tls_suite,
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
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.tls_kex IN ('DH-ANON', 'DH-ANON-EXPORT', 'ECDH-ANON', 'NULL')
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
