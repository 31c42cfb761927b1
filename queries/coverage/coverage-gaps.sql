-- id: coverage-gaps
-- title: Times without zERT summaries
-- severity: medium
-- param: min_seconds BIGINT '300' shortest gap listed
-- uses: v_coverage, v_coverage_gap
-- refs: z/OS Communications Server: IP Configuration Guide (SC27-3650), zERT
-- lever: SMFPRMxx: TYPE 119 kept in every dump; check the SMF dump jobs; operator command DISPLAY
--   TCPIP,,NETSTAT,CONFIG shows whether zERT is on.
-- caveats: When the clocks go forward an hour is missing that never was.
--
-- Why: While no summary was written nobody knows what was sent. A gap is a system that was down, a lost dump, or
-- zERT switched off.

-- name: population
SELECT coalesce(sum(c.intervals), 0)
FROM v_coverage AS c;

-- name: findings
SELECT 'review' AS status,
       coalesce(g.system, '?') || '/' || coalesce(g.stack, '?') AS resource,
       'no summaries for ' || g.seconds || if(g.seconds = 1, ' second', ' seconds') || ' from ' || strftime(g.from_local, '%Y-%m-%d %H:%M') || ' local time' AS reason,
       CAST(NULL AS BIGINT) AS file_id,
       CAST(NULL AS BIGINT) AS record_no,
       g.sysplex,
       g.system,
       g.stack,
       g.from_local,
       g.to_local,
       g.seconds
FROM v_coverage_gap AS g
WHERE g.seconds >= $min_seconds
ORDER BY g.seconds DESC, g.sysplex NULLS LAST, resource, g.from_local;
