package model

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// cleanReport is a report in which nothing is wrong.
func cleanReport() *Report {
	r := &Report{
		Evaluations: []*policy.Evaluation{{
			Profile: &policy.Profile{ID: "p"}, Overall: policy.Pass,
			Controls: []policy.Control{{Rule: &policy.Rule{ID: "R-1"}, Verdict: policy.Pass},
				{Rule: &policy.Rule{ID: "R-2"}, Verdict: policy.NotAssessed}},
		}},
		Outcomes: []queries.Outcome{{Query: &queries.Query{ID: "q"}, Status: queries.Pass},
			{Query: &queries.Query{ID: "r"}, Status: queries.Review}},
	}
	r.Files.Rows = []InputFile{{Complete: true, Records: 5, Records119: 5, RecordsDecoded: 5}}
	return r
}

// Whatever makes an audit fail is among the worst, so that exit code 1 never comes with
// nothing that failed.
func TestStatusSaysHowTheAuditEnded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		make func(*Report, *policy.Evaluation)
		want Status
	}{
		{"all passed", func(*Report, *policy.Evaluation) {}, Passed},
		{"a profile failed", func(_ *Report, j *policy.Evaluation) { j.Overall = policy.Fail }, Failed},
		{"a profile failed on tunnels alone", func(_ *Report, j *policy.Evaluation) { j.Tunnels.Overall = policy.Fail },
			Failed},
		{"a rule about the data failed", func(_ *Report, j *policy.Evaluation) {
			j.Overall, j.Controls[0].Verdict = policy.Fail, policy.Fail
		}, Failed},
		{"a profile warned", func(_ *Report, j *policy.Evaluation) { j.Overall = policy.Warn }, Passed},
		{"no rule speaks of some session", func(_ *Report, j *policy.Evaluation) { j.Overall = policy.NotAssessed },
			Incomplete},
		{"no rule speaks of tunnels", func(_ *Report, j *policy.Evaluation) { j.Tunnels.Overall = policy.NotAssessed },
			Passed},
		{"a rule without evidence",
			func(_ *Report, j *policy.Evaluation) { j.Controls[0].Verdict = policy.NotEvidenced }, Incomplete},
		{"a rule on tunnels without evidence", func(_ *Report, j *policy.Evaluation) {
			j.Tunnels.Controls = []policy.TunnelControl{{Verdict: policy.NotEvidenced}}
		}, Incomplete},
		{"a check failed", func(r *Report, _ *policy.Evaluation) { r.Outcomes[0].Status = queries.Fail }, Failed},
		{"a check without evidence", func(r *Report, _ *policy.Evaluation) { r.Outcomes[0].Status = queries.NoEvidence },
			Incomplete},
		{"records rejected", func(r *Report, _ *policy.Evaluation) { r.Files.Rows[0].RecordsRejected = 1 }, Incomplete},
		{"bytes rejected", func(r *Report, _ *policy.Evaluation) { r.Files.Rows[0].BytesRejected = 1 }, Incomplete},
		{"a record in dispute", func(r *Report, _ *policy.Evaluation) {
			r.IssueKinds = []KindCount{{"other-section", 2}, {"disputed-record", 1}}
		}, Incomplete},
		{"not read to its end", func(r *Report, _ *policy.Evaluation) { r.Files.Rows[0].Complete = false }, Incomplete},
		{"nothing decoded", func(r *Report, _ *policy.Evaluation) { r.Files.Rows[0].RecordsDecoded = 0 }, Incomplete},
		{"a capture alone", func(r *Report, _ *policy.Evaluation) { r.Files.Rows[0].Records119 = 0 }, Passed},
		{"input lost", func(r *Report, _ *policy.Evaluation) { r.InputLost = true }, Incomplete},
		{"no records", func(r *Report, _ *policy.Evaluation) { r.NoRecords = true }, Incomplete},
		{"failed and incomplete", func(r *Report, _ *policy.Evaluation) {
			r.InputLost, r.Outcomes[0].Status = true, queries.Fail
		}, Failed},
		{"a check could not be run", func(r *Report, j *policy.Evaluation) {
			r.Outcomes[0].Status, r.Outcomes[0].Err, j.Overall = queries.Error, errors.New("no such view"), policy.Fail
		}, Broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := cleanReport()
			c.make(r, r.Evaluations[0])
			if got := r.Status(); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
			worst := r.Worst(1)
			if c.want == Failed && (len(worst) == 0 || worst[0].Verdict() != policy.Fail) {
				t.Errorf("failed, and the worst are %v", worst)
			}
			if c.want < Broken && c.want != Failed && len(worst) > 0 {
				t.Errorf("nothing failed, and the worst are %v", worst)
			}
		})
	}
}

// worstNames writes what is listed, with what else was found.
func worstNames(list []Worst) []string {
	var out []string
	for _, w := range list {
		text := w.Severity() + " " + string(w.Verdict()) + " "
		switch {
		case w.Finding != nil:
			text += w.Finding.Rule.ID + " " + w.Finding.System
		case w.Check != nil:
			text += w.Check.Query.ID
		case w.Rule != nil:
			text += w.Profile.Profile.ID + " " + w.Rule.ID
		default:
			text += w.Profile.Profile.ID
		}
		if len(w.Also) > 0 {
			text += fmt.Sprint(" ", w.Also)
		}
		out = append(out, text)
	}
	return out
}

func TestWorstRanksSessionsTunnelsAndChecksTogether(t *testing.T) {
	t.Parallel()
	rule := func(id, severity string) *policy.Rule {
		return &policy.Rule{ID: id, Title: "Title of " + id, AppliesTo: "any/" + id, Severity: severity}
	}
	tunnel := func(id, source string) *policy.Tunnel {
		return &policy.Tunnel{ID: id, Source: source, Remote: "end of " + id}
	}
	r := cleanReport()
	j := r.Evaluations[0]
	j.Overall, j.Findings = policy.Fail, []policy.Finding{
		{Rule: rule("S-2", "high"), Verdict: policy.Fail, System: "B", Connections: 5, Bytes: 1},
		{Rule: rule("S-3", "high"), Verdict: policy.Fail, System: "C", Connections: 5, Bytes: 9},
		{Rule: rule("S-4", "medium"), Verdict: policy.Warn, System: "B"},
		{Rule: rule("S-5", "medium"), Verdict: policy.Warn, System: "D"},
		{Rule: rule("S-6", "critical"), Verdict: policy.Fail, System: "E", Accepted: "exceptions.csv:2"},
	}
	j.Tunnels.Findings = []policy.Finding{
		{Rule: rule("T-1", "critical"), Verdict: policy.Fail, System: "A", Tunnel: tunnel("K1", "smf119")},
		{Rule: rule("T-1", "critical"), Verdict: policy.Fail, System: "A", Tunnel: tunnel("K1", "nmsec")},
		{Rule: rule("T-2", "low"), Verdict: policy.Warn, System: "A", Tunnel: tunnel("K1", "smf119")},
		{Rule: rule("T-3", "low"), Verdict: policy.Fail, System: "A", Tunnel: tunnel("K2", "smf119")},
	}
	r.Outcomes = append(r.Outcomes,
		queries.Outcome{Query: &queries.Query{ID: "c-low", Severity: "low"}, Status: queries.Fail},
		queries.Outcome{Query: &queries.Query{ID: "c-high", Severity: "high"}, Status: queries.Fail})
	r.Evaluations = append(r.Evaluations, &policy.Evaluation{Profile: &policy.Profile{ID: "data"}, Overall: policy.Fail,
		Controls: []policy.Control{{Rule: rule("D-2", "low"), Verdict: policy.Fail},
			{Rule: rule("D-1", "medium"), Verdict: policy.Fail}}})
	want := []string{
		"critical fail T-1 A [T-2 (warn)]",
		"high fail S-3 C",
		"high fail S-2 B [S-4 (warn)]",
		"low fail T-3 A",
		"high fail c-high",
		"low fail c-low",
		"medium fail data D-1",
		"medium warn S-5 D",
	}
	for most := range len(want) + 2 {
		if diff := cmp.Diff(want[:min(most, len(want))], worstNames(r.Worst(most))); diff != "" && most > 0 {
			t.Errorf("the worst %d (-want +got):\n%s", most, diff)
		}
	}
}

// Six profiles see one thing, and the first to name it is not the one that finds it worst: what the terminal
// and the first screen name first is what stands first by end point, in the same words and as bad.
func TestWorstIsTheFirstThingOfTheFirstServer(t *testing.T) {
	t.Parallel()
	mild, harsh := thingRule("A", "tls/cipher", "medium"), thingRule("B", "tls/cipher", "critical")
	busy := at("p0", thingRule("C", "tls/version", "high"), policy.Fail, "TLS1.0")
	busy.ServerPort, busy.Connections, busy.PortWeight = 990, 5000, 9
	accepted := at("p0", thingRule("D", "tls/mac", "critical"), policy.Fail, "MD5")
	accepted.ServerPort, accepted.Accepted = 991, "exceptions.csv:2"
	j, k := cleanReport().Evaluations[0], cleanReport().Evaluations[0]
	j.Findings = []policy.Finding{busy, accepted, at("p0", mild, policy.Fail, "3DES")}
	k.Findings = []policy.Finding{at("p1", harsh, policy.Warn, "3DES"),
		at("p1", harsh, policy.Fail, "3DES ; key_bits 112")}
	r := &Report{Evaluations: []*policy.Evaluation{j, k}}
	servers, worst := r.ByServer(), r.Worst(5)
	if len(worst) != 2 {
		t.Fatalf("got %q, want two end points", worstNames(worst))
	}
	for i := range worst {
		w, s := &worst[i], &servers[i]
		first := &s.Open()[0]
		if w.Place() != s.Name() || w.Title() != first.Title || w.Verdict() != first.Verdict ||
			w.Severity() != first.Severity {
			t.Errorf("%d: got %s %q at %s, by end point %s %q at %s", i, w.Severity(), w.Title(), w.Place(),
				first.Severity, first.Title, s.Name())
		}
		if w.Finding.Verdict != w.Verdict() || w.Finding.Severity() != w.Severity() {
			t.Errorf("%d: rule %s does not say that it is %s", i, w.Source(), w.Severity())
		}
	}
	if got, want := worst[0].Title()+" "+worst[0].Source(), "Title of A B"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSumsStopAtTheLargest(t *testing.T) {
	t.Parallel()
	r := cleanReport()
	r.Files.Rows = append(r.Files.Rows, InputFile{Bytes: 1 << 62, Records: 2}, InputFile{Bytes: 1 << 62})
	if s := r.Sums(); s.Bytes != 1<<63-1 || s.Records != 7 {
		t.Errorf("got %d bytes, %d records", s.Bytes, s.Records)
	}
}
