-- Tables that say what was read, what was left out and what was odd. Their columns are promised to users.

CREATE TABLE IF NOT EXISTS database_info (
	key VARCHAR PRIMARY KEY,
	value VARCHAR
);
COMMENT ON TABLE database_info IS 'Facts about this database: the layouts it was made from and the program that made it.';

CREATE TABLE IF NOT EXISTS input_file (
	file_id UINTEGER,
	path VARCHAR,
	sha256 VARCHAR,
	bytes BIGINT,
	source_bytes BIGINT,
	container VARCHAR,
	framing VARCHAR,
	framing_basis VARCHAR,
	first_time_local TIMESTAMP,
	last_time_local TIMESTAMP,
	records BIGINT,
	records_119 BIGINT,
	records_decoded BIGINT,
	records_skipped BIGINT,
	records_rejected BIGINT,
	bytes_decoded BIGINT,
	bytes_skipped BIGINT,
	bytes_rejected BIGINT,
	records_duplicate BIGINT,
	tool_version VARCHAR,
	layout_hash VARCHAR,
	form VARCHAR,
	captured_utc TIMESTAMP,
	captured_basis VARCHAR,
	loaded_utc TIMESTAMP,
	is_complete BOOLEAN,
	stopped VARCHAR,
	stopped_in VARCHAR,
	stopped_at BIGINT,
	bytes_unread BIGINT,
	not_recorded VARCHAR,
	code_page VARCHAR,
	framing_asked VARCHAR,
	salvage_asked BOOLEAN
);
COMMENT ON TABLE input_file IS 'One row per input; a member of an archive is an input. records = decoded + skipped + rejected, bytes likewise.';
COMMENT ON COLUMN input_file.sha256 IS 'SHA-256 of the input''s bytes after containers were opened.';
COMMENT ON COLUMN input_file.bytes IS 'Bytes of the input after containers were opened, and bytes_unread.';
COMMENT ON COLUMN input_file.source_bytes IS 'Size of the file the input lay in; NULL for a stream.';
COMMENT ON COLUMN input_file.container IS 'Containers that were opened, outermost first; empty when there was none.';
COMMENT ON COLUMN input_file.framing_basis IS 'How the framing was found.';
COMMENT ON COLUMN input_file.form IS 'What the input holds: smf119 for SMF records, nmsec for messages of the IPSec NMI, text for reports of ipsec and logs of the IKE daemon, whose records are lines.';
COMMENT ON COLUMN input_file.captured_utc IS 'When the messages were captured; they carry no time of their own. NULL for SMF records.';
COMMENT ON COLUMN input_file.captured_basis IS 'What captured_utc is: given by the user, or the time of the file.';
COMMENT ON COLUMN input_file.records_duplicate IS 'Decoded records that are byte-for-byte copies of an earlier one; views leave them out.';
COMMENT ON COLUMN input_file.is_complete IS 'The input was read to its end, and nothing in it shows that there is more. False: what is loaded is a part. NULL: the version that loaded it did not record it.';
COMMENT ON COLUMN input_file.stopped IS 'Where and why reading stopped, in one line; input_issue says more. NULL for an input that is complete.';
COMMENT ON COLUMN input_file.stopped_in IS 'Container in whose bytes stopped_at counts; NULL when that is the input itself, or when nothing stopped.';
COMMENT ON COLUMN input_file.stopped_at IS 'Byte at which reading stopped; NULL when it is not known.';
COMMENT ON COLUMN input_file.bytes_unread IS 'Bytes of the container or file that were not read because of it, at least 1 when the data end too early or a checksum does not agree; part of bytes and of bytes_rejected.';
COMMENT ON COLUMN input_file.not_recorded IS 'Tables, columns of this one and kinds of issues that the version which loaded the input did not record; load it again to have them. NULL when nothing is missing.';
COMMENT ON COLUMN input_file.code_page IS 'EBCDIC code page by which text was read; verify reads it so again.';
COMMENT ON COLUMN input_file.framing_asked IS 'Framing that the user asked for; auto or carve when it was to be found.';
COMMENT ON COLUMN input_file.salvage_asked IS 'The user asked to infer where records end if their lengths are lost.';
COMMENT ON COLUMN input_file.loaded_utc IS 'When the input was loaded, by the clock of the machine that did it.';

CREATE TABLE IF NOT EXISTS input_record_count (
	file_id UINTEGER,
	system_id VARCHAR,
	smf_type USMALLINT,
	smf_subtype USMALLINT,
	disposition VARCHAR,
	records BIGINT,
	bytes BIGINT,
	first_time_local TIMESTAMP,
	last_time_local TIMESTAMP,
	nmi_message VARCHAR
);
COMMENT ON TABLE input_record_count IS 'Records of each input by system, type, subtype and what became of them; messages by name.';
COMMENT ON COLUMN input_record_count.nmi_message IS 'Which message of the IPSec NMI; (carved) for structures found without a framing. Of a text, the message or what a report lists. NULL for SMF records.';

CREATE TABLE IF NOT EXISTS input_issue (
	file_id UINTEGER,
	record_no BIGINT,
	start_byte BIGINT,
	"offset" INTEGER,
	structure VARCHAR,
	field VARCHAR,
	kind VARCHAR,
	message VARCHAR,
	raw VARCHAR
);
COMMENT ON TABLE input_issue IS 'Things that were not as they should be. raw holds the first bytes concerned, in hex.';

CREATE TABLE IF NOT EXISTS input_duplicate (
	file_id UINTEGER,
	record_no UBIGINT,
	of_file_id UINTEGER,
	of_record_no UBIGINT
);
COMMENT ON TABLE input_duplicate IS 'Records that are copies of an earlier record, from dumps that overlap.';

CREATE TABLE IF NOT EXISTS input_pruned (
	file_id UINTEGER,
	table_name VARCHAR,
	before_local TIMESTAMP,
	rows BIGINT,
	first_time_local TIMESTAMP,
	last_time_local TIMESTAMP
);
COMMENT ON TABLE input_pruned IS 'Rows taken out of this database because of their age. The counts of input_file and input_record_count still include them.';
COMMENT ON COLUMN input_pruned.before_local IS 'The date that was given: rows of earlier records were taken out.';
COMMENT ON COLUMN input_pruned.first_time_local IS 'Time of the first record among them; NULL for rows whose records carry no time.';
