package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zertify/zertify/schema/fixture"
)

const minuteLayout = "2006-01-02T15:04"

// intervals OUT EVERY TIME... writes the summary records of one session of SYSA
// that end at these local times, in this order, with ten connections each. A time
// that begins with ! has its connections, and no record.
func intervals(ts *testscript.TestScript, _ bool, args []string) {
	every, err := time.ParseDuration(args[1])
	ts.Check(err)
	var dump []byte
	for i, arg := range args[2:] {
		text, lost := strings.CutPrefix(arg, "!")
		at, err := time.Parse(minuteLayout, text)
		ts.Check(err)
		if !lost {
			dump = append(dump, fixture.Record(fixture.Header(12, at.Add(50*time.Millisecond), "SYSA"), identOf("SYSA", 0x80),
				fixture.Section("zert_session", fixture.Values{
					"interval_micros": every.Microseconds(), "summary_event": 1, "job_name": "CICSPRD1", "user_id": "CICSUSER",
					"ip_protocol":     6,
					"is_local_server": true, "server_addr": "10.10.1.1", "client_addr": "10.1.2.3", "server_port": 3443,
					"server_port_end": 3443,
					"session_id":      "C-1", "init_connections": 10 * i, "end_connections": 10*i + 10, "init_in_bytes": 1000 * i,
					"end_in_bytes": 1000*i + 1000,
				}), nil, nil, nil, nil)...)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), dump, 0o666))
}

// connections OUT LOCAL=UTC... adds the detail records of connections of SYSA that
// ended at these times, or of another system in LOCAL=UTC=SYSTEM.
func connections(ts *testscript.TestScript, _ bool, args []string) {
	dump := []byte(ts.ReadFile(args[0]))
	for i, arg := range args[1:] {
		part := strings.Split(arg+"=SYSA", "=")
		local, err := time.Parse(minuteLayout, part[0])
		ts.Check(err)
		ended, err := time.Parse(minuteLayout, part[1])
		ts.Check(err)
		dump = append(dump,
			fixture.Record(fixture.Header(11, local, part[2]), identOf(part[2], 8),
				fixture.Section("zert_connection", fixture.Values{
					"event_type": 3, "job_name": "BATCH1", "user_id": "BATCH", "ip_protocol": 6, "start_utc": ended.Add(-time.Minute),
					"end_utc":    ended,
					"local_addr": "10.10.1.1", "remote_addr": "10.5.5.5", "local_port": 2000 + i, "remote_port": 443,
					"connection_id": 100 + i, "in_bytes": 1, "out_bytes": 1,
				}), nil, nil, nil, nil, nil)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), dump, 0o666))
}

func identOf(system string, reason int) []byte {
	return fixture.Section("smf119_ident",
		fixture.Values{"system_name": system, "sysplex_name": "PLEX1", "stack_name": "TCPIP", "release_id": "V2R5",
			"component": "STACK", "address_space": "TCPIP", "writer_user_id": "TCPIP", "asid": 51, "reason": reason})
}

// zulu is a moment that claims to be UTC. Midnight to the second stands for a
// day, such as that of the rules.
var zulu = regexp.MustCompile(`20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| ?UTC|\+00:00)`)

// nozulu DIR wants no file below DIR to claim that a moment of the night from
// October to November 2026 is in UTC.
func nozulu(ts *testscript.TestScript, neg bool, args []string) {
	found := ""
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range zulu.FindAllString(string(data), -1) {
			if !strings.HasSuffix(m, "T00:00:00Z") &&
				(strings.HasPrefix(m, "2026-10-31") || strings.HasPrefix(m, "2026-11-01")) {
				found = path + ": " + m
			}
		}
		return err
	}))
	if (found != "") != neg {
		ts.Fatalf("found %q", found)
	}
}
