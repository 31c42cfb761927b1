-- application_seen: connections as FTP, TN3270E, OpenSSH and the stack recorded them, in the form of v_session and before
-- it is known which of them zERT covers. Temporary; 40_traffic keeps those that zERT does not know.
--
-- These records see less than zERT does. NONE means that the application, or AT-TLS for it, says that nothing protects
-- the connection; IPSec beneath it does not show. Where nobody says anything protection is NULL. GSSAPI is none of the
-- three protections that have a name here, and is NULL likewise.
-- Times are those of the SMF header, which is local: a record is written when what it tells of has ended. Records of the
-- stack carry clocks in UTC beside it.

-- TLS as the application data of a connection gives it: version and cipher suite alone. Such a combination is a suite of its
-- own, whose id follows from its content as those of sections do.
CREATE OR REPLACE MACRO application_suite(version, code) AS
    CAST('0x' || substr(sha256('tcp_appl_data ' || coalesce(version, '') || ' ' || coalesce(code, '')), 1, 15) AS BIGINT);

INSERT INTO suite BY NAME
SELECT application_suite(a.tls_version, a.suite_code) AS suite_id, 'TLS' AS protection, 'tcp_connection' AS source,
       a.tls_version, s.cipher AS tls_cipher, CAST(s.bits AS INTEGER) AS tls_cipher_bits, s.mac AS tls_mac, s.kex AS tls_kex, s.name AS tls_suite,
       suite_label(a.suite_code, n.name, n.basis) AS tls_suite_label,
       CASE WHEN n.basis = 'inferred' THEN 'TLS suite ' || n.name || '?' END AS candidates,
       CASE WHEN s.code IS NULL THEN unknown_suite(a.suite_code, n.name) END AS tls_unknown_codes
FROM (SELECT DISTINCT tls_version, suite_code FROM v_tcp_application WHERE coalesce(tls_version, suite_code) IS NOT NULL) AS a
LEFT JOIN tls_suite AS n ON n.code = a.suite_code
LEFT JOIN tls_suite AS s ON s.code = a.suite_code AND s.basis <> 'inferred';

CREATE OR REPLACE MACRO release_of(release_id) AS
    CAST(coalesce(
        nullif(regexp_extract(release_id, 'V([0-9])R([0-9])', ['v', 'r']).v || '.' || regexp_extract(release_id, 'V([0-9])R([0-9])', ['v', 'r']).r, '.'),
        nullif(regexp_extract(release_id, '([2-9]\.[0-9])', 1), '')
    ) AS DECIMAL(3, 1));

-- How long before the record what it tells of began. More than a month is taken for damage.
CREATE OR REPLACE MACRO lasted(hundredths) AS
    to_microseconds(CASE WHEN hundredths BETWEEN 0 AND 267840000 THEN CAST(hundredths AS BIGINT) * 10000 ELSE 0 END);

-- Records of the stack: one per TCP connection, with what AT-TLS did and what FTP and the TN3270E server attached.
CREATE OR REPLACE TEMP TABLE tcp_seen AS
WITH said AS (
    SELECT c.*, a.form,
           coalesce(nullif(s.protection, ''), '') = 'TLS' AS has_section, s.tls_cipher IS NOT NULL AS knows_cipher,
           CASE WHEN coalesce(a.tls_version, a.suite_code) IS NOT NULL THEN application_suite(a.tls_version, a.suite_code) END AS attached_suite,
           CASE
               WHEN a.form LIKE 'ftp%' AND a.protection_code IN ('P', 'S') AND a.method_code IN ('T', 'F') THEN 4
               WHEN a.form LIKE 'ftp%' AND a.protection_code IN ('C', 'L') THEN 0
               WHEN a.form = 'tn3270 server' AND a.method_code IN ('S', 'T') THEN 4
               WHEN a.form = 'tn3270 server' AND a.method_code = 'B' THEN 0
           END AS attached_bits,
           CASE
               WHEN c.open_type = 0 THEN 'server' WHEN c.open_type = 1 THEN 'client'
               WHEN c.attls_security_type = 1 THEN 'client' WHEN c.attls_security_type BETWEEN 2 AND 6 THEN 'server'
           END AS role
    FROM v_tcp_connection AS c
    LEFT JOIN v_tcp_application AS a ON a.file_id = c.file_id AND a.record_no = c.record_no
    LEFT JOIN suite AS s ON s.suite_id = c.suite_id
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = c.file_id AND d.record_no = c.record_no)
)
SELECT nullif(sysplex_name, '') AS sysplex, coalesce(nullif(system_name, ''), nullif(system_id, '')) AS system, nullif(stack_name, '') AS stack,
       release_of(release_id) AS release_level, nullif(job_name, '') AS job, role,
       local_addr, CAST(local_port AS INTEGER) AS local_port, remote_addr, CAST(remote_port AS INTEGER) AS remote_port, CAST(nullif(connection_id, 0) AS BIGINT) AS connection_id,
       CASE WHEN attls_status = 3 OR has_section THEN 4 ELSE attached_bits END AS bits,
       CASE WHEN has_section AND (knows_cipher OR attached_suite IS NULL) THEN suite_id ELSE attached_suite END AS suite_id,
       CASE WHEN attls_status = 3 THEN 'OK' WHEN attls_status = 2 THEN 'FAILED' END AS handshake_status,
       form LIKE 'ftp%data' AS is_ftp_data,
       counted64(in_bytes, 0) AS bytes_in, counted64(out_bytes, 0) AS bytes_out,
       start_clock_utc AS first_utc, coalesce(end_clock_utc, start_clock_utc) AS last_utc,
       smf_time_local - lasted(date_diff('millisecond', start_clock_utc, end_clock_utc) // 10) AS began_local, smf_time_local AS ended_local,
       CAST(file_id AS BIGINT) AS file_id, CAST(record_no AS BIGINT) AS record_no
FROM said;

-- Records of applications. An FTP transfer tells of two connections, and a control connection carries many transfers: each
-- connection counts once, by the last record that speaks of it. The service of a data connection is the one its control
-- connection went to; the port of the data connection itself is chosen anew each time. OpenSSH records a session; those of the same
-- ends within an hour are taken for one connection. Its client records name no ends and make no rows.
CREATE OR REPLACE TEMP TABLE server_seen AS
WITH transfer AS (
    SELECT 'client' AS role, ftp_client_security_id IS NOT NULL AS is_secured,
           CASE WHEN ftp_command IN ('STOR', 'APPE', 'STOU') THEN 'out' WHEN ftp_command IN ('RETR', 'LIST', 'NLST') THEN 'in' END AS direction, *
    FROM v_ftp_client_transfer
    UNION ALL BY NAME
    SELECT 'server' AS role, ftp_server_security_id IS NOT NULL AS is_secured,
           CASE WHEN ftp_command IN ('STOR', 'APPE', 'STOU') OR ftp_operation IN (1, 5, 6) THEN 'in' WHEN ftp_command IN ('RETR', 'LIST', 'NLST') OR ftp_operation = 4 THEN 'out' END AS direction, *
    FROM v_ftp_server_transfer
    UNION ALL BY NAME
    SELECT 'server' AS role, ftp_login_security_id IS NOT NULL AS is_secured, *
    FROM v_ftp_login_failure
), part AS (
    SELECT t.*, p.is_data,
           CASE WHEN p.is_data THEN data_local_addr ELSE control_local_addr END AS local_addr,
           CASE WHEN p.is_data THEN data_local_port ELSE control_local_port END AS local_port,
           CASE WHEN p.is_data THEN data_remote_addr ELSE control_remote_addr END AS remote_addr,
           CASE WHEN p.is_data THEN data_remote_port ELSE control_remote_port END AS remote_port,
           nullif(CASE WHEN p.is_data THEN data_connection_id ELSE control_connection_id END, 0) AS connection_id,
           CASE WHEN p.is_data THEN data_protection ELSE control_protection END AS level
    FROM transfer AS t
    CROSS JOIN (VALUES (false), (true)) AS p(is_data)
    WHERE t.control_remote_addr IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = t.file_id AND d.record_no = t.record_no)
), ftp AS (
    SELECT sysplex_name, system_name, system_id, stack_name, role, is_data, local_addr, local_port, remote_addr, remote_port, connection_id,
           CASE WHEN connection_id IS NULL THEN CAST(file_id AS UBIGINT) << 40 | record_no END AS alone,
           any_value(control_local_addr) AS control_local_addr, any_value(control_local_port) AS control_local_port,
           any_value(control_remote_addr) AS control_remote_addr, any_value(control_remote_port) AS control_remote_port,
           sum(CASE WHEN is_data AND direction = 'in' THEN counted64(transferred_bytes, 0) END) AS bytes_in,
           sum(CASE WHEN is_data AND direction = 'out' THEN counted64(transferred_bytes, 0) END) AS bytes_out,
           min(smf_time_local - lasted(duration_hundredths)) AS began_local, max(smf_time_local) AS ended_local,
           max({'at': smf_time_local, 'file_id': CAST(file_id AS BIGINT), 'record_no': CAST(record_no AS BIGINT), 'release': release_id, 'job': address_space, 'user': user_id, 'suite': suite_id,
               'bits': CASE
                   WHEN NOT is_secured OR ftp_mechanism = 'G' AND level IN ('P', 'S') THEN NULL
                   WHEN ftp_mechanism = 'N' OR level IN ('N', 'C') THEN 0
                   WHEN ftp_mechanism IN ('T', 'A') AND level IN ('P', 'S') THEN 4
               END}) AS last
    FROM part
    WHERE NOT is_data
       OR remote_addr IS NOT NULL AND (connection_id IS NOT NULL OR local_port > 0 AND remote_port > 0)
    GROUP BY ALL
)
SELECT 'ftp' AS source, nullif(sysplex_name, '') AS sysplex, coalesce(nullif(system_name, ''), nullif(system_id, '')) AS system, nullif(stack_name, '') AS stack,
       release_of(last.release) AS release_level, nullif(last.job, '') AS job, nullif(last.user, '') AS user_id, role,
       CASE role WHEN 'server' THEN control_local_addr ELSE control_remote_addr END AS server_addr,
       CAST(CASE role WHEN 'server' THEN control_local_port ELSE control_remote_port END AS INTEGER) AS server_port,
       CASE role WHEN 'server' THEN control_remote_addr ELSE control_local_addr END AS client_addr,
       local_addr, CAST(local_port AS INTEGER) AS local_port, remote_addr, CAST(remote_port AS INTEGER) AS remote_port, CAST(connection_id AS BIGINT) AS connection_id,
       is_data AS is_ftp_data, last.bits AS bits, last.suite AS suite_id, capped(bytes_in) AS bytes_in, capped(bytes_out) AS bytes_out,
       began_local, ended_local, last.file_id AS file_id, last.record_no AS record_no
FROM ftp
UNION ALL
SELECT 'tn3270', nullif(sysplex_name, ''), coalesce(nullif(system_name, ''), nullif(system_id, '')), nullif(stack_name, ''),
       release_of(release_id), nullif(address_space, ''), NULL, 'server',
       local_addr, CAST(local_port AS INTEGER), remote_addr,
       local_addr, CAST(local_port AS INTEGER), remote_addr, CAST(remote_port AS INTEGER), NULL,
       false, CASE WHEN tls_use = 0 THEN 0 WHEN tls_use IN (1, 2) THEN 4 END, NULL, counted64(in_bytes, 0), counted64(out_bytes, 0),
       smf_time_local - lasted(duration_hundredths), smf_time_local, CAST(file_id AS BIGINT), CAST(record_no AS BIGINT)
FROM v_tn3270_session AS t
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = t.file_id AND d.record_no = t.record_no)
UNION ALL
SELECT 'ssh', nullif(sysplex_name, ''), coalesce(nullif(system_name, ''), nullif(system_id, '')), nullif(stack_name, ''),
       release_of(release_id), nullif(address_space, ''), nullif(user_id, ''), 'server',
       local_addr, CAST(local_port AS INTEGER), remote_addr,
       local_addr, CAST(local_port AS INTEGER), remote_addr, CAST(remote_port AS INTEGER), NULL,
       false, 2, NULL, NULL, NULL,
       smf_time_local, smf_time_local, CAST(file_id AS BIGINT), CAST(record_no AS BIGINT)
FROM (
    SELECT * FROM v_ssh_server_started
    UNION ALL BY NAME
    SELECT * FROM v_ssh_login_failure
) AS t
WHERE remote_addr IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = t.file_id AND d.record_no = t.record_no)
QUALIFY (smf_time_local > lag(smf_time_local) OVER (
    PARTITION BY sysplex_name, system_name, system_id, stack_name, local_addr, local_port, remote_addr, remote_port
    ORDER BY smf_time_local, file_id, record_no) + INTERVAL 1 HOUR) IS NOT false;

-- Where an application and the stack tell of the same connection the application's row stays, and takes from the stack's
-- what it lacks. Two records tell of the same connection when system and both ends agree, the numbers of the connection and
-- the names of sysplex and stack where both have them, and the times touch; two writers may be a minute apart.
CREATE OR REPLACE TEMP TABLE server_tcp AS
SELECT a.source, a.file_id, a.record_no, a.is_ftp_data, max({'bits': t.bits, 'suite_id': t.suite_id, 'handshake_status': t.handshake_status, 'bytes_in': t.bytes_in, 'bytes_out': t.bytes_out,
    'job': t.job, 'file_id': t.file_id, 'record_no': t.record_no}) AS tcp
FROM server_seen AS a
JOIN tcp_seen AS t ON t.system = a.system AND t.local_addr = a.local_addr AND t.local_port = a.local_port AND t.remote_addr = a.remote_addr AND t.remote_port = a.remote_port
WHERE coalesce(t.connection_id = a.connection_id, true)
  AND coalesce(t.stack = a.stack, true)
  AND coalesce(t.sysplex = a.sysplex, true)
  AND t.began_local <= a.ended_local + INTERVAL 1 MINUTE
  AND a.began_local <= t.ended_local + INTERVAL 1 MINUTE
GROUP BY a.source, a.file_id, a.record_no, a.is_ftp_data;

CREATE OR REPLACE TEMP TABLE application_seen AS
WITH seen AS (
    SELECT a.source, a.sysplex, a.system, a.stack, a.release_level, coalesce(a.job, m.tcp.job) AS job, a.user_id, a.role, a.server_addr, a.server_port, a.client_addr,
           a.local_addr, a.local_port, a.remote_addr, a.remote_port, a.connection_id, a.is_ftp_data,
           greatest(a.bits, m.tcp.bits) AS bits,
           CASE WHEN s.tls_cipher IS NOT NULL OR m.tcp.suite_id IS NULL THEN a.suite_id ELSE m.tcp.suite_id END AS suite_id,
           m.tcp.handshake_status AS handshake_status,
           coalesce(a.bytes_in, m.tcp.bytes_in) AS bytes_in, coalesce(a.bytes_out, m.tcp.bytes_out) AS bytes_out,
           CAST(NULL AS TIMESTAMP) AS first_utc, CAST(NULL AS TIMESTAMP) AS last_utc, a.began_local, a.ended_local, a.file_id, a.record_no
    FROM server_seen AS a
    LEFT JOIN server_tcp AS m ON m.source = a.source AND m.file_id = a.file_id AND m.record_no = a.record_no AND m.is_ftp_data = a.is_ftp_data
    LEFT JOIN suite AS s ON s.suite_id = a.suite_id
    UNION ALL
    SELECT 'tcp', sysplex, system, stack, release_level, job, NULL, role,
           CASE WHEN is_served THEN local_addr ELSE remote_addr END,
           CASE WHEN is_served THEN local_port ELSE remote_port END,
           CASE WHEN is_served THEN remote_addr ELSE local_addr END,
           local_addr, local_port, remote_addr, remote_port, connection_id, coalesce(is_ftp_data, false), bits, suite_id, handshake_status, bytes_in, bytes_out,
           first_utc, last_utc, began_local, ended_local, file_id, record_no
    FROM (SELECT *, CASE role WHEN 'server' THEN true WHEN 'client' THEN false ELSE local_port <= remote_port END AS is_served FROM tcp_seen) AS t
    WHERE NOT EXISTS (SELECT 1 FROM server_tcp AS m WHERE m.tcp.file_id = t.file_id AND m.tcp.record_no = t.record_no)
)
SELECT row_number() OVER (ORDER BY x.file_id, x.record_no, x.is_ftp_data) AS application_no, x.* EXCLUDE (suite_id, bits),
       x.bits,
       CASE
           WHEN x.bits = 4 AND contains(s.protection, 'TLS') THEN x.suite_id
           WHEN x.bits > 0 THEN -CAST(x.bits AS BIGINT)
           ELSE x.bits
       END AS suite_id
FROM seen AS x
LEFT JOIN suite AS s ON s.suite_id = x.suite_id;

DROP TABLE tcp_seen;
DROP TABLE server_seen;
DROP TABLE server_tcp;
