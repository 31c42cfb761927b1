-- The tables of the database in use, and whether they may hold rows that are committed.
SELECT table_name, estimated_size > 0
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'main' AND NOT temporary
ORDER BY table_name
