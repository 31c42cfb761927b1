package message

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// sections are typed by hand from the published offsets, one line per field. What
// they mean is listed beside them. The IKE tunnel is in smf/testdata/vectors, as
// the record of SMF 119 subtype 73; a test holds the two layouts to be the same.
var sections = []struct {
	name, structure, bytes string
	want                   []string
}{
	{"interface, IPv4 in the last four bytes", "nmsec_interface", `
		d6e2c1f140404040 4040404040404040
		000000000000000000000000 0a14000b
		ff
		60 0000`,
		[]string{"interface_name=OSA1", "interface_addr=10.20.0.11", "security_class=255", "is_ipv6=false", "is_active=true",
			"is_dvipa=true"}},
	{"interface, IPv6", "nmsec_interface", `
		d6e2c1f140404040 4040404040404040
		20010db8000000000000000000000010
		00
		c0 0000`,
		[]string{"interface_name=OSA1", "interface_addr=2001:db8::10", "security_class=0", "is_ipv6=true", "is_active=true",
			"is_dvipa=false"}},
	{"stack with a tail", "nmsec_stack", `
		86 000000
		e3c3d7c9d7404040 4040404040404040 4040404040404040
		00000014`,
		[]string{"is_ip_security=true", "is_ipv6_security=false", "is_sysplex_wide=false", "is_filter_logging=false",
			"is_pre_decapsulation=false", "filter_set=1", "is_fips=true", "stack_name=TCPIP", "stack_tail_hex=00000014"}},
	{"statistics, counters of eight bytes out of line", "nmsec_statistics", `
		00000003 00000001 00000002
		0000000100000000 0000000000000005 0000000000000007 0000000000000009
		000000000000000b`,
		[]string{"phase1_active=3", "phase1_in_progress=1", "phase1_expired=2", "phase1_local_activated=4294967296",
			"phase1_remote_activated=5", "phase1_local_failed=7", "phase1_remote_failed=9", "phase1_retransmissions=11",
			"statistics_tail_hex=<nil>"}},
	{"network security services", "nmsec_nss", `
		e2e8e2c16de3c3d7 c9d7404040404040 4040404040404040
		e3c3d7c9d7404040
		c9d2c5c440404040
		e2e8e2c240404040
		e8 000000`,
		[]string{"nss_client_name=SYSA_TCPIP", "stack_name=TCPIP", "nss_user_id=IKED", "nss_server_system=SYSB",
			"is_nss_configured=true", "is_certificate_service_selected=true", "is_certificate_service_enabled=true",
			"nss_flags_rest=8", "nss_tail_hex=000000"}},
	{"outcome of a control request", "nmsec_tunnel", `
		d9a493854df15d40 4040404040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040
		d2f3404040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040
		05 000000`,
		[]string{"tunnel_policy=Rule(1)", "tunnel_id=K3", "tunnel_status=5", "tunnel_tail_hex=000000"}},
	{"IKE tunnel statistics", "nmsec_ike_tunnel_statistics", `
		00000001 00000002 00000003 00000004 00000005 00000006
		0000000100000007 0000000000000008 0000000000000009 000000000000000a 000000000000000b`,
		[]string{"phase2_current=1", "phase2_in_progress=2", "phase2_local_activated=3", "phase2_remote_activated=4",
			"phase2_local_failed=5", "phase2_remote_failed=6", "ike_protected_bytes=4294967303",
			"phase1_retransmissions=8", "phase1_replays=9", "phase2_retransmissions=10", "phase2_replays=11"}},
	{"head of an IP tunnel", "nmsec_ip_tunnel", `
		e8f1f04040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040
		c183a3f140404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040 4040404040404040
		40 000000
		02 04`,
		[]string{"tunnel_id=Y10", "vpn_action=Act1", "is_ipv6=false", "is_fips=true", "tunnel_type=2", "state=4"}},
}

func TestSections(t *testing.T) {
	t.Parallel()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range sections {
		raw, err := hex.DecodeString(strings.Join(strings.Fields(c.bytes), ""))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		st := layout.Must().Structure(c.structure)
		if len(raw) < st.Required() {
			t.Errorf("%s: %d bytes, every release writes %d", c.name, len(raw), st.Required())
		}
		var got []string
		for _, v := range layout.Walk(st, raw, nil, false, cp) {
			if v.Field.Column != "" && v.Field.Offset < max(len(raw), st.Required()) && !st.Doubted(v.Field) ||
				v.Field.Length < 0 {
				got = append(got, fmt.Sprintf("%s=%v", v.Field.Column, v.V))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

// TestStructuresAreToldByTheirForm: a section by itself has the role of its structure, and no other structure's test
// takes it for its own.
func TestStructuresAreToldByTheirForm(t *testing.T) {
	t.Parallel()
	roles := map[string]string{"nmsec_interface": RoleInterface, "nmsec_stack": RoleStack, "nmsec_nss": RoleNSS,
		"nmsec_tunnel": RoleTunnel, "nmsec_ip_tunnel": RoleIPTunnel, "nmsec_statistics": RoleStatistics}
	for _, c := range sections {
		raw, err := hex.DecodeString(strings.Join(strings.Fields(c.bytes), ""))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		want, ok := roles[c.structure]
		if !ok {
			continue // counters alone, which only their place tells
		}
		secs := []Section{{Data: raw}}
		assignRoles(secs)
		summary([]Record{{Sections: secs}})
		if secs[0].Role != want {
			t.Errorf("%s: role %s, want %s", c.name, secs[0].Role, want)
		}
	}
}

// TestParserBoundsARecord: sections that reach out of their record, or lie over each other, reject it.
func TestParserBoundsARecord(t *testing.T) {
	t.Parallel()
	shape := framing.Shape{HasRecords: true, Align: 1, CascadeAt: -1, Fixed: 2, Section: framing.Descriptor{
		Off: framing.At(0, 2), Len: framing.At(2, 2), Size: 4, From: framing.FromRecord}}
	for _, c := range []struct {
		name string
		data []byte
		want error // nil: read
	}{
		{"two sections", []byte{0, 8, 0, 2, 0, 10, 0, 2, 1, 2, 3, 4}, nil},
		{"past the end", []byte{0, 8, 0, 2, 0, 10, 0, 3, 1, 2, 3, 4}, wire.ErrLocator},
		{"in the descriptors", []byte{0, 8, 0, 2, 0, 4, 0, 2, 1, 2, 3, 4}, wire.ErrLocator},
		{"over each other", []byte{0, 8, 0, 4, 0, 8, 0, 4, 1, 2, 3, 4}, wire.ErrLocator},
	} {
		var p Parser
		p.Parse(&shape, c.data, 0)
		if c.want == nil {
			if len(p.Faults) > 0 || len(p.Records) != 1 || len(p.Records[0].Sections) != 2 {
				t.Errorf("%s: %v, records %v", c.name, p.Faults, p.Records)
			}
			continue
		}
		if len(p.Records) > 0 || len(p.Faults) != 1 || !errors.Is(p.Faults[0].Err, c.want) {
			t.Errorf("%s: %v, records %v, want %v", c.name, p.Faults, p.Records, c.want)
		}
	}
}
