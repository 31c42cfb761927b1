package inspect

import (
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/reports/plain"
)

// WriteText writes the report for people, with the fields of the framing.
func (r *FramingReport) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintln(&b, plain.Text(r.File))
	switch {
	case r.Problem != "":
		fmt.Fprintf(&b, "not readable: %s\n", plain.Text(r.Problem))
	case r.Framing == "":
		fmt.Fprintf(&b, "no framing: %s\n", plain.Text(r.Basis))
	default:
		fmt.Fprintf(&b, "framing %s: %s\n", plain.Text(r.Framing), plain.Text(r.Basis))
	}
	for _, line := range strings.SplitAfter(r.text, "\n") {
		text, end := strings.TrimSuffix(line, "\n"), ""
		if text != line {
			end = "\n"
		}
		b.WriteString(plain.Text(text) + end)
	}
	if len(r.Fields) > 0 {
		fmt.Fprintf(&b, "\n%-8s %-16s %6s %6s  %-8s  %-10s %s\n", "element", "field", "offset", "length", "counts", "basis",
			"value")
	}
	for _, f := range r.Fields {
		offset, length := "", ""
		if f.Offset != nil {
			offset = fmt.Sprint(*f.Offset)
		}
		if f.Length > 0 {
			length = fmt.Sprint(f.Length)
		}
		line := fmt.Sprintf("%-8s %-16s %6s %6s  %-8s  %-10s %s", f.Element, f.Field, offset, length, f.From, f.Basis,
			f.Value)
		fmt.Fprintln(&b, strings.TrimRight(plain.Text(line), " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
