package exchange

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/zertify/zertify/reports/wording"
)

// oscalMarkup is text in a member that OSCAL defines as markup-line or markup-multiline,
// a dialect of Markdown: titles, descriptions, remarks. Our texts are plain and hold
// names out of records, so whatever Markdown would interpret is escaped on writing.
// NIST's library (liboscal-java 5.2.0) cannot convert a document with an address in
// brackets, and turns what stands between two asterisks into emphasis.
type oscalMarkup string

// MarshalJSON writes the text with its punctuation escaped as CommonMark defines.
func (m oscalMarkup) MarshalJSON() ([]byte, error) { return json.Marshal(escapeMarkup(string(m))) }

// escapeMarkup returns Markdown that renders as text. It leaves alone what is harmless
// where it stands, so that consumers that show the source stay readable.
func escapeMarkup(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if isMarkup(text, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

var (
	markupEntity = regexp.MustCompile(`^&#?[0-9A-Za-z]+;`)
	markupNumber = regexp.MustCompile(`(?:^|\n)[0-9]+$`)
)

// isMarkup reports whether Markdown would interpret the byte at i.
func isMarkup(text string, i int) bool {
	before, after := byteAt(text, i-1), byteAt(text, i+1)
	switch c := text[i]; c {
	case '\\', '`', '*', '[', ']', '<', '>', '~', '^', '{', '}', '"', '\'': // quotes would become typographic ones
		return true
	case '_':
		return !wording.IsAlnum(before) || !wording.IsAlnum(after)
	case '&':
		return markupEntity.MatchString(text[i:])
	case '#', '+', '-':
		return before == '\n'
	case '.', ')':
		return markupNumber.MatchString(text[:i])
	}
	return false
}

// byteAt returns the byte at i, and a line end in front of the text and behind it.
func byteAt(text string, i int) byte {
	if i < 0 || i >= len(text) {
		return '\n'
	}
	return text[i]
}
