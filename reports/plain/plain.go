// Package plain makes text fit to be looked at. Most of what is shown was captured: names of systems, jobs and files as
// somebody's records have them, any bytes. On a terminal or a page these could move a cursor, reverse a line or stand
// for something else.
package plain

import (
	"fmt"
	"strings"
	"unicode"
)

// Text returns captured text that is safe to look at: bytes that are not UTF-8 become
// the replacement character, control characters their visible pictures, and
// format characters (direction overrides, zero widths) their code points. What
// is left cannot move a cursor or reverse a line.
func Text(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		plainRune(&b, r)
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

func plainRune(b *strings.Builder, r rune) {
	switch {
	case r < 0x20:
		b.WriteRune(0x2400 + r) // the control pictures block mirrors the controls
	case r == 0x7f:
		b.WriteRune(0x2421)
	case unicode.IsPrint(r):
		b.WriteRune(r)
	default:
		fmt.Fprintf(b, "⟨U+%04X⟩", r)
	}
}

// Lines is Text that keeps the line breaks.
func Lines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Text(lines[i])
	}
	return strings.Join(lines, "\n")
}

// maxListed bounds what List names: more would not be read.
const maxListed = 8

// List joins the first few parts with sep, and counts the others.
func List(parts []string, sep string) string {
	if len(parts) > maxListed {
		parts = append(parts[:maxListed:maxListed], fmt.Sprintf("and %d more", len(parts)-maxListed))
	}
	return strings.Join(parts, sep)
}
