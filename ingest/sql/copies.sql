-- Finds the copies in a table of the inputs of the group among the hashes that meet a condition.
-- .table; .first: the first input of the group; .among: the condition; .time: the time in which copies agree.
INSERT INTO file.main.input_duplicate (file_id, record_no, of_file_id, of_record_no)
WITH mine AS (
  SELECT record_hash AS h FROM file.main.{{.table}} WHERE file_id >= {{.first}} AND record_hash {{.among}}
), twice AS (
  SELECT h FROM mine GROUP BY h HAVING count(*) > 1
  UNION
  SELECT record_hash
  FROM file.main.{{.table}} AS o
  WHERE file_id < {{.first}} AND record_hash {{.among}} AND {{.time}} BETWEEN
    (SELECT min({{.time}}) FROM file.main.{{.table}} WHERE file_id >= {{.first}}) AND
    (SELECT max({{.time}}) FROM file.main.{{.table}} WHERE file_id >= {{.first}})
    AND EXISTS (SELECT 1 FROM mine WHERE mine.h = o.record_hash)
), copies AS (
  SELECT file_id, record_no, first_value(file_id) OVER w AS of_file, first_value(record_no) OVER w AS of_record
  FROM file.main.{{.table}}
  WHERE record_hash IN (SELECT h FROM twice)
  WINDOW w AS (PARTITION BY record_hash, {{.time}} ORDER BY file_id, record_no)
)
SELECT file_id, record_no, of_file, of_record
FROM copies
WHERE file_id >= {{.first}} AND (of_file, of_record) <> (file_id, record_no)
ORDER BY file_id, record_no
