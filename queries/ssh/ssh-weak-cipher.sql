-- id: ssh-weak-cipher
-- title: SSH with a weak cipher
-- severity: high
-- param: ciphers VARCHAR 'NONE,DES,DES40,3DES,RC2,RC2-40,RC2-128,RC4,RC4-40,RC4-128,RC4-256,ARCFOUR,BLOWFISH,CAST128,IDEA,ACSS' ciphers not accepted, separated by commas
-- uses: v_endpoint, suite
-- refs: RFC 8758; RFC 4253 section 6.3; BSI TR-02102-4
-- remediation: sshd_config and ssh_config: Ciphers
--   aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr; zos_sshd_config:
--   CiphersSource.
-- caveats: The codes of AES in SSH are not documented in what this program knows; they count as not known
--   until the site confirms them in a file of codes.
--
-- Why: Blowfish, CAST, 3DES, RC4 and the like have small blocks or biased key streams; none encrypts nothing at
-- all. All have modern replacements in every SSH.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.ssh_cipher IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.ssh_cipher IS NULL THEN 'cipher not known' || coalesce('; ' || s.ssh_unknown_codes, '') ELSE 'cipher ' || s.ssh_cipher END AS reason,
       e.file_id,
       e.record_no,
       s.ssh_version,
       s.ssh_cipher,
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
  AND (s.ssh_cipher IS NULL OR position(',' || s.ssh_cipher || ',' IN ',' || $ciphers || ',') > 0)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
