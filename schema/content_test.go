package schema

import (
	"fmt"
	"slices"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/wire"
)

// summarySections are the sections of a summary record without crypto sections.
func summarySections() [][]byte {
	rt := TypeOf(119, 12)
	secs := make([][]byte, len(rt.Locators))
	for i, l := range rt.Locators[:3] {
		secs[i] = make([]byte, l.Min)
	}
	return secs
}

// TestRepeatingRecordsShareOneContent: records that differ in counters alone name
// the same combination; another session, or a section more, makes another.
func TestRepeatingRecordsShareOneContent(t *testing.T) {
	t.Parallel()
	cp, _ := wire.NewCodePage("1047")
	d := NewDecoder(cp, nil)
	rt := TypeOf(119, 12)
	first, counted, renamed, protected := summarySections(), summarySections(), summarySections(), summarySections()
	counted[2][120] = 9      // active connections
	renamed[2][11] = 0xC1    // job name
	protected[3] = []byte{1} // a TLS section
	for i, secs := range [][][]byte{first, counted, renamed, protected, first} {
		d.Add(rt, Key{File: 7, Record: uint64(i + 1)}, secs)
	}
	p := d.Page(nil)
	rows := p.facts[d.index[rt]].content.v
	if rows[0] != rows[1] || rows[0] != rows[4] || rows[0] == rows[2] || rows[0] == rows[3] || rows[2] == rows[3] {
		t.Errorf("records 1, 2 and 5 should share a content that 3 and 4 do not have: %v", rows)
	}
	if got, want := p.combos[0].id.v, []int64{rows[0], rows[2], rows[3]}; !slices.Equal(got, want) {
		t.Errorf("contents %v, want each once, as first shown: %v", got, want)
	}
	if got, want := p.combos[0].key.record.v, []uint64{1, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("contents lead to records %v, want %v", got, want)
	}
	if tls := p.combos[0].ids[3]; !tls.null.isNull(0) || tls.null.isNull(2) {
		t.Error("an absent section should be NULL, a present one should not")
	}
}

// TestReleasedBatchesAreFilledAgain: memory that comes back is used again, and the
// rows in it are those of the new batch.
func TestReleasedBatchesAreFilledAgain(t *testing.T) {
	t.Parallel()
	cp, _ := wire.NewCodePage("1047")
	d, b := NewDecoder(cp, nil), NewBuilder()
	rt, secs := TypeOf(119, 12), summarySections()
	var got []string
	var memory []*uint64
	collect := func(batch Batch) error {
		if batch.Table == rt.Table {
			v := batch.Rows.Column(1).(*array.Uint64)
			got = append(got, fmt.Sprint(v.Value(0), "-", v.Value(v.Len()-1), " ", v.Len()))
			memory = append(memory, &v.Uint64Values()[0])
		}
		batch.Release()
		return nil
	}
	for i := range 3 * BatchRows {
		d.Add(rt, Key{File: 1, Record: uint64(i + 1)}, secs)
		if i%5000 == 4999 {
			p := d.Page(nil)
			if err := b.Add(p, collect); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := b.Add(d.Page(nil), collect); err != nil {
		t.Fatal(err)
	}
	want := []string{"1-122880 122880", "122881-245760 122880", "245761-368640 122880"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(memory) == 3 && memory[1] == memory[2] {
		t.Error("the batch being filled had the memory of the one handed out")
	}
	if len(memory) == 3 && memory[0] != memory[2] {
		t.Error("the memory of a released batch was not used again")
	}
}
