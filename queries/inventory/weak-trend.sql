-- id: weak-trend
-- title: Weakly protected sessions over time, per stack
-- severity: low
-- param: period VARCHAR 'day'  day or month
-- param: min_bits INTEGER '112'  strength in bits below which protection is weak
-- param: min_version VARCHAR 'TLS1.2'  TLS version below which protection is weak
-- param: rise_points DOUBLE '10'  rise of the weak share, in percentage points from one period to the next, that asks for review
-- uses: v_traffic, suite, suite_layer
-- refs: NIST SP 800-131A Rev. 2; RFC 8996
-- remediation: zertify query strength-floor, tls-version-floor and weak-ciphers name the end points.
-- caveats: Days are local to the system. Where the strength of a layer is not known, and no other layer is weak, the
--   connections count as not known, and neither as weak nor as strong.
--
-- Why: Whether weak protection goes away, and how fast, is what a plan for its removal is measured by; a share that
-- rises says that an old partner came back.

-- name: population
SELECT count(DISTINCT v.session_no)
FROM v_traffic AS v
WHERE v.day IS NOT NULL AND v.protection <> 'NONE' AND coalesce(v.handshake_status, '') <> 'FAILED';

-- name: findings
WITH strength AS (
    SELECT l.suite_id,
           CASE WHEN count(l.session_strength_bits) = count(*) OR min(l.session_strength_bits) < $min_bits THEN min(l.session_strength_bits) END AS bits
    FROM suite_layer AS l
    GROUP BY l.suite_id
), part AS (
    SELECT CASE WHEN $period = 'month' THEN CAST(date_trunc('month', v.day) AS DATE) ELSE v.day END AS period_start,
           v.sysplex, v.system, v.stack, v.suite_id, v.session_no, v.interval_records, v.connections, v.file_id, v.record_no,
           CASE
               WHEN g.bits < $min_bits OR s.tls_version < $min_version THEN 'weak'
               WHEN g.bits IS NULL THEN 'not known'
               ELSE 'strong'
           END AS kind
    FROM v_traffic AS v
    LEFT JOIN suite AS s ON s.suite_id = v.suite_id
    LEFT JOIN strength AS g ON g.suite_id = v.suite_id
    WHERE v.day IS NOT NULL AND v.protection <> 'NONE' AND coalesce(v.handshake_status, '') <> 'FAILED'
), total AS (
    SELECT period_start, sysplex, system, stack,
           count(DISTINCT session_no) AS sessions,
           CAST(sum(interval_records) AS BIGINT) AS interval_records,
           sum(connections) AS connections,
           count(DISTINCT CASE WHEN kind = 'weak' THEN session_no END) AS weak_sessions,
           sum(CASE WHEN kind = 'weak' THEN connections ELSE 0 END) AS weak_connections,
           count(DISTINCT CASE WHEN kind = 'not known' THEN session_no END) AS unknown_sessions,
           count(DISTINCT CASE WHEN kind = 'weak' THEN suite_id END) AS weak_suites,
           min(file_id) AS file_id,
           min(file_id * 1099511627776 + record_no) AS first_record
    FROM part
    GROUP BY period_start, sysplex, system, stack
), share AS (
    SELECT *, round(100.0 * weak_sessions / nullif(sessions, 0), 1) AS weak_percent
    FROM total
), step AS (
    SELECT *, weak_percent - lag(weak_percent) OVER (PARTITION BY sysplex, system, stack ORDER BY period_start) AS change_points
    FROM share
)
SELECT CASE WHEN s.change_points >= $rise_points THEN 'review' ELSE 'info' END AS status,
       coalesce(s.system, '?') || '/' || coalesce(s.stack, '?') AS resource,
       s.weak_sessions || ' of ' || s.sessions || ' protected sessions weak'
           || CASE WHEN s.change_points > 0 THEN ', ' || round(s.change_points, 1) || ' points more than the ' || $period || ' before' ELSE '' END AS reason,
       s.file_id,
       s.first_record % 1099511627776 AS record_no,
       CAST(s.period_start AS VARCHAR) AS period_start,
       s.sysplex,
       s.system,
       s.stack,
       s.sessions,
       s.interval_records,
       s.connections,
       s.weak_sessions,
       s.weak_connections,
       s.unknown_sessions,
       s.weak_suites,
       s.weak_percent,
       round(s.change_points, 1) AS change_points
FROM step AS s
ORDER BY s.sysplex NULLS LAST, s.system NULLS LAST, s.stack NULLS LAST, s.period_start;
