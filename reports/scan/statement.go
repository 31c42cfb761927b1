package scan

import (
	_ "embed"
	"io/fs"

	"github.com/zertify/zertify/queries/sqltext"
)

// Statements are the .sql files of a package, a statement each, with the pieces that packages share. The last column of
// a statement counts all rows. Every column is cast to the type it is scanned into, and every order is total.
type Statements struct{ files *sqltext.Statements }

//go:embed pieces.sql
var pieces string

// Load parses the files of a package. A fault in one is the program's own, and panics.
func Load(files fs.FS) *Statements { return &Statements{sqltext.Load(files, pieces, "sql/*.sql")} }

// Names are what a statement calls by name.
type Names = sqltext.Names

// A Statement is ready to run.
type Statement string

// Get returns a statement by the name of its file, with what it calls by name; nil for nothing. What is missing is a
// fault of the program, and panics.
func (s *Statements) Get(name string, names Names) Statement {
	return Statement(s.files.Text(name, names))
}
