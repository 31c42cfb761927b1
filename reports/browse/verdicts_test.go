package browse

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/schema/progress"
)

// The first page does not wait for the profiles: it asks for itself again until they are there. The database of the
// tests lacks what profiles read, so in the end it says that.
func TestStartDoesNotWaitForVerdicts(t *testing.T) {
	s := testServer(t, openTraffic(t))
	start := func() (string, string) {
		w := get(s, "/")
		if w.Code != http.StatusOK {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		return w.Header().Get("Refresh"), w.Body.String()
	}
	deadline := time.Now().Add(20 * time.Second)
	for {
		again, body := start()
		if !strings.Contains(body, "<h2>Coverage</h2>") {
			t.Fatalf("the rest of the page is not there: %s", body)
		}
		if again == "" {
			if !strings.Contains(body, "The profiles could not be evaluated.") {
				t.Errorf("the page does not say why there are no verdicts: %s", body)
			}
			return
		}
		if again != "2" || !strings.Contains(body, "All profiles are being evaluated") {
			t.Errorf("asks again after %q: %s", again, body)
		}
		if time.Now().After(deadline) {
			t.Fatal("the verdicts are never worked out")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestTheStartPageSaysHowFarTheVerdictsAre(t *testing.T) {
	t.Parallel()
	step := progress.Step{Doing: "evaluating", Of: "profiles", N: 3, Total: 12, Name: "nist", Even: true}
	uneven := step
	uneven.Even = false
	for _, c := range []struct {
		step        progress.Step
		took, phase time.Duration
		want        string
	}{
		{progress.Step{}, 0, 0, "0 s so far"},
		{progress.Step{Doing: "grouping the traffic"}, 5 * time.Second, 5 * time.Second, "grouping the traffic; 5 s so far"},
		{step, 9 * time.Second, 4 * time.Second, "evaluating 3 of 12 profiles: nist; 9 s so far, about 20 s left"},
		{uneven, 9 * time.Second, 4 * time.Second, "evaluating 3 of 12 profiles: nist; 9 s so far"},
	} {
		if got := strings.ReplaceAll(doingText(c.step, c.took, c.phase), "\u202f", " "); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// Work that nobody waits for ends with the server.
func TestVerdictsEndWithTheServer(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	s := testServer(t, openTraffic(t))
	s.opt.Life = ended
	if now := s.workOut(); !strings.Contains(now.Failure, context.Canceled.Error()) || now.Working() {
		t.Errorf("got %+v", now)
	}
}

func TestAcceptLinesAreExceptionsOnceFilledIn(t *testing.T) {
	t.Parallel()
	rule := &policy.Rule{ID: "BASE-TLS-002"}
	accepted := &policy.Finding{Rule: &policy.Rule{ID: "BASE-TLS-003"}, Accepted: "exceptions.csv:2"}
	text := acceptText(&model.Thing{Findings: []*policy.Finding{accepted,
		{Rule: rule, System: "SYSA", Job: `=cmd|' /C calc'!A0`, ServerAddr: "10.1.0.1", ServerPort: 992}}})
	if strings.Contains(text, "BASE-TLS-003") || strings.Contains(text, "=cmd") {
		t.Errorf("got %s", text)
	}
	load := func(text string) error {
		_, err := policy.LoadExceptions(fstest.MapFS{"x.csv": {Data: []byte(text)}}, "x.csv")
		return err
	}
	if err := load(text); err == nil || !strings.Contains(err.Error(), "placeholder") {
		t.Errorf("not filled in: %v", err)
	}
	filled := strings.NewReplacer("<owner>", "Team", "<reason>", "Replaced in spring", `"<last day, YYYY-MM-DD>"`,
		"2027-03-31").Replace(text)
	if err := load(filled); err != nil {
		t.Errorf("%v\n%s", err, filled)
	}
}
