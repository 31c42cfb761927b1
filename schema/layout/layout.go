// Package layout owns the facts: which fields the records have, where they lie,
// what their codes mean and how each of these is known. The facts are CSV files
// embedded here; the package reads and checks them and can Walk a section field
// by field, slowly and obviously. The generated decoders in package schema are
// made from the same files and are tested against Walk. The CSV files are ours
// and trusted; sections given to Walk come from a stranger and are not.
package layout

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/zertify/zertify/schema/factcsv"
)

//go:embed *.csv smf119/*.csv nmsec/*.csv text/*.csv
var files embed.FS

// Formats is the closed list of field formats.
var Formats = []string{
	"text", "ascii", "utf8", "uint", "flag", "bits", "ip", "ip_last", "hundredths", "packed_date",
	"cert_time", "tod", "tod_span", "unix", "hex", "reserved",
}

// A Field is one row of a structure's CSV file.
type Field struct {
	Name   string // as the manual prints it
	Offset int    // bytes from the start of the structure
	Bit    int    // -1, or the first bit counted from the most significant bit of the byte at Offset
	Length int    // bytes; bits when Bit is not -1; -1 runs to the end of the section
	Format string // one of Formats
	Column string // column name; "" when the field is not stored by itself
	Enum   string // code table, or ""
	By     string // field that decides: IPv6 flag, date, length or time type; "record" is the record's IPv6 flag
	Unit   string
	Per    string // "record": the value stays on the fact row of an interned structure
	Since  string // first release that writes it; "" belongs to the required prefix
	Basis  string // documented, derived, inferred, or unknown for bytes whose layout is not known; site in an overlay
	Doc    string
	Line   int
}

// End returns the offset just behind the field; for a tail field, its own offset.
func (f *Field) End() int {
	switch {
	case f.Length < 0:
		return f.Offset
	case f.Bit >= 0:
		return f.Offset + (f.Bit+f.Length+7)/8
	}
	return f.Offset + f.Length
}

// A Structure is one section layout.
type Structure struct {
	Name     string // also the table's name when interned
	Title    string
	Ref      string // document and section
	Notes    []string
	Interned bool // distinct contents are stored once, in a table of their own
	// Accept names the test, in Accepts, that a section must pass before it is
	// believed: its inferred fields, or all of it when none is inferred; "" for none.
	Accept string
	Enums  []string // code tables of what stands inside a text, which the views take apart
	Fields []Field
	File   string
}

// Inferred returns the bytes of the fields that are believed only when a section
// passes the structure's test. They are the last ones described; from is to
// when there are none.
func (s *Structure) Inferred() (from, to int) {
	for i := range s.Fields {
		if f := &s.Fields[i]; s.Doubted(f) {
			return f.Offset, s.Known()
		}
	}
	return 0, 0
}

// Doubted reports whether f is filled only when the section passes the test.
func (s *Structure) Doubted(f *Field) bool { return s.Accept != "" && f.Basis == "inferred" }

// Required returns the length in bytes a section must have: the end of the last
// field that every release writes and nobody doubts.
func (s *Structure) Required() int {
	n := 0
	for i := range s.Fields {
		if f := &s.Fields[i]; f.Since == "" && !s.Doubted(f) {
			n = max(n, f.End())
		}
	}
	return n
}

// Known returns the length in bytes the layout describes; a longer section keeps its
// further bytes as hex. It is -1 when the last field runs to the end.
func (s *Structure) Known() int {
	n := 0
	for i := range s.Fields {
		if s.Fields[i].Length < 0 {
			return -1
		}
		n = max(n, s.Fields[i].End())
	}
	return n
}

// Field finds a field by its manual name, or returns nil.
func (s *Structure) Field(name string) *Field {
	for i := range s.Fields {
		if s.Fields[i].Name == name {
			return &s.Fields[i]
		}
	}
	return nil
}

// OnFact reports whether f's value stays on the fact row.
func (s *Structure) OnFact(f *Field) bool { return !s.Interned || f.Per == "record" }

// A Locator says what one triplet of one record type points at.
type Locator struct {
	Index     int // 0 is the record header, 1 the first triplet
	Structure *Structure
	Need      bool   // a record without it is rejected
	Split     string // name of the rule that cuts a variable list, or ""
	Suite     string // layer whose attributes the section holds, or ""
	Since     string
	Doc       string
}

// The sources of records, by the folder that holds their structures.
const (
	SMF119 = "smf119" // SMF records of type 119
	NMsec  = "nmsec"  // messages of the IPSec network management interface
	Text   = "text"   // reports of the ipsec command and messages of the IKE daemon, as text
)

// A Record is one record type.
type Record struct {
	Source, Table string
	Type, Subtype uint16 // of SMF119
	// of NMsec: the messages that hold such records, NAME or, for those in cascades, NAME/1; "*" is
	// the message itself; of Text: what the row is made of
	Messages []string
	Place    string    // name of the rule that puts sections into their places by what they hold, or ""
	Locators []Locator // by Index
	IPv6     [3]int    // locator, byte and bit of the record's IPv6 flag; locator -1 when there is none
}

// Published lists the structures that stand in the records themselves: all but the
// forms that the headers of messages and whole texts are put into, which are our own.
func (s *Set) Published() []*Structure {
	own := map[*Structure]bool{}
	for _, r := range s.Records {
		if r.Source == NMsec || r.Source == Text {
			own[r.Locators[0].Structure] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(s.Structures), func(st *Structure) bool { return own[st] })
}

// A Code is one value of a code table.
type Code struct {
	Enum  string
	Code  string // as the manual prints it
	Value int64  // the number; -1 for a text code
	Name  string
	Token string // the word policy rules use, or ""
	Bits  int    // key or group size in bits; 0 when it says nothing
	Doc   string
	Basis string // documented, derived, inferred, or site when a site added it

	line int // in enums.csv
}

// A Suite is one TLS cipher suite. An empty attribute is not known.
type Suite struct {
	Code       string // four hex digits; six for SSLv2
	Name       string
	Kex, Auth  string
	Cipher     string
	Bits       int // 0 when there is no key, or its size is not known
	Mode       string
	MAC        string
	AEAD, PFS  string // true, false or ""
	MinVersion string
	Basis      string // registered (or SSLv2's own), unregistered, or inferred
	Source     string // tools with their version that name an unregistered suite
}

// A Set is all the facts.
type Set struct {
	Structures []*Structure // by name
	Records    []*Record    // by source, type and subtype
	Codes      []Code       // by enum, then code
	Suites     []Suite      // by code

	site bool // an overlay's: rows may have the basis site
}

// Structure finds a structure by name, or returns nil.
func (s *Set) Structure(name string) *Structure {
	for _, st := range s.Structures {
		if st.Name == name {
			return st
		}
	}
	return nil
}

// Load reads and checks the embedded facts once.
var Load = sync.OnceValues(func() (*Set, error) { return Read(files) })

// Must is Load for callers that run after the tests have passed: the embedded
// files are part of the program.
func Must() *Set {
	s, err := Load()
	if err != nil {
		panic(err)
	}
	return s
}

// Read reads and checks the facts in fsys. Errors name file and line.
func Read(fsys fs.FS) (*Set, error) {
	set := &Set{}
	for _, step := range []func(fs.FS) error{set.readCodes, set.readSuites, set.readStructures, set.readRecords,
		set.checkColumns, set.checkEnums} {
		if err := step(fsys); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// A table is one CSV file with its lines "# key: value".
type table struct {
	*factcsv.Table
	meta map[string][]string
}

func (t *table) errorf(i int, format string, args ...any) error {
	return t.Rows[i].Errorf(format, args...)
}

// word reports whether a cell holds yes rather than no; any other word is an error.
func (t *table) word(i int, column, yes, no string) (bool, error) {
	cell := t.Rows[i].Cell(column)
	if cell != yes && cell != no {
		return false, t.errorf(i, "%s is %q; write %q or %q", column, cell, yes, no)
	}
	return cell == yes, nil
}

// size reads a number of bits; an empty cell is 0, which says nothing.
func (t *table) size(i int, column string) (int, error) {
	cell := t.Rows[i].Cell(column)
	if cell == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(cell, 10, 16)
	if err != nil {
		return 0, t.errorf(i, "%s is %q; write a number of bits up to 65535, or nothing", column, cell)
	}
	return int(n), nil
}

// checkDoc refuses a description that says a sentence twice.
func (t *table) checkDoc(i int) error {
	seen := map[string]bool{}
	for _, sentence := range strings.Split(t.Rows[i].Cell("doc"), ". ") {
		sentence = strings.TrimRight(sentence, ". ")
		if sentence != "" && seen[sentence] {
			return t.errorf(i, "doc says %q twice", sentence)
		}
		seen[sentence] = true
	}
	return nil
}

func readTable(fsys fs.FS, file, columns string) (*table, error) {
	data, err := factcsv.Load(fsys, file)
	if err != nil {
		return nil, err
	}
	read, err := factcsv.Read(file, data, factcsv.Form{Columns: strings.Split(columns, ","), Comments: true})
	if err != nil {
		return nil, err
	}
	t := &table{Table: read, meta: map[string][]string{}}
	for _, c := range t.Comments {
		if key, value := c.Key(); value != "" {
			t.meta[key] = append(t.meta[key], value)
		}
	}
	for i := range t.Rows {
		if err := t.checkDoc(i); err != nil {
			return nil, err
		}
	}
	return t, nil
}

var bases = map[string]string{"": "documented", "documented": "documented", "derived": "derived",
	"inferred": "inferred"}

// basis returns the standing that a cell names.
func (s *Set) basis(cell string) (string, bool) {
	if s.site && cell == "site" {
		return cell, true
	}
	basis, ok := bases[cell]
	return basis, ok
}

func (s *Set) readCodes(fsys fs.FS) error {
	t, err := readTable(fsys, "enums.csv", enumColumns)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for i, r := range t.Rows {
		basis, ok := s.basis(r.Cell("basis"))
		bits, err := t.size(i, "bits")
		if err != nil {
			return err
		}
		c := Code{
			Enum: r.Cell("enum"), Code: r.Cell("code"), Name: r.Cell("name"), Token: r.Cell("token"), Bits: bits,
			Doc: r.Cell("doc"), Basis: basis, Value: codeValue(r.Cell("code")), line: t.Rows[i].Line,
		}
		switch {
		case !ok:
			return t.errorf(i, "basis %q is none of documented, derived, inferred", r.Cell("basis"))
		case c.Enum == "" || c.Code == "" || c.Name == "":
			return t.errorf(i, "enum, code and name must be set")
		case seen[c.Enum+"\x00"+c.Code]:
			return t.errorf(i, "%s %s is listed twice", c.Enum, c.Code)
		}
		seen[c.Enum+"\x00"+c.Code] = true
		s.Codes = append(s.Codes, c)
	}
	return nil
}

// AnyText is the code of all texts that a table of texts does not list. They are names themselves and shown as they
// stand.
const AnyText = "*"

// codeValue reads a code as a number, decimal or 0x…; -1 for text.
func codeValue(s string) int64 {
	n, err := strconv.ParseInt(s, 0, 64)
	if err != nil || len(s) > 1 && s[0] == '0' && s[1] != 'x' {
		return -1
	}
	return n
}

const suiteColumns = "code,name,kex,auth,cipher,bits,mode,mac,aead,pfs,min_version,basis,source"

func (s *Set) readSuites(fsys fs.FS) error {
	t, err := readTable(fsys, "tls_suites.csv", suiteColumns)
	if err != nil {
		return err
	}
	last := ""
	for i, r := range t.Rows {
		bits, err1 := t.size(i, "bits")
		if err := cmp.Or(err1, t.checkSuite(i)); err != nil {
			return err
		}
		code := fmt.Sprintf("%d%s", len(r.Cell("code")), r.Cell("code"))
		if code <= last {
			return t.errorf(i, "code %s is out of order or listed twice", r.Cell("code"))
		}
		last = code
		s.Suites = append(s.Suites, Suite{
			Code: r.Cell("code"), Name: r.Cell("name"), Kex: r.Cell("kex"), Auth: r.Cell("auth"),
			Cipher: r.Cell("cipher"), Bits: bits, Mode: r.Cell("mode"), MAC: r.Cell("mac"),
			AEAD: r.Cell("aead"), PFS: r.Cell("pfs"), MinVersion: r.Cell("min_version"),
			Basis: cmp.Or(r.Cell("basis"), "registered"), Source: r.Cell("source"),
		})
	}
	return nil
}

// checkSuite holds row i to what its basis promises: a registered suite is known in
// full and needs no source; one that is not names who knows it, and may leave
// attributes open.
func (t *table) checkSuite(i int) error {
	r := t.Rows[i]
	switch r.Cell("basis") {
	case "":
		if r.Cell("source") != "" {
			return t.errorf(i, "source is %q; only suites that are not registered have one", r.Cell("source"))
		}
	case "unregistered", "inferred":
		if r.Cell("source") == "" {
			return t.errorf(i, "source is empty; name the tool, with its version, that knows suite %s", r.Cell("code"))
		}
	default:
		return t.errorf(i, "basis %q is none of unregistered, inferred", r.Cell("basis"))
	}
	for _, column := range []string{"aead", "pfs"} {
		if r.Cell(column) == "" && r.Cell("basis") != "" {
			continue
		}
		if _, err := t.word(i, column, "true", "false"); err != nil {
			return err
		}
	}
	return nil
}

func (s *Set) readStructures(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "*/*.csv")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, file := range names {
		st, err := s.readStructure(fsys, file)
		if err != nil {
			return err
		}
		s.Structures = append(s.Structures, st)
	}
	slices.SortFunc(s.Structures, func(a, b *Structure) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

func (s *Set) readStructure(fsys fs.FS, file string) (*Structure, error) {
	t, err := readTable(fsys, file, "field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc")
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"title", "ref"} {
		if len(t.meta[key]) != 1 {
			return nil, fmt.Errorf("%s: one line '# %s: …' is required", file, key)
		}
	}
	st := &Structure{
		Name: strings.TrimSuffix(path.Base(file), ".csv"), File: file,
		Title: t.meta["title"][0], Ref: t.meta["ref"][0], Notes: t.meta["note"],
		Enums: strings.Fields(strings.Join(t.meta["enums"], " ")),
	}
	if intern := t.meta["intern"]; intern != nil {
		if st.Interned = slices.Equal(intern, []string{"yes"}); !st.Interned {
			return nil, fmt.Errorf("%s: '# intern: %s'; write yes, or leave the line out", file, strings.Join(intern, ", "))
		}
	}
	if tests := t.meta["accept"]; len(tests) > 0 {
		st.Accept = tests[0]
	}
	for i, r := range t.Rows {
		f, err := s.readField(t, i, r)
		if err != nil {
			return nil, err
		}
		st.Fields = append(st.Fields, *f)
	}
	if err := s.checkStructure(t, st); err != nil {
		return nil, err
	}
	return st, nil
}

// unknown is the basis of bytes that are there and whose layout is not known.
const unknown = "unknown"

func (s *Set) fieldBasis(r factcsv.Row) (basis string, ok bool) {
	if r.Cell("basis") == unknown {
		return unknown, r.Cell("format") == "hex"
	}
	return s.basis(r.Cell("basis"))
}

func (s *Set) readField(t *table, i int, r factcsv.Row) (*Field, error) {
	basis, ok := s.fieldBasis(r)
	f := &Field{
		Name: r.Cell("field"), Bit: -1, Length: -1, Format: r.Cell("format"), Column: r.Cell("column"),
		Enum: r.Cell("enum"), By: r.Cell("by"), Unit: r.Cell("unit"), Per: r.Cell("per"), Since: r.Cell("since"),
		Basis: basis, Doc: r.Cell("doc"), Line: r.Line,
	}
	var errs [3]error
	f.Offset, errs[0] = strconv.Atoi(r.Cell("offset"))
	if r.Cell("bit") != "" {
		f.Bit, errs[1] = strconv.Atoi(r.Cell("bit"))
	}
	if r.Cell("length") != "*" {
		f.Length, errs[2] = strconv.Atoi(r.Cell("length"))
	}
	for _, err := range errs {
		if err != nil {
			return nil, t.errorf(i, "%s: %v", f.Name, err)
		}
	}
	switch {
	case !ok:
		return nil, t.errorf(i, "%s: unknown basis %q for format %s", f.Name, r.Cell("basis"), f.Format)
	case !slices.Contains(Formats, f.Format):
		return nil, t.errorf(i, "%s: unknown format %q; known: %v", f.Name, f.Format, Formats)
	case f.Column != "" && f.Doc == "":
		return nil, t.errorf(i, "%s: a stored field needs a doc", f.Name)
	case f.Per != "" && f.Per != "record":
		return nil, t.errorf(i, "%s: per is %q; only record is known", f.Name, f.Per)
	}
	return f, nil
}
