package queries

import "strings"

// A sqlToken is a piece of SQL text that the loader cares about. Everything
// inside strings, quoted names and comments is opaque: a dollar sign or a
// semicolon there means nothing.
type sqlToken struct {
	kind       tokenKind
	text       string // the name of a parameter or word; "" for the rest
	start, end int    // bytes into the scanned text
}

type tokenKind uint8

const (
	tokenWord      tokenKind = iota // keyword, name or number
	tokenParam                      // $name
	tokenSemicolon                  // ;
	tokenOpen                       // a string, quoted name or comment that never ends
)

// scanSQL calls f for every token of s, in order. It knows single and double
// quotes (a doubled quote stays inside), line comments and nested block
// comments. Dollar quoting is refused by the loader, because $ starts a
// parameter here.
func scanSQL(s string, f func(sqlToken)) {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\'' || c == '"':
			i = scanQuoted(s, i, f)
		case strings.HasPrefix(s[i:], "--"):
			i = lineEnd(s, i)
		case strings.HasPrefix(s[i:], "/*"):
			i = scanBlockComment(s, i, f)
		case c == '$':
			end := wordEnd(s, i+1)
			f(sqlToken{tokenParam, s[i+1 : end], i, end})
			i = end
		case c == ';':
			f(sqlToken{tokenSemicolon, "", i, i + 1})
			i++
		case isWordByte(c):
			end := wordEnd(s, i)
			f(sqlToken{tokenWord, s[i:end], i, end})
			i = end
		default:
			i++
		}
	}
}

func scanQuoted(s string, i int, f func(sqlToken)) int {
	for j := i + 1; j < len(s); j++ {
		if s[j] != s[i] {
			continue
		}
		if j+1 < len(s) && s[j+1] == s[i] {
			j++
			continue
		}
		return j + 1
	}
	f(sqlToken{tokenOpen, s[i : i+1], i, len(s)})
	return len(s)
}

func scanBlockComment(s string, i int, f func(sqlToken)) int {
	depth := 0
	for j := i; j+1 < len(s); {
		switch s[j : j+2] {
		case "/*":
			depth++
			j += 2
		case "*/":
			depth--
			j += 2
			if depth == 0 {
				return j
			}
		default:
			j++
		}
	}
	f(sqlToken{tokenOpen, "/*", i, len(s)})
	return len(s)
}

func lineEnd(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s)
}

func wordEnd(s string, i int) int {
	for i < len(s) && isWordByte(s[i]) {
		i++
	}
	return i
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// lineOf returns the line of byte off of s, counted from first.
func lineOf(s string, off, first int) int {
	return first + strings.Count(s[:off], "\n")
}

// A sqlStatement is one statement of a file that holds several.
type sqlStatement struct {
	text string
	line int // of its first word
}

// splitStatements cuts s at its semicolons. Pieces without a word in them,
// such as trailing comments, are left out.
func splitStatements(s string) []sqlStatement {
	var (
		out   []sqlStatement
		start int
		word  = -1
	)
	cut := func(end int) {
		if word >= 0 {
			out = append(out, sqlStatement{strings.TrimSpace(s[start:end]), lineOf(s, word, 1)})
		}
		start, word = end+1, -1
	}
	scanSQL(s, func(t sqlToken) {
		switch {
		case t.kind == tokenSemicolon:
			cut(t.start)
		case word < 0:
			word = t.start
		}
	})
	if start < len(s) {
		cut(len(s))
	}
	return out
}

// castParams replaces each $name by CAST($name AS type), so that a value typed
// as text becomes what the query declared, or an error, and never a guess of
// the engine. It also names the parameters it met, once each, in order.
func castParams(s string, types map[string]string) (text string, used []string) {
	var (
		b    strings.Builder
		last int
		seen = map[string]bool{}
	)
	scanSQL(s, func(t sqlToken) {
		if t.kind != tokenParam {
			return
		}
		b.WriteString(s[last:t.start])
		b.WriteString("CAST($" + t.text + " AS " + types[t.text] + ")")
		last = t.end
		if !seen[t.text] {
			seen[t.text] = true
			used = append(used, t.text)
		}
	})
	b.WriteString(s[last:])
	return b.String(), used
}
