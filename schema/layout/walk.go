package layout

import (
	"encoding/hex"

	"github.com/zertify/zertify/schema/wire"
)

// A Value is one field of one section as Walk read it.
type Value struct {
	Field *Field
	Raw   []byte // the field's bytes; nil when the section ends before it
	V     any    // nil, uint64, int64 (microseconds), bool or string
	Bad   bool   // the bytes are no legal value of the format
}

// Walk reads every field of st from section, in layout order. It is the slow and
// obvious appendixTable of the generated decoders: dump prints from it and tests compare
// with it. recordIPv6 is the record's own IPv6 flag and header its SMF header.
// Fields the section ends before come out with a nil Raw and a nil V; inferred
// fields of a section that fails the structure's test have Raw and no V.
func Walk(st *Structure, section, header []byte, recordIPv6 bool, cp *wire.CodePage) []Value {
	w := walker{st: st, s: section, ipv6: recordIPv6, cp: cp, accepted: Passes(st.Accept, section, header)}
	out := make([]Value, len(st.Fields))
	for i := range st.Fields {
		out[i] = w.value(&st.Fields[i])
	}
	return out
}

// Extra returns the bytes of section beyond what st describes, or nil.
func Extra(st *Structure, section []byte) []byte {
	if n := st.Known(); n >= 0 && len(section) > n {
		return section[n:]
	}
	return nil
}

type walker struct {
	st   *Structure
	s    []byte
	ipv6 bool
	cp   *wire.CodePage

	accepted bool // the section passes the structure's test
}

func (w *walker) value(f *Field) Value {
	v := Value{Field: f}
	if f.End() > len(w.s) || f.Length < 0 && f.Offset >= len(w.s) {
		return v
	}
	if f.Length < 0 {
		v.Raw = w.s[f.Offset:]
	} else {
		v.Raw = w.s[f.Offset:f.End()]
	}
	if w.st.Doubted(f) && !w.accepted {
		return v
	}
	if by := w.st.Field(f.By); by == nil || by.End() <= len(w.s) {
		v.V, v.Bad = w.decode(f, v.Raw)
	}
	return v
}

func (w *walker) decode(f *Field, raw []byte) (v any, bad bool) {
	switch f.Format {
	case "reserved", "packed_date":
		return nil, false
	case "uint":
		return wire.Uint(raw), false
	case "flag":
		return wire.Bits(raw, f.Bit, f.Length) != 0, false
	case "bits":
		return wire.Bits(raw, f.Bit, f.Length), false
	case "tod_span":
		return int64(wire.Uint(raw) >> 12), false
	case "tod":
		return orBad(wire.TOD(wire.Uint(raw)))(false)
	case "unix":
		return orBad(wire.UnixTime(raw))(false)
	case "text":
		return nilIfEmpty(string(w.cp.Text(nil, raw))), false
	case "ascii":
		return nilIfEmpty(string(wire.ASCII(nil, raw))), false
	case "utf8":
		return nilIfEmpty(string(wire.UTF8(nil, raw))), false
	case "ip":
		return wire.Addr(raw, w.isIPv6(f)).String(), false
	case "ip_last":
		return wire.AddrLast(raw, w.isIPv6(f)).String(), false
	case "hundredths":
		date := w.by(f)
		return orBad(wire.Moment(raw, date))(!wire.NoDate(date))
	case "cert_time":
		kind := w.by(f)
		return orBad(wire.CertTime(kind[0], raw))(kind[0] != 0)
	case "hex":
		return w.hex(f, raw)
	}
	panic("layout: format " + f.Format + " passed the loader and is not known to Walk")
}

func (w *walker) by(f *Field) []byte {
	b := w.st.Field(f.By)
	return w.s[b.Offset:b.End()]
}

func (w *walker) isIPv6(f *Field) bool {
	switch f.By {
	case "record":
		return w.ipv6
	case "mapped":
		return true
	}
	return wire.Bits(w.by(f), w.st.Field(f.By).Bit, 1) != 0
}

func (w *walker) hex(f *Field, raw []byte) (any, bool) {
	bad := false
	if f.By != "" {
		n := wire.Uint(w.by(f))
		if bad = n > uint64(len(raw)); !bad {
			raw = raw[:n]
		}
	}
	return nilIfEmpty(hex.EncodeToString(raw)), bad
}

func nilIfEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// orBad turns a (value, ok) pair into a value or nil; a value that is not ok is
// bad only when the record claims to have one.
func orBad(v int64, ok bool) func(claimed bool) (any, bool) {
	return func(claimed bool) (any, bool) {
		if ok {
			return v, false
		}
		return nil, claimed
	}
}
