INSERT INTO input_issue (file_id, kind, message)
SELECT file_id, 'no-views', ? FROM input_file WHERE file_id IN ({{.inputs}})
