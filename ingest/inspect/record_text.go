package inspect

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// hexPerLine is how many bytes of a field stand on one line: a 64-bit counter
// fits, and the line stays readable aloud.
const hexPerLine = 8

// rawPerLine is how many bytes of an area without layout stand on one line.
const rawPerLine = 16

// WriteText writes the record for people: offsets in decimal and hex.
func (r *Record) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	kind := fmt.Sprintf("type %d", r.Type)
	if r.Subtype != nil {
		kind += fmt.Sprintf(" subtype %d", *r.Subtype)
	}
	fmt.Fprintf(b, "%s: record %d, %s, %s at byte %d\n", plain.Text(r.File), r.Record, kind,
		wording.Several(int64(r.Length), "byte"), r.Start)
	fmt.Fprintf(b, "system %s, written %s local, framing %s\n", plain.Text(r.System), orNone(r.Time), r.Framing)
	fmt.Fprintf(b, "%s", r.Disposition)
	if r.Reason != "" {
		fmt.Fprintf(b, ": %s", plain.Text(r.Reason))
	}
	fmt.Fprintln(b)
	for _, t := range r.Remarks {
		fmt.Fprintf(b, "note: %s\n", plain.Text(t))
	}
	for i := range r.Parts {
		if i == 1 {
			r.writeTriplets(b)
		}
		r.Parts[i].writeText(b)
	}
	return b.Flush()
}

func orNone(s string) string {
	if s == "" {
		return "at no valid time"
	}
	return s
}

func (r *Record) writeTriplets(b *bufio.Writer) {
	if len(r.Triplets) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s at +%d\n", wording.Several(int64(len(r.Triplets)), "triplet"), firstTriplet)
	for _, t := range r.Triplets {
		what := t.Structure
		switch {
		case t.Fault != "":
			what += ": " + t.Fault
		case t.absent():
			what += ": absent"
		}
		fmt.Fprintf(b, "%6d %04x  %2d: +%-6d %5d bytes x %-3d %s\n", t.At, t.At, t.No, t.Offset, t.Length, t.Number, what)
	}
}

func (p *Part) writeText(b *bufio.Writer) {
	fmt.Fprintf(b, "\n%s, %s at +%d\n", p.Title, wording.Several(int64(p.Length), "byte"), p.Offset)
	if p.Hex != "" {
		p.writeRaw(b)
		return
	}
	fields, values := widths(p.Fields)
	for i := range p.Fields {
		p.Fields[i].writeText(b, fields, values)
	}
}

// maxValue is how wide the value column gets; longer values push their meaning
// to the right.
const maxValue = 34

func widths(fs []Field) (fields, values int) {
	for _, f := range fs {
		fields = max(fields, utf8.RuneCountInString(f.Field))
		if n := utf8.RuneCountInString(f.Value); n <= maxValue {
			values = max(values, n)
		}
	}
	return fields, values
}

func (f *Field) writeText(b *bufio.Writer, fields, values int) {
	at := fmt.Sprintf("%6d %04x  ", f.Offset, f.Offset)
	if f.Bit != nil {
		at = fmt.Sprintf("%6d %04x.%d", f.Offset, f.Offset, *f.Bit)
	}
	line := fmt.Sprintf("%-13s %-*s  %-*s  %-*s  %s", at, 2*hexPerLine, f.Hex[:min(2*hexPerLine, len(f.Hex))], fields,
		f.Field, values, f.Value, plain.Text(f.Meaning))
	fmt.Fprintln(b, strings.TrimRight(line, " "))
	for i := 2 * hexPerLine; i < len(f.Hex); i += 2 * hexPerLine {
		at := f.Offset + i/2
		fmt.Fprintf(b, "%6d %04x   %s\n", at, at, f.Hex[i:min(i+2*hexPerLine, len(f.Hex))])
	}
}

// writeRaw writes bytes without a layout, sixteen to a line, with their text.
func (p *Part) writeRaw(b *bufio.Writer) {
	text := []rune(p.Text)
	for i := 0; i < p.Length; i += rawPerLine {
		end := min(i+rawPerLine, p.Length)
		fmt.Fprintf(b, "%6d %04x   %-*s  %s\n", p.Offset+i, p.Offset+i, 2*rawPerLine, p.Hex[2*i:2*end], string(text[i:end]))
	}
}
