// Package filename shows names of files, which come from other people's systems and
// archives. A name is any bytes: not always UTF-8, and with characters that move a cursor,
// begin a line or turn its direction. Escape makes text of it that does none of this and
// from which Unescape makes the same bytes again; in this form names are kept in the
// database and shown by every format.
package filename

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Escape returns a name as printable text in UTF-8. Each byte that is not part of a
// printable character becomes \x and two upper-case hexadecimal digits; so do blanks at
// either end, and a backslash that would be taken for such an escape. Other backslashes
// stay, so that paths of Windows can be read.
func Escape(name string) string {
	if isPlain(name) {
		return name
	}
	var b strings.Builder
	b.Grow(len(name) + 16)
	first, last := len(name)-len(strings.TrimLeft(name, " ")), len(strings.TrimRight(name, " "))
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		atEnd := i < first || i >= last
		if r == utf8.RuneError && n == 1 || !unicode.IsPrint(r) || r == ' ' && atEnd || isEscape(name[i:]) {
			for _, c := range []byte(name[i : i+n]) {
				fmt.Fprintf(&b, `\x%02X`, c)
			}
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

// isPlain reports whether a name is ASCII that can be shown as it is.
func isPlain(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] < ' ' || name[i] > '~' || name[i] == '\\' {
			return false
		}
	}
	return name == "" || name[0] != ' ' && name[len(name)-1] != ' '
}

// escapeLength is how long an escape is.
const escapeLength = len(`\xHH`)

// isEscape reports whether s begins with an escape.
func isEscape(s string) bool {
	return len(s) >= escapeLength && s[:2] == `\x` && isHex(s[2]) && isHex(s[3])
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }

// Unescape returns the name that Escape made text of.
func Unescape(text string) string {
	if !strings.Contains(text, `\x`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if isEscape(text[i:]) {
			b.WriteByte(hexValue(text[i+2])<<4 | hexValue(text[i+3]))
			i += escapeLength
			continue
		}
		b.WriteByte(text[i])
		i++
	}
	return b.String()
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c - 'A' + 10
}

// Quote returns a name as a word that a shell reads as that name, itself fit to be shown.
// Escape has been applied to the name. A name with a dash in front gets ./ before it, so
// that no command takes it for a flag.
func Quote(escaped string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+="
	word := escaped
	if strings.HasPrefix(word, "-") && word != "-" {
		word = "./" + word
	}
	switch {
	case word != "" && strings.Trim(word, safe) == "":
		return word
	case Unescape(word) == word:
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	return "$'" + quoteEscapes(word) + "'"
}

// quoteEscapes writes the inside of $'…', in which a shell knows the escapes of Escape
// and takes other backslashes for its own.
func quoteEscapes(word string) string {
	var b strings.Builder
	for i := 0; i < len(word); i++ {
		switch {
		case isEscape(word[i:]):
			b.WriteString(word[i : i+escapeLength])
			i += escapeLength - 1
		case word[i] == '\\' || word[i] == '\'':
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteByte(word[i])
		}
	}
	return b.String()
}

// Error returns an error of the system with the name in it escaped.
func Error(err error) error {
	var p *fs.PathError
	if !errors.As(err, &p) || Escape(p.Path) == p.Path {
		return err
	}
	return &fs.PathError{Op: p.Op, Path: Escape(p.Path), Err: p.Err}
}
