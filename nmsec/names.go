package nmsec

import (
	"fmt"

	"github.com/zertify/zertify/nmsec/message"
)

// learn notes what a numeric type stands for. A cascade without containers looks
// like the plain list, so that its name wins.
func (r *Reader) learn(code uint64, name string) {
	if old := r.learned[code]; old == "" || old == message.NameIKETunnels && name == message.NameIKECascade {
		if len(r.learned) < maxLearned {
			r.learned[code] = name
		}
	}
}

// maxLearned bounds the table of types; there are about twenty.
const maxLearned = 256

// giveName sets name and basis of a message whose records are there. last says that
// nothing follows it.
func (r *Reader) giveName(m *message.Message, last bool) {
	if m.HasType {
		if name := r.shape.Types[m.Type]; name != "" {
			m.Name, m.NameBasis = name, fmt.Sprintf("type %d in framing %s", m.Type, r.framing.Name)
			return
		}
	}
	m.Name, m.NameBasis = message.NameOf(m.Records)
	if m.Name != "" {
		if m.HasType {
			r.learn(m.Type, m.Name)
			m.Name = r.learned[m.Type]
		}
		return
	}
	if m.NameBasis == "" {
		r.nameWithoutRecords(m, last)
	}
}

// nameWithoutRecords names a message of which no record was read, by its place, by equal bytes or by its type.
func (r *Reader) nameWithoutRecords(m *message.Message, last bool) {
	switch {
	case len(m.Data) > m.Header:
		m.NameBasis = "no record could be read"
	case m.Pos.Record == 1 && m.Pos.Start == 0 && m.RC == 0:
		m.Name, m.NameBasis = message.NameInit, "first message, no records"
		r.init = append(r.init[:0], m.Data...)
		if m.HasType {
			r.learn(m.Type, message.NameInit)
		}
	case string(m.Data) == string(r.init):
		m.Name, m.NameBasis = message.NameInit, "same bytes as the first message"
	case m.HasType && r.learned[m.Type] != "":
		m.Name, m.NameBasis = r.learned[m.Type],
			fmt.Sprintf("no records; type %d is that of other messages with this content", m.Type)
	case m.HasType && last && m.HasRC && m.RC == 0 && m.Target != nil && message.IsBlank(m.Target):
		m.Name, m.NameBasis = message.NameTerm, "last message, no records, no target, a type met nowhere else"
	case m.RC != 0:
		m.NameBasis = "error reply, or the end of the connection with its cause; which request it answers is not known"
	default:
		m.NameBasis = "no records: nothing to list, or the end of the connection"
	}
}
