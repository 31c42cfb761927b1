-- A digest of which inputs a database holds, and when they were loaded.
SELECT coalesce(sha256(string_agg(concat_ws(' ', file_id, sha256, loaded_utc), ',' ORDER BY file_id)), '')
FROM input_file
