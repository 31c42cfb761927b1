package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/zertify/zertify/reports/export"
	"github.com/zertify/zertify/reports/tables"
)

// rowOptions say in which form rows are wanted and where they go.
type rowOptions struct {
	format, output string
}

func (o *rowOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&o.format, "format", "f", "",
		"`format` of the rows: "+strings.Join(rowFormats(), ", ")+" (default: table on a terminal, else csv)")
	addOutput(cmd, &o.output, writesFile, "", "`file` to write (default: standard output)")
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
	if (o.format == formatParquet || tables.IsBinary(o.format)) && (o.output == "" || o.output == "-") {
		return fmt.Errorf("%s is not text; give -o FILE", o.format)
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
			return e.style().WriteRows(w, cols, rows)
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

// only returns a sheet of the columns at these places.
func (s *sheet) only(at []int) *sheet {
	out := &sheet{}
	for _, i := range at {
		out.cols = append(out.cols, s.cols[i])
	}
	for _, row := range s.rows {
		cells := make([]any, len(at))
		for n, i := range at {
			cells[n] = row[i]
		}
		out.rows = append(out.rows, cells)
	}
	return out
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

// copyTo writes the rows of a statement as Parquet. The engine may write that one
// file and reach nothing else.
func (e *env) copyTo(ctx context.Context, db string, l limits, statement, path string, args ...any) error {
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	return e.writeBy(abs, func(part string) error {
		rw, err := e.openDB(ctx, db, part)
		if err != nil {
			return err
		}
		rw.SetMaxOpenConns(1) // a temporary table is seen by its own connection only
		if err = l.apply(ctx, rw, nil); err == nil {
			err = export.Result(ctx, rw, statement, part, args...)
		}
		return errors.Join(err, rw.Close())
	})
}
