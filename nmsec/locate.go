package nmsec

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// Located is a record whose sections have been found: the table they go to and
// the section for each of its structures. It may be used for one record after the
// other; all stay valid until Reset.
type Located struct {
	Type *record.Type // nil: no layout is known for such records; all sections are in Others
	// one per locator of Type; nil where the record has none. The first is the record in our own form
	Sections [][]byte
	Others   []Other

	forms []byte // in our own form: records located since Reset
	last  plan
}

// plan is where the sections of the record before went. Most records are of the same
// kind as the one before.
type plan struct {
	made     bool
	name     string // of the message
	depth    int
	tunnel   byte // type of the tunnel, where the record begins with an IP tunnel
	roles    []string
	rt       *record.Type
	locators []int // locator of each section; 0: none
}

// Reset releases what Locate and Header made; Sections of records located before
// the call are no longer valid.
func (l *Located) Reset() { l.forms = l.forms[:0] }

// Header returns the message in our own form, nmsec_message. unread counts the
// records that could not be read. It is valid until Reset.
func (l *Located) Header(m *message.Message, captured uint32, unread int) []byte {
	n := len(l.forms)
	l.forms = appendMessageForm(l.forms, m, captured, unread)
	return l.forms[n:len(l.forms):len(l.forms)]
}

// Other is a section that has no column of its own.
type Other struct {
	No   int // place among the sections of the record, from 1
	Role string
	Data []byte
}

// kinds says which structure holds what has a role.
var kinds = map[string]record.Kind{
	message.RoleIKETunnel:    record.KindNMsecIKETunnel,
	message.RoleIKEStats:     record.KindNMsecIKETunnelStatistics,
	message.RoleLocalID:      record.KindIKELocalIdentity,
	message.RoleRemoteID:     record.KindIKERemoteIdentity,
	message.RoleInterface:    record.KindNMsecInterface,
	message.RoleStack:        record.KindNMsecStack,
	message.RoleStatistics:   record.KindNMsecStatistics,
	message.RoleNSS:          record.KindNMsecNSS,
	message.RoleTunnel:       record.KindNMsecTunnel,
	message.RoleIPTunnel:     record.KindNMsecIPTunnel,
	message.RoleManualTunnel: record.KindManualTunnel,
	message.RoleDynTunnel:    record.KindDynamicTunnel,
	message.RoleDynStack:     record.KindStackDynamicTunnel,
	message.RoleDynIKE:       record.KindIKEDynamicTunnel,
	message.RoleLocalClient:  record.KindLocalClientIdentity,
	message.RoleRemoteClient: record.KindRemoteClientIdentity,
}

// Messages whose name does not say what their records hold, and messages without
// a name, are told by the role of the first section.
var namesByRole = map[string]string{
	message.RoleIKETunnel: message.NameIKETunnels, message.RoleInterface: message.NameInterface,
	message.RoleStack: message.NameStack, message.RoleStatistics: message.NameSummary,
	message.RoleNSS: message.NameNSS, message.RoleTunnel: control,
}

// control stands in records.csv for the requests about tunnels and their
// responses, whose names are not published.
const control = "(control)"

var namesByTunnel = map[byte]string{message.TunnelManual: message.NameManual, message.TunnelStack: message.NameDynStack,
	message.TunnelIKE: message.NameDynIKE}

// Locate finds the table and the places of the sections of a record. captured is
// when the message was captured, in seconds since 1970; 0 when that is not known.
// It fails when a section that the table cannot do without is missing or too
// short.
func Locate(m *message.Message, rec *message.Record, captured uint32, loc *Located) error {
	if !loc.last.fits(m, rec) {
		loc.last.make(m, rec)
	}
	loc.Type, loc.Others = loc.last.rt, loc.Others[:0]
	loc.Sections = append(loc.Sections[:0], nil)
	if loc.Type != nil {
		for range loc.Type.Locators[1:] {
			loc.Sections = append(loc.Sections, nil)
		}
		n := len(loc.forms)
		loc.forms = appendRecordForm(loc.forms, m, rec, captured)
		loc.Sections[0] = loc.forms[n:len(loc.forms):len(loc.forms)]
	}
	for i := range rec.Sections {
		s := &rec.Sections[i]
		if at := loc.last.locators[i]; at > 0 {
			loc.Sections[at] = s.Data
			continue
		}
		loc.Others = append(loc.Others, Other{No: i + 1, Role: s.Role, Data: s.Data})
	}
	return loc.check(m, rec)
}

// fits reports whether the sections of a record go where those of the last one went.
func (p *plan) fits(m *message.Message, rec *message.Record) bool {
	if !p.made || p.name != m.Name || p.depth != rec.Depth || p.tunnel != tunnelType(rec) ||
		len(p.roles) != len(rec.Sections) {
		return false
	}
	for i, role := range p.roles {
		if role != rec.Sections[i].Role {
			return false
		}
	}
	return true
}

// make finds out where the sections of a record go.
func (p *plan) make(m *message.Message, rec *message.Record) {
	*p = plan{made: true, name: m.Name, depth: rec.Depth, tunnel: tunnelType(rec), roles: p.roles[:0],
		rt: recordType(m, rec), locators: p.locators[:0]}
	for i := range rec.Sections {
		role := rec.Sections[i].Role
		p.roles = append(p.roles, role)
		p.locators = append(p.locators, p.locatorOf(role, i))
	}
}

// tunnelType returns the type of the IP tunnel that a record begins with; 0 for others.
func tunnelType(rec *message.Record) byte {
	if len(rec.Sections) == 0 || rec.Sections[0].Role != message.RoleIPTunnel ||
		len(rec.Sections[0].Data) <= message.IPTunnelType {
		return 0
	}
	return rec.Sections[0].Data[message.IPTunnelType]
}

// recordType picks the table by what the record begins with, and by the name of
// its message where several tables begin with the same.
func recordType(m *message.Message, rec *message.Record) *record.Type {
	if len(rec.Sections) == 0 {
		return nil
	}
	first := &rec.Sections[0]
	if first.Role == message.RoleUnknown {
		return record.TypeOfMessage(m.Name, rec.Depth)
	}
	if named := record.TypeOfMessage(m.Name, rec.Depth); named != nil && named.Locators[1].Kind == kinds[first.Role] {
		return named
	}
	if kind := tunnelType(rec); kind != 0 {
		return record.TypeOfMessage(namesByTunnel[kind], 0)
	}
	return record.TypeOfMessage(namesByRole[first.Role], 0)
}

// locatorOf returns the locator of section i, which is none that an earlier one has; 0 when
// there is none. A section of unknown role goes to a first place that nothing else
// fits: the structures of some messages are not known at all.
func (p *plan) locatorOf(role string, i int) int {
	if p.rt == nil {
		return 0
	}
	kind, known := kinds[role]
	for at := 1; at < len(p.rt.Locators); at++ {
		fits := known && p.rt.Locators[at].Kind == kind || !known && i == 0 && at == 1
		if fits && !slices.Contains(p.locators, at) {
			return at
		}
	}
	return 0
}

// check holds the record to what its table needs. Sections that together are
// longer than their record lie over each other: a few bytes could claim to be
// thousands of sections.
func (l *Located) check(m *message.Message, rec *message.Record) error {
	total := 0
	for i := range rec.Sections {
		total += len(rec.Sections[i].Data)
	}
	if total > len(rec.Data) {
		return &wire.Error{Pos: m.Pos, Off: rec.Off, Struct: "record",
			Err: fmt.Errorf("record %d: its sections have %s together, it has %d: %w", rec.No+1,
				english.Plural(int(total), "byte", ""), len(rec.Data),
				wire.ErrLocator)}
	}
	if l.Type == nil {
		return nil
	}
	for i, loc := range l.Type.Locators {
		s := l.Sections[i]
		fault := func(err error) error {
			return &wire.Error{Pos: m.Pos, Off: rec.Off, Struct: loc.Kind.String(),
				Err: fmt.Errorf("record %d: %w", rec.No+1, err)}
		}
		switch {
		case s == nil && loc.Need:
			return fault(fmt.Errorf("section missing: %w", wire.ErrLocator))
		case s != nil && len(s) < loc.Min:
			return fault(fmt.Errorf("%s, need %d: %w", english.Plural(len(s), "byte", ""), loc.Min, wire.ErrShort))
		}
	}
	return nil
}

// The lengths of nmsec_record and of nmsec_message, up to the target.
const (
	recordForm  = 20
	messageForm = 196
	nameLength  = 40
	basisLength = 120
)

// appendRecordForm appends a record in our own form, nmsec_record, to dst.
func appendRecordForm(dst []byte, m *message.Message, rec *message.Record, captured uint32) []byte {
	var h [recordForm]byte
	be := binary.BigEndian
	be.PutUint32(h[0:], uint32(rec.No+1))
	be.PutUint32(h[4:], uint32(rec.Parent+1))
	be.PutUint32(h[8:], uint32(rec.Off))
	be.PutUint32(h[12:], captured)
	h[16] = byte(min(rec.Depth, 255))
	if m.Carved {
		h[17] = 0x80
	}
	return append(dst, h[:]...)
}

// appendMessageForm appends the message in our own form, nmsec_message, to dst.
func appendMessageForm(dst []byte, m *message.Message, captured uint32, unread int) []byte {
	var h [messageForm]byte
	be := binary.BigEndian
	be.PutUint32(h[0:], uint32(m.Type))
	be.PutUint32(h[4:], m.RC)
	be.PutUint32(h[8:], m.RSN)
	be.PutUint32(h[12:], uint32(len(m.Records)))
	nested := 0
	for i := range m.Records {
		if m.Records[i].Depth > 0 {
			nested++
		}
	}
	be.PutUint32(h[16:], uint32(nested))
	be.PutUint32(h[20:], uint32(unread))
	be.PutUint32(h[24:], uint32(len(m.Data)))
	be.PutUint32(h[28:], captured)
	for i, on := range []bool{m.HasType, m.HasRC, m.Carved} {
		if on {
			h[32] |= 0x80 >> i
		}
	}
	copy(h[36:36+nameLength], m.Name)
	copy(h[76:76+basisLength], m.NameBasis)
	return append(append(dst, h[:]...), m.Target...)
}

// StructureOf names the structure of schema/layout that a section with the role
// has; "" when its layout is not known.
func StructureOf(role string) string {
	kind, ok := kinds[role]
	if !ok {
		return ""
	}
	return kind.String()
}
