package browse

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// foundReport has three findings: one rule at two servers, another at one of them, of two owners.
func foundReport() *model.Report {
	telnet := &policy.Rule{ID: "R-1", Title: "Telnet in the clear", Severity: "high"}
	weak := &policy.Rule{ID: "R-2", Title: hostile, Severity: "medium"}
	at := func(rule *policy.Rule, job, owner string, suite int64) policy.Finding {
		return policy.Finding{Profile: "baseline", Rule: rule, Verdict: policy.Fail, System: "SYSA", Stack: "TCPIP", Job: job,
			ServerAddr: "10.1.0.1", ServerPort: 21, Protection: "TLS", SuiteID: suite, Owner: owner, Observed: hostile,
			Layer: "tls"}
	}
	return &model.Report{Evaluations: []*policy.Evaluation{{Profile: &policy.Profile{ID: "baseline"}, HasOwners: true,
		Total: 3,
		Findings: []policy.Finding{at(telnet, "FTPD1", hostile, 1), at(telnet, "FTPD2", "", 1),
			at(weak, "FTPD1", hostile, 2)}}}}
}

// What was found is gathered by server, by what it is, and by owner; whichever it is, nothing is lost.
func TestFindingsAreGathered(t *testing.T) {
	r := foundReport()
	r.Evaluations[0].Findings[2].Observed = "another value"
	for by, want := range map[string]string{
		byServer: "[FTPD1 on SYSA, port 21: 2] [FTPD2 on SYSA, port 21: 1] ",
		byRule:   "[Telnet in the clear: 2] [" + hostile + ": 1] ",
		byOwner:  "[" + hostile + ": 2] [nobody named: 1] ",
	} {
		got := ""
		tables := tablesOf(r.ByServer(), by, true)
		for _, g := range tables.Groups {
			got += fmt.Sprintf("[%s: %d] ", g.Name, len(g.Things))
			if g.WithOwner == (by == byOwner) || g.WithWhere == (by == byServer) || g.WithWhat == (by == byRule) {
				t.Errorf("by %s: a column says what the heading says, or nothing does", by)
			}
		}
		if got != want || tables.Rest != 0 {
			t.Errorf("by %s: %s, %d left out; want %s", by, got, tables.Rest, want)
		}
	}
}

// Rows and headings are bounded, and those beyond are counted.
func TestFindingsAreBounded(t *testing.T) {
	servers := make([]model.Server, 3*mostGroups)
	for i := range servers {
		servers[i] = model.Server{System: "SYSA", Job: fmt.Sprintf("J%d", i), Port: 1,
			Things: []model.Thing{{Title: "T", Verdict: policy.Fail}, {Title: "U", Verdict: policy.Fail}}}
	}
	tables := tablesOf(servers, byServer, false)
	if len(tables.Groups) != mostGroups || tables.Rest != 4*mostGroups {
		t.Errorf("%d headings and %d rows beyond, want %d and %d", len(tables.Groups), tables.Rest, mostGroups, 4*mostGroups)
	}
}

// sessionServer has worked out its verdicts: what foundReport holds.
func sessionServer(t *testing.T) *Server {
	s := testServer(t, openTraffic(t))
	s.first.once.Do(func() { s.first.set(verdictsNow{Day: "2026-10-02", Lines: []verdictLine{{ID: "baseline"}}}) })
	known, err := policy.Profiles(policy.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	e := s.judged.get(strings.Join(known, ",") + " ")
	e.once.Do(func() { e.report = foundReport() })
	return s
}

// Session 1 is of FTPD1 under suite 1, so that one of the three findings is about it.
func TestFindingsOfASession(t *testing.T) {
	s := sessionServer(t)
	rows := partAt(t, get(s, "/session?session=1&tab=findings").Body.String(), "findings")
	if len(rows) == 0 || !strings.HasPrefix(rows[0], "high |Telnet in the clear|"+hostile+"|baseline: R-1|"+hostile+"|") {
		t.Errorf("rows %q", rows)
	}
	if body := get(s, "/session?session=0&tab=findings").Body.String(); !strings.Contains(body, "No profile objects") {
		t.Error("what is in the clear has no finding here, and that is not said")
	}
}

// Each tab leads to the others, says which it is, and is read alone.
func TestSessionTabs(t *testing.T) {
	s := sessionServer(t)
	for _, tab := range sessionTabs {
		path := "/session?session=1&tab=" + tab.id
		w := get(s, path)
		if tab.id != findingsTab && w.Code == http.StatusInternalServerError {
			continue // its tables are not in this database; the command's tests have all of them
		}
		body := w.Body.String()
		if n := strings.Count(body, `aria-current="page"`); n != 2 || !strings.Contains(body, tab.title+"</a>") {
			t.Errorf("%s: %d current pages, want the list and the tab", path, n)
		}
	}
	for _, path := range []string{"/session?session=1&tab=nosuch", "/session?session=1&x=1",
		"/session?session=1&tab=" + url.QueryEscape(hostile)} {
		if w := get(s, path); w.Code != http.StatusBadRequest || strings.Contains(w.Body.String(), "<script") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestGroupingsThatCannotBeMeant(t *testing.T) {
	s := sessionServer(t)
	for _, by := range []string{"owner", "x", url.QueryEscape(hostile)} {
		if w := get(s, "/findings?by="+by); w.Code != http.StatusBadRequest {
			t.Errorf("by=%s: %d", by, w.Code)
		}
	}
}
