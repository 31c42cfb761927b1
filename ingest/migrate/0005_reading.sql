-- from: 5
-- to: 6
-- before: 2f30741601b777e28f9d508b9289af987ef00c6d388b3e42b4875d850aed2f26
-- after: 85b342f7147c3e9b069f787feb7316030a2b8a9e546c3b31f12b2f7a8b88ea87
-- tables: input_file
-- layouts: 069f9e7024922d0268d2e4d5c6a770b63427ab81613efa38d644d87a66f3ae71
-- does: adds the options by which an input was read; of inputs loaded before, they were not recorded

ALTER TABLE input_file ADD COLUMN code_page VARCHAR;
ALTER TABLE input_file ADD COLUMN framing_asked VARCHAR;
ALTER TABLE input_file ADD COLUMN salvage_asked BOOLEAN;

UPDATE input_file SET not_recorded = array_to_string(list_sort(list_concat(
	coalesce(string_split(not_recorded, ' '), []), ['code_page', 'framing_asked', 'salvage_asked'])), ' ');
