// Package factcsv reads the CSV files in which facts are kept, ours and those that people hand us: comment lines that
// begin with #, a header that must be the one expected, rows. It is strict, because a fact that is passed over is worse
// than one that is refused: unknown columns, missing cells, blanks around a cell, and bytes that are not printable
// UTF-8 text are errors. They name file and line.
//
// What spreadsheets make of a CSV file is read: a byte order mark, UTF-16, a line "sep=;", and semicolons or tabs
// between the cells.
package factcsv

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// A Form says what a file must look like.
type Form struct {
	Columns  []string // of the header, in this order
	Required int      // when not 0: columns may come in any order, and those behind so many may be left out
	MaxRows  int      // 0: as many as there are
	Comments bool     // lines with # may stand among the rows too; else they are rows
}

// maxBytes bounds a file. Ours are under 50 KiB; a file of this size is a mistake.
const maxBytes = 8 << 20

// A Table is the content of one file.
type Table struct {
	File     string
	Comments []Comment
	Rows     []Row
	Head     int // line of the header

	index map[string]int // cell by column
	fill  int            // cells that a spreadsheet adds to a comment
}

// A Comment is one line that begins with #.
type Comment struct {
	Line int
	Text string // without # and the blanks around it
}

// Key cuts a comment "key: value".
func (c Comment) Key() (key, value string) {
	key, value, _ = strings.Cut(c.Text, ":")
	return key, strings.TrimSpace(value)
}

// A Row is one row of a table.
type Row struct {
	Line  int
	Cells []string // in the order of the header
	table *Table
}

// Cell returns the cell of a column, "" when the file does not have the column.
func (r Row) Cell(column string) string {
	if i, ok := r.table.index[column]; ok {
		return r.Cells[i]
	}
	return ""
}

// File returns the name of the file.
func (r Row) File() string { return r.table.File }

// Errorf returns an error that names the file and the line of the row.
func (r Row) Errorf(format string, args ...any) error { return r.table.Errorf(r.Line, format, args...) }

// Errorf returns an error that names the file and a line.
func (t *Table) Errorf(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", t.File, line, fmt.Errorf(format, args...))
}

// Load returns the bytes of a file for Read, no more than it takes.
func Load(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	return data, errors.Join(err, f.Close())
}

// ReadFrom is Read for a reader.
func ReadFrom(file string, in io.Reader, form Form) (*Table, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return Read(file, data, form)
}

// Read reads a file; file is what errors call it.
func Read(file string, data []byte, form Form) (*Table, error) {
	t := &Table{File: file, fill: len(form.Columns) - 1}
	if len(data) > maxBytes {
		return nil, t.Errorf(1, "more than %d bytes", maxBytes)
	}
	data = fromUTF16(data)
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	body, comma, skipped := t.beforeHeader(data)
	if comma == 0 {
		comma = separator(body)
	}
	if line := badLine(data, comma); line > 0 {
		return nil, t.Errorf(line, "not UTF-8 text, or a control character")
	}
	r := csv.NewReader(bytes.NewReader(body))
	r.Comma = comma
	if form.Comments {
		r.Comment = '#'
		t.commentsIn(body, skipped)
	}
	if err := t.readHead(r, skipped, form); err != nil {
		return nil, err
	}
	return t, t.readRows(r, skipped, form)
}

// fromUTF16 returns text with a byte order mark of UTF-16, as spreadsheets write it with tabs, as UTF-8.
func fromUTF16(data []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return data
	}
	var units []uint16
	for data = data[2:]; len(data) > 1; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	return []byte(string(utf16.Decode(units)))
}

// beforeHeader takes the comments and a line "sep=;" off the front. comma is 0 when there is no such line.
func (t *Table) beforeHeader(data []byte) (body []byte, comma rune, lines int) {
	for {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		text := firstCell(strings.TrimRight(string(line), "\r"))
		sep, isSep := strings.CutPrefix(text, "sep=")
		switch {
		case strings.HasPrefix(text, "#"):
			t.comment(lines+1, text)
		case isSep && lines == 0 && utf8.RuneCountInString(sep) == 1 && strings.ContainsAny(sep, ",;\t"):
			comma, _ = utf8.DecodeRuneInString(sep)
		default:
			return data, comma, lines
		}
		data, lines = rest, lines+1
	}
}

// firstCell returns a comment that a spreadsheet has put into quotes without them, and any other line as it is.
func firstCell(line string) string {
	text, ok := strings.CutPrefix(line, "\"#")
	if !ok {
		return line
	}
	text, _, _ = strings.Cut(strings.ReplaceAll(text, "\"\"", "\x00"), "\"")
	return "#" + strings.ReplaceAll(text, "\x00", "\"")
}

// comment adds a comment. A spreadsheet fills the line up with empty cells.
func (t *Table) comment(line int, text string) {
	text = strings.TrimPrefix(text, "#")
	for _, comma := range []string{",", ";", "\t"} {
		text = strings.TrimSuffix(text, strings.Repeat(comma, t.fill))
	}
	t.Comments = append(t.Comments, Comment{line, strings.TrimSpace(text)})
}

// commentsIn takes the comments among the rows.
func (t *Table) commentsIn(body []byte, skipped int) {
	n := skipped
	for line := range bytes.Lines(body) {
		if n++; line[0] == '#' {
			t.comment(n, strings.TrimRight(string(line), "\r\n"))
		}
	}
}

// separator returns what stands between the cells of the header: the one of comma, semicolon and tab that is most
// frequent there. No name of a column has any of them.
func separator(body []byte) rune {
	head, _, _ := bytes.Cut(body, []byte("\n"))
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(head, []byte(string(c))) > bytes.Count(head, []byte(string(best))) {
			best = c
		}
	}
	return best
}

func (t *Table) readHead(r *csv.Reader, skipped int, form Form) error {
	head, err := r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return t.Errorf(skipped+1, "the header line is missing: %s", strings.Join(form.needed(), ","))
	case err != nil:
		return t.csvFault(err, skipped)
	}
	line, _ := r.FieldPos(0)
	t.Head = skipped + line
	if form.Required > 0 {
		err = form.checkHead(head)
	} else if !slices.Equal(head, form.Columns) {
		err = fmt.Errorf("header is %q, must be %q", strings.Join(head, ","), strings.Join(form.Columns, ","))
	}
	if err != nil {
		return t.Errorf(t.Head, "%w", err)
	}
	t.index = make(map[string]int, len(head))
	for i, name := range head {
		t.index[name] = i
	}
	return nil
}

// needed returns the columns that must be there.
func (f *Form) needed() []string {
	if f.Required > 0 {
		return f.Columns[:f.Required]
	}
	return f.Columns
}

// checkHead holds a header whose columns may come in any order to the columns there are.
func (f *Form) checkHead(head []string) error {
	for i, name := range head {
		if !slices.Contains(f.Columns, name) || slices.Index(head, name) != i {
			return fmt.Errorf("column %q is unknown or there twice; the columns are %s", name, strings.Join(f.Columns, ","))
		}
	}
	for _, name := range f.needed() {
		if !slices.Contains(head, name) {
			return fmt.Errorf("column %s is missing; the first line must be %s", name, strings.Join(f.needed(), ","))
		}
	}
	return nil
}

func (t *Table) readRows(r *csv.Reader, skipped int, form Form) error {
	columns := make([]string, len(t.index))
	for name, i := range t.index {
		columns[i] = name
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return t.csvFault(err, skipped)
		}
		line, _ := r.FieldPos(0)
		if form.MaxRows > 0 && len(t.Rows) == form.MaxRows {
			return t.Errorf(skipped+line, "more than %d rows", form.MaxRows)
		}
		for i, cell := range cells {
			if cell != strings.TrimSpace(cell) {
				return t.Errorf(skipped+line, "%s: %q has blanks around it", columns[i], cell)
			}
		}
		t.Rows = append(t.Rows, Row{Line: skipped + line, Cells: cells, table: t})
	}
}

// csvFault returns an error of the CSV reader, which counts from the header, with the line of the file.
func (t *Table) csvFault(err error, skipped int) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return t.Errorf(skipped+p.Line, "column %d: %w", p.Column, p.Err)
	}
	return t.Errorf(skipped+1, "%w", err)
}

// badLine finds the first line with bytes that are not printable UTF-8 text; they would hide what a row says. A tab
// is text where it separates cells. 0 means that there is no such line.
func badLine(data []byte, comma rune) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || unicode.Is(unicode.C, r) && r != '\n' && r != '\r' && r != comma {
			return 1 + bytes.Count(data[:i], []byte("\n"))
		}
		i += n
	}
	return 0
}
