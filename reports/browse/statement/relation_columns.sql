-- The columns of a relation.
SELECT column_name, data_type, comment
FROM duckdb_columns()
WHERE NOT internal AND schema_name = 'main' AND table_name = ?
ORDER BY column_index
