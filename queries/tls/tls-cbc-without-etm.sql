-- id: tls-cbc-without-etm
-- title: TLS with CBC and MAC-then-encrypt
-- severity: low
-- uses: v_endpoint, suite
-- refs: RFC 7366; RFC 9325 section 4.2
-- remediation: AT-TLS: V3CipherSuites4Char with GCM and ChaCha20 suites; where a peer needs CBC, one that offers
--   encrypt-then-MAC.
--
-- Why: CBC suites that authenticate before they encrypt have been attacked through padding oracles again and
-- again (Lucky Thirteen). Encrypt-then-MAC, or an AEAD suite, removes the cause.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.tls_cipher LIKE '%-CBC';

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'suite ' || coalesce(s.tls_suite_label, s.tls_cipher) || CASE WHEN s.tls_etm IS NULL THEN ', encrypt-then-MAC not known' ELSE ' without encrypt-then-MAC' END AS reason,
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
  AND s.tls_cipher LIKE '%-CBC'
  AND (s.tls_etm IS NULL OR NOT s.tls_etm)
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
