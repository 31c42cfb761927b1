package layout

import (
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"github.com/zertify/zertify/schema/wire"
)

// An acceptance is a test that decides whether a section has the form nobody has
// confirmed. The codes of its tables therefore decide what is decoded; it can ask for
// those of no other.
type acceptance struct {
	enums  []string
	passes func(codes codeSets, section, header []byte) bool
}

// accepts holds the tests by the name that the structure's file gives.
var accepts = map[string]acceptance{
	"ike_tunnel":      {slices.Sorted(maps.Values(ikeTunnelCodes)), acceptIKETunnel},
	"ip_tunnel":       {ipTunnelEnums, acceptIPTunnel},
	"nmsec_ip_tunnel": {ipTunnelEnums, acceptListedIPTunnel},
	"attls":           {nil, acceptATTLS},
}

// Passes runs the named test over a section. header is that of the record: the SMF
// header, 24 bytes, or an NMI record's in our own form; nil when there is none. Every section
// passes the test with no name.
func Passes(test string, section, header []byte) bool {
	return test == "" || accepts[test].passes(knownCodes()[test], section, header)
}

// codeSets holds the numbers of each code table.
type codeSets map[string]map[int64]bool

func (sets codeSets) has(enum string, code byte) bool { return sets[enum][int64(code)] }

// knownCodes returns the codes that each test can ask for.
var knownCodes = sync.OnceValue(func() map[string]codeSets {
	sets := map[string]codeSets{}
	for name, test := range accepts {
		sets[name] = Must().codesOf(test.enums)
	}
	return sets
})

// codesOf returns the numbers of some code tables.
func (s *Set) codesOf(enums []string) codeSets {
	sets := codeSets{}
	for _, enum := range enums {
		sets[enum] = map[int64]bool{}
	}
	for _, c := range s.Codes {
		if set := sets[c.Enum]; set != nil {
			set[c.Value] = true
		}
	}
	return sets
}

// The two lengths of an IKE tunnel section: before z/OS V1R12 and since. A longer
// one is a later release's.
const (
	ikeTunnelOld = 236
	ikeTunnelNew = 256
)

// ikeTunnelCodes are the one-byte codes of an IKE tunnel section by offset.
var ikeTunnelCodes = map[int]string{
	196: "ike_exchange_mode", 197: "sa_state", 198: "auth_alg", 199: "encr_alg",
	204: "nmi_ike_auth_method", 205: "ike_role", 206: "natt_level", 207: "ike_ext_state",
}

// acceptIKETunnel tests a section against the layout of NMsecIKETunnel: length,
// tunnel identifier, the codes, and flag bits that are not in use.
func acceptIKETunnel(codes codeSets, s, _ []byte) bool {
	if len(s) != ikeTunnelOld && len(s) < ikeTunnelNew {
		return false
	}
	if binary.BigEndian.Uint32(s)&0x01FFFFFF != 0 || !isTunnelID(s[4:52], 0xD2) {
		return false
	}
	for at, enum := range ikeTunnelCodes {
		if !codes.has(enum, s[at]) {
			return false
		}
	}
	return true
}

// isTunnelID reports whether s is the EBCDIC letter and digits, filled up with
// blanks or zeros.
func isTunnelID(s []byte, letter byte) bool {
	n := 1
	for n < len(s) && s[n] >= 0xF0 && s[n] <= 0xF9 {
		n++
	}
	if s[0] != letter || n == 1 {
		return false
	}
	for _, c := range s[n:] {
		if c != 0x40 && c != 0 {
			return false
		}
	}
	return true
}

// The two lengths of the common IP tunnel section.
const (
	ipTunnelOld = 160
	ipTunnelNew = 164
)

// acceptIPTunnel tests bytes 102 to 163 of the common IP tunnel section, whose
// layout rests on recollection: every one of the conditions must hold.
func acceptIPTunnel(codes codeSets, s, header []byte) bool {
	return ipTunnelForm(codes, s) && ipTunnelStart(s, header)
}

// ipTunnelForm is what the test asks of a tunnel however it came to us.
func ipTunnelForm(codes codeSets, s []byte) bool {
	if len(s) != ipTunnelOld && len(s) < ipTunnelNew {
		return false
	}
	return ipTunnelFill(s) && ipTunnelCodes(codes, s) && ipTunnelPairs(s[138], s[139]) && ipTunnelKey(s)
}

// capturedAt is where the time of the capture stands in nmsec_record, which is the
// header here.
const capturedAt = 12

// acceptListedIPTunnel tests the common section of a tunnel that a message lists:
// all that acceptIPTunnel asks for, but a tunnel that is listed may have begun at
// any time before.
func acceptListedIPTunnel(codes codeSets, s, header []byte) bool {
	if !ipTunnelForm(codes, s) {
		return false
	}
	start := int64(binary.BigEndian.Uint32(s[156:]))
	if len(header) < capturedAt+4 {
		return start == 0
	}
	captured := int64(binary.BigEndian.Uint32(header[capturedAt:]))
	return start == 0 || captured == 0 && start >= firstTunnel || start >= firstTunnel &&
		start <= captured+oneDay/1_000_000
}

// firstTunnel is the beginning of 2005, when z/OS had its own IPSec, in seconds since 1970.
const firstTunnel = 1_104_537_600

// ipTunnelFill: the filler is zero, and so is what an IPv4 address leaves unused.
func ipTunnelFill(s []byte) bool {
	if s[102]|s[103] != 0 {
		return false
	}
	return s[96]&0x80 != 0 || allZero(s[108:120]) && allZero(s[124:136])
}

func allZero(s []byte) bool {
	for _, c := range s {
		if c != 0 {
			return false
		}
	}
	return true
}

// ipTunnelEnums are the code tables of an IP tunnel section.
var ipTunnelEnums = []string{"auth_alg", "auth_proto", "encap_mode", "encr_alg"}

func ipTunnelCodes(codes codeSets, s []byte) bool {
	return codes.has("encap_mode", s[136]) && codes.has("auth_proto", s[137]) && codes.has("auth_alg", s[138]) &&
		codes.has("encr_alg", s[139])
}

// Codes of the NMI space that ipTunnelPairs and ipTunnelKey speak of.
const (
	encrNone, encr3DES, encrNULL, encrAESCBC, encrDES, encrAESGCM = 0, 3, 11, 12, 18, 20
	authNone, authGMAC128, authGMAC256                            = 0, 4, 6
)

// ipTunnelPairs: a cipher that authenticates has no integrity algorithm beside
// it, and AES-GMAC has no cipher.
func ipTunnelPairs(auth, encr byte) bool {
	switch {
	case encr == encrAESGCM:
		return auth == authNone
	case auth == authGMAC128 || auth == authGMAC256:
		return encr == encrNone || encr == encrNULL
	}
	return true
}

// ipTunnelKey: AES has one of its key lengths, the ciphers of fixed length none.
func ipTunnelKey(s []byte) bool {
	if len(s) < ipTunnelNew {
		return true
	}
	bits := binary.BigEndian.Uint32(s[160:])
	switch s[139] {
	case encrAESCBC, encrAESGCM:
		return bits == 128 || bits == 192 || bits == 256
	case encr3DES, encrDES:
		return bits == 0
	}
	return true
}

// oneDay, in microseconds, absorbs that the record's time is local and the
// tunnel's is not.
const oneDay = 86_400_000_000

// ipTunnelStart: the activation time is not set, or lies within a day of the
// record when it reports an activation and not after it when it reports an end.
func ipTunnelStart(s, header []byte) bool {
	start := int64(binary.BigEndian.Uint32(s[156:])) * 1_000_000
	if start == 0 {
		return true
	}
	if len(header) < 24 {
		return false
	}
	at, ok := wire.Moment(header[6:10], header[10:14])
	if !ok || start > at+oneDay {
		return false
	}
	ended := header[23]%2 == 0 // 75, 77 and 79 report an activation, 76, 78 and 80 an end
	return ended || start >= at-oneDay
}

// acceptATTLS tests whether the four-character cipher stands behind the part of
// the AT-TLS section that is certain: hex digits that agree with the short form,
// or with its being 4X, "see the long form".
func acceptATTLS(_ codeSets, s, _ []byte) bool {
	if len(s) < 20 {
		return false
	}
	for _, c := range s[16:20] {
		if !(c >= 0xF0 && c <= 0xF9 || c >= 0xC1 && c <= 0xC6) {
			return false
		}
	}
	short := string(s[2:4])
	return short == "\xF4\xE7" || short == string(s[18:20]) && string(s[16:18]) == "\xF0\xF0"
}
