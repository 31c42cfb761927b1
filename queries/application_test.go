package queries

import (
	"fmt"
	"testing"
)

// recorded inserts a record of an application or the stack, of 10 seconds before
// its time, between 10.1.1.1 and 10.9.9.9 by default.
func recorded(table string, record int, at, fields string, more ...string) string {
	return fmt.Sprintf(
		`INSERT INTO %s BY NAME SELECT %d AS record_no, 1 AS smf119_header_id, TIMESTAMP '2026-10-01 %s' AS smf_time_local,
			%s`,
		table, record, at, defaults(fields, append(more, "1 AS file_id", "1 AS smf119_ident_id")...))
}

// tcp inserts a record of the stack about a connection that ended.
func tcp(record int, at, fields string) string {
	return recorded("tcp_connection", record, at, fields, "'WEB' AS job_name", "77 AS connection_id", "1 AS attls_status",
		"0 AS open_type", "100 AS in_bytes", "2000 AS out_bytes",
		"'10.1.1.1' AS local_addr", "443 AS local_port", "'10.9.9.9' AS remote_addr", "40000 AS remote_port",
		"TIMESTAMP '2026-10-01 08:00:00' AS start_clock_utc", "TIMESTAMP '2026-10-01 08:00:10' AS end_clock_utc")
}

// ftp inserts a record of the FTP server about a transfer to it: control
// connection 81, data connection 82.
func ftp(record int, at, fields string) string {
	return recorded("ftp_server_transfer", record, at, fields, "1 AS ftp_server_security_id", "501 AS suite_id",
		"'USER1' AS user_id", "5 AS ftp_operation", "'STOR' AS ftp_command",
		"'10.1.1.1' AS control_local_addr", "21 AS control_local_port", "'10.9.9.9' AS control_remote_addr",
		"40001 AS control_remote_port", "81 AS control_connection_id",
		"'10.1.1.1' AS data_local_addr", "50123 AS data_local_port", "'10.9.9.9' AS data_remote_addr",
		"40002 AS data_remote_port", "82 AS data_connection_id",
		"5000 AS transferred_bytes", "1000 AS duration_hundredths")
}

// tn3270 inserts a record of the TN3270E server about a session that ended.
func tn3270(record int, at, fields string) string {
	return recorded("tn3270_session", record, at, fields, "1 AS tls_use", "'10.1.1.1' AS local_addr", "992 AS local_port",
		"'10.9.9.9' AS remote_addr", "40003 AS remote_port",
		"300 AS in_bytes", "7000 AS out_bytes", "1000 AS duration_hundredths")
}

// sshd inserts a record of the OpenSSH server about a session that began.
func sshd(record int, at, fields string) string {
	return recorded("ssh_server_started", record, at, fields, "'10.1.1.1' AS local_addr", "22 AS local_port",
		"'10.9.9.9' AS remote_addr", "40004 AS remote_port", "'USER2' AS user_id")
}

// applicationCrypto are security sections: FTP in the clear (501), FTP over TLS
// with its data clear (502) and private (503), and AT-TLS (511).
const applicationCrypto = `
INSERT INTO ftp_server_security BY NAME SELECT 1 AS file_id, 1 AS record_no, unnest([1, 2,
	3]) AS ftp_server_security_id, unnest(['N', 'T', 'A']) AS ftp_mechanism,
	unnest(['N', 'P', 'P']) AS control_protection, unnest(['N', 'C', 'P']) AS data_protection, unnest([NULL, 'TLSV1.2', 'TLSV1.2']) AS protocol_level, unnest([NULL, '35', '4X']) AS tls_cipher2;
INSERT INTO tcp_attls BY NAME SELECT 1 AS file_id, 1 AS record_no, 11 AS tcp_attls_id, 771 AS tls_version,
	'9C' AS tls_cipher2, 2 AS attls_security_type;
INSERT INTO suite_part BY NAME SELECT 1 AS file_id, 1 AS record_no, unnest([501, 502, 503]) AS suite_id,
	'ftp_server_transfer' AS source, unnest([1, 2, 3]) AS tls_id;
INSERT INTO suite_part BY NAME SELECT 1 AS file_id, 1 AS record_no, 511 AS suite_id, 'tcp_connection' AS source,
	11 AS tls_id`

const applicationSessions = `SELECT source, record_no, job, user_id, role, server_addr, server_port, client_addr,
	protection, suite_id, connections, bytes_in, bytes_out FROM v_session
	WHERE source NOT LIKE 'zert%' ORDER BY source, record_no, bytes_in NULLS FIRST`

// whoCounts returns how many connections each source and record has in v_session.
const whoCounts = `SELECT source, file_id, record_no, system, stack, CAST(sum(connections) AS BIGINT) FROM v_session
	GROUP BY ALL ORDER BY source, file_id, record_no`

func TestApplicationsAreTrafficWhereZertIsSilent(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, applicationCrypto,
		ftp(1, "10:00:00", ""),
		ftp(2, "10:01:00",
			"2 AS ftp_server_security_id, 502 AS suite_id, 83 AS control_connection_id, 84 AS data_connection_id, 'RETR' AS "+
				"ftp_command, 4 AS ftp_operation, '10.9.9.8' AS control_remote_addr, '10.9.9.8' AS data_remote_addr"),
		tn3270(3, "10:00:00", ""),
		tn3270(4, "10:00:00", "0 AS tls_use, 23 AS local_port"),
		sshd(5, "10:00:00", ""),
		sshd(6, "10:20:00", ""), // the same connection
		tcp(7, "10:00:00", "3 AS attls_status, 511 AS suite_id"),
		tcp(8, "10:00:00",
			"78 AS connection_id, 50000 AS local_port, 1 AS open_type, '10.9.9.7' AS remote_addr, 8443 AS remote_port"),
		tcp(9, "10:00:00", "79 AS connection_id, 40009 AS remote_port, 2 AS attls_status"))
	wantRows(t, db, applicationSessions,
		"ftp 1 - USER1 server 10.1.1.1 21 10.9.9.9 NONE 0 1 - -",
		"ftp 1 - USER1 server 10.1.1.1 21 10.9.9.9 NONE 0 1 5000 -",
		"ftp 2 - USER1 server 10.1.1.1 21 10.9.9.8 NONE 0 1 - 5000",
		"ftp 2 - USER1 server 10.1.1.1 21 10.9.9.8 TLS 502 1 - -",
		"ssh 5 - USER2 server 10.1.1.1 22 10.9.9.9 SSH -2 1 - -",
		"tcp 7 WEB - server 10.1.1.1 443 10.9.9.9 TLS 511 1 100 2000",
		"tcp 8 WEB - client 10.9.9.7 8443 10.1.1.1 - - 1 100 2000", // nobody says whether anything protects it
		"tcp 9 WEB - server 10.1.1.1 443 10.9.9.9 - - 1 100 2000",
		"tn3270 3 - - server 10.1.1.1 992 10.9.9.9 TLS -4 1 300 7000",
		"tn3270 4 - - server 10.1.1.1 23 10.9.9.9 NONE 0 1 300 7000")
	wantRows(t, db, "SELECT record_no, first_utc = TIMESTAMP '2026-10-01 08:00:00', last_utc = TIMESTAMP '2026-10-01 "+
		"08:00:10', utc_basis, handshake_status, failed_handshakes FROM v_session WHERE record_no IN (7, 9) ORDER BY ALL",
		"7 true true record OK 0", "9 true true record FAILED 1")
	wantRows(t, db, "SELECT first_local = TIMESTAMP '2026-10-01 09:59:50', last_local = TIMESTAMP '2026-10-01 "+
		"10:00:00', utc_basis FROM v_session WHERE record_no = 3", "true true detail records")
	wantRows(t, db, "SELECT suite_id, protection, tls_version, tls_cipher, tls_kex FROM suite WHERE suite_id IN (502, "+
		"511) ORDER BY ALL", "502 TLS TLS1.2 AES-CBC RSA", "511 TLS TLS1.2 AES-GCM RSA")
	// Every total agrees with the sessions.
	wantRows(t, db, `SELECT source, CAST(sum(interval_records) AS BIGINT), CAST(sum(connections) AS BIGINT),
		CAST(sum(bytes_in) AS BIGINT) FROM v_traffic GROUP BY source
		EXCEPT SELECT source, count(*), CAST(sum(connections) AS BIGINT), CAST(sum(bytes_in) AS BIGINT) FROM v_session
			GROUP BY source`)
	wantRows(t, db, "SELECT CAST(sum(connections) AS BIGINT) FROM v_endpoint", "10")
}

func TestOneControlConnectionCarriesManyTransfers(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, applicationCrypto,
		ftp(1, "10:00:00", ""),
		// AUTH came in between
		ftp(2, "10:05:00",
			"3 AS ftp_server_security_id, 503 AS suite_id, 92 AS data_connection_id, 40005 AS data_remote_port"),
		recorded("ftp_login_failure", 3, "10:06:00",
			"1 AS ftp_login_security_id, 'GUEST' AS user_id, '10.1.1.1' AS control_local_addr, 21 AS control_local_port, "+
				"'10.9.9.6' AS control_remote_addr, 40001 AS control_remote_port, 99 AS control_connection_id"),
		`INSERT INTO ftp_login_security BY NAME SELECT 1 AS file_id, 1 AS record_no, 1 AS ftp_login_security_id,
			'N' AS ftp_mechanism, 'N' AS control_protection`)
	wantRows(t, db, applicationSessions,
		"ftp 1 - USER1 server 10.1.1.1 21 10.9.9.9 NONE 0 1 5000 -",
		"ftp 2 - USER1 server 10.1.1.1 21 10.9.9.9 TLS 503 1 - -", // its last state
		"ftp 2 - USER1 server 10.1.1.1 21 10.9.9.9 TLS 503 1 5000 -",
		"ftp 3 - GUEST server 10.1.1.1 21 10.9.9.6 NONE 0 1 - -")
}

func TestClientRecordsTellOfTheServer(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO ftp_client_security BY NAME SELECT 1 AS file_id, 1 AS record_no, unnest([1,
			2]) AS ftp_client_security_id, unnest(['N', 'G']) AS ftp_mechanism, unnest(['N', 'P']) AS control_protection,
				unnest(['N', 'P']) AS data_protection`,
		recorded("ftp_client_transfer", 1, "10:00:00",
			`1 AS ftp_client_security_id, 'RETR' AS ftp_command, 'BATCH' AS user_id, '10.1.1.1' AS control_local_addr, 41000 AS control_local_port, '192.0.2.1' AS control_remote_addr, 21 AS control_remote_port,
			81 AS control_connection_id, '10.1.1.1' AS data_local_addr, 41001 AS data_local_port, '192.0.2.1' AS data_remote_addr, 20 AS data_remote_port, 82 AS data_connection_id, 900 AS transferred_bytes`),
		recorded("ftp_client_transfer", 2, "10:00:00",
			`2 AS ftp_client_security_id, 'DELE' AS ftp_command, '10.1.1.1' AS control_local_addr, 41002 AS control_local_port, '192.0.2.2' AS control_remote_addr, 21 AS control_remote_port, 83 AS control_connection_id`),
		recorded("ftp_client_transfer", 3, "10:00:00", "'X' AS file_name")) // a continuation
	wantRows(t, db, applicationSessions,
		"ftp 1 - BATCH client 192.0.2.1 21 10.1.1.1 NONE 0 1 - -",
		"ftp 1 - BATCH client 192.0.2.1 21 10.1.1.1 NONE 0 1 900 -",
		"ftp 2 - - client 192.0.2.2 21 10.1.1.1 - - 1 - -") // GSSAPI has no name among the protections
}

func TestApplicationAndStackTellOfOneConnectionOnce(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, applicationCrypto,
		ftp(1, "10:00:00", "3 AS ftp_server_security_id, 503 AS suite_id"),
		// its data connection
		tcp(2, "10:00:01", "82 AS connection_id, 50123 AS local_port, 40002 AS remote_port"),
		// its control connection
		tcp(3, "10:09:00",
			"81 AS connection_id, 21 AS local_port, 40001 AS remote_port, TIMESTAMP '2026-10-01 08:30:00' AS end_clock_utc, "+
				"'FTPD1' AS job_name"),
		tcp(4, "10:00:00", "85 AS connection_id, 50123 AS local_port, 40002 AS remote_port"), // the same ends, another number
		tn3270(5, "10:00:00", ""),
		tcp(6, "10:00:02", "5 AS connection_id, 992 AS local_port, 40003 AS remote_port, 3 AS attls_status, 511 AS suite_id"),
		tn3270(7, "11:00:00", ""),
		// an hour later
		tcp(8, "12:00:00", "6 AS connection_id, 992 AS local_port, 40003 AS remote_port, 3 AS attls_status, 511 AS suite_id"))
	wantRows(t, db, applicationSessions,
		"ftp 1 FTPD1 USER1 server 10.1.1.1 21 10.9.9.9 TLS 503 1 100 2000",
		"ftp 1 WEB USER1 server 10.1.1.1 21 10.9.9.9 TLS 503 1 5000 2000",
		"tcp 4 WEB - server 10.1.1.1 50123 10.9.9.9 - - 1 100 2000",
		"tcp 8 WEB - server 10.1.1.1 992 10.9.9.9 TLS 511 1 100 2000",
		"tn3270 5 WEB - server 10.1.1.1 992 10.9.9.9 TLS 511 1 300 7000", // the stack knows the suite
		"tn3270 7 - - server 10.1.1.1 992 10.9.9.9 TLS -4 1 300 7000")
}

func TestAttachedTextMakesASuite(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		tcp(1, "10:00:00", "'EZBTNSRV TCP00001 CICSA    ET T124X C02F' AS appl_data, 992 AS local_port"),
		tcp(2, "10:00:00", "'EZAFTP0S C USER2     C' AS appl_data, 21 AS local_port"),
		tcp(3, "10:00:00", "'EZBTNSRV TCP00001 CICSA    ET T124X FFEE' AS appl_data, 993 AS local_port"),
		tcp(4, "10:00:00", "'EZBTNSRV TCP00002 CICSA    ET B' AS appl_data, 23 AS local_port"))
	wantRows(t, db, `SELECT s.record_no, s.protection, u.tls_version, u.tls_cipher, u.tls_suite_label, u.tls_unknown_codes,
		s.suite_id > 0 FROM v_session AS s LEFT JOIN suite AS u ON u.suite_id = s.suite_id ORDER BY ALL`,
		"1 TLS TLS1.2 AES-GCM TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 - true",
		"2 NONE - - - - false", "3 TLS TLS1.2 - unknown (FFEE) TLS suite FFEE true", "4 NONE - - - - false")
	wantRows(t, db, "SELECT layer, cipher, code_point FROM suite_layer WHERE suite_id IN (SELECT suite_id FROM "+
		"v_session WHERE record_no IN (1, 3)) ORDER BY ALL", "tls AES-GCM -", "tls - unknown")
}

func TestSummariesWinOverApplications(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, applicationCrypto,
		place(1, ""), place(2, "21 AS server_port"), place(3, "22 AS server_port"), place(4, "'10.5.5.5' AS client_addr"),
		summary(1, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 5 AS end_connections"),
		summary(2, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 5 AS end_connections, 2 AS zert_session_id"),
		summary(3, "TIMESTAMP '2026-10-01 11:30:00' AS smf_time_local, 5 AS end_connections, 3 AS zert_session_id"),
		summary(4, "TIMESTAMP '2026-10-01 11:30:00' AS smf_time_local, 5 AS end_connections, 4 AS zert_session_id"),
		ftp(11, "10:15:00", ""),                                       // both connections, whatever the data port is
		tcp(12, "10:15:00", ""),                                       // covered
		tcp(13, "11:15:00", "78 AS connection_id"),                    // no summary of these ends then
		tcp(14, "10:15:00", "79 AS connection_id, 444 AS local_port"), // another service
		tcp(15, "10:15:00", "2 AS smf119_ident_id"),                   // another system
		tcp(16, "10:15:00", "3 AS smf119_ident_id"),                   // another stack
		sshd(17, "11:15:00", ""),                                      // covered
		sshd(18, "13:15:00", ""),                                      // after the last summary
		tn3270(19, "10:15:00", ""),                                    // zERT is on, and knows nothing of it
		// goes to 10.9.9.9, not from it
		tcp(20, "11:20:00", "80 AS connection_id, 50001 AS local_port, 1 AS open_type, 22 AS remote_port"),
	)
	wantRows(t, db, whoCounts,
		"ssh 1 18 SYSA TCPIP 1",
		"tcp 1 13 SYSA TCPIP 1", "tcp 1 14 SYSA TCPIP 1", "tcp 1 15 SYSB TCPIP 1", "tcp 1 16 SYSA TCPIP2 1",
		"tcp 1 20 SYSA TCPIP 1",
		"tn3270 1 19 SYSA TCPIP 1",
		"zert_summary 1 1 SYSA TCPIP 5", "zert_summary 1 2 SYSA TCPIP 5", "zert_summary 1 3 SYSA TCPIP 5",
		"zert_summary 1 4 SYSA TCPIP 5")
}

func TestALongConnectionIsCoveredByAnySummaryOfItsTime(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 5 AS end_connections"),
		// from 10:01
		tcp(2, "18:00:00", "TIMESTAMP '2026-10-01 15:59:00' AS end_clock_utc"),
		// from 11:00
		tcp(3, "18:00:00", "TIMESTAMP '2026-10-01 15:00:00' AS end_clock_utc, 40001 AS remote_port, 78 AS connection_id"),
		// before
		tcp(4, "09:00:00", "40002 AS remote_port, 79 AS connection_id"),
		// a broken clock
		tcp(5, "18:00:00", "TIMESTAMP '2036-10-01 15:59:00' AS end_clock_utc, 40003 AS remote_port, 80 AS connection_id"),
	)
	wantRows(t, db, whoCounts, "tcp 1 3 SYSA TCPIP 1", "tcp 1 4 SYSA TCPIP 1", "tcp 1 5 SYSA TCPIP 1",
		"zert_summary 1 1 SYSA TCPIP 5")
}

func TestDetailsWinOverApplications(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, applicationCrypto,
		detail(1, 4, "77 AS connection_id, TIMESTAMP '2026-10-01 08:00:10' AS end_utc, TIMESTAMP '2026-10-01 10:00:00' AS "+
			"smf_time_local"),
		detail(2, 4, "82 AS connection_id, 50123 AS local_port, 40002 AS remote_port"),
		detail(3, 4, "5 AS connection_id, 992 AS local_port, 40003 AS remote_port"),
		tcp(11, "10:00:00", ""),                        // covered
		tcp(12, "10:00:00", "78 AS connection_id"),     // another number
		tcp(13, "10:00:00", "40099 AS remote_port"),    // another port
		tcp(14, "12:00:00", ""),                        // long after
		tcp(15, "10:00:00", "2 AS smf119_ident_id"),    // another system
		ftp(16, "10:00:00", ""),                        // its data connection is covered, its control connection is not
		tn3270(17, "10:00:00", ""),                     // covered; the record has no number
		tn3270(18, "10:00:00", "40098 AS remote_port"), // not covered
	)
	wantRows(t, db, whoCounts,
		"ftp 1 16 SYSA TCPIP 1",
		"tcp 1 12 SYSA TCPIP 1", "tcp 1 13 SYSA TCPIP 1", "tcp 1 14 SYSA TCPIP 1", "tcp 1 15 SYSB TCPIP 1",
		"tn3270 1 18 SYSA TCPIP 1",
		"zert_detail 1 1 SYSA TCPIP 1", "zert_detail 1 2 SYSA TCPIP 1", "zert_detail 1 3 SYSA TCPIP 1")
}

func TestSummariesDetailsAndApplicationsOfOneConnectionCountOnce(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 1 AS end_connections"),
		detail(2, 4, "TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, 77 AS connection_id"),
		tcp(3, "10:15:00", ""))
	wantRows(t, db, whoCounts, "zert_summary 1 1 SYSA TCPIP 1")
}

func TestApplicationsAndZertMayComeInSeveralDumps(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		tcp(1, "10:15:00", ""),
		tcp(2, "10:16:00", "78 AS connection_id, 444 AS local_port"),
		tcp(1, "10:16:00", "2 AS file_id, 78 AS connection_id, 444 AS local_port"), // a copy, in another dump
		summary(3, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 5 AS end_connections"),
		"UPDATE zert_summary SET file_id = 3",
		"INSERT INTO input_duplicate VALUES (2, 1, 1, 2)")
	wantRows(t, db, whoCounts, "tcp 1 2 SYSA TCPIP 1", "zert_summary 3 3 SYSA TCPIP 5")
}

func TestARecordWithoutAStackNameIsOfAnyStackOfItsSystem(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		"INSERT INTO smf119_ident BY NAME SELECT 9 AS smf119_ident_id, 'SYSA' AS system_name",
		place(1, "22 AS server_port"),
		summary(1, "TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local, 5 AS end_connections, 3 AS smf119_ident_id"),
		sshd(2, "10:15:00", "9 AS smf119_ident_id"))
	wantRows(t, db, whoCounts, "zert_summary 1 1 SYSA TCPIP2 5")
}

// profileRecord inserts a profile record: what the stack was asked to record.
func profileRecord(record int, at, fields string) string {
	return recorded("profile_event", record, at, fields, "'MGMT' AS management_eye", "true AS records_zert_summary",
		"false AS records_zert_detail", "true AS records_ip_security", "false AS records_tcp_term")
}

func TestCoverageSaysWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "5 AS end_connections"),
		tcp(2, "10:15:00", ""), tcp(2, "10:15:00", "2 AS file_id"), // a copy
		"INSERT INTO input_duplicate VALUES (2, 2, 1, 2)",
		tn3270(4, "10:15:00", ""),
		sshd(5, "10:15:00", "2 AS smf119_ident_id"),
		profileRecord(6, "08:00:00", "true AS records_zert_detail"),
		profileRecord(7, "09:00:00", ""),
		profileRecord(8, "09:00:00", "NULL AS management_eye, false AS records_zert_summary"), // speaks of something else
		recorded("ike_tunnel_activated", 9, "09:30:00", "1 AS smf119_ident_id"))
	wantRows(t, db, "SELECT system, stack, source, records, intervals, recording FROM v_coverage ORDER BY ALL",
		"SYSA TCPIP ike 1 - -",
		"SYSA TCPIP ip_security 0 - on",
		"SYSA TCPIP tcp 1 - off",
		"SYSA TCPIP tn3270 1 - -",
		"SYSA TCPIP zert_detail 0 - off, changed",
		"SYSA TCPIP zert_summary 1 1 on",
		"SYSB TCPIP ssh 1 - -")
}
