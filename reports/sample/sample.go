// Package sample is a believable report for tests of the formats, and texts that try to
// leave their place. The program does not import it.
package sample

import (
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// At makes a UTC time of October 2026.
func At(day, hour, minute int) time.Time {
	return time.Date(2026, time.October, day, hour, minute, 0, 0, time.UTC)
}

// Ptr returns where a number lies; the model has nil for what records do not say.
func Ptr(n int64) *int64 { return &n }

// Report is a small month at a believable site, written by hand.
func Report() *model.Report {
	r := &model.Report{
		Tool:     model.Tool{Name: "zertify", Version: "1.0.0", LayoutHash: "9f2c41d07be3"},
		Database: "october.db",
		AsOf:     At(31, 23, 59),
		Scope:    "2 systems with 2 TCP/IP stacks, 2026-10-01 to 2026-10-31.",
		Files: model.Section[model.InputFile]{Total: 2, Rows: []model.InputFile{
			{ID: 1, Path: "in/sysa october.smf.gz", SHA256: "3b6f0c1a9e5d4f7788aa01c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506",
				Bytes: 48_230_912, Container: "gzip", Framing: "vbs", FramingBasis: "first 64 blocks walk",
				First: model.Local{Time: At(1, 2, 0)}, Last: model.Local{Time: At(31, 23, 59)}, Records: 9210, Records119: 6120,
				RecordsDecoded: 4310,
				RecordsSkipped: 4897, RecordsRejected: 3, BytesDecoded: 4_100_220, BytesSkipped: 44_129_400, BytesRejected: 1292,
				ToolVersion: "1.0.0", LayoutHash: "9f2c41d07be3",
				Stopped:   "at byte 5102334 of gzip: the data end before they are complete",
				StoppedIn: "gzip", StoppedAt: Ptr(5102334), Unread: 1},
			{ID: 2, Path: "in/sysb.smf", SHA256: "aa10", Bytes: 1_200, Framing: "rdw",
				Records: 4, Records119: 4, RecordsDecoded: 4, BytesDecoded: 1_200, ToolVersion: "1.0.0", LayoutHash: "9f2c41d07be3",
				Complete: true},
		}},
		RecordCounts: []model.RecordCount{
			{FileID: 1, System: "SYSA", Type: Ptr(30), Subtype: Ptr(4), Disposition: "skipped", Records: 3090, Bytes: 40_000_000,
				First: model.Local{Time: At(1, 2, 0)}, Last: model.Local{Time: At(31, 23, 59)}},
			{FileID: 1, System: "SYSA", Type: Ptr(119), Subtype: Ptr(12), Disposition: "decoded", Records: 4310,
				Bytes: 4_100_220, First: model.Local{Time: At(1, 2, 0)}, Last: model.Local{Time: At(31, 23, 59)}},
			{FileID: 1, System: "SYSA", Type: Ptr(119), Subtype: Ptr(12), Disposition: "rejected", Records: 3, Bytes: 1292},
			{FileID: 2, System: "SYSB", Type: Ptr(119), Subtype: Ptr(12), Disposition: "decoded", Records: 4, Bytes: 1200},
			{FileID: 2, System: "SYSB", Type: Ptr(0), Disposition: "skipped", Records: 0, Bytes: 0},
		},
		IssueKinds: []model.KindCount{{Kind: "locator", Count: 2}, {Kind: "short", Count: 1}},
		Issues: model.Section[model.Issue]{Total: 3, Rows: []model.Issue{
			{FileID: 1, RecordNo: Ptr(1042), StartByte: Ptr(88301), Offset: Ptr(44), Structure: "zert_summary_tls",
				Field: "SMF119SC_TLS",
				Kind:  "locator", Message: "120 bytes at +900, record has 940: section lies outside its record",
				Raw: "0384007800010001"},
			{FileID: 1, RecordNo: Ptr(1043), StartByte: Ptr(89241), Offset: Ptr(44), Kind: "locator",
				Message: "count 65535 is absurd"},
			{FileID: 2, Kind: "short", Message: "the file ends inside a record"},
		}},
		Coverage: model.Section[model.CoverageRow]{Total: 2, Rows: []model.CoverageRow{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Source: "zert_summary", Span: Seen(At(1, 0, 0), At(31, 23, 45)),
				Records: 4310, Intervals: Ptr(2976), Gaps: Ptr(2), GapSeconds: Ptr(10800), Lost: Ptr(40), LostBytes: Ptr(5200),
				SwitchedOn: Ptr(1), SwitchedOff: Ptr(1), Recording: "on, changed"},
			{Sysplex: "PLEX1", System: "SYSB", Stack: "TCPIPB", Source: "zert_summary", Span: Seen(At(5, 0, 0), At(5, 1, 0)),
				Records: 4, Intervals: Ptr(4), Gaps: Ptr(0), GapSeconds: Ptr(0)},
		}},
		Traffic: model.Traffic{Sessions: 4310, Records: 17240, Connections: 182_400, Bytes: 91_000_000_000,
			Artefacts: 7, NoRole: 1, LocalTimes: 4300,
			Span: Seen(At(1, 0, 0), At(31, 23, 45)),
			ByProtection: []model.ProtectionTally{
				{Protection: "NONE", Sessions: 310, Records: 1240, Connections: 21_400, Bytes: 6_400_000_000},
				{Protection: "IPSEC", Sessions: 40, Records: 160, Connections: 900, Bytes: 1_000_000_000},
				{Protection: "SSH", Sessions: 260, Records: 1040, Connections: 5_100, Bytes: 3_500_000_000},
				{Protection: "TLS", Sessions: 3690, Records: 14760, Connections: 154_900, Bytes: 80_000_000_000},
				{Protection: "TLS+IPSEC", Sessions: 10, Records: 40, Connections: 100, Bytes: 100_000_000}},
			BySource: []model.SourceTally{{Source: "zert_detail", Sessions: 10, Records: 40},
				{Source: "zert_summary", Sessions: 4300, Records: 17200}},
			Clear: []model.ClearTally{{Kind: "clear", Sessions: 20, Records: 80, Connections: 130, Bytes: 20_000_000},
				{Kind: "artefact, failed or slow handshake", Sessions: 3, Records: 12, Connections: 40, Bytes: 9000}}},
		Servers: model.Section[model.Peer]{Total: 120, Rows: []model.Peer{
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.2.3", Port: Ptr(23), Peers: 41,
				Sessions: 82, Records: 328,
				Connections: 12_400, Bytes: 2_400_000_000, Clear: 12_100, TLS: 300, ClearBytes: 2_300_000_000,
				Span: Seen(At(1, 0, 0), At(31, 23, 45))},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "FTPD1", Addr: "2001:db8::17", Port: Ptr(21), Peers: 3,
				Sessions: 9, Records: 36,
				Connections: 700, Bytes: 900_000_000, Clear: 700, ClearBytes: 900_000_000, Span: Seen(At(2, 1, 0), At(30, 1, 0))},
			{Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP", Job: "CICSPROD", Addr: "10.1.2.3", Port: Ptr(1490), Peers: 212,
				Sessions: 2100, Records: 8400,
				Connections: 90_000, Bytes: 70_000_000_000, TLS: 90_000, Span: Seen(At(1, 0, 0), At(31, 23, 45))},
		}},
		Clients: model.Section[model.Peer]{Total: 1, Rows: []model.Peer{
			{System: "SYSA", Stack: "TCPIP", Job: "PAYROLL", Addr: "10.1.2.3", Peers: 2, Sessions: 4, Records: 16,
				Connections: 80,
				Bytes:       12_000_000,
				TLS:         80, Span: Seen(At(9, 2, 0), At(30, 2, 30))}}},
		EEPeers: model.Section[model.Peer]{Missing: "not available: the database has no view v_session"},
		Certificates: model.Section[model.Certificate]{Total: 3, Rows: []model.Certificate{
			{Layer: "tls", Role: "server", Subject: "CN=tn3270.example.com,O=Example", Issuer: "CN=Example CA 1",
				Serial: "0x1f00a2", NotAfter: At(20, 12, 0),
				KeyType: "RSA", KeyBits: Ptr(1024), KeyStrength: Ptr(80), SigAlg: "RSA with SHA-1",
				Span: Seen(At(1, 0, 0), At(31, 23, 45)),
				Jobs: "TN3270", Servers: "10.1.1.1:992", Sessions: 12, Records: 48, Connections: 120, FileID: 1, RecordNo: 7},
			{Layer: "tls", Role: "server", Subject: "CN=mq.example.com", Issuer: "CN=Example CA 2", Serial: "0x77",
				NotAfter: At(31, 23, 59).AddDate(0, 0, 12),
				KeyType:  "ECDSA", KeyBits: Ptr(256), KeyStrength: Ptr(128), SigAlg: "ECDSA with SHA-256", Jobs: "MQCHIN",
				Sessions: 120, Records: 480, Connections: 1200, FileID: 1, RecordNo: 31},
			{Layer: "ike", Role: "remote", Subject: "CN=branch-7", KeyType: "RSA", Sessions: 2, Records: 8, FileID: 2,
				RecordNo: 3},
		}},
	}
	r.Crypto = model.Section[model.CryptoUse]{Total: 3, Rows: []model.CryptoUse{
		{Layer: "ike", Version: "IKEv2", Cipher: "AES-CBC", CipherBits: Ptr(256), MAC: "HMAC-SHA2-256-128",
			KeyExchange: "group 20", Auth: "PRESHARED", PRF: "HMAC-SHA2-256", CipherStrength: Ptr(256), KexStrength: Ptr(192),
			Tunnels: 2, Span: Seen(At(3, 4, 0), time.Time{}), FileID: 2, RecordNo: 3},
		{Layer: "tls", Version: "TLS1.1", Suite: "TLS_RSA_WITH_AES_128_CBC_SHA", Cipher: "AES-CBC", CipherBits: Ptr(128),
			MAC: "HMAC-SHA1", KeyExchange: "RSA", CipherStrength: Ptr(128),
			Sessions: 12, Records: 48, Connections: 300, Bytes: 12_000, Span: Seen(At(1, 0, 0), At(31, 23, 45)),
			FileID: 1, RecordNo: 7},
		{Layer: "tls", Version: "TLS1.3", Suite: "TLS_AES_256_GCM_SHA384", Cipher: "AES-GCM", CipherBits: Ptr(256),
			MAC: "AEAD", KeyExchange: "TLS13-ECDHE", CipherStrength: Ptr(256),
			Sessions: 3000, Records: 12000, Connections: 150_000, Bytes: 79_000_000_000,
			Span: Seen(At(1, 0, 0), At(31, 23, 45)), FileID: 1, RecordNo: 31},
	}}
	r.Exceptions = []model.Exception{
		{Line: 3, ID: "BASE-SESSION-003", Pattern: "job FTPD1, port 21", Owner: "J. Doe",
			Reason:  "replaced by SFTP in December",
			Expires: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), State: "in use", Found: 1,
			Note: "it accepts all 12 findings of BASE-SESSION-003"},
		{Line: 4, ID: "tls-version-floor", Pattern: "server 10.1.2.9/32", Owner: "J. Doe", Reason: "vendor box",
			Expires: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), State: "expired"},
	}
	r.Overview = sampleOverview()
	r.Drift = Drift()
	r.RecordTotals = model.Totals(r.RecordCounts)
	r.Evaluations = sampleEvaluations()
	r.Outcomes = sampleOutcomes()
	return r
}

func sampleEvaluations() []*policy.Evaluation {
	port := &policy.Rule{ID: "BASE-SESSION-003", Title: "Unencrypted traffic on a port that carries logons",
		AppliesTo: "session/protection", Attribute: "protection",
		Condition: "eq NONE ; server_port in 20|21|23", Verdict: policy.Fail, Severity: "high", Citation: "own ranking",
		Rationale: "Port commonly carries credentials or business data.", Basis: "own judgement"}
	old := &policy.Rule{ID: "BASE-TLS-002", Title: "TLS 1.0 or TLS 1.1 negotiated", AppliesTo: "tls/version",
		Attribute: "tls_version",
		Condition: "in TLS1.0|TLS1.1",
		Verdict:   policy.Fail, Severity: "high", From: time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC),
		Citation:  "RFC 8996 s.4 and s.5",
		Rationale: "Formally deprecated.", Basis: "found"}
	mac := &policy.Rule{ID: "BASE-ANY-006", Title: "Message authentication with SHA-1", AppliesTo: "any/mac",
		Attribute: "mac", Condition: "in HMAC-SHA1|HMAC-SHA1-96",
		Verdict: policy.Warn, Severity: "low", Citation: "RFC 9155",
		Rationale: "Sound as HMAC today but scheduled to leave; aim for SHA-2.", Basis: "memory"}
	modern := &policy.Rule{ID: "BASE-TLS-004", Title: "TLS 1.3 negotiated", AppliesTo: "tls/version",
		Attribute: "tls_version", Condition: "eq TLS1.3",
		Verdict: policy.Pass, Severity: "info", Citation: "RFC 8446", Rationale: "Preferred.", Basis: "found"}
	pfs := &policy.Rule{ID: "BASE-IPSEC-003", Title: "IPSec without forward secrecy", AppliesTo: "ipsec/pfs",
		Attribute: "ipsec_pfs_group", Condition: "eq 0",
		Verdict: policy.Info, Severity: "low", Citation: "RFC 7296 s.2.12", Rationale: "No forward secrecy per child SA.",
		Basis: "partial"}
	group := &policy.Rule{ID: "BASE-TLS-009", Title: "TLS key exchange in a group below 112 bits of strength",
		AppliesTo: "tls/kex", Attribute: "kex_strength_bits", Condition: "lt 112", Verdict: policy.Fail, Severity: "high",
		Citation: "own ranking", Rationale: "Within reach of an attacker with means.", Basis: "own judgement"}
	tally := func(n int64) policy.Tally {
		return policy.Tally{Sessions: n, Records: n * 4, Connections: n * 10, Bytes: n * 1000}
	}
	base := policy.Finding{Profile: "baseline", Verdict: policy.Fail, Sysplex: "PLEX1", System: "SYSA", Stack: "TCPIP",
		Role: "server"}

	clear := base
	clear.Rule, clear.Job, clear.ServerAddr, clear.ServerPort, clear.Protection,
		clear.SuiteID = port, "TN3270", "10.1.2.3", 23, "NONE", 11
	clear.Observed, clear.Sessions, clear.Records, clear.Owner = "NONE", 82, 328, "Terminal team"
	clear.Connections, clear.Bytes, clear.Peers = 12_100, 2_300_000_000, 41
	clear.Span, clear.Evidence = policy.Span{First: At(1, 0, 0), Last: At(31, 23, 45)},
		[]policy.Ref{{FileID: 1, RecordNo: 7}, {FileID: 1, RecordNo: 9}}

	clear.Port, clear.PortWeight, clear.Raised = "port 23 Telnet and TN3270: credentials", 5, "critical"
	clear.Service, clear.Carries = "Telnet and TN3270 on port 23", "credentials"

	ftp := clear
	ftp.Port, ftp.Raised, ftp.Service = "port 21 FTP control: credentials", "", "FTP control on port 21"
	ftp.Job, ftp.ServerAddr, ftp.ServerPort, ftp.Connections, ftp.Bytes,
		ftp.Peers = "FTPD1", "2001:db8::17", 21, 700, 900_000_000, 3
	ftp.Accepted, ftp.Evidence = "exceptions.csv line 3: replaced by SFTP in December",
		[]policy.Ref{{FileID: 2, RecordNo: 2}}

	tls := clear
	tls.Port, tls.PortWeight, tls.Raised, tls.Service, tls.Carries = "", 0, "", "", ""
	tls.Rule, tls.ServerPort, tls.Protection, tls.SuiteID, tls.Observed, tls.Sessions,
		tls.Records, tls.Connections = old, 992, "TLS", 12, "TLS1.1", 12, 48, 300

	sha := tls
	sha.Rule, sha.Verdict, sha.Job, sha.ServerPort, sha.Protection = mac, policy.Warn, "SSHD4", 22, "SSH"
	sha.SuiteID, sha.Observed, sha.Inferred = -9182736455463728190, "HMAC-SHA1", true
	sha.Sessions, sha.Records, sha.Connections = 4, 16, 44

	sha.Layer, sha.Note, sha.Source = "ssh", "one direction only", "OBSERVATION"

	nist := &policy.Rule{ID: "NIST-TLS-003", Title: "TLS 1.0 or TLS 1.1 negotiated", AppliesTo: "tls/version",
		Attribute: "tls_version",
		Condition: "in TLS1.0|TLS1.1",
		Verdict:   policy.Fail, Severity: "high", Citation: "SP 800-52r2 s.3.1",
		Rationale: "Below the lowest version allowed.", Basis: "found"}
	same := tls
	same.Profile, same.Rule = "nist", nist

	return []*policy.Evaluation{
		{Profile: &policy.Profile{ID: "baseline", Title: "Baseline", Edition: "2026-11", Authority: "zertify"},
			AsOf: At(31, 23, 59), Overall: policy.Fail,
			Verdicts: map[policy.Verdict]policy.Tally{policy.Fail: tally(94), policy.Warn: tally(216),
				policy.NotEvidenced: tally(40), policy.Info: tally(60), policy.Pass: tally(3890), policy.NotAssessed: tally(10)},
			Controls: []policy.Control{
				{Rule: port, InForce: true, Verdict: policy.Fail, Accepted: tally(9), Looked: tally(310), Matched: tally(82)},
				{Rule: old, InForce: true, Verdict: policy.Fail, Looked: tally(3700), Matched: tally(12), NotKnown: tally(3)},
				{Rule: modern, InForce: true, Verdict: policy.Pass, Looked: tally(3700), Matched: tally(3000)},
				{Rule: mac, InForce: true, Verdict: policy.Warn, Looked: tally(3960), Matched: tally(4)},
				{Rule: pfs, InForce: true, Verdict: policy.NotAssessed, Reason: "no IPSec traffic was seen"},
				{Rule: group, InForce: true, Verdict: policy.NotEvidenced, Looked: tally(3700), Undecided: tally(3700),
					Reason: "no field names the group of a TLS key exchange"},
			},
			Undecided: []policy.Undecided{{Rule: group, Traffic: tally(3700),
				Says: []string{"no field names the group of a TLS key exchange"}}},
			Findings: []policy.Finding{clear, ftp, tls, sha}, HasOwners: true, Total: 9, TotalAccepted: 1, Accepted: tally(9),
			Aspects: []policy.Aspect{
				{Protocol: "session", Attribute: "protection",
					Verdicts: map[policy.Verdict]policy.Tally{policy.Fail: tally(82), policy.NotAssessed: tally(228)}},
				{Protocol: "tls", Attribute: "tls_version",
					Verdicts: map[policy.Verdict]policy.Tally{policy.Fail: tally(12), policy.NotEvidenced: tally(3),
						policy.Pass: tally(3000)}},
			},
			Tunnels: sampleTunnels(mac),
			Forecast: &policy.Forecast{
				Days:    []time.Time{time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2035, 12, 31, 0, 0, 0, 0, time.UTC)},
				Overall: []policy.Verdict{policy.Fail, policy.Fail},
				Verdicts: []map[policy.Verdict]policy.Tally{{policy.Fail: tally(94), policy.Pass: tally(4216)},
					{policy.Fail: tally(310), policy.Pass: tally(4000)}},
				Rows: []policy.ForecastRow{
					{Rule: mac, Now: policy.ForecastCell{Verdict: policy.Warn, Matched: tally(4)},
						FirstFail: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
						At: []policy.ForecastCell{{Verdict: policy.Warn, Matched: tally(4)},
							{Verdict: policy.Fail, Matched: tally(216)}}},
					{Rule: pfs, Tunnels: true, Now: policy.ForecastCell{Verdict: policy.NotAssessed},
						FirstFail: time.Date(2032, 1, 1, 0, 0, 0, 0, time.UTC),
						At: []policy.ForecastCell{{Verdict: policy.NotAssessed},
							{Verdict: policy.Fail, Matched: policy.Tally{Sessions: 2, Records: 8}}}},
				}}},
		{Profile: &policy.Profile{ID: "nist", Title: "NIST SP 800 series", Edition: "2026", Authority: "NIST"},
			AsOf: At(31, 23, 59), Overall: policy.Fail,
			Verdicts: map[policy.Verdict]policy.Tally{policy.Fail: tally(12), policy.Pass: tally(3688),
				policy.NotAssessed: tally(610)},
			Controls: []policy.Control{{Rule: nist, InForce: true, Verdict: policy.Fail, Looked: tally(3700),
				Matched: tally(12)}},
			Findings: []policy.Finding{same}, Total: 1},
	}
}

// sampleTunnels are two tunnels of a branch office, one of them weak.
func sampleTunnels(rule *policy.Rule) policy.TunnelPart {
	return policy.TunnelPart{Total: 2, Overall: policy.Warn,
		Verdicts: map[policy.Verdict]int64{policy.Warn: 1, policy.NotEvidenced: 1},
		Controls: []policy.TunnelControl{{Rule: rule, InForce: true, Verdict: policy.Warn, Looked: 2, Matched: 1,
			NotKnown: 1}}, FindingsTotal: 1,
		Findings: []policy.Finding{{Profile: "baseline", Rule: rule, Verdict: policy.Warn, Sysplex: "PLEX1", System: "SYSA",
			Stack: "TCPIP", Layer: "ike",
			Observed:   "HMAC-SHA1-96",
			Span:       policy.Span{First: At(3, 4, 5), Last: At(3, 4, 5), FirstUTC: At(3, 8, 5), LastUTC: At(3, 8, 5)},
			ServerAddr: "192.0.2.7", Evidence: []policy.Ref{{FileID: 1, RecordNo: 31}},
			Tunnel: &policy.Tunnel{ID: "K7", Phase: 1, Local: "10.1.2.3", Remote: "192.0.2.7", Policy: "=Branch7",
				Source: "smf119"}}}}
}

func sampleOutcomes() []queries.Outcome {
	return []queries.Outcome{
		{Query: &queries.Query{ID: "tls-version-floor", Area: "tls", Title: "TLS sessions below the lowest version allowed",
			Severity:    "high",
			Doc:         "Versions before 1.2 rest on MD5 and SHA-1 in the handshake.",
			Remediation: "TTLSEnvironmentAdvancedParms: TLSv1.1 Off.",
			Caveats:     "Sessions known only by observation carry no certificate facts.",
			Params:      []queries.Param{{Name: "min_version", Type: "VARCHAR", Default: "TLS1.2"}},
			Refs:        []string{"NIST SP 800-52 Rev. 2 section 3.1"}},
			Params: map[string]string{"min_version": "TLS1.2"}, Status: queries.Fail, Population: 3700, Total: 12,
			Columns: []string{"status", "resource", "reason", "file_id", "record_no", "server_port", "bytes", "last_utc"},
			Rows: [][]any{
				{"fail", "10.1.2.3:992", "negotiated TLS1.1", int64(1), int64(7), int32(992), int64(2_300_000), At(31, 23, 45)},
				{"review", "10.1.2.9:992", nil, int64(2), int64(3), int32(992), int64(12), At(30, 1, 2)},
			}},
		{Query: &queries.Query{ID: "ssh-version-1", Area: "ssh", Title: "SSH protocol 1", Severity: "critical",
			Doc: "Obsolete protocol."},
			Status: queries.Pass, Population: 260, Columns: []string{"status", "resource", "reason", "file_id", "record_no"}},
		{Query: &queries.Query{ID: "ike-version-1", Area: "ipsec", Title: "IKE version 1", Severity: "high",
			Doc: "Historic protocol."},
			Status: queries.NoEvidence, Columns: []string{"status", "resource", "reason", "file_id", "record_no"}},
		{Query: &queries.Query{ID: "site-own", Area: "zz-site", Title: "A query of the site", Severity: "low", Doc: "Own."},
			Status: queries.Error, Err: engineError("Binder Error: column portt does not exist")},
	}
}

// Drift is a month that was worse than the one before it.
func Drift() *model.Drift {
	ftp := model.Change{What: model.ChangeFinding, State: model.StateNew, Worse: true, ID: "1f35e175b07f",
		Profile: "baseline",
		Rule:    "BASE-SESSION-003", Title: "Unencrypted traffic on a port that carries logons: FTP control on port 21",
		Place: "FTPD1 on SYSA, port 21", Severity: "high", System: "SYSA", Stack: "TCPIP", Job: "FTPD1",
		Resource: "FTPD1 [2001:db8::17]:21 on SYSA/TCPIP as server", After: "fail: NONE", ConnectionsAfter: 700,
		BytesAfter: 900_000_000, FileID: 1, RecordNo: 9}
	open := ftp
	open.Title = "Unencrypted traffic on a port that carries logons: Telnet and TN3270 on port 23"
	open.Place = "TN3270 on SYSA, port 23"
	open.State, open.Worse, open.ID, open.Job,
		open.Resource = model.StateOpen, false, "193d984cc43c", "TN3270", "TN3270 10.1.2.3:23 on SYSA/TCPIP as server"
	open.Before, open.ConnectionsBefore, open.BytesBefore = "fail: NONE", 11_000, 2_000_000_000
	return &model.Drift{
		Tool: model.Tool{Name: "zertify", Version: "1.0.0", LayoutHash: "9f2c41d07be3"}, AsOf: model.Date{Time: At(31, 0, 0)},
		Worse: 3,
		Old: model.DriftSide{Database: "october.db 2026-09-01..2026-09-30", Scope: "since 2026-09-01; before 2026-10-01",
			Span: Seen(At(1, 0, 0).AddDate(0, -1, 0), At(30, 23, 45).AddDate(0, -1, 0)), Sessions: 4000, Records: 16000},
		New: model.DriftSide{Database: "october.db", Scope: "since 2026-10-01", Span: Seen(At(1, 0, 0), At(31, 23, 45)),
			Sessions: 4310, Records: 17240},
		Changes: []model.Change{
			ftp, open,
			{What: model.ChangePort, State: model.StateNew, Worse: true, ID: "f8d397a33fcb", Title: "Unprotected traffic",
				Place: "FTPD1 on SYSA, port 21", System: "SYSA", Stack: "TCPIP",
				Job:      "FTPD1",
				Resource: "[2001:db8::17]:21 on SYSA/TCPIP as server",
				Before:   "not seen", After: "unprotected: 700 connections of 700", ConnectionsAfter: 700, FileID: 1, RecordNo: 9},
			{What: model.ChangeSuite, State: model.StateWorse, Worse: true, ID: "f8ebd43dbef1", Rule: "tls",
				Title: "Weakest protection, TLS", Place: "TN3270 on SYSA, port 992", System: "SYSA",
				Stack: "TCPIP", Resource: "10.1.2.3:992 on SYSA/TCPIP as server",
				Before: "TLS1.2, 128 bits at most", After: "TLS1.1, 112 bits at most", ConnectionsBefore: 10, ConnectionsAfter: 300,
				FileID: 1, RecordNo: 7},
			{What: model.ChangeCertificate, State: model.StateRenewed, ID: "06298432e806", Rule: "tls server",
				Title: "Certificate", Place: "Certificates", Job: "MQCHIN",
				Resource: "CN=mq.example.com", Before: "serial 76, until 2026-10-12",
				After: "serial 77, until 2026-11-12", ConnectionsAfter: 120, FileID: 1, RecordNo: 31},
		},
		Notes: []string{"october.db: profile baseline: of 9 findings, 4 were compared"},
	}
}

// Seen is a time by the local clocks alone.
func Seen(from, to time.Time) model.Span {
	return model.Span{First: model.Local{Time: from}, Last: model.Local{Time: to}}
}

// InUTC adds the same in UTC, for a clock that is so many hours off it.
func InUTC(s model.Span, hours int) model.Span {
	off := time.Duration(hours) * time.Hour
	s.FirstUTC, s.LastUTC = s.First.Add(-off), s.Last.Add(-off)
	return s
}

// engineError is an error in the engine's own words.
type engineError string

func (e engineError) Error() string { return string(e) }
