package ingest

import (
	"strings"
	"testing"
)

func TestNothingToAuditNamesTheTypes(t *testing.T) {
	t.Parallel()
	many := &FileSummary{Records: 10}
	for i := range 10 {
		many.Types = append(many.Types, TypeCount{Type: 30 + i, Subtype: -1, Records: 1})
	}
	for _, c := range []struct {
		name string
		f    *FileSummary
		want string
	}{
		{"empty", &FileSummary{}, ""},
		{"zERT", &FileSummary{Records: 2, Records119: 1,
			Types: []TypeCount{{Type: 119, Subtype: 12, Records: 1}}}, ""},
		{"none", &FileSummary{Records: 3000, Types: []TypeCount{
			{Type: 30, Subtype: 1, Records: 1000}, {Type: 80, Subtype: -1, Records: 1200}, {Type: 30, Subtype: 4, Records: 800},
		}}, "valid SMF file (types: 30: 1,800; 80: 1,200) but no type 119 record"},
		{"many", many, "37: 1; and 2 more)"},
		{"other subtypes", &FileSummary{Records: 2, Records119: 2, Types: []TypeCount{
			{Type: 119, Subtype: 2, Records: 1}, {Type: 119, Subtype: 10, Records: 1},
		}}, "type 119 found (subtypes 2, 10) but no zERT"},
	} {
		got := c.f.NothingToAudit()
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
