-- Names of codes, as shipped and as added by a site.
CREATE TABLE IF NOT EXISTS code (
	enum VARCHAR,
	code VARCHAR,
	value BIGINT,
	name VARCHAR,
	token VARCHAR,
	bits INTEGER,
	basis VARCHAR,
	doc VARCHAR
);
COMMENT ON TABLE code IS 'Names of codes: enum, code as printed, number (NULL for text codes), name, policy token, size in bits, basis (documented, derived, inferred, site), meaning.';

-- TLS cipher suites registered with IANA, those of SSLv2, and those that well-known tools name though no register does.
CREATE TABLE IF NOT EXISTS tls_suite (
	code VARCHAR,
	name VARCHAR,
	kex VARCHAR,
	auth VARCHAR,
	cipher VARCHAR,
	bits INTEGER,
	mode VARCHAR,
	mac VARCHAR,
	aead BOOLEAN,
	pfs BOOLEAN,
	min_version VARCHAR,
	basis VARCHAR,
	source VARCHAR
);
COMMENT ON TABLE tls_suite IS 'TLS cipher suites by code: four hex digits, six for SSLv2. Basis is registered, unregistered or inferred; source names the tools that know a suite that is not registered. An inferred name is a candidate only.';

-- A cipher suite as it is shown: by its registered name, else by what is known of its name, with the code.
CREATE OR REPLACE MACRO suite_label(code, name, basis) AS
	CASE
		WHEN name IS NULL THEN 'unknown (' || code || ')'
		WHEN basis = 'unregistered' THEN name || ' (' || code || ', unregistered)'
		WHEN basis = 'inferred' THEN name || '? (' || code || ')'
		ELSE name
	END;

-- The value of a cumulative 32-bit counter over an interval. A small step modulo 2^32 is a wrap; a counter that went back further began anew.
CREATE OR REPLACE MACRO counted32(ended, began) AS
	CASE
		WHEN ended >= began THEN CAST(ended AS BIGINT) - CAST(began AS BIGINT)
		WHEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT) < 268435456 THEN CAST(ended AS BIGINT) + 4294967296 - CAST(began AS BIGINT)
	END;

-- The same of 64 bits, which does not wrap. What is beyond any traffic (4 EiB) only damage can write.
CREATE OR REPLACE MACRO counted64(ended, began) AS
	CASE WHEN ended >= began AND ended < 4611686018427387904 THEN CAST(ended - began AS BIGINT) END;

-- One row per SMF 119 subtype 2 record.
CREATE TABLE IF NOT EXISTS tcp_connection (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	job_name VARCHAR,
	connection_id UINTEGER,
	attls_status UTINYINT,
	attls_policy UTINYINT,
	termination_code UTINYINT,
	task_address VARCHAR,
	started_at TIMESTAMP,
	ended_at TIMESTAMP,
	remote_addr VARCHAR,
	local_addr VARCHAR,
	remote_port USMALLINT,
	local_port USMALLINT,
	in_bytes UBIGINT,
	out_bytes UBIGINT,
	send_window_bytes UINTEGER,
	largest_send_window_bytes UINTEGER,
	congestion_window_bytes UINTEGER,
	segment_bytes UINTEGER,
	round_trip_millis UINTEGER,
	round_trip_variance_millis UINTEGER,
	open_type UTINYINT,
	type_of_service UTINYINT,
	retransmissions USMALLINT,
	service_profile VARCHAR,
	service_policy VARCHAR,
	in_segments UBIGINT,
	out_segments UBIGINT,
	start_clock_utc TIMESTAMP,
	end_clock_utc TIMESTAMP,
	duplicate_acks UINTEGER,
	tcp_termination_extra VARCHAR,
	lu_name VARCHAR,
	application VARCHAR,
	logmode VARCHAR,
	telnet_status VARCHAR,
	telnet_close_code UTINYINT,
	tcp_telnet_extra VARCHAR,
	partner_user_id VARCHAR,
	is_inferred BOOLEAN,
	tcp_attls_unproven VARCHAR,
	tcp_attls_extra VARCHAR,
	tcp_attls_id BIGINT,
	appl_data VARCHAR,
	tcp_appl_data_extra VARCHAR,
	ip_filter_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE tcp_connection IS 'One row per SMF 119 subtype 2 record.';
COMMENT ON COLUMN tcp_connection.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN tcp_connection.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN tcp_connection.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN tcp_connection.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN tcp_connection.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tcp_connection.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN tcp_connection.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN tcp_connection.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tcp_connection.job_name IS 'Name of the address space that owned the socket. (SMF119AP_TTRName)';
COMMENT ON COLUMN tcp_connection.connection_id IS 'Number of the connection on its stack. (SMF119AP_TTConnID)';
COMMENT ON COLUMN tcp_connection.attls_status IS 'AT-TLS state of the connection. (SMF119AP_TTTTLSCS)';
COMMENT ON COLUMN tcp_connection.attls_policy IS 'Outcome of the search for an AT-TLS rule. (SMF119AP_TTTTLSPS)';
COMMENT ON COLUMN tcp_connection.termination_code IS 'Why the connection ended. (SMF119AP_TTTermCode)';
COMMENT ON COLUMN tcp_connection.task_address IS 'Address of the owning task control block. (SMF119AP_TTSubtask)';
COMMENT ON COLUMN tcp_connection.started_at IS 'When the connection began. (SMF119AP_TTSTime)';
COMMENT ON COLUMN tcp_connection.ended_at IS 'When the connection ended. (SMF119AP_TTETime)';
COMMENT ON COLUMN tcp_connection.remote_addr IS 'Remote address. (SMF119AP_TTRIP)';
COMMENT ON COLUMN tcp_connection.local_addr IS 'Local address. (SMF119AP_TTLIP)';
COMMENT ON COLUMN tcp_connection.remote_port IS 'Remote port. (SMF119AP_TTRPort)';
COMMENT ON COLUMN tcp_connection.local_port IS 'Local port. (SMF119AP_TTLPort)';
COMMENT ON COLUMN tcp_connection.in_bytes IS 'Bytes received. Unit: bytes. (SMF119AP_TTInBytes)';
COMMENT ON COLUMN tcp_connection.out_bytes IS 'Bytes sent. Unit: bytes. (SMF119AP_TTOutBytes)';
COMMENT ON COLUMN tcp_connection.send_window_bytes IS 'Send window at the end. Unit: bytes. (SMF119AP_TTSWS)';
COMMENT ON COLUMN tcp_connection.largest_send_window_bytes IS 'Largest send window. Unit: bytes. (SMF119AP_TTMSWS)';
COMMENT ON COLUMN tcp_connection.congestion_window_bytes IS 'Congestion window at the end. Unit: bytes. (SMF119AP_TTCWS)';
COMMENT ON COLUMN tcp_connection.segment_bytes IS 'Segment size at the end. Unit: bytes. (SMF119AP_TTSMS)';
COMMENT ON COLUMN tcp_connection.round_trip_millis IS 'Round trip time. Unit: milliseconds. (SMF119AP_TTRTT)';
COMMENT ON COLUMN tcp_connection.round_trip_variance_millis IS 'Variance of the round trip time. Unit: milliseconds. (SMF119AP_TTRVA)';
COMMENT ON COLUMN tcp_connection.open_type IS 'Which side opened the connection. (SMF119AP_TTStatus)';
COMMENT ON COLUMN tcp_connection.type_of_service IS 'Type of service byte. (SMF119AP_TTTOS)';
COMMENT ON COLUMN tcp_connection.retransmissions IS 'Segments sent again. Unit: segments. (SMF119AP_TTXRT)';
COMMENT ON COLUMN tcp_connection.service_profile IS 'Name of the service profile. (SMF119AP_TTProf)';
COMMENT ON COLUMN tcp_connection.service_policy IS 'Name of the service policy. (SMF119AP_TTPol)';
COMMENT ON COLUMN tcp_connection.in_segments IS 'Segments received. Unit: segments. (SMF119AP_TTInSeg)';
COMMENT ON COLUMN tcp_connection.out_segments IS 'Segments sent. Unit: segments. (SMF119AP_TTOutSeg)';
COMMENT ON COLUMN tcp_connection.start_clock_utc IS 'Store clock when the connection began. (SMF119AP_TTSSTCK)';
COMMENT ON COLUMN tcp_connection.end_clock_utc IS 'Store clock when the connection ended. (SMF119AP_TTESTCK)';
COMMENT ON COLUMN tcp_connection.duplicate_acks IS 'Acknowledgements received more than once. Unit: segments. (SMF119AP_TTDupAcksRcvd)';
COMMENT ON COLUMN tcp_connection.tcp_termination_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN tcp_connection.lu_name IS 'Name of the logical unit. (SMF119AP_TTTelLUName)';
COMMENT ON COLUMN tcp_connection.application IS 'Name of the SNA application. (SMF119AP_TTTelAppl)';
COMMENT ON COLUMN tcp_connection.logmode IS 'Name of the logon mode. (SMF119AP_TTTelLogmode)';
COMMENT ON COLUMN tcp_connection.telnet_status IS 'State of the Telnet session. (SMF119AP_TTTelStatus)';
COMMENT ON COLUMN tcp_connection.telnet_close_code IS 'Why the Telnet session ended. (SMF119AP_TTTelTermCode)';
COMMENT ON COLUMN tcp_connection.tcp_telnet_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN tcp_connection.partner_user_id IS 'User ID that the certificate of the partner maps to. (SMF119AP_TTTTLSUID)';
COMMENT ON COLUMN tcp_connection.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 16 to 19; its inferred columns are filled.';
COMMENT ON COLUMN tcp_connection.tcp_attls_unproven IS 'Bytes 16 to 19 of the section in hex, when it fails that test.';
COMMENT ON COLUMN tcp_connection.tcp_attls_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN tcp_connection.tcp_attls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tcp_connection.appl_data IS 'Text that the owner of the socket attached; its first word names the owner. (SMF119AP_TTAPPLDATA)';
COMMENT ON COLUMN tcp_connection.tcp_appl_data_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN tcp_connection.ip_filter_hex IS 'Bytes of the IP filter section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN tcp_connection.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 3 record.
CREATE TABLE IF NOT EXISTS ftp_client_transfer (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ftp_command VARCHAR,
	file_type VARCHAR,
	data_remote_addr VARCHAR,
	data_local_addr VARCHAR,
	data_remote_port USMALLINT,
	data_local_port USMALLINT,
	control_remote_addr VARCHAR,
	control_local_addr VARCHAR,
	control_remote_port USMALLINT,
	control_local_port USMALLINT,
	remote_user_id VARCHAR,
	user_id VARCHAR,
	data_type VARCHAR,
	transfer_mode VARCHAR,
	transfer_structure VARCHAR,
	dataset_type VARCHAR,
	started_at TIMESTAMP,
	ended_at TIMESTAMP,
	duration_hundredths UINTEGER,
	transferred_bytes UBIGINT,
	last_reply VARCHAR,
	member VARCHAR,
	host_name VARCHAR,
	abend_info VARCHAR,
	transferred_float VARCHAR,
	control_connection_id UINTEGER,
	data_connection_id UINTEGER,
	ftp_client_extra VARCHAR,
	file_name VARCHAR,
	socks_addr VARCHAR,
	socks_port USMALLINT,
	socks_version UTINYINT,
	ftp_client_socks_extra VARCHAR,
	login_method VARCHAR,
	protection_buffer_bytes UINTEGER,
	ftp_client_security_extra VARCHAR,
	ftp_client_security_id BIGINT,
	remote_user_name VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE ftp_client_transfer IS 'One row per SMF 119 subtype 3 record.';
COMMENT ON COLUMN ftp_client_transfer.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_client_transfer.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_client_transfer.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ftp_client_transfer.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ftp_client_transfer.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_client_transfer.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ftp_client_transfer.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ftp_client_transfer.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_client_transfer.ftp_command IS 'Command of the transfer. (SMF119FT_FCCmd)';
COMMENT ON COLUMN ftp_client_transfer.file_type IS 'SEQ, JES or SQL. (SMF119FT_FCFType)';
COMMENT ON COLUMN ftp_client_transfer.data_remote_addr IS 'Remote address of the data connection. (SMF119FT_FCDRIP)';
COMMENT ON COLUMN ftp_client_transfer.data_local_addr IS 'Local address of the data connection. (SMF119FT_FCDLIP)';
COMMENT ON COLUMN ftp_client_transfer.data_remote_port IS 'Remote port of the data connection. (SMF119FT_FCDRPort)';
COMMENT ON COLUMN ftp_client_transfer.data_local_port IS 'Local port of the data connection. (SMF119FT_FCDLPort)';
COMMENT ON COLUMN ftp_client_transfer.control_remote_addr IS 'Remote address of the control connection. (SMF119FT_FCCRIP)';
COMMENT ON COLUMN ftp_client_transfer.control_local_addr IS 'Local address of the control connection. (SMF119FT_FCCLIP)';
COMMENT ON COLUMN ftp_client_transfer.control_remote_port IS 'Remote port of the control connection. (SMF119FT_FCCRPort)';
COMMENT ON COLUMN ftp_client_transfer.control_local_port IS 'Local port of the control connection. (SMF119FT_FCCLPort)';
COMMENT ON COLUMN ftp_client_transfer.remote_user_id IS 'User on the server. (SMF119FT_FCRUser)';
COMMENT ON COLUMN ftp_client_transfer.user_id IS 'Local user. (SMF119FT_FCLUser)';
COMMENT ON COLUMN ftp_client_transfer.data_type IS 'Data format, a letter. (SMF119FT_FCType)';
COMMENT ON COLUMN ftp_client_transfer.transfer_mode IS 'Transfer mode, a letter. (SMF119FT_FCMode)';
COMMENT ON COLUMN ftp_client_transfer.transfer_structure IS 'Structure, a letter. (SMF119FT_FCStruct)';
COMMENT ON COLUMN ftp_client_transfer.dataset_type IS 'Kind of data set, a letter. (SMF119FT_FCDSType)';
COMMENT ON COLUMN ftp_client_transfer.started_at IS 'When the transfer began. (SMF119FT_FCSTime)';
COMMENT ON COLUMN ftp_client_transfer.ended_at IS 'When the transfer ended. (SMF119FT_FCETime)';
COMMENT ON COLUMN ftp_client_transfer.duration_hundredths IS 'How long the transfer took. Unit: 1/100 seconds. (SMF119FT_FCDur)';
COMMENT ON COLUMN ftp_client_transfer.transferred_bytes IS 'Bytes transferred. Unit: bytes. (SMF119FT_FCBytes)';
COMMENT ON COLUMN ftp_client_transfer.last_reply IS 'Last reply code of the server. (SMF119FT_FCLReply)';
COMMENT ON COLUMN ftp_client_transfer.member IS 'Name of the member. (SMF119FT_FCM1)';
COMMENT ON COLUMN ftp_client_transfer.host_name IS 'Host name. (SMF119FT_FCHostname)';
COMMENT ON COLUMN ftp_client_transfer.abend_info IS 'Abend information. (SMF119FT_FCRS)';
COMMENT ON COLUMN ftp_client_transfer.transferred_float IS 'Bytes transferred as hexadecimal floating point. (SMF119FT_FCBytesFloat)';
COMMENT ON COLUMN ftp_client_transfer.control_connection_id IS 'Number of the control connection on the stack. (SMF119FT_FCCConnID)';
COMMENT ON COLUMN ftp_client_transfer.data_connection_id IS 'Number of the data connection on the stack; 0 without one. (SMF119FT_FCDConnID)';
COMMENT ON COLUMN ftp_client_transfer.ftp_client_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_client_transfer.file_name IS 'Data set or path. (SMF119FT_FCFileName)';
COMMENT ON COLUMN ftp_client_transfer.socks_addr IS 'Address of the SOCKS server. (SMF119FT_FCCIP)';
COMMENT ON COLUMN ftp_client_transfer.socks_port IS 'Port of the SOCKS server. (SMF119FT_FCCPort)';
COMMENT ON COLUMN ftp_client_transfer.socks_version IS 'Code of the SOCKS version. (SMF119FT_FCCProt)';
COMMENT ON COLUMN ftp_client_transfer.ftp_client_socks_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_client_transfer.login_method IS 'How the user logged in; client records do not know. (SMF119FT_FCLoginMech)';
COMMENT ON COLUMN ftp_client_transfer.protection_buffer_bytes IS 'Negotiated size of the protection buffer. Unit: bytes. (SMF119FT_FCProtBuffSize)';
COMMENT ON COLUMN ftp_client_transfer.ftp_client_security_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_client_transfer.ftp_client_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_client_transfer.remote_user_name IS 'User name given to the server. (SMF119FT_FCUserID)';
COMMENT ON COLUMN ftp_client_transfer.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 4 record.
CREATE TABLE IF NOT EXISTS profile_event (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	management_eye VARCHAR,
	records_ftp_client BOOLEAN,
	records_interface BOOLEAN,
	records_ip_security BOOLEAN,
	records_port BOOLEAN,
	records_profile BOOLEAN,
	records_tcp_init BOOLEAN,
	records_tcpip_stats BOOLEAN,
	records_tcp_stack BOOLEAN,
	records_tcp_term BOOLEAN,
	records_tn3270_client BOOLEAN,
	records_udp_term BOOLEAN,
	records_dvipa BOOLEAN,
	records_smcr_group BOOLEAN,
	records_smcr_link BOOLEAN,
	records_smcd_stats BOOLEAN,
	records_smcd_event BOOLEAN,
	records_zert_detail BOOLEAN,
	records_zert_summary BOOLEAN,
	profile_management_extra VARCHAR,
	ipsec_eye VARCHAR,
	has_sysplex_wide_associations BOOLEAN,
	is_filter_logging BOOLEAN,
	is_implicit_logging BOOLEAN,
	is_local_dvipa_filtering BOOLEAN,
	profile_ipsec_extra VARCHAR
);
COMMENT ON TABLE profile_event IS 'One row per SMF 119 subtype 4 record.';
COMMENT ON COLUMN profile_event.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN profile_event.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN profile_event.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN profile_event.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN profile_event.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN profile_event.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN profile_event.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN profile_event.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN profile_event.management_eye IS 'Identifier MGMT. (NMTP_MGMTEye)';
COMMENT ON COLUMN profile_event.records_ftp_client IS 'SMFCONFIG asks for FTP client records. (NMTP_MGMT119FtpClient)';
COMMENT ON COLUMN profile_event.records_interface IS 'SMFCONFIG asks for interface statistics. (NMTP_MGMT119IfStats)';
COMMENT ON COLUMN profile_event.records_ip_security IS 'SMFCONFIG asks for IP security records of the stack (77 to 80). (NMTP_MGMT119IpSec)';
COMMENT ON COLUMN profile_event.records_port IS 'SMFCONFIG asks for port statistics. (NMTP_MGMT119PortStats)';
COMMENT ON COLUMN profile_event.records_profile IS 'SMFCONFIG asks for profile records. (NMTP_MGMT119Profile)';
COMMENT ON COLUMN profile_event.records_tcp_init IS 'SMFCONFIG asks for TCP connection start records. (NMTP_MGMT119TcpInit)';
COMMENT ON COLUMN profile_event.records_tcpip_stats IS 'SMFCONFIG asks for stack statistics. (NMTP_MGMT119TcpipStats)';
COMMENT ON COLUMN profile_event.records_tcp_stack IS 'SMFCONFIG asks for stack start and stop records. (NMTP_MGMT119TcpStack)';
COMMENT ON COLUMN profile_event.records_tcp_term IS 'SMFCONFIG asks for TCP connection termination records. (NMTP_MGMT119TcpTerm)';
COMMENT ON COLUMN profile_event.records_tn3270_client IS 'SMFCONFIG asks for TSO Telnet client records. (NMTP_MGMT119TN3270Client)';
COMMENT ON COLUMN profile_event.records_udp_term IS 'SMFCONFIG asks for UDP socket close records. (NMTP_MGMT119UdpTerm)';
COMMENT ON COLUMN profile_event.records_dvipa IS 'SMFCONFIG asks for dynamic VIPA records. (NMTP_MGMT119DVIPA)';
COMMENT ON COLUMN profile_event.records_smcr_group IS 'SMFCONFIG asks for SMC-R group statistics. (NMTP_MGMT119SmcrGrpStats)';
COMMENT ON COLUMN profile_event.records_smcr_link IS 'SMFCONFIG asks for SMC-R link events. (NMTP_MGMT119SmcrLnkEvent)';
COMMENT ON COLUMN profile_event.records_smcd_stats IS 'SMFCONFIG asks for SMC-D link statistics. (NMTP_MGMT119SmcDLinkStats)';
COMMENT ON COLUMN profile_event.records_smcd_event IS 'SMFCONFIG asks for SMC-D link events. (NMTP_MGMT119SmcDLnkEvent)';
COMMENT ON COLUMN profile_event.records_zert_detail IS 'SMFCONFIG asks for zERT connection detail records. (NMTP_MGMT119ZertDetail)';
COMMENT ON COLUMN profile_event.records_zert_summary IS 'SMFCONFIG asks for zERT summary records. (NMTP_MGMT119ZertSummary)';
COMMENT ON COLUMN profile_event.profile_management_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN profile_event.ipsec_eye IS 'Identifier IPSC. (NMTP_IPSCEye) [derived]';
COMMENT ON COLUMN profile_event.has_sysplex_wide_associations IS 'Security associations are shared over the sysplex. (NMTP_IPSCDVIPSEC) [derived]';
COMMENT ON COLUMN profile_event.is_filter_logging IS 'Filter logging is on. (NMTP_IPSCLOGENABLE) [derived]';
COMMENT ON COLUMN profile_event.is_implicit_logging IS 'Implicit filter rules are logged. (NMTP_IPSCLOGIMPLICIT) [derived]';
COMMENT ON COLUMN profile_event.is_local_dvipa_filtering IS 'Local traffic to dynamic VIPAs is filtered. (NMTP_IPSCDVLOCALFLTR) [derived]';
COMMENT ON COLUMN profile_event.profile_ipsec_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- One row per SMF 119 subtype 11 record.
CREATE TABLE IF NOT EXISTS zert_detail (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	event_type UTINYINT,
	is_tls BOOLEAN,
	is_ssh BOOLEAN,
	is_ipsec BOOLEAN,
	is_ipv6 BOOLEAN,
	is_attls_bypass BOOLEAN,
	is_reset_by_policy BOOLEAN,
	is_local_server BOOLEAN,
	is_local_client BOOLEAN,
	has_ip_security BOOLEAN,
	has_ipv6_security BOOLEAN,
	is_ip_filtered BOOLEAN,
	ip_protocol UTINYINT,
	job_name VARCHAR,
	job_id VARCHAR,
	user_id VARCHAR,
	start_utc TIMESTAMP,
	end_utc TIMESTAMP,
	remote_addr VARCHAR,
	local_addr VARCHAR,
	remote_port USMALLINT,
	local_port USMALLINT,
	connection_id UINTEGER,
	in_bytes UBIGINT,
	out_bytes UBIGINT,
	in_segments UBIGINT,
	out_segments UBIGINT,
	zert_connection_extra VARCHAR,
	zert_ip_filter_id BIGINT,
	tls_session_id VARCHAR,
	zert_detail_tls_id BIGINT,
	zert_detail_ssh_id BIGINT,
	ike_tunnel_number UINTEGER,
	ipsec_tunnel_number UINTEGER,
	zert_detail_ipsec_extra VARCHAR,
	zert_detail_ipsec_id BIGINT,
	zert_dn_id BIGINT,
	zert_rule_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE zert_detail IS 'One row per SMF 119 subtype 11 record.';
COMMENT ON COLUMN zert_detail.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_detail.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_detail.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN zert_detail.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN zert_detail.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN zert_detail.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN zert_detail.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.event_type IS 'What caused the record (SMF119SC_SAEvent_Type)';
COMMENT ON COLUMN zert_detail.is_tls IS 'TLS/SSL (SecProto_TLS)';
COMMENT ON COLUMN zert_detail.is_ssh IS 'SSH (SecProto_SSH)';
COMMENT ON COLUMN zert_detail.is_ipsec IS 'IPSec (SecProto_IPSec)';
COMMENT ON COLUMN zert_detail.is_ipv6 IS 'IPv6 connection: address fields hold 16-byte IPv6 (SAFlags_IPv6)';
COMMENT ON COLUMN zert_detail.is_attls_bypass IS 'AT-TLS data encryption skipped by the stack for an intra-host connection; only peer authentication done (SAFlags_ATTLS_Bypass)';
COMMENT ON COLUMN zert_detail.is_reset_by_policy IS 'Connection reset by zERT enforcement; only in termination / short termination records (SAFlags_ResetByPolicy)';
COMMENT ON COLUMN zert_detail.is_local_server IS 'Local socket is the server (TCP only) (SAFlags_Server)';
COMMENT ON COLUMN zert_detail.is_local_client IS 'Local socket is the client (TCP only) (SAFlags_Client)';
COMMENT ON COLUMN zert_detail.has_ip_security IS 'IP security enabled (SASecFlags_IPSec)';
COMMENT ON COLUMN zert_detail.has_ipv6_security IS 'IPv6 security enabled (SASecFlags_IPv6Sec)';
COMMENT ON COLUMN zert_detail.is_ip_filtered IS 'IP filtering was done for the connection (SASecFlags_IPFlt)';
COMMENT ON COLUMN zert_detail.ip_protocol IS 'IP protocol of the connection (SMF119SC_SAIPProto)';
COMMENT ON COLUMN zert_detail.job_name IS 'Job name owning the socket (SMF119SC_SAJobname)';
COMMENT ON COLUMN zert_detail.job_id IS 'JES job id owning the socket (SMF119SC_SAJobID)';
COMMENT ON COLUMN zert_detail.user_id IS 'z/OS user id owning the socket (SMF119SC_SAUserID)';
COMMENT ON COLUMN zert_detail.start_utc IS 'Connection start time, 1/100 s since midnight UTC (SMF119SC_SASTime)';
COMMENT ON COLUMN zert_detail.end_utc IS 'Connection end time, 1/100 s since midnight UTC; meaningful for event types 3 and 4 (SMF119SC_SAETime)';
COMMENT ON COLUMN zert_detail.remote_addr IS 'Remote address: 16-byte IPv6 when SAFlags bit 0 is on, else IPv4 in the FIRST 4 bytes (SMF119SC_SARIP)';
COMMENT ON COLUMN zert_detail.local_addr IS 'Local address: same layout rule as SARIP (SMF119SC_SALIP)';
COMMENT ON COLUMN zert_detail.remote_port IS 'Remote port (SMF119SC_SARPort)';
COMMENT ON COLUMN zert_detail.local_port IS 'Local port (SMF119SC_SALPort)';
COMMENT ON COLUMN zert_detail.connection_id IS 'Transport connection id (usually shown in hex) (SMF119SC_SAConnID)';
COMMENT ON COLUMN zert_detail.in_bytes IS 'Bytes received since connection start Unit: bytes. (SMF119SC_SAInBytes)';
COMMENT ON COLUMN zert_detail.out_bytes IS 'Bytes sent since connection start Unit: bytes. (SMF119SC_SAOutBytes)';
COMMENT ON COLUMN zert_detail.in_segments IS 'TCP segments or UDP datagrams received since start Unit: segments. (SMF119SC_SAInSegDG)';
COMMENT ON COLUMN zert_detail.out_segments IS 'TCP segments or UDP datagrams sent since start Unit: segments. (SMF119SC_SAOutSegDG)';
COMMENT ON COLUMN zert_detail.zert_connection_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN zert_detail.zert_ip_filter_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.tls_session_id IS 'TLS session id, left justified (SMF119SC_TLS_Session_ID)';
COMMENT ON COLUMN zert_detail.zert_detail_tls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.zert_detail_ssh_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.ike_tunnel_number IS 'IKE (phase 1) tunnel number, shown by ipsec as Kn (SMF119SC_IPSec_IKETunID)';
COMMENT ON COLUMN zert_detail.ipsec_tunnel_number IS 'IPSec (phase 2) tunnel number, shown by ipsec as Yn (dynamic) or Mn (manual) (SMF119SC_IPSec_TunID)';
COMMENT ON COLUMN zert_detail.zert_detail_ipsec_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN zert_detail.zert_detail_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.zert_dn_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.zert_rule_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 12 record.
CREATE TABLE IF NOT EXISTS zert_summary (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	reason UTINYINT,
	record_chain_id UTINYINT,
	interval_micros BIGINT,
	init_connections UINTEGER,
	init_partial_connections UINTEGER,
	init_short_connections UINTEGER,
	init_active_connections UINTEGER,
	init_in_bytes UBIGINT,
	init_out_bytes UBIGINT,
	init_in_segments UBIGINT,
	init_out_segments UBIGINT,
	end_connections UINTEGER,
	end_partial_connections UINTEGER,
	end_short_connections UINTEGER,
	end_active_connections UINTEGER,
	end_in_bytes UBIGINT,
	end_out_bytes UBIGINT,
	end_in_segments UBIGINT,
	end_out_segments UBIGINT,
	init_failed_handshakes UINTEGER,
	end_failed_handshakes UINTEGER,
	zert_session_extra VARCHAR,
	zert_summary_content_id BIGINT
);
COMMENT ON TABLE zert_summary IS 'One row per SMF 119 subtype 12 record.';
COMMENT ON COLUMN zert_summary.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_summary.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN zert_summary.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN zert_summary.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN zert_summary.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN zert_summary.interval_micros IS 'Interval length as a 64-bit TOD-unit duration (bit 51 = 1 microsecond; value>>12 = microseconds) Unit: microseconds. (SMF119SS_SAIntervalDuration)';
COMMENT ON COLUMN zert_summary.init_connections IS 'Interval start: connections since session began Unit: connections. (SMF119SS_SAInitLifeConnCnt)';
COMMENT ON COLUMN zert_summary.init_partial_connections IS 'Interval start: of those, connections bound to the session for only part of their life Unit: connections. (SMF119SS_SAInitLifePartialConnCnt)';
COMMENT ON COLUMN zert_summary.init_short_connections IS 'Interval start: of those, connections shorter than 10 s (TCP only) Unit: connections. (SMF119SS_SAInitLifeShortConnCnt)';
COMMENT ON COLUMN zert_summary.init_active_connections IS 'Interval start: connections active now Unit: connections. (SMF119SS_SAInitActiveConnCnt)';
COMMENT ON COLUMN zert_summary.init_in_bytes IS 'Interval start: bytes received since session began Unit: bytes. (SMF119SS_SAInitLifeInBytes)';
COMMENT ON COLUMN zert_summary.init_out_bytes IS 'Interval start: bytes sent since session began Unit: bytes. (SMF119SS_SAInitLifeOutBytes)';
COMMENT ON COLUMN zert_summary.init_in_segments IS 'Interval start: segments/datagrams received Unit: segments. (SMF119SS_SAInitLifeInSegDG)';
COMMENT ON COLUMN zert_summary.init_out_segments IS 'Interval start: segments/datagrams sent Unit: segments. (SMF119SS_SAInitLifeOutSegDG)';
COMMENT ON COLUMN zert_summary.end_connections IS 'Interval end: connections since session began Unit: connections. (SMF119SS_SAEndLifeConnCnt)';
COMMENT ON COLUMN zert_summary.end_partial_connections IS 'Interval end: partial connections Unit: connections. (SMF119SS_SAEndLifePartialConnCnt)';
COMMENT ON COLUMN zert_summary.end_short_connections IS 'Interval end: short connections (TCP only) Unit: connections. (SMF119SS_SAEndLifeShortConnCnt)';
COMMENT ON COLUMN zert_summary.end_active_connections IS 'Interval end: connections active now Unit: connections. (SMF119SS_SAEndActiveConnCnt)';
COMMENT ON COLUMN zert_summary.end_in_bytes IS 'Interval end: bytes received since session began Unit: bytes. (SMF119SS_SAEndLifeInBytes)';
COMMENT ON COLUMN zert_summary.end_out_bytes IS 'Interval end: bytes sent since session began Unit: bytes. (SMF119SS_SAEndLifeOutBytes)';
COMMENT ON COLUMN zert_summary.end_in_segments IS 'Interval end: segments/datagrams received Unit: segments. (SMF119SS_SAEndLifeInSegDG)';
COMMENT ON COLUMN zert_summary.end_out_segments IS 'Interval end: segments/datagrams sent Unit: segments. (SMF119SS_SAEndLifeOutSegDG)';
COMMENT ON COLUMN zert_summary.init_failed_handshakes IS 'Interval start: connections whose TLS/SSH handshake failed; present when S1Len >= 212 Unit: connections. (SMF119SS_SAInitFailedHsConnCnt)';
COMMENT ON COLUMN zert_summary.end_failed_handshakes IS 'Interval end: connections whose TLS/SSH handshake failed; present when S1Len >= 212 Unit: connections. (SMF119SS_SAEndFailedHsConnCnt)';
COMMENT ON COLUMN zert_summary.zert_session_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN zert_summary.zert_summary_content_id IS 'Combination of contents: zert_summary_content.';

-- One row per SMF 119 subtype 21 record.
CREATE TABLE IF NOT EXISTS tn3270_session (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	lu_name VARCHAR,
	application VARCHAR,
	logical_device UINTEGER,
	remote_addr VARCHAR,
	local_addr VARCHAR,
	remote_port USMALLINT,
	local_port USMALLINT,
	host_name VARCHAR,
	in_bytes UBIGINT,
	out_bytes UBIGINT,
	started_at TIMESTAMP,
	ended_at TIMESTAMP,
	duration_hundredths UINTEGER,
	session_type UTINYINT,
	lu_selection UTINYINT,
	tls_use UTINYINT,
	telnet_options VARCHAR,
	tn3270e_options VARCHAR,
	end_reason VARCHAR,
	logmode VARCHAR,
	device_type VARCHAR,
	tn3270_end_extra VARCHAR,
	client_host_name VARCHAR,
	tn3270_response_hex VARCHAR,
	tn3270_bucket_hex VARCHAR
);
COMMENT ON TABLE tn3270_session IS 'One row per SMF 119 subtype 21 record.';
COMMENT ON COLUMN tn3270_session.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN tn3270_session.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN tn3270_session.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN tn3270_session.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN tn3270_session.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tn3270_session.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN tn3270_session.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN tn3270_session.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tn3270_session.lu_name IS 'Name of the logical unit. (SMF119TN_NTLU)';
COMMENT ON COLUMN tn3270_session.application IS 'Name of the SNA application. (SMF119TN_NTAppl)';
COMMENT ON COLUMN tn3270_session.logical_device IS 'Number of the logical device. (SMF119TN_NTLdev)';
COMMENT ON COLUMN tn3270_session.remote_addr IS 'Address of the client. (SMF119TN_NTRIP)';
COMMENT ON COLUMN tn3270_session.local_addr IS 'Local address. (SMF119TN_NTLIP)';
COMMENT ON COLUMN tn3270_session.remote_port IS 'Port of the client. (SMF119TN_NTRPort)';
COMMENT ON COLUMN tn3270_session.local_port IS 'Local port. (SMF119TN_NTLPort)';
COMMENT ON COLUMN tn3270_session.host_name IS 'Host name. (SMF119TN_NTHostNm)';
COMMENT ON COLUMN tn3270_session.in_bytes IS 'Bytes received. Unit: bytes. (SMF119TN_NTInByte)';
COMMENT ON COLUMN tn3270_session.out_bytes IS 'Bytes sent. Unit: bytes. (SMF119TN_NTOutByte)';
COMMENT ON COLUMN tn3270_session.started_at IS 'When the session began. (SMF119TN_NTiTime)';
COMMENT ON COLUMN tn3270_session.ended_at IS 'When the session ended. (SMF119TN_NTtTime)';
COMMENT ON COLUMN tn3270_session.duration_hundredths IS 'How long the session took. Unit: 1/100 seconds. (SMF119TN_NTDur)';
COMMENT ON COLUMN tn3270_session.session_type IS 'Kind of session. (SMF119TN_NTSType)';
COMMENT ON COLUMN tn3270_session.lu_selection IS 'Who chose the logical unit. (SMF119TN_NTLUSel)';
COMMENT ON COLUMN tn3270_session.tls_use IS 'Whether TLS was in use, and how clients were checked. (SMF119TN_NTSSL)';
COMMENT ON COLUMN tn3270_session.telnet_options IS 'Telnet options negotiated, bits. (SMF119TN_NTCopt)';
COMMENT ON COLUMN tn3270_session.tn3270e_options IS 'TN3270E options negotiated, bits. (SMF119TN_NT32opt)';
COMMENT ON COLUMN tn3270_session.end_reason IS 'Why the session ended. (SMF119TN_NTRCode)';
COMMENT ON COLUMN tn3270_session.logmode IS 'Name of the logon mode. (SMF119TN_NTLMode)';
COMMENT ON COLUMN tn3270_session.device_type IS 'Type of the device. (SMF119TN_NTDevt)';
COMMENT ON COLUMN tn3270_session.tn3270_end_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN tn3270_session.client_host_name IS 'Host name. ((host name)) [derived]';
COMMENT ON COLUMN tn3270_session.tn3270_response_hex IS 'Bytes of the response time section, which say nothing about encryption; shown in hex. ((not decoded))';
COMMENT ON COLUMN tn3270_session.tn3270_bucket_hex IS 'Bytes of the response time buckets section, which say nothing about encryption; shown in hex. ((not decoded))';

-- One row per SMF 119 subtype 70 record.
CREATE TABLE IF NOT EXISTS ftp_server_transfer (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ftp_operation UTINYINT,
	ftp_command VARCHAR,
	file_type VARCHAR,
	data_remote_addr VARCHAR,
	data_local_addr VARCHAR,
	data_remote_port USMALLINT,
	data_local_port USMALLINT,
	control_remote_addr VARCHAR,
	control_local_addr VARCHAR,
	control_remote_port USMALLINT,
	control_local_port USMALLINT,
	user_id VARCHAR,
	data_type VARCHAR,
	transfer_mode VARCHAR,
	transfer_structure VARCHAR,
	dataset_type VARCHAR,
	started_at TIMESTAMP,
	ended_at TIMESTAMP,
	duration_hundredths UINTEGER,
	transferred_bytes UBIGINT,
	last_reply VARCHAR,
	member VARCHAR,
	abend_info VARCHAR,
	second_member VARCHAR,
	transferred_float VARCHAR,
	control_connection_id UINTEGER,
	data_connection_id UINTEGER,
	activity_session_id VARCHAR,
	ftp_server_extra VARCHAR,
	client_host_name VARCHAR,
	file_name VARCHAR,
	second_file_name VARCHAR,
	login_method VARCHAR,
	protection_buffer_bytes UINTEGER,
	ftp_server_security_extra VARCHAR,
	ftp_server_security_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE ftp_server_transfer IS 'One row per SMF 119 subtype 70 record.';
COMMENT ON COLUMN ftp_server_transfer.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_server_transfer.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_server_transfer.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ftp_server_transfer.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ftp_server_transfer.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_server_transfer.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ftp_server_transfer.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ftp_server_transfer.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_server_transfer.ftp_operation IS 'What was done. (SMF119FT_FSOper)';
COMMENT ON COLUMN ftp_server_transfer.ftp_command IS 'Command of the transfer. (SMF119FT_FSCmd)';
COMMENT ON COLUMN ftp_server_transfer.file_type IS 'SEQ, JES or SQL. (SMF119FT_FSFType)';
COMMENT ON COLUMN ftp_server_transfer.data_remote_addr IS 'Remote address of the data connection. (SMF119FT_FSDRIP)';
COMMENT ON COLUMN ftp_server_transfer.data_local_addr IS 'Local address of the data connection. (SMF119FT_FSDLIP)';
COMMENT ON COLUMN ftp_server_transfer.data_remote_port IS 'Remote port of the data connection. (SMF119FT_FSDRPort)';
COMMENT ON COLUMN ftp_server_transfer.data_local_port IS 'Local port of the data connection. (SMF119FT_FSDLPort)';
COMMENT ON COLUMN ftp_server_transfer.control_remote_addr IS 'Remote address of the control connection. (SMF119FT_FSCRIP)';
COMMENT ON COLUMN ftp_server_transfer.control_local_addr IS 'Local address of the control connection. (SMF119FT_FSCLIP)';
COMMENT ON COLUMN ftp_server_transfer.control_remote_port IS 'Remote port of the control connection. (SMF119FT_FSCRPort)';
COMMENT ON COLUMN ftp_server_transfer.control_local_port IS 'Local port of the control connection. (SMF119FT_FSCLPort)';
COMMENT ON COLUMN ftp_server_transfer.user_id IS 'User on this server. (SMF119FT_FSSUser)';
COMMENT ON COLUMN ftp_server_transfer.data_type IS 'Data format, a letter. (SMF119FT_FSType)';
COMMENT ON COLUMN ftp_server_transfer.transfer_mode IS 'Transfer mode, a letter. (SMF119FT_FSMode)';
COMMENT ON COLUMN ftp_server_transfer.transfer_structure IS 'Structure, a letter. (SMF119FT_FSStruct)';
COMMENT ON COLUMN ftp_server_transfer.dataset_type IS 'Kind of data set, a letter. (SMF119FT_FSDsType)';
COMMENT ON COLUMN ftp_server_transfer.started_at IS 'When the transfer began. (SMF119FT_FSSTime)';
COMMENT ON COLUMN ftp_server_transfer.ended_at IS 'When the transfer ended. (SMF119FT_FSETime)';
COMMENT ON COLUMN ftp_server_transfer.duration_hundredths IS 'How long the transfer took. Unit: 1/100 seconds. (SMF119FT_FSDur)';
COMMENT ON COLUMN ftp_server_transfer.transferred_bytes IS 'Bytes transferred. Unit: bytes. (SMF119FT_FSBytes)';
COMMENT ON COLUMN ftp_server_transfer.last_reply IS 'Last reply code of the server. (SMF119FT_FSLReply)';
COMMENT ON COLUMN ftp_server_transfer.member IS 'Name of the member. (SMF119FT_FSM1)';
COMMENT ON COLUMN ftp_server_transfer.abend_info IS 'Abend information. (SMF119FT_FSRS)';
COMMENT ON COLUMN ftp_server_transfer.second_member IS 'Second member of a rename. (SMF119FT_FSM2)';
COMMENT ON COLUMN ftp_server_transfer.transferred_float IS 'Bytes transferred as hexadecimal floating point. (SMF119FT_FSBytesFloat)';
COMMENT ON COLUMN ftp_server_transfer.control_connection_id IS 'Number of the control connection on the stack. (SMF119FT_FSCConnID)';
COMMENT ON COLUMN ftp_server_transfer.data_connection_id IS 'Number of the data connection on the stack; 0 without one. (SMF119FT_FSDConnID)';
COMMENT ON COLUMN ftp_server_transfer.activity_session_id IS 'Session identifier of activity logging. (SMF119FT_FSSessionID)';
COMMENT ON COLUMN ftp_server_transfer.ftp_server_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_server_transfer.client_host_name IS 'Host name. (SMF119FT_FSHostname)';
COMMENT ON COLUMN ftp_server_transfer.file_name IS 'Data set or path. (SMF119FT_FSFileName1)';
COMMENT ON COLUMN ftp_server_transfer.second_file_name IS 'New name in a rename. (SMF119FT_FSFileName2)';
COMMENT ON COLUMN ftp_server_transfer.login_method IS 'How the user logged in; client records do not know. (SMF119FT_FSLoginMech)';
COMMENT ON COLUMN ftp_server_transfer.protection_buffer_bytes IS 'Negotiated size of the protection buffer. Unit: bytes. (SMF119FT_FSProtoBufSize)';
COMMENT ON COLUMN ftp_server_transfer.ftp_server_security_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_server_transfer.ftp_server_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_server_transfer.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 72 record.
CREATE TABLE IF NOT EXISTS ftp_login_failure (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	control_remote_addr VARCHAR,
	control_local_addr VARCHAR,
	control_remote_port USMALLINT,
	control_local_port USMALLINT,
	user_id VARCHAR,
	login_failure UTINYINT,
	control_connection_id UINTEGER,
	activity_session_id VARCHAR,
	ftp_login_extra VARCHAR,
	login_method VARCHAR,
	protection_buffer_bytes UINTEGER,
	ftp_login_security_extra VARCHAR,
	ftp_login_security_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE ftp_login_failure IS 'One row per SMF 119 subtype 72 record.';
COMMENT ON COLUMN ftp_login_failure.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_login_failure.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_login_failure.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ftp_login_failure.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ftp_login_failure.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_login_failure.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ftp_login_failure.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ftp_login_failure.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_login_failure.control_remote_addr IS 'Remote address of the control connection. (SMF119FT_FFRIP)';
COMMENT ON COLUMN ftp_login_failure.control_local_addr IS 'Local address of the control connection. (SMF119FT_FFLIP)';
COMMENT ON COLUMN ftp_login_failure.control_remote_port IS 'Remote port of the control connection. (SMF119FT_FFRPort)';
COMMENT ON COLUMN ftp_login_failure.control_local_port IS 'Local port of the control connection. (SMF119FT_FFLPort)';
COMMENT ON COLUMN ftp_login_failure.user_id IS 'User name received. (SMF119FT_FFUserID)';
COMMENT ON COLUMN ftp_login_failure.login_failure IS 'Why the logon failed. (SMF119FT_FFReason)';
COMMENT ON COLUMN ftp_login_failure.control_connection_id IS 'Number of the control connection on the stack. (SMF119FT_FFCConnID)';
COMMENT ON COLUMN ftp_login_failure.activity_session_id IS 'Session identifier of activity logging. (SMF119FT_FFSessionID)';
COMMENT ON COLUMN ftp_login_failure.ftp_login_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_login_failure.login_method IS 'How the user logged in; client records do not know. (SMF119FT_FFLoginMech)';
COMMENT ON COLUMN ftp_login_failure.protection_buffer_bytes IS 'Negotiated size of the protection buffer. Unit: bytes. (SMF119FT_FFProtBuffSize)';
COMMENT ON COLUMN ftp_login_failure.ftp_login_security_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ftp_login_failure.ftp_login_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_login_failure.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 73 record.
CREATE TABLE IF NOT EXISTS ike_tunnel_activated (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	key_exchange_rule VARCHAR,
	key_exchange_action VARCHAR,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	initiator_cookie VARCHAR,
	responder_cookie VARCHAR,
	state UTINYINT,
	ike_role UTINYINT,
	natt_level UTINYINT,
	extended_state UTINYINT,
	refresh_utc TIMESTAMP,
	expire_utc TIMESTAMP,
	remote_udp_port USMALLINT,
	local_identity_type UTINYINT,
	remote_identity_type UTINYINT,
	tunnel_start_utc TIMESTAMP,
	reauth_utc TIMESTAMP,
	generation UINTEGER,
	ike_tunnel_extra VARCHAR,
	ike_tunnel_id BIGINT,
	local_identity VARCHAR,
	remote_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE ike_tunnel_activated IS 'One row per SMF 119 subtype 73 record.';
COMMENT ON COLUMN ike_tunnel_activated.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ike_tunnel_activated.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ike_tunnel_activated.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ike_tunnel_activated.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ike_tunnel_activated.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_activated.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ike_tunnel_activated.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_activated.tunnel_id IS 'Tunnel identifier: K and a number for phase 1. (NMsIKETunID) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.key_exchange_rule IS 'Name of the KeyExchangeRule policy statement. (NMsIKETunKeyExchRule) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.key_exchange_action IS 'Name of the KeyExchangeAction policy statement. (NMsIKETunKeyExchAction) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.local_endpoint IS 'Local security endpoint. (NMsIKETunLclEndpt) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.remote_endpoint IS 'Remote security endpoint. (NMsIKETunRmtEndpt) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.initiator_cookie IS 'Initiator''s cookie, or its SPI with IKEv2. (NMsIKETunICookie) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.responder_cookie IS 'Responder''s cookie, or its SPI with IKEv2. (NMsIKETunRCookie) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.state IS 'State of the security association. (NMsIKETunState) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.ike_role IS 'Side that the local daemon has. (NMsIKETunRole) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.natt_level IS 'Level of NAT traversal support. (NMsIKETunNATTLevel) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.extended_state IS 'State of the negotiation in detail. (NMsIKETunExtState) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.refresh_utc IS 'When the tunnel is to be refreshed. (NMsIKETunLifetimeRefresh) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.expire_utc IS 'When the tunnel expires. (NMsIKETunLifetimeExpire) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.remote_udp_port IS 'Peer''s UDP port for IKE. (NMsIKETunRmtUDPPort) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.local_identity_type IS 'Type of the local identity. (NMsIKETunLIDType) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.remote_identity_type IS 'Type of the remote identity. (NMsIKETunRIDType) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.tunnel_start_utc IS 'When the tunnel was activated or last refreshed. (NMsIKETunStartTime) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.reauth_utc IS 'When both sides prove their identity again. (NMsIKETunReauthTime) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.generation IS 'Generation of the association under this identifier; the first is 1. (NMsIKETunGeneration) [derived]';
COMMENT ON COLUMN ike_tunnel_activated.ike_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ike_tunnel_activated.ike_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_activated.local_identity IS 'Identity of the local side as text; local_identity_type says of which kind. (local_identity)';
COMMENT ON COLUMN ike_tunnel_activated.remote_identity IS 'Identity of the remote side as text; remote_identity_type says of which kind. (remote_identity)';
COMMENT ON COLUMN ike_tunnel_activated.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 74 record.
CREATE TABLE IF NOT EXISTS ike_tunnel_ended (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	key_exchange_rule VARCHAR,
	key_exchange_action VARCHAR,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	initiator_cookie VARCHAR,
	responder_cookie VARCHAR,
	state UTINYINT,
	ike_role UTINYINT,
	natt_level UTINYINT,
	extended_state UTINYINT,
	refresh_utc TIMESTAMP,
	expire_utc TIMESTAMP,
	remote_udp_port USMALLINT,
	local_identity_type UTINYINT,
	remote_identity_type UTINYINT,
	tunnel_start_utc TIMESTAMP,
	reauth_utc TIMESTAMP,
	generation UINTEGER,
	ike_tunnel_extra VARCHAR,
	ike_tunnel_id BIGINT,
	phase2_current UINTEGER,
	phase2_in_progress UINTEGER,
	phase2_local_activated UINTEGER,
	phase2_remote_activated UINTEGER,
	phase2_local_failed UINTEGER,
	phase2_remote_failed UINTEGER,
	ike_protected_bytes UBIGINT,
	phase1_retransmissions UBIGINT,
	phase1_replays UBIGINT,
	phase2_retransmissions UBIGINT,
	phase2_replays UBIGINT,
	ike_tunnel_statistics_extra VARCHAR,
	local_identity VARCHAR,
	remote_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE ike_tunnel_ended IS 'One row per SMF 119 subtype 74 record.';
COMMENT ON COLUMN ike_tunnel_ended.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ike_tunnel_ended.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ike_tunnel_ended.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ike_tunnel_ended.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ike_tunnel_ended.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_ended.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ike_tunnel_ended.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_ended.tunnel_id IS 'Tunnel identifier: K and a number for phase 1. (NMsIKETunID) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.key_exchange_rule IS 'Name of the KeyExchangeRule policy statement. (NMsIKETunKeyExchRule) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.key_exchange_action IS 'Name of the KeyExchangeAction policy statement. (NMsIKETunKeyExchAction) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.local_endpoint IS 'Local security endpoint. (NMsIKETunLclEndpt) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.remote_endpoint IS 'Remote security endpoint. (NMsIKETunRmtEndpt) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.initiator_cookie IS 'Initiator''s cookie, or its SPI with IKEv2. (NMsIKETunICookie) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.responder_cookie IS 'Responder''s cookie, or its SPI with IKEv2. (NMsIKETunRCookie) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.state IS 'State of the security association. (NMsIKETunState) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.ike_role IS 'Side that the local daemon has. (NMsIKETunRole) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.natt_level IS 'Level of NAT traversal support. (NMsIKETunNATTLevel) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.extended_state IS 'State of the negotiation in detail. (NMsIKETunExtState) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.refresh_utc IS 'When the tunnel is to be refreshed. (NMsIKETunLifetimeRefresh) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.expire_utc IS 'When the tunnel expires. (NMsIKETunLifetimeExpire) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.remote_udp_port IS 'Peer''s UDP port for IKE. (NMsIKETunRmtUDPPort) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.local_identity_type IS 'Type of the local identity. (NMsIKETunLIDType) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.remote_identity_type IS 'Type of the remote identity. (NMsIKETunRIDType) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.tunnel_start_utc IS 'When the tunnel was activated or last refreshed. (NMsIKETunStartTime) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.reauth_utc IS 'When both sides prove their identity again. (NMsIKETunReauthTime) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.generation IS 'Generation of the association under this identifier; the first is 1. (NMsIKETunGeneration) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.ike_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ike_tunnel_ended.ike_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel_ended.phase2_current IS 'Dynamic tunnels active under the IKE tunnel. Unit: tunnels. (NMsIKETunP2Current) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_in_progress IS 'Dynamic tunnels pending or being negotiated. Unit: tunnels. (NMsIKETunP2InProgress) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_local_activated IS 'Activations started locally that succeeded. Unit: activations. (NMsIKETunP2LclActSuccess) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_remote_activated IS 'Activations started by the peer that succeeded. Unit: activations. (NMsIKETunP2RmtActSuccess) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_local_failed IS 'Activations started locally that failed. Unit: activations. (NMsIKETunP2LclActFailure) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_remote_failed IS 'Activations started by the peer that failed. Unit: activations. (NMsIKETunP2RmtActFailure) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.ike_protected_bytes IS 'Bytes the IKE tunnel protected. Unit: bytes. (NMsIKETunBytes) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase1_retransmissions IS 'Messages of phase 1 sent again. Unit: messages. (NMsIKETunP1Rexmit) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase1_replays IS 'Messages of phase 1 received again. Unit: messages. (NMsIKETunP1Replay) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_retransmissions IS 'Messages of phase 2 sent again. Unit: messages. (NMsIPIKETunP2Rexmit) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.phase2_replays IS 'Messages of phase 2 received again. Unit: messages. (NMsIPIKEStatsP2Replay) [derived]';
COMMENT ON COLUMN ike_tunnel_ended.ike_tunnel_statistics_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN ike_tunnel_ended.local_identity IS 'Identity of the local side as text; local_identity_type says of which kind. (local_identity)';
COMMENT ON COLUMN ike_tunnel_ended.remote_identity IS 'Identity of the remote side as text; remote_identity_type says of which kind. (remote_identity)';
COMMENT ON COLUMN ike_tunnel_ended.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 75 record.
CREATE TABLE IF NOT EXISTS dynamic_tunnel_activated (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	ike_dynamic_hex VARCHAR,
	local_client_identity VARCHAR,
	remote_client_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE dynamic_tunnel_activated IS 'One row per SMF 119 subtype 75 record.';
COMMENT ON COLUMN dynamic_tunnel_activated.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN dynamic_tunnel_activated.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN dynamic_tunnel_activated.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN dynamic_tunnel_activated.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN dynamic_tunnel_activated.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_activated.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN dynamic_tunnel_activated.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_activated.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_activated.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN dynamic_tunnel_activated.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN dynamic_tunnel_activated.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN dynamic_tunnel_activated.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_activated.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN dynamic_tunnel_activated.ike_dynamic_hex IS 'Bytes of the IKE dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN dynamic_tunnel_activated.local_client_identity IS 'Identity of the local client as text. (local_client_identity) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.remote_client_identity IS 'Identity of the remote client as text. (remote_client_identity) [derived]';
COMMENT ON COLUMN dynamic_tunnel_activated.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 76 record.
CREATE TABLE IF NOT EXISTS dynamic_tunnel_ended (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	ike_dynamic_hex VARCHAR,
	local_client_identity VARCHAR,
	remote_client_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE dynamic_tunnel_ended IS 'One row per SMF 119 subtype 76 record.';
COMMENT ON COLUMN dynamic_tunnel_ended.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN dynamic_tunnel_ended.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN dynamic_tunnel_ended.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN dynamic_tunnel_ended.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN dynamic_tunnel_ended.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_ended.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN dynamic_tunnel_ended.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_ended.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN dynamic_tunnel_ended.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN dynamic_tunnel_ended.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN dynamic_tunnel_ended.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN dynamic_tunnel_ended.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN dynamic_tunnel_ended.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN dynamic_tunnel_ended.ike_dynamic_hex IS 'Bytes of the IKE dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN dynamic_tunnel_ended.local_client_identity IS 'Identity of the local client as text. (local_client_identity) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.remote_client_identity IS 'Identity of the remote client as text. (remote_client_identity) [derived]';
COMMENT ON COLUMN dynamic_tunnel_ended.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 77 record.
CREATE TABLE IF NOT EXISTS stack_tunnel_added (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	stack_added_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE stack_tunnel_added IS 'One row per SMF 119 subtype 77 record.';
COMMENT ON COLUMN stack_tunnel_added.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN stack_tunnel_added.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN stack_tunnel_added.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN stack_tunnel_added.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN stack_tunnel_added.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_added.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN stack_tunnel_added.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN stack_tunnel_added.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_added.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN stack_tunnel_added.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN stack_tunnel_added.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN stack_tunnel_added.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN stack_tunnel_added.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN stack_tunnel_added.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN stack_tunnel_added.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN stack_tunnel_added.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_added.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN stack_tunnel_added.stack_added_hex IS 'Bytes of the added-to-stack section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN stack_tunnel_added.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 78 record.
CREATE TABLE IF NOT EXISTS stack_tunnel_removed (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	stack_dynamic_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE stack_tunnel_removed IS 'One row per SMF 119 subtype 78 record.';
COMMENT ON COLUMN stack_tunnel_removed.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN stack_tunnel_removed.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN stack_tunnel_removed.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN stack_tunnel_removed.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN stack_tunnel_removed.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_removed.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN stack_tunnel_removed.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN stack_tunnel_removed.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_removed.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN stack_tunnel_removed.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN stack_tunnel_removed.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN stack_tunnel_removed.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN stack_tunnel_removed.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN stack_tunnel_removed.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN stack_tunnel_removed.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN stack_tunnel_removed.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN stack_tunnel_removed.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN stack_tunnel_removed.stack_dynamic_hex IS 'Bytes of the stack dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN stack_tunnel_removed.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 79 record.
CREATE TABLE IF NOT EXISTS manual_tunnel_activated (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE manual_tunnel_activated IS 'One row per SMF 119 subtype 79 record.';
COMMENT ON COLUMN manual_tunnel_activated.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN manual_tunnel_activated.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN manual_tunnel_activated.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN manual_tunnel_activated.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN manual_tunnel_activated.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_activated.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN manual_tunnel_activated.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN manual_tunnel_activated.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_activated.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN manual_tunnel_activated.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN manual_tunnel_activated.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN manual_tunnel_activated.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN manual_tunnel_activated.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN manual_tunnel_activated.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN manual_tunnel_activated.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN manual_tunnel_activated.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_activated.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 80 record.
CREATE TABLE IF NOT EXISTS manual_tunnel_ended (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	ip_tunnel_unproven VARCHAR,
	ip_tunnel_extra VARCHAR,
	ip_tunnel_id BIGINT,
	manual_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE manual_tunnel_ended IS 'One row per SMF 119 subtype 80 record.';
COMMENT ON COLUMN manual_tunnel_ended.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN manual_tunnel_ended.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN manual_tunnel_ended.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN manual_tunnel_ended.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN manual_tunnel_ended.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_ended.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN manual_tunnel_ended.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN manual_tunnel_ended.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_ended.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID) [derived]';
COMMENT ON COLUMN manual_tunnel_ended.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction) [derived]';
COMMENT ON COLUMN manual_tunnel_ended.state IS 'State of the security association. (NMsIPTunState) [derived]';
COMMENT ON COLUMN manual_tunnel_ended.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN manual_tunnel_ended.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN manual_tunnel_ended.ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN manual_tunnel_ended.ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN manual_tunnel_ended.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN manual_tunnel_ended.manual_hex IS 'Bytes of the manual tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN manual_tunnel_ended.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 94 record.
CREATE TABLE IF NOT EXISTS ssh_client_started (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ssh_security_hex VARCHAR,
	ssh_specific_hex VARCHAR
);
COMMENT ON TABLE ssh_client_started IS 'One row per SMF 119 subtype 94 record.';
COMMENT ON COLUMN ssh_client_started.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ssh_client_started.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ssh_client_started.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ssh_client_started.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ssh_client_started.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_client_started.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ssh_client_started.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ssh_client_started.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_client_started.ssh_security_hex IS 'Bytes of the section that is taken for the common security one; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN ssh_client_started.ssh_specific_hex IS 'Bytes of the section that differs by record; shown in hex. ((layout not known)) [unknown]';

-- One row per SMF 119 subtype 95 record.
CREATE TABLE IF NOT EXISTS ssh_server_started (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ssh_security_hex VARCHAR,
	remote_addr VARCHAR,
	local_addr VARCHAR,
	remote_port USMALLINT,
	local_port USMALLINT,
	user_id VARCHAR,
	ssh_failure_reason USMALLINT,
	ssh_peer_extra VARCHAR
);
COMMENT ON TABLE ssh_server_started IS 'One row per SMF 119 subtype 95 record.';
COMMENT ON COLUMN ssh_server_started.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ssh_server_started.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ssh_server_started.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ssh_server_started.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ssh_server_started.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_server_started.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ssh_server_started.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ssh_server_started.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_server_started.ssh_security_hex IS 'Bytes of the section that is taken for the common security one; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN ssh_server_started.remote_addr IS 'Address of the client. (SMF119SSH_LFRIP) [derived]';
COMMENT ON COLUMN ssh_server_started.local_addr IS 'Address of the server. (SMF119SSH_LFLIP) [derived]';
COMMENT ON COLUMN ssh_server_started.remote_port IS 'Port of the client. (SMF119SSH_LFRPort) [derived]';
COMMENT ON COLUMN ssh_server_started.local_port IS 'Port of the server. (SMF119SSH_LFLPort) [derived]';
COMMENT ON COLUMN ssh_server_started.user_id IS 'Logon name. (SMF119SSH_LFUserID) [derived]';
COMMENT ON COLUMN ssh_server_started.ssh_failure_reason IS 'Why the logon failed; means something in subtype 98 alone. (SMF119SSH_LFReason) [derived]';
COMMENT ON COLUMN ssh_server_started.ssh_peer_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- One row per SMF 119 subtype 96 record.
CREATE TABLE IF NOT EXISTS ssh_server_transfer (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ssh_security_hex VARCHAR,
	ssh_specific_hex VARCHAR
);
COMMENT ON TABLE ssh_server_transfer IS 'One row per SMF 119 subtype 96 record.';
COMMENT ON COLUMN ssh_server_transfer.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ssh_server_transfer.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ssh_server_transfer.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ssh_server_transfer.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ssh_server_transfer.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_server_transfer.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ssh_server_transfer.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ssh_server_transfer.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_server_transfer.ssh_security_hex IS 'Bytes of the section that is taken for the common security one; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN ssh_server_transfer.ssh_specific_hex IS 'Bytes of the section that differs by record; shown in hex. ((layout not known)) [unknown]';

-- One row per SMF 119 subtype 97 record.
CREATE TABLE IF NOT EXISTS ssh_client_transfer (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ssh_security_hex VARCHAR,
	ssh_specific_hex VARCHAR
);
COMMENT ON TABLE ssh_client_transfer IS 'One row per SMF 119 subtype 97 record.';
COMMENT ON COLUMN ssh_client_transfer.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ssh_client_transfer.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ssh_client_transfer.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ssh_client_transfer.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ssh_client_transfer.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_client_transfer.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ssh_client_transfer.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ssh_client_transfer.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_client_transfer.ssh_security_hex IS 'Bytes of the section that is taken for the common security one; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN ssh_client_transfer.ssh_specific_hex IS 'Bytes of the section that differs by record; shown in hex. ((layout not known)) [unknown]';

-- One row per SMF 119 subtype 98 record.
CREATE TABLE IF NOT EXISTS ssh_login_failure (
	file_id UINTEGER,
	record_no UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
	ssh_security_hex VARCHAR,
	remote_addr VARCHAR,
	local_addr VARCHAR,
	remote_port USMALLINT,
	local_port USMALLINT,
	user_id VARCHAR,
	ssh_failure_reason USMALLINT,
	ssh_peer_extra VARCHAR
);
COMMENT ON TABLE ssh_login_failure IS 'One row per SMF 119 subtype 98 record.';
COMMENT ON COLUMN ssh_login_failure.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ssh_login_failure.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ssh_login_failure.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN ssh_login_failure.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN ssh_login_failure.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_login_failure.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN ssh_login_failure.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN ssh_login_failure.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ssh_login_failure.ssh_security_hex IS 'Bytes of the section that is taken for the common security one; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN ssh_login_failure.remote_addr IS 'Address of the client. (SMF119SSH_LFRIP) [derived]';
COMMENT ON COLUMN ssh_login_failure.local_addr IS 'Address of the server. (SMF119SSH_LFLIP) [derived]';
COMMENT ON COLUMN ssh_login_failure.remote_port IS 'Port of the client. (SMF119SSH_LFRPort) [derived]';
COMMENT ON COLUMN ssh_login_failure.local_port IS 'Port of the server. (SMF119SSH_LFLPort) [derived]';
COMMENT ON COLUMN ssh_login_failure.user_id IS 'Logon name. (SMF119SSH_LFUserID) [derived]';
COMMENT ON COLUMN ssh_login_failure.ssh_failure_reason IS 'Why the logon failed; means something in subtype 98 alone. (SMF119SSH_LFReason) [derived]';
COMMENT ON COLUMN ssh_login_failure.ssh_peer_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- One row per message of the IPSec NMI.
CREATE TABLE IF NOT EXISTS nmi_message (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_type UINTEGER,
	return_code UINTEGER,
	reason_code UINTEGER,
	records UINTEGER,
	cascaded_records UINTEGER,
	unread_records UINTEGER,
	message_bytes UINTEGER,
	captured_utc TIMESTAMP,
	has_message_type BOOLEAN,
	has_return_code BOOLEAN,
	is_carved BOOLEAN,
	message_name VARCHAR,
	message_name_basis VARCHAR,
	target VARCHAR
);
COMMENT ON TABLE nmi_message IS 'One row per message of the IPSec NMI.';
COMMENT ON COLUMN nmi_message.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_message.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_message.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_message.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_message.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_message.message_type IS 'Message type as written; it means something only with has_message_type. (type)';
COMMENT ON COLUMN nmi_message.return_code IS 'Return code; 0 is good. It means something only with has_return_code. (NMsMRc)';
COMMENT ON COLUMN nmi_message.reason_code IS 'Reason code. (NMsMRsn)';
COMMENT ON COLUMN nmi_message.records IS 'Records in the message, those of cascades included. Unit: records. (records)';
COMMENT ON COLUMN nmi_message.cascaded_records IS 'Records that lie in cascades of others. Unit: records. (cascaded)';
COMMENT ON COLUMN nmi_message.unread_records IS 'Records that could not be read; their bytes are kept in record_section. Unit: records. (unread)';
COMMENT ON COLUMN nmi_message.message_bytes IS 'Length of the message. Unit: bytes. (bytes)';
COMMENT ON COLUMN nmi_message.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_message.has_message_type IS 'The framing gives a message type. (has_type)';
COMMENT ON COLUMN nmi_message.has_return_code IS 'The framing gives return and reason code. (has_rc)';
COMMENT ON COLUMN nmi_message.is_carved IS 'There is no message: the structure was found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_message.message_name IS 'Which message it is; empty when that is not known. The numbers of the types are not published, so the name mostly follows from what the message holds. (name)';
COMMENT ON COLUMN nmi_message.message_name_basis IS 'What the name follows from. (name_basis)';
COMMENT ON COLUMN nmi_message.target IS 'Stack the message is about, or client of the NSS server. (NMsMTarget)';

-- One row per record of the IPSec NMI in messages NMsec_GET_IKETUN, NMsec_GET_IKETUNCASCADE.
CREATE TABLE IF NOT EXISTS nmi_ike_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	tunnel_id VARCHAR,
	key_exchange_rule VARCHAR,
	key_exchange_action VARCHAR,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	initiator_cookie VARCHAR,
	responder_cookie VARCHAR,
	state UTINYINT,
	ike_role UTINYINT,
	natt_level UTINYINT,
	extended_state UTINYINT,
	refresh_utc TIMESTAMP,
	expire_utc TIMESTAMP,
	remote_udp_port USMALLINT,
	local_identity_type UTINYINT,
	remote_identity_type UTINYINT,
	tunnel_start_utc TIMESTAMP,
	reauth_utc TIMESTAMP,
	generation UINTEGER,
	nmsec_ike_tunnel_extra VARCHAR,
	nmsec_ike_tunnel_id BIGINT,
	phase2_current UINTEGER,
	phase2_in_progress UINTEGER,
	phase2_local_activated UINTEGER,
	phase2_remote_activated UINTEGER,
	phase2_local_failed UINTEGER,
	phase2_remote_failed UINTEGER,
	ike_protected_bytes UBIGINT,
	phase1_retransmissions UBIGINT,
	phase1_replays UBIGINT,
	phase2_retransmissions UBIGINT,
	phase2_replays UBIGINT,
	nmsec_ike_tunnel_statistics_extra VARCHAR,
	local_identity VARCHAR,
	remote_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE nmi_ike_tunnel IS 'One row per record of the IPSec NMI in messages NMsec_GET_IKETUN, NMsec_GET_IKETUNCASCADE.';
COMMENT ON COLUMN nmi_ike_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_ike_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_ike_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_ike_tunnel.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_ike_tunnel.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_ike_tunnel.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_ike_tunnel.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_ike_tunnel.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_ike_tunnel.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_ike_tunnel.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_ike_tunnel.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_ike_tunnel.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ike_tunnel.tunnel_id IS 'Tunnel identifier: K and a number for phase 1. (NMsIKETunID)';
COMMENT ON COLUMN nmi_ike_tunnel.key_exchange_rule IS 'Name of the KeyExchangeRule policy statement. (NMsIKETunKeyExchRule)';
COMMENT ON COLUMN nmi_ike_tunnel.key_exchange_action IS 'Name of the KeyExchangeAction policy statement. (NMsIKETunKeyExchAction)';
COMMENT ON COLUMN nmi_ike_tunnel.local_endpoint IS 'Local security endpoint. (NMsIKETunLclEndpt)';
COMMENT ON COLUMN nmi_ike_tunnel.remote_endpoint IS 'Remote security endpoint. (NMsIKETunRmtEndpt)';
COMMENT ON COLUMN nmi_ike_tunnel.initiator_cookie IS 'Initiator''s cookie, or its SPI with IKEv2. (NMsIKETunICookie)';
COMMENT ON COLUMN nmi_ike_tunnel.responder_cookie IS 'Responder''s cookie, or its SPI with IKEv2. (NMsIKETunRCookie)';
COMMENT ON COLUMN nmi_ike_tunnel.state IS 'State of the security association. (NMsIKETunState)';
COMMENT ON COLUMN nmi_ike_tunnel.ike_role IS 'Side that the local daemon has. (NMsIKETunRole)';
COMMENT ON COLUMN nmi_ike_tunnel.natt_level IS 'Level of NAT traversal support. (NMsIKETunNATTLevel)';
COMMENT ON COLUMN nmi_ike_tunnel.extended_state IS 'State of the negotiation in detail. (NMsIKETunExtState)';
COMMENT ON COLUMN nmi_ike_tunnel.refresh_utc IS 'When the tunnel is to be refreshed. (NMsIKETunLifetimeRefresh)';
COMMENT ON COLUMN nmi_ike_tunnel.expire_utc IS 'When the tunnel expires. (NMsIKETunLifetimeExpire)';
COMMENT ON COLUMN nmi_ike_tunnel.remote_udp_port IS 'Peer''s UDP port for IKE. (NMsIKETunRmtUDPPort)';
COMMENT ON COLUMN nmi_ike_tunnel.local_identity_type IS 'Type of the local identity. (NMsIKETunLIDType)';
COMMENT ON COLUMN nmi_ike_tunnel.remote_identity_type IS 'Type of the remote identity. (NMsIKETunRIDType)';
COMMENT ON COLUMN nmi_ike_tunnel.tunnel_start_utc IS 'When the tunnel was activated or last refreshed. (NMsIKETunStartTime)';
COMMENT ON COLUMN nmi_ike_tunnel.reauth_utc IS 'When both sides prove their identity again. (NMsIKETunReauthTime)';
COMMENT ON COLUMN nmi_ike_tunnel.generation IS 'Generation of the association under this identifier; the first is 1. (NMsIKETunGeneration)';
COMMENT ON COLUMN nmi_ike_tunnel.nmsec_ike_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ike_tunnel.nmsec_ike_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_current IS 'Dynamic tunnels active under the IKE tunnel. Unit: tunnels. (NMsIKETunP2Current)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_in_progress IS 'Dynamic tunnels pending or being negotiated. Unit: tunnels. (NMsIKETunP2InProgress)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_local_activated IS 'Activations started locally that succeeded. Unit: activations. (NMsIKETunP2LclActSuccess)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_remote_activated IS 'Activations started by the peer that succeeded. Unit: activations. (NMsIKETunP2RmtActSuccess)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_local_failed IS 'Activations started locally that failed. Unit: activations. (NMsIKETunP2LclActFailure)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_remote_failed IS 'Activations started by the peer that failed. Unit: activations. (NMsIKETunP2RmtActFailure)';
COMMENT ON COLUMN nmi_ike_tunnel.ike_protected_bytes IS 'Bytes the IKE tunnel protected. Unit: bytes. (NMsIKETunBytes)';
COMMENT ON COLUMN nmi_ike_tunnel.phase1_retransmissions IS 'Messages of phase 1 sent again. Unit: messages. (NMsIKETunP1Rexmit)';
COMMENT ON COLUMN nmi_ike_tunnel.phase1_replays IS 'Messages of phase 1 received again. Unit: messages. (NMsIKETunP1Replay)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_retransmissions IS 'Messages of phase 2 sent again. Unit: messages. (NMsIPIKETunP2Rexmit)';
COMMENT ON COLUMN nmi_ike_tunnel.phase2_replays IS 'Messages of phase 2 received again. Unit: messages. (NMsIPIKEStatsP2Replay)';
COMMENT ON COLUMN nmi_ike_tunnel.nmsec_ike_tunnel_statistics_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ike_tunnel.local_identity IS 'Identity of the local side as text; local_identity_type says of which kind. (local_identity)';
COMMENT ON COLUMN nmi_ike_tunnel.remote_identity IS 'Identity of the remote side as text; remote_identity_type says of which kind. (remote_identity)';
COMMENT ON COLUMN nmi_ike_tunnel.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per record of the IPSec NMI in messages NMsec_GET_IPTUNDYNIKE, NMsec_GET_IKETUNCASCADE/1.
CREATE TABLE IF NOT EXISTS nmi_ike_dynamic_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	nmsec_ip_tunnel_unproven VARCHAR,
	nmsec_ip_tunnel_extra VARCHAR,
	nmsec_ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	ike_dynamic_hex VARCHAR,
	local_client_identity VARCHAR,
	remote_client_identity VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE nmi_ike_dynamic_tunnel IS 'One row per record of the IPSec NMI in messages NMsec_GET_IPTUNDYNIKE, NMsec_GET_IKETUNCASCADE/1.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.state IS 'State of the security association. (NMsIPTunState)';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.nmsec_ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.nmsec_ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.nmsec_ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.ike_dynamic_hex IS 'Bytes of the IKE dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.local_client_identity IS 'Identity of the local client as text. (local_client_identity) [derived]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.remote_client_identity IS 'Identity of the remote client as text. (remote_client_identity) [derived]';
COMMENT ON COLUMN nmi_ike_dynamic_tunnel.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per record of the IPSec NMI in messages NMsec_GET_IPTUNDYNSTACK.
CREATE TABLE IF NOT EXISTS nmi_stack_dynamic_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	nmsec_ip_tunnel_unproven VARCHAR,
	nmsec_ip_tunnel_extra VARCHAR,
	nmsec_ip_tunnel_id BIGINT,
	dynamic_hex VARCHAR,
	stack_dynamic_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE nmi_stack_dynamic_tunnel IS 'One row per record of the IPSec NMI in messages NMsec_GET_IPTUNDYNSTACK.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.state IS 'State of the security association. (NMsIPTunState)';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.nmsec_ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.nmsec_ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.nmsec_ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.dynamic_hex IS 'Bytes of the dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.stack_dynamic_hex IS 'Bytes of the stack dynamic tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN nmi_stack_dynamic_tunnel.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per record of the IPSec NMI in messages NMsec_GET_IPTUNMANUAL.
CREATE TABLE IF NOT EXISTS nmi_manual_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	tunnel_id VARCHAR,
	vpn_action VARCHAR,
	state UTINYINT,
	local_endpoint VARCHAR,
	remote_endpoint VARCHAR,
	in_auth_spi VARCHAR,
	out_auth_spi VARCHAR,
	in_encr_spi VARCHAR,
	out_encr_spi VARCHAR,
	tunnel_start_utc TIMESTAMP,
	is_inferred BOOLEAN,
	nmsec_ip_tunnel_unproven VARCHAR,
	nmsec_ip_tunnel_extra VARCHAR,
	nmsec_ip_tunnel_id BIGINT,
	manual_hex VARCHAR,
	suite_id BIGINT
);
COMMENT ON TABLE nmi_manual_tunnel IS 'One row per record of the IPSec NMI in messages NMsec_GET_IPTUNMANUAL.';
COMMENT ON COLUMN nmi_manual_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_manual_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_manual_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_manual_tunnel.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_manual_tunnel.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_manual_tunnel.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_manual_tunnel.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_manual_tunnel.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_manual_tunnel.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_manual_tunnel.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_manual_tunnel.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_manual_tunnel.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_manual_tunnel.tunnel_id IS 'Tunnel identifier: Y and a number for dynamic tunnels, M and a number for manual ones. (NMsIPTunID)';
COMMENT ON COLUMN nmi_manual_tunnel.vpn_action IS 'Name of the policy action that made the tunnel. (NMsIPTunVPNAction)';
COMMENT ON COLUMN nmi_manual_tunnel.state IS 'State of the security association. (NMsIPTunState)';
COMMENT ON COLUMN nmi_manual_tunnel.local_endpoint IS 'Local security endpoint. (candidate_LclEndpt) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.remote_endpoint IS 'Remote security endpoint. (candidate_RmtEndpt) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.in_auth_spi IS 'Inbound SPI of the integrity protocol. (candidate_InbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.out_auth_spi IS 'Outbound SPI of the integrity protocol. (candidate_OutbAuthSPI) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.in_encr_spi IS 'Inbound SPI of the encryption protocol. (candidate_InbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.out_encr_spi IS 'Outbound SPI of the encryption protocol. (candidate_OutbEncryptSPI) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.tunnel_start_utc IS 'When the tunnel was activated. (candidate_StartTime) [inferred]';
COMMENT ON COLUMN nmi_manual_tunnel.is_inferred IS 'The section passes the test for the unconfirmed layout of its bytes 102 to 163; its inferred columns are filled.';
COMMENT ON COLUMN nmi_manual_tunnel.nmsec_ip_tunnel_unproven IS 'Bytes 102 to 163 of the section in hex, when it fails that test.';
COMMENT ON COLUMN nmi_manual_tunnel.nmsec_ip_tunnel_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_manual_tunnel.nmsec_ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmi_manual_tunnel.manual_hex IS 'Bytes of the manual tunnel section, whose layout is not known; shown in hex. ((layout not known)) [unknown]';
COMMENT ON COLUMN nmi_manual_tunnel.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per record of the IPSec NMI in messages NMsec_GET_IPINTERFACES.
CREATE TABLE IF NOT EXISTS nmi_interface (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	interface_name VARCHAR,
	interface_addr VARCHAR,
	security_class UTINYINT,
	is_ipv6 BOOLEAN,
	is_active BOOLEAN,
	is_dvipa BOOLEAN,
	nmsec_interface_extra VARCHAR
);
COMMENT ON TABLE nmi_interface IS 'One row per record of the IPSec NMI in messages NMsec_GET_IPINTERFACES.';
COMMENT ON COLUMN nmi_interface.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_interface.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_interface.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_interface.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_interface.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_interface.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_interface.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_interface.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_interface.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_interface.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_interface.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_interface.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_interface.interface_name IS 'Name of the interface. (NMsInterfaceName)';
COMMENT ON COLUMN nmi_interface.interface_addr IS 'Address of the interface; IPv4 stands in the last four bytes. (NMsInterfaceAddr)';
COMMENT ON COLUMN nmi_interface.security_class IS 'IPSec security class, 0 to 255. (NMsInterfaceSecClass)';
COMMENT ON COLUMN nmi_interface.is_ipv6 IS 'The address is IPv6. (NMsIPv6) [derived]';
COMMENT ON COLUMN nmi_interface.is_active IS 'The interface is active. (NMsInterfaceActive) [derived]';
COMMENT ON COLUMN nmi_interface.is_dvipa IS 'The interface is a dynamic virtual IP address. (NMsInterfaceDVIPA) [derived]';
COMMENT ON COLUMN nmi_interface.nmsec_interface_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- One row per record of the IPSec NMI in messages NMsec_GET_STACKINFO.
CREATE TABLE IF NOT EXISTS nmi_stack (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	is_ip_security BOOLEAN,
	is_ipv6_security BOOLEAN,
	is_sysplex_wide BOOLEAN,
	is_filter_logging BOOLEAN,
	is_pre_decapsulation BOOLEAN,
	filter_set UTINYINT,
	is_fips BOOLEAN,
	stack_name VARCHAR,
	stack_tail_hex VARCHAR
);
COMMENT ON TABLE nmi_stack IS 'One row per record of the IPSec NMI in messages NMsec_GET_STACKINFO.';
COMMENT ON COLUMN nmi_stack.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_stack.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_stack.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_stack.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_stack.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_stack.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_stack.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_stack.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_stack.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_stack.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_stack.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_stack.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_stack.is_ip_security IS 'IP security is on. (NMsStackIPSecurity)';
COMMENT ON COLUMN nmi_stack.is_ipv6_security IS 'IP security is on for IPv6. (NMsStackIPv6Security)';
COMMENT ON COLUMN nmi_stack.is_sysplex_wide IS 'Sysplex-wide security associations are on. (NMsStackDVIPSec)';
COMMENT ON COLUMN nmi_stack.is_filter_logging IS 'Filter logging is on. (NMsStackLogging)';
COMMENT ON COLUMN nmi_stack.is_pre_decapsulation IS 'Packets are filtered before they are taken out of the tunnel. (NMsStackPreDecap)';
COMMENT ON COLUMN nmi_stack.filter_set IS 'Filter set in force. (NMsStackFilterSet)';
COMMENT ON COLUMN nmi_stack.is_fips IS 'The stack runs in FIPS 140 mode. (NMsStackFIPS140) [derived]';
COMMENT ON COLUMN nmi_stack.stack_name IS 'Name of the TCP/IP stack. (NMsStackName)';
COMMENT ON COLUMN nmi_stack.stack_tail_hex IS 'Bytes from 28 on, whose layout is not known, in hex; they begin with the NAT keepalive interval. ((tail not known))';

-- One row per record of the IPSec NMI in messages NMsec_GET_SUMMARY.
CREATE TABLE IF NOT EXISTS nmi_statistics (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	phase1_active UINTEGER,
	phase1_in_progress UINTEGER,
	phase1_expired UINTEGER,
	phase1_local_activated UBIGINT,
	phase1_remote_activated UBIGINT,
	phase1_local_failed UBIGINT,
	phase1_remote_failed UBIGINT,
	phase1_retransmissions UBIGINT,
	statistics_tail_hex VARCHAR
);
COMMENT ON TABLE nmi_statistics IS 'One row per record of the IPSec NMI in messages NMsec_GET_SUMMARY.';
COMMENT ON COLUMN nmi_statistics.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_statistics.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_statistics.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_statistics.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_statistics.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_statistics.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_statistics.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_statistics.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_statistics.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_statistics.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_statistics.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_statistics.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_statistics.phase1_active IS 'IKE tunnels active. Unit: tunnels. (NMsStatP1Active)';
COMMENT ON COLUMN nmi_statistics.phase1_in_progress IS 'IKE tunnels pending or being negotiated. Unit: tunnels. (NMsStatP1InProgress)';
COMMENT ON COLUMN nmi_statistics.phase1_expired IS 'Expired IKE tunnels that dynamic tunnels still hang on. Unit: tunnels. (NMsStatP1Expired)';
COMMENT ON COLUMN nmi_statistics.phase1_local_activated IS 'Activations started locally that succeeded, over the life of the IKE daemon. Unit: activations. (NMsStatP1LclActSuccess)';
COMMENT ON COLUMN nmi_statistics.phase1_remote_activated IS 'Activations started by peers that succeeded. Unit: activations. (NMsStatP1RmtActSuccess)';
COMMENT ON COLUMN nmi_statistics.phase1_local_failed IS 'Activations started locally that failed. Unit: activations. (NMsStatP1LclActFailure)';
COMMENT ON COLUMN nmi_statistics.phase1_remote_failed IS 'Activations started by peers that failed. Unit: activations. (NMsStatP1RmtActFailure)';
COMMENT ON COLUMN nmi_statistics.phase1_retransmissions IS 'Messages of phase 1 sent again. Unit: messages. (NMsStatP1Retransmit)';
COMMENT ON COLUMN nmi_statistics.statistics_tail_hex IS 'Bytes from 52 on, whose layout is not known, in hex; further counters. ((tail not known))';

-- One row per record of the IPSec NMI in messages NMsec_GET_IKENSINFO.
CREATE TABLE IF NOT EXISTS nmi_nss (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	nss_client_name VARCHAR,
	stack_name VARCHAR,
	nss_user_id VARCHAR,
	nss_server_system VARCHAR,
	is_nss_configured BOOLEAN,
	is_certificate_service_selected BOOLEAN,
	is_certificate_service_enabled BOOLEAN,
	nss_flags_rest UTINYINT,
	nss_tail_hex VARCHAR
);
COMMENT ON TABLE nmi_nss IS 'One row per record of the IPSec NMI in messages NMsec_GET_IKENSINFO.';
COMMENT ON COLUMN nmi_nss.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_nss.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_nss.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_nss.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_nss.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_nss.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_nss.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_nss.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_nss.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_nss.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_nss.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_nss.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_nss.nss_client_name IS 'Name by which the stack is a client of the NSS server; empty when it uses none. (NMsIKENSClientName)';
COMMENT ON COLUMN nmi_nss.stack_name IS 'Name of the TCP/IP stack. (NMsIKENSStackName)';
COMMENT ON COLUMN nmi_nss.nss_user_id IS 'User id the client registered with. (NMsIKENSUserid)';
COMMENT ON COLUMN nmi_nss.nss_server_system IS 'System the NSS server runs on. (NMsIKENSServerSysName)';
COMMENT ON COLUMN nmi_nss.is_nss_configured IS 'The stack is set up to use an NSS server. (NMsIKENSSConfigured)';
COMMENT ON COLUMN nmi_nss.is_certificate_service_selected IS 'The certificate service is selected. (NMsIKENSSvcSelCert)';
COMMENT ON COLUMN nmi_nss.is_certificate_service_enabled IS 'The certificate service is enabled. (NMsIKENSSvcEnblCert)';
COMMENT ON COLUMN nmi_nss.nss_flags_rest IS 'Further flags of the byte, whose meaning is not known. ((flags not known))';
COMMENT ON COLUMN nmi_nss.nss_tail_hex IS 'Bytes from 49 on, whose layout is not known, in hex. ((tail not known))';

-- One row per record of the IPSec NMI in messages NMsec_GET_CLIENTINFO.
CREATE TABLE IF NOT EXISTS nmi_nss_client (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	nss_client_hex VARCHAR
);
COMMENT ON TABLE nmi_nss_client IS 'One row per record of the IPSec NMI in messages NMsec_GET_CLIENTINFO.';
COMMENT ON COLUMN nmi_nss_client.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_nss_client.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_nss_client.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_nss_client.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_nss_client.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_nss_client.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_nss_client.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_nss_client.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_nss_client.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_nss_client.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_nss_client.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_nss_client.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_nss_client.nss_client_hex IS 'Bytes of the section, whose layout is not known; shown in hex. ((layout not known))';

-- One row per record of the IPSec NMI in messages NMsec_GET_IPFLTCURR, NMsec_GET_IPFLTDEFAULT, NMsec_GET_IPFLTPOLICY.
CREATE TABLE IF NOT EXISTS nmi_ip_filter (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	ip_filter_hex VARCHAR
);
COMMENT ON TABLE nmi_ip_filter IS 'One row per record of the IPSec NMI in messages NMsec_GET_IPFLTCURR, NMsec_GET_IPFLTDEFAULT, NMsec_GET_IPFLTPOLICY.';
COMMENT ON COLUMN nmi_ip_filter.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_ip_filter.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_ip_filter.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_ip_filter.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_ip_filter.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_ip_filter.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_ip_filter.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_ip_filter.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_ip_filter.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_ip_filter.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_ip_filter.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_ip_filter.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_ip_filter.ip_filter_hex IS 'Bytes of the section, whose layout is not known; shown in hex. ((layout not known))';

-- One row per record of the IPSec NMI in messages NMsec_GET_PORTTRAN.
CREATE TABLE IF NOT EXISTS nmi_port_translation (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	port_translation_hex VARCHAR
);
COMMENT ON TABLE nmi_port_translation IS 'One row per record of the IPSec NMI in messages NMsec_GET_PORTTRAN.';
COMMENT ON COLUMN nmi_port_translation.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_port_translation.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_port_translation.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_port_translation.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_port_translation.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_port_translation.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_port_translation.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_port_translation.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_port_translation.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_port_translation.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_port_translation.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_port_translation.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_port_translation.port_translation_hex IS 'Bytes of the section, whose layout is not known; shown in hex. ((layout not known))';

-- One row per record of the IPSec NMI in messages (control).
CREATE TABLE IF NOT EXISTS nmi_control (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	message_record UINTEGER,
	parent_record UINTEGER,
	record_offset UINTEGER,
	captured_utc TIMESTAMP,
	cascade_depth UTINYINT,
	is_carved BOOLEAN,
	nmsec_record_extra VARCHAR,
	tunnel_policy VARCHAR,
	tunnel_id VARCHAR,
	tunnel_status UTINYINT,
	tunnel_tail_hex VARCHAR
);
COMMENT ON TABLE nmi_control IS 'One row per record of the IPSec NMI in messages (control).';
COMMENT ON COLUMN nmi_control.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmi_control.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmi_control.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmi_control.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN nmi_control.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN nmi_control.message_record IS 'Number of the record in its message, from 1, cascades counted in. (record)';
COMMENT ON COLUMN nmi_control.parent_record IS 'Record whose cascade holds this one; 0 for a record of the message itself. (parent)';
COMMENT ON COLUMN nmi_control.record_offset IS 'Offset of the record in its message. Unit: bytes. (at)';
COMMENT ON COLUMN nmi_control.captured_utc IS 'When the message was captured: the time given, or that of the file. (captured)';
COMMENT ON COLUMN nmi_control.cascade_depth IS '0 for a record of the message itself, 1 for one in a cascade. (depth)';
COMMENT ON COLUMN nmi_control.is_carved IS 'Found by what it holds, without a framing. (is_carved)';
COMMENT ON COLUMN nmi_control.nmsec_record_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN nmi_control.tunnel_policy IS 'Policy that names the tunnel: IpManVpnAction, LocalDynVpnRule or KeyExchangeRule. (NMsTunName)';
COMMENT ON COLUMN nmi_control.tunnel_id IS 'Tunnel identifier; K, Y or M and a number. (NMsTunTunnelID)';
COMMENT ON COLUMN nmi_control.tunnel_status IS 'What became of the request for this tunnel; started is not finished. (NMsTunStatus)';
COMMENT ON COLUMN nmi_control.tunnel_tail_hex IS 'Bytes from 97 on, whose layout is not known, in hex. ((tail not known))';

-- FTP client security attributes; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS ftp_client_security (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	ftp_client_security_id BIGINT,
	ftp_mechanism VARCHAR,
	control_protection VARCHAR,
	data_protection VARCHAR,
	protocol_level VARCHAR,
	cipher_spec VARCHAR,
	tls_cipher2 VARCHAR
);
COMMENT ON TABLE ftp_client_security IS 'FTP client security attributes; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN ftp_client_security.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_client_security.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_client_security.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN ftp_client_security.ftp_client_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_client_security.ftp_mechanism IS 'What protects the connections. (SMF119FT_FCMechanism)';
COMMENT ON COLUMN ftp_client_security.control_protection IS 'Protection of the control connection. (SMF119FT_FCCProtect)';
COMMENT ON COLUMN ftp_client_security.data_protection IS 'Protection of the data connection. (SMF119FT_FCDProtect)';
COMMENT ON COLUMN ftp_client_security.protocol_level IS 'Protocol version, with TLS alone. (SMF119FT_FCProtoLevel)';
COMMENT ON COLUMN ftp_client_security.cipher_spec IS 'Name of the cipher, with TLS alone. (SMF119FT_FCCipherSpec)';
COMMENT ON COLUMN ftp_client_security.tls_cipher2 IS 'Negotiated cipher as two hex digits; 4X when it takes four. (SMF119FT_FCCipher)';

-- FTP logon failure security attributes; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS ftp_login_security (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	ftp_login_security_id BIGINT,
	ftp_mechanism VARCHAR,
	control_protection VARCHAR,
	data_protection VARCHAR,
	protocol_level VARCHAR,
	cipher_spec VARCHAR,
	tls_cipher2 VARCHAR
);
COMMENT ON TABLE ftp_login_security IS 'FTP logon failure security attributes; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN ftp_login_security.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_login_security.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_login_security.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN ftp_login_security.ftp_login_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_login_security.ftp_mechanism IS 'What protects the connections. (SMF119FT_FFMechanism)';
COMMENT ON COLUMN ftp_login_security.control_protection IS 'Protection of the control connection. (SMF119FT_FFCProtect)';
COMMENT ON COLUMN ftp_login_security.data_protection IS 'Protection of the data connection. (SMF119FT_FFDProtect)';
COMMENT ON COLUMN ftp_login_security.protocol_level IS 'Protocol version, with TLS alone. (SMF119FT_FFProtoLevel)';
COMMENT ON COLUMN ftp_login_security.cipher_spec IS 'Name of the cipher, with TLS alone. (SMF119FT_FFCipherSpec)';
COMMENT ON COLUMN ftp_login_security.tls_cipher2 IS 'Negotiated cipher as two hex digits; 4X when it takes four. (SMF119FT_FFCipher)';

-- FTP server security attributes; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS ftp_server_security (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	ftp_server_security_id BIGINT,
	ftp_mechanism VARCHAR,
	control_protection VARCHAR,
	data_protection VARCHAR,
	protocol_level VARCHAR,
	cipher_spec VARCHAR,
	tls_cipher2 VARCHAR
);
COMMENT ON TABLE ftp_server_security IS 'FTP server security attributes; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN ftp_server_security.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ftp_server_security.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ftp_server_security.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN ftp_server_security.ftp_server_security_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ftp_server_security.ftp_mechanism IS 'What protects the connections. (SMF119FT_FSMechanism)';
COMMENT ON COLUMN ftp_server_security.control_protection IS 'Protection of the control connection. (SMF119FT_FSCProtect)';
COMMENT ON COLUMN ftp_server_security.data_protection IS 'Protection of the data connection. (SMF119FT_FSDProtect)';
COMMENT ON COLUMN ftp_server_security.protocol_level IS 'Protocol version, with TLS alone. (SMF119FT_FSProtoLevel)';
COMMENT ON COLUMN ftp_server_security.cipher_spec IS 'Name of the cipher, with TLS alone. (SMF119FT_FSCipherSpec)';
COMMENT ON COLUMN ftp_server_security.tls_cipher2 IS 'Negotiated cipher as two hex digits; 4X when it takes four. (SMF119FT_FSCipher)';

-- IKE tunnel; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS ike_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	ike_tunnel_id BIGINT,
	is_ipv6 BOOLEAN,
	is_nat_allowed BOOLEAN,
	has_local_nat BOOLEAN,
	has_remote_nat BOOLEAN,
	has_remote_napt BOOLEAN,
	can_initiate BOOLEAN,
	is_fips BOOLEAN,
	exchange_mode UTINYINT,
	auth_alg UTINYINT,
	encr_alg UTINYINT,
	dh_group UINTEGER,
	peer_auth_method UTINYINT,
	life_bytes UBIGINT,
	life_seconds UINTEGER,
	ike_major_version UTINYINT,
	ike_minor_version UTINYINT,
	prf_alg UTINYINT,
	local_auth_method UTINYINT,
	reauth_seconds UINTEGER,
	encr_key_bits UINTEGER
);
COMMENT ON TABLE ike_tunnel IS 'IKE tunnel; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN ike_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ike_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ike_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN ike_tunnel.ike_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ike_tunnel.is_ipv6 IS 'Endpoint addresses are IPv6. (NMsIKETunIPv6) [derived]';
COMMENT ON COLUMN ike_tunnel.is_nat_allowed IS 'NAT traversal is enabled for the tunnel. (NMsIKETunNATAllowed) [derived]';
COMMENT ON COLUMN ike_tunnel.has_local_nat IS 'A NAT was detected before the local endpoint. (NMsIKETunLclNAT) [derived]';
COMMENT ON COLUMN ike_tunnel.has_remote_nat IS 'A NAT was detected before the remote endpoint. (NMsIKETunRmtNAT) [derived]';
COMMENT ON COLUMN ike_tunnel.has_remote_napt IS 'A NAT that translates ports was detected before the remote endpoint. (NMsIKETunRmtNAPT) [derived]';
COMMENT ON COLUMN ike_tunnel.can_initiate IS 'The local side may start the IKE negotiation. (NMsIKETunCanInitP1) [derived]';
COMMENT ON COLUMN ike_tunnel.is_fips IS 'Cryptography of the tunnel runs in FIPS 140 mode. (NMsIKETunFIPS140) [derived]';
COMMENT ON COLUMN ike_tunnel.exchange_mode IS 'Exchange of phase 1; IKEv2 has none. (NMsIKETunExchangeMode) [derived]';
COMMENT ON COLUMN ike_tunnel.auth_alg IS 'Integrity algorithm. (NMsIKETunAuthAlg) [derived]';
COMMENT ON COLUMN ike_tunnel.encr_alg IS 'Cipher; encr_key_bits gives its size. (NMsIKETunEncryptAlg) [derived]';
COMMENT ON COLUMN ike_tunnel.dh_group IS 'Diffie-Hellman group; the code is the group number. (NMsIKETunDHGroup) [derived]';
COMMENT ON COLUMN ike_tunnel.peer_auth_method IS 'How the peer proved its identity. (NMsIKETunPeerAuthMethod) [derived]';
COMMENT ON COLUMN ike_tunnel.life_bytes IS 'Bytes after which the tunnel is renewed; 0 is no limit. Unit: bytes. (NMsIKETunLifesize) [derived]';
COMMENT ON COLUMN ike_tunnel.life_seconds IS 'Seconds after which the tunnel is renewed. Unit: seconds. (NMsIKETunLifetime) [derived]';
COMMENT ON COLUMN ike_tunnel.ike_major_version IS 'Major IKE version; low four bits of the byte. (NMsIKETunMajorVer) [derived]';
COMMENT ON COLUMN ike_tunnel.ike_minor_version IS 'Minor IKE version; low four bits of the byte. (NMsIKETunMinorVer) [derived]';
COMMENT ON COLUMN ike_tunnel.prf_alg IS 'Pseudo-random function. (NMsIKETunPseudoRandomFunc) [derived]';
COMMENT ON COLUMN ike_tunnel.local_auth_method IS 'How the local side proved its identity. (NMsIKETunLocalAuthMethod) [derived]';
COMMENT ON COLUMN ike_tunnel.reauth_seconds IS 'Seconds after which both sides prove their identity again. Unit: seconds. (NMsIKETunReauthInterval) [derived]';
COMMENT ON COLUMN ike_tunnel.encr_key_bits IS 'Key length of the cipher; 0 for ciphers of fixed length. Unit: bits. (NMsIKETunEncryptKeyLength) [derived]';

-- IP tunnel, common part; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS ip_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	ip_tunnel_id BIGINT,
	is_ipv6 BOOLEAN,
	is_fips BOOLEAN,
	tunnel_type UTINYINT,
	encap_mode UTINYINT,
	auth_proto UTINYINT,
	auth_alg UTINYINT,
	encr_alg UTINYINT,
	encr_key_bits UINTEGER
);
COMMENT ON TABLE ip_tunnel IS 'IP tunnel, common part; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN ip_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN ip_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN ip_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN ip_tunnel.ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN ip_tunnel.is_ipv6 IS 'Endpoint addresses are IPv6. (NMsIPTunFlagIPv6) [derived]';
COMMENT ON COLUMN ip_tunnel.is_fips IS 'Cryptography of the tunnel runs in FIPS 140 mode. (NMsIPTunFIPS140) [derived]';
COMMENT ON COLUMN ip_tunnel.tunnel_type IS 'Manual tunnel, or dynamic one as the stack or the IKE daemon sees it. (NMsIPTunType) [derived]';
COMMENT ON COLUMN ip_tunnel.encap_mode IS 'Tunnel or transport mode. (candidate_EncapMode) [inferred]';
COMMENT ON COLUMN ip_tunnel.auth_proto IS 'Protocol that gives integrity. (candidate_AuthProto) [inferred]';
COMMENT ON COLUMN ip_tunnel.auth_alg IS 'Integrity algorithm. (candidate_AuthAlg) [inferred]';
COMMENT ON COLUMN ip_tunnel.encr_alg IS 'Cipher; encr_key_bits gives its size. (candidate_EncryptAlg) [inferred]';
COMMENT ON COLUMN ip_tunnel.encr_key_bits IS 'Key length of the cipher; 0 for ciphers of fixed length. Unit: bits. (candidate_EncryptKeyLength) [inferred]';

-- IKE tunnel as the IKE daemon lists it; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS nmsec_ike_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	nmsec_ike_tunnel_id BIGINT,
	is_ipv6 BOOLEAN,
	is_nat_allowed BOOLEAN,
	has_local_nat BOOLEAN,
	has_remote_nat BOOLEAN,
	has_remote_napt BOOLEAN,
	can_initiate BOOLEAN,
	is_fips BOOLEAN,
	exchange_mode UTINYINT,
	auth_alg UTINYINT,
	encr_alg UTINYINT,
	dh_group UINTEGER,
	peer_auth_method UTINYINT,
	life_bytes UBIGINT,
	life_seconds UINTEGER,
	ike_major_version UTINYINT,
	ike_minor_version UTINYINT,
	prf_alg UTINYINT,
	local_auth_method UTINYINT,
	reauth_seconds UINTEGER,
	encr_key_bits UINTEGER
);
COMMENT ON TABLE nmsec_ike_tunnel IS 'IKE tunnel as the IKE daemon lists it; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN nmsec_ike_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmsec_ike_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmsec_ike_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmsec_ike_tunnel.nmsec_ike_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmsec_ike_tunnel.is_ipv6 IS 'Endpoint addresses are IPv6. (NMsIKETunIPv6)';
COMMENT ON COLUMN nmsec_ike_tunnel.is_nat_allowed IS 'NAT traversal is enabled for the tunnel. (NMsIKETunNATAllowed)';
COMMENT ON COLUMN nmsec_ike_tunnel.has_local_nat IS 'A NAT was detected before the local endpoint. (NMsIKETunLclNAT)';
COMMENT ON COLUMN nmsec_ike_tunnel.has_remote_nat IS 'A NAT was detected before the remote endpoint. (NMsIKETunRmtNAT)';
COMMENT ON COLUMN nmsec_ike_tunnel.has_remote_napt IS 'A NAT that translates ports was detected before the remote endpoint. (NMsIKETunRmtNAPT)';
COMMENT ON COLUMN nmsec_ike_tunnel.can_initiate IS 'The local side may start the IKE negotiation. (NMsIKETunCanInitP1)';
COMMENT ON COLUMN nmsec_ike_tunnel.is_fips IS 'Cryptography of the tunnel runs in FIPS 140 mode. (NMsIKETunFIPS140)';
COMMENT ON COLUMN nmsec_ike_tunnel.exchange_mode IS 'Exchange of phase 1; IKEv2 has none. (NMsIKETunExchangeMode)';
COMMENT ON COLUMN nmsec_ike_tunnel.auth_alg IS 'Integrity algorithm. (NMsIKETunAuthAlg)';
COMMENT ON COLUMN nmsec_ike_tunnel.encr_alg IS 'Cipher; encr_key_bits gives its size. (NMsIKETunEncryptAlg)';
COMMENT ON COLUMN nmsec_ike_tunnel.dh_group IS 'Diffie-Hellman group; the code is the group number. (NMsIKETunDHGroup)';
COMMENT ON COLUMN nmsec_ike_tunnel.peer_auth_method IS 'How the peer proved its identity. (NMsIKETunPeerAuthMethod)';
COMMENT ON COLUMN nmsec_ike_tunnel.life_bytes IS 'Bytes after which the tunnel is renewed; 0 is no limit. Unit: bytes. (NMsIKETunLifesize)';
COMMENT ON COLUMN nmsec_ike_tunnel.life_seconds IS 'Seconds after which the tunnel is renewed. Unit: seconds. (NMsIKETunLifetime)';
COMMENT ON COLUMN nmsec_ike_tunnel.ike_major_version IS 'Major IKE version; low four bits of the byte. (NMsIKETunMajorVer)';
COMMENT ON COLUMN nmsec_ike_tunnel.ike_minor_version IS 'Minor IKE version; low four bits of the byte. (NMsIKETunMinorVer)';
COMMENT ON COLUMN nmsec_ike_tunnel.prf_alg IS 'Pseudo-random function. (NMsIKETunPseudoRandomFunc)';
COMMENT ON COLUMN nmsec_ike_tunnel.local_auth_method IS 'How the local side proved its identity. (NMsIKETunLocalAuthMethod)';
COMMENT ON COLUMN nmsec_ike_tunnel.reauth_seconds IS 'Seconds after which both sides prove their identity again. Unit: seconds. (NMsIKETunReauthInterval)';
COMMENT ON COLUMN nmsec_ike_tunnel.encr_key_bits IS 'Key length of the cipher; 0 for ciphers of fixed length. Unit: bits. (NMsIKETunEncryptKeyLength)';

-- IP tunnel, common part, as the stack or the IKE daemon lists it; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS nmsec_ip_tunnel (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	nmsec_ip_tunnel_id BIGINT,
	is_ipv6 BOOLEAN,
	is_fips BOOLEAN,
	tunnel_type UTINYINT,
	encap_mode UTINYINT,
	auth_proto UTINYINT,
	auth_alg UTINYINT,
	encr_alg UTINYINT,
	encr_key_bits UINTEGER
);
COMMENT ON TABLE nmsec_ip_tunnel IS 'IP tunnel, common part, as the stack or the IKE daemon lists it; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN nmsec_ip_tunnel.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN nmsec_ip_tunnel.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN nmsec_ip_tunnel.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN nmsec_ip_tunnel.nmsec_ip_tunnel_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN nmsec_ip_tunnel.is_ipv6 IS 'Endpoint addresses are IPv6. (NMsIPTunFlagIPv6)';
COMMENT ON COLUMN nmsec_ip_tunnel.is_fips IS 'Cryptography of the tunnel runs in FIPS 140 mode. (NMsIPTunFIPS140)';
COMMENT ON COLUMN nmsec_ip_tunnel.tunnel_type IS 'Manual tunnel, or dynamic one as the stack or the IKE daemon sees it. (NMsIPTunType)';
COMMENT ON COLUMN nmsec_ip_tunnel.encap_mode IS 'Tunnel or transport mode. (candidate_EncapMode) [inferred]';
COMMENT ON COLUMN nmsec_ip_tunnel.auth_proto IS 'Protocol that gives integrity. (candidate_AuthProto) [inferred]';
COMMENT ON COLUMN nmsec_ip_tunnel.auth_alg IS 'Integrity algorithm. (candidate_AuthAlg) [inferred]';
COMMENT ON COLUMN nmsec_ip_tunnel.encr_alg IS 'Cipher; encr_key_bits gives its size. (candidate_EncryptAlg) [inferred]';
COMMENT ON COLUMN nmsec_ip_tunnel.encr_key_bits IS 'Key length of the cipher; 0 for ciphers of fixed length. Unit: bits. (candidate_EncryptKeyLength) [inferred]';

-- SMF standard record header; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS smf119_header (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	smf119_header_id BIGINT,
	is_new_format BOOLEAN,
	has_subtype BOOLEAN,
	has_extended_header BOOLEAN,
	version_indicators UTINYINT,
	is_prsm BOOLEAN,
	system_id VARCHAR,
	subsystem_id VARCHAR,
	smf119_header_extra VARCHAR
);
COMMENT ON TABLE smf119_header IS 'SMF standard record header; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN smf119_header.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN smf119_header.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN smf119_header.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN smf119_header.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN smf119_header.is_new_format IS 'New record format (HDFlags_bit0)';
COMMENT ON COLUMN smf119_header.has_subtype IS 'Subtype field is in use (HDFlags_SUBTYPES)';
COMMENT ON COLUMN smf119_header.has_extended_header IS 'Extended header follows (z/OS 2.3 and later, only with the subtype bit). (HDFlags_bit2)';
COMMENT ON COLUMN smf119_header.version_indicators IS 'Historic version indicators (bits 3/4/5/6 named SP4/SP3/SP2/VS2 in the C mapping) (HDFlags_version)';
COMMENT ON COLUMN smf119_header.is_prsm IS 'PR/SM mode (HDFlags_PRSM) [derived]';
COMMENT ON COLUMN smf119_header.system_id IS 'SMF system id (SID in SMFPRMxx) (alias SMF119SID) (SMF119HDSID)';
COMMENT ON COLUMN smf119_header.subsystem_id IS 'Subsystem id (alias SMF119SSI) (SMF119HDSSI)';
COMMENT ON COLUMN smf119_header.smf119_header_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- TCP/IP identification section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS smf119_ident (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	smf119_ident_id BIGINT,
	system_name VARCHAR,
	sysplex_name VARCHAR,
	stack_name VARCHAR,
	release_id VARCHAR,
	component VARCHAR,
	address_space VARCHAR,
	writer_user_id VARCHAR,
	asid USMALLINT,
	smf119_ident_extra VARCHAR
);
COMMENT ON TABLE smf119_ident IS 'TCP/IP identification section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN smf119_ident.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN smf119_ident.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN smf119_ident.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN smf119_ident.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN smf119_ident.system_name IS 'System name (SYSNAME) (SMF119TI_SYSName)';
COMMENT ON COLUMN smf119_ident.sysplex_name IS 'Sysplex name (SMF119TI_SysplexName)';
COMMENT ON COLUMN smf119_ident.stack_name IS 'TCP/IP stack name (SMF119TI_Stack)';
COMMENT ON COLUMN smf119_ident.release_id IS 'Communications Server release identifier (SMF119TI_ReleaseID)';
COMMENT ON COLUMN smf119_ident.component IS 'Subcomponent, blank padded; STACK in zERT records (SMF119TI_Comp)';
COMMENT ON COLUMN smf119_ident.address_space IS 'Address space (or STC qualifier) that wrote the record (SMF119TI_ASName)';
COMMENT ON COLUMN smf119_ident.writer_user_id IS 'User id the record was written under (SMF119TI_UserID)';
COMMENT ON COLUMN smf119_ident.asid IS 'ASID of the writer (the assembler macro calls it SMF119TI_ASID2) (SMF119TI_ASID)';
COMMENT ON COLUMN smf119_ident.smf119_ident_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- AT-TLS attributes of a TCP connection; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS tcp_attls (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	tcp_attls_id BIGINT,
	tls_version USMALLINT,
	tls_cipher2 VARCHAR,
	attls_security_type UTINYINT,
	tls_cipher4 VARCHAR
);
COMMENT ON TABLE tcp_attls IS 'AT-TLS attributes of a TCP connection; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN tcp_attls.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN tcp_attls.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN tcp_attls.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN tcp_attls.tcp_attls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN tcp_attls.tls_version IS 'Negotiated protocol version. (SMF119AP_TTTTLSSP)';
COMMENT ON COLUMN tcp_attls.tls_cipher2 IS 'Negotiated cipher as two hex digits; 4X when it takes four. (SMF119AP_TTTTLSNC)';
COMMENT ON COLUMN tcp_attls.attls_security_type IS 'Role of the local end and how it checks clients. (SMF119AP_TTTTLSST)';
COMMENT ON COLUMN tcp_attls.tls_cipher4 IS 'Negotiated cipher as four hex digits. (SMF119AP_TTTTLSNC4) [inferred]';

-- zERT detail IPSec attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_detail_ipsec (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_detail_ipsec_id BIGINT,
	ike_major_version UTINYINT,
	ike_minor_version UTINYINT,
	ike_key_exchange_rule VARCHAR,
	ike_local_endpoint VARCHAR,
	ike_remote_endpoint VARCHAR,
	ike_local_auth_method USMALLINT,
	ike_remote_auth_method USMALLINT,
	ike_mac USMALLINT,
	ike_encryption USMALLINT,
	ike_dh_group USMALLINT,
	ike_prf USMALLINT,
	ike_life_kilobytes UINTEGER,
	ike_life_minutes UINTEGER,
	ike_reauth_minutes UINTEGER,
	ike_local_cert_sig_method USMALLINT,
	ike_local_cert_enc_method USMALLINT,
	ike_local_cert_digest USMALLINT,
	ike_local_cert_serial VARCHAR,
	ike_local_cert_time_type UTINYINT,
	ike_local_cert_not_after_utc TIMESTAMP,
	ike_local_cert_key_type USMALLINT,
	ike_local_cert_key_bits USMALLINT,
	ike_remote_cert_sig_method USMALLINT,
	ike_remote_cert_enc_method USMALLINT,
	ike_remote_cert_digest USMALLINT,
	ike_remote_cert_serial VARCHAR,
	ike_remote_cert_time_type UTINYINT,
	ike_remote_cert_not_after_utc TIMESTAMP,
	ike_remote_cert_key_type USMALLINT,
	ike_remote_cert_key_bits USMALLINT,
	ipsec_is_ipv6 BOOLEAN,
	ipsec_fips BOOLEAN,
	ipsec_tunnel_type UTINYINT,
	ipsec_tunnel_state UTINYINT,
	ipsec_encap_mode UTINYINT,
	ipsec_auth_protocol UTINYINT,
	ipsec_mac USMALLINT,
	ipsec_encryption USMALLINT,
	ipsec_pfs_group USMALLINT,
	ipsec_life_kilobytes UINTEGER,
	ipsec_life_minutes UINTEGER,
	ipsec_vpn_life_minutes UINTEGER
);
COMMENT ON TABLE zert_detail_ipsec IS 'zERT detail IPSec attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_detail_ipsec.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_detail_ipsec.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_detail_ipsec.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_detail_ipsec.zert_detail_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail_ipsec.ike_major_version IS 'IKE major version; low nibble only (SMF119SC_IPSec_IKEMajVer)';
COMMENT ON COLUMN zert_detail_ipsec.ike_minor_version IS 'IKE minor version; low nibble only (SMF119SC_IPSec_IKEMinVer)';
COMMENT ON COLUMN zert_detail_ipsec.ike_key_exchange_rule IS 'Key exchange rule name, blank padded (informational) (SMF119SC_IPSec_IKETunKeyExchRule)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_endpoint IS 'Local tunnel endpoint: IPv6 by S1 SAFlags bit 0, else IPv4 in first 4 bytes (SMF119SC_IPSec_IKETunLclEndpt)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_endpoint IS 'Remote tunnel endpoint, same rule (SMF119SC_IPSec_IKETunRmtEndpt)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_auth_method IS 'Local endpoint authentication method (SMF119SC_IPSec_IKETunLclAuthMeth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_auth_method IS 'Remote endpoint authentication method (SMF119SC_IPSec_IKETunRmtAuthMeth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_mac IS 'IKE tunnel authentication algorithm (SMF119SC_IPSec_IKETunAuthAlg)';
COMMENT ON COLUMN zert_detail_ipsec.ike_encryption IS 'IKE tunnel encryption algorithm (SMF119SC_IPSec_IKETunEncAlg)';
COMMENT ON COLUMN zert_detail_ipsec.ike_dh_group IS 'Diffie-Hellman group of the IKE tunnel (SMF119SC_IPSec_IKETunDHGroup)';
COMMENT ON COLUMN zert_detail_ipsec.ike_prf IS 'Pseudo-random function (SMF119SC_IPSec_IKETunPseudoRandFunc)';
COMMENT ON COLUMN zert_detail_ipsec.ike_life_kilobytes IS 'IKE tunnel lifesize limit in KB; 0 = none Unit: kilobytes. (SMF119SC_IPSec_IKETunLifesize)';
COMMENT ON COLUMN zert_detail_ipsec.ike_life_minutes IS 'IKE tunnel lifetime in minutes Unit: minutes. (SMF119SC_IPSec_IKETunLifetime)';
COMMENT ON COLUMN zert_detail_ipsec.ike_reauth_minutes IS 'Reauthentication interval in minutes Unit: minutes. (SMF119SC_IPSec_IKETunReauthIntvl)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_sig_method IS 'Local IKE certificate signature method (SMF119SC_IPSec_LclCert_Sign_Meth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_enc_method IS 'Local IKE certificate encryption method (SMF119SC_IPSec_LclCert_Enc_Meth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_digest IS 'Local IKE certificate digest algorithm (SMF119SC_IPSec_LclCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_serial IS 'Local IKE certificate serial, left justified (SMF119SC_IPSec_LclCert_Serial)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_time_type IS 'Local IKE certificate expiry time format; 0 = manual tunnel (SMF119SC_IPSec_LclCert_Time_Type)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_not_after_utc IS 'Local IKE certificate not-after (13 or 15 chars by type) (SMF119SC_IPSec_LclCert_Time)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_key_type IS 'Local IKE certificate key type (SMF119SC_IPSec_LclCert_Key_Type)';
COMMENT ON COLUMN zert_detail_ipsec.ike_local_cert_key_bits IS 'Local IKE certificate key length in bits Unit: bits. (SMF119SC_IPSec_LclCert_Key_Len)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_sig_method IS 'Remote IKE certificate signature method (SMF119SC_IPSec_RmtCert_Sign_Meth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_enc_method IS 'Remote IKE certificate encryption method (SMF119SC_IPSec_RmtCert_Enc_Meth)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_digest IS 'Remote IKE certificate digest algorithm (SMF119SC_IPSec_RmtCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_serial IS 'Remote IKE certificate serial, left justified (SMF119SC_IPSec_RmtCert_Serial)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_time_type IS 'Remote IKE certificate expiry time format; 0 = manual tunnel (SMF119SC_IPSec_RmtCert_Time_Type)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_not_after_utc IS 'Remote IKE certificate not-after (13 or 15 chars by type) (SMF119SC_IPSec_RmtCert_Time)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_key_type IS 'Remote IKE certificate key type (SMF119SC_IPSec_RmtCert_Key_Type)';
COMMENT ON COLUMN zert_detail_ipsec.ike_remote_cert_key_bits IS 'Remote IKE certificate key length in bits Unit: bits. (SMF119SC_IPSec_RmtCert_Key_Len)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_is_ipv6 IS 'Security and data endpoints are IPv6 (TunFlags_IPv6)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_fips IS 'Tunnel crypto done in FIPS 140 mode (TunFlags_FIPS)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_tunnel_type IS 'Tunnel type (SMF119SC_IPSec_TunType)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_tunnel_state IS 'Tunnel state (SMF119SC_IPSec_TunState)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_encap_mode IS 'Encapsulation mode (SMF119SC_IPSec_EncapMode)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_auth_protocol IS 'Protocol used for authentication (SMF119SC_IPSec_AuthProto)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_mac IS 'Phase 2 authentication algorithm (SMF119SC_IPSec_AuthAlg)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_encryption IS 'Phase 2 encryption algorithm (SMF119SC_IPSec_EncAlg)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_pfs_group IS 'Diffie-Hellman group for PFS (SMF119SC_IPSec_PFSGroup)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_life_kilobytes IS 'SA lifesize in KB; 0 for manual tunnels Unit: kilobytes. (SMF119SC_IPSec_Lifesize)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_life_minutes IS 'SA lifetime in minutes; 0 for manual tunnels Unit: minutes. (SMF119SC_IPSec_Lifetime)';
COMMENT ON COLUMN zert_detail_ipsec.ipsec_vpn_life_minutes IS 'Minutes until the tunnel family stops being refreshed; 0 = no limit Unit: minutes. (SMF119SC_IPSec_VPNLifeExpire)';

-- zERT detail SSH attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_detail_ssh (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_detail_ssh_id BIGINT,
	ssh_version UTINYINT,
	ssh_source UTINYINT,
	ssh_fips_mode UTINYINT,
	ssh_etm_in BOOLEAN,
	ssh_etm_out BOOLEAN,
	ssh_handshake_failed BOOLEAN,
	ssh_component VARCHAR,
	ssh_provider VARCHAR,
	ssh_auth_method USMALLINT,
	ssh_auth_method2 USMALLINT,
	ssh_in_encryption USMALLINT,
	ssh_in_mac USMALLINT,
	ssh_key_exchange USMALLINT,
	ssh_out_encryption USMALLINT,
	ssh_out_mac USMALLINT,
	ssh_server_key_type USMALLINT,
	ssh_server_key_bits USMALLINT,
	ssh_client_key_type USMALLINT,
	ssh_client_key_bits USMALLINT,
	ssh_server_key_fingerprint VARCHAR,
	ssh_client_key_fingerprint VARCHAR,
	ssh_server_cert_sig_method USMALLINT,
	ssh_server_cert_enc_method USMALLINT,
	ssh_server_cert_digest USMALLINT,
	ssh_server_cert_serial VARCHAR,
	ssh_server_cert_time_type UTINYINT,
	ssh_server_cert_not_after_utc TIMESTAMP,
	ssh_server_cert_key_type USMALLINT,
	ssh_server_cert_key_bits USMALLINT,
	ssh_client_cert_sig_method USMALLINT,
	ssh_client_cert_enc_method USMALLINT,
	ssh_client_cert_digest USMALLINT,
	ssh_client_cert_serial VARCHAR,
	ssh_client_cert_time_type UTINYINT,
	ssh_client_cert_not_after_utc TIMESTAMP,
	ssh_client_cert_key_type USMALLINT,
	ssh_client_cert_key_bits USMALLINT,
	zert_detail_ssh_extra VARCHAR
);
COMMENT ON TABLE zert_detail_ssh IS 'zERT detail SSH attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_detail_ssh.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_detail_ssh.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_detail_ssh.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_detail_ssh.zert_detail_ssh_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail_ssh.ssh_version IS 'SSH protocol version (SMF119SC_SSH_Prot_Ver)';
COMMENT ON COLUMN zert_detail_ssh.ssh_source IS 'Where the SSH data came from (informational) (SMF119SC_SSH_Source)';
COMMENT ON COLUMN zert_detail_ssh.ssh_fips_mode IS 'FIPS 140 mode of the provider (informational) (SMF119SC_SSH_FIPS_Mode)';
COMMENT ON COLUMN zert_detail_ssh.ssh_etm_in IS 'Encrypt-then-MAC inbound (SSH_CryptoFlags_ETM_In)';
COMMENT ON COLUMN zert_detail_ssh.ssh_etm_out IS 'Encrypt-then-MAC outbound (SSH_CryptoFlags_ETM_Out)';
COMMENT ON COLUMN zert_detail_ssh.ssh_handshake_failed IS 'Handshake failed: all other fields zero/blank except Source and Protocol_Provider (SSH_Flags_FailedHS)';
COMMENT ON COLUMN zert_detail_ssh.ssh_component IS 'SSH subcomponent name, blank padded (informational) (SMF119SC_SSH_Comp)';
COMMENT ON COLUMN zert_detail_ssh.ssh_provider IS 'Provider name, blank padded (SMF119SC_SSH_Protocol_Provider)';
COMMENT ON COLUMN zert_detail_ssh.ssh_auth_method IS 'First or only peer authentication method (SMF119SC_SSH_Auth_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_auth_method2 IS 'Last of several authentication methods; 0 = only one (SMF119SC_SSH_Auth_Method2)';
COMMENT ON COLUMN zert_detail_ssh.ssh_in_encryption IS 'Inbound encryption algorithm (SMF119SC_SSH_In_Enc_Alg)';
COMMENT ON COLUMN zert_detail_ssh.ssh_in_mac IS 'Inbound message authentication algorithm (SMF119SC_SSH_In_Msg_Auth)';
COMMENT ON COLUMN zert_detail_ssh.ssh_key_exchange IS 'Key exchange method (SMF119SC_SSH_Kex_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_out_encryption IS 'Outbound encryption algorithm (SMF119SC_SSH_Out_Enc_Alg)';
COMMENT ON COLUMN zert_detail_ssh.ssh_out_mac IS 'Outbound message authentication algorithm (SMF119SC_SSH_Out_Msg_Auth)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_key_type IS 'Raw server key type (SMF119SC_SSH_SKey_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_key_bits IS 'Raw server key length in bits Unit: bits. (SMF119SC_SSH_SKey_Len)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_key_type IS 'Raw client key type (SMF119SC_SSH_CKey_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_key_bits IS 'Raw client key length in bits Unit: bits. (SMF119SC_SSH_CKey_Len)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_key_fingerprint IS 'Server public key fingerprint, left justified, X''00'' padded (SMF119SC_SSH_SKey_FP)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_key_fingerprint IS 'Client public key fingerprint, left justified, X''00'' padded (SMF119SC_SSH_CKey_FP)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_sig_method IS 'Server X.509 certificate signature method (SMF119SC_SSH_SCert_Signature_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_enc_method IS 'Server X.509 certificate encryption method (SMF119SC_SSH_SCert_Enc_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_digest IS 'Server X.509 certificate digest algorithm (SMF119SC_SSH_SCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_serial IS 'Server X.509 certificate serial number, left justified; use Serial_Len bytes (SMF119SC_SSH_SCert_Serial)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_time_type IS 'Server X.509 certificate expiry time format (SMF119SC_SSH_SCert_Time_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_not_after_utc IS 'Server X.509 certificate not-after: type 1 = 13 chars YYMMDDhhmmssZ, type 2 = 15 chars YYYYMMDDhhmmssZ (SMF119SC_SSH_SCert_Time)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_key_type IS 'Server X.509 certificate key type (SMF119SC_SSH_SCert_Key_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_server_cert_key_bits IS 'Server X.509 certificate key length in bits Unit: bits. (SMF119SC_SSH_SCert_Key_Len)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_sig_method IS 'Client X.509 certificate signature method (SMF119SC_SSH_CCert_Signature_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_enc_method IS 'Client X.509 certificate encryption method (SMF119SC_SSH_CCert_Enc_Method)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_digest IS 'Client X.509 certificate digest algorithm (SMF119SC_SSH_CCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_serial IS 'Client X.509 certificate serial number, left justified; use Serial_Len bytes (SMF119SC_SSH_CCert_Serial)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_time_type IS 'Client X.509 certificate expiry time format (SMF119SC_SSH_CCert_Time_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_not_after_utc IS 'Client X.509 certificate not-after: type 1 = 13 chars YYMMDDhhmmssZ, type 2 = 15 chars YYYYMMDDhhmmssZ (SMF119SC_SSH_CCert_Time)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_key_type IS 'Client X.509 certificate key type (SMF119SC_SSH_CCert_Key_Type)';
COMMENT ON COLUMN zert_detail_ssh.ssh_client_cert_key_bits IS 'Client X.509 certificate key length in bits Unit: bits. (SMF119SC_SSH_CCert_Key_Len)';
COMMENT ON COLUMN zert_detail_ssh.zert_detail_ssh_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- zERT detail TLS attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_detail_tls (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_detail_tls_id BIGINT,
	tls_version USMALLINT,
	tls_source UTINYINT,
	tls_handshake_type UTINYINT,
	tls_handshake_role UTINYINT,
	tls_provider VARCHAR,
	tls_cipher_suite VARCHAR,
	tls_encryption USMALLINT,
	tls_mac USMALLINT,
	tls_key_exchange USMALLINT,
	tls_fips_mode UTINYINT,
	tls_etm BOOLEAN,
	tls_server_cert_sig_method USMALLINT,
	tls_server_cert_enc_method USMALLINT,
	tls_server_cert_digest USMALLINT,
	tls_server_cert_serial VARCHAR,
	tls_server_cert_time_type UTINYINT,
	tls_server_cert_not_after_utc TIMESTAMP,
	tls_server_cert_key_type USMALLINT,
	tls_server_cert_key_bits USMALLINT,
	tls_client_cert_sig_method USMALLINT,
	tls_client_cert_enc_method USMALLINT,
	tls_client_cert_digest USMALLINT,
	tls_client_cert_serial VARCHAR,
	tls_client_cert_time_type UTINYINT,
	tls_client_cert_not_after_utc TIMESTAMP,
	tls_client_cert_key_type USMALLINT,
	tls_client_cert_key_bits USMALLINT,
	tls_unmapped VARCHAR
);
COMMENT ON TABLE zert_detail_tls IS 'zERT detail TLS attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_detail_tls.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_detail_tls.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_detail_tls.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_detail_tls.zert_detail_tls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail_tls.tls_version IS 'Negotiated SSL/TLS version (SMF119SC_TLS_Prot_Ver)';
COMMENT ON COLUMN zert_detail_tls.tls_source IS 'Where the TLS data came from (informational) (SMF119SC_TLS_Source)';
COMMENT ON COLUMN zert_detail_tls.tls_handshake_type IS 'Full / abbreviated / failed handshake (informational) (SMF119SC_TLS_Handshake_Type)';
COMMENT ON COLUMN zert_detail_tls.tls_handshake_role IS 'Local handshake role (informational) (SMF119SC_TLS_Handshake_Role)';
COMMENT ON COLUMN zert_detail_tls.tls_provider IS 'Provider name, blank padded (SMF119SC_TLS_Protocol_Provider)';
COMMENT ON COLUMN zert_detail_tls.tls_cipher_suite IS 'SSLv3+: 4 hex characters of the IANA suite + 2 blanks; SSLv2: 6 characters; FFFFFF when version unknown (3.2) (SMF119SC_TLS_Neg_Cipher)';
COMMENT ON COLUMN zert_detail_tls.tls_encryption IS 'Symmetric cipher of the suite (SMF119SC_TLS_CS_Enc_Alg)';
COMMENT ON COLUMN zert_detail_tls.tls_mac IS 'Message authentication of the suite (SMF119SC_TLS_CS_Msg_Auth)';
COMMENT ON COLUMN zert_detail_tls.tls_key_exchange IS 'Key exchange of the suite (SMF119SC_TLS_CS_Kex_Alg)';
COMMENT ON COLUMN zert_detail_tls.tls_fips_mode IS 'FIPS 140 mode of the provider (SMF119SC_TLS_FIPS_Mode)';
COMMENT ON COLUMN zert_detail_tls.tls_etm IS 'Encrypt-then-MAC in use (TLS_CryptoFlags_ETM)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_sig_method IS 'Server certificate signature method (SMF119SC_TLS_SCert_Signature_Method)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_enc_method IS 'Server certificate encryption method (SMF119SC_TLS_SCert_Enc_Method)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_digest IS 'Server certificate digest algorithm (SMF119SC_TLS_SCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_serial IS 'Server certificate serial number, left justified; use Serial_Len bytes (SMF119SC_TLS_SCert_Serial)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_time_type IS 'Server certificate expiry time format (SMF119SC_TLS_SCert_Time_Type)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_not_after_utc IS 'Server certificate not-after: type 1 = 13 chars YYMMDDhhmmssZ, type 2 = 15 chars YYYYMMDDhhmmssZ (SMF119SC_TLS_SCert_Time)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_key_type IS 'Server certificate key type (SMF119SC_TLS_SCert_Key_Type)';
COMMENT ON COLUMN zert_detail_tls.tls_server_cert_key_bits IS 'Server certificate key length in bits Unit: bits. (SMF119SC_TLS_SCert_Key_Len)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_sig_method IS 'Client certificate signature method (SMF119SC_TLS_CCert_Signature_Method)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_enc_method IS 'Client certificate encryption method (SMF119SC_TLS_CCert_Enc_Method)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_digest IS 'Client certificate digest algorithm (SMF119SC_TLS_CCert_Digest_Alg)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_serial IS 'Client certificate serial number, left justified; use Serial_Len bytes (SMF119SC_TLS_CCert_Serial)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_time_type IS 'Client certificate expiry time format (SMF119SC_TLS_CCert_Time_Type)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_not_after_utc IS 'Client certificate not-after: type 1 = 13 chars YYMMDDhhmmssZ, type 2 = 15 chars YYYYMMDDhhmmssZ (SMF119SC_TLS_CCert_Time)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_key_type IS 'Client certificate key type (SMF119SC_TLS_CCert_Key_Type)';
COMMENT ON COLUMN zert_detail_tls.tls_client_cert_key_bits IS 'Client certificate key length in bits Unit: bits. (SMF119SC_TLS_CCert_Key_Len)';
COMMENT ON COLUMN zert_detail_tls.tls_unmapped IS 'Bytes past 168 if the section is longer: probably what TLS 1.3 added; no published layout was found (unmapped_168) [inferred]';

-- Certificate distinguished name, one entry of the list; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_dn (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_dn_id BIGINT,
	dn_type USMALLINT,
	dn VARCHAR
);
COMMENT ON TABLE zert_dn IS 'Certificate distinguished name, one entry of the list; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_dn.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_dn.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_dn.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_dn.zert_dn_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_dn.dn_type IS 'Which certificate and whether subject or issuer (SMF119SC_DN_Type)';
COMMENT ON COLUMN zert_dn.dn IS 'Distinguished name text, at most 1024 bytes (SMF119SC_DN)';

-- zERT detail IP filter section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_ip_filter (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_ip_filter_id BIGINT,
	ipfilter_out_action UTINYINT,
	ipfilter_in_action UTINYINT,
	ipfilter_out_rule VARCHAR,
	ipfilter_out_rule_ext VARCHAR,
	ipfilter_in_rule VARCHAR,
	ipfilter_in_rule_ext VARCHAR,
	zert_ip_filter_extra VARCHAR
);
COMMENT ON TABLE zert_ip_filter IS 'zERT detail IP filter section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_ip_filter.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_ip_filter.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_ip_filter.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_ip_filter.zert_ip_filter_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_ip_filter.ipfilter_out_action IS 'Outbound filter outcome; a change triggers a change record (SMF119SC_IPFlt_OutAct)';
COMMENT ON COLUMN zert_ip_filter.ipfilter_in_action IS 'Inbound filter outcome; a change triggers a change record (SMF119SC_IPFlt_InbAct)';
COMMENT ON COLUMN zert_ip_filter.ipfilter_out_rule IS 'Outbound filter rule name; blank if none (SMF119SC_IPFlt_OutRuleName)';
COMMENT ON COLUMN zert_ip_filter.ipfilter_out_rule_ext IS 'Outbound rule name extension; blank if none (SMF119SC_IPFlt_OutRuleExt)';
COMMENT ON COLUMN zert_ip_filter.ipfilter_in_rule IS 'Inbound filter rule name; blank if none (SMF119SC_IPFlt_InRuleName)';
COMMENT ON COLUMN zert_ip_filter.ipfilter_in_rule_ext IS 'Inbound rule name extension; blank if none (SMF119SC_IPFlt_InRuleExt)';
COMMENT ON COLUMN zert_ip_filter.zert_ip_filter_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- zERT policy-based enforcement section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_rule (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_rule_id BIGINT,
	rule_text VARCHAR
);
COMMENT ON TABLE zert_rule IS 'zERT policy-based enforcement section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_rule.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_rule.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_rule.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_rule.zert_rule_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_rule.rule_text IS 'Holds the name of the matched zERT rule; no published layout was found (unmapped_0) [inferred]';

-- zERT summary common section: the security session and its counters; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_session (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_session_id BIGINT,
	summary_event UTINYINT,
	is_ipv6 BOOLEAN,
	is_local_server BOOLEAN,
	is_local_client BOOLEAN,
	is_tls BOOLEAN,
	is_ssh BOOLEAN,
	is_ipsec BOOLEAN,
	job_name VARCHAR,
	user_id VARCHAR,
	ip_protocol UTINYINT,
	server_addr VARCHAR,
	client_addr VARCHAR,
	server_port USMALLINT,
	server_port_end USMALLINT,
	session_id VARCHAR
);
COMMENT ON TABLE zert_session IS 'zERT summary common section: the security session and its counters; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_session.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_session.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_session.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_session.zert_session_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_session.summary_event IS 'Interval record or function enabled/disabled event (SMF119SS_SAEvent_Type)';
COMMENT ON COLUMN zert_session.is_ipv6 IS 'Session uses IPv6 addresses (SSFlags_IPv6)';
COMMENT ON COLUMN zert_session.is_local_server IS 'Local socket is the server (TCP only) (SSFlags_Server)';
COMMENT ON COLUMN zert_session.is_local_client IS 'Local socket is the client (TCP only) (SSFlags_Client)';
COMMENT ON COLUMN zert_session.is_tls IS 'TLS/SSL (SSSecProto_TLS)';
COMMENT ON COLUMN zert_session.is_ssh IS 'SSH (SSSecProto_SSH)';
COMMENT ON COLUMN zert_session.is_ipsec IS 'IPSec (SSSecProto_IPSec)';
COMMENT ON COLUMN zert_session.job_name IS 'Job name owning the socket (SMF119SS_SAJobname)';
COMMENT ON COLUMN zert_session.user_id IS 'User id owning the socket; *FTPUSR* when FTP data connections are aggregated at the FTP server (SMF119SS_SAUserID)';
COMMENT ON COLUMN zert_session.ip_protocol IS 'IP protocol (SMF119SS_SAIPProto)';
COMMENT ON COLUMN zert_session.server_addr IS 'Server address: IPv6 by SAFlags bit 0, else IPv4 in first 4 bytes (SMF119SS_SASrvIP)';
COMMENT ON COLUMN zert_session.client_addr IS 'Client address, same rule (SMF119SS_SACltIP)';
COMMENT ON COLUMN zert_session.server_port IS 'First server port of the range (SMF119SS_SASrvPortStart)';
COMMENT ON COLUMN zert_session.server_port_end IS 'Last server port of the range; equals start for a single port (SMF119SS_SASrvPortEnd)';
COMMENT ON COLUMN zert_session.session_id IS 'Session identifier, protocol prefix + ''-'' + value; stable key of the security session (SMF119SS_SASessionID)';

-- zERT summary IPSec attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_summary_ipsec (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_summary_ipsec_id BIGINT,
	ike_major_version UTINYINT,
	ike_minor_version UTINYINT,
	ike_local_endpoint VARCHAR,
	ike_remote_endpoint VARCHAR,
	ike_local_auth_method USMALLINT,
	ike_remote_auth_method USMALLINT,
	ike_mac USMALLINT,
	ike_encryption USMALLINT,
	ike_dh_group USMALLINT,
	ike_prf USMALLINT,
	ike_local_cert_sig_method USMALLINT,
	ike_local_cert_enc_method USMALLINT,
	ike_local_cert_digest USMALLINT,
	ike_local_cert_key_type USMALLINT,
	ike_local_cert_key_bits USMALLINT,
	ike_remote_cert_sig_method USMALLINT,
	ike_remote_cert_enc_method USMALLINT,
	ike_remote_cert_digest USMALLINT,
	ike_remote_cert_key_type USMALLINT,
	ike_remote_cert_key_bits USMALLINT,
	ipsec_pfs_group USMALLINT,
	ipsec_encap_mode UTINYINT,
	ipsec_auth_protocol UTINYINT,
	ipsec_mac USMALLINT,
	ipsec_encryption USMALLINT,
	ike_local_cert_serial VARCHAR,
	ike_local_cert_time_type UTINYINT,
	ike_local_cert_not_after_utc TIMESTAMP,
	ike_remote_cert_serial VARCHAR,
	ike_remote_cert_time_type UTINYINT,
	ike_remote_cert_not_after_utc TIMESTAMP,
	zert_summary_ipsec_extra VARCHAR
);
COMMENT ON TABLE zert_summary_ipsec IS 'zERT summary IPSec attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_summary_ipsec.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary_ipsec.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_summary_ipsec.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_summary_ipsec.zert_summary_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_ipsec.ike_major_version IS 'IKE major version; low nibble only (SMF119SS_IPSec_IKEMajVer)';
COMMENT ON COLUMN zert_summary_ipsec.ike_minor_version IS 'IKE minor version; low nibble only (SMF119SS_IPSec_IKEMinVer)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_endpoint IS 'Local tunnel endpoint: IPv6 by S1 SAFlags bit 0, else IPv4 in first 4 bytes (SMF119SS_IPSec_IKETunLclEndpt)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_endpoint IS 'Remote tunnel endpoint, same rule (SMF119SS_IPSec_IKETunRmtEndpt)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_auth_method IS 'Local endpoint authentication method (SMF119SS_IPSec_IKETunLclAuthMeth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_auth_method IS 'Remote endpoint authentication method (SMF119SS_IPSec_IKETunRmtAuthMeth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_mac IS 'IKE tunnel authentication algorithm (SMF119SS_IPSec_IKETunAuthAlg)';
COMMENT ON COLUMN zert_summary_ipsec.ike_encryption IS 'IKE tunnel encryption algorithm (SMF119SS_IPSec_IKETunEncAlg)';
COMMENT ON COLUMN zert_summary_ipsec.ike_dh_group IS 'Diffie-Hellman group of the IKE tunnel (SMF119SS_IPSec_IKETunDHGroup)';
COMMENT ON COLUMN zert_summary_ipsec.ike_prf IS 'Pseudo-random function (SMF119SS_IPSec_IKETunPseudoRandFunc)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_sig_method IS 'Local IKE certificate signature method (SMF119SS_IPSec_LclCert_Sign_Meth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_enc_method IS 'Local IKE certificate encryption method (SMF119SS_IPSec_LclCert_Enc_Meth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_digest IS 'Local IKE certificate digest algorithm (SMF119SS_IPSec_LclCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_key_type IS 'Local IKE certificate key type (SMF119SS_IPSec_LclCert_Key_Type)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_key_bits IS 'Local IKE certificate key length in bits Unit: bits. (SMF119SS_IPSec_LclCert_Key_Len)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_sig_method IS 'Remote IKE certificate signature method (SMF119SS_IPSec_RmtCert_Sign_Meth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_enc_method IS 'Remote IKE certificate encryption method (SMF119SS_IPSec_RmtCert_Enc_Meth)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_digest IS 'Remote IKE certificate digest algorithm (SMF119SS_IPSec_RmtCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_key_type IS 'Remote IKE certificate key type (SMF119SS_IPSec_RmtCert_Key_Type)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_key_bits IS 'Remote IKE certificate key length in bits Unit: bits. (SMF119SS_IPSec_RmtCert_Key_Len)';
COMMENT ON COLUMN zert_summary_ipsec.ipsec_pfs_group IS 'Diffie-Hellman group for PFS (SMF119SS_IPSec_PFSGroup)';
COMMENT ON COLUMN zert_summary_ipsec.ipsec_encap_mode IS 'Encapsulation mode (SMF119SS_IPSec_EncapMode)';
COMMENT ON COLUMN zert_summary_ipsec.ipsec_auth_protocol IS 'Protocol used for authentication (SMF119SS_IPSec_AuthProto)';
COMMENT ON COLUMN zert_summary_ipsec.ipsec_mac IS 'Phase 2 authentication algorithm (SMF119SS_IPSec_AuthAlg)';
COMMENT ON COLUMN zert_summary_ipsec.ipsec_encryption IS 'Phase 2 encryption algorithm (SMF119SS_IPSec_EncAlg)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_serial IS 'Local IKE certificate serial, left justified (SMF119SS_IPSec_LclCert_Serial)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_time_type IS 'Local IKE certificate expiry time format (SMF119SS_IPSec_LclCert_Time_Type)';
COMMENT ON COLUMN zert_summary_ipsec.ike_local_cert_not_after_utc IS 'Local IKE certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_IPSec_LclCert_Time)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_serial IS 'Remote IKE certificate serial, left justified (SMF119SS_IPSec_RmtCert_Serial)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_time_type IS 'Remote IKE certificate expiry time format (SMF119SS_IPSec_RmtCert_Time_Type)';
COMMENT ON COLUMN zert_summary_ipsec.ike_remote_cert_not_after_utc IS 'Remote IKE certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_IPSec_RmtCert_Time)';
COMMENT ON COLUMN zert_summary_ipsec.zert_summary_ipsec_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- zERT summary SSH attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_summary_ssh (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_summary_ssh_id BIGINT,
	ssh_source UTINYINT,
	ssh_version UTINYINT,
	ssh_etm_in BOOLEAN,
	ssh_etm_out BOOLEAN,
	ssh_auth_method USMALLINT,
	ssh_auth_method2 USMALLINT,
	ssh_in_encryption USMALLINT,
	ssh_in_mac USMALLINT,
	ssh_key_exchange USMALLINT,
	ssh_out_encryption USMALLINT,
	ssh_out_mac USMALLINT,
	ssh_server_key_type USMALLINT,
	ssh_server_key_bits USMALLINT,
	ssh_client_key_type USMALLINT,
	ssh_client_key_bits USMALLINT,
	ssh_server_cert_sig_method USMALLINT,
	ssh_server_cert_enc_method USMALLINT,
	ssh_server_cert_digest USMALLINT,
	ssh_server_cert_key_type USMALLINT,
	ssh_server_cert_key_bits USMALLINT,
	ssh_client_cert_sig_method USMALLINT,
	ssh_client_cert_enc_method USMALLINT,
	ssh_client_cert_digest USMALLINT,
	ssh_client_cert_key_type USMALLINT,
	ssh_client_cert_key_bits USMALLINT,
	zert_summary_ssh_extra VARCHAR
);
COMMENT ON TABLE zert_summary_ssh IS 'zERT summary SSH attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_summary_ssh.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary_ssh.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_summary_ssh.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_summary_ssh.zert_summary_ssh_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_ssh.ssh_source IS 'Where the data came from (SMF119SS_SSH_Source)';
COMMENT ON COLUMN zert_summary_ssh.ssh_version IS 'SSH protocol version (SMF119SS_SSH_Prot_Ver)';
COMMENT ON COLUMN zert_summary_ssh.ssh_etm_in IS 'Encrypt-then-MAC inbound (SS_SSH_CryptoFlags_ETM_In)';
COMMENT ON COLUMN zert_summary_ssh.ssh_etm_out IS 'Encrypt-then-MAC outbound (SS_SSH_CryptoFlags_ETM_Out)';
COMMENT ON COLUMN zert_summary_ssh.ssh_auth_method IS 'First or only peer authentication method (SMF119SS_SSH_Auth_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_auth_method2 IS 'Last of several methods; 0 = only one (SMF119SS_SSH_Auth_Method2)';
COMMENT ON COLUMN zert_summary_ssh.ssh_in_encryption IS 'Inbound encryption algorithm (SMF119SS_SSH_In_Enc_Alg)';
COMMENT ON COLUMN zert_summary_ssh.ssh_in_mac IS 'Inbound message authentication algorithm (SMF119SS_SSH_In_Msg_Auth)';
COMMENT ON COLUMN zert_summary_ssh.ssh_key_exchange IS 'Key exchange method (SMF119SS_SSH_Kex_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_out_encryption IS 'Outbound encryption algorithm (SMF119SS_SSH_Out_Enc_Alg)';
COMMENT ON COLUMN zert_summary_ssh.ssh_out_mac IS 'Outbound message authentication algorithm (SMF119SS_SSH_Out_Msg_Auth)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_key_type IS 'Raw server key type (SMF119SS_SSH_SKey_Type)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_key_bits IS 'Raw server key length in bits Unit: bits. (SMF119SS_SSH_SKey_Len)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_key_type IS 'Raw client key type (SMF119SS_SSH_CKey_Type)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_key_bits IS 'Raw client key length in bits Unit: bits. (SMF119SS_SSH_CKey_Len)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_cert_sig_method IS 'Server X.509 certificate signature method (SMF119SS_SSH_SCert_Signature_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_cert_enc_method IS 'Server X.509 certificate encryption method (SMF119SS_SSH_SCert_Enc_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_cert_digest IS 'Server X.509 certificate digest algorithm (SMF119SS_SSH_SCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_cert_key_type IS 'Server X.509 certificate key type (SMF119SS_SSH_SCert_Key_Type)';
COMMENT ON COLUMN zert_summary_ssh.ssh_server_cert_key_bits IS 'Server X.509 certificate key length in bits Unit: bits. (SMF119SS_SSH_SCert_Key_Len)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_cert_sig_method IS 'Client X.509 certificate signature method (SMF119SS_SSH_CCert_Signature_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_cert_enc_method IS 'Client X.509 certificate encryption method (SMF119SS_SSH_CCert_Enc_Method)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_cert_digest IS 'Client X.509 certificate digest algorithm (SMF119SS_SSH_CCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_cert_key_type IS 'Client X.509 certificate key type (SMF119SS_SSH_CCert_Key_Type)';
COMMENT ON COLUMN zert_summary_ssh.ssh_client_cert_key_bits IS 'Client X.509 certificate key length in bits Unit: bits. (SMF119SS_SSH_CCert_Key_Len)';
COMMENT ON COLUMN zert_summary_ssh.zert_summary_ssh_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- zERT summary TLS attributes section; one row per distinct content, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_summary_tls (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_summary_tls_id BIGINT,
	tls_source UTINYINT,
	tls_etm BOOLEAN,
	tls_version USMALLINT,
	tls_cipher_suite VARCHAR,
	tls_encryption USMALLINT,
	tls_mac USMALLINT,
	tls_key_exchange USMALLINT,
	tls_server_cert_sig_method USMALLINT,
	tls_server_cert_enc_method USMALLINT,
	tls_server_cert_digest USMALLINT,
	tls_server_cert_key_type USMALLINT,
	tls_server_cert_key_bits USMALLINT,
	tls_client_cert_sig_method USMALLINT,
	tls_client_cert_enc_method USMALLINT,
	tls_client_cert_digest USMALLINT,
	tls_client_cert_key_type USMALLINT,
	tls_client_cert_key_bits USMALLINT,
	tls_unmapped VARCHAR,
	tls_server_cert_serial VARCHAR,
	tls_server_cert_time_type UTINYINT,
	tls_server_cert_not_after_utc TIMESTAMP,
	tls_client_cert_serial VARCHAR,
	tls_client_cert_time_type UTINYINT,
	tls_client_cert_not_after_utc TIMESTAMP,
	zert_summary_tls_extra VARCHAR
);
COMMENT ON TABLE zert_summary_tls IS 'zERT summary TLS attributes section; one row per distinct content, with the record that first showed it.';
COMMENT ON COLUMN zert_summary_tls.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary_tls.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_summary_tls.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_summary_tls.zert_summary_tls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_tls.tls_source IS 'Where the data came from (SMF119SS_TLS_Source)';
COMMENT ON COLUMN zert_summary_tls.tls_etm IS 'Encrypt-then-MAC in use (SS_TLS_CryptoFlags_ETM)';
COMMENT ON COLUMN zert_summary_tls.tls_version IS 'Negotiated SSL/TLS version (SMF119SS_TLS_Prot_Ver)';
COMMENT ON COLUMN zert_summary_tls.tls_cipher_suite IS 'Negotiated suite, same layout as subtype 11 (SMF119SS_TLS_Neg_Cipher)';
COMMENT ON COLUMN zert_summary_tls.tls_encryption IS 'Symmetric cipher of the suite (SMF119SS_TLS_CS_Enc_Alg)';
COMMENT ON COLUMN zert_summary_tls.tls_mac IS 'Message authentication of the suite (SMF119SS_TLS_CS_Msg_Auth)';
COMMENT ON COLUMN zert_summary_tls.tls_key_exchange IS 'Key exchange of the suite (SMF119SS_TLS_CS_Kex_Alg)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_sig_method IS 'Server certificate signature method (SMF119SS_TLS_SCert_Signature_Method)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_enc_method IS 'Server certificate encryption method (SMF119SS_TLS_SCert_Enc_Method)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_digest IS 'Server certificate digest algorithm (SMF119SS_TLS_SCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_key_type IS 'Server certificate key type (SMF119SS_TLS_SCert_Key_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_key_bits IS 'Server certificate key length in bits Unit: bits. (SMF119SS_TLS_SCert_Key_Len)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_sig_method IS 'Client certificate signature method (SMF119SS_TLS_CCert_Signature_Method)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_enc_method IS 'Client certificate encryption method (SMF119SS_TLS_CCert_Enc_Method)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_digest IS 'Client certificate digest algorithm (SMF119SS_TLS_CCert_Digest_Alg)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_key_type IS 'Client certificate key type (SMF119SS_TLS_CCert_Key_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_key_bits IS 'Client certificate key length in bits Unit: bits. (SMF119SS_TLS_CCert_Key_Len)';
COMMENT ON COLUMN zert_summary_tls.tls_unmapped IS 'Six bytes between the V2R3 end (36) and the 3.2 additions (42): present when S2Len >= 42; probably what TLS 1.3 added; no published layout was found (unmapped_36) [inferred]';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_serial IS 'Server certificate serial, left justified (SMF119SS_TLS_SCert_Serial)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_time_type IS 'Server certificate expiry time format (SMF119SS_TLS_SCert_Time_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_not_after_utc IS 'Server certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_TLS_SCert_Time)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_serial IS 'Client certificate serial, left justified (SMF119SS_TLS_CCert_Serial)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_time_type IS 'Client certificate expiry time format (SMF119SS_TLS_CCert_Time_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_not_after_utc IS 'Client certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_TLS_CCert_Time)';
COMMENT ON COLUMN zert_summary_tls.zert_summary_tls_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

-- One row per combination of contents that records of zert_summary hold, with the record that first showed it.
CREATE TABLE IF NOT EXISTS zert_summary_content (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	zert_summary_content_id BIGINT,
	smf119_header_id BIGINT,
	smf119_ident_id BIGINT,
	zert_session_id BIGINT,
	zert_summary_tls_id BIGINT,
	zert_summary_ssh_id BIGINT,
	zert_summary_ipsec_id BIGINT,
	zert_dn_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE zert_summary_content IS 'One row per combination of contents that records of zert_summary hold, with the record that first showed it.';
COMMENT ON COLUMN zert_summary_content.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary_content.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN zert_summary_content.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN zert_summary_content.zert_summary_content_id IS 'Combination of contents: zert_summary_content.';
COMMENT ON COLUMN zert_summary_content.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.zert_session_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.zert_summary_tls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.zert_summary_ssh_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.zert_summary_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.zert_dn_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary_content.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per combination of crypto sections that records hold.
CREATE TABLE IF NOT EXISTS suite_part (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	suite_id BIGINT,
	source VARCHAR,
	tls_id BIGINT,
	ssh_id BIGINT,
	ipsec_id BIGINT
);
COMMENT ON TABLE suite_part IS 'One row per combination of crypto sections that records hold.';
COMMENT ON COLUMN suite_part.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN suite_part.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN suite_part.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN suite_part.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';
COMMENT ON COLUMN suite_part.source IS 'Fact table whose records hold the combination.';
COMMENT ON COLUMN suite_part.tls_id IS 'Identity of the TLS section; NULL when there is none.';
COMMENT ON COLUMN suite_part.ssh_id IS 'Identity of the SSH section; NULL when there is none.';
COMMENT ON COLUMN suite_part.ipsec_id IS 'Identity of the IPSec section; NULL when there is none.';

-- Sections without columns of their own: further occurrences and unknown locators.
CREATE TABLE IF NOT EXISTS record_section (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	locator USMALLINT,
	section_name VARCHAR,
	section_hex VARCHAR
);
COMMENT ON TABLE record_section IS 'Sections without columns of their own: further occurrences and unknown locators.';
COMMENT ON COLUMN record_section.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN record_section.record_no IS 'Number of the record or message in its input, from 1.';
COMMENT ON COLUMN record_section.section_no IS 'Occurrence of the section in its record, from 1; of an NMI message, the record in it.';
COMMENT ON COLUMN record_section.locator IS 'Triplet that points at the section, from 1.';
COMMENT ON COLUMN record_section.section_name IS 'Structure the section has, when it is a further occurrence of a known one.';
COMMENT ON COLUMN record_section.section_hex IS 'The section''s bytes in hex.';

CREATE OR REPLACE VIEW v_ftp_client_security AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.ftp_client_security_id,
	t.ftp_mechanism,
	CASE t.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || t.ftp_mechanism || ')' END AS ftp_mechanism_name,
	t.control_protection,
	CASE t.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.control_protection || ')' END AS control_protection_name,
	t.data_protection,
	CASE t.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.data_protection || ')' END AS data_protection_name,
	t.protocol_level,
	CASE t.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || t.protocol_level || ')' END AS protocol_level_name,
	t.cipher_spec,
	t.tls_cipher2
FROM ftp_client_security AS t;

CREATE OR REPLACE VIEW v_ftp_login_security AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.ftp_login_security_id,
	t.ftp_mechanism,
	CASE t.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || t.ftp_mechanism || ')' END AS ftp_mechanism_name,
	t.control_protection,
	CASE t.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.control_protection || ')' END AS control_protection_name,
	t.data_protection,
	CASE t.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.data_protection || ')' END AS data_protection_name,
	t.protocol_level,
	CASE t.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || t.protocol_level || ')' END AS protocol_level_name,
	t.cipher_spec,
	t.tls_cipher2
FROM ftp_login_security AS t;

CREATE OR REPLACE VIEW v_ftp_server_security AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.ftp_server_security_id,
	t.ftp_mechanism,
	CASE t.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || t.ftp_mechanism || ')' END AS ftp_mechanism_name,
	t.control_protection,
	CASE t.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.control_protection || ')' END AS control_protection_name,
	t.data_protection,
	CASE t.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || t.data_protection || ')' END AS data_protection_name,
	t.protocol_level,
	CASE t.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || t.protocol_level || ')' END AS protocol_level_name,
	t.cipher_spec,
	t.tls_cipher2
FROM ftp_server_security AS t;

CREATE OR REPLACE VIEW v_ike_tunnel_content AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.ike_tunnel_id,
	t.is_ipv6,
	t.is_nat_allowed,
	t.has_local_nat,
	t.has_remote_nat,
	t.has_remote_napt,
	t.can_initiate,
	t.is_fips,
	t.exchange_mode,
	CASE t.exchange_mode WHEN 0 THEN 'not applicable' WHEN 2 THEN 'main' WHEN 4 THEN 'aggressive' ELSE 'unknown (' || t.exchange_mode || ')' END AS exchange_mode_name,
	t.auth_alg,
	CASE t.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || t.auth_alg || ')' END AS auth_alg_name,
	t.encr_alg,
	CASE t.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || t.encr_alg || ')' END AS encr_alg_name,
	t.dh_group,
	CASE t.dh_group WHEN 0 THEN 'none' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.dh_group || ')' END AS dh_group_name,
	t.peer_auth_method,
	CASE t.peer_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || t.peer_auth_method || ')' END AS peer_auth_method_name,
	t.life_bytes,
	t.life_seconds,
	t.ike_major_version,
	t.ike_minor_version,
	t.prf_alg,
	CASE t.prf_alg WHEN 15 THEN 'HMAC-SHA2-256' WHEN 16 THEN 'HMAC-SHA2-384' WHEN 17 THEN 'HMAC-SHA2-512' WHEN 18 THEN 'AES128-XCBC' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' ELSE 'unknown (' || t.prf_alg || ')' END AS prf_alg_name,
	t.local_auth_method,
	CASE t.local_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || t.local_auth_method || ')' END AS local_auth_method_name,
	t.reauth_seconds,
	t.encr_key_bits
FROM ike_tunnel AS t;

CREATE OR REPLACE VIEW v_ip_tunnel_content AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.ip_tunnel_id,
	t.is_ipv6,
	t.is_fips,
	t.tunnel_type,
	CASE t.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || t.tunnel_type || ')' END AS tunnel_type_name,
	t.encap_mode,
	CASE t.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || t.encap_mode || ')' END AS encap_mode_name,
	t.auth_proto,
	CASE t.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || t.auth_proto || ')' END AS auth_proto_name,
	t.auth_alg,
	CASE t.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || t.auth_alg || ')' END AS auth_alg_name,
	t.encr_alg,
	CASE t.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || t.encr_alg || ')' END AS encr_alg_name,
	t.encr_key_bits
FROM ip_tunnel AS t;

CREATE OR REPLACE VIEW v_nmsec_ike_tunnel AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.nmsec_ike_tunnel_id,
	t.is_ipv6,
	t.is_nat_allowed,
	t.has_local_nat,
	t.has_remote_nat,
	t.has_remote_napt,
	t.can_initiate,
	t.is_fips,
	t.exchange_mode,
	CASE t.exchange_mode WHEN 0 THEN 'not applicable' WHEN 2 THEN 'main' WHEN 4 THEN 'aggressive' ELSE 'unknown (' || t.exchange_mode || ')' END AS exchange_mode_name,
	t.auth_alg,
	CASE t.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || t.auth_alg || ')' END AS auth_alg_name,
	t.encr_alg,
	CASE t.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || t.encr_alg || ')' END AS encr_alg_name,
	t.dh_group,
	CASE t.dh_group WHEN 0 THEN 'none' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.dh_group || ')' END AS dh_group_name,
	t.peer_auth_method,
	CASE t.peer_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || t.peer_auth_method || ')' END AS peer_auth_method_name,
	t.life_bytes,
	t.life_seconds,
	t.ike_major_version,
	t.ike_minor_version,
	t.prf_alg,
	CASE t.prf_alg WHEN 15 THEN 'HMAC-SHA2-256' WHEN 16 THEN 'HMAC-SHA2-384' WHEN 17 THEN 'HMAC-SHA2-512' WHEN 18 THEN 'AES128-XCBC' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' ELSE 'unknown (' || t.prf_alg || ')' END AS prf_alg_name,
	t.local_auth_method,
	CASE t.local_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || t.local_auth_method || ')' END AS local_auth_method_name,
	t.reauth_seconds,
	t.encr_key_bits
FROM nmsec_ike_tunnel AS t;

CREATE OR REPLACE VIEW v_nmsec_ip_tunnel AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.nmsec_ip_tunnel_id,
	t.is_ipv6,
	t.is_fips,
	t.tunnel_type,
	CASE t.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || t.tunnel_type || ')' END AS tunnel_type_name,
	t.encap_mode,
	CASE t.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || t.encap_mode || ')' END AS encap_mode_name,
	t.auth_proto,
	CASE t.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || t.auth_proto || ')' END AS auth_proto_name,
	t.auth_alg,
	CASE t.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || t.auth_alg || ')' END AS auth_alg_name,
	t.encr_alg,
	CASE t.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || t.encr_alg || ')' END AS encr_alg_name,
	t.encr_key_bits
FROM nmsec_ip_tunnel AS t;

CREATE OR REPLACE VIEW v_smf119_header AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.smf119_header_id,
	t.is_new_format,
	t.has_subtype,
	t.has_extended_header,
	t.version_indicators,
	t.is_prsm,
	t.system_id,
	t.subsystem_id,
	t.smf119_header_extra
FROM smf119_header AS t;

CREATE OR REPLACE VIEW v_smf119_ident AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.smf119_ident_id,
	t.system_name,
	t.sysplex_name,
	t.stack_name,
	t.release_id,
	t.component,
	CASE t.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || t.component || ')' END AS component_name,
	t.address_space,
	t.writer_user_id,
	t.asid,
	t.smf119_ident_extra
FROM smf119_ident AS t;

CREATE OR REPLACE VIEW v_tcp_attls AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.tcp_attls_id,
	t.tls_version,
	CASE t.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || t.tls_version || ')' END AS tls_version_name,
	t.tls_cipher2,
	t.attls_security_type,
	CASE t.attls_security_type WHEN 1 THEN 'Client' WHEN 2 THEN 'Server' WHEN 3 THEN 'Server, client authentication PassThru' WHEN 4 THEN 'Server, client authentication Full' WHEN 5 THEN 'Server, client authentication Required' WHEN 6 THEN 'Server, client authentication SAFCheck?' ELSE 'unknown (' || t.attls_security_type || ')' END AS attls_security_type_name,
	t.tls_cipher4
FROM tcp_attls AS t;

CREATE OR REPLACE VIEW v_zert_detail_ipsec AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_detail_ipsec_id,
	t.ike_major_version,
	t.ike_minor_version,
	t.ike_key_exchange_rule,
	t.ike_local_endpoint,
	t.ike_remote_endpoint,
	t.ike_local_auth_method,
	CASE t.ike_local_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || t.ike_local_auth_method || ')' END AS ike_local_auth_method_name,
	t.ike_remote_auth_method,
	CASE t.ike_remote_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || t.ike_remote_auth_method || ')' END AS ike_remote_auth_method_name,
	t.ike_mac,
	CASE t.ike_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ike_mac || ')' END AS ike_mac_name,
	t.ike_encryption,
	CASE t.ike_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ike_encryption || ')' END AS ike_encryption_name,
	t.ike_dh_group,
	CASE t.ike_dh_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.ike_dh_group || ')' END AS ike_dh_group_name,
	t.ike_prf,
	CASE t.ike_prf WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'HMAC-SHA2-256' WHEN 3 THEN 'HMAC-SHA2-384' WHEN 4 THEN 'HMAC-SHA2-512' WHEN 5 THEN 'AES-128-XCBC' WHEN 6 THEN 'HMAC-MD5' WHEN 7 THEN 'HMAC-SHA1' ELSE 'unknown (' || t.ike_prf || ')' END AS ike_prf_name,
	t.ike_life_kilobytes,
	t.ike_life_minutes,
	t.ike_reauth_minutes,
	t.ike_local_cert_sig_method,
	CASE t.ike_local_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ike_local_cert_sig_method || ')' END AS ike_local_cert_sig_method_name,
	t.ike_local_cert_enc_method,
	CASE t.ike_local_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ike_local_cert_enc_method || ')' END AS ike_local_cert_enc_method_name,
	t.ike_local_cert_digest,
	CASE t.ike_local_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ike_local_cert_digest || ')' END AS ike_local_cert_digest_name,
	t.ike_local_cert_serial,
	t.ike_local_cert_time_type,
	CASE t.ike_local_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ike_local_cert_time_type || ')' END AS ike_local_cert_time_type_name,
	t.ike_local_cert_not_after_utc,
	t.ike_local_cert_key_type,
	CASE t.ike_local_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ike_local_cert_key_type || ')' END AS ike_local_cert_key_type_name,
	t.ike_local_cert_key_bits,
	t.ike_remote_cert_sig_method,
	CASE t.ike_remote_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ike_remote_cert_sig_method || ')' END AS ike_remote_cert_sig_method_name,
	t.ike_remote_cert_enc_method,
	CASE t.ike_remote_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ike_remote_cert_enc_method || ')' END AS ike_remote_cert_enc_method_name,
	t.ike_remote_cert_digest,
	CASE t.ike_remote_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ike_remote_cert_digest || ')' END AS ike_remote_cert_digest_name,
	t.ike_remote_cert_serial,
	t.ike_remote_cert_time_type,
	CASE t.ike_remote_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ike_remote_cert_time_type || ')' END AS ike_remote_cert_time_type_name,
	t.ike_remote_cert_not_after_utc,
	t.ike_remote_cert_key_type,
	CASE t.ike_remote_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ike_remote_cert_key_type || ')' END AS ike_remote_cert_key_type_name,
	t.ike_remote_cert_key_bits,
	t.ipsec_is_ipv6,
	t.ipsec_fips,
	t.ipsec_tunnel_type,
	CASE t.ipsec_tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic' WHEN 3 THEN 'shadow' ELSE 'unknown (' || t.ipsec_tunnel_type || ')' END AS ipsec_tunnel_type_name,
	t.ipsec_tunnel_state,
	CASE t.ipsec_tunnel_state WHEN 1 THEN 'active' WHEN 2 THEN 'inactive' ELSE 'unknown (' || t.ipsec_tunnel_state || ')' END AS ipsec_tunnel_state_name,
	t.ipsec_encap_mode,
	CASE t.ipsec_encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || t.ipsec_encap_mode || ')' END AS ipsec_encap_mode_name,
	t.ipsec_auth_protocol,
	CASE t.ipsec_auth_protocol WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || t.ipsec_auth_protocol || ')' END AS ipsec_auth_protocol_name,
	t.ipsec_mac,
	CASE t.ipsec_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ipsec_mac || ')' END AS ipsec_mac_name,
	t.ipsec_encryption,
	CASE t.ipsec_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ipsec_encryption || ')' END AS ipsec_encryption_name,
	t.ipsec_pfs_group,
	CASE t.ipsec_pfs_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.ipsec_pfs_group || ')' END AS ipsec_pfs_group_name,
	t.ipsec_life_kilobytes,
	t.ipsec_life_minutes,
	t.ipsec_vpn_life_minutes
FROM zert_detail_ipsec AS t;

CREATE OR REPLACE VIEW v_zert_detail_ssh AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_detail_ssh_id,
	t.ssh_version,
	CASE t.ssh_version WHEN 0 THEN 'unknown' WHEN 1 THEN 'SSHv1' WHEN 2 THEN 'SSHv2' ELSE 'unknown (' || t.ssh_version || ')' END AS ssh_version_name,
	t.ssh_source,
	CASE t.ssh_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || t.ssh_source || ')' END AS ssh_source_name,
	t.ssh_fips_mode,
	CASE t.ssh_fips_mode WHEN 0 THEN 'off' WHEN 1 THEN 'on_80bit' WHEN 2 THEN 'level1' WHEN 3 THEN 'level2' WHEN 4 THEN 'level3?' ELSE 'unknown (' || t.ssh_fips_mode || ')' END AS ssh_fips_mode_name,
	t.ssh_etm_in,
	t.ssh_etm_out,
	t.ssh_handshake_failed,
	t.ssh_component,
	CASE t.ssh_component WHEN 'SCPC' THEN 'SCPC' WHEN 'SCPS' THEN 'SCPS' WHEN 'SFTPC' THEN 'SFTPC' WHEN 'SFTPS' THEN 'SFTPS' WHEN 'SSH' THEN 'SSH' WHEN 'SSHD' THEN 'SSHD' ELSE 'unknown (' || t.ssh_component || ')' END AS ssh_component_name,
	t.ssh_provider,
	CASE t.ssh_provider WHEN 'IBM OpenSSH' THEN 'IBM OpenSSH' WHEN 'Observation' THEN 'Observation' ELSE 'unknown (' || t.ssh_provider || ')' END AS ssh_provider_name,
	t.ssh_auth_method,
	CASE t.ssh_auth_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || t.ssh_auth_method || ')' END AS ssh_auth_method_name,
	t.ssh_auth_method2,
	CASE t.ssh_auth_method2 WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || t.ssh_auth_method2 || ')' END AS ssh_auth_method2_name,
	t.ssh_in_encryption,
	CASE t.ssh_in_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ssh_in_encryption || ')' END AS ssh_in_encryption_name,
	t.ssh_in_mac,
	CASE t.ssh_in_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ssh_in_mac || ')' END AS ssh_in_mac_name,
	t.ssh_key_exchange,
	CASE t.ssh_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'diffie-hellman-group-exchange-sha256' WHEN 3 THEN 'diffie-hellman-group-exchange-sha1' WHEN 4 THEN 'diffie-hellman-group14-sha1' WHEN 5 THEN 'diffie-hellman-group1-sha1' WHEN 6 THEN 'ecdh-sha2-nistp256' WHEN 7 THEN 'ecdh-sha2-nistp384?' WHEN 8 THEN 'ecdh-sha2-nistp521?' ELSE 'unknown (' || t.ssh_key_exchange || ')' END AS ssh_key_exchange_name,
	t.ssh_out_encryption,
	CASE t.ssh_out_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ssh_out_encryption || ')' END AS ssh_out_encryption_name,
	t.ssh_out_mac,
	CASE t.ssh_out_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ssh_out_mac || ')' END AS ssh_out_mac_name,
	t.ssh_server_key_type,
	CASE t.ssh_server_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || t.ssh_server_key_type || ')' END AS ssh_server_key_type_name,
	t.ssh_server_key_bits,
	t.ssh_client_key_type,
	CASE t.ssh_client_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || t.ssh_client_key_type || ')' END AS ssh_client_key_type_name,
	t.ssh_client_key_bits,
	t.ssh_server_key_fingerprint,
	t.ssh_client_key_fingerprint,
	t.ssh_server_cert_sig_method,
	CASE t.ssh_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ssh_server_cert_sig_method || ')' END AS ssh_server_cert_sig_method_name,
	t.ssh_server_cert_enc_method,
	CASE t.ssh_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ssh_server_cert_enc_method || ')' END AS ssh_server_cert_enc_method_name,
	t.ssh_server_cert_digest,
	CASE t.ssh_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ssh_server_cert_digest || ')' END AS ssh_server_cert_digest_name,
	t.ssh_server_cert_serial,
	t.ssh_server_cert_time_type,
	CASE t.ssh_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ssh_server_cert_time_type || ')' END AS ssh_server_cert_time_type_name,
	t.ssh_server_cert_not_after_utc,
	t.ssh_server_cert_key_type,
	CASE t.ssh_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ssh_server_cert_key_type || ')' END AS ssh_server_cert_key_type_name,
	t.ssh_server_cert_key_bits,
	t.ssh_client_cert_sig_method,
	CASE t.ssh_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ssh_client_cert_sig_method || ')' END AS ssh_client_cert_sig_method_name,
	t.ssh_client_cert_enc_method,
	CASE t.ssh_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ssh_client_cert_enc_method || ')' END AS ssh_client_cert_enc_method_name,
	t.ssh_client_cert_digest,
	CASE t.ssh_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ssh_client_cert_digest || ')' END AS ssh_client_cert_digest_name,
	t.ssh_client_cert_serial,
	t.ssh_client_cert_time_type,
	CASE t.ssh_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ssh_client_cert_time_type || ')' END AS ssh_client_cert_time_type_name,
	t.ssh_client_cert_not_after_utc,
	t.ssh_client_cert_key_type,
	CASE t.ssh_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ssh_client_cert_key_type || ')' END AS ssh_client_cert_key_type_name,
	t.ssh_client_cert_key_bits,
	t.zert_detail_ssh_extra
FROM zert_detail_ssh AS t;

CREATE OR REPLACE VIEW v_zert_detail_tls AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_detail_tls_id,
	t.tls_version,
	CASE t.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || t.tls_version || ')' END AS tls_version_name,
	t.tls_source,
	CASE t.tls_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || t.tls_source || ')' END AS tls_source_name,
	t.tls_handshake_type,
	CASE t.tls_handshake_type WHEN 1 THEN 'full' WHEN 2 THEN 'abbreviated' WHEN 3 THEN 'failed' ELSE 'unknown (' || t.tls_handshake_type || ')' END AS tls_handshake_type_name,
	t.tls_handshake_role,
	CASE t.tls_handshake_role WHEN 0 THEN 'unknown' WHEN 1 THEN 'client' WHEN 2 THEN 'server' WHEN 3 THEN 'server_clientauth' ELSE 'unknown (' || t.tls_handshake_role || ')' END AS tls_handshake_role_name,
	t.tls_provider,
	CASE t.tls_provider WHEN 'IBM System SSL' THEN 'IBM System SSL' WHEN 'Observation' THEN 'Observation' ELSE 'unknown (' || t.tls_provider || ')' END AS tls_provider_name,
	t.tls_cipher_suite,
	coalesce((SELECT suite_label(x.code, x.name, x.basis) FROM tls_suite AS x WHERE x.code = t.tls_cipher_suite), suite_label(t.tls_cipher_suite, NULL, NULL)) AS tls_cipher_suite_name,
	t.tls_encryption,
	CASE t.tls_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.tls_encryption || ')' END AS tls_encryption_name,
	t.tls_mac,
	CASE t.tls_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.tls_mac || ')' END AS tls_mac_name,
	t.tls_key_exchange,
	CASE t.tls_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'RSA_EXPORT' WHEN 4 THEN 'RSA_PSK' WHEN 5 THEN 'DH_RSA' WHEN 6 THEN 'DH_RSA_EXPORT' WHEN 7 THEN 'DH_DSS' WHEN 8 THEN 'DH_ANON' WHEN 9 THEN 'DH_ANON_EXPORT' WHEN 10 THEN 'DH_DSS_EXPORT?' WHEN 11 THEN 'DHE_RSA?' WHEN 12 THEN 'DHE_RSA_EXPORT?' WHEN 13 THEN 'DHE_PSK?' WHEN 14 THEN 'DHE_DSS?' WHEN 15 THEN 'DHE_DSS_EXPORT?' WHEN 16 THEN 'ECDH_ECDSA?' WHEN 17 THEN 'ECDH_RSA?' WHEN 18 THEN 'ECDH_ANON?' WHEN 19 THEN 'ECDHE_ECDSA?' WHEN 20 THEN 'ECDHE_RSA?' WHEN 21 THEN 'ECDHE_PSK?' WHEN 22 THEN 'KRB5?' WHEN 23 THEN 'KRB5_EXPORT?' WHEN 24 THEN 'PSK?' WHEN 25 THEN 'SRP_SHA_RSA?' WHEN 26 THEN 'SRP_SHA_DSS?' WHEN 27 THEN 'SRP_SHA?' ELSE 'unknown (' || t.tls_key_exchange || ')' END AS tls_key_exchange_name,
	t.tls_fips_mode,
	CASE t.tls_fips_mode WHEN 0 THEN 'off' WHEN 1 THEN 'on_80bit' WHEN 2 THEN 'level1' WHEN 3 THEN 'level2' WHEN 4 THEN 'level3?' ELSE 'unknown (' || t.tls_fips_mode || ')' END AS tls_fips_mode_name,
	t.tls_etm,
	t.tls_server_cert_sig_method,
	CASE t.tls_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.tls_server_cert_sig_method || ')' END AS tls_server_cert_sig_method_name,
	t.tls_server_cert_enc_method,
	CASE t.tls_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.tls_server_cert_enc_method || ')' END AS tls_server_cert_enc_method_name,
	t.tls_server_cert_digest,
	CASE t.tls_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.tls_server_cert_digest || ')' END AS tls_server_cert_digest_name,
	t.tls_server_cert_serial,
	t.tls_server_cert_time_type,
	CASE t.tls_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.tls_server_cert_time_type || ')' END AS tls_server_cert_time_type_name,
	t.tls_server_cert_not_after_utc,
	t.tls_server_cert_key_type,
	CASE t.tls_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.tls_server_cert_key_type || ')' END AS tls_server_cert_key_type_name,
	t.tls_server_cert_key_bits,
	t.tls_client_cert_sig_method,
	CASE t.tls_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.tls_client_cert_sig_method || ')' END AS tls_client_cert_sig_method_name,
	t.tls_client_cert_enc_method,
	CASE t.tls_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.tls_client_cert_enc_method || ')' END AS tls_client_cert_enc_method_name,
	t.tls_client_cert_digest,
	CASE t.tls_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.tls_client_cert_digest || ')' END AS tls_client_cert_digest_name,
	t.tls_client_cert_serial,
	t.tls_client_cert_time_type,
	CASE t.tls_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.tls_client_cert_time_type || ')' END AS tls_client_cert_time_type_name,
	t.tls_client_cert_not_after_utc,
	t.tls_client_cert_key_type,
	CASE t.tls_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.tls_client_cert_key_type || ')' END AS tls_client_cert_key_type_name,
	t.tls_client_cert_key_bits,
	t.tls_unmapped
FROM zert_detail_tls AS t;

CREATE OR REPLACE VIEW v_zert_dn_content AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_dn_id,
	t.dn_type,
	CASE t.dn_type WHEN 1 THEN 'IPSec local certificate subject' WHEN 2 THEN 'IPSec local certificate issuer' WHEN 3 THEN 'IPSec remote certificate subject' WHEN 4 THEN 'IPSec remote certificate issuer' WHEN 5 THEN 'TLS server certificate subject' WHEN 6 THEN 'TLS server certificate issuer' WHEN 7 THEN 'TLS client certificate subject' WHEN 8 THEN 'TLS client certificate issuer' WHEN 9 THEN 'SSH server certificate subject' WHEN 10 THEN 'SSH server certificate issuer' WHEN 11 THEN 'SSH client certificate subject' WHEN 12 THEN 'SSH client certificate issuer' ELSE 'unknown (' || t.dn_type || ')' END AS dn_type_name,
	t.dn
FROM zert_dn AS t;

CREATE OR REPLACE VIEW v_zert_ip_filter AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_ip_filter_id,
	t.ipfilter_out_action,
	CASE t.ipfilter_out_action WHEN 0 THEN 'none' WHEN 1 THEN 'permit_clear' WHEN 2 THEN 'permit_ipsec' WHEN 3 THEN 'deny' ELSE 'unknown (' || t.ipfilter_out_action || ')' END AS ipfilter_out_action_name,
	t.ipfilter_in_action,
	CASE t.ipfilter_in_action WHEN 0 THEN 'none' WHEN 1 THEN 'permit_clear' WHEN 2 THEN 'permit_ipsec' WHEN 3 THEN 'deny' ELSE 'unknown (' || t.ipfilter_in_action || ')' END AS ipfilter_in_action_name,
	t.ipfilter_out_rule,
	t.ipfilter_out_rule_ext,
	t.ipfilter_in_rule,
	t.ipfilter_in_rule_ext,
	t.zert_ip_filter_extra
FROM zert_ip_filter AS t;

CREATE OR REPLACE VIEW v_zert_rule AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_rule_id,
	t.rule_text
FROM zert_rule AS t;

CREATE OR REPLACE VIEW v_zert_session AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_session_id,
	t.summary_event,
	CASE t.summary_event WHEN 1 THEN 'interval' WHEN 2 THEN 'aggregation_enabled' WHEN 3 THEN 'aggregation_disabled' ELSE 'unknown (' || t.summary_event || ')' END AS summary_event_name,
	t.is_ipv6,
	t.is_local_server,
	t.is_local_client,
	t.is_tls,
	t.is_ssh,
	t.is_ipsec,
	t.job_name,
	t.user_id,
	t.ip_protocol,
	CASE t.ip_protocol WHEN 6 THEN 'TCP' WHEN 17 THEN 'UDP' ELSE 'unknown (' || t.ip_protocol || ')' END AS ip_protocol_name,
	t.server_addr,
	t.client_addr,
	t.server_port,
	t.server_port_end,
	t.session_id
FROM zert_session AS t;

CREATE OR REPLACE VIEW v_zert_summary_ipsec AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_summary_ipsec_id,
	t.ike_major_version,
	t.ike_minor_version,
	t.ike_local_endpoint,
	t.ike_remote_endpoint,
	t.ike_local_auth_method,
	CASE t.ike_local_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || t.ike_local_auth_method || ')' END AS ike_local_auth_method_name,
	t.ike_remote_auth_method,
	CASE t.ike_remote_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || t.ike_remote_auth_method || ')' END AS ike_remote_auth_method_name,
	t.ike_mac,
	CASE t.ike_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ike_mac || ')' END AS ike_mac_name,
	t.ike_encryption,
	CASE t.ike_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ike_encryption || ')' END AS ike_encryption_name,
	t.ike_dh_group,
	CASE t.ike_dh_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.ike_dh_group || ')' END AS ike_dh_group_name,
	t.ike_prf,
	CASE t.ike_prf WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'HMAC-SHA2-256' WHEN 3 THEN 'HMAC-SHA2-384' WHEN 4 THEN 'HMAC-SHA2-512' WHEN 5 THEN 'AES-128-XCBC' WHEN 6 THEN 'HMAC-MD5' WHEN 7 THEN 'HMAC-SHA1' ELSE 'unknown (' || t.ike_prf || ')' END AS ike_prf_name,
	t.ike_local_cert_sig_method,
	CASE t.ike_local_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ike_local_cert_sig_method || ')' END AS ike_local_cert_sig_method_name,
	t.ike_local_cert_enc_method,
	CASE t.ike_local_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ike_local_cert_enc_method || ')' END AS ike_local_cert_enc_method_name,
	t.ike_local_cert_digest,
	CASE t.ike_local_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ike_local_cert_digest || ')' END AS ike_local_cert_digest_name,
	t.ike_local_cert_key_type,
	CASE t.ike_local_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ike_local_cert_key_type || ')' END AS ike_local_cert_key_type_name,
	t.ike_local_cert_key_bits,
	t.ike_remote_cert_sig_method,
	CASE t.ike_remote_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ike_remote_cert_sig_method || ')' END AS ike_remote_cert_sig_method_name,
	t.ike_remote_cert_enc_method,
	CASE t.ike_remote_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ike_remote_cert_enc_method || ')' END AS ike_remote_cert_enc_method_name,
	t.ike_remote_cert_digest,
	CASE t.ike_remote_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ike_remote_cert_digest || ')' END AS ike_remote_cert_digest_name,
	t.ike_remote_cert_key_type,
	CASE t.ike_remote_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ike_remote_cert_key_type || ')' END AS ike_remote_cert_key_type_name,
	t.ike_remote_cert_key_bits,
	t.ipsec_pfs_group,
	CASE t.ipsec_pfs_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || t.ipsec_pfs_group || ')' END AS ipsec_pfs_group_name,
	t.ipsec_encap_mode,
	CASE t.ipsec_encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || t.ipsec_encap_mode || ')' END AS ipsec_encap_mode_name,
	t.ipsec_auth_protocol,
	CASE t.ipsec_auth_protocol WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || t.ipsec_auth_protocol || ')' END AS ipsec_auth_protocol_name,
	t.ipsec_mac,
	CASE t.ipsec_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ipsec_mac || ')' END AS ipsec_mac_name,
	t.ipsec_encryption,
	CASE t.ipsec_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ipsec_encryption || ')' END AS ipsec_encryption_name,
	t.ike_local_cert_serial,
	t.ike_local_cert_time_type,
	CASE t.ike_local_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ike_local_cert_time_type || ')' END AS ike_local_cert_time_type_name,
	t.ike_local_cert_not_after_utc,
	t.ike_remote_cert_serial,
	t.ike_remote_cert_time_type,
	CASE t.ike_remote_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.ike_remote_cert_time_type || ')' END AS ike_remote_cert_time_type_name,
	t.ike_remote_cert_not_after_utc,
	t.zert_summary_ipsec_extra
FROM zert_summary_ipsec AS t;

CREATE OR REPLACE VIEW v_zert_summary_ssh AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_summary_ssh_id,
	t.ssh_source,
	CASE t.ssh_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || t.ssh_source || ')' END AS ssh_source_name,
	t.ssh_version,
	CASE t.ssh_version WHEN 0 THEN 'unknown' WHEN 1 THEN 'SSHv1' WHEN 2 THEN 'SSHv2' ELSE 'unknown (' || t.ssh_version || ')' END AS ssh_version_name,
	t.ssh_etm_in,
	t.ssh_etm_out,
	t.ssh_auth_method,
	CASE t.ssh_auth_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || t.ssh_auth_method || ')' END AS ssh_auth_method_name,
	t.ssh_auth_method2,
	CASE t.ssh_auth_method2 WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || t.ssh_auth_method2 || ')' END AS ssh_auth_method2_name,
	t.ssh_in_encryption,
	CASE t.ssh_in_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ssh_in_encryption || ')' END AS ssh_in_encryption_name,
	t.ssh_in_mac,
	CASE t.ssh_in_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ssh_in_mac || ')' END AS ssh_in_mac_name,
	t.ssh_key_exchange,
	CASE t.ssh_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'diffie-hellman-group-exchange-sha256' WHEN 3 THEN 'diffie-hellman-group-exchange-sha1' WHEN 4 THEN 'diffie-hellman-group14-sha1' WHEN 5 THEN 'diffie-hellman-group1-sha1' WHEN 6 THEN 'ecdh-sha2-nistp256' WHEN 7 THEN 'ecdh-sha2-nistp384?' WHEN 8 THEN 'ecdh-sha2-nistp521?' ELSE 'unknown (' || t.ssh_key_exchange || ')' END AS ssh_key_exchange_name,
	t.ssh_out_encryption,
	CASE t.ssh_out_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.ssh_out_encryption || ')' END AS ssh_out_encryption_name,
	t.ssh_out_mac,
	CASE t.ssh_out_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.ssh_out_mac || ')' END AS ssh_out_mac_name,
	t.ssh_server_key_type,
	CASE t.ssh_server_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || t.ssh_server_key_type || ')' END AS ssh_server_key_type_name,
	t.ssh_server_key_bits,
	t.ssh_client_key_type,
	CASE t.ssh_client_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || t.ssh_client_key_type || ')' END AS ssh_client_key_type_name,
	t.ssh_client_key_bits,
	t.ssh_server_cert_sig_method,
	CASE t.ssh_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ssh_server_cert_sig_method || ')' END AS ssh_server_cert_sig_method_name,
	t.ssh_server_cert_enc_method,
	CASE t.ssh_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ssh_server_cert_enc_method || ')' END AS ssh_server_cert_enc_method_name,
	t.ssh_server_cert_digest,
	CASE t.ssh_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ssh_server_cert_digest || ')' END AS ssh_server_cert_digest_name,
	t.ssh_server_cert_key_type,
	CASE t.ssh_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ssh_server_cert_key_type || ')' END AS ssh_server_cert_key_type_name,
	t.ssh_server_cert_key_bits,
	t.ssh_client_cert_sig_method,
	CASE t.ssh_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.ssh_client_cert_sig_method || ')' END AS ssh_client_cert_sig_method_name,
	t.ssh_client_cert_enc_method,
	CASE t.ssh_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.ssh_client_cert_enc_method || ')' END AS ssh_client_cert_enc_method_name,
	t.ssh_client_cert_digest,
	CASE t.ssh_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.ssh_client_cert_digest || ')' END AS ssh_client_cert_digest_name,
	t.ssh_client_cert_key_type,
	CASE t.ssh_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.ssh_client_cert_key_type || ')' END AS ssh_client_cert_key_type_name,
	t.ssh_client_cert_key_bits,
	t.zert_summary_ssh_extra
FROM zert_summary_ssh AS t;

CREATE OR REPLACE VIEW v_zert_summary_tls AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_summary_tls_id,
	t.tls_source,
	CASE t.tls_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || t.tls_source || ')' END AS tls_source_name,
	t.tls_etm,
	t.tls_version,
	CASE t.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || t.tls_version || ')' END AS tls_version_name,
	t.tls_cipher_suite,
	coalesce((SELECT suite_label(x.code, x.name, x.basis) FROM tls_suite AS x WHERE x.code = t.tls_cipher_suite), suite_label(t.tls_cipher_suite, NULL, NULL)) AS tls_cipher_suite_name,
	t.tls_encryption,
	CASE t.tls_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || t.tls_encryption || ')' END AS tls_encryption_name,
	t.tls_mac,
	CASE t.tls_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || t.tls_mac || ')' END AS tls_mac_name,
	t.tls_key_exchange,
	CASE t.tls_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'RSA_EXPORT' WHEN 4 THEN 'RSA_PSK' WHEN 5 THEN 'DH_RSA' WHEN 6 THEN 'DH_RSA_EXPORT' WHEN 7 THEN 'DH_DSS' WHEN 8 THEN 'DH_ANON' WHEN 9 THEN 'DH_ANON_EXPORT' WHEN 10 THEN 'DH_DSS_EXPORT?' WHEN 11 THEN 'DHE_RSA?' WHEN 12 THEN 'DHE_RSA_EXPORT?' WHEN 13 THEN 'DHE_PSK?' WHEN 14 THEN 'DHE_DSS?' WHEN 15 THEN 'DHE_DSS_EXPORT?' WHEN 16 THEN 'ECDH_ECDSA?' WHEN 17 THEN 'ECDH_RSA?' WHEN 18 THEN 'ECDH_ANON?' WHEN 19 THEN 'ECDHE_ECDSA?' WHEN 20 THEN 'ECDHE_RSA?' WHEN 21 THEN 'ECDHE_PSK?' WHEN 22 THEN 'KRB5?' WHEN 23 THEN 'KRB5_EXPORT?' WHEN 24 THEN 'PSK?' WHEN 25 THEN 'SRP_SHA_RSA?' WHEN 26 THEN 'SRP_SHA_DSS?' WHEN 27 THEN 'SRP_SHA?' ELSE 'unknown (' || t.tls_key_exchange || ')' END AS tls_key_exchange_name,
	t.tls_server_cert_sig_method,
	CASE t.tls_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.tls_server_cert_sig_method || ')' END AS tls_server_cert_sig_method_name,
	t.tls_server_cert_enc_method,
	CASE t.tls_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.tls_server_cert_enc_method || ')' END AS tls_server_cert_enc_method_name,
	t.tls_server_cert_digest,
	CASE t.tls_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.tls_server_cert_digest || ')' END AS tls_server_cert_digest_name,
	t.tls_server_cert_key_type,
	CASE t.tls_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.tls_server_cert_key_type || ')' END AS tls_server_cert_key_type_name,
	t.tls_server_cert_key_bits,
	t.tls_client_cert_sig_method,
	CASE t.tls_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || t.tls_client_cert_sig_method || ')' END AS tls_client_cert_sig_method_name,
	t.tls_client_cert_enc_method,
	CASE t.tls_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || t.tls_client_cert_enc_method || ')' END AS tls_client_cert_enc_method_name,
	t.tls_client_cert_digest,
	CASE t.tls_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || t.tls_client_cert_digest || ')' END AS tls_client_cert_digest_name,
	t.tls_client_cert_key_type,
	CASE t.tls_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || t.tls_client_cert_key_type || ')' END AS tls_client_cert_key_type_name,
	t.tls_client_cert_key_bits,
	t.tls_unmapped,
	t.tls_server_cert_serial,
	t.tls_server_cert_time_type,
	CASE t.tls_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.tls_server_cert_time_type || ')' END AS tls_server_cert_time_type_name,
	t.tls_server_cert_not_after_utc,
	t.tls_client_cert_serial,
	t.tls_client_cert_time_type,
	CASE t.tls_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || t.tls_client_cert_time_type || ')' END AS tls_client_cert_time_type_name,
	t.tls_client_cert_not_after_utc,
	t.zert_summary_tls_extra
FROM zert_summary_tls AS t;

CREATE OR REPLACE VIEW v_zert_summary_content AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.zert_summary_content_id,
	t.smf119_header_id,
	t.smf119_ident_id,
	t.zert_session_id,
	t.zert_summary_tls_id,
	t.zert_summary_ssh_id,
	t.zert_summary_ipsec_id,
	t.zert_dn_id,
	t.suite_id
FROM zert_summary_content AS t;

CREATE OR REPLACE VIEW v_suite_part AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.suite_id,
	t.source,
	t.tls_id,
	t.ssh_id,
	t.ipsec_id
FROM suite_part AS t;

CREATE OR REPLACE VIEW v_record_section AS
SELECT
	t.file_id,
	t.record_no,
	t.section_no,
	t.locator,
	t.section_name,
	t.section_hex
FROM record_section AS t;

CREATE OR REPLACE VIEW v_tcp_connection AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.job_name,
	f.connection_id,
	f.attls_status,
	CASE f.attls_status WHEN 1 THEN 'Not secure' WHEN 2 THEN 'Handshake in progress' WHEN 3 THEN 'Secure' ELSE 'unknown (' || f.attls_status || ')' END AS attls_status_name,
	f.attls_policy,
	CASE f.attls_policy WHEN 0 THEN 'Unknown' WHEN 1 THEN 'AT-TLS function off' WHEN 2 THEN 'No policy for the connection' WHEN 3 THEN 'Policy found, AT-TLS not enabled' WHEN 4 THEN 'Policy found, AT-TLS enabled' WHEN 5 THEN 'AT-TLS enabled, application controlled?' ELSE 'unknown (' || f.attls_policy || ')' END AS attls_policy_name,
	f.termination_code,
	f.task_address,
	f.started_at,
	f.ended_at,
	f.remote_addr,
	f.local_addr,
	f.remote_port,
	f.local_port,
	f.in_bytes,
	f.out_bytes,
	f.send_window_bytes,
	f.largest_send_window_bytes,
	f.congestion_window_bytes,
	f.segment_bytes,
	f.round_trip_millis,
	f.round_trip_variance_millis,
	f.open_type,
	CASE f.open_type WHEN 0 THEN 'Passive open, server side' WHEN 1 THEN 'Active open, client side' ELSE 'unknown (' || f.open_type || ')' END AS open_type_name,
	f.type_of_service,
	f.retransmissions,
	f.service_profile,
	f.service_policy,
	f.in_segments,
	f.out_segments,
	f.start_clock_utc,
	f.end_clock_utc,
	f.duplicate_acks,
	f.tcp_termination_extra,
	f.lu_name,
	f.application,
	f.logmode,
	f.telnet_status,
	f.telnet_close_code,
	f.tcp_telnet_extra,
	f.partner_user_id,
	f.is_inferred,
	f.tcp_attls_unproven,
	f.tcp_attls_extra,
	f.tcp_attls_id,
	f.appl_data,
	f.tcp_appl_data_extra,
	f.ip_filter_hex,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s4.tls_version,
	CASE s4.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || s4.tls_version || ')' END AS tls_version_name,
	s4.tls_cipher2,
	s4.attls_security_type,
	CASE s4.attls_security_type WHEN 1 THEN 'Client' WHEN 2 THEN 'Server' WHEN 3 THEN 'Server, client authentication PassThru' WHEN 4 THEN 'Server, client authentication Full' WHEN 5 THEN 'Server, client authentication Required' WHEN 6 THEN 'Server, client authentication SAFCheck?' ELSE 'unknown (' || s4.attls_security_type || ')' END AS attls_security_type_name,
	s4.tls_cipher4
FROM tcp_connection AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN tcp_attls AS s4 ON s4.tcp_attls_id = f.tcp_attls_id;

CREATE OR REPLACE VIEW v_ftp_client_transfer AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ftp_command,
	f.file_type,
	f.data_remote_addr,
	f.data_local_addr,
	f.data_remote_port,
	f.data_local_port,
	f.control_remote_addr,
	f.control_local_addr,
	f.control_remote_port,
	f.control_local_port,
	f.remote_user_id,
	f.user_id,
	f.data_type,
	f.transfer_mode,
	f.transfer_structure,
	f.dataset_type,
	f.started_at,
	f.ended_at,
	f.duration_hundredths,
	f.transferred_bytes,
	f.last_reply,
	f.member,
	f.host_name,
	f.abend_info,
	f.transferred_float,
	f.control_connection_id,
	f.data_connection_id,
	f.ftp_client_extra,
	f.file_name,
	f.socks_addr,
	f.socks_port,
	f.socks_version,
	f.ftp_client_socks_extra,
	f.login_method,
	CASE f.login_method WHEN 'C' THEN 'Certificate' WHEN 'P' THEN 'Password' WHEN 'T' THEN 'Kerberos ticket' WHEN 'U' THEN 'Undefined, FTP client records' ELSE 'unknown (' || f.login_method || ')' END AS login_method_name,
	f.protection_buffer_bytes,
	f.ftp_client_security_extra,
	f.ftp_client_security_id,
	f.remote_user_name,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s5.ftp_mechanism,
	CASE s5.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || s5.ftp_mechanism || ')' END AS ftp_mechanism_name,
	s5.control_protection,
	CASE s5.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s5.control_protection || ')' END AS control_protection_name,
	s5.data_protection,
	CASE s5.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s5.data_protection || ')' END AS data_protection_name,
	s5.protocol_level,
	CASE s5.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || s5.protocol_level || ')' END AS protocol_level_name,
	s5.cipher_spec,
	s5.tls_cipher2
FROM ftp_client_transfer AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ftp_client_security AS s5 ON s5.ftp_client_security_id = f.ftp_client_security_id;

CREATE OR REPLACE VIEW v_profile_event AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.management_eye,
	f.records_ftp_client,
	f.records_interface,
	f.records_ip_security,
	f.records_port,
	f.records_profile,
	f.records_tcp_init,
	f.records_tcpip_stats,
	f.records_tcp_stack,
	f.records_tcp_term,
	f.records_tn3270_client,
	f.records_udp_term,
	f.records_dvipa,
	f.records_smcr_group,
	f.records_smcr_link,
	f.records_smcd_stats,
	f.records_smcd_event,
	f.records_zert_detail,
	f.records_zert_summary,
	f.profile_management_extra,
	f.ipsec_eye,
	f.has_sysplex_wide_associations,
	f.is_filter_logging,
	f.is_implicit_logging,
	f.is_local_dvipa_filtering,
	f.profile_ipsec_extra,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM profile_event AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_zert_detail AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.event_type,
	CASE f.event_type WHEN 1 THEN 'connection_init' WHEN 2 THEN 'protection_change' WHEN 3 THEN 'connection_term' WHEN 4 THEN 'short_connection_term' WHEN 5 THEN 'zert_enabled' WHEN 6 THEN 'zert_disabled' WHEN 7 THEN 'zert_enforcement' ELSE 'unknown (' || f.event_type || ')' END AS event_type_name,
	f.is_tls,
	f.is_ssh,
	f.is_ipsec,
	f.is_ipv6,
	f.is_attls_bypass,
	f.is_reset_by_policy,
	f.is_local_server,
	f.is_local_client,
	f.has_ip_security,
	f.has_ipv6_security,
	f.is_ip_filtered,
	f.ip_protocol,
	CASE f.ip_protocol WHEN 6 THEN 'TCP' WHEN 17 THEN 'UDP' ELSE 'unknown (' || f.ip_protocol || ')' END AS ip_protocol_name,
	f.job_name,
	f.job_id,
	f.user_id,
	f.start_utc,
	f.end_utc,
	f.remote_addr,
	f.local_addr,
	f.remote_port,
	f.local_port,
	f.connection_id,
	f.in_bytes,
	f.out_bytes,
	f.in_segments,
	f.out_segments,
	f.zert_connection_extra,
	f.zert_ip_filter_id,
	f.tls_session_id,
	f.zert_detail_tls_id,
	f.zert_detail_ssh_id,
	f.ike_tunnel_number,
	f.ipsec_tunnel_number,
	f.zert_detail_ipsec_extra,
	f.zert_detail_ipsec_id,
	f.zert_dn_id,
	f.zert_rule_id,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s3.ipfilter_out_action,
	CASE s3.ipfilter_out_action WHEN 0 THEN 'none' WHEN 1 THEN 'permit_clear' WHEN 2 THEN 'permit_ipsec' WHEN 3 THEN 'deny' ELSE 'unknown (' || s3.ipfilter_out_action || ')' END AS ipfilter_out_action_name,
	s3.ipfilter_in_action,
	CASE s3.ipfilter_in_action WHEN 0 THEN 'none' WHEN 1 THEN 'permit_clear' WHEN 2 THEN 'permit_ipsec' WHEN 3 THEN 'deny' ELSE 'unknown (' || s3.ipfilter_in_action || ')' END AS ipfilter_in_action_name,
	s3.ipfilter_out_rule,
	s3.ipfilter_out_rule_ext,
	s3.ipfilter_in_rule,
	s3.ipfilter_in_rule_ext,
	s3.zert_ip_filter_extra,
	s4.tls_version,
	CASE s4.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || s4.tls_version || ')' END AS tls_version_name,
	s4.tls_source,
	CASE s4.tls_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || s4.tls_source || ')' END AS tls_source_name,
	s4.tls_handshake_type,
	CASE s4.tls_handshake_type WHEN 1 THEN 'full' WHEN 2 THEN 'abbreviated' WHEN 3 THEN 'failed' ELSE 'unknown (' || s4.tls_handshake_type || ')' END AS tls_handshake_type_name,
	s4.tls_handshake_role,
	CASE s4.tls_handshake_role WHEN 0 THEN 'unknown' WHEN 1 THEN 'client' WHEN 2 THEN 'server' WHEN 3 THEN 'server_clientauth' ELSE 'unknown (' || s4.tls_handshake_role || ')' END AS tls_handshake_role_name,
	s4.tls_provider,
	CASE s4.tls_provider WHEN 'IBM System SSL' THEN 'IBM System SSL' WHEN 'Observation' THEN 'Observation' ELSE 'unknown (' || s4.tls_provider || ')' END AS tls_provider_name,
	s4.tls_cipher_suite,
	coalesce((SELECT suite_label(x.code, x.name, x.basis) FROM tls_suite AS x WHERE x.code = s4.tls_cipher_suite), suite_label(s4.tls_cipher_suite, NULL, NULL)) AS tls_cipher_suite_name,
	s4.tls_encryption,
	CASE s4.tls_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s4.tls_encryption || ')' END AS tls_encryption_name,
	s4.tls_mac,
	CASE s4.tls_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s4.tls_mac || ')' END AS tls_mac_name,
	s4.tls_key_exchange,
	CASE s4.tls_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'RSA_EXPORT' WHEN 4 THEN 'RSA_PSK' WHEN 5 THEN 'DH_RSA' WHEN 6 THEN 'DH_RSA_EXPORT' WHEN 7 THEN 'DH_DSS' WHEN 8 THEN 'DH_ANON' WHEN 9 THEN 'DH_ANON_EXPORT' WHEN 10 THEN 'DH_DSS_EXPORT?' WHEN 11 THEN 'DHE_RSA?' WHEN 12 THEN 'DHE_RSA_EXPORT?' WHEN 13 THEN 'DHE_PSK?' WHEN 14 THEN 'DHE_DSS?' WHEN 15 THEN 'DHE_DSS_EXPORT?' WHEN 16 THEN 'ECDH_ECDSA?' WHEN 17 THEN 'ECDH_RSA?' WHEN 18 THEN 'ECDH_ANON?' WHEN 19 THEN 'ECDHE_ECDSA?' WHEN 20 THEN 'ECDHE_RSA?' WHEN 21 THEN 'ECDHE_PSK?' WHEN 22 THEN 'KRB5?' WHEN 23 THEN 'KRB5_EXPORT?' WHEN 24 THEN 'PSK?' WHEN 25 THEN 'SRP_SHA_RSA?' WHEN 26 THEN 'SRP_SHA_DSS?' WHEN 27 THEN 'SRP_SHA?' ELSE 'unknown (' || s4.tls_key_exchange || ')' END AS tls_key_exchange_name,
	s4.tls_fips_mode,
	CASE s4.tls_fips_mode WHEN 0 THEN 'off' WHEN 1 THEN 'on_80bit' WHEN 2 THEN 'level1' WHEN 3 THEN 'level2' WHEN 4 THEN 'level3?' ELSE 'unknown (' || s4.tls_fips_mode || ')' END AS tls_fips_mode_name,
	s4.tls_etm,
	s4.tls_server_cert_sig_method,
	CASE s4.tls_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s4.tls_server_cert_sig_method || ')' END AS tls_server_cert_sig_method_name,
	s4.tls_server_cert_enc_method,
	CASE s4.tls_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s4.tls_server_cert_enc_method || ')' END AS tls_server_cert_enc_method_name,
	s4.tls_server_cert_digest,
	CASE s4.tls_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s4.tls_server_cert_digest || ')' END AS tls_server_cert_digest_name,
	s4.tls_server_cert_serial,
	s4.tls_server_cert_time_type,
	CASE s4.tls_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s4.tls_server_cert_time_type || ')' END AS tls_server_cert_time_type_name,
	s4.tls_server_cert_not_after_utc,
	s4.tls_server_cert_key_type,
	CASE s4.tls_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s4.tls_server_cert_key_type || ')' END AS tls_server_cert_key_type_name,
	s4.tls_server_cert_key_bits,
	s4.tls_client_cert_sig_method,
	CASE s4.tls_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s4.tls_client_cert_sig_method || ')' END AS tls_client_cert_sig_method_name,
	s4.tls_client_cert_enc_method,
	CASE s4.tls_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s4.tls_client_cert_enc_method || ')' END AS tls_client_cert_enc_method_name,
	s4.tls_client_cert_digest,
	CASE s4.tls_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s4.tls_client_cert_digest || ')' END AS tls_client_cert_digest_name,
	s4.tls_client_cert_serial,
	s4.tls_client_cert_time_type,
	CASE s4.tls_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s4.tls_client_cert_time_type || ')' END AS tls_client_cert_time_type_name,
	s4.tls_client_cert_not_after_utc,
	s4.tls_client_cert_key_type,
	CASE s4.tls_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s4.tls_client_cert_key_type || ')' END AS tls_client_cert_key_type_name,
	s4.tls_client_cert_key_bits,
	s4.tls_unmapped,
	s5.ssh_version,
	CASE s5.ssh_version WHEN 0 THEN 'unknown' WHEN 1 THEN 'SSHv1' WHEN 2 THEN 'SSHv2' ELSE 'unknown (' || s5.ssh_version || ')' END AS ssh_version_name,
	s5.ssh_source,
	CASE s5.ssh_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || s5.ssh_source || ')' END AS ssh_source_name,
	s5.ssh_fips_mode,
	CASE s5.ssh_fips_mode WHEN 0 THEN 'off' WHEN 1 THEN 'on_80bit' WHEN 2 THEN 'level1' WHEN 3 THEN 'level2' WHEN 4 THEN 'level3?' ELSE 'unknown (' || s5.ssh_fips_mode || ')' END AS ssh_fips_mode_name,
	s5.ssh_etm_in,
	s5.ssh_etm_out,
	s5.ssh_handshake_failed,
	s5.ssh_component,
	CASE s5.ssh_component WHEN 'SCPC' THEN 'SCPC' WHEN 'SCPS' THEN 'SCPS' WHEN 'SFTPC' THEN 'SFTPC' WHEN 'SFTPS' THEN 'SFTPS' WHEN 'SSH' THEN 'SSH' WHEN 'SSHD' THEN 'SSHD' ELSE 'unknown (' || s5.ssh_component || ')' END AS ssh_component_name,
	s5.ssh_provider,
	CASE s5.ssh_provider WHEN 'IBM OpenSSH' THEN 'IBM OpenSSH' WHEN 'Observation' THEN 'Observation' ELSE 'unknown (' || s5.ssh_provider || ')' END AS ssh_provider_name,
	s5.ssh_auth_method,
	CASE s5.ssh_auth_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || s5.ssh_auth_method || ')' END AS ssh_auth_method_name,
	s5.ssh_auth_method2,
	CASE s5.ssh_auth_method2 WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || s5.ssh_auth_method2 || ')' END AS ssh_auth_method2_name,
	s5.ssh_in_encryption,
	CASE s5.ssh_in_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s5.ssh_in_encryption || ')' END AS ssh_in_encryption_name,
	s5.ssh_in_mac,
	CASE s5.ssh_in_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s5.ssh_in_mac || ')' END AS ssh_in_mac_name,
	s5.ssh_key_exchange,
	CASE s5.ssh_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'diffie-hellman-group-exchange-sha256' WHEN 3 THEN 'diffie-hellman-group-exchange-sha1' WHEN 4 THEN 'diffie-hellman-group14-sha1' WHEN 5 THEN 'diffie-hellman-group1-sha1' WHEN 6 THEN 'ecdh-sha2-nistp256' WHEN 7 THEN 'ecdh-sha2-nistp384?' WHEN 8 THEN 'ecdh-sha2-nistp521?' ELSE 'unknown (' || s5.ssh_key_exchange || ')' END AS ssh_key_exchange_name,
	s5.ssh_out_encryption,
	CASE s5.ssh_out_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s5.ssh_out_encryption || ')' END AS ssh_out_encryption_name,
	s5.ssh_out_mac,
	CASE s5.ssh_out_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s5.ssh_out_mac || ')' END AS ssh_out_mac_name,
	s5.ssh_server_key_type,
	CASE s5.ssh_server_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || s5.ssh_server_key_type || ')' END AS ssh_server_key_type_name,
	s5.ssh_server_key_bits,
	s5.ssh_client_key_type,
	CASE s5.ssh_client_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || s5.ssh_client_key_type || ')' END AS ssh_client_key_type_name,
	s5.ssh_client_key_bits,
	s5.ssh_server_key_fingerprint,
	s5.ssh_client_key_fingerprint,
	s5.ssh_server_cert_sig_method,
	CASE s5.ssh_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s5.ssh_server_cert_sig_method || ')' END AS ssh_server_cert_sig_method_name,
	s5.ssh_server_cert_enc_method,
	CASE s5.ssh_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s5.ssh_server_cert_enc_method || ')' END AS ssh_server_cert_enc_method_name,
	s5.ssh_server_cert_digest,
	CASE s5.ssh_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s5.ssh_server_cert_digest || ')' END AS ssh_server_cert_digest_name,
	s5.ssh_server_cert_serial,
	s5.ssh_server_cert_time_type,
	CASE s5.ssh_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s5.ssh_server_cert_time_type || ')' END AS ssh_server_cert_time_type_name,
	s5.ssh_server_cert_not_after_utc,
	s5.ssh_server_cert_key_type,
	CASE s5.ssh_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s5.ssh_server_cert_key_type || ')' END AS ssh_server_cert_key_type_name,
	s5.ssh_server_cert_key_bits,
	s5.ssh_client_cert_sig_method,
	CASE s5.ssh_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s5.ssh_client_cert_sig_method || ')' END AS ssh_client_cert_sig_method_name,
	s5.ssh_client_cert_enc_method,
	CASE s5.ssh_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s5.ssh_client_cert_enc_method || ')' END AS ssh_client_cert_enc_method_name,
	s5.ssh_client_cert_digest,
	CASE s5.ssh_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s5.ssh_client_cert_digest || ')' END AS ssh_client_cert_digest_name,
	s5.ssh_client_cert_serial,
	s5.ssh_client_cert_time_type,
	CASE s5.ssh_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s5.ssh_client_cert_time_type || ')' END AS ssh_client_cert_time_type_name,
	s5.ssh_client_cert_not_after_utc,
	s5.ssh_client_cert_key_type,
	CASE s5.ssh_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s5.ssh_client_cert_key_type || ')' END AS ssh_client_cert_key_type_name,
	s5.ssh_client_cert_key_bits,
	s5.zert_detail_ssh_extra,
	s6.ike_major_version,
	s6.ike_minor_version,
	s6.ike_key_exchange_rule,
	s6.ike_local_endpoint,
	s6.ike_remote_endpoint,
	s6.ike_local_auth_method,
	CASE s6.ike_local_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || s6.ike_local_auth_method || ')' END AS ike_local_auth_method_name,
	s6.ike_remote_auth_method,
	CASE s6.ike_remote_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || s6.ike_remote_auth_method || ')' END AS ike_remote_auth_method_name,
	s6.ike_mac,
	CASE s6.ike_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s6.ike_mac || ')' END AS ike_mac_name,
	s6.ike_encryption,
	CASE s6.ike_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s6.ike_encryption || ')' END AS ike_encryption_name,
	s6.ike_dh_group,
	CASE s6.ike_dh_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s6.ike_dh_group || ')' END AS ike_dh_group_name,
	s6.ike_prf,
	CASE s6.ike_prf WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'HMAC-SHA2-256' WHEN 3 THEN 'HMAC-SHA2-384' WHEN 4 THEN 'HMAC-SHA2-512' WHEN 5 THEN 'AES-128-XCBC' WHEN 6 THEN 'HMAC-MD5' WHEN 7 THEN 'HMAC-SHA1' ELSE 'unknown (' || s6.ike_prf || ')' END AS ike_prf_name,
	s6.ike_life_kilobytes,
	s6.ike_life_minutes,
	s6.ike_reauth_minutes,
	s6.ike_local_cert_sig_method,
	CASE s6.ike_local_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s6.ike_local_cert_sig_method || ')' END AS ike_local_cert_sig_method_name,
	s6.ike_local_cert_enc_method,
	CASE s6.ike_local_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s6.ike_local_cert_enc_method || ')' END AS ike_local_cert_enc_method_name,
	s6.ike_local_cert_digest,
	CASE s6.ike_local_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s6.ike_local_cert_digest || ')' END AS ike_local_cert_digest_name,
	s6.ike_local_cert_serial,
	s6.ike_local_cert_time_type,
	CASE s6.ike_local_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s6.ike_local_cert_time_type || ')' END AS ike_local_cert_time_type_name,
	s6.ike_local_cert_not_after_utc,
	s6.ike_local_cert_key_type,
	CASE s6.ike_local_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s6.ike_local_cert_key_type || ')' END AS ike_local_cert_key_type_name,
	s6.ike_local_cert_key_bits,
	s6.ike_remote_cert_sig_method,
	CASE s6.ike_remote_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s6.ike_remote_cert_sig_method || ')' END AS ike_remote_cert_sig_method_name,
	s6.ike_remote_cert_enc_method,
	CASE s6.ike_remote_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s6.ike_remote_cert_enc_method || ')' END AS ike_remote_cert_enc_method_name,
	s6.ike_remote_cert_digest,
	CASE s6.ike_remote_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s6.ike_remote_cert_digest || ')' END AS ike_remote_cert_digest_name,
	s6.ike_remote_cert_serial,
	s6.ike_remote_cert_time_type,
	CASE s6.ike_remote_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s6.ike_remote_cert_time_type || ')' END AS ike_remote_cert_time_type_name,
	s6.ike_remote_cert_not_after_utc,
	s6.ike_remote_cert_key_type,
	CASE s6.ike_remote_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s6.ike_remote_cert_key_type || ')' END AS ike_remote_cert_key_type_name,
	s6.ike_remote_cert_key_bits,
	s6.ipsec_is_ipv6,
	s6.ipsec_fips,
	s6.ipsec_tunnel_type,
	CASE s6.ipsec_tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic' WHEN 3 THEN 'shadow' ELSE 'unknown (' || s6.ipsec_tunnel_type || ')' END AS ipsec_tunnel_type_name,
	s6.ipsec_tunnel_state,
	CASE s6.ipsec_tunnel_state WHEN 1 THEN 'active' WHEN 2 THEN 'inactive' ELSE 'unknown (' || s6.ipsec_tunnel_state || ')' END AS ipsec_tunnel_state_name,
	s6.ipsec_encap_mode,
	CASE s6.ipsec_encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s6.ipsec_encap_mode || ')' END AS ipsec_encap_mode_name,
	s6.ipsec_auth_protocol,
	CASE s6.ipsec_auth_protocol WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s6.ipsec_auth_protocol || ')' END AS ipsec_auth_protocol_name,
	s6.ipsec_mac,
	CASE s6.ipsec_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s6.ipsec_mac || ')' END AS ipsec_mac_name,
	s6.ipsec_encryption,
	CASE s6.ipsec_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s6.ipsec_encryption || ')' END AS ipsec_encryption_name,
	s6.ipsec_pfs_group,
	CASE s6.ipsec_pfs_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s6.ipsec_pfs_group || ')' END AS ipsec_pfs_group_name,
	s6.ipsec_life_kilobytes,
	s6.ipsec_life_minutes,
	s6.ipsec_vpn_life_minutes,
	s8.rule_text
FROM zert_detail AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN zert_ip_filter AS s3 ON s3.zert_ip_filter_id = f.zert_ip_filter_id
LEFT JOIN zert_detail_tls AS s4 ON s4.zert_detail_tls_id = f.zert_detail_tls_id
LEFT JOIN zert_detail_ssh AS s5 ON s5.zert_detail_ssh_id = f.zert_detail_ssh_id
LEFT JOIN zert_detail_ipsec AS s6 ON s6.zert_detail_ipsec_id = f.zert_detail_ipsec_id
LEFT JOIN zert_rule AS s8 ON s8.zert_rule_id = f.zert_rule_id;

CREATE OR REPLACE VIEW v_zert_summary AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.interval_micros,
	f.init_connections,
	f.init_partial_connections,
	f.init_short_connections,
	f.init_active_connections,
	f.init_in_bytes,
	f.init_out_bytes,
	f.init_in_segments,
	f.init_out_segments,
	f.end_connections,
	f.end_partial_connections,
	f.end_short_connections,
	f.end_active_connections,
	f.end_in_bytes,
	f.end_out_bytes,
	f.end_in_segments,
	f.end_out_segments,
	f.init_failed_handshakes,
	f.end_failed_handshakes,
	f.zert_session_extra,
	f.zert_summary_content_id,
	c.smf119_header_id,
	c.smf119_ident_id,
	c.zert_session_id,
	c.zert_summary_tls_id,
	c.zert_summary_ssh_id,
	c.zert_summary_ipsec_id,
	c.zert_dn_id,
	c.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.summary_event,
	CASE s2.summary_event WHEN 1 THEN 'interval' WHEN 2 THEN 'aggregation_enabled' WHEN 3 THEN 'aggregation_disabled' ELSE 'unknown (' || s2.summary_event || ')' END AS summary_event_name,
	s2.is_ipv6,
	s2.is_local_server,
	s2.is_local_client,
	s2.is_tls,
	s2.is_ssh,
	s2.is_ipsec,
	s2.job_name,
	s2.user_id,
	s2.ip_protocol,
	CASE s2.ip_protocol WHEN 6 THEN 'TCP' WHEN 17 THEN 'UDP' ELSE 'unknown (' || s2.ip_protocol || ')' END AS ip_protocol_name,
	s2.server_addr,
	s2.client_addr,
	s2.server_port,
	s2.server_port_end,
	s2.session_id,
	s3.tls_source,
	CASE s3.tls_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || s3.tls_source || ')' END AS tls_source_name,
	s3.tls_etm,
	s3.tls_version,
	CASE s3.tls_version WHEN 0 THEN 'unknown' WHEN 512 THEN 'SSLv2' WHEN 768 THEN 'SSLv3' WHEN 769 THEN 'TLSv1.0' WHEN 770 THEN 'TLSv1.1' WHEN 771 THEN 'TLSv1.2' WHEN 772 THEN 'TLSv1.3' ELSE 'unknown (' || s3.tls_version || ')' END AS tls_version_name,
	s3.tls_cipher_suite,
	coalesce((SELECT suite_label(x.code, x.name, x.basis) FROM tls_suite AS x WHERE x.code = s3.tls_cipher_suite), suite_label(s3.tls_cipher_suite, NULL, NULL)) AS tls_cipher_suite_name,
	s3.tls_encryption,
	CASE s3.tls_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s3.tls_encryption || ')' END AS tls_encryption_name,
	s3.tls_mac,
	CASE s3.tls_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s3.tls_mac || ')' END AS tls_mac_name,
	s3.tls_key_exchange,
	CASE s3.tls_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'RSA_EXPORT' WHEN 4 THEN 'RSA_PSK' WHEN 5 THEN 'DH_RSA' WHEN 6 THEN 'DH_RSA_EXPORT' WHEN 7 THEN 'DH_DSS' WHEN 8 THEN 'DH_ANON' WHEN 9 THEN 'DH_ANON_EXPORT' WHEN 10 THEN 'DH_DSS_EXPORT?' WHEN 11 THEN 'DHE_RSA?' WHEN 12 THEN 'DHE_RSA_EXPORT?' WHEN 13 THEN 'DHE_PSK?' WHEN 14 THEN 'DHE_DSS?' WHEN 15 THEN 'DHE_DSS_EXPORT?' WHEN 16 THEN 'ECDH_ECDSA?' WHEN 17 THEN 'ECDH_RSA?' WHEN 18 THEN 'ECDH_ANON?' WHEN 19 THEN 'ECDHE_ECDSA?' WHEN 20 THEN 'ECDHE_RSA?' WHEN 21 THEN 'ECDHE_PSK?' WHEN 22 THEN 'KRB5?' WHEN 23 THEN 'KRB5_EXPORT?' WHEN 24 THEN 'PSK?' WHEN 25 THEN 'SRP_SHA_RSA?' WHEN 26 THEN 'SRP_SHA_DSS?' WHEN 27 THEN 'SRP_SHA?' ELSE 'unknown (' || s3.tls_key_exchange || ')' END AS tls_key_exchange_name,
	s3.tls_server_cert_sig_method,
	CASE s3.tls_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s3.tls_server_cert_sig_method || ')' END AS tls_server_cert_sig_method_name,
	s3.tls_server_cert_enc_method,
	CASE s3.tls_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s3.tls_server_cert_enc_method || ')' END AS tls_server_cert_enc_method_name,
	s3.tls_server_cert_digest,
	CASE s3.tls_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s3.tls_server_cert_digest || ')' END AS tls_server_cert_digest_name,
	s3.tls_server_cert_key_type,
	CASE s3.tls_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s3.tls_server_cert_key_type || ')' END AS tls_server_cert_key_type_name,
	s3.tls_server_cert_key_bits,
	s3.tls_client_cert_sig_method,
	CASE s3.tls_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s3.tls_client_cert_sig_method || ')' END AS tls_client_cert_sig_method_name,
	s3.tls_client_cert_enc_method,
	CASE s3.tls_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s3.tls_client_cert_enc_method || ')' END AS tls_client_cert_enc_method_name,
	s3.tls_client_cert_digest,
	CASE s3.tls_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s3.tls_client_cert_digest || ')' END AS tls_client_cert_digest_name,
	s3.tls_client_cert_key_type,
	CASE s3.tls_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s3.tls_client_cert_key_type || ')' END AS tls_client_cert_key_type_name,
	s3.tls_client_cert_key_bits,
	s3.tls_unmapped,
	s3.tls_server_cert_serial,
	s3.tls_server_cert_time_type,
	CASE s3.tls_server_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s3.tls_server_cert_time_type || ')' END AS tls_server_cert_time_type_name,
	s3.tls_server_cert_not_after_utc,
	s3.tls_client_cert_serial,
	s3.tls_client_cert_time_type,
	CASE s3.tls_client_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s3.tls_client_cert_time_type || ')' END AS tls_client_cert_time_type_name,
	s3.tls_client_cert_not_after_utc,
	s3.zert_summary_tls_extra,
	s4.ssh_source,
	CASE s4.ssh_source WHEN 1 THEN 'stream_observation' WHEN 2 THEN 'provider' ELSE 'unknown (' || s4.ssh_source || ')' END AS ssh_source_name,
	s4.ssh_version,
	CASE s4.ssh_version WHEN 0 THEN 'unknown' WHEN 1 THEN 'SSHv1' WHEN 2 THEN 'SSHv2' ELSE 'unknown (' || s4.ssh_version || ')' END AS ssh_version_name,
	s4.ssh_etm_in,
	s4.ssh_etm_out,
	s4.ssh_auth_method,
	CASE s4.ssh_auth_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || s4.ssh_auth_method || ')' END AS ssh_auth_method_name,
	s4.ssh_auth_method2,
	CASE s4.ssh_auth_method2 WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'Password' WHEN 3 THEN 'Public key' WHEN 4 THEN 'Host-based' WHEN 5 THEN 'Rhosts' WHEN 6 THEN 'RhostsRSA' WHEN 7 THEN 'RSA' WHEN 8 THEN 'Keyboard-interactive' ELSE 'unknown (' || s4.ssh_auth_method2 || ')' END AS ssh_auth_method2_name,
	s4.ssh_in_encryption,
	CASE s4.ssh_in_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s4.ssh_in_encryption || ')' END AS ssh_in_encryption_name,
	s4.ssh_in_mac,
	CASE s4.ssh_in_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s4.ssh_in_mac || ')' END AS ssh_in_mac_name,
	s4.ssh_key_exchange,
	CASE s4.ssh_key_exchange WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'diffie-hellman-group-exchange-sha256' WHEN 3 THEN 'diffie-hellman-group-exchange-sha1' WHEN 4 THEN 'diffie-hellman-group14-sha1' WHEN 5 THEN 'diffie-hellman-group1-sha1' WHEN 6 THEN 'ecdh-sha2-nistp256' WHEN 7 THEN 'ecdh-sha2-nistp384?' WHEN 8 THEN 'ecdh-sha2-nistp521?' ELSE 'unknown (' || s4.ssh_key_exchange || ')' END AS ssh_key_exchange_name,
	s4.ssh_out_encryption,
	CASE s4.ssh_out_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s4.ssh_out_encryption || ')' END AS ssh_out_encryption_name,
	s4.ssh_out_mac,
	CASE s4.ssh_out_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s4.ssh_out_mac || ')' END AS ssh_out_mac_name,
	s4.ssh_server_key_type,
	CASE s4.ssh_server_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || s4.ssh_server_key_type || ')' END AS ssh_server_key_type_name,
	s4.ssh_server_key_bits,
	s4.ssh_client_key_type,
	CASE s4.ssh_client_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' WHEN 6 THEN 'RSA1' WHEN 7 THEN 'RSA_CERT' WHEN 8 THEN 'DSA_CERT' WHEN 9 THEN 'ECDSA_CERT?' ELSE 'unknown (' || s4.ssh_client_key_type || ')' END AS ssh_client_key_type_name,
	s4.ssh_client_key_bits,
	s4.ssh_server_cert_sig_method,
	CASE s4.ssh_server_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s4.ssh_server_cert_sig_method || ')' END AS ssh_server_cert_sig_method_name,
	s4.ssh_server_cert_enc_method,
	CASE s4.ssh_server_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s4.ssh_server_cert_enc_method || ')' END AS ssh_server_cert_enc_method_name,
	s4.ssh_server_cert_digest,
	CASE s4.ssh_server_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s4.ssh_server_cert_digest || ')' END AS ssh_server_cert_digest_name,
	s4.ssh_server_cert_key_type,
	CASE s4.ssh_server_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s4.ssh_server_cert_key_type || ')' END AS ssh_server_cert_key_type_name,
	s4.ssh_server_cert_key_bits,
	s4.ssh_client_cert_sig_method,
	CASE s4.ssh_client_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s4.ssh_client_cert_sig_method || ')' END AS ssh_client_cert_sig_method_name,
	s4.ssh_client_cert_enc_method,
	CASE s4.ssh_client_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s4.ssh_client_cert_enc_method || ')' END AS ssh_client_cert_enc_method_name,
	s4.ssh_client_cert_digest,
	CASE s4.ssh_client_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s4.ssh_client_cert_digest || ')' END AS ssh_client_cert_digest_name,
	s4.ssh_client_cert_key_type,
	CASE s4.ssh_client_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s4.ssh_client_cert_key_type || ')' END AS ssh_client_cert_key_type_name,
	s4.ssh_client_cert_key_bits,
	s4.zert_summary_ssh_extra,
	s5.ike_major_version,
	s5.ike_minor_version,
	s5.ike_local_endpoint,
	s5.ike_remote_endpoint,
	s5.ike_local_auth_method,
	CASE s5.ike_local_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || s5.ike_local_auth_method || ')' END AS ike_local_auth_method_name,
	s5.ike_remote_auth_method,
	CASE s5.ike_remote_auth_method WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'Preshared key' WHEN 4 THEN 'ECDSA-256 signature' WHEN 5 THEN 'ECDSA-384 signature' WHEN 6 THEN 'ECDSA-521 signature' WHEN 7 THEN 'Digital signature?' ELSE 'unknown (' || s5.ike_remote_auth_method || ')' END AS ike_remote_auth_method_name,
	s5.ike_mac,
	CASE s5.ike_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s5.ike_mac || ')' END AS ike_mac_name,
	s5.ike_encryption,
	CASE s5.ike_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s5.ike_encryption || ')' END AS ike_encryption_name,
	s5.ike_dh_group,
	CASE s5.ike_dh_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s5.ike_dh_group || ')' END AS ike_dh_group_name,
	s5.ike_prf,
	CASE s5.ike_prf WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'None' WHEN 2 THEN 'HMAC-SHA2-256' WHEN 3 THEN 'HMAC-SHA2-384' WHEN 4 THEN 'HMAC-SHA2-512' WHEN 5 THEN 'AES-128-XCBC' WHEN 6 THEN 'HMAC-MD5' WHEN 7 THEN 'HMAC-SHA1' ELSE 'unknown (' || s5.ike_prf || ')' END AS ike_prf_name,
	s5.ike_local_cert_sig_method,
	CASE s5.ike_local_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s5.ike_local_cert_sig_method || ')' END AS ike_local_cert_sig_method_name,
	s5.ike_local_cert_enc_method,
	CASE s5.ike_local_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s5.ike_local_cert_enc_method || ')' END AS ike_local_cert_enc_method_name,
	s5.ike_local_cert_digest,
	CASE s5.ike_local_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s5.ike_local_cert_digest || ')' END AS ike_local_cert_digest_name,
	s5.ike_local_cert_key_type,
	CASE s5.ike_local_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s5.ike_local_cert_key_type || ')' END AS ike_local_cert_key_type_name,
	s5.ike_local_cert_key_bits,
	s5.ike_remote_cert_sig_method,
	CASE s5.ike_remote_cert_sig_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA with MD2' WHEN 3 THEN 'RSA with MD5' WHEN 4 THEN 'RSA with SHA1' WHEN 5 THEN 'DSA with SHA1' WHEN 6 THEN 'RSA with SHA-224' WHEN 7 THEN 'RSA with SHA-256' WHEN 8 THEN 'RSA with SHA-384' WHEN 9 THEN 'RSA with SHA-512' WHEN 10 THEN 'ECDSA with SHA1?' WHEN 11 THEN 'ECDSA with SHA-224?' WHEN 12 THEN 'ECDSA with SHA-256?' WHEN 13 THEN 'ECDSA with SHA-384?' WHEN 14 THEN 'ECDSA with SHA-512?' WHEN 15 THEN 'DSA with SHA-224?' WHEN 16 THEN 'DSA with SHA-256?' ELSE 'unknown (' || s5.ike_remote_cert_sig_method || ')' END AS ike_remote_cert_sig_method_name,
	s5.ike_remote_cert_enc_method,
	CASE s5.ike_remote_cert_enc_method WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'ECDSA' ELSE 'unknown (' || s5.ike_remote_cert_enc_method || ')' END AS ike_remote_cert_enc_method_name,
	s5.ike_remote_cert_digest,
	CASE s5.ike_remote_cert_digest WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'MD2' WHEN 3 THEN 'MD5' WHEN 4 THEN 'SHA1' WHEN 5 THEN 'SHA-224' WHEN 6 THEN 'SHA-256' WHEN 7 THEN 'SHA-384' WHEN 8 THEN 'SHA-512' ELSE 'unknown (' || s5.ike_remote_cert_digest || ')' END AS ike_remote_cert_digest_name,
	s5.ike_remote_cert_key_type,
	CASE s5.ike_remote_cert_key_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'RSA' WHEN 3 THEN 'DSA' WHEN 4 THEN 'DH' WHEN 5 THEN 'ECC' ELSE 'unknown (' || s5.ike_remote_cert_key_type || ')' END AS ike_remote_cert_key_type_name,
	s5.ike_remote_cert_key_bits,
	s5.ipsec_pfs_group,
	CASE s5.ipsec_pfs_group WHEN 0 THEN 'Unknown/manual' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s5.ipsec_pfs_group || ')' END AS ipsec_pfs_group_name,
	s5.ipsec_encap_mode,
	CASE s5.ipsec_encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s5.ipsec_encap_mode || ')' END AS ipsec_encap_mode_name,
	s5.ipsec_auth_protocol,
	CASE s5.ipsec_auth_protocol WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s5.ipsec_auth_protocol || ')' END AS ipsec_auth_protocol_name,
	s5.ipsec_mac,
	CASE s5.ipsec_mac WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None/AEAD' WHEN 2 THEN 'MD2' WHEN 3 THEN 'HMAC-MD5' WHEN 4 THEN 'HMAC-SHA1' WHEN 5 THEN 'HMAC-SHA2-224?' WHEN 6 THEN 'HMAC-SHA2-256?' WHEN 7 THEN 'HMAC-SHA2-384?' WHEN 8 THEN 'HMAC-SHA2-512?' WHEN 9 THEN 'AES-GMAC-128?' WHEN 10 THEN 'AES-GMAC-256?' WHEN 11 THEN 'AES-128-XCBC-96?' WHEN 12 THEN 'HMAC-SHA2-256-128?' WHEN 13 THEN 'HMAC-SHA2-384-192?' WHEN 14 THEN 'HMAC-SHA2-512-256?' WHEN 15 THEN 'HMAC-MD5-96?' WHEN 16 THEN 'HMAC-SHA1-96?' WHEN 17 THEN 'UMAC-64?' WHEN 18 THEN 'UMAC-128?' WHEN 19 THEN 'RIPEMD-160?' ELSE 'unknown (' || s5.ipsec_mac || ')' END AS ipsec_mac_name,
	s5.ipsec_encryption,
	CASE s5.ipsec_encryption WHEN 0 THEN 'Unknown' WHEN 1 THEN 'None' WHEN 2 THEN 'DES' WHEN 3 THEN 'DES 40' WHEN 4 THEN '3DES' WHEN 5 THEN 'RC2 40' WHEN 6 THEN 'RC2 128' WHEN 7 THEN 'RC2' WHEN 8 THEN 'RC4 40' WHEN 9 THEN 'RC4 128' WHEN 10 THEN 'RC4 256' WHEN 11 THEN 'RC4?' WHEN 12 THEN 'AES CBC 128?' WHEN 13 THEN 'AES CBC 192?' WHEN 14 THEN 'AES CBC 256?' WHEN 15 THEN 'AES CTR 128?' WHEN 16 THEN 'AES CTR 192?' WHEN 17 THEN 'AES CTR 256?' WHEN 18 THEN 'AES GCM 128?' WHEN 19 THEN 'AES GCM 256?' WHEN 20 THEN 'AES CCM 128?' WHEN 21 THEN 'AES CCM 256?' WHEN 22 THEN 'AES CCM8 128?' WHEN 23 THEN 'AES CCM8 256?' WHEN 24 THEN 'AES 256?' WHEN 25 THEN 'Blowfish?' WHEN 26 THEN 'Blowfish CBC?' WHEN 27 THEN 'CAST 128 CBC?' WHEN 28 THEN 'ARCFOUR 128?' WHEN 29 THEN 'ARCFOUR 256?' WHEN 30 THEN 'ARCFOUR?' WHEN 31 THEN 'Rijndael CBC?' WHEN 32 THEN 'ACSS?' WHEN 33 THEN 'ARIA 128 CBC?' WHEN 34 THEN 'ARIA 256 CBC?' WHEN 35 THEN 'ARIA 128 GCM?' WHEN 36 THEN 'ARIA 256 GCM?' WHEN 37 THEN 'CAMELLIA 128 CBC?' WHEN 38 THEN 'CAMELLIA 256 CBC?' WHEN 39 THEN 'CAMELLIA 128 GCM?' WHEN 40 THEN 'CAMELLIA 256 GCM?' WHEN 41 THEN 'ChaCha20 Poly1305?' WHEN 42 THEN 'IDEA CBC?' WHEN 43 THEN 'SEED CBC?' WHEN 44 THEN 'Fortezza?' WHEN 45 THEN 'GOST28147?' WHEN 46 THEN 'Twofish CBC 256?' WHEN 47 THEN 'Twofish CBC?' WHEN 48 THEN 'Twofish CBC 192?' WHEN 49 THEN 'Twofish CBC 128?' WHEN 50 THEN 'Serpent CBC 256?' WHEN 51 THEN 'Serpent CBC 192?' WHEN 52 THEN 'Serpent CBC 128?' ELSE 'unknown (' || s5.ipsec_encryption || ')' END AS ipsec_encryption_name,
	s5.ike_local_cert_serial,
	s5.ike_local_cert_time_type,
	CASE s5.ike_local_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s5.ike_local_cert_time_type || ')' END AS ike_local_cert_time_type_name,
	s5.ike_local_cert_not_after_utc,
	s5.ike_remote_cert_serial,
	s5.ike_remote_cert_time_type,
	CASE s5.ike_remote_cert_time_type WHEN 0 THEN 'unused' WHEN 1 THEN 'UTC' WHEN 2 THEN 'GT' ELSE 'unknown (' || s5.ike_remote_cert_time_type || ')' END AS ike_remote_cert_time_type_name,
	s5.ike_remote_cert_not_after_utc,
	s5.zert_summary_ipsec_extra,
	counted32(f.end_connections, f.init_connections) AS connections,
	counted32(f.end_partial_connections, f.init_partial_connections) AS partial_connections,
	counted32(f.end_short_connections, f.init_short_connections) AS short_connections,
	counted64(f.end_in_bytes, f.init_in_bytes) AS bytes_in,
	counted64(f.end_out_bytes, f.init_out_bytes) AS bytes_out,
	counted64(f.end_in_segments, f.init_in_segments) AS segments_in,
	counted64(f.end_out_segments, f.init_out_segments) AS segments_out,
	counted32(f.end_failed_handshakes, f.init_failed_handshakes) AS failed_handshakes
FROM zert_summary AS f
LEFT JOIN zert_summary_content AS c ON c.zert_summary_content_id = f.zert_summary_content_id
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = c.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = c.smf119_ident_id
LEFT JOIN zert_session AS s2 ON s2.zert_session_id = c.zert_session_id
LEFT JOIN zert_summary_tls AS s3 ON s3.zert_summary_tls_id = c.zert_summary_tls_id
LEFT JOIN zert_summary_ssh AS s4 ON s4.zert_summary_ssh_id = c.zert_summary_ssh_id
LEFT JOIN zert_summary_ipsec AS s5 ON s5.zert_summary_ipsec_id = c.zert_summary_ipsec_id;

CREATE OR REPLACE VIEW v_tn3270_session AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.lu_name,
	f.application,
	f.logical_device,
	f.remote_addr,
	f.local_addr,
	f.remote_port,
	f.local_port,
	f.host_name,
	f.in_bytes,
	f.out_bytes,
	f.started_at,
	f.ended_at,
	f.duration_hundredths,
	f.session_type,
	CASE f.session_type WHEN 0 THEN 'Unknown' WHEN 1 THEN 'TN3270' WHEN 2 THEN 'TN3270E' WHEN 3 THEN 'Linemode' WHEN 4 THEN 'DBCS transform' WHEN 5 THEN 'Binary' ELSE 'unknown (' || f.session_type || ')' END AS session_type_name,
	f.lu_selection,
	CASE f.lu_selection WHEN 0 THEN 'Chosen by the server' WHEN 1 THEN 'Requested by the client' ELSE 'unknown (' || f.lu_selection || ')' END AS lu_selection_name,
	f.tls_use,
	CASE f.tls_use WHEN 0 THEN 'No TLS' WHEN 1 THEN 'Server authentication only' WHEN 2 THEN 'Server and client authentication' ELSE 'unknown (' || f.tls_use || ')' END AS tls_use_name,
	f.telnet_options,
	f.tn3270e_options,
	f.end_reason,
	f.logmode,
	f.device_type,
	f.tn3270_end_extra,
	f.client_host_name,
	f.tn3270_response_hex,
	f.tn3270_bucket_hex,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM tn3270_session AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_ftp_server_transfer AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ftp_operation,
	CASE f.ftp_operation WHEN 1 THEN 'Append' WHEN 2 THEN 'Delete' WHEN 3 THEN 'Rename' WHEN 4 THEN 'Retrieve' WHEN 5 THEN 'Store' WHEN 6 THEN 'Store unique' ELSE 'unknown (' || f.ftp_operation || ')' END AS ftp_operation_name,
	f.ftp_command,
	f.file_type,
	f.data_remote_addr,
	f.data_local_addr,
	f.data_remote_port,
	f.data_local_port,
	f.control_remote_addr,
	f.control_local_addr,
	f.control_remote_port,
	f.control_local_port,
	f.user_id,
	f.data_type,
	f.transfer_mode,
	f.transfer_structure,
	f.dataset_type,
	f.started_at,
	f.ended_at,
	f.duration_hundredths,
	f.transferred_bytes,
	f.last_reply,
	f.member,
	f.abend_info,
	f.second_member,
	f.transferred_float,
	f.control_connection_id,
	f.data_connection_id,
	f.activity_session_id,
	f.ftp_server_extra,
	f.client_host_name,
	f.file_name,
	f.second_file_name,
	f.login_method,
	CASE f.login_method WHEN 'C' THEN 'Certificate' WHEN 'P' THEN 'Password' WHEN 'T' THEN 'Kerberos ticket' WHEN 'U' THEN 'Undefined, FTP client records' ELSE 'unknown (' || f.login_method || ')' END AS login_method_name,
	f.protection_buffer_bytes,
	f.ftp_server_security_extra,
	f.ftp_server_security_id,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s6.ftp_mechanism,
	CASE s6.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || s6.ftp_mechanism || ')' END AS ftp_mechanism_name,
	s6.control_protection,
	CASE s6.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s6.control_protection || ')' END AS control_protection_name,
	s6.data_protection,
	CASE s6.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s6.data_protection || ')' END AS data_protection_name,
	s6.protocol_level,
	CASE s6.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || s6.protocol_level || ')' END AS protocol_level_name,
	s6.cipher_spec,
	s6.tls_cipher2
FROM ftp_server_transfer AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ftp_server_security AS s6 ON s6.ftp_server_security_id = f.ftp_server_security_id;

CREATE OR REPLACE VIEW v_ftp_login_failure AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.control_remote_addr,
	f.control_local_addr,
	f.control_remote_port,
	f.control_local_port,
	f.user_id,
	f.login_failure,
	CASE f.login_failure WHEN 1 THEN 'Password not valid' WHEN 2 THEN 'Password expired' WHEN 3 THEN 'User revoked' WHEN 4 THEN 'No access to the server' WHEN 5 THEN 'Rejected by FTCHKPWD exit' WHEN 6 THEN 'Too many bad passwords' WHEN 7 THEN 'Group ID processing failed' ELSE 'unknown (' || f.login_failure || ')' END AS login_failure_name,
	f.control_connection_id,
	f.activity_session_id,
	f.ftp_login_extra,
	f.login_method,
	CASE f.login_method WHEN 'C' THEN 'Certificate' WHEN 'P' THEN 'Password' WHEN 'T' THEN 'Kerberos ticket' WHEN 'U' THEN 'Undefined, FTP client records' ELSE 'unknown (' || f.login_method || ')' END AS login_method_name,
	f.protection_buffer_bytes,
	f.ftp_login_security_extra,
	f.ftp_login_security_id,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s3.ftp_mechanism,
	CASE s3.ftp_mechanism WHEN 'A' THEN 'AT-TLS' WHEN 'G' THEN 'GSSAPI' WHEN 'N' THEN 'None' WHEN 'T' THEN 'TLS by FTP' ELSE 'unknown (' || s3.ftp_mechanism || ')' END AS ftp_mechanism_name,
	s3.control_protection,
	CASE s3.control_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s3.control_protection || ')' END AS control_protection_name,
	s3.data_protection,
	CASE s3.data_protection WHEN 'C' THEN 'Clear' WHEN 'N' THEN 'None' WHEN 'P' THEN 'Private, encrypted' WHEN 'S' THEN 'Safe, integrity' ELSE 'unknown (' || s3.data_protection || ')' END AS data_protection_name,
	s3.protocol_level,
	CASE s3.protocol_level WHEN 'SSLV2' THEN 'SSLv2' WHEN 'SSLV3' THEN 'SSLv3' WHEN 'TLSV1' THEN 'TLSv1.0' WHEN 'TLSV1.1' THEN 'TLSv1.1?' WHEN 'TLSV1.2' THEN 'TLSv1.2' WHEN 'TLSV1.3' THEN 'TLSv1.3?' ELSE 'unknown (' || s3.protocol_level || ')' END AS protocol_level_name,
	s3.cipher_spec,
	s3.tls_cipher2
FROM ftp_login_failure AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ftp_login_security AS s3 ON s3.ftp_login_security_id = f.ftp_login_security_id;

CREATE OR REPLACE VIEW v_ike_tunnel_activated AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.key_exchange_rule,
	f.key_exchange_action,
	f.local_endpoint,
	f.remote_endpoint,
	f.initiator_cookie,
	f.responder_cookie,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.ike_role,
	CASE f.ike_role WHEN 1 THEN 'initiator' WHEN 2 THEN 'responder' ELSE 'unknown (' || f.ike_role || ')' END AS ike_role_name,
	f.natt_level,
	CASE f.natt_level WHEN 0 THEN 'none' WHEN 1 THEN 'RFC 3947 draft 2' WHEN 3 THEN 'RFC 3947 draft 3' WHEN 4 THEN 'RFC 3947' WHEN 5 THEN 'RFC 3947 z/OS' WHEN 6 THEN 'IKEv2' WHEN 7 THEN 'IKEv2 z/OS' ELSE 'unknown (' || f.natt_level || ')' END AS natt_level_name,
	f.extended_state,
	CASE f.extended_state WHEN 0 THEN 'init' WHEN 1 THEN 'wait SA' WHEN 2 THEN 'in KE' WHEN 3 THEN 'wait KE' WHEN 4 THEN 'done' WHEN 5 THEN 'expired' WHEN 6 THEN 'wait auth' WHEN 7 THEN 'half closed' ELSE 'unknown (' || f.extended_state || ')' END AS extended_state_name,
	f.refresh_utc,
	f.expire_utc,
	f.remote_udp_port,
	f.local_identity_type,
	CASE f.local_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.local_identity_type || ')' END AS local_identity_type_name,
	f.remote_identity_type,
	CASE f.remote_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.remote_identity_type || ')' END AS remote_identity_type_name,
	f.tunnel_start_utc,
	f.reauth_utc,
	f.generation,
	f.ike_tunnel_extra,
	f.ike_tunnel_id,
	f.local_identity,
	f.remote_identity,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_nat_allowed,
	s2.has_local_nat,
	s2.has_remote_nat,
	s2.has_remote_napt,
	s2.can_initiate,
	s2.is_fips,
	s2.exchange_mode,
	CASE s2.exchange_mode WHEN 0 THEN 'not applicable' WHEN 2 THEN 'main' WHEN 4 THEN 'aggressive' ELSE 'unknown (' || s2.exchange_mode || ')' END AS exchange_mode_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.dh_group,
	CASE s2.dh_group WHEN 0 THEN 'none' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s2.dh_group || ')' END AS dh_group_name,
	s2.peer_auth_method,
	CASE s2.peer_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s2.peer_auth_method || ')' END AS peer_auth_method_name,
	s2.life_bytes,
	s2.life_seconds,
	s2.ike_major_version,
	s2.ike_minor_version,
	s2.prf_alg,
	CASE s2.prf_alg WHEN 15 THEN 'HMAC-SHA2-256' WHEN 16 THEN 'HMAC-SHA2-384' WHEN 17 THEN 'HMAC-SHA2-512' WHEN 18 THEN 'AES128-XCBC' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' ELSE 'unknown (' || s2.prf_alg || ')' END AS prf_alg_name,
	s2.local_auth_method,
	CASE s2.local_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s2.local_auth_method || ')' END AS local_auth_method_name,
	s2.reauth_seconds,
	s2.encr_key_bits
FROM ike_tunnel_activated AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ike_tunnel AS s2 ON s2.ike_tunnel_id = f.ike_tunnel_id;

CREATE OR REPLACE VIEW v_ike_tunnel_ended AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.key_exchange_rule,
	f.key_exchange_action,
	f.local_endpoint,
	f.remote_endpoint,
	f.initiator_cookie,
	f.responder_cookie,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.ike_role,
	CASE f.ike_role WHEN 1 THEN 'initiator' WHEN 2 THEN 'responder' ELSE 'unknown (' || f.ike_role || ')' END AS ike_role_name,
	f.natt_level,
	CASE f.natt_level WHEN 0 THEN 'none' WHEN 1 THEN 'RFC 3947 draft 2' WHEN 3 THEN 'RFC 3947 draft 3' WHEN 4 THEN 'RFC 3947' WHEN 5 THEN 'RFC 3947 z/OS' WHEN 6 THEN 'IKEv2' WHEN 7 THEN 'IKEv2 z/OS' ELSE 'unknown (' || f.natt_level || ')' END AS natt_level_name,
	f.extended_state,
	CASE f.extended_state WHEN 0 THEN 'init' WHEN 1 THEN 'wait SA' WHEN 2 THEN 'in KE' WHEN 3 THEN 'wait KE' WHEN 4 THEN 'done' WHEN 5 THEN 'expired' WHEN 6 THEN 'wait auth' WHEN 7 THEN 'half closed' ELSE 'unknown (' || f.extended_state || ')' END AS extended_state_name,
	f.refresh_utc,
	f.expire_utc,
	f.remote_udp_port,
	f.local_identity_type,
	CASE f.local_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.local_identity_type || ')' END AS local_identity_type_name,
	f.remote_identity_type,
	CASE f.remote_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.remote_identity_type || ')' END AS remote_identity_type_name,
	f.tunnel_start_utc,
	f.reauth_utc,
	f.generation,
	f.ike_tunnel_extra,
	f.ike_tunnel_id,
	f.phase2_current,
	f.phase2_in_progress,
	f.phase2_local_activated,
	f.phase2_remote_activated,
	f.phase2_local_failed,
	f.phase2_remote_failed,
	f.ike_protected_bytes,
	f.phase1_retransmissions,
	f.phase1_replays,
	f.phase2_retransmissions,
	f.phase2_replays,
	f.ike_tunnel_statistics_extra,
	f.local_identity,
	f.remote_identity,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_nat_allowed,
	s2.has_local_nat,
	s2.has_remote_nat,
	s2.has_remote_napt,
	s2.can_initiate,
	s2.is_fips,
	s2.exchange_mode,
	CASE s2.exchange_mode WHEN 0 THEN 'not applicable' WHEN 2 THEN 'main' WHEN 4 THEN 'aggressive' ELSE 'unknown (' || s2.exchange_mode || ')' END AS exchange_mode_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.dh_group,
	CASE s2.dh_group WHEN 0 THEN 'none' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s2.dh_group || ')' END AS dh_group_name,
	s2.peer_auth_method,
	CASE s2.peer_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s2.peer_auth_method || ')' END AS peer_auth_method_name,
	s2.life_bytes,
	s2.life_seconds,
	s2.ike_major_version,
	s2.ike_minor_version,
	s2.prf_alg,
	CASE s2.prf_alg WHEN 15 THEN 'HMAC-SHA2-256' WHEN 16 THEN 'HMAC-SHA2-384' WHEN 17 THEN 'HMAC-SHA2-512' WHEN 18 THEN 'AES128-XCBC' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' ELSE 'unknown (' || s2.prf_alg || ')' END AS prf_alg_name,
	s2.local_auth_method,
	CASE s2.local_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s2.local_auth_method || ')' END AS local_auth_method_name,
	s2.reauth_seconds,
	s2.encr_key_bits
FROM ike_tunnel_ended AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ike_tunnel AS s2 ON s2.ike_tunnel_id = f.ike_tunnel_id;

CREATE OR REPLACE VIEW v_dynamic_tunnel_activated AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.dynamic_hex,
	f.ike_dynamic_hex,
	f.local_client_identity,
	f.remote_client_identity,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM dynamic_tunnel_activated AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_dynamic_tunnel_ended AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.dynamic_hex,
	f.ike_dynamic_hex,
	f.local_client_identity,
	f.remote_client_identity,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM dynamic_tunnel_ended AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_stack_tunnel_added AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.dynamic_hex,
	f.stack_added_hex,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM stack_tunnel_added AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_stack_tunnel_removed AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.dynamic_hex,
	f.stack_dynamic_hex,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM stack_tunnel_removed AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_manual_tunnel_activated AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM manual_tunnel_activated AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_manual_tunnel_ended AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.ip_tunnel_unproven,
	f.ip_tunnel_extra,
	f.ip_tunnel_id,
	f.manual_hex,
	f.suite_id,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra,
	s2.is_ipv6,
	s2.is_fips,
	s2.tunnel_type,
	CASE s2.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s2.tunnel_type || ')' END AS tunnel_type_name,
	s2.encap_mode,
	CASE s2.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s2.encap_mode || ')' END AS encap_mode_name,
	s2.auth_proto,
	CASE s2.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s2.auth_proto || ')' END AS auth_proto_name,
	s2.auth_alg,
	CASE s2.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s2.auth_alg || ')' END AS auth_alg_name,
	s2.encr_alg,
	CASE s2.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s2.encr_alg || ')' END AS encr_alg_name,
	s2.encr_key_bits
FROM manual_tunnel_ended AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN ip_tunnel AS s2 ON s2.ip_tunnel_id = f.ip_tunnel_id;

CREATE OR REPLACE VIEW v_ssh_client_started AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ssh_security_hex,
	f.ssh_specific_hex,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM ssh_client_started AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_ssh_server_started AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ssh_security_hex,
	f.remote_addr,
	f.local_addr,
	f.remote_port,
	f.local_port,
	f.user_id,
	f.ssh_failure_reason,
	f.ssh_peer_extra,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM ssh_server_started AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_ssh_server_transfer AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ssh_security_hex,
	f.ssh_specific_hex,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM ssh_server_transfer AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_ssh_client_transfer AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ssh_security_hex,
	f.ssh_specific_hex,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM ssh_client_transfer AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_ssh_login_failure AS
SELECT
	f.file_id,
	f.record_no,
	CAST(1 AS USMALLINT) AS section_no,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
	f.ssh_security_hex,
	f.remote_addr,
	f.local_addr,
	f.remote_port,
	f.local_port,
	f.user_id,
	f.ssh_failure_reason,
	f.ssh_peer_extra,
	s0.is_new_format,
	s0.has_subtype,
	s0.has_extended_header,
	s0.version_indicators,
	s0.is_prsm,
	s0.system_id,
	s0.subsystem_id,
	s0.smf119_header_extra,
	s1.system_name,
	s1.sysplex_name,
	s1.stack_name,
	s1.release_id,
	s1.component,
	CASE s1.component WHEN 'CSSMTP' THEN 'CSSMTP' WHEN 'FTPC' THEN 'FTPC' WHEN 'FTPD' THEN 'FTPD' WHEN 'FTPS' THEN 'FTPS' WHEN 'IDS3270' THEN 'IDS3270' WHEN 'IKE' THEN 'IKE' WHEN 'IP' THEN 'IP' WHEN 'SMCD' THEN 'SMCD' WHEN 'SMCR' THEN 'SMCR' WHEN 'STACK' THEN 'STACK' WHEN 'TCP' THEN 'TCP' WHEN 'TN3270C' THEN 'TN3270C' WHEN 'TN3270S' THEN 'TN3270S' WHEN 'UDP' THEN 'UDP' ELSE 'unknown (' || s1.component || ')' END AS component_name,
	s1.address_space,
	s1.writer_user_id,
	s1.asid,
	s1.smf119_ident_extra
FROM ssh_login_failure AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id;

CREATE OR REPLACE VIEW v_nmi_message_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_type,
	f.return_code,
	CASE f.return_code WHEN 0 THEN 'good' WHEN 111 THEN 'EACCES' WHEN 121 THEN 'EINVAL' WHEN 138 THEN 'ENXIO' WHEN 1112 THEN 'EOPNOTSUPP' WHEN 10001 THEN 'EGSKSIGN' WHEN 10002 THEN 'EGSKVAL' ELSE 'unknown (' || f.return_code || ')' END AS return_code_name,
	f.reason_code,
	CASE f.reason_code WHEN 0 THEN 'none' WHEN 1 THEN 'NMsRsnBadIdent' WHEN 2 THEN 'NMsRsnBadVersion' WHEN 3 THEN 'NMsRsnBadType' WHEN 4 THEN 'NMsRsnExcessiveSize' WHEN 5 THEN 'NMsRsnHdrSize' WHEN 6 THEN 'NMsRsnMsgSize' WHEN 7 THEN 'NMsRsnReservedNonzero' WHEN 8 THEN 'NMsRsnRecordLength' ELSE 'unknown (' || f.reason_code || ')' END AS reason_code_name,
	f.records,
	f.cascaded_records,
	f.unread_records,
	f.message_bytes,
	f.captured_utc,
	f.has_message_type,
	f.has_return_code,
	f.is_carved,
	f.message_name,
	f.message_name_basis,
	f.target
FROM nmi_message AS f;

CREATE OR REPLACE VIEW v_nmi_ike_tunnel_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.tunnel_id,
	f.key_exchange_rule,
	f.key_exchange_action,
	f.local_endpoint,
	f.remote_endpoint,
	f.initiator_cookie,
	f.responder_cookie,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.ike_role,
	CASE f.ike_role WHEN 1 THEN 'initiator' WHEN 2 THEN 'responder' ELSE 'unknown (' || f.ike_role || ')' END AS ike_role_name,
	f.natt_level,
	CASE f.natt_level WHEN 0 THEN 'none' WHEN 1 THEN 'RFC 3947 draft 2' WHEN 3 THEN 'RFC 3947 draft 3' WHEN 4 THEN 'RFC 3947' WHEN 5 THEN 'RFC 3947 z/OS' WHEN 6 THEN 'IKEv2' WHEN 7 THEN 'IKEv2 z/OS' ELSE 'unknown (' || f.natt_level || ')' END AS natt_level_name,
	f.extended_state,
	CASE f.extended_state WHEN 0 THEN 'init' WHEN 1 THEN 'wait SA' WHEN 2 THEN 'in KE' WHEN 3 THEN 'wait KE' WHEN 4 THEN 'done' WHEN 5 THEN 'expired' WHEN 6 THEN 'wait auth' WHEN 7 THEN 'half closed' ELSE 'unknown (' || f.extended_state || ')' END AS extended_state_name,
	f.refresh_utc,
	f.expire_utc,
	f.remote_udp_port,
	f.local_identity_type,
	CASE f.local_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.local_identity_type || ')' END AS local_identity_type_name,
	f.remote_identity_type,
	CASE f.remote_identity_type WHEN 1 THEN 'ID_IPV4_ADDR' WHEN 2 THEN 'ID_FQDN' WHEN 3 THEN 'ID_USER_FQDN' WHEN 4 THEN 'ID_IPV4_ADDR_SUBNET' WHEN 5 THEN 'ID_IPV6_ADDR' WHEN 6 THEN 'ID_IPV6_ADDR_SUBNET' WHEN 7 THEN 'ID_IPV4_ADDR_RANGE' WHEN 8 THEN 'ID_IPV6_ADDR_RANGE' WHEN 9 THEN 'ID_DER_ASN1_DN' WHEN 10 THEN 'ID_DER_ASN1_GN' WHEN 11 THEN 'ID_KEY_ID' ELSE 'unknown (' || f.remote_identity_type || ')' END AS remote_identity_type_name,
	f.tunnel_start_utc,
	f.reauth_utc,
	f.generation,
	f.nmsec_ike_tunnel_extra,
	f.nmsec_ike_tunnel_id,
	f.phase2_current,
	f.phase2_in_progress,
	f.phase2_local_activated,
	f.phase2_remote_activated,
	f.phase2_local_failed,
	f.phase2_remote_failed,
	f.ike_protected_bytes,
	f.phase1_retransmissions,
	f.phase1_replays,
	f.phase2_retransmissions,
	f.phase2_replays,
	f.nmsec_ike_tunnel_statistics_extra,
	f.local_identity,
	f.remote_identity,
	f.suite_id,
	s1.is_ipv6,
	s1.is_nat_allowed,
	s1.has_local_nat,
	s1.has_remote_nat,
	s1.has_remote_napt,
	s1.can_initiate,
	s1.is_fips,
	s1.exchange_mode,
	CASE s1.exchange_mode WHEN 0 THEN 'not applicable' WHEN 2 THEN 'main' WHEN 4 THEN 'aggressive' ELSE 'unknown (' || s1.exchange_mode || ')' END AS exchange_mode_name,
	s1.auth_alg,
	CASE s1.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s1.auth_alg || ')' END AS auth_alg_name,
	s1.encr_alg,
	CASE s1.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s1.encr_alg || ')' END AS encr_alg_name,
	s1.dh_group,
	CASE s1.dh_group WHEN 0 THEN 'none' WHEN 1 THEN 'Group 1' WHEN 2 THEN 'Group 2' WHEN 5 THEN 'Group 5' WHEN 14 THEN 'Group 14' WHEN 19 THEN 'Group 19' WHEN 20 THEN 'Group 20' WHEN 21 THEN 'Group 21' WHEN 24 THEN 'Group 24' ELSE 'unknown (' || s1.dh_group || ')' END AS dh_group_name,
	s1.peer_auth_method,
	CASE s1.peer_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s1.peer_auth_method || ')' END AS peer_auth_method_name,
	s1.life_bytes,
	s1.life_seconds,
	s1.ike_major_version,
	s1.ike_minor_version,
	s1.prf_alg,
	CASE s1.prf_alg WHEN 15 THEN 'HMAC-SHA2-256' WHEN 16 THEN 'HMAC-SHA2-384' WHEN 17 THEN 'HMAC-SHA2-512' WHEN 18 THEN 'AES128-XCBC' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' ELSE 'unknown (' || s1.prf_alg || ')' END AS prf_alg_name,
	s1.local_auth_method,
	CASE s1.local_auth_method WHEN 2 THEN 'RSA signature' WHEN 3 THEN 'pre-shared key' WHEN 4 THEN 'ECDSA P-256' WHEN 5 THEN 'ECDSA P-384' WHEN 6 THEN 'ECDSA P-521' WHEN 7 THEN 'digital signature' ELSE 'unknown (' || s1.local_auth_method || ')' END AS local_auth_method_name,
	s1.reauth_seconds,
	s1.encr_key_bits
FROM nmi_ike_tunnel AS f
LEFT JOIN nmsec_ike_tunnel AS s1 ON s1.nmsec_ike_tunnel_id = f.nmsec_ike_tunnel_id;

CREATE OR REPLACE VIEW v_nmi_ike_dynamic_tunnel_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.nmsec_ip_tunnel_unproven,
	f.nmsec_ip_tunnel_extra,
	f.nmsec_ip_tunnel_id,
	f.dynamic_hex,
	f.ike_dynamic_hex,
	f.local_client_identity,
	f.remote_client_identity,
	f.suite_id,
	s1.is_ipv6,
	s1.is_fips,
	s1.tunnel_type,
	CASE s1.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s1.tunnel_type || ')' END AS tunnel_type_name,
	s1.encap_mode,
	CASE s1.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s1.encap_mode || ')' END AS encap_mode_name,
	s1.auth_proto,
	CASE s1.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s1.auth_proto || ')' END AS auth_proto_name,
	s1.auth_alg,
	CASE s1.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s1.auth_alg || ')' END AS auth_alg_name,
	s1.encr_alg,
	CASE s1.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s1.encr_alg || ')' END AS encr_alg_name,
	s1.encr_key_bits
FROM nmi_ike_dynamic_tunnel AS f
LEFT JOIN nmsec_ip_tunnel AS s1 ON s1.nmsec_ip_tunnel_id = f.nmsec_ip_tunnel_id;

CREATE OR REPLACE VIEW v_nmi_stack_dynamic_tunnel_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.nmsec_ip_tunnel_unproven,
	f.nmsec_ip_tunnel_extra,
	f.nmsec_ip_tunnel_id,
	f.dynamic_hex,
	f.stack_dynamic_hex,
	f.suite_id,
	s1.is_ipv6,
	s1.is_fips,
	s1.tunnel_type,
	CASE s1.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s1.tunnel_type || ')' END AS tunnel_type_name,
	s1.encap_mode,
	CASE s1.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s1.encap_mode || ')' END AS encap_mode_name,
	s1.auth_proto,
	CASE s1.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s1.auth_proto || ')' END AS auth_proto_name,
	s1.auth_alg,
	CASE s1.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s1.auth_alg || ')' END AS auth_alg_name,
	s1.encr_alg,
	CASE s1.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s1.encr_alg || ')' END AS encr_alg_name,
	s1.encr_key_bits
FROM nmi_stack_dynamic_tunnel AS f
LEFT JOIN nmsec_ip_tunnel AS s1 ON s1.nmsec_ip_tunnel_id = f.nmsec_ip_tunnel_id;

CREATE OR REPLACE VIEW v_nmi_manual_tunnel_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.tunnel_id,
	f.vpn_action,
	f.state,
	CASE f.state WHEN 1 THEN 'inactive' WHEN 2 THEN 'pending' WHEN 3 THEN 'incomplete' WHEN 4 THEN 'active' WHEN 5 THEN 'expired' WHEN 6 THEN 'half closed' ELSE 'unknown (' || f.state || ')' END AS state_name,
	f.local_endpoint,
	f.remote_endpoint,
	f.in_auth_spi,
	f.out_auth_spi,
	f.in_encr_spi,
	f.out_encr_spi,
	f.tunnel_start_utc,
	f.is_inferred,
	f.nmsec_ip_tunnel_unproven,
	f.nmsec_ip_tunnel_extra,
	f.nmsec_ip_tunnel_id,
	f.manual_hex,
	f.suite_id,
	s1.is_ipv6,
	s1.is_fips,
	s1.tunnel_type,
	CASE s1.tunnel_type WHEN 1 THEN 'manual' WHEN 2 THEN 'dynamic, stack' WHEN 3 THEN 'dynamic, IKE' ELSE 'unknown (' || s1.tunnel_type || ')' END AS tunnel_type_name,
	s1.encap_mode,
	CASE s1.encap_mode WHEN 1 THEN 'tunnel' WHEN 2 THEN 'transport' ELSE 'unknown (' || s1.encap_mode || ')' END AS encap_mode_name,
	s1.auth_proto,
	CASE s1.auth_proto WHEN 0 THEN 'none' WHEN 50 THEN 'ESP' WHEN 51 THEN 'AH' ELSE 'unknown (' || s1.auth_proto || ')' END AS auth_proto_name,
	s1.auth_alg,
	CASE s1.auth_alg WHEN 0 THEN 'none' WHEN 4 THEN 'AES-GMAC-128' WHEN 6 THEN 'AES-GMAC-256' WHEN 7 THEN 'HMAC-SHA2-256-128' WHEN 9 THEN 'AES128-XCBC-96' WHEN 13 THEN 'HMAC-SHA2-384-192' WHEN 14 THEN 'HMAC-SHA2-512-256' WHEN 38 THEN 'HMAC-MD5' WHEN 39 THEN 'HMAC-SHA1' WHEN 40 THEN 'HMAC-MD5-96' WHEN 41 THEN 'HMAC-SHA1-96' WHEN 99 THEN 'blank?' ELSE 'unknown (' || s1.auth_alg || ')' END AS auth_alg_name,
	s1.encr_alg,
	CASE s1.encr_alg WHEN 0 THEN 'none?' WHEN 3 THEN '3DES' WHEN 11 THEN 'NULL?' WHEN 12 THEN 'AES-CBC' WHEN 18 THEN 'DES' WHEN 20 THEN 'AES-GCM-16?' ELSE 'unknown (' || s1.encr_alg || ')' END AS encr_alg_name,
	s1.encr_key_bits
FROM nmi_manual_tunnel AS f
LEFT JOIN nmsec_ip_tunnel AS s1 ON s1.nmsec_ip_tunnel_id = f.nmsec_ip_tunnel_id;

CREATE OR REPLACE VIEW v_nmi_interface_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.interface_name,
	f.interface_addr,
	f.security_class,
	f.is_ipv6,
	f.is_active,
	f.is_dvipa,
	f.nmsec_interface_extra
FROM nmi_interface AS f;

CREATE OR REPLACE VIEW v_nmi_stack_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.is_ip_security,
	f.is_ipv6_security,
	f.is_sysplex_wide,
	f.is_filter_logging,
	f.is_pre_decapsulation,
	f.filter_set,
	CASE f.filter_set WHEN 0 THEN 'default' WHEN 1 THEN 'policy' ELSE 'unknown (' || f.filter_set || ')' END AS filter_set_name,
	f.is_fips,
	f.stack_name,
	f.stack_tail_hex
FROM nmi_stack AS f;

CREATE OR REPLACE VIEW v_nmi_statistics_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.phase1_active,
	f.phase1_in_progress,
	f.phase1_expired,
	f.phase1_local_activated,
	f.phase1_remote_activated,
	f.phase1_local_failed,
	f.phase1_remote_failed,
	f.phase1_retransmissions,
	f.statistics_tail_hex
FROM nmi_statistics AS f;

CREATE OR REPLACE VIEW v_nmi_nss_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.nss_client_name,
	f.stack_name,
	f.nss_user_id,
	f.nss_server_system,
	f.is_nss_configured,
	f.is_certificate_service_selected,
	f.is_certificate_service_enabled,
	f.nss_flags_rest,
	f.nss_tail_hex
FROM nmi_nss AS f;

CREATE OR REPLACE VIEW v_nmi_nss_client_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.nss_client_hex
FROM nmi_nss_client AS f;

CREATE OR REPLACE VIEW v_nmi_ip_filter_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.ip_filter_hex
FROM nmi_ip_filter AS f;

CREATE OR REPLACE VIEW v_nmi_port_translation_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.port_translation_hex
FROM nmi_port_translation AS f;

CREATE OR REPLACE VIEW v_nmi_control_content AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.message_record,
	f.parent_record,
	f.record_offset,
	f.captured_utc,
	f.cascade_depth,
	f.is_carved,
	f.nmsec_record_extra,
	f.tunnel_policy,
	f.tunnel_id,
	f.tunnel_status,
	CASE f.tunnel_status WHEN 0 THEN 'request' WHEN 1 THEN 'not found' WHEN 2 THEN 'state updated' WHEN 3 THEN 'state already set' WHEN 5 THEN 'no KeyExchangeRule' WHEN 6 THEN 'no filter' WHEN 7 THEN 'no data offer' ELSE 'unknown (' || f.tunnel_status || ')' END AS tunnel_status_name,
	f.tunnel_tail_hex
FROM nmi_control AS f;

