package reports

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
)

func FuzzGuard(f *testing.F) {
	f.Add("=1")
	f.Add("-1.5")
	f.Fuzz(func(t *testing.T, s string) {
		got := Guard(s)
		if strings.TrimPrefix(got, "'") != s && got != s {
			t.Errorf("Guard(%q) = %q changes more than the front", s, got)
		}
		if got != "" && strings.ContainsRune("=@\t\r\n", rune(got[0])) {
			t.Errorf("Guard(%q) = %q", s, got)
		}
	})
}

func TestNumbersForPeople(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ got, want string }{
		{number(0), "0"}, {number(999), "999"}, {number(4310), "4\u202f310"}, {number(-1234567), "-1\u202f234\u202f567"},
		{size(0), "0\u202fB"}, {size(999), "999\u202fB"}, {size(1000), "1.00\u202fkB"}, {size(9_996), "10.0\u202fkB"},
		{size(123_456_789), "123\u202fMB"}, {size(999_600), "1.00\u202fMB"}, {size(9223372036854775807), "9.22\u202fEB"},
		{duration(0), "0\u202fs"}, {duration(59), "59\u202fs"}, {duration(10800), "3\u202fh"},
		{duration(90061), "1\u202fd 1\u202fh"},
		{count(1, "entry"), "1 entry"}, {count(2, "entry"), "2 entries"}, {count(12, "day"), "12 days"},
		{countOf(12, 4310, "session"), "12 of 4\u202f310 sessions"}, {countOf(1, 1, "session"), "1 of 1 session"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestClipCutsBetweenCharacters(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"abc": "abc", "abcde": "abc…", "äöüß": "äöüß", "äöüßa": "äöü…"} {
		if got := clip(in, 4); got != want {
			t.Errorf("clip(%q, 4) = %q, want %q", in, got, want)
		}
	}
}

func TestDumpCommandIsOneShellLine(t *testing.T) {
	t.Parallel()
	paths := map[int64]string{1: "in/a.smf", 2: "it's here.smf", 3: "-v.smf", 4: "-", 5: "$(rm -rf x)"}
	for _, test := range []struct {
		file, record int64
		want         string
	}{
		{1, 7, "zertify dump in/a.smf --record 7"},
		{2, 7, `zertify dump 'it'\''s here.smf' --record 7`},
		{3, 7, "zertify dump ./-v.smf --record 7"},
		{4, 7, "zertify dump - --record 7"},
		{5, 7, "zertify dump '$(rm -rf x)' --record 7"},
		{9, 7, ""},
		{1, 0, ""},
	} {
		if got := dumpCommand(paths, test.file, test.record); got != test.want {
			t.Errorf("file %d record %d: got %s, want %s", test.file, test.record, got, test.want)
		}
	}
}

// What JSON leaves as it is, a reader of the document sees: it must not turn his lines.
func TestJSONShowsWhatCannotBeSeen(t *testing.T) {
	t.Parallel()
	const hostile = "a\u202eb\x1b\u200b\u009b\u00ad\U000e0001\u2028 Grün\u202f1"
	var doc, rows strings.Builder
	if err := WriteJSON(&doc, map[string]string{"k": hostile}); err != nil {
		t.Fatal(err)
	}
	one := func(yield func([]any, error) bool) { yield([]any{hostile}, nil) }
	if err := WriteRows(&rows, "json", []Column{{Name: "k"}}, one); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"document": doc.String(), "rows": rows.String()} {
		if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) }) {
			t.Errorf("%s: %q", name, text)
		}
		if !strings.Contains(text, "Grün\u202f1") || !strings.Contains(text, `\u202e`) ||
			!strings.Contains(text, `\udb40\udc01`) {
			t.Errorf("%s: %q", name, text)
		}
		var back any
		if err := json.Unmarshal([]byte(text), &back); err != nil || !strings.Contains(fmt.Sprint(back), hostile) {
			t.Errorf("%s is read back as %q, %v", name, back, err)
		}
	}
}
