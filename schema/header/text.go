package header

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	gounicode "unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/wire"
)

// Bounds of a header. The largest mapping known has some ten thousand lines.
const (
	maxBytes   = 2 << 20
	maxNesting = 64   // brackets inside each other
	maxRun     = 2000 // words and signs without ; , or a brace
	maxTokens  = 300_000
	maxElse    = 500
)

// A source is a header as plain C without comments, line by line as it was.
type source struct {
	name     string
	text     string
	comments map[int]string // by line
	tokens   int
}

func (s *source) errorf(line int, format string, args ...any) error {
	return &Error{File: s.name, Line: line, Err: fmt.Errorf(format, args...)}
}

// clean turns a file into C that the front end takes.
func clean(f File, lp64 bool) (*source, error) {
	s := &source{name: f.Name, comments: map[int]string{}}
	if len(f.Data) > maxBytes {
		return nil, s.errorf(0, "%s, a header has %d at most: %w", english.Plural(len(f.Data), "byte", ""), maxBytes,
			ErrLimit)
	}
	text, err := decodeText(f.Data)
	if err != nil {
		return nil, s.errorf(0, "%w", err)
	}
	s.text = trigraphs.Replace(text)
	if err := s.dropComments(); err != nil {
		return nil, err
	}
	if lp64 {
		s.text = shortPointers(s.text)
	}
	s.text = packedWord.ReplaceAllStringFunc(s.text, movePacked)
	s.text = pragmaPack.ReplaceAllStringFunc(s.text, plainPack)
	if s.tokens, err = s.bounded(s.text); err != nil {
		return nil, err
	}
	return s, nil
}

// decodeText returns a file's text with lines ended by \n and without sequence
// numbers.
func decodeText(b []byte) (string, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.HasPrefix(b, []byte("\xFE\xFF")):
		text, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(b)
		if err != nil {
			return "", fmt.Errorf("begins like UTF-16 and is not: %w", err)
		}
		b = text
	case isEBCDIC(b):
		return decodeEBCDIC(b)
	}
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	if bytes.IndexByte(b, 0) >= 0 {
		return "", errors.New("holds zero bytes, so it is not a C header; give the text of the mapping, in UTF-8 or EBCDIC")
	}
	if !utf8.Valid(b) { // Latin-1
		runes := make([]rune, len(b))
		for i, c := range b {
			runes[i] = rune(c)
		}
		b = []byte(string(runes))
	}
	text := plainLines.Replace(string(b))
	return strings.Join(cutNumbers(strings.Split(text, "\n")), "\n"), nil
}

// plainLines makes all line ends \n, and blanks of what only a printer minds.
var plainLines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x1a", "", "\f", " ", "\v", " ")

// isEBCDIC tells by the blanks and letters, of which every header has many.
func isEBCDIC(b []byte) bool {
	ascii, ebcdic := 0, 0
	for _, c := range b {
		switch {
		case c == ' ' || c == '\n' || c >= 'a' && c <= 'z':
			ascii++
		}
		switch {
		case c == 0x40 || c == 0x15 || c >= 0x81 && c <= 0x89 || c >= 0x91 && c <= 0x99 || c >= 0xA2 && c <= 0xA9:
			ebcdic++
		}
	}
	return ebcdic > ascii
}

// recordBytes is the length of the lines of a source library.
const recordBytes = 80

// decodeEBCDIC cuts lines at the EBCDIC new-line, or every 80 bytes where a
// member of a library was transferred as it is.
func decodeEBCDIC(b []byte) (string, error) {
	page, err := codePageOf(b)
	if err != nil {
		return "", err
	}
	b = page.like1047(b)
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		return "", err
	}
	var lines [][]byte
	switch {
	case bytes.ContainsAny(b, "\x15\x25"):
		b = bytes.ReplaceAll(b, []byte{0x0D, 0x25}, []byte{0x25})
		lines = bytes.Split(withBlanks(b), []byte{'\n'})
	case len(b)%recordBytes == 0:
		for len(b) > 0 {
			lines, b = append(lines, withBlanks(b[:recordBytes])), b[recordBytes:]
		}
	default:
		return "", fmt.Errorf("EBCDIC text of %s without line ends, which is not a multiple of %d; "+
			"transfer it as text", english.Plural(len(b), "byte", ""), recordBytes)
	}
	text := make([]string, len(lines))
	for i, l := range lines {
		text[i] = string(cp.Text(nil, l))
	}
	return strings.Join(cutNumbers(text), "\n") + "\n", nil
}

// withBlanks makes tabs and form feeds blanks, and line ends \n, which is no
// printable character of either code page.
func withBlanks(b []byte) []byte {
	b = bytes.Clone(b)
	for i, c := range b {
		switch c {
		case 0x05, 0x0C, 0x0B, 0x0D, 0x3F:
			b[i] = 0x40
		case 0x15, 0x25:
			b[i] = '\n'
		}
	}
	return b
}

// numberBytes is how much of the end of a line a sequence number takes.
const numberBytes = 8

// cutNumbers takes the sequence numbers of columns 73 to 80 off lines. It takes
// columns for numbered when at least half of the lines with text have a number
// there, and no other line has anything in them.
func cutNumbers(lines []string) []string {
	numbered, filled := 0, 0
	for _, l := range lines {
		switch n := utf8.RuneCountInString(strings.TrimRight(l, " \t")); {
		case n == 0:
			continue
		case isNumbered(l):
			numbered++
		case n > recordBytes-numberBytes:
			return lines
		}
		filled++
	}
	if numbered == 0 || 2*numbered < filled {
		return lines
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		if out[i] = l; isNumbered(l) {
			out[i] = l[:len(strings.TrimRight(l, " "))-numberBytes]
		}
	}
	return out
}

// isNumbered reports whether a line of 80 characters ends in eight digits.
func isNumbered(line string) bool {
	line = strings.TrimRight(line, " ")
	if utf8.RuneCountInString(line) != recordBytes {
		return false
	}
	number := line[len(line)-numberBytes:]
	return strings.Trim(number, "0123456789") == ""
}

// trigraphs are the three-character forms for characters that not every EBCDIC
// page has in the same place, and the two-character ones.
var trigraphs = strings.NewReplacer(
	"??=", "#", "??(", "[", "??)", "]", "??<", "{", "??>", "}", "??/", "\\", "??'", "^", "??!", "|", "??-", "~",
	"%:", "#", "<:", "[", ":>", "]", "<%", "{", "%>", "}",
)

// dropComments replaces comments by blanks and keeps what they say by line.
func (s *source) dropComments() error {
	var out strings.Builder
	text, line := s.text, 1
	for len(text) > 0 {
		n := 1
		switch {
		case strings.HasPrefix(text, "/*"):
			end := strings.Index(text[2:], "*/")
			if end < 0 {
				return s.errorf(line, "the comment that begins here has no end")
			}
			n = end + 4
			s.comment(line, text[2:n-2])
			blank(&out, text[:n])
		case strings.HasPrefix(text, "//"):
			if n = strings.IndexByte(text, '\n'); n < 0 {
				n = len(text)
			}
			s.comment(line, text[2:n])
			blank(&out, text[:n])
		case text[0] == '"' || text[0] == '\'':
			n = quoted(text)
			out.WriteString(text[:n])
		default:
			out.WriteByte(text[0])
		}
		line += strings.Count(text[:n], "\n")
		text = text[n:]
	}
	s.text = out.String()
	return nil
}

// quoted returns the length of the string or character constant that text begins
// with; it ends with its line when it is not closed.
func quoted(text string) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '\n':
			return i
		case text[0]:
			return i + 1
		}
	}
	return len(text)
}

// blank writes blanks in place of text and keeps its line ends.
func blank(out *strings.Builder, text string) {
	for _, c := range text {
		if c != '\n' {
			c = ' '
		}
		out.WriteRune(c)
	}
}

// maxComment bounds what is kept of a line's comment.
const maxComment = 200

func (s *source) comment(line int, text string) {
	words := strings.FieldsFunc(text, func(r rune) bool { return gounicode.IsSpace(r) || !gounicode.IsPrint(r) })
	text = strings.Trim(strings.Join(words, " "), "*-=<>!@% ")
	if text == "" {
		return
	}
	if was := s.comments[line]; was != "" {
		text = was + " " + text
	}
	if r := []rune(text); len(r) > maxComment {
		text = string(r[:maxComment-1]) + "…"
	}
	s.comments[line] = text
}

// packedWord is the qualifier in front of a structure whose members follow; the
// front end wants an attribute behind the word.
var packedWord = regexp.MustCompile(`\b(?:_Packed|__packed)(\s+)(struct|union)(\s+\w+)?(\s*\{)`)

func movePacked(s string) string {
	m := packedWord.FindStringSubmatch(s)
	return m[2] + " __attribute__((packed))" + m[1] + m[3] + m[4]
}

// pragmaPack is #pragma pack in the forms of XL C, which keeps what was in effect
// before and goes back to it at reset.
var pragmaPack = regexp.MustCompile(
	`(?mi)^([ \t]*#[ \t]*pragma[ \t]+pack[ \t]*)\([ \t]*(packed|twobyte|full|reset|1|2|4|8|16)[ \t]*\)`)

var packForms = map[string]string{"packed": "(push,1)", "twobyte": "(push,2)", "full": "(push,16)", "reset": "(pop)"}

func plainPack(s string) string {
	m := pragmaPack.FindStringSubmatch(s)
	form := packForms[strings.ToLower(m[2])]
	if form == "" {
		form = "(push," + m[2] + ")"
	}
	return m[1] + form
}

// bounded refuses text that would make the front end recurse or work without
// end. It returns the number of words and signs.
func (s *source) bounded(text string) (tokens int, err error) {
	b := bounds{line: 1}
	for len(text) > 0 {
		n := b.next(text)
		if b.fault != "" {
			return 0, s.errorf(b.line, "%s: %w", b.fault, ErrLimit)
		}
		text = text[n:]
	}
	return b.tokens, nil
}

type bounds struct {
	line, depth, run, elses, tokens int
	inLine                          bool // something stands on the line already
	fault                           string
}

// next looks at the word or sign that text begins with and returns its length.
func (b *bounds) next(text string) int {
	c := text[0]
	n := 1
	switch {
	case c == '\n':
		b.line++
		b.inLine = false
		return 1
	case c == ' ' || c == '\t':
		return 1
	case c == '#' && !b.inLine:
		b.run = 0
	case c == '"' || c == '\'':
		n = quoted(text)
	case isWord(c):
		for n < len(text) && isWord(text[n]) {
			n++
		}
		if text[:n] == "else" {
			b.elses++
		}
	}
	b.inLine = true
	b.count(c)
	return n
}

func (b *bounds) count(c byte) {
	b.tokens++
	b.run++
	switch c {
	case '(', '[', '{':
		b.depth++
	case ')', ']', '}':
		b.depth--
	}
	if c == ';' || c == ',' || c == '{' || c == '}' {
		b.run = 0
	}
	switch {
	case b.depth > maxNesting:
		b.fault = fmt.Sprintf("more than %d brackets inside each other", maxNesting)
	case b.run > maxRun:
		b.fault = fmt.Sprintf("more than %d words in one declaration", maxRun)
	case b.elses > maxElse:
		b.fault = "more program text than a header has"
	case b.tokens > maxTokens:
		b.fault = fmt.Sprintf("more than %d words", maxTokens)
	}
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
