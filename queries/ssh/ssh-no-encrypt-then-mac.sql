-- id: ssh-no-encrypt-then-mac
-- title: SSH that authenticates before it encrypts
-- severity: low
-- uses: v_endpoint, suite
-- refs: RFC 9142; OpenSSH release notes 6.2
-- remediation: sshd_config and ssh_config: MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com, or Ciphers
--   with aes256-gcm@openssh.com.
--
-- Why: SSH computes the MAC over the plain text unless an encrypt-then-MAC algorithm or an AEAD cipher is chosen.
-- With CBC that has leaked plain text; with CTR it is only a weaker construction.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.ssh_cipher IS NOT NULL;

-- name: findings
SELECT 'review' AS status,
       e.endpoint AS resource,
       'cipher ' || s.ssh_cipher || coalesce(', MAC ' || s.ssh_mac, '') || CASE WHEN s.ssh_etm IS NULL THEN ', encrypt-then-MAC not known' ELSE ' without encrypt-then-MAC' END AS reason,
       e.file_id,
       e.record_no,
       s.ssh_cipher,
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
  AND s.ssh_cipher NOT LIKE '%-GCM'
  AND s.ssh_cipher NOT LIKE '%POLY1305'
  AND s.ssh_cipher <> 'NONE'
  AND (s.ssh_etm IS NULL OR NOT s.ssh_etm)
ORDER BY e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
