//go:build duckdb_arrow

package collect

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// overviewTables are the views the overviews read: a TN3270 server with clear and
// TLS clients, a job that goes out over SSH within IPSec, and one tunnel.
const overviewTables = `
CREATE TABLE v_traffic (source VARCHAR, day DATE, sysplex VARCHAR, system VARCHAR, stack VARCHAR, job VARCHAR,
	role VARCHAR, server_addr VARCHAR, server_port INTEGER,
  client_addr VARCHAR, protection VARCHAR, suite_id BIGINT, zert_dn_id BIGINT, is_artefact BOOLEAN,
	interval_records BIGINT,
	connections BIGINT,
  bytes_in BIGINT, bytes_out BIGINT, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP,
	last_utc TIMESTAMP, file_id BIGINT, record_no BIGINT);
INSERT INTO v_traffic VALUES
  ('s', DATE '2026-10-01', 'P', 'SYSA', 'TCPIP', 'TN3270', 'server', '10.1.1.1', 23, '10.9.9.1', 'NONE', 0, NULL, false, 2, 5, 100, 200, TIMESTAMP '2026-10-01 00:00:00', TIMESTAMP '2026-10-01 01:00:00', NULL, NULL, 1, 4),
  ('s', DATE '2026-10-02', 'P', 'SYSA', 'TCPIP', 'TN3270', 'server', '10.1.1.1', 23, '10.9.9.1', 'NONE', 0, NULL, false, 1, 7, 9223372036854775807, 9223372036854775807, NULL, TIMESTAMP '2026-10-02 01:00:00', NULL, NULL, 1, 2),
  ('s', DATE '2026-10-02', 'P', 'SYSA', 'TCPIP', 'TN3270', 'server', '10.1.1.1', 23, '10.9.9.2', 'NONE', 0, NULL, true, 1, 100, 1, 1, NULL, NULL, NULL, NULL, 1, 3),
  ('s', DATE '2026-10-02', 'P', 'SYSA', 'TCPIP', 'TN3270', 'server', '10.1.1.1', 23, '10.9.9.3', 'TLS', 11, 7, false, 1, 9, 10, 20, NULL, NULL, NULL, NULL, 2, 1),
  ('s', DATE '2026-10-02', 'P', 'SYSA', 'TCPIP', 'BATCH', 'client', '10.5.5.5', 22, '10.1.1.1', 'SSH+IPSEC', 12, NULL, false, 1, 3, NULL, 20, NULL, NULL, NULL, NULL, 2, 5),
  ('s', DATE '2026-10-02', 'P', 'SYSA', 'TCPIP', 'VTAM', 'peer', '10.1.1.1', 12000, '10.7.7.7', 'NONE', 0, NULL, false, 1, 1, 1, 1, NULL, NULL, NULL, NULL, 2, 6),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'TLS', 0, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, 2, 7);
ALTER TABLE v_traffic ADD COLUMN session_no BIGINT;
UPDATE v_traffic SET session_no = CASE WHEN file_id = 1 AND record_no = 2 THEN 4 ELSE record_no END;
CREATE VIEW v_endpoint AS SELECT * EXCLUDE (client_addr, day, zert_dn_id, session_no), 1 AS sessions FROM v_traffic;
CREATE TABLE suite (suite_id BIGINT, tls_version VARCHAR, tls_kex VARCHAR, ssh_version VARCHAR, ssh_kex VARCHAR,
	ssh_hostkey_alg VARCHAR, ssh_hostkey_type VARCHAR,
  ike_version VARCHAR, ike_dh_group INTEGER, ike_auth_method VARCHAR, ipsec_protocol VARCHAR, ipsec_pfs_group INTEGER,
	ipsec_keying VARCHAR);
INSERT INTO suite VALUES (11, 'TLS1.0', 'RSA', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (12, NULL, NULL, 'SSH2', 'curve25519-sha256', NULL, 'RSA', '2', 14, 'RSA', 'ESP', 0, 'DYNAMIC');
CREATE TABLE suite_layer (suite_id BIGINT, layer VARCHAR, suite VARCHAR, cipher VARCHAR, cipher_bits INTEGER,
	mac VARCHAR, sig_hash VARCHAR, session_strength_bits INTEGER,
  strength_incomplete BOOLEAN, fips_mode VARCHAR, fips_level VARCHAR);
INSERT INTO suite_layer VALUES (11, 'tls', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', '3DES', 168, 'HMAC-SHA1', 'SHA1', 63, false,
	NULL, NULL),
  (12, 'ssh', NULL, 'AES-CTR', 256, 'HMAC-SHA2-256', NULL, 128, true, 'off', 'OFF'), (12, 'ike', NULL, '3DES', 168,
	NULL, NULL, 80, true, NULL, NULL),
  (12, 'ipsec', NULL, NULL, NULL, NULL, NULL, NULL, true, NULL, NULL);
CREATE TABLE suite_cert (suite_id BIGINT, cert_serial VARCHAR);
INSERT INTO suite_cert VALUES (11, '0b'), (11, '0a'), (11, '0b');
CREATE TABLE v_zert_dn_content (zert_dn_id BIGINT, dn_type INTEGER, dn VARCHAR);
INSERT INTO v_zert_dn_content VALUES (7, 5, 'CN=tn3270'), (7, 6, 'CN=CA'), (8, 5, 'CN=other');
CREATE TABLE v_tunnel_history (sysplex VARCHAR, system VARCHAR, stack VARCHAR, phase INTEGER, tunnel_id VARCHAR,
	keying VARCHAR, local_endpoint VARCHAR, remote_endpoint VARCHAR,
  remote_identity VARCHAR, policy_rule VARCHAR, policy_action VARCHAR, last_event VARCHAR, last_state VARCHAR,
	fips_mode VARCHAR, algorithms VARCHAR, downgrade VARCHAR, is_inferred BOOLEAN, sources VARCHAR,
  observations BIGINT, refreshes BIGINT, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP,
	last_utc TIMESTAMP, expire_utc TIMESTAMP, file_id BIGINT, record_no BIGINT);
INSERT INTO v_tunnel_history (system, stack, phase, tunnel_id, fips_mode, observations, last_local, file_id, record_no)
	VALUES ('SYSA', 'TCPIP', 1, 'K1', 'on', 1, TIMESTAMP '2026-10-01 02:00:00', 1, 9);
CREATE TABLE v_session_tunnel (system VARCHAR, stack VARCHAR, ike_tunnel VARCHAR, ipsec_tunnel VARCHAR, job VARCHAR,
	server_addr VARCHAR, server_port INTEGER, client_addr VARCHAR,
  bytes_in BIGINT, bytes_out BIGINT, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP,
	last_utc TIMESTAMP, file_id BIGINT, record_no BIGINT);
INSERT INTO v_session_tunnel VALUES ('SYSA', 'TCPIP', 'K1', 'Y2', 'J', '10.1.1.1', 80, '10.2.2.2', 1, 2, NULL, NULL,
	NULL, NULL, 2, 8), ('SYSA', 'TCPIP', 'K1', 'Y2', 'J', '10.1.1.1', 80, '10.2.2.2', NULL, 4, NULL, NULL, NULL, NULL, 1,
		12);`

func TestCollectReadsTheOverviews(t *testing.T) {
	t.Parallel()
	const most = 9223372036854775807
	o := collect(t, open(t, evidenceTables, overviewTables), Inputs{AsOf: sample.At(31, 0, 0)}).Overview
	day := func(d int) model.Date { return model.Date{Time: sample.At(d, 0, 0)} }
	for _, test := range []struct {
		name      string
		got, want any
	}{
		{"timeline", o.Timeline.Rows, []model.DayRow{
			{Protection: "TLS", Uses: model.Uses{Sessions: 1, Records: 1}},
			{Day: day(1), Sysplex: "P", System: "SYSA", Stack: "TCPIP", Protection: "NONE",
				Uses: model.Uses{Sessions: 1, Records: 2, Connections: 5, Bytes: 300}},
			{Day: day(2), Sysplex: "P", System: "SYSA", Stack: "TCPIP", Protection: "NONE",
				Uses: model.Uses{Sessions: 3, Records: 3, Connections: 108, Bytes: most}},
			{Day: day(2), Sysplex: "P", System: "SYSA", Stack: "TCPIP", Protection: "SSH+IPSEC",
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Day: day(2), Sysplex: "P", System: "SYSA", Stack: "TCPIP", Protection: "TLS",
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 9, Bytes: 30}}}},
		{"protocols", o.Protocols.Rows, []model.ProtocolRow{
			{Layer: "none", Version: "", Uses: model.Uses{Sessions: 4, Records: 5, Connections: 113, Bytes: most}},
			{Layer: "tls", Version: "TLS1.0", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 9, Bytes: 30}},
			{Layer: "ssh", Version: "SSH2", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "ike", Version: "IKEv2", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "ipsec", Version: "ESP", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "", Version: "", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 0, Bytes: 0}}}},
		{"strengths", o.Strengths.Rows, []model.StrengthRow{
			{Layer: "none", Bits: nil, Incomplete: false,
				Uses: model.Uses{Sessions: 4, Records: 5, Connections: 113, Bytes: most}},
			{Layer: "tls", Bits: sample.Ptr(63), Incomplete: false,
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 9, Bytes: 30}},
			{Layer: "ssh", Bits: sample.Ptr(128), Incomplete: true,
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "ike", Bits: sample.Ptr(80), Incomplete: true,
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "ipsec", Bits: nil, Incomplete: true, Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Layer: "", Bits: nil, Incomplete: false, Uses: model.Uses{Sessions: 1, Records: 1, Connections: 0, Bytes: 0}}}},
		// SSH of 128 bits within IPSec of 80 is not weak; an artefact is not clear
		{"links", o.WeakLinks.Rows, []model.LinkRow{
			{System: "SYSA", Stack: "TCPIP", Job: "TN3270", Role: "server", Client: "10.9.9.1", Server: "10.1.1.1",
				Port: sample.Ptr(23), ClearConnections: 12, ClearBytes: most,
				Span: sample.Seen(sample.At(1, 0, 0), sample.At(2, 1, 0)), FileID: 1, RecordNo: 2},
			{System: "SYSA", Stack: "TCPIP", Job: "VTAM", Role: "peer", Client: "10.7.7.7", Server: "10.1.1.1",
				Port:             sample.Ptr(12000),
				ClearConnections: 1, ClearBytes: 2, FileID: 2, RecordNo: 6},
			{System: "SYSA", Stack: "TCPIP", Job: "TN3270", Role: "server", Client: "10.9.9.3", Server: "10.1.1.1",
				Port: sample.Ptr(23), WeakConnections: 9, WeakBytes: 30, Bits: sample.Ptr(63), FileID: 2, RecordNo: 1}}},
		{"client sessions", o.ClientPaths.Rows, []model.PathRow{
			{Sysplex: "P", System: "SYSA", Stack: "TCPIP", Job: "BATCH", Addr: "10.1.1.1", Other: "10.5.5.5",
				OtherPort:  sample.Ptr(22),
				Protection: "SSH+IPSEC", SuiteID: 12,
				Algorithms: "IKEv2 3DES 168; ESP; SSH2 AES-CTR 256 HMAC-SHA2-256", FileID: 2, RecordNo: 5,
				Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}}}},
		{"fips", o.FIPS.Rows, []model.FIPSRow{
			{Of: "ike", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Of: "ipsec", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Of: "ssh", Mode: "off", Level: "OFF", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 3, Bytes: 20}},
			{Of: "tls", Uses: model.Uses{Sessions: 1, Records: 1, Connections: 9, Bytes: 30}},
			{Of: "tunnel, phase 1", Mode: "on", Tunnels: 1}}},
		{"tunnels", o.Tunnels.Rows,
			[]model.TunnelRow{{System: "SYSA", Stack: "TCPIP", Phase: 1, ID: "K1", FIPS: "on", Observations: 1,
				Span: model.Span{Last: model.Local{Time: sample.At(1, 2, 0)}}, FileID: 1, RecordNo: 9}}},
		{"traffic in tunnels", o.TunnelSessions.Rows, []model.TunnelSessionRow{
			{System: "SYSA", Stack: "TCPIP", IKETunnel: "K1", IPTunnel: "Y2", Job: "J", Server: "10.1.1.1", Port: sample.Ptr(80),
				Client: "10.2.2.2", Connections: 2, Bytes: 7, FileID: 1, RecordNo: 12}}},
	} {
		if diff := cmp.Diff(test.want, test.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	servers := o.ServerPaths.Rows
	if len(servers) != 3 || servers[0].Other != "10.9.9.2" || servers[2].Subjects != "CN=tn3270" ||
		servers[2].Issuers != "CN=CA" || servers[2].Serials != "0a | 0b" {
		t.Errorf("server sessions: %+v", servers)
	}
	if len(o.Suites.Rows) != 4 || o.Suites.Rows[3].Suite != "TLS_RSA_WITH_3DES_EDE_CBC_SHA" ||
		o.Suites.Rows[3].Servers != 1 {
		t.Errorf("suites: %+v", o.Suites.Rows)
	}
	if !strings.Contains(o.Expiry.Missing, "v_certificate") {
		t.Errorf("expiry: %+v", o.Expiry)
	}
}
