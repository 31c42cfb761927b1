package header

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
)

// syntax are the signs of C that lie at different code points in the EBCDIC
// pages. Letters, digits and all other signs are the same in each of them.
const syntax = `{}[]\^|~#!`

// A codePage is where a group of EBCDIC code pages, a national one and its successor
// with the euro sign, has the signs of syntax. Source: the code page tables of
// the registry of IBM character sets.
type codePage struct {
	names []string // CCSIDs
	at    [len(syntax)]byte
}

// codePages are in the order of preference where a header fits several.
var codePages = []codePage{
	{[]string{"1047", "924"}, [...]byte{0xC0, 0xD0, 0xAD, 0xBD, 0xE0, 0x5F, 0x4F, 0xA1, 0x7B, 0x5A}},
	{[]string{"37", "1140"}, [...]byte{0xC0, 0xD0, 0xBA, 0xBB, 0xE0, 0xB0, 0x4F, 0xA1, 0x7B, 0x5A}},
	{[]string{"500", "1148"}, [...]byte{0xC0, 0xD0, 0x4A, 0x5A, 0xE0, 0x5F, 0xBB, 0xA1, 0x7B, 0x4F}},
	{[]string{"273", "1141"}, [...]byte{0x43, 0xDC, 0x63, 0xFC, 0xEC, 0x5F, 0xBB, 0x59, 0x7B, 0x4F}},
	{[]string{"277", "1142"}, [...]byte{0x9C, 0x47, 0x9E, 0x9F, 0xE0, 0x5F, 0xBB, 0xDC, 0x4A, 0x4F}},
	{[]string{"278", "1143"}, [...]byte{0x43, 0x47, 0xB5, 0x9F, 0x71, 0x5F, 0xBB, 0xDC, 0x63, 0x4F}},
	{[]string{"280", "1144"}, [...]byte{0x44, 0x54, 0x90, 0x51, 0x48, 0x5F, 0xBB, 0x58, 0xB1, 0x4F}},
	{[]string{"284", "1145"}, [...]byte{0xC0, 0xD0, 0x4A, 0x5A, 0xE0, 0xBA, 0x4F, 0xBD, 0x69, 0xBB}},
	{[]string{"285", "1146"}, [...]byte{0xC0, 0xD0, 0xB1, 0xBB, 0xE0, 0xBA, 0x4F, 0xBC, 0x7B, 0x5A}},
	{[]string{"297", "1147"}, [...]byte{0x51, 0x54, 0x90, 0xB5, 0x48, 0x5F, 0xBB, 0xBD, 0xB1, 0x4F}},
	{[]string{"871", "1149"}, [...]byte{0x8E, 0x9C, 0xAE, 0x9E, 0xBE, 0xEC, 0xBB, 0xCC, 0x7B, 0x4F}},
}

// like1047 moves the signs of syntax to where page 1047 has them. What lay there
// takes the place they leave, so that no byte becomes another one's double.
func (p *codePage) like1047(b []byte) []byte {
	var to [256]byte
	for i := range to {
		to[i] = byte(i)
	}
	for i, from := range p.at {
		want := codePages[0].at[i]
		holder := slices.Index(to[:], want) // the byte that stands for it now
		to[from], to[holder] = want, to[from]
	}
	out := make([]byte, len(b))
	for i, c := range b {
		out[i] = to[c]
	}
	return out
}

// fileTag is the directive by which a source names its code page; it has to be
// written so that every page shows it alike.
var fileTag = regexp.MustCompile(`(?i)pragma\s+filetag\s*\(\s*"\s*IBM-0*(\d+)"`)

// codePageOf tells the code page of a header in EBCDIC: the one whose signs make most
// sense of it, and among equals the one it names.
func codePageOf(b []byte) (*codePage, error) {
	best, err := namedCodePage(b)
	if err != nil {
		return nil, err
	}
	for i := range codePages {
		if codePages[i].fit(b) > best.fit(b) {
			best = &codePages[i]
		}
	}
	return best, nil
}

// namedCodePage returns the page that a header names, the first where it names none.
func namedCodePage(b []byte) (*codePage, error) {
	m := fileTag.FindStringSubmatch(invariant(b))
	if m == nil {
		return &codePages[0], nil
	}
	i := slices.IndexFunc(codePages, func(p codePage) bool { return slices.Contains(p.names, m[1]) })
	if i < 0 {
		return nil, fmt.Errorf("#pragma filetag names IBM-%s, a code page this program does not hold; "+
			"turn the header into UTF-8 first, for instance: iconv -f IBM-%s -t UTF-8", m[1], m[1])
	}
	return &codePages[i], nil
}

// fit returns how many brackets and number signs a page finds, or 0 when its
// brackets do not come in pairs.
func (p *codePage) fit(b []byte) int {
	var braces, squares, n int
	for _, c := range b {
		switch c {
		case p.at[0]:
			braces++
		case p.at[1]:
			braces--
		case p.at[2]:
			squares++
		case p.at[3]:
			squares--
		case p.at[8]:
		default:
			continue
		}
		if n++; braces < 0 || squares < 0 {
			return 0
		}
	}
	if braces != 0 || squares != 0 {
		return 0
	}
	return n
}

// invariantRanges are the characters that all EBCDIC pages have in one place: from and to, and the first of them.
var invariantRanges = []struct{ from, to, first byte }{
	{0x81, 0x89, 'a'}, {0x91, 0x99, 'j'}, {0xA2, 0xA9, 's'}, {0xC1, 0xC9, 'A'}, {0xD1, 0xD9, 'J'}, {0xE2, 0xE9, 'S'},
	{0xF0, 0xF9, '0'}, {0x4D, 0x4D, '('}, {0x5D, 0x5D, ')'}, {0x60, 0x60, '-'}, {0x7F, 0x7F, '"'},
}

// invariant returns what all EBCDIC pages show alike, with blanks for the rest.
func invariant(b []byte) string {
	out := bytes.Repeat([]byte{' '}, len(b))
	for i, c := range b {
		for _, r := range invariantRanges {
			if c >= r.from && c <= r.to {
				out[i] = r.first + c - r.from
			}
		}
	}
	return string(out)
}
