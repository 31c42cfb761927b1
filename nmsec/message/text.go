package message

// EBCDIC characters that the tests look at.
const (
	Blank   = 0x40
	LetterK = 0xD2
	ebcdic0 = 0xF0
	ebcdic9 = 0xF9
)

// IsLetter reports whether c is an EBCDIC letter or digit.
func IsLetter(c byte) bool {
	switch {
	case within(c, 0xC1, 0xC9), within(c, 0xD1, 0xD9), within(c, 0xE2, 0xE9), within(c, 0xF0, 0xF9),
		within(c, 0x81, 0x89), within(c, 0x91, 0x99), within(c, 0xA2, 0xA9):
		return true
	}
	return false
}

// IsASCIILetter reports whether c is an ASCII letter or digit.
func IsASCIILetter(c byte) bool {
	return within(c, 'A', 'Z') || within(c, 'a', 'z') || within(c, '0', '9')
}

// Every reports whether each byte of b passes.
func Every(b []byte, is func(byte) bool) bool {
	for _, c := range b {
		if !is(c) {
			return false
		}
	}
	return true
}

// IsText reports that b holds no control character. In the EBCDIC pages that z/OS
// uses these are below the blank, and the last byte value.
func IsText(b []byte) bool {
	for _, c := range b {
		if c < Blank || c == 0xFF {
			return false
		}
	}
	return true
}

// isName is isText that does not begin with a blank.
func isName(b []byte) bool { return b[0] != Blank && IsText(b) }

func isZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// IsBlank reports whether b holds nothing but EBCDIC blanks.
func IsBlank(b []byte) bool {
	for _, c := range b {
		if c != Blank {
			return false
		}
	}
	return true
}

func within(c, low, high byte) bool { return c >= low && c <= high }
