-- from: 4
-- to: 5
-- before: b7b51b714d22e0917c43bbd395dbbb28a3a894afdfdbe28640b518092000c57e
-- after: 2f30741601b777e28f9d508b9289af987ef00c6d388b3e42b4875d850aed2f26
-- tables: text_entry text_value text_ike_tunnel text_ike
-- does: adds reports of the ipsec command and messages of the IKE daemon

CREATE TABLE text_entry (file_id UINTEGER, record_no UBIGINT, section_no USMALLINT, start_byte UBIGINT, record_hash UBIGINT,
	entry_lines UINTEGER, made_local TIMESTAMP, made_utc TIMESTAMP, report_line UINTEGER, message_instance UINTEGER, has_instance BOOLEAN,
	is_shadow BOOLEAN, entry_kind VARCHAR, report_kind VARCHAR, stack_name VARCHAR, nss_client_name VARCHAR, answered_by VARCHAR,
	report_release VARCHAR, log_host VARCHAR, log_program VARCHAR, message_id VARCHAR, log_event VARCHAR, entry_body VARCHAR);
CREATE TABLE text_value (file_id UINTEGER, record_no UBIGINT, section_no USMALLINT, start_byte UBIGINT, record_hash UBIGINT,
	value_line UINTEGER, value_number UBIGINT, value_local TIMESTAMP, value_utc TIMESTAMP, has_number BOOLEAN, is_cut BOOLEAN,
	label VARCHAR, label_basis VARCHAR, maps_to VARCHAR, value_token VARCHAR, value_basis VARCHAR, value_text VARCHAR,
	printed_value VARCHAR);
CREATE TABLE text_ike_tunnel (file_id UINTEGER, record_no UBIGINT, section_no USMALLINT, start_byte UBIGINT, record_hash UBIGINT,
	text_ike_id BIGINT, suite_id BIGINT);
CREATE TABLE text_ike (file_id UINTEGER, record_no UBIGINT, section_no USMALLINT, text_ike_id BIGINT, text_exchange_mode USMALLINT,
	text_encr_alg USMALLINT, text_auth_alg USMALLINT, text_prf_alg USMALLINT, text_local_auth_method USMALLINT,
	text_peer_auth_method USMALLINT, dh_group UINTEGER, encr_key_bits UINTEGER, life_seconds UINTEGER, life_bytes UBIGINT,
	ike_major_version UTINYINT, is_fips BOOLEAN, has_fips BOOLEAN, encr_printed VARCHAR, auth_printed VARCHAR, prf_printed VARCHAR,
	peer_auth_printed VARCHAR, text_ike_extra VARCHAR);
