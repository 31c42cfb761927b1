-- Views, tables and macros of the database in use.
SELECT DISTINCT kind, name
FROM (
  SELECT 'view' AS kind, view_name AS name, database_name, schema_name, internal FROM duckdb_views()
  UNION ALL
  SELECT 'table', table_name, database_name, schema_name, internal FROM duckdb_tables() WHERE NOT temporary
  UNION ALL
  SELECT 'macro', function_name, database_name, schema_name, internal FROM duckdb_functions()
  WHERE function_type = 'macro'
)
WHERE NOT internal AND database_name = current_database() AND schema_name = 'main'
ORDER BY kind DESC, name
