-- How far the clock of each system was from UTC. The header of a record has local time alone; the record of a connection that
-- ended, zERT detail or the stack's own, has the end in UTC beside it and is written when the connection ends. Their
-- difference, to the quarter of an hour, is the offset; records more than a minute from a quarter say nothing.
--
-- Clocks are not changed twice within a week, nor by more than two hours, nor have they two offsets at a time. Where records say
-- so they contradict each other, and those days (UTC) have no offset.

-- clock_vote: records by system, hour (UTC) and the offset they show.
CREATE OR REPLACE TEMP TABLE clock_vote AS
WITH narrow AS (
    SELECT smf119_header_id, smf119_ident_id, hour, offset_minutes, sum(records) AS records,
           min(from_utc) AS from_utc, max(to_utc) AS to_utc, min(from_local) AS from_local, max(to_local) AS to_local
    FROM part_clock_vote
    GROUP BY smf119_header_id, smf119_ident_id, hour, offset_minutes
)
SELECT nullif(i.sysplex_name, '') AS sysplex, coalesce(nullif(i.system_name, ''), nullif(h.system_id, '')) AS system,
       n.hour, n.offset_minutes, CAST(sum(n.records) AS BIGINT) AS records,
       min(n.from_utc) AS from_utc, max(n.to_utc) AS to_utc, min(n.from_local) AS from_local, max(n.to_local) AS to_local
FROM narrow AS n
LEFT JOIN (SELECT DISTINCT smf119_header_id, system_id FROM smf119_header) AS h ON h.smf119_header_id = n.smf119_header_id
LEFT JOIN (SELECT DISTINCT smf119_ident_id, sysplex_name, system_name FROM smf119_ident) AS i ON i.smf119_ident_id = n.smf119_ident_id
GROUP BY ALL;

-- clock_dispute: days of a system whose records contradict each other.
CREATE OR REPLACE TEMP TABLE clock_dispute AS
WITH marked AS (
    SELECT *, coalesce(offset_minutes <> lag(offset_minutes) OVER in_time, true) AS begins
    FROM clock_vote
    WINDOW in_time AS (PARTITION BY sysplex, system ORDER BY from_utc, offset_minutes)
), numbered AS (
    SELECT *, sum(CAST(begins AS INTEGER)) OVER (PARTITION BY sysplex, system ORDER BY from_utc, offset_minutes ROWS UNBOUNDED PRECEDING) AS run_no
    FROM marked
), run AS (
    SELECT sysplex, system, run_no, any_value(offset_minutes) AS offset_minutes, min(from_utc) AS from_utc, max(to_utc) AS to_utc
    FROM numbered
    GROUP BY sysplex, system, run_no
), change AS (
    SELECT sysplex, system, to_utc AS before_utc, lead(from_utc) OVER in_time AS after_utc,
           lead(offset_minutes) OVER in_time - offset_minutes AS minutes,
           lead(from_utc, 2) OVER in_time AS next_utc
    FROM run
    WINDOW in_time AS (PARTITION BY sysplex, system ORDER BY run_no)
)
SELECT sysplex, system, date_trunc('day', least(before_utc, after_utc)) AS from_utc,
       date_trunc('day', greatest(before_utc, after_utc, CASE WHEN next_utc < before_utc + INTERVAL 7 DAY THEN next_utc END)) + INTERVAL 1 DAY AS to_utc
FROM change
WHERE after_utc < before_utc
   OR abs(minutes) > 120
   OR next_utc < before_utc + INTERVAL 7 DAY;

-- clock_run: stretches of one offset, or of none (NULL) where records contradict each other, as the records show them.
CREATE OR REPLACE TEMP TABLE clock_run AS
WITH evaluated AS (
    SELECT v.*, EXISTS (
               SELECT 1
               FROM clock_dispute AS d
               WHERE d.sysplex IS NOT DISTINCT FROM v.sysplex
                 AND d.system IS NOT DISTINCT FROM v.system
                 AND v.from_utc < d.to_utc
                 AND v.to_utc >= d.from_utc
           ) AS is_disputed
    FROM clock_vote AS v
), marked AS (
    SELECT *,
           CASE WHEN is_disputed THEN NULL ELSE offset_minutes END AS settled,
           coalesce((is_disputed, CASE WHEN is_disputed THEN 0 ELSE offset_minutes END)
               <> lag((is_disputed, CASE WHEN is_disputed THEN 0 ELSE offset_minutes END)) OVER in_time
               OR from_utc > lag(to_utc) OVER in_time + INTERVAL 28 DAY, true) AS begins
    FROM evaluated
    WINDOW in_time AS (PARTITION BY sysplex, system ORDER BY from_utc, offset_minutes)
), numbered AS (
    SELECT *, sum(CAST(begins AS INTEGER)) OVER (PARTITION BY sysplex, system ORDER BY from_utc, offset_minutes ROWS UNBOUNDED PRECEDING) AS run_no
    FROM marked
)
SELECT sysplex, system, run_no, any_value(settled) AS offset_minutes, CAST(sum(records) AS BIGINT) AS records,
       string_agg(DISTINCT printf('%+d', offset_minutes), ', ' ORDER BY printf('%+d', offset_minutes)) AS shown,
       min(from_utc) AS from_utc, max(to_utc) AS to_utc, min(from_local) AS from_local, max(to_local) AS to_local
FROM numbered
GROUP BY sysplex, system, run_no;

DROP TABLE clock_vote;
DROP TABLE clock_dispute;
