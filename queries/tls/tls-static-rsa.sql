-- id: tls-static-rsa
-- title: TLS with static RSA key exchange
-- severity: medium
-- uses: v_endpoint, suite
-- refs: RFC 9325 section 4.1; NIST SP 800-52 Rev. 2 section 3.3.1
-- remediation: AT-TLS: TTLSCipherParms, V3CipherSuites4Char with ECDHE suites only (for example C02B C02C C02F
--   C030) and the TLS 1.3 suites 1301 1302.
--
-- Why: With static RSA the session key is encrypted under the key of the server certificate. Whoever obtains
-- that key later can read all recorded traffic.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.tls_kex IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.tls_kex IS NULL THEN 'the key exchange is not known' ELSE 'key exchange ' || s.tls_kex END || coalesce(', suite ' || s.tls_suite_label, '') AS reason,
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
  AND (s.tls_kex IS NULL OR s.tls_kex IN ('RSA', 'RSA-EXPORT', 'RSA-EXPORT1024', 'RSA-PSK'))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
