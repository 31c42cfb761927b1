package smf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	gocmp "github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema"
	facts "github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/vector"
	"github.com/zertify/zertify/schema/wire"
)

// recordVector is one file of testdata/vectors/zert-records or records, a record and its values by column; the README
// explains the form.
type recordVector struct {
	*vector.Vector
	expect string
}

func loadZertVectors(t testing.TB) []recordVector { return loadValues(t, "zert-records") }

// loadRecordVectors loads the vectors of the records that are not zERT's.
func loadRecordVectors(t testing.TB) []recordVector { return loadValues(t, "records") }

func loadValues(t testing.TB, folder string) []recordVector {
	t.Helper()
	read, err := vector.Glob("testdata/vectors/" + folder + "/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []recordVector
	for _, v := range read {
		if err := v.CheckPlaces(); err != nil {
			t.Fatal(err)
		}
		out = append(out, recordVector{v, strings.Join(v.Expect, "; ")})
	}
	return out
}

// zertReading is all that came out of one record: values as text by column, and
// the lines "issue = …" and "oddity = …".
type zertReading struct {
	values map[string]string
	enums  map[string]string // code table by column
	notes  []string
	err    error // why Locate refused it
	loc    Located
	rt     *record.Type
}

// readZertRecord frames, locates and decodes the only record of an input.
func readZertRecord(t testing.TB, input []byte) zertReading {
	t.Helper()
	r := NewReader("in", bytes.NewReader(input), Options{})
	rec, err := r.Next()
	if err != nil {
		t.Fatalf("framing: %v", err)
	}
	g := decodeZertRecord(t, rec)
	if next, err := r.Next(); err != io.EOF {
		t.Fatalf("after the record: %v, %v; want the end", next, err)
	}
	return g
}

func decodeZertRecord(t testing.TB, rec *Record) zertReading {
	t.Helper()
	g := zertReading{values: map[string]string{}, enums: map[string]string{}, rt: record.TypeOf(rec.Type, rec.Subtype)}
	if g.rt == nil {
		t.Fatalf("type %d subtype %d is not decoded", rec.Type, rec.Subtype)
	}
	if g.err = Locate(rec, g.rt, &g.loc); g.err != nil {
		return g
	}
	for _, o := range g.loc.Oddities {
		g.notes = append(g.notes, fmt.Sprintf("oddity = %s at +%d", o.Kind, o.Off))
	}
	g.fill(t, zertPage(t, &g))
	g.nameEnums()
	return g
}

func zertPage(t testing.TB, g *zertReading) *schema.Page {
	t.Helper()
	d := schema.NewDecoder(page1047(t), Splits)
	key := schema.Key{File: 3, Record: 1, Hash: 9}
	for _, x := range g.loc.Others {
		d.AddOther(key, x.Locator, x.Name, x.Data)
	}
	d.Add(g.rt, key, g.loc.Sections)
	return d.Page(nil)
}

func page1047(t testing.TB) *wire.CodePage {
	t.Helper()
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	return cp
}

// fill reads the batches of a page: the fact row, the rows of the contents it
// refers to and the sections without columns.
func (g *zertReading) fill(t testing.TB, page *schema.Page) {
	t.Helper()
	for _, is := range page.Issues {
		g.notes = append(g.notes, fmt.Sprintf("issue = %s %s %s", is.Kind, is.Structure, is.Field))
	}
	tables := map[string][]map[string]string{}
	collect := func(b schema.Batch) error {
		defer b.Rows.Release()
		tables[b.Table] = append(tables[b.Table], rowsOf(b.Rows)...)
		return nil
	}
	b := schema.NewBuilder()
	if err := errors.Join(b.Add(page, collect), b.Flush(collect)); err != nil {
		t.Fatal(err)
	}
	rows := tables[g.rt.Table]
	if len(rows) != 1 {
		t.Fatalf("%d rows in %s, want 1", len(rows), g.rt.Table)
	}
	g.put(rows)
	g.put(tables["record_section"])
	g.follow(t, g.rt.Table+"_content", tables)
	for _, l := range g.rt.Locators {
		g.follow(t, l.Kind.String(), tables)
	}
}

// follow takes over the rows of an interned structure that the fact row names.
func (g *zertReading) follow(t testing.TB, structure string, tables map[string][]map[string]string) {
	t.Helper()
	id, interned := g.values[structure+"_id"]
	if !interned {
		return
	}
	g.put(slices.DeleteFunc(tables[structure], func(row map[string]string) bool { return row[structure+"_id"] != id }))
	if rows := len(tables[structure]); rows > 0 != (id != "NULL") {
		t.Errorf("%s_id is %s and %s has %d rows", structure, id, structure, rows)
	}
}

// put adds rows: the first under the column's name, each under name[number].
func (g *zertReading) put(rows []map[string]string) {
	for i, row := range rows {
		for column, value := range row {
			g.values[fmt.Sprintf("%s[%d]", column, i+1)] = value
			if i == 0 {
				g.values[column] = value
			}
		}
	}
}

func rowsOf(batch arrow.RecordBatch) []map[string]string {
	rows := make([]map[string]string, batch.NumRows())
	for i := range rows {
		rows[i] = map[string]string{}
		for c := range int(batch.NumCols()) {
			name := batch.ColumnName(c)
			rows[i][name] = cellText(batch.Column(c), i, name)
		}
	}
	return rows
}

func cellText(a arrow.Array, i int, column string) string {
	if a.IsNull(i) {
		return "NULL"
	}
	if ts, ok := a.(*array.Timestamp); ok {
		return momentText(int64(ts.Value(i)), column)
	}
	return a.ValueStr(i)
}

func momentText(micros int64, column string) string {
	text := time.UnixMicro(micros).UTC().Format("2006-01-02T15:04:05.000000")
	if strings.HasSuffix(column, "_utc") {
		text += "Z"
	}
	return text
}

// nameEnums notes the code table of each numeric column.
func (g *zertReading) nameEnums() {
	for _, l := range g.rt.Locators {
		for _, f := range facts.Must().Structure(l.Kind.String()).Fields {
			if f.Enum != "" && f.Format != "text" && f.Format != "hex" {
				g.enums[f.Column] = f.Enum
			}
		}
	}
}

var rowNumber = regexp.MustCompile(`\[\d+\]$`)

// line returns what the reading has for a wanted column, in the words of a vector.
func (g *zertReading) line(column string) string {
	value, ok := g.values[column]
	if !ok && rowNumber.MatchString(column) {
		value = "NULL" // a list without such a row
	} else if !ok {
		value = g.missing(column)
	}
	if name := codeName(g.enums[rowNumber.ReplaceAllString(column, "")], value); name != "" {
		value += " " + name
	}
	return column + " = " + value
}

// missing says what a column without a row holds: NULL when a structure of the
// record type has it, else nothing that a vector could want.
func (g *zertReading) missing(column string) string {
	for _, l := range g.rt.Locators {
		for _, f := range facts.Must().Structure(l.Kind.String()).Fields {
			if f.Column == column {
				return "NULL"
			}
		}
	}
	return "no such column"
}

func codeName(enum, value string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if enum == "" || err != nil {
		return ""
	}
	for _, c := range facts.Must().Codes {
		if c.Enum == enum && c.Value == n {
			return c.Name
		}
	}
	return ""
}

// is reports whether a line of a vector is a note rather than a column's value.
func isNote(line string) bool {
	return strings.HasPrefix(line, "issue = ") || strings.HasPrefix(line, "oddity = ")
}

func TestZertVectors(t *testing.T) {
	t.Parallel()
	for _, v := range loadZertVectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			g := readZertRecord(t, v.Input)
			if got := outcomeText(g.err); got != v.expect {
				t.Fatalf("got %s, want %s (%v)", got, v.expect, g.err)
			}
			if g.err == nil {
				checkWanted(t, &g, v.Want)
				checkAgainstWalk(t, &g)
			}
		})
	}
}

// reasonNames are the reasons for which a record can be rejected, as vectors
// spell them.
var reasonNames = map[error]string{wire.ErrLocator: "ErrLocator", wire.ErrShort: "ErrShort",
	wire.ErrUnknown: "ErrUnknown", wire.ErrLimit: "ErrLimit"}

func outcomeText(err error) string {
	var w *wire.Error
	if err == nil {
		return "ok"
	}
	if !errors.As(err, &w) {
		return "an error without a place"
	}
	for reason, name := range reasonNames {
		if errors.Is(err, reason) {
			return fmt.Sprintf("%s at +%d", name, w.Off)
		}
	}
	return "an error of another kind"
}

func checkWanted(t *testing.T, g *zertReading, want []string) {
	t.Helper()
	var got, notes []string
	for _, line := range want {
		if isNote(line) {
			notes = append(notes, line)
			continue
		}
		column, _, _ := strings.Cut(line, " = ")
		got = append(got, g.line(column))
	}
	values := slices.DeleteFunc(slices.Clone(want), isNote)
	if diff := gocmp.Diff(got, values); diff != "" {
		t.Errorf("values, got (-) and want (+):\n%s", diff)
	}
	slices.Sort(g.notes)
	slices.Sort(notes)
	if diff := gocmp.Diff(g.notes, notes); diff != "" {
		t.Errorf("notes, got (-) and want (+):\n%s", diff)
	}
}

// checkAgainstWalk reads every section once more with the walker.
func checkAgainstWalk(t testing.TB, g *zertReading) {
	t.Helper()
	ipv6 := g.rt.IPv6(g.loc.Sections)
	for i, l := range g.rt.Locators {
		s := g.loc.Sections[i]
		if s == nil {
			continue
		}
		entries := [][]byte{s}
		if split := Splits[l.Split]; split != nil {
			entries = split(s)
		}
		for j, entry := range entries {
			for _, v := range facts.Walk(facts.Must().Structure(l.Kind.String()), entry, g.loc.Sections[0], ipv6, page1047(t)) {
				checkWalked(t, g, v, j+1)
			}
		}
	}
}

func checkWalked(t testing.TB, g *zertReading, v facts.Value, row int) {
	t.Helper()
	column := v.Field.Column
	if column == "" {
		return
	}
	want := "NULL"
	if v.V != nil {
		want = fmt.Sprint(v.V)
	}
	if micros, ok := v.V.(int64); ok && v.Field.Format != "tod_span" {
		want = momentText(micros, column)
	}
	if got := cmp.Or(g.values[fmt.Sprintf("%s[%d]", column, row)], "no such column"); got != want {
		t.Errorf("%s, row %d: decoded %s, walked %s", column, row, got, want)
	}
}

// TestZertVectorsCoverEveryColumn keeps the vectors whole: each column of each
// structure of both record types is wanted with a value somewhere.
func TestZertVectorsCoverEveryColumn(t *testing.T) {
	t.Parallel()
	wanted := map[string]bool{}
	for _, v := range loadZertVectors(t) {
		kind, _, _ := strings.Cut(v.Name, "-")
		for _, line := range v.Want {
			if column, value, _ := strings.Cut(line, " = "); value != "NULL" {
				wanted[kind+" "+rowNumber.ReplaceAllString(column, "")] = true
			}
		}
	}
	for kind, rt := range map[string]*record.Type{"detail": record.TypeOf(119, 11),
		"summary": record.TypeOf(119, 12)} {
		for _, l := range rt.Locators {
			for _, f := range facts.Must().Structure(l.Kind.String()).Fields {
				if f.Column != "" && !wanted[kind+" "+f.Column] {
					t.Errorf("%s: no vector wants a value of %s.%s", kind, l.Kind, f.Column)
				}
			}
		}
	}
}
