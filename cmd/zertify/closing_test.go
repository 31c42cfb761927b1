package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/page"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/tables"
)

// The line on the worst says what the exit code says, and names what the page and
// report.json put first.
func TestWorstLineFitsTheExitCode(t *testing.T) {
	t.Parallel()
	finding := func(v policy.Verdict) policy.Finding {
		return policy.Finding{Rule: &policy.Rule{ID: "R-1", Title: "Old TLS", Severity: "high", Verdict: v}, Verdict: v,
			System: "SYSA", Job: "FTPD1", ServerAddr: "10.1.1.1", ServerPort: 21, Sessions: 2, Records: 9, Connections: 12}
	}
	fail := func(r *model.Report) {
		r.Evaluations[0].Overall = policy.Fail
		r.Evaluations[0].Findings = []policy.Finding{finding(policy.Fail)}
	}
	for _, c := range []struct {
		name   string
		change func(*model.Report)
		exit   int
		worst  string
	}{
		{"all passed", func(*model.Report) {}, 0, "nothing failed"},
		{"a warning", func(r *model.Report) {
			r.Evaluations[0].Overall = policy.Warn
			r.Evaluations[0].Findings = []policy.Finding{finding(policy.Warn)}
		}, 0, "nothing failed; worst warning, high: Old TLS; FTPD1 on SYSA, port 21; 2 sessions, 12 connections (R-1)"},
		{"a finding", fail, 1, "high: Old TLS; FTPD1 on SYSA, port 21; 2 sessions, 12 connections (R-1)"},
		{"a tunnel alone", func(r *model.Report) {
			f := finding(policy.Fail)
			f.Tunnel, f.Sessions = &policy.Tunnel{ID: "K3", Remote: "192.0.2.1"}, 0
			r.Evaluations[0].Tunnels = policy.TunnelPart{Total: 1, Overall: policy.Fail, Findings: []policy.Finding{f}}
		}, 1, "high: Old TLS; tunnel K3 of SYSA to 192.0.2.1 (R-1)"},
		{"a rule about the data", func(r *model.Report) {
			r.Evaluations[0].Overall = policy.Fail
			r.Evaluations[0].Controls = []policy.Control{{Verdict: policy.Fail,
				Rule: &policy.Rule{ID: "D-1", Title: "No certificate records", Severity: "low", Verdict: policy.Fail}}}
		}, 1, "low: No certificate records (D-1)"},
		{"findings beyond the limit", func(r *model.Report) { r.Evaluations[0].Overall = policy.Fail }, 1,
			"profile p failed; its findings are beyond the limit of the report"},
		{"a check", func(r *model.Report) {
			r.Outcomes[0].Status, r.Outcomes[0].Total, r.Outcomes[0].TotalAccepted = queries.Fail, 3, 2
			r.Outcomes[0].Query.Title, r.Outcomes[0].Query.Severity = "Clear traffic", "critical"
		}, 1, "critical: Clear traffic; 1 finding (q)"},
		{"a finding and lost input", func(r *model.Report) { fail(r); r.InputLost = true }, 1,
			"high: Old TLS; FTPD1 on SYSA, port 21; 2 sessions, 12 connections (R-1)"},
		{"lost input", func(r *model.Report) { r.InputLost = true }, 2,
			"nothing failed, but input is missing or was rejected"},
		{"a rule and a check without evidence", func(r *model.Report) {
			r.Evaluations[0].Controls[0].Verdict, r.Outcomes[0].Status = policy.NotEvidenced, queries.NoEvidence
		}, 2, "nothing failed, but the records do not decide every rule of p; 1 check had nothing to look at"},
		{"a broken check", func(r *model.Report) {
			r.Outcomes[0].Status, r.Outcomes[0].Err = queries.Error, errors.New("no such view")
		}, 3, "nothing failed, but 1 check could not be run"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := sampleReport()
			c.change(r)
			if got := worstLine(r); got != c.worst {
				t.Errorf("got  %s\nwant %s", got, c.worst)
			}
			if got := int(r.Status()); got != c.exit {
				t.Errorf("exit code %d, want %d", got, c.exit)
			}
			compareFirst(t, r, c.exit)
		})
	}
}

// compareFirst compares what report.json and the page put first with the line on the worst.
func compareFirst(t *testing.T, r *model.Report, exit int) {
	t.Helper()
	var doc, sheet bytes.Buffer
	if err := errors.Join(tables.WriteReport(&doc, r), page.Write(&sheet, r)); err != nil {
		t.Fatal(err)
	}
	var said struct {
		Summary struct {
			ExitCode int `json:"exit_code"`
			Worst    []struct{ Title, Place, Verdict string }
		}
	}
	if err := json.Unmarshal(doc.Bytes(), &said); err != nil {
		t.Fatal(err)
	}
	if said.Summary.ExitCode != exit {
		t.Errorf("report.json has exit code %d, want %d", said.Summary.ExitCode, exit)
	}
	list := said.Summary.Worst
	if len(list) == 0 {
		if exit == 1 {
			t.Error("exit code 1, and report.json names nothing")
		}
		return
	}
	line, shown := worstLine(r), html.UnescapeString(regexp.MustCompile("<[^>]*>").ReplaceAllString(sheet.String(), ""))
	if !strings.Contains(line, plain.Text(list[0].Title)) || !strings.Contains(line, list[0].Place) {
		t.Errorf("report.json puts %+v first, the line is %q", list[0], line)
	}
	if title := list[0].Title; !strings.Contains(strings.ToLower(shown), strings.ToLower(title[:7])) {
		t.Errorf("the page does not show %q", title)
	}
}
