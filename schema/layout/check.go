package layout

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/factcsv"
)

// reservedColumns are the names every table has of its own.
var reservedColumns = []string{"file_id", "record_no", "section_no", "start_byte", "record_hash", "suite_id",
	"structure", "id", "is_inferred"}

// lengths are the byte lengths a format may have; absent means any.
var lengths = map[string][]int{
	"uint": {1, 2, 4, 8}, "ip": {16}, "ip_last": {16}, "hundredths": {4}, "packed_date": {4}, "cert_time": {15},
	"tod": {8}, "tod_span": {8}, "unix": {4},
}

// counterWords end the names of columns that count something and so need a unit.
var counterWords = []string{"_bytes", "_segments", "_connections", "_minutes", "_kilobytes", "_bits", "_micros",
	"_handshakes"}

func (s *Set) checkStructure(t *table, st *Structure) error {
	columns, at := map[string]bool{}, 0
	for i := range st.Fields {
		f := &st.Fields[i]
		if err := s.checkField(st, f, columns); err != nil {
			return t.errorf(i, "%s: %v", f.Name, err)
		}
		start := f.Offset * 8
		if f.Bit > 0 {
			start += f.Bit
		}
		if start != at {
			return t.errorf(i, "%s: begins at byte %d bit %d, the field before ends at byte %d bit %d", f.Name, start/8, start%8,
				at/8, at%8)
		}
		switch {
		case f.Length < 0 && i != len(st.Fields)-1:
			return t.errorf(i, "%s: only the last field can run to the end", f.Name)
		case f.Bit >= 0:
			at = start + f.Length
		default:
			at = start + 8*f.Length
		}
	}
	if len(st.Fields) == 0 {
		return fmt.Errorf("%s: no fields", t.File)
	}
	return checkStanding(t, st)
}

// checkStanding holds a structure with a test to the form that decoders need: the
// doubted fields are the last ones and have a known end. In an interned structure
// the bits of one byte stay together, because what varies per record is cleared
// by the byte before contents are compared.
func checkStanding(t *table, st *Structure) error {
	if st.Accept != "" && accepts[st.Accept].passes == nil {
		return fmt.Errorf("%s: no acceptance test %q", t.File, st.Accept)
	}
	for i := 1; i < len(st.Fields); i++ {
		f, before := &st.Fields[i], &st.Fields[i-1]
		switch {
		case st.Doubted(before) && !st.Doubted(f) || st.Doubted(f) && f.Length < 0:
			return t.errorf(i, "%s: inferred fields come last and have a length", f.Name)
		case st.Interned && f.Offset == before.Offset && f.Per != before.Per && f.Format != "reserved" &&
			before.Format != "reserved":
			return t.errorf(i, "%s: bits of one byte must agree about per", f.Name)
		}
	}
	return nil
}

// needDecider are the formats that say nothing without the field that decides.
var needDecider = map[string]bool{"ip": true, "ip_last": true, "hundredths": true, "cert_time": true}

// checkField holds a row to its format, and its column, if it has one, to those before it.
func (s *Set) checkField(st *Structure, f *Field, columns map[string]bool) error {
	if err := checkFormat(st, f); err != nil {
		return err
	}
	if f.Enum != "" && !slices.ContainsFunc(s.Codes, func(c Code) bool { return c.Enum == f.Enum }) {
		return fmt.Errorf("enum %s has no code", f.Enum)
	}
	if f.Column == "" {
		return nil
	}
	if columns[f.Column] || slices.Contains(reservedColumns, f.Column) {
		return fmt.Errorf("column %s is taken", f.Column)
	}
	columns[f.Column] = true
	for _, w := range counterWords {
		if strings.HasSuffix(f.Column, w) && f.Unit == "" {
			return fmt.Errorf("column %s counts something and has no unit", f.Column)
		}
	}
	return nil
}

// checkFormat holds length, bit and deciding field of a row to its format.
func checkFormat(st *Structure, f *Field) error {
	fits, bounded := lengths[f.Format]
	known := f.By == "record" || f.By == "mapped" && f.Format == "ip"
	switch {
	case f.Bit < 0 && f.Length >= 0 && bounded && !slices.Contains(fits, f.Length):
		return fmt.Errorf("a %s of %s", f.Format, english.Plural(f.Length, "byte", ""))
	case (f.Format == "flag" || f.Format == "bits") != (f.Bit >= 0) && f.Format != "reserved":
		return fmt.Errorf("format %s with bit %d", f.Format, f.Bit)
	case f.By == "" && needDecider[f.Format]:
		return fmt.Errorf("a %s needs the field that decides it", f.Format)
	case f.By != "" && !known && st.Field(f.By) == nil:
		return fmt.Errorf("decided by %s, which is not a field of %s", f.By, st.Name)
	}
	return nil
}

// checkColumns holds the same name to the same type, enum and unit everywhere.
func (s *Set) checkColumns(fs.FS) error {
	first := map[string]string{}
	for _, st := range s.Structures {
		for i := range st.Fields {
			f := &st.Fields[i]
			if f.Column == "" {
				continue
			}
			is := fmt.Sprintf("%s %s %s", asStored(f.Format), f.Enum, f.Unit)
			if f.Format == "uint" && f.Enum == "" {
				is = f.Format
			}
			if was, ok := first[f.Column]; ok && was != is {
				return fmt.Errorf("%s:%d: column %s is %q here and %q elsewhere", st.File, f.Line, f.Column, is, was)
			}
			first[f.Column] = is
		}
	}
	return nil
}

// asStored returns one format for all of which the column holds the same: text.
func asStored(format string) string {
	if format == "ascii" || format == "utf8" {
		return "text"
	}
	return format
}

// checkEnums wants each code table used by a field, or named by the structure in
// whose text its codes stand.
func (s *Set) checkEnums(fs.FS) error {
	used := map[string]bool{}
	for _, st := range s.Structures {
		for _, name := range st.Enums {
			used[name] = true
		}
		for i := range st.Fields {
			used[st.Fields[i].Enum] = true
		}
	}
	for _, c := range s.Codes {
		if !used[c.Enum] {
			return fmt.Errorf("enums.csv:%d: %s is the enum of no field and of no line '# enums:'; use it or take it out",
				c.line, c.Enum)
		}
	}
	return nil
}

func (s *Set) readRecords(fsys fs.FS) error {
	t, err := readTable(fsys, "records.csv", recordColumns)
	if err != nil {
		return err
	}
	for i, r := range t.Rows {
		if err := s.addLocator(t, i, r); err != nil {
			return err
		}
	}
	return s.checkTables()
}

// checkTables wants each column of a fact table once, shared contents included,
// because a view shows them side by side.
func (s *Set) checkTables() error {
	for _, rec := range s.Records {
		of := map[string]string{}
		for _, l := range rec.Locators {
			for i := range l.Structure.Fields {
				column := l.Structure.Fields[i].Column
				if was := of[column]; column != "" && was != "" {
					return fmt.Errorf("records.csv: table %s: column %s comes from %s and from %s", rec.Table, column, was,
						l.Structure.Name)
				}
				of[column] = l.Structure.Name
			}
		}
	}
	return nil
}

func (s *Set) addLocator(t *table, i int, r factcsv.Row) error {
	idx, err := strconv.Atoi(r.Cell("locator"))
	st := s.Structure(r.Cell("structure"))
	if err != nil || st == nil {
		return t.errorf(i, "locator must be a number and structure %q must exist", r.Cell("structure"))
	}
	if n := len(s.Records); n == 0 || s.Records[n-1].Table != r.Cell("table") {
		rec := &Record{Source: r.Cell("source"), Table: r.Cell("table"), Place: r.Cell("place"), IPv6: [3]int{-1}}
		if err := rec.setType(r.Cell("type"), r.Cell("subtype")); err != nil {
			return t.errorf(i, "%v", err)
		}
		s.Records = append(s.Records, rec)
	}
	rec := s.Records[len(s.Records)-1]
	if idx != len(rec.Locators) {
		return t.errorf(i, "locator %d follows locator %d", idx, len(rec.Locators)-1)
	}
	if r.Cell("ipv6") != "" {
		rec.IPv6[0] = idx
		if _, err := fmt.Sscanf(r.Cell("ipv6"), "%d:%d", &rec.IPv6[1], &rec.IPv6[2]); err != nil {
			return t.errorf(i, "ipv6 is byte:bit, not %q", r.Cell("ipv6"))
		}
	}
	need, err := t.word(i, "need", "yes", "")
	if err != nil {
		return err
	}
	rec.Locators = append(rec.Locators, Locator{
		Index: idx, Structure: st, Need: need, Split: r.Cell("split"), Suite: r.Cell("suite"),
		Since: r.Cell("since"), Doc: r.Cell("doc"),
	})
	return nil
}

// setType reads what the record type is known by: two numbers, or the names of
// messages.
func (rec *Record) setType(typ, subtype string) error {
	switch rec.Source {
	case SMF119:
		t, err1 := strconv.ParseUint(typ, 10, 16)
		sub, err2 := strconv.ParseUint(subtype, 10, 16)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("type %q and subtype %q must be numbers", typ, subtype)
		}
		rec.Type, rec.Subtype = uint16(t), uint16(sub)
	case NMsec, Text:
		if rec.Messages = strings.Fields(typ); len(rec.Messages) == 0 || subtype != "" {
			return fmt.Errorf("type must name messages and subtype be empty, not %q and %q", typ, subtype)
		}
	default:
		return fmt.Errorf("source %q is none of %s, %s, %s", rec.Source, SMF119, NMsec, Text)
	}
	return nil
}
