package message

// copyMark, ANO in EBCDIC, stands in the reserved bytes of structures in a copy from
// which everything that identifies was taken. It goes wherever the structure goes: into
// other messages, captures and containers. Two reserved bytes hold the first two of it.
const copyMark = "\xC1\xD5\xD6"

// reservedAt says where structures with names or addresses have whole reserved bytes.
var reservedAt = map[string]struct{ from, to int }{
	RoleIKETunnel: {1, 4},
	RoleIPTunnel:  {97, 100},
	RoleStack:     {1, 4},
	RoleInterface: {34, 36},
}

// reserved returns the part of b, a structure with the role, that can hold the mark of a
// copy; nil when it has none.
func reserved(role string, b []byte) []byte {
	at, ok := reservedAt[role]
	if !ok || at.to > len(b) {
		return nil
	}
	return b[at.from:at.to]
}

// isReserved reports whether b, the reserved bytes of a structure, hold nothing or the
// mark of a copy.
func isReserved(b []byte) bool { return isZero(b) || isMark(b) }

func isMark(b []byte) bool { return string(b) == copyMark[:min(len(b), len(copyMark))] }

// MarkCopy puts the mark of a copy into b, the copy of the section, when its structure
// has room for one.
func (s *Section) MarkCopy(b []byte) { copy(reserved(s.Role, b), copyMark) }

// Marks counts the structures in the message that have room for the mark of a copy by
// whether they carry it.
func (m *Message) Marks() (copies, originals int) {
	for i := range m.Records {
		for j := range m.Records[i].Sections {
			s := &m.Records[i].Sections[j]
			switch b := reserved(s.Role, s.Data); {
			case b == nil:
			case isMark(b):
				copies++
			default:
				originals++
			}
		}
	}
	return copies, originals
}

// MarkedRoles returns the roles of structures that have room for the mark of a copy.
func MarkedRoles() (roles []string) {
	for role := range reservedAt {
		roles = append(roles, role)
	}
	return roles
}
