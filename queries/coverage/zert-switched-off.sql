-- id: zert-switched-off
-- title: zERT discovery or aggregation switched off
-- severity: high
-- uses: v_coverage, v_zert_switch
-- refs: z/OS Communications Server: IP Configuration Reference (SC27-3651), GLOBALCONFIG ZERT
-- remediation: RACF: restrict the VARY TCPIP,,OBEYFILE command by OPERCMDS profile MVS.VARY.TCPIP.OBEYFILE; TCP/IP
--   profile: GLOBALCONFIG ZERT AGGREGATION.
-- caveats: An orderly stop of the stack also writes such a record.
--
-- Why: Switching zERT off hides what happens until it comes back. It takes one command, and it is worth knowing
-- who gave it.

-- name: population
SELECT coalesce(sum(c.records), 0)
FROM v_coverage AS c
WHERE c.source IN ('zert_summary', 'zert_detail');

-- name: findings
SELECT 'fail' AS status,
       coalesce(w.system, '?') || '/' || coalesce(w.stack, '?') AS resource,
       'zERT ' || w.what || ' switched off at ' || coalesce(strftime(w.at_local, '%Y-%m-%d %H:%M:%S'), 'an unknown time') || ' local time' AS reason,
       w.file_id,
       w.record_no,
       w.sysplex,
       w.system,
       w.stack,
       w.what,
       w.at_local
FROM v_zert_switch AS w
WHERE NOT w.is_on
ORDER BY w.at_local NULLS LAST, resource, w.file_id, w.record_no;
