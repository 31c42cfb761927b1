package model

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/wording"
)

// remediationsCSV says what to change on z/OS for each area of the rules.
//
//go:embed remediations.csv
var remediationsCSV string

// remediations maps "protocol/area" to advice. The file is part of the program, so a
// fault in it is ours; the tests read it whole.
var remediations = sync.OnceValues(func() (map[string]string, error) {
	r := csv.NewReader(strings.NewReader(remediationsCSV))
	r.FieldsPerRecord = 2
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("remediations.csv: %w", err)
	}
	m := make(map[string]string, len(rows))
	for _, row := range rows[1:] {
		if m[row[0]] != "" {
			return nil, fmt.Errorf("remediations.csv: %s is there twice", row[0])
		}
		m[row[0]] = row[1]
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
