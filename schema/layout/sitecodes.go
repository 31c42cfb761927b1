package layout

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/zertify/zertify/schema/factcsv"
)

// maxCodes bounds what ParseCodes returns; the shipped tables have some thousand rows.
const maxCodes = 100_000

// An UnknownTableError says that a file of codes names a table that is not shipped.
type UnknownTableError struct {
	File  string
	Line  int
	Name  string
	Known []string // the tables there are
}

func (e *UnknownTableError) Error() string {
	return fmt.Sprintf("%s:%d: no code table %q", e.File, e.Line, e.Name)
}

// ParseCodes reads names of codes that a site takes from its own manuals. The text
// is CSV with the header enum,code,name and, when wanted, token and bits. file is what errors call it. A table that is
// not in the set is an *UnknownTableError.
func (s *Set) ParseCodes(file string, r io.Reader) ([]Code, error) {
	t, err := factcsv.ReadFrom(file, r, factcsv.Form{Columns: codeColumns, Required: 3, MaxRows: maxCodes, Comments: true})
	if err != nil {
		return nil, err
	}
	p := codeParser{set: s, seen: map[string]int{}}
	for _, row := range t.Rows {
		if err := p.read(row); err != nil {
			return nil, err
		}
	}
	return p.codes, nil
}

// codeColumns are the columns of a file of codes; the first three are required.
var codeColumns = []string{"enum", "code", "name", "token", "bits"}

type codeParser struct {
	set   *Set
	seen  map[string]int // enum and code → line
	codes []Code
}

func (p *codeParser) read(row factcsv.Row) error {
	c := Code{Enum: row.Cell("enum"), Name: row.Cell("name"), Token: row.Cell("token"), Basis: "site"}
	if err := p.resolve(&c, row); err != nil {
		return err
	}
	key := c.Enum + "\x00" + c.Code
	if first := p.seen[key]; first > 0 {
		return row.Errorf("%s %s is on line %d already", c.Enum, c.Code, first)
	}
	p.seen[key] = row.Line
	p.codes = append(p.codes, c)
	return nil
}

// resolve checks the row against the shipped table of the same name and fills in the
// code as that table writes it, so that 16 and 0x10 are one code.
func (p *codeParser) resolve(c *Code, row factcsv.Row) error {
	code, bits := row.Cell("code"), row.Cell("bits")
	if c.Name == "" || code == "" {
		return row.Errorf("code and name must be given")
	}
	of := p.set.CodesOf(c.Enum)
	if len(of) == 0 {
		return &UnknownTableError{File: row.File(), Line: row.Line, Name: c.Enum, Known: p.set.CodeTables()}
	}
	if bits != "" {
		n, err := strconv.ParseUint(bits, 10, 16)
		if err != nil {
			return row.Errorf("bits %q is not a number from 0 to 65535", bits)
		}
		c.Bits = int(n)
	}
	c.Code, c.Value = code, -1
	if slices.ContainsFunc(of, func(o Code) bool { return o.Value < 0 }) {
		return nil
	}
	n, err := strconv.ParseUint(code, 0, 32)
	if err != nil {
		return row.Errorf("code %q of %s is not a number, decimal or 0x…", code, c.Enum)
	}
	c.Value = int64(n)
	for _, o := range of {
		if o.Value == c.Value {
			c.Code = o.Code
		}
	}
	return nil
}
