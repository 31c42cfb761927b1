-- id: record-signatures
-- title: SMF record signatures present, not verified
-- severity: info
-- uses: v_input_mark, v_input_record_count
-- refs: z/OS MVS System Management Facilities (SMF) (SA38-0667), record type 2 subtypes 1 and 2
-- remediation: IFASMFDP: SIGVALIDATE verifies the signatures on z/OS before the dump is sent; IFASMFDL: NOSIGSTRIP keeps them.
-- caveats: Verifying needs the rule by which SMF hashes records, which is not public; filtering a dump breaks its signatures.
--
-- Why: Signed records let z/OS prove that a dump is whole and unchanged. This program recognises the signatures and
-- counts them; it does not verify them.

-- name: population
SELECT coalesce(sum(c.records), 0)
FROM v_input_record_count AS c
WHERE c.smf_type IS NOT NULL;

-- name: findings
SELECT 'info' AS status,
       'input ' || m.file_id AS resource,
       m.records || if(m.records = 1, ' record', ' records') || ' of type ' || m.mark || ', not verified' AS reason,
       m.file_id,
       CAST(NULL AS BIGINT) AS record_no,
       m.mark,
       m.records
FROM v_input_mark AS m
WHERE m.mark <> 'data lost'
ORDER BY m.file_id, m.mark;
