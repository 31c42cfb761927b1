package anonymize

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"time"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// A section is a stretch of a record with a layout.
type section struct {
	st   *layout.Structure
	in   []byte // as it is in the input
	out  []byte // its copy: zeros as long as nothing is written
	ipv6 bool   // the record's own flag
	sure bool   // it has the form that its inferred fields are read in
}

// section fills the copy of a section, field by field. A field that the section
// ends before or inside, and bytes behind the last field, stay zeros.
func (a *anonymizer) section(s section) {
	for i := range s.st.Fields {
		f := &s.st.Fields[i]
		end := f.End()
		if f.Length < 0 {
			end = len(s.in)
		}
		if end > len(s.in) || f.Offset >= end || s.st.Doubted(f) && !s.sure {
			continue
		}
		if f.Bit >= 0 { // flags share their bytes
			copy(s.out[f.Offset:end], s.in[f.Offset:end])
			continue
		}
		if f.Format == "reserved" {
			continue
		}
		copy(s.out[f.Offset:end], s.in[f.Offset:end])
		a.field(&s, f, s.out[f.Offset:end])
	}
}

// field replaces what is in b, the copy of a field.
func (a *anonymizer) field(s *section, f *layout.Field, b []byte) {
	switch f.Format {
	case "ip", "ip_last":
		a.address(b, a.isIPv6(s, f), f.Format == "ip_last")
	case "packed_date":
		a.shiftDate(b)
	case "tod":
		a.shiftClock(b)
	case "unix":
		a.shiftUnix(b)
	case "cert_time":
		a.certTime(b, s, f)
	case "text":
		a.text(classOf(f), b)
	case "hex":
		a.bytes(classOf(f), s.counted(f, b), b)
	case "uint":
		if classOf(f) == Number {
			a.number(b)
		}
	}
}

func classOf(f *layout.Field) Class {
	if f.Column != "" {
		return Columns[f.Column]
	}
	return Columns[f.Name]
}

// by returns the field that decides how another is read, nil when the section ends
// before it or there is none.
func (s *section) by(f *layout.Field) []byte {
	d := s.st.Field(f.By)
	if d == nil || d.Length < 0 || d.End() > len(s.in) {
		return nil
	}
	return s.in[d.Offset:d.End()]
}

// counted returns the part of a field that its length counts.
func (s *section) counted(f *layout.Field, b []byte) []byte {
	if n := s.by(f); n != nil && len(n) <= 8 {
		return b[:min(wire.Uint(n), uint64(len(b)))]
	}
	return b
}

func (a *anonymizer) isIPv6(s *section, f *layout.Field) bool {
	switch f.By {
	case "record":
		return s.ipv6
	case "mapped":
		return true
	}
	b := s.by(f)
	return b != nil && wire.Bits(b, s.st.Field(f.By).Bit, 1) != 0
}

// address replaces an address where wire.Addr looks for it. What else is in the
// field becomes zeros.
func (a *anonymizer) address(b []byte, ipv6, last bool) {
	if len(b) != 16 || allZero(b) {
		return
	}
	addr := wire.Addr(b, ipv6)
	if last { // IPv4 stands behind zeros
		addr = netip.AddrFrom16([16]byte(b))
		if !ipv6 && allZero(b[:12]) {
			addr = netip.AddrFrom4([4]byte(b[12:]))
		}
	}
	switch {
	case addr.Is4() && last:
		copy(b[12:], a.key.addr(addr).AsSlice())
	case addr.Is4() && b[10] == 0xFF && b[11] == 0xFF && allZero(b[:10]):
		copy(b[12:], a.key.addr(addr).AsSlice())
	case addr.Is4():
		fresh := a.key.addr(addr).AsSlice()
		clear(b)
		copy(b, fresh)
	default:
		copy(b, a.key.addr(addr).AsSlice())
	}
	a.sum.Fields[Address]++
}

// text replaces a text by its class.
func (a *anonymizer) text(class Class, b []byte) {
	switch class {
	case Keep:
		return
	case System:
		if a.opt.KeepSystems {
			return
		}
		a.named(class, b)
	case Name:
		a.named(class, b)
	case DN:
		a.replaced(class, a.key.dn(b))
	case Numbered:
		a.replaced(class, a.key.numbered(b))
	case HexText:
		a.replaced(class, a.key.hexText(b))
	case Appl:
		a.applData(b)
	default:
		clear(b)
	}
}

func (a *anonymizer) replaced(class Class, did bool) {
	if did {
		a.sum.Fields[class]++
	}
}

func (a *anonymizer) named(class Class, b []byte) {
	if keptNames[a.key.texts.text(trimmed(b))] {
		return
	}
	a.replaced(class, a.key.name(b))
}

// Where the names are in the application data that FTP and the TN3270E server
// attach to their sockets; the rest are codes. The forms are those that
// v_tcp_application takes apart.
var applForms = map[string][][2]int{
	"EZAFTP0C": {{11, 20}},
	"EZAFTP0S": {{11, 20}},
	"EZBTNSRV": {{9, 17}, {18, 26}},
}

// applData replaces the names in application data, all of it when its form is not
// known. The first word of that names the owner of the socket.
func (a *anonymizer) applData(b []byte) {
	form, ok := applForms[a.key.texts.text(b[:min(8, len(b))])]
	if !ok {
		a.replaced(Appl, a.key.name(b))
		return
	}
	for _, at := range form {
		if at[1] <= len(b) {
			a.replaced(Appl, a.key.name(b[at[0]:at[1]]))
		}
	}
}

// bytes replaces the counted part of a field; behind it nothing is kept.
func (a *anonymizer) bytes(class Class, counted, b []byte) {
	switch class {
	case Keep:
	case ID:
		clear(b[len(counted):])
		a.replaced(class, !allZero(counted))
		a.key.bytes(counted)
	default:
		clear(b)
	}
}

// number replaces a number of up to 32 bits.
func (a *anonymizer) number(b []byte) {
	if len(b) != 4 {
		clear(b)
		return
	}
	n := uint64(binary.BigEndian.Uint32(b))
	a.replaced(Number, n != 0)
	binary.BigEndian.PutUint32(b, uint32(a.key.number(n)))
}

// oneDay in the units of the clocks.
const (
	daySeconds = 24 * 60 * 60
	dayTicks   = daySeconds * 1_000_000 << 12 // of the store clock
)

// shiftDate moves a packed date; what is not a date stays.
func (a *anonymizer) shiftDate(b []byte) {
	days, ok := wire.PackedDate(b)
	if a.opt.ShiftDays == 0 || !ok {
		return
	}
	t := time.Unix((int64(days)+int64(a.opt.ShiftDays))*daySeconds, 0).UTC()
	if t.Year() < 1900 || t.Year() > 2099 {
		clear(b)
		return
	}
	var n uint64
	for _, c := range fmt.Sprintf("%02d%02d%03d", (t.Year()-1900)/100, t.Year()%100, t.YearDay()) {
		n = n<<4 | uint64(c-'0')
	}
	sign := uint32(b[3] & 0x0F)
	binary.BigEndian.PutUint32(b, uint32(n)<<4|sign)
}

// shiftClock moves a store clock; zero, which means not set, stays.
func (a *anonymizer) shiftClock(b []byte) {
	if v := binary.BigEndian.Uint64(b); v != 0 {
		binary.BigEndian.PutUint64(b, v+uint64(int64(a.opt.ShiftDays)*dayTicks))
	}
}

// shiftUnix moves seconds since 1970; zero stays.
func (a *anonymizer) shiftUnix(b []byte) {
	if v := binary.BigEndian.Uint32(b); v != 0 {
		binary.BigEndian.PutUint32(b, v+uint32(int64(a.opt.ShiftDays)*daySeconds))
	}
}

// The forms of a certificate's time, by their code.
var certForms = map[byte]string{1: "060102150405Z", 2: "20060102150405Z"}

// certTime keeps a certificate's time, moved, and nothing that is not a time.
func (a *anonymizer) certTime(b []byte, s *section, f *layout.Field) {
	kind := s.by(f)
	if len(kind) != 1 {
		clear(b)
		return
	}
	at, ok := wire.CertTime(kind[0], b)
	if !ok {
		clear(b)
		return
	}
	form := certForms[kind[0]]
	clear(b[len(form):])
	if a.opt.ShiftDays == 0 {
		return
	}
	t := time.UnixMicro(at).UTC().AddDate(0, 0, a.opt.ShiftDays)
	if kind[0] == 1 && (t.Year() < 1950 || t.Year() > 2049) {
		clear(b)
		return
	}
	code := a.key.texts
	if b[0] < 0x80 {
		code = a.key.ascii
	}
	for i, c := range []byte(t.Format(form)) {
		b[i] = code.of[c]
	}
}
