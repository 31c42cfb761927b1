-- id: peers-changed
-- title: Peers whose protection changed
-- severity: medium
-- param: days INTEGER '7' how many days, up to the newest, count as now
-- uses: v_traffic
-- refs: NIST SP 800-53 Rev. 5 control CM-8; NIST SP 800-137
-- remediation: Compare the AT-TLS and IPSec policy of both days; zertify query session-detail lists the sessions.
-- caveats: Compares the last days of the database with what comes before; zertify diff compares any two periods. A
--   stretch without records makes peers seem new or gone.
--
-- Why: A partner whose traffic was protected last week and is not today changed a setting, or somebody in between
-- did.

-- name: population
SELECT count(DISTINCT t.session_no)
FROM v_traffic AS t
WHERE t.role IS NOT NULL
  AND (SELECT min(o.day) FROM v_traffic AS o) <= (SELECT max(n.day) FROM v_traffic AS n) - CAST($days AS INTEGER);

-- name: findings
WITH split AS (
    SELECT max(day) - CAST($days AS INTEGER) AS day
    FROM v_traffic
), peer AS (
    SELECT t.system, t.stack, t.role, CASE t.role WHEN 'client' THEN t.server_addr ELSE t.client_addr END AS peer_addr,
           any_value(t.server_addr) AS server_addr, any_value(t.client_addr) AS client_addr, min(t.server_port) AS server_port,
           string_agg(DISTINCT t.protection, ', ' ORDER BY t.protection) FILTER (t.day <= s.day) AS protection_before,
           string_agg(DISTINCT t.protection, ', ' ORDER BY t.protection) FILTER (t.day > s.day) AS protection_now,
           capped(sum(t.connections) FILTER (t.day > s.day)) AS connections, capped(sum(t.bytes) FILTER (t.day > s.day)) AS bytes,
           arg_max(t.file_id, (t.day, -t.file_id, -t.record_no)) AS file_id, arg_max(t.record_no, (t.day, -t.file_id, -t.record_no)) AS record_no
    FROM v_traffic AS t
    CROSS JOIN split AS s
    WHERE t.role IS NOT NULL
      AND t.handshake_status IS DISTINCT FROM 'FAILED'
    GROUP BY t.system, t.stack, t.role, CASE t.role WHEN 'client' THEN t.server_addr ELSE t.client_addr END
)
SELECT CASE WHEN contains(p.protection_now, 'NONE') AND NOT contains(p.protection_before, 'NONE') THEN 'fail' ELSE 'info' END AS status,
       p.peer_addr || ', ' || CASE p.role WHEN 'server' THEN 'client of ' WHEN 'client' THEN 'server used by ' ELSE 'Enterprise Extender peer of ' END || coalesce(p.system, '?') || '/' || coalesce(p.stack, '?') AS resource,
       'protection was ' || p.protection_before || ', is ' || p.protection_now AS reason,
       p.file_id,
       p.record_no,
       p.system,
       p.stack,
       p.role,
       p.peer_addr,
       p.server_addr,
       p.client_addr,
       p.server_port,
       p.connections,
       p.bytes
FROM peer AS p
WHERE p.protection_before <> p.protection_now
ORDER BY status, p.connections DESC NULLS LAST, resource, p.role, p.file_id, p.record_no;
