SELECT f.path, f.records, CAST(coalesce(sum(c.records), 0) AS BIGINT)
FROM input_file AS f
LEFT JOIN input_record_count AS c ON c.file_id = f.file_id
GROUP BY f.file_id, f.path, f.records
ORDER BY f.file_id
