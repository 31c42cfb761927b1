-- How many inputs beside one are of another kind, copies or originals, and the first of them.
SELECT count(*), coalesce(string_agg(path, ', ' ORDER BY file_id) FILTER (place <= 3), '')
FROM (
  SELECT file_id, path, row_number() OVER (ORDER BY file_id) AS place
  FROM file.main.input_file
  WHERE file_id <> ? AND ? = ({{.is_copy}})
)
