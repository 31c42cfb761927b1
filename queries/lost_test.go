package queries

import (
	"fmt"
	"strings"
	"testing"
)

// A chain inserts one interval record after the other: "day-hour init end"
// each, of connections; bytes in and out run along at ten and a hundred times
// their number. The first record has the number given.
func chain(record int, fields string, intervals ...string) string {
	var b strings.Builder
	for i, in := range intervals {
		var at string
		var from, to int64
		if _, err := fmt.Sscan(in, &at, &from, &to); err != nil {
			panic(err)
		}
		day, hour, _ := strings.Cut(at, "-")
		extra := fields
		if extra != "" {
			extra += ", "
		}
		b.WriteString(summary(record+i,
			fmt.Sprintf(`%[1]sTIMESTAMP '2026-10-%[2]s %[3]s:00' AS smf_time_local, %[4]d AS init_connections, %[5]d AS end_connections,
			%[4]d * 10 AS init_in_bytes, %[5]d * 10 AS end_in_bytes, %[4]d * 100 AS init_out_bytes, %[5]d * 100 AS end_out_bytes`, extra, day, hour, from, to)) + ";\n")
	}
	return b.String()
}

func TestLostIntervals(t *testing.T) {
	t.Parallel()
	const named = "'T-1' AS session_id"
	for _, test := range []struct {
		name    string
		records []string
		want    []string // connections, bytes in, bytes out, begun anew, record
	}{
		{"whole", []string{chain(1, "", "01-10:30 0 10", "01-11:00 10 50", "01-11:30 50 60")}, nil},
		{"an interval is missing", []string{chain(1, "", "01-10:30 0 10", "01-12:30 50 60")},
			[]string{"40 400 4000 false 2"}},
		{"two are", []string{chain(1, "", "01-10:30 0 10", "01-12:30 50 60", "01-13:00 60 61", "01-14:00 70 70")},
			[]string{"40 400 4000 false 2", "9 90 900 false 4"}},
		{"the records come in any order", []string{chain(1, "", "01-12:30 50 60", "01-10:30 0 10")},
			[]string{"40 400 4000 false 1"}},
		{"idle intervals hide nothing",
			[]string{chain(1, "", "01-10:30 0 10", "01-11:00 10 10", "01-12:30 50 50", "01-13:00 50 50", "01-13:30 50 60")},
			[]string{"40 400 4000 false 3"}},
		{"the stack was started again",
			[]string{chain(1, "", "01-10:30 0 10", "01-11:00 10 50", "01-12:30 0 20", "01-13:00 20 30")}, nil},
		{"as much after it as was lost before", []string{chain(1, "", "01-10:30 0 10", "01-11:30 50 60", "01-12:30 0 40")},
			[]string{"40 400 4000 false 2"}},
		{"the start after it is missing", []string{chain(1, "", "01-10:30 0 10", "01-11:00 10 50", "01-12:30 20 30")},
			[]string{"20 200 2000 true 3"}},
		{"the session came up again with little", []string{chain(1, "", "01-10:30 0 1", "02-10:30 0 1", "03-10:30 0 1")},
			nil},
		{"it ran before the first record", []string{chain(1, "", "01-10:30 40 50", "01-11:00 50 60")}, nil},
		{"copies", []string{chain(1, "", "01-10:30 0 10", "01-11:00 10 20", "01-11:00 10 20"),
			"INSERT INTO input_duplicate VALUES (1, 3, 1, 2)"}, nil},
		{"past the end of the counter in what is missing", []string{chain(1, "", "01-10:30 4294967200 4294967290"),
			summary(2, "TIMESTAMP '2026-10-01 12:30:00' AS smf_time_local, 4 AS init_connections, 9 AS end_connections, "+
				"42949672900 AS init_in_bytes, 42949672950 AS end_in_bytes, 429496729000 AS init_out_bytes, 429496729500 AS "+
				"end_out_bytes")},
			[]string{"10 0 0 false 2"}},
		{"past the end of the counter, whole", []string{chain(1, "", "01-10:30 4294967200 4294967290"),
			summary(2, "TIMESTAMP '2026-10-01 11:00:00' AS smf_time_local, 4294967290 AS init_connections, 4 AS "+
				"end_connections, 42949672900 AS init_in_bytes, 42949672950 AS end_in_bytes, 429496729000 AS init_out_bytes, "+
				"429496729500 AS end_out_bytes"),
			summary(3, "TIMESTAMP '2026-10-01 11:30:00' AS smf_time_local, 4 AS init_connections, 5 AS end_connections, "+
				"42949672950 AS init_in_bytes, 42949672960 AS end_in_bytes, 429496729500 AS init_out_bytes, 429496729600 AS "+
				"end_out_bytes")}, nil},
		{"clocks were set back",
			[]string{chain(1, "", "01-01:00 0 10", "01-01:30 10 20", "01-01:00 20 30", "01-01:30 30 40", "01-02:00 40 50")},
			nil},
		{"clocks were set back, and a restart later",
			[]string{chain(1, "", "01-01:00 5 10", "01-01:30 10 20", "01-01:00 20 30", "01-01:30 30 40", "01-02:00 40 50",
				"01-09:00 0 7")}, nil},
		{"bytes alone", []string{summary(1, "7 AS end_in_bytes"),
			summary(2, "TIMESTAMP '2026-10-01 12:30:00' AS smf_time_local, 9 AS init_in_bytes, 12 AS end_in_bytes")},
			[]string{"0 2 0 false 2"}},
		{"another suite of the same session",
			[]string{chain(1, "1 AS suite_id", "01-10:30 0 10"), chain(2, "2 AS suite_id", "01-11:00 10 20"),
				chain(3, "1 AS suite_id", "01-11:30 20 30")}, nil},
		{"another user of the same session",
			[]string{place(2, named+", 'OTHER' AS user_id"), place(3, named+", 'USER' AS user_id"),
				chain(1, "2 AS zert_session_id", "01-10:30 0 10"), chain(2, "3 AS zert_session_id", "01-11:00 10 20"),
				chain(3, "2 AS zert_session_id", "01-11:30 20 30")}, nil},
		{"the same identifier on another stack",
			[]string{chain(1, "", "01-10:30 0 10", "01-11:00 10 20"),
				chain(3, "3 AS smf119_ident_id", "01-10:30 50 60", "01-11:00 60 70")}, nil},
		{"switching on and off is not an interval",
			[]string{place(2, "3 AS summary_event"), chain(1, "", "01-10:30 0 10", "01-11:00 10 20"),
				summary(3, "2 AS zert_session_id"), summary(4, "2 AS zert_session_id")}, nil},
		{"damage", []string{chain(1, "", "01-10:30 0 10"),
			summary(2, "TIMESTAMP '2026-10-01 12:30:00' AS smf_time_local, 18446744073709551615 AS init_in_bytes, "+
				"18446744073709551615 AS end_in_bytes")}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, append([]string{place(1, "")}, test.records...)...)
			wantRows(t, db, "SELECT connections, bytes_in, bytes_out, began_anew, record_no FROM v_lost_interval ORDER BY "+
				"record_no", test.want...)
			lost := ask(t, db,
				"SELECT coalesce(CAST(sum(connections) AS BIGINT), 0), CAST(coalesce(sum(bytes_in), 0) + "+
					"coalesce(sum(bytes_out), 0) AS BIGINT), count(*) FROM v_lost_interval")
			wantRows(t, db, "SELECT CAST(sum(lost_connections) AS BIGINT), CAST(sum(lost_bytes) AS BIGINT), "+
				"CAST(sum(lost_places) AS BIGINT) FROM v_coverage WHERE source = 'zert_summary'", lost...)
		})
	}
}

func TestALostIntervalSaysWhere(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, "'T-1' AS session_id"), chain(1, "", "01-10:30 0 10", "01-12:30 50 60"))
	wantRows(t, db, "SELECT sysplex, system, stack, job, server_addr, server_port, client_addr, session_id, from_local "+
		"= TIMESTAMP '2026-10-01 10:30:00', to_local = TIMESTAMP '2026-10-01 12:00:00' FROM v_lost_interval",
		"PLEX1 SYSA TCPIP WEB 10.1.1.1 443 10.9.9.9 T-1 true true")
}

// TestNoCounterStopsAnything: counters and sums at their very ends are numbers
// or nothing, and every check still has its answer.
func TestNoCounterStopsAnything(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""), place(2, "true AS is_tls"), tlsSection(1, "'C030' AS tls_cipher_suite"),
		summaries(`SELECT i + 1 AS record_no, 1 AS smf119_ident_id, i % 2 + 1 AS zert_session_id, i % 2 AS suite_id,
			TIMESTAMP '2026-10-01 10:30:00' + to_days(CAST(i AS INTEGER)) AS smf_time_local, 1800000000 AS interval_micros,
			0 AS init_connections, 4294967295 AS end_connections, 0 AS init_in_bytes, 4611686018427387903 AS end_in_bytes,
				0 AS init_out_bytes, 4611686018427387903 AS end_out_bytes,
			0 AS init_failed_handshakes, 4294967295 AS end_failed_handshakes FROM range(8) AS r(i)`),
		detail(20, 4, "9223372036854775807 AS in_bytes, 18446744073709551615 AS out_bytes, TIMESTAMP '2027-01-01 10:15:00' "+
			"AS smf_time_local"),
		detail(21, 4, "4611686018427387903 AS in_bytes, 4611686018427387903 AS out_bytes, TIMESTAMP '2027-01-01 10:15:00' "+
			"AS smf_time_local"))
	wantRows(t, db, "SELECT source, bytes_in, bytes_out, bytes FROM v_endpoint WHERE protection = 'NONE' ORDER BY source",
		"zert_detail 4611686018427387903 4611686018427387903 9223372036854775806",
		"zert_summary 9223372036854775807 9223372036854775807 9223372036854775807")
	wantRows(t, db, "SELECT clear_bytes FROM v_server", "9223372036854775807")
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := Run(t.Context(), db, qs, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range outcomes {
		if o.Status == Error {
			t.Errorf("%s: %v", o.Query.ID, o.Err)
		}
	}
}

// TestASmallStepIsAWrap: a counter of 32 bits that passes its end goes on, one
// that is far below began anew; one of 64 bits does not pass its end.
func TestASmallStepIsAWrap(t *testing.T) {
	t.Parallel()
	db := viewsDB(t, place(1, ""),
		summary(1, "4294967290 AS init_connections, 10 AS end_connections, 4294967295 AS init_partial_connections, 0 AS "+
			"end_partial_connections, 4294967290 AS init_failed_handshakes, 3 AS end_failed_handshakes"),
		summary(2, "4026531841 AS init_connections, 0 AS end_connections"),
		summary(3, "4026531840 AS init_connections, 0 AS end_connections"),
		summary(4, "100 AS init_connections, 20 AS end_connections"),
		summary(5, "18446744073709551610 AS init_in_bytes, 5 AS end_in_bytes, 4294967290 AS init_out_bytes, 10 AS "+
			"end_out_bytes"))
	wantRows(t, db, "SELECT record_no, connections, failed_handshakes, bytes_in, bytes_out FROM v_session ORDER BY "+
		"record_no",
		"1 16 9 0 0", "2 268435455 - 0 0", "3 - - 0 0", "4 - - 0 0", "5 0 - - -")
	wantRows(t, db, "SELECT connections, partial_connections, failed_handshakes FROM v_zert_summary WHERE record_no = 1",
		"16 1 9")
}
