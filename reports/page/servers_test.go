package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// What two profiles object to at one server is one line that names both and leads to the rule.
func TestServersListAThingOnce(t *testing.T) {
	t.Parallel()
	section := sectionsOf(pageOf(t, sample.Report()))["by-server"]
	_, server, _ := strings.Cut(section, "TN3270 on SYSA, port 992")
	server, _, _ = strings.Cut(server, "</details>")
	for want, times := range map[string]int{"#rule-BASE-TLS-002": 1, "high: baseline, nist": 1, "#rule-NIST-TLS-003": 0,
		"<tr>": 2, "1:7, 1:9": 1} {
		if n := strings.Count(server, want); n != times {
			t.Errorf("%q is there %d times, want %d:\n%s", want, n, times, server)
		}
	}
}

// However many end points there are, the page shows those with the worst and says where the rest is.
func TestServersStayWithinTheirRoom(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	r.Evaluations = r.Evaluations[:1]
	j := r.Evaluations[0]
	f := j.Findings[2]
	j.Findings = nil
	for i := range 900 {
		f.ServerAddr = fmt.Sprintf("10.9.%d.%d", i>>8, i&255)
		j.Findings = append(j.Findings, f)
	}
	j.Tunnels.Findings, j.Total, j.Tunnels.FindingsTotal = nil, 905, 0
	servers := r.ByServer()
	part := newServers(newPrinter(r, servers, pageLimits), r)
	if len(part.Servers) != pageLimits.rows {
		t.Errorf("%d end points are shown, want %d", len(part.Servers), pageLimits.rows)
	}
	want := "700 further end points in findings.csv and tunnel_findings.csv. 5 findings beyond the limit of the report are " +
		"not among them."
	if part.Note != want {
		t.Errorf("got %q, want %q", part.Note, want)
	}
	page := pageOf(t, r)
	if !bytes.Contains(page, []byte("and at 850 further end points, listed in findings.csv")) {
		t.Error("the rule does not say at how many more end points it was met")
	}
}

func TestServersSayWhatWasOnlyNoted(t *testing.T) {
	t.Parallel()
	rule := &policy.Rule{ID: "N-1", Title: "A note", AppliesTo: "x509/key", Severity: "low"}
	r := &model.Report{Evaluations: []*policy.Evaluation{{Profile: &policy.Profile{ID: "p"}, Findings: []policy.Finding{
		{Profile: "p", Rule: rule, Verdict: policy.Info, System: "SYSA", Job: "WEB", ServerAddr: "10.0.0.1", ServerPort: 443},
	}}}}
	part := newServers(newPrinter(r, r.ByServer(), pageLimits), r)
	if want := "Noted only; nothing failed or drew a warning: WEB on SYSA, port 443."; part.Clean != want ||
		len(part.Servers) != 0 {
		t.Errorf("got %q and %d end points, want %q", part.Clean, len(part.Servers), want)
	}
}
