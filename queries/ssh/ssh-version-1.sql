-- id: ssh-version-1
-- title: SSH protocol version 1
-- severity: critical
-- uses: v_endpoint, suite
-- refs: RFC 4253; BSI TR-02102-4
-- remediation: sshd_config and ssh_config: Protocol 2; remove HostKey /etc/ssh/ssh_host_key.
--
-- Why: SSH version 1 has design faults that allow data to be inserted into a session. It was superseded in 2006
-- and removed from OpenSSH.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED');

-- name: findings
SELECT CASE WHEN s.ssh_version IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE WHEN s.ssh_version IS NULL THEN 'the record does not say which version' ELSE 'protocol version 1' END AS reason,
       e.file_id,
       e.record_no,
       s.ssh_version,
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
  AND (s.ssh_version IS NULL OR s.ssh_version = 'SSH1')
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
