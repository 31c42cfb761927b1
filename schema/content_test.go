package schema

import (
	"fmt"
	"slices"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// summarySections are the sections of a summary record without crypto sections.
func summarySections() [][]byte {
	rt := record.TypeOf(119, 12)
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
	rt := record.TypeOf(119, 12)
	first, counted, renamed, protected := summarySections(), summarySections(), summarySections(), summarySections()
	counted[2][120] = 9      // active connections
	renamed[2][11] = 0xC1    // job name
	protected[3] = []byte{1} // a TLS section
	for i, secs := range [][][]byte{first, counted, renamed, protected, first} {
		d.Add(rt, Key{File: 7, Record: uint64(i + 1)}, secs)
	}
	p := d.Page(nil)
	rows := p.facts[d.index[rt]].content.Values()
	if rows[0] != rows[1] || rows[0] != rows[4] || rows[0] == rows[2] || rows[0] == rows[3] || rows[2] == rows[3] {
		t.Errorf("records 1, 2 and 5 should share a content that 3 and 4 do not have: %v", rows)
	}
	if got, want := p.combos[0].id.Values(), []int64{rows[0], rows[2], rows[3]}; !slices.Equal(got, want) {
		t.Errorf("contents %v, want each once, as first shown: %v", got, want)
	}
	if got, want := p.combos[0].key.record.Values(), []uint64{1, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("contents lead to records %v, want %v", got, want)
	}
	if tls := array.MakeFromData(p.combos[0].ids[3].Data()); !tls.IsNull(0) || tls.IsNull(2) {
		t.Error("an absent section should be NULL, a present one should not")
	}
}

// TestBatchesAreInOrder: the rows of a page with many become a batch as they stand,
// those of pages with few are put together, and the order stays that of the records.
func TestBatchesAreInOrder(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	for _, rows := range []int{3, 4, wholeRows, 2, wholeRows + 1, wholeRows - 1} {
		p.add(rows)
	}
	if err := p.b.Flush(p.collect); err != nil {
		t.Fatal(err)
	}
	for i, b := range p.batches {
		// file, record, hash and time alone are 28 bytes a row
		if n := int(b.Rows.NumRows()); b.Bytes < 28*n || b.Bytes > 1000*n {
			t.Errorf("batch %d: %d rows hold %d bytes", i, n, b.Bytes)
		}
	}
	want := []string{"1-7", "8-519", "520-521", "522-1034", "1035-1545"}
	if diff := cmp.Diff(want, p.seen); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestReleasedBatchesAreFilledAgain: memory that comes back is used again, and
// not before.
func TestReleasedBatchesAreFilledAgain(t *testing.T) {
	t.Parallel()
	p := newPages(t)
	for range 3 {
		p.add(2 * wholeRows)
	}
	for i, b := range p.batches {
		if got := span(b); got != p.seen[i] {
			t.Errorf("batch %d was %s when it was given and is %s now", i, p.seen[i], got)
		}
	}
	memory := &numbers(p.batches[0])[0]
	p.batches[0].Release()
	p.batches = p.batches[1:]
	for range 3 { // the page that gets the memory is the second but one to be decoded
		p.add(2 * wholeRows)
	}
	if !slices.ContainsFunc(p.batches, func(b Batch) bool { return &numbers(b)[0] == memory }) {
		t.Error("the memory of a released batch was not used again")
	}
}

// pages decodes records into pages and keeps the batches of zert_summary.
type pages struct {
	t       *testing.T
	d       *Decoder
	b       *Builder
	page    *Page
	records int
	batches []Batch
	seen    []string
}

func newPages(t *testing.T) *pages {
	cp, err := wire.NewCodePage("1047")
	if err != nil {
		t.Fatal(err)
	}
	return &pages{t: t, d: NewDecoder(cp, nil), b: NewBuilder()}
}

// add makes a page of so many records and hands it to the builder.
func (p *pages) add(rows int) {
	p.t.Helper()
	for range rows {
		p.records++
		p.d.Add(record.TypeOf(119, 12), Key{File: 1, Record: uint64(p.records)}, summarySections())
	}
	p.page = p.d.Page(p.page)
	if err := p.b.Add(p.page, p.collect); err != nil {
		p.t.Fatal(err)
	}
	p.page.Reset()
}

func (p *pages) collect(b Batch) error {
	if b.Table == "zert_summary" {
		p.batches, p.seen = append(p.batches, b), append(p.seen, span(b))
	}
	return nil
}

func numbers(b Batch) []uint64 { return b.Rows.Column(1).(*array.Uint64).Uint64Values() }

func span(b Batch) string {
	v := numbers(b)
	return fmt.Sprintf("%d-%d", v[0], v[len(v)-1])
}
