package browse

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/reports/model"
)

const driftAsked = "/drift?old-from=2026-10-01&old-until=2026-10-01&new-from=2026-10-02&new-until=2026-10-02"

// driftServer compares with f.
func driftServer(t *testing.T, f Comparer) *Server {
	s := testServer(t, openTraffic(t))
	s.opt.Compare = f
	return s
}

// settled asks until the page no longer asks again by itself.
func settled(t *testing.T, s *Server, path string) string {
	t.Helper()
	for range 500 {
		w := get(s, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d\n%s", path, w.Code, tags.ReplaceAllString(w.Body.String(), ""))
		}
		if w.Header().Get("Refresh") == "" {
			return w.Body.String()
		}
		time.Sleep(2 * time.Millisecond)
	}
	t.Fatalf("%s: asks again for ever", path)
	return ""
}

func driftInTests(_ context.Context, asked Comparison) (*model.Drift, error) {
	if asked.Profiles[0] == "nist" {
		return nil, errors.New(hostile)
	}
	return &model.Drift{Worse: 1, Old: model.DriftSide{Sessions: 1}, New: model.DriftSide{Database: hostile, Sessions: 1},
		Changes: []model.Change{{What: model.ChangeFinding, State: model.StateNew, Worse: true, Title: "Telnet " + hostile,
			Place: hostile}}}, nil
}

func TestDriftBetweenPeriods(t *testing.T) {
	s := driftServer(t, driftInTests)
	body := settled(t, s, driftAsked)
	for _, want := range []string{"1 thing got worse at 1 place", "Telnet &#34;&gt;&lt;script",
		"drift 2026-10-01..2026-10-01 " +
			"2026-10-02..2026-10-02 [baseline]", `href="/drift?format=csv&amp;`} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not said", want)
		}
	}
	if strings.Contains(body, "<script") {
		t.Error("a script in the page")
	}
	w := get(s, driftAsked+"&format=csv")
	if !strings.Contains(w.Body.String(), "Telnet") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("the file: %v\n%s", w.Header(), w.Body)
	}
	if body := settled(t, s, driftAsked+"&profile=nist"); !strings.Contains(body, "could not be compared") ||
		strings.Contains(body, "<script") {
		t.Error("a failure is not told as text")
	}
}

// Days that are not given are suggested: two halves of the days there are.
func TestDriftSuggestsPeriods(t *testing.T) {
	s := driftServer(t, driftInTests)
	body := get(s, "/drift").Body.String()
	for _, field := range []string{"old-from|2026-10-01", "old-until|2026-10-01", "new-from|2026-10-02",
		"new-until|2026-10-02"} {
		name, day, _ := strings.Cut(field, "|")
		if !strings.Contains(body, fmt.Sprintf(`name="%s" value="%s"`, name, day)) {
			t.Errorf("%s is not suggested for %s", day, name)
		}
	}
}

func TestDriftRefusesPeriodsThatCannotBeMeant(t *testing.T) {
	s := driftServer(t, driftInTests)
	for _, path := range []string{"/drift?x=1", "/drift?old-from=soon", "/drift?old-from=2026-10-01&old-from=2026-10-02",
		"/drift?profile=nosuch", strings.Replace(driftAsked, "new-from=2026-10-02", "new-from=2026-10-01", 1),
		strings.Replace(driftAsked, "old-until=2026-10-01", "old-until=2026-09-01", 1)} {
		if w := get(s, path); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// A comparison that nobody asks after any more is broken off, and then another may run; while one runs, others wait.
func TestDriftIsBrokenOffWhenLeft(t *testing.T) {
	ended := make(chan error, 1)
	s := driftServer(t, func(ctx context.Context, asked Comparison) (*model.Drift, error) {
		if asked.Profiles[0] != "nist" {
			return driftInTests(ctx, asked)
		}
		<-ctx.Done()
		ended <- ctx.Err()
		return nil, ctx.Err()
	})
	s.compared.patience = 200 * time.Millisecond
	if body := get(s, driftAsked+"&profile=nist").Body.String(); !strings.Contains(body, "Being compared") {
		t.Error("it is not said that the comparison runs")
	}
	if body := get(s, driftAsked).Body.String(); !strings.Contains(body, "Another comparison") {
		t.Error("it is not said that another one runs")
	}
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the comparison goes on though its page was left")
	}
	settled(t, s, driftAsked)
}

// What is kept of comparisons does not grow.
func TestComparisonsAreBounded(t *testing.T) {
	s := driftServer(t, driftInTests)
	for day := range 3 * mostCompared {
		settled(t, s, fmt.Sprintf("/drift?old-from=2026-09-%02d&old-until=2026-09-30&new-from=2026-10-01&"+
			"new-until=2026-10-02", day+1))
	}
	if n := len(s.compared.kept); n > mostCompared || n != len(s.compared.keys) {
		t.Errorf("%d comparisons are kept, %d keys", n, len(s.compared.keys))
	}
}
