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
	"zert_session":      checkCounters,
	"zert_detail_ipsec": checkEndpoints,
	"ike_tunnel":        checkSizes,
	"nmsec_ike_tunnel":  checkSizes,
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
			odd(i, "implausible-value", "NMsIKETunDHGroup", inFull(be32(s[group:]))+" is not the number of a Diffie-Hellman group; not used")
		}
		if len(s) >= keyBits+4 && be32(s[keyBits:]) > maxCipherBits {
			odd(i, "implausible-value", "NMsIKETunEncryptKeyLength", inFull(be32(s[keyBits:]))+" bits are more than the key of any cipher has; not used")
		}
	}
}

// checkEndpoints reports IPSec sections whose own IPv6 flag differs from the
// connection's. The tunnel's flag decides how its endpoints are read.
func checkEndpoints(_ decoder, b *block, odd report) {
	const flags, ipv6 = 212, 0x80
	for i, s := range b.secs {
		if len(s) > flags && (s[flags]&ipv6 != 0) != b.ipv6[i] {
			odd(i, "flags-disagree", "SMF119SC_IPSec_TunFlags", "the tunnel's IPv6 flag differs from the connection's; the endpoints are read by the tunnel's")
		}
	}
}

// checkCounters reports counters that are lower at the end of an interval than
// at its start. They are cumulative for the life of the security session, so
// this means a wrap, a restart or damage; views give NULL for such an interval.
func checkCounters(d decoder, b *block, odd report) {
	t, n := d.(*zertSessionFact), len(b.secs)
	backwards(&t.InitConnections, &t.EndConnections, n, "SMF119SS_SAEndLifeConnCnt", odd)
	backwards(&t.InitPartialConnections, &t.EndPartialConnections, n, "SMF119SS_SAEndLifePartialConnCnt", odd)
	backwards(&t.InitShortConnections, &t.EndShortConnections, n, "SMF119SS_SAEndLifeShortConnCnt", odd)
	backwards(&t.InitInBytes, &t.EndInBytes, n, "SMF119SS_SAEndLifeInBytes", odd)
	backwards(&t.InitOutBytes, &t.EndOutBytes, n, "SMF119SS_SAEndLifeOutBytes", odd)
	backwards(&t.InitInSegments, &t.EndInSegments, n, "SMF119SS_SAEndLifeInSegDG", odd)
	backwards(&t.InitOutSegments, &t.EndOutSegments, n, "SMF119SS_SAEndLifeOutSegDG", odd)
	backwards(&t.InitFailedHandshakes, &t.EndFailedHandshakes, n, "SMF119SS_SAEndFailedHsConnCnt", odd)
}

func backwards[T number](init, end *numCol[T], n int, field string, odd report) {
	from := len(end.v) - n
	for i := range n {
		if end.v[from+i] < init.v[from+i] && !end.null.isNull(from+i) {
			odd(i, "counter-backwards", field, fmt.Sprintf("%s at the end of the interval is below %s at its start; the interval's value is unknown",
				inFull(end.v[from+i]), inFull(init.v[from+i])))
		}
	}
}
