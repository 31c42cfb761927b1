package sqltext

import (
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"text/template"
)

// Statements are the .sql files of a package, a statement each. They are templates: {{.name}} stands for what the
// program puts there, never for captured text, and what several share is a {{define}} of a file among them.
type Statements struct{ files *template.Template }

// Load parses the files that match the patterns, and the definitions they share. A fault in them is the program's own,
// and panics.
func Load(files fs.FS, shared string, patterns ...string) *Statements {
	t := template.Must(template.New("shared").Option("missingkey=error").Parse(shared))
	return &Statements{template.Must(t.ParseFS(files, patterns...))}
}

// Names are what a statement calls by name.
type Names map[string]any

// With returns the names and some more, in pairs of name and value, for a definition that takes names of its own.
func (n Names) With(pairs ...any) Names {
	out := maps.Clone(n)
	for i := 0; i+1 < len(pairs); i += 2 {
		out[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return out
}

// Text returns the statement of the file name.sql; names may be nil. A file that is not there, or that calls a name
// not given, is a fault of the program, and panics.
func (s *Statements) Text(name string, names Names) string {
	var b strings.Builder
	if err := s.files.ExecuteTemplate(&b, name+".sql", names); err != nil {
		panic(fmt.Sprintf("statement %s: %v", name, err))
	}
	return strings.TrimSpace(b.String())
}

// Insert returns the beginning of an INSERT: a statement names the columns it fills, so that a table may have its
// columns in another order, or more of them. Table and columns are names of the program's own.
func Insert(table string, columns ...string) string {
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") "
}
