-- id: session-detail
-- title: Sessions of a server and its clients
-- severity: info
-- drill: yes
-- param: server VARCHAR '*' address of the server, * for any text
-- param: port INTEGER '0' server port; 0 for all
-- param: job VARCHAR '*' job, * for any text
-- param: client VARCHAR '*' address of the client, * for any text
-- uses: v_session, suite
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: Nothing to set: this is the way from an overview to the records.
-- caveats: One row per summary interval, or per connection where only details tell.
--
-- Why: From a client in server-clients to its sessions, each with version, suite and the record to look at.

-- name: population
SELECT count(*)
FROM v_session AS t
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.client_addr LIKE replace(replace(replace($client, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\');

-- name: findings
SELECT 'info' AS status,
       coalesce(t.client_addr, '?') || ' to ' || coalesce(t.job || ' ', '') || coalesce(t.server_addr, '?') || ':' || coalesce(CAST(t.server_port AS VARCHAR), '?') AS resource,
       concat_ws(', ', t.protection, s.tls_version, s.tls_suite_label, s.ssh_version, s.ssh_cipher, 'IKE ' || s.ike_version, s.ipsec_cipher) AS reason,
       t.file_id,
       t.record_no,
       t.source,
       t.system,
       t.stack,
       t.job,
       t.user_id,
       t.role,
       t.server_addr,
       t.server_port,
       t.client_addr,
       t.protection,
       t.handshake_status,
       t.suite_id,
       t.connections,
       t.bytes_in,
       t.bytes_out,
       t.first_local,
       t.last_local,
       t.first_utc,
       t.last_utc
FROM v_session AS t
LEFT JOIN suite AS s ON s.suite_id = t.suite_id
WHERE (t.server_addr LIKE replace(replace(replace($server, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND ($port = 0 OR t.server_port = $port)
  AND ($job = '*' OR t.job LIKE replace(replace(replace($job, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
  AND (t.client_addr LIKE replace(replace(replace($client, '_', '\_'), '%', '\%'), '*', '%') ESCAPE '\')
ORDER BY t.first_local NULLS LAST, resource, t.file_id, t.record_no;
