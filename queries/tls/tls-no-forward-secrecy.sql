-- id: tls-no-forward-secrecy
-- title: TLS without forward secrecy
-- severity: medium
-- uses: v_endpoint, suite
-- refs: RFC 9325 section 4.1; BSI TR-02102-2
-- remediation: AT-TLS: V3CipherSuites4Char in TTLSCipherParms with ECDHE and TLS 1.3 suites only.
-- caveats: TLS 1.3 may resume with a pre-shared key alone; the record does not show it.
--
-- Why: Forward secrecy means that the loss of a long-term key does not open past sessions. Only ephemeral
-- Diffie-Hellman exchanges and TLS 1.3 give it.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.tls_kex IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.tls_kex IS NULL THEN 'the key exchange is not known' || coalesce(', suite ' || s.tls_suite_label, '') ELSE 'key exchange ' || s.tls_kex || ' gives no forward secrecy' END AS reason,
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
  AND (s.tls_kex IS NULL OR s.tls_kex IN ('RSA', 'RSA-EXPORT', 'RSA-EXPORT1024', 'RSA-PSK', 'DH', 'DH-RSA', 'DH-DSS', 'DH-EXPORT', 'ECDH', 'ECDH-RSA', 'ECDH-ECDSA', 'PSK', 'KRB5', 'KRB5-EXPORT', 'GOST', 'NULL'))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
