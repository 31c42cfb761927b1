SELECT name, kind, columns, about
FROM (
  SELECT table_name AS name, 'table' AS kind, column_count AS columns, coalesce(comment, '') AS about
  FROM duckdb_tables()
  WHERE schema_name = 'main'
  UNION ALL
  SELECT view_name, 'view', column_count, coalesce(comment, '')
  FROM duckdb_views()
  WHERE schema_name = 'main' AND NOT internal
)
ORDER BY kind DESC, name
