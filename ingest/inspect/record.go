package inspect

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/smf"
)

// What becomes of a record when it is loaded, in the words of the evidence tables.
const (
	decoded  = "decoded"
	skipped  = "skipped"
	rejected = "rejected"
)

// A Record is an SMF record, taken apart. All offsets count bytes from the
// record descriptor word, as in the manuals.
type Record struct {
	File        string    `json:"file"`
	Record      int64     `json:"record_no"`
	Start       int64     `json:"start_byte"` // in the file
	Span        int64     `json:"span_bytes"` // of the file, with descriptor words
	Length      int       `json:"length"`     // of the logical record
	Framing     string    `json:"framing"`
	Type        int       `json:"smf_type"`
	Subtype     *int      `json:"smf_subtype"` // nil: the record has none
	System      string    `json:"system_id"`
	Time        string    `json:"smf_time_local,omitempty"`
	Remarks     []string  `json:"remarks,omitempty"`
	Disposition string    `json:"disposition"`
	Reason      string    `json:"reason,omitempty"` // why it is skipped or rejected
	Parts       []Part    `json:"parts"`
	Triplets    []Triplet `json:"triplets,omitempty"`
}

// Rejected reports whether the record cannot be read.
func (r *Record) Rejected() bool { return r.Disposition == rejected }

// A Triplet is one entry of the self-defining section.
type Triplet struct {
	No        int    `json:"triplet"`
	At        int    `json:"at"`
	Offset    int    `json:"offset"`
	Length    int    `json:"length"`
	Number    int    `json:"number"`
	Structure string `json:"structure,omitempty"`
	Fault     string `json:"fault,omitempty"` // why it cannot be followed
}

// A Part is a stretch of the record: the header, a section, or bytes that
// nothing claims.
type Part struct {
	Title     string  `json:"title"`
	Structure string  `json:"structure,omitempty"`
	Triplet   int     `json:"triplet,omitempty"`
	Offset    int     `json:"offset"`
	Length    int     `json:"length"`
	Fields    []Field `json:"fields,omitempty"`
	Hex       string  `json:"hex,omitempty"` // of bytes without a layout
	Text      string  `json:"text,omitempty"`
}

// A Field is one field.
type Field struct {
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

// Record takes a record apart, which was read with a framing. The result holds nothing of rec.
func (d *Dumper) Record(rec *smf.Record, framing smf.Framing) *Record {
	r := &Record{
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
func (d *Dumper) other(r *Record, rec *smf.Record) {
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
func (d *Dumper) known(r *Record, rec *smf.Record, rt *record.Type) {
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
func triplets(data []byte, rt *record.Type) []Triplet {
	if len(data) < firstTriplet {
		return nil
	}
	n := int(binary.BigEndian.Uint16(data[standardHeader:]))
	n = min(n, (len(data)-firstTriplet)/tripletBytes, maxTriplets)
	out := make([]Triplet, n)
	for i := range out {
		at := firstTriplet + i*tripletBytes
		t := Triplet{
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
func place(ts []Triplet, rt *record.Type, loc *smf.Located) {
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

func (t *Triplet) absent() bool { return t.Offset == 0 || t.Number == 0 || t.Length == 0 }

// inside reports whether the first n occurrences lie in the record.
func (t *Triplet) inside(data []byte, n int) bool {
	return t.Offset >= firstTriplet && t.Offset+n*t.Length <= len(data)
}

// firstSections returns the first occurrence of each section, for the record's own
// IPv6 flag.
func firstSections(data []byte, rt *record.Type, ts []Triplet) [][]byte {
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
func (d *Dumper) follow(r *Record, data []byte, rt *record.Type, t *Triplet, loc *smf.Located,
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
			t.Fault = fmt.Sprintf("%d x %s at +%d, the record has %d", t.Number, wording.Several(int64(t.Length), "byte"),
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
func (d *Dumper) list(r *Record, t *Triplet, rule string, bytes []byte) {
	entries := smf.Splits[rule](bytes)
	off := t.Offset
	for i, e := range entries {
		title := fmt.Sprintf("%s %d of %d", t.Structure, i+1, len(entries))
		r.Parts = append(r.Parts, d.section(title, t.Structure, t.No, off, e, false))
		off += len(e)
	}
}

// section shows bytes under a structure; as hex when the structure is not known.
func (d *Dumper) section(title, structure string, triplet, off int, data []byte, ipv6 bool) Part {
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
	p := Part{Title: title, Structure: st.Name, Triplet: triplet, Offset: off, Length: len(data)}
	for _, v := range layout.Walk(st, data, d.header, ipv6, d.cp) {
		if v.Raw != nil {
			p.Fields = append(p.Fields, d.field(off, v))
		}
	}
	if extra := layout.Extra(st, data); extra != nil {
		at := off + len(data) - len(extra)
		p.Fields = append(p.Fields,
			Field{Offset: at, Hex: hex.EncodeToString(extra), Field: "(beyond the layout)",
				Meaning: "written by a later release, or damage"})
	}
	return p
}

// unclaimed adds the bytes that neither the header, nor the self-defining
// section, nor any section covers.
func (d *Dumper) unclaimed(r *Record, data []byte) {
	parts := slices.Clone(r.Parts)
	slices.SortStableFunc(parts, func(a, b Part) int { return a.Offset - b.Offset })
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
