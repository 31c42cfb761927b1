package wording

import (
	"math"
	"testing"
)

func TestNumbersForPeople(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ got, want string }{
		{Number(0), "0"}, {Number(999), "999"}, {Number(4310), "4\u202f310"}, {Number(-1234567), "-1\u202f234\u202f567"},
		{Size(0), "0\u202fB"}, {Size(999), "999\u202fB"}, {Size(1000), "1.00\u202fkB"}, {Size(9_996), "10.0\u202fkB"},
		{Size(123_456_789), "123\u202fMB"}, {Size(999_600), "1.00\u202fMB"}, {Size(9223372036854775807), "9.22\u202fEB"},
		{Duration(0), "0\u202fs"}, {Duration(59), "59\u202fs"}, {Duration(10800), "3\u202fh"},
		{Duration(90061), "1\u202fd 1\u202fh"},
		{Count(1, "entry"), "1 entry"}, {Count(2, "entry"), "2 entries"}, {Count(12, "day"), "12 days"},
		{CountOf(12, 4310, "session"), "12 of 4\u202f310 sessions"}, {CountOf(1, 1, "session"), "1 of 1 session"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestSources(t *testing.T) {
	for list, want := range map[string]string{
		"":                         "",
		"smf119":                   "SMF records",
		"log, nmsec, smf119, text": "SMF records, NMI capture, ipsec report, IKED log",
		"pcap, nmsec":              "NMI capture, pcap",
	} {
		if got := Sources(list); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

func TestClipCutsBetweenCharacters(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"abc": "abc", "abcde": "abc…", "äöüß": "äöüß", "äöüßa": "äöü…"} {
		if got := Clip(in, 4); got != want {
			t.Errorf("clip(%q, 4) = %q, want %q", in, got, want)
		}
	}
}

// Ids of suites are text in every program, also those below 0, and nothing stands for 0.
func TestSuiteID(t *testing.T) {
	t.Parallel()
	for id, want := range map[int64]string{
		0: "", 12: "S-000000000000000c", 7881200983747389379: "S-6d5fa689cfb8e7c3", -7: "S-fffffffffffffff9",
		math.MinInt64: "S-8000000000000000",
	} {
		if got := SuiteID(id); got != want {
			t.Errorf("SuiteID(%d) = %q, want %q", id, got, want)
		}
	}
}

func TestSerial(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"": "", "01": "0x01", "646174612e65": "0x646174612e65", "0x01": "0x01"} {
		if got := Serial(in); got != want {
			t.Errorf("Serial(%q) = %q, want %q", in, got, want)
		}
	}
}
