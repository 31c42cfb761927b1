package browse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/tables"
)

// hostile is a job's name that tries to leave its place.
const hostile = `"><script>alert(1)</script>`

// tunnelTables is what the pages of tunnels and records read: an input with a hostile name, two tunnels of phase 1 and
// 2 between two ends, the first of which lives twice and gets weaker, and one of an end with a hostile name.
var tunnelTables = []string{
	`CREATE VIEW v_input_file AS SELECT 1 AS file_id, '` + hostile + `' AS path, NULL AS container, 'rdw' AS framing,
		7 AS records, 700 AS bytes, true AS is_complete, NULL AS stopped`,
	`CREATE VIEW v_import AS SELECT *, TIMESTAMP '2026-10-05' AS loaded_utc, 5 AS records_decoded, 1 AS records_skipped,
		1 AS records_rejected, 0 AS records_duplicate, 2 AS issues, 3 AS rows_pruned, NULL AS pruned_before_local,
		NULL AS first_time_local, NULL AS last_time_local, 'ab' AS sha256 FROM v_input_file`,
	`CREATE TABLE tunnel_step (sysplex VARCHAR, system VARCHAR, stack VARCHAR, phase INTEGER, tunnel_id VARCHAR,
		life BIGINT,
		event VARCHAR, algorithms VARCHAR, fips_mode VARCHAR, auth_method VARCHAR, ike_version INTEGER, downgrade VARCHAR,
		seen_at TIMESTAMP, generation BIGINT, age BIGINT, file_id BIGINT, record_no BIGINT)`,
	`INSERT INTO tunnel_step VALUES
		('PLEX', 'SYSA', 'TCPIP', 1, 'K3', 1, 'activated', 'AES-256 group 20', 'on', 'ECDSA', 2, NULL,
			'2026-10-01 10:00:00', 1, 0, 1, 1),
		('PLEX', 'SYSA', 'TCPIP', 1, 'K3', 1, 'activated', '3DES-168 group 2', 'off', 'PRESHARED', 2, 'weaker cipher',
			'2026-10-03 12:00:00', 2, 0, 1, 2),
		('PLEX', 'SYSA', 'TCPIP', 1, 'K3', 1, 'activated', '3DES-168 group 2', 'off', 'PRESHARED', 2, NULL,
			'2026-10-04 12:00:00', 3, 0, 1, 3),
		('PLEX', 'SYSA', 'TCPIP', 1, 'K3', 2, 'activated', 'AES-256 group 20', 'on', 'ECDSA', 2, NULL,
			'2026-10-10 08:00:00', 1, 0, 1, 5),
		('PLEX', 'SYSA', 'TCPIP', 1, 'K9', 1, 'activated', '` + hostile + `', '` + hostile + `', '` + hostile + `', 2, '` +
		hostile + `',
			'2026-10-10 08:00:00', 1, 0, 1, 7)`,
	`CREATE TABLE v_tunnel_history (sysplex VARCHAR, system VARCHAR, stack VARCHAR, phase INTEGER, tunnel_id VARCHAR,
		life BIGINT, keying VARCHAR, last_event VARCHAR, last_state VARCHAR, is_ended BOOLEAN, expire_utc TIMESTAMP,
		is_inferred BOOLEAN, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP, last_utc TIMESTAMP,
		last_captured_utc TIMESTAMP, generation BIGINT, fips_mode VARCHAR, downgrade VARCHAR, file_id BIGINT,
			record_no BIGINT,
		local_endpoint VARCHAR, remote_endpoint VARCHAR, remote_identity VARCHAR, policy_rule VARCHAR, algorithms VARCHAR,
		ike_version INTEGER, sources VARCHAR)`,
	`INSERT INTO v_tunnel_history BY NAME SELECT 'PLEX' AS sysplex, 'SYSA' AS system, 'TCPIP' AS stack, 1 AS phase, *
		FROM (VALUES
		('K3', 1, true, '2026-10-01 10:00:00', '2026-10-05 09:00:00', 4, '10.1.0.1', '10.2.0.2'),
		('K3', 2, false, '2026-10-10 08:00:00', '2026-10-10 08:00:00', 5, '10.1.0.1', '10.2.0.2'),
		('Y5', 1, false, '2026-10-01 10:00:01', '2026-10-06 10:00:00', 6, '10.1.0.1', '10.2.0.2'),
		('K9', 1, false, '2026-10-10 08:00:00', '2026-10-10 08:00:00', 7, '` + hostile + `', '10.2.0.9'))
		AS v (tunnel_id, life, is_ended, first_local, last_local, record_no, local_endpoint, remote_endpoint)`,
	`UPDATE v_tunnel_history SET file_id = 1, is_inferred = false, phase = CASE WHEN tunnel_id = 'Y5' THEN 2 ELSE 1 END,
		expire_utc = CASE WHEN tunnel_id = 'Y5' THEN TIMESTAMP '2026-10-08 00:00:00' END`,
	`CREATE TABLE v_session_tunnel AS SELECT 'SYSA' AS system, 'TCPIP' AS stack, '` + hostile + `' AS job,
		'10.1.0.1' AS server_addr, 21 AS server_port, '10.2.0.1' AS client_addr, 'K3' AS ike_tunnel, 'Y5' AS ipsec_tunnel,
		'on' AS phase1_fips_mode, 'off' AS phase2_fips_mode, TIMESTAMP '2026-10-03 09:00:00' AS first_local,
		TIMESTAMP '2026-10-03 10:00:00' AS last_local, '10.1.0.1' AS local_endpoint, '10.2.0.2' AS remote_endpoint`,
}

// openTraffic is a database with just what the lists read: a server spoken to in the clear and over TLS by two clients
// in several intervals, 250 servers more, and one with a hostile name.
func openTraffic(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, statement := range slices.Concat(tunnelTables, []string{
		"CREATE MACRO capped(n) AS CAST(n AS BIGINT)",
		addressKey(t),
		`CREATE TABLE suite (suite_id BIGINT, protection VARCHAR, source VARCHAR, tls_version VARCHAR,
			tls_suite_label VARCHAR,
			tls_kex VARCHAR, tls_group VARCHAR, tls_cipher VARCHAR, tls_cipher_bits INTEGER, tls_mac VARCHAR, tls_etm BOOLEAN,
			tls_source VARCHAR, ssh_version VARCHAR, ssh_kex VARCHAR, ssh_cipher VARCHAR, ssh_cipher_bits INTEGER,
			ssh_mac VARCHAR, ssh_etm BOOLEAN, ssh_source VARCHAR, ssh_auth_method VARCHAR, ssh_hostkey_type VARCHAR,
			ssh_hostkey_alg VARCHAR, ike_version VARCHAR, ike_auth_method VARCHAR, ike_cipher VARCHAR,
			ike_cipher_bits INTEGER, ike_integ VARCHAR, ike_dh_group INTEGER, ipsec_cipher VARCHAR,
			ipsec_cipher_bits INTEGER, ipsec_auth VARCHAR, ipsec_pfs_group INTEGER)`,
		`INSERT INTO suite (suite_id, protection, tls_version, tls_cipher, tls_cipher_bits)
			VALUES (1, 'TLS', 'TLS1.0', '3DES', 168), (2, 'TLS', 'TLS1.2', 'AES-GCM', 256)`,
		`CREATE TABLE suite_layer AS SELECT suite_id, 'tls' AS layer, tls_cipher AS cipher, tls_cipher_bits AS cipher_bits,
			'HMAC-SHA1' AS mac, 112 AS session_strength_bits, 'off' AS fips_mode, 'PROVIDER' AS evidence_source,
			'0035' AS code_point, 'TLS_X' AS suite FROM suite`,
		`CREATE TABLE suite_cert (suite_id BIGINT, cert_key_type VARCHAR, cert_key_bits INTEGER, cert_sig_alg VARCHAR,
			cert_serial VARCHAR)`,
		`CREATE TABLE v_traffic (day DATE, sysplex VARCHAR, system VARCHAR, stack VARCHAR, job VARCHAR, user_id VARCHAR,
			role VARCHAR, server_addr VARCHAR, server_port INTEGER, client_addr VARCHAR, protection VARCHAR, suite_id BIGINT,
			session_no BIGINT, interval_records BIGINT, connections BIGINT, bytes_in BIGINT, bytes_out BIGINT, bytes BIGINT,
			failed_handshakes BIGINT, partial_connections BIGINT, segments_in BIGINT, segments_out BIGINT, segments BIGINT,
				first_local TIMESTAMP, last_local TIMESTAMP, file_id BIGINT, record_no BIGINT)`,
		`INSERT INTO v_traffic SELECT DATE '2026-10-01' + CAST(n % 2 AS INTEGER), 'PLEX', 'SYSA', 'TCPIP', 'FTPD1', 'USER',
			'server', '10.1.0.1', 21, '10.2.0.' || n % 3, CASE WHEN n % 3 = 0 THEN 'NONE' ELSE 'TLS' END,
			CASE WHEN n % 3 > 0 THEN n % 3 END, n % 3, 1, 10, 100, 200, 300, 0, 2, 5, 6, 11, TIMESTAMP '2026-10-01 08:00:00',
			TIMESTAMP '2026-10-01 09:00:00', 1, n FROM range(1, 13) AS r(n)`,
		`INSERT INTO v_traffic SELECT DATE '2026-10-01', 'PLEX', 'SYSB', 'TCPIP', 'JOB' || n, NULL, 'server', '10.9.0.1',
			5000 + n, '10.2.0.9', 'TLS', 2, 1000 + n, 1, 1, 1, 1, 2, 0, 0, 1, 1, 2, TIMESTAMP '2026-10-01 08:00:00',
			TIMESTAMP '2026-10-01 09:00:00', 1, 100 + n FROM range(250) AS r(n)`,
		"INSERT INTO v_traffic SELECT * REPLACE ('SYSC' AS system, '" + hostile + "' AS job) FROM v_traffic LIMIT 1",
		`CREATE VIEW coverage AS SELECT 'A' AS system, 'B' AS stack, 'ftp' AS source, TIMESTAMP '2026-10-01' AS first_local,
			TIMESTAMP '2026-10-02' AS last_local, 3 AS records, 1 AS gaps, 60 AS gap_seconds`}) {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%v\n%s", err, statement)
		}
	}
	return db
}

// addressKey makes the macro of the views by which networks are compared.
func addressKey(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../queries/views/02_address.sql")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func singleInTests(_ context.Context, _ *sql.DB, text string) error {
	if strings.Contains(text, ";") {
		return errors.New("one at a time")
	}
	return nil
}

var commandsInTests = Commands{
	SQL:   func(text string) []string { return []string{"sql", text} },
	Check: func(id string, params map[string]string) []string { return []string{fmt.Sprint("query ", id, params)} },
	Audit: func(profiles []string, day string) []string { return []string{fmt.Sprint("audit ", profiles, day)} },
	Diff: func(asked Comparison) []string {
		return []string{fmt.Sprint("drift ", asked.Old(), " ", asked.New(), " ", asked.Profiles)}
	},
	Record: func(input string, record int64) []string { return []string{fmt.Sprint("dump ", input, record)} },
	Save:   func(list string, params url.Values) string { return list + " " + params.Encode() },
}

var (
	tags    = regexp.MustCompile(`<[^>]*>`)
	tableAt = regexp.MustCompile(`(?s)<tbody>(.*)</tbody>`)
	cellAt  = regexp.MustCompile(`<td[^>]*>(.*?)</td>`)
	linkAt  = regexp.MustCompile(`<a href="([^"]*)">(clients|sessions|session)</a>`)
)

// rowsOf are the texts of the rows of a page.
func rowsOf(t *testing.T, s *Server, path string) []string {
	t.Helper()
	w := get(s, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d\n%s", path, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
	}
	body := tableAt.FindStringSubmatch(w.Body.String())
	if body == nil {
		return nil
	}
	var out []string
	for _, line := range strings.Split(strings.TrimSpace(body[1]), "\n") {
		var cells []string
		for _, c := range cellAt.FindAllStringSubmatch(line, -1) {
			cells = append(cells, html.UnescapeString(tags.ReplaceAllString(c[1], "")))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

// Each filter leaves the rows that it names, and no filter all of them.
func TestFilters(t *testing.T) {
	s := testServer(t, openTraffic(t))
	const ports = "&column=server_port&column=connections&sort=server_port"
	for _, c := range []struct{ filter, want string }{
		{"system=SYSA", "clients|21|120"},
		{"system=sys*&job=ftpd?", "clients|21|120"},
		{"server=10.1.0.0/16&system=SYSA", "clients|21|120"},
		{"server=10.3.0.0/16", ""},
		{"client=10.2.0.1&system=SYSA", "clients|21|40"},
		{"port=5000-5001", "clients|5000|1 clients|5001|1"},
		{"port=5001&port=5000", "clients|5000|1 clients|5001|1"},
		{"protocol=none&system=SYSA", "clients|21|40"},
		{"from=2026-10-02&system=SYSA", "clients|21|60"},
		{"until=2026-10-01&system=SYSA", "clients|21|60"},
		{"tls-version=TLS1.0&system=SYSA", "clients|21|40"},
		{"tls-version=SSL2..TLS1.1&system=SYSA", "clients|21|40"},
		{"tls-version=TLS1.0..TLS1.3&system=SYSA", "clients|21|80"},
		{"cipher=aes*&system=SYSA", "clients|21|40"},
		{"cipher=aes*&cipher=3des&system=SYSA", "clients|21|80"},
		{"cipher-bits=<200&system=SYSA", "clients|21|40"},
		{"cipher-bits=100..300&system=SYSA", "clients|21|80"},
		{"suite=0035&system=SYSA", "clients|21|80"},
		{"key-type=RSA&system=SYSA", ""},
	} {
		path := "/servers?" + strings.ReplaceAll(c.filter, "<", "%3C") + ports
		if got := strings.Join(rowsOf(t, s, path), " "); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.filter, got, c.want)
		}
	}
}

// Every quantity is there in all and by protection, and the protections add up to the whole.
func TestQuantitiesByProtection(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, c := range []struct{ columns, want string }{
		{"connections clear_connections tls_connections ssh_connections ipsec_connections several_connections",
			"clients|120|40|80|||"},
		{"connections partial_connections clear_partial tls_partial", "clients|120|24|8|16"},
		{"connections bytes bytes_in bytes_out clear_bytes tls_bytes", "clients|120|3.60 kB|1.20 kB|2.40 kB|1.20 kB|2.40 kB"},
		{"connections segments segments_in segments_out clear_segments tls_segments", "clients|120|132|60|72|44|88"},
		{"users connections", "clients|USER|120"},
	} {
		path := "/servers?system=SYSA&sort=connections"
		for _, column := range strings.Fields(c.columns) {
			path += "&column=" + column
		}
		if got := strings.Join(rowsOf(t, s, path), " "); strings.ReplaceAll(got, "\u202f", " ") != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.columns, got, c.want)
		}
	}
}

func TestAddressesThatCannotBeMeantAreRefused(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, path := range []string{"/servers?nosuch=1", "/servers?sort=nosuch", "/servers?column=nosuch", "/servers?row=1",
		"/servers?none=nosuch", "/servers?none=tls-version", "/servers?none=server&none=x",
		"/certificates?none=job",
		"/servers?after=x", "/servers?after=W10", "/servers?after=bnVsbA", "/servers?after=W251bGxd",
		"/servers?after=" + strings.Repeat("A", 7000), "/servers?after=WzFd&before=WzFd",
		"/servers?after=WzFd&after=WzFd", "/servers?server=10.1.0.1/99", "/servers?port=0", "/servers?from=yesterday",
		"/servers?cipher-bits=many", "/servers?cipher-bits=%3C1..2", "/servers?tls-version=TLS1.3..TLS1.0",
		"/servers?etm=perhaps", "/servers?session=x", "/servers?limit=0", "/servers?limit=x",
		"/servers?format=exe", "/certificates?system=SYSA", "/session",
		"/session?session=x", "/servers?protocol=ipx", "/sql?q=select+1&format=exe",
		"/findings?profile=nosuch",
		"/pair", "/pair?local=", "/pair?local=a&local=b", "/pair?local=a&day=soon", "/pair?local=a&x=1", "/record",
		"/record?record=1", "/record?input=1&record=0", "/record?input=x&record=1", "/record?input=1&record=1&x=1",
		"/findings?day=today"} {
		if w := get(s, path); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d\n%s", path, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
		}
	}
}

var (
	laterAt   = regexp.MustCompile(`rel="next" href="([^"]*)"`)
	earlierAt = regexp.MustCompile(`rel="prev" href="([^"]*)"`)
	pagerAt   = regexp.MustCompile(`role="status">([0-9–]+ of [0-9]+|No rows)`)
)

// walk follows the links from page to page and returns the rows of each, and what each says of where it is.
func walk(t *testing.T, s *Server, path string, link *regexp.Regexp) (pages [][]string, where []string, last string) {
	t.Helper()
	for range 10 {
		pages = append(pages, rowsOf(t, s, path))
		body := get(s, path).Body.String()
		where = append(where, pagerAt.FindStringSubmatch(body)[1])
		m := link.FindStringSubmatch(body)
		if m == nil {
			return pages, where, path
		}
		path = html.UnescapeString(m[1])
	}
	t.Fatal("the pages have no end")
	return nil, nil, ""
}

// The pages of a list hold each row once, whatever it is sorted by, and are the same on the way back. Many rows have
// the same value, or none.
func TestPagesHoldEachRowOnce(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, sort := range []string{"server_port", "-server_port", "-bytes", "connections", "-clear_bytes", "clear_bytes",
		"job", "-job", "last_seen", "-last_seen", "protections", "-protections"} {
		first := "/servers?column=system&column=job&column=server_port&sort=" + sort
		pages, where, last := walk(t, s, first, laterAt)
		if got := fmt.Sprint(where); got != "[1–100 of 252 101–200 of 252 201–252 of 252]" {
			t.Errorf("sorted by %s: %s", sort, got)
		}
		seen := map[string]bool{}
		for _, r := range slices.Concat(pages...) {
			seen[r] = true
		}
		if len(seen) != 252 || len(slices.Concat(pages...)) != 252 {
			t.Errorf("sorted by %s: %d different rows, want 252", sort, len(seen))
		}
		back, where, _ := walk(t, s, last, earlierAt)
		slices.Reverse(back)
		slices.Reverse(where)
		if fmt.Sprint(back) != fmt.Sprint(pages) || fmt.Sprint(where) != "[1–100 of 252 101–200 of 252 201–252 of 252]" {
			t.Errorf("sorted by %s: other pages on the way back: %s", sort, where)
		}
	}
}

// A row without a value in a column of the order is passed in both directions.
func TestPlacesWithoutValue(t *testing.T) {
	db := openTraffic(t)
	if _, err := db.Exec(
		`INSERT INTO v_traffic SELECT * EXCLUDE (n) REPLACE (CASE WHEN n < 120 THEN 'J' END AS job, n AS server_port)
		FROM v_traffic, range(200) AS r(n) WHERE system = 'SYSC'`); err != nil {
		t.Fatal(err)
	}
	s := testServer(t, db)
	for _, sort := range []string{"job", "-job"} {
		pages, _, last := walk(t, s, "/servers?system=SYSC&column=job&column=server_port&sort="+sort, laterAt)
		back, _, _ := walk(t, s, last, earlierAt)
		slices.Reverse(back)
		if n := len(slices.Concat(pages...)); n != 201 || fmt.Sprint(back) != fmt.Sprint(pages) {
			t.Errorf("sorted by %s: %d rows, want 201, the same on the way back", sort, n)
		}
	}
}

// A place comes out of an address: whatever it says, it is a place in the list or refused, and never SQL.
func TestForgedPlaces(t *testing.T) {
	s := testServer(t, openTraffic(t))
	at := func(row int64, values ...string) string {
		p := cursor{row: row}
		for i := range values {
			p.values = append(p.values, &values[i])
		}
		return "/servers?column=server_port&sort=server_port&after=" + p.String()
	}
	if got := rowsOf(t, s, at(7_000_000, "5248", "SYSB", "TCPIP", "JOB248", "10.9.0.1", "PLEX")); len(got) != 1 {
		t.Errorf("after a row: %q", got)
	}
	w := get(s, at(7_000_000, "5000", "SYSB", "TCPIP", "JOB0", "10.9.0.1", "PLEX"))
	if got := pagerAt.FindStringSubmatch(w.Body.String()); got == nil || got[1] != "153–252 of 252" {
		t.Errorf("a number beyond the list: %q", got)
	}
	for _, c := range []struct {
		path string
		want int
	}{
		{at(1, "0 OR true", "", "", "", "", ""), http.StatusBadRequest},
		{at(1, "1'); DROP TABLE suite; --", "", "", "", "", ""), http.StatusBadRequest},
		{at(1, "21", "x' OR 'a'='a", "", "", "", ""), http.StatusOK},
		{at(1, "99999999999999999999999", "", "", "", "", ""), http.StatusBadRequest},
		{at(1, "21"), http.StatusBadRequest},
		{at(-1, "21", "", "", "", "", ""), http.StatusBadRequest},
		{at(1, "21", "\x00", "", "", "", ""), http.StatusBadRequest},
		{at(1, "21", strings.Repeat("x", 5000), "", "", "", ""), http.StatusBadRequest},
		{at(1, "21", strings.Repeat("x", 8000), "", "", "", ""), http.StatusRequestURITooLong},
	} {
		if w := get(s, c.path); w.Code != c.want {
			t.Errorf("%.200s: %d, want %d\n%s", c.path, w.Code, c.want, tags.ReplaceAllString(w.Body.String(), ""))
		}
	}
}

// What is kept of totals does not grow with what is asked.
func TestTotalsAreBounded(t *testing.T) {
	var kept totals
	for i := range 3 * maxTotals {
		kept.set(fmt.Sprint(i), int64(i))
	}
	if n, ok := kept.of(fmt.Sprint(3*maxTotals - 1)); !ok || n != 3*maxTotals-1 || len(kept.rows) > maxTotals {
		t.Errorf("%d kept, the last %d %v", len(kept.rows), n, ok)
	}
}

// A row without a job leads to the rows without one, not to those of all jobs.
func TestRowsWithoutValueLeadToSuch(t *testing.T) {
	db := openTraffic(t)
	if _, err := db.Exec("INSERT INTO v_traffic SELECT * REPLACE (NULL AS job) FROM v_traffic WHERE job = 'FTPD1'" +
		" AND client_addr = '10.2.0.1'"); err != nil {
		t.Fatal(err)
	}
	s := testServer(t, db)
	body := get(s, "/servers?none=job&column=server_port").Body.String()
	next := html.UnescapeString(linkAt.FindStringSubmatch(body)[1])
	if !strings.Contains(next, "none=job") || !strings.Contains(body, "Without: <b>Job</b>") {
		t.Errorf("leads to %s", next)
	}
	if rows := rowsOf(t, s, next+"&column=client_addr&column=connections"); fmt.Sprint(rows) !=
		"[sessions|10.2.0.1|40|]" {
		t.Errorf("clients %q", rows)
	}
}

// From a server to its clients, to a session: every step keeps the filters and counts what the step before counted.
func TestWayFromServerToSession(t *testing.T) {
	s := testServer(t, openTraffic(t))
	next := func(path string) string {
		m := linkAt.FindStringSubmatch(get(s, path).Body.String())
		if m == nil {
			t.Fatalf("%s leads nowhere", path)
		}
		return html.UnescapeString(m[1])
	}
	clients := next("/servers?system=SYSA&cipher=aes*")
	if !strings.HasPrefix(clients, "/ends?") || !strings.Contains(clients, "server=10.1.0.1") ||
		!strings.Contains(clients, "cipher=aes") || !strings.Contains(clients, "port=21") {
		t.Errorf("a server leads to %s", clients)
	}
	if rows := rowsOf(t, s, clients+"&column=client_addr&column=connections"); fmt.Sprint(rows) !=
		"[sessions|10.2.0.2|40|]" {
		t.Errorf("clients %q", rows)
	}
	sessions := next(clients)
	rows := rowsOf(t, s, sessions+"&column=client_addr&column=version&column=interval_records&sort=client_addr")
	if fmt.Sprint(rows) != "[session|10.2.0.2|TLS1.2|4]" {
		t.Errorf("sessions %q of %s", rows, sessions)
	}
	if session := next(sessions); session != "/session?session=2" {
		t.Errorf("a session leads to %s", session)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, path := range []string{"/servers?system=SYSC", "/ends?system=SYSC", "/sessions?system=SYSC",
		pairOf(hostile, "10.2.0.9"), pairOf("10.1.0.1", "10.2.0.2"), pairOf(hostile, hostile), "/tunnels",
		pairOf("10.1.0.1", "10.2.0.2") + "&day=" + url.QueryEscape(hostile), "/record?input=1&record=1", "/inputs",
		"/drift?" + url.QueryEscape(hostile) + "=1", "/drift?old-from=" + url.QueryEscape(hostile),
		"/record?input=1&" + url.QueryEscape(hostile) + "=1",
		"/servers?job=" + strings.NewReplacer("<", "%3C", ">", "%3E", `"`, "%22").Replace(hostile),
		"/sql?q=select+%27%3Cscript%3E%27+as+%22%3Cscript%3E%22", "/%3Cscript%3E"} {
		body := get(s, path).Body.String()
		if strings.Contains(body, "<script") {
			t.Errorf("%s: a script in the page", path)
		}
		if path != "/%3Cscript%3E" && !strings.Contains(body, "&lt;script") {
			t.Errorf("%s: the text is not shown, so nothing was tried", path)
		}
	}
}

func TestFilesHoldAllRows(t *testing.T) {
	s := testServer(t, openTraffic(t))
	w := get(s, "/servers?format=csv&system=SYSB")
	if n := strings.Count(strings.TrimSpace(w.Body.String()), "\n"); n != 250 || w.Code != http.StatusOK {
		t.Errorf("%d, %d rows of CSV, want 250", w.Code, n)
	}
	if d := w.Header().Get("Content-Disposition"); d != `attachment; filename="servers.csv"` {
		t.Errorf("Content-Disposition %q", d)
	}
}

// A limit leaves the rows that come first, on every page, in the count, in files and in the statement.
func TestLimitedLists(t *testing.T) {
	s := testServer(t, openTraffic(t))
	const first = "/servers?system=SYSB&sort=-server_port&column=server_port&limit=150"
	pages, where, _ := walk(t, s, first, laterAt)
	rows := slices.Concat(pages...)
	if got := fmt.Sprint(where); got != "[1–100 of 150 101–150 of 150]" || rows[0] != "clients|5249" ||
		rows[149] != "clients|5100" {
		t.Errorf("%s: %s to %s", got, rows[0], rows[len(rows)-1])
	}
	csv := strings.Fields(get(s, first+"&format=csv").Body.String())
	if len(csv) != 151 || csv[0] != "server_port" || csv[150] != "5100" {
		t.Errorf("CSV: %d lines from %s to %s", len(csv), csv[0], csv[len(csv)-1])
	}
	body := get(s, first).Body.String()
	for _, want := range []string{"LIMIT 150", `name="limit" min="1" value="150"`, "First rows: <b>150</b>",
		"column=server_port&amp;limit=150&amp;sort=-server_port&amp;system=SYSB</pre>"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not hold %s", want)
		}
	}
}

// Saved queries stand on the first page; what is wrong with their file does too, and the page is whole all the same.
func TestSavedQueriesAreShown(t *testing.T) {
	s := testServer(t, openTraffic(t))
	saved := []Saved{{Name: "mine", Note: "<b>", List: "servers", Params: url.Values{"job": {"A&B"}, "limit": {"3"}}}}
	s.opt.Saved = func() ([]Saved, error) { return saved, nil }
	body := get(s, "/").Body.String()
	if !strings.Contains(body, `<a href="/servers?job=A%26B&amp;limit=3">mine</a>`) ||
		!strings.Contains(body, "&lt;b&gt;") {
		t.Errorf("the query is not shown\n%s", body)
	}
	got, err := saved[0].Statement()
	if err != nil || !strings.Contains(got, "'A&B'") || !strings.HasSuffix(got, "LIMIT 3") {
		t.Errorf("%s, %v", got, err)
	}
	s.opt.Saved = func() ([]Saved, error) { return nil, errors.New("line 7: <i>") }
	body = get(s, "/").Body.String()
	if !strings.Contains(body, "line 7: &lt;i&gt;") || !strings.Contains(body, "<h2>Coverage</h2>") {
		t.Errorf("the fault is not shown\n%s", body)
	}
}

func TestSQLOnlyOneStatement(t *testing.T) {
	s := testServer(t, openTraffic(t))
	if rows := rowsOf(t, s, "/sql?q=select+42+as+n"); fmt.Sprint(rows) != "[42]" {
		t.Errorf("rows %q", rows)
	}
	if body := get(s, "/sql?q=select+1%3Bselect+2").Body.String(); !strings.Contains(body, "one at a time") {
		t.Error("two statements are not refused")
	}
	if body := get(s, "/sql?q=selec").Body.String(); !strings.Contains(body, "syntax error") {
		t.Error("a fault of syntax is not shown")
	}
}

func TestSQLHasTheDictionaryBesideIt(t *testing.T) {
	db := openTraffic(t)
	for _, text := range []string{"COMMENT ON TABLE suite IS 'What a suite is'",
		"COMMENT ON COLUMN suite.tls_mac IS '" + hostile + "'"} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	s := testServer(t, db)
	body := get(s, "/sql?q=select+1").Body.String()
	for _, want := range []string{"What a suite is", `href="/sql?about=suite&amp;q=select&#43;1"`, "v_input_file"} {
		if !strings.Contains(body, want) {
			t.Errorf("the dictionary lacks %q\n%s", want, body)
		}
	}
	body = get(s, "/sql?about=suite").Body.String()
	for _, want := range []string{"<h3>suite</h3>", "tls_version", "VARCHAR", html.EscapeString(hostile),
		"q=SELECT&#43;%2A&#43;FROM&#43;%22suite%22&#43;LIMIT&#43;100"} {
		if !strings.Contains(body, want) {
			t.Errorf("the columns lack %q\n%s", want, body)
		}
	}
	if w := get(s, "/sql?about=nothing"); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<h3>") {
		t.Errorf("a relation that is not there: %d", w.Code)
	}
}

func TestErrorsOfTheEngineAreExplained(t *testing.T) {
	s := testServer(t, openTraffic(t))
	s.opt.Explain = func(error) error { return errors.New("allow more <memory>") }
	if body := get(s, "/sql?q=selec").Body.String(); !strings.Contains(body, "allow more &lt;memory&gt;") {
		t.Errorf("not explained\n%s", body)
	}
	if shown := s.explained(errors.New("x")); shown != "allow more <memory>" {
		t.Error(shown)
	}
}

func TestLongStatementsAreStopped(t *testing.T) {
	s := testServer(t, openTraffic(t))
	s.opt.Timeout = 50 * time.Millisecond
	w := get(s, "/sql?q=select+count(*)+from+range(100000000000)+as+a,range(1000)+as+b")
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "stopped") {
		t.Errorf("%d\n%s", w.Code, tags.ReplaceAllString(w.Body.String(), ""))
	}
}

func TestChecksHavePages(t *testing.T) {
	s := testServer(t, openTraffic(t))
	body := get(s, "/checks").Body.String()
	checks, err := queries.Load(queries.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range checks {
		if !strings.Contains(body, `href="/checks/`+q.ID+`"`) {
			t.Errorf("%s is not listed", q.ID)
		}
	}
	if w := get(s, "/checks/nosuch"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown check: %d", w.Code)
	}
}

// Every format has a media type, and none that a browser would show as a page.
func TestFormatsHaveMediaTypes(t *testing.T) {
	for _, f := range tables.RowFormats {
		if kind := fileTypes[ext(f.Name)]; kind == "" || strings.Contains(kind, "html") {
			t.Errorf("%s: media type %q", f.Name, kind)
		}
	}
}
