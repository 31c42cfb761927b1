package policy

import (
	"io/fs"
	"path"

	"github.com/zertify/zertify/schema/factcsv"
)

// maxTableRows bounds a profile or a file of exceptions, tags or cases. Ours have a few hundred; a file of this size is
// a mistake.
const maxTableRows = 20000

// readTable reads a file with these columns.
func readTable(fsys fs.FS, name string, columns []string) (*factcsv.Table, error) {
	data, err := factcsv.Load(fsys, name)
	if err != nil {
		return nil, err
	}
	return parseTable(path.Base(name), data, columns)
}

func parseTable(file string, data []byte, columns []string) (*factcsv.Table, error) {
	return factcsv.Read(file, data, factcsv.Form{Columns: columns, MaxRows: maxTableRows})
}
