-- id: top-unprotected
-- title: Largest flows in the clear
-- severity: info
-- param: min_bytes BIGINT '1048576' smallest flow listed
-- uses: v_endpoint
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: AT-TLS or IPSec for the ports at the head of the list.
--
-- Why: Bytes show where encryption would matter most, and what it would cost.

-- name: population
SELECT coalesce(sum(e.sessions), 0)
FROM v_endpoint AS e
WHERE e.protection IS NOT NULL;

-- name: findings
SELECT 'info' AS status,
       e.endpoint AS resource,
       coalesce(e.bytes, 0) || if(e.bytes = 1, ' byte', ' bytes') || ' in the clear' AS reason,
       e.file_id,
       e.record_no,
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
WHERE e.protection = 'NONE'
  AND e.bytes >= $min_bytes
ORDER BY e.bytes DESC, resource, e.file_id, e.record_no;
