-- id: tls-sha1-mac
-- title: TLS records authenticated with HMAC-SHA1
-- severity: low
-- uses: v_endpoint, suite
-- refs: NIST SP 800-131A Rev. 2 section 10; BSI TR-02102-2
-- remediation: AT-TLS: V3CipherSuites4Char with suites that end in SHA256 or SHA384.
--
-- Why: HMAC-SHA1 is not broken, but SHA-1 is being withdrawn everywhere and the suites that use it are CBC or
-- RC4 suites of the past.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'MAC ' || s.tls_mac || coalesce(', suite ' || s.tls_suite_label, '') AS reason,
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
  AND s.tls_mac = 'HMAC-SHA1'
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
