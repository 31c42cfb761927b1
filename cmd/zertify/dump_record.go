package main

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// What becomes of a record when it is loaded, in the words of the evidence tables.
const (
	decoded  = "decoded"
	skipped  = "skipped"
	rejected = "rejected"
)

// A recordDump is one record, taken apart. All offsets count bytes from the
// record descriptor word, as in the manuals.
type recordDump struct {
	File        string        `json:"file"`
	Record      int64         `json:"record_no"`
	Start       int64         `json:"start_byte"` // in the file
	Span        int64         `json:"span_bytes"` // of the file, with descriptor words
	Length      int           `json:"length"`     // of the logical record
	Framing     string        `json:"framing"`
	Type        int           `json:"smf_type"`
	Subtype     *int          `json:"smf_subtype"` // nil: the record has none
	System      string        `json:"system_id"`
	Time        string        `json:"smf_time_local,omitempty"`
	Remarks     []string      `json:"remarks,omitempty"`
	Disposition string        `json:"disposition"`
	Reason      string        `json:"reason,omitempty"` // why it is skipped or rejected
	Parts       []partDump    `json:"parts"`
	Triplets    []tripletDump `json:"triplets,omitempty"`
}

// rejected reports whether the record cannot be read.
func (r *recordDump) rejected() bool { return r.Disposition == rejected }

// A tripletDump is one entry of the self-defining section.
type tripletDump struct {
	No        int    `json:"triplet"`
	At        int    `json:"at"`
	Offset    int    `json:"offset"`
	Length    int    `json:"length"`
	Number    int    `json:"number"`
	Structure string `json:"structure,omitempty"`
	Fault     string `json:"fault,omitempty"` // why it cannot be followed
}

// A partDump is a stretch of the record: the header, a section, or bytes that
// nothing claims.
type partDump struct {
	Title     string      `json:"title"`
	Structure string      `json:"structure,omitempty"`
	Triplet   int         `json:"triplet,omitempty"`
	Offset    int         `json:"offset"`
	Length    int         `json:"length"`
	Fields    []fieldDump `json:"fields,omitempty"`
	Hex       string      `json:"hex,omitempty"` // of bytes without a layout
	Text      string      `json:"text,omitempty"`
}

// A fieldDump is one field.
type fieldDump struct {
	Offset  int    `json:"offset"`
	Bit     *int   `json:"bit,omitempty"`
	Hex     string `json:"hex"`
	Field   string `json:"field"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value,omitempty"`
	Meaning string `json:"meaning,omitempty"`
	Doc     string `json:"doc,omitempty"`
	Basis   string `json:"basis,omitempty"`
	Bad     bool   `json:"bad,omitempty"` // no legal value of the field
}

// recordDumper takes records apart.
type recordDumper struct {
	cp    *wire.CodePage
	set   *layout.Set
	names map[codeKey]layout.Code

	overlay *layout.Overlay
	header  []byte            // of the record being taken apart
	rt      *record.Type      // its type; nil without a layout
	bound   []*layout.Binding // what the overlay lays out of it
}

// lay adds the layouts and codes of a site.
func (d *recordDumper) lay(o *layout.Overlay) {
	if d.overlay = o; o == nil {
		return
	}
	for _, c := range o.Codes {
		k := codeKey{enum: c.Enum, value: c.Value}
		if c.Value < 0 {
			k.text = c.Code
		}
		d.names[k] = c
	}
}

// bind finds what the overlay lays out of records of a type and subtype.
func (d *recordDumper) bind(typ, subtype uint16) {
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
func (d *recordDumper) siteStructure(structure string, triplet int) *layout.Structure {
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

type codeKey struct {
	enum  string
	value int64
	text  string // for codes that are no numbers
}

func newRecordDumper(cp *wire.CodePage, site []layout.Code) *recordDumper {
	d := &recordDumper{cp: cp, set: layout.Must(), names: map[codeKey]layout.Code{}}
	for _, c := range slices.Concat(d.set.Codes, site) {
		k := codeKey{enum: c.Enum, value: c.Value}
		if c.Value < 0 {
			k.text = c.Code
		}
		d.names[k] = c // a site's name replaces the shipped one
	}
	return d
}

func (d *recordDumper) dump(rec *smf.Record, framing smf.Framing) *recordDump {
	r := &recordDump{
		File: rec.File, Record: rec.Pos.Record, Start: rec.Start, Span: rec.Span, Length: len(rec.Data),
		Framing: framing.String(),
		Type:    int(rec.Type), System: d.text(sidOf(rec)), Remarks: remarks(rec), Disposition: skipped,
	}
	if rec.HasSubtype {
		sub := int(rec.Subtype)
		r.Subtype = &sub
	}
	if at, ok := rec.Moment(); ok {
		r.Time = localTime(at)
	}
	rt := record.TypeOf(rec.Type, rec.Subtype)
	d.rt = rt
	d.bind(uint16(rec.Type), rec.Subtype)
	if rt == nil && rec.HasSubtype && !rec.Malformed && len(d.bound) > 0 {
		d.known(r, rec, &record.Type{Locators: record.Types[0].Locators[:1:1]})
		r.Disposition, r.Reason = skipped, "no layout of the program for this type and subtype; the site's layout is used"
		return r
	}
	if rt == nil || rec.Malformed || !rec.HasSubtype {
		r.Reason = "no layout for this type and subtype; counted, not decoded"
		d.other(r, rec)
		return r
	}
	d.known(r, rec, rt)
	return r
}

func sidOf(rec *smf.Record) []byte { s := rec.SID(); return s[:] }

func (d *recordDumper) text(b []byte) string { return string(d.cp.Text(nil, b)) }

// remarks says what is unusual about a record as a whole.
func remarks(rec *smf.Record) []string {
	var out []string
	for _, r := range []struct {
		on   bool
		text string
	}{
		{rec.DumpHeader(), "written by the dump program at the start of the dump"},
		{rec.DumpTrailer(), "written by the dump program at the end of the dump"},
		{rec.Spanned, "put together from segments"},
		{rec.Extended, "extended header"},
		{rec.Malformed, "type 126 without a well-formed extended header"},
		{rec.Odd, "the header is not plausible"},
		{rec.Long, "longer than SMF allows"},
		{rec.Salvaged, "its end was inferred"},
		{rec.Disputed, "its length is contradicted by what it holds"},
	} {
		if r.on {
			out = append(out, r.text)
		}
	}
	return out
}

// other shows a record without a layout: its header and the rest as it is.
func (d *recordDumper) other(r *recordDump, rec *smf.Record) {
	n := min(rec.HeaderLen(), standardHeader)
	h := d.section("header", "smf119_header", 0, 0, rec.Data[:n], false)
	h.Structure = ""
	for i := range h.Fields {
		f := &h.Fields[i]
		if f.Meaning == f.Doc {
			f.Meaning = "" // the layout speaks of type 119
		}
		f.Field, f.Column, f.Doc = strings.Replace(f.Field, "SMF119HD", "SMFxHD", 1), "", ""
	}
	r.Parts = append(r.Parts, h)
	if rec.Extended {
		r.Parts = append(r.Parts, d.raw("extended header, real type at +52", n, rec.Data[n:rec.HeaderLen()]))
		n = rec.HeaderLen()
	}
	if n < len(rec.Data) {
		r.Parts = append(r.Parts, d.raw("data", n, rec.Data[n:]))
	}
}

// Where the parts of a type 119 record lie, and the size of a triplet.
const (
	standardHeader = 24
	firstTriplet   = 28
	tripletBytes   = 8
)

// known shows a record that has a layout, also when it has to be rejected.
func (d *recordDumper) known(r *recordDump, rec *smf.Record, rt *record.Type) {
	var loc smf.Located
	d.header = rec.Data[:standardHeader]
	r.Disposition = decoded
	if err := smf.Locate(rec, rt, &loc); err != nil {
		r.Disposition, r.Reason = rejected, err.Error()
	}
	for _, o := range loc.Oddities {
		r.Remarks = append(r.Remarks, fmt.Sprintf("+%d: %s", o.Off, o.Message))
	}
	r.Parts = append(r.Parts,
		d.section(rt.Locators[0].Kind.String(), rt.Locators[0].Kind.String(), 0, 0, rec.Data[:standardHeader], false))
	r.Triplets = triplets(rec.Data, rt)
	if r.Reason == "" {
		place(r.Triplets, rt, &loc)
	}
	ipv6 := rt.IPv6(firstSections(rec.Data, rt, r.Triplets))
	for i := range r.Triplets {
		d.follow(r, rec.Data, rt, &r.Triplets[i], &loc, ipv6)
	}
	d.unclaimed(r, rec.Data)
}

// triplets reads the self-defining section as far as it lies in the record.
func triplets(data []byte, rt *record.Type) []tripletDump {
	if len(data) < firstTriplet {
		return nil
	}
	n := int(binary.BigEndian.Uint16(data[standardHeader:]))
	n = min(n, (len(data)-firstTriplet)/tripletBytes, maxTriplets)
	out := make([]tripletDump, n)
	for i := range out {
		at := firstTriplet + i*tripletBytes
		t := tripletDump{
			No: i + 1, At: at, Offset: int(binary.BigEndian.Uint32(data[at:])),
			Length: int(binary.BigEndian.Uint16(data[at+4:])), Number: int(binary.BigEndian.Uint16(data[at+6:])),
		}
		if t.No < len(rt.Locators) {
			t.Structure = rt.Locators[t.No].Kind.String()
		}
		out[i] = t
	}
	return out
}

// place names the structure that each triplet turned out to point at: a section
// may be told by what it holds, or hold something else than it should.
func place(ts []tripletDump, rt *record.Type, loc *smf.Located) {
	for i := range ts {
		if !ts[i].absent() {
			ts[i].Structure = ""
		}
	}
	for i, no := range loc.Triplets {
		if no > 0 && no <= len(ts) {
			ts[no-1].Structure = rt.Locators[i].Kind.String()
		}
	}
}

func (t *tripletDump) absent() bool { return t.Offset == 0 || t.Number == 0 || t.Length == 0 }

// inside reports whether the first n occurrences lie in the record.
func (t *tripletDump) inside(data []byte, n int) bool {
	return t.Offset >= firstTriplet && t.Offset+n*t.Length <= len(data)
}

// firstSections returns the first occurrence of each section, for the record's own
// IPv6 flag.
func firstSections(data []byte, rt *record.Type, ts []tripletDump) [][]byte {
	secs := make([][]byte, len(rt.Locators))
	for _, t := range ts {
		if t.No < len(secs) && !t.absent() && t.inside(data, 1) {
			secs[t.No] = data[t.Offset : t.Offset+t.Length]
		}
	}
	return secs
}

// maxTriplets and maxSections bound what is shown of one record: both numbers are
// the file's word, and sections may lie over each other. Real records have nine
// triplets at most.
const (
	maxTriplets = 64
	maxSections = 200
)

// follow shows the sections one triplet points at.
func (d *recordDumper) follow(r *recordDump, data []byte, rt *record.Type, t *tripletDump, loc *smf.Located,
	ipv6 bool) {
	list := t.No < len(rt.Locators) && rt.Locators[t.No].Split != ""
	if list && t.No < len(loc.Sections) && loc.Sections[t.No] != nil {
		d.list(r, t, rt.Locators[t.No].Split, loc.Sections[t.No])
		return
	}
	if t.absent() {
		return
	}
	for i := range t.Number {
		if len(r.Parts) >= maxSections {
			t.Fault = "not shown: the record claims more sections than are shown"
			return
		}
		if !t.inside(data, i+1) {
			t.Fault = fmt.Sprintf("%d x %s at +%d, the record has %d", t.Number, plural(int64(t.Length), "byte"),
				t.Offset, len(data))
			return
		}
		off := t.Offset + i*t.Length
		title := t.Structure
		if t.Number > 1 {
			title = strings.TrimSpace(fmt.Sprintf("%s %d of %d", title, i+1, t.Number))
		}
		r.Parts = append(r.Parts, d.section(title, t.Structure, t.No, off, data[off:off+t.Length], ipv6))
	}
}

// list shows the entries of a list whose entries carry their own length.
func (d *recordDumper) list(r *recordDump, t *tripletDump, rule string, bytes []byte) {
	entries := smf.Splits[rule](bytes)
	off := t.Offset
	for i, e := range entries {
		title := fmt.Sprintf("%s %d of %d", t.Structure, i+1, len(entries))
		r.Parts = append(r.Parts, d.section(title, t.Structure, t.No, off, e, false))
		off += len(e)
	}
}

// section shows bytes under a structure; as hex when the structure is not known.
func (d *recordDumper) section(title, structure string, triplet, off int, data []byte, ipv6 bool) partDump {
	st := d.siteStructure(structure, triplet)
	if st != nil {
		title = strings.TrimSpace(title + " (site's layout)")
	} else {
		st = d.set.Structure(structure)
	}
	if st == nil {
		p := d.raw("section without a layout", off, data)
		p.Triplet = triplet
		return p
	}
	p := partDump{Title: title, Structure: st.Name, Triplet: triplet, Offset: off, Length: len(data)}
	for _, v := range layout.Walk(st, data, d.header, ipv6, d.cp) {
		if v.Raw != nil {
			p.Fields = append(p.Fields, d.field(off, v))
		}
	}
	if extra := layout.Extra(st, data); extra != nil {
		at := off + len(data) - len(extra)
		p.Fields = append(p.Fields,
			fieldDump{Offset: at, Hex: hex.EncodeToString(extra), Field: "(beyond the layout)",
				Meaning: "written by a later release, or damage"})
	}
	return p
}

func (d *recordDumper) field(off int, v layout.Value) fieldDump {
	f := v.Field
	out := fieldDump{Offset: off + f.Offset, Hex: hex.EncodeToString(v.Raw), Field: f.Name, Column: f.Column, Doc: f.Doc,
		Bad: v.Bad}
	if f.Bit >= 0 {
		bit := f.Bit
		out.Bit = &bit
	}
	if f.Basis != "documented" {
		out.Basis = f.Basis
	}
	out.Value, out.Meaning = d.value(v)
	switch {
	case v.Bad:
		out.Meaning = "not a legal value of this field"
	case out.Meaning == "" && f.Format != "reserved":
		out.Meaning = f.Doc
	}
	return out
}

// value words a field's value and, for a code, what it means.
func (d *recordDumper) value(v layout.Value) (value, meaning string) {
	f := v.Field
	switch val := v.V.(type) {
	case nil:
		if f.Format == "packed_date" {
			return packedDate(v.Raw), ""
		}
		return "", ""
	case bool:
		return map[bool]string{true: "yes", false: "no"}[val], ""
	case int64:
		if f.Format == "tod_span" {
			return fmt.Sprintf("%d %s", val, f.Unit), (time.Duration(val) * time.Microsecond).String()
		}
		return moment(f.Column, val), ""
	case uint64:
		return strings.TrimSpace(fmt.Sprintf("%d %s", val, f.Unit)), d.codeName(codeKey{enum: f.Enum, value: int64(val)})
	case string:
		return reports.Plain(val), d.textName(f.Enum, val)
	}
	return reports.Plain(fmt.Sprint(v.V)), ""
}

// codeName names a code; a name nobody has confirmed ends in a question mark.
func (d *recordDumper) codeName(k codeKey) string {
	if k.enum == "" {
		return ""
	}
	c, ok := d.names[k]
	if !ok {
		return "no name known for this code"
	}
	if c.Basis == "inferred" {
		return c.Name + "?"
	}
	return c.Name
}

// suiteEnum marks fields that hold the code of a TLS cipher suite.
const suiteEnum = "tls_neg_cipher"

func (d *recordDumper) textName(enum, code string) string {
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
func (d *recordDumper) raw(title string, off int, data []byte) partDump {
	return partDump{Title: title, Offset: off, Length: len(data), Hex: hex.EncodeToString(data), Text: d.visible(data)}
}

// visible returns one character per byte, a dot where there is none to show.
func (d *recordDumper) visible(data []byte) string {
	var b strings.Builder
	for _, c := range data {
		s := string(d.cp.Text(nil, []byte{c}))
		if s == "" || s == "\uFFFD" || reports.Plain(s) != s {
			s = "."
		}
		if c == 0x40 {
			s = " "
		}
		b.WriteString(s)
	}
	return b.String()
}

// unclaimed adds the bytes that neither the header, nor the self-defining
// section, nor any section covers.
func (d *recordDumper) unclaimed(r *recordDump, data []byte) {
	parts := slices.Clone(r.Parts)
	slices.SortStableFunc(parts, func(a, b partDump) int { return a.Offset - b.Offset })
	at := min(firstTriplet+tripletBytes*len(r.Triplets), len(data))
	gap := func(to int) {
		if to > at {
			r.Parts = append(r.Parts, d.raw("bytes that no triplet points at", at, data[at:to]))
		}
	}
	for _, p := range parts {
		gap(p.Offset)
		at = max(at, p.Offset+p.Length)
	}
	gap(len(data))
}

// moment words microseconds since 1970: UTC, or without a zone for the times the
// records give as local.
func moment(column string, micros int64) string {
	if strings.HasSuffix(column, "_local") {
		return localTime(micros)
	}
	return time.UnixMicro(micros).UTC().Format("2006-01-02T15:04:05.999999Z")
}

func localTime(micros int64) string {
	return time.UnixMicro(micros).UTC().Format("2006-01-02T15:04:05.999999")
}

func packedDate(raw []byte) string {
	days, ok := wire.PackedDate(raw)
	if !ok {
		return ""
	}
	return time.Unix(int64(days)*86400, 0).UTC().Format(time.DateOnly)
}
