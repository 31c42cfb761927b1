package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
)

// rowOptions say in which form rows are wanted and where they go.
type rowOptions struct {
	format, output string
}

func (o *rowOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "",
		"form of the rows: "+strings.Join(rowFormats(), ", ")+" (table on a terminal, else csv)")
	addOutput(cmd, &o.output, writesFile, "", "`file` to write; standard output without it")
	complete(cmd, "format", rowFormats())
}

// rowFormats lists what --format takes for rows.
func rowFormats() []string {
	names := []string{formatTable}
	for _, f := range tables.RowFormats {
		names = append(names, f.Name)
	}
	return append(names, formatParquet)
}

const (
	formatTable   = "table"
	formatParquet = "parquet"
)

// settle fills in the default format and refuses what cannot be.
func (o *rowOptions) settle(e *env) error {
	if _, tty := isTerminal(e.stdout); o.format == "" {
		o.format = "csv"
		if tty && o.output == "" {
			o.format = formatTable
		}
	}
	if !slices.Contains(rowFormats(), o.format) {
		return fmt.Errorf("--format %q is not known%s; try %s", o.format, didYouMean(o.format, rowFormats()),
			strings.Join(rowFormats(), ", "))
	}
	if o.format == formatParquet && (o.output == "" || o.output == "-") {
		return errors.New("parquet is not text; give -o FILE")
	}
	return nil
}

// write puts rows out in the form asked for. Parquet is the engine's business:
// see copyTo.
func (o *rowOptions) write(e *env, cols []tables.Column, rows iter.Seq2[[]any, error]) error {
	out := o.output
	if out == "" {
		out = "-"
	}
	return e.writeFile(out, func(w io.Writer) error {
		if o.format == formatTable {
			return e.writeTable(w, cols, rows)
		}
		return tables.WriteRows(w, o.format, cols, rows)
	})
}

// sheet is a small result made by the program itself.
type sheet struct {
	cols []tables.Column
	rows [][]any
}

func newSheet(names ...string) *sheet {
	s := &sheet{}
	for _, n := range names {
		s.cols = append(s.cols, tables.Column{Name: n})
	}
	return s
}

func (s *sheet) add(vals ...any) { s.rows = append(s.rows, vals) }

func (s *sheet) each() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, r := range s.rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// writeSheet writes a sheet in the form asked for. Parquet is for data of the
// database only.
func (o *rowOptions) writeSheet(e *env, s *sheet) error {
	if err := o.settleSheet(e); err != nil {
		return err
	}
	return o.write(e, s.cols, s.each())
}

// settleSheet is settle for a sheet.
func (o *rowOptions) settleSheet(e *env) error {
	if err := o.settle(e); err != nil {
		return err
	}
	if o.format == formatParquet {
		return errors.New("parquet is for query and sql; try csv")
	}
	return nil
}

// tableChunk is how many rows are laid out together. A table of a million rows
// is written in parts with the header repeated, not held in memory.
const tableChunk = 1000

// writeTable lays rows out for a terminal; one value per line when the columns
// have no room beside each other.
func (e *env) writeTable(w io.Writer, cols []tables.Column, rows iter.Seq2[[]any, error]) error {
	if width, tty := isTerminal(e.stdout); tty && len(cols)*(minColumn+3) >= width {
		return e.writeExpanded(w, cols, rows)
	}
	next, stop := iter.Pull2(rows)
	defer stop()
	for part := 0; ; part++ {
		t := e.newTable(cols)
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
func (e *env) writeExpanded(w io.Writer, cols []tables.Column, rows iter.Seq2[[]any, error]) error {
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
			if err := e.writePair(w, names, c, cellText(c, vals[i])); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *env) writePair(w io.Writer, width int, c tables.Column, value string) error {
	if value == "" {
		return nil
	}
	if e.colour() && slices.Contains(colouredColumns, c.Name) {
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

// cellText returns one value as the CSV writer does, without its guard against
// spreadsheets, which text alone can set off.
func cellText(col tables.Column, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return plainLines(v)
	case bool, int, int8, int16, int32, int64, uint8, uint16, uint32, uint64:
		return fmt.Sprint(v)
	}
	var b strings.Builder
	one := func(yield func([]any, error) bool) { yield([]any{v}, nil) }
	if err := tables.WriteRows(&b, "csv", []tables.Column{col}, one); err != nil {
		return plain.Text(err.Error())
	}
	lines, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(lines) != 2 {
		return ""
	}
	return plain.Text(lines[1][0])
}

// severityColours colour the words of columns that say how bad something is.
var severityColours = map[string]text.Colors{
	"critical": {text.FgHiRed, text.Bold}, "high": {text.FgRed}, "medium": {text.FgYellow}, "low": {text.FgCyan},
	"fail": {text.FgRed, text.Bold}, "review": {text.FgYellow}, "warn": {text.FgYellow}, "pass": {text.FgGreen},
	"ok":          {text.FgGreen},
	"no evidence": {text.FgMagenta}, "not-evidenced": {text.FgMagenta},
}

var colouredColumns = []string{"severity", "status", "verdict", "result"}

func (e *env) newTable(cols []tables.Column) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	width, tty := isTerminal(e.stdout)
	head := make(table.Row, len(cols))
	var configs []table.ColumnConfig
	for i, c := range cols {
		head[i] = plain.Text(c.Name)
		cfg := table.ColumnConfig{Number: i + 1}
		if tty {
			cfg.WidthMax, cfg.WidthMaxEnforcer = columnWidth(width, len(cols)), text.WrapSoft
		}
		if e.colour() && slices.Contains(colouredColumns, c.Name) {
			cfg.Transformer = paint
		}
		configs = append(configs, cfg)
	}
	t.AppendHeader(head)
	t.SetColumnConfigs(configs)
	return t
}

func paint(v any) string {
	s := fmt.Sprint(v)
	return severityColours[s].Sprint(s)
}

// columnWidth shares a terminal's width among the columns; a few wide ones may
// take what narrow ones leave, so each may have twice its share.
func columnWidth(width, cols int) int {
	return max(minColumn, 2*(width-3*cols)/max(1, cols))
}

// minColumn is the narrowest a column may get.
const minColumn = 12

// copyTo writes the rows of a statement as Parquet. The engine may write that one
// file and reach nothing else.
func (e *env) copyTo(ctx context.Context, db string, l lens, statement, path string, args ...any) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	return e.writeBy(abs, func(part string) error {
		rw, err := openDB(ctx, db, part)
		if err != nil {
			return err
		}
		rw.SetMaxOpenConns(1) // a temporary table is seen by its own connection only
		if err = l.apply(ctx, rw, nil); err == nil {
			err = copyRows(ctx, rw, statement, part, args)
		}
		return errors.Join(err, rw.Close())
	})
}

func quoteSQL(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// copyRows keeps the rows in a temporary table first, because COPY takes no
// bound parameters.
func copyRows(ctx context.Context, db *sql.DB, statement, path string, args []any) error {
	if _, err := db.ExecContext(ctx, "CREATE TEMPORARY TABLE result AS "+statement, args...); err != nil {
		return err
	}
	return copyParquet(ctx, db, "result", path)
}
