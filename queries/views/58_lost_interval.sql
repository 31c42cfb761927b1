-- lost_interval, v_lost_interval: where records of a security session are missing. Its counters run on for its life, so that an interval
-- starts where the one before ended; where it starts higher, what lies between was counted in records that are not here. One row
-- per such place: the least that was lost, between the end of the last record before it (from_local) and the start of the
-- interval after it, whose record is named.
--
-- Not lost: what lies before the first record of a session, which may have run, or rested, before recording began; and a counter
-- that began anew at 0, because the stack was started again or the session came up again. When it began anew and its first
-- record does not start at 0, what it counted since is lost (began_anew). A session is one identifier with its ends and job on one
-- stack, whatever user or certificate its records show. Copies count once, and the order of the inputs does not matter.
-- An interval whose start is the end of another one follows that one whatever the clock says, as when clocks are set back.
--
-- Nearly all sessions are whole, and add up: what their intervals counted is their highest value less their lowest. Only
-- the others, and those that began more than once, are put in order, because that is the dear part.
CREATE OR REPLACE TABLE lost_interval AS
WITH session AS (
    SELECT c.zert_summary_content_id, w.writer_no,
           dense_rank() OVER (ORDER BY w.writer_no, coalesce(nullif(s.session_id, ''), CAST(s.zert_session_id AS VARCHAR)), s.server_addr, s.server_port, s.server_port_end, s.client_addr, s.job_name, s.is_local_server) AS session_no
    FROM zert_summary_content AS c
    JOIN writer AS w ON w.smf119_header_id = c.smf119_header_id AND w.smf119_ident_id = c.smf119_ident_id
    JOIN zert_session AS s ON s.zert_session_id = c.zert_session_id
    WHERE s.summary_event = 1
), total AS (
    SELECT zert_summary_content_id,
           sum(ended_connections) - sum(began_connections) AS connections, min(low_connections) AS low_connections, max(high_connections) AS high_connections,
           sum(ended_in) - sum(began_in) AS bytes_in, min(low_in) AS low_in, max(high_in) AS high_in,
           sum(ended_out) - sum(began_out) AS bytes_out, min(low_out) AS low_out, max(high_out) AS high_out,
           CAST(sum(beginnings) AS BIGINT) AS beginnings
    FROM part_summary_total
    GROUP BY zert_summary_content_id
), suspect AS (
    SELECT s.session_no
    FROM total AS t
    JOIN session AS s ON s.zert_summary_content_id = t.zert_summary_content_id
    GROUP BY s.session_no
    HAVING sum(t.connections) <> CAST(max(t.high_connections) AS HUGEINT) - min(t.low_connections)
        OR sum(t.bytes_in) <> CAST(max(t.high_in) AS HUGEINT) - min(t.low_in)
        OR sum(t.bytes_out) <> CAST(max(t.high_out) AS HUGEINT) - min(t.low_out)
        OR sum(t.beginnings) > 1
), interval_record AS (
    SELECT s.session_no, s.writer_no, c.zert_session_id, f.smf_time_local AS at_local,
           interval_start(f.smf_time_local, f.interval_micros) AS began_local,
           f.init_connections, f.init_in_bytes, f.init_out_bytes, f.end_connections, f.end_in_bytes, f.end_out_bytes, f.file_id, f.record_no
    FROM suspect AS x
    JOIN session AS s ON s.session_no = x.session_no
    JOIN zert_summary_content AS c ON c.zert_summary_content_id = s.zert_summary_content_id
    JOIN zert_summary AS f ON f.zert_summary_content_id = s.zert_summary_content_id
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
), ordered AS (
    SELECT *,
           lag(at_local) OVER before AS from_local,
           lag(end_connections) OVER before AS connections_before, lag(end_in_bytes) OVER before AS in_before, lag(end_out_bytes) OVER before AS out_before
    FROM interval_record
    WINDOW before AS (PARTITION BY session_no ORDER BY at_local, end_connections, end_in_bytes, end_out_bytes, file_id, record_no)
), reached AS (
    SELECT DISTINCT session_no, end_connections, end_in_bytes, end_out_bytes
    FROM interval_record
    WHERE (end_connections, end_in_bytes, end_out_bytes) <> (init_connections, init_in_bytes, init_out_bytes)
), step AS (
    SELECT o.*,
           counted32(o.init_connections, o.connections_before) IS NULL OR counted64(o.init_in_bytes, o.in_before) IS NULL OR counted64(o.init_out_bytes, o.out_before) IS NULL AS began_anew
    FROM ordered AS o
    WHERE o.from_local IS NOT NULL
      AND NOT EXISTS (
          SELECT 1
          FROM reached AS r
          WHERE r.session_no = o.session_no
            AND r.end_connections = o.init_connections AND r.end_in_bytes = o.init_in_bytes AND r.end_out_bytes = o.init_out_bytes
      )
), lost AS (
    SELECT *,
           CASE WHEN began_anew THEN CAST(init_connections AS BIGINT) ELSE counted32(init_connections, connections_before) END AS connections,
           CASE WHEN began_anew THEN counted64(init_in_bytes, 0) ELSE counted64(init_in_bytes, in_before) END AS bytes_in,
           CASE WHEN began_anew THEN counted64(init_out_bytes, 0) ELSE counted64(init_out_bytes, out_before) END AS bytes_out
    FROM step
), place AS (
    SELECT DISTINCT writer_no, sysplex, system, stack
    FROM writer
)
SELECT p.sysplex, p.system, p.stack, nullif(s.job_name, '') AS job, nullif(s.user_id, '') AS user_id,
       CASE WHEN s.is_local_server THEN 'server' WHEN s.is_local_client THEN 'client' WHEN s.ip_protocol = 17 THEN 'peer' END AS role,
       protection_name(CASE WHEN s.is_tls THEN 4 ELSE 0 END + CASE WHEN s.is_ssh THEN 2 ELSE 0 END + CASE WHEN s.is_ipsec THEN 1 ELSE 0 END) AS protection,
       s.server_addr, CAST(s.server_port AS INTEGER) AS server_port, s.client_addr, nullif(s.session_id, '') AS session_id,
       l.from_local, l.began_local AS to_local, l.began_anew, l.connections, l.bytes_in, l.bytes_out,
       CAST(l.file_id AS BIGINT) AS file_id, CAST(l.record_no AS BIGINT) AS record_no
FROM lost AS l
JOIN (SELECT DISTINCT ON (zert_session_id) * FROM zert_session) AS s ON s.zert_session_id = l.zert_session_id
JOIN place AS p ON p.writer_no = l.writer_no
WHERE l.connections > 0
   OR l.bytes_in > 0
   OR l.bytes_out > 0;

CREATE OR REPLACE VIEW v_lost_interval AS
SELECT *
FROM lost_interval;
