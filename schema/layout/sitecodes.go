package layout

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
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
	in := csv.NewReader(r)
	in.Comment = '#'
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w; the first line must be enum,code,name", file, err)
	}
	p := codeParser{set: s, file: file, in: in, head: head, seen: map[string]int{}}
	if err := p.checkHead(); err != nil {
		return nil, err
	}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return p.codes, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := p.row(row); err != nil {
			return nil, err
		}
	}
}

// codeColumns are the columns of a file of codes; the first three are required.
var codeColumns = []string{"enum", "code", "name", "token", "bits"}

type codeParser struct {
	set   *Set
	file  string
	in    *csv.Reader
	head  []string
	seen  map[string]int // enum and code → line
	codes []Code
}

func (p *codeParser) fault(format string, args ...any) error {
	line, _ := p.in.FieldPos(0)
	return fmt.Errorf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...))
}

func (p *codeParser) checkHead() error {
	p.head[0] = strings.TrimPrefix(p.head[0], "\ufeff")
	for i, name := range p.head {
		if !slices.Contains(codeColumns, name) || slices.Index(p.head, name) != i {
			return p.fault("column %q is unknown or there twice; the columns are %s", name, strings.Join(codeColumns, ","))
		}
	}
	for _, name := range codeColumns[:3] {
		if !slices.Contains(p.head, name) {
			return p.fault("column %s is missing; the first line must be enum,code,name", name)
		}
	}
	return nil
}

func (p *codeParser) row(row []string) error {
	cells := map[string]string{}
	for i, name := range p.head {
		if row[i] != strings.TrimSpace(row[i]) {
			return p.fault("%s %q has blanks around it", name, row[i])
		}
		cells[name] = row[i]
	}
	c := Code{Enum: cells["enum"], Name: cells["name"], Token: cells["token"], Basis: "site"}
	if err := p.resolve(&c, cells["code"], cells["bits"]); err != nil {
		return err
	}
	key := c.Enum + "\x00" + c.Code
	line, _ := p.in.FieldPos(0)
	if first := p.seen[key]; first > 0 {
		return p.fault("%s %s is on line %d already", c.Enum, c.Code, first)
	}
	if p.seen[key] = line; len(p.codes) == maxCodes {
		return p.fault("more than %d codes", maxCodes)
	}
	p.codes = append(p.codes, c)
	return nil
}

// resolve checks the row against the shipped table of the same name and fills in the
// code as that table writes it, so that 16 and 0x10 are one code.
func (p *codeParser) resolve(c *Code, code, bits string) error {
	if c.Name == "" || code == "" {
		return p.fault("code and name must be given")
	}
	of := p.set.CodesOf(c.Enum)
	if len(of) == 0 {
		line, _ := p.in.FieldPos(0)
		return &UnknownTableError{File: p.file, Line: line, Name: c.Enum, Known: p.set.CodeTables()}
	}
	if bits != "" {
		n, err := strconv.ParseUint(bits, 10, 16)
		if err != nil {
			return p.fault("bits %q is not a number from 0 to 65535", bits)
		}
		c.Bits = int(n)
	}
	c.Code, c.Value = code, -1
	if slices.ContainsFunc(of, func(o Code) bool { return o.Value < 0 }) {
		return nil
	}
	n, err := strconv.ParseUint(code, 0, 32)
	if err != nil {
		return p.fault("code %q of %s is not a number, decimal or 0x…", code, c.Enum)
	}
	c.Value = int64(n)
	for _, o := range of {
		if o.Value == c.Value {
			c.Code = o.Code
		}
	}
	return nil
}
