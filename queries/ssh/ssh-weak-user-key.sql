-- id: ssh-weak-user-key
-- title: SSH user keys that are too small or DSA
-- severity: high
-- param: min_rsa_bits INTEGER '2048' smallest RSA user key accepted, in bits
-- uses: v_ssh_user_key
-- refs: NIST SP 800-131A Rev. 2; RFC 8332
-- remediation: ssh-keygen -t ecdsa -b 384 (or -t rsa -b 3072) for a new key; remove the old one from authorized_keys or
--   the key ring; sshd_config: PubkeyAcceptedKeyTypes without ssh-dss.
-- caveats: Summary records show the key of the sessions they add up; keys inside certificates are listed under
--   certificates.
--
-- Why: A user key opens a logon without a password, often for unattended jobs and for years. DSA keys have 1024
-- bits, and RSA below 2048 bits is below every current floor.

-- name: population
SELECT coalesce(sum(k.sessions), 0)
FROM v_ssh_user_key AS k
WHERE k.handshake_status IS DISTINCT FROM 'FAILED';

-- name: findings
SELECT CASE WHEN k.key_type IS NULL OR k.key_type = 'RSA' AND k.key_bits IS NULL THEN 'review' ELSE 'fail' END AS status,
       k.endpoint AS resource,
       coalesce(k.key_type, 'unknown type of') || ' user key' || coalesce(' of ' || k.key_bits || ' bits', ', size not known') AS reason,
       k.file_id,
       k.record_no,
       k.key_type,
       k.key_bits,
       k.ssh_auth_method,
       k.system,
       k.stack,
       k.job,
       k.role,
       k.server_addr,
       k.server_port,
       k.clients,
       k.connections,
       k.bytes,
       k.first_local,
       k.last_local,
       k.first_utc,
       k.last_utc
FROM v_ssh_user_key AS k
WHERE k.handshake_status IS DISTINCT FROM 'FAILED'
  AND (k.key_type IS NULL
       OR k.key_type IN ('DSA', 'RSA1')
       OR (k.key_type = 'RSA' AND (k.key_bits IS NULL OR k.key_bits < $min_rsa_bits)))
ORDER BY status, k.connections DESC NULLS LAST, resource, k.key_type NULLS LAST, k.key_bits NULLS LAST, k.file_id, k.record_no;
