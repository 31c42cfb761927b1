-- Names of codes, as shipped and as added by a site.
CREATE TABLE IF NOT EXISTS code (
	enum VARCHAR,
	code VARCHAR,
	value BIGINT,
	name VARCHAR,
	token VARCHAR,
	bits INTEGER,
	basis VARCHAR
);
COMMENT ON TABLE code IS 'Names of codes: enum, code as printed, number (NULL for text codes), name, policy token, size in bits, basis (documented, derived, inferred, site).';

-- TLS cipher suites registered with IANA, and those of SSLv2.
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
	min_version VARCHAR
);
COMMENT ON TABLE tls_suite IS 'TLS cipher suites by code: four hex digits, six for SSLv2.';

-- One row per SMF 119 subtype 11 record.
CREATE TABLE IF NOT EXISTS zert_detail (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
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
	ike_tunnel_id UINTEGER,
	ipsec_tunnel_id UINTEGER,
	zert_detail_ipsec_extra VARCHAR,
	zert_detail_ipsec_id BIGINT,
	zert_dn_id BIGINT,
	zert_rule_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE zert_detail IS 'One row per SMF 119 subtype 11 record.';
COMMENT ON COLUMN zert_detail.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_detail.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_detail.section_no IS 'Occurrence of the section in its record, from 1.';
COMMENT ON COLUMN zert_detail.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
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
COMMENT ON COLUMN zert_detail.ike_tunnel_id IS 'IKE (phase 1) tunnel number, shown by ipsec as Kn (SMF119SC_IPSec_IKETunID)';
COMMENT ON COLUMN zert_detail.ipsec_tunnel_id IS 'IPSec (phase 2) tunnel number, shown by ipsec as Yn (dynamic) or Mn (manual) (SMF119SC_IPSec_TunID)';
COMMENT ON COLUMN zert_detail.zert_detail_ipsec_extra IS 'Bytes beyond the part of the section that is described here, in hex.';
COMMENT ON COLUMN zert_detail.zert_detail_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.zert_dn_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.zert_rule_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_detail.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

-- One row per SMF 119 subtype 12 record.
CREATE TABLE IF NOT EXISTS zert_summary (
	file_id UINTEGER,
	record_no UBIGINT,
	section_no USMALLINT,
	start_byte UBIGINT,
	record_hash UBIGINT,
	smf_time_local TIMESTAMP,
	smf119_header_id BIGINT,
	reason UTINYINT,
	record_chain_id UTINYINT,
	smf119_ident_id BIGINT,
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
	zert_session_id BIGINT,
	zert_summary_tls_id BIGINT,
	zert_summary_ssh_id BIGINT,
	zert_summary_ipsec_id BIGINT,
	zert_dn_id BIGINT,
	suite_id BIGINT
);
COMMENT ON TABLE zert_summary IS 'One row per SMF 119 subtype 12 record.';
COMMENT ON COLUMN zert_summary.file_id IS 'Input the row came from: input_file.file_id.';
COMMENT ON COLUMN zert_summary.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_summary.section_no IS 'Occurrence of the section in its record, from 1.';
COMMENT ON COLUMN zert_summary.start_byte IS 'Offset in the input at which the record begins, after containers are opened. Unit: bytes.';
COMMENT ON COLUMN zert_summary.record_hash IS '64-bit hash of the record''s bytes, by which copies are recognised.';
COMMENT ON COLUMN zert_summary.smf_time_local IS 'Time the record was put in the SMF buffer; 1/100 s since midnight, LOCAL time (alias SMF119TME) (SMF119HDTime)';
COMMENT ON COLUMN zert_summary.smf119_header_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.reason IS 'Why the record was written (event / interval, more-follow) (SMF119TI_Reason)';
COMMENT ON COLUMN zert_summary.record_chain_id IS 'Correlation id tying together a chain of records of one set; reserved in older descriptions (SMF119TI_RecordID) [derived]';
COMMENT ON COLUMN zert_summary.smf119_ident_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
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
COMMENT ON COLUMN zert_summary.zert_session_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.zert_summary_tls_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.zert_summary_ssh_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.zert_summary_ipsec_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.zert_dn_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_summary.suite_id IS 'Combination of crypto sections: suite.suite_id; 0 when the record has none.';

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
COMMENT ON COLUMN smf119_header.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN smf119_header.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN smf119_ident.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN smf119_ident.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_detail_ipsec.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_detail_ipsec.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_detail_ssh.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_detail_ssh.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_detail_tls.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_detail_tls.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_detail_tls.tls_unmapped IS 'Bytes past 168 if the section is longer: probably what TLS 1.3 added; not described in any source held (unmapped_168) [inferred]';

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
COMMENT ON COLUMN zert_dn.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_dn.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_ip_filter.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_ip_filter.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_rule.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_rule.section_no IS 'Occurrence of the section in its record, from 1.';
COMMENT ON COLUMN zert_rule.zert_rule_id IS 'Identity of the content: first 63 bits of SHA-256 over its bytes.';
COMMENT ON COLUMN zert_rule.rule_text IS 'Holds the name of the matched zERT rule; not described in any source held (unmapped_0) [inferred]';

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
COMMENT ON COLUMN zert_session.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_session.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_summary_ipsec.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_summary_ipsec.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_summary_ssh.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_summary_ssh.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_summary_tls.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN zert_summary_tls.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN zert_summary_tls.tls_unmapped IS 'Six bytes between the V2R3 end (36) and the 3.2 additions (42): present when S2Len >= 42; probably what TLS 1.3 added; not described in any source held (unmapped_36) [inferred]';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_serial IS 'Server certificate serial, left justified (SMF119SS_TLS_SCert_Serial)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_time_type IS 'Server certificate expiry time format (SMF119SS_TLS_SCert_Time_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_server_cert_not_after_utc IS 'Server certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_TLS_SCert_Time)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_serial IS 'Client certificate serial, left justified (SMF119SS_TLS_CCert_Serial)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_time_type IS 'Client certificate expiry time format (SMF119SS_TLS_CCert_Time_Type)';
COMMENT ON COLUMN zert_summary_tls.tls_client_cert_not_after_utc IS 'Client certificate not-after, EBCDIC, 13 or 15 characters by type (SMF119SS_TLS_CCert_Time)';
COMMENT ON COLUMN zert_summary_tls.zert_summary_tls_extra IS 'Bytes beyond the part of the section that is described here, in hex.';

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
COMMENT ON COLUMN suite_part.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN suite_part.section_no IS 'Occurrence of the section in its record, from 1.';
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
COMMENT ON COLUMN record_section.record_no IS 'Number of the record in its input, from 1.';
COMMENT ON COLUMN record_section.section_no IS 'Occurrence of the section in its record, from 1.';
COMMENT ON COLUMN record_section.locator IS 'Triplet that points at the section, from 1.';
COMMENT ON COLUMN record_section.section_name IS 'Structure the section has, when it is a further occurrence of a known one.';
COMMENT ON COLUMN record_section.section_hex IS 'The section''s bytes in hex.';

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
	coalesce((SELECT x.name FROM tls_suite AS x WHERE x.code = t.tls_cipher_suite), 'unknown (' || t.tls_cipher_suite || ')') AS tls_cipher_suite_name,
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
	coalesce((SELECT x.name FROM tls_suite AS x WHERE x.code = t.tls_cipher_suite), 'unknown (' || t.tls_cipher_suite || ')') AS tls_cipher_suite_name,
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

CREATE OR REPLACE VIEW v_zert_detail AS
SELECT
	f.file_id,
	f.record_no,
	f.section_no,
	f.start_byte,
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
	f.ike_tunnel_id,
	f.ipsec_tunnel_id,
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
	coalesce((SELECT x.name FROM tls_suite AS x WHERE x.code = s4.tls_cipher_suite), 'unknown (' || s4.tls_cipher_suite || ')') AS tls_cipher_suite_name,
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
	f.section_no,
	f.start_byte,
	f.record_hash,
	f.smf_time_local,
	f.smf119_header_id,
	f.reason,
	CASE f.reason WHEN 8 THEN 'event' WHEN 16 THEN 'shutdown_last' WHEN 32 THEN 'end_stats_last' WHEN 72 THEN 'event_more' WHEN 80 THEN 'shutdown_more' WHEN 96 THEN 'end_stats_more' WHEN 128 THEN 'interval_last' WHEN 192 THEN 'interval_more' ELSE 'unknown (' || f.reason || ')' END AS reason_name,
	f.record_chain_id,
	f.smf119_ident_id,
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
	f.zert_session_id,
	f.zert_summary_tls_id,
	f.zert_summary_ssh_id,
	f.zert_summary_ipsec_id,
	f.zert_dn_id,
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
	coalesce((SELECT x.name FROM tls_suite AS x WHERE x.code = s3.tls_cipher_suite), 'unknown (' || s3.tls_cipher_suite || ')') AS tls_cipher_suite_name,
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
	CASE WHEN f.end_connections >= f.init_connections THEN f.end_connections - f.init_connections END AS connections,
	CASE WHEN f.end_partial_connections >= f.init_partial_connections THEN f.end_partial_connections - f.init_partial_connections END AS partial_connections,
	CASE WHEN f.end_short_connections >= f.init_short_connections THEN f.end_short_connections - f.init_short_connections END AS short_connections,
	CASE WHEN f.end_in_bytes >= f.init_in_bytes THEN f.end_in_bytes - f.init_in_bytes END AS bytes_in,
	CASE WHEN f.end_out_bytes >= f.init_out_bytes THEN f.end_out_bytes - f.init_out_bytes END AS bytes_out,
	CASE WHEN f.end_in_segments >= f.init_in_segments THEN f.end_in_segments - f.init_in_segments END AS segments_in,
	CASE WHEN f.end_out_segments >= f.init_out_segments THEN f.end_out_segments - f.init_out_segments END AS segments_out,
	CASE WHEN f.end_failed_handshakes >= f.init_failed_handshakes THEN f.end_failed_handshakes - f.init_failed_handshakes END AS failed_handshakes
FROM zert_summary AS f
LEFT JOIN smf119_header AS s0 ON s0.smf119_header_id = f.smf119_header_id
LEFT JOIN smf119_ident AS s1 ON s1.smf119_ident_id = f.smf119_ident_id
LEFT JOIN zert_session AS s2 ON s2.zert_session_id = f.zert_session_id
LEFT JOIN zert_summary_tls AS s3 ON s3.zert_summary_tls_id = f.zert_summary_tls_id
LEFT JOIN zert_summary_ssh AS s4 ON s4.zert_summary_ssh_id = f.zert_summary_ssh_id
LEFT JOIN zert_summary_ipsec AS s5 ON s5.zert_summary_ipsec_id = f.zert_summary_ipsec_id;

