-- The rows of a table, called f, that are to go, by input.
SELECT f.file_id, (SELECT any_value(i.path) FROM input_file AS i WHERE i.file_id = f.file_id), count(*),
  CAST(min({{.time}}) AS TIMESTAMP), CAST(max({{.time}}) AS TIMESTAMP)
FROM {{.table}} AS f
WHERE {{.is_old}}
GROUP BY f.file_id
ORDER BY f.file_id
