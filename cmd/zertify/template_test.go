package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
)

var update = flag.Bool("update", false, "write generated files anew")

// TestTemplateIsCurrent tells when tables, views or codes have changed since the
// template of a new database was made. Without it databases are the same, and slower
// to make.
func TestTemplateIsCurrent(t *testing.T) {
	if views.TemplateIsCurrent() {
		return
	}
	if !*update {
		t.Fatal("template.zst is stale; run make generate")
	}
	made, err := views.MakeTemplate(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("template.zst", made, 0o666); err != nil {
		t.Fatal(err)
	}
}

// madeList names every view, macro and derived table that a version of the program made.
const madeList = "../../ingest/migrate/made.txt"

// TestMadeListIsWhole: what the list does not name stays in databases when the program
// stops making it. Tables that hold what was read have a comment, derived ones have none
// until sentences are written on them.
func TestMadeListIsWhole(t *testing.T) {
	text, err := os.ReadFile(madeList)
	if err != nil {
		t.Fatal(err)
	}
	listed := strings.Split(strings.TrimSpace(string(text)), "\n")
	lines := append(listed, made(t)...)
	slices.Sort(lines)
	lines = slices.Compact(lines)
	if slices.Equal(lines, listed) {
		return
	}
	if !*update {
		t.Fatalf("%s is not sorted or not whole; run make generate", madeList)
	}
	if err := os.WriteFile(madeList, []byte(strings.Join(lines, "\n")+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
}

// made lists what is made in a database that has no template.
func made(t *testing.T) (lines []string) {
	t.Helper()
	plain := views
	plain.Template, plain.Make = nil, queries.InstallIn
	db, err := plain.OpenEmpty(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := fetch(t.Context(), db, `SELECT 'view ' || view_name FROM duckdb_views() WHERE NOT internal
		UNION SELECT 'macro ' || function_name FROM duckdb_functions() WHERE NOT internal AND function_type = 'macro'
		UNION SELECT 'table ' || table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary AND comment IS NULL`)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range s.rows {
		lines = append(lines, fmt.Sprint(row...))
	}
	return lines
}

// A database from the template and one that statements made differ in nothing but
// when they were made.
func TestTemplateMakesTheSameDatabase(t *testing.T) {
	if !views.TemplateIsCurrent() {
		t.Skip("the template is stale, which TestTemplateIsCurrent reports")
	}
	plain := views
	plain.Template = nil
	if diff := cmp.Diff(contentOf(t, &plain), contentOf(t, &views)); diff != "" {
		t.Errorf("-by statements +from the template:\n%s", diff)
	}
}

// contentOf lists what an empty database holds. Of views the words are compared: the
// engine keeps what EXCLUDE names in no order.
func contentOf(t *testing.T, v *ingest.Views) (lines []string) {
	t.Helper()
	db, err := v.OpenEmpty(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{
		"SELECT table_name, sql, comment FROM duckdb_tables() WHERE NOT internal ORDER BY 1",
		"SELECT view_name, list_sort(regexp_extract_all(sql, '\\w+')), comment FROM duckdb_views() WHERE NOT internal " +
			"ORDER BY 1",
		"SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal ORDER BY 1, 2",
		"SELECT function_name, parameters, macro_definition FROM duckdb_functions() WHERE NOT internal ORDER BY ALL",
		"FROM database_info ORDER BY ALL", "FROM code ORDER BY ALL", "FROM tls_suite ORDER BY ALL", "FROM suite ORDER BY ALL",
	} {
		s, err := fetch(t.Context(), db, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range s.rows {
			lines = append(lines, fmt.Sprintln(row...))
		}
	}
	return lines
}
