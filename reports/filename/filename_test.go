package filename

import (
	"io/fs"
	"os/exec"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var samples = []struct{ name, escaped, quoted string }{
	{"dump.smf", `dump.smf`, `dump.smf`},
	{"bad\xff.smf", `bad\xFF.smf`, `$'bad\xFF.smf'`},
	{"red\x1b[31m", `red\x1B[31m`, `$'red\x1B[31m'`},
	{"two\nlines\r\t", `two\x0Alines\x0D\x09`, `$'two\x0Alines\x0D\x09'`},
	{"gpj\u202eexe", `gpj\xE2\x80\xAEexe`, `$'gpj\xE2\x80\xAEexe'`},
	{"zero\u200bwidth\u2066", `zero\xE2\x80\x8Bwidth\xE2\x81\xA6`, `$'zero\xE2\x80\x8Bwidth\xE2\x81\xA6'`},
	{"c1\u009b", `c1\xC2\x9B`, `$'c1\xC2\x9B'`},
	{"Müller \u05d0.smf", "Müller \u05d0.smf", "'Müller \u05d0.smf'"},
	{" in front", `\x20in front`, `$'\x20in front'`},
	{"behind  ", `behind\x20\x20`, `$'behind\x20\x20'`},
	{"   ", `\x20\x20\x20`, `$'\x20\x20\x20'`},
	{`C:\dumps\x.smf`, `C:\dumps\x.smf`, `'C:\dumps\x.smf'`},
	{`C:\xAB.smf`, `C:\x5CxAB.smf`, `$'C:\x5CxAB.smf'`},
	{`\x5CxAB`, `\x5Cx5CxAB`, `$'\x5Cx5CxAB'`},
	{"\\\x01", `\\x01`, `$'\\\x01'`},
	{"it's\xfe", `it's\xFE`, `$'it\'s\xFE'`},
	{"it's", `it's`, `'it'\''s'`},
	{"-rf", `-rf`, `./-rf`},
	{"100%.db", `100%.db`, `100%.db`},
	{`a"b`, `a"b`, `'a"b'`},
	{"", ``, `''`},
	{"\ufffd", "\ufffd", "'\ufffd'"},
}

func TestEscape(t *testing.T) {
	t.Parallel()
	for _, s := range samples {
		if got := Escape(s.name); got != s.escaped {
			t.Errorf("Escape(%q) = %q, want %q", s.name, got, s.escaped)
		}
		if got := Unescape(s.escaped); got != s.name {
			t.Errorf("Unescape(%q) = %q, want %q", s.escaped, got, s.name)
		}
		if got := Quote(s.escaped); got != s.quoted {
			t.Errorf("Quote(%q) = %q, want %q", s.escaped, got, s.quoted)
		}
	}
}

// A shell makes the name itself of what is quoted.
func TestQuoteIsReadByAShell(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	for _, s := range samples {
		out, err := exec.CommandContext(t.Context(), bash, "-c", "printf %s "+Quote(s.escaped)).Output()
		if err != nil || strings.TrimPrefix(string(out), "./") != s.name {
			t.Errorf("%s is read as %q, %v; want %q", Quote(s.escaped), out, err, s.name)
		}
	}
}

func TestErrorShowsTheNameEscaped(t *testing.T) {
	t.Parallel()
	err := Error(&fs.PathError{Op: "open", Path: "a\x1b", Err: fs.ErrNotExist})
	if got, want := err.Error(), `open a\x1B: file does not exist`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range samples {
		f.Add(s.name)
		f.Add(s.escaped)
	}
	f.Fuzz(func(t *testing.T, name string) {
		text := Escape(name)
		if got := Unescape(text); got != name {
			t.Errorf("%q became %q and then %q", name, text, got)
		}
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("%q became %q", name, text)
		}
	})
}
