-- id: ssh-weak-kex
-- title: SSH with a weak key exchange
-- severity: high
-- param: methods VARCHAR 'NONE,diffie-hellman-group1-sha1,diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1,rsa1024-sha1' methods not accepted, separated by commas
-- uses: v_endpoint, suite
-- refs: RFC 9142
-- remediation: sshd_config and ssh_config: KexAlgorithms
--   ecdh-sha2-nistp521,ecdh-sha2-nistp384,ecdh-sha2-nistp256,diffie-hellman-group-exchange-sha256;
--   zos_sshd_config: KexAlgorithmsSource.
--
-- Why: Diffie-Hellman group 1 has 1024 bits, within reach of a determined attacker, and SHA-1 in the exchange is
-- withdrawn.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.ssh_kex IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.ssh_kex IS NULL THEN 'key exchange not known' || coalesce('; ' || s.ssh_unknown_codes, '') ELSE 'key exchange ' || s.ssh_kex END AS reason,
       e.file_id,
       e.record_no,
       s.ssh_version,
       s.ssh_kex,
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
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND (s.ssh_kex IS NULL OR position(',' || s.ssh_kex || ',' IN ',' || $methods || ',') > 0)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
