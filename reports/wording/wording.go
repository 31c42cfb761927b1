// Package wording owns how numbers, sizes and days are written for people, and the small
// words around them. Captured text goes through package plain first.
package wording

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dustin/go-humanize/english"
)

// FileName keeps of an id what every file system takes.
func FileName(id string) string {
	safe := func(c rune) rune {
		if c < 0x80 && (c == '-' || c == '_' || IsAlnum(byte(c))) {
			return c
		}
		return '_'
	}
	return strings.Map(safe, id)
}

// IsAlnum reports whether a byte is an ASCII letter or digit.
func IsAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// WasWere returns the verb for so many things.
func WasWere(n int64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// UpperFirst makes the first letter a capital; only ASCII letters have one here.
func UpperFirst(s string) string {
	if s == "" || s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// sources are the words for what tells of a tunnel, in the order in which they are named.
var sources = []struct{ source, words string }{
	{"smf119", "SMF records"}, {"nmsec", "NMI capture"}, {"text", "ipsec report"}, {"log", "IKED log"},
}

// Sources names what tells of a tunnel, from the words of v_tunnel_history, such as "nmsec, smf119". What it does not
// know stays as it is, behind the others.
func Sources(list string) string {
	given := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
	var words []string
	for _, s := range sources {
		if i := slices.Index(given, s.source); i >= 0 {
			words = append(words, s.words)
			given = slices.Delete(given, i, i+1)
		}
	}
	return strings.Join(append(words, given...), ", ")
}

// Endpoint writes an address and a port; IPv6 in brackets, as in a URL.
func Endpoint(addr string, port *int64) string {
	switch {
	case port == nil:
		return addr
	case strings.Contains(addr, ":"):
		return "[" + addr + "]:" + Digits(*port)
	}
	return addr + ":" + Digits(*port)
}

// ISODay returns a day for programs, nothing for none.
func ISODay(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(DateLayout)
}

// AppendNew adds a text to a list that does not hold it. An empty text is never added.
func AppendNew(list []string, s string) []string {
	if s == "" {
		return list
	}
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// The time forms of the formats: ISO 8601, fractions only when there are any.
const (
	UTCLayout   = "2006-01-02T15:04:05.999999Z07:00"
	LocalLayout = "2006-01-02T15:04:05.999999"
	DateLayout  = "2006-01-02"
	ClockLayout = "15:04:05.999999"
)

// Clip shortens text to n characters, the last of them an ellipsis.
func Clip(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	count := 0
	for i := range s {
		if count++; count == n {
			return s[:i] + "…"
		}
	}
	return s
}

// Digits returns a number without grouping.
func Digits(n int64) string { return strconv.FormatInt(n, 10) }

// Number groups digits by threes with a narrow space that does not break.
func Number(n int64) string {
	s := Digits(n)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteRune('\u202f')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// NumberOr is the number, or a dash when the records do not say.
func NumberOr(n *int64) string {
	if n == nil {
		return NotSaid
	}
	return Number(*n)
}

// NotSaid stands where the records are silent.
const NotSaid = "–"

// OrNotSaid keeps an empty cell from looking like a mistake.
func OrNotSaid(s string) string {
	if s == "" {
		return NotSaid
	}
	return s
}

// Count says how many there are, in words: "1 session", "12 sessions".
func Count(n int64, noun string) string {
	return Number(n) + " " + english.PluralWord(int(n), noun, "")
}

// Sessions says how many sessions there are and how many interval records tell of
// them: "12 sessions in 340 interval records".
func Sessions(sessions, records int64) string {
	return Count(sessions, "session") + " in " + Count(records, "interval record")
}

// CountOf says "12 of 4 310 sessions".
func CountOf(n, of int64, noun string) string {
	return Number(n) + " of " + Count(of, noun)
}

// Plural returns the word for any number of them but one.
func Plural(noun string) string { return english.PluralWord(0, noun, "") }

// Size shows bytes in decimal units with three significant digits.
func Size(n int64) string {
	units := []string{"B", "kB", "MB", "GB", "TB", "PB", "EB"}
	v, u := float64(n), 0
	for v >= 999.5 && u < len(units)-1 {
		v, u = v/1000, u+1
	}
	digits := 0
	if u > 0 && v < 9.995 {
		digits = 2
	} else if u > 0 && v < 99.95 {
		digits = 1
	}
	return strconv.FormatFloat(v, 'f', digits, 64) + "\u202f" + units[u]
}

// Duration shows seconds in the two largest units that matter.
func Duration(seconds int64) string {
	units := []struct {
		name string
		size int64
	}{{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}}
	var parts []string
	for _, u := range units {
		if n := seconds / u.size; n > 0 && len(parts) < 2 {
			parts = append(parts, Number(n)+"\u202f"+u.name)
			seconds %= u.size
		}
	}
	if len(parts) == 0 {
		return "0\u202fs"
	}
	return strings.Join(parts, " ")
}

// Time shows an instant for people, without a fraction of a second.
func Time(t time.Time) string {
	if t.IsZero() {
		return NotSaid
	}
	return t.UTC().Format("2006-01-02 15:04:05")
}

// Day shows a day for people.
func Day(t time.Time) string {
	if t.IsZero() {
		return NotSaid
	}
	return t.UTC().Format(DateLayout)
}
