package nmsec

import "fmt"

// Names of messages as published. Those of the two dynamic tunnel lists are named
// in the text of the manual, not in a table.
const (
	nameInit      = "NMsec_INIT"
	nameTerm      = "NMsec_TERM"
	nameIKE       = "NMsec_GET_IKETUN"
	nameIKECas    = "NMsec_GET_IKETUNCASCADE"
	nameManual    = "NMsec_GET_IPTUNMANUAL"
	nameDynStack  = "NMsec_GET_IPTUNDYNSTACK"
	nameDynIKE    = "NMsec_GET_IPTUNDYNIKE"
	nameInterface = "NMsec_GET_IPINTERFACES"
	nameStack     = "NMsec_GET_STACKINFO"
	nameNSS       = "NMsec_GET_IKENSINFO"
	nameSummary   = "NMsec_GET_SUMMARY"
)

// nameByContent names a message after its records, "" when they do not tell.
func nameByContent(recs []Record) (name, basis string) {
	if len(recs) == 0 || len(recs[0].Sections) == 0 {
		return "", ""
	}
	first := &recs[0].Sections[0]
	switch first.Role {
	case RoleIKETunnel:
		for i := range recs {
			if recs[i].Depth > 0 {
				return nameIKECas, "IKE tunnel sections with a container of dynamic tunnels"
			}
		}
		return nameIKE, "IKE tunnel sections, no containers"
	case RoleIPTunnel:
		return [...]string{"", nameManual, nameDynStack, nameDynIKE}[first.Data[100]],
			"IP tunnel sections and their tunnel type"
	case RoleInterface:
		return nameInterface, "interface sections of 36 bytes"
	case RoleStack:
		return nameStack, "stack sections"
	case RoleNSS:
		return nameNSS, "NSS sections"
	case RoleStatistics:
		return nameSummary, "one record with one section of counters"
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

// learn notes what a numeric type stands for. A cascade without containers looks
// like the plain list, so that its name wins.
func (r *Reader) learn(code uint64, name string) {
	if old := r.learned[code]; old == "" || old == nameIKE && name == nameIKECas {
		if len(r.learned) < maxLearned {
			r.learned[code] = name
		}
	}
}

// maxLearned bounds the table of types; there are about twenty.
const maxLearned = 256

// giveName sets name and basis of a message whose records are there. last says that
// nothing follows it.
func (r *Reader) giveName(m *Message, last bool) {
	if m.HasType {
		if name := r.shape.types[m.Type]; name != "" {
			m.Name, m.NameBasis = name, fmt.Sprintf("type %d in framing %s", m.Type, r.framing.Name)
			return
		}
	}
	m.Name, m.NameBasis = nameByContent(m.Records)
	if m.Name != "" {
		if m.HasType {
			r.learn(m.Type, m.Name)
			m.Name = r.learned[m.Type]
		}
		return
	}
	if m.NameBasis != "" {
		return
	}
	switch {
	case len(m.Data) > m.Header:
		m.NameBasis = "no record could be read"
	case m.Pos.Record == 1 && m.Pos.Start == 0 && m.RC == 0:
		m.Name, m.NameBasis = nameInit, "first message, no records"
		r.init = append(r.init[:0], m.Data...)
		if m.HasType {
			r.learn(m.Type, nameInit)
		}
	case string(m.Data) == string(r.init):
		m.Name, m.NameBasis = nameInit, "same bytes as the first message"
	case m.HasType && r.learned[m.Type] != "":
		m.Name, m.NameBasis = r.learned[m.Type],
			fmt.Sprintf("no records; type %d is that of other messages with this content", m.Type)
	case m.HasType && last && m.HasRC && m.RC == 0 && m.Target != nil && isBlank(m.Target):
		m.Name, m.NameBasis = nameTerm, "last message, no records, no target, a type met nowhere else"
	case m.RC != 0:
		m.NameBasis = "error reply, or the end of the connection with its cause; which request it answers is not known"
	default:
		m.NameBasis = "no records: nothing to list, or the end of the connection"
	}
}
