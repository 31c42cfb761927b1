-- id: tls-version-floor
-- title: TLS below the lowest version allowed
-- severity: high
-- param: min_version VARCHAR 'TLS1.2' lowest version accepted: SSL2, SSL3, TLS1.0, TLS1.1, TLS1.2 or TLS1.3
-- uses: v_endpoint, suite
-- refs: RFC 8996; NIST SP 800-52 Rev. 2 section 3.1; PCI DSS 4.0.1 requirement 4.2.1
-- remediation: AT-TLS: TTLSEnvironmentAdvancedParms with SSLv2 Off, SSLv3 Off, TLSv1 Off, TLSv1.1 Off, TLSv1.2 On,
--   TLSv1.3 On; System SSL programs: GSK_PROTOCOL_* in their environment.
-- caveats: A handshake that failed carries no version and is left out here.
--
-- Why: SSL and TLS before 1.2 rest on MD5 and SHA-1 and on constructions with known attacks. RFC 8996 withdrew
-- TLS 1.0 and 1.1 in 2021.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.tls_version IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.tls_version IS NULL THEN 'the record does not say which version' ELSE 'negotiated ' || s.tls_version END AS reason,
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
  AND (s.tls_version IS NULL OR s.tls_version < $min_version)
ORDER BY status, s.tls_version NULLS LAST, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
