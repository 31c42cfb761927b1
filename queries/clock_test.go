package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// halfHour inserts the summary record of a half hour that ended at a local time,
// whose connection counter went from one value to another.
func halfHour(record int, local string, from, to int) string {
	return summary(record,
		fmt.Sprintf("TIMESTAMP '%s' AS smf_time_local, %d AS init_connections, %d AS end_connections", local, from, to))
}

// halfHours inserts a chain of them, ten connections each, in the order given.
func halfHours(locals ...string) []string {
	var out []string
	for i, local := range locals {
		out = append(out, halfHour(i+1, local, 10*i, 10*i+10))
	}
	return out
}

// ended inserts the detail record of a connection of two minutes, written at a
// local time of a system that many minutes off UTC.
func ended(record int, local string, minutes int, fields string) string {
	return detail(record, 3,
		strings.TrimSuffix(
			fmt.Sprintf("TIMESTAMP '%[1]s' AS smf_time_local, TIMESTAMP '%[1]s' - INTERVAL '%[2]d minutes' AS end_utc, "+
				"TIMESTAMP '%[1]s' - INTERVAL '%[3]d minutes' AS start_utc, %[4]d AS connection_id, %[5]s", local, minutes,
				minutes+2, record, fields), ", "))
}

// The half hours about the nights on which clocks go forward, and back.
var (
	springNight = []string{"2026-03-08 00:30:00", "2026-03-08 01:00:00", "2026-03-08 01:30:00", "2026-03-08 03:00:00",
		"2026-03-08 03:30:00"}
	autumnNight = []string{"2026-11-01 00:30:00", "2026-11-01 01:00:00", "2026-11-01 01:30:00", "2026-11-01 01:00:00",
		"2026-11-01 01:30:00", "2026-11-01 02:00:00"}
)

func askGaps(t *testing.T, db *sql.DB) *Outcome {
	t.Helper()
	qs, err := Load(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	q, err := Get(qs, "coverage-gaps")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Run(context.Background(), db, []Query{*q}, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return &out[0]
}

func TestAClockChangeIsNoGapAndCoversNone(t *testing.T) {
	t.Parallel()
	const (
		gap     = "SYSA 2026-03-08 01:30:00 +0000 UTC 3600"
		forward = "2026-03-08 01:30:00 +0000 UTC 60 1 counters"
		back    = "2026-11-01 01:30:00 +0000 UTC -60 1 counters"
	)
	for _, c := range []struct {
		name    string
		inserts []string
		changes []string
		gaps    []string
		sets    string // intervals counted
	}{
		{"spring", halfHours(springNight...), []string{forward}, nil, "5"},
		{"spring, and a lost hour",
			[]string{halfHour(1, "2026-03-08 01:30:00", 0, 10), halfHour(2, "2026-03-08 03:00:00", 30, 40)}, nil, []string{gap},
			"2"},
		{"spring, all sessions new",
			[]string{halfHour(1, "2026-03-08 01:30:00", 5, 10), halfHour(2, "2026-03-08 03:00:00", 0, 40)}, nil, []string{gap},
			"2"},
		{"spring, nobody active",
			[]string{halfHour(1, "2026-03-08 01:30:00", 10, 10), halfHour(2, "2026-03-08 03:00:00", 10, 10)}, nil, []string{gap},
			"2"},
		{"a hole that is not a whole number of quarters",
			[]string{halfHour(1, "2026-03-08 01:30:00", 0, 10), halfHour(2, "2026-03-08 02:40:00", 10, 20)}, nil,
			[]string{"SYSA 2026-03-08 01:30:00 +0000 UTC 2400"}, "2"},
		{"details on both sides show one offset",
			append(halfHours(springNight...), ended(20, "2026-03-08 00:50:00", -300, ""),
				ended(21, "2026-03-08 03:10:00", -300, "")), nil, []string{gap}, "5"},
		{"details show the change, the counters nothing",
			[]string{halfHour(1, "2026-03-08 01:30:00", 10, 10), halfHour(2, "2026-03-08 03:00:00", 10, 10),
				ended(20, "2026-03-08 00:50:00", -300, ""), ended(21, "2026-03-08 03:10:00", -240, "")},
			[]string{"2026-03-08 01:30:00 +0000 UTC 60 0 detail records"}, nil, "2"},
		{"autumn", halfHours(autumnNight...), []string{back}, nil, "6"},
		{"autumn, read in the order of the clock",
			[]string{halfHour(1, "2026-11-01 00:30:00", 0, 10), halfHour(2, "2026-11-01 01:00:00", 10, 20),
				halfHour(3, "2026-11-01 01:00:00", 30, 40),
				halfHour(4, "2026-11-01 01:30:00", 20, 30), halfHour(5, "2026-11-01 01:30:00", 40, 50),
				halfHour(6, "2026-11-01 02:00:00", 50, 60)}, []string{back}, nil, "6"},
		{"autumn, and a gap later", append(halfHours(autumnNight...), halfHour(7, "2026-11-01 05:00:00", 80, 90)),
			[]string{back},
			[]string{"SYSA 2026-11-01 02:00:00 +0000 UTC 9000"}, "7"},
		{"two lives of a session are no clock set back",
			[]string{halfHour(1, "2026-11-01 01:00:00", 0, 10), halfHour(2, "2026-11-01 01:30:00", 10, 20),
				halfHour(3, "2026-11-01 01:00:00", 0, 7)}, nil, nil, "2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, append([]string{place(1, "")}, c.inserts...)...)
			wantRows(t, db, "SELECT CASE WHEN minutes > 0 THEN from_local ELSE to_local END, minutes, sessions, basis FROM "+
				"v_clock_change ORDER BY ALL", c.changes...)
			wantRows(t, db, "SELECT system, from_local, seconds FROM v_coverage_gap ORDER BY ALL", c.gaps...)
			wantRows(t, db, "SELECT intervals, gaps FROM v_coverage WHERE source = 'zert_summary'",
				fmt.Sprintf("%s %d", c.sets, len(c.gaps)))
			want := Pass
			if len(c.gaps) > 0 {
				want = Review
			}
			if out := askGaps(t, db); out.Status != want || len(out.Rows) != len(c.gaps)+len(c.changes) {
				t.Errorf("coverage-gaps: %v with %d rows, want %v with %d", out.Status, len(out.Rows), want,
					len(c.gaps)+len(c.changes))
			}
		})
	}
}

func TestDetailsTellTheOffsetOfTheirSystem(t *testing.T) {
	t.Parallel()
	clock := func(from, to, rest string) string { return from + " +0000 UTC " + to + " +0000 UTC " + rest }
	for _, c := range []struct {
		name    string
		inserts []string
		want    []string
	}{
		{"none", halfHours(autumnNight...), nil},
		{"one offset", []string{ended(1, "2026-10-01 10:00:00", 330, ""), ended(2, "2026-10-05 12:00:00", 330, "")},
			[]string{"SYSA " + clock("2026-09-30 22:00:00", "2026-10-06 00:00:00", "330 detail records 2")}},
		{"a record that took three minutes says nothing",
			[]string{detail(1, 3,
				"TIMESTAMP '2026-10-01 10:03:00' AS smf_time_local, TIMESTAMP '2026-10-01 10:00:00' AS end_utc")}, nil},
		{"a clock set back: the hour that came twice is nobody's",
			[]string{ended(1, "2026-10-31 20:00:00", -240, ""), ended(2, "2026-11-01 01:50:00", -240, ""),
				ended(3, "2026-11-01 01:05:00", -300, ""), ended(4, "2026-11-01 05:00:00", -300, "")},
			[]string{"SYSA " + clock("2026-10-31 08:00:00", "2026-11-01 00:50:00", "-240 detail records 2"),
				"SYSA " + clock("2026-11-01 02:05:00", "2026-11-01 17:00:00", "-300 detail records 2")}},
		{"a clock set forward",
			[]string{ended(1, "2026-03-07 20:00:00", -300, ""), ended(2, "2026-03-08 01:50:00", -300, ""),
				ended(3, "2026-03-08 03:05:00", -240, "")},
			[]string{"SYSA " + clock("2026-03-07 08:00:00", "2026-03-08 01:50:00", "-300 detail records 2"),
				"SYSA " + clock("2026-03-08 03:05:00", "2026-03-08 15:05:00", "-240 detail records 1")}},
		{"two offsets at a time contradict each other, and only on that day",
			[]string{ended(1, "2026-10-01 10:00:00", 60, ""), ended(2, "2026-10-05 12:00:00", 60, ""),
				ended(3, "2026-10-05 12:10:00", 0, ""),
				ended(4, "2026-10-05 13:20:00", 60, ""), ended(5, "2026-10-09 12:00:00", 60, "")},
			[]string{"SYSA " + clock("2026-09-30 22:00:00", "2026-10-01 10:00:00", "60 detail records 1"),
				"SYSA " + clock("2026-10-05 12:00:00", "2026-10-05 13:20:00", "- contradicting records: +0, +60 3"),
				"SYSA " + clock("2026-10-09 12:00:00", "2026-10-10 00:00:00", "60 detail records 1")}},
		{"a leap of five hours is not a change of a clock",
			[]string{ended(1, "2026-10-05 12:00:00", 0, ""), ended(2, "2026-10-05 18:00:00", 300, "")},
			[]string{"SYSA " + clock("2026-10-05 12:00:00", "2026-10-05 18:00:00", "- contradicting records: +0, +300 2")}},
		{"nothing is carried over a hole in the summaries",
			append(halfHours(springNight...), ended(20, "2026-03-08 00:50:00", -300, "")),
			[]string{"SYSA " + clock("2026-03-07 12:50:00", "2026-03-08 01:30:00", "-300 detail records 1")}},
		{"nor over a clock that summaries show set back",
			append(halfHours(autumnNight...), ended(20, "2026-11-01 00:10:00", -240, "")),
			[]string{"SYSA " + clock("2026-10-31 12:10:00", "2026-11-01 00:31:01", "-240 detail records 1")}},
		{"records of the stack tell it too",
			[]string{"INSERT INTO tcp_connection BY NAME SELECT 1 AS file_id, 1 AS record_no, 1 AS smf119_header_id, 2 AS " +
				"smf119_ident_id, " +
				"TIMESTAMP '2026-10-01 10:00:00.01' AS smf_time_local, TIMESTAMP '2026-10-01 08:00:00' AS end_clock_utc"},
			[]string{"SYSB " + clock("2026-09-30 22:00:00.01", "2026-10-01 22:00:00.01", "120 detail records 1")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			db := viewsDB(t, append([]string{place(1, "")}, c.inserts...)...)
			wantRows(t, db, "SELECT system, from_local, to_local, offset_minutes, basis, records FROM v_clock ORDER BY ALL",
				c.want...)
		})
	}
}
