package workbook

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/reports/model"
)

func newRows(t *testing.T, b *bytes.Buffer, heads ...string) *Rows {
	t.Helper()
	cols := make([]RowColumn, len(heads))
	for i, h := range heads {
		cols[i] = RowColumn{h, 12}
	}
	r, err := NewRows(b, cols)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Discard() })
	return r
}

// readRows finishes a workbook and reads its cells again, as they are stored.
func readRows(t *testing.T, r *Rows, b *bytes.Buffer) (*excelize.File, [][]string) {
	t.Helper()
	if err := r.Finish(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	rows, err := f.GetRows(rowSheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return f, rows
}

func TestRowsKeepTextAndNumbersApart(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	r := newRows(t, &b, "id", "n", "part", "at", "day", "none")
	if err := r.Add([]any{"=1+1", int64(8443), 0.5, time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC),
		model.Date{Time: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)}, nil}); err != nil {
		t.Fatal(err)
	}
	if err := r.Add([]any{"0012\x00", int64(1 << 60), nil, nil, nil, nil}); err != nil {
		t.Fatal(err)
	}
	f, rows := readRows(t, r, &b)
	if got, want := fmt.Sprint(rows), "[[id n part at day none] [=1+1 8443 0.5 46296.5 46296] [0012␀ 1152921504606846976]]"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for at, want := range map[string]excelize.CellType{"A2": excelize.CellTypeInlineString, "B2": excelize.CellTypeNumber,
		"A3": excelize.CellTypeInlineString, "B3": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType(rowSheet, at); err != nil || got != want && got != excelize.CellTypeUnset {
			t.Errorf("%s is of type %v, want %v (%v)", at, got, want, err)
		}
		if formula, _ := f.GetCellFormula(rowSheet, at); formula != "" {
			t.Errorf("%s is the formula %q", at, formula)
		}
	}
}

// A sheet has an end; what lies beyond is counted and said.
func TestRowsBeyondTheSheetAreCounted(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	r := newRows(t, &b, "n")
	r.most = 2
	for n := range int64(5) {
		if err := r.Add([]any{n}); err != nil {
			t.Fatal(err)
		}
	}
	_, rows := readRows(t, r, &b)
	if got := fmt.Sprint(rows); got != "[[n] [0] [1] [3 more rows: a sheet takes no more; other formats have all]]" {
		t.Error(got)
	}
}

// Rows beyond some megabytes lie in a temporary file, which goes with the workbook, finished or not.
func TestRowsLeaveNoFileBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	var b bytes.Buffer
	r := newRows(t, &b, "text")
	long := strings.Repeat("x", 30_000)
	for range 2 * excelize.StreamChunkSize / len(long) {
		if err := r.Add([]any{long}); err != nil {
			t.Fatal(err)
		}
	}
	if found, err := os.ReadDir(dir); err != nil || len(found) != 1 {
		t.Fatalf("%d files, %v: nothing was tried", len(found), err)
	}
	if err := r.Discard(); err != nil {
		t.Fatal(err)
	}
	if found, err := os.ReadDir(dir); err != nil || len(found) != 0 {
		t.Errorf("%v is left, %v", found, err)
	}
}
