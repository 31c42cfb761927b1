package model

import (
	"time"
)

// A CryptoUse is one way in which one layer was protected, with the traffic and
// the tunnels that used it. Texts are the tokens of the policy rules; "" means that
// the records do not say.
type CryptoUse struct {
	Layer       string `json:"layer"` // tls, ssh, ike or ipsec
	Version     string `json:"version"`
	Suite       string `json:"suite"` // IANA name of a TLS cipher suite; with its code where it is not registered
	Cipher      string `json:"cipher"`
	CipherBits  *int64 `json:"cipher_bits"`
	MAC         string `json:"mac"`
	KeyExchange string `json:"key_exchange"` // method, or "group n" for IKE and for perfect forward secrecy of IPSec
	Auth        string `json:"auth"`         // SSH host key algorithm, IKE authentication method
	PRF         string `json:"prf"`          // IKE
	// bits of work to break cipher, key exchange and authentication, as in table strength; nil where name and size do
	// not tell
	CipherStrength *int64 `json:"cipher_strength_bits"`
	KexStrength    *int64 `json:"kex_strength_bits"`
	AuthStrength   *int64 `json:"auth_strength_bits"`
	Sessions       int64  `json:"sessions"`
	Records        int64  `json:"interval_records"`
	Connections    int64  `json:"connections"`
	Bytes          int64  `json:"bytes"`
	Tunnels        int64  `json:"tunnels"` // observations of IKE and IP tunnels
	Span
	FileID   int64 `json:"file_id"` // first record that shows it
	RecordNo int64 `json:"record_no"`
}

// An Overview is what the report says about the traffic as a whole, beside the
// evaluation of each rule: how it was protected, by what, between whom.
type Overview struct {
	Timeline  Section[DayRow]      `json:"timeline"`   // protection over time, per stack and day
	Protocols Section[ProtocolRow] `json:"protocols"`  // protocols and their versions
	Strengths Section[StrengthRow] `json:"strengths"`  // how strong the protection is, in bits
	Suites    Section[SuiteRow]    `json:"suites"`     // every distinct set of algorithms, most used first
	Expiry    Section[ExpiryRow]   `json:"expiry"`     // when certificates end, per month
	WeakLinks Section[LinkRow]     `json:"weak_links"` // pairs of addresses with no or weak protection

	ServerPaths Section[PathRow] `json:"server_sessions"` // TCP server, its clients, their security sessions
	ClientPaths Section[PathRow] `json:"client_sessions"` // TCP client, the servers it went to, security sessions
	PeerPaths   Section[PathRow] `json:"ee_sessions"`     // Enterprise Extender peer, the other ends, security sessions

	Tunnels        Section[TunnelRow]        `json:"tunnels"`         // of phase 1 and 2, as last seen
	TunnelSessions Section[TunnelSessionRow] `json:"tunnel_sessions"` // traffic known to have gone through a tunnel
	FIPS           Section[FIPSRow]          `json:"fips"`
}

// Uses counts the traffic behind a row. Sums stop at the largest 64-bit integer.
type Uses struct {
	Sessions    int64 `json:"sessions"`
	Records     int64 `json:"interval_records"`
	Connections int64 `json:"connections"`
	Bytes       int64 `json:"bytes"`
}

// A DayRow is the traffic of one stack under one protection on one day. The day
// is the system's own: summary records hold no other.
type DayRow struct {
	Day        Date   `json:"day,omitzero"`
	Sysplex    string `json:"sysplex"`
	System     string `json:"system"`
	Stack      string `json:"stack"`
	Protection string `json:"protection"`
	Uses
}

// A ProtocolRow counts the traffic under one protocol version. Traffic with
// several layers of protection counts under each of them.
type ProtocolRow struct {
	Layer   string `json:"layer"`   // none, tls, ssh, ike, ipsec; "": protected, the record does not say how
	Version string `json:"version"` // "" when the record does not say
	Uses
}

// A StrengthRow counts the traffic of one layer and strength.
type StrengthRow struct {
	Layer      string `json:"layer"`
	Bits       *int64 `json:"strength_bits"` // of the weakest part that is known; nil: none is known
	Incomplete bool   `json:"is_incomplete"` // some part is not known, so that the strength may be less
	Uses
}

// A SuiteRow is one distinct set of algorithms of one layer.
type SuiteRow struct {
	Layer       string `json:"layer"`
	Version     string `json:"version"`
	Suite       string `json:"suite"` // the registered name of a TLS suite; with its code where it is not registered
	Cipher      string `json:"cipher"`
	CipherBits  *int64 `json:"cipher_bits"`
	MAC         string `json:"mac"`
	KeyExchange string `json:"key_exchange"`
	Auth        string `json:"authentication"`
	Bits        *int64 `json:"strength_bits"`
	Incomplete  bool   `json:"is_incomplete"`
	FIPS        string `json:"fips"`
	Servers     int64  `json:"servers"` // distinct server addresses and ports
	Span
	FileID   int64 `json:"file_id"`
	RecordNo int64 `json:"record_no"`
	Uses
}

// An ExpiryRow counts the certificates that end in one month, UTC.
type ExpiryRow struct {
	Month        Date  `json:"month,omitzero"` // its first day; zero: the records do not say
	Certificates int64 `json:"certificates"`
	Sessions     int64 `json:"sessions"`
	Records      int64 `json:"interval_records"`
}

// A LinkRow is a pair of addresses whose traffic had no protection, or one
// weaker than WeakBits.
type LinkRow struct {
	System           string `json:"system"`
	Stack            string `json:"stack"`
	Job              string `json:"job"`
	Role             string `json:"role"`
	Client           string `json:"client_addr"`
	Server           string `json:"server_addr"`
	Port             *int64 `json:"server_port"`
	ClearConnections int64  `json:"connections_none"`
	ClearBytes       int64  `json:"bytes_none"`
	WeakConnections  int64  `json:"connections_weak"`
	WeakBytes        int64  `json:"bytes_weak"`
	Bits             *int64 `json:"strength_bits"` // the least among what is protected
	Span
	FileID   int64 `json:"file_id"`
	RecordNo int64 `json:"record_no"`
}

// WeakBits is the strength below which a link is shown as weak: what NIST
// SP 800-131A disallows for new protection.
const WeakBits = 112

// A PathRow is one security session of an end point: who was at the other end,
// how the traffic was protected, and whose certificates were shown.
type PathRow struct {
	Sysplex    string  `json:"sysplex"`
	System     string  `json:"system"`
	Stack      string  `json:"stack"`
	Job        string  `json:"job"`
	Addr       string  `json:"address"` // the end point's own
	Port       *int64  `json:"port"`    // of a server end point
	Other      string  `json:"other_address"`
	OtherPort  *int64  `json:"other_port"` // of the server a client went to
	Protection string  `json:"protection"`
	SuiteID    SuiteID `json:"suite_id"`
	Algorithms string  `json:"algorithms"`
	Subjects   string  `json:"subjects"` // distinguished names, separated by " | "
	Issuers    string  `json:"issuers"`
	Serials    string  `json:"serials"`
	Span
	FileID   int64 `json:"file_id"`
	RecordNo int64 `json:"record_no"`
	Uses
}

// A TunnelRow is the life of one tunnel on one stack.
type TunnelRow struct {
	Sysplex      string `json:"sysplex"`
	System       string `json:"system"`
	Stack        string `json:"stack"`
	Phase        int64  `json:"phase"`
	ID           string `json:"tunnel_id"`
	Keying       string `json:"keying"`
	Local        string `json:"local_endpoint"`
	Remote       string `json:"remote_endpoint"`
	Identity     string `json:"remote_identity"`
	Rule         string `json:"policy_rule"`
	Action       string `json:"policy_action"`
	Event        string `json:"last_event"`
	State        string `json:"last_state"`
	FIPS         string `json:"fips_mode"`
	Algorithms   string `json:"algorithms"` // over its life, " > " between changes
	Downgrade    string `json:"downgrade"`
	Inferred     bool   `json:"is_inferred"`
	Sources      string `json:"sources"` // what tells of it, as in v_tunnel_history: log, nmsec, smf119, text
	Observations int64  `json:"observations"`
	Refreshes    *int64 `json:"refreshes"`
	Span
	Expire   time.Time `json:"expire_utc,omitzero"`
	FileID   int64     `json:"file_id"`
	RecordNo int64     `json:"record_no"`
}

// A TunnelSessionRow is traffic between two addresses through one tunnel, known
// from zERT detail records: summaries carry no tunnel numbers.
type TunnelSessionRow struct {
	System      string `json:"system"`
	Stack       string `json:"stack"`
	IKETunnel   string `json:"ike_tunnel"`
	IPTunnel    string `json:"ipsec_tunnel"`
	Job         string `json:"job"`
	Server      string `json:"server_addr"`
	Port        *int64 `json:"server_port"`
	Client      string `json:"client_addr"`
	Connections int64  `json:"connections"`
	Bytes       int64  `json:"bytes"`
	Span
	FileID   int64 `json:"file_id"`
	RecordNo int64 `json:"record_no"`
}

// A FIPSRow says in which FIPS mode one layer, or the tunnels of one phase, ran.
type FIPSRow struct {
	Of      string `json:"of"`    // a layer, or "tunnel, phase 1" and "tunnel, phase 2"
	Mode    string `json:"mode"`  // on, off; "": the records do not say
	Level   string `json:"level"` // as System SSL names it
	Tunnels int64  `json:"tunnels"`
	Uses
}

// A ClockRow is the offset of a system's local time from UTC over a stretch of
// local time, as detail records of that system show it.
type ClockRow struct {
	Sysplex string `json:"sysplex"`
	System  string `json:"system"`
	First   Local  `json:"from_local,omitzero"`
	Last    Local  `json:"to_local,omitzero"`
	Minutes *int64 `json:"offset_minutes"` // null: the records contradict each other
	Basis   string `json:"basis"`
	Records int64  `json:"records"`
}
