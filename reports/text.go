package reports

import (
	_ "embed"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/reports/plain"
)

// fileName keeps of an id what every file system takes.
func fileName(id string) string {
	safe := func(c rune) rune {
		if c < 0x80 && (c == '-' || c == '_' || isAlnum(byte(c))) {
			return c
		}
		return '_'
	}
	return strings.Map(safe, id)
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func wasWere(n int64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// upperFirst makes the first letter a capital; only ASCII letters have one here.
func upperFirst(s string) string {
	if s == "" || s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// endpoint writes an address and a port; IPv6 in brackets, as in a URL.
func endpoint(addr string, port *int64) string {
	switch {
	case port == nil:
		return addr
	case strings.Contains(addr, ":"):
		return "[" + addr + "]:" + itoa(*port)
	}
	return addr + ":" + itoa(*port)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(dateLayout)
}

func appendNew(list []string, s string) []string {
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
	utcLayout   = "2006-01-02T15:04:05.999999Z07:00"
	localLayout = "2006-01-02T15:04:05.999999"
	dateLayout  = "2006-01-02"
	clockLayout = "15:04:05.999999"
)

// Plain is plain.Text.
func Plain(s string) string { return plain.Text(s) }

// clip shortens text to n characters, the last of them an ellipsis.
func clip(s string, n int) string {
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

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// number groups digits by threes with a narrow space that does not break.
func number(n int64) string {
	s := itoa(n)
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

// numberOr is the number, or a dash when the records do not say.
func numberOr(n *int64) string {
	if n == nil {
		return notSaid
	}
	return number(*n)
}

// notSaid stands where the records are silent.
const notSaid = "–"

// orNotSaid keeps an empty cell from looking like a mistake.
func orNotSaid(s string) string {
	if s == "" {
		return notSaid
	}
	return s
}

// count says how many there are, in words: "1 session", "12 sessions".
func count(n int64, noun string) string {
	return number(n) + " " + english.PluralWord(int(n), noun, "")
}

// countOf says "12 of 4 310 sessions".
func countOf(n, of int64, noun string) string {
	return number(n) + " of " + count(of, noun)
}

// plural returns the word for any number of them but one.
func plural(noun string) string { return english.PluralWord(0, noun, "") }

// size shows bytes in decimal units with three significant digits.
func size(n int64) string {
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

// duration shows seconds in the two largest units that matter.
func duration(seconds int64) string {
	units := []struct {
		name string
		size int64
	}{{"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}}
	var parts []string
	for _, u := range units {
		if n := seconds / u.size; n > 0 && len(parts) < 2 {
			parts = append(parts, number(n)+"\u202f"+u.name)
			seconds %= u.size
		}
	}
	if len(parts) == 0 {
		return "0\u202fs"
	}
	return strings.Join(parts, " ")
}

// utcText shows an instant for people, without a fraction of a second.
func utcText(t time.Time) string {
	if t.IsZero() {
		return notSaid
	}
	return t.UTC().Format("2006-01-02 15:04:05")
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return notSaid
	}
	return t.UTC().Format(dateLayout)
}
