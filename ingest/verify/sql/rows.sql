-- Rows of a table, rows pruned from it, and records counted for it, by input.
SELECT f.path,
  (SELECT count(*) FROM {{.table}} AS t WHERE t.file_id = f.file_id),
  CAST(coalesce((
    SELECT sum(p.rows) FROM input_pruned AS p WHERE p.file_id = f.file_id AND p.table_name = '{{.table}}'), 0) AS BIGINT),
  CAST(coalesce((
    SELECT sum(c.records) FROM input_record_count AS c WHERE c.file_id = f.file_id AND {{.counted}}), 0) AS BIGINT)
FROM input_file AS f
ORDER BY f.file_id
