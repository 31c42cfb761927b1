-- id: tls-fips-off
-- title: TLS sessions not in FIPS 140 mode
-- severity: medium
-- uses: v_endpoint, suite
-- refs: FIPS 140-3; z/OS Cryptographic Services System SSL Programming, FIPS 140 mode
-- remediation: AT-TLS: TTLSGroupAdvancedParms with FIPS140 On (or Level1, Level2, Level3); System SSL programs:
--   gsk_fips_state_set.
-- caveats: Only detail records (subtype 11) carry the TLS FIPS level; traffic seen in summaries alone is not
--   evidenced. The flag says that the mode was on, not that the certificate of the module is current.
--
-- Why: Where FIPS 140 is required, a session set up outside the mode used cryptography that was not checked
-- against the standard.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%TLS%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.tls_fips_level IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       e.endpoint AS resource,
       'FIPS 140 mode is off' AS reason,
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
  AND s.tls_fips_level = 'OFF'
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
