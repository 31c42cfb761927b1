package tables

import (
	"bufio"
	"regexp"
	"strings"
)

// The form of CSV that people open in a spreadsheet. A byte order mark says that it is UTF-8, times can be sorted, and
// no text turns into a number, a day or a formula.

// byteOrderMark tells a spreadsheet that a file is UTF-8; without it, Excel on Windows reads a code page.
const byteOrderMark = "\ufeff"

func openSheet(w *bufio.Writer, cols []Column) (rowWriter, error) {
	if _, err := w.WriteString(byteOrderMark); err != nil {
		return nil, err
	}
	return newCSV(w, cols, sheetCell)
}

// sheetCell returns a cell as a spreadsheet must see it.
func sheetCell(c cell, col Column) string {
	switch {
	case c.kind == cellTime:
		return sheetTime(c.text, col)
	case c.kind == cellText && misread.MatchString(c.text):
		return "'" + c.text
	}
	return plainCell(c, col)
}

// sheetTime returns "2026-10-01 12:30:00" for an instant, to the second: in this form alone a spreadsheet takes it for
// one. The name of the column says whether it is UTC; where it does not, the Z stays.
func sheetTime(iso string, col Column) string {
	day, clock, hasClock := strings.Cut(iso, "T")
	if !hasClock {
		return iso
	}
	zone := ""
	if strings.HasSuffix(clock, "Z") && !isUTC(col.Name) {
		zone = "Z"
	}
	return day + " " + clock[:len("15:04:05")] + zone
}

// misread matches text that a spreadsheet turns into something else: it drops zeros in front of and
// behind a number, and
// what is beyond 15 digits; it knows exponents, shares, groups of digits, clock times, days, and months with a number.
// SMF ids like 0012 and 1E10 are such text, and jobs called MAR1.
var misread = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`[+-]?0[0-9][0-9.]*`,
	`[+-]?[0-9][0-9.]{15,}`,
	`[+-]?[0-9]*\.[0-9]*0`,
	`[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)e[+-]?[0-9]+`,
	`[0-9]+(?:\.[0-9]+)? ?%`,
	`[0-9]+(?:,[0-9]+)+`,
	`[0-9]+:[0-9]{2}(?::[0-9]{2})?`,
	`[0-9]{1,2}[-/][0-9]{1,4}(?:[-/][0-9]{1,4})?`,
	`(?:[0-9]{1,4}[- ]?)?(?:` + months + `)[- ]?[0-9]{1,4}`,
	`[0-9]{1,4}[- ]?(?:` + months + `)`,
}, "|") + `)$`)

// months are names of months, in English, and where they differ in German.
const months = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" +
	"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mai|okt(?:ober)?|dez(?:ember)?"
