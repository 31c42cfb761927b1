//go:build duckdb_arrow

package collect

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"time"

	_ "github.com/duckdb/duckdb-go/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
	"github.com/zertify/zertify/reports/wording"
)

// evidenceTables are the tables of the contract with two inputs in them.
const evidenceTables = `
CREATE TABLE input_file (file_id UINTEGER, path VARCHAR, sha256 VARCHAR, bytes BIGINT, source_bytes BIGINT,
	container VARCHAR,
  framing VARCHAR, framing_basis VARCHAR, first_time_local TIMESTAMP, last_time_local TIMESTAMP, records BIGINT,
	records_119 BIGINT,
  records_decoded BIGINT, records_skipped BIGINT, records_rejected BIGINT, bytes_decoded BIGINT, bytes_skipped BIGINT,
  bytes_rejected BIGINT, records_duplicate BIGINT, tool_version VARCHAR, layout_hash VARCHAR,
  is_complete BOOLEAN, stopped VARCHAR, stopped_in VARCHAR, stopped_at BIGINT, bytes_unread BIGINT,
  not_recorded VARCHAR, form VARCHAR);
INSERT INTO input_file VALUES
  (2, 'b.smf', 'bb', 10, NULL, NULL, 'rdw', 'told', NULL, NULL, 1, 0, 0, 1, 0, 0, 10, 0, 0, 'v1', 'h', true, NULL, NULL,
	NULL, 0, NULL, 'smf119'),
  (1, 'a.smf', 'aa', 90, 90, 'gzip', 'vbs', 'walked', TIMESTAMP '2026-10-01 02:00:00',
	TIMESTAMP '2026-10-02 03:00:00.5', 4, 4, 2, 1, 1, 60, 20, 10, 1, 'v1', 'h',
   false, 'at byte 40 of gzip: cut', 'gzip', 40, 1, 'disputed-record', 'smf119');
CREATE TABLE input_record_count (file_id UINTEGER, system_id VARCHAR, smf_type USMALLINT, smf_subtype USMALLINT,
	disposition VARCHAR,
  records BIGINT, bytes BIGINT, first_time_local TIMESTAMP, last_time_local TIMESTAMP);
INSERT INTO input_record_count VALUES
  (1, 'SYSA', 119, 12, 'decoded', 2, 60, TIMESTAMP '2026-10-01 02:00:00', TIMESTAMP '2026-10-02 03:00:00.5'),
  (2, 'SYSA', 119, 12, 'decoded', 3, 9223372036854775807, TIMESTAMP '2026-09-30 00:00:00', NULL),
  (1, 'SYSA', 30, NULL, 'skipped', 1, 20, NULL, NULL),
  (1, NULL, NULL, NULL, 'rejected', 1, 7, NULL, NULL);
CREATE TABLE input_issue (file_id UINTEGER, record_no BIGINT, start_byte BIGINT, "offset" INTEGER, structure VARCHAR,
	field VARCHAR,
  kind VARCHAR, message VARCHAR, raw VARCHAR);
INSERT INTO input_issue VALUES (1, 3, 70, 0, 'zert_summary', NULL, 'locator', 'outside', '0384'),
  (2, NULL, NULL, NULL, NULL, NULL, 'short', 'file ends', NULL), (1, 4, 80, 4, NULL, NULL, 'locator', 'outside too',
	NULL);`

const trafficViews = `
CREATE TABLE v_session (source VARCHAR, sysplex VARCHAR, system VARCHAR, stack VARCHAR, job VARCHAR, user_id VARCHAR,
	role VARCHAR,
  server_addr VARCHAR, server_port INTEGER, client_addr VARCHAR, protection VARCHAR, suite_id BIGINT,
	connections BIGINT, bytes_in BIGINT,
  bytes_out BIGINT, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP, last_utc TIMESTAMP,
	is_artefact BOOLEAN, file_id UINTEGER, record_no UBIGINT);
INSERT INTO v_session VALUES
  ('zert_summary', 'P', 'SYSA', 'TCPIP', 'TN3270', 'U', 'server', '10.1.1.1', 23, '10.9.9.1', 'NONE', 0, 5, 9223372036854775807, 9223372036854775807,
     TIMESTAMP '2026-10-01 00:00:00', TIMESTAMP '2026-10-01 01:00:00', NULL, NULL, true, 1, 1),
  ('zert_summary', 'P', 'SYSA', 'TCPIP', 'TN3270', 'U', 'server', '10.1.1.1', 23, '10.9.9.2', 'TLS', 1, 7, 10, NULL,
     TIMESTAMP '2026-10-01 00:00:00', TIMESTAMP '2026-10-02 01:00:00', NULL, NULL, false, 1, 2),
  ('zert_detail', 'P', 'SYSA', 'TCPIP', 'FTPD', 'U', 'server', '10.1.1.1', 21, '10.9.9.1', 'TLS+IPSEC', 1, 1, 10, 20,
     TIMESTAMP '2026-10-03 00:00:00', TIMESTAMP '2026-10-03 01:00:00', TIMESTAMP '2026-10-03 00:00:00', TIMESTAMP '2026-10-03 01:00:00', false, 1, 3),
  ('zert_detail', 'P', 'SYSA', 'TCPIP', 'BATCH', 'U', 'client', '10.2.2.2', 443, '10.1.1.1', 'TLS', 1, 1, 1, 1, NULL, NULL, NULL, NULL, NULL, 1, 4),
  ('zert_detail', 'P', 'SYSA', 'TCPIP', NULL, NULL, 'peer', '10.1.1.1', 12000, '10.7.7.7', 'IPSEC', 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 1, 5),
  ('zert_detail', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
	NULL, NULL, 1, 6);
ALTER TABLE v_session ADD COLUMN session_no BIGINT;
UPDATE v_session SET session_no = CASE record_no WHEN 2 THEN 1 ELSE record_no END;`

// open makes a database in memory from statements.
func open(t *testing.T, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // every connection would have a memory of its own
	t.Cleanup(func() { db.Close() })
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func collect(t *testing.T, db *sql.DB, in Inputs) *model.Report {
	t.Helper()
	r, err := Report(context.Background(), db, in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestCollectReadsTheEvidence(t *testing.T) {
	t.Parallel()
	r := collect(t, open(t, evidenceTables), Inputs{Database: "/data/x/october.db", AsOf: sample.At(31, 0, 0), Limit: 2})
	if r.Database != "october.db" {
		t.Errorf("database %q", r.Database)
	}
	want := model.InputFile{ID: 1, Path: "a.smf", SHA256: "aa", Bytes: 90, Container: "gzip", Framing: "vbs",
		Form:         "smf119",
		FramingBasis: "walked",
		First:        model.Local{Time: sample.At(1, 2, 0)},
		Last:         model.Local{Time: sample.At(2, 3, 0).Add(500 * time.Millisecond)}, Records: 4, Records119: 4,
		RecordsDecoded: 2,
		RecordsSkipped: 1, RecordsRejected: 1, BytesDecoded: 60, BytesSkipped: 20, BytesRejected: 10, Duplicates: 1,
		ToolVersion: "v1", LayoutHash: "h",
		Stopped: "at byte 40 of gzip: cut", StoppedIn: "gzip", StoppedAt: sample.Ptr(40), Unread: 1,
		NotRecorded: "disputed-record"}
	if diff := cmp.Diff(want, r.Files.Rows[0]); diff != "" {
		t.Errorf("first input (-want +got):\n%s", diff)
	}
	if r.Issues.Total != 3 || len(r.Issues.Rows) != 2 || r.Issues.Rows[0].Raw != "0384" || *r.Issues.Rows[0].Offset != 0 {
		t.Errorf("issues: %+v", r.Issues)
	}
	if diff := cmp.Diff([]model.KindCount{{Kind: "locator", Count: 2}, {Kind: "short", Count: 1}},
		r.IssueKinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
	totals := []model.RecordCount{
		{Disposition: "rejected", Records: 1, Bytes: 7}, // a piece whose type nobody knows is not of type 0
		{System: "SYSA", Type: sample.Ptr(30), Disposition: "skipped", Records: 1, Bytes: 20},
		{System: "SYSA", Type: sample.Ptr(119), Subtype: sample.Ptr(12), Disposition: "decoded", Records: 5,
			Bytes: 9223372036854775807,
			First: model.Local{Time: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC)},
			Last:  model.Local{Time: sample.At(2, 3, 0).Add(500 * time.Millisecond)}},
	}
	if diff := cmp.Diff(totals, r.RecordTotals); diff != "" {
		t.Errorf("totals (-want +got):\n%s", diff)
	}
}

func TestCollectMarksViewsThatAreNotThere(t *testing.T) {
	t.Parallel()
	r := collect(t, open(t, evidenceTables), Inputs{AsOf: sample.At(31, 0, 0)})
	for view, missing := range map[string]string{"v_session": r.Traffic.Missing, "v_coverage": r.Coverage.Missing,
		"v_certificate": r.Certificates.Missing} {
		if want := "not available: the database has no view " + view; missing != want {
			t.Errorf("got %q, want %q", missing, want)
		}
	}
}

func TestCollectAddsUpTraffic(t *testing.T) {
	t.Parallel()
	const addedUp = `CREATE VIEW v_traffic AS SELECT source, CAST(first_local AS DATE) AS day, sysplex, system, stack, job,
		user_id, role, server_addr, server_port, client_addr,
		protection, is_artefact, session_no, count(*) AS interval_records, sum(connections) AS connections,
			sum(bytes_in) AS bytes_in,
		sum(bytes_out) AS bytes_out, min(first_local) AS first_local, max(last_local) AS last_local,
		CASE WHEN count(first_utc) = count(*) THEN min(first_utc) END AS first_utc,
			CASE WHEN count(last_utc) = count(*) THEN max(last_utc) END AS last_utc FROM v_session GROUP BY ALL`
	for name, statements := range map[string][]string{
		"from v_session": {evidenceTables, trafficViews},
		"from v_traffic": {evidenceTables, trafficViews, addedUp},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := collect(t, open(t, statements...), Inputs{})
			const most = 9223372036854775807
			want := model.Traffic{Sessions: 5, Records: 6, Connections: 14, Bytes: most, Artefacts: 1, NoRole: 1, LocalTimes: 4,
				Span: sample.Seen(sample.At(1, 0, 0), sample.At(3, 1, 0)),
				ByProtection: []model.ProtectionTally{{Protection: "NONE", Sessions: 1, Records: 1, Connections: 5, Bytes: most},
					{Protection: "IPSEC", Sessions: 1, Records: 1, Connections: 0, Bytes: 0},
					{Protection: "TLS", Sessions: 2, Records: 2, Connections: 8, Bytes: 12},
					{Protection: "TLS+IPSEC", Sessions: 1, Records: 1, Connections: 1, Bytes: 30},
					{Protection: "", Sessions: 1, Records: 1, Connections: 0, Bytes: 0}},
				BySource: []model.SourceTally{{Source: "zert_detail", Sessions: 4, Records: 4},
					{Source: "zert_summary", Sessions: 1, Records: 2}}}
			if diff := cmp.Diff(want, r.Traffic); diff != "" {
				t.Errorf("traffic (-want +got):\n%s", diff)
			}
			if !r.AsOf.Equal(sample.At(3, 0, 0)) {
				t.Errorf("as of %v, want the newest day", r.AsOf)
			}
			server := model.Peer{Sysplex: "P", System: "SYSA", Stack: "TCPIP", Job: "TN3270", Addr: "10.1.1.1",
				Port:  sample.Ptr(23),
				Peers: 2, Sessions: 1, Records: 2,
				Connections: 12, Bytes: most, Clear: 5, TLS: 7, ClearBytes: most,
				Span: sample.Seen(sample.At(1, 0, 0), sample.At(2, 1, 0))}
			if r.Servers.Total != 2 || r.Servers.Rows[1].Several != 1 {
				t.Errorf("servers: %+v", r.Servers)
			}
			if diff := cmp.Diff(server, r.Servers.Rows[0]); diff != "" {
				t.Errorf("worst server (-want +got):\n%s", diff)
			}
			if len(r.Clients.Rows) != 1 || r.Clients.Rows[0].Job != "BATCH" || r.Clients.Rows[0].Port != nil {
				t.Errorf("clients: %+v", r.Clients)
			}
			if len(r.EEPeers.Rows) != 1 || r.EEPeers.Rows[0].Addr != "10.7.7.7" {
				t.Errorf("peers: %+v", r.EEPeers)
			}
		})
	}
}

func TestCollectReadsCoverageAndCertificates(t *testing.T) {
	t.Parallel()
	r := collect(t, open(t, evidenceTables, `
CREATE TABLE v_coverage (sysplex VARCHAR, system VARCHAR, stack VARCHAR, source VARCHAR, first_local TIMESTAMP,
	last_local TIMESTAMP, first_utc TIMESTAMP, last_utc TIMESTAMP,
  records HUGEINT, intervals HUGEINT, gaps INTEGER, gap_seconds DOUBLE, lost_connections BIGINT, lost_bytes BIGINT,
	switched_on BIGINT, switched_off BIGINT, recording VARCHAR);
INSERT INTO v_coverage VALUES ('P', 'SYSA', 'TCPIP', 'zert_summary', TIMESTAMP '2026-10-01 00:00:00',
	TIMESTAMP '2026-10-31 00:00:00', NULL, NULL, 9, 4, 1, 900, 40, 44000, NULL, 2, 'on'),
  ('P', 'SYSB', 'TCPIP', 'zert_detail', NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE MACRO key_strength(key_type, key_bits) AS CASE key_bits WHEN 2048 THEN 112 WHEN 1024 THEN 80 END;
CREATE TABLE v_certificate (layer VARCHAR, role VARCHAR, subject VARCHAR, issuer VARCHAR, serial VARCHAR,
	not_after_utc TIMESTAMP, key_type VARCHAR,
  key_bits INTEGER, sig_alg VARCHAR, first_local TIMESTAMP, last_local TIMESTAMP, first_utc TIMESTAMP,
	last_utc TIMESTAMP, job_list VARCHAR, server_list VARCHAR, sessions HUGEINT,
	interval_records HUGEINT, connections BIGINT, file_id UINTEGER, record_no UBIGINT);
INSERT INTO v_certificate VALUES ('tls', 'server', 'CN=late', NULL, '01', TIMESTAMP '2027-01-01 00:00:00', 'RSA', 2048,
	NULL, NULL, NULL, NULL, NULL, 'A B', '10.0.0.1:443', 3, 30, 300, 1, 7),
  ('tls', 'server', 'CN=never', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, 1, NULL, 1,
	8),
  ('tls', 'server', 'CN=soon', NULL, '02', TIMESTAMP '2026-11-01 00:00:00', 'RSA', 1024, NULL, NULL, NULL, NULL, NULL,
	'A', NULL, 3, 3, 3, 1, 9);`), Inputs{AsOf: sample.At(31, 0, 0)})
	want := model.CoverageRow{Sysplex: "P", System: "SYSA", Stack: "TCPIP", Source: "zert_summary",
		Span: sample.Seen(sample.At(1, 0, 0), sample.At(31, 0, 0)), Records: 9, Recording: "on",
		Intervals: sample.Ptr(4), Gaps: sample.Ptr(1), GapSeconds: sample.Ptr(900), Lost: sample.Ptr(40),
		LostBytes: sample.Ptr(44000), SwitchedOff: sample.Ptr(2)}
	if diff := cmp.Diff(want, r.Coverage.Rows[0]); diff != "" {
		t.Errorf("coverage (-want +got):\n%s", diff)
	}
	if want := "2 systems with 2 TCP/IP stacks, 2026-10-01 to 2026-10-31."; r.Scope != want {
		t.Errorf("scope %q, want %q", r.Scope, want)
	}
	var subjects []string
	for _, c := range r.Certificates.Rows {
		subjects = append(subjects, c.Subject+" "+wording.NumberOr(c.KeyStrength))
	}
	if diff := cmp.Diff([]string{"CN=soon 80", "CN=late 112", "CN=never " + wording.NumberOr(nil)}, subjects); diff != "" {
		t.Errorf("soonest to expire first (-want +got):\n%s", diff)
	}
}

func TestCollectSaysWhichStepFailed(t *testing.T) {
	t.Parallel()
	if _, err := Report(context.Background(), open(t), Inputs{}); err == nil ||
		!strings.Contains(err.Error(), "input_file") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Report(ctx, open(t, evidenceTables), Inputs{}); err == nil {
		t.Error("a cancelled collection gave no error")
	}
}

func TestCollectTellsTheStateOfExceptions(t *testing.T) {
	t.Parallel()
	day := func(d int) time.Time { return time.Date(2026, 10, d, 0, 0, 0, 0, time.UTC) }
	x := &policy.Exceptions{List: []*policy.Exception{
		{ID: "A-1", Job: "FTPD*", PortLow: 20, PortHigh: 21, Expires: day(31), Findings: 2, Line: 2},
		{ID: "A-2", Expires: day(30), Lapsed: 1, Line: 3},
		{ID: "A-3", Expires: day(31), PortLow: 443, PortHigh: 443, Line: 4},
	}}
	r := collect(t, open(t, evidenceTables), Inputs{AsOf: sample.At(31, 12, 0), Exceptions: x})
	want := []model.Exception{
		{Line: 2, ID: "A-1", Pattern: "job FTPD*, port 20-21", Expires: day(31), State: "in use", Found: 2},
		{Line: 3, ID: "A-2", Expires: day(30), State: "expired"},
		{Line: 4, ID: "A-3", Pattern: "port 443", Expires: day(31), State: "unused"},
	}
	if diff := cmp.Diff(want, r.Exceptions); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
