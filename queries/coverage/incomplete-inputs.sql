-- id: incomplete-inputs
-- title: Inputs that were not read to their end
-- severity: high
-- uses: v_input_file
-- refs: none
-- remediation: Transfer the input again in binary mode, compare its size and checksum with the original, and load it once more.
-- caveats: A dump that was cut exactly behind a record, without a container around it, shows nothing of it; record-signatures and
--   coverage-gaps may. Of an input that an earlier version loaded it may not be known.
--
-- Why: What an input held behind the place where reading stopped is in no answer. A clean result then speaks of a part of the
-- traffic, and nobody knows of which.

-- name: population
SELECT count(*)
FROM v_input_file;

-- name: findings
SELECT 'review' AS status,
       f.path AS resource,
       f.stopped AS reason,
       CAST(f.file_id AS BIGINT) AS file_id,
       CAST(NULL AS BIGINT) AS record_no,
       f.records,
       f.bytes_rejected,
       f.bytes_unread
FROM v_input_file AS f
WHERE f.is_complete IS NOT TRUE
ORDER BY f.file_id;
