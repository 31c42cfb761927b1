-- The input that holds a record.
SELECT path, framing, records, CASE WHEN coalesce(container, '') = '' THEN bytes END
FROM v_input_file
WHERE file_id = $1
