package schema

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The house rules hold for the whole module; the test lives here because this
// package needs no database to build.

const module = "github.com/zertify/zertify/"

// mayImport lists what each package may import of ours; see ARCHITECTURE.md.
var mayImport = map[string][]string{
	"reports/browse": {"queries", "queries/policy", "queries/sqltext", "reports/model", "reports/page", "reports/plain",
		"reports/tables", "reports/wording", "schema/progress"},
	"cmd/zertify": {"reports/browse", "reports/outfile", "reports/filename", "ingest", "ingest/container", "queries",
		"queries/policy", "reports", "reports/collect", "reports/drift", "reports/model", "reports/page",
		"reports/plain", "reports/tables", "reports/export", "reports/terminal", "schema", "schema/fixture",
		"schema/header", "schema/layout", "schema/record", "schema/wire", "smf", "nmsec", "nmsec/framing",
		"nmsec/ipsectext", "ingest/anonymize",
		"ingest/infile", "ingest/inputs", "ingest/inspect", "ingest/notice", "ingest/verify", "reports/wording",
		"schema/hint",
		"schema/progress"},
	"bench": {"ingest", "queries", "queries/policy", "reports", "reports/collect",
		"reports/browse", "reports/model", "schema", "schema/fixture", "schema/wire",
		"smf", "ingest/container"},
	"ingest": {"reports/outfile", "reports/filename", "reports/plain", "ingest/container", "ingest/infile", "smf", "nmsec",
		"nmsec/framing", "nmsec/ipsectext", "nmsec/message", "schema", "schema/layout", "schema/record", "schema/wire",
		"schema/stream", "schema/hint",
		"queries/sqltext"},
	"ingest/anonymize": {"smf", "nmsec", "nmsec/framing", "nmsec/ipsectext", "nmsec/message", "schema/layout",
		"schema/record", "schema/wire", "schema/stream"},
	"ingest/container": {"reports/outfile", "reports/filename", "schema/hint"},
	"ingest/infile":    {},
	"ingest/inputs":    {"ingest/container", "ingest/infile", "reports/filename", "reports/outfile"},
	"reports/export":   {"queries/sqltext", "reports/outfile", "reports/tables", "schema/progress"},
	"reports/terminal": {"reports/plain", "reports/tables"},
	"ingest/inspect": {"ingest", "ingest/container", "nmsec", "nmsec/discover", "nmsec/framing",
		"nmsec/ipsectext", "nmsec/message", "reports/plain", "reports/wording", "schema/layout",
		"schema/record", "schema/wire", "smf", "schema/stream"},
	"ingest/notice": {"ingest", "ingest/container", "nmsec", "reports/filename", "reports/plain", "reports/wording",
		"schema/hint", "schema/layout", "smf"},
	"ingest/verify": {"ingest", "ingest/container", "queries/sqltext", "reports/outfile", "schema", "schema/layout",
		"schema/record", "schema/progress"},
	"smf":             {"schema/record", "schema/wire", "schema/stream", "schema/hint"},
	"nmsec/ipsectext": {"schema/factcsv", "schema/layout", "schema/record", "schema/stream", "schema/wire"},
	"nmsec": {"nmsec/discover", "nmsec/framing", "nmsec/message", "schema/record", "schema/wire", "schema/stream",
		"schema/hint"},
	"nmsec/discover": {"nmsec/framing", "nmsec/message", "schema/wire", "schema/stream", "schema/hint"},
	"nmsec/message":  {"nmsec/framing", "schema/wire"},
	"nmsec/framing":  {"schema/factcsv", "schema/wire"},
	"schema": {"queries/sqltext", "schema/columnar", "schema/decoders", "schema/layout", "schema/record",
		"schema/wire"},
	"schema/decoders":  {"schema/columnar", "schema/record"},
	"schema/columnar":  {"schema/record", "schema/wire"},
	"schema/record":    {"schema/layout"},
	"schema/layout":    {"schema/wire", "schema/factcsv"},
	"schema/header":    {"schema/layout", "schema/wire", "schema/hint", "schema/factcsv"},
	"schema/layoutgen": {"schema/layout"},
	"schema/fixture":   {"schema/layout", "schema/wire"},
	"schema/wire":      {},
	"reports/filename": {},
	"reports/plain":    {},
	"reports/outfile":  {"reports/filename"},
	"reports/print":    {"reports/outfile"},
	"queries":          {"queries/sqltext", "schema/hint", "schema/factcsv", "schema/progress"},
	"queries/sqltext":  {},
	"queries/policy":   {"queries", "queries/sqltext", "schema/factcsv", "schema/progress"},
	"reports": {"reports/exchange", "reports/model", "reports/outfile", "reports/page", "reports/tables",
		"reports/workbook", "reports/print", "reports/summary"},
	"reports/summary": {"queries", "queries/policy", "reports/model", "reports/page", "reports/plain", "reports/tables",
		"reports/wording"},
	"reports/workbook": {"queries", "queries/policy", "reports/model", "reports/plain", "reports/wording"},
	"reports/page": {"queries", "queries/policy", "reports/model", "reports/plain", "reports/tables",
		"reports/wording"},
	"reports/exchange": {"queries", "queries/policy", "reports/filename", "reports/model", "reports/plain",
		"reports/tables", "reports/wording", "schema/factcsv"},
	"reports/drift": {"queries", "queries/policy", "reports/collect", "reports/model", "reports/scan",
		"reports/wording"},
	"reports/collect": {"queries", "queries/policy", "reports/model", "reports/scan", "reports/wording",
		"schema/progress"},
	"reports/tables": {"queries", "queries/policy", "reports/model", "reports/plain", "reports/wording",
		"reports/workbook"},
	"reports/sample": {"queries", "queries/policy", "reports/model"},
	"reports/scan":   {"queries/sqltext", "reports/model"},
	"reports/model": {"queries", "queries/policy", "reports/filename", "reports/plain", "reports/wording",
		"schema/factcsv"},
	"reports/wording": {},
	"schema/stream":   {"schema/wire"},
	"schema/vector":   {},
	"schema/hint":     {},
	"schema/factcsv":  {},
	"schema/progress": {},
}

// homeOf lists where outside packages belong.
var homeOf = map[string][]string{
	"github.com/spf13/cobra":             {"cmd/zertify"},
	"github.com/duckdb/duckdb-go":        {"ingest", "cmd/zertify", "bench"},
	"github.com/apache/arrow-go":         {"schema", "schema/columnar", "ingest", "bench"},
	"golang.org/x/text/encoding/charmap": {"schema/wire", "schema/fixture", "schema/header", "smf"},
	"github.com/KimMachineGun/":          {"ingest"},
	"modernc.org/cc":                     {"schema/header"},
	"github.com/xuri/excelize":           {"reports/workbook"},
}

// goFiles calls f for every Go file of the module, with its folder.
func goFiles(t *testing.T, f func(dir, file string)) {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && p != root) {
			return fs.SkipDir
		}
		if strings.HasSuffix(p, ".go") {
			dir, err := filepath.Rel(root, filepath.Dir(p))
			if err != nil {
				return err
			}
			f(filepath.ToSlash(dir), p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestImportsFollowTheArchitecture(t *testing.T) {
	t.Parallel()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		allowed, known := mayImport[dir]
		if !known {
			t.Errorf("%s: no rule for folder %s; add it here and to ARCHITECTURE.md", file, dir)
			return
		}
		src, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			return
		}
		for _, imp := range src.Imports {
			p := strings.Trim(imp.Path.Value, `"`)
			if ours, ok := strings.CutPrefix(p, module); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which %s may not", file, ours, dir)
			}
			for outside, homes := range homeOf {
				if strings.HasPrefix(p, outside) && !slices.Contains(homes, dir) {
					t.Errorf("%s imports %s, which belongs in %v", file, p, homes)
				}
			}
		}
	})
}

// TestReadersNeedNoArrow: whoever reads records alone builds without Arrow, which belongs to what makes tables of them.
func TestReadersNeedNoArrow(t *testing.T) {
	t.Parallel()
	for _, reader := range []string{"smf", "nmsec", "schema/header", "ingest/anonymize"} {
		for _, dir := range below(reader) {
			if slices.Contains(homeOf["github.com/apache/arrow-go"], dir) {
				t.Errorf("%s imports Arrow by way of %s", reader, dir)
			}
		}
	}
}

// below returns the packages of ours that a package is built from, itself among them.
func below(dir string) []string {
	out := []string{dir}
	for i := 0; i < len(out); i++ {
		for _, dep := range mayImport[out[i]] {
			if !slices.Contains(out, dep) {
				out = append(out, dep)
			}
		}
	}
	return out
}

// writing are the functions that make, move or open files for writing, and where they may
// be called: what is written is private, whole and careful in one place.
var (
	writing = []string{"Create", "CreateTemp", "OpenFile", "WriteFile", "Mkdir", "MkdirAll", "Rename",
		"Link", "Symlink"}
	writingHomes = []string{"reports/outfile", "bench", "schema/layoutgen"}
)

func TestFilesAreWrittenInOnePlace(t *testing.T) {
	t.Parallel()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") || slices.Contains(writingHomes, dir) {
			return
		}
		set := token.NewFileSet()
		src, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		ast.Inspect(src, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains(writing, call.Sel.Name) {
				return true
			}
			if pkg, ok := call.X.(*ast.Ident); ok && pkg.Name == "os" {
				t.Errorf("%s: os.%s; files are written through package outfile", set.Position(call.Pos()), call.Sel.Name)
			}
			return true
		})
	})
}

func TestExportedNamesAreDocumented(t *testing.T) {
	t.Parallel()
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(path.Base(filepath.ToSlash(file)), "z_") ||
			dir == "bench" || strings.HasPrefix(dir, "cmd") {
			return
		}
		src, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		for _, d := range src.Decls {
			for _, name := range undocumented(d) {
				t.Errorf("%s: exported %s has no comment", file, name)
			}
		}
	})
}

// undocumented lists the exported names a declaration leaves without comment. A
// comment on a group covers its members.
func undocumented(d ast.Decl) []string {
	var out []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		interfaceMethod := d.Name.Name == "String" || d.Name.Name == "Error" // say what their interfaces say
		if d.Name.IsExported() && !interfaceMethod && d.Doc == nil && (d.Recv == nil || exportedReceiver(d.Recv)) {
			out = append(out, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			if ts, ok := s.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
				out = append(out, ts.Name.Name)
			}
			if vs, ok := s.(*ast.ValueSpec); ok && vs.Names[0].IsExported() && d.Doc == nil && vs.Doc == nil &&
				vs.Comment == nil {
				out = append(out, vs.Names[0].Name)
			}
		}
	}
	return out
}

// exportedReceiver reports whether a method belongs to an exported type.
func exportedReceiver(r *ast.FieldList) bool {
	typ := r.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if gen, ok := typ.(*ast.IndexExpr); ok {
		typ = gen.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// TestPackagesSayWhatTheyOwn: every package has a comment.
func TestPackagesSayWhatTheyOwn(t *testing.T) {
	t.Parallel()
	has := map[string]bool{}
	goFiles(t, func(dir, file string) {
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		src, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		if src.Doc != nil {
			var p comment.Parser
			has[dir] = has[dir] || len(p.Parse(src.Doc.Text()).Content) > 0
		} else if !has[dir] {
			has[dir] = false
		}
	})
	for dir, ok := range has {
		if !ok {
			t.Errorf("package %s has no comment", dir)
		}
	}
}

// TestPartnerFilesArePresent: a view, a query and a profile come with what
// belongs to them.
func TestPartnerFilesArePresent(t *testing.T) {
	t.Parallel()
	queries, err := filepath.Glob("../queries/*/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range queries {
		area := filepath.Base(filepath.Dir(q))
		if area == "views" || area == "reduce" || area == "policy" || area == "sql" {
			continue
		}
		partner := filepath.Join("../queries/testdata", strings.TrimSuffix(filepath.Base(q), ".sql")+".txt")
		if _, err := os.Stat(partner); err != nil {
			t.Errorf("%s has no test archive %s", q, partner)
		}
	}
	for _, dir := range []string{"../queries", "../queries/policy", "../schema/layout", "../schema/layout/smf119",
		"../nmsec/framing"} {
		if _, err := os.Stat(filepath.Join(dir, "README.md")); err != nil {
			t.Errorf("folder %s takes new files and has no README.md", dir)
		}
	}
}
