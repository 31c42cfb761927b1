-- id: lost-intervals
-- title: Intervals missing between records
-- severity: medium
-- uses: v_coverage, v_lost_interval
-- refs: z/OS Communications Server: IP Programmer's Guide and Reference (SC27-3659), zERT summary record (subtype 12)
-- remediation: Find the dumps of the times named (IFASMFDP, IFASMFDL) and load them too; zertify history lists what was loaded.
-- caveats: The numbers are the least that was lost. What was counted before the first record of a session is not known to be lost, nor what
--   a session counted that none of the records here names. A counter that began anew at 0 with its stack or its session is not a loss.
--
-- Why: The counters of a security session run on from interval to interval. Where an interval starts above the end of
-- the one before, connections lie in records that nobody has evaluated.

-- name: population
SELECT coalesce(sum(c.intervals), 0)
FROM v_coverage AS c;

-- name: findings
SELECT 'review' AS status,
       coalesce(l.system, '?') || '/' || coalesce(l.stack, '?') AS resource,
       'records are missing '
           || CASE
                  WHEN date_trunc('minute', l.to_local) > date_trunc('minute', l.from_local)
                  THEN 'from ' || strftime(min(l.from_local), '%Y-%m-%d %H:%M') || ' to ' || strftime(max(l.to_local), '%Y-%m-%d %H:%M')
                  ELSE 'at ' || strftime(min(l.from_local), '%Y-%m-%d %H:%M')
              END || ' local time: at least '
           || coalesce(capped(sum(l.connections)), 0) || if(sum(l.connections) = 1, ' connection', ' connections') || ' and '
           || capped(coalesce(sum(l.bytes_in), 0) + coalesce(sum(l.bytes_out), 0)) || if(coalesce(sum(l.bytes_in), 0) + coalesce(sum(l.bytes_out), 0) = 1, ' byte', ' bytes')
           || ', of ' || count(DISTINCT coalesce(l.session_id, l.server_addr || ' ' || l.client_addr)) || if(count(DISTINCT coalesce(l.session_id, l.server_addr || ' ' || l.client_addr)) = 1, ' session', ' sessions') AS reason,
       arg_min(l.file_id, (l.from_local, l.file_id, l.record_no)) AS file_id,
       arg_min(l.record_no, (l.from_local, l.file_id, l.record_no)) AS record_no,
       l.sysplex,
       l.system,
       l.stack,
       min(l.from_local) AS from_local,
       max(l.to_local) AS to_local,
       count(*) AS places,
       capped(sum(l.connections)) AS connections,
       capped(coalesce(sum(l.bytes_in), 0) + coalesce(sum(l.bytes_out), 0)) AS bytes,
       min(l.session_id) AS session_id
FROM v_lost_interval AS l
GROUP BY l.sysplex, l.system, l.stack, date_trunc('minute', l.from_local), date_trunc('minute', l.to_local)
ORDER BY connections DESC NULLS LAST, bytes DESC, l.sysplex NULLS LAST, resource, from_local, to_local;
