package header

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/layout"
)

// A role is one thing that a framing wants to know, and the names that fields
// with that role go by, without their case and the signs between words.
type role struct {
	element, field string
	names          *regexp.Regexp
	countsFrom     string
	needed         bool
}

// The structures of a framing, by what their names end in.
var (
	messageName = regexp.MustCompile(`(message|msg)_?(hdr|header)$`)
	recordName  = regexp.MustCompile(`(record|rec)_?(hdr|header)$`)
	sectionName = regexp.MustCompile(`(section|sect|sec)_?(desc|descr|descriptor|des)$`)
	cascadeName = regexp.MustCompile(`casc\w*_?(desc|descr|descriptor|des)$`)
)

// roles are looked for in this order; a field has one role. The fields of the
// real headers are not public, but for the return and reason code and the target.
var roles = []role{
	{"message", "header_length", regexp.MustCompile(`(hdr|header)(len|length)$`), "", false},
	{"message", "record_offset", regexp.MustCompile(`(rec|record)s?(off|offset)$`), "", false},
	{"message", "record_count", regexp.MustCompile(`(rec|record)s?(count|cnt|num|number)$`), "", false},
	{"message", "records_before", regexp.MustCompile(`(total|avail)(rec|record)?s?(count|cnt)?$`), "", false},
	{"message", "length", regexp.MustCompile(`(msg|message|total|tot)?(len|length|size)$`), "message", true},
	{"message", "ident", regexp.MustCompile(`(ident|identifier|eye|eyecatcher|acro|id)$`), "", false},
	{"message", "version", regexp.MustCompile(`(ver|version)$`), "", false},
	{"message", "type", regexp.MustCompile(`type$`), "", false},
	{"message", "correlator", regexp.MustCompile(`corr(el|elator)?$`), "", false},
	{"message", "target", regexp.MustCompile(`target$`), "", false},
	{"message", "rsn", regexp.MustCompile(`(rsn|reason|reasoncode)$`), "", false},
	{"message", "rc", regexp.MustCompile(`(rc|retcode|returncode)$`), "", false},
	{"record", "header_length", regexp.MustCompile(`(hdr|header)(len|length)$`), "", false},
	{"record", "section_count", regexp.MustCompile(`(section|sect|sec)s?(count|cnt|num|number)$`), "", false},
	{"record", "cascade_count", regexp.MustCompile(`casc\w*(count|cnt|num|number)$`), "", false},
	{"record", "length", regexp.MustCompile(`(rec|record)?(len|length|size)$`), "", false},
	{"record", "ident", regexp.MustCompile(`(ident|identifier|eye|eyecatcher|acro|id)$`), "", false},
	{"section", "offset", regexp.MustCompile(`(off|offset)$`), "record", true},
	{"section", "length", regexp.MustCompile(`(len|length|size)$`), "", true},
	{"section", "count", regexp.MustCompile(`(count|cnt|num|number)$`), "", false},
	{"cascade", "offset", regexp.MustCompile(`(off|offset)$`), "record", true},
	{"cascade", "length", regexp.MustCompile(`(len|length|size)$`), "", true},
	{"cascade", "count", regexp.MustCompile(`(count|cnt|num|number)$`), "", false},
}

// published are the fields of the message header whose names are in manuals.
var published = map[string]bool{"nmsmrc": true, "nmsmrsn": true, "nmsmtarget": true}

// framing writes a framing when the header has the message header of the NMI.
func (d *drawer) framing() {
	message := d.find(messageName)
	if message == nil {
		return
	}
	f := framer{d: d}
	f.rows = append(f.rows,
		[]string{"message", "header", "0", strconv.Itoa(message.Size), "", "", "", "documented",
			"Message header, " + message.Name + "."})
	ok := f.element("message", message)
	if record := d.find(recordName); ok && record != nil {
		f.element("record", record)
		f.rows = append(f.rows,
			[]string{"record", "descriptors", strconv.Itoa(f.descriptors(record)), "", "", "", "", "inferred",
				"Section descriptors and then the cascade descriptor."})
		section := d.find(sectionName)
		ok = section != nil && f.element("section", section)
		if cascade := d.find(cascadeName); ok && cascade != nil {
			ok = f.element("cascade", cascade)
		}
	}
	if !ok {
		d.note("%s looks like the message header of the NMI, but which of its fields, or of those of the records, have "+
			"which role is not told by their names; no %s written", message.Name, layout.NMIFraming)
		return
	}
	meta := []string{"title: from " + d.origin, "basis: inferred",
		"note: Offsets and lengths are those of the site's header. Which field has which role was told by its name: check " +
			hint.Words("it with zertify dump {layout} FOLDER {framing-report}, then change the basis.")}
	f.types()
	for _, name := range []*regexp.Regexp{messageName, recordName, sectionName, cascadeName} {
		d.framed[d.find(name)] = true
	}
	d.out.Files[layout.NMIFraming] = csvFile(meta, "element,field,offset,length,format,value,counts_from,basis,doc",
		f.rows)
}

// find returns the structure whose name fits.
func (d *drawer) find(name *regexp.Regexp) *Struct {
	for _, s := range d.h.Structs {
		if name.MatchString(fold(s.Name)) || name.MatchString(fold(s.Alias)) {
			return s
		}
	}
	return nil
}

type framer struct {
	d    *drawer
	rows [][]string
}

// element adds a row for each role that a field of s has by its name, and for what
// is reserved. It reports false when one is missing that is needed.
func (f *framer) element(element string, s *Struct) bool {
	taken := map[*Field]bool{}
	for _, r := range roles {
		if r.element != element {
			continue
		}
		found := f.holder(s, r, taken)
		if found == nil {
			if r.needed {
				return false
			}
			continue
		}
		taken[found] = true
		f.rows = append(f.rows, f.row(r, found))
	}
	for i := range s.Fields {
		if m := &s.Fields[i]; element == "message" && !taken[m] && m.Depth == 0 && m.Length > 0 && m.Bit < 0 &&
			rejectedName.MatchString(m.Name) {
			f.rows = append(f.rows,
				[]string{element, "reserved", strconv.Itoa(m.Offset), strconv.Itoa(m.Length), "reserved", "", "", "",
					"Field " + m.Name + "."})
		}
	}
	return true
}

// holder finds the first member with the role. Numbers are not longer than eight
// bytes, nor are they texts.
func (f *framer) holder(s *Struct, r role, taken map[*Field]bool) *Field {
	for i := range s.Fields {
		m := &s.Fields[i]
		if taken[m] || m.Bit >= 0 || m.Length <= 0 || m.Kind == Group || m.Union || rejectedName.MatchString(m.Name) ||
			!r.names.MatchString(plain(m.Name)) {
			continue
		}
		if isNumber := m.Kind == Uint || m.Kind == Int; isNumber || framingFormats[r.field] != "" {
			return m
		}
	}
	return nil
}

// framingFormats are the formats of roles that are no numbers.
var framingFormats = map[string]string{"ident": "ebcdic", "target": "ebcdic", "correlator": "hex"}

func (f *framer) row(r role, m *Field) []string {
	format := cmp.Or(framingFormats[r.field], "uint")
	basis := ""
	if published[plain(m.Name)] {
		basis = "documented"
	}
	return []string{r.element, r.field, strconv.Itoa(m.Offset), strconv.Itoa(m.Length), format, "", r.countsFrom, basis,
		strings.TrimSpace(fmt.Sprintf("Field %s. %s", m.Name, m.Comment))}
}

// types adds the numbers of message types: constants of the header that have the
// name of a message.
func (f *framer) types() {
	names := map[string]string{"nmsec_init": "NMsec_INIT", "nmsec_term": "NMsec_TERM"}
	for _, r := range f.d.set.Records {
		for _, m := range r.Messages {
			if strings.HasPrefix(m, "NMsec_") && !strings.Contains(m, "/") {
				names[fold(m)] = m
			}
		}
	}
	taken := map[string]bool{}
	for _, c := range f.d.h.Consts {
		name, value := names[fold(c.Name)], strconv.FormatInt(c.Value, 10)
		if name == "" || c.Text != "" || c.Value < 0 || taken[value] || taken[name] {
			continue
		}
		taken[value], taken[name] = true, true
		f.rows = append(f.rows, []string{"type", name, "", "", "", value, "", "documented", "Constant " + c.Name + "."})
	}
}

// descriptors returns where they begin: at an array of structures in the record's
// header, or behind it.
func (f *framer) descriptors(record *Struct) int {
	for i := range record.Fields {
		if m := &record.Fields[i]; m.Kind == Group && m.Depth == 0 && strings.HasPrefix(m.Type, "array") {
			return m.Offset
		}
	}
	return record.Size
}
