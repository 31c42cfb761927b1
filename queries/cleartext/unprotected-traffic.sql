-- id: unprotected-traffic
-- title: Traffic without cryptographic protection
-- severity: high
-- param: min_bytes BIGINT '1' leave out endpoints that moved fewer bytes than this
-- param: min_weight INTEGER '4' weight of the port from which clear traffic fails, 1 to 5
-- uses: v_endpoint, v_port
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT; RFC 7258
-- remediation: AT-TLS: a TTLSRule with TTLSEnabled On for the port; or an IpSec filter rule with an IpDynVpnAction;
--   FTP: SECURE_FTP REQUIRED with SECURE_CTRLCONN and SECURE_DATACONN PRIVATE; TN3270: SECUREPORT.
-- caveats: Encryption inside the application that is not TLS, SSH or IPSec shows as unprotected. Before z/OS
--   3.2 a failed or slow handshake does too. A port without a known meaning weighs 2 and asks for review.
--
-- Why: Data that crosses the network in the clear can be read and altered on the way. zERT saw no TLS, SSH or
-- IPSec on these connections. Not every one is a fault: traffic between two addresses of the same host does not
-- leave the machine, and a program may encrypt its own data in a way zERT does not recognise.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.protection IS NOT NULL;

-- name: findings
SELECT CASE WHEN e.is_artefact OR e.remote_is_local OR coalesce(p.weight, 2) < $min_weight THEN 'review' ELSE 'fail' END AS status,
       e.endpoint AS resource,
       CASE
         WHEN e.is_artefact THEN 'clear by the record, possibly a failed or slow handshake (level before 3.2)'
         WHEN e.remote_is_local THEN 'clear, between two addresses of the same host'
         ELSE 'no protection recognised' || coalesce('; ' || p.meaning || CASE p.carries WHEN 'both' THEN ' carries credentials and data' WHEN 'none' THEN '' ELSE ' carries ' || p.carries END, '')
       END AS reason,
       e.file_id,
       e.record_no,
       e.system,
       e.stack,
       e.job,
       e.role,
       e.server_addr,
       e.server_port,
       p.carries,
       coalesce(p.weight, 2) AS weight,
       CASE coalesce(p.weight, 2) WHEN 5 THEN 'critical' WHEN 4 THEN 'high' WHEN 3 THEN 'medium' WHEN 2 THEN 'low' ELSE 'info' END AS severity,
       e.clients,
       e.connections,
       e.bytes,
       e.first_local,
       e.last_local,
       e.first_utc,
       e.last_utc
FROM v_endpoint AS e
LEFT JOIN v_port AS p ON p.port = e.server_port
WHERE e.protection = 'NONE'
  AND (e.handshake_status IS NULL OR e.handshake_status <> 'FAILED')
  AND (e.bytes IS NULL OR e.bytes >= $min_bytes)
ORDER BY status, weight DESC, e.bytes DESC NULLS LAST, resource, e.file_id, e.record_no;
