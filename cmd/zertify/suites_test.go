package main

import (
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/zertify/zertify/schema/fixture"
)

// suites OUT CODE[=VERSION]... writes a summary of one TLS session per suite code: of TLS 1.2, or of the version
// given in hexadecimal as the record has it. Each server has a port of its own, from 5001 on.
func suites(ts *testscript.TestScript, _ bool, args []string) {
	var dump []byte
	for i, arg := range args[1:] {
		code, version, given := strings.Cut(arg, "=")
		number := int64(0x0303)
		if given {
			n, err := strconv.ParseInt(version, 16, 32)
			ts.Check(err)
			number = n
		}
		dump = append(dump,
			fixture.Record(fixture.Header(12, time.Date(2026, 11, 20, 10, 0, i, 0, time.UTC), "SYSA"), identOf("SYSA", 0x80),
				fixture.Section("zert_session", fixture.Values{
					"interval_micros": (30 * time.Minute).Microseconds(), "summary_event": 1, "job_name": "APPL", "user_id": "APPL",
					"ip_protocol": 6, "is_tls": true,
					"is_local_server": true, "server_addr": "10.10.1.1", "client_addr": "10.1.2.3", "server_port": 5001 + i,
					"server_port_end": 5001 + i,
					"session_id":      "T-" + code, "end_connections": 10, "end_in_bytes": 1000,
				}),
				fixture.Section("zert_summary_tls",
					fixture.Values{"tls_version": int(number), "tls_source": 2, "tls_cipher_suite": code}), nil, nil, nil)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), dump, 0o666))
}
