SELECT coalesce(sha256(string_agg(concat_ws(' ', file_id, table_name, rows, hash), ',' ORDER BY file_id, table_name)),
  '')
FROM (
  SELECT file_id, table_name, sum(rows) AS rows, sum(hash) % {{.modulus}} AS hash
  FROM table_digest
  WHERE file_id IS NOT NULL
  GROUP BY file_id, table_name
  HAVING sum(rows) <> 0
)
