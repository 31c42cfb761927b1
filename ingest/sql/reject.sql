-- Counts all bytes of inputs as rejected; .inputs: their numbers.
UPDATE input_file
SET records = 0, records_119 = 0, records_decoded = 0, records_skipped = 0, records_rejected = 0,
  records_duplicate = 0, bytes_decoded = 0, bytes_skipped = 0, bytes_rejected = bytes, is_complete = false, stopped = ?
WHERE file_id IN ({{.inputs}})
