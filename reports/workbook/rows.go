package workbook

import (
	"archive/zip"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// A RowColumn is a column of Rows: its heading, and its width in characters.
type RowColumn struct {
	Head  string
	Width float64
}

// Rows writes the rows of any result, one at a time, as a workbook of one sheet. What it keeps in memory does not grow
// with their number: beyond some megabytes they go to a temporary file, which only this user can read.
type Rows struct {
	book
	out   *excelize.StreamWriter
	w     io.Writer
	line  []any
	count int // rows so far, also beyond those that a sheet takes
	most  int

	integer, fraction int // styles of numbers of which it is not known what they count
}

// rowSheet is the name of the sheet.
const rowSheet = "Rows"

// NewRows begins a workbook that Finish will write to w.
func NewRows(w io.Writer, cols []RowColumn) (r *Rows, err error) {
	r = &Rows{book: book{file: excelize.NewFile()}, w: w, line: make([]any, len(cols)), most: maxRows}
	defer func() {
		if err != nil {
			r.Discard()
		}
	}()
	// The library would gather the file in memory.
	r.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	if err := r.file.SetSheetName("Sheet1", rowSheet); err != nil {
		return nil, err
	}
	if r.styles, err = newStyles(r.file); err != nil {
		return nil, err
	}
	add := styleAdder{file: r.file}
	top := &excelize.Alignment{Vertical: "top"}
	r.integer = add.style(&excelize.Style{Alignment: top, NumFmt: digitsFormat})
	r.fraction = add.style(&excelize.Style{Alignment: top})
	if add.err != nil {
		return nil, add.err
	}
	return r, r.begin(cols)
}

// begin writes what stands above the rows.
func (r *Rows) begin(cols []RowColumn) (err error) {
	if err := r.printing(rowSheet, nil); err != nil {
		return err
	}
	if r.out, err = r.file.NewStreamWriter(rowSheet); err != nil {
		return err
	}
	for i, c := range cols {
		if err := r.out.SetColWidth(i+1, i+1, column{head: c.Head, width: c.Width}.shown()); err != nil {
			return err
		}
		r.line[i] = excelize.Cell{StyleID: r.styles.heading, Value: cellText(c.Head)}
	}
	if err := r.out.SetPanes(
		&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return r.out.SetRow("A1", r.line)
}

// Add writes a row: a string stays text when it is edited, an int64 or a float64 is a number as far as a cell keeps its
// digits, a model.Date a day, a time.Time a moment without a zone, nil an empty cell. Rows beyond those that a sheet
// takes are counted.
func (r *Rows) Add(values []any) error {
	r.count++
	if r.count > r.most {
		return nil
	}
	for i, v := range values {
		r.line[i] = excelize.Cell{StyleID: r.style(v), Value: rowValue(v)}
	}
	return r.out.SetRow(fmt.Sprintf("A%d", r.count+1), r.line)
}

func (r *Rows) style(value any) int {
	switch value.(type) {
	case int64:
		return r.integer
	case float64:
		return r.fraction
	case time.Time:
		return r.styles.kinds[instant]
	case model.Date:
		return r.styles.kinds[date]
	}
	return r.styles.kinds[word]
}

func rowValue(value any) any {
	if f, ok := value.(float64); ok {
		return f
	}
	return cellValue(value)
}

// Finish writes the workbook.
func (r *Rows) Finish() error {
	if r.count > r.most {
		text := wording.Count(int64(r.count-r.most), "more row") + ": a sheet takes no more; other formats have all"
		remark := []any{excelize.Cell{StyleID: r.styles.remark, Value: text}}
		if err := r.out.SetRow(fmt.Sprintf("A%d", r.most+2), remark); err != nil {
			return err
		}
	}
	if r.count > 0 && len(r.line) > 0 {
		s := sheet{name: rowSheet, cols: make([]column, len(r.line))}
		if err := r.filter(&s, min(r.count, r.most)+1); err != nil {
			return err
		}
	}
	if err := r.out.Flush(); err != nil {
		return err
	}
	_, err := r.file.WriteTo(r.w)
	return err
}

// Discard removes what is left of the workbook; it can always be called, and must be.
func (r *Rows) Discard() error { return r.file.Close() }
