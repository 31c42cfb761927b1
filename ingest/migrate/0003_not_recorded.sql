-- from: 3
-- to: 4
-- before: 301c30e46d3618c889b8ce57ec2316f2e515181b0d5690e90a1000de3382c2ff
-- after: b7b51b714d22e0917c43bbd395dbbb28a3a894afdfdbe28640b518092000c57e
-- tables: input_file
-- does: adds what the version that loaded an input did not record

ALTER TABLE input_file ADD COLUMN not_recorded VARCHAR;

-- Format 1 knew none of these issues, and left open whether an input was read to its end. Later formats always say that.
UPDATE input_file SET not_recorded = 'anonymized-copy counter-too-high counter-wrapped disputed-record implausible-value '
	|| CASE WHEN is_complete IS NULL THEN 'is_complete ' ELSE '' END || 'undescribed-bytes'
WHERE bytes_unread IS NULL;

UPDATE input_file SET stopped = 'whether it was read to its end was not recorded by the version that loaded it'
WHERE is_complete IS NULL;
