-- id: unprotected-by-port
-- title: Clear traffic by what the port carries
-- severity: high
-- param: min_weight INTEGER '4' weight from which clear traffic fails, 1 to 5
-- uses: v_cleartext, v_port
-- refs: PCI DSS v4.0.1 requirements 2.2.7 and 4.2.1; IANA service names and port numbers
-- remediation: AT-TLS: a TTLSRule for the port; FTP: SECURE_FTP REQUIRED; TN3270: SECUREPORT or TTLSPORT; Db2: SECPORT
--   with a TTLSRule.
-- caveats: A port number suggests the protocol; it does not prove it. A port without a meaning weighs 2.
--
-- Why: Where to begin: ports that carry logons and business data in the clear weigh more than those that carry names
-- or status. Meanings come from a table that a site can extend.

-- name: population
SELECT count(DISTINCT c.session_no)
FROM v_cleartext AS c
WHERE c.server_port IS NOT NULL;

-- name: findings
SELECT CASE WHEN p.weight >= $min_weight THEN 'fail' ELSE 'review' END AS status,
       'port ' || c.server_port || coalesce(', ' || p.meaning, ', meaning not known') AS resource,
       count(DISTINCT c.endpoint) || if(count(DISTINCT c.endpoint) = 1, ' place', ' places') || ' in the clear' || coalesce('; carries ' || CASE p.carries WHEN 'both' THEN 'credentials and data' WHEN 'none' THEN 'nothing to hide' ELSE p.carries END, '') AS reason,
       min(c.file_id) AS file_id,
       arg_min(c.record_no, (c.file_id, c.record_no)) AS record_no,
       c.server_port,
       p.carries,
       coalesce(p.weight, 2) AS weight,
       CASE coalesce(p.weight, 2) WHEN 5 THEN 'critical' WHEN 4 THEN 'high' WHEN 3 THEN 'medium' WHEN 2 THEN 'low' ELSE 'info' END AS severity,
       count(DISTINCT c.server_addr) AS servers,
       count(DISTINCT c.client_addr) AS clients,
       capped(sum(c.connections)) AS connections,
       capped(sum(c.bytes)) AS bytes,
       min(c.first_local) AS first_local,
       max(c.last_local) AS last_local,
       CASE WHEN count(c.first_utc) = count(*) THEN min(c.first_utc) END AS first_utc,
       CASE WHEN count(c.last_utc) = count(*) THEN max(c.last_utc) END AS last_utc
FROM v_cleartext AS c
LEFT JOIN v_port AS p ON p.port = c.server_port
WHERE c.clear_kind = 'clear'
  AND c.server_port IS NOT NULL
GROUP BY c.server_port, p.meaning, p.carries, p.weight
ORDER BY weight DESC, bytes DESC NULLS LAST, c.server_port;
