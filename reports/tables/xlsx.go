package tables

import (
	"bufio"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/reports/workbook"
)

// xlsxRows writes an Excel workbook of one sheet. Ids, serial numbers and numbers of more digits than a cell keeps are
// text, times are real ones to the second, in the zone that the heading says.
type xlsxRows struct {
	book   *workbook.Rows
	cols   []Column
	values []any
}

func openXLSX(w *bufio.Writer, cols []Column) (rowWriter, error) {
	heads := make([]workbook.RowColumn, len(cols))
	for i, c := range cols {
		heads[i] = workbook.RowColumn{Head: strings.ToValidUTF8(c.Name, "\uFFFD"), Width: width(c)}
	}
	book, err := workbook.NewRows(w, heads)
	if err != nil {
		return nil, err
	}
	return &xlsxRows{book, cols, make([]any, len(cols))}, nil
}

// width is how many characters of a column are shown at first.
func width(c Column) float64 {
	switch {
	case strings.HasPrefix(c.Type, "TIMESTAMP"):
		return 20
	case c.Type == "VARCHAR", c.Type == "":
		return 24
	}
	return 12
}

func (x *xlsxRows) row(vals []any) error {
	for i, v := range vals {
		x.values[i] = bookValue(toCell(v, x.cols[i]))
	}
	return x.book.Add(x.values)
}

func (x *xlsxRows) close() error { return x.book.Finish() }

func (x *xlsxRows) discard() error { return x.book.Discard() }

// maxDigits is how many digits of a number a cell of a sheet keeps.
const maxDigits = 15

// bookValue is a cell as the workbook takes it. What has no value of its own there is text.
func bookValue(c cell) any {
	switch c.kind {
	case cellNull:
		return nil
	case cellNumber:
		return bookNumber(c.text)
	case cellTime:
		return bookTime(c.text)
	}
	return c.text
}

func bookNumber(text string) any {
	mantissa, _, _ := strings.Cut(text, "e")
	if len(strings.NewReplacer("-", "", ".", "").Replace(mantissa)) > maxDigits {
		return text
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return text
}

func bookTime(text string) any {
	if day, err := time.Parse(wording.DateLayout, text); err == nil {
		return model.Date{Time: day}
	}
	for _, layout := range []string{wording.UTCLayout, wording.LocalLayout} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.Truncate(time.Second)
		}
	}
	return text
}
