package workbook

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A kind says how the cells of a column are shown.
type kind int

const (
	text    kind = iota
	word         // ids, serials and the like, which stay text when they are edited
	number       // how many: grouped by thousands
	ordinal      // which one: ports, records, bits
	instant      // date and time, without a zone: the heading says which
	date
	verdict // fail, warn …, in its colour
)

const (
	// maxDigits is the largest whole number that a cell keeps: cells are IEEE doubles.
	maxDigits = 1 << 53
	// maxText is what a cell holds.
	maxText = excelize.TotalCellChars
)

// The range of dates that Excel and LibreOffice count alike.
var (
	firstDate = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)
	lastDate  = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)
)

// styles are the numbers of the styles of a workbook.
type styles struct {
	title, label, remark, link int
	heading, headingOfNumbers  int
	kinds                      []int // by kind
	verdicts                   map[string]int
}

// verdictColors are fill and letters. The word itself stands in the cell, so nothing is
// lost in a print without colours.
var verdictColors = []struct {
	verdict       policy.Verdict
	fill, letters string
}{
	{policy.Fail, "F4C7C3", "7B0D0D"},
	{policy.Warn, "FCE8B2", "6B4E00"},
	{policy.NotEvidenced, "E0E0E0", "333333"},
	{policy.Pass, "CDE8CF", "14521B"},
}

const (
	dayFormat     = "yyyy-mm-dd"
	instantFormat = "yyyy-mm-dd hh:mm:ss"
	textFormat    = 49 // "@": the cell stays text when it is edited
	groupedFormat = 3  // "#,##0"
	digitsFormat  = 1  // "0"
)

func newStyles(f *excelize.File) (styles, error) {
	top := &excelize.Alignment{Vertical: "top"}
	left := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}
	day, second := dayFormat, instantFormat
	add := styleAdder{file: f}
	s := styles{
		title:   add.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}),
		heading: add.style(headingStyle("left")), headingOfNumbers: add.style(headingStyle("right")),
		label:  add.style(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top}),
		remark: add.style(&excelize.Style{Font: &excelize.Font{Italic: true}}),
		link:   add.style(&excelize.Style{Font: &excelize.Font{Color: "1F4E9E", Underline: "single"}, Alignment: top}),
		kinds: []int{
			text:    add.style(&excelize.Style{Alignment: left}),
			word:    add.style(&excelize.Style{Alignment: left, NumFmt: textFormat}),
			number:  add.style(&excelize.Style{Alignment: top, NumFmt: groupedFormat}),
			ordinal: add.style(&excelize.Style{Alignment: left, NumFmt: digitsFormat}),
			instant: add.style(&excelize.Style{Alignment: top, CustomNumFmt: &second}),
			date:    add.style(&excelize.Style{Alignment: top, CustomNumFmt: &day}),
			verdict: add.style(&excelize.Style{Alignment: top}),
		},
		verdicts: map[string]int{},
	}
	for _, c := range verdictColors {
		s.verdicts[string(c.verdict)] = add.style(&excelize.Style{
			Font: &excelize.Font{Bold: true, Color: c.letters}, Fill: filled(c.fill), Alignment: top})
	}
	return s, add.err
}

func headingStyle(align string) *excelize.Style {
	return &excelize.Style{Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: filled("1F3A5F"),
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: align, Indent: 1}}
}

// head returns the style of the heading over cells of a kind.
func (s *styles) head(k kind) int {
	if k == number {
		return s.headingOfNumbers
	}
	return s.heading
}

func filled(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// A styleAdder adds styles and keeps the first error.
type styleAdder struct {
	file *excelize.File
	err  error
}

func (a *styleAdder) style(s *excelize.Style) int {
	if a.err != nil {
		return 0
	}
	var n int
	n, a.err = a.file.NewStyle(s)
	return n
}

// cell makes a value a cell of its kind. Nil, "" and a time that is not known are empty.
func (s *styles) cell(k kind, value any) excelize.Cell {
	c := excelize.Cell{StyleID: s.kinds[k], Value: cellValue(value)}
	if colored, ok := s.verdicts[textOf(value)]; ok && k == verdict {
		c.StyleID = colored
	}
	return c
}

func cellValue(value any) any {
	switch v := value.(type) {
	case string:
		return cellText(v)
	case policy.Verdict:
		return string(v)
	case *int64:
		if v == nil {
			return nil
		}
		return cellNumber(*v)
	case int64:
		return cellNumber(v)
	case int:
		return cellNumber(int64(v))
	case bool:
		if v {
			return "yes"
		}
		return nil
	case model.Local:
		return cellTime(v.Time)
	case model.Date:
		return cellTime(v.Time)
	case time.Time:
		return cellTime(v)
	}
	return nil
}

// narrow turns the spaces inside our numbers into ones that a search finds.
var narrow = strings.NewReplacer("\u202f", " ")

// cellText is captured text fit for XML and for a cell, which is text whatever it begins with.
func cellText(s string) any {
	if s == "" {
		return nil
	}
	return wording.Clip(plain.Text(narrow.Replace(s)), maxText)
}

// cellNumber is a number as long as a cell keeps all its digits, and text beyond.
func cellNumber(n int64) any {
	if n > maxDigits || n < -maxDigits {
		return wording.Digits(n)
	}
	return n
}

// cellTime is a real date where both programs count alike, and text elsewhere.
func cellTime(t time.Time) any {
	switch {
	case t.IsZero():
		return nil
	case t.Before(firstDate) || t.After(lastDate):
		return t.Format(wording.LocalLayout)
	}
	return t
}

func textOf(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case policy.Verdict:
		return string(v)
	}
	return ""
}
