package schema

import (
	"fmt"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

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
	rt := record.TypeOf(119, 12)
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
