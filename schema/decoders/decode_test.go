package decoders

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/columnar"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// decodeOne runs the generated decoders of a structure over one section and
// returns its values by column name, as text; NULL is "NULL".
func decodeOne(st *columnar.Structure, section, header []byte, ipv6 bool, cp *wire.CodePage) (values map[string]string,
	bad map[string]bool) {
	values, bad = map[string]string{}, map[string]bool{}
	b := &columnar.Block{Secs: [][]byte{section}, IPv6: []bool{ipv6}, CP: cp, OK: []bool{st.Kind.Passes(section, header)},
		Bad: func(_ int, field string) { bad[field] = true }}
	run := func(d columnar.Decoder, defs []columnar.Def) {
		d.Decode(b)
		for i, c := range d.Columns() {
			values[defs[i].Name] = cell(c)
		}
	}
	if st.Interned {
		run(st.NewShared(), st.Shared)
	}
	run(st.NewFact(), st.Fact)
	return values, bad
}

// cell reads the only row of a column through the Arrow array made from it.
func cell(c columnar.Column) string {
	d := c.Data()
	defer d.Release()
	a := array.MakeFromData(d)
	defer a.Release()
	if a.IsNull(0) {
		return "NULL"
	}
	if ts, ok := a.(*array.Timestamp); ok {
		return fmt.Sprint(int64(ts.Value(0)))
	}
	return a.ValueStr(0)
}

// walkOne returns the same from the walker.
func walkOne(st *layout.Structure, section, header []byte, ipv6 bool, cp *wire.CodePage) (values map[string]string,
	bad map[string]bool) {
	values, bad = map[string]string{}, map[string]bool{}
	for _, v := range layout.Walk(st, section, header, ipv6, cp) {
		if v.Bad && v.Field.Column != "" {
			bad[v.Field.Name] = true
		}
		if v.Field.Column == "" {
			continue
		}
		text := "NULL"
		if v.V != nil {
			text = fmt.Sprint(v.V)
		}
		values[v.Field.Column] = text
	}
	if from, to := st.Inferred(); from < to {
		passes := layout.Passes(st.Accept, section, header)
		values["is_inferred"], values[st.Name+"_unproven"] = fmt.Sprint(passes), "NULL"
		if raw := section[min(from, len(section)):min(to, len(section))]; !passes && len(raw) > 0 {
			values[st.Name+"_unproven"] = fmt.Sprintf("%x", raw)
		}
	}
	if st.Known() >= 0 && hasExtraColumn(st.Name) {
		values[st.Name+"_extra"] = "NULL"
		if x := layout.Extra(st, section); x != nil {
			values[st.Name+"_extra"] = fmt.Sprintf("%x", x)
		}
	}
	return values, bad
}

func hasExtraColumn(name string) bool {
	for _, st := range structures {
		for _, d := range append(st.Shared, st.Fact...) {
			if st.Name() == name && d.Name == name+"_extra" {
				return true
			}
		}
	}
	return false
}

func compare(t *testing.T, st *columnar.Structure, section, header []byte, ipv6 bool) {
	t.Helper()
	cp, _ := wire.NewCodePage("1047")
	got, gotBad := decodeOne(st, section, header, ipv6, cp)
	want, wantBad := walkOne(layout.Must().Structure(st.Name()), section, header, ipv6, cp)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("%s, %d bytes: -generated +walked\n%s", st.Name(), len(section), diff)
	}
	if diff := cmp.Diff(gotBad, wantBad); diff != "" {
		t.Errorf("%s, %d bytes: faults -generated +walked\n%s", st.Name(), len(section), diff)
	}
}

// activation is the header of a dynamic tunnel activation record of 2026-10-01,
// 12:00 local time.
var activation = []byte{
	0x01, 0x00, 0, 0, 0x5E, 0x77, 0x00, 0x41, 0xEB, 0x00, 0x01, 0x26, 0x27, 0x4F,
	0xE2, 0xE8, 0xE2, 0xC1, 0xE3, 0xC3, 0xD7, 0x40, 0x00, 75,
}

// startSeconds is 2026-10-01 10:00 UTC.
const startSeconds = 1_790_848_800

// ipTunnelSection is a common IP tunnel section that passes its test: tunnel Y12,
// IPv4, active, ESP with AES-CBC of 256 bits and HMAC-SHA2-256.
func ipTunnelSection() []byte {
	s := make([]byte, 164)
	copy(s, "\xE8\xF1\xF2")
	s[96], s[100], s[101] = 0x40, 3, 4
	copy(s[104:], []byte{192, 0, 2, 1})
	copy(s[120:], []byte{198, 51, 100, 7})
	copy(s[136:], []byte{1, 50, 7, 12})
	binary.BigEndian.PutUint32(s[156:], startSeconds)
	s[162] = 1 // 256
	return s
}

// ikeTunnelSection is an IKE tunnel section that passes its test.
func ikeTunnelSection() []byte {
	s := make([]byte, 256)
	copy(s[4:], "\xD2\xF5\x40")
	copy(s[196:], []byte{0, 4, 7, 12, 0, 0, 0, 14, 2, 1, 0, 4})
	s[236] = 2
	return s
}

// TestTestedSections breaks a section that passes its test, one condition at a
// time; decoders and Walk agree on each.
func TestTestedSections(t *testing.T) {
	t.Parallel()
	type change struct {
		at int
		to byte
	}
	for name, c := range map[string]struct {
		kind   record.Kind
		edit   []change
		cut    int // length, when not the whole
		passes bool
	}{
		"tunnel as it is":                 {kind: record.KindIPTunnel, passes: true},
		"tunnel before key lengths":       {kind: record.KindIPTunnel, cut: 160, passes: true},
		"tunnel cut":                      {kind: record.KindIPTunnel, cut: 163},
		"tunnel shorter":                  {kind: record.KindIPTunnel, cut: 159},
		"tunnel without the doubted part": {kind: record.KindIPTunnel, cut: 102},
		"tunnel filler":                   {kind: record.KindIPTunnel, edit: []change{{103, 1}}},
		"tunnel bytes behind local IPv4":  {kind: record.KindIPTunnel, edit: []change{{119, 1}}},
		"tunnel bytes behind remote IPv4": {kind: record.KindIPTunnel, edit: []change{{124, 1}}},
		"tunnel same with IPv6":           {kind: record.KindIPTunnel, edit: []change{{96, 0x80}, {124, 1}}, passes: true},
		"tunnel encapsulation 0":          {kind: record.KindIPTunnel, edit: []change{{136, 0}}},
		"tunnel protocol 6":               {kind: record.KindIPTunnel, edit: []change{{137, 6}}},
		"tunnel integrity 5":              {kind: record.KindIPTunnel, edit: []change{{138, 5}}},
		"tunnel cipher 13":                {kind: record.KindIPTunnel, edit: []change{{139, 13}}},
		"tunnel AES of no length":         {kind: record.KindIPTunnel, edit: []change{{162, 0}}},
		"tunnel 3DES with a key length":   {kind: record.KindIPTunnel, edit: []change{{139, 3}}},
		"tunnel 3DES":                     {kind: record.KindIPTunnel, edit: []change{{139, 3}, {162, 0}}, passes: true},
		"tunnel GCM with integrity":       {kind: record.KindIPTunnel, edit: []change{{139, 20}}},
		"tunnel GCM":                      {kind: record.KindIPTunnel, edit: []change{{139, 20}, {138, 0}}, passes: true},
		"tunnel GMAC with a cipher":       {kind: record.KindIPTunnel, edit: []change{{138, 4}}},
		"tunnel GMAC":                     {kind: record.KindIPTunnel, edit: []change{{138, 4}, {139, 0}}, passes: true},
		"tunnel start not set": {kind: record.KindIPTunnel, edit: []change{{156, 0}, {157, 0}, {158, 0}, {159, 0}},
			passes: true},
		"tunnel start 12 days before":        {kind: record.KindIPTunnel, edit: []change{{157, 0xAE}}},
		"tunnel start years after":           {kind: record.KindIPTunnel, edit: []change{{156, 0xEA}}},
		"IKE tunnel as it is":                {kind: record.KindIKETunnel, passes: true},
		"IKE tunnel before V1R12":            {kind: record.KindIKETunnel, cut: 236, passes: true},
		"IKE tunnel cut":                     {kind: record.KindIKETunnel, cut: 255},
		"IKE tunnel with a dynamic tunnel's": {kind: record.KindIKETunnel, edit: []change{{4, 0xE8}}},
		"IKE tunnel without a number":        {kind: record.KindIKETunnel, edit: []change{{5, 0x40}}},
		"IKE tunnel number with a letter":    {kind: record.KindIKETunnel, edit: []change{{6, 0xC1}}},
		"IKE tunnel unused flag":             {kind: record.KindIKETunnel, edit: []change{{0, 1}}},
		"IKE tunnel unused last flag":        {kind: record.KindIKETunnel, edit: []change{{3, 1}}},
		"IKE tunnel exchange 1":              {kind: record.KindIKETunnel, edit: []change{{196, 1}}},
		"IKE tunnel state 0":                 {kind: record.KindIKETunnel, edit: []change{{197, 0}}},
		"IKE tunnel authentication 0":        {kind: record.KindIKETunnel, edit: []change{{204, 0}}},
		"IKE tunnel role 0":                  {kind: record.KindIKETunnel, edit: []change{{205, 0}}},
		"IKE tunnel NAT level 2":             {kind: record.KindIKETunnel, edit: []change{{206, 2}}},
		"IKE tunnel detailed state 8":        {kind: record.KindIKETunnel, edit: []change{{207, 8}}},
	} {
		s := map[record.Kind]func() []byte{record.KindIPTunnel: ipTunnelSection,
			record.KindIKETunnel: ikeTunnelSection}[c.kind]()
		for _, e := range c.edit {
			s[e.at] = e.to
		}
		if c.cut > 0 {
			s = s[:c.cut]
		}
		if got := structures[c.kind].Kind.Passes(s, activation); got != c.passes {
			t.Errorf("%s: passes %t, want %t", name, got, c.passes)
		}
		compare(t, structures[c.kind], s, activation, false)
	}
}

// TestStartOfAnEndedTunnel: a record of an end may come long after the start.
func TestStartOfAnEndedTunnel(t *testing.T) {
	t.Parallel()
	s, ended := ipTunnelSection(), append([]byte(nil), activation...)
	ended[23] = 76
	binary.BigEndian.PutUint32(s[156:], startSeconds-90*86400)
	if structures[record.KindIPTunnel].Kind.Passes(s, activation) ||
		!structures[record.KindIPTunnel].Kind.Passes(s, ended) {
		t.Error("a start of 90 days before fits a record of an end and none of an activation")
	}
	binary.BigEndian.PutUint32(s[156:], startSeconds+3*86400)
	if structures[record.KindIPTunnel].Kind.Passes(s, ended) {
		t.Error("a start after the end passes")
	}
	if structures[record.KindIPTunnel].Kind.Passes(s, nil) {
		t.Error("a start passes without a record time to hold it against")
	}
}

// TestStartOfAListedTunnel: a tunnel that a message lists may have begun at any
// time before the capture, in the years that z/OS has had tunnels.
func TestStartOfAListedTunnel(t *testing.T) {
	t.Parallel()
	captured := func(at uint32) []byte {
		h := make([]byte, 20)
		binary.BigEndian.PutUint32(h[12:], at)
		return h
	}
	for name, c := range map[string]struct {
		start  uint32
		header []byte
		passes bool
	}{
		"90 days before":                {startSeconds - 90*86400, captured(startSeconds), true},
		"not set":                       {0, captured(startSeconds), true},
		"after the capture":             {startSeconds + 2*86400, captured(startSeconds), false},
		"before there were tunnels":     {900_000_000, captured(startSeconds), false},
		"time of capture not known":     {startSeconds, captured(0), true},
		"1998, time of capture unknown": {900_000_000, captured(0), false},
		"no header":                     {startSeconds, nil, false},
	} {
		s := ipTunnelSection()
		binary.BigEndian.PutUint32(s[156:], c.start)
		if got := structures[record.KindNMsecIPTunnel].Kind.Passes(s, c.header); got != c.passes {
			t.Errorf("%s: passes %t, want %t", name, got, c.passes)
		}
		compare(t, structures[record.KindNMsecIPTunnel], s, c.header, false)
	}
}

// TestDoubtedBytesAndIdentity: doubted bytes are part of a content's identity only
// when the section passes its test.
func TestDoubtedBytesAndIdentity(t *testing.T) {
	t.Parallel()
	st, a, b := structures[record.KindIPTunnel], ipTunnelSection(), ipTunnelSection()
	b[138] = 13 // another integrity algorithm
	key := func(s []byte, proven bool) string { return string(st.Key(nil, s, false, proven)) }
	if key(a, true) == key(b, true) {
		t.Error("two contents that pass and differ have one identity")
	}
	if key(a, false) != key(b, false) {
		t.Error("two contents that differ in doubted bytes alone have two identities")
	}
	if key(a, true) == key(a, false) {
		t.Error("a content that passes and one that does not have one identity")
	}
}

// TestGeneratedEqualsWalked feeds every structure sections of every length with
// several fillings to both readers.
func TestGeneratedEqualsWalked(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes seconds; runs in make test")
	}
	fillings := map[string]func(i int) byte{
		"zero":  func(int) byte { return 0 },
		"ones":  func(int) byte { return 0xFF },
		"blank": func(int) byte { return 0x40 },
		"count": func(i int) byte { return byte(i * 7) },
		"dates": func(i int) byte { return []byte{0x01, 0x26, 0x12, 0x3F}[i%4] },
	}
	for _, st := range structures {
		longest := 300
		for name, fill := range fillings {
			buf := make([]byte, longest)
			for i := range buf {
				buf[i] = fill(i)
			}
			for n := range longest {
				compare(t, st, buf[:n], activation, name == "ones")
			}
		}
	}
}

// FuzzStructures is the same with the fuzzer choosing structure and bytes.
func FuzzStructures(f *testing.F) {
	for i, st := range structures {
		f.Add(uint8(i), true, make([]byte, max(st.Known, st.Required)))
	}
	f.Add(uint8(record.KindIPTunnel), false, ipTunnelSection())
	f.Add(uint8(record.KindIKETunnel), false, ikeTunnelSection())
	f.Fuzz(func(t *testing.T, kind uint8, ipv6 bool, section []byte) {
		compare(t, structures[int(kind)%len(structures)], section, activation, ipv6)
	})
}
