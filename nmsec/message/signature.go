package message

import "github.com/zertify/zertify/schema/wire"

// Lengths of the published structures, bytes.
const (
	IKETunnelOld     = 236 // NMsecIKETunnel before IKE version 2 support
	IKETunnelLen     = 256
	IKEStatisticsLen = 64
	interfaceLen     = 36
	IPTunnelHead     = 102 // the published part of NMsecIPTunnel
	stackHead        = 32
	nssHead          = 52
	tunnelHead       = 97
	statsHead        = 52 // the published part of NMsecStatistics
)

// The layout of NMsecIPTunnel: where its flags and its type stand, and what the types
// are.
const (
	ipTunnelFlags = 96
	IPTunnelType  = 100
	TunnelManual  = 1
	TunnelStack   = 2
	TunnelIKE     = 3
)

// isNumbered reports whether b is a letter, at least one digit, and blanks.
func isNumbered(b []byte) bool {
	i := 1
	for i < len(b) && b[i] >= ebcdic0 && b[i] <= ebcdic9 {
		i++
	}
	if i == 1 || b[0] < 0xC1 || b[0] > 0xE9 {
		return false
	}
	for _, c := range b[i:] {
		if c != Blank {
			return false
		}
	}
	return true
}

// IsIKETunnel is the test for NMsecIKETunnel: reserved bits unused, a tunnel ID of K
// and a number, blank-padded names, and codes that are assigned.
func IsIKETunnel(b []byte) bool {
	return len(b) >= IKETunnelOld && b[4] == LetterK && b[0]&1 == 0 && isReserved(b[1:4]) && isNumbered(b[4:52]) &&
		IsText(b[52:148]) && within(b[197], 2, 6) && within(b[205], 1, 2) && b[206] <= 7 && b[207] <= 7
}

// IsIPTunnel is the test for NMsecIPTunnel.
func IsIPTunnel(b []byte) bool {
	return len(b) >= IPTunnelHead && isNumbered(b[:48]) && IsText(b[48:96]) &&
		b[96]&0x3F == 0 && isReserved(b[97:100]) && within(b[100], 1, 3) && within(b[101], 1, 6)
}

// isInterface is the test for NMsecInterface. The manual numbers the flag bits in
// two ways that cannot both be right, so that four of them may be set.
func isInterface(b []byte) bool {
	return len(b) == interfaceLen && isName(b[:16]) && b[33]&0x0F == 0 && isReserved(b[34:])
}

// isStack is the test for NMsecStack: flags and a job name in 24 bytes.
func isStack(b []byte) bool {
	return len(b) >= stackHead && b[0]&1 == 0 && isReserved(b[1:4]) && isName(b[4:12]) && IsBlank(b[12:28])
}

// isNSS is the test for NMsecNSS: four names, the job name among them never blank.
func isNSS(b []byte) bool {
	return len(b) >= nssHead && IsText(b[:48]) && isName(b[24:32])
}

// isTunnel is the test for NMsecTunnel: a rule name or a tunnel ID, and a status.
func isTunnel(b []byte) bool {
	return len(b) >= tunnelHead && len(b) <= tunnelHead+3 && IsText(b[:96]) && !IsBlank(b[:96]) && b[96] < Blank &&
		isZero(b[97:])
}

// isStatistics is the test for NMsecStatistics: it has no text, and its counters
// are far from the limits of their fields.
func isStatistics(b []byte) bool {
	if len(b) < statsHead || b[0]|b[4]|b[8] != 0 {
		return false
	}
	for at := 12; at < statsHead; at += 8 {
		if b[at]|b[at+1] != 0 {
			return false
		}
	}
	for i := 0; i+4 <= len(b); i++ {
		if IsText(b[i : i+4]) {
			return false
		}
	}
	return true
}

// Recognize tells whether a known structure begins w, and how long it is.
func Recognize(w []byte) (size int, role string) {
	b := w[:min(len(w), IKETunnelLen)]
	switch {
	case IsIKETunnel(b):
		if len(b) == IKETunnelLen && isNewIKETunnel(b) {
			return IKETunnelLen, RoleIKETunnel
		}
		return IKETunnelOld, RoleIKETunnel
	case IsIPTunnel(b):
		return IPTunnelHead, RoleIPTunnel
	}
	return 0, ""
}

// isNewIKETunnel reports whether the fields from +236 on, which older releases do
// not write, make sense.
func isNewIKETunnel(b []byte) bool {
	return within(b[236]&0x0F, 1, 2) && b[237]&0x0F <= 1 && b[239] <= 7 && wire.Uint(b[248:252]) < 1<<24 &&
		wire.Uint(b[252:256]) <= 1024
}

// NextCandidate returns the next place from i to stop where a structure may begin: an IKE
// tunnel has a K after four bytes, an IP tunnel begins with a
// letter.
func NextCandidate(w []byte, i, stop int) int {
	for ; i < stop; i++ {
		if within(w[i], 0xC1, 0xE9) && i+1 < len(w) && within(w[i+1], ebcdic0, ebcdic9) || i+4 < len(w) && w[i+4] == LetterK {
			return i
		}
	}
	return i
}
