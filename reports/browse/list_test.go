package browse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/tables"
)

// hostile is a job's name that tries to leave its place.
const hostile = `"><script>alert(1)</script>`

// openTraffic is a database with just what the lists read: a server spoken to in the clear and over TLS by two clients
// in several intervals, 250 servers more, and one with a hostile name.
func openTraffic(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, statement := range []string{
		"CREATE MACRO capped(n) AS CAST(n AS BIGINT)",
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
			failed_handshakes BIGINT, first_local TIMESTAMP, last_local TIMESTAMP, file_id BIGINT, record_no BIGINT)`,
		`INSERT INTO v_traffic SELECT DATE '2026-10-01' + CAST(n % 2 AS INTEGER), 'PLEX', 'SYSA', 'TCPIP', 'FTPD1', 'USER',
			'server', '10.1.0.1', 21, '10.2.0.' || n % 3, CASE WHEN n % 3 = 0 THEN 'NONE' ELSE 'TLS' END,
			CASE WHEN n % 3 > 0 THEN n % 3 END, n % 3, 1, 10, 100, 200, 300, 0, TIMESTAMP '2026-10-01 08:00:00',
			TIMESTAMP '2026-10-01 09:00:00', 1, n FROM range(1, 13) AS r(n)`,
		`INSERT INTO v_traffic SELECT DATE '2026-10-01', 'PLEX', 'SYSB', 'TCPIP', 'JOB' || n, NULL, 'server', '10.9.0.1',
			5000 + n, '10.2.0.9', 'TLS', 2, 1000 + n, 1, 1, 1, 1, 2, 0, TIMESTAMP '2026-10-01 08:00:00',
			TIMESTAMP '2026-10-01 09:00:00', 1, 100 + n FROM range(250) AS r(n)`,
		"INSERT INTO v_traffic SELECT * REPLACE ('SYSC' AS system, '" + hostile + "' AS job) FROM v_traffic LIMIT 1",
		"CREATE VIEW v_input_file AS SELECT 0 AS records, true AS is_complete WHERE false",
		`CREATE VIEW v_coverage AS SELECT 'A' AS system, 'B' AS stack, 'ftp' AS source, TIMESTAMP '2026-10-01' AS first_local,
			TIMESTAMP '2026-10-02' AS last_local, 3 AS records, 1 AS gaps, 60 AS gap_seconds`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%v\n%s", err, statement)
		}
	}
	return db
}

func singleInTests(_ context.Context, _ *sql.DB, text string) error {
	if strings.Contains(text, ";") {
		return errors.New("one at a time")
	}
	return nil
}

var commandsInTests = Commands{
	SQL:   func(text string) string { return "sql " + text },
	Check: func(id string, params map[string]string) string { return fmt.Sprint("query ", id, params) },
	Audit: func(profiles []string, day string) string { return fmt.Sprint("audit ", profiles, day) },
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

func TestAddressesThatCannotBeMeantAreRefused(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, path := range []string{"/servers?nosuch=1", "/servers?sort=nosuch", "/servers?column=nosuch", "/servers?row=0",
		"/servers?row=x", "/servers?server=10.1.0.1/99", "/servers?port=0", "/servers?from=yesterday",
		"/servers?cipher-bits=many", "/servers?cipher-bits=%3C1..2", "/servers?tls-version=TLS1.3..TLS1.0",
		"/servers?etm=perhaps", "/servers?session=x", "/servers?format=exe", "/certificates?system=SYSA", "/session",
		"/session?session=x", "/servers?protocol=ipx", "/sql?q=select+1&format=exe",
		"/findings?profile=nosuch", "/findings?day=today"} {
		if w := get(s, path); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d\n%s", path, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
		}
	}
}

// The pages of a list hold each row once, whatever it is sorted by.
func TestPagesHoldEachRowOnce(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, sort := range []string{"server_port", "-bytes", "connections", "-clear_bytes", "job"} {
		seen := map[string]int{}
		for _, first := range []string{"1", "101", "201"} {
			rows := rowsOf(t, s, "/servers?column=system&column=job&column=server_port&sort="+sort+"&row="+first)
			for _, r := range rows {
				seen[r]++
			}
		}
		if len(seen) != 252 {
			t.Errorf("sorted by %s: %d different rows, want 252", sort, len(seen))
		}
	}
	w := get(s, "/servers?row=201")
	if body := w.Body.String(); !strings.Contains(body, "201–252 of 252") || strings.Contains(body, "Later rows") ||
		!strings.Contains(body, `rel="prev" href="/servers?row=101"`) {
		t.Error("the last page does not say where it is, or leads on")
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
