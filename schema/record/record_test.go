package record

import "testing"

// TestRecordTypesOfTheirSource: a message is not an SMF record of type 0.
func TestRecordTypesOfTheirSource(t *testing.T) {
	t.Parallel()
	if rt := TypeOf(0, 0); rt != nil {
		t.Errorf("SMF type 0 is decoded as %s", rt.Table)
	}
	for name, want := range map[string]string{"NMsec_GET_IKETUN": "nmi_ike_tunnel",
		"NMsec_GET_IKETUNCASCADE": "nmi_ike_tunnel", "NMsec_GET_IPTUNDYNIKE": "nmi_ike_dynamic_tunnel", "*": "nmi_message"} {
		if rt := TypeOfMessage(name, 0); rt == nil || rt.Table != want {
			t.Errorf("records of %s: %v, want %s", name, rt, want)
		}
	}
	if rt := TypeOfMessage("NMsec_GET_IKETUNCASCADE", 1); rt == nil || rt.Table != "nmi_ike_dynamic_tunnel" {
		t.Errorf("records in a cascade: %v", rt)
	}
	if TypeOfMessage("NMsec_GET_IKETUN", 1) != nil || TypeOfMessage("", 0) != nil {
		t.Error("records of no known message have a table")
	}
}
