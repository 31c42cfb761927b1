package message

import "github.com/zertify/zertify/schema/wire"

// Message is one NMI message, or, when Carved is set, one structure found without
// a framing. It and everything in it are valid until the next call of Reader.Next.
type Message struct {
	Pos  wire.Pos // Record is the message's number, from 1
	Span int64    // bytes of input
	Data []byte   // header and records

	// Name is the published name of the message (NMsec_INIT, NMsec_GET_IKETUN …),
	// or "" when it is not known. Numeric types are not published, so a name mostly
	// follows from what the message holds; NameBasis says from what.
	Name, NameBasis string

	Header     int    // length of the message header, bytes
	Type       uint64 // numeric message type; only with HasType
	Version    uint64 // interface version; only with HasVersion
	HasType    bool
	HasVersion bool
	HasRC      bool   // the framing says where return and reason codes are
	RC, RSN    uint32 // return code (errno) and reason code; 0 is good
	Target     []byte // stack or NSS client name, EBCDIC, blank padded; nil: place unknown
	Stated     int64  // records the header says there are; -1: it does not say
	Carved     bool   // found by its own form, without a framing

	Records []Record      // in the order they are in, nested ones after their parent
	Errs    []*wire.Error // records that were rejected, and contradictions in counts
}

// Record is one response record of a message.
type Record struct {
	No     int    // from 0: index in Message.Records
	Off    int    // where it begins in Message.Data
	Data   []byte // its header, sections and container
	Depth  int    // 0, or 1 inside a cascade
	Parent int    // index of the record that holds it; -1 at depth 0
	// in the order of their descriptors, those of an IKE tunnel in that of the manual; absent ones are
	// left out
	Sections []Section
}

// IPv6 is the flag of the tunnel that begins the record; false for other records.
func (r *Record) IPv6() bool {
	if len(r.Sections) == 0 {
		return false
	}
	switch first := &r.Sections[0]; first.Role {
	case RoleIKETunnel:
		return first.Data[0]&0x80 != 0
	case RoleIPTunnel:
		return first.Data[ipTunnelFlags]&0x80 != 0
	}
	return false
}

// Section is a part of a record that a descriptor names.
type Section struct {
	Off  int    // where it begins in Message.Data
	Data []byte // as long as the descriptor says
	Role string // one of the Role constants
}

// The roles of sections: which structure they hold. They follow from the kind of
// message, from the form of the first section of the record, and from lengths.
const (
	RoleUnknown      = "unknown"
	RoleIKETunnel    = "ike_tunnel"       // NMsecIKETunnel
	RoleIKEStats     = "ike_stats"        // NMsecIKETunStats
	RoleLocalID      = "local_identity"   // text
	RoleRemoteID     = "remote_identity"  // text
	RoleInterface    = "interface"        // NMsecInterface
	RoleStack        = "stack"            // NMsecStack
	RoleStatistics   = "statistics"       // NMsecStatistics
	RoleNSS          = "nss"              // NMsecNSS
	RoleTunnel       = "tunnel"           // NMsecTunnel, of control responses
	RoleIPTunnel     = "ip_tunnel"        // NMsecIPTunnel
	RoleManualTunnel = "manual_tunnel"    // NMsecIPManualTunnel, layout unknown
	RoleDynTunnel    = "dynamic_tunnel"   // NMsecIPDynTunnel, layout unknown
	RoleDynStack     = "dynamic_stack"    // NMsecIPDynamicStack, layout unknown
	RoleDynIKE       = "dynamic_ike"      // NMsecIPDynamicIKE, layout unknown
	RoleLocalClient  = "local_client_id"  // text
	RoleRemoteClient = "remote_client_id" // text
)
