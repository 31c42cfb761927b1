-- id: server-clients
-- title: Clients of a server
-- severity: info
-- drill: yes
-- param: server VARCHAR '*' address of the server, * for any text
-- param: port INTEGER '0' server port; 0 for all
-- param: job VARCHAR '*' job, * for any text
-- uses: v_traffic
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: Nothing to set: this is the way from an overview to the records.
-- caveats: Limit the scope to see one client, a network or a time alone.
--
-- Why: From a server in protection-by-server to the clients that use it, each with what protects its traffic.

-- name: population
SELECT count(DISTINCT t.session_no)
FROM v_traffic AS t
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\');

-- name: findings
SELECT 'info' AS status,
       coalesce(t.client_addr, '?') || ' to ' || coalesce(t.job || ' ', '') || coalesce(t.server_addr, '?') || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?') AS resource,
       string_agg(DISTINCT t.protection, ', ' ORDER BY t.protection) AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.job,
       t.role,
       t.server_addr,
       t.server_port,
       t.client_addr,
       count(DISTINCT t.session_no) AS sessions,
       CAST(sum(t.interval_records) AS BIGINT) AS interval_records,
       capped(sum(t.connections)) AS connections,
       capped(sum(t.bytes)) AS bytes,
       capped(sum(CASE WHEN t.protection = 'NONE' THEN t.bytes END)) AS clear_bytes,
       min(t.first_local) AS first_local,
       max(t.last_local) AS last_local,
       CASE WHEN count(t.first_utc) = count(*) THEN min(t.first_utc) END AS first_utc,
       CASE WHEN count(t.last_utc) = count(*) THEN max(t.last_utc) END AS last_utc
FROM v_traffic AS t
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
GROUP BY t.system, t.stack, t.job, t.role, t.server_addr, t.server_port, t.client_addr
ORDER BY clear_bytes DESC NULLS LAST, connections DESC NULLS LAST, resource, t.system NULLS LAST, t.stack NULLS LAST, t.role NULLS LAST;
