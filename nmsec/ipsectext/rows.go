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

// A Sink takes the rows of an entry: sections in our own form, whose bytes stay as they are.
type Sink func(rt *record.Type, part int, section []byte)

// Rows hands sink the rows of an entry whose content fits: one for the entry, one for each label, and one for the
// cryptography of an IKE tunnel. part counts the labels from 1. zone is that of the times; nil: not known.
func Rows(e *Entry, c *Content, zone *time.Location, sink Sink) {
	if e.Log.Zone != nil {
		zone = e.Log.Zone
	}
	sink(types().entry, 0, entrySection(e, zone))
	for i := range c.Values {
		sink(types().value, i+1, valueSection(&c.Values[i], zone))
	}
	if e.Kind == Record && strings.EqualFold(e.Report.Primary, "IKE tunnel") {
		sink(types().tunnel, 0, ikeSection(c))
	}
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

// newSection returns a section with room for a text at its end.
func newSection(name string, tail int) section {
	f := sections()[name]
	return section{f.fields, make([]byte, f.length, f.length+tail)}
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

// tail returns the section with the text at its end.
func (s section) tail(v string) []byte { return append(s.b, v...) }

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

func entrySection(e *Entry, zone *time.Location) []byte {
	body := e.body()
	s := newSection("text_entry", len(body))
	s.number("lines", uint64(e.Lines))
	s.text("kind", e.Kind.String())
	s.moment("made", "made_utc", e.Made(), zone)
	if r := e.Report; r != nil {
		s.number("report", uint64(r.Line))
		s.flag("is_shadow", r.IsShadow)
		for name, v := range map[string]string{"primary": r.Primary, "stack": r.Stack, "nss_client": r.Client,
			"source": r.Source, "release": r.Release} {
			s.text(name, v)
		}
	}
	if l := &e.Log; e.Kind == Message {
		s.number("instance", uint64(l.Instance))
		s.flag("has_instance", l.HasInstance)
		for name, v := range map[string]string{"host": l.Host, "program": l.Program, "id": l.ID, "event": l.Event} {
			s.text(name, v)
		}
	}
	return s.tail(body)
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

func valueSection(v *Value, zone *time.Location) []byte {
	s := newSection("text_value", len(v.Printed))
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
	return s.tail(v.Printed)
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

// ikeSection is what policies judge of an IKE tunnel. A label of which the meaning is only inferred has no part in it.
func ikeSection(c *Content) []byte {
	s := newSection("text_ike", 0)
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
