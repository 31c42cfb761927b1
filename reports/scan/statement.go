package scan

import (
	_ "embed"
	"io/fs"
	"strings"
	"text/template"
)

// Statements are the .sql files of a package, a statement each. They are templates: a
// part that several share is a {{define}} of pieces.sql, here or beside them, and
// {{.name}} stands for what the program puts there, never for captured text.
//
// The last column of a statement counts all rows. Every column is cast to the type it is
// scanned into, and every order is total.
type Statements struct{ files *template.Template }

//go:embed pieces.sql
var pieces string

// Load parses the files of a package. A fault in one is the program's own, and panics.
func Load(files fs.FS) *Statements {
	t := template.New("pieces").Option("missingkey=error")
	return &Statements{template.Must(template.Must(t.Parse(pieces)).ParseFS(files, "sql/*.sql"))}
}

// Names are what a statement calls by name.
type Names map[string]any

// A Statement is ready to run.
type Statement struct {
	text string
	err  error
}

// Get returns a statement by the name of its file, with what it calls by name; nil for
// nothing. Its error, if any, is that of the read.
func (s *Statements) Get(name string, names Names) Statement {
	var b strings.Builder
	err := s.files.ExecuteTemplate(&b, name+".sql", names)
	return Statement{b.String(), err}
}
