package tables

import (
	"bufio"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/zertify/zertify/reports/plain"
)

// A RowFormat writes the rows of one result, a row at a time.
type RowFormat struct {
	Name, Ext, Doc string
	Binary         bool // no text: not for a terminal

	open func(w *bufio.Writer, cols []Column) (rowWriter, error)
}

// rowWriter is one result on its way out.
type rowWriter interface {
	row(vals []any) error
	close() error
}

// RowFormats are the formats WriteRows knows. A table for the terminal and
// Parquet are the command's and the engine's.
var RowFormats = []RowFormat{
	{"csv", ".csv", "RFC 4180 with a header line, UTF-8, NULL as an empty field", false, openCSV},
	{"sheet", ".csv", "CSV for a spreadsheet: byte order mark, times it sorts, text it leaves alone", false, openSheet},
	{"xlsx", ".xlsx", "Excel workbook of one sheet: ids as text, real times, a filter; needs -o", true, openXLSX},
	{"json", ".json", "one array of objects", false, openJSON},
	{"ndjson", ".ndjson", "one JSON object a line", false, openNDJSON},
	{"markdown", ".md", "a table for a document or an issue", false, openMarkdown},
}

// WriteRows writes rows in the named format. Rows holds one value per column in
// the types that database/sql scans into any; an error in it ends the writing
// and is returned. Times are ISO 8601 in UTC with Z, without a zone in columns
// named *_local; integers of any width are JSON numbers; binary is lower-case
// hex.
func WriteRows(w io.Writer, format string, cols []Column, rows iter.Seq2[[]any, error]) error {
	f, err := rowFormat(format)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(w, 64<<10)
	out, err := f.open(buf, cols)
	if err != nil {
		return err
	}
	if d, ok := out.(discarder); ok {
		defer d.discard()
	}
	if err := pump(out, len(cols), rows); err != nil {
		return err
	}
	if err := out.close(); err != nil {
		return err
	}
	return buf.Flush()
}

// A discarder leaves something behind unless it is discarded, written to its end or not.
type discarder interface{ discard() error }

// IsBinary reports whether a row format is not text.
func IsBinary(format string) bool {
	f, err := rowFormat(format)
	return err == nil && f.Binary
}

func rowFormat(name string) (*RowFormat, error) {
	var names []string
	for i := range RowFormats {
		if RowFormats[i].Name == name {
			return &RowFormats[i], nil
		}
		names = append(names, RowFormats[i].Name)
	}
	return nil, fmt.Errorf("row format %q is not known; try %s", name, strings.Join(names, ", "))
}

func pump(out rowWriter, width int, rows iter.Seq2[[]any, error]) error {
	n := 0
	for vals, err := range rows {
		if err != nil {
			return err
		}
		n++
		if len(vals) != width {
			return fmt.Errorf("row %d has %d values for %d columns", n, len(vals), width)
		}
		if err := out.row(vals); err != nil {
			return err
		}
	}
	return nil
}

// SQLRows returns the columns of a result and its rows for WriteRows. The slice
// handed out is reused for the next row. The caller closes rows.
func SQLRows(rows *sql.Rows) ([]Column, iter.Seq2[[]any, error], error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, nil, err
	}
	cols := make([]Column, len(types))
	for i, t := range types {
		cols[i] = Column{Name: t.Name(), Type: t.DatabaseTypeName()}
	}
	return cols, scanAll(rows, len(cols)), nil
}

func scanAll(rows *sql.Rows, width int) iter.Seq2[[]any, error] {
	vals := make([]any, width)
	dest := make([]any, width)
	for i := range vals {
		dest[i] = &vals[i]
	}
	return func(yield func([]any, error) bool) {
		for rows.Next() {
			if err := rows.Scan(dest...); !yield(vals, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// Guard keeps a spreadsheet from running a text as a formula: one that begins
// with = + - @ or a control character a spreadsheet skips gets a leading
// apostrophe. A text that is a plain decimal number stays as it is.
func Guard(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r\n", rune(s[0])) || isNumber(s) {
		return s
	}
	return "'" + s
}

// isNumber knows digits with at most one sign before and one point within.
func isNumber(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	whole, frac, hasPoint := strings.Cut(s, ".")
	return isDigits(whole) && (!hasPoint || isDigits(frac))
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

type csvRows struct {
	w    *csv.Writer
	raw  *bufio.Writer // under w
	cols []Column
	text func(cell, Column) string
	rec  []string
}

func openCSV(w *bufio.Writer, cols []Column) (rowWriter, error) { return newCSV(w, cols, plainCell) }

// plainCell returns a cell for any reader of CSV.
func plainCell(c cell, _ Column) string {
	if c.kind == cellText {
		return Guard(c.text)
	}
	return c.text
}

func newCSV(w *bufio.Writer, cols []Column, text func(cell, Column) string) (rowWriter, error) {
	c := &csvRows{w: csv.NewWriter(w), raw: w, cols: cols, text: text, rec: make([]string, len(cols))}
	for i, col := range cols {
		c.rec[i] = Guard(strings.ToValidUTF8(col.Name, "\uFFFD"))
	}
	return c, c.w.Write(c.rec)
}

func (c *csvRows) row(vals []any) error {
	for i, v := range vals {
		c.rec[i] = c.text(toCell(v, c.cols[i]), c.cols[i])
	}
	if len(c.rec) == 1 && c.rec[0] == "" {
		return c.lone()
	}
	return c.w.Write(c.rec)
}

// lone writes a line of one empty field in quotes, because readers skip a line
// with nothing on it and the row would be lost.
func (c *csvRows) lone() error {
	c.w.Flush()
	_, err := c.raw.WriteString("\"\"\n")
	return err
}

func (c *csvRows) close() error {
	c.w.Flush()
	return c.w.Error()
}

// jsonRows writes objects; an array brackets and separates them.
type jsonRows struct {
	w     *bufio.Writer
	cols  []Column
	keys  [][]byte // `"name":`
	array bool
	n     int
	buf   []byte
}

func openJSON(w *bufio.Writer, cols []Column) (rowWriter, error) {
	_, err := w.WriteString("[")
	return &jsonRows{w: w, cols: cols, keys: jsonKeys(cols), array: true}, err
}

func openNDJSON(w *bufio.Writer, cols []Column) (rowWriter, error) {
	return &jsonRows{w: w, cols: cols, keys: jsonKeys(cols)}, nil
}

// jsonKeys numbers repeated names, which a result may have and an object not.
func jsonKeys(cols []Column) [][]byte {
	seen := make(map[string]bool, len(cols))
	keys := make([][]byte, len(cols))
	for i, c := range cols {
		name := c.Name
		for n := 2; seen[name]; n++ {
			name = fmt.Sprintf("%s_%d", c.Name, n)
		}
		seen[name] = true
		keys[i] = append(appendString(nil, name), ':')
	}
	return keys
}

func (j *jsonRows) row(vals []any) error {
	j.buf = j.buf[:0]
	if j.array && j.n > 0 {
		j.buf = append(j.buf, ',')
	}
	if j.array {
		j.buf = append(j.buf, '\n')
	}
	j.n++
	j.buf = appendObject(j.buf, j.keys, j.cols, vals)
	if !j.array {
		j.buf = append(j.buf, '\n')
	}
	_, err := j.w.Write(j.buf)
	return err
}

func appendObject(dst []byte, keys [][]byte, cols []Column, vals []any) []byte {
	dst = append(dst, '{')
	for i, v := range vals {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, keys[i]...)
		dst = toCell(v, cols[i]).appendJSON(dst)
	}
	return append(dst, '}')
}

func (j *jsonRows) close() error {
	if !j.array {
		return nil
	}
	end := "]\n"
	if j.n > 0 {
		end = "\n]\n"
	}
	_, err := j.w.WriteString(end)
	return err
}

type markdownRows struct {
	w    *bufio.Writer
	cols []Column
}

func openMarkdown(w *bufio.Writer, cols []Column) (rowWriter, error) {
	m := &markdownRows{w, cols}
	for _, c := range cols {
		m.cell(c.Name)
	}
	m.end()
	for range cols {
		w.WriteString("| --- ")
	}
	return m, m.end()
}

func (m *markdownRows) row(vals []any) error {
	for i, v := range vals {
		m.cell(toCell(v, m.cols[i]).text)
	}
	return m.end()
}

// markdownEscape takes away every meaning Markdown and HTML give a character.
var markdownEscape = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "]", `\]`, "!", `\!`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;")

func (m *markdownRows) cell(s string) {
	m.w.WriteString("| ")
	m.w.WriteString(markdownEscape.Replace(plain.Text(s)))
	m.w.WriteString(" ")
}

// end closes the line. A bufio.Writer keeps its first error, so that this one
// look covers the cells before it.
func (m *markdownRows) end() error {
	_, err := m.w.WriteString("|\n")
	return err
}

func (m *markdownRows) close() error { return nil }
