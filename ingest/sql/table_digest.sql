{{- /* The book of what the tables hold. It is kept like an account: each change adds rows, and the sums over them are what
       must be there. The text decides whether the template of new databases is current. */ -}}
CREATE TABLE IF NOT EXISTS table_digest (
	file_id UINTEGER,
	table_name VARCHAR,
	rows BIGINT,
	hash UBIGINT,
	engine VARCHAR
);
COMMENT ON TABLE table_digest IS 'What the tables hold, for verify: rows and a digest of them, by input; below 0 for rows that were pruned.';
COMMENT ON COLUMN table_digest.file_id IS 'Input whose rows these are; NULL for a table that is not of inputs.';
COMMENT ON COLUMN table_digest.hash IS 'Sum of the hashes of the rows, without file_id, modulo 2^64.';
COMMENT ON COLUMN table_digest.engine IS 'Version of the database engine, whose hash function it is.';
