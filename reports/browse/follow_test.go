package browse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
)

// until waits for what is bound to happen.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// A follower opens the database for whoever is let in, lets go of it, keeps what it worked out of the same file and
// shows another one anew.
func TestFollowerLetsGoAndReopens(t *testing.T) {
	var busy error
	stamp, opened := "one", 0
	f, err := Follow(Followed{
		Open: func(context.Context) (*sql.DB, error) {
			if busy != nil {
				return nil, busy
			}
			opened++
			return openTraffic(t), nil
		},
		Stamp: func() (string, error) { return stamp, nil },
	}, Options{Token: testToken, Hosts: []string{testHost}, Single: singleInTests, Commands: commandsInTests})
	if err != nil {
		t.Fatal(err)
	}
	f.idle = time.Millisecond
	isOpen := func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.open
	}
	ask := func(want int, change ...func(*http.Request)) *httptest.ResponseRecorder {
		t.Helper()
		w := getFrom(f, "/servers?system=SYSA", change...)
		if w.Code != want {
			t.Fatalf("%d, want %d\n%s", w.Code, want, tags.ReplaceAllString(w.Body.String(), ""))
		}
		until(t, "the database is let go of", func() bool { return !isOpen() })
		return w
	}
	if ask(http.StatusForbidden, header("Cookie", "")); opened != 0 {
		t.Error("opened for one who was not let in")
	}
	ask(http.StatusOK)
	first := f.server
	if ask(http.StatusOK); opened != 2 || f.server != first {
		t.Errorf("opened %d times; kept what was worked out: %v", opened, f.server == first)
	}
	stamp = "two"
	if ask(http.StatusOK); f.server == first {
		t.Error("another file is shown as the one before")
	}
	busy = fmt.Errorf("%w: waiting for process 7", ErrBusy)
	w := ask(http.StatusServiceUnavailable)
	if !strings.Contains(w.Body.String(), "waiting for process 7. This page asks again") ||
		w.Header().Get("Refresh") == "" {
		t.Errorf("%v\n%s", w.Header(), w.Body)
	}
	busy = errors.New("gone")
	ask(http.StatusInternalServerError)
	busy = nil
	ask(http.StatusOK)
}

// What runs beside the requests, such as the verdicts of the first page, keeps the database.
func TestFollowerKeepsTheDatabaseForWork(t *testing.T) {
	var opened atomic.Int32
	f, err := Follow(Followed{
		Open:  func(context.Context) (*sql.DB, error) { opened.Add(1); return openTraffic(t), nil },
		Stamp: func() (string, error) { return "", nil },
	}, Options{Token: testToken, Hosts: []string{testHost}, Single: singleInTests, Commands: commandsInTests})
	if err != nil {
		t.Fatal(err)
	}
	f.idle = time.Millisecond
	s, err := f.acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	done := s.busy()
	f.release()
	time.Sleep(50 * time.Millisecond)
	if err := s.db.Ping(); err != nil {
		t.Errorf("closed while it is worked with: %v", err)
	}
	done()
	until(t, "it is let go of", func() bool { return s.db.Ping() != nil })
}

// listening serves on a port of its own, as no test without network can.
func listening(t *testing.T, s *Server) (base string, cookie string) {
	t.Helper()
	l := httptest.NewServer(s)
	t.Cleanup(l.Close)
	s.opt.Hosts = append(s.opt.Hosts, strings.TrimPrefix(l.URL, "http://"))
	return l.URL, s.cookie + "=" + testToken
}

func inUse(db *sql.DB) func() bool { return func() bool { return db.Stats().InUse > 0 } }

func isIdle(db *sql.DB) func() bool { return func() bool { return db.Stats().InUse == 0 } }

// endless is a statement that runs for hours.
const endless = "select count(*) from range(100000000000) as a, range(1000) as b where a.range + b.range = -1"

// A statement ends when the browser leaves, and others are answered meanwhile.
func TestStatementsEndWhenTheBrowserLeaves(t *testing.T) {
	db := openTraffic(t)
	s := testServer(t, db)
	base, cookie := listening(t, s)
	for _, path := range []string{"/sql?q=" + url.QueryEscape(endless), "/sql?format=csv&q=" + url.QueryEscape(endless)} {
		ctx, leave := context.WithCancel(t.Context())
		r, _ := http.NewRequestWithContext(ctx, http.MethodGet, base+path, nil)
		r.Header.Set("Cookie", cookie)
		left := make(chan error, 1)
		go func() {
			answer, err := http.DefaultClient.Do(r)
			if err == nil {
				answer.Body.Close()
			}
			left <- err
		}()
		until(t, "the statement runs", inUse(db))
		if w := get(s, "/servers?system=SYSA"); w.Code != http.StatusOK {
			t.Errorf("another browser: %d", w.Code)
		}
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", path, err)
		}
		until(t, "the statement ends", isIdle(db))
	}
}

// A browser that takes nothing of a long answer does not hold its statement open.
func TestStatementsEndWhenTheBrowserTakesNothing(t *testing.T) {
	db := openTraffic(t)
	s := testServer(t, db)
	s.stall = 100 * time.Millisecond
	base, cookie := listening(t, s)
	c, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "GET /sql?format=csv&q=%s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n",
		url.QueryEscape("select repeat('x', 1000) from range(50000)"), strings.TrimPrefix(base, "http://"), cookie)
	until(t, "the statement runs", inUse(db))
	until(t, "the statement ends", isIdle(db))
	// What had been sent is cut, not whole.
	if _, err := io.Copy(io.Discard, c); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) &&
		!strings.Contains(err.Error(), "reset") {
		t.Error(err)
	}
}

// An answer that was worked out for somebody who has left is worked out again for who waits for it too.
func TestEvaluationsOutliveWhoAskedFirst(t *testing.T) {
	s := testServer(t, openTraffic(t))
	gone, leave := context.WithCancel(t.Context())
	leave()
	key := "baseline 2026-10-01"
	kept := s.judged.get(key)
	kept.once.Do(func() { kept.err, kept.left = gone.Err(), true })
	day := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	if _, err := s.evaluate(t.Context(), []string{"baseline"}, day); errors.Is(err, context.Canceled) {
		t.Errorf("the error of another: %v", err)
	}
}

// What all profiles say holds the answer of each of them, so that nothing is worked out twice.
func TestEvaluationsAreTakenOutOfOthers(t *testing.T) {
	s := testServer(t, openTraffic(t))
	all := &model.Report{AsOf: time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)}
	for _, id := range []string{"baseline", "nist", "pci"} {
		all.Evaluations = append(all.Evaluations, &policy.Evaluation{Profile: &policy.Profile{ID: id}})
	}
	s.judged.get("all")
	s.judged.finish("all", time.Time{}, all)
	got, err := s.evaluate(t.Context(), []string{"baseline", "pci"}, time.Time{})
	if err != nil || len(got.Evaluations) != 2 || got.Evaluations[1] != all.Evaluations[2] || got.AsOf != all.AsOf {
		t.Errorf("%v, %v", got, err)
	}
	if s.judged.among([]string{"baseline"}, all.AsOf) != nil || s.judged.among([]string{"ietf"}, time.Time{}) != nil {
		t.Error("the answer for another day, or of other profiles")
	}
	for i := range mostEvaluated {
		s.judged.get(strconv.Itoa(i))
	}
	if s.judged.among([]string{"baseline"}, time.Time{}) != nil {
		t.Error("kept beyond what is kept")
	}
}
