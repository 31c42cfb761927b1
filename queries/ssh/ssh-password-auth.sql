-- id: ssh-password-auth
-- title: SSH logons with a password or less
-- severity: medium
-- uses: v_endpoint, suite
-- refs: NIST IR 7966
-- remediation: sshd_config: PasswordAuthentication no, KbdInteractiveAuthentication no, HostbasedAuthentication no,
--   PubkeyAuthentication yes; keys in a SAF key ring.
--
-- Why: Passwords can be guessed and reused; rhosts and host-based logons trust the word of another machine.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.ssh_auth_method IS NOT NULL;

-- name: findings
SELECT CASE WHEN s.ssh_auth_method IN ('PASSWORD', 'KEYBOARD-INTERACTIVE', 'HOSTBASED') THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       'authentication ' || s.ssh_auth_method AS reason,
       e.file_id,
       e.record_no,
       s.ssh_auth_method,
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
  AND s.ssh_auth_method IN ('NONE', 'PASSWORD', 'KEYBOARD-INTERACTIVE', 'HOSTBASED', 'RHOSTS', 'RHOSTS-RSA')
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
