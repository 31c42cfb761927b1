package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/schema/layout"
)

// maxCodes bounds a --codes file; the shipped tables have some thousand rows.
const maxCodes = 100_000

// readCodes reads names of codes that a site gives from its own manuals. The file
// is CSV with the header enum,code,name and, when wanted, token and bits.
func readCodes(path string) ([]layout.Code, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("--codes: %w", err)
	}
	defer f.Close()
	codes, err := parseCodes(path, f)
	if err != nil {
		return nil, fmt.Errorf("--codes: %w", err)
	}
	return codes, nil
}

func parseCodes(file string, r io.Reader) ([]layout.Code, error) {
	in := csv.NewReader(r)
	in.Comment = '#'
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w; the first line must be enum,code,name", file, err)
	}
	p := codeParser{file: file, in: in, head: head, seen: map[string]int{}}
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

// codeColumns are the columns of a --codes file; the first three are required.
var codeColumns = []string{"enum", "code", "name", "token", "bits"}

type codeParser struct {
	file  string
	in    *csv.Reader
	head  []string
	seen  map[string]int // enum and code → line
	codes []layout.Code
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
	c := layout.Code{Enum: cells["enum"], Name: cells["name"], Token: cells["token"], Basis: "site"}
	if err := p.settle(&c, cells["code"], cells["bits"]); err != nil {
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

// settle checks the row against the shipped table of the same name and gives the
// code the form that table uses, so that 16 and 0x10 are one code.
func (p *codeParser) settle(c *layout.Code, code, bits string) error {
	if c.Name == "" || code == "" {
		return p.fault("code and name must be given")
	}
	of := enumCodes(c.Enum)
	if len(of) == 0 {
		return p.fault("no code table %q%s; see zertify describe codes", c.Enum, didYouMean(c.Enum, enumNames()))
	}
	if bits != "" {
		n, err := strconv.ParseUint(bits, 10, 16)
		if err != nil {
			return p.fault("bits %q is not a number from 0 to 65535", bits)
		}
		c.Bits = int(n)
	}
	c.Code, c.Value = code, -1
	if slices.ContainsFunc(of, func(o layout.Code) bool { return o.Value < 0 }) {
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

// enumCodes returns the shipped codes of one table.
func enumCodes(enum string) []layout.Code {
	var out []layout.Code
	for _, c := range layout.Must().Codes {
		if c.Enum == enum {
			out = append(out, c)
		}
	}
	return out
}

// enumNames lists the shipped code tables.
func enumNames() []string {
	var out []string
	for _, c := range layout.Must().Codes {
		if len(out) == 0 || out[len(out)-1] != c.Enum {
			out = append(out, c.Enum)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// didYouMean returns "; did you mean …?" when a known word is near.
func didYouMean(word string, known []string) string {
	if near := queries.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}
