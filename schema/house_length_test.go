package schema

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A function of more lines, or of more ways through it (one more than its conditions, cases and loops), does several
// things that could have names.
const (
	maxFuncLines = 50
	maxFuncWays  = 18
)

// longFuncs may be longer or wind more, for the reason said.
var longFuncs = map[string]string{
	"reports/sample.Report":            "data: a believable report",
	"reports/sample.sampleEvaluations": "data",
	"reports/sample.sampleOverview":    "data",
	"smf.quick":                        "runs for every record; calls would cost what it saves",
}

// TestFunctionsAreShort: functions stay within a screen.
func TestFunctionsAreShort(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.Base(file), "z_") {
			return
		}
		set := token.NewFileSet()
		src, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range src.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			lines, ways := set.Position(f.End()).Line-set.Position(f.Pos()).Line+1, waysThrough(f)
			name := dir + "." + f.Name.Name
			switch {
			case lines <= maxFuncLines && ways <= maxFuncWays:
			case longFuncs[name] != "":
				used[name] = true
			default:
				t.Errorf("%s: %s has %d lines and %d ways through it; at most %d and %d: give its parts names",
					set.Position(f.Pos()), f.Name.Name, lines, ways, maxFuncLines, maxFuncWays)
			}
		}
	})
	for name := range longFuncs {
		if !used[name] {
			t.Errorf("longFuncs names %s, which is short; take it out", name)
		}
	}
}

// waysThrough is the cyclomatic complexity of a function.
func waysThrough(f *ast.FuncDecl) int {
	ways := 1
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt, *ast.CaseClause, *ast.CommClause:
			ways++
		case *ast.BinaryExpr:
			if slices.Contains([]token.Token{token.LAND, token.LOR}, n.Op) {
				ways++
			}
		}
		return true
	})
	return ways
}
