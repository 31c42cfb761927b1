SELECT column_name AS "column", data_type AS type, coalesce(comment, '') AS about
FROM duckdb_columns()
WHERE schema_name = 'main' AND NOT internal AND table_name = ?
ORDER BY column_index
