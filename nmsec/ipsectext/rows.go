package ipsectext

import (
	"encoding/binary"
	"math"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// A Sink takes the rows of an entry: sections in our own form.
type Sink func(rt *record.Type, part int, section []byte)

// Rows makes rows of entries. The zero value is ready for use.
type Rows struct {
	Zone   *time.Location // of the times; nil: not known
	chunks [][]byte       // memory of the sections
	used   int            // of chunks, the last of them in part
	free   []byte         // of the last chunk in use
}

// Of hands sink the rows of an entry whose content fits: one for the entry, one for each label, and one for the
// cryptography of an IKE tunnel. part counts the labels from 1. The sections stay as they are until Reset.
func (r *Rows) Of(e *Entry, c *Content, sink Sink) {
	zone := r.Zone
	if e.Log.Zone != nil {
		zone = e.Log.Zone
	}
	t := types()
	sink(t.entry, 0, r.entry(e, zone))
	for i := range c.Values {
		sink(t.value, i+1, r.value(&c.Values[i], zone))
	}
	if e.Kind == Record && strings.EqualFold(e.Report.Primary, "IKE tunnel") {
		sink(t.tunnel, 0, r.ike(c))
	}
}

// Reset takes back the memory of all sections.
func (r *Rows) Reset() { r.used, r.free = 0, nil }

// chunk is how much memory is taken at once; a section has some hundred bytes.
const chunk = 64 << 10

// memory returns n bytes that are 0.
func (r *Rows) memory(n int) []byte {
	if n > chunk {
		return make([]byte, n)
	}
	if n > len(r.free) {
		if r.used == len(r.chunks) {
			r.chunks = append(r.chunks, make([]byte, chunk))
		}
		r.free = r.chunks[r.used]
		r.used++
		clear(r.free)
	}
	out := r.free[:n:n]
	r.free = r.free[n:]
	return out
}

// rowTypes are the record types of the rows.
type rowTypes struct{ entry, value, tunnel *record.Type }

var types = sync.OnceValue(func() rowTypes {
	return rowTypes{record.TypeOfText("entry"), record.TypeOfText("label"), record.TypeOfText("tunnel")}
})

// A section is bytes in the form of one of our structures.
type section struct {
	fields map[string]*layout.Field
	b      []byte
}

// form is what a section is made with: its fields by name, and the length of those that have one.
type form struct {
	fields map[string]*layout.Field
	length int
}

var sections = sync.OnceValue(func() map[string]form {
	out := map[string]form{}
	for _, name := range []string{"text_entry", "text_value", "text_ike"} {
		st := layout.Must().Structure(name)
		f := form{fields: map[string]*layout.Field{}}
		for i := range st.Fields {
			fd := &st.Fields[i]
			f.fields[fd.Name], f.length = fd, max(f.length, fd.End())
		}
		out[name] = f
	}
	return out
})

// section returns a section with a text at its end.
func (r *Rows) section(name, tail string) section {
	f := sections()[name]
	b := r.memory(f.length + len(tail))
	copy(b[f.length:], tail)
	return section{f.fields, b}
}

// number sets a number; one that is too large for its field is left out.
func (s section) number(name string, v uint64) {
	f := s.fields[name]
	switch b := s.b[f.Offset:f.End()]; {
	case f.Format == "bits":
		b[0] |= byte(v << (8 - f.Bit - f.Length) & (1<<(8-f.Bit) - 1))
	case len(b) == 2 && v <= math.MaxUint16:
		binary.BigEndian.PutUint16(b, uint16(v))
	case len(b) == 4 && v <= math.MaxUint32:
		binary.BigEndian.PutUint32(b, uint32(v))
	case len(b) == 8:
		binary.BigEndian.PutUint64(b, v)
	}
}

func (s section) flag(name string, on bool) {
	if f := s.fields[name]; on {
		s.b[f.Offset] |= 0x80 >> f.Bit
	}
}

// text sets a text; what is longer than its field ends with the last character that fits.
func (s section) text(name, v string) {
	f := s.fields[name]
	n := min(len(v), f.Length)
	for n > 0 && n < len(v) && !utf8.RuneStart(v[n]) {
		n--
	}
	copy(s.b[f.Offset:f.End()], v[:n])
}

// moment sets a time as printed, and the same in UTC when the zone is known.
func (s section) moment(local, utc string, at time.Time, zone *time.Location) {
	set := func(name string, t time.Time) {
		if u := t.Unix(); u > 0 && u <= math.MaxUint32 {
			s.number(name, uint64(u))
		}
	}
	if at.IsZero() {
		return
	}
	set(local, at)
	if zone != nil {
		set(utc, inZone(at, zone))
	}
}

func (r *Rows) entry(e *Entry, zone *time.Location) []byte {
	s := r.section("text_entry", e.body())
	s.number("lines", uint64(e.Lines))
	s.text("kind", e.Kind.String())
	s.moment("made", "made_utc", e.Made(), zone)
	if of := e.Report; of != nil {
		s.number("report", uint64(of.Line))
		s.flag("is_shadow", of.IsShadow)
		s.text("primary", of.Primary)
		s.text("stack", of.Stack)
		s.text("nss_client", of.Client)
		s.text("source", of.Source)
		s.text("release", of.Release)
	}
	if l := &e.Log; e.Kind == Message {
		s.number("instance", uint64(l.Instance))
		s.flag("has_instance", l.HasInstance)
		s.text("host", l.Host)
		s.text("program", l.Program)
		s.text("id", l.ID)
		s.text("event", l.Event)
	}
	return s.b
}

// Made returns when the report was made or the message logged, as printed; zero when that is not known.
func (e *Entry) Made() time.Time {
	switch {
	case e.Kind == Message:
		return e.Log.At
	case e.Report != nil:
		return e.Report.Made
	}
	return time.Time{}
}

// body is the text of a message, and the first line of a heading.
func (e *Entry) body() string {
	switch e.Kind {
	case Message:
		return e.Log.Text
	case Heading:
		first, _, _ := strings.Cut(string(e.Data), "\n")
		return strings.TrimSpace(first)
	}
	return ""
}

func (r *Rows) value(v *Value, zone *time.Location) []byte {
	s := r.section("text_value", v.Printed)
	s.number("line", uint64(v.Line))
	s.number("number", v.Number)
	s.flag("has_number", v.HasNumber)
	s.flag("is_cut", v.IsCut)
	s.moment("local", "utc", v.At, zone)
	s.text("label", v.Label)
	s.text("label_basis", v.Basis())
	s.text("maps_to", v.Column())
	if v.Fact != nil && normal[v.Fact.Form] {
		s.text("text", v.Text)
	}
	if v.Code != nil {
		s.text("token", v.Code.Token)
		s.text("token_basis", v.Code.Basis)
	}
	return s.b
}

// normal are the forms whose text is not the one that is printed.
var normal = map[string]bool{"address": true, "cookie": true, "spi": true}

// ikeCodes and ikeNumbers are the fields of text_ike by the columns that labels map to; those of ikePrinted keep the
// spelling.
var (
	ikeCodes = map[string]string{"exchange_mode": "exchange_mode", "encr_alg": "encr_alg", "auth_alg": "auth_alg",
		"prf_alg": "prf_alg", "local_auth_method": "local_auth_method", "peer_auth_method": "peer_auth_method"}
	ikeNumbers = map[string]string{"dh_group": "dh_group", "encr_key_bits": "encr_key_bits",
		"life_seconds": "life_seconds", "life_bytes": "life_bytes", "ike_version": "major_version"}
	ikePrinted = map[string]string{"encr_alg": "encr_printed", "auth_alg": "auth_printed", "prf_alg": "prf_printed",
		"peer_auth_method": "peer_auth_printed"}
)

// ike is what profiles evaluate of an IKE tunnel. A label of which the meaning is only inferred has no part in it.
func (r *Rows) ike(c *Content) []byte {
	s := r.section("text_ike", "")
	for i := range c.Values {
		v := &c.Values[i]
		column := v.Column()
		if v.Basis() == "inferred" || v.Text == "" {
			continue
		}
		if name := ikeCodes[column]; name != "" && v.Code != nil {
			s.number(name, uint64(v.Code.Value))
		}
		if name := ikeNumbers[column]; name != "" && v.HasNumber {
			s.number(name, v.Number)
		}
		if name := ikePrinted[column]; name != "" {
			s.text(name, v.Text)
		}
		if column == "encr_alg" && v.HasNumber { // AES-CBC-256
			s.number("encr_key_bits", v.Number)
		}
		if column == "is_fips" && v.HasNumber {
			s.flag("has_fips", true)
			s.flag("is_fips", v.Number == 1)
		}
	}
	return s.b
}
