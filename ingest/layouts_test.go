package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// everything is a capture's content with every kind of record that has a table and
// can be told by what it holds.
func everything() []fixture.NMIMessage {
	tunnel := func(id string, kind int, state int) []byte {
		return fixture.Section("nmsec_ip_tunnel", fixture.Values{
			"tunnel_id": id, "vpn_action": "Action~1", "tunnel_type": kind, "state": state, "local_endpoint": "10.1.1.1",
			"remote_endpoint": "10.1.1.2",
			"encap_mode":      1, "auth_proto": 50, "auth_alg": 7, "encr_alg": 12,
			"tunnel_start_utc": time.Unix(1_790_000_000, 0), "encr_key_bits": 256,
		})
	}
	one := func(section []byte, more ...[]byte) fixture.NMIRecord {
		return fixture.NMIRecord{Sections: append([][]byte{section}, more...)}
	}
	dynamic := func(id string) fixture.NMIRecord {
		return one(tunnel(id, 3, 4), []byte("dynamic"), []byte("daemon"), fixture.Text("10.1.0.0"),
			fixture.Text("10.2.0.0-10.2.0.9"))
	}
	cascade := ikeRecord(4, 256)
	cascade.Nested = []fixture.NMIRecord{dynamic("Y7"), dynamic("Y8")}
	of := func(kind int, records ...fixture.NMIRecord) fixture.NMIMessage {
		return fixture.NMIMessage{Type: kind, Target: "TCPIP", Records: records}
	}
	return []fixture.NMIMessage{
		{Type: fixture.NMIInit},
		of(fixture.NMIStacks,
			one(fixture.Section("nmsec_stack",
				fixture.Values{"stack_name": "TCPIP", "is_ip_security": true, "stack_tail_hex": []byte{0, 0, 0, 20}}))),
		of(fixture.NMISummary,
			one(fixture.Section("nmsec_statistics",
				fixture.Values{"phase1_active": 2, "phase1_local_activated": 9, "statistics_tail_hex": make([]byte, 16)}))),
		of(fixture.NMIIKETunnels, ikeRecord(1, 236), ikeRecord(2, 256), ikeRecord(3, 272)),
		of(fixture.NMIInterfaces,
			one(fixture.Section("nmsec_interface",
				fixture.Values{"interface_name": "OSA1", "interface_addr": "10.1.1.1", "is_active": true})),
			one(fixture.Section("nmsec_interface",
				fixture.Values{"interface_name": "OSA1V6", "interface_addr": "2001:db8::1"}))),
		{Type: fixture.NMIIKETunnels, Target: "TCPIPX", Code: 111},
		{Type: fixture.NMIInterfaces, Target: "NOSTACK", Code: 121, Reason: 3},
		of(fixture.NMIIKECascade, cascade, ikeRecord(5, 256)),
		of(fixture.NMIManualTunnels, one(tunnel("M1", 1, 4), []byte("manual"))),
		of(fixture.NMIStackTunnels, one(tunnel("Y7", 2, 4), []byte("dynamic"), []byte("stack")),
			one(tunnel("Y9", 2, 3), []byte("dynamic"), []byte("other"))),
		of(nmiDaemonTunnels, dynamic("Y7"), dynamic("Y9")),
		of(nmiNSS, one(fixture.Section("nmsec_nss",
			fixture.Values{"nss_client_name": "CLIENT1", "stack_name": "TCPIP", "nss_user_id": "NSSUSER",
				"is_nss_configured": true, "nss_tail_hex": []byte{0, 0, 0}}))),
		of(fixture.NMIControl,
			one(fixture.Section("nmsec_tunnel",
				fixture.Values{"tunnel_id": "K3", "tunnel_status": 2, "tunnel_tail_hex": []byte{0, 0, 0}}))),
		of(fixture.NMIIKETunnels, ikeRecord(6, 256)), // what comes twice tells the message type from the correlator
		of(fixture.NMIInterfaces,
			one(fixture.Section("nmsec_interface",
				fixture.Values{"interface_name": "LOOPBACK", "interface_addr": "127.0.0.1"}))),
		{Type: fixture.NMITerm},
	}
}

// Further numbers of message types, of our own making.
const nmiDaemonTunnels, nmiNSS = 66, 19

// ofTheHeaders are the columns that say where something stands under the headers at
// hand, and so differ between layouts.
const ofTheHeaders = "file_id, start_byte, record_hash"

// TestSameContentGivesEqualTables: under every header layout, each found by
// discovery, the rows of every table are the same.
func TestSameContentGivesEqualTables(t *testing.T) {
	t.Parallel()
	var inputs []string
	for i, l := range fixture.NMIFramings {
		inputs = append(inputs, write(t, fmt.Sprintf("%d.nmi", i), l.Stream(everything()...)))
	}
	if len(inputs) < 5 {
		t.Fatalf("%d header layouts are too few to show anything", len(inputs))
	}
	sum, db := load(t, Options{Inputs: inputs, Captured: time.Unix(1_800_000_000, 0)})
	for i, f := range sum.Files {
		if f.Err != nil || f.Framing != "discovered" || f.Records != 16 || f.Decoded != 16 || f.Duplicates != 0 {
			t.Errorf("%s: %+v", fixture.NMIFramings[i].Name, f)
		}
	}
	compared := 0
	for table, rows := range nmiTables() {
		n := number(t, db, fmt.Sprintf("SELECT count(*) FROM %s WHERE file_id = 1", table))
		if n != rows {
			t.Errorf("%s: %d rows, want %d", table, n, rows)
		}
		without := ofTheHeaders
		switch {
		case table == "nmi_message":
			without += ", message_bytes"
		case strings.HasPrefix(table, "nmi_"):
			without += ", record_offset"
		}
		for i := range inputs {
			side := func(file int) string {
				return fmt.Sprintf("SELECT * EXCLUDE (%s) FROM %s WHERE file_id = %d", without, table, file)
			}
			differ := number(t, db,
				fmt.Sprintf("SELECT count(*) FROM ((%[1]s EXCEPT ALL %[2]s) UNION ALL (%[2]s EXCEPT ALL %[1]s))", side(1),
					side(i+1)))
			if differ != 0 {
				t.Errorf("%s: %d rows differ between %q and %q", table, differ, fixture.NMIFramings[0].Name,
					fixture.NMIFramings[i].Name)
			}
			compared++
		}
	}
	if want := len(nmiTables()) * len(inputs); compared != want || compared == 0 {
		t.Errorf("%d comparisons, want %d", compared, want)
	}
}

// nmiTables returns the tables that the content fills, with the number of rows. Those
// of the contents have one row for all files; rows of facts name them.
func nmiTables() map[string]int64 {
	return map[string]int64{
		"nmi_message": 16, "nmi_stack": 1, "nmi_statistics": 1, "nmi_ike_tunnel": 6, "nmi_interface": 3,
		"nmi_ike_dynamic_tunnel": 4,
		"nmi_manual_tunnel":      1, "nmi_stack_dynamic_tunnel": 2, "nmi_nss": 1, "nmi_control": 1,
	}
}

// TestEveryTableOfMessagesIsCompared: a table that is not would hide a difference.
// Those without a layout have nothing by which they could be told.
func TestEveryTableOfMessagesIsCompared(t *testing.T) {
	for _, rt := range record.Types {
		unknown := map[string]bool{"nmi_ip_filter": true, "nmi_port_translation": true, "nmi_nss_client": true}
		if rt.Source == layout.NMsec && nmiTables()[rt.Table] == 0 && !unknown[rt.Table] {
			t.Errorf("%s is not compared", rt.Table)
		}
	}
}
