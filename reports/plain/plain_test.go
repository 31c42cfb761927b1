package plain

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"TN3270":             "TN3270",
		"Zürich ÄÖÜ 東京":      "Zürich ÄÖÜ 東京",
		"a\x00b\x1b[31m\x7f": "a␀b␛[31m␡",
		"line\r\nbreak":      "line␍␊break",
		"abc\u202Egpj.exe":   "abc⟨U+202E⟩gpj.exe",
		"zero\u200bwidth":    "zero⟨U+200B⟩width",
		"\u0085next":         "⟨U+0085⟩next",
		"half \xe2\x82 rune": "half \uFFFD rune",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\x00\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := Text(s)
		if !utf8.ValidString(got) ||
			strings.ContainsFunc(got, func(r rune) bool { return r < 0x20 || r == 0x7f || r == 0x202e }) {
			t.Errorf("Text(%q) = %q", s, got)
		}
		if again := Text(got); again != got {
			t.Errorf("Text is not stable: %q, then %q", got, again)
		}
	})
}

func TestListNamesTheFirst(t *testing.T) {
	t.Parallel()
	parts := strings.Split("a b c d e f g h i j", " ")
	for n, want := range map[int]string{0: "", 1: "a", 8: "a, b, c, d, e, f, g, h",
		10: "a, b, c, d, e, f, g, h, and 2 more"} {
		if got := List(parts[:n], ", "); got != want {
			t.Errorf("%d parts: got %q, want %q", n, got, want)
		}
	}
	if parts[8] != "i" {
		t.Error("the parts were changed")
	}
}
