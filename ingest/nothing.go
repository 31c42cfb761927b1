package ingest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dustin/go-humanize"

	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/schema/layout"
)

// Subtypes of type 119 that zERT writes.
const (
	zertDetail  = 11
	zertSummary = 12
)

// NothingToAudit explains an input that is good SMF data and yet holds nothing to
// audit; it returns "" when it does.
func (f *FileSummary) NothingToAudit() string {
	if f.Records == 0 || f.Form == layout.NMsec || f.Form == layout.Text {
		return ""
	}
	has := func(sub int) bool {
		return slices.ContainsFunc(f.Types, func(t TypeCount) bool { return t.Type == 119 && t.Subtype == sub })
	}
	switch {
	case f.Records119 == 0:
		return fmt.Sprintf(
			"valid SMF file (types: %s) but no type 119 record in this input; dump with OUTDD(ddname,TYPE(119)) and check that "+
				"the TCP/IP profile records type 119 (SMFCONFIG TYPE119 …)", typeList(f.Types))
	case !has(zertDetail) && !has(zertSummary):
		return fmt.Sprintf("type 119 found (subtypes %s) but no zERT subtype 11 or 12; zERT recording may be off "+
			"(TCP/IP profile: GLOBALCONFIG ZERT [AGGREGATION], SMFCONFIG TYPE119 ZERTDETAIL or ZERTSUMMARY)",
			subtypeList(f.Types))
	}
	return ""
}

// typeList names the SMF types with their counts, most frequent first.
func typeList(types []TypeCount) string {
	var order []int
	sums := map[int]int64{}
	for _, t := range types {
		if sums[t.Type] == 0 {
			order = append(order, t.Type)
		}
		sums[t.Type] += t.Records
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(sums[b], sums[a]) })
	var parts []string
	for _, typ := range order {
		parts = append(parts, fmt.Sprintf("%d: %s", typ, humanize.Comma(sums[typ])))
	}
	return plain.List(parts, "; ")
}

// subtypeList names the subtypes of type 119.
func subtypeList(types []TypeCount) string {
	var parts []string
	for _, t := range types {
		if t.Type == 119 {
			parts = append(parts, fmt.Sprint(t.Subtype))
		}
	}
	return plain.List(parts, ", ")
}
