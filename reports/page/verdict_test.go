package page

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

// What an auditor looks for first comes before what the report was made from.
func TestCoverBeginsWithTheVerdict(t *testing.T) {
	t.Parallel()
	page := pageOf(t, sample.Report())
	at := -1
	for _, want := range []string{`<h2 id="verdicts">Verdict</h2>`, `<span class="badge v-fail">Fail</span>`,
		`<dl class="counts">`, "Something failed at 2 of 120 TCP servers", "Read: 2 inputs", `<ol class="top">`,
		"Unencrypted traffic on a port that carries logons: Telnet and TN3270 on port 23", "TN3270 on SYSA, port 23",
		`<h2 id="about">`, "SHA-256"} {
		next := bytes.Index(page, []byte(want))
		if next < at || next < 0 {
			t.Errorf("%q is at %d, want it behind %d", want, next, at)
		}
		at = max(at, next)
	}
}

func TestTilesSayWhatSessionsCameTo(t *testing.T) {
	t.Parallel()
	tally := func(n int64) policy.Tally { return policy.Tally{Sessions: n} }
	for want, j := range map[string]*policy.Evaluation{
		"2 of 7 sessions failed, 1 drew a warning, 3 passed, 1 not evidenced": {Overall: policy.Fail,
			Verdicts: map[policy.Verdict]policy.Tally{policy.Fail: tally(2), policy.Warn: tally(1),
				policy.NotEvidenced: tally(1), policy.Pass: tally(3)}},
		"no session failed; a tunnel or the records as a whole did, 3 passed": {Overall: policy.Fail,
			Verdicts: map[policy.Verdict]policy.Tally{policy.Pass: tally(3)}},
		"0 of 1 session failed, 1 passed": {Overall: policy.Pass,
			Verdicts: map[policy.Verdict]policy.Tally{policy.Pass: tally(1)}},
		"no session to evaluate": {Overall: policy.NotEvidenced},
	} {
		if got := tileText(j); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// What warns is never called critical: a port raises its severity, not what the rule says.
func TestStandingIsOneWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		v              policy.Verdict
		severity, want string
	}{{policy.Fail, "critical", "critical"}, {policy.Warn, "critical", "warning"}, {policy.Fail, "", "fail"},
		{policy.Info, "low", "info"}} {
		if got := standingView(c.v, c.severity).Text; got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.severity, c.v, got, c.want)
		}
	}
}

func TestCoverageLineSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	r := &model.Report{}
	r.Files.Total, r.Files.Rows = 2, []model.InputFile{{Records: 10, RecordsRejected: 1, Complete: true},
		{Records: 5, Stopped: "end of file"}}
	r.Coverage.Rows = []model.CoverageRow{
		{System: "A", Stack: "X", Source: "smf-12", Gaps: sample.Ptr(2), GapSeconds: sample.Ptr(90),
			SwitchedOff: sample.Ptr(2)},
		{System: "A", Stack: "X", Source: "smf-11", Lost: sample.Ptr(3), LostBytes: sample.Ptr(9)},
		{System: "B", Stack: "X"}}
	r.Coverage.Total = 3
	want := "2 inputs, 15 records of 2 TCP/IP stacks; 1 input not read to the end; 1 record rejected; 2 gaps in " +
		"recording, " +
		"1 min 30 s in all; zERT switched off twice; at least 3 connections in records that are missing."
	if diff := cmp.Diff(want, strings.ReplaceAll(coverageLine(r), "\u202f", " ")); diff != "" {
		t.Error(diff)
	}
	r = &model.Report{}
	r.Files.Total, r.Files.Rows = 1, []model.InputFile{{Records: 10, Complete: true}}
	r.Coverage.Total, r.Coverage.Rows = 1, []model.CoverageRow{{System: "A"}}
	if got, want := coverageLine(r), "1 input, 10 records of 1 TCP/IP stack; no gap in recording."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A capture or a report tells of tunnels alone: the first screen speaks of what there is.
func TestFirstScreenOfTunnelsAlone(t *testing.T) {
	t.Parallel()
	r := sample.Report()
	r.Traffic, r.Servers, r.Coverage = model.Traffic{}, model.Section[model.Peer]{}, model.Section[model.CoverageRow]{}
	r.Files.Rows = []model.InputFile{{Path: "tunnels.nmi", Form: "nmsec", Complete: true, Records: 9, RecordsDecoded: 9},
		{Path: "iked.log", Form: "text", Complete: true, Records: 8, RecordsDecoded: 8}}
	r.Files.Total = 2
	r.Evaluations = r.Evaluations[:1]
	j := r.Evaluations[0]
	j.Verdicts, j.Findings, j.Tunnels.Verdicts = nil, nil, map[policy.Verdict]int64{policy.Fail: 1}
	p := newPrinter(r, r.ByServer(), pageLimits)
	cover := newCover(p, r)
	for _, c := range []struct{ got, want string }{
		{cover.Profiles[0].Text, "no session to evaluate; 1 of 2 tunnels failed"},
		{cover.Coverage, "2 inputs, 17 records and entries of text."},
		{strings.Join(cover.Alerts, " "), "No SMF record is among the inputs: what they tell of tunnels was evaluated, " +
			"and no session."},
	} {
		if !strings.HasPrefix(c.got, c.want) {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if len(cover.Mixes) != 0 || strings.Contains(cover.Concerned, "0 of 0") {
		t.Errorf("%d bars of nothing, and %q", len(cover.Mixes), cover.Concerned)
	}
	r.Files.Rows = r.Files.Rows[1:]
	if got := newCover(p, r).Coverage; !strings.Contains(got, "8 entries") {
		t.Errorf("a log alone: %q", got)
	}
}
