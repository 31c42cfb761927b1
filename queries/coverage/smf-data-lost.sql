-- id: smf-data-lost
-- title: SMF lost records
-- severity: high
-- uses: v_input_mark, v_input_record_count
-- refs: z/OS MVS System Management Facilities (SMF) (SA38-0667), record type 7
-- remediation: SMFPRMxx: larger buffers (BUFSIZMAX, BUFUSEWARN) and log streams instead of data sets; check the console for IEE979W and IFA785E.
-- caveats: Type 7 records are in a dump only when its control statements ask for them.
--
-- Why: A type 7 record says that SMF had to throw records away. Whatever was lost is missing from every answer about
-- that time, so that an inventory of it is not complete.

-- name: population
SELECT coalesce(sum(c.records), 0)
FROM v_input_record_count AS c
WHERE c.smf_type IS NOT NULL;

-- name: findings
SELECT 'fail' AS status,
       coalesce(m.system, '?') AS resource,
       m.records || if(m.records = 1, ' record', ' records') || ' of lost data between ' || coalesce(strftime(m.first_local, '%Y-%m-%d %H:%M:%S'), '?') || ' and ' || coalesce(strftime(m.last_local, '%Y-%m-%d %H:%M:%S'), '?') || ' local time' AS reason,
       m.file_id,
       CAST(NULL AS BIGINT) AS record_no,
       m.first_local,
       m.last_local
FROM v_input_mark AS m
WHERE m.mark = 'data lost'
ORDER BY resource, m.file_id, m.first_local;
