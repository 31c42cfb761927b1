package wording

import (
	"fmt"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"
)

// Lines on a terminal and in logs are searched and cut by programs, so that they group digits with commas and use plain
// blanks. Pages and workbooks use Number, Count and Size.

// Grouped returns a number with its digits in groups of three: 1,234,567.
func Grouped(n int64) string { return humanize.Comma(n) }

// Several returns a number of things: "1 record", "2,000 records".
func Several(n int64, one string) string {
	return Grouped(n) + " " + english.PluralWord(int(n), one, "")
}

// Bytes returns a number of bytes in decimal units with one decimal: "999 bytes", "4.3 GB".
func Bytes(n int64) string {
	if n < 1000 {
		return Several(n, "byte")
	}
	v := float64(n)
	for _, unit := range []string{"KB", "MB", "GB", "TB"} {
		if v /= 1000; v < 999.95 {
			return fmt.Sprintf("%.1f %s", v, unit)
		}
	}
	return fmt.Sprintf("%.1f PB", v/1000)
}
