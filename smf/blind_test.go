package smf

import (
	"testing"

	"github.com/zertify/zertify/schema/fixture"
	"github.com/zertify/zertify/schema/record"
)

// TestVectorsTellNeighboursApart: two neighbouring fields of one width that hold the
// same in every vector could be swapped in the layout, and no vector would see it.
func TestVectorsTellNeighboursApart(t *testing.T) {
	t.Parallel()
	sections := map[string][][]byte{}
	for _, v := range append(loadZertVectors(t), loadRecordVectors(t)...) {
		rt := record.TypeOf(119, uint16(v.Input[22])<<8|uint16(v.Input[23]))
		var loc Located
		if v.expect != "ok" || Locate(&Record{Data: v.Input, Type: 119}, rt, &loc) != nil {
			continue
		}
		for i, s := range loc.Sections {
			name, parts := rt.Locators[i].Kind.String(), [][]byte{s}
			if split := Splits[rt.Locators[i].Split]; split != nil {
				parts = split(s)
			}
			if s != nil {
				sections[name] = append(sections[name], parts...)
			}
		}
	}
	for _, rt := range record.Types {
		for _, l := range rt.Locators {
			if name := l.Kind.String(); rt.Source == "smf119" && sections[name] == nil {
				t.Errorf("no vector has a section %s", name)
			}
		}
	}
	for name, s := range sections {
		for _, pair := range fixture.Blind(name, s) {
			t.Error(pair)
		}
	}
}
