package smf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/dustin/go-humanize/english"
)

// A transfer or a program that took a dump for text changed its bytes into
// characters and wrote those. Which way it went shows when the way back makes
// record headers appear; nothing else does that.

// sampled is how much of the window the ways back are tried on.
const sampled = 64 << 10

// A writing is how characters became bytes.
type writing struct {
	id, name string
	runes    func(b []byte) ([]rune, bool)
	try      string
}

const (
	tryBinary     = "copy it again in binary, and with no editor or shell in between"
	tryPowerShell = "PowerShell's > and Out-File write text; let the program write the file itself (curl -o, zowe " +
		"--file, ftp get) or redirect in cmd; "
)

var writings = []writing{
	{"E-UTF16", "UTF-16 text", utf16Runes, tryPowerShell + tryBinary},
	{"E-UTF8", "UTF-8 text", utf8Runes, tryBinary},
	{"E-ASCII", "ASCII", byteRunes, ""},
}

// A codePage is how bytes became characters. EBCDIC pages are used on z/OS, the others on
// the way or at its end.
type codePage struct {
	name   string
	ebcdic bool
	*charmap.Charmap
	back func() *[1 << 16]byte // what each character was, noByte for those that no byte became
}

// noByte cannot be in the header of a record.
const noByte = 0xFF

var codePages = []codePage{
	newCodePage("ISO 8859-1", false, charmap.ISO8859_1),
	newCodePage("code page 1252", false, charmap.Windows1252),
	newCodePage("code page 437", false, charmap.CodePage437),
	newCodePage("code page 850", false, charmap.CodePage850),
	newCodePage("EBCDIC", true, charmap.CodePage1047),
	newCodePage("EBCDIC", true, charmap.CodePage037),
}

// newCodePage makes a page. Its way back is worked out when a file needs it: only files that
// are refused do.
func newCodePage(name string, ebcdic bool, of *charmap.Charmap) codePage {
	return codePage{name, ebcdic, of, sync.OnceValue(func() *[1 << 16]byte {
		t := [1 << 16]byte{}
		for r := range t {
			t[r] = noByte
		}
		for c := range 256 {
			if r := of.DecodeByte(byte(c)); r != utf8.RuneError {
				t[r] = byte(c)
			}
		}
		for c := range ' ' {
			if !ebcdic { // control characters stay what they are, also where the page has pictures for them
				t[c] = byte(c)
			}
		}
		return &t
	})}
}

// translated looks for more record headers behind each way back than there are.
func translated(w window) finding {
	b := w.b[:min(len(w.b), sampled)]
	plain := headers(b)
	for _, by := range writings {
		runes, ok := by.runes(b)
		if !ok {
			continue
		}
		for _, p := range codePages {
			if by.id == "E-ASCII" && !p.ebcdic || headers(p.bytes(runes)) <= plain {
				continue
			}
			return by.finding(p)
		}
		if by.id != "E-ASCII" {
			continue
		}
		for _, p := range codePages { // ASCII in the code page of a PC
			if !p.ebcdic && headers(codePages[4].bytes(p.runes(b))) > plain {
				return by.finding(codePages[4])
			}
		}
	}
	return finding{}
}

func (by *writing) finding(p codePage) finding {
	if p.ebcdic {
		return finding{id: by.id,
			message: fmt.Sprintf(
				"translated from EBCDIC to %s on the way (text mode); lengths are gone and counters, addresses and flags cannot "+
					"be trusted", by.name),
			try: by.try + orAgain(by.try)}
	}
	return finding{id: by.id,
		message: fmt.Sprintf(
			"a binary dump that a program took for text in %s and wrote as %s, so that lengths and contents no longer agree",
			p.name, by.name),
		try: by.try + orAgain(by.try)}
}

func orAgain(try string) string {
	if try == "" {
		return tryAgain
	}
	return "; or " + tryAgain
}

// bytes returns what the characters were before.
func (p codePage) bytes(runes []rune) []byte {
	out, back := make([]byte, len(runes)), p.back()
	for i, r := range runes {
		out[i] = noByte
		if r < rune(len(back)) {
			out[i] = back[r]
		}
	}
	return out
}

// runes returns the characters of the page.
func (p codePage) runes(b []byte) []rune {
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = p.DecodeByte(c)
	}
	return out
}

func byteRunes(b []byte) ([]rune, bool) { return codePages[0].runes(b), true }

// utf8Runes returns the characters of valid UTF-8 that is not only ASCII; one cut off by
// the end is left out.
func utf8Runes(b []byte) (out []rune, ok bool) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return out, ok && len(b) < utf8.UTFMax && !utf8.FullRune(b)
		}
		ok = ok || n > 1
		out, b = append(out, r), b[n:]
	}
	return out, ok
}

// Byte order marks.
const (
	bomLittle = "\xFF\xFE"
	bomBig    = "\xFE\xFF"
)

// utf16Order tells UTF-16 by its byte order mark or, without one, by one byte in two
// that is zero more often than any others are.
func utf16Order(b []byte) (order binary.ByteOrder, rest []byte) {
	switch {
	case bytes.HasPrefix(b, []byte(bomLittle)):
		return binary.LittleEndian, b[2:]
	case bytes.HasPrefix(b, []byte(bomBig)):
		return binary.BigEndian, b[2:]
	}
	zeros := [2]int{}
	for i, c := range b {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(b) / 2; {
	case zeros[1] > half/2 && zeros[1] > 2*zeros[0]:
		return binary.LittleEndian, b
	case zeros[0] > half/2 && zeros[0] > 2*zeros[1]:
		return binary.BigEndian, b
	}
	return nil, nil
}

func utf16Runes(b []byte) ([]rune, bool) {
	order, b := utf16Order(b)
	if order == nil {
		return nil, false
	}
	out := make([]rune, len(b)/2)
	for i := range out {
		out[i] = rune(order.Uint16(b[2*i:]))
	}
	return out, true
}

// wideText names UTF-16 in which no record headers can be made out: what was lost on the
// way stands there as U+FFFD, or it never was a dump.
func wideText(w window) finding {
	runes, ok := utf16Runes(w.b[:min(len(w.b), sampled)])
	marked := bytes.HasPrefix(w.b, []byte(bomLittle)) || bytes.HasPrefix(w.b, []byte(bomBig))
	lost, controls := 0, 0
	for _, r := range runes {
		switch {
		case r == utf8.RuneError:
			lost++
		case r < ' ' && r != '\n' && r != '\r' && r != '\t':
			controls++
		}
	}
	switch {
	case !ok:
		return finding{}
	case lost >= 3 && lost*1000 >= len(runes):
		return finding{id: "E-UTF16",
			message: fmt.Sprintf(
				"a binary file that a program took for text and wrote as UTF-16: %s here were replaced by U+FFFD and are lost",
				english.Plural(int(lost), "byte", "")),
			try: tryPowerShell + tryBinary}
	case marked && controls*1000 <= len(runes):
		return finding{id: "E-TEXT", message: "this is text in UTF-16, not a binary dump",
			try: "give the SMF records themselves; " + tryAgain}
	case marked:
		return finding{id: "E-UTF16", message: "a binary file that a program took for text and wrote as UTF-16",
			try: tryPowerShell + tryBinary}
	}
	return finding{}
}
