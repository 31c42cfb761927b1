package factcsv

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

var sample = Form{Columns: []string{"id", "name", "note"}, MaxRows: 3}

// TestSpreadsheetsAreRead: however a spreadsheet saves the table, the same rows come out, with their lines.
func TestSpreadsheetsAreRead(t *testing.T) {
	t.Parallel()
	const text = "# owner: Müller, Meier\nid,name,note\n1,a,\"x, y; z\"\n2,b,\n"
	semicolons := strings.NewReplacer("id,name,note", "id;name;note", "1,a,\"x", "1;a;\"x", "2,b,", "2;b;")
	const tabs = "# owner: Müller, Meier\nid\tname\tnote\n1\ta\tx, y; z\n2\tb\t\n"
	for name, data := range map[string]string{
		"as written":                text,
		"CR LF":                     strings.ReplaceAll(text, "\n", "\r\n"),
		"byte order mark":           "\ufeff" + text,
		"semicolons":                semicolons.Replace(text),
		"semicolons, comment cells": semicolons.Replace(strings.Replace(text, "Meier\n", "Meier;;\n", 1)),
		"comment in quotes":         strings.Replace(text, "# owner: Müller, Meier", "\"# owner: Müller, Meier\",,", 1),
		"tabs":                      tabs,
		"tabs in UTF-16":            asUTF16(tabs, binary.LittleEndian),
		"UTF-16, high byte first":   asUTF16(text, binary.BigEndian),
	} {
		table, err := Read("t.csv", []byte(data), sample)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if key, value := table.Comments[0].Key(); key != "owner" || value != "Müller, Meier" {
			t.Errorf("%s: comment %q, %q", name, key, value)
		}
		r := table.Rows
		if len(r) != 2 || r[0].Line != 3 || r[0].Cell("note") != "x, y; z" || r[1].Line != 4 || r[1].Cell("name") != "b" ||
			r[1].Cell("note") != "" || r[0].Cell("colour") != "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestSeparatorLine: what Excel takes from a line "sep=" holds here too, and lines are still those of the file.
func TestSeparatorLine(t *testing.T) {
	t.Parallel()
	for _, sep := range []string{",", ";", "\t"} {
		data := "sep=" + sep + "\r\n# note: one\r\n" + strings.Join(sample.Columns, sep) + "\r\n1" + sep + "a" + sep + "\r\n"
		table, err := Read("t.csv", []byte(data), sample)
		if err != nil || len(table.Rows) != 1 || table.Rows[0].Line != 4 || table.Head != 3 || len(table.Comments) != 1 {
			t.Errorf("%q: %+v, %v", data, table, err)
		}
	}
}

func asUTF16(text string, order binary.AppendByteOrder) string {
	out := order.AppendUint16(nil, 0xFEFF)
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return string(out)
}

// TestStrictness: what is not expected is refused, with file and line.
func TestStrictness(t *testing.T) {
	t.Parallel()
	const head = "id,name,note\n"
	free := Form{Columns: sample.Columns, Required: 2}
	for _, c := range []struct {
		text string
		form Form
		want string
	}{
		{"", sample, "t.csv:1: the header line is missing: id,name,note"},
		{"", free, "t.csv:1: the header line is missing: id,name"},
		{"# a: b\n\n", sample, "t.csv:2: the header line is missing"},
		{"id,note,name\n", sample, `t.csv:1: header is "id,note,name", must be "id,name,note"`},
		{"id;name\n", sample, `t.csv:1: header is "id,name", must be`},
		{"note,id\n", free, "t.csv:1: column name is missing; the first line must be id,name"},
		{"note,id,name,id\n", free, `t.csv:1: column "id" is unknown or there twice`},
		{"id,name,colour\n", free, `t.csv:1: column "colour" is unknown or there twice; the columns are id,name,note`},
		{head + "1,a\n", sample, "t.csv:2: column 1: wrong number of fields"},
		{head + "1,a,b,c\n", sample, "t.csv:2: column 1: wrong number of fields"},
		{head + "1, a,b\n", sample, `t.csv:2: name: " a" has blanks around it`},
		{"# x\n" + head + "1,\"a,b\n", sample, "t.csv:3: column"},
		{head + "1,a\xff,b\n", sample, "t.csv:2: not UTF-8 text, or a control character"},
		{head + "1,a\tb,c\n", sample, "t.csv:2: not UTF-8 text, or a control character"},
		{head + "1,a\u202eb,c\n", sample, "t.csv:2: not UTF-8 text, or a control character"},
		{head + strings.Repeat("1,a,b\n", 4), sample, "t.csv:5: more than 3 rows"},
		{strings.Repeat("x", maxBytes+1), sample, "t.csv:1: more than"},
	} {
		if _, err := Read("t.csv", []byte(c.text), c.form); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%.40q: got %v, want %s", c.text, err, c.want)
		}
	}
}

// TestCommentsAmongRows: where a form allows them they are taken, else such a line is a row.
func TestCommentsAmongRows(t *testing.T) {
	t.Parallel()
	const text = "id,name,note\n# note: x\n1,a,b\n#2,a,b\n"
	free := sample
	free.Comments = true
	table, err := Read("t.csv", []byte(text), free)
	if err != nil || len(table.Rows) != 1 || len(table.Comments) != 2 || table.Comments[0] != (Comment{2, "note: x"}) {
		t.Errorf("%+v, %v", table, err)
	}
	if _, err := Read("t.csv", []byte(text), sample); err == nil {
		t.Error("a comment among rows passes for a row")
	}
}

// FuzzRead: no text panics, rows have a cell for each column, and lines go up.
func FuzzRead(f *testing.F) {
	f.Add("sep=;\n# a: b\nid;name;note\n1;2;3\n", false)
	f.Add(asUTF16("id\tname\tnote\n1\t2\t3\n", binary.LittleEndian), true)
	f.Add("\"# a\",,\nid,name,note\n1,\"2\n\n\",3\n4,5,6", true)
	f.Fuzz(func(t *testing.T, text string, comments bool) {
		form := sample
		form.Comments = comments
		table, err := Read("t.csv", []byte(text), form)
		if err != nil {
			return
		}
		last := table.Head
		for _, r := range table.Rows {
			if len(r.Cells) != len(sample.Columns) || r.Line <= last {
				t.Fatalf("row of line %d after %d: %q", r.Line, last, r.Cells)
			}
			last = r.Line
		}
	})
}
