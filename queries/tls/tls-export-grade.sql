-- id: tls-export-grade
-- title: TLS suites of export strength
-- severity: critical
-- uses: v_endpoint, suite
-- refs: RFC 9325 section 4.1
-- remediation: AT-TLS: remove suites 0003, 0006, 0008, 000B, 000E, 0011, 0014, 0017, 0019, 0060 to 0065 from V3CipherSuites4Char;
--   turn SSLv2 off.
--
-- Why: Export suites limit keys to 40 or 56 bits and key exchange to 512 or 1024 bits. They can be broken in hours, and
-- their mere presence enables downgrade attacks (FREAK, Logjam).

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       coalesce(s.tls_suite_label, s.tls_kex || ' with ' || s.tls_cipher) AS reason,
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
  AND (s.tls_kex LIKE '%-EXPORT%' OR s.tls_cipher IN ('DES40', 'RC2-40', 'RC4-40'))
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
