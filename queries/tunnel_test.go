package queries

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ikeContent inserts a content of IKE tunnel sections and the suite it makes.
func ikeContent(id int, fields string) string {
	return fmt.Sprintf(`INSERT INTO ike_tunnel BY NAME SELECT 1 AS file_id, 1 AS record_no, %d AS ike_tunnel_id, %s;
INSERT INTO suite_part BY NAME SELECT 1 AS file_id, 1 AS record_no, %d AS suite_id, 'ike_tunnel_activated' AS source,
	%d AS ipsec_id;`, id,
		defaults(fields, "true AS is_fips", "0 AS exchange_mode", "7 AS auth_alg", "12 AS encr_alg", "256 AS encr_key_bits",
			"19 AS dh_group",
			"2 AS peer_auth_method", "2 AS local_auth_method", "2 AS ike_major_version", "15 AS prf_alg",
			"28800 AS life_seconds"), id, id)
}

// ipContent inserts a content of IP tunnel sections and the suite it makes.
func ipContent(id int, fields string) string {
	return fmt.Sprintf(`INSERT INTO ip_tunnel BY NAME SELECT 1 AS file_id, 1 AS record_no, %d AS ip_tunnel_id, %s;
INSERT INTO suite_part BY NAME SELECT 1 AS file_id, 1 AS record_no, %d AS suite_id,
	'dynamic_tunnel_activated' AS source, %d AS ipsec_id;`, id,
		defaults(fields, "true AS is_fips", "3 AS tunnel_type", "7 AS auth_alg", "12 AS encr_alg", "256 AS encr_key_bits",
			"50 AS auth_proto", "1 AS encap_mode"), id, id)
}

// observed inserts a tunnel record of the given number into a fact table.
func observed(table, content string, record, id int, at, fields string) string {
	return fmt.Sprintf(
		`INSERT INTO %s BY NAME SELECT 1 AS file_id, %d AS record_no, 1 AS smf119_header_id, %d AS %s_id, %d AS suite_id,
		TIMESTAMP '2026-11-01 %s' AS smf_time_local, %s`, table, record, id, content, id, at,
		defaults(fields, "1 AS smf119_ident_id", "4 AS state"))
}

func ikeSeen(record, id int, at, fields string) string {
	return observed("ike_tunnel_activated", "ike_tunnel", record, id, at,
		defaults(fields, "'K7' AS tunnel_id", "1 AS generation"))
}

func TestTunnelRecordsOfBothPhasesBecomeSuites(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"),
		ikeContent(102, "false AS is_fips, 4 AS exchange_mode, 38 AS auth_alg, 18 AS encr_alg, 0 AS encr_key_bits, 2 AS "+
			"dh_group, 3 AS peer_auth_method, NULL AS local_auth_method, NULL AS ike_major_version, NULL AS prf_alg"),
		ikeContent(103, "20 AS encr_alg, 0 AS auth_alg"),
		ikeContent(104, "99 AS encr_alg"),
		ipContent(201, "false AS is_fips, 3 AS encr_alg, 0 AS encr_key_bits"),
		ipContent(202, "1 AS tunnel_type, NULL AS encr_alg, NULL AS auth_alg, NULL AS encr_key_bits, NULL AS auth_proto, "+
			"NULL AS encap_mode"),
	)
	wantRows(t, db, `SELECT suite_id, protection, tunnel_phase, ike_version, ike_exchange_mode, ike_auth_method,
		ike_cipher, ike_cipher_bits, ike_integ, ike_prf, ike_dh_group, ike_lifetime_s, ike_fips_mode, ipsec_fips_mode
		FROM suite WHERE suite_id BETWEEN 101 AND 104 ORDER BY suite_id`,
		"101 IPSEC 1 2 - RSA AES-CBC 256 HMAC-SHA2-256-128 HMAC-SHA2-256 19 28800 on -",
		"102 IPSEC 1 1 AGGRESSIVE PRESHARED DES 56 HMAC-MD5 - 2 28800 off -",
		"103 IPSEC 1 2 - RSA - - - HMAC-SHA2-256 19 28800 on -",
		"104 IPSEC 1 2 - RSA - - HMAC-SHA2-256-128 HMAC-SHA2-256 19 28800 on -",
	)
	// What is only inferred is a candidate; a code in no table is neither.
	wantRows(t, db, "SELECT suite_id, candidates, ike_unknown_codes FROM suite WHERE suite_id IN (101, 103, 104) ORDER "+
		"BY suite_id",
		"101 - -", "103 IKE cipher AES-GCM-16? -", "104 - IKE cipher 99")
	wantRows(t, db, "SELECT suite_id, tunnel_phase, ipsec_keying, ipsec_fips_mode, ipsec_cipher, ipsec_auth, candidates "+
		"FROM suite WHERE suite_id IN (201, 202) ORDER BY suite_id",
		"201 2 DYNAMIC off - - IPSec cipher 3DES?; IPSec MAC HMAC-SHA2-256-128?", "202 2 MANUAL on - - -")
	wantRows(t, db, "SELECT suite_id, layer FROM suite_layer WHERE suite_id IN (101, 201) ORDER BY suite_id", "101 ike",
		"201 ipsec")
}

func TestTunnelHistoryFollowsRefreshesAndDowngrades(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"),
		ikeContent(102, "false AS is_fips, 3 AS encr_alg, 0 AS encr_key_bits, 2 AS dh_group"),
		ikeSeen(1, 101, "08:00:00", "TIMESTAMP '2026-11-01 16:00:00' AS expire_utc"),
		ikeSeen(2, 102, "09:00:00", "2 AS generation, TIMESTAMP '2026-11-01 17:00:00' AS expire_utc"),
		observed("ike_tunnel_ended", "ike_tunnel", 3, 102, "10:00:00", "'K7' AS tunnel_id, 5 AS state, 2 AS generation"),
		ikeSeen(4, 101, "08:00:00", "2 AS smf119_ident_id"), // the same identifier on another system
		ikeSeen(5, 101, "08:30:00", "2 AS smf119_ident_id, 2 AS generation"),
		ikeSeen(6, 101, "08:30:00", "2 AS smf119_ident_id, 2 AS generation"), // a copy
		`INSERT INTO input_duplicate VALUES (1, 6, 1, 5)`,
	)
	wantRows(t, db, `SELECT system, tunnel_id, observations, activations, refreshes, last_event, last_state, fips_mode,
		is_ended, algorithms, downgrade, record_no
		FROM v_tunnel_history ORDER BY system`,
		"SYSA K7 3 2 1 ended expired off true AES-CBC-256 HMAC-SHA2-256-128 group 19 > 3DES-168 HMAC-SHA2-256-128 group 2 "+
			"weaker cipher; weaker group; FIPS 140 mode left 3",
		"SYSB K7 2 2 1 activated active on false AES-CBC-256 HMAC-SHA2-256-128 group 19 - 5")
}

func TestTunnelHistoryJoinsTheViewsOfDaemonAndStack(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, ipContent(201, "true AS is_fips"), ipContent(203, "2 AS tunnel_type"),
		observed("dynamic_tunnel_activated", "ip_tunnel", 1, 201, "08:00:00",
			"'Y5' AS tunnel_id, true AS is_inferred, 'aabb' AS dynamic_hex"),
		observed("stack_tunnel_added", "ip_tunnel", 2, 203, "08:00:01", "'Y5' AS tunnel_id, true AS is_inferred"),
		observed("stack_tunnel_added", "ip_tunnel", 3, 203, "08:00:01", "'Y9' AS tunnel_id, true AS is_inferred"), // a shadow
		observed("stack_tunnel_removed", "ip_tunnel", 4, 203, "09:00:00", "'Y9' AS tunnel_id, true AS is_inferred"),
	)
	wantRows(t, db, "SELECT tunnel_id, phase, observations, activations, refreshes, algorithms, seen_by_ike, "+
		"seen_by_stack, is_ended, is_inferred, is_downgraded FROM v_tunnel_history ORDER BY tunnel_id",
		"Y5 2 2 1 0 AES-CBC-256 HMAC-SHA2-256-128 true true false true false",
		"Y9 2 2 1 0 AES-CBC-256 HMAC-SHA2-256-128 false true true true false")
	wantRows(t, db, "SELECT event, seen_by, tunnel_id, dynamic_section_bytes FROM v_ip_tunnel ORDER BY record_no LIMIT 1",
		"activated ike Y5 2")
	wantRows(t, db, "SELECT tunnel_kind, tunnel_number, keying, cipher, mac, auth_protocol, encap_mode FROM v_tunnel "+
		"WHERE record_no = 1", "Y 5 DYNAMIC AES-CBC HMAC-SHA2-256-128 ESP TUNNEL")
}

// ridden inserts the section and the detail record of a connection through
// tunnel 7 of phase 1 and tunnel 5 of phase 2.
func ridden(record int, at, fields string) string {
	return `INSERT INTO zert_detail_ipsec BY NAME SELECT 1 AS file_id, 1 AS record_no, 301 AS zert_detail_ipsec_id,
		2 AS ipsec_tunnel_type, true AS ipsec_fips
		WHERE NOT EXISTS (SELECT 1 FROM zert_detail_ipsec);` +
		detail(record, 3,
			defaults(fields, "true AS is_ipsec", "301 AS zert_detail_ipsec_id", "7 AS ike_tunnel_number",
				"5 AS ipsec_tunnel_number",
				"TIMESTAMP '2026-11-01 "+at+"' AS smf_time_local", fmt.Sprint(record)+" AS connection_id"))
}

func TestSessionsMeetTheirTunnels(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"), ikeContent(102, "false AS is_fips, 2 AS dh_group"),
		ipContent(201, "true AS is_fips"),
		ikeSeen(1, 101, "08:00:00", "'K7' AS tunnel_id"),
		ikeSeen(2, 102, "10:00:00", "'K7' AS tunnel_id, 2 AS generation"),
		observed("ike_tunnel_ended", "ike_tunnel", 3, 102, "12:00:00", "'K7' AS tunnel_id"),
		ikeSeen(4, 102, "09:00:00", "'K7' AS tunnel_id, 2 AS smf119_ident_id"), // another system
		ikeSeen(5, 102, "09:00:00", "'K7' AS tunnel_id, 3 AS smf119_ident_id"), // another stack
		observed("dynamic_tunnel_activated", "ip_tunnel", 6, 201, "08:00:01", "'Y5' AS tunnel_id"),
		// the same number, another kind
		observed("manual_tunnel_activated", "ip_tunnel", 7, 201, "08:30:00", "'M5' AS tunnel_id"),
		ridden(11, "07:00:00", "1 AS smf119_ident_id"),
		ridden(12, "09:30:00", "1 AS smf119_ident_id"),
		ridden(13, "11:00:00", "1 AS smf119_ident_id"),
		ridden(14, "13:00:00", "1 AS smf119_ident_id"),
		ridden(15, "09:30:00", "8 AS ike_tunnel_number, 0 AS ipsec_tunnel_number"),
		detail(16, 3, "16 AS connection_id"), // not in a tunnel
	)
	wantRows(t, db, `SELECT record_no, ike_tunnel, ipsec_tunnel, phase1_record_no, phase1_event, phase1_fips_mode,
		ike_dh_group, phase2_record_no, phase2_fips_mode FROM v_session_tunnel ORDER BY record_no`,
		"11 K7 Y5 1 activated on 19 6 on", // before the first: the first after
		"12 K7 Y5 1 activated on 19 6 on",
		"13 K7 Y5 2 activated off 2 6 on",
		"14 K7 Y5 3 ended off 2 6 on",
		"15 K8 - - - - - - on")
}

// TestSessionsMeetListedTunnels: a capture of the NMI counts where no record of the
// stack does; in UTC, and marked where it does not say whose tunnel it lists.
func TestSessionsMeetListedTunnels(t *testing.T) {
	t.Parallel()
	const ends = "'10.1.1.1' AS local_endpoint, '10.2.2.2' AS remote_endpoint"
	at := func(field, clock string) string { return "TIMESTAMP '2026-11-02 " + clock + "' AS " + field }
	session := func(record int, start, fields string) string {
		return ridden(record, "23:00:00", defaults(fields, at("start_utc", start)))
	}
	db := viewsDB(t, nmiFile,
		ikeContent(101, "true AS is_fips"),
		nmiContent(102, "false AS is_fips"), nmiContent(103, "true AS is_fips, 14 AS dh_group"),
		`INSERT INTO input_file BY NAME SELECT 3 AS file_id, 'nmsec' AS form`,
		nmiMessage(5, "'TCPIP' AS target"), nmiMessage(6, "'TCPIP' AS target"),
		nmiMessage(7, "NULL AS target, true AS is_carved"), nmiMessage(8, "'TCPIPX' AS target"),
		ikeSeen(1, 101, "08:00:00",
			"'K1' AS tunnel_id, '00000000000000aa' AS initiator_cookie, '00000000000000bb' AS responder_cookie"),
		// K7 with two activations, listed twice; the end points are those that zERT gives.
		listed(5, 1, 103, ends+", "+at("tunnel_start_utc", "08:00:00")+", "+at("expire_utc", "16:00:00")),
		listed(5, 2, 102, ends+", "+at("tunnel_start_utc", "04:00:00")+", "+at("expire_utc", "08:00:00")),
		listed(6, 1, 103, ends+", "+at("tunnel_start_utc", "08:00:00")+", "+at("expire_utc", "16:00:00")),
		// to another peer
		listed(6, 2, 102, "'K9' AS tunnel_id, '10.1.1.1' AS local_endpoint, '10.7.7.7' AS remote_endpoint"),
		listed(7, 1, 102, "'K8' AS tunnel_id, true AS is_carved, "+ends+", "+at("tunnel_start_utc", "08:00:00")),
		`UPDATE zert_detail_ipsec SET ike_local_endpoint = '10.1.1.1', ike_remote_endpoint = '10.2.2.2'`,
		session(11, "09:00:00", "1 AS smf119_ident_id"),
		session(12, "05:00:00", "1 AS smf119_ident_id"),
		session(13, "03:00:00", "1 AS smf119_ident_id"),
		session(14, "17:00:00", "1 AS smf119_ident_id"),
		session(15, "09:00:00", "8 AS ike_tunnel_number"),
		session(16, "09:00:00", "9 AS ike_tunnel_number"),
		session(17, "09:00:00", "1 AS ike_tunnel_number"),
		`UPDATE zert_detail_ipsec SET ike_local_endpoint = '10.1.1.1', ike_remote_endpoint = '10.2.2.2'`,
	)
	wantRows(t, db, `SELECT record_no, ike_tunnel, phase1_source, phase1_file_id, phase1_record_no, ike_dh_group,
		phase1_match, phase1_is_sure, phase1_at_local IS NULL FROM v_session_tunnel ORDER BY record_no`,
		"11 K7 nmsec 2 5 14 listed, stack and end points; times in UTC false true",
		"12 K7 nmsec 2 5 19 listed, stack and end points; times in UTC false true",
		"13 K7 nmsec 2 5 19 listed, stack and end points; activated or captured after the connection, in UTC false true",
		"14 K7 nmsec 2 5 14 listed, stack and end points; expired before the connection, in UTC false true",
		"15 K8 nmsec 2 7 19 listed, end points; times in UTC false true",
		"16 K9 - - - - - - true",
		"17 K1 smf119 1 1 19 record of the stack true false")
}

// TestSessionsMeetTunnelsOfAKnownSystem: cookies say which system a capture is of;
// then the number names the tunnel, whatever its end points are.
func TestSessionsMeetTunnelsOfAKnownSystem(t *testing.T) {
	t.Parallel()
	cookies := "'00000000000000aa' AS initiator_cookie, '00000000000000bb' AS responder_cookie"
	db := viewsDB(t, nmiFile, ikeContent(101, "true AS is_fips"), nmiContent(102, "false AS is_fips"),
		nmiMessage(5, "'TCPIP' AS target"),
		ikeSeen(1, 101, "08:00:00", "'K1' AS tunnel_id, "+cookies),
		listed(5, 1, 102, "'K1' AS tunnel_id, "+cookies), listed(5, 2, 102, "'K7' AS tunnel_id"),
		ridden(11, "23:00:00", "TIMESTAMP '2026-11-02 13:00:00' AS start_utc"),
		ridden(12, "23:00:00", "2 AS smf119_ident_id"), // of another system
	)
	wantRows(t, db, `SELECT record_no, phase1_source, phase1_event, phase1_match, phase1_is_sure,
		phase1_captured_utc IS NOT NULL FROM v_session_tunnel ORDER BY record_no`,
		"11 nmsec listed listed, system known by cookies; times in UTC true true", "12 - - - - false")
}

func TestFTPTransfersAndLogons(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO ftp_server_security BY NAME SELECT 1 AS file_id, 1 AS record_no, unnest([1,
			2]) AS ftp_server_security_id, unnest(['N', 'T']) AS ftp_mechanism,
			unnest(['N', 'P']) AS control_protection, unnest(['N', 'C']) AS data_protection, unnest([NULL,
				'TLSV1.2']) AS protocol_level, unnest([NULL, '35']) AS tls_cipher2`,
		`INSERT INTO suite_part BY NAME SELECT 1 AS file_id, 1 AS record_no, unnest([501, 502]) AS suite_id,
			'ftp_server_transfer' AS source, unnest([1, 2]) AS tls_id`,
		`INSERT INTO ftp_server_transfer BY NAME SELECT 1 AS file_id, unnest([1, 2, 3]) AS record_no, 1 AS smf119_header_id,
			1 AS smf119_ident_id, unnest([1, 2, 1]) AS ftp_server_security_id,
			unnest([501, 502, 501]) AS suite_id, 'USER1' AS user_id, unnest(['P', 'C', NULL]) AS login_method,
				unnest(['192.0.2.7', '192.0.2.8', NULL]) AS control_remote_addr,
			'10.1.1.1' AS control_local_addr, 21 AS control_local_port, 1000 AS transferred_bytes`,
	)
	wantRows(t, db, "SELECT record_no, role, server_addr, server_port, client_addr, is_control_protected, "+
		"is_data_protected, bytes FROM v_ftp_transfer ORDER BY record_no",
		"1 server 10.1.1.1 21 192.0.2.7 false false 1000", "2 server 10.1.1.1 21 192.0.2.8 true false 1000")
	wantRows(t, db, "SELECT record_no, login_method_name, is_control_protected FROM v_ftp_logon ORDER BY record_no",
		"1 Password false", "2 Certificate true")
	wantRows(t, db, "SELECT suite_id, protection, tls_version, tls_cipher, tls_cipher_bits, tls_kex, tls_unknown_codes "+
		"FROM suite WHERE suite_id > 500 ORDER BY suite_id",
		"501  - - - - -", "502 TLS TLS1.2 AES-CBC 256 RSA -")
}

func TestApplicationDataIsTakenApart(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO tcp_connection BY NAME SELECT 1 AS file_id, n AS record_no, 1 AS smf119_header_id, 1 AS smf119_ident_id,
			d AS appl_data FROM (VALUES
		(1, 'EZAFTP0C C USER1     PT124X DC030'),
		(2, 'EZAFTP0S C USER2     C'),
		(3, 'EZAFTP0S D USER3     PTT135 PRDH'),
		(4, 'EZBTNSRV TCP00001 CICSA    ET T124X C02F'),
		(5, 'SOMETHING ELSE'),
		(6, 'EZAFTP0C D USER4     PF134X DXXXXX1302')) AS v(n, d)`)
	wantRows(t, db, `SELECT record_no, form, ftp_user, protection_name, method_name, tls_version, suite_code, cipher,
		tn_lu, tn_application FROM v_tcp_application ORDER BY record_no`,
		"1 ftp client control USER1 Private TLS by AT-TLS TLS1.2 C030 AES-GCM - -",
		"2 ftp server control USER2 Clear - - - - - -",
		"3 ftp server data USER3 Private TLS by AT-TLS TLS1.0 0035 AES-CBC - -",
		"4 tn3270 server - - TLS by AT-TLS TLS1.2 C02F AES-GCM TCP00001 CICSA",
		"6 ftp client data USER4 Private TLS by FTP itself TLS1.3 1302 AES-GCM - -")
}

func TestProfileRecordsSayWhatIsRecorded(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO profile_event BY NAME SELECT 1 AS file_id, unnest([1, 2]) AS record_no, 1 AS smf119_header_id,
			1 AS smf119_ident_id,
		unnest(['MGMT', NULL]) AS management_eye, true AS records_zert_summary, false AS records_zert_detail`)
	wantRows(t, db, "SELECT system, stack, kind, is_on, record_no FROM v_recording WHERE is_on IS NOT NULL ORDER BY kind",
		"SYSA TCPIP zert_detail false 1", "SYSA TCPIP zert_summary true 1")
}

// nmiContent inserts a content of NMsecIKETunnel sections and the suite it makes.
func nmiContent(id int, fields string) string {
	return fmt.Sprintf(
		`INSERT INTO nmsec_ike_tunnel BY NAME SELECT 2 AS file_id, 1 AS record_no, %d AS nmsec_ike_tunnel_id, %s;
INSERT INTO suite_part BY NAME SELECT 2 AS file_id, 1 AS record_no, %d AS suite_id, 'nmi_ike_tunnel' AS source,
	%d AS ipsec_id;`, id,
		defaults(fields, "true AS is_fips", "0 AS exchange_mode", "7 AS auth_alg", "12 AS encr_alg", "256 AS encr_key_bits",
			"19 AS dh_group",
			"2 AS peer_auth_method", "2 AS local_auth_method", "2 AS ike_major_version", "15 AS prf_alg",
			"28800 AS life_seconds"), id, id)
}

// listed inserts an IKE tunnel that a message lists; nmiMessage the message.
func listed(message, place, id int, fields string) string {
	return fmt.Sprintf(
		`INSERT INTO nmi_ike_tunnel BY NAME SELECT 2 AS file_id, %d AS record_no, %d AS section_no, %d AS message_record,
			%d AS nmsec_ike_tunnel_id, %d AS suite_id,
		TIMESTAMP '2026-11-02 12:00:00' AS captured_utc, %s`, message, place, place, id, id,
		defaults(fields, "'K7' AS tunnel_id", "4 AS state", "false AS is_carved"))
}

func nmiMessage(message int, fields string) string {
	return fmt.Sprintf(
		`INSERT INTO nmi_message BY NAME SELECT 2 AS file_id, %d AS record_no,
			TIMESTAMP '2026-11-02 12:00:00' AS captured_utc, %s`, message,
		defaults(fields, "'NMsec_GET_IKETUN' AS message_name", "'TCPIP' AS target", "true AS has_return_code",
			"0 AS return_code", "0 AS reason_code", "false AS is_carved"))
}

const nmiFile = `INSERT INTO input_file BY NAME SELECT 2 AS file_id, 'nmsec' AS form, 'found' AS framing,
	'discovered' AS framing_basis,
	TIMESTAMP '2026-11-02 12:00:00' AS captured_utc, 'given' AS captured_basis`

func TestListedTunnelsStandBesideRecordedOnes(t *testing.T) {
	t.Parallel()
	cookies := "'00000000000000aa' AS initiator_cookie, '00000000000000bb' AS responder_cookie"
	db := viewsDB(t, nmiFile,
		ikeContent(101, "true AS is_fips"),
		nmiContent(102, "false AS is_fips, 3 AS encr_alg, 0 AS encr_key_bits, 2 AS dh_group"),
		ikeSeen(1, 101, "08:00:00", cookies),
		nmiMessage(5, "'TCPIP' AS target"),
		listed(5, 1, 102, "2 AS generation"), // the newest of the family comes first
		listed(5, 2, 101, "1 AS generation, "+cookies),
		nmiMessage(6, "'TCPIPX' AS target"),
		listed(6, 1, 102, "5 AS state, TIMESTAMP '2026-11-01 12:00:00' AS expire_utc"), // no system has these cookies
	)
	wantRows(t, db, "SELECT source, event, stack_name, family_place, is_fips, record_no FROM v_ike_tunnel ORDER BY "+
		"source, record_no, family_place",
		"nmsec listed TCPIP 1 false 5", "nmsec listed TCPIP 2 - 5", "nmsec listed TCPIPX 1 false 6",
		"smf119 activated TCPIP - true 1")
	wantRows(t, db, "SELECT source, system, is_system_by_cookies, stack, cipher, cipher_bits, dh_group, message_record "+
		"FROM v_tunnel ORDER BY source, record_no, message_record",
		"nmsec SYSA true TCPIP 3DES 168 2 1", "nmsec SYSA true TCPIP - - - 2", "nmsec - false TCPIPX 3DES 168 2 1",
		"smf119 SYSA false TCPIP AES-CBC 256 19 -")
	wantRows(t, db, `SELECT system, stack, sources, observations, listings, activations, refreshes, last_event, is_ended,
		downgrade IS NOT NULL FROM v_tunnel_history ORDER BY stack`,
		"SYSA TCPIP nmsec, smf119 3 2 1 1 listed false true", "- TCPIPX nmsec 1 1 0 0 listed true false")
	wantRows(t, db, "SELECT ike_version, ike_cipher, ike_cipher_bits, ike_dh_group, ike_fips_mode, ike_exchange_mode "+
		"FROM suite WHERE suite_id = 102", "2 3DES 168 2 off -")
}

func TestMessagesSayWhatTheirCodesMean(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, nmiFile,
		nmiMessage(1, "'NMsec_INIT' AS message_name, NULL AS target"),
		nmiMessage(2, "NULL AS message_name, 111 AS return_code"),
		nmiMessage(3, "NULL AS message_name, 121 AS return_code, 7 AS reason_code"),
		nmiMessage(4, "NULL AS message_name, 121 AS return_code, 99 AS reason_code"),
		nmiMessage(5, "NULL AS message_name, true AS is_carved, false AS has_return_code, NULL AS target"),
		`INSERT INTO nmi_control BY NAME SELECT 2 AS file_id, 1 AS record_no, unnest([5, 9]) AS tunnel_status,
			'K7' AS tunnel_id`,
	)
	wantRows(t, db, "SELECT record_no, message_name, is_error, return_code_name, reason_code_name, framing, "+
		"captured_basis FROM v_nmi_message ORDER BY record_no",
		"1 NMsec_INIT false good none found given", "2 - true EACCES none found given",
		"3 - true EINVAL NMsRsnReservedNonzero found given",
		"4 - true EINVAL unknown (99) found given", "5 - - - - found given")
	wantRows(t, db, "SELECT record_no FROM v_nmi_message WHERE return_code_meaning LIKE '%EZB.NETMGMT%SERVAUTH%' OR "+
		"reason_code_meaning LIKE '%not zero%' ORDER BY record_no", "2", "3")
	wantRows(t, db, "SELECT tunnel_status, tunnel_status_name, tunnel_status_meaning LIKE '%KeyExchangeRule%' FROM "+
		"v_nmi_control ORDER BY tunnel_status", "5 no KeyExchangeRule true", "9 unknown (9) -")
}

func TestIdentifiersUsedAnewBeginAnotherLife(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"),
		ikeContent(102, "3 AS encr_alg, 0 AS encr_key_bits, 2 AS dh_group"),
		ikeSeen(1, 101, "08:00:00", "4 AS generation, '192.0.2.1' AS remote_endpoint"),
		ikeSeen(2, 101, "09:00:00", "5 AS generation, '192.0.2.1' AS remote_endpoint"),
		ikeSeen(3, 102, "10:00:00", "6 AS generation, '192.0.2.2' AS remote_endpoint"), // another peer
		ikeSeen(4, 101, "08:00:00", "'K8' AS tunnel_id, 2 AS generation"),
		ikeSeen(5, 101, "09:00:00", "'K8' AS tunnel_id, 1 AS generation"), // the daemon began again
		ikeSeen(6, 101, "08:00:00", "'K9' AS tunnel_id"),
		observed("ike_tunnel_ended", "ike_tunnel", 7, 101, "09:00:00", "'K9' AS tunnel_id, 1 AS generation, 5 AS state"),
		ikeSeen(8, 101, "10:00:00", "'K9' AS tunnel_id"), // after its end
	)
	wantRows(t, db, "SELECT tunnel_id, life, remote_endpoint, observations, refreshes, last_event, is_downgraded, "+
		"record_no FROM v_tunnel_history ORDER BY tunnel_id, life",
		"K7 1 192.0.2.1 2 4 activated false 2", "K7 2 192.0.2.2 1 5 activated false 3",
		"K8 1 - 1 1 activated false 4", "K8 2 - 1 0 activated false 5",
		"K9 1 - 2 0 ended false 7", "K9 2 - 1 0 activated false 8")
}

func TestAnOlderVersionAndAPresharedKeyAreDowngrades(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"),
		ikeContent(102, "1 AS ike_major_version, 3 AS peer_auth_method, 3 AS local_auth_method"),
		ikeSeen(1, 101, "08:00:00", ""),
		ikeSeen(2, 102, "09:00:00", "2 AS generation"))
	wantRows(t, db, "SELECT ike_version, generation, algorithms, downgrade FROM v_tunnel_history",
		"2 2 AES-CBC-256 HMAC-SHA2-256-128 group 19 older IKE version; pre-shared key instead of RSA")
}

func TestTakeOverByAnotherSystemOfTheSysplex(t *testing.T) {
	t.Parallel()
	const ends = "'10.1.1.200' AS local_endpoint, '192.0.2.1' AS remote_endpoint"
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"), ipContent(201, "2 AS tunnel_type"), ipContent(202, "3 AS tunnel_type"),
		ipContent(203, "1 AS tunnel_type"),
		ikeSeen(1, 101, "08:00:00", ends),
		observed("dynamic_tunnel_activated", "ip_tunnel", 2, 202, "08:00:01", "'Y5' AS tunnel_id"),
		observed("stack_tunnel_added", "ip_tunnel", 3, 201, "08:00:01", "'Y5' AS tunnel_id"),
		// its shadow on SYSB
		observed("stack_tunnel_added", "ip_tunnel", 4, 201, "08:00:02", "'Y5' AS tunnel_id, 2 AS smf119_ident_id"),
		observed("stack_tunnel_removed", "ip_tunnel", 5, 201, "09:00:00", "'Y5' AS tunnel_id, 5 AS state"), // SYSA stops
		ikeSeen(6, 101, "09:00:05", "'K2' AS tunnel_id, 2 AS smf119_ident_id, "+ends),                      // SYSB takes over
		observed("dynamic_tunnel_activated", "ip_tunnel", 7, 202, "09:00:06", "'Y5' AS tunnel_id, 2 AS smf119_ident_id"),
		observed("manual_tunnel_activated", "ip_tunnel", 8, 203, "08:00:00", "'M1' AS tunnel_id"),
	)
	wantRows(t, db, "SELECT system, tunnel_id, phase, is_shadow, taken_over_from, last_event, last_state FROM "+
		"v_tunnel_history ORDER BY system, tunnel_id",
		"SYSA K7 1 false - activated active", "SYSA M1 2 false - activated active", "SYSA Y5 2 false - removed expired",
		"SYSB K2 1 false K7 on SYSA/TCPIP activated active", "SYSB Y5 2 false - activated active")
}

// The two checks of audits: who rides a weak tunnel, and whose keys were made outside the FIPS mode of the tunnel.
func TestRidersOfWeakTunnelsAreNamed(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		ikeContent(101, "true AS is_fips"), ikeContent(102, "false AS is_fips, 2 AS dh_group"),
		ipContent(201, "true AS is_fips"),
		ikeSeen(1, 101, "08:00:00", ""),
		ikeSeen(2, 102, "10:00:00", "2 AS generation"),
		ikeSeen(3, 102, "08:00:00", "3 AS smf119_ident_id"), // another stack
		observed("dynamic_tunnel_activated", "ip_tunnel", 6, 201, "08:00:01", "'Y5' AS tunnel_id"),
		ridden(11, "09:00:00", "'EARLY' AS job_name"),
		ridden(12, "11:00:00", "'LATE' AS job_name"),
		ridden(13, "09:00:00", "'OTHER' AS job_name, 3 AS smf119_ident_id"))
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string][]string{
		"tunnel-weak-rider": {
			"fail LATE 10.1.1.1:443 on SYSA/TCPIP tunnel Y5 in K7: group 2",
			"fail OTHER 10.1.1.1:443 on SYSA/TCPIP2 tunnel Y5 in K7: group 2",
		},
		"tunnel-fips-differs": {
			"fail LATE 10.1.1.1:443 on SYSA/TCPIP tunnel Y5 in K7: FIPS 140 mode off in phase 1 and on in phase 2",
			"fail OTHER 10.1.1.1:443 on SYSA/TCPIP2 tunnel Y5 in K7: FIPS 140 mode off in phase 1 and on in phase 2",
		},
	} {
		q, err := Get(qs, id)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Run(context.Background(), db, []Query{*q}, RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range out[0].Rows {
			got = append(got, fmt.Sprint(row[0], " ", row[1], " ", row[2]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n-want +got:\n%s", id, diff)
		}
	}
}
