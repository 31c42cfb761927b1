package schema

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/sqltext"
	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/decoders"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// A TableDef is one table of the database: name, meaning and columns.
type TableDef struct {
	Name, Doc string
	Columns   []ColumnDef
}

// A ColumnDef is one column: its SQL type and what it means.
type ColumnDef struct {
	Name, Type        string
	Enum, Unit        string
	Basis, Doc, Field string // Field is the name the manual prints; "" for columns of our own
}

// Tables lists the tables that records are decoded into.
func Tables() []TableDef {
	var out []TableDef
	for _, t := range newPage().list() {
		def := TableDef{Name: t.table(), Doc: tableDoc(t)}
		names := t.names()
		for i, c := range t.columns() {
			sql, _ := columnar.TypeOf(c)
			n := names[i]
			def.Columns = append(def.Columns,
				ColumnDef{Name: n.Name, Type: sql, Enum: n.Enum, Unit: n.Unit, Basis: n.Basis, Doc: n.Doc, Field: n.Field})
		}
		out = append(out, def)
	}
	return out
}

func tableDoc(t rows) string {
	switch t := t.(type) {
	case *factTable:
		return recordDoc(t.rt)
	case *sharedTable:
		return t.st.Title + "; one row per distinct content, with the record that first showed it."
	case *contentTable:
		return "One row per combination of contents that records of " + t.rt.Table +
			" hold, with the record that first showed it."
	case *suiteTable:
		return "One row per combination of crypto sections that records hold."
	}
	return "Sections without columns of their own: further occurrences and unknown locators."
}

// recordDoc says what the rows of the table of a record type are.
func recordDoc(rt *record.Type) string {
	switch {
	case rt.Source == layout.SMF119:
		return fmt.Sprintf("One row per SMF %d subtype %d record.", rt.Type, rt.Subtype)
	case rt == record.MessageType():
		return "One row per message of the IPSec NMI."
	case rt.Source == layout.Text:
		return fmt.Sprintf("One row per %s in reports of the ipsec command and logs of the IKE daemon.", rt.Messages[0])
	}
	return fmt.Sprintf("One row per record of the IPSec NMI in messages %s.", strings.Join(rt.Messages, ", "))
}

func (c *ColumnDef) def() columnar.Def {
	return columnar.Def{Name: c.Name, Enum: c.Enum, Unit: c.Unit, Basis: c.Basis, Doc: c.Doc, Field: c.Field}
}

// DDL returns the statements that create the tables of records and of codes.
func DDL() string {
	var b strings.Builder
	b.WriteString(codeDDL + counterMacros)
	for _, t := range Tables() {
		fmt.Fprintf(&b, "\n-- %s\nCREATE TABLE IF NOT EXISTS %s (\n", t.Doc, t.Name)
		for i, c := range t.Columns {
			comma := ","
			if i == len(t.Columns)-1 {
				comma = ""
			}
			fmt.Fprintf(&b, "\t%s %s%s\n", c.Name, c.Type, comma)
		}
		fmt.Fprintf(&b, ");\nCOMMENT ON TABLE %s IS %s;\n", t.Name, sqltext.Literal(t.Doc))
		for _, c := range t.Columns {
			fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%s IS %s;\n", t.Name, c.Name, sqltext.Literal(sentence(c.def())))
		}
	}
	return b.String()
}

// sentence returns what a comment says on a column with its unit, the manual's name and how it is
// known, where that is not by a document.
func sentence(c columnar.Def) string {
	s := c.Doc
	if c.Unit != "" {
		s += " Unit: " + c.Unit + "."
	}
	if c.Field != "" {
		s += " (" + c.Field + ")"
	}
	if c.Basis != "" && c.Basis != "documented" {
		s += " [" + c.Basis + "]"
	}
	return s
}

// codeDDL makes the tables of codes.
//
//go:embed sql/codes.sql
var codeDDL string

// Views returns the statements that create the label views v_<table>, with the
// names of the given codes written in. A code without a name reads "unknown (n)";
// a name nobody has confirmed ends in "?".
func Views(codes []layout.Code) string {
	v := viewWriter{names: map[string][]layout.Code{}}
	for _, c := range codes {
		v.names[c.Enum] = append(v.names[c.Enum], c)
	}
	v.all()
	return v.b.String()
}

type viewWriter struct {
	b, comments strings.Builder
	names       map[string][]layout.Code
}

// ViewComments returns the statements that give the label views and their columns the
// sentences of the tables they show.
func ViewComments() string {
	v := viewWriter{}
	v.all()
	return v.comments.String()
}

// A viewColumn is one column of a label view: what it shows, and what that means.
type viewColumn struct {
	expr, name string // the name is in expr, too
	doc        string
}

// all writes every label view.
func (v *viewWriter) all() {
	list := newPage().list()
	for _, t := range list {
		if _, ok := t.(*factTable); !ok {
			v.simple(t)
		}
	}
	for _, t := range list {
		if f, ok := t.(*factTable); ok {
			v.fact(f)
		}
	}
}

// simple writes the view of a table that needs no join.
func (v *viewWriter) simple(t rows) {
	v.view(t, v.labelled("t", t.names(), t.columns()), fmt.Sprintf("FROM %s AS t", t.table()))
}

func (v *viewWriter) view(t rows, cols []viewColumn, from string) {
	name := "v_" + viewName(t.table())
	fmt.Fprintf(&v.comments, "COMMENT ON VIEW %s IS %s;\n", name,
		sqltext.Literal(tableDoc(t)+" Codes have their names beside them."))
	exprs := make([]string, len(cols))
	for i, c := range cols {
		exprs[i] = c.expr
		fmt.Fprintf(&v.comments, "COMMENT ON COLUMN %s.%s IS %s;\n", name, c.name, sqltext.Literal(c.doc))
	}
	fmt.Fprintf(&v.b, "CREATE OR REPLACE VIEW %s AS\nSELECT\n\t%s\n%s;\n\n", name, strings.Join(exprs, ",\n\t"), from)
}

// viewName keeps v_zert_dn, v_ike_tunnel, v_ip_tunnel, v_nmi_… and v_text_… for the
// views that join: names and tunnels per record, and what messages and texts hold
// with the message or entry.
func viewName(table string) string {
	if table == "zert_dn" || table == "ike_tunnel" || table == "ip_tunnel" || strings.HasPrefix(table, "nmi_") ||
		strings.HasPrefix(table, "text_") {
		return table + "_content"
	}
	return table
}

// sectionNo stands where a row could have been one of several of a record.
var sectionNo = viewColumn{"CAST(1 AS USMALLINT) AS section_no", "section_no", "Always 1: a record has one such row."}

// fact writes the view of a fact table with its shared contents joined in.
func (v *viewWriter) fact(t *factTable) {
	cols := v.labelled("f", t.names(), t.columns())
	from := fmt.Sprintf("FROM %s AS f", t.rt.Table)
	if t.key.smf {
		cols = slices.Insert(cols, 2, sectionNo)
	}
	ids := "f" // what holds the identities of contents
	if t.combo != nil {
		ids = "c"
		for _, d := range t.combo.parts() {
			cols = append(cols, viewColumn{"c." + d.Name, d.Name, sentence(d)})
		}
		from += fmt.Sprintf("\nLEFT JOIN %[1]s AS c ON c.%[1]s_id = f.%[1]s_id", contentName(t.rt))
	}
	for i, l := range t.rt.Locators {
		st := decoders.Of(l.Kind)
		if !st.Interned || l.Split != "" {
			continue
		}
		alias := fmt.Sprintf("s%d", i)
		cols = append(cols, v.labelled(alias, st.Shared, st.NewShared().Columns())...)
		from += fmt.Sprintf("\nLEFT JOIN %s AS %s ON %s.%s_id = %s.%s_id", st.Name(), alias, alias, st.Name(), ids, st.Name())
	}
	v.view(t, append(cols, intervals(t)...), from)
}

// intervalNames maps what a counter counts to the name of its interval value.
var intervalNames = map[string]string{
	"in_bytes": "bytes_in", "out_bytes": "bytes_out", "in_segments": "segments_in", "out_segments": "segments_out",
}

// intervals returns the value of each cumulative counter over the record's
// interval, as counterMacros have it. Active connections are a gauge and have
// none.
func intervals(t *factTable) []viewColumn {
	var out []viewColumn
	cols := t.columns()
	for i, c := range t.names() {
		what, ok := strings.CutPrefix(c.Name, "init_")
		if !ok || what == "active_connections" {
			continue
		}
		name := what
		if n, ok := intervalNames[what]; ok {
			name = n
		}
		width := 64
		if sql, _ := columnar.TypeOf(cols[i]); sql == "UINTEGER" {
			width = 32
		}
		out = append(out, viewColumn{fmt.Sprintf("counted%d(f.end_%s, f.init_%s) AS %s", width, what, what, name), name,
			fmt.Sprintf("Counted in the interval: end_%s less init_%s; NULL where the counter went backwards.", what, what)})
	}
	return out
}

func (v *viewWriter) labelled(alias string, defs []columnar.Def, cols []columnar.Column) []viewColumn {
	var out []viewColumn
	for i, d := range defs {
		out = append(out, viewColumn{alias + "." + d.Name, d.Name, sentence(d)})
		if d.Enum == "" {
			continue
		}
		_, isText := cols[i].(*columnar.Text)
		name := d.Name + "_name"
		out = append(out, viewColumn{v.label(alias+"."+d.Name, d.Enum, isText) + " AS " + name, name,
			fmt.Sprintf("Name of the code in %s; unknown and the code where it has none, with ? where it is only inferred.",
				d.Name)})
	}
	return out
}

// label writes the expression that names a code.
func (v *viewWriter) label(col, enum string, isText bool) string {
	if enum == "tls_neg_cipher" {
		return fmt.Sprintf(
			"coalesce((SELECT suite_label(x.code, x.name, x.basis) FROM tls_suite AS x WHERE x.code = %s), suite_label(%s, "+
				"NULL, NULL))", col, col)
	}
	var b strings.Builder
	other := fmt.Sprintf("'unknown (' || %s || ')'", col)
	fmt.Fprintf(&b, "CASE %s", col)
	for _, c := range v.names[enum] {
		if c.Code == layout.AnyText {
			other = col
			continue
		}
		when := fmt.Sprint(c.Value)
		if isText {
			when = sqltext.Literal(c.Code)
		} else if c.Value < 0 {
			continue
		}
		name := c.Name
		if c.Basis == "inferred" {
			name += "?"
		}
		fmt.Fprintf(&b, " WHEN %s THEN %s", when, sqltext.Literal(name))
	}
	fmt.Fprintf(&b, " ELSE %s END", other)
	return b.String()
}

// Dictionary returns the data dictionary in Markdown.
func Dictionary(set *layout.Set) string {
	var b strings.Builder
	b.WriteString("# Data dictionary\n\nGenerated from the layout tables; do not edit. Every table of records begins " +
		"with the way back to the bytes:\n`file_id`, `record_no` and, where a record can have several rows, `section_no`. " +
		"Codes are numbers; the view `v_<table>` adds `<column>_name`.\n")
	for _, t := range Tables() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | type | unit | code table | basis | field | meaning "+
			"|\n|---|---|---|---|---|---|---|\n", t.Name, t.Doc)
		for _, c := range t.Columns {
			basis := c.Basis
			if basis == "" {
				basis = "ours"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s |\n", c.Name, c.Type, c.Unit, c.Enum, basis, c.Field,
				strings.ReplaceAll(c.Doc, "|", "\\|"))
		}
	}
	b.WriteString("\n# Code tables\n")
	for _, enum := range usedEnums() {
		fmt.Fprintf(&b, "\n## %s\n\n| code | name | policy token | bits | basis | meaning |\n|---|---|---|---|---|---|\n",
			enum)
		for _, c := range set.Codes {
			if c.Enum == enum {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", c.Code, c.Name, c.Token, blankZero(c.Bits), c.Basis, c.Doc)
			}
		}
	}
	return b.String()
}

func blankZero(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func usedEnums() []string {
	var out []string
	for _, t := range Tables() {
		for _, c := range t.Columns {
			if c.Enum != "" && !slices.Contains(out, c.Enum) {
				out = append(out, c.Enum)
			}
		}
	}
	slices.Sort(out)
	return out
}
