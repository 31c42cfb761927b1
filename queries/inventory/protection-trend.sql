-- id: protection-trend
-- title: Protection over time, per stack
-- severity: low
-- param: period VARCHAR 'day'  day or month
-- param: drop_points DOUBLE '10'  fall of the protected share, in percentage points from one period to the next, that asks for review
-- param: few_sessions BIGINT '30'  a period with fewer sessions, or the one before it, shows no fall: its share goes up and down by chance
-- uses: v_traffic
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: Look at what is new in the period that fell: zertify query top-unprotected, zertify diff.
-- caveats: Days are local to the system. Failed handshakes and clear records that may be the start of a handshake
--   are left out. On a stack with few sessions ask by month.
--
-- Why: A share that falls says that something new speaks in the clear, or that protection was taken away; one
-- period alone does not show it.

-- name: population
SELECT count(DISTINCT v.session_no)
FROM v_traffic AS v
WHERE v.day IS NOT NULL AND NOT v.is_artefact AND coalesce(v.handshake_status, '') <> 'FAILED';

-- name: findings
WITH part AS (
    SELECT CASE WHEN $period = 'month' THEN CAST(date_trunc('month', v.day) AS DATE) ELSE v.day END AS period_start,
           v.sysplex, v.system, v.stack, v.protection, v.session_no, v.interval_records, v.connections, v.bytes, v.file_id, v.record_no
    FROM v_traffic AS v
    WHERE v.day IS NOT NULL AND NOT v.is_artefact AND coalesce(v.handshake_status, '') <> 'FAILED'
), total AS (
    SELECT period_start, sysplex, system, stack,
           count(DISTINCT session_no) AS sessions,
           CAST(sum(interval_records) AS BIGINT) AS interval_records,
           sum(connections) AS connections,
           sum(CASE WHEN protection <> 'NONE' THEN connections ELSE 0 END) AS protected_connections,
           sum(CASE WHEN protection = 'NONE' THEN connections ELSE 0 END) AS clear_connections,
           sum(CASE WHEN protection <> 'NONE' THEN bytes ELSE 0 END) AS protected_bytes,
           sum(CASE WHEN protection = 'NONE' THEN bytes ELSE 0 END) AS clear_bytes,
           min(file_id) AS file_id,
           min(file_id * 1099511627776 + record_no) AS first_record
    FROM part
    GROUP BY period_start, sysplex, system, stack
), share AS (
    SELECT *, round(100.0 * protected_connections / nullif(connections, 0), 1) AS protected_percent
    FROM total
), step AS (
    SELECT *,
           protected_percent - lag(protected_percent) OVER before AS change_points,
           lag(sessions) OVER before AS sessions_before,
           lag(period_start) OVER before AS period_before
    FROM share
    WINDOW before AS (PARTITION BY sysplex, system, stack ORDER BY period_start)
), told AS (
    SELECT *,
           least(sessions, sessions_before) < $few_sessions AS is_few,
           CASE
               WHEN $period = 'month' AND period_before >= period_start - INTERVAL 1 MONTH OR period_before >= period_start - INTERVAL 1 DAY THEN 'the ' || $period || ' before'
               WHEN $period = 'month' THEN 'in ' || substr(CAST(period_before AS VARCHAR), 1, 7)
               ELSE 'on ' || CAST(period_before AS VARCHAR)
           END AS than
    FROM step
)
SELECT CASE WHEN s.change_points <= -$drop_points AND NOT s.is_few THEN 'review' ELSE 'info' END AS status,
       coalesce(s.system, '?') || '/' || coalesce(s.stack, '?') AS resource,
       coalesce(CAST(s.protected_percent AS VARCHAR), '?') || ' % of connections protected'
           || CASE WHEN s.change_points < 0 THEN ', ' || round(-s.change_points, 1) || ' points less than ' || s.than ELSE '' END
           || CASE WHEN s.change_points <= -$drop_points AND s.is_few
               THEN '; too few sessions to call it a fall (' || s.sessions || ', and ' || s.sessions_before || ' before)' ELSE '' END AS reason,
       s.file_id,
       s.first_record % 1099511627776 AS record_no,
       CAST(s.period_start AS VARCHAR) AS period_start,
       s.sysplex,
       s.system,
       s.stack,
       s.sessions,
       s.interval_records,
       s.connections,
       s.protected_connections,
       s.clear_connections,
       s.protected_bytes,
       s.clear_bytes,
       s.protected_percent,
       round(s.change_points, 1) AS change_points
FROM told AS s
ORDER BY s.sysplex NULLS LAST, s.system NULLS LAST, s.stack NULLS LAST, s.period_start;
