-- from: 6
-- to: 7
-- before: 85b342f7147c3e9b069f787feb7316030a2b8a9e546c3b31f12b2f7a8b88ea87
-- after: d41e51aefd7a4ce8bf0055c87ac607fc31c0d209d6cbe509efeafab3d90dfa27
-- tables: ssh_client_transfer input_file
-- layouts: 80f94ac690b1da2082b747ef4df2132cdb24b44a3df953a780caa8764bf2af50
-- does: adds the path of the target file, and three sections of unknown layout, to transfers by SFTP and scp

ALTER TABLE ssh_client_transfer ADD COLUMN ssh_s3_hex VARCHAR;
ALTER TABLE ssh_client_transfer ADD COLUMN ssh_s4_hex VARCHAR;
ALTER TABLE ssh_client_transfer ADD COLUMN ssh_s5_hex VARCHAR;
ALTER TABLE ssh_client_transfer ADD COLUMN target_path VARCHAR;

UPDATE input_file SET not_recorded = array_to_string(list_sort(list_concat(
	coalesce(string_split(not_recorded, ' '), []), ['target_path'])), ' ')
WHERE file_id IN (SELECT file_id FROM input_record_count WHERE smf_type = 119 AND smf_subtype = 97);
