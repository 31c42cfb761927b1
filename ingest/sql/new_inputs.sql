-- The inputs with records that no views were made of yet.
SELECT file_id, path
FROM input_file
WHERE records > 0
  AND file_id > (SELECT coalesce(max(file_id), 0) FROM table_digest WHERE table_name = 'input_file')
ORDER BY file_id
