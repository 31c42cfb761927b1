-- id: ssh-weak-mac
-- title: SSH with a weak MAC
-- severity: high
-- param: macs VARCHAR 'NONE,MD2,HMAC-MD5,HMAC-MD5-96,HMAC-SHA1,HMAC-SHA1-96,UMAC-64,RIPEMD-160' MACs not accepted, separated by commas
-- uses: v_endpoint, suite
-- refs: RFC 9142; BSI TR-02102-4; RFC 6151
-- remediation: sshd_config and ssh_config: MACs
--   hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,hmac-sha2-512,hmac-sha2-256;
--   zos_sshd_config: MACsSource.
--
-- Why: MD5 and short or absent MACs let an attacker hope to forge packets. SHA-1 is on its way out.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.ssh_mac IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.ssh_mac IS NULL THEN 'MAC not known' || coalesce('; ' || s.ssh_unknown_codes, '') ELSE 'MAC ' || s.ssh_mac END AS reason,
       e.file_id,
       e.record_no,
       s.ssh_version,
       s.ssh_mac,
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
  AND (s.ssh_mac IS NULL OR position(',' || s.ssh_mac || ',' IN ',' || $macs || ',') > 0)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
