-- The views and tables of the database, and whether one is read through views rather than by itself.
SELECT view_name AS relation, comment, NOT starts_with(view_name, 'v_') AS is_behind
FROM duckdb_views()
WHERE NOT internal AND schema_name = 'main'
UNION ALL
SELECT table_name, comment, true
FROM duckdb_tables()
WHERE NOT internal AND schema_name = 'main'
ORDER BY relation
