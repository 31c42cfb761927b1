package sample

import (
	"time"

	"github.com/zertify/zertify/reports/model"
)

// sampleOverview goes with sampleReport: the same stacks, servers and tunnels.
func sampleOverview() model.Overview {
	day := func(d int) model.Date { return model.Date{Time: At(d, 0, 0)} }
	month := func(y int, m time.Month) model.Date {
		return model.Date{Time: time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)}
	}
	use := func(n int64) model.Uses {
		return model.Uses{Sessions: n, Records: n * 4, Connections: n * 10, Bytes: n * 1000}
	}
	o := model.Overview{
		Timeline: model.Section[model.DayRow]{Total: 5, Rows: []model.DayRow{
			{Day: day(1), Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Protection: "NONE", Uses: use(10)},
			{Day: day(1), Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Protection: "TLS", Uses: use(90)},
			{Day: day(3), Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Protection: "TLS", Uses: use(120)},
			{Day: day(5), Sysplex: "PLEX1", System: "SYSB", Stack: "TCPIPB", Protection: "TLS+IPSEC", Uses: use(1)},
			{Day: model.Date{}, Sysplex: "PLEX1", System: "SYSB", Stack: "TCPIPB", Protection: "", Uses: use(2)}}},
		Protocols: model.Section[model.ProtocolRow]{Total: 4, Rows: []model.ProtocolRow{
			{Layer: "none", Version: "", Uses: use(310)}, {Layer: "tls", Version: "TLS1.1", Uses: use(12)},
			{Layer: "tls", Version: "TLS1.3", Uses: use(3000)}, {Layer: "ike", Version: "IKEv2", Uses: use(40)}}},
		Strengths: model.Section[model.StrengthRow]{Total: 4, Rows: []model.StrengthRow{
			{Layer: "none", Bits: nil, Incomplete: false, Uses: use(310)},
			{Layer: "tls", Bits: Ptr(63), Incomplete: false, Uses: use(12)},
			{Layer: "tls", Bits: Ptr(128), Incomplete: true, Uses: use(3000)},
			{Layer: "ike", Bits: nil, Incomplete: true, Uses: use(40)}}},
		Suites: model.Section[model.SuiteRow]{Total: 2, Rows: []model.SuiteRow{
			{Layer: "tls", Version: "TLS1.1", Suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA", Cipher: "3DES", CipherBits: Ptr(168),
				MAC: "HMAC-SHA1", KeyExchange: "RSA",
				Auth: "SHA1", Bits: Ptr(63), FIPS: "OFF", Servers: 1, Span: Seen(At(1, 0, 0), At(31, 0, 0)), FileID: 1, RecordNo: 7,
				Uses: use(12)},
			{Layer: "ike", Version: "IKEv2", Cipher: "AES-CBC", CipherBits: Ptr(256), KeyExchange: "group 20", Incomplete: true,
				FileID: 2, RecordNo: 3, Uses: use(40)}}},
		Expiry: model.Section[model.ExpiryRow]{Total: 3,
			Rows: []model.ExpiryRow{{Month: month(2026, 10), Certificates: 1, Sessions: 12, Records: 48},
				{Month: month(2026, 11), Certificates: 1, Sessions: 120, Records: 480},
				{Month: model.Date{}, Certificates: 1, Sessions: 2, Records: 8}}},
		WeakLinks: model.Section[model.LinkRow]{Total: 2, Rows: []model.LinkRow{
			{System: "SYSA", Stack: "TCPIP", Job: "TN3270", Role: "server", Client: "10.9.9.1", Server: "10.1.2.3",
				Port: Ptr(23), ClearConnections: 12_000,
				ClearBytes: 2_300_000_000, Span: Seen(At(1, 0, 0), At(31, 0, 0)), FileID: 1, RecordNo: 7},
			{System: "SYSA", Stack: "TCPIP", Role: "client", Client: "10.1.2.3", Server: "2001:db8::5", WeakConnections: 3,
				WeakBytes: 12, Bits: Ptr(63), FileID: 1, RecordNo: 9}}},
		ServerPaths: model.Section[model.PathRow]{Total: 2, Rows: []model.PathRow{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.2.3", Port: Ptr(23), Other: "10.9.9.1",
				Protection: "NONE",
				Span:       Seen(At(1, 0, 0), At(31, 0, 0)), FileID: 1, RecordNo: 7, Uses: use(82)},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.2.3", Port: Ptr(23), Other: "10.9.9.2",
				Protection: "TLS", SuiteID: 12,
				Algorithms: "TLS1.1 TLS_RSA_WITH_3DES_EDE_CBC_SHA", Subjects: "CN=tn3270.example.com,O=Example",
				Issuers: "CN=Example CA 1", Serials: "0x1f00a2", FileID: 1, RecordNo: 8, Uses: use(3)}}},
		ClientPaths: model.Section[model.PathRow]{Total: 1, Rows: []model.PathRow{
			{System: "SYSA", Stack: "TCPIP", Job: "PAYROLL", Addr: "10.1.2.3", Other: "2001:db8::5", OtherPort: Ptr(443),
				Protection: "TLS", FileID: 1, RecordNo: 9, Uses: use(4)}}},
		Tunnels: model.Section[model.TunnelRow]{Total: 3, Rows: []model.TunnelRow{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Phase: 1, ID: "K7", Keying: "DYNAMIC", Local: "10.1.2.3",
				Remote: "203.0.113.5", Identity: "gw.example", Rule: "Partner~1",
				Event: "activated", State: "active", FIPS: "on", Algorithms: "AES-CBC-256 group 20 > 3DES-168 group 2",
				Downgrade: "weaker cipher; weaker group", Sources: "log, nmsec, smf119, text", Observations: 2,
				Refreshes: Ptr(1), Span: Seen(At(1, 0, 30), At(1, 8, 30)), Expire: At(1, 16, 30), FileID: 1, RecordNo: 11},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Phase: 2, ID: "Y107", Keying: "DYNAMIC", Local: "10.1.2.3",
				Remote: "203.0.113.5", Action: "Partner~1", FIPS: "off",
				Event: "added", Inferred: true, Sources: "smf119", Observations: 1, FileID: 1, RecordNo: 12},
			{System: "SYSB", Stack: "TCPIPB", Phase: 2, ID: "M1", Keying: "MANUAL", Local: "10.1.2.4", Remote: "203.0.113.6",
				Event: "activated", Sources: "text", Observations: 1, FileID: 2, RecordNo: 1}}},
		TunnelSessions: model.Section[model.TunnelSessionRow]{Total: 1, Rows: []model.TunnelSessionRow{
			{System: "SYSA", Stack: "TCPIP", IKETunnel: "K7", IPTunnel: "Y107", Job: "CICSPROD", Server: "10.1.2.3",
				Port: Ptr(1490), Client: "203.0.113.5", Connections: 2, Bytes: 158_000,
				Span: Seen(At(1, 1, 0), At(1, 2, 0)), FileID: 1, RecordNo: 13}}},
		FIPS: model.Section[model.FIPSRow]{Total: 3, Rows: []model.FIPSRow{
			{Of: "tls", Uses: use(3690)}, {Of: "tls", Mode: "off", Level: "OFF", Uses: use(12)},
			{Of: "tunnel, phase 1", Mode: "on", Tunnels: 1}}},
	}
	o.PeerPaths.Missing = "not available: the database has no view v_endpoint"
	return o
}
