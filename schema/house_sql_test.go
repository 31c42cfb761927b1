package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// sqlVerb begins a statement, or a query in brackets.
var sqlVerb = regexp.MustCompile(`^\s*\(?(SELECT|INSERT|CREATE|DELETE FROM|UPDATE|DROP|WITH|ALTER|COMMENT ON|COPY) `)

// composers are the files that put statements together in Go, because they depend on data: on rules, a scope, a list of
// tables or the columns of one. What is the same every time is a .sql file, however composed what it is joined with.
var composers = map[string]string{
	"ingest/copies.go":              "the times of the inputs at hand",
	"ingest/derived.go":             "the name of the database",
	"ingest/digest.go":              "tables, and the rows of them that count",
	"ingest/facts.go":               "codes of the facts and of the site",
	"ingest/fresh.go":               "the digest of a run",
	"ingest/ingest.go":              "the version of the program",
	"ingest/load.go":                "a table of records",
	"ingest/migrate.go":             "what a version recorded",
	"ingest/mixed.go":               "the table of inputs",
	"ingest/overlay.go":             "the site's layouts",
	"ingest/prune.go":               "a table of records, and what is old of it",
	"ingest/recheck.go":             "the columns of a table",
	"ingest/reject.go":              "a table of records",
	"ingest/replace.go":             "a table of records",
	"queries/comment.go":            "relations and their sentences",
	"queries/partials.go":           "a table of partials, and the inputs due",
	"queries/policy/accept.go":      "the patterns of exceptions",
	"queries/policy/cases.go":       "the facts of cases",
	"queries/policy/compile.go":     "the conditions of rules",
	"queries/policy/dialect.go":     "the beginnings of such statements",
	"queries/policy/tags.go":        "the networks of tags",
	"queries/policy/traffic.go":     "what rules and exceptions group by",
	"queries/ports.go":              "the columns of a table of facts",
	"queries/scope_input.go":        "the inputs asked for",
	"queries/scope_install.go":      "the relations of a database, and the scope",
	"queries/scope_security.go":     "the suites asked for",
	"queries/scope_unmatched.go":    "the parts of a scope",
	"queries/security.go":           "a filter",
	"queries/sort.go":               "a check, and the order asked for",
	"queries/sqltext/statements.go": "the table and columns of an INSERT",
	"reports/browse/list.go":        "the columns of a list",
	"reports/browse/rows.go":        "a list, its filters and its order",
	"reports/browse/sql.go":         "the relation asked about",
	"reports/browse/state.go":       "the columns of a list",
	"reports/export/export.go":      "a view",
	"reports/export/parquet.go":     "a result",
	"schema/sql.go":                 "the tables of the facts",
}

// TestStatementsStandInSQLFiles: a statement that is always the same and longer than a line is a .sql file, where an
// editor knows it for SQL and a reader sees it whole. One that is composed stands in a file of composers.
func TestStatementsStandInSQLFiles(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	eachStatement(t, func(dir, file, at, text string, composed bool) {
		if dir == "bench" {
			return
		}
		file = dir + "/" + filepath.Base(file)
		lines := strings.Count(strings.TrimSpace(text), "\n") + 1
		switch {
		case composed && composers[file] == "":
			t.Errorf("%s: composes a statement: move it to a .sql file with {{.names}}, or say in composers what it "+
				"depends on: %.60q", at, text)
		case composed:
			used[file] = true
		case lines > 1 || utf8.RuneCountInString(text) > maxColumns:
			t.Errorf("%s: %d columns, %d lines of SQL: move it to a .sql file beside what runs it: %.60q", at,
				utf8.RuneCountInString(text), lines, text)
		}
		if composed && lines > 2 && file != "schema/sql.go" && file != "reports/browse/rows.go" {
			t.Errorf("%s: %d lines of SQL: move them to a .sql file with {{.names}}: %.60q", at, lines, text)
		}
	})
	for file := range composers {
		if !used[file] {
			t.Errorf("composers names %s, which composes no statement; take it out", file)
		}
	}
}

// TestEveryInsertNamesItsColumns: a statement that relies on the order of columns breaks when a table gets another one.
// In Go sqltext.Insert writes it.
func TestEveryInsertNamesItsColumns(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile(`INSERT (OR [A-Z]+ )?INTO [^()\s]+ (\(|BY NAME)`)
	insert := regexp.MustCompile(`INSERT (OR [A-Z]+ )?INTO`)
	check := func(at, text string) {
		if n, all := len(named.FindAllString(text, -1)), len(insert.FindAllString(text, -1)); n < all {
			t.Errorf("%s: INSERT without names of columns: %.80q", at, text)
		}
	}
	eachStatement(t, func(dir, _, at, text string, _ bool) {
		if dir != "queries/sqltext" {
			check(at, text)
		}
	})
	for _, pattern := range []string{"../*/*/*.sql", "../*/*/*/*.sql", "../*/*.sql"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			check(file, string(b))
		}
	}
}

// eachStatement calls f for every string outside tests that begins with SQL, strings joined by + being one. It is
// composed when something else than a string is joined with it, or when it has verbs of fmt or goes to cat.
func eachStatement(t *testing.T, f func(dir, file, at, text string, composed bool)) {
	t.Helper()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.Base(file), "z_") {
			return
		}
		set := token.NewFileSet()
		src, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(src, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			text, composed, ok := stringOf(e)
			if !ok {
				return true
			}
			if sqlVerb.MatchString(text) {
				verbs := strings.Contains(text, "%s") || strings.Contains(text, "%d") || strings.Contains(text, "%[")
				f(dir, file, set.Position(e.Pos()).String(), text, composed || verbs || strings.HasSuffix(text, " "))
			}
			return false
		})
	})
}

// stringOf returns the text of a string, or of several joined by +, with … for what is not a string.
func stringOf(e ast.Expr) (text string, composed, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false, false
		}
		s, err := strconv.Unquote(e.Value)
		return s, false, err == nil
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false, false
		}
		left, composedLeft, okLeft := stringOf(e.X)
		right, composedRight, okRight := stringOf(e.Y)
		if !okLeft && !okRight {
			return "", false, false
		}
		if !okLeft {
			left = "…"
		}
		if !okRight {
			right = "…"
		}
		return left + right, composedLeft || composedRight || !okLeft || !okRight, true
	}
	return "", false, false
}
