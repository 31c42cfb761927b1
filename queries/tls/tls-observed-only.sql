-- id: tls-observed-only
-- title: TLS known only by watching the handshake
-- severity: info
-- uses: v_endpoint, suite
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: Bring the program under AT-TLS, or use System SSL, when certificate evidence is needed.
--
-- Why: The stack learns TLS attributes from System SSL itself, or by watching the handshake of programs that use
-- another library. What is only observed lacks certificate facts, and TLS 1.3 hides more.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.tls_source IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'known by observation only' AS reason,
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
  AND s.tls_source = 'OBSERVATION'
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
