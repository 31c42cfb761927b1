package inspect

import (
	"encoding/hex"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// A Dumper takes records and messages apart, one after the other.
type Dumper struct {
	cp      *wire.CodePage
	set     *layout.Set
	names   map[codeKey]layout.Code
	overlay *layout.Overlay

	header []byte            // of the record being taken apart
	rt     *record.Type      // its type; nil without a layout
	bound  []*layout.Binding // what the overlay lays out of it
}

// NewDumper returns a Dumper. A name of a code in Options.Codes replaces the shipped one, and one of the overlay both.
func NewDumper(opt Options) *Dumper {
	d := &Dumper{cp: opt.CodePage, set: layout.Must(), names: map[codeKey]layout.Code{}, overlay: opt.Overlay}
	codes := slices.Concat(d.set.Codes, opt.Codes)
	if d.overlay != nil {
		codes = append(codes, d.overlay.Codes...)
	}
	for _, c := range codes {
		d.names[keyOf(&c)] = c
	}
	return d
}

// bind finds what the overlay lays out of records of a type and subtype.
func (d *Dumper) bind(typ, subtype uint16) {
	if d.bound = nil; d.overlay == nil {
		return
	}
	for i := range d.overlay.Bindings {
		if b := &d.overlay.Bindings[i]; b.Source == layout.SMF119 && b.Type == typ && b.Subtype == subtype {
			d.bound = append(d.bound, b)
		}
	}
}

// siteStructure returns the overlay's structure for the section behind a triplet, or
// for the section of that number of a message's record, which our own structure of
// that name stands for; nil when it has none.
func (d *Dumper) siteStructure(structure string, triplet int) *layout.Structure {
	if len(d.bound) == 0 || triplet == 0 {
		return nil
	}
	if d.rt != nil {
		for i, l := range d.rt.Locators {
			if structure != "" && l.Kind.String() == structure {
				triplet = i
			}
		}
	}
	for _, b := range d.bound {
		if b.Locator == triplet {
			return b.Structure
		}
	}
	return nil
}

// A codeKey is what a code is looked up by.
type codeKey struct {
	enum  string
	value int64
	text  string // for codes that are not numbers; value is then -1
}

func keyOf(c *layout.Code) codeKey {
	if c.Value < 0 {
		return codeKey{enum: c.Enum, value: c.Value, text: c.Code}
	}
	return codeKey{enum: c.Enum, value: c.Value}
}

// text decodes EBCDIC.
func (d *Dumper) text(b []byte) string { return string(d.cp.Text(nil, b)) }

// codeName names a code; a name nobody has confirmed ends in a question mark.
func (d *Dumper) codeName(k codeKey) string {
	if k.enum == "" {
		return ""
	}
	c, ok := d.names[k]
	if !ok {
		if _, isName := d.names[codeKey{enum: k.enum, value: -1, text: layout.AnyText}]; isName {
			return ""
		}
		return "no name known for this code"
	}
	if c.Basis == "inferred" {
		return c.Name + "?"
	}
	return c.Name
}

// suiteEnum marks fields that hold the code of a TLS cipher suite.
const suiteEnum = "tls_neg_cipher"

func (d *Dumper) textName(enum, code string) string {
	if enum != suiteEnum {
		return d.codeName(codeKey{enum: enum, value: -1, text: code})
	}
	for _, s := range d.set.Suites {
		if !strings.EqualFold(s.Code, code) {
			continue
		}
		switch s.Basis {
		case "unregistered":
			return s.Name + " (unregistered; named by " + s.Source + ")"
		case "inferred":
			return s.Name + "? (named by " + s.Source + ")"
		}
		return s.Name
	}
	return "no name known for this cipher suite"
}

// raw shows bytes without a layout, with their EBCDIC text beside them.
func (d *Dumper) raw(title string, off int, data []byte) Part {
	return Part{Title: title, Offset: off, Length: len(data), Hex: hex.EncodeToString(data), Text: d.visible(data)}
}

// visible returns one character per byte, a dot where there is none to show.
func (d *Dumper) visible(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		s := string(d.cp.Text(nil, []byte{c}))
		if s == "" || s == "\uFFFD" || plain.Text(s) != s {
			s = "."
		}
		if c == 0x40 {
			s = " "
		}
		b.WriteString(s)
	}
	return b.String()
}
