package inspect

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/wire"
)

// A Message is an NMI message, taken apart. Offsets count bytes from its
// beginning.
type Message struct {
	File         string   `json:"file"`
	Message      int64    `json:"record_no"`
	Start        int64    `json:"start_byte"` // in the file
	Length       int      `json:"length"`
	Framing      string   `json:"framing"`
	FramingBasis string   `json:"framing_basis"`
	Name         string   `json:"message_name,omitempty"`
	NameBasis    string   `json:"message_name_basis,omitempty"`
	Type         *uint64  `json:"message_type"` // nil: the framing has none
	Target       string   `json:"target,omitempty"`
	Code         *uint32  `json:"return_code"`
	CodeName     string   `json:"return_code_name,omitempty"`
	CodeMeaning  string   `json:"return_code_meaning,omitempty"`
	Reason       *uint32  `json:"reason_code"`
	ReasonName   string   `json:"reason_code_name,omitempty"`
	Meaning      string   `json:"reason_code_meaning,omitempty"`
	Carved       bool     `json:"is_carved"`
	Records      int      `json:"records"`
	Remarks      []string `json:"remarks,omitempty"`
	Disposition  string   `json:"disposition"`
	Parts        []Part   `json:"parts"`
}

// Rejected reports whether something of the message could not be read.
func (m *Message) Rejected() bool { return m.Disposition == rejected }

// maxDumped bounds the records shown of one message.
const maxDumped = 2000

// Message takes a message apart, which was read with a framing; nil, and basis says why, when it was carved. The result
// holds nothing of m.
func (d *Dumper) Message(m *message.Message, f *framing.Framing, basis string) *Message {
	out := &Message{
		File: m.Pos.File, Message: m.Pos.Record, Start: m.Pos.Start, Length: len(m.Data), Framing: ingest.Carved,
		FramingBasis: basis,
		Name:         m.Name, NameBasis: m.NameBasis, Target: d.text(m.Target), Carved: m.Carved, Records: len(m.Records),
		Disposition: decoded,
	}
	if f != nil {
		out.Framing = f.Name
	}
	if m.HasType {
		out.Type = &m.Type
	}
	if m.HasRC {
		out.Code, out.Reason = &m.RC, &m.RSN
		out.CodeName, out.CodeMeaning = d.code("nmi_return_code", m.RC)
		out.ReasonName, out.Meaning = d.code("nmi_reason_code", m.RSN)
	}
	for _, err := range m.Errs {
		out.Disposition = rejected
		out.Remarks = append(out.Remarks, errText(err))
	}
	if !m.Carved {
		out.Parts = append(out.Parts, d.framed("message header", "message", f, 0, m.Data[:min(m.Header, len(m.Data))]))
	}
	d.records(out, m, f)
	out.Parts = d.withGaps(out.Parts, m.Data)
	return out
}

// code returns name and meaning of a code; no meaning when it has no name.
func (d *Dumper) code(enum string, value uint32) (name, meaning string) {
	k := codeKey{enum: enum, value: int64(value)}
	return d.codeName(k), d.names[k].Doc
}

func (d *Dumper) records(out *Message, m *message.Message, f *framing.Framing) {
	var loc nmsec.Located
	known := 0
	for i := range m.Records {
		if i == maxDumped {
			out.Remarks = append(out.Remarks,
				fmt.Sprintf("%s more not taken apart here", wording.Several(int64(len(m.Records)-i), "record")))
			return
		}
		rec := &m.Records[i]
		loc.Reset()
		if err := nmsec.Locate(m, rec, 0, &loc); err != nil {
			out.Disposition = rejected
			out.Remarks = append(out.Remarks, errText(err))
		}
		d.header, d.rt, d.bound = loc.Sections[0], loc.Type, ingest.MessageBindings(d.overlay, m, rec, loc.Type)
		d.record(out, rec, &loc, f)
		if loc.Type != nil {
			known++
		}
	}
	if known == 0 && len(m.Data) > m.Header && out.Disposition == decoded {
		out.Disposition = skipped
	}
}

// record shows one record: its header, if a framing says that there is one, and
// its sections.
func (d *Dumper) record(out *Message, rec *message.Record, loc *nmsec.Located, f *framing.Framing) {
	what := fmt.Sprintf("record %d", rec.No+1)
	if rec.Depth > 0 {
		what += fmt.Sprintf(", in the cascade of record %d", rec.Parent+1)
	}
	first := rec.Off + len(rec.Data)
	for i := range rec.Sections {
		if s := &rec.Sections[i]; s.Off >= rec.Off {
			first = min(first, s.Off)
		}
	}
	if f != nil && first > rec.Off && first-rec.Off <= len(rec.Data) {
		out.Parts = append(out.Parts, d.framed(what+", header", "record", f, rec.Off, rec.Data[:first-rec.Off]))
	}
	for i := range rec.Sections {
		s := &rec.Sections[i]
		name := nmsec.StructureOf(s.Role)
		if name == "" && i == 0 && loc.Type != nil {
			name = loc.Type.Locators[1].Kind.String()
		}
		title := fmt.Sprintf("%s, section %d: %s", what, i+1, cmp.Or(name, "unknown"))
		no := i + 1
		if name == "" && loc.Type != nil && no < len(loc.Type.Locators) {
			no = 0 // that number is another section's
		}
		if d.set.Structure(name) == nil && d.siteStructure(name, no) == nil {
			out.Parts = append(out.Parts, d.raw(title, s.Off, s.Data))
			continue
		}
		p := d.section(title, name, no, s.Off, s.Data, rec.IPv6())
		p.Triplet = 0 // messages have none
		out.Parts = append(out.Parts, p)
	}
}

// framed shows a header whose fields a framing describes. What the framing does not
// speak of is shown, too.
func (d *Dumper) framed(title, element string, f *framing.Framing, off int, data []byte) Part {
	p := Part{Title: title, Offset: off, Length: len(data)}
	var fields []framing.Field
	descriptors := len(data)
	if f != nil {
		for _, f := range f.Fields {
			if f.Element == element && f.Name == "descriptors" && f.Offset >= 0 {
				descriptors = f.Offset
			}
			if f.Element == element && f.Name != "header" && f.Offset >= 0 && f.Length > 0 && f.Offset+f.Length <= len(data) {
				fields = append(fields, f)
			}
		}
	}
	slices.SortStableFunc(fields, func(a, b framing.Field) int { return cmp.Compare(a.Offset, b.Offset) })
	at := 0
	for i := range fields {
		f := &fields[i]
		if f.Offset < at {
			continue
		}
		p.addUnknown(off, at, data[at:f.Offset], descriptors)
		p.Fields = append(p.Fields, d.frameField(off, f, data[f.Offset:f.Offset+f.Length]))
		at = f.Offset + f.Length
	}
	p.addUnknown(off, at, data[at:], descriptors)
	return p
}

// addUnknown shows bytes of a header that the framing has no field for. From
// the offset descriptors on they are those of the sections.
func (p *Part) addUnknown(off, at int, data []byte, descriptors int) {
	if len(data) == 0 {
		return
	}
	f := Field{Offset: off + at, Hex: hex.EncodeToString(data), Field: "(not known)",
		Meaning: "the framing says nothing of these bytes"}
	if at >= descriptors {
		f.Field, f.Meaning = "(descriptors)", "where the sections and the nested records lie"
	}
	p.Fields = append(p.Fields, f)
}

func (d *Dumper) frameField(off int, f *framing.Field, raw []byte) Field {
	out := Field{Offset: off + f.Offset, Hex: hex.EncodeToString(raw), Field: f.Name,
		Meaning: cmp.Or(f.Doc, frameMeanings[f.Name])}
	if f.Basis != framing.BasisDocumented {
		out.Basis = f.Basis
	}
	switch {
	case f.Format == "ascii":
		out.Value = plain.Text(string(raw))
	case f.Format == "ebcdic" || f.Name == "target" || f.Name == "ident" && f.Format != "hex":
		out.Value = plain.Text(d.text(raw))
	case f.Length <= 8 && f.Format != "hex" && f.Format != "reserved":
		v := wire.Uint(raw)
		out.Value = fmt.Sprint(v)
		if enum := frameEnums[f.Name]; enum != "" && v <= 1<<32-1 {
			name, meaning := d.code(enum, uint32(v))
			out.Meaning = strings.TrimSuffix(name+": "+meaning, ": ")
		}
	}
	return out
}

// frameMeanings word fields for framings that do not.
var frameMeanings = map[string]string{
	"ident": "the same in every message or record", "header_length": "length of the header",
	"length": "length with everything in it", "version": "version of the interface",
	"type": "kind of request or response", "target": "stack or client of the NSS server",
	"record_offset": "where the first record begins", "record_count": "records of the message itself",
	"section_count": "sections of the record", "cascade_count": "cascades of the record, 0 or 1",
}

// frameEnums are the code tables of fields that framings name.
var frameEnums = map[string]string{"rc": "nmi_return_code", "rsn": "nmi_reason_code"}

// withGaps orders parts by offset and adds the bytes that none of them holds.
func (d *Dumper) withGaps(parts []Part, data []byte) []Part {
	slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Compare(a.Offset, b.Offset) })
	var out []Part
	at := 0
	gap := func(to int) {
		if to > at {
			out = append(out, d.raw("bytes that nothing points at", at, data[at:to]))
		}
	}
	for _, p := range parts {
		gap(p.Offset)
		out = append(out, p)
		at = max(at, p.Offset+p.Length)
	}
	gap(len(data))
	return out
}
