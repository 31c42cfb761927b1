package reports

import (
	"time"
)

// sampleOverview goes with sampleReport: the same stacks, servers and tunnels.
func sampleOverview() Overview {
	day := func(d int) Date { return Date{at(d, 0, 0)} }
	month := func(y int, m time.Month) Date { return Date{time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)} }
	use := func(n int64) Uses { return Uses{n, n * 10, n * 1000} }
	o := Overview{
		Timeline: Section[DayRow]{Total: 5, Rows: []DayRow{
			{day(1), "PLEX1", "SYSA", "TCPIP", "NONE", use(10)}, {day(1), "PLEX1", "SYSA", "TCPIP", "TLS", use(90)},
			{day(3), "PLEX1", "SYSA", "TCPIP", "TLS", use(120)}, {day(5), "PLEX1", "SYSB", "TCPIPB", "TLS+IPSEC", use(1)},
			{Date{}, "PLEX1", "SYSB", "TCPIPB", "", use(2)}}},
		Protocols: Section[ProtocolRow]{Total: 4, Rows: []ProtocolRow{
			{"none", "", use(310)}, {"tls", "TLS1.1", use(12)}, {"tls", "TLS1.3", use(3000)}, {"ike", "IKEv2", use(40)}}},
		Strengths: Section[StrengthRow]{Total: 4, Rows: []StrengthRow{
			{"none", nil, false, use(310)}, {"tls", ptr(63), false, use(12)}, {"tls", ptr(128), true, use(3000)},
			{"ike", nil, true, use(40)}}},
		Suites: Section[SuiteRow]{Total: 2, Rows: []SuiteRow{
			{Layer: "tls", Version: "TLS1.1", Suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA", Cipher: "3DES", CipherBits: ptr(168),
				MAC: "HMAC-SHA1", KeyExchange: "RSA",
				Auth: "SHA1", Bits: ptr(63), FIPS: "OFF", Servers: 1, Span: seen(at(1, 0, 0), at(31, 0, 0)), FileID: 1, RecordNo: 7,
				Uses: use(12)},
			{Layer: "ike", Version: "IKEv2", Cipher: "AES-CBC", CipherBits: ptr(256), KeyExchange: "group 20", Incomplete: true,
				FileID: 2, RecordNo: 3, Uses: use(40)}}},
		Expiry: Section[ExpiryRow]{Total: 3,
			Rows: []ExpiryRow{{month(2026, 10), 1, 12}, {month(2026, 11), 1, 120}, {Date{}, 1, 2}}},
		WeakLinks: Section[LinkRow]{Total: 2, Rows: []LinkRow{
			{System: "SYSA", Stack: "TCPIP", Job: "TN3270", Role: "server", Client: "10.9.9.1", Server: "10.1.2.3",
				Port: ptr(23), ClearConnections: 12_000,
				ClearBytes: 2_300_000_000, Span: seen(at(1, 0, 0), at(31, 0, 0)), FileID: 1, RecordNo: 7},
			{System: "SYSA", Stack: "TCPIP", Role: "client", Client: "10.1.2.3", Server: "2001:db8::5", WeakConnections: 3,
				WeakBytes: 12, Bits: ptr(63), FileID: 1, RecordNo: 9}}},
		ServerPaths: Section[PathRow]{Total: 2, Rows: []PathRow{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.2.3", Port: ptr(23), Other: "10.9.9.1",
				Protection: "NONE",
				Span:       seen(at(1, 0, 0), at(31, 0, 0)), FileID: 1, RecordNo: 7, Uses: use(82)},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.2.3", Port: ptr(23), Other: "10.9.9.2",
				Protection: "TLS", SuiteID: ptr(12),
				Algorithms: "TLS1.1 TLS_RSA_WITH_3DES_EDE_CBC_SHA", Subjects: "CN=tn3270.example.com,O=Example",
				Issuers: "CN=Example CA 1", Serials: "1f00a2", FileID: 1, RecordNo: 8, Uses: use(3)}}},
		ClientPaths: Section[PathRow]{Total: 1, Rows: []PathRow{
			{System: "SYSA", Stack: "TCPIP", Job: "PAYROLL", Addr: "10.1.2.3", Other: "2001:db8::5", OtherPort: ptr(443),
				Protection: "TLS", FileID: 1, RecordNo: 9, Uses: use(4)}}},
		Tunnels: Section[TunnelRow]{Total: 3, Rows: []TunnelRow{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Phase: 1, ID: "K7", Keying: "DYNAMIC", Local: "10.1.2.3",
				Remote: "203.0.113.5", Identity: "gw.example", Rule: "Partner~1",
				Event: "activated", State: "active", FIPS: "on", Algorithms: "AES-CBC-256 group 20 > 3DES-168 group 2",
				Downgrade: "weaker cipher; weaker group", Observations: 2,
				Refreshes: ptr(1), Span: seen(at(1, 0, 30), at(1, 8, 30)), Expire: at(1, 16, 30), FileID: 1, RecordNo: 11},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Phase: 2, ID: "Y107", Keying: "DYNAMIC", Local: "10.1.2.3",
				Remote: "203.0.113.5", Action: "Partner~1", FIPS: "off",
				Event: "added", Inferred: true, Observations: 1, FileID: 1, RecordNo: 12},
			{System: "SYSB", Stack: "TCPIPB", Phase: 2, ID: "M1", Keying: "MANUAL", Local: "10.1.2.4", Remote: "203.0.113.6",
				Event: "activated", Observations: 1, FileID: 2, RecordNo: 1}}},
		TunnelSessions: Section[TunnelSessionRow]{Total: 1, Rows: []TunnelSessionRow{
			{System: "SYSA", Stack: "TCPIP", IKETunnel: "K7", IPTunnel: "Y107", Job: "CICSPROD", Server: "10.1.2.3",
				Port: ptr(1490), Client: "203.0.113.5", Connections: 2, Bytes: 158_000,
				Span: seen(at(1, 1, 0), at(1, 2, 0)), FileID: 1, RecordNo: 13}}},
		FIPS: Section[FIPSRow]{Total: 3, Rows: []FIPSRow{
			{Of: "tls", Uses: use(3690)}, {Of: "tls", Mode: "off", Level: "OFF", Uses: use(12)},
			{Of: "tunnel, phase 1", Mode: "on", Tunnels: 1}}},
	}
	o.PeerPaths.Missing = "not available: the database has no view v_endpoint"
	return o
}
