package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		err    error
		code   int
		stderr string
	}{
		{"nothing wrong", context.Background(), nil, 0, ""},
		{"closed pipe", context.Background(), fmt.Errorf("write: %w", syscall.EPIPE), 0, ""},
		{"any error", context.Background(), errors.New("no such thing"), 3, "zertify: error: no such thing\n"},
		{"failed", context.Background(), &exit{code: exitFailed}, 1, ""},
		{"incomplete with a reason", context.Background(), &exit{exitIncomplete, errors.New("why")}, 2,
			"zertify: error: why\n"},
		{"interrupted", ended, fmt.Errorf("reading: %w", context.Canceled), 3,
			"zertify: error: interrupted; what was complete is kept in the database that --db names, the rest was undone\n"},
		{"hostile text", context.Background(), errors.New("file \x1b[31m.smf\nsecond line"), 3,
			"zertify: error: file ␛[31m.smf\nsecond line\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var stderr bytes.Buffer
			code := newEnv(nil, io.Discard, &stderr).exitCode(c.ctx, c.err)
			if code != c.code || stderr.String() != c.stderr {
				t.Errorf("got %d %q, want %d %q", code, stderr.String(), c.code, c.stderr)
			}
		})
	}
}

func TestInterruptedRunLeavesNoInputBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump := filepath.Join(dir, "demo.smf")
	var out bytes.Buffer
	if code := run(context.Background(), []string{"demo", "--records", "300", "-o", dump}, nil, &out, &out); code != 0 {
		t.Fatal(out.String())
	}
	ctx, cancel := context.WithCancel(context.Background())
	in := &cancelling{r: open(t, dump), cancel: cancel}
	if code := run(ctx, []string{"ingest", "-", "--db", filepath.Join(dir, "a.duckdb")}, in, &out,
		&out); code != exitError {
		t.Fatalf("exit code %d\n%s", code, out.String())
	}
	out.Reset()
	run(context.Background(),
		[]string{"sql", "--db", filepath.Join(dir, "a.duckdb"), "SELECT count(*) AS n FROM input_file"}, nil, &out, &out)
	if got, want := out.String(), "n\n0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// cancelling ends the context once something has been read.
type cancelling struct {
	r      io.Reader
	cancel func()
}

func (c *cancelling) Read(p []byte) (int, error) {
	n, err := c.r.Read(p[:min(len(p), 1000)])
	c.cancel()
	return n, err
}

func open(t *testing.T, path string) *os.File {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestMeterSaysHowFarAndHowLong(t *testing.T) {
	t.Parallel()
	p := &ingest.Progress{}
	p.Bytes.Store(300_000_000) // unpacked; what counts is how far the files were read
	p.Source.Store(50_000_000)
	p.Records.Store(1200)
	for _, c := range []struct {
		total int64
		want  string
	}{
		{200_000_000, "read 50.0 MB of 200.0 MB, 5.0 MB/s, 1,200 records, about 30s left"},
		{-1, "read 50.0 MB, 5.0 MB/s, 1,200 records"},
		{10_000_000, "read 50.0 MB, 5.0 MB/s, 1,200 records"}, // a zip is read in places more than once
	} {
		m := &meter{p: p, total: c.total}
		if got := m.line(10 * time.Second); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestTotalIsUnknownForPipes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, []byte("12345"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		in   []string
		want int64
	}{{[]string{plain, plain}, 10}, {[]string{plain, "-"}, -1}} {
		if got := totalBytes(c.in); got != c.want {
			t.Errorf("%v: got %d, want %d", c.in, got, c.want)
		}
	}
}

// sampleReport is a report in which nothing is wrong.
func sampleReport() *model.Report {
	r := &model.Report{
		Evaluations: []*policy.Evaluation{{
			Profile: &policy.Profile{ID: "p"}, Overall: policy.Pass,
			Controls: []policy.Control{{Rule: &policy.Rule{ID: "R-1"}, Verdict: policy.Pass},
				{Rule: &policy.Rule{ID: "R-2"}, Verdict: policy.NotAssessed}},
		}},
		Outcomes: []queries.Outcome{{Query: &queries.Query{ID: "q"}, Status: queries.Pass},
			{Query: &queries.Query{ID: "r"}, Status: queries.Review}},
	}
	r.Files.Rows = []model.InputFile{{Complete: true, Records: 5, Records119: 5, RecordsDecoded: 5}}
	r.Traffic.Sessions, r.Traffic.Records = 5, 40
	return r
}

// The model decides the status; its number is the exit code, and what could not be run is said.
func TestVerdictGivesTheExitCode(t *testing.T) {
	t.Parallel()
	for want, change := range []func(*model.Report){
		func(*model.Report) {},
		func(r *model.Report) { r.Outcomes[0].Status = queries.Fail },
		func(r *model.Report) { r.InputLost = true },
		func(r *model.Report) {
			r.Outcomes[0].Status, r.Outcomes[0].Err = queries.Error, errors.New("no such view")
		},
	} {
		r := sampleReport()
		change(r)
		var said bytes.Buffer
		e := newEnv(nil, io.Discard, &said)
		if got := e.exitCode(context.Background(), (&auditPlan{}).verdict(e, r)); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
		if broken := want == exitError; broken != strings.Contains(said.String(), "no such view") {
			t.Errorf("exit code %d with %q", want, said.String())
		}
	}
}

func TestClosingLinesAreFive(t *testing.T) {
	t.Parallel()
	r, p := sampleReport(), &auditPlan{opt: &auditOptions{dir: "out"}}
	rule := &policy.Rule{ID: "R-1", Title: "Old TLS", Severity: "high", Attribute: "tls_version"}
	r.Evaluations[0].Findings = []policy.Finding{
		{Rule: &policy.Rule{ID: "R-2", Severity: "critical", Attribute: "x", Condition: "eq y"}, Verdict: policy.Fail,
			System: "SYSB",
			Stack:  "TCPIP", ServerAddr: "10.1.1.1", Observed: "y", Sessions: 1, Connections: 1},
		{Rule: rule, Verdict: policy.Warn, System: "SYSW", Connections: 999},
		{Rule: rule, Verdict: policy.Fail, System: "SYSA", Job: "A\nB", ServerPort: 21, Observed: "TLS1.0", Sessions: 3,
			Connections: 12},
		{Rule: rule, Verdict: policy.Fail, Accepted: "line 2", System: "SYSX"},
	}
	r.Evaluations[0].TotalAccepted, r.Outcomes[1].TotalAccepted = 1, 2
	var out bytes.Buffer
	if err := newEnv(nil, &out, io.Discard).printClosing(p, r, []string{"out/a.csv", "out/report.html"}); err != nil {
		t.Fatal(err)
	}
	want := `Read:      0 inputs, 0 bytes, 5 records: 5 decoded, 0 of other types skipped; 5 sessions in 40 interval records
Rejected:  nothing
Verdict:   p: pass; checks: 1 review, 1 pass; accepted by exceptions: 1 finding and 2 rows of checks
Worst:     critical: x eq y; – on SYSB; 1 session, 1 connection (R-2)
Report:    out/report.html
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	r.Evaluations[0].Findings = r.Evaluations[0].Findings[1:]
	if got, want := worstLine(r), "high: Old TLS; A␊B on SYSA, port 21; 3 sessions, 12 connections (R-1)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// Where only checks failed, the worst of them is the cause of exit code 1; a warning is not.
	r.Evaluations[0].Findings = []policy.Finding{{Rule: rule, Verdict: policy.Warn, System: "SYSA"}}
	r.Outcomes = []queries.Outcome{
		{Query: &queries.Query{ID: "q-low", Title: "Low", Severity: "low"}, Status: queries.Fail, Total: 9},
		{Query: &queries.Query{ID: "q-high", Title: "High", Severity: "high"}, Status: queries.Fail, Total: 3,
			TotalAccepted: 2},
		{Query: &queries.Query{ID: "q-pass", Title: "Pass", Severity: "critical"}, Status: queries.Pass},
	}
	if got, want := worstLine(r), "high: High; 1 finding (q-high)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// With many profiles the verdict line names them by verdict, the worst first, and
// counts what it says of tunnels.
func TestVerdictLineStaysReadableWithManyProfiles(t *testing.T) {
	t.Parallel()
	r := sampleReport()
	r.Evaluations = nil
	for _, c := range []struct {
		id               string
		overall, tunnels policy.Verdict
		sessions         int64
	}{
		{"a", policy.Warn, policy.Fail, 7}, {"b", policy.Fail, policy.Fail, 10},
		{"c", policy.Fail, policy.NotEvidenced, 2000}, {"d", policy.Pass, policy.Pass, 5},
	} {
		j := &policy.Evaluation{Profile: &policy.Profile{ID: c.id}, Overall: c.overall,
			Verdicts: map[policy.Verdict]policy.Tally{c.overall: {Sessions: c.sessions}}}
		j.Tunnels.Total, j.Tunnels.Overall = 3, c.tunnels
		r.Evaluations = append(r.Evaluations, j)
	}
	want := "fail: c, b; warn: a; pass: d; checks: 1 review, 1 pass; on tunnels: 2 fail, 1 not-evidenced, 1 pass"
	if got := verdictLine(r); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestLongLinesHang(t *testing.T) {
	t.Parallel()
	const text = "Verdict:   fail: one, two, three; checks: 4 fail"
	for _, c := range []struct {
		width int
		want  string
	}{
		{0, text},
		{80, text},
		{31, "Verdict:   fail: one, two,\n           three; checks: 4\n           fail"},
		{12, text}, // no room to hang in
	} {
		if got := hang(text, 11, c.width); got != c.want {
			t.Errorf("%d columns: got\n%s\nwant\n%s", c.width, got, c.want)
		}
	}
}

func TestSplitNamesRefusesSlips(t *testing.T) {
	t.Parallel()
	got, err := splitNames("--x", "a, b,c")
	if err != nil || !cmp.Equal(got, []string{"a", "b", "c"}) {
		t.Error(got, err)
	}
	for _, bad := range []string{"", "a,,b", "a,a"} {
		if got, err := splitNames("--x", bad); err == nil {
			t.Errorf("%q gives %q", bad, got)
		}
	}
}
