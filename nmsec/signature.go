package nmsec

// Lengths of the published structures, bytes.
const (
	ikeTunnelOld = 236 // NMsecIKETunnel before IKE version 2 support
	ikeTunnelLen = 256
	ikeStatsLen  = 64
	interfaceLen = 36
	ipTunnelHead = 102 // the published part of NMsecIPTunnel
	stackHead    = 32
	nssHead      = 52
	tunnelHead   = 97
	statsHead    = 52 // the published part of NMsecStatistics
)

// EBCDIC characters that the tests look at.
const (
	ebcdicBlank = 0x40
	ebcdicK     = 0xD2
	ebcdic0     = 0xF0
	ebcdic9     = 0xF9
)

// isText reports that b holds no control character. In the EBCDIC pages that z/OS
// uses these are below the blank, and the last byte value.
func isText(b []byte) bool {
	for _, c := range b {
		if c < ebcdicBlank || c == 0xFF {
			return false
		}
	}
	return true
}

// isName is isText that does not begin with a blank.
func isName(b []byte) bool { return b[0] != ebcdicBlank && isText(b) }

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

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
		if c != ebcdicBlank {
			return false
		}
	}
	return true
}

func within(c, low, high byte) bool { return c >= low && c <= high }

// isIKETunnel is the test for NMsecIKETunnel: reserved bits unused, a tunnel ID of K
// and a number, blank-padded names, and codes that are assigned.
func isIKETunnel(b []byte) bool {
	return len(b) >= ikeTunnelOld && b[4] == ebcdicK && b[0]&1 == 0 && isReserved(b[1:4]) && isNumbered(b[4:52]) &&
		isText(b[52:148]) && within(b[197], 2, 6) && within(b[205], 1, 2) && b[206] <= 7 && b[207] <= 7
}

// isIPTunnel is the test for NMsecIPTunnel.
func isIPTunnel(b []byte) bool {
	return len(b) >= ipTunnelHead && isNumbered(b[:48]) && isText(b[48:96]) &&
		b[96]&0x3F == 0 && isReserved(b[97:100]) && within(b[100], 1, 3) && within(b[101], 1, 6)
}

// isInterface is the test for NMsecInterface. The manual numbers the flag bits in
// two ways that cannot both be right, so that four of them may be set.
func isInterface(b []byte) bool {
	return len(b) == interfaceLen && isName(b[:16]) && b[33]&0x0F == 0 && isReserved(b[34:])
}

// isStack is the test for NMsecStack: flags and a job name in 24 bytes.
func isStack(b []byte) bool {
	return len(b) >= stackHead && b[0]&1 == 0 && isReserved(b[1:4]) && isName(b[4:12]) && isBlank(b[12:28])
}

func isBlank(b []byte) bool {
	for _, c := range b {
		if c != ebcdicBlank {
			return false
		}
	}
	return true
}

// isNSS is the test for NMsecNSS: four names, the job name among them never blank.
func isNSS(b []byte) bool {
	return len(b) >= nssHead && isText(b[:48]) && isName(b[24:32])
}

// isTunnel is the test for NMsecTunnel: a rule name or a tunnel ID, and a status.
func isTunnel(b []byte) bool {
	return len(b) >= tunnelHead && len(b) <= tunnelHead+3 && isText(b[:96]) && !isBlank(b[:96]) && b[96] < ebcdicBlank &&
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
		if isText(b[i : i+4]) {
			return false
		}
	}
	return true
}
