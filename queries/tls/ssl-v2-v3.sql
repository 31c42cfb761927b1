-- id: ssl-v2-v3
-- title: SSL version 2 or 3 in use
-- severity: critical
-- uses: v_endpoint, suite
-- refs: RFC 6176; RFC 7568
-- remediation: AT-TLS: TTLSEnvironmentAdvancedParms with SSLv2 Off and SSLv3 Off; FTP without AT-TLS: SSLV3 FALSE
--   in FTP.DATA; System SSL: GSK_PROTOCOL_SSLV2=0, GSK_PROTOCOL_SSLV3=0.
--
-- Why: SSLv2 and SSLv3 can be broken in practice (DROWN, POODLE). No current authority accepts them.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       'negotiated ' || s.tls_version AS reason,
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
  AND s.tls_version IN ('SSL2', 'SSL3')
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
