-- Summary intervals, and what they say of the clocks. Their records have local time alone. The counters of a security session
-- run on, so that an interval whose start values are the end values of another follows it, whatever the clock says.

-- Who wrote the records: one row per header and identification content, numbered per sysplex, system, stack.
CREATE OR REPLACE TABLE writer AS
WITH pair AS (
    SELECT smf119_header_id, smf119_ident_id FROM zert_summary_content
    UNION
    SELECT smf119_header_id, smf119_ident_id FROM zert_detail GROUP BY ALL
), named AS (
    SELECT DISTINCT p.smf119_header_id, p.smf119_ident_id,
           nullif(i.sysplex_name, '') AS sysplex,
           coalesce(nullif(i.system_name, ''), nullif(h.system_id, '')) AS system,
           nullif(i.stack_name, '') AS stack,
           release_of(i.release_id) AS release_level
    FROM pair AS p
    LEFT JOIN smf119_header AS h ON h.smf119_header_id = p.smf119_header_id
    LEFT JOIN smf119_ident AS i ON i.smf119_ident_id = p.smf119_ident_id
)
SELECT smf119_header_id, smf119_ident_id, any_value(sysplex) AS sysplex, any_value(system) AS system, any_value(stack) AS stack,
       max(release_level) AS release_level,
       CAST(dense_rank() OVER (ORDER BY any_value(sysplex), any_value(system), any_value(stack)) AS INTEGER) AS writer_no
FROM named
GROUP BY smf119_header_id, smf119_ident_id;

-- What the counters of a session stood at when an interval began, and when it ended.
CREATE OR REPLACE MACRO counters_began(f) AS (f.init_connections, f.init_in_bytes, f.init_out_bytes, f.init_in_segments, f.init_out_segments);
CREATE OR REPLACE MACRO counters_ended(f) AS (f.end_connections, f.end_in_bytes, f.end_out_bytes, f.end_in_segments, f.end_out_segments);

-- Summary records added up per content (security session, writer, suite, names) and local day.
CREATE OR REPLACE TEMP TABLE summary_total AS
WITH total AS (
    SELECT zert_summary_content_id, is_level_32, is_failed, is_handshake_sized, day,
           CAST(sum(records) AS BIGINT) AS records,
           sum(connections) AS connections, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out, sum(failed_handshakes) AS failed_handshakes,
           sum(partial_connections) AS partial_connections, sum(segments_in) AS segments_in, sum(segments_out) AS segments_out,
           min(first_local) AS first_local, max(last_local) AS last_local,
           sum(micros) AS micros, bit_or(hours) AS hours, min(first_record) AS first_record
    FROM part_summary_total
    GROUP BY ALL
)
SELECT c.zert_session_id, c.smf119_header_id, c.smf119_ident_id, c.suite_id, c.zert_dn_id, t.*
FROM total AS t
JOIN zert_summary_content AS c ON c.zert_summary_content_id = t.zert_summary_content_id;

-- summary_minute: the sets of interval records, numbered by the stretch of local time that they cover without a hole. Records of
-- one set follow each other within seconds; a new stretch begins when more than 90 seconds lie between the end of one interval and
-- the start of the next.
CREATE OR REPLACE TEMP TABLE summary_minute AS
WITH minute AS (
    SELECT smf119_header_id, smf119_ident_id, minute, max(to_local) AS to_local, max(micros) AS micros, CAST(sum(records) AS BIGINT) AS records
    FROM part_summary_minute
    GROUP BY smf119_header_id, smf119_ident_id, minute
), interval_set AS (
    SELECT w.writer_no, m.smf119_header_id, m.smf119_ident_id, m.minute, m.to_local, interval_start(m.to_local, m.micros) AS from_local, m.micros, m.records
    FROM minute AS m
    JOIN writer AS w ON w.smf119_header_id = m.smf119_header_id AND w.smf119_ident_id = m.smf119_ident_id
), marked AS (
    SELECT *,
           coalesce(from_local > max(to_local) OVER before + INTERVAL 90 SECOND, true) AS begins,
           coalesce(to_local > lag(to_local) OVER before + greatest(to_microseconds(micros // 2), INTERVAL 61 SECOND), true) AS is_new_interval
    FROM interval_set
    WINDOW before AS (PARTITION BY writer_no ORDER BY to_local, from_local ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT *, sum(CAST(begins AS INTEGER)) OVER (PARTITION BY writer_no ORDER BY to_local, from_local ROWS UNBOUNDED PRECEDING) AS span_no
FROM marked;

-- summary_hole: local time without intervals between two stretches; minutes is its length where that is a whole number of
-- quarters, as that of a clock set forward is.
CREATE OR REPLACE TEMP TABLE summary_hole AS
WITH span AS (
    SELECT writer_no, span_no, min(from_local) AS from_local, min(to_local) AS first_local, max(to_local) AS to_local
    FROM summary_minute
    GROUP BY writer_no, span_no
), hole AS (
    SELECT writer_no, span_no, lag(to_local) OVER in_time AS from_local, from_local AS to_local, first_local
    FROM span
    WINDOW in_time AS (PARTITION BY writer_no ORDER BY span_no)
)
SELECT *, CASE WHEN quarter_off(from_local, to_local) <= 90 THEN quarters(from_local, to_local) END AS minutes
FROM hole
WHERE from_local IS NOT NULL;

-- Clocks are set by half an hour, one or two. What the sessions seen on both sides of such a hole say: one that was active
-- on either side and goes on where it ended shows that no interval lies between; one whose counters moved on in the hole, that
-- records are missing.
CREATE OR REPLACE TEMP TABLE clock_forward AS
WITH edge AS (
    SELECT h.*, m.smf119_header_id, m.smf119_ident_id, m.minute, m.span_no = h.span_no AS is_after
    FROM summary_hole AS h
    JOIN summary_minute AS m ON m.writer_no = h.writer_no
    WHERE h.minutes IN (30, 60, 120)
      AND (m.span_no = h.span_no AND m.to_local <= h.first_local + INTERVAL 61 SECOND
        OR m.span_no = h.span_no - 1 AND m.to_local >= h.from_local - INTERVAL 61 SECOND)
), near AS (
    SELECT *, date_trunc('minute', smf_time_local) AS minute
    FROM zert_summary AS f
    WHERE date_trunc('minute', smf_time_local) IN (SELECT minute FROM edge)
      AND NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
), reading AS (
    SELECT e.writer_no, e.span_no, e.is_after, c.zert_session_id, min(counters_began(f)) AS began, max(counters_ended(f)) AS ended
    FROM edge AS e
    JOIN zert_summary_content AS c ON c.smf119_header_id = e.smf119_header_id AND c.smf119_ident_id = e.smf119_ident_id
    JOIN near AS f ON f.zert_summary_content_id = c.zert_summary_content_id AND f.minute = e.minute
    GROUP BY ALL
)
SELECT b.writer_no, b.span_no, count(*) FILTER (WHERE a.began = b.ended) AS sessions
FROM reading AS b
JOIN reading AS a ON a.writer_no = b.writer_no AND a.span_no = b.span_no AND a.zert_session_id = b.zert_session_id
WHERE NOT b.is_after
  AND a.is_after
GROUP BY b.writer_no, b.span_no
HAVING bool_and(a.began <= b.ended)
   AND bool_or(a.began = b.ended AND (b.ended > b.began OR a.ended > a.began));

-- Where a clock was set back: a session whose intervals of a day add up to more than the hours of the clock that they touch. Put in the order of its counters, the interval that begins before its predecessor ended shows by how much; of
-- several sessions the one that shows most, as others may have been silent in between.
CREATE OR REPLACE TEMP TABLE clock_back AS
WITH crowded AS (
    SELECT DISTINCT w.writer_no, t.zert_summary_content_id, t.day, t.records
    FROM summary_total AS t
    JOIN writer AS w ON w.smf119_header_id = t.smf119_header_id AND w.smf119_ident_id = t.smf119_ident_id
    WHERE t.records > 1
      AND t.micros > 3600000000 * bit_count(t.hours) + 90000000
    QUALIFY row_number() OVER (PARTITION BY w.writer_no, t.day ORDER BY t.records DESC, t.zert_summary_content_id) <= 20
), moved AS (
    SELECT k.writer_no, k.zert_summary_content_id, k.day, interval_start(f.smf_time_local, f.interval_micros) AS from_local, f.smf_time_local AS to_local,
           counters_began(f) AS began, counters_ended(f) AS ended
    FROM zert_summary AS f
    JOIN crowded AS k ON k.zert_summary_content_id = f.zert_summary_content_id AND k.day = CAST(interval_start(f.smf_time_local, f.interval_micros) AS DATE)
    WHERE NOT EXISTS (SELECT 1 FROM input_duplicate AS d WHERE d.file_id = f.file_id AND d.record_no = f.record_no)
), step AS (
    SELECT writer_no, zert_summary_content_id, day, from_local, lag(to_local) OVER chain AS before_local, began = lag(ended) OVER chain AS follows
    FROM moved
    WHERE ended > began
    WINDOW chain AS (PARTITION BY zert_summary_content_id, day ORDER BY ended, began, to_local)
), back AS (
    SELECT *, quarters(from_local, before_local) AS minutes
    FROM step
    WHERE follows
      AND before_local > from_local
)
SELECT writer_no, arg_max(from_local, (minutes, from_local)) AS from_local, arg_max(before_local, (minutes, from_local)) AS to_local,
       max(minutes) AS minutes, count(DISTINCT zert_summary_content_id) AS sessions
FROM back
WHERE minutes IN (30, 60, 120)
  AND quarter_off(from_local, before_local) <= 90
GROUP BY writer_no, day;

-- clock_change, v_clock_change: the clock of a system was set forward or back, as the summaries of one of its stacks show.
-- from_local and to_local bound the local times that were left out or came twice. By the counters, sessions go on without a
-- hole; a hole is no less explained where detail records show the offset before and after it. Where these show the same offset on
-- both sides the clock was not changed.
CREATE OR REPLACE TABLE clock_change AS
WITH shown AS (
    SELECT sysplex, system, to_local, lead(from_local) OVER in_time AS from_local, lead(offset_minutes) OVER in_time - offset_minutes AS minutes
    FROM clock_run
    WINDOW in_time AS (PARTITION BY sysplex, system ORDER BY run_no)
), step AS (
    SELECT h.writer_no, h.span_no, h.from_local, h.to_local, h.minutes, f.sessions
    FROM summary_hole AS h
    LEFT JOIN clock_forward AS f ON f.writer_no = h.writer_no AND f.span_no = h.span_no
    WHERE h.minutes BETWEEN 15 AND 120
    UNION ALL
    SELECT writer_no, NULL, from_local, to_local, -minutes, sessions
    FROM clock_back
), placed AS (
    SELECT w.writer_no, s.span_no, w.sysplex, w.system, w.stack, s.from_local, s.to_local, s.minutes, s.sessions,
           EXISTS (
               SELECT 1
               FROM shown AS r
               WHERE r.sysplex IS NOT DISTINCT FROM w.sysplex
                 AND r.system IS NOT DISTINCT FROM w.system
                 AND r.minutes = s.minutes
                 AND r.to_local <= s.to_local
                 AND r.from_local >= s.from_local
           ) AS is_shown,
           EXISTS (
               SELECT 1
               FROM clock_run AS r
               WHERE r.sysplex IS NOT DISTINCT FROM w.sysplex
                 AND r.system IS NOT DISTINCT FROM w.system
                 AND r.offset_minutes IS NOT NULL
                 AND r.from_local < s.from_local
                 AND r.to_local > s.to_local
           ) AS is_denied
    FROM step AS s
    JOIN (SELECT DISTINCT writer_no, sysplex, system, stack FROM writer) AS w ON w.writer_no = s.writer_no
)
SELECT * EXCLUDE (is_shown, is_denied),
       nullif(concat_ws(', ', CASE WHEN sessions > 0 THEN 'counters' END, CASE WHEN is_shown THEN 'detail records' END), '') AS basis
FROM placed
WHERE is_shown
   OR sessions > 0 AND NOT is_denied;

CREATE OR REPLACE VIEW v_clock_change AS
SELECT sysplex, system, stack, from_local, to_local, minutes, coalesce(sessions, 0) AS sessions, basis
FROM clock_change;

-- summary_span: stretches of local time during which a stack wrote summary intervals. A clock that was set forward ends none;
-- one that was set back puts sets of intervals upon those of the hour before, so that they are counted apart.
CREATE OR REPLACE TABLE summary_span AS
WITH span AS (
    SELECT m.writer_no, m.span_no, min(m.from_local) AS from_local, max(m.to_local) AS to_local, sum(m.records) AS records,
           sum(CAST(m.is_new_interval AS INTEGER)) AS intervals,
           sum(CASE WHEN m.is_new_interval AND c.writer_no IS NOT NULL THEN 1 ELSE 0 END) AS repeated
    FROM summary_minute AS m
    LEFT JOIN clock_change AS c ON c.writer_no = m.writer_no AND c.minutes < 0 AND m.to_local > c.from_local + INTERVAL 61 SECOND AND m.to_local <= c.to_local + INTERVAL 61 SECOND
    GROUP BY m.writer_no, m.span_no
), joined AS (
    SELECT s.*, sum(CASE WHEN c.span_no IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY s.writer_no ORDER BY s.span_no ROWS UNBOUNDED PRECEDING) AS joined_no
    FROM span AS s
    LEFT JOIN clock_change AS c ON c.writer_no = s.writer_no AND c.span_no = s.span_no
)
SELECT j.writer_no, any_value(w.sysplex) AS sysplex, any_value(w.system) AS system, any_value(w.stack) AS stack, j.joined_no AS span_no,
       min(j.from_local) AS from_local, max(j.to_local) AS to_local,
       CAST(sum(j.records) AS BIGINT) AS records, CAST(sum(j.intervals + j.repeated) AS BIGINT) AS intervals
FROM joined AS j
JOIN (SELECT DISTINCT writer_no, sysplex, system, stack FROM writer) AS w ON w.writer_no = j.writer_no
GROUP BY j.writer_no, j.joined_no;

-- clock, v_clock: the offset of each system's local time from UTC, in minutes, for the local times for which it is known: from the
-- first to the last detail record that shows it, and up to twelve hours beyond, but never across a hole in the summaries, a
-- change of the clock or local times that came twice. When exactly the clock was changed is known where summaries show it; else
-- each offset holds only for what cannot lie beyond the change. NULL: records contradict each other.
CREATE OR REPLACE TABLE clock AS
WITH stop AS (
    SELECT DISTINCT w.sysplex, w.system, h.from_local, h.to_local
    FROM (
        SELECT writer_no, from_local, to_local
        FROM summary_hole
        UNION ALL
        SELECT writer_no, from_local + INTERVAL 61 SECOND, to_local + INTERVAL 61 SECOND -- the records of a set follow each other
        FROM clock_change
        WHERE minutes < 0
    ) AS h
    JOIN writer AS w ON w.writer_no = h.writer_no
), next_run AS (
    SELECT sysplex, system, run_no, offset_minutes, to_local, lead(run_no) OVER in_time AS next_no, lead(offset_minutes) OVER in_time AS next_minutes, lead(from_local) OVER in_time AS next_local
    FROM clock_run
    WINDOW in_time AS (PARTITION BY sysplex, system ORDER BY run_no)
), open_end AS (
    SELECT n.sysplex, n.system, n.run_no, n.next_no, coalesce(greatest(n.offset_minutes - n.next_minutes, 0), 0) AS twice
    FROM next_run AS n
    WHERE n.next_no IS NOT NULL
      AND n.next_minutes IS DISTINCT FROM n.offset_minutes
      AND NOT EXISTS (
          SELECT 1
          FROM clock_change AS c
          WHERE c.sysplex IS NOT DISTINCT FROM n.sysplex
            AND c.system IS NOT DISTINCT FROM n.system
            AND c.minutes = n.next_minutes - n.offset_minutes
            AND c.to_local >= n.to_local
            AND c.from_local <= n.next_local
      )
), beside AS (
    SELECT r.*, b.twice AS twice_before, a.twice AS twice_after
    FROM clock_run AS r
    LEFT JOIN open_end AS b ON b.next_no = r.run_no AND b.system IS NOT DISTINCT FROM r.system AND b.sysplex IS NOT DISTINCT FROM r.sysplex
    LEFT JOIN open_end AS a ON a.run_no = r.run_no AND a.system IS NOT DISTINCT FROM r.system AND a.sysplex IS NOT DISTINCT FROM r.sysplex
), reach AS (
    SELECT b.sysplex, b.system, b.run_no,
           greatest(any_value(coalesce(b.from_local + to_minutes(b.twice_before), b.from_local - INTERVAL 12 HOUR)),
               max(CASE WHEN s.from_local <= b.from_local THEN s.to_local END)) AS from_local,
           least(any_value(coalesce(b.to_local - to_minutes(b.twice_after), b.to_local + INTERVAL 12 HOUR)),
               min(CASE WHEN s.to_local >= b.to_local THEN s.from_local END)) AS to_local
    FROM beside AS b
    LEFT JOIN stop AS s ON s.sysplex IS NOT DISTINCT FROM b.sysplex AND s.system IS NOT DISTINCT FROM b.system AND (s.from_local <= b.from_local OR s.to_local >= b.to_local)
    GROUP BY b.sysplex, b.system, b.run_no
)
SELECT r.sysplex, r.system,
       CASE WHEN r.offset_minutes IS NULL THEN r.from_local ELSE h.from_local END AS from_local,
       CASE WHEN r.offset_minutes IS NULL THEN r.to_local ELSE h.to_local END AS to_local,
       r.offset_minutes, CASE WHEN r.offset_minutes IS NULL THEN 'contradicting records: ' || r.shown ELSE 'detail records' END AS basis,
       r.records
FROM clock_run AS r
JOIN reach AS h ON h.run_no = r.run_no AND h.system IS NOT DISTINCT FROM r.system AND h.sysplex IS NOT DISTINCT FROM r.sysplex
WHERE r.offset_minutes IS NULL
   OR h.from_local <= h.to_local;

CREATE OR REPLACE VIEW v_clock AS
SELECT sysplex, system, from_local, to_local, offset_minutes, basis, records
FROM clock;

-- Whether an offset is that of the system of a row, and local time by it in UTC and back. They take columns and no rows: of a
-- row that a macro takes, the engine packs every column, for each of a million rows.
CREATE OR REPLACE MACRO known_clock(of_system, of_sysplex, minutes, system, sysplex) AS
    of_system = system AND of_sysplex IS NOT DISTINCT FROM sysplex AND minutes IS NOT NULL;
CREATE OR REPLACE MACRO to_utc(at_local, minutes) AS make_timestamp(epoch_us(at_local) - 60000000 * minutes);
CREATE OR REPLACE MACRO to_local(at_utc, minutes) AS make_timestamp(epoch_us(at_utc) + 60000000 * minutes);

DROP TABLE clock_run;
DROP TABLE summary_minute;
DROP TABLE summary_hole;
DROP TABLE clock_forward;
DROP TABLE clock_back;
