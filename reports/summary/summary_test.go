package summary

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

func written(t *testing.T, r *model.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// full returns a report in which every list has more than there is room for, with texts of every length.
func full() *model.Report {
	r := sample.Report()
	long := func(i int) string { return fmt.Sprintf("%d %s", i, strings.Repeat("WIDE WORDS ", i%40)) }
	solid := strings.Repeat("W", 400)
	profile := r.Evaluations[0]
	base := profile.Findings[0]
	for i := range 40 {
		j := *profile
		p := *profile.Profile
		p.ID, p.Title, p.Edition = fmt.Sprint("profile", i, solid), long(i+20), long(i+30)
		j.Profile, j.Findings = &p, nil
		for n := range 100 {
			f := base
			rule := *base.Rule
			rule.Title = long(n) + solid[:n]
			f.Rule, f.Profile = &rule, p.ID
			f.Job, f.ServerAddr, f.ServerPort, f.Observed = solid[:n], long(n), 1000+n, solid[:2*n]
			f.Verdict, f.Owner = policy.Fail, solid[:3*n]
			j.Findings = append(j.Findings, f)
		}
		for n := range 5 {
			j.Undecided = append(j.Undecided, policy.Undecided{Rule: base.Rule, Says: []string{long(i) + fmt.Sprint(n, solid)}})
		}
		r.Evaluations = append(r.Evaluations, &j)
	}
	for i := range 60 {
		r.Coverage.Rows = append(r.Coverage.Rows,
			model.CoverageRow{System: solid, Stack: long(i), Source: solid, Records: 1 << 60,
				Gaps: sample.Ptr(1 << 60), GapSeconds: sample.Ptr(1 << 50), Lost: sample.Ptr(1 << 60),
				SwitchedOff: sample.Ptr(1 << 60)})
		r.Exceptions = append(r.Exceptions, model.Exception{ID: solid, State: "in use", Owner: solid, Reason: long(i + 30),
			Expires: time.Now()})
		r.Files.Rows = append(r.Files.Rows, model.InputFile{Path: solid, SHA256: strings.Repeat("0123456789abcdef", 4),
			Bytes: 1 << 60, Stopped: solid, Records: 1})
		r.Outcomes = append(r.Outcomes, queries.Outcome{Query: r.Outcomes[0].Query, Status: queries.NoEvidence})
	}
	r.Coverage.Total, r.Files.Total = 60_000, 60_000
	r.Scope, r.Database = solid, solid
	return r
}

// TestSummaryCountsWhatItHasNoRoomFor: what is not shown is counted, with the file that has it.
func TestSummaryCountsWhatItHasNoRoomFor(t *testing.T) {
	t.Parallel()
	s := newSummary(full())
	for what, got := range map[string]string{
		"profiles": s.MoreProfiles, "findings": s.Findings.More, "stacks": s.Stacks.More, "exceptions": s.Exceptions.More,
		"inputs": s.Inputs.More, "limits": s.Open[len(s.Open)-1],
	} {
		if !strings.Contains(got, "further ") || !strings.Contains(got, " in ") {
			t.Errorf("%s: %q", what, got)
		}
	}
	if len(s.Findings.Rows) != mostFindings || len(s.Open) != mostOpen+1 || len(s.Verdicts) != mostProfiles {
		t.Errorf("%d findings, %d limits, %d profiles", len(s.Findings.Rows), len(s.Open), len(s.Verdicts))
	}
	if want := "And 59\u202f986 further inputs, in input_file.csv."; s.Inputs.More != want {
		t.Errorf("got %q, want %q", s.Inputs.More, want)
	}
}

// TestSummaryNamesManyEndPoints: the second thing at one end point comes behind the first at all others.
func TestSummaryNamesManyEndPoints(t *testing.T) {
	t.Parallel()
	thing := func(title, severity string, v policy.Verdict) model.Thing {
		return model.Thing{Title: title, Severity: severity, Verdict: v}
	}
	got := findingsOf([]model.Server{
		{Job: "A", Things: []model.Thing{thing("one", "critical", policy.Fail), thing("two", "critical", policy.Fail),
			thing("accepted", "critical", policy.Info)}},
		{Job: "B", Things: []model.Thing{thing("three", "critical", policy.Fail), thing("four", "high", policy.Warn)}},
		{Job: "C", Things: []model.Thing{thing("five", "high", policy.Fail)}},
	})
	var titles []string
	for _, f := range got.Rows {
		titles = append(titles, f.Title)
	}
	if want := "one three two five four"; strings.Join(titles, " ") != want {
		t.Errorf("got %q, want %q", titles, want)
	}
}

// TestSummaryOfNothing says so, and has a place for the signature all the same.
func TestSummaryOfNothing(t *testing.T) {
	t.Parallel()
	text := written(t, &model.Report{})
	for _, want := range []string{"Nothing was read", "No profile was applied.", "No stack is covered.",
		"Nothing failed and nothing drew a warning.", "so nothing was accepted", "Signature"} {
		if !strings.Contains(text, want) {
			t.Errorf("the summary does not say %q", want)
		}
	}
}
