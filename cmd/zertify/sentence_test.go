package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema"
)

// A told is a relation, or a column of one, and what is said of it.
type told struct{ relation, column, typ, text string }

// allTold lists what a new database says of its relations and their columns.
func allTold(t *testing.T) (out []told) {
	t.Helper()
	db, err := views.OpenEmpty(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := fetch(t.Context(), db, `SELECT * FROM (
		SELECT table_name AS relation, '' AS column, 'table' AS typ, coalesce(comment, '') AS text, -1 AS n
		FROM duckdb_tables() WHERE schema_name = 'main'
		UNION ALL SELECT view_name, '', 'view', coalesce(comment, ''), -1
		FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
		UNION ALL SELECT table_name, column_name, data_type, coalesce(comment, ''), column_index
		FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal) ORDER BY relation, n`)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.rows {
		out = append(out, told{fmt.Sprint(r[0]), fmt.Sprint(r[1]), fmt.Sprint(r[2]), fmt.Sprint(r[3])})
	}
	return out
}

var (
	wordOf = regexp.MustCompile(`[a-z0-9]+`)
	// filler are words that say nothing of a column beside its name.
	filler = strings.Fields("a an the of this that its is it in on for number name value column field")
)

// saysMore reports whether a sentence says more than the name does.
func (c *told) saysMore() bool {
	of := c.column
	if of == "" {
		of = c.relation
	}
	known := append(wordOf.FindAllString(strings.ReplaceAll(of, "_", " "), -1), filler...)
	return slices.ContainsFunc(wordOf.FindAllString(strings.ToLower(c.text), -1), func(w string) bool {
		return !slices.Contains(known, w) && !slices.Contains(known, strings.TrimSuffix(w, "s"))
	})
}

// TestEveryColumnHasASentence: people who open a database with other programs have nothing else
// to go by. Those of a table or view of ours stand in queries/views/comments.csv, those of what
// records hold in the layouts.
func TestEveryColumnHasASentence(t *testing.T) {
	for _, c := range []told{{column: "sig_hash", text: "The sig hash."},
		{column: "key_bits", text: "Number of key bits."},
		{relation: "v_x", text: ""}} {
		if c.saysMore() {
			t.Errorf("%q is taken for a sentence on %s", c.text, c.column)
		}
	}
	all := allTold(t)
	if len(all) < 5000 {
		t.Fatalf("only %d relations and columns", len(all))
	}
	for _, c := range all {
		if !c.saysMore() {
			t.Errorf("%s %s has no sentence: %q; write one in queries/views/comments.csv", c.relation, c.column, c.text)
		}
	}
}

// TestSentencesAreOfTheirOwnColumn holds on to those that were once taken from a column of the
// same name in another structure.
func TestSentencesAreOfTheirOwnColumn(t *testing.T) {
	all := allTold(t)
	for _, want := range []told{
		{relation: "v_server", column: "bytes", text: "Bytes received and sent over all its connections."},
		{relation: "v_client", column: "bytes", text: "Bytes received and sent over all its connections."},
		{relation: "v_ee_peer", column: "local_addr", text: "Local IP address of the Enterprise Extender link."},
		{relation: "v_session", column: "user_id", text: "User the job ran under"},
		{relation: "v_input_file", column: "bytes", text: "Bytes of the input after containers were opened"},
	} {
		ok := slices.ContainsFunc(all, func(c told) bool {
			return c.relation == want.relation && c.column == want.column && strings.HasPrefix(c.text, want.text)
		})
		if !ok {
			t.Errorf("%s.%s does not say %q", want.relation, want.column, want.text)
		}
	}
}

// viewDictionary describes what is made of the records; the tables of the records have one of
// their own.
const viewDictionary = "../../queries/views/DICTIONARY.md"

func TestDictionaryOfViewsIsCurrent(t *testing.T) {
	text := dictionaryOf(allTold(t))
	if *update {
		if err := os.WriteFile(viewDictionary, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(viewDictionary)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(have), "\n"), strings.Split(text, "\n")); diff != "" {
		t.Errorf("%s is stale; run make generate (-have +want):\n%s", viewDictionary, diff)
	}
}

const dictionaryHead = `# Dictionary of views

What is made of the records. Generated from [comments.csv](comments.csv); do not edit. The tables of the records are in
[schema/DICTIONARY.md](../../schema/DICTIONARY.md), with the views v_<table>, which show the same
beside the names of codes.
`

func dictionaryOf(all []told) string {
	records := map[string]bool{}
	for _, table := range schema.Tables() {
		records[table.Name] = true
	}
	var b strings.Builder
	b.WriteString(dictionaryHead)
	for _, c := range all {
		if showsRecords(c.relation, records) {
			continue
		}
		if c.column == "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | type | meaning |\n|---|---|---|\n", c.relation, c.text)
			continue
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.column, shortType(c.typ), strings.ReplaceAll(c.text, "|", "\\|"))
	}
	return b.String()
}

// joined are views of ours that are called like a table of records, with v_ before it; the view of
// that table ends in _content.
var joined = regexp.MustCompile(`^(zert_dn|ike_tunnel|ip_tunnel|nmi_.*)$`)

// showsRecords reports whether a relation is a table of records or the view of one.
func showsRecords(relation string, records map[string]bool) bool {
	of, isView := strings.CutPrefix(relation, "v_")
	if !isView {
		return records[relation]
	}
	if of, ok := strings.CutSuffix(of, "_content"); ok && records[of] {
		return true
	}
	return records[of] && !joined.MatchString(of)
}

// shortType leaves out what a structure is made of.
func shortType(typ string) string {
	if strings.HasPrefix(typ, "STRUCT(") {
		return "STRUCT"
	}
	return typ
}
