-- Whether the file is a database of ours, and whether anything is in it.
SELECT count(*) FILTER (name = 'database_info') > 0, count(*) > 0
FROM (
  SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'file'
  UNION ALL
  SELECT view_name FROM duckdb_views() WHERE database_name = 'file' AND NOT internal
)
