package wire

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// CodePage translates single-byte EBCDIC text to UTF-8.
type CodePage struct {
	name string
	utf8 [256][]byte // each byte's character; controls become U+FFFD
	code map[rune]byte
}

// codePages are the EBCDIC pages the text library knows. 1047 is what z/OS UNIX
// uses; 37 and 1140 differ from it in seven characters at most.
var codePages = map[string]*charmap.Charmap{
	"037":  charmap.CodePage037,
	"1047": charmap.CodePage1047,
	"1140": charmap.CodePage1140,
}

// CodePageNames lists the names that NewCodePage takes, sorted.
func CodePageNames() []string {
	var names []string
	for name := range codePages {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// NewCodePage builds the translation for one of CodePageNames.
func NewCodePage(name string) (*CodePage, error) {
	cm, ok := codePages[name]
	if !ok {
		return nil, fmt.Errorf("unknown code page %q; known: %v", name, CodePageNames())
	}
	cp := &CodePage{name: name, code: map[rune]byte{}}
	for i := range cp.utf8 {
		r := cm.DecodeByte(byte(i))
		if r < 0x20 || r >= 0x7F && r < 0xA0 {
			r = utf8.RuneError
		} else {
			cp.code[r] = byte(i)
		}
		cp.utf8[i] = utf8.AppendRune(nil, r)
	}
	return cp, nil
}

// Name returns the name the page was made with.
func (cp *CodePage) Name() string { return cp.name }

// Text appends src as UTF-8 to dst without trailing blanks (X'40') and NULs.
// Control characters come out as U+FFFD, so that no record can put a line break
// or an escape sequence into a report.
func (cp *CodePage) Text(dst, src []byte) []byte {
	n := len(src)
	for n > 0 && (src[n-1] == 0x40 || src[n-1] == 0) {
		n--
	}
	for _, c := range src[:n] {
		if u := cp.utf8[c]; len(u) == 1 {
			dst = append(dst, u[0])
		} else {
			dst = append(dst, u...)
		}
	}
	return dst
}

// Encode appends text to dst as the bytes of the code page. A character that the page lacks becomes a question mark.
func (cp *CodePage) Encode(dst []byte, text string) []byte {
	for _, r := range text {
		c, ok := cp.code[r]
		if !ok {
			c = cp.code['?']
		}
		dst = append(dst, c)
	}
	return dst
}
