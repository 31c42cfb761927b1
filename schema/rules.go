package schema

import (
	"encoding/binary"
	"fmt"
	"unsafe"

	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
	"github.com/zertify/zertify/schema/record"
)

// A report names what is odd in row i of a block.
type report func(i int, kind, field, message string)

// inFull writes a number in both forms that a reader may look for.
func inFull[T columnar.Number](v T) string {
	return fmt.Sprintf("%d (X'%0*X')", v, 2*int(unsafe.Sizeof(v)), v)
}

// checks are rules over more than one field of a structure, run after a block
// was decoded into d.
var checks = map[record.Kind]func(d columnar.Decoder, b *columnar.Block, odd report){
	record.KindZertSession:     checkSession,
	record.KindZertDetailIPSec: checkEndpoints,
	record.KindIKETunnel:       checkSizes,
	record.KindNMsecIKETunnel:  checkSizes,
	record.KindZertConnection: func(d columnar.Decoder, b *columnar.Block, odd report) {
		t := d.(*decoders.ZertConnectionFact)
		within(&t.InBytes, "SMF119SC_SAInBytes", odd)
		within(&t.OutBytes, "SMF119SC_SAOutBytes", odd)
	},
	record.KindTcpTermination: func(d columnar.Decoder, b *columnar.Block, odd report) {
		t := d.(*decoders.TcpTerminationFact)
		within(&t.InBytes, "SMF119AP_TTInBytes", odd)
		within(&t.OutBytes, "SMF119AP_TTOutBytes", odd)
	},
	record.KindFtpClient: func(d columnar.Decoder, b *columnar.Block, odd report) {
		within(&d.(*decoders.FtpClientFact).TransferredBytes, "SMF119FT_FCBytes", odd)
	},
	record.KindFtpServer: func(d columnar.Decoder, b *columnar.Block, odd report) {
		within(&d.(*decoders.FtpServerFact).TransferredBytes, "SMF119FT_FSBytes", odd)
	},
	record.KindTn3270End: func(d columnar.Decoder, b *columnar.Block, odd report) {
		t := d.(*decoders.Tn3270EndFact)
		within(&t.InBytes, "SMF119TN_NTInByte", odd)
		within(&t.OutBytes, "SMF119TN_NTOutByte", odd)
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
func checkSizes(_ columnar.Decoder, b *columnar.Block, odd report) {
	const group, keyBits = 200, 252
	for i, s := range b.Secs {
		if len(s) >= group+4 && binary.BigEndian.Uint32(s[group:]) > maxGroup {
			odd(i, "implausible-value", "NMsIKETunDHGroup",
				inFull(binary.BigEndian.Uint32(s[group:]))+" is not the number of a Diffie-Hellman group; not used")
		}
		if len(s) >= keyBits+4 && binary.BigEndian.Uint32(s[keyBits:]) > maxCipherBits {
			odd(i, "implausible-value", "NMsIKETunEncryptKeyLength",
				inFull(binary.BigEndian.Uint32(s[keyBits:]))+" bits are more than the key of any cipher has; not used")
		}
	}
}

// checkEndpoints reports IPSec sections whose own IPv6 flag differs from the
// connection's. The tunnel's flag decides how its endpoints are read.
func checkEndpoints(_ columnar.Decoder, b *columnar.Block, odd report) {
	const flags, ipv6 = 212, 0x80
	for i, s := range b.Secs {
		if len(s) > flags && (s[flags]&ipv6 != 0) != b.IPv6[i] {
			odd(i, "flags-disagree", "SMF119SC_IPSec_TunFlags",
				"the tunnel's IPv6 flag differs from the connection's; the endpoints are read by the tunnel's")
		}
	}
}
