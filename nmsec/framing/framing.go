package framing

import (
	"embed"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/factcsv"
	"github.com/zertify/zertify/schema/wire"
)

//go:embed *.csv
var builtin embed.FS

// How a framing, or one field of it, is known.
const (
	BasisDocumented = "documented" // from the manual or a site's header file
	BasisDiscovered = "discovered" // found by comparing the messages of a capture
	BasisInferred   = "inferred"   // a reasoned guess
)

// Field is one row of a framing's table; nmsec/framing/README.md explains them.
type Field struct {
	Element string // message, record, section, cascade or type
	Name    string
	Offset  int    // bytes from the start of the element; -1 when it has none
	Length  int    // bytes; 0 when it has none
	Format  string // uint, ebcdic, hex, reserved; empty for rows that hold no bytes
	Value   string // a constant: hexadecimal for ident, decimal elsewhere; may be empty
	From    string // what a length or offset counts from; empty for the usual
	Basis   string
	Doc     string
}

// Framing says where the headers of NMI messages and records hold what. It is made
// by All, Load or Discovered and not changed after.
type Framing struct {
	Name   string // of its file, without .csv
	Title  string
	Basis  string // documented, discovered or inferred
	Notes  []string
	Fields []Field

	shape Shape
}

// Base is what offsets count from.
type Base uint8

const (
	FromMessage Base = iota // the start of the message
	FromHeader              // the end of the message header
	FromRecord              // the start of the record
)

var baseNames = map[string]Base{"message": FromMessage, "header": FromHeader, "record": FromRecord}

func (b Base) String() string { return [...]string{"message", "header", "record"}[b] }

// Extent is where a field stands in its header; Len is 0 when the framing has no such field.
type Extent struct{ Off, Len int }

// At returns the extent of n bytes at off.
func At(off, n int) Extent { return Extent{Off: off, Len: n} }

// Present reports whether the framing has the field.
func (p Extent) Present() bool { return p.Len > 0 }

// Uint reads the number; b must be long enough.
func (p Extent) Uint(b []byte) uint64 { return wire.Uint(b[p.Off : p.Off+p.Len]) }

// End returns where the field ends, from the start of its header.
func (p Extent) End() int { return p.Off + p.Len }

// Descriptor is the form of section or cascade descriptors.
type Descriptor struct {
	Off, Len, Count Extent
	Size            int
	From            Base
}

// Shape is a framing made ready for reading.
type Shape struct {
	Header       int // length of the message header unless HeaderLen tells
	Least        int // bytes of header that fields reach into
	Ident        Extent
	IdentValue   []byte // nil: take the first message's
	HeaderLen    Extent
	Length       Extent
	LengthFrom   Base // FromMessage: whole message; FromHeader: what follows the header
	Version      Extent
	Type         Extent
	Target       Extent
	RC, RSN      Extent
	RecordOffset Extent
	RecordCount  Extent

	RecordLen    Extent
	RecordOut    int // bytes of record header that the length leaves out
	SectionCount Extent
	CascadeCount Extent
	Descriptors  int // where the descriptors begin in the record header
	Fixed        int // fixed number of descriptors; 0: by count, or as far as there is room
	CascadeAt    int // where the cascade descriptor stands; -1: behind the others
	RecordLeast  int // bytes of record header that fields before the descriptors reach into
	Align        int // records without length begin at multiples of this
	HasRecords   bool
	Section      Descriptor
	Cascade      Descriptor

	Types map[uint64]string
}

// columns of the CSV form.
var columns = []string{"element", "field", "offset", "length", "format", "value", "counts_from", "basis", "doc"}

// fieldRule says what a row of an element may and must have.
type fieldRule struct {
	required bool
	number   bool     // a number of 1, 2, 4 or 8 bytes
	plain    bool     // holds no bytes: no length
	from     []string // values of counts_from
}

var fieldRules = map[string]map[string]fieldRule{
	"message": {
		"header":         {required: true},
		"ident":          {},
		"header_length":  {number: true},
		"length":         {required: true, number: true, from: []string{"message", "header"}},
		"version":        {number: true},
		"type":           {number: true},
		"target":         {},
		"rc":             {number: true},
		"rsn":            {number: true},
		"record_offset":  {number: true},
		"record_count":   {number: true},
		"records_before": {number: true},
		"correlator":     {},
		"reserved":       {},
	},
	"record": {
		"ident":         {},
		"header":        {},
		"length":        {number: true, from: []string{"record", "header"}},
		"header_length": {number: true},
		"section_count": {number: true},
		"cascade_count": {number: true},
		"descriptors":   {plain: true},
		"cascade":       {plain: true},
		"align":         {plain: true},
		"reserved":      {},
	},
	"section": {
		"offset": {number: true, from: []string{"message", "header", "record"}},
		"length": {number: true},
		"count":  {number: true},
	},
	"cascade": {
		"offset": {number: true, from: []string{"message", "header", "record"}},
		"length": {number: true},
		"count":  {number: true},
	},
}

// DefaultLimit is Options.Limit when that is 0. A length field may allow 4 GiB;
// 64 MiB holds more than 100,000 tunnel records and keeps a corrupt length from
// asking for the machine's memory.
const DefaultLimit = 64 << 20

// Limits on what a framing may say: far above anything sensible.
const (
	MaxHeader      = 4096
	MaxDescriptors = 512
)

// All returns the framings that come with the program, sorted by name.
func All() ([]*Framing, error) {
	names, err := fs.Glob(builtin, "*.csv")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []*Framing
	for _, n := range names {
		f, err := Load(builtin, n)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// Load reads a framing from a CSV file and checks it. Errors name file and
// line.
func Load(fsys fs.FS, name string) (*Framing, error) {
	text, err := factcsv.Load(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("framing: %w", err)
	}
	f := &Framing{Name: strings.TrimSuffix(path.Base(name), ".csv")}
	if err := f.read(name, text); err != nil {
		return nil, err
	}
	return f, nil
}

func (f *Framing) read(name string, text []byte) error {
	t, err := factcsv.Read(name, text, factcsv.Form{Columns: columns, Comments: true})
	if err != nil {
		return err
	}
	for _, c := range t.Comments {
		f.comment(c.Key())
	}
	if !slices.Contains([]string{BasisDocumented, BasisDiscovered, BasisInferred}, f.Basis) {
		return fmt.Errorf("%s: line \"# basis:\" says %q, want documented, discovered or inferred", name, f.Basis)
	}
	lines := map[string]int{}
	for _, row := range t.Rows {
		fd, err := f.row(row.Cells)
		if err != nil {
			return row.Errorf("%w", err)
		}
		if first := lines[fd.Element+" "+fd.Name]; first > 0 && fd.Name != "reserved" {
			return row.Errorf("%s %s is there already, in line %d", fd.Element, fd.Name, first)
		}
		lines[fd.Element+" "+fd.Name] = row.Line
		f.Fields = append(f.Fields, fd)
	}
	if err := f.compile(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// comment takes a line of the form "# title: text".
func (f *Framing) comment(key, value string) {
	switch key {
	case "title":
		f.Title = value
	case "basis":
		f.Basis = value
	case "note":
		f.Notes = append(f.Notes, value)
	}
}

// row checks one row by itself.
func (f *Framing) row(row []string) (Field, error) {
	fd := Field{Element: row[0], Name: row[1], Offset: -1, Format: row[4], Value: row[5], From: row[6], Basis: row[7],
		Doc: row[8]}
	if fd.Basis == "" {
		fd.Basis = f.Basis
	}
	for i, to := range map[int]*int{2: &fd.Offset, 3: &fd.Length} {
		if row[i] == "" {
			continue
		}
		n, err := strconv.Atoi(row[i])
		if err != nil || n < 0 || n > MaxHeader {
			return fd, fmt.Errorf("%s %q: want a number from 0 to %d", columns[i], row[i], MaxHeader)
		}
		*to = n
	}
	if fd.Element == "type" {
		if _, err := strconv.ParseUint(fd.Value, 10, 64); err != nil {
			return fd, fmt.Errorf("type %s: value %q: want the message type as a number", fd.Name, fd.Value)
		}
		return fd, nil
	}
	rules, ok := fieldRules[fd.Element]
	if !ok {
		return fd, fmt.Errorf("element %q: want message, record, section, cascade or type", fd.Element)
	}
	rule, ok := rules[fd.Name]
	if !ok {
		return fd, fmt.Errorf("element %s has no field %q", fd.Element, fd.Name)
	}
	return fd, fd.check(rule)
}

func (fd *Field) check(rule fieldRule) error {
	if fd.From != "" && !slices.Contains(rule.from, fd.From) {
		return fmt.Errorf("%s %s: counts_from %q: want one of %q", fd.Element, fd.Name, fd.From, rule.from)
	}
	if rule.plain {
		return nil
	}
	if fd.Offset < 0 || fd.Length < 1 {
		return fmt.Errorf("%s %s needs offset and length", fd.Element, fd.Name)
	}
	if fd.Offset+fd.Length > MaxHeader {
		return fmt.Errorf("%s %s ends at %d, beyond the largest header of %d bytes", fd.Element, fd.Name, fd.Offset+fd.Length,
			MaxHeader)
	}
	if rule.number && !slices.Contains([]int{1, 2, 4, 8}, fd.Length) {
		return fmt.Errorf("%s %s: length %d: a number has 1, 2, 4 or 8 bytes", fd.Element, fd.Name, fd.Length)
	}
	return nil
}

// field returns a row, or nil.
func (f *Framing) field(element, name string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Element == element && f.Fields[i].Name == name {
			return &f.Fields[i]
		}
	}
	return nil
}

func (f *Framing) place(element, name string) Extent {
	if fd := f.field(element, name); fd != nil {
		return At(fd.Offset, fd.Length)
	}
	return Extent{}
}

// Shape returns the framing made ready for reading.
func (f *Framing) Shape() Shape { return f.shape }

// Discovered returns the framing of the rows that discovery found, which read as the shape does.
func Discovered(fields []Field, found Shape) *Framing {
	f := &Framing{Name: "discovered", Title: "discovered from a capture", Basis: BasisDiscovered, Fields: fields}
	if err := f.compile(); err != nil {
		// A discovered framing is made of checked parts; reading with it must not depend on that.
		f.shape = found
	}
	return f
}

// compile checks the rows against each other and makes the shape.
func (f *Framing) compile() error {
	if err := f.checkRequired(); err != nil {
		return err
	}
	f.shape = f.places()
	for _, step := range []func() error{f.compileLengths, f.compileIdent, f.compileLeast, f.compileRecords} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// checkRequired looks for the rows that every framing has.
func (f *Framing) checkRequired() error {
	for element, rules := range fieldRules {
		for name, rule := range rules {
			if rule.required && f.field(element, name) == nil {
				return fmt.Errorf("row %s,%s is missing", element, name)
			}
		}
	}
	return nil
}

// places returns the shape with where the rows say that fields lie.
func (f *Framing) places() Shape {
	return Shape{
		Header:       f.field("message", "header").Length,
		Ident:        f.place("message", "ident"),
		HeaderLen:    f.place("message", "header_length"),
		Length:       f.place("message", "length"),
		Version:      f.place("message", "version"),
		Type:         f.place("message", "type"),
		Target:       f.place("message", "target"),
		RC:           f.place("message", "rc"),
		RSN:          f.place("message", "rsn"),
		RecordOffset: f.place("message", "record_offset"),
		RecordCount:  f.place("message", "record_count"),
		RecordLen:    f.place("record", "length"),
		SectionCount: f.place("record", "section_count"),
		CascadeCount: f.place("record", "cascade_count"),
		CascadeAt:    -1,
		Align:        1,
		Types:        map[uint64]string{},
	}
}

// compileLengths takes what lengths count from.
func (f *Framing) compileLengths() error {
	if f.field("message", "length").From == "header" {
		f.shape.LengthFrom = FromHeader
	}
	if fd := f.field("record", "length"); fd == nil || fd.From != "header" {
		return nil
	}
	h := f.field("record", "header")
	if h == nil {
		return fmt.Errorf("record length counts from the header, but no row record,header says how long that is")
	}
	f.shape.RecordOut = h.Length
	return nil
}

// compileLeast takes how long headers must be for their fields, and the codes of types.
func (f *Framing) compileLeast() error {
	s := &f.shape
	for _, fd := range f.Fields {
		switch {
		case fd.Element == "message" && fd.Name != "header":
			s.Least = max(s.Least, fd.Offset+fd.Length)
		case fd.Element == "record" && fd.Length > 0:
			s.RecordLeast = max(s.RecordLeast, fd.Offset+fd.Length)
		case fd.Element == "type":
			code, _ := strconv.ParseUint(fd.Value, 10, 64)
			s.Types[code] = fd.Name
		}
	}
	if s.Least > s.Header {
		return fmt.Errorf("a field of the message header ends at %d, the header has %s", s.Least,
			english.Plural(int(s.Header), "byte", ""))
	}
	return nil
}

func (f *Framing) compileIdent() error {
	fd := f.field("message", "ident")
	if fd == nil || fd.Value == "" {
		return nil
	}
	v, err := hex.DecodeString(fd.Value)
	if err != nil || len(v) != fd.Length {
		return fmt.Errorf("message ident: value %q: want %s in hexadecimal", fd.Value,
			english.Plural(int(fd.Length), "byte", ""))
	}
	f.shape.IdentValue = v
	return nil
}

// compileRecords takes the rows on records; a framing may lack all of them and
// then reads messages only.
func (f *Framing) compileRecords() error {
	s := &f.shape
	d := f.field("record", "descriptors")
	if d == nil {
		if f.field("section", "offset") != nil || f.field("cascade", "offset") != nil {
			return fmt.Errorf("there are descriptors, but no row record,descriptors says where they begin")
		}
		return nil
	}
	if d.Offset < 0 {
		return fmt.Errorf("record descriptors needs an offset")
	}
	s.HasRecords, s.Descriptors = true, d.Offset
	s.RecordLeast = max(s.RecordLeast, s.Descriptors)
	if err := f.number("descriptors", &s.Fixed, MaxDescriptors); err != nil {
		return err
	}
	if err := f.number("align", &s.Align, 4096); err != nil {
		return err
	}
	if c := f.field("record", "cascade"); c != nil && c.Offset >= 0 {
		s.CascadeAt = c.Offset
	}
	s.Section, s.Cascade = f.descriptor("section"), f.descriptor("cascade")
	if s.Section.Size == 0 || !s.Section.Off.Present() || !s.Section.Len.Present() {
		return fmt.Errorf("rows section,offset and section,length are needed with record,descriptors")
	}
	if s.Cascade.Size > 0 && !s.Cascade.Off.Present() {
		return fmt.Errorf("row cascade,offset is missing")
	}
	return nil
}

// number reads the value of a row on records, if there is one, as a number from 1 to most.
func (f *Framing) number(name string, to *int, most int) error {
	fd := f.field("record", name)
	if fd == nil || fd.Value == "" {
		return nil
	}
	v, err := strconv.Atoi(fd.Value)
	if err != nil || v < 1 || v > most {
		return fmt.Errorf("record %s: value %q: want a number from 1 to %d", name, fd.Value, most)
	}
	*to = v
	return nil
}

func (f *Framing) descriptor(element string) Descriptor {
	d := Descriptor{Off: f.place(element, "offset"), Len: f.place(element, "length"), Count: f.place(element, "count"),
		From: FromRecord}
	d.Size = max(d.Off.End(), d.Len.End(), d.Count.End())
	if fd := f.field(element, "offset"); fd != nil && fd.From != "" {
		d.From = baseNames[fd.From]
	}
	return d
}

// WriteCSV writes the framing in the form Load reads.
func (f *Framing) WriteCSV(w io.Writer) error {
	for _, c := range []struct{ key, value string }{{"title", f.Title}, {"basis", f.Basis}} {
		if _, err := fmt.Fprintf(w, "# %s: %s\n", c.key, oneLine(c.value)); err != nil {
			return err
		}
	}
	for _, n := range f.Notes {
		if _, err := fmt.Fprintf(w, "# note: %s\n", oneLine(n)); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, fd := range f.Fields {
		if err := out.Write(fd.csv()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (fd *Field) csv() []string {
	number := func(n, none int) string {
		if n == none {
			return ""
		}
		return strconv.Itoa(n)
	}
	return []string{fd.Element, fd.Name, number(fd.Offset, -1), number(fd.Length, 0), fd.Format, fd.Value, fd.From,
		fd.Basis, oneLine(fd.Doc)}
}

// oneLine keeps a text from ending its line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
