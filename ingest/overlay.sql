-- What a site's own layouts add. Their columns are promised to users.

CREATE TABLE IF NOT EXISTS layout_overlay (
	name VARCHAR,
	sha256 VARCHAR,
	content VARCHAR
);
COMMENT ON TABLE layout_overlay IS 'Files of the overlay (--layout) that this database was loaded with; empty without one.';

CREATE TABLE IF NOT EXISTS site_field (
	file_id UINTEGER,
	record_no UBIGINT,
	structure VARCHAR,
	locator USMALLINT,
	section_no USMALLINT,
	field VARCHAR,
	"column" VARCHAR,
	"offset" INTEGER,
	value_text VARCHAR,
	value_number UBIGINT,
	value_name VARCHAR
);
ALTER TABLE site_field ADD COLUMN IF NOT EXISTS message_record UINTEGER;
COMMENT ON TABLE site_field IS 'Fields of sections that the site''s overlay lays out, one row each; v_site_<structure> shows them side by side. Their standing is the site''s own.';
COMMENT ON COLUMN site_field.structure IS 'Structure of the overlay.';
COMMENT ON COLUMN site_field.locator IS 'Triplet of the record that the structure is bound to, or section of the record of an NMI message, from 1.';
COMMENT ON COLUMN site_field.section_no IS 'Occurrence of the section in the record, from 0.';
COMMENT ON COLUMN site_field."offset" IS 'Bytes from the start of the section.';
COMMENT ON COLUMN site_field.value_text IS 'The value as text; times in ISO 8601, UTC; bytes in hex.';
COMMENT ON COLUMN site_field.value_number IS 'The value of numbers and of flags (0 or 1).';
COMMENT ON COLUMN site_field.value_name IS 'Name of a code.';
COMMENT ON COLUMN site_field.message_record IS 'Record of the message that holds the section, as message_record of the v_nmi_ views; empty for SMF records.';
