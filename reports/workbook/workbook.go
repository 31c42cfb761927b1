// Package workbook writes a report as one Excel workbook: a summary, and a sheet per
// subject with filters, real dates and numbers, and everything else as text.
//
// Names, addresses and messages come from files that others made. They are written as
// text cells, never as formulas, without control characters, and cut at what a cell
// holds. Rows are streamed, so that memory does not grow with their number.
package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/reports/model"
)

// maxRows bounds the rows of a sheet below its heading; Excel ends at 1,048,576 lines,
// and the last one here says how many more there are.
const maxRows = excelize.TotalRows - 2

// A sheet is one subject.
type sheet struct {
	name  string
	about string // one sentence, shown on the summary
	csv   string // file of the same folder that has every row
	cols  []column
	total int64 // rows there are, also beyond those in the report
	rows  iter.Seq[[]any]
}

// A column has a heading, unique in its sheet, a width in characters, and the kind of
// what stands in it.
type column struct {
	head  string
	width float64
	kind  kind
}

// shown returns the width that also shows the heading, with room for the arrow of its
// filter.
func (c column) shown() float64 { return max(c.width, float64(len(c.head)+4)) }

// Write writes the workbook. The same report makes the same bytes.
func Write(w io.Writer, r *model.Report) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	b := &book{file: f}
	if err := b.begin(r); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	sheets := sheetsOf(r)
	for i := range sheets {
		if err := b.add(&sheets[i]); err != nil {
			return fmt.Errorf("workbook: sheet %s: %w", sheets[i].name, err)
		}
	}
	if err := b.summarize(r, sheets); err != nil {
		return fmt.Errorf("workbook: summary: %w", err)
	}
	var packed bytes.Buffer
	if _, err := f.WriteTo(&packed); err != nil {
		return err
	}
	return inOrder(w, packed.Bytes())
}

// inOrder copies a zip with its members sorted by name: the library writes the sheets in
// the order of a map.
func inOrder(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil {
			return err
		}
	}
	return out.Close()
}

// A book is a workbook that is being written.
type book struct {
	file   *excelize.File
	styles styles
}

// begin sets what the file says about itself. Its date is the as-of day, as nothing in a
// report comes from the clock.
func (b *book) begin(r *model.Report) error {
	made := r.AsOf
	if made.IsZero() {
		made = time.Unix(0, 0)
	}
	day := made.UTC().Format(time.RFC3339)
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Title: "Protection of z/OS network traffic", Creator: r.Tool.Name, Description: r.Scope,
		Created: day, Modified: day,
	}); err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", summaryName); err != nil {
		return err
	}
	var err error
	b.styles, err = newStyles(b.file)
	return err
}

// add writes a sheet: heading, rows, filter, frozen heading, and how it prints.
func (b *book) add(s *sheet) error {
	if _, err := b.file.NewSheet(s.name); err != nil {
		return err
	}
	if err := b.printing(s.name, s.cols); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, c := range s.cols {
		if err := out.SetColWidth(i+1, i+1, c.shown()); err != nil {
			return err
		}
	}
	if err := out.SetPanes(
		&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	n, err := b.rows(out, s)
	if err != nil {
		return err
	}
	if n > 0 {
		if err := b.filter(s, n+1); err != nil {
			return err
		}
	}
	return out.Flush()
}

// rows writes the heading and the rows of a sheet, and returns how many rows there are
// that a filter covers.
func (b *book) rows(out *excelize.StreamWriter, s *sheet) (n int, err error) {
	line := make([]any, len(s.cols))
	for i, c := range s.cols {
		line[i] = excelize.Cell{StyleID: b.styles.head(c.kind), Value: c.head}
	}
	if err := out.SetRow("A1", line); err != nil {
		return 0, err
	}
	for row := range s.rows {
		if n == maxRows {
			break
		}
		n++
		for i, v := range row {
			line[i] = b.styles.cell(s.cols[i].kind, v)
		}
		if err := out.SetRow(fmt.Sprintf("A%d", n+1), line); err != nil {
			return n, err
		}
	}
	return n, b.remark(out, s, n)
}

// remark says below the rows that there are none, or that there are more: in the CSV file, or in no file of the report.
func (b *book) remark(out *excelize.StreamWriter, s *sheet, n int) error {
	text := ""
	switch {
	case n == 0:
		text = "none"
	case s.total > int64(n) && n == maxRows: // of what a sheet has no room for
		text = fmt.Sprintf("%d more: see %s", s.total-int64(n), s.csv)
	case s.total > int64(n):
		text = fmt.Sprintf("%d more are beyond the limit of the report: one on fewer systems or servers has them",
			s.total-int64(n))
	default:
		return nil
	}
	return out.SetRow(fmt.Sprintf("A%d", n+2), []any{excelize.Cell{StyleID: b.styles.remark, Value: text}})
}

// filter adds a filter over so many lines, the heading among them.
func (b *book) filter(s *sheet, lines int) error {
	last, err := excelize.CoordinatesToCellName(len(s.cols), lines)
	if err != nil {
		return err
	}
	return b.file.AutoFilter(s.name, "A1:"+last, nil)
}

// printWidth is how many characters of a sheet are printed side by side; more would be
// too small to read.
const printWidth = 200

// printing makes a sheet print in landscape, as wide as the paper, with page numbers. Of
// a sheet with columns the first are printed, under their heading on each page.
func (b *book) printing(name string, cols []column) error {
	landscape, one, none, yes := "landscape", 1, 0, true
	paper := 9 // A4
	layout := &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &one, FitToHeight: &none}
	if err := b.file.SetPageLayout(name, layout); err != nil {
		return err
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"}); err != nil {
		return err
	}
	// The library says of every sheet that its cells are A1 alone; readers that believe it, as openpyxl in its mode for
	// large files, would find no other. A sheet that does not say is read to its end.
	if err := b.file.SetSheetDimension(name, ""); err != nil {
		return err
	}
	if len(cols) == 0 {
		return nil
	}
	last, err := excelize.ColumnNumberToName(printed(cols))
	if err != nil {
		return err
	}
	return errors.Join(
		b.define(name, "_xlnm.Print_Titles", "$1:$1"),
		b.define(name, "_xlnm.Print_Area", fmt.Sprintf("$A$1:$%s$%d", last, excelize.TotalRows)))
}

func (b *book) define(sheet, name, refersTo string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: "'" + sheet + "'!" + refersTo, Scope: sheet})
}

// printed returns how many columns fit side by side.
func printed(cols []column) int {
	width := 0.0
	for i, c := range cols {
		if width += c.shown(); width > printWidth && i > 0 {
			return i
		}
	}
	return len(cols)
}
