-- id: ssh-algorithms-in-use
-- title: SSH algorithms in use
-- severity: info
-- uses: v_endpoint, suite
-- refs: RFC 9142
-- remediation: sshd_config and ssh_config: Ciphers, MACs, KexAlgorithms, HostKeyAlgorithms; the order decides what is
--   negotiated.
--
-- Why: Before an algorithm is taken out of a configuration somebody must know who still uses it.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%';

-- name: findings
SELECT 'info' AS status,
       concat_ws(' ', coalesce(s.ssh_version, 'version unknown'), coalesce(s.ssh_kex, 'exchange unknown'), coalesce(s.ssh_cipher || coalesce('-' || s.ssh_cipher_bits, ''), 'cipher unknown'), coalesce(s.ssh_mac, 'MAC unknown')) AS resource,
       count(DISTINCT e.endpoint) || if(count(DISTINCT e.endpoint) = 1, ' endpoint', ' endpoints') AS reason,
       min(e.file_id) AS file_id,
       arg_min(e.record_no, (e.file_id, e.record_no)) AS record_no,
       s.ssh_version,
       s.ssh_kex,
       s.ssh_cipher,
       s.ssh_cipher_bits,
       s.ssh_mac,
       s.ssh_hostkey_type,
       s.ssh_hostkey_bits,
       s.ssh_auth_method,
       CAST(sum(e.sessions) AS BIGINT) AS sessions,
       CAST(sum(e.interval_records) AS BIGINT) AS interval_records,
       capped(sum(e.connections)) AS connections,
       capped(sum(e.bytes)) AS bytes,
       min(e.first_local) AS first_local,
       max(e.last_local) AS last_local,
       CASE WHEN count(e.first_utc) = count(*) THEN min(e.first_utc) END AS first_utc,
       CASE WHEN count(e.last_utc) = count(*) THEN max(e.last_utc) END AS last_utc
FROM v_endpoint AS e
JOIN suite AS s ON s.suite_id = e.suite_id
WHERE s.protection LIKE '%SSH%'
GROUP BY s.ssh_version, s.ssh_kex, s.ssh_cipher, s.ssh_cipher_bits, s.ssh_mac, s.ssh_hostkey_type, s.ssh_hostkey_bits, s.ssh_auth_method
ORDER BY connections DESC NULLS LAST, resource, s.ssh_hostkey_type NULLS LAST, s.ssh_hostkey_bits NULLS LAST, s.ssh_auth_method NULLS LAST;
