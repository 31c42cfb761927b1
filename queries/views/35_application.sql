-- Traffic as applications and the stack recorded it beside zERT, with what zERT cannot say: files, users, how somebody
-- logged on. Copies are left out. The zone of the _at times is not stated in the descriptions held. What of it enters
-- v_session is decided in 38_application_session and 40_traffic.

-- v_ftp_transfer: one row per transfer, as the client or the server of this system recorded it. Continuations, which
-- hold load modules alone, are left out. A connection is protected when its level is Safe or Private.
CREATE OR REPLACE VIEW v_ftp_transfer AS
WITH transfer AS (
    SELECT 'ftp_client_transfer' AS source, 'client' AS role, sysplex_name, system_name, system_id, stack_name, user_id, remote_user_id, remote_user_name,
           ftp_command, NULL AS ftp_operation_name, file_name, NULL AS second_file_name, member, started_at, ended_at, transferred_bytes, last_reply,
           control_remote_addr, control_remote_port, control_local_addr, control_local_port, data_remote_addr, data_remote_port,
           control_connection_id, data_connection_id,
           ftp_mechanism, ftp_mechanism_name, control_protection, control_protection_name, data_protection, data_protection_name, login_method, login_method_name,
           protocol_level, cipher_spec, tls_cipher2, suite_id, smf_time_local, file_id, record_no
    FROM v_ftp_client_transfer
    UNION ALL
    SELECT 'ftp_server_transfer', 'server', sysplex_name, system_name, system_id, stack_name, user_id, NULL, NULL,
           ftp_command, ftp_operation_name, file_name, second_file_name, member, started_at, ended_at, transferred_bytes, last_reply,
           control_remote_addr, control_remote_port, control_local_addr, control_local_port, data_remote_addr, data_remote_port,
           control_connection_id, data_connection_id,
           ftp_mechanism, ftp_mechanism_name, control_protection, control_protection_name, data_protection, data_protection_name, login_method, login_method_name,
           protocol_level, cipher_spec, tls_cipher2, suite_id, smf_time_local, file_id, record_no
    FROM v_ftp_server_transfer
)
SELECT t.source, t.role,
       nullif(t.sysplex_name, '') AS sysplex, coalesce(nullif(t.system_name, ''), nullif(t.system_id, '')) AS system, nullif(t.stack_name, '') AS stack,
       t.user_id, coalesce(t.remote_user_name, t.remote_user_id) AS remote_user, t.ftp_command, t.ftp_operation_name AS ftp_operation,
       t.file_name, t.second_file_name, t.member, t.started_at, t.ended_at, CAST(t.transferred_bytes AS HUGEINT) AS bytes, t.last_reply,
       CASE t.role WHEN 'server' THEN t.control_local_addr ELSE t.control_remote_addr END AS server_addr,
       CAST(CASE t.role WHEN 'server' THEN t.control_local_port ELSE t.control_remote_port END AS INTEGER) AS server_port,
       CASE t.role WHEN 'server' THEN t.control_remote_addr ELSE t.control_local_addr END AS client_addr,
       t.data_remote_addr, CAST(t.data_remote_port AS INTEGER) AS data_remote_port,
       CAST(t.control_connection_id AS BIGINT) AS control_connection_id, CAST(nullif(t.data_connection_id, 0) AS BIGINT) AS data_connection_id,
       t.ftp_mechanism, t.ftp_mechanism_name, t.control_protection, t.control_protection_name, t.data_protection, t.data_protection_name,
       t.login_method, t.login_method_name,
       t.control_protection IN ('S', 'P') AS is_control_protected,
       t.data_protection IN ('S', 'P') AS is_data_protected,
       t.protocol_level, t.cipher_spec, t.tls_cipher2, t.suite_id, t.smf_time_local AS at_local,
       CAST(t.file_id AS BIGINT) AS file_id, CAST(t.record_no AS BIGINT) AS record_no
FROM transfer AS t
WHERE t.control_remote_addr IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = t.file_id AND d.record_no = t.record_no);

-- v_ftp_logon: one row per transfer or failed logon, as far as it shows how somebody logged on over the control
-- connection. A client does not record the method.
CREATE OR REPLACE VIEW v_ftp_logon AS
SELECT source, role, sysplex, system, stack, user_id, remote_user, server_addr, server_port, client_addr, login_method, login_method_name,
       is_control_protected, protocol_level, NULL AS failure, control_connection_id, at_local, file_id, record_no
FROM v_ftp_transfer
WHERE control_protection IS NOT NULL
UNION ALL
SELECT 'ftp_login_failure', 'server', nullif(f.sysplex_name, ''), coalesce(nullif(f.system_name, ''), nullif(f.system_id, '')), nullif(f.stack_name, ''),
       f.user_id, NULL, f.control_local_addr, CAST(f.control_local_port AS INTEGER), f.control_remote_addr, f.login_method, f.login_method_name,
       f.control_protection IN ('S', 'P'), f.protocol_level, f.login_failure_name, CAST(f.control_connection_id AS BIGINT), f.smf_time_local,
       CAST(f.file_id AS BIGINT), CAST(f.record_no AS BIGINT)
FROM v_ftp_login_failure AS f
WHERE f.control_protection IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no);

-- v_tcp_application: what FTP and the TN3270E server attached to their connections, taken apart. The text is a
-- snapshot; a later handshake can change what it says. Of the client's data connections only the common head
-- and the place of the long cipher form are known.
CREATE OR REPLACE VIEW v_tcp_application AS
WITH form AS (
    SELECT *,
           CASE
               WHEN appl_data LIKE 'EZAFTP0C C %' THEN 'ftp client control'
               WHEN appl_data LIKE 'EZAFTP0C D %' THEN 'ftp client data'
               WHEN appl_data LIKE 'EZAFTP0S C %' THEN 'ftp server control'
               WHEN appl_data LIKE 'EZAFTP0S D %' THEN 'ftp server data'
               WHEN appl_data LIKE 'EZBTNSRV %' THEN 'tn3270 server'
           END AS form
    FROM v_tcp_connection
), cut AS (
    SELECT *,
           CASE WHEN form LIKE 'ftp%' THEN trim(substr(appl_data, 12, 9)) END AS ftp_user,
           CASE WHEN form LIKE 'ftp%' THEN nullif(substr(appl_data, 22, 1), ' ') END AS protection_code,
           CASE WHEN form LIKE 'ftp%' THEN nullif(substr(appl_data, 23, 1), ' ') WHEN form IS NOT NULL THEN nullif(substr(appl_data, 31, 1), ' ') END AS method_code,
           nullif(trim(CASE WHEN form LIKE 'ftp%' THEN substr(appl_data, 24, 2) WHEN form IS NOT NULL THEN substr(appl_data, 32, 2) END), '') AS level_code,
           nullif(trim(CASE WHEN form LIKE 'ftp%' THEN substr(appl_data, 26, 2) WHEN form IS NOT NULL THEN substr(appl_data, 34, 2) END), '') AS cipher2,
           nullif(trim(CASE form WHEN 'ftp client control' THEN substr(appl_data, 30, 4) WHEN 'ftp client data' THEN substr(appl_data, 35, 4) WHEN 'ftp server control' THEN substr(appl_data, 29, 4)
               WHEN 'ftp server data' THEN substr(appl_data, 33, 4) WHEN 'tn3270 server' THEN substr(appl_data, 37, 4) END), '') AS cipher4,
           CASE form WHEN 'tn3270 server' THEN trim(substr(appl_data, 10, 8)) END AS tn_lu,
           CASE form WHEN 'tn3270 server' THEN trim(substr(appl_data, 19, 8)) END AS tn_application
    FROM form
    WHERE form IS NOT NULL
)
SELECT nullif(c.sysplex_name, '') AS sysplex, coalesce(nullif(c.system_name, ''), nullif(c.system_id, '')) AS system, nullif(c.stack_name, '') AS stack,
       c.job_name AS job, c.form, c.ftp_user, c.tn_lu, c.tn_application,
       c.protection_code, p.name AS protection_name, c.method_code, m.name AS method_name, v.token AS tls_version,
       CASE WHEN c.cipher2 = '4X' THEN upper(c.cipher4) WHEN c.cipher2 IS NOT NULL THEN '00' || upper(c.cipher2) END AS suite_code,
       suite_label(CASE WHEN c.cipher2 = '4X' THEN upper(c.cipher4) WHEN c.cipher2 IS NOT NULL THEN '00' || upper(c.cipher2) END, s.name, s.basis) AS tls_suite,
       CASE WHEN s.basis <> 'inferred' THEN s.cipher END AS cipher, CASE WHEN s.basis <> 'inferred' THEN s.bits END AS cipher_bits,
       c.attls_status_name AS attls_status, c.attls_policy_name AS attls_policy,
       c.local_addr, CAST(c.local_port AS INTEGER) AS local_port, c.remote_addr, CAST(c.remote_port AS INTEGER) AS remote_port,
       CAST(c.connection_id AS BIGINT) AS connection_id, CAST(c.in_bytes AS HUGEINT) AS bytes_in, CAST(c.out_bytes AS HUGEINT) AS bytes_out, c.smf_time_local AS at_local,
       CAST(c.file_id AS BIGINT) AS file_id, CAST(c.record_no AS BIGINT) AS record_no
FROM cut AS c
LEFT JOIN code AS p ON p.enum = 'appl_protection' AND p.code = c.protection_code
LEFT JOIN code AS m ON m.enum = CASE WHEN c.form LIKE 'ftp%' THEN 'appl_ftp_method' ELSE 'appl_tn_method' END AND m.code = c.method_code
LEFT JOIN code AS v ON v.enum = 'appl_tls_level' AND v.code = c.level_code
LEFT JOIN tls_suite AS s ON s.code = CASE WHEN c.cipher2 = '4X' THEN upper(c.cipher4) WHEN c.cipher2 IS NOT NULL THEN '00' || upper(c.cipher2) END
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = c.file_id AND d.record_no = c.record_no);

-- v_ssh_event: what z/OS OpenSSH recorded. The section with the algorithms has no layout that is held; zERT says them.
CREATE OR REPLACE VIEW v_ssh_event AS
WITH event AS (
    SELECT 'client started' AS event, * FROM v_ssh_client_started
    UNION ALL BY NAME
    SELECT 'server started' AS event, * FROM v_ssh_server_started
    UNION ALL BY NAME
    SELECT 'server transfer' AS event, * FROM v_ssh_server_transfer
    UNION ALL BY NAME
    SELECT 'client transfer' AS event, * FROM v_ssh_client_transfer
    UNION ALL BY NAME
    SELECT 'logon failed' AS event, * FROM v_ssh_login_failure
)
SELECT e.*
FROM event AS e
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = e.file_id AND d.record_no = e.record_no);

-- v_recording: which records a stack was asked to write, by its profile records: one row per record and kind. Absence of
-- records proves nothing unless their recording was on.
CREATE OR REPLACE VIEW v_recording AS
WITH asked AS (
    SELECT nullif(p.sysplex_name, '') AS sysplex, coalesce(nullif(p.system_name, ''), nullif(p.system_id, '')) AS system, nullif(p.stack_name, '') AS stack,
           p.smf_time_local AS at_local, p.records_zert_detail, p.records_zert_summary, p.records_ip_security, p.records_tcp_term, p.records_tcp_init,
           p.records_ftp_client, p.records_tn3270_client, p.records_profile,
           CAST(p.file_id AS BIGINT) AS file_id, CAST(p.record_no AS BIGINT) AS record_no
    FROM v_profile_event AS p
    WHERE p.management_eye IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = p.file_id AND d.record_no = p.record_no)
)
SELECT a.sysplex, a.system, a.stack, a.at_local, k.kind,
       CASE k.kind
           WHEN 'zert_detail' THEN a.records_zert_detail
           WHEN 'zert_summary' THEN a.records_zert_summary
           WHEN 'ip_security' THEN a.records_ip_security
           WHEN 'tcp_term' THEN a.records_tcp_term
           WHEN 'tcp_init' THEN a.records_tcp_init
           WHEN 'ftp_client' THEN a.records_ftp_client
           WHEN 'tn3270_client' THEN a.records_tn3270_client
           WHEN 'profile' THEN a.records_profile
       END AS is_on,
       a.file_id, a.record_no
FROM asked AS a
CROSS JOIN (VALUES ('zert_detail'), ('zert_summary'), ('ip_security'), ('tcp_term'), ('tcp_init'), ('ftp_client'), ('tn3270_client'), ('profile')) AS k(kind);
