-- id: ssh-weak-host-key
-- title: SSH server keys that are too small or DSA
-- severity: high
-- param: min_rsa_bits INTEGER '2048' smallest RSA host key accepted, in bits
-- uses: v_endpoint, suite
-- refs: NIST SP 800-131A Rev. 2; RFC 8332
-- remediation: ssh-keygen -t ecdsa -b 384 (or -t rsa -b 3072) for a new host key; sshd_config: HostKey lines
--   without the DSA key.
--
-- Why: The host key is what protects against a false server. DSA keys in SSH have 1024 bits, and RSA below 2048
-- bits is below every current floor.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND s.ssh_hostkey_type IS NOT NULL;

-- name: findings
SELECT CASE WHEN s.ssh_hostkey_type = 'RSA' AND s.ssh_hostkey_bits IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       s.ssh_hostkey_type || ' host key' || coalesce(' of ' || s.ssh_hostkey_bits || ' bits', ', size not known') AS reason,
       e.file_id,
       e.record_no,
       s.ssh_hostkey_type,
       s.ssh_hostkey_bits,
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
  AND (s.ssh_hostkey_type IN ('DSA', 'RSA1')
       OR (s.ssh_hostkey_type = 'RSA' AND (s.ssh_hostkey_bits IS NULL OR s.ssh_hostkey_bits < $min_rsa_bits)))
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
