package schema

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/wire"
)

// decodeOne runs the generated decoders of a structure over one section and
// gives its values by column name, as text; NULL is "NULL".
func decodeOne(st *structure, section, header []byte, ipv6 bool, cp *wire.CodePage) (values map[string]string,
	bad map[string]bool) {
	values, bad = map[string]string{}, map[string]bool{}
	b := &block{secs: [][]byte{section}, ipv6: []bool{ipv6}, cp: cp, ok: []bool{st.passes(section, header)},
		bad: func(_ int, field string) { bad[field] = true }}
	run := func(d decoder, defs []columnDef) {
		d.decode(b)
		for i, c := range d.columns() {
			values[defs[i].name] = cell(c)
		}
	}
	if st.interned {
		run(st.newShared(), st.shared)
	}
	run(st.newFact(), st.fact)
	return values, bad
}

// cell reads the only row of a column through the Arrow array made from it.
func cell(c column) string {
	d := c.data()
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
		for _, d := range append(st.shared, st.fact...) {
			if st.name == name && d.name == name+"_extra" {
				return true
			}
		}
	}
	return false
}

func compare(t *testing.T, st *structure, section, header []byte, ipv6 bool) {
	t.Helper()
	cp, _ := wire.NewCodePage("1047")
	got, gotBad := decodeOne(st, section, header, ipv6, cp)
	want, wantBad := walkOne(layout.Must().Structure(st.name), section, header, ipv6, cp)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("%s, %d bytes: -generated +walked\n%s", st.name, len(section), diff)
	}
	if diff := cmp.Diff(gotBad, wantBad); diff != "" {
		t.Errorf("%s, %d bytes: faults -generated +walked\n%s", st.name, len(section), diff)
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
		kind   Kind
		edit   []change
		cut    int // length, when not the whole
		passes bool
	}{
		"tunnel as it is":                 {kind: KindIPTunnel, passes: true},
		"tunnel before key lengths":       {kind: KindIPTunnel, cut: 160, passes: true},
		"tunnel cut":                      {kind: KindIPTunnel, cut: 163},
		"tunnel shorter":                  {kind: KindIPTunnel, cut: 159},
		"tunnel without the doubted part": {kind: KindIPTunnel, cut: 102},
		"tunnel filler":                   {kind: KindIPTunnel, edit: []change{{103, 1}}},
		"tunnel bytes behind local IPv4":  {kind: KindIPTunnel, edit: []change{{119, 1}}},
		"tunnel bytes behind remote IPv4": {kind: KindIPTunnel, edit: []change{{124, 1}}},
		"tunnel same with IPv6":           {kind: KindIPTunnel, edit: []change{{96, 0x80}, {124, 1}}, passes: true},
		"tunnel encapsulation 0":          {kind: KindIPTunnel, edit: []change{{136, 0}}},
		"tunnel protocol 6":               {kind: KindIPTunnel, edit: []change{{137, 6}}},
		"tunnel integrity 5":              {kind: KindIPTunnel, edit: []change{{138, 5}}},
		"tunnel cipher 13":                {kind: KindIPTunnel, edit: []change{{139, 13}}},
		"tunnel AES of no length":         {kind: KindIPTunnel, edit: []change{{162, 0}}},
		"tunnel 3DES with a key length":   {kind: KindIPTunnel, edit: []change{{139, 3}}},
		"tunnel 3DES":                     {kind: KindIPTunnel, edit: []change{{139, 3}, {162, 0}}, passes: true},
		"tunnel GCM with integrity":       {kind: KindIPTunnel, edit: []change{{139, 20}}},
		"tunnel GCM":                      {kind: KindIPTunnel, edit: []change{{139, 20}, {138, 0}}, passes: true},
		"tunnel GMAC with a cipher":       {kind: KindIPTunnel, edit: []change{{138, 4}}},
		"tunnel GMAC":                     {kind: KindIPTunnel, edit: []change{{138, 4}, {139, 0}}, passes: true},
		"tunnel start not set": {kind: KindIPTunnel, edit: []change{{156, 0}, {157, 0}, {158, 0}, {159, 0}},
			passes: true},
		"tunnel start 12 days before":        {kind: KindIPTunnel, edit: []change{{157, 0xAE}}},
		"tunnel start years after":           {kind: KindIPTunnel, edit: []change{{156, 0xEA}}},
		"IKE tunnel as it is":                {kind: KindIKETunnel, passes: true},
		"IKE tunnel before V1R12":            {kind: KindIKETunnel, cut: 236, passes: true},
		"IKE tunnel cut":                     {kind: KindIKETunnel, cut: 255},
		"IKE tunnel with a dynamic tunnel's": {kind: KindIKETunnel, edit: []change{{4, 0xE8}}},
		"IKE tunnel without a number":        {kind: KindIKETunnel, edit: []change{{5, 0x40}}},
		"IKE tunnel number with a letter":    {kind: KindIKETunnel, edit: []change{{6, 0xC1}}},
		"IKE tunnel unused flag":             {kind: KindIKETunnel, edit: []change{{0, 1}}},
		"IKE tunnel unused last flag":        {kind: KindIKETunnel, edit: []change{{3, 1}}},
		"IKE tunnel exchange 1":              {kind: KindIKETunnel, edit: []change{{196, 1}}},
		"IKE tunnel state 0":                 {kind: KindIKETunnel, edit: []change{{197, 0}}},
		"IKE tunnel authentication 0":        {kind: KindIKETunnel, edit: []change{{204, 0}}},
		"IKE tunnel role 0":                  {kind: KindIKETunnel, edit: []change{{205, 0}}},
		"IKE tunnel NAT level 2":             {kind: KindIKETunnel, edit: []change{{206, 2}}},
		"IKE tunnel detailed state 8":        {kind: KindIKETunnel, edit: []change{{207, 8}}},
	} {
		s := map[Kind]func() []byte{KindIPTunnel: ipTunnelSection, KindIKETunnel: ikeTunnelSection}[c.kind]()
		for _, e := range c.edit {
			s[e.at] = e.to
		}
		if c.cut > 0 {
			s = s[:c.cut]
		}
		if got := structures[c.kind].passes(s, activation); got != c.passes {
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
	if structures[KindIPTunnel].passes(s, activation) || !structures[KindIPTunnel].passes(s, ended) {
		t.Error("a start of 90 days before fits a record of an end and none of an activation")
	}
	binary.BigEndian.PutUint32(s[156:], startSeconds+3*86400)
	if structures[KindIPTunnel].passes(s, ended) {
		t.Error("a start after the end passes")
	}
	if structures[KindIPTunnel].passes(s, nil) {
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
		if got := structures[KindNMsecIPTunnel].passes(s, c.header); got != c.passes {
			t.Errorf("%s: passes %t, want %t", name, got, c.passes)
		}
		compare(t, structures[KindNMsecIPTunnel], s, c.header, false)
	}
}

// TestRecordTypesOfTheirSource: a message is not an SMF record of type 0.
func TestRecordTypesOfTheirSource(t *testing.T) {
	t.Parallel()
	if rt := TypeOf(0, 0); rt != nil {
		t.Errorf("SMF type 0 is decoded as %s", rt.Table)
	}
	for name, want := range map[string]string{"NMsec_GET_IKETUN": "nmi_ike_tunnel",
		"NMsec_GET_IKETUNCASCADE": "nmi_ike_tunnel", "NMsec_GET_IPTUNDYNIKE": "nmi_ike_dynamic_tunnel", "*": "nmi_message"} {
		if rt := TypeOfMessage(name, 0); rt == nil || rt.Table != want {
			t.Errorf("records of %s: %v, want %s", name, rt, want)
		}
	}
	if rt := TypeOfMessage("NMsec_GET_IKETUNCASCADE", 1); rt == nil || rt.Table != "nmi_ike_dynamic_tunnel" {
		t.Errorf("records in a cascade: %v", rt)
	}
	if TypeOfMessage("NMsec_GET_IKETUN", 1) != nil || TypeOfMessage("", 0) != nil {
		t.Error("records of no known message have a table")
	}
}

// TestDoubtedBytesAndIdentity: doubted bytes are part of a content's identity only
// when the section passes its test.
func TestDoubtedBytesAndIdentity(t *testing.T) {
	t.Parallel()
	st, a, b := structures[KindIPTunnel], ipTunnelSection(), ipTunnelSection()
	b[138] = 13 // another integrity algorithm
	key := func(s []byte, proven bool) string { return string(st.key(nil, s, false, proven)) }
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
		f.Add(uint8(i), true, make([]byte, max(st.known, st.required)))
	}
	f.Add(uint8(KindIPTunnel), false, ipTunnelSection())
	f.Add(uint8(KindIKETunnel), false, ikeTunnelSection())
	f.Fuzz(func(t *testing.T, kind uint8, ipv6 bool, section []byte) {
		compare(t, structures[int(kind)%len(structures)], section, activation, ipv6)
	})
}

// TestColumnsMatchTheirNames: every column has a name, in both parts.
func TestColumnsMatchTheirNames(t *testing.T) {
	t.Parallel()
	for _, tab := range newPage().list() {
		if got, want := len(tab.columns()), len(tab.names()); got != want {
			t.Errorf("%s: %d columns, %d names", tab.table(), got, want)
		}
	}
}

// TestBuilderKeepsOrderNullsAndText joins pages into batches and reads them back.
func TestBuilderKeepsOrderNullsAndText(t *testing.T) {
	t.Parallel()
	cp, _ := wire.NewCodePage("1047")
	d := NewDecoder(cp, map[string]func([]byte) [][]byte{"dn": func(s []byte) [][]byte { return [][]byte{s[:4], s[4:]} }})
	rt := TypeOf(119, 12)
	secs := make([][]byte, len(rt.Locators))
	for i, l := range rt.Locators[:3] {
		secs[i] = make([]byte, l.Min)
	}
	secs[6] = []byte{0, 4, 0, 1, 0, 4, 0, 2}
	b := NewBuilder()
	got := map[string][]string{}
	collect := func(batch Batch) error {
		defer batch.Rows.Release()
		got[batch.Table] = append(got[batch.Table], recordNumbers(batch.Rows)...)
		return nil
	}
	for page := range 3 {
		for i := range 2 {
			d.Add(rt, Key{File: 7, Record: uint64(page*2 + i + 1)}, secs)
		}
		if err := b.Add(d.Page(nil), collect); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Flush(collect); err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{
		"zert_summary":  {"1", "2", "3", "4", "5", "6"},
		"smf119_header": {"1"}, "smf119_ident": {"1"}, "zert_session": {"1"}, "zert_dn": {"1", "1"},
		"zert_summary_content": {"1"},
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("record numbers per table, -got +want:\n%s", diff)
	}
}

func recordNumbers(r arrow.RecordBatch) []string {
	var out []string
	col := r.Column(1).(*array.Uint64)
	for i := range col.Len() {
		out = append(out, fmt.Sprint(col.Value(i)))
	}
	return out
}
