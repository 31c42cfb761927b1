package schema

import (
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
func decodeOne(st *structure, section []byte, ipv6 bool, cp *wire.CodePage) (values map[string]string, bad map[string]bool) {
	values, bad = map[string]string{}, map[string]bool{}
	b := &block{secs: [][]byte{section}, ipv6: []bool{ipv6}, cp: cp, bad: func(_ int, field string) { bad[field] = true }}
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

// walkOne gives the same from the walker.
func walkOne(st *layout.Structure, section []byte, ipv6 bool, cp *wire.CodePage) (values map[string]string, bad map[string]bool) {
	values, bad = map[string]string{}, map[string]bool{}
	for _, v := range layout.Walk(st, section, ipv6, cp) {
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

func compare(t *testing.T, st *structure, section []byte, ipv6 bool) {
	t.Helper()
	cp, _ := wire.NewCodePage("1047")
	got, gotBad := decodeOne(st, section, ipv6, cp)
	want, wantBad := walkOne(layout.Must().Structure(st.name), section, ipv6, cp)
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("%s, %d bytes: -generated +walked\n%s", st.name, len(section), diff)
	}
	if diff := cmp.Diff(gotBad, wantBad); diff != "" {
		t.Errorf("%s, %d bytes: faults -generated +walked\n%s", st.name, len(section), diff)
	}
}

// TestGeneratedEqualsWalked feeds every structure sections of every length with
// several fillings to both readers.
func TestGeneratedEqualsWalked(t *testing.T) {
	t.Parallel()
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
				compare(t, st, buf[:n], name == "ones")
			}
		}
	}
}

// FuzzStructures is the same with the fuzzer choosing structure and bytes.
func FuzzStructures(f *testing.F) {
	for i, st := range structures {
		f.Add(uint8(i), true, make([]byte, max(st.known, st.required)))
	}
	f.Fuzz(func(t *testing.T, kind uint8, ipv6 bool, section []byte) {
		compare(t, structures[int(kind)%len(structures)], section, ipv6)
	})
}

// TestColumnsMatchTheirNames: every column has a name, in both parts.
func TestColumnsMatchTheirNames(t *testing.T) {
	t.Parallel()
	for _, tab := range newPage(nil).tables() {
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
