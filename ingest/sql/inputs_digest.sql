SELECT coalesce(sha256(string_agg(concat_ws(' ', file_id, sha256), ',' ORDER BY file_id)), '')
FROM input_file
