-- id: session-names
-- title: Certificates and names of sessions
-- severity: info
-- drill: yes
-- param: server VARCHAR '*' address of the server, * for any text
-- param: port INTEGER '0' server port; 0 for all
-- param: job VARCHAR '*' job, * for any text
-- param: client VARCHAR '*' address of the client, * for any text
-- uses: v_session, v_zert_dn
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: Nothing to set: this is the way from an overview to the records.
-- caveats: Names are in the records only when a provider reported the session.
--
-- Why: From a session to the distinguished names in its certificates: who the other end claimed to be.

-- name: population
SELECT count(*)
FROM v_session AS t
JOIN v_zert_dn AS n ON n.source = t.source AND n.file_id = t.file_id AND n.record_no = t.record_no
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.client_addr LIKE replace(replace(replace($client, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\');

-- name: findings
SELECT 'info' AS status,
       coalesce(t.client_addr, '?') || ' to ' || coalesce(t.job || ' ', '') || coalesce(t.server_addr, '?') || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?') AS resource,
       n.dn_type_name || ': ' || n.dn AS reason,
       min(t.file_id) AS file_id,
       arg_min(t.record_no, (t.file_id, t.record_no)) AS record_no,
       t.system,
       t.stack,
       t.job,
       t.role,
       t.server_addr,
       t.server_port,
       t.client_addr,
       n.dn_type,
       n.dn,
       capped(sum(t.connections)) AS connections,
       min(t.first_local) AS first_local,
       max(t.last_local) AS last_local,
       CASE WHEN count(t.first_utc) = count(*) THEN min(t.first_utc) END AS first_utc,
       CASE WHEN count(t.last_utc) = count(*) THEN max(t.last_utc) END AS last_utc
FROM v_session AS t
JOIN v_zert_dn AS n ON n.source = t.source AND n.file_id = t.file_id AND n.record_no = t.record_no
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.client_addr LIKE replace(replace(replace($client, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
GROUP BY t.system, t.stack, t.job, t.role, t.server_addr, t.server_port, t.client_addr, n.dn_type, n.dn_type_name, n.dn
ORDER BY resource, n.dn_type, n.dn, t.system NULLS LAST, t.stack NULLS LAST, t.role NULLS LAST;
