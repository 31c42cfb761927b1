-- from: 1
-- to: 2
-- before: c703755d7cd6df01489f6a13393e967644d3ba5e2cfad9a5bc9e8c3b8fa4643f
-- after: bc00b597a904beb1977f6f9a88f9e5721ebf75d4459049155ffa30fb44537166
-- tables: input_file
-- does: adds whether an input was read to its end; where the dump broke off inside a record it was not, else it was not recorded

ALTER TABLE input_file ADD COLUMN is_complete BOOLEAN;
ALTER TABLE input_file ADD COLUMN stopped VARCHAR;
ALTER TABLE input_file ADD COLUMN stopped_in VARCHAR;
ALTER TABLE input_file ADD COLUMN stopped_at BIGINT;
ALTER TABLE input_file ADD COLUMN bytes_unread BIGINT;

-- That an input ends inside a record, or cannot be read, is an issue of it.
UPDATE input_file SET is_complete = false, stopped_at = i.start_byte,
	stopped = coalesce('at byte ' || i.start_byte || ': ', '') || i.message
FROM (SELECT file_id, arg_max(message, start_byte) AS message, max(start_byte) AS start_byte
	FROM input_issue WHERE kind IN ('truncated', 'read-error', 'not-readable') GROUP BY file_id) AS i
WHERE i.file_id = input_file.file_id;
