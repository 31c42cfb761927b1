package queries

import (
	"context"
	"strings"
	"testing"
)

// TestClearKinds has, for each kind of cleartext, one connection of its own. Stack 1
// is of z/OS 2.5, stack 2 of 3.2; port 443 also carries TLS (connection 1).
func TestClearKinds(t *testing.T) {
	t.Parallel()
	port := func(p string) string { return "" + p + " AS local_port" }
	db := viewsDB(t, tlsSection(1, "'C030' AS tls_cipher_suite"),
		detail(1, 4, "1 AS suite_id, 1 AS connection_id, true AS is_tls, true AS is_local_server"),
		// Short and small on a port that speaks TLS: the handshake may have failed.
		detail(2, 4, "2 AS connection_id, 900 AS in_bytes, 300 AS out_bytes, TIMESTAMP '2026-10-01 08:00:04' AS end_utc"),
		// Small but long: slow.
		detail(3, 3, "3 AS connection_id, 900 AS in_bytes, TIMESTAMP '2026-10-01 08:00:25' AS end_utc"),
		// Protected at first, not at the end.
		detail(4, 1, "1 AS suite_id, 4 AS connection_id, true AS is_tls"),
		detail(5, 3, "4 AS connection_id, 900000 AS in_bytes, TIMESTAMP '2026-10-01 08:09:00' AS end_utc"),
		// Small and short, but the port never speaks TLS: clear.
		detail(6, 4, "6 AS connection_id, 900 AS in_bytes, "+port("8080")),
		// Many bytes on a port that speaks TLS: clear.
		detail(7, 4, "7 AS connection_id, 900000 AS in_bytes"),
		// Between two addresses of one host.
		detail(8, 4, "8 AS connection_id, 900000 AS in_bytes, '10.1.1.1' AS remote_addr, "+port("8081")),
		// AT-TLS left encryption out.
		detail(9, 4, "9 AS connection_id, 900000 AS in_bytes, true AS is_attls_bypass, true AS is_tls, 1 AS suite_id, "+
			port("8082")),
		// z/OS 3.2 says the same about a small connection, and it counts: it marks what fails.
		detail(10, 4, "2 AS smf119_ident_id, 10 AS connection_id, true AS is_local_server, 900 AS in_bytes"),
		// FTP shows TLS on the same connection, by its number.
		"INSERT INTO ftp_server_security BY NAME SELECT 1 AS file_id, 1 AS record_no, 77 AS ftp_server_security_id, 'T' AS "+
			"ftp_mechanism, 'P' AS control_protection, 'P' AS data_protection, 'TLSv1.2' AS protocol_level, '35' AS tls_cipher2",
		"INSERT INTO ftp_server_transfer BY NAME SELECT 1 AS file_id, 20 AS record_no, 1 AS smf119_header_id, 1 AS "+
			"smf119_ident_id, 77 AS ftp_server_security_id, 21 AS control_local_port, '10.1.1.1' AS control_local_addr, 5021 "+
			"AS control_remote_port, '10.9.9.9' AS control_remote_addr, 11 AS control_connection_id, TIMESTAMP '2026-10-01 "+
			"10:00:00' AS smf_time_local",
		detail(11, 4, "11 AS connection_id, 900000 AS in_bytes, "+port("21")),
		detail(12, 4, "12 AS connection_id, 900000 AS in_bytes, "+port("21")))
	wantRows(t, db, "SELECT record_no, clear_kind, bytes FROM v_cleartext ORDER BY record_no",
		"2 artefact, failed handshake 1200", "3 artefact, slow handshake 900", "5 artefact, session ending 900000",
		"6 clear 900", "7 clear 900000",
		"8 clear, within the host 900000", "9 AT-TLS bypass 900000", "10 clear 900", "11 shown as TLS elsewhere 900000",
		"12 clear 900000")
	// No clear session is lost or counted twice.
	wantRows(t, db, "SELECT count(*) FROM v_session WHERE source = 'zert_detail' AND (protection = 'NONE' OR "+
		"intra_host_bypass)", "10")
	wantRows(t, db, "SELECT CAST(sum(interval_records) AS BIGINT) FROM v_cleartext WHERE source = 'zert_detail'", "10")
}

func TestClearKindsOfSummaries(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"), place(2, ""), place(3, "8080 AS server_port"),
		tlsSection(1, "'C030' AS tls_cipher_suite"),
		summary(1, "1 AS suite_id, 5 AS end_connections"),
		summary(2, "2 AS zert_session_id, 5 AS end_connections, 5000 AS end_in_bytes"),
		summary(3, "2 AS zert_session_id, 2 AS smf119_ident_id, 5 AS end_connections, 5000 AS end_in_bytes, 0 AS "+
			"init_failed_handshakes, 0 AS end_failed_handshakes"),
		summary(4, "2 AS smf119_ident_id, 5 AS end_connections, 700 AS end_in_bytes, 0 AS init_failed_handshakes, 3 AS "+
			"end_failed_handshakes"),
		summary(5, "3 AS zert_session_id, 5 AS end_connections, 5000 AS end_in_bytes"))
	wantRows(t, db, "SELECT record_no, clear_kind, interval_records, connections, bytes FROM v_cleartext ORDER BY record_no",
		"2 artefact, failed or slow handshake 1 5 5000", "3 clear 1 5 5000", "4 failed handshake 1 5 700", "5 clear 1 5 5000")
}

func TestPortsOfASiteGoBeforeOurs(t *testing.T) {
	t.Parallel()
	db := viewsDB(t)
	rows, err := LoadPorts("ports.csv",
		strings.NewReader("port_from,port_to,meaning,carries,weight,note\n21,,our own,none,1,\n7000,7001,payroll,both,5,x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := InstallPorts(context.Background(), db, rows); err != nil {
		t.Fatal(err)
	}
	wantRows(t, db, "SELECT port, meaning, carries, weight FROM v_port WHERE port IN (21, 22, 7001) ORDER BY port",
		"21 our own none 1", "22 SSH none 1", "7001 payroll both 5")
	wantRows(t, db, "SELECT count(*) - count(DISTINCT port) FROM v_port", "0")
}

func TestPortFilesAreReadStrictly(t *testing.T) {
	t.Parallel()
	const head = "port_from,port_to,meaning,carries,weight,note\n"
	for text, want := range map[string]string{
		"port,meaning\n":                       "p.csv:1: header is",
		"a,b,c,d,e,f\n":                        "p.csv:1: header is",
		head:                                   "no line gives a port a meaning",
		head + "0,,x,data,3,\n":                "p.csv:2: port_from, port_to:",
		head + "1,,,data,3,\n":                 "p.csv:2: meaning is empty",
		head + "1,,x,dta,3,\n":                 `p.csv:2: carries: "dta" is not known; did you mean "data"?`,
		head + "1,,x,data,6,\n":                "p.csv:2: weight:",
		head + "1,5,x,data,3,\n5,,y,both,3,\n": "p.csv:3: port 5 has a meaning on line 2 already",
	} {
		if _, err := LoadPorts("p.csv", strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

// TestOurOwnFactsAreSound: the files shipped pass the checks that a site's must.
func TestOurOwnFactsAreSound(t *testing.T) {
	t.Parallel()
	f, err := embedded.Open("ports.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := LoadPorts("ports.csv", f); err != nil {
		t.Error(err)
	}
	wantRows(t, viewsDB(t),
		"SELECT count(*) FILTER (protocol = 'tcp'), count(*) FILTER (protocol = 'esp'), count(*) FILTER (address IS NULL "+
			"AND port IS NULL) FROM v_call_home_place", "7 2 0")
}
