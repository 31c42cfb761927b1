-- id: forward-secrecy
-- title: Forward secrecy of all protocols
-- severity: info
-- uses: v_endpoint, suite, suite_layer
-- refs: RFC 9325 section 4.1; RFC 7296 section 2.12
-- remediation: AT-TLS: ECDHE suites first; IPSec: InitiateWithPfs and AcceptablePfs in IpDynVpnAction.
-- caveats: A group of 0 in records of tunnels means not known or manual, and never that forward secrecy is off.
--
-- Why: With forward secrecy a stolen key opens no recorded traffic. This counts, per protocol, how much of the
-- traffic has it, has it not, or cannot be told.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
JOIN suite_layer AS l ON l.suite_id = e.suite_id
WHERE e.handshake_status IS DISTINCT FROM 'FAILED';

-- name: findings
WITH told AS (
    SELECT l.layer, e.endpoint, e.sessions, e.interval_records, e.connections, e.bytes, e.file_id, e.record_no,
           CASE
               WHEN l.layer = 'ssh' AND s.ssh_kex IS NOT NULL THEN s.ssh_kex NOT LIKE 'rsa%'
               WHEN l.layer = 'tls' AND s.tls_kex IS NOT NULL THEN s.tls_kex LIKE 'ECDHE%' OR s.tls_kex LIKE 'DHE%' OR s.tls_kex LIKE 'CECPQ1-%' OR s.tls_kex LIKE 'TLS13%'
               WHEN l.layer = 'ipsec' AND s.ipsec_keying = 'MANUAL' THEN false
               WHEN l.layer = 'ipsec' AND s.ipsec_pfs_group > 0 THEN true
           END AS has_secrecy
    FROM v_endpoint AS e
    JOIN suite AS s ON s.suite_id = e.suite_id
    JOIN suite_layer AS l ON l.suite_id = e.suite_id
    WHERE e.handshake_status IS DISTINCT FROM 'FAILED'
      AND l.layer <> 'ike'
)
SELECT 'info' AS status,
       upper(layer) AS resource,
       CASE WHEN has_secrecy THEN 'forward secrecy' WHEN NOT has_secrecy THEN 'no forward secrecy' ELSE 'not told by the records' END AS reason,
       min(file_id) AS file_id,
       arg_min(record_no, (file_id, record_no)) AS record_no,
       count(DISTINCT endpoint) AS endpoints,
       CAST(sum(sessions) AS BIGINT) AS sessions,
       CAST(sum(interval_records) AS BIGINT) AS interval_records,
       capped(sum(connections)) AS connections,
       capped(sum(bytes)) AS bytes
FROM told
GROUP BY layer, has_secrecy
ORDER BY resource, reason;
