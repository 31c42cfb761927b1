-- id: coverage
-- title: What the records cover
-- severity: info
-- uses: v_coverage
-- refs: z/OS Communications Server: IP Configuration Reference (SC27-3651), SMFCONFIG and GLOBALCONFIG
-- remediation: TCP/IP profile: GLOBALCONFIG ZERT AGGREGATION and SMFCONFIG TYPE119 ZERTSUMMARY (and ZERTDETAIL
--   where wanted) on every stack.
-- caveats: Times are the local times of the systems. Only TCP and Enterprise Extender that end at the stack
--   are seen; other UDP and routed traffic are not. What a stack was asked to record is known from its profile records
--   (subtype 4) alone; FTP, TN3270E, OpenSSH and IKE records are asked for elsewhere. What no record tells: TLS 1.3
--   before z/OS 2.4, which shows as clear; certificates of TLS 1.3 that was observed; traffic of container extensions
--   (zCX); Java's SSLEngine; handshakes of programs that send data first and do not issue the ioctl SIOCSHSNOTIFY; TLS
--   1.3 of the LDAP server with APAR OA65329, in part (OA67282).
--
-- Why: A clean report means clean within what was recorded. Systems, stacks and times that are missing here were
-- not looked at.

-- name: population
SELECT coalesce(sum(c.records), 0)
FROM v_coverage AS c;

-- name: findings
SELECT CASE
         WHEN c.gaps > 0 OR c.lost_places > 0 OR c.switched_off > 0 THEN 'review'
         WHEN c.source = 'zert_summary' AND c.recording LIKE 'off%' THEN 'review'
         WHEN c.source <> 'ip_security' AND c.recording LIKE 'on%' AND c.records = 0 THEN 'review'
         ELSE 'info'
       END AS status,
       coalesce(c.sysplex || ' ', '') || coalesce(c.system, '?') || '/' || coalesce(c.stack, '?') || ' ' || c.source AS resource,
       c.records || if(c.records = 1, ' record', ' records')
           || coalesce(', ' || c.intervals || if(c.intervals = 1, ' interval', ' intervals') || ', ' || c.gaps || if(c.gaps = 1, ' gap', ' gaps')
           || ' of ' || c.gap_seconds || if(c.gap_seconds = 1, ' second', ' seconds') || ' in all', '')
           || CASE WHEN c.lost_places > 0 THEN ', records missing with at least ' || c.lost_connections || if(c.lost_connections = 1, ' connection', ' connections') || ' and ' || c.lost_bytes || if(c.lost_bytes = 1, ' byte', ' bytes') ELSE '' END
           || CASE WHEN c.switched_off > 0 THEN ', switched off ' || c.switched_off || if(c.switched_off = 1, ' time', ' times') ELSE '' END
           || coalesce('; by the profile records, recording is ' || c.recording, '') AS reason,
       CAST(NULL AS BIGINT) AS file_id,
       CAST(NULL AS BIGINT) AS record_no,
       c.sysplex,
       c.system,
       c.stack,
       c.source,
       c.first_local,
       c.last_local,
       c.first_utc,
       c.last_utc,
       c.records,
       c.intervals,
       c.gaps,
       c.gap_seconds,
       c.lost_connections,
       c.lost_bytes,
       c.switched_on,
       c.switched_off,
       c.recording
FROM v_coverage AS c
ORDER BY c.sysplex NULLS LAST, c.system NULLS LAST, c.stack NULLS LAST, c.source;
