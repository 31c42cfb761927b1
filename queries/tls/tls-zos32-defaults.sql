-- id: tls-zos32-defaults
-- title: TLS sessions outside the default suites of z/OS 3.2
-- severity: medium
-- uses: v_endpoint, suite
-- refs: IBM Education Assistant, z/OS 3.2 System SSL
-- remediation: AT-TLS: name the suites in V3CipherSuites4Char before the migration, or move the peer to TLS 1.2
--   with an ECDHE-GCM suite.
-- caveats: What counts is the policy in force at the site; this lists what the new defaults would not offer.
--
-- Why: z/OS 3.2 tightens the defaults of System SSL and AT-TLS to TLS 1.2 and 1.3 with ephemeral elliptic curves
-- and AEAD. A session outside that set works today because a policy or a default allows it, and may stop after
-- the migration.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.tls_version IS NULL OR s.tls_kex IS NULL OR s.tls_cipher IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       coalesce(s.tls_version, 'version unknown') || ' with ' || coalesce(s.tls_suite_label, 'a suite not known') AS reason,
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
  AND (s.tls_version IS NULL
       OR s.tls_kex IS NULL
       OR s.tls_cipher IS NULL
       OR NOT (s.tls_version = 'TLS1.3'
               OR (s.tls_version = 'TLS1.2'
                   AND s.tls_kex IN ('ECDHE-RSA', 'ECDHE-ECDSA')
                   AND s.tls_cipher = 'AES-GCM')))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
