package browse

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const (
	testHost  = "127.0.0.1:8119"
	testToken = "the-key-of-this-run"
)

func testServer(t *testing.T, db *sql.DB) *Server {
	t.Helper()
	s, err := New(db, Options{Token: testToken, Hosts: []string{testHost, "localhost:8119"}, Database: "a.duckdb",
		Single: singleInTests, Commands: commandsInTests, Record: recordInTests})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// get asks as the browser does that was let in, unless change says otherwise.
func get(s *Server, path string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	return getFrom(s, path, change...)
}

func getFrom(s http.Handler, path string, change ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = testHost
	r.AddCookie(&http.Cookie{Name: "zertify_8119", Value: testToken})
	for _, f := range change {
		f(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

// Each request is refused for one reason, and the same request without it is answered.
func TestOnlyTheBrowserLetInIsAnswered(t *testing.T) {
	s := testServer(t, openTraffic(t))
	if w := get(s, "/checks"); w.Code != http.StatusOK {
		t.Fatalf("an honest request: %d\n%s", w.Code, w.Body)
	}
	for _, c := range []struct {
		name   string
		status int
		change func(*http.Request)
	}{
		{"no cookie", http.StatusForbidden, header("Cookie", "")},
		{"another cookie", http.StatusForbidden, header("Cookie", "zertify_8119=guess")},
		{"cookie of a server on another port", http.StatusForbidden, header("Cookie", "zertify_8120="+testToken)},
		{"another name that points here", http.StatusMisdirectedRequest,
			func(r *http.Request) { r.Host = "rebound.example:8119" }},
		{"another port", http.StatusMisdirectedRequest, func(r *http.Request) { r.Host = "127.0.0.1:80" }},
		{"a page of another site", http.StatusForbidden, header("Origin", "https://other.example")},
		{"an opaque origin", http.StatusForbidden, header("Origin", "null")},
		{"an image of another site", http.StatusForbidden, header("Sec-Fetch-Site", "cross-site")},
		{"a form", http.StatusMethodNotAllowed, func(r *http.Request) { r.Method = http.MethodPost }},
		{"an address without end", http.StatusRequestURITooLong,
			func(r *http.Request) { r.RequestURI = "/" + strings.Repeat("a", maxAddress) }},
	} {
		w := get(s, "/checks", c.change)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		if strings.Contains(w.Body.String(), "a.duckdb") {
			t.Errorf("%s: the answer names the database", c.name)
		}
	}
}

func TestFirstAddressBecomesACookie(t *testing.T) {
	s := testServer(t, openTraffic(t))
	w := get(s, "/servers?token="+testToken+"&system=SYSA", header("Cookie", ""))
	if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || to != "/servers?system=SYSA" {
		t.Errorf("%d to %q", w.Code, to)
	}
	c := w.Result().Cookies()
	if len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode || c[0].Value != testToken {
		t.Errorf("cookies %v", c)
	}
	if w := get(s, "/?token=guess", header("Cookie", "")); w.Code != http.StatusForbidden ||
		len(w.Result().Cookies()) > 0 {
		t.Errorf("a wrong token: %d, cookies %v", w.Code, w.Result().Cookies())
	}
	// A path that a browser would take for another host must not be led to.
	w = get(s, "//other.example/?token="+testToken, header("Cookie", ""))
	if to := w.Header().Get("Location"); strings.HasPrefix(to, "//") {
		t.Errorf("led to %q", to)
	}
}

func TestPagesLoadNothingFromElsewhere(t *testing.T) {
	s := testServer(t, openTraffic(t))
	for _, path := range []string{"/", "/servers", "/style.css", "/nothing"} {
		h := get(s, path).Header()
		if h.Get("Content-Security-Policy") != contentPolicy || h.Get("X-Content-Type-Options") != "nosniff" ||
			h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", path, h)
		}
	}
}

func TestTokensDiffer(t *testing.T) {
	if a, b := NewToken(), NewToken(); a == b || len(a) < 32 {
		t.Errorf("tokens %q and %q", a, b)
	}
}
