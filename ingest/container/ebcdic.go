package container

import (
	"strings"
)

// names holds the characters that data set names, volume serials and labels
// are made of. They sit at the same place in all EBCDIC code pages, except that
// X'7B', X'7C' and X'5B' are shown as # @ $ whatever a page makes of them.
var names = func() (t [256]byte) {
	for i := range t {
		t[i] = '?'
	}
	fill := func(from byte, text string) {
		for i := range len(text) {
			t[int(from)+i] = text[i]
		}
	}
	fill(0xC1, "ABCDEFGHI")
	fill(0xD1, "JKLMNOPQR")
	fill(0xE2, "STUVWXYZ")
	fill(0xF0, "0123456789")
	fill(0x81, "abcdefghi")
	fill(0x91, "jklmnopqr")
	fill(0xA2, "stuvwxyz")
	for from, c := range map[byte]byte{0x40: ' ', 0x00: ' ', 0x4B: '.', 0x7B: '#', 0x7C: '@', 0x5B: '$', 0x60: '-',
		0x6D: '_', 0x4D: '(', 0x5D: ')'} {
		t[from] = c
	}
	return t
}()

// ebcdic returns a name in ASCII, without blanks at its ends.
func ebcdic(s []byte) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteByte(names[c])
	}
	return strings.TrimSpace(b.String())
}
