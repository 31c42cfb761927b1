//go:build !duckdb_arrow

package ingest

// DuckDB's driver takes Arrow batches only when built with its tag. The line
// below stops an untagged build with the answer in the message.
var _ = build_with_go_build_tags_duckdb_arrow_or_use_make
