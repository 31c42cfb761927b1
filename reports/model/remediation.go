package model

import (
	"cmp"
	_ "embed"
	"strings"
	"sync"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/factcsv"
)

// remediationsCSV says what to change on z/OS for each area of the rules.
//
//go:embed remediations.csv
var remediationsCSV string

// remediations maps "protocol/area" to advice. The file is part of the program, so a
// fault in it is ours; the tests read it whole.
var remediations = sync.OnceValues(func() (map[string]string, error) {
	t, err := factcsv.Read("remediations.csv", []byte(remediationsCSV),
		factcsv.Form{Columns: []string{"applies_to", "remediation"}})
	if err != nil {
		return nil, err
	}
	m := make(map[string]string, len(t.Rows))
	for _, row := range t.Rows {
		area := row.Cell("applies_to")
		if m[area] != "" {
			return nil, row.Errorf("%s is there twice", area)
		}
		m[area] = row.Cell("remediation")
	}
	return m, nil
})

// Remediation says what to change for a finding. Rules for "any" protocol take the
// advice of the layer they were met in, or of each protocol that protected the
// traffic.
func Remediation(f *policy.Finding) string {
	rule := f.Rule
	m, err := remediations()
	if err != nil {
		return ""
	}
	protocol, area, _ := strings.Cut(rule.AppliesTo, "/")
	if text, ok := m[rule.AppliesTo]; ok {
		return text
	}
	if protocol != "any" {
		return m[protocol+"/*"]
	}
	var parts []string
	for _, p := range strings.Split(strings.ToLower(cmp.Or(f.Layer, f.Protection)), "+") {
		parts = wording.AppendNew(parts, firstOf(m, p+"/"+area, p+"/*"))
	}
	return strings.Join(parts, " ")
}

func firstOf(m map[string]string, keys ...string) string {
	for _, k := range keys {
		if m[k] != "" {
			return m[k]
		}
	}
	return ""
}
