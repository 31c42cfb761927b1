package smf

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/schema"
	facts "github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

func TestRecordVectors(t *testing.T) {
	t.Parallel()
	for _, v := range loadRecordVectors(t) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			g := readZertRecord(t, v.Input)
			if got := outcomeText(g.err); got != v.expect {
				t.Fatalf("got %s, want %s (%v)", got, v.expect, g.err)
			}
			if g.err == nil {
				checkWanted(t, &g, v.Want)
				checkAgainstWalk(t, &g)
			}
		})
	}
}

// TestRecordVectorsCoverEveryColumn: each column of each of these record types is
// wanted with a value by a vector of that very type.
func TestRecordVectorsCoverEveryColumn(t *testing.T) {
	t.Parallel()
	wanted := map[string]bool{}
	for _, v := range loadRecordVectors(t) {
		g := readZertRecord(t, v.Input)
		for _, line := range v.Want {
			if column, value, _ := strings.Cut(line, " = "); value != "NULL" {
				wanted[g.rt.Table+" "+rowNumber.ReplaceAllString(column, "")] = true
			}
		}
	}
	zert := map[uint16]bool{11: true, 12: true}
	for _, rt := range record.Types {
		if rt.Source != "smf119" || zert[rt.Subtype] {
			continue
		}
		for _, l := range rt.Locators[2:] {
			for _, f := range facts.Must().Structure(l.Kind.String()).Fields {
				if f.Column != "" && !wanted[rt.Table+" "+f.Column] {
					t.Errorf("%s: no vector wants a value of %s.%s", rt.Table, l.Kind, f.Column)
				}
			}
		}
	}
}

// FuzzPlacedRecords feeds records whose sections are told by what they hold, and
// holds Locate to what it promises: sections inside the record, each byte once.
func FuzzPlacedRecords(f *testing.F) {
	for _, v := range loadRecordVectors(f) {
		f.Add(v.Input)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < subtypeHeader || data[offType] != 119 {
			return
		}
		rt := record.TypeOf(119, uint16(data[22])<<8|uint16(data[23]))
		if rt == nil {
			return
		}
		var loc Located
		rec := Record{Data: data, Type: 119}
		if Locate(&rec, rt, &loc) != nil {
			return
		}
		total := 0
		for i, s := range loc.Sections[1:] {
			total += len(s)
			if s != nil && len(s) < rt.Locators[i+1].Min {
				t.Errorf("%s has %d bytes, the least is %d", rt.Locators[i+1].Kind, len(s), rt.Locators[i+1].Min)
			}
		}
		for _, o := range loc.Others {
			total += len(o.Data)
		}
		if total > len(data) {
			t.Errorf("sections hold %d bytes, the record %d", total, len(data))
		}
		d := schema.NewDecoder(page1047(t), Splits)
		d.Add(rt, schema.Key{}, loc.Sections)
		d.Page(nil)
	})
}
