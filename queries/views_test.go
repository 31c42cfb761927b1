package queries

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
)

// writers are three stacks: 1 of z/OS 2.5, 2 of 3.2, and 3, a second stack beside 1.
const writers = `
INSERT INTO smf119_header BY NAME SELECT 1 AS smf119_header_id, 'SYSA' AS system_id;
INSERT INTO smf119_ident BY NAME
	SELECT unnest([1, 2, 3]) AS smf119_ident_id, 'PLEX1' AS sysplex_name, unnest(['SYSA', 'SYSB', 'SYSA']) AS system_name,
	       unnest(['TCPIP', 'TCPIP', 'TCPIP2']) AS stack_name, unnest(['CS V2R5', 'CS V3R2', 'CS V2R5']) AS release_id;
`

// viewsDB returns a database with the tables and codes of a real one, the rows that
// the given statements insert, and the views.
func viewsDB(t *testing.T, inserts ...string) *sql.DB {
	t.Helper()
	tables, err := tablesOnce()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "views.duckdb")
	if err := os.WriteFile(path, tables, 0o600); err != nil {
		t.Fatal(err)
	}
	db := openDatabase(t, path)
	exec(t, db, "PRAGMA disable_checkpoint_on_shutdown")
	for _, s := range inserts {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%v in\n%s", err, s[:min(len(s), 400)])
		}
	}
	if err := Install(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	return db
}

// tablesOnce is a database file with the tables and codes of a real one, made once for all tests: that takes longer
// than most of them.
var tablesOnce = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "tables")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "tables.duckdb")
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(makeTables(db), db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func makeTables(db *sql.DB) error {
	evidence, err := os.ReadFile("../ingest/evidence.sql")
	if err != nil {
		return err
	}
	for _, s := range []string{schema.DDL() + schema.Views(layout.Must().Codes), string(evidence), writers} {
		if _, err := db.Exec(s); err != nil {
			return fmt.Errorf("%w in\n%s", err, s[:min(len(s), 400)])
		}
	}
	return fillCodes(db)
}

func fillCodes(db *sql.DB) error {
	facts, err := readFacts("enums.csv")
	if err != nil {
		return err
	}
	for _, r := range facts {
		value, err := strconv.ParseInt(r["code"], 0, 64)
		if err != nil {
			value = -1
		}
		bits, _ := strconv.Atoi(r["bits"])
		basis := r["basis"]
		if basis == "" {
			basis = "documented"
		}
		if _, err := db.Exec("INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?)", r["enum"], r["code"], value, r["name"],
			r["token"], bits, basis, r["doc"]); err != nil {
			return err
		}
	}
	_, err = db.Exec("INSERT INTO tls_suite SELECT * REPLACE (coalesce(basis, 'registered') AS basis) FROM " +
		"read_csv('../schema/layout/tls_suites.csv', all_varchar = true)")
	return err
}

func readFacts(name string) ([]map[string]string, error) {
	f, err := os.Open("../schema/layout/" + name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[rows[0][i]] = cell
		}
		out = append(out, m)
	}
	return out, nil
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%v in\n%s", err, query)
	}
}

// ask returns the rows of a query as text, NULL as "-".
func ask(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%v in\n%s", err, query)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		row, err := scanRow(rows, len(columns))
		if err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(row))
		for i, v := range row {
			if cells[i] = fmt.Sprint(v); v == nil {
				cells[i] = "-"
			}
		}
		out = append(out, strings.Join(cells, " "))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func wantRows(t *testing.T, db *sql.DB, query string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, ask(t, db, query)); diff != "" {
		t.Errorf("%s\n-want +got:\n%s", query, diff)
	}
}

// place inserts a summary session.
func place(id int, fields string) string {
	return fmt.Sprintf(`INSERT INTO zert_session BY NAME SELECT 1 AS file_id, 1 AS record_no, %d AS zert_session_id, %s`,
		id,
		defaults(fields, "6 AS ip_protocol", "1 AS summary_event", "true AS is_local_server", "false AS is_local_client",
			"false AS is_tls", "false AS is_ssh", "false AS is_ipsec",
			"'10.1.1.1' AS server_addr", "'10.9.9.9' AS client_addr", "443 AS server_port", "'WEB' AS job_name"))
}

// summary inserts a summary record of the given number.
func summary(record int, fields string) string {
	return summaries(fmt.Sprintf("SELECT %d AS record_no, %s", record,
		defaults(fields, "1 AS smf119_ident_id", "1 AS zert_session_id", "0 AS suite_id",
			"TIMESTAMP '2026-10-01 10:30:00' AS smf_time_local", "1800000000 AS interval_micros",
			"0 AS init_connections", "0 AS end_connections", "0 AS init_in_bytes", "0 AS end_in_bytes", "0 AS init_out_bytes",
			"0 AS end_out_bytes")))
}

// summaries inserts what a statement gives as summary records of file 1 and system
// SYSA, each distinct combination of contents once.
func summaries(query string) string {
	return `CREATE OR REPLACE TEMP TABLE given AS
	SELECT CAST(hash(concat_ws('-', *COLUMNS(lambda c: ends_with(c, '_id')))) >> 1 AS BIGINT) AS zert_summary_content_id,
		*, 1 AS file_id, 1 AS smf119_header_id FROM (` + query + `);
INSERT INTO zert_summary BY NAME SELECT COLUMNS(lambda c: c IN ('file_id', 'zert_summary_content_id') OR NOT ends_with(c, '_id')) FROM given;
INSERT INTO zert_summary_content BY NAME SELECT DISTINCT ON (zert_summary_content_id) record_no, COLUMNS(lambda c: ends_with(c, '_id')) FROM given
	WHERE zert_summary_content_id NOT IN (SELECT zert_summary_content_id FROM zert_summary_content)`
}

// detail inserts a detail record of the given number.
func detail(record, event int, fields string) string {
	return fmt.Sprintf(
		`INSERT INTO zert_detail BY NAME SELECT 1 AS file_id, %d AS record_no, %d AS record_hash, %d AS event_type,
			1 AS smf119_header_id, %s`, record, record, event,
		defaults(fields, "1 AS smf119_ident_id", "0 AS suite_id", "6 AS ip_protocol", "77 AS connection_id",
			"TIMESTAMP '2026-10-01 08:00:00' AS start_utc", "TIMESTAMP '2026-10-01 10:00:00' AS smf_time_local",
			"NULL AS end_utc", "false AS is_tls", "false AS is_ssh", "false AS is_ipsec", "false AS is_local_server",
			"false AS is_local_client",
			"'10.1.1.1' AS local_addr", "'10.9.9.9' AS remote_addr", "443 AS local_port", "40000 AS remote_port",
			"0 AS in_bytes", "0 AS out_bytes", "'WEB' AS job_name"))
}

// defaults adds those of the default fields whose names are not given.
func defaults(given string, fields ...string) string {
	out := given
	for _, f := range fields {
		if name := f[strings.LastIndex(f, " ")+1:]; !strings.Contains(given+",", " AS "+name+",") {
			out += ", " + f
		}
	}
	return strings.TrimPrefix(out, ", ")
}

func TestSummaryIntervalIsEndLessInit(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "100 AS init_connections, 130 AS end_connections, 5000 AS init_in_bytes, 7000 AS end_in_bytes, 9 AS "+
			"init_active_connections, 4 AS end_active_connections"),
		summary(2, "130 AS init_connections, 131 AS end_connections, 7000 AS init_in_bytes, 7000 AS end_in_bytes"))
	wantRows(t, db, "SELECT record_no, connections, bytes_in, bytes_out, first_local = TIMESTAMP '2026-10-01 10:00:00', "+
		"first_utc IS NULL FROM v_session ORDER BY ALL",
		"1 30 2000 0 true true", "2 1 0 0 true true")
	wantRows(t, db, "SELECT interval_records, connections, bytes_in, record_no FROM v_traffic", "2 31 2000 1")
}

// TestTrafficCountsPartsAndSegments: as differences of the counters of intervals, and not where no record counts them.
func TestTrafficCountsPartsAndSegments(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""), place(2, "80 AS server_port"),
		summary(1, "9 AS end_connections, 4 AS init_partial_connections, 7 AS end_partial_connections, 50 AS "+
			"init_in_segments, 80 AS end_in_segments, 0 AS init_out_segments, 20 AS end_out_segments"),
		summary(2, "9 AS end_connections, 7 AS init_partial_connections, 9 AS end_partial_connections, 80 AS "+
			"init_in_segments, 7 AS end_in_segments, 20 AS init_out_segments, 21 AS end_out_segments"),
		summary(3, "2 AS zert_session_id, 1 AS end_connections"))
	wantRows(t, db, "SELECT server_port, partial_connections, segments_in, segments_out, segments FROM v_traffic ORDER BY 1",
		"80 - - - -", "443 5 30 21 51")
}

// TestSessionsAreCountedByTheirID: however many records tell of a session, whatever its user, it is one; another end or
// job makes it another. Where there is no id, ends, job and suite stand for it.
func TestSessionsAreCountedByTheirID(t *testing.T) {
	t.Parallel()
	const id = "'TLS-0A' AS session_id, "
	cases := []struct {
		name, one, other string
		suite            int
		sessions         int
	}{
		{"the same id", id + "'A' AS user_id", id + "'A' AS user_id", 1, 1},
		{"another user", id + "'A' AS user_id", id + "'B' AS user_id", 1, 1},
		{"another suite under one id", id + "'A' AS user_id", id + "'A' AS user_id", 2, 1},
		{"another id", id + "'A' AS user_id", "'TLS-0B' AS session_id", 1, 2},
		{"another client", id + "'A' AS user_id", id + "'10.9.9.8' AS client_addr", 1, 2},
		{"another job", id + "'A' AS user_id", id + "'WEB2' AS job_name", 1, 2},
		{"the other end", id + "'A' AS user_id", id + "false AS is_local_server, true AS is_local_client", 1, 2},
		{"no id", "'' AS session_id", "'' AS session_id", 1, 1},
		{"no id, another user", "'' AS session_id, 'A' AS user_id", "'' AS session_id, 'B' AS user_id", 1, 1},
		{"no id, another suite", "'' AS session_id", "'' AS session_id", 2, 2},
		{"no id, another client", "'' AS session_id", "'' AS session_id, '10.9.9.8' AS client_addr", 1, 2},
	}
	var inserts, want []string
	for i, c := range cases {
		server := fmt.Sprintf("'10.1.1.%02d' AS server_addr, true AS is_tls, ", i)
		one := fmt.Sprintf("%d AS zert_session_id, 1 AS suite_id", 2*i+1)
		other := fmt.Sprintf("%d AS zert_session_id, %d AS suite_id", 2*i+2, c.suite)
		const later = ", TIMESTAMP '2026-10-02 10:30:00' AS smf_time_local"
		inserts = append(inserts, place(2*i+1, server+c.one), place(2*i+2, server+c.other), summary(4*i+1, one),
			summary(4*i+2, one+later), summary(4*i+3, other), summary(4*i+4, other+later))
		want = append(want, fmt.Sprintf("10.1.1.%02d %d 4", i, c.sessions))
	}
	db := viewsDB(t, inserts...)
	for view, records := range map[string]string{"v_session": "count(*)",
		"v_traffic": "CAST(sum(interval_records) AS BIGINT)"} {
		wantRows(t, db, "SELECT server_addr, count(DISTINCT session_no), "+records+" FROM "+view+
			" GROUP BY server_addr ORDER BY server_addr", want...)
	}
	wantRows(t, db, "SELECT count(*) FROM (SELECT DISTINCT session_no FROM v_session EXCEPT SELECT session_no FROM v_traffic)",
		"0")
}

// TestConnectionsInDetailAreSessionsByTheirEnds: connections of one client to one server under one suite are one
// session, and so are those that changed alike, with all their states.
func TestConnectionsInDetailAreSessionsByTheirEnds(t *testing.T) {
	t.Parallel()
	connection := func(record, event, number int, fields string) string {
		return detail(record, event, fmt.Sprintf("%d AS connection_id, %d AS remote_port, %s", number, 40000+number, fields))
	}
	db := viewsDB(t,
		connection(1, 3, 1, "true AS is_tls, 5 AS suite_id"), connection(2, 3, 2, "true AS is_tls, 5 AS suite_id"),
		connection(3, 3, 3, "true AS is_tls, 6 AS suite_id"),
		connection(4, 1, 4, "true AS is_tls, 5 AS suite_id"), connection(5, 3, 4, "true AS is_tls, 6 AS suite_id"),
		connection(6, 1, 5, "true AS is_tls, 5 AS suite_id"), connection(7, 3, 5, "true AS is_tls, 6 AS suite_id"))
	wantRows(t, db, "SELECT count(*), CAST(sum(connections) AS BIGINT), count(DISTINCT suite_id), change_no IS NOT NULL FROM "+
		"v_session GROUP BY session_no, change_no ORDER BY ALL", "1 1 1 false", "2 2 1 false", "4 2 2 true")
	wantRows(t, db, "SELECT count(DISTINCT session_no) FROM v_traffic", "3")
}

func TestCounterThatWentBackwardsIsNotKnown(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "130 AS init_connections, 2 AS end_connections, 7000 AS init_in_bytes, 10 AS end_in_bytes, 5 AS "+
			"end_out_bytes"),
		summary(2, "0 AS init_in_bytes, 18446744073709551615 AS end_in_bytes, 18446744073709551615 AS end_out_bytes"))
	wantRows(t, db, "SELECT record_no, connections, bytes_in, bytes_out FROM v_session ORDER BY ALL", "1 - - 5", "2 0 - -")
	wantRows(t, db, "SELECT interval_records, connections, bytes_in, bytes_out FROM v_traffic", "2 0 - 5")
}

func TestEventsAndCopiesAreNotTraffic(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""), place(2, "3 AS summary_event"), place(3, "2 AS summary_event"),
		summary(1, "5 AS end_connections"),
		summary(2, "5 AS end_connections"),
		summary(3, "2 AS zert_session_id, TIMESTAMP '2026-10-01 11:00:00' AS smf_time_local"),
		summary(4, "3 AS zert_session_id, TIMESTAMP '2026-10-01 11:05:00' AS smf_time_local"),
		detail(5, 5, "3 AS smf119_ident_id"), detail(6, 6, "3 AS smf119_ident_id"),
		"INSERT INTO input_duplicate VALUES (1, 2, 1, 1)")
	wantRows(t, db, "SELECT record_no, connections FROM v_session", "1 5")
	wantRows(t, db, "SELECT what, is_on, system, stack, record_no FROM v_zert_switch ORDER BY record_no",
		"aggregation false SYSA TCPIP 3", "aggregation true SYSA TCPIP 4", "discovery true SYSA TCPIP2 5",
		"discovery false SYSA TCPIP2 6")
	wantRows(t, db, "SELECT stack, source, records, switched_on, switched_off FROM v_coverage ORDER BY ALL",
		"TCPIP zert_summary 3 1 1", "TCPIP2 zert_detail 2 1 1")
}

func TestReportsOfOneConnectionAreOneConnection(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		detail(1, 1, "100 AS in_bytes"),
		detail(3, 3, "5000 AS in_bytes, 700 AS out_bytes, true AS is_tls, TIMESTAMP '2026-10-01 09:00:00' AS end_utc, "+
			"TIMESTAMP '2026-10-01 09:59:59' AS smf_time_local"),
		detail(2, 2, "900 AS in_bytes, true AS is_tls, TIMESTAMP '2026-10-01 10:00:01' AS smf_time_local"))
	wantRows(t, db, "SELECT source, protection, suite_id, connections, bytes_in, bytes_out, record_no, last_utc = "+
		"TIMESTAMP '2026-10-01 09:00:00' FROM v_session",
		"zert_detail TLS -4 1 5000 700 3 true")
	wantRows(t, db, "SELECT reports FROM connection", "3")
}

func TestShortConnectionsStandAlone(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, detail(1, 4, "10 AS in_bytes"), detail(2, 4, "20 AS in_bytes"), detail(3, 1, "30 AS in_bytes"))
	wantRows(t, db, "SELECT record_no, bytes_in FROM v_session ORDER BY ALL", "1 10", "2 20", "3 30")
}

func TestDetailsCountOnlyWhereNoSummaryCovers(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "5 AS end_connections"),
		summary(2, "TIMESTAMP '2026-10-01 12:30:00' AS smf_time_local, 5 AS init_connections, 6 AS end_connections"),
		detail(3, 4, "TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local"),
		detail(4, 4, "TIMESTAMP '2026-10-01 11:15:00' AS smf_time_local"),
		detail(5, 4, "TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, 3 AS smf119_ident_id"),
		detail(6, 4, "TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, 2 AS smf119_ident_id"))
	wantRows(t, db, "SELECT source, system, stack, record_no FROM v_session ORDER BY record_no",
		"zert_summary SYSA TCPIP 1", "zert_summary SYSA TCPIP 2", "zert_detail SYSA TCPIP 4", "zert_detail SYSA TCPIP2 5",
		"zert_detail SYSB TCPIP 6")
	wantRows(t, db, "SELECT system, seconds FROM v_coverage_gap", "SYSA 5400")
	wantRows(t, db, "SELECT stack, source, records, intervals, gaps, gap_seconds FROM v_coverage WHERE system = 'SYSA' "+
		"ORDER BY ALL",
		"TCPIP zert_detail 2 - - -", "TCPIP zert_summary 2 2 1 5400", "TCPIP2 zert_detail 1 - - -")
}

// TestSummariesHoldOnlyTheirOwnConnections: beside a summary that holds a connection of the same stack and time, a
// detail still counts unless it is that very connection.
func TestSummariesHoldOnlyTheirOwnConnections(t *testing.T) {
	t.Parallel()
	const on = "2 AS summary_event, 0 AS server_port, NULL AS server_addr, NULL AS client_addr, NULL AS job_name, false " +
		"AS is_local_server"
	at := func(clock string) string {
		return "TIMESTAMP '2026-10-01 " + clock + "' AS smf_time_local, TIMESTAMP '2026-10-01 " + clock +
			"' AS end_utc, TIMESTAMP '2026-10-01 10:10:00' AS start_utc"
	}
	inside := at("10:15:00")
	since := func(start, end string) string {
		return strings.Replace(at(end), "10:10:00", start, 1)
	}
	for name, c := range map[string]struct {
		session, counters, detail string
		event                     int
		held                      bool
	}{
		"the same connection": {event: 4, detail: inside, held: true},
		"another client":      {event: 4, detail: inside + ", '10.9.9.8' AS remote_addr"},
		"another server":      {event: 4, detail: inside + ", '10.1.1.2' AS local_addr"},
		"another port":        {event: 4, detail: inside + ", 444 AS local_port"},
		"another job":         {event: 4, detail: inside + ", 'FTPD1' AS job_name"},
		"another user": {session: "'WEBUSER' AS user_id", event: 4,
			detail: inside + ", 'SOMEONE' AS user_id"},
		"the detail does not say the user": {session: "'WEBUSER' AS user_id", event: 4, detail: inside, held: true},
		"the other role":                   {event: 4, detail: inside + ", true AS is_local_client"},
		"the server end of a client session": {session: "false AS is_local_server, true AS is_local_client", event: 4,
			detail: inside},
		"another protection":              {event: 4, detail: inside + ", true AS is_tls"},
		"another stack":                   {event: 4, detail: inside + ", 3 AS smf119_ident_id"},
		"another protocol":                {event: 4, detail: inside + ", 17 AS ip_protocol"},
		"before the interval":             {event: 4, detail: since("09:50:00", "09:55:00")},
		"after it":                        {event: 4, detail: since("10:35:00", "10:36:00")},
		"a minute late":                   {event: 4, detail: since("10:30:40", "10:30:45"), held: true},
		"older, and none was active then": {event: 3, detail: since("09:30:00", "10:15:00")},
		"older, and some were": {counters: "5 AS end_connections, 2 AS init_active_connections", event: 3,
			detail: since("09:30:00", "10:15:00"), held: true},
		"older than aggregation": {counters: "5 AS end_connections, 2 AS init_active_connections", event: 3,
			detail: since("08:30:00", "10:15:00")},
		"no connections in the interval": {counters: "5 AS init_connections, 5 AS end_connections", event: 4,
			detail: inside},
		"nothing is known of the counters": {counters: "5 AS init_connections, 4 AS end_connections", event: 4,
			detail: inside, held: true},
		"a range of ports": {session: "40000 AS server_port, 50000 AS server_port_end, '*FTPUSR*' AS user_id", event: 4,
			detail: inside + ", 45000 AS local_port, 'FTP01' AS user_id", held: true},
		"outside the range": {session: "40000 AS server_port, 44000 AS server_port_end", event: 4,
			detail: inside + ", 45000 AS local_port"},
		"peers of Enterprise Extender": {session: "17 AS ip_protocol, false AS is_local_server, 12000 AS " +
			"server_port, '10.9.9.9' AS server_addr, '10.1.1.1' AS client_addr", event: 4,
			detail: inside + ", 17 AS ip_protocol, 12000 AS local_port, 12000 AS remote_port", held: true},
		"another zone": {event: 4,
			detail: "TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, TIMESTAMP '2026-10-01 14:15:00' AS end_utc, TIMESTAMP " +
				"'2026-10-01 14:10:00' AS start_utc", held: true},
		"open, known by its first report": {event: 1,
			detail: "TIMESTAMP '2026-10-01 10:15:10' AS smf_time_local, TIMESTAMP '2026-10-01 14:15:00' AS start_utc",
			held:   true},
		"open and older": {event: 1,
			detail: "TIMESTAMP '2026-10-01 08:15:10' AS smf_time_local, TIMESTAMP '2026-10-01 12:15:00' AS start_utc"},
		"changed, its begin known by the offset": {event: 2,
			detail: "TIMESTAMP '2026-10-01 10:15:10' AS smf_time_local, TIMESTAMP '2026-10-01 14:12:00' AS start_utc",
			held:   true},
		"changed and older": {event: 2,
			detail: "TIMESTAMP '2026-10-01 10:15:10' AS smf_time_local, TIMESTAMP '2026-10-01 12:12:00' AS start_utc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			counters := c.counters
			if counters == "" {
				counters = "5 AS end_connections"
			}
			db := viewsDB(t, place(1, c.session), place(2, on), place(3, "9999 AS server_port"),
				summary(1, "2 AS zert_session_id, TIMESTAMP '2026-10-01 09:00:00' AS smf_time_local"),
				summary(2, defaults(counters, "0 AS init_active_connections")), // 10:00 to 10:30
				summary(3, "3 AS zert_session_id, TIMESTAMP '2026-10-01 12:00:00' AS smf_time_local, 10800000000 AS "+
					"interval_micros, 9 AS end_connections, 9 AS init_active_connections"),
				detail(8, 4, "TIMESTAMP '2026-10-01 11:00:00' AS smf_time_local, TIMESTAMP '2026-10-01 15:00:00' AS end_utc, "+
					"9999 AS local_port, 5 AS connection_id"),
				detail(9, c.event, c.detail))
			want := []string{"1"}
			if c.held {
				want = []string{"0"}
			}
			wantRows(t, db, "SELECT count(*) FROM v_session WHERE record_no = 9", want...)
			wantRows(t, db, "SELECT CAST(coalesce(sum(connections), 0) AS BIGINT) FROM v_traffic WHERE record_no = 9", want...)
			wantRows(t, db, "SELECT CAST(coalesce(sum(connections), 0) AS BIGINT) FROM v_endpoint WHERE record_no = 9", want...)
		})
	}
}

// TestSummariesHoldConnectionsOfTheSameAlgorithms: a summary of strong sessions must not hide a weak one, and a
// connection with two protections is held by the two sessions it belongs to.
func TestSummariesHoldConnectionsOfTheSameAlgorithms(t *testing.T) {
	t.Parallel()
	const codes = ", 0 AS tls_encryption, 0 AS tls_mac, 0 AS tls_key_exchange, false AS tls_etm"
	section := func(id int, version, suite string) string {
		return fmt.Sprintf(
			"INSERT INTO zert_detail_tls BY NAME SELECT %d AS zert_detail_tls_id, %s AS tls_version, '%s' AS "+
				"tls_cipher_suite, 2 AS tls_handshake_role%s", id, version, suite, codes)
	}
	db := viewsDB(t, place(1, "true AS is_tls"), place(2, "true AS is_ipsec"),
		place(3, "true AS is_ipsec, '10.9.9.8' AS client_addr"), tlsSection(1, "'C030' AS tls_cipher_suite"),
		section(51, "771", "C030"), section(52, "771", "002F"), section(53, "769", "C030"),
		"INSERT INTO suite_part BY NAME SELECT unnest([5, 6, 7]) AS suite_id, 'zert_detail' AS source, unnest([51, 52, "+
			"53]) AS tls_id",
		summary(1, "1 AS suite_id, 5 AS end_connections"), summary(2, "2 AS zert_session_id, 5 AS end_connections"),
		summary(3, "3 AS zert_session_id, 5 AS end_connections"),
		detail(11, 4, "5 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local"),
		detail(12, 4, "6 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, 2 AS connection_id"),
		detail(13, 4, "7 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, 3 AS connection_id"),
		detail(14, 4, "5 AS suite_id, true AS is_tls, true AS is_ipsec, TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, "+
			"4 AS connection_id"),
		detail(15, 4, "5 AS suite_id, true AS is_tls, true AS is_ipsec, TIMESTAMP '2026-10-01 10:15:00' AS smf_time_local, "+
			"5 AS connection_id, '10.9.9.8' AS remote_addr"))
	wantRows(t, db, "SELECT record_no, protection FROM v_session WHERE source = 'zert_detail' ORDER BY ALL", "12 TLS",
		"13 TLS", "15 TLS+IPSEC")
}

func TestClearSummaryIsAnArtefactOnlyWhenItMayBeOne(t *testing.T) {
	t.Parallel()
	small := "2 AS end_connections, 900 AS end_in_bytes, 3000 AS end_out_bytes"
	db := viewsDB(t, place(1, "true AS is_tls"), place(2, ""), place(3, "80 AS server_port"),
		summary(1, "5 AS end_connections, 1 AS suite_id"),
		summary(2, "2 AS zert_session_id, "+small),
		summary(3, "2 AS zert_session_id, 2 AS end_connections, 900000 AS end_in_bytes"),
		summary(4, "2 AS zert_session_id, 900 AS end_in_bytes"),
		summary(5, "3 AS zert_session_id, "+small),
		summary(6, "2 AS zert_session_id, 2 AS smf119_ident_id, 0 AS init_failed_handshakes, 0 AS end_failed_handshakes, "+
			small))
	want := []string{"1 false", "2 true", "3 false", "4 false", "5 false", "6 false"}
	wantRows(t, db, "SELECT record_no, is_artefact FROM v_session ORDER BY record_no", want...)
	wantRows(t, db, "SELECT CAST(sum(interval_records) AS BIGINT) FROM v_traffic WHERE is_artefact", "1")
}

func TestConnectionClearAtItsEndIsAnArtefactWhenItHadBeenProtected(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		detail(1, 1, "true AS is_tls"), detail(2, 3, "90000000 AS in_bytes"),
		detail(3, 1, "78 AS connection_id, true AS is_tls, 2 AS smf119_ident_id, true AS is_local_server"),
		detail(4, 3, "78 AS connection_id, 2 AS smf119_ident_id, true AS is_local_server"))
	wantRows(t, db, "SELECT record_no, protection, is_artefact, record_level FROM v_session ORDER BY record_no",
		"1 TLS false 2.5", "2 NONE true 2.5", "3 TLS false 3.2", "4 NONE false 3.2")
}

// TestEveryStateOfAConnectionIsARow: reports are given as event, protection and
// bytes so far, one a minute; the rows that come of them as record, protection,
// suite, connections and bytes.
func TestEveryStateOfAConnectionIsARow(t *testing.T) {
	t.Parallel()
	const (
		weak, strong = "5 AS suite_id, true AS is_tls", "6 AS suite_id, true AS is_tls"
		clear, ipsec = "0 AS suite_id", "true AS is_ipsec"
		both         = "6 AS suite_id, true AS is_tls, true AS is_ipsec"
		ssh, weakSSH = "7 AS suite_id, true AS is_ssh", "8 AS suite_id, true AS is_ssh"
	)
	type report struct {
		event      int
		protection string
		bytes      int
	}
	for name, c := range map[string]struct {
		reports []report
		want    []string
	}{
		"weak at first, then changed": {[]report{{1, weak, 100}, {2, strong, 1000}, {3, strong, 5000}},
			[]string{"1 TLS 5 1 1000", "3 TLS 6 0 4000"}},
		"without an end": {[]report{{1, weak, 100}, {2, strong, 1000}},
			[]string{"1 TLS 5 1 1000", "2 TLS 6 0 0"}},
		"without the report on the change": {[]report{{1, weak, 100}, {3, strong, 5000}},
			[]string{"1 TLS 5 1 100", "2 TLS 6 0 4900"}},
		"rekeyed to a weaker cipher": {[]report{{1, ssh, 100}, {2, weakSSH, 200}, {3, weakSSH, 700}},
			[]string{"1 SSH 7 0 200", "3 SSH 8 1 500"}},
		"weak in between": {[]report{{1, strong, 100}, {2, weak, 200}, {2, strong, 300}, {3, strong, 900}},
			[]string{"2 TLS 5 1 100", "4 TLS 6 0 800"}},
		"no change": {[]report{{1, strong, 100}, {2, strong, 200}, {3, strong, 900}},
			[]string{"3 TLS 6 1 900"}},
		"IPSec added": {[]report{{1, strong, 100}, {2, both, 200}, {3, both, 900}},
			[]string{"1 TLS 6 1 200", "3 TLS+IPSEC 6 0 700"}},
		"TLS begun on a clear connection": {[]report{{1, clear, 100}, {2, strong, 6000}, {3, strong, 90000}},
			[]string{"3 TLS 6 1 90000"}},
		"the same, then weakened": {[]report{{1, clear, 100}, {2, strong, 6000}, {2, weak, 7000},
			{3, weak, 90000}}, []string{"2 TLS 6 0 7000", "4 TLS 5 1 83000"}},
		"data in the clear before TLS": {[]report{{1, clear, 100}, {2, strong, 600000}, {3, strong, 900000}},
			[]string{"1 NONE 0 1 600000", "3 TLS 6 0 300000"}},
		"how much went in the clear unknown": {[]report{{1, clear, 100}, {3, strong, 900000}}, []string{"2 TLS 6 1 900000"}},
		"protection lost": {[]report{{1, strong, 100}, {2, clear, 300}, {3, clear, 900}},
			[]string{"1 TLS 6 1 300", "3 NONE 0 0 600"}},
		"lost and found": {[]report{{1, strong, 100}, {2, clear, 300}, {2, strong, 400}, {3, strong, 900}},
			[]string{"2 NONE 0 0 100", "4 TLS 6 1 800"}},
		"clear into IPSec": {[]report{{1, clear, 100}, {2, ipsec, 400}, {3, ipsec, 900}},
			[]string{"3 IPSEC -1 1 900"}},
		"always clear": {[]report{{1, clear, 100}, {3, clear, 900}}, []string{"2 NONE 0 1 900"}},
		"audit of a zERT rule between": {[]report{{1, weak, 100}, {7, weak, 300}, {3, strong, 900}},
			[]string{"1 TLS 5 1 300", "3 TLS 6 0 600"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inserts := []string{
				"INSERT INTO zert_detail_tls BY NAME SELECT unnest([51, 52]) AS zert_detail_tls_id, unnest([768, 772]) AS " +
					"tls_version, unnest(['000A', '1302']) AS tls_cipher_suite",
				"INSERT INTO zert_detail_ssh BY NAME SELECT unnest([53, 54]) AS zert_detail_ssh_id, 2 AS ssh_version, 4 AS " +
					"ssh_in_encryption, unnest([4, 2]) AS ssh_out_encryption, 2 AS ssh_key_exchange",
				"INSERT INTO suite_part BY NAME SELECT unnest([5, 6]) AS suite_id, 'zert_detail' AS source, unnest([51, 52]) AS tls_id",
				"INSERT INTO suite_part BY NAME SELECT unnest([7, 8]) AS suite_id, 'zert_detail' AS source, unnest([53, 54]) AS ssh_id",
			}
			for i, r := range c.reports {
				inserts = append(inserts,
					detail(i+1, r.event,
						fmt.Sprintf("TIMESTAMP '2026-10-01 10:%02d:00' AS smf_time_local, %d AS in_bytes, %d AS in_segments, %s", i,
							r.bytes, r.bytes, r.protection)))
			}
			// A copy of the first record in another dump, and a connection that uses the number again.
			inserts = append(inserts,
				"INSERT INTO zert_detail SELECT * REPLACE (9 AS file_id) FROM zert_detail WHERE record_no = 1",
				"INSERT INTO input_duplicate VALUES (9, 1, 1, 1)",
				detail(20, 3, "TIMESTAMP '2026-10-01 11:00:00' AS start_utc, TIMESTAMP '2026-10-01 12:00:00' AS smf_time_local, "+
					"true AS is_tls, true AS is_ssh"))
			db := viewsDB(t, inserts...)
			wantRows(t, db, "SELECT record_no, protection, suite_id, connections, bytes_in FROM v_session WHERE protection <> "+
				"'TLS+SSH' ORDER BY record_no", c.want...)
			wantRows(t, db, "SELECT CAST(sum(connections) AS BIGINT), CAST(sum(bytes_in) AS BIGINT) FROM v_traffic WHERE "+
				"protection <> 'TLS+SSH'", fmt.Sprint(1, c.reports[len(c.reports)-1].bytes))
			wantRows(t, db, "SELECT count(DISTINCT change_no), count(*) = count(change_no) FROM v_session WHERE protection <> "+
				"'TLS+SSH'",
				map[bool]string{true: "1 true", false: "0 false"}[len(c.want) > 1])
			wantRows(t, db, "SELECT bool_and(segments_in = bytes_in), CAST(sum(partial_connections) AS BIGINT) FROM v_traffic "+
				"WHERE protection <> 'TLS+SSH'", map[bool]string{true: "true 1", false: "true 0"}[len(c.want) > 1])
		})
	}
}

// TestStatesMayBeHeldOneByOne: of a connection that changed, the state that a
// summary holds is left out and the other one counts.
func TestStatesMayBeHeldOneByOne(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"), tlsSection(1, "'1302' AS tls_cipher_suite, 772 AS tls_version"),
		"INSERT INTO zert_detail_tls BY NAME SELECT unnest([51, 52]) AS zert_detail_tls_id, unnest([768, 772]) AS "+
			"tls_version, unnest(['000A', '1302']) AS tls_cipher_suite, false AS tls_etm, 0 AS tls_encryption, 0 AS tls_mac, "+
			"0 AS tls_key_exchange",
		"INSERT INTO suite_part BY NAME SELECT unnest([5, 6]) AS suite_id, 'zert_detail' AS source, unnest([51, 52]) AS tls_id",
		summary(1, "1 AS suite_id, 5 AS end_connections, 0 AS init_active_connections"),
		detail(2, 1, "5 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 09:50:00' AS smf_time_local"),
		detail(3, 2, "6 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 10:10:00' AS smf_time_local"),
		detail(4, 3, "6 AS suite_id, true AS is_tls, TIMESTAMP '2026-10-01 10:20:00' AS smf_time_local"))
	wantRows(t, db, "SELECT record_no, suite_id, connections, change_no FROM v_session WHERE source = 'zert_detail'",
		"2 5 1 -")
}

func TestHandshakeStatus(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"),
		summary(1, "5 AS end_connections, 0 AS init_failed_handshakes, 0 AS end_failed_handshakes, 2 AS smf119_ident_id"),
		summary(2, "5 AS end_connections, 1 AS init_failed_handshakes, 4 AS end_failed_handshakes, 2 AS smf119_ident_id"),
		summary(3, "5 AS end_connections"),
		"INSERT INTO zert_detail_tls BY NAME SELECT 51 AS zert_detail_tls_id, 0 AS tls_version, 'FFFFFF' AS "+
			"tls_cipher_suite, 3 AS tls_handshake_type, 2 AS tls_source, 0 AS tls_fips_mode",
		"INSERT INTO suite_part BY NAME SELECT 5 AS suite_id, 'zert_detail' AS source, 51 AS tls_id",
		detail(4, 4, "3 AS smf119_ident_id, true AS is_tls, 5 AS suite_id, 51 AS zert_detail_tls_id"))
	wantRows(t, db, "SELECT record_no, handshake_status, failed_handshakes FROM v_session ORDER BY record_no", "1 OK 0",
		"2 FAILED 3", "3 - -", "4 FAILED 1")
	wantRows(t, db, "SELECT tls_version, tls_cipher, tls_etm, tls_fips_level, tls_handshake_status, tls_unknown_codes "+
		"FROM suite WHERE suite_id = 5", "- - - - FAILED -")
}

func TestRoleAndServerEnd(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		"INSERT INTO zert_detail_tls BY NAME SELECT 51 AS zert_detail_tls_id, 771 AS tls_version, 'C030' AS "+
			"tls_cipher_suite, 1 AS tls_handshake_role",
		"INSERT INTO suite_part BY NAME SELECT 5 AS suite_id, 'zert_detail' AS source, 51 AS tls_id",
		detail(1, 4, "true AS is_local_server, 9000 AS local_port, 80 AS remote_port"),
		detail(2, 4, "true AS is_local_client, 80 AS local_port, 9000 AS remote_port"),
		detail(3, 4, "5 AS suite_id, 80 AS local_port, 9000 AS remote_port"),
		detail(4, 4, "50000 AS local_port, 21 AS remote_port"),
		detail(5, 1, "17 AS ip_protocol, 12000 AS local_port, 12000 AS remote_port"),
		detail(6, 4, "'10.1.1.1' AS remote_addr"))
	wantRows(t, db, "SELECT record_no, role, server_addr, server_port, client_addr, remote_is_local FROM v_session "+
		"ORDER BY record_no",
		"1 server 10.1.1.1 9000 10.9.9.9 false", "2 client 10.9.9.9 9000 10.1.1.1 false",
		"3 client 10.9.9.9 9000 10.1.1.1 false",
		"4 - 10.9.9.9 21 10.1.1.1 false", "5 peer 10.1.1.1 12000 10.9.9.9 false", "6 - 10.1.1.1 443 10.1.1.1 true")
	wantRows(t, db, "SELECT local_addr, peer_addr, port, has_clear FROM v_ee_peer", "10.1.1.1 10.9.9.9 12000 true")
}

// tlsSection inserts a TLS section of a summary and a suite of the same number that holds it.
func tlsSection(id int, fields string) string {
	return fmt.Sprintf(`
INSERT INTO zert_summary_tls BY NAME SELECT %d AS zert_summary_tls_id, 1 AS file_id, %d AS record_no, %s;
INSERT INTO suite_part BY NAME SELECT %d AS suite_id, 'zert_summary' AS source, %d AS tls_id;`, id, id,
		defaults(fields, "771 AS tls_version", "2 AS tls_source", "false AS tls_etm", "0 AS tls_encryption", "0 AS tls_mac",
			"0 AS tls_key_exchange"), id, id)
}

func TestTLSSuiteDecides(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		tlsSection(1, "'C030' AS tls_cipher_suite, 4 AS tls_encryption"),
		tlsSection(2, "'1301' AS tls_cipher_suite, 772 AS tls_version"),
		tlsSection(3, "'ABCD' AS tls_cipher_suite, 4 AS tls_encryption, 4 AS tls_mac, 2 AS tls_key_exchange"),
		tlsSection(4, "'0700C0' AS tls_cipher_suite, 512 AS tls_version"),
		tlsSection(5, "'ABCD' AS tls_cipher_suite, 9999 AS tls_version, 18 AS tls_encryption, 1 AS tls_mac"))
	wantRows(t, db, "SELECT suite_id, tls_version, tls_cipher, tls_cipher_bits, tls_mac, tls_kex, tls_suite, "+
		"candidates, tls_unknown_codes FROM suite WHERE suite_id > 0 ORDER BY 1",
		"1 TLS1.2 AES-GCM 256 AEAD ECDHE-RSA TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 - -",
		"2 TLS1.3 AES-GCM 128 AEAD TLS13-ECDHE TLS_AES_128_GCM_SHA256 - -",
		"3 TLS1.2 3DES 168 HMAC-SHA1 RSA - - TLS suite ABCD",
		"4 SSL2 3DES 168 HMAC-MD5 RSA SSL_CK_DES_192_EDE3_CBC_WITH_MD5 - -",
		"5 - - - - - - TLS cipher AES GCM 128? TLS suite ABCD; TLS version 0x270F")
	wantRows(t, db, "SELECT enum, value, name, basis, suite_token, record_no FROM v_code_disagreement",
		"sym_enc_alg 4 3DES documented AES-GCM 1")
	wantRows(t, db, "SELECT attribute, code, candidate, sections FROM v_unknown_code ORDER BY ALL",
		"cipher 0x0012 AES GCM 128? 1", "suite ABCD - 2", "version 0x270F - 1")
}

// TestSuitesOutsideTheRegister: a suite that tools name decides like a registered one, is shown with its code, and
// proves nothing of other codes; one whose name is only inferred stays unknown, and what is in no list shows its
// number.
func TestSuitesOutsideTheRegister(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		tlsSection(1, "'0062' AS tls_cipher_suite"),
		tlsSection(2, "'CC13' AS tls_cipher_suite, 19 AS tls_encryption"),
		tlsSection(3, "'16B9' AS tls_cipher_suite"),
		tlsSection(4, "'0049' AS tls_cipher_suite"),
		tlsSection(5, "'5a5a' AS tls_cipher_suite"),
		tlsSection(6, "'0701C0' AS tls_cipher_suite, 512 AS tls_version"),
		tlsSection(7, "'E003' AS tls_cipher_suite, 3 AS tls_encryption, 4 AS tls_mac, 2 AS tls_key_exchange"),
		tlsSection(8, "'FFFFFF' AS tls_cipher_suite"))
	wantRows(t, db, "SELECT suite_id, tls_suite, tls_suite_label, tls_cipher, tls_cipher_bits, tls_kex, candidates, "+
		"tls_unknown_codes FROM suite WHERE suite_id > 0 ORDER BY 1",
		"1 TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA (0062, unregistered) DES 56 "+
			"RSA-EXPORT1024 - -",
		"2 TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD (CC13, "+
			"unregistered) CHACHA20-POLY1305 256 ECDHE-RSA - -",
		"3 TLS_CECPQ1_RSA_WITH_AES_256_GCM_SHA384 TLS_CECPQ1_RSA_WITH_AES_256_GCM_SHA384 (16B9, unregistered) AES-GCM 256 "+
			"CECPQ1-RSA - -",
		"4 - TLS_ECDH_ECDSA_WITH_DES_CBC_SHA? (0049) - - - TLS suite TLS_ECDH_ECDSA_WITH_DES_CBC_SHA? TLS suite 0049 "+
			"(TLS_ECDH_ECDSA_WITH_DES_CBC_SHA?)",
		"5 - unknown (5A5A) - - - - TLS suite 5A5A",
		"6 SSL_CK_DES_192_EDE3_CBC_WITH_SHA SSL_CK_DES_192_EDE3_CBC_WITH_SHA (0701C0, unregistered) 3DES 168 RSA - -",
		"7 ECC_SM1_SM3 ECC_SM1_SM3 (E003, unregistered) SM1 - RSA - -",
		"8 - - - - - - -")
	wantRows(t, db, "SELECT suite_id, suite, code_point, unknown_codes, pq_kex, kex_strength_bits FROM suite_layer "+
		"WHERE suite_id IN (1, 3, 5) ORDER BY 1",
		"1 TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA (0062, unregistered) - - none 80",
		"3 TLS_CECPQ1_RSA_WITH_AES_256_GCM_SHA384 (16B9, unregistered) - - CECPQ1 -",
		"5 unknown (5A5A) unknown TLS suite 5A5A - -")
	wantRows(t, db, "SELECT attribute, code, candidate FROM v_unknown_code WHERE enum = 'tls_suite' ORDER BY ALL",
		"suite 0049 TLS_ECDH_ECDSA_WITH_DES_CBC_SHA?", "suite 5A5A -")
	wantRows(t, db, "SELECT code, source FROM v_unregistered_suite WHERE code < '1' ORDER BY ALL",
		"0062 testssl.sh 3.0.8; Wireshark 4.0.17", "0701C0 testssl.sh 3.0.8; OpenSSL 1.0.2")
	wantRows(t, db, "SELECT enum FROM v_code_check")
	wantRows(t, db, "SELECT tls_cipher_suite_name FROM v_zert_summary_tls WHERE zert_summary_tls_id IN (1, 4, 5) ORDER "+
		"BY zert_summary_tls_id",
		"TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA (0062, unregistered)", "TLS_ECDH_ECDSA_WITH_DES_CBC_SHA? (0049)",
		"unknown (5a5a)")
}

// TestAGroupThatMayBeNamedIsCounted: four EBCDIC digits that number a group, in a TLS 1.3 section, at the bytes whose
// layout nobody has published. Nothing else comes of them, least of all a candidate that holds rules back.
func TestAGroupThatMayBeNamedIsCounted(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		tlsSection(1, "'1301' AS tls_cipher_suite, 772 AS tls_version, 'f0f0f2f94040' AS tls_unmapped"),
		tlsSection(2, "'1302' AS tls_cipher_suite, 772 AS tls_version, 'f0f0f2f94040' AS tls_unmapped"),
		tlsSection(3, "'1301' AS tls_cipher_suite, 772 AS tls_version, '000000000000' AS tls_unmapped"),
		tlsSection(4, "'C02F' AS tls_cipher_suite, 'f0f0f2f94040' AS tls_unmapped"),
		tlsSection(5, "'1301' AS tls_cipher_suite, 772 AS tls_version, 'f4f5f8f84040' AS tls_unmapped"),
		tlsSection(6, "'1301' AS tls_cipher_suite, 772 AS tls_version, '30303239' AS tls_unmapped"),
		tlsSection(7, "'1301' AS tls_cipher_suite, 772 AS tls_version, 'f0f0f2' AS tls_unmapped"),
		tlsSection(8, "'1303' AS tls_cipher_suite, 772 AS tls_version, '' AS tls_unmapped"),
		`INSERT INTO zert_detail_tls BY NAME SELECT 9 AS zert_detail_tls_id, 1 AS file_id, 9 AS record_no,
			772 AS tls_version, '1301' AS tls_cipher_suite, 'f0f0f2f3ff' AS tls_unmapped`,
		"INSERT INTO code (enum, code, value, name, token, bits, basis) VALUES ('zert_tls_group', '0023', -1, "+
			"'secp256r1', '', 0, 'site')")
	wantRows(t, db, "SELECT source, byte_offset, code, candidate, sections, of_sections, record_no FROM "+
		"v_tls_group_candidate ORDER BY ALL",
		"zert_detail 168 0023 secp256r1 1 1 9", "zert_summary 36 0029 x25519? 2 6 1",
		"zert_summary 36 4588 X25519MLKEM768? 1 6 5")
	wantRows(t, db, "SELECT count(*) FROM suite WHERE suite_id > 0 AND (tls_group IS NOT NULL OR candidates IS NOT NULL)",
		"0")
}

// TestAnotherProviderIsShownAsItStands: the texts of providers are names, not codes.
func TestAnotherProviderIsShownAsItStands(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, `INSERT INTO zert_detail_tls BY NAME SELECT unnest([1, 2, 3]) AS zert_detail_tls_id, 1 AS file_id,
		1 AS record_no, unnest(['IBM System SSL', 'ZERTJSSE', 'Some Java Stack']) AS tls_provider, 771 AS tls_version,
		unnest([1, 7, 1]) AS tls_handshake_type`)
	wantRows(t, db, "SELECT tls_provider_name, tls_handshake_type_name FROM v_zert_detail_tls ORDER BY zert_detail_tls_id",
		"IBM System SSL full", "ZERTJSSE unknown (7)", "Some Java Stack full")
	wantRows(t, db, "SELECT attribute FROM v_unknown_code")
}

func TestInferredCodesNeedProof(t *testing.T) {
	t.Parallel()
	ssh := `INSERT INTO zert_summary_ssh BY NAME SELECT 71 AS zert_summary_ssh_id, 2 AS ssh_version, 2 AS ssh_source,
		19 AS ssh_in_encryption, 19 AS ssh_out_encryption, 5 AS ssh_in_mac, 5 AS ssh_out_mac;
INSERT INTO suite_part BY NAME SELECT 7 AS suite_id, 'zert_summary' AS source, 71 AS ssh_id`
	const check = "SELECT ssh_cipher, ssh_cipher_bits, ssh_mac, candidates, ssh_unknown_codes FROM suite WHERE suite_id = 7"
	for _, test := range []struct {
		name    string
		inserts []string
		want    string
	}{
		{"alone they stay candidates", nil,
			"- - - SSH cipher AES GCM 256?; SSH MAC HMAC-SHA2-224? SSH cipher 0x0013 (AES GCM 256?); SSH MAC 0x0005 " +
				"(HMAC-SHA2-224?)"},
		{"the suite corroborates", []string{tlsSection(1, "'C030' AS tls_cipher_suite, 19 AS tls_encryption")},
			"AES-GCM 256 - SSH MAC HMAC-SHA2-224? SSH MAC 0x0005 (HMAC-SHA2-224?)"},
		{"one contradiction refutes",
			[]string{tlsSection(1, "'C030' AS tls_cipher_suite, 19 AS tls_encryption"),
				tlsSection(2, "'C02F' AS tls_cipher_suite, 19 AS tls_encryption")},
			"- - - SSH MAC HMAC-SHA2-224? SSH cipher 0x0013; SSH MAC 0x0005 (HMAC-SHA2-224?)"},
		{"a site's name is believed",
			[]string{"INSERT INTO code (enum, code, value, name, token, bits, basis) VALUES ('sym_enc_alg', '0x0013', 19, " +
				"'aes cbc 256', '', 0, 'site'), ('msg_auth_alg', '0x0005', 5, 'HMAC-SHA2-256', '', 0, 'site')"},
			"AES-CBC 256 HMAC-SHA2-256 - -"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			wantRows(t, viewsDB(t, append(test.inserts, ssh)...), check, test.want)
		})
	}
}

func TestSSHKeepsTheWeakerDirection(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO zert_detail_ssh BY NAME SELECT unnest([71, 72, 73]) AS zert_detail_ssh_id, 2 AS ssh_version,
			2 AS ssh_source, 0 AS ssh_fips_mode,
			unnest([4, 9, 0]) AS ssh_in_encryption, unnest([12, 4, 1]) AS ssh_out_encryption, unnest([3, 4, 1]) AS ssh_in_mac,
				unnest([4, 99, 4]) AS ssh_out_mac,
			5 AS ssh_key_exchange, 3 AS ssh_server_key_type, 1024 AS ssh_server_key_bits, 2 AS ssh_auth_method, unnest([0, 3,
				4]) AS ssh_auth_method2,
			true AS ssh_etm_in, unnest([true, false, false]) AS ssh_etm_out, unnest([false, false,
				true]) AS ssh_handshake_failed;
		INSERT INTO suite_part BY NAME SELECT unnest([1, 2, 3]) AS suite_id, 'zert_detail' AS source, unnest([71, 72,
			73]) AS ssh_id`)
	wantRows(t, db, `SELECT suite_id, ssh_cipher, ssh_cipher_bits, ssh_mac, ssh_kex, ssh_hostkey_alg, ssh_hostkey_bits,
		ssh_auth_method, ssh_etm, ssh_fips_level, ssh_handshake_status
		FROM suite WHERE suite_id > 0 ORDER BY 1`,
		"1 3DES 168 HMAC-MD5 diffie-hellman-group1-sha1 ssh-dss 1024 PASSWORD true OFF OK",
		"2 RC4-128 128 HMAC-SHA1 diffie-hellman-group1-sha1 ssh-dss 1024 PUBLICKEY false OFF OK",
		"3 NONE - HMAC-SHA1 diffie-hellman-group1-sha1 ssh-dss 1024 PASSWORD false - FAILED")
	wantRows(t, db, "SELECT kex_strength_bits, cipher_strength_bits, session_strength_bits, strength_incomplete, "+
		"fips_mode, pq_kex FROM suite_layer WHERE suite_id = 2", "80 0 0 false off none")
}

func TestIPSecSuite(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO zert_detail_ipsec BY NAME SELECT unnest([81, 82]) AS zert_detail_ipsec_id, unnest([2,
			0]) AS ike_major_version, unnest([3, 0]) AS ike_local_auth_method, unnest([2, 0]) AS ike_remote_auth_method,
			unnest([4, 0]) AS ike_encryption, unnest([4, 0]) AS ike_mac, unnest([14, 0]) AS ike_dh_group, unnest([2,
				0]) AS ike_prf, unnest([480, 0]) AS ike_life_minutes,
			50 AS ipsec_auth_protocol, unnest([18, 2]) AS ipsec_encryption, unnest([1, 3]) AS ipsec_mac, unnest([0,
				0]) AS ipsec_pfs_group, unnest([240, 0]) AS ipsec_life_minutes,
			unnest([2, 1]) AS ipsec_tunnel_type, unnest([true, false]) AS ipsec_fips, 1 AS ipsec_encap_mode;
		INSERT INTO suite_part BY NAME SELECT unnest([1, 2]) AS suite_id, 'zert_detail' AS source, unnest([81,
			82]) AS ipsec_id`)
	wantRows(t, db, `SELECT suite_id, ike_version, ike_auth_method, ike_cipher, ike_integ, ike_prf, ike_dh_group,
		ike_lifetime_s, ipsec_protocol, ipsec_cipher, ipsec_auth, ipsec_pfs_group,
			ipsec_lifetime_s, ipsec_keying, ipsec_encap_mode, ipsec_fips_mode, candidates
		FROM suite WHERE suite_id > 0 ORDER BY 1`,
		"1 2 PRESHARED 3DES HMAC-SHA1 HMAC-SHA2-256 14 28800 ESP - - - 14400 DYNAMIC TUNNEL on IPSec cipher AES GCM 128?",
		"2 - - - - - - - ESP DES HMAC-MD5 - - MANUAL TUNNEL off -")
	wantRows(t, db, "SELECT suite_id, layer, cipher, kex_strength_bits, session_strength_bits, strength_incomplete, "+
		"code_point, fips_mode FROM suite_layer WHERE suite_id > 0 ORDER BY ALL",
		"1 ike 3DES 112 112 true - -", "1 ipsec - 112 112 true unknown on", "2 ipsec DES - 56 true - off")
}

// TestWhatCannotBeIsAQuestion: of each kind of contradiction one session that shows it, and beside it one that may be.
// Stack 1 is of 2.5, stack 4 of 2.4, stack 5 of 2.3; the release of stack 6 is not known.
func TestWhatCannotBeIsAQuestion(t *testing.T) {
	t.Parallel()
	record := func(no, ident, suite int) string {
		return detail(no, 4, fmt.Sprintf("%d AS smf119_ident_id, %d AS suite_id, %d AS connection_id, true AS is_tls", ident,
			suite, no))
	}
	tls := func(id int, fields string) string {
		return fmt.Sprintf(`INSERT INTO zert_detail_tls BY NAME SELECT %d AS zert_detail_tls_id, %s;
			INSERT INTO suite_part BY NAME SELECT %d AS suite_id, 'zert_detail' AS source, %d AS tls_id;`, id,
			defaults(fields, "772 AS tls_version", "2 AS tls_source", "1 AS tls_handshake_type", "0 AS tls_fips_mode",
				"'1301' AS tls_cipher_suite"), id, id)
	}
	ssh := func(id, source, cipher, mac int) string {
		return fmt.Sprintf(`INSERT INTO zert_detail_ssh BY NAME SELECT %d AS zert_detail_ssh_id, 2 AS ssh_version,
			%d AS ssh_source, %d AS ssh_in_encryption, 4 AS ssh_out_encryption, %d AS ssh_in_mac, 4 AS ssh_out_mac;
			INSERT INTO suite_part BY NAME SELECT %d AS suite_id, 'zert_detail' AS source, %d AS ssh_id;`, id, source, cipher,
			mac, id, id)
	}
	ike := func(id, version int) string {
		return fmt.Sprintf(`INSERT INTO zert_detail_ipsec BY NAME SELECT %d AS zert_detail_ipsec_id,
			%d AS ike_major_version, 7 AS ike_local_auth_method, 2 AS ike_remote_auth_method;
			INSERT INTO suite_part BY NAME SELECT %d AS suite_id, 'zert_detail' AS source, %d AS ipsec_id;`, id, version, id, id)
	}
	db := viewsDB(t,
		`INSERT INTO smf119_ident BY NAME SELECT unnest([4, 5, 6]) AS smf119_ident_id, 'PLEX1' AS sysplex_name,
			'SYSA' AS system_name, unnest(['TCPIP4', 'TCPIP5', 'TCPIP6']) AS stack_name,
			unnest(['CS V2R4', 'CS V2R3', '']) AS release_id`,
		ssh(11, 2, 0x19, 4), ssh(12, 1, 0x19, 4), ssh(13, 2, 0x25, 0x13), ssh(14, 2, 0x11, 0x12),
		tls(21, "3 AS tls_server_cert_key_type, 2048 AS tls_server_cert_key_bits"),
		tls(22, "3 AS tls_server_cert_key_type, 1 AS tls_source"),
		tls(23, "2 AS tls_server_cert_key_type, 1024 AS tls_server_cert_key_bits, 'ZERTJSSE' AS tls_provider"),
		tls(24, "2 AS tls_client_cert_key_type, 1024 AS tls_client_cert_key_bits, 'IBM System SSL' AS tls_provider"),
		tls(25, "2 AS tls_server_cert_key_type, 2048 AS tls_server_cert_key_bits"),
		tls(26, "4 AS tls_fips_mode"),
		tls(31, "771 AS tls_version"), tls(32, "'C02F' AS tls_cipher_suite"),
		tls(33, "769 AS tls_version, 'C02F' AS tls_cipher_suite"), tls(34, "771 AS tls_version, 'C02F' AS tls_cipher_suite"),
		tls(35, "770 AS tls_version, '0035' AS tls_cipher_suite"),
		tls(36, "771 AS tls_version, '010080' AS tls_cipher_suite"),
		ike(41, 1), ike(42, 2),
		record(1, 1, 11), record(2, 5, 11), record(3, 6, 11), record(4, 1, 12), record(5, 1, 13), record(6, 1, 14),
		record(7, 1, 21), record(8, 1, 22), record(9, 1, 23), record(10, 1, 24), record(11, 1, 25),
		record(12, 4, 26), record(13, 1, 26),
		record(14, 1, 31), record(15, 1, 32), record(16, 6, 33), record(17, 1, 34), record(18, 1, 35), record(19, 1, 36),
		record(20, 1, 41), record(21, 1, 42))
	wantRows(t, db, "SELECT subject, says, basis, sessions, interval_records, record_level, record_no "+
		"FROM v_code_contradiction ORDER BY record_no, subject",
		"SSH cipher 0x0019 named Blowfish, which OpenSSH of z/OS no longer has since 2.4 inferred 1 1 2.5 1",
		"SSH MAC 0x0013 named RIPEMD-160, which OpenSSH of z/OS no longer has since 2.4 inferred 1 1 2.5 5",
		"SSH cipher 0x0025 named CAMELLIA 128 CBC, which OpenSSH of z/OS does not have inferred 1 1 2.5 5",
		"TLS1.3 with a certificate key of DSA System SSL refuses such a certificate in TLS 1.3 derived 1 1 2.5 7",
		"TLS1.3 with a certificate key of RSA below 2048 bits System SSL refuses such a certificate in TLS 1.3 derived "+
			"1 1 2.5 10",
		"TLS1.3 with FIPS 140 level LEVEL3 System SSL of z/OS 2.4 has no TLS 1.3 in FIPS mode derived 1 1 2.4 12",
		"TLS1.2 with suite TLS_AES_128_GCM_SHA256 the suite is not for versions before TLS1.3 documented 1 1 2.5 14",
		"TLS1.3 with suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 the suite is not one of TLS1.3 derived 1 1 2.5 15",
		"TLS1.0 with suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 the suite is not for versions before TLS1.2 documented "+
			"1 1 - 16",
		"TLS1.2 with suite SSL_CK_RC4_128_WITH_MD5 the suite is for SSL2 only documented 1 1 2.5 19",
		"IKEv1 with authentication 0x0007 named Digital signature, which RFC 7427 has for IKEv2 alone inferred 1 1 2.5 20")
}

// The record's fields have 32 bits and units of their own; ours have not.
func TestTheLongestLifetimesFit(t *testing.T) {
	t.Parallel()
	db := viewsDB(t,
		`INSERT INTO zert_detail_ipsec BY NAME SELECT 81 AS zert_detail_ipsec_id, 2 AS ike_major_version,
			50 AS ipsec_auth_protocol, 2 AS ipsec_tunnel_type,
			4294967295 AS ike_life_minutes, 4294967295 AS ipsec_life_minutes, 4294967295 AS ipsec_life_kilobytes;
		INSERT INTO suite_part BY NAME SELECT 1 AS suite_id, 'zert_detail' AS source, 81 AS ipsec_id`)
	wantRows(t, db, "SELECT ike_lifetime_s, ipsec_lifetime_s, ipsec_lifesize_bytes FROM suite WHERE suite_id = 1",
		"257698037700 257698037700 4398046510080")
}

func TestCertificatesAreListedOnceAndCountedOnce(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"),
		tlsSection(1, "'C030' AS tls_cipher_suite, 7 AS tls_server_cert_sig_method, 6 AS tls_server_cert_digest, 2 AS "+
			"tls_server_cert_key_type, 2048 AS tls_server_cert_key_bits, '0A' AS tls_server_cert_serial, TIMESTAMP "+
			"'2027-01-01' AS tls_server_cert_not_after_utc, 4 AS tls_client_cert_sig_method, 2 AS tls_client_cert_key_type, "+
			"1024 AS tls_client_cert_key_bits"),
		"INSERT INTO zert_detail_tls BY NAME SELECT 51 AS zert_detail_tls_id, 771 AS tls_version, false AS tls_etm, 0 AS "+
			"tls_encryption, 0 AS tls_mac, 0 AS tls_key_exchange, 'C030' AS tls_cipher_suite, 7 AS "+
			"tls_server_cert_sig_method, 6 AS tls_server_cert_digest, 2 AS tls_server_cert_key_type, 2048 AS "+
			"tls_server_cert_key_bits, '0A' AS tls_server_cert_serial, TIMESTAMP '2027-01-01' AS "+
			"tls_server_cert_not_after_utc, 4 AS tls_client_cert_sig_method, 2 AS tls_client_cert_key_type, 1024 AS "+
			"tls_client_cert_key_bits",
		"INSERT INTO suite_part BY NAME SELECT 5 AS suite_id, 'zert_detail' AS source, 51 AS tls_id",
		"INSERT INTO zert_dn BY NAME SELECT 9 AS zert_dn_id, unnest([1, 2, 3]) AS section_no, unnest([5, 6, 8]) AS "+
			"dn_type, unnest(['CN=web', 'CN=ca', 'CN=client ca']) AS dn",
		summary(1, "1 AS suite_id, 5 AS end_connections, 9 AS zert_dn_id"),
		detail(2, 4, "5 AS suite_id, 9 AS zert_dn_id, true AS is_tls, true AS is_local_server, TIMESTAMP '2026-10-01 "+
			"10:15:00' AS smf_time_local"),
		detail(3, 4, "5 AS suite_id, 9 AS zert_dn_id, true AS is_tls, true AS is_local_server, TIMESTAMP '2026-10-01 "+
			"23:15:00' AS smf_time_local"))
	wantRows(t, db, "SELECT layer, role, certificate, issuer, serial, key_type, key_bits, sig_alg, sig_hash, sessions, "+
		"connections, jobs, job_list, server_list FROM v_certificate ORDER BY role DESC",
		"tls server CN=web CN=ca 0x0A RSA 2048 RSA-SHA256 SHA256 2 6 1 WEB 10.1.1.1:443",
		"tls client issued by CN=client ca CN=client ca - RSA 1024 RSA-SHA1 SHA1 2 6 1 WEB 10.1.1.1:443")
	wantRows(t, db, "SELECT record_no, dn_type_name, dn FROM v_zert_dn WHERE record_no = 2 ORDER BY section_no",
		"2 TLS server certificate subject CN=web", "2 TLS server certificate issuer CN=ca",
		"2 TLS client certificate issuer CN=client ca")
	wantRows(t, db, "SELECT cert_key_strength_bits, cert_sig_padding FROM suite_cert WHERE suite_id = 1 AND role = "+
		"'server'", "112 PKCS1-v1_5")
}

// TestACertificateIsOneWhereverItIsSeen: a summary with the serial number alone and
// details with the names are about one certificate, unless two names compete.
func TestACertificateIsOneWhereverItIsSeen(t *testing.T) {
	t.Parallel()
	const section = "771 AS tls_version, 'C030' AS tls_cipher_suite, 7 AS tls_server_cert_sig_method, 6 AS " +
		"tls_server_cert_digest, 2 AS tls_server_cert_key_type, 2048 AS tls_server_cert_key_bits, TIMESTAMP '2027-01-01' " +
		"AS tls_server_cert_not_after_utc, "
	client := strings.ReplaceAll(section, "_server_", "_client_")
	db := viewsDB(t, place(1, "true AS is_tls"),
		tlsSection(1, section[len("771 AS tls_version, "):]+"'0A' AS tls_server_cert_serial"),
		tlsSection(2, section[len("771 AS tls_version, "):]+"'0B' AS tls_server_cert_serial"),
		"INSERT INTO zert_detail_tls BY NAME SELECT 51 AS zert_detail_tls_id, "+section+"'0A' AS tls_server_cert_serial",
		"INSERT INTO zert_detail_tls BY NAME SELECT 52 AS zert_detail_tls_id, "+section+"'0B' AS tls_server_cert_serial",
		"INSERT INTO zert_detail_tls BY NAME SELECT 53 AS zert_detail_tls_id, "+client+"'0A' AS tls_client_cert_serial",
		"INSERT INTO suite_part BY NAME SELECT unnest([5, 6, 7]) AS suite_id, 'zert_detail' AS source, unnest([51, 52, "+
			"53]) AS tls_id",
		"INSERT INTO zert_dn BY NAME SELECT unnest([8, 8, 9, 9, 10, 10]) AS zert_dn_id, unnest([1, 2, 1, 2, 1, 2]) AS "+
			"section_no, unnest([5, 6, 5, 6, 5, 6]) AS dn_type, unnest(['CN=web', 'CN=ca', 'CN=one', 'CN=ca', 'CN=two', "+
			"'CN=ca']) AS dn",
		summary(1, "1 AS suite_id, 5 AS end_connections"), summary(2, "2 AS suite_id, 5 AS end_connections"),
		detail(3, 4, "5 AS suite_id, 8 AS zert_dn_id, true AS is_tls, true AS is_local_server, 3 AS connection_id"),
		detail(4, 4, "6 AS suite_id, 9 AS zert_dn_id, true AS is_tls, true AS is_local_server, 4 AS connection_id"),
		detail(5, 4, "6 AS suite_id, 10 AS zert_dn_id, true AS is_tls, true AS is_local_server, 5 AS connection_id"),
		detail(6, 4, "7 AS suite_id, true AS is_tls, true AS is_local_client, 6 AS connection_id, 'JOBC' AS job_name"))
	wantRows(t, db, "SELECT certificate, issuer, serial, roles, job_list FROM v_certificate_once ORDER BY certificate",
		"CN=one CN=ca 0x0B tls server WEB", "CN=two CN=ca 0x0B tls server WEB",
		"CN=web CN=ca 0x0A tls client, tls server JOBC WEB",
		"serial 0x0B - 0x0B tls server WEB")
}

func TestTrafficAddsUpToSessions(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"), place(2, ""),
		place(3, "true AS is_ssh, 22 AS server_port, false AS is_local_server, true AS is_local_client"),
		tlsSection(1, "'C030' AS tls_cipher_suite"),
		summaries(`SELECT i + 1 AS record_no, i % 3 + 1 AS smf119_ident_id, i % 3 + 1 AS zert_session_id,
			CASE WHEN i % 3 = 0 THEN 1 ELSE 0 END AS suite_id,
				TIMESTAMP '2026-10-01 10:30:00' + to_seconds(1800 * (i // 9)) AS smf_time_local, 1800000000 AS interval_micros,
			i AS init_connections, i + i % 5 AS end_connections, 10 * i AS init_in_bytes, 10 * i + i % 7 * 9000 AS end_in_bytes,
				5 AS init_out_bytes, i AS end_out_bytes FROM range(900) AS r(i)`),
		`INSERT INTO zert_detail BY NAME SELECT 2 AS file_id, i + 1 AS record_no, i AS record_hash, i % 4 + 1 AS event_type,
			1 AS smf119_header_id, i % 3 + 1 AS smf119_ident_id, 0 AS suite_id, 6 AS ip_protocol,
			i % 50 AS connection_id, TIMESTAMP '2026-10-04 08:00:00' AS start_utc,
				TIMESTAMP '2026-10-04 10:00:00' + to_seconds(i) AS smf_time_local, i % 2 = 0 AS is_tls, false AS is_ssh, false AS is_ipsec,
			'10.1.1.1' AS local_addr, '10.9.9.9' AS remote_addr, 443 AS local_port, 40000 + i % 50 AS remote_port, i AS in_bytes,
				i AS out_bytes FROM range(300) AS r(i)`)
	sums := "coalesce(protection, '?') AS protection, suite_id, source, system, is_artefact, CAST(sum(connections) AS " +
		"BIGINT), CAST(sum(bytes_in) AS BIGINT), CAST(sum(bytes_out) AS BIGINT), min(first_local), max(last_local), " +
		"min(first_utc), max(last_utc)"
	perSession := ask(t, db, "SELECT "+sums+", count(*) FROM v_session GROUP BY ALL ORDER BY ALL")
	wantRows(t, db, "SELECT "+sums+", CAST(sum(interval_records) AS BIGINT) FROM v_traffic GROUP BY ALL ORDER BY ALL",
		perSession...)
	wantRows(t, db, "SELECT "+sums+", CAST(sum(interval_records) AS BIGINT) FROM v_endpoint GROUP BY ALL ORDER BY ALL",
		perSession...)
	if len(perSession) < 6 {
		t.Errorf("%d kinds of traffic, want a mixture", len(perSession))
	}
}

func TestInstallCanBeRepeated(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""), summary(1, "5 AS end_connections"))
	exec(t, db, summary(2, "5 AS init_connections, 9 AS end_connections"))
	if err := Install(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	wantRows(t, db, "SELECT interval_records, connections FROM v_traffic", "2 9")
}

// tied are what a definition must not hold that is stored in the file: engines from 1.2 on
// are to open it, and to find the columns that they expect.
var tied = []struct {
	what    string
	pattern *regexp.Regexp
}{
	{"WITH ORDINALITY, which engines before 1.4 cannot read", regexp.MustCompile(`(?i)\bWITH\s+ORDINALITY\b`)},
	{"date_trunc to days or more, which is a date or a timestamp by engine",
		regexp.MustCompile(
			`(?i)\b(?:date_trunc|datetrunc)\(\s*'(?:day|week|isoyear|month|quarter|year|decade|cent|mill|era)`)},
	{"a named argument, for which engines have had two notations", regexp.MustCompile(`:=|=>`)},
}

// structs are literals of structures as the engine shows them; all engines read those.
var structs = regexp.MustCompile(`struct_pack\((?:[^()]|\([^()]*\))*\)`)

func tiesIn(definition string) (found []string) {
	for _, t := range tied {
		if t.pattern.MatchString(structs.ReplaceAllString(definition, "")) {
			found = append(found, t.what)
		}
	}
	return found
}

// TestDefinitionsSuitOlderEngines keeps the storage version of a file true: views and macros
// are text in it, which the engine that opens it must understand. What only fills tables
// may use what our engine has.
func TestDefinitionsSuitOlderEngines(t *testing.T) {
	t.Parallel()
	for definition, ties := range map[string]int{
		"SELECT * FROM unnest([1]) WITH ORDINALITY": 1, "SELECT date_trunc('month', day)": 1,
		"SELECT unnest(l, recursive := true)": 1, "SELECT f(a => 1)": 1, "SELECT struct_pack(a := CAST(x AS BIGINT))": 0,
		"SELECT date_trunc('minute', at), a >= 1": 0,
	} {
		if got := tiesIn(definition); len(got) != ties {
			t.Errorf("%s: found %q", definition, got)
		}
	}
	rows, err := viewsDB(t).Query(`SELECT view_name, sql FROM duckdb_views() WHERE NOT internal
		UNION ALL SELECT function_name, macro_definition FROM duckdb_functions() WHERE NOT internal
			AND macro_definition IS NOT NULL`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			t.Fatal(err)
		}
		for _, what := range tiesIn(definition) {
			t.Errorf("%s holds %s", name, what)
		}
	}
	if err := rows.Err(); err != nil || n < 100 {
		t.Fatalf("%d definitions, %v", n, err)
	}
}

// TestEveryQueryRunsOnRealViews catches a column that a test archive has and the
// view has not.
func TestEveryQueryRunsOnRealViews(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "true AS is_tls"), tlsSection(1, "'C030' AS tls_cipher_suite"),
		summary(1, "1 AS suite_id, 5 AS end_connections"))
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := Run(context.Background(), db, qs, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		if o.Status == Error {
			t.Errorf("%s: %v", o.Query.ID, o.Err)
		}
	}
}

// TestSuiteNumberReadsWhatIsPrinted: an id leads back to its rows, in the form that formats show
// and in that of Parquet.
func TestSuiteNumberReadsWhatIsPrinted(t *testing.T) {
	t.Parallel()
	db := viewsDB(t)
	wantRows(t, db, `SELECT suite_number('S-000000000000000c'), suite_number('S-6d5fa689cfb8e7c3'),
		suite_number('S-fffffffffffffff9'), suite_number('S-8000000000000000'), suite_number('-7'), suite_number(NULL)`,
		"12 7881200983747389379 -7 -9223372036854775808 -7 -")
}
