package message

// Names of messages as published. Those of the two dynamic tunnel lists are named
// in the text of the manual, not in a table.
const (
	NameInit       = "NMsec_INIT"
	NameTerm       = "NMsec_TERM"
	NameIKETunnels = "NMsec_GET_IKETUN"
	NameIKECascade = "NMsec_GET_IKETUNCASCADE"
	NameManual     = "NMsec_GET_IPTUNMANUAL"
	NameDynStack   = "NMsec_GET_IPTUNDYNSTACK"
	NameDynIKE     = "NMsec_GET_IPTUNDYNIKE"
	NameInterface  = "NMsec_GET_IPINTERFACES"
	NameStack      = "NMsec_GET_STACKINFO"
	NameNSS        = "NMsec_GET_IKENSINFO"
	NameSummary    = "NMsec_GET_SUMMARY"
)

// NameOf names a message after its records, "" when they do not tell.
func NameOf(recs []Record) (name, basis string) {
	if len(recs) == 0 || len(recs[0].Sections) == 0 {
		return "", ""
	}
	first := &recs[0].Sections[0]
	switch first.Role {
	case RoleIKETunnel:
		for i := range recs {
			if recs[i].Depth > 0 {
				return NameIKECascade, "IKE tunnel sections with a container of dynamic tunnels"
			}
		}
		return NameIKETunnels, "IKE tunnel sections, no containers"
	case RoleIPTunnel:
		return [...]string{"", NameManual, NameDynStack, NameDynIKE}[first.Data[100]],
			"IP tunnel sections and their tunnel type"
	case RoleInterface:
		return NameInterface, "interface sections of 36 bytes"
	case RoleStack:
		return NameStack, "stack sections"
	case RoleNSS:
		return NameNSS, "NSS sections"
	case RoleStatistics:
		return NameSummary, "one record with one section of counters"
	case RoleTunnel:
		return "", "response to a control request, which one is not known"
	}
	return "", "no section of a known form"
}

// summary assigns a lone section of counters its role.
func summary(recs []Record) {
	if len(recs) == 1 && len(recs[0].Sections) == 1 {
		if s := &recs[0].Sections[0]; s.Role == RoleUnknown && isStatistics(s.Data) {
			s.Role = RoleStatistics
		}
	}
}
