-- id: disputed-records
-- title: Records that contradict themselves
-- severity: medium
-- uses: v_input_file, v_input_issue, v_input_record_count
-- refs: z/OS MVS System Management Facilities (SMF) (SA38-0667), standard SMF record header; IP Programmer's Guide and Reference (SC27-3659), common type 119 record format
-- remediation: Dump the interval again from SMF with IFASMFDP or IFASMFDL, transfer it in binary with its descriptor words, and load that.
-- caveats: Of more than a thousand issues of one kind in an input only the number is known. Versions that loaded an input before these issues
--   were recorded say nothing of them; that asks for review, too.
--
-- Why: A record whose sections overlap has a wrong triplet, and it does not say which: nothing is read from it, and it makes no other check
-- fail or pass. A record whose length reaches over the records behind it is read to its last section. Bytes that no triplet points at are not
-- read. Each may be damage, a later release, or somebody's hand, and wants a look at the record.

-- name: population
SELECT coalesce(sum(c.records), 0)
FROM v_input_record_count AS c
WHERE c.smf_type = 119;

-- name: findings
SELECT 'review' AS status,
       coalesce('record ' || i.record_no, 'input ' || i.file_id) AS resource,
       i.message AS reason,
       i.file_id,
       i.record_no,
       i.kind,
       i.start_byte
FROM v_input_issue AS i
WHERE i.kind IN ('disputed-record', 'undescribed-bytes')
UNION ALL
SELECT 'review',
       'input ' || f.file_id,
       'the version that loaded this input did not record whether its records contradict themselves; load it again',
       f.file_id,
       NULL,
       'disputed-record',
       NULL
FROM v_input_file AS f
WHERE list_contains(string_split(f.not_recorded, ' '), 'disputed-record')
ORDER BY file_id, record_no NULLS LAST, kind, reason;
