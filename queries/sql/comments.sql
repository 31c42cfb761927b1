SELECT c.table_name, t.kind, coalesce(t.comment, ''), c.column_name, coalesce(c.comment, '')
FROM duckdb_columns() AS c
JOIN (
  SELECT table_oid AS oid, 'TABLE' AS kind, comment FROM duckdb_tables()
  UNION ALL
  SELECT view_oid, 'VIEW', comment FROM duckdb_views()
) AS t ON t.oid = c.table_oid
WHERE c.database_name = current_database() AND c.schema_name = 'main'
ORDER BY c.table_name, c.column_index
