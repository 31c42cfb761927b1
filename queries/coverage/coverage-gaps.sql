-- id: coverage-gaps
-- title: Times without zERT summaries
-- severity: medium
-- param: min_seconds BIGINT '300' shortest gap listed
-- uses: v_clock_change, v_coverage, v_coverage_gap
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- remediation: SMFPRMxx: TYPE 119 kept in every dump; check the SMF dump jobs; operator command DISPLAY
--   TCPIP,,NETSTAT,CONFIG shows whether zERT is on.
-- caveats: A clock that was set forward leaves out local times, and one that was set back repeats them. Neither is a gap; both are told
--   from one by the counters of the sessions, or by detail records on both sides. Where neither speaks it counts as a gap.
--
-- Why: While no summary was written nobody knows what was sent. A gap is a system that was down, a lost dump, or
-- zERT switched off.

-- name: population
SELECT coalesce(sum(c.intervals), 0)
FROM v_coverage AS c;

-- name: findings
SELECT f.status,
       coalesce(f.system, '?') || '/' || coalesce(f.stack, '?') AS resource,
       f.reason,
       CAST(NULL AS BIGINT) AS file_id,
       CAST(NULL AS BIGINT) AS record_no,
       f.sysplex,
       f.system,
       f.stack,
       f.from_local,
       f.to_local,
       f.seconds
FROM (
    SELECT 'review' AS status, g.sysplex, g.system, g.stack, g.from_local, g.to_local, g.seconds,
           'no summaries for ' || g.seconds || if(g.seconds = 1, ' second', ' seconds') || ' from ' || strftime(g.from_local, '%Y-%m-%d %H:%M') || ' local time' AS reason
    FROM v_coverage_gap AS g
    WHERE g.seconds >= $min_seconds
    UNION ALL
    SELECT 'info', c.sysplex, c.system, c.stack, c.from_local, c.to_local, CAST(NULL AS BIGINT),
           'no gap: the clock was set ' || CASE WHEN c.minutes > 0 THEN 'forward' ELSE 'back' END || ' by ' || abs(c.minutes) || ' minutes about '
               || strftime(CASE WHEN c.minutes > 0 THEN c.from_local ELSE c.to_local END, '%Y-%m-%d %H:%M') || ' local time, as '
               || CASE WHEN c.sessions > 0 THEN c.sessions || CASE WHEN c.sessions = 1 THEN ' session that goes on where it ended shows' ELSE ' sessions that go on where they ended show' END
                       ELSE 'detail records before and after it show' END
    FROM v_clock_change AS c
) AS f
ORDER BY f.status DESC, f.seconds DESC NULLS LAST, f.sysplex NULLS LAST, resource, f.from_local;
