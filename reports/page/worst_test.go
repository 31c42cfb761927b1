package page

import (
	"strings"
	"testing"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// What the terminal names as the worst is on the page, wherever it was found.
func TestWorstShowsTunnelsChecksAndProfiles(t *testing.T) {
	t.Parallel()
	rule := &policy.Rule{ID: "T-1", Title: "DES encrypts the tunnel", Severity: "critical", AppliesTo: "ike/cipher"}
	data := &policy.Rule{ID: "D-1", Severity: "high", Attribute: "recording", Condition: "eq off",
		AppliesTo: "dataset/recording"}
	r := &model.Report{Evaluations: []*policy.Evaluation{
		{Profile: &policy.Profile{ID: "p"}, Overall: policy.Fail, Tunnels: policy.TunnelPart{
			Findings: []policy.Finding{{Rule: rule, Verdict: policy.Fail, System: "SYSA", Observed: "DES",
				Tunnel:   &policy.Tunnel{ID: "K3", Phase: 1, Local: "10.0.0.1", Remote: "10.0.0.2"},
				Evidence: []policy.Ref{{FileID: 1, RecordNo: 4}}}}}},
		{Profile: &policy.Profile{ID: "q"}, Overall: policy.Fail,
			Controls: []policy.Control{{Rule: data, Verdict: policy.Fail}}},
		{Profile: &policy.Profile{ID: "r"}, Overall: policy.Fail},
	}, Outcomes: []queries.Outcome{{Query: &queries.Query{ID: "c-1", Title: "A check", Severity: "low"},
		Status: queries.Fail, Total: 3, TotalAccepted: 1, Rows: [][]any{
			{"review", "x", "y", int64(1), int64(7)}, {"fail", "x", "y", int64(1), int64(8)},
			{"fail", "x", "y", int64(1), int64(9)}, {"fail", "x", "y", nil, nil}},
		Accepted: []string{"", "exceptions.csv:2", "", ""}}}}
	r.Files.Rows = []model.InputFile{{ID: 1, Path: "a.smf"}}
	var got []string
	for _, part := range newWorst(newPrinter(r, r.ByServer(), pageLimits), r) {
		var records []string
		for _, row := range part.Evidence.Rows {
			records = append(records, row[1].Text)
		}
		got = append(got, strings.Join([]string{part.Standing.Text, part.Title, part.Place, part.Count,
			strings.Join(records, " ")}, "|"))
	}
	want := []string{
		"critical|DES encrypts the tunnel|Tunnels of SYSA to 10.0.0.2, 10.0.0.1 to 10.0.0.2, tunnel K3|phase 1|4",
		"low|A check|check c-1|2 findings|9",
		"high|Recording is off|no single place||",
		"fail|Profile r failed|no single place||",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
