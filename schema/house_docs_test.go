package schema

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// architecture returns the text of ARCHITECTURE.md.
func architecture(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// fences returns the contents of the code fences of a language; "" stands for fences that name none.
func fences(text, language string) []string {
	var out []string
	for _, m := range regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```").FindAllStringSubmatch(text, -1) {
		if m[1] == language {
			out = append(out, m[2])
		}
	}
	return out
}

// fenceAfter returns the first fence without a language behind a bold heading.
func fenceAfter(t *testing.T, text, heading string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "**"+heading+"**")
	if !ok {
		t.Fatalf("ARCHITECTURE.md has no **%s**", heading)
	}
	return fences(rest, "")[0]
}

// TestArchitectureListsEveryPackage: the package list names the folders that hold Go code, and no others.
func TestArchitectureListsEveryPackage(t *testing.T) {
	t.Parallel()
	listed := map[string]bool{}
	for line := range strings.Lines(fenceAfter(t, architecture(t), "Packages")) {
		if strings.HasPrefix(line, "    ") { // the description of the package above goes on
			continue
		}
		listed[strings.Fields(line)[0]] = true
	}
	want := maps.Clone(mayImport)
	delete(want, "bench") // named among the other folders
	for dir := range want {
		if !listed[dir] {
			t.Errorf("package %s is not in the list **Packages** of ARCHITECTURE.md", dir)
		}
	}
	for dir := range listed {
		if _, ok := want[dir]; !ok {
			t.Errorf("%s is in the list **Packages** of ARCHITECTURE.md and is not a package", dir)
		}
	}
}

// TestArchitectureListsTheImports: the import list says what mayImport allows.
func TestArchitectureListsTheImports(t *testing.T) {
	t.Parallel()
	listed := map[string][]string{}
	for line := range strings.Lines(strings.ReplaceAll(fenceAfter(t, architecture(t), "Imports"), ",\n    ", ", ")) {
		from, to, ok := strings.Cut(strings.TrimSpace(line), " → ")
		if !ok {
			t.Fatalf("no arrow in %q", line)
		}
		to, _, _ = strings.Cut(to, "  ")
		for _, dir := range strings.Split(from, ", ") {
			listed[strings.TrimSpace(dir)] = imports(to)
		}
	}
	for dir, want := range mayImport {
		if got := listed[dir]; !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
			t.Errorf("%s: the list **Imports** of ARCHITECTURE.md has %v, mayImport in house_test.go %v", dir, got, want)
		}
	}
}

// imports splits the right side of a line of the import list.
func imports(list string) []string {
	var out []string
	for _, dir := range strings.Split(list, ", ") {
		if dir = strings.TrimSpace(dir); dir != "none of ours" {
			out = append(out, dir)
		}
	}
	return out
}

// TestArchitectureNamesPlacesThatExist: every path in the table "One place to add" is there.
func TestArchitectureNamesPlacesThatExist(t *testing.T) {
	t.Parallel()
	_, rest, _ := strings.Cut(architecture(t), "**One place to add**")
	table, _, _ := strings.Cut(rest, "\n\n**")
	paths := 0
	for _, m := range regexp.MustCompile("`([a-z_0-9]+/[^`]*|[a-z_]+\\.go)`").FindAllStringSubmatch(table, -1) {
		pattern := regexp.MustCompile(`<[a-z]+>`).ReplaceAllString(m[1], "*")
		found, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(pattern)))
		if err != nil || len(found) == 0 {
			t.Errorf("%s: no such file", m[1])
		}
		paths++
	}
	if paths < 15 {
		t.Errorf("%d paths found in the table; has its form changed?", paths)
	}
}

// TestRunLinesNameTests: every -run pattern in a document matches a test. A pattern that matches none succeeds without
// testing anything.
func TestRunLinesNameTests(t *testing.T) {
	t.Parallel()
	tests := testNames(t)
	patterns := 0
	for _, glob := range []string{"../*.md", "../docs/*.md", "../*/README.md", "../*/*/README.md", "../*/*/*/*/README.md"} {
		files, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile("-run (?:'([^']+)'|([^\\s`']+))").FindAllStringSubmatch(string(b), -1) {
				for _, name := range strings.Split(m[1]+m[2], "|") {
					name, _, _ = strings.Cut(name, "/")
					if !slices.ContainsFunc(tests, func(test string) bool { return strings.Contains(test, name) }) {
						t.Errorf("%s: -run %s matches no test", file, name)
					}
					patterns++
				}
			}
		}
	}
	if patterns < 20 {
		t.Errorf("%d patterns found; has the form of the documents changed?", patterns)
	}
}

// testNames returns the names of all test functions of the module.
func testNames(t *testing.T) []string {
	t.Helper()
	function := regexp.MustCompile(`(?m)^func (Test\w+)`)
	var names []string
	goFiles(t, func(_, file string) {
		if !strings.HasSuffix(file, "_test.go") {
			return
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range function.FindAllStringSubmatch(string(b), -1) {
			names = append(names, m[1])
		}
	})
	return names
}

// TestArchitectureDeclaresWhatIsThere: each Go fence declares what the package of its first line has: functions with
// these signatures, fields with these types.
func TestArchitectureDeclaresWhatIsThere(t *testing.T) {
	t.Parallel()
	declared := 0
	for _, code := range fences(architecture(t), "go") {
		if !strings.HasPrefix(code, "package ") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), "ARCHITECTURE.md", code, parser.ParseComments)
		if err != nil {
			t.Errorf("%v\n%s", err, code)
			continue
		}
		dir := packageDir(file.Name.Name)
		real := declarations(t, filepath.Join("..", dir))
		for name, text := range declarationsOf(file) {
			declared++
			compareDeclaration(t, dir+": "+name, text, real[name])
		}
	}
	if declared < 30 {
		t.Errorf("%d declarations found in ARCHITECTURE.md; has its form changed?", declared)
	}
}

// packageDir returns the folder of a package of this module by its name.
func packageDir(name string) string {
	for dir := range mayImport {
		if filepath.Base(dir) == name && !strings.HasPrefix(dir, "cmd") {
			return dir
		}
	}
	return name
}

// A declaration is what two declarations of one name are compared by: the signature of a function, or the fields of a
// struct by name; for anything else only that it is there.
type declaration struct {
	signature string
	fields    map[string]string
}

func compareDeclaration(t *testing.T, name string, want, got *declaration) {
	t.Helper()
	switch {
	case got == nil:
		t.Errorf("%s is not declared there", name)
	case want.signature != got.signature:
		t.Errorf("%s is %s, documented as %s", name, got.signature, want.signature)
	}
	for field, typ := range want.fields {
		if got != nil && got.fields[field] != typ {
			t.Errorf("%s.%s is %q, documented as %s", name, field, got.fields[field], typ)
		}
	}
}

// declarations returns what the files of a package declare, tests left out.
func declarations(t *testing.T, dir string) map[string]*declaration {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*declaration{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(out, declarationsOf(file))
	}
	return out
}

func declarationsOf(file *ast.File) map[string]*declaration {
	out := map[string]*declaration{}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = source(d.Recv.List[0].Type) + "." + name
			}
			out[name] = &declaration{signature: source(
				&ast.FuncType{Params: unnamed(d.Type.Params), Results: unnamed(d.Type.Results)})}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				addSpec(out, spec)
			}
		}
	}
	return out
}

func addSpec(out map[string]*declaration, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range s.Names {
			out[name.Name] = &declaration{}
		}
	case *ast.TypeSpec:
		d := &declaration{fields: map[string]string{}}
		if st, ok := s.Type.(*ast.StructType); ok {
			for _, f := range st.Fields.List {
				for _, name := range f.Names {
					d.fields[name.Name] = source(f.Type)
				}
			}
		}
		out[s.Name.Name] = d
	}
}

// unnamed returns a field list without names, one entry for each name.
func unnamed(list *ast.FieldList) *ast.FieldList {
	if list == nil {
		return nil
	}
	out := &ast.FieldList{}
	for _, f := range list.List {
		for range max(1, len(f.Names)) {
			out.List = append(out.List, &ast.Field{Type: f.Type})
		}
	}
	return out
}

func source(node ast.Node) string {
	var b strings.Builder
	if err := printer.Fprint(&b, token.NewFileSet(), node); err != nil {
		return err.Error()
	}
	return b.String()
}

// TestDocumentsNameFilesThatExist: every relative link of a document at the top, and of the
// documents below docs, leads to a file.
func TestDocumentsNameFilesThatExist(t *testing.T) {
	t.Parallel()
	documents, err := filepath.Glob("../*.md")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	for _, document := range append(documents, more...) {
		b, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(b), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(document), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", document, m[1])
			}
		}
	}
}
