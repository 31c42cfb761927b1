-- The columns of the tables that a format is about, with their types and order; .tables: the tables as literals.
SELECT coalesce(sha256(string_agg(concat_ws(' ', table_name, column_name, data_type), chr(10)
  ORDER BY table_name, column_index)), '')
FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'main' AND table_name IN ({{.tables}})
