-- v_coverage: what the records can speak about. One row per stack and kind of record.
-- For summaries, intervals counts the interval sets written and gaps the stretches without any between the first
-- and the last. Other records come when connections do, so that silence there is no gap.
-- recording is what the profile records (subtype 4) of the stack say of the kind: on or off, as the last of them has it, and
-- whether they differ; NULL when none tells. A kind that a profile record tells of and no record shows is a row with 0
-- records. FTP, TN3270E, OpenSSH and the IKE daemon are asked for elsewhere, so that profile records do not tell of them.
CREATE OR REPLACE TEMP TABLE record_seen AS
WITH fact AS (
    SELECT 'tcp' AS source, smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM tcp_connection
    UNION ALL
    SELECT 'ftp', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ftp_client_transfer
    UNION ALL
    SELECT 'ftp', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ftp_server_transfer
    UNION ALL
    SELECT 'ftp', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ftp_login_failure
    UNION ALL
    SELECT 'tn3270', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM tn3270_session
    UNION ALL
    SELECT 'ssh', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ssh_client_started
    UNION ALL
    SELECT 'ssh', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ssh_server_started
    UNION ALL
    SELECT 'ssh', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ssh_server_transfer
    UNION ALL
    SELECT 'ssh', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ssh_client_transfer
    UNION ALL
    SELECT 'ssh', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ssh_login_failure
    UNION ALL
    SELECT 'ike', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ike_tunnel_activated
    UNION ALL
    SELECT 'ike', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM ike_tunnel_ended
    UNION ALL
    SELECT 'ike', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM dynamic_tunnel_activated
    UNION ALL
    SELECT 'ike', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM dynamic_tunnel_ended
    UNION ALL
    SELECT 'ip_security', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM stack_tunnel_added
    UNION ALL
    SELECT 'ip_security', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM stack_tunnel_removed
    UNION ALL
    SELECT 'ip_security', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM manual_tunnel_activated
    UNION ALL
    SELECT 'ip_security', smf119_header_id, smf119_ident_id, smf_time_local, file_id, record_no FROM manual_tunnel_ended
), counted_fact AS (
    SELECT source, smf119_header_id, smf119_ident_id, count(*) AS records, min(smf_time_local) AS first_local, max(smf_time_local) AS last_local
    FROM fact AS f
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
    GROUP BY ALL
)
SELECT nullif(i.sysplex_name, '') AS sysplex, coalesce(nullif(i.system_name, ''), nullif(h.system_id, '')) AS system, nullif(i.stack_name, '') AS stack,
       c.source, min(c.first_local) AS first_local, max(c.last_local) AS last_local, CAST(sum(c.records) AS BIGINT) AS records
FROM counted_fact AS c
LEFT JOIN (SELECT DISTINCT smf119_header_id, system_id FROM smf119_header) AS h ON h.smf119_header_id = c.smf119_header_id
LEFT JOIN (SELECT DISTINCT smf119_ident_id, sysplex_name, system_name, stack_name FROM smf119_ident) AS i ON i.smf119_ident_id = c.smf119_ident_id
GROUP BY ALL;

CREATE OR REPLACE TABLE coverage AS
WITH hole AS (
    SELECT writer_no, from_local - lag(to_local) OVER (PARTITION BY writer_no ORDER BY span_no) AS gap
    FROM summary_span
), gaps AS (
    SELECT writer_no, count(gap) AS gaps, CAST(coalesce(sum(epoch(gap)), 0) AS BIGINT) AS gap_seconds
    FROM hole
    GROUP BY writer_no
), summary AS (
    SELECT writer_no, min(from_local) AS first_local, max(to_local) AS last_local, CAST(sum(records) AS BIGINT) AS records, CAST(sum(intervals) AS BIGINT) AS intervals
    FROM summary_span
    GROUP BY writer_no
), summary_switch AS (
    SELECT w.writer_no,
           count(*) AS records,
           CAST(sum(CASE s.summary_event WHEN 2 THEN 1 ELSE 0 END) AS BIGINT) AS switched_on,
           CAST(sum(CASE s.summary_event WHEN 3 THEN 1 ELSE 0 END) AS BIGINT) AS switched_off,
           min(f.smf_time_local) AS first_local, max(f.smf_time_local) AS last_local
    FROM zert_summary AS f
    JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
    JOIN (SELECT DISTINCT zert_session_id, summary_event FROM zert_session WHERE summary_event <> 1) AS s ON s.zert_session_id = c.zert_session_id
    JOIN writer AS w ON w.smf119_header_id = c.smf119_header_id AND w.smf119_ident_id = c.smf119_ident_id
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
    GROUP BY w.writer_no
), detail AS (
    SELECT w.writer_no,
           count(*) AS records,
           CAST(sum(CASE f.event_type WHEN 5 THEN 1 ELSE 0 END) AS BIGINT) AS switched_on,
           CAST(sum(CASE f.event_type WHEN 6 THEN 1 ELSE 0 END) AS BIGINT) AS switched_off,
           min(f.smf_time_local) AS first_local, max(f.smf_time_local) AS last_local
    FROM zert_detail AS f
    JOIN writer AS w ON w.smf119_header_id = f.smf119_header_id AND w.smf119_ident_id = f.smf119_ident_id
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
    GROUP BY w.writer_no
), place AS (
    SELECT DISTINCT writer_no, sysplex, system, stack
    FROM writer
), seen AS (
    SELECT p.sysplex, p.system, p.stack, 'zert_summary' AS source,
           least(s.first_local, e.first_local) AS first_local, greatest(s.last_local, e.last_local) AS last_local,
           coalesce(s.records, 0) + coalesce(e.records, 0) AS records,
           s.intervals, g.gaps, g.gap_seconds,
           coalesce(e.switched_on, 0) AS switched_on, coalesce(e.switched_off, 0) AS switched_off
    FROM place AS p
    LEFT JOIN summary AS s ON s.writer_no = p.writer_no
    LEFT JOIN summary_switch AS e ON e.writer_no = p.writer_no
    LEFT JOIN gaps AS g ON g.writer_no = p.writer_no
    WHERE s.writer_no IS NOT NULL
       OR e.writer_no IS NOT NULL
    UNION ALL
    SELECT p.sysplex, p.system, p.stack, 'zert_detail', d.first_local, d.last_local, d.records, NULL, NULL, NULL, d.switched_on, d.switched_off
    FROM place AS p
    JOIN detail AS d ON d.writer_no = p.writer_no
    UNION ALL
    SELECT sysplex, system, stack, source, first_local, last_local, records, NULL, NULL, NULL, NULL, NULL
    FROM record_seen
), asked AS (
    SELECT sysplex, system, stack,
           CASE kind WHEN 'tcp_term' THEN 'tcp' ELSE kind END AS source,
           CASE WHEN arg_max(is_on, (at_local, file_id, record_no)) THEN 'on' ELSE 'off' END || CASE WHEN min(is_on) <> max(is_on) THEN ', changed' ELSE '' END AS recording
    FROM v_recording
    WHERE kind IN ('zert_summary', 'zert_detail', 'tcp_term', 'ip_security')
      AND is_on IS NOT NULL
    GROUP BY ALL
)
SELECT coalesce(s.sysplex, a.sysplex) AS sysplex, coalesce(s.system, a.system) AS system, coalesce(s.stack, a.stack) AS stack, coalesce(s.source, a.source) AS source,
       s.first_local, s.last_local, to_utc(s.first_local, b.offset_minutes) AS first_utc, to_utc(s.last_local, z.offset_minutes) AS last_utc,
       coalesce(s.records, 0) AS records, s.intervals, s.gaps, s.gap_seconds, s.switched_on, s.switched_off,
       a.recording
FROM seen AS s
FULL JOIN asked AS a ON a.source = s.source AND a.system IS NOT DISTINCT FROM s.system AND a.stack IS NOT DISTINCT FROM s.stack AND a.sysplex IS NOT DISTINCT FROM s.sysplex
LEFT JOIN clock AS b ON known_clock(b.system, b.sysplex, b.offset_minutes, s.system, s.sysplex) AND s.first_local BETWEEN b.from_local AND b.to_local
LEFT JOIN clock AS z ON known_clock(z.system, z.sysplex, z.offset_minutes, s.system, s.sysplex) AND s.last_local BETWEEN z.from_local AND z.to_local;

DROP TABLE record_seen;

-- lost_connections and lost_bytes are the least that lies in records which are not here; see v_lost_interval.
CREATE OR REPLACE VIEW v_coverage AS
SELECT c.sysplex, c.system, c.stack, c.source, c.first_local, c.last_local, c.first_utc, c.last_utc, c.records, c.intervals, c.gaps, c.gap_seconds,
       CASE WHEN c.intervals IS NOT NULL THEN coalesce(l.places, 0) END AS lost_places,
       CASE WHEN c.intervals IS NOT NULL THEN coalesce(l.connections, 0) END AS lost_connections,
       CASE WHEN c.intervals IS NOT NULL THEN coalesce(l.bytes, 0) END AS lost_bytes,
       c.switched_on, c.switched_off, c.recording
FROM coverage AS c
LEFT JOIN (
    SELECT sysplex, system, stack, count(*) AS places, capped(sum(connections)) AS connections, capped(coalesce(sum(bytes_in), 0) + coalesce(sum(bytes_out), 0)) AS bytes
    FROM v_lost_interval
    GROUP BY sysplex, system, stack
) AS l ON l.sysplex IS NOT DISTINCT FROM c.sysplex AND l.system IS NOT DISTINCT FROM c.system AND l.stack IS NOT DISTINCT FROM c.stack;

-- v_coverage_gap: each stretch of local time without summary intervals, between the first and the last. The hour that a clock
-- set forward leaves out is none.
CREATE OR REPLACE VIEW v_coverage_gap AS
SELECT sysplex, system, stack, from_local, to_local, CAST(epoch(to_local - from_local) AS BIGINT) AS seconds
FROM (
    SELECT sysplex, system, stack, lag(to_local) OVER (PARTITION BY writer_no ORDER BY span_no) AS from_local, from_local AS to_local
    FROM summary_span
) AS g
WHERE from_local IS NOT NULL;

-- v_zert_switch: every record that says zERT discovery or aggregation was switched on or off. Times are local.
CREATE OR REPLACE VIEW v_zert_switch AS
SELECT w.sysplex, w.system, w.stack, 'aggregation' AS what, s.summary_event = 2 AS is_on, f.smf_time_local AS at_local,
       CAST(f.file_id AS BIGINT) AS file_id, CAST(f.record_no AS BIGINT) AS record_no
FROM zert_summary AS f
JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
JOIN (SELECT DISTINCT zert_session_id, summary_event FROM zert_session WHERE summary_event <> 1) AS s ON s.zert_session_id = c.zert_session_id
JOIN writer AS w ON w.smf119_header_id = c.smf119_header_id AND w.smf119_ident_id = c.smf119_ident_id
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
UNION ALL
SELECT w.sysplex, w.system, w.stack, 'discovery', f.event_type = 5, f.smf_time_local, CAST(f.file_id AS BIGINT), CAST(f.record_no AS BIGINT)
FROM zert_detail AS f
JOIN writer AS w ON w.smf119_header_id = f.smf119_header_id AND w.smf119_ident_id = f.smf119_ident_id
WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
  AND f.event_type IN (5, 6);

-- v_unknown_code: codes without a name that may be relied upon, and TLS suites that are in no register and that no tool names for certain.
CREATE OR REPLACE VIEW v_unknown_code AS
SELECT u.layer, u.attribute, u.enum, printf('0x%04X', u.value) AS code,
       c.candidate, u.sections, CAST(u.file_id AS BIGINT) AS file_id, CAST(u.record_no AS BIGINT) AS record_no
FROM v_code_use AS u
LEFT JOIN v_code AS c ON c.enum = u.enum AND c.value = u.value
WHERE c.value IS NULL
   OR c.basis = 'inferred'
UNION ALL
SELECT 'tls', 'suite', 'tls_suite', t.suite_code, any_value(s.name) || '?', count(*), CAST(arg_min(t.file_id, (t.file_id, t.record_no)) AS BIGINT), CAST(arg_min(t.record_no, (t.file_id, t.record_no)) AS BIGINT)
FROM v_tls_section AS t
LEFT JOIN tls_suite AS s ON s.code = t.suite_code
WHERE t.suite_code NOT IN ('', 'FFFFFF')
  AND coalesce(s.basis, 'inferred') = 'inferred'
GROUP BY t.suite_code;

-- v_unregistered_suite: TLS suites that no register names and well-known tools do. They are evaluated by that name.
CREATE OR REPLACE VIEW v_unregistered_suite AS
SELECT s.code, s.name, s.source, count(*) AS sections,
       CAST(arg_min(t.file_id, (t.file_id, t.record_no)) AS BIGINT) AS file_id, CAST(arg_min(t.record_no, (t.file_id, t.record_no)) AS BIGINT) AS record_no
FROM v_tls_section AS t
JOIN tls_suite AS s ON s.code = t.suite_code AND s.basis = 'unregistered'
GROUP BY s.code, s.name, s.source;

-- v_corroborated_code: codes whose name is inferred and that these very records bear out, because their IANA suites
-- say the same. proofs counts the distinct sections that agree. They are used like documented ones.
CREATE OR REPLACE VIEW v_corroborated_code AS
WITH proof AS (
    SELECT enum, value, CAST(sum(sections) AS BIGINT) AS proofs
    FROM v_code_check
    WHERE basis = 'inferred'
      AND agrees
    GROUP BY enum, value
)
SELECT u.layer, u.attribute, u.enum, printf('0x%04X', u.value) AS code, c.name, p.proofs, u.sections,
       CAST(u.file_id AS BIGINT) AS file_id, CAST(u.record_no AS BIGINT) AS record_no
FROM v_code_use AS u
JOIN v_code AS c ON c.enum = u.enum AND c.value = u.value AND c.basis = 'corroborated'
JOIN proof AS p ON p.enum = u.enum AND p.value = u.value;

-- v_tls_group_candidate: groups of the key exchange that TLS 1.3 sections may name in the bytes without a published layout, by kind
-- of record and where they stand: four EBCDIC digits that are the number of a group, as z/OS writes it elsewhere. A candidate,
-- counted and shown, on which nothing rests; of_sections are the distinct TLS 1.3 sections that have these bytes. A site that
-- knows confirms a number in its file of codes.
CREATE OR REPLACE VIEW v_tls_group_candidate AS
WITH section AS (
    SELECT 'zert_detail' AS source, 168 AS byte_offset, left(tls_unmapped, 8) AS digits, file_id, record_no
    FROM zert_detail_tls
    WHERE tls_version = 772
      AND tls_unmapped <> ''
    UNION ALL
    SELECT 'zert_summary', 36, left(tls_unmapped, 8), file_id, record_no
    FROM zert_summary_tls
    WHERE tls_version = 772
      AND tls_unmapped <> ''
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY source) AS of_sections
    FROM section
), named AS (
    SELECT code, arg_min(CASE basis WHEN 'inferred' THEN name || '?' ELSE name END, CASE basis WHEN 'site' THEN 0 ELSE 1 END) AS candidate
    FROM code
    WHERE enum = 'zert_tls_group'
    GROUP BY code
)
SELECT t.source, t.byte_offset, n.code, n.candidate, count(*) AS sections, t.of_sections,
       CAST(arg_min(t.file_id, (t.file_id, t.record_no)) AS BIGINT) AS file_id, CAST(arg_min(t.record_no, (t.file_id, t.record_no)) AS BIGINT) AS record_no
FROM counted AS t
JOIN named AS n ON regexp_replace(n.code, '(.)', 'f\1', 'g') = t.digits
GROUP BY t.source, t.byte_offset, n.code, n.candidate, t.of_sections;
