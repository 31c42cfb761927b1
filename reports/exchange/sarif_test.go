package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// manyFindings is a report of n findings, of which the last is the worst.
func manyFindings(n int) *model.Report {
	rule := &policy.Rule{ID: "R-1", Title: "Weak cipher", AppliesTo: "tls/cipher", Attribute: "cipher",
		Verdict:  policy.Fail,
		Severity: "high"}
	j := &policy.Evaluation{Profile: &policy.Profile{ID: "p"}, Total: int64(n), Controls: []policy.Control{{Rule: rule}}}
	for i := range n {
		f := policy.Finding{Profile: "p", Rule: rule, Verdict: policy.Warn, ServerPort: i}
		if i == n-1 {
			f.Verdict, f.Raised = policy.Fail, "critical"
		}
		j.Findings = append(j.Findings, f)
	}
	return &model.Report{Evaluations: []*policy.Evaluation{j}}
}

func TestSARIFHoldsTheWorstAndCountsTheOthers(t *testing.T) {
	t.Parallel()
	r := manyFindings(sarifLimit + 2)
	r.Evaluations[0].Total += 5 // that the report has no room for
	run := sarifOf(r, false).Runs[0]
	if len(run.Results) != sarifLimit || run.Results[0].Level != "error" ||
		run.Properties["results_beyond_limit"] != int64(7) {
		t.Errorf("%d results, %s first, %v beyond", len(run.Results), run.Results[0].Level, run.Properties)
	}
	const want = "report.sarif holds the 25000 worst of 25007 results"
	if note := run.Invocations[0].Notifications[0]; note.Level != "warning" ||
		!strings.HasPrefix(note.Message.Text, want) {
		t.Errorf("notification %+v", note)
	}
	if text := SARIFOmits(r); !strings.HasPrefix(text, want) {
		t.Errorf("omits %q", text)
	}
	if text := SARIFOmits(manyFindings(sarifLimit)); text != "" {
		t.Errorf("a run that is just full omits %q", text)
	}
}

// A dashboard is for what failed; the rest comes when it is asked for.
func TestSARIFHasReviewAndInformationOnRequest(t *testing.T) {
	t.Parallel()
	r := manyFindings(1)
	r.Evaluations[0].Findings = append(r.Evaluations[0].Findings,
		policy.Finding{Profile: "p", Rule: r.Evaluations[0].Findings[0].Rule, Verdict: policy.Info},
		policy.Finding{Profile: "p", Rule: r.Evaluations[0].Findings[0].Rule, Verdict: policy.NotEvidenced})
	r.Evaluations[0].Total = 3
	r.Outcomes = []queries.Outcome{{Query: &queries.Query{ID: "q", Title: "Question", Severity: "low"}, Total: 3,
		Rows: [][]any{{"fail", "a", "why", int64(1), int64(2)}, {"review", "b", "why", int64(1), int64(2)},
			{"info", "c", "why", int64(1), int64(2)}}}}
	for all, want := range map[bool]string{false: "fail fail open 3",
		true: "fail fail open review informational informational 0"} {
		run := sarifOf(r, all).Runs[0]
		var kinds []string
		for _, res := range run.Results {
			kinds = append(kinds, res.Kind)
		}
		if got := strings.Join(append(kinds, fmt.Sprint(run.Properties["review_and_informational_left_out"])),
			" "); got != want {
			t.Errorf("all %v: got %s, want %s", all, got, want)
		}
	}
}

// Converters look at the level of a rule, and what follows results over months at fingerprints: two results of one
// run never share one.
func TestSARIFRulesHaveLevelsAndResultsFingerprintsOfTheirOwn(t *testing.T) {
	t.Parallel()
	r := manyFindings(1)
	j := r.Evaluations[0]
	twin := j.Findings[0]
	j.Findings, j.Total = append(j.Findings, twin, twin), 3
	j.Controls = append(j.Controls,
		policy.Control{Rule: &policy.Rule{ID: "R-2", Verdict: policy.Warn, Severity: "low"}},
		policy.Control{Rule: &policy.Rule{ID: "R-3", Verdict: policy.Pass, Severity: "info"}})
	run := sarifOf(r, false).Runs[0]
	var levels []string
	for _, rule := range run.Tool.Driver.Rules {
		levels = append(levels, rule.Default.Level)
	}
	if got := strings.Join(levels, " "); got != "error warning note" {
		t.Errorf("levels %s", got)
	}
	id := j.Findings[0].ID()
	for i, want := range []string{id, id + "/2", id + "/3"} {
		if got := run.Results[i].Fingerprints["finding/v2"]; got != want {
			t.Errorf("result %d: fingerprint %s, want %s", i, got, want)
		}
	}
}
