package terminal

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/zertify/zertify/reports/tables"
)

// write returns the rows as a style lays them out.
func write(t *testing.T, s Style, cols []tables.Column, rows ...[]any) string {
	t.Helper()
	var b strings.Builder
	if err := s.WriteRows(&b, cols, each(rows)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func each(rows [][]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func columns(names ...string) (cols []tables.Column) {
	for _, name := range names {
		cols = append(cols, tables.Column{Name: name})
	}
	return cols
}

func TestTableKeepsHostileTextInItsCell(t *testing.T) {
	t.Parallel()
	cols := columns("na\x1b[2Jme", "when_utc", "raw", "list")
	row := []any{"a\x1b[31mb\u202e", time.Date(2026, 10, 1, 2, 3, 4, 0, time.UTC), []byte{0xAB}, nil}
	for _, s := range []Style{{}, {Width: 200}, {Width: 40}} { // the last has no room for columns
		out := write(t, s, cols, row)
		if strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%+v: control characters in %q", s, out)
		}
		for _, want := range []string{"na␛[2Jme", "a␛[31mb", "2026-10-01T02:03:04Z", " ab"} {
			if !strings.Contains(out, want) {
				t.Errorf("%+v: no %q in\n%s", s, want, out)
			}
		}
	}
}

func TestTableRepeatsItsHeaderInParts(t *testing.T) {
	t.Parallel()
	var rows [][]any
	for i := range 2*tableChunk + 1 {
		rows = append(rows, []any{int64(i)})
	}
	out := write(t, Style{}, columns("number"), rows...)
	heads := strings.Count(out, "number")
	if rows := strings.Count(out, "│\n") - heads; heads != 3 || rows != 2*tableChunk+1 {
		t.Errorf("%d headers and %d rows", heads, rows)
	}
	if out := write(t, Style{}, columns("number")); strings.Count(out, "number") != 1 {
		t.Errorf("without rows: %q", out)
	}
}

// Lines fit the terminal, whatever the values.
func TestTableFitsTheTerminal(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 60)
	for _, width := range []int{60, 80, 132} {
		out := write(t, Style{Width: width}, columns("a", "b", "c"), []any{"x", long, int64(1)})
		for line := range strings.Lines(out) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > width {
				t.Errorf("%d columns in a terminal of %d: %s", n, width, line)
			}
		}
	}
	got := write(t, Style{Width: 40}, columns("a", "long_name", "empty", "c"), []any{int64(7), "one\ntwo", nil, true})
	if want := "── 1\na          7\nlong_name  one\n           two\nc          true\n"; got != want {
		t.Errorf("a line for each value: got\n%s\nwant\n%s", got, want)
	}
}

func TestColoursMarkTheWordsThatSayHowBad(t *testing.T) {
	t.Parallel()
	text.EnableColors() // whatever the environment says of colours
	cols := columns("severity", "title")
	plainly := write(t, Style{}, cols, []any{"critical", "critical"})
	coloured := write(t, Style{Colour: true}, cols, []any{"critical", "critical"})
	if strings.Contains(plainly, "\x1b") || strings.Count(coloured, "\x1b[91;1mcritical\x1b[0m") != 1 {
		t.Errorf("%q\n%q", plainly, coloured)
	}
}

func TestErrorsOfRowsEndTheTable(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	bad := func(yield func([]any, error) bool) {
		for row, err := range each([][]any{slices.Repeat([]any{1}, 4)}) {
			if !yield(row, err) {
				return
			}
		}
		yield(nil, gone)
	}
	for _, s := range []Style{{}, {Width: 40}} {
		var b strings.Builder
		if err := s.WriteRows(&b, columns("a", "b", "c", "d"), bad); !errors.Is(err, gone) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
