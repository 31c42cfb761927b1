SELECT path, records, records_decoded, records_skipped, records_rejected, bytes, bytes_decoded, bytes_skipped,
  bytes_rejected
FROM input_file
ORDER BY file_id
