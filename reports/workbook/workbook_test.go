package workbook

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// open writes the workbook of a report and reads it again.
func open(t *testing.T, r *model.Report) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() }) // it was read from memory
	return f
}

func TestHeadingsAreUniqueAndNamesFit(t *testing.T) {
	t.Parallel()
	for _, s := range sheetsOf(sample.Report()) {
		if len(s.name) > excelize.MaxSheetNameLength || s.about == "" || s.csv == "" {
			t.Errorf("sheet %q: about %q, rows in %q", s.name, s.about, s.csv)
		}
		var heads []string
		for _, c := range s.cols {
			heads = append(heads, c.head)
		}
		slices.Sort(heads)
		if n := len(slices.Compact(slices.Clone(heads))); n != len(heads) || heads[0] == "" {
			t.Errorf("sheet %s: headings %q", s.name, heads)
		}
		for row := range s.rows {
			if len(row) != len(s.cols) {
				t.Errorf("sheet %s: %d cells under %d headings", s.name, len(row), len(s.cols))
			}
		}
	}
}

// A spreadsheet reads digits with one e among them as a number, and rounds long ones.
func TestNoDigitIsLost(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	c := &r.Certificates.Rows[0]
	c.Serial, c.Sessions = "0x646174612e65", math.MaxInt64
	r.Evaluations[0].Findings[0].SuiteID = 7881200983747389379
	f := open(t, r)
	for _, want := range []struct{ sheet, head, value string }{
		{"Certificates", "Serial number", "0x646174612e65"},
		{"Certificates", "Sessions", "9223372036854775807"},
		{"Findings", "Suite id", "S-6d5fa689cfb8e7c3"},
	} {
		at := cellUnder(t, f, want.sheet, want.head)
		kind, err := f.GetCellType(want.sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.GetCellValue(want.sheet, at)
		if err != nil || got != want.value || kind != excelize.CellTypeInlineString {
			t.Errorf("%s of %s: %q of type %v (%v), want text %q", want.head, want.sheet, got, kind, err, want.value)
		}
	}
}

// cellUnder returns the first cell below a heading.
func cellUnder(t *testing.T, f *excelize.File, sheet, head string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at, err := excelize.CoordinatesToCellName(slices.Index(rows[0], head)+1, 2)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestCellsHoldWhatTheyCan(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", maxText+1)
	early := time.Date(1880, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct{ value, want any }{
		{"", nil},
		{"=1+1", "=1+1"}, // a text cell; nothing runs it
		{"a\x00b\u202Ec", "a␀b⟨U+202E⟩c"},
		{long, long[:maxText-1] + "…"},
		{int64(1 << 53), int64(1 << 53)},
		{int64(1<<53 + 1), "9007199254740993"},
		{(*int64)(nil), nil},
		{time.Time{}, nil},
		{early, "1880-01-02T03:04:05"},
		{true, "yes"},
		{false, nil},
	} {
		if got := cellValue(c.value); got != c.want {
			t.Errorf("%.20v: got %.40v, want %.40v", c.value, got, c.want)
		}
	}
}

func TestSheetsSayWhatTheyLeaveOut(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	r.Clients = model.Section[model.Peer]{}
	r.Servers.Total = 1_000_000
	f := open(t, r)
	for sheet, want := range map[string]string{"Clients": "none", "Servers": "more are beyond the limit of the report"} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if last := rows[len(rows)-1]; !strings.Contains(last[0], want) {
			t.Errorf("%s ends with %q, want %q", sheet, last, want)
		}
	}
}

// A reader that believes what a sheet says of its cells must not miss any.
func TestNoSheetSaysThatItIsOneCell(t *testing.T) {
	t.Parallel()
	f := open(t, sample.Report())
	for _, sheet := range f.GetSheetList() {
		if used, err := f.GetSheetDimension(sheet); err != nil || used != "" {
			t.Errorf("%s says that its cells are %q, %v", sheet, used, err)
		}
	}
}

// What is printed is wide enough to read: a part of the columns, the first ones.
func TestWideSheetsPrintTheirFirstColumns(t *testing.T) {
	t.Parallel()
	if n := printed([]column{{"a", 150, text}, {"b", 40, text}, {"c", 40, text}}); n != 2 {
		t.Errorf("%d columns are printed, want 2", n)
	}
	if n := printed([]column{{"a", 500, text}}); n != 1 {
		t.Errorf("%d columns are printed, want 1", n)
	}
}
