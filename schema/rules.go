package schema

import (
	"fmt"
	"unsafe"
)

// A report names what is odd in row i of a block.
type report func(i int, kind, field, message string)

// inFull writes a number in both forms that a reader may look for.
func inFull[T number](v T) string { return fmt.Sprintf("%d (X'%0*X')", v, 2*int(unsafe.Sizeof(v)), v) }

// checks are rules over more than one field of a structure, run after a block
// was decoded into d.
var checks = map[string]func(d decoder, b *block, odd report){
	"zert_session":      checkSession,
	"zert_detail_ipsec": checkEndpoints,
	"ike_tunnel":        checkSizes,
	"nmsec_ike_tunnel":  checkSizes,
	"zert_connection": func(d decoder, b *block, odd report) {
		t := d.(*zertConnectionFact)
		within(&t.InBytes, b, "SMF119SC_SAInBytes", odd)
		within(&t.OutBytes, b, "SMF119SC_SAOutBytes", odd)
	},
	"tcp_termination": func(d decoder, b *block, odd report) {
		t := d.(*tcpTerminationFact)
		within(&t.InBytes, b, "SMF119AP_TTInBytes", odd)
		within(&t.OutBytes, b, "SMF119AP_TTOutBytes", odd)
	},
	"ftp_client": func(d decoder, b *block, odd report) {
		within(&d.(*ftpClientFact).TransferredBytes, b, "SMF119FT_FCBytes", odd)
	},
	"ftp_server": func(d decoder, b *block, odd report) {
		within(&d.(*ftpServerFact).TransferredBytes, b, "SMF119FT_FSBytes", odd)
	},
	"tn3270_end": func(d decoder, b *block, odd report) {
		t := d.(*tn3270EndFact)
		within(&t.InBytes, b, "SMF119TN_NTInByte", odd)
		within(&t.OutBytes, b, "SMF119TN_NTOutByte", odd)
	},
}

// The most that the views take for a fact: no cipher has a longer key, and the
// registry of groups has no larger number.
const (
	maxCipherBits = 512
	maxGroup      = 0xFFFF
)

// checkSizes reports an IKE tunnel section, of an SMF record or of a message, whose
// key length or group cannot be one.
func checkSizes(_ decoder, b *block, odd report) {
	const group, keyBits = 200, 252
	for i, s := range b.secs {
		if len(s) >= group+4 && be32(s[group:]) > maxGroup {
			odd(i, "implausible-value", "NMsIKETunDHGroup",
				inFull(be32(s[group:]))+" is not the number of a Diffie-Hellman group; not used")
		}
		if len(s) >= keyBits+4 && be32(s[keyBits:]) > maxCipherBits {
			odd(i, "implausible-value", "NMsIKETunEncryptKeyLength",
				inFull(be32(s[keyBits:]))+" bits are more than the key of any cipher has; not used")
		}
	}
}

// checkEndpoints reports IPSec sections whose own IPv6 flag differs from the
// connection's. The tunnel's flag decides how its endpoints are read.
func checkEndpoints(_ decoder, b *block, odd report) {
	const flags, ipv6 = 212, 0x80
	for i, s := range b.secs {
		if len(s) > flags && (s[flags]&ipv6 != 0) != b.ipv6[i] {
			odd(i, "flags-disagree", "SMF119SC_IPSec_TunFlags",
				"the tunnel's IPv6 flag differs from the connection's; the endpoints are read by the tunnel's")
		}
	}
}
