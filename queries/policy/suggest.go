package policy

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// placeholders stand in a suggested exception for what a person has to decide.
// LoadExceptions refuses them.
var placeholders = map[string]string{"owner": "<owner>", "reason": "<reason>", "expires": "<last day, YYYY-MM-DD>"}

// isPlaceholder reports whether a cell is still to be filled in.
func isPlaceholder(s string) bool { return strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") }

// Suggestions collects lines for a file of exceptions, each pattern once.
type Suggestions struct {
	rows [][]string
	seen map[string]bool
}

// AddFinding suggests an exception for the place of a finding.
func (s *Suggestions) AddFinding(f *Finding) {
	cells := map[string]string{"id": f.Rule.ID, "system": f.System, "stack": f.Stack, "job": f.Job, "server": f.ServerAddr}
	if f.ServerPort > 0 {
		cells["port"] = strconv.Itoa(f.ServerPort)
	}
	if f.Tunnel != nil {
		cells["client"] = f.Tunnel.Local
	}
	s.add(cells)
}

// AddRow suggests an exception for a row of a query, by those of its columns
// that exceptions can match.
func (s *Suggestions) AddRow(query string, columns []string, row []any) {
	cells := map[string]string{"id": query}
	for part, column := range map[string]string{"system": "system", "stack": "stack", "job": "job", "user": "user_id",
		"server": "server_addr", "port": "server_port", "client": "client_addr"} {
		if i := slices.Index(columns, column); i >= 0 && row[i] != nil {
			cells[part] = fmt.Sprint(row[i])
		}
	}
	s.add(cells)
}

func (s *Suggestions) add(cells map[string]string) {
	var row []string
	for _, column := range exceptionColumns {
		text := cells[column]
		switch column {
		case "owner", "reason", "expires":
			text = placeholders[column]
		case "system", "stack", "job", "user":
			text = globOf(text)
		case "server", "client":
			if _, err := parsePrefix(text); err != nil {
				text = ""
			}
		}
		row = append(row, text)
	}
	key := strings.Join(row, "\x00")
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	if !s.seen[key] {
		s.seen[key] = true
		s.rows = append(s.rows, row)
	}
}

// Len is the number of lines.
func (s *Suggestions) Len() int { return len(s.rows) }

// WriteTo writes a file of exceptions that lacks the decisions.
func (s *Suggestions) WriteTo(w io.Writer) (int64, error) {
	c := &countingWriter{w: w}
	out := csv.NewWriter(c)
	err := out.Write(exceptionColumns)
	for _, row := range s.rows {
		if err == nil {
			err = out.Write(row)
		}
	}
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return c.n, err
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// globOf is a pattern for a captured name. What a spreadsheet would run, or
// what no file of exceptions may hold, becomes ?, which fits it too.
func globOf(name string) string {
	var b strings.Builder
	for i, r := range []rune(name) {
		edge := unicode.IsSpace(r) && (i == 0 || i == len([]rune(name))-1)
		if i == 0 && strings.ContainsRune("=+-@<", r) || unicode.Is(unicode.C, r) || r == unicode.ReplacementChar || edge {
			r = '?'
		}
		b.WriteRune(r)
	}
	return b.String()
}
