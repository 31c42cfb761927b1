package tables

import (
	"strings"
	"testing"
	"time"
)

// TestSheetKeepsTextAsItIs: what a spreadsheet would turn into a number or a day is marked as text,
// and nothing else is.
func TestSheetKeepsTextAsItIs(t *testing.T) {
	t.Parallel()
	for text, marked := range map[string]bool{
		"0012": true, "1E10": true, "646174612e65": true, "1e+5": true, "00E4": true, "2e05": true, ".5e3": true,
		"1234567890123456": true, "3.10": true, "+07": true, "50%": true, "20,21": true, "12:30": true, "1:02:03": true,
		"1-2": true, "3/4": true, "10-11-2026": true, "MAR1": true, "dec15": true, "1MAI": true, "Sept 2026": true,
		"2026 OKT": true, "JUNE7": true,
		"": false, "12": false, "1024": false, "123456789012345": false, "3.1": false, "0": false, "-12": false,
		"0x1e05": false, "S-6d5fa689cfb8e7c3": false, "2026-10-01": false, "10.1.2.3": false, "2001:db8::1": false,
		"MARKET1": false, "TN3270": false, "MAR": false, "E10": false, "1E": false, "K7": false, "1#12 1#15": false,
		"DECK01": false, "01 Main": false, "3DES": false, "TLS1.2": false,
	} {
		var b strings.Builder
		if err := WriteRows(&b, "sheet", []Column{{Name: "x"}, {Name: "y"}}, rowsOf([]any{text, true})); err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"x", "y"}, {text, "true"}}
		if marked {
			want[1][0] = "'" + text
		}
		if got := readSheet(t, b.String()); got[1][0] != want[1][0] || got[1][1] != "true" {
			t.Errorf("%q is written as %q", text, got[1][0])
		}
	}
}

// TestSheetHasTimesThatCanBeSorted: by a spreadsheet, which takes no other form of ISO 8601 for a time.
func TestSheetHasTimesThatCanBeSorted(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 10, 1, 2, 3, 4, 50_000_000, time.UTC)
	cols := []Column{{Name: "first_utc"}, {Name: "last_local"}, {Name: "day", Type: "DATE"},
		{Name: "n", Type: "TIMESTAMPTZ"},
		{Name: "clock", Type: "TIME"}}
	var b strings.Builder
	if err := WriteRows(&b, "sheet", cols, rowsOf([]any{at, at, at, at, at})); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(readSheet(t, b.String())[1], "|")
	const want = "2026-10-01 02:03:04|2026-10-01 02:03:04|2026-10-01|2026-10-01 02:03:04Z|02:03:04.05"
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
