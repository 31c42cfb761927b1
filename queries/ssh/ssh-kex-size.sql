-- id: ssh-kex-size
-- title: SSH key exchanges below a strength
-- severity: high
-- param: min_bits INTEGER '112' least strength of the exchange accepted, in bits of work
-- uses: v_endpoint, suite, suite_layer
-- refs: RFC 9142; NIST SP 800-57 Part 1 Rev. 5 table 2
-- remediation: sshd_config and ssh_config: KexAlgorithms with ecdh-sha2-nistp256 or larger, or
--   diffie-hellman-group16-sha512; moduli of 3072 bits or more in /etc/ssh/moduli.
-- caveats: Of a group exchange the record names the method and not the size of the group; such exchanges ask for
--   review.
--
-- Why: The key exchange protects every byte of the connection, also against somebody who recorded it and computes
-- later. Group 1 is worth 80 bits, group 14 is worth 112.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE l.layer = 'ssh'
  AND e.handshake_status IS DISTINCT FROM 'FAILED';

-- name: findings
SELECT CASE WHEN l.kex_strength_bits IS NULL THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       coalesce(s.ssh_kex, 'key exchange not known') || coalesce(': ' || l.kex_strength_bits || ' bits of strength', ': strength not known') AS reason,
       e.file_id,
       e.record_no,
       s.ssh_kex,
       l.kex_strength_bits,
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
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE l.layer = 'ssh'
  AND e.handshake_status IS DISTINCT FROM 'FAILED'
  AND (l.kex_strength_bits IS NULL OR l.kex_strength_bits < $min_bits)
ORDER BY status, e.connections DESC NULLS LAST, resource, e.file_id, e.record_no;
