package nmsec

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

//go:embed framing/*.csv
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
// by Framings, LoadFraming or Reader.Framing and not changed after.
type Framing struct {
	Name   string // of its file, without .csv
	Title  string
	Basis  string // documented, discovered or inferred
	Notes  []string
	Fields []Field

	shape shape
}

// base is what offsets count from.
type base uint8

const (
	fromMessage base = iota
	fromHeader       // the end of the message header
	fromRecord
)

var baseNames = map[string]base{"message": fromMessage, "header": fromHeader, "record": fromRecord}

func (b base) String() string { return [...]string{"message", "header", "record"}[b] }

// place is where a number stands; n is 0 when the framing has no such field.
type place struct{ off, n int }

func (p place) has() bool { return p.n > 0 }

// in reads the number; b must be long enough.
func (p place) in(b []byte) uint64 { return wire.Uint(b[p.off : p.off+p.n]) }

func (p place) end() int { return p.off + p.n }

// descriptor is the form of section or cascade descriptors.
type descriptor struct {
	off, len, count place
	size            int
	from            base
}

// shape is a framing made ready for reading.
type shape struct {
	header     int // length of the message header unless headerLen tells
	least      int // bytes of header that fields reach into
	ident      place
	identValue []byte // nil: take the first message's
	headerLen  place
	length     place
	lengthFrom base // fromMessage: whole message; fromHeader: what follows the header
	version    place
	typ        place
	target     place
	rc, rsn    place
	recOff     place
	recCount   place

	recLen    place
	recOut    int // bytes of record header that the length leaves out
	secCount  place
	casCount  place
	desc      int // where the descriptors begin in the record header
	slots     int // fixed number of descriptors; 0: by count, or as far as there is room
	casAt     int // where the cascade descriptor stands; -1: behind the others
	recLeast  int // bytes of record header that fields before the descriptors reach into
	align     int // records without length begin at multiples of this
	hasRecord bool
	sec       descriptor
	cas       descriptor

	types map[uint64]string
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

// Limits on what a framing may say: far above anything sensible.
const (
	maxHeader = 4096
	maxSlots  = 512
)

// Framings returns the framings that come with the program, sorted by name.
func Framings() ([]*Framing, error) {
	names, err := fs.Glob(builtin, "framing/*.csv")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []*Framing
	for _, n := range names {
		f, err := LoadFraming(builtin, n)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// LoadFraming reads a framing from a CSV file and checks it. Errors name file and
// line.
func LoadFraming(fsys fs.FS, name string) (*Framing, error) {
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
		if err != nil || n < 0 || n > maxHeader {
			return fd, fmt.Errorf("%s %q: want a number from 0 to %d", columns[i], row[i], maxHeader)
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
	if fd.Offset+fd.Length > maxHeader {
		return fmt.Errorf("%s %s ends at %d, beyond the largest header of %d bytes", fd.Element, fd.Name, fd.Offset+fd.Length,
			maxHeader)
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

func (f *Framing) place(element, name string) place {
	if fd := f.field(element, name); fd != nil {
		return place{fd.Offset, fd.Length}
	}
	return place{}
}

// compile checks the rows against each other and makes the shape.
func (f *Framing) compile() error {
	for element, rules := range fieldRules {
		for name, rule := range rules {
			if rule.required && f.field(element, name) == nil {
				return fmt.Errorf("row %s,%s is missing", element, name)
			}
		}
	}
	s := &f.shape
	*s = shape{
		header:    f.field("message", "header").Length,
		ident:     f.place("message", "ident"),
		headerLen: f.place("message", "header_length"),
		length:    f.place("message", "length"),
		version:   f.place("message", "version"),
		typ:       f.place("message", "type"),
		target:    f.place("message", "target"),
		rc:        f.place("message", "rc"),
		rsn:       f.place("message", "rsn"),
		recOff:    f.place("message", "record_offset"),
		recCount:  f.place("message", "record_count"),
		recLen:    f.place("record", "length"),
		secCount:  f.place("record", "section_count"),
		casCount:  f.place("record", "cascade_count"),
		casAt:     -1,
		align:     1,
		types:     map[uint64]string{},
	}
	if f.field("message", "length").From == "header" {
		s.lengthFrom = fromHeader
	}
	if fd := f.field("record", "length"); fd != nil && fd.From == "header" {
		h := f.field("record", "header")
		if h == nil {
			return fmt.Errorf("record length counts from the header, but no row record,header says how long that is")
		}
		s.recOut = h.Length
	}
	if err := f.compileIdent(); err != nil {
		return err
	}
	for _, fd := range f.Fields {
		switch {
		case fd.Element == "message" && fd.Name != "header":
			s.least = max(s.least, fd.Offset+fd.Length)
		case fd.Element == "record" && fd.Length > 0:
			s.recLeast = max(s.recLeast, fd.Offset+fd.Length)
		case fd.Element == "type":
			code, _ := strconv.ParseUint(fd.Value, 10, 64)
			s.types[code] = fd.Name
		}
	}
	if s.least > s.header {
		return fmt.Errorf("a field of the message header ends at %d, the header has %s", s.least,
			english.Plural(int(s.header), "byte", ""))
	}
	return f.compileRecords()
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
	f.shape.identValue = v
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
	s.hasRecord, s.desc = true, d.Offset
	s.recLeast = max(s.recLeast, s.desc)
	for _, n := range []struct {
		name string
		to   *int
		max  int
	}{{"descriptors", &s.slots, maxSlots}, {"align", &s.align, 4096}} {
		fd := f.field("record", n.name)
		if fd == nil || fd.Value == "" {
			continue
		}
		v, err := strconv.Atoi(fd.Value)
		if err != nil || v < 1 || v > n.max {
			return fmt.Errorf("record %s: value %q: want a number from 1 to %d", n.name, fd.Value, n.max)
		}
		*n.to = v
	}
	if c := f.field("record", "cascade"); c != nil && c.Offset >= 0 {
		s.casAt = c.Offset
	}
	s.sec, s.cas = f.descriptor("section"), f.descriptor("cascade")
	if s.sec.size == 0 || !s.sec.off.has() || !s.sec.len.has() {
		return fmt.Errorf("rows section,offset and section,length are needed with record,descriptors")
	}
	if s.cas.size > 0 && !s.cas.off.has() {
		return fmt.Errorf("row cascade,offset is missing")
	}
	return nil
}

func (f *Framing) descriptor(element string) descriptor {
	d := descriptor{off: f.place(element, "offset"), len: f.place(element, "length"), count: f.place(element, "count"),
		from: fromRecord}
	d.size = max(d.off.end(), d.len.end(), d.count.end())
	if fd := f.field(element, "offset"); fd != nil && fd.From != "" {
		d.from = baseNames[fd.From]
	}
	return d
}

// WriteCSV writes the framing in the form LoadFraming reads.
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
