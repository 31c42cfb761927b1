-- Which records are copies among the inputs in scope. Where the first of several is outside, the next one inside is the
-- one that counts.
SELECT file_id, record_no, of_file_id, of_record_no
FROM (
  SELECT d.*, d.of_file_id IN (SELECT file_id FROM scope_input) AS is_inside,
    row_number() OVER (PARTITION BY d.of_file_id, d.of_record_no ORDER BY d.file_id, d.record_no) AS place
  FROM {{.source}} AS d
  WHERE d.file_id IN (SELECT file_id FROM scope_input)
) AS copies
WHERE is_inside OR place > 1
