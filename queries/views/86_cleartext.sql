-- cleartext, v_cleartext: every session that carried data, or may have, without protection, sorted by what it is. A
-- session is the first of these that holds:
--
--   failed handshake        z/OS 3.2 or later recorded that the handshake failed
--   AT-TLS bypass           AT-TLS authenticated both ends inside one host and left encryption out
--   shown as TLS elsewhere  records of FTP, TN3270 or AT-TLS show TLS on the same connection; where only a summary speaks, all
--                           records of that place, client and day do
--   artefact, session ending     before 3.2: earlier reports on the connection show protection, the last one does not
--   artefact, slow handshake     before 3.2: the server also speaks TLS or SSH, no more bytes than a handshake needs went by,
--                           and the connection lasted 10 seconds or longer
--   artefact, failed handshake   before 3.2: the same, within 10 seconds
--   artefact, failed or slow handshake   before 3.2: the same in a summary, which holds no duration
--   clear, within the host  clear between two addresses of one system
--   clear                   none of these
--
-- A handshake's size is taken as 16 KiB per connection. An artefact is a possibility and never a proof.
CREATE OR REPLACE TABLE cleartext AS
WITH shown AS (
    SELECT system, server_addr, server_port, client_addr, control_connection_id AS connection_id, CAST(at_local AS DATE) AS day, coalesce(is_control_protected, false) AS is_tls
    FROM v_ftp_transfer
    UNION ALL
    SELECT system,
           CASE WHEN form LIKE 'ftp client%' THEN remote_addr ELSE local_addr END,
           CASE WHEN form LIKE 'ftp client%' THEN remote_port ELSE local_port END,
           CASE WHEN form LIKE 'ftp client%' THEN local_addr ELSE remote_addr END,
           connection_id, CAST(at_local AS DATE), tls_version IS NOT NULL OR suite_code IS NOT NULL
    FROM v_tcp_application
), shown_connection AS (
    SELECT system, server_addr, server_port, client_addr, connection_id
    FROM shown
    WHERE connection_id IS NOT NULL
    GROUP BY ALL
    HAVING bool_and(is_tls)
), shown_place AS (
    SELECT system, server_addr, server_port, client_addr, day
    FROM shown
    GROUP BY ALL
    HAVING bool_and(is_tls)
), session AS (
    SELECT t.source, t.sysplex, t.system, t.stack, t.job, t.user_id, t.role, t.server_addr, t.server_port, t.client_addr,
           t.protection, t.handshake_status, t.intra_host_bypass, t.is_artefact, t.remote_is_local, t.record_level,
           false AS was_protected, CAST(NULL AS DOUBLE) AS seconds, p.day IS NOT NULL AS is_shown,
           t.session_no, t.interval_records, t.connections, t.bytes, t.first_local, t.last_local, t.first_utc, t.last_utc, t.file_id, t.record_no
    FROM v_traffic AS t
    LEFT JOIN shown_place AS p ON p.system = t.system AND p.server_addr = t.server_addr AND p.server_port = t.server_port AND p.client_addr = t.client_addr AND p.day = t.day
    WHERE t.source <> 'zert_detail'
      AND (t.protection = 'NONE' OR t.handshake_status = 'FAILED')
    UNION ALL
    SELECT 'zert_detail', c.sysplex, c.system, c.stack, c.job, c.user_id, c.role, c.server_addr, c.server_port, c.client_addr,
           CASE WHEN c.protection_bits = 0 THEN 'NONE' ELSE 'some' END, c.handshake_status, c.intra_host_bypass, c.is_artefact, c.remote_is_local, CAST(c.record_level AS DECIMAL(3, 1)),
           c.was_protected, epoch(c.last_utc - c.first_utc), s.connection_id IS NOT NULL,
           c.session_no, 1, c.connections, capped(CAST(c.bytes_in AS HUGEINT) + c.bytes_out), c.first_local, c.last_local, c.first_utc, c.last_utc, CAST(c.file_id AS BIGINT), CAST(c.record_no AS BIGINT)
    FROM connection AS c
    JOIN zert_detail AS f ON f.file_id = c.file_id AND f.record_no = c.record_no
    LEFT JOIN shown_connection AS s ON s.system = c.system AND s.server_addr = c.server_addr AND s.server_port = c.server_port AND s.client_addr = c.client_addr AND s.connection_id = f.connection_id
    WHERE NOT c.is_covered
      AND (c.protection_bits = 0 OR c.handshake_status = 'FAILED' OR c.intra_host_bypass)
)
SELECT CASE
           WHEN handshake_status = 'FAILED' THEN 'failed handshake'
           WHEN intra_host_bypass THEN 'AT-TLS bypass'
           WHEN is_shown THEN 'shown as TLS elsewhere'
           WHEN is_artefact AND was_protected THEN 'artefact, session ending'
           WHEN is_artefact AND seconds >= 10 THEN 'artefact, slow handshake'
           WHEN is_artefact AND seconds IS NOT NULL THEN 'artefact, failed handshake'
           WHEN is_artefact THEN 'artefact, failed or slow handshake'
           WHEN remote_is_local THEN 'clear, within the host'
           ELSE 'clear'
       END AS clear_kind,
       source, sysplex, system, stack, job, user_id, role, server_addr, server_port, client_addr, record_level,
       coalesce(job || ' ', '') || CASE WHEN contains(server_addr, ':') THEN '[' || server_addr || ']' ELSE coalesce(server_addr, '?') END
           || ':' || coalesce(CAST(server_port AS VARCHAR), '?')
           || ' on ' || coalesce(system, '?') || '/' || coalesce(stack, '?') AS endpoint,
       session_no, CAST(sum(interval_records) AS BIGINT) AS interval_records, capped(sum(connections)) AS connections, capped(sum(bytes)) AS bytes,
       max(seconds) AS longest_seconds,
       min(first_local) AS first_local, max(last_local) AS last_local, first_of_all(first_utc) AS first_utc, last_of_all(last_utc) AS last_utc,
       arg_min(file_id, (file_id, record_no)) AS file_id, arg_min(record_no, (file_id, record_no)) AS record_no
FROM session
GROUP BY ALL;

CREATE OR REPLACE VIEW v_cleartext AS
SELECT *
FROM cleartext;
