-- .is_copy: the condition that tells copies made by anonymize.
SELECT file_id, coalesce(path, ''), coalesce(sha256, ''), coalesce(records, 0), coalesce(is_complete, false),
  coalesce(bytes, 0), {{.is_copy}}
FROM file.main.input_file
ORDER BY file_id
