package policy

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTableFile and maxTableRows bound a profile or exception file. Ours are
// under 40 KiB; a file of this size is a mistake.
const (
	maxTableFile = 8 << 20
	maxTableRows = 20000
)

// A table is a strictly read CSV file: comment lines, a fixed header, rows.
type table struct {
	file     string
	comments []comment
	rows     []tableRow
}

type comment struct {
	line int
	text string // without # and blanks
}

type tableRow struct {
	line  int
	cells map[string]string // by column
}

func (t *table) fault(line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", t.file, line, fmt.Errorf(format, args...))
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxTableFile+1))
	return data, errors.Join(err, f.Close())
}

// parseTable reads comment lines (from # to the line end, before the header),
// the header, which must equal columns, and the rows.
func parseTable(file string, data []byte, columns []string) (*table, error) {
	t := &table{file: file}
	if len(data) > maxTableFile {
		return nil, t.fault(1, "more than %d bytes", maxTableFile)
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if line := badLine(data); line > 0 {
		return nil, t.fault(line, "not UTF-8 text, or a control character")
	}
	body, line := t.readComments(data)
	r := csv.NewReader(bytes.NewReader(body))
	header, err := r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, t.fault(line+1, "the header line is missing: %s", strings.Join(columns, ","))
	case err != nil:
		return nil, t.csvFault(err, line)
	case !slices.Equal(header, columns):
		return nil, t.fault(line+1, "header is %q, must be %q", strings.Join(header, ","), strings.Join(columns, ","))
	}
	return t, t.readRows(r, line, columns)
}

func (t *table) readComments(data []byte) (body []byte, lines int) {
	for len(data) > 0 && data[0] == '#' {
		first, rest, _ := bytes.Cut(data, []byte("\n"))
		lines++
		t.comments = append(t.comments, comment{lines, strings.TrimSpace(strings.TrimPrefix(string(first), "#"))})
		data = rest
	}
	return data, lines
}

func (t *table) readRows(r *csv.Reader, line int, columns []string) error {
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return t.csvFault(err, line)
		}
		at, _ := r.FieldPos(0)
		if len(t.rows) == maxTableRows {
			return t.fault(line+at, "more than %d rows", maxTableRows)
		}
		row := tableRow{line: line + at, cells: make(map[string]string, len(columns))}
		for i, column := range columns {
			if cells[i] != strings.TrimSpace(cells[i]) {
				return t.fault(row.line, "%s: %q has blanks around it", column, cells[i])
			}
			row.cells[column] = cells[i]
		}
		t.rows = append(t.rows, row)
	}
}

// csvFault returns a reader's error our line number: it counts from the header.
func (t *table) csvFault(err error, skipped int) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return t.fault(skipped+p.Line, "column %d: %w", p.Column, p.Err)
	}
	return t.fault(skipped+1, "%w", err)
}

// badLine finds the first line with bytes that are not printable UTF-8 text;
// they would hide what a rule or an exception says. 0 means there is none.
func badLine(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || unicode.Is(unicode.C, r) && r != '\n' && r != '\r' {
			return 1 + bytes.Count(data[:i], []byte("\n"))
		}
		i += n
	}
	return 0
}
