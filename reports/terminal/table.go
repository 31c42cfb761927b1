// Package terminal lays out rows for people at a terminal. What rows hold was captured: it is shown as text that cannot
// move a cursor or change a colour.
package terminal

import (
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
)

// tableChunk is how many rows are laid out together. A table of a million rows
// is written in parts with the header repeated, not held in memory.
const tableChunk = 1000

// A Style says what there is room for.
type Style struct {
	Width  int  // of the terminal, in characters; 0 when there is none, and lines may be of any length
	Colour bool // the words of some columns are coloured
}

// WriteRows lays rows out as tables; one value per line when the columns
// have no room beside each other. Rows are as those of tables.WriteRows.
func (s Style) WriteRows(w io.Writer, cols []tables.Column, rows iter.Seq2[[]any, error]) error {
	if s.Width > 0 && len(cols)*(minColumn+3) >= s.Width {
		return s.writeExpanded(w, cols, rows)
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	for part := 0; ; part++ {
		t := s.newTable(cols)
		n := 0
		for ; n < tableChunk; n++ {
			vals, err, ok := next()
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			t.AppendRow(tableRow(cols, vals))
		}
		if n == 0 && part > 0 {
			return nil
		}
		if _, err := fmt.Fprintln(w, t.Render()); err != nil || n < tableChunk {
			return err
		}
	}
}

// writeExpanded writes each row as a block with a line per column that has a value.
func (s Style) writeExpanded(w io.Writer, cols []tables.Column, rows iter.Seq2[[]any, error]) error {
	names := 0
	for _, c := range cols {
		names = max(names, len(c.Name))
	}
	n := 0
	for vals, err := range rows {
		if err != nil {
			return err
		}
		n++
		if _, err := fmt.Fprintf(w, "── %d\n", n); err != nil {
			return err
		}
		for i, c := range cols {
			if err := s.writePair(w, names, c, cellText(c, vals[i])); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s Style) writePair(w io.Writer, width int, c tables.Column, value string) error {
	if value == "" {
		return nil
	}
	if s.Colour && slices.Contains(colouredColumns, c.Name) {
		value = paint(value)
	}
	value = strings.ReplaceAll(value, "\n", "\n"+strings.Repeat(" ", width+2))
	_, err := fmt.Fprintf(w, "%-*s  %s\n", width, plain.Text(c.Name), value)
	return err
}

// tableRow returns the cells as text that cannot move a cursor.
func tableRow(cols []tables.Column, vals []any) table.Row {
	row := make(table.Row, len(vals))
	for i, v := range vals {
		row[i] = strings.TrimRight(cellText(cols[i], v), " ")
	}
	return row
}

// cellText returns one value as CSV shows it, and text with its line breaks.
func cellText(col tables.Column, v any) string {
	if text, ok := v.(string); ok {
		return plain.Lines(text)
	}
	return plain.Text(tables.Text(v, col))
}

// severityColours colour the words of columns that say how bad something is.
var severityColours = map[string]text.Colors{
	"critical": {text.FgHiRed, text.Bold}, "high": {text.FgRed}, "medium": {text.FgYellow}, "low": {text.FgCyan},
	"fail": {text.FgRed, text.Bold}, "review": {text.FgYellow}, "warn": {text.FgYellow}, "pass": {text.FgGreen},
	"ok":          {text.FgGreen},
	"no evidence": {text.FgMagenta}, "not-evidenced": {text.FgMagenta},
}

var colouredColumns = []string{"severity", "status", "verdict", "result"}

func (s Style) newTable(cols []tables.Column) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	head := make(table.Row, len(cols))
	var configs []table.ColumnConfig
	for i, c := range cols {
		head[i] = plain.Text(c.Name)
		cfg := table.ColumnConfig{Number: i + 1}
		if s.Width > 0 {
			cfg.WidthMax, cfg.WidthMaxEnforcer = columnWidth(s.Width, len(cols)), text.WrapSoft
		}
		if s.Colour && slices.Contains(colouredColumns, c.Name) {
			cfg.Transformer = paint
		}
		configs = append(configs, cfg)
	}
	t.AppendHeader(head)
	t.SetColumnConfigs(configs)
	return t
}

func paint(v any) string {
	word := fmt.Sprint(v)
	return severityColours[word].Sprint(word)
}

// columnWidth shares a terminal's width among the columns; a few wide ones may
// take what narrow ones leave, so each may have twice its share.
func columnWidth(width, cols int) int {
	return max(minColumn, 2*(width-3*cols)/max(1, cols))
}

// minColumn is the narrowest a column may get.
const minColumn = 12
