-- copies.sql for inputs that overlap no earlier one: one pass over the table.
INSERT INTO file.main.input_duplicate (file_id, record_no, of_file_id, of_record_no)
SELECT file_id, record_no, of_file, of_record
FROM (
  SELECT file_id, record_no, first_value(file_id) OVER w AS of_file, first_value(record_no) OVER w AS of_record
  FROM file.main.{{.table}}
  WHERE file_id >= {{.first}} AND record_hash {{.among}}
  WINDOW w AS (PARTITION BY record_hash, {{.time}} ORDER BY file_id, record_no)
)
WHERE (of_file, of_record) <> (file_id, record_no)
ORDER BY file_id, record_no
