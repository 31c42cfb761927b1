package main

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A visit is a browser at a server that runs in this process.
type visit struct {
	client http.Client
	base   string
	first  string // the address that was printed
	stop   func()
	ended  chan struct{} // closed once the command is over
}

// typed runs a command that must succeed and returns what it wrote.
func typed(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code != 0 {
		t.Fatalf("%v: exit code %d\n%s", args, code, stderr.String())
	}
	return stdout.String()
}

// servedDatabase is a database with the demo dump in it.
func servedDatabase(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	typed(t, "demo", "--records", "300", "-o", dir+"/demo.smf")
	typed(t, "ingest", dir+"/demo.smf", "--db", dir+"/t.duckdb")
	return dir + "/t.duckdb"
}

// serving starts zertify serve on a free port, follows the address it prints and ends it with the test.
func serving(t *testing.T, args ...string) *visit {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		args := append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)
		run(ctx, args, strings.NewReader(""), w, &stderr)
		w.Close()
	}()
	t.Cleanup(func() {
		stop()
		select {
		case <-ended:
		case <-time.After(30 * time.Second):
			t.Error("the server did not end")
		}
	})
	line := make([]byte, 200)
	n, err := r.Read(line)
	if err != nil {
		t.Fatalf("no address: %v\n%s", err, stderr.String())
	}
	jar, _ := cookiejar.New(nil)
	first := strings.TrimSpace(string(line[:n]))
	v := &visit{client: http.Client{Jar: jar, Timeout: time.Minute}, first: first, stop: stop, ended: ended}
	v.base, _, _ = strings.Cut(first, "/?token=")
	if body, status := v.get(t, strings.TrimPrefix(first, v.base)); status != http.StatusOK {
		t.Fatalf("%s: %d\n%s", first, status, body)
	}
	return v
}

func (v *visit) get(t *testing.T, path string) (string, int) {
	t.Helper()
	answer, err := v.client.Get(v.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body), answer.StatusCode
}

func TestServe(t *testing.T) {
	db := servedDatabase(t)
	for name, f := range map[string]func(*testing.T, string){
		"leads from lists to records":     leadsFromListsToRecords,
		"counts as the views do":          countsAsTheViewsDo,
		"sorts pages and files":           sortsPagesAndFiles,
		"refuses what others could reach": refusesWhatOthersCouldReach,
		"answers while the browser runs":  answersWhileTheBrowserRuns,
		"names another port":              namesAnotherPort,
		"shows commands for the same":     showsCommandsForTheSame,
		"ends at once":                    endsAtOnce,
		"in a browser":                    inABrowser,
	} {
		t.Run(name, func(t *testing.T) { f(t, db) })
	}
}

// Every page of the demo opens, and every row of a list leads to a page that opens.
func leadsFromListsToRecords(t *testing.T, db string) {
	v := serving(t, "--db", db, "--open=false")
	seen := map[string]bool{}
	link := regexp.MustCompile(`href="(/[^"#]*)"`)
	queue, pages := []string{"/"}, 0
	for len(queue) > 0 && pages < 150 {
		path := strings.ReplaceAll(queue[0], "&amp;", "&")
		queue = queue[1:]
		body, status := v.get(t, path)
		pages++
		if status != http.StatusOK {
			t.Errorf("%s: %d\n%.400s", path, status, body)
			continue
		}
		for _, m := range link.FindAllStringSubmatch(body, -1) {
			shape := shapeOf(m[1])
			if !seen[shape] {
				seen[shape] = true
				queue = append(queue, m[1])
			}
		}
	}
	for _, page := range []string{"/session?", "/ends?", "/checks/tls-version-floor", "/tunnels", "/pair?", "/record?",
		"/drift"} {
		if !anyHasPrefix(seen, page) {
			t.Errorf("no page leads to %s", page)
		}
	}
}

// shapeOf makes addresses alike that differ in values only.
func shapeOf(address string) string {
	return regexp.MustCompile(`=[^&]*`).ReplaceAllString(address, "=")
}

func anyHasPrefix(set map[string]bool, prefix string) bool {
	for s := range set {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// A list counts what the views count.
func countsAsTheViewsDo(t *testing.T, db string) {
	out := typed(t, "sql", "--db", db, "-f", "csv", "SELECT count(*), sum(connections) FROM v_server")
	v := serving(t, "--db", db, "--open=false")
	csv, _ := v.get(t, "/servers?format=csv&column=connections&sort=-connections")
	var servers, connections int64
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	for _, line := range lines[1:] {
		var n int64
		if _, err := fmt.Sscanf(line, "%d", &n); err == nil {
			connections += n
		}
		servers++
	}
	if want := strings.Split(strings.TrimSpace(out), "\n")[1]; want != fmt.Sprintf("%d,%d", servers, connections) {
		t.Errorf("v_server has %s, the list %d,%d", want, servers, connections)
	}
}

// What rows are sorted by has the name of a column of the list, which the relation behind it may have too.
func sortsPagesAndFiles(t *testing.T, db string) {
	v := serving(t, "--db", db, "--open=false")
	for _, path := range []string{"/certificates?sort=-servers", "/certificates?sort=jobs", "/certificates?sort=sessions",
		"/servers?sort=-protections", "/sessions?sort=-suite_id", "/tunnels?sort=algorithms", "/tunnels?sort=-life",
		"/inputs?sort=path"} {
		for _, format := range []string{"", "&format=csv"} {
			if body, status := v.get(t, path+format); status != http.StatusOK {
				t.Errorf("%s%s: %d\n%.600s", path, format, status, body)
			}
		}
	}
}

// A browser may run for hours in the foreground.
func answersWhileTheBrowserRuns(t *testing.T, db string) {
	usual, closed, asked := openBrowser, make(chan bool), make(chan string, 1)
	t.Cleanup(func() { openBrowser = usual })
	defer close(closed)
	openBrowser = func(address string) error {
		asked <- address
		<-closed
		return nil
	}
	v := serving(t, "--db", db)
	if address := <-asked; !strings.HasPrefix(address, v.base+"/?token=") {
		t.Errorf("the browser was led to %s", address)
	}
}

func refusesWhatOthersCouldReach(t *testing.T, db string) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--listen", "0.0.0.0:0"}, "other machines could reach this"},
		{[]string{"--listen", ":0"}, "other machines could reach this"},
		{[]string{"--listen", "192.0.2.1:0"}, "other machines could reach this"},
		{[]string{"--listen", "0.0.0.0:0", "--allow-remote"}, "needs --tls-cert and --tls-key"},
		{[]string{"--listen", "here"}, "write an address and a port"},
		{[]string{"--tls-cert", "a.pem"}, "go together"},
		{[]string{"--timeout", "-1s"}, "must be 0 or more"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), append([]string{"serve", "--open=false", "--db", db}, c.args...), strings.NewReader(""),
			&stdout, &stderr)
		if code != exitError || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%v: exit %d\n%s", c.args, code, stderr.String())
		}
	}
}

func namesAnotherPort(t *testing.T, db string) {
	v := serving(t, "--db", db, "--open=false")
	taken := strings.TrimPrefix(v.base, "http://")
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"serve", "--open=false", "--db", db, "--listen", taken},
		strings.NewReader(""), &stdout, &stderr)
	if code != exitError || !strings.Contains(stderr.String(), "another port may be free: --listen 127.0.0.1:") {
		t.Errorf("exit %d\n%s", code, stderr.String())
	}
}

// shownCommand is the first command that a page shows, which is for a POSIX shell.
var shownCommand = regexp.MustCompile(
	`(?s)The same on the command line</summary><p class="note">POSIX shell</p><pre>(.*?)</pre>`)

// The command that a list, a check or a statement shows returns the rows that its page has as a
// file, when a shell reads
// it as it is shown.
func showsCommandsForTheSame(t *testing.T, db string) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no POSIX shell here")
	}
	v := serving(t, "--db", db, "--open=false")
	for _, path := range []string{"/servers?", "/servers?cipher=*%26|AES*&sort=-bytes&column=job&column=bytes",
		"/clients?",
		"/peers?", "/ends?port=1-1023", "/sessions?protocol=tls&job=*&sort=-bytes", "/tunnels?sort=tunnel_id",
		"/certificates?", "/inputs?", "/checks/tls-version-floor?", "/checks/tunnel-history?local=10.*&remote=*'%22$x",
		"/sql?q=select+'it''s'+as+%22a%20b%22,+'$HOME'+as+c"} {
		page, status := v.get(t, path)
		shown := shownCommand.FindStringSubmatch(page)
		if status != http.StatusOK || shown == nil {
			t.Errorf("%s: %d, no command is shown", path, status)
			continue
		}
		line := html.UnescapeString(shown[1])
		out, err := exec.Command(sh, "-c", `zertify() { printf '%s\0' "$@"; }; `+line).Output()
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		args := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
		file, _ := v.get(t, path+"&format=csv")
		if got := rowsTyped(t, append(args, "-f", "csv")...); got != file {
			t.Errorf("%s\ncommand: %.600s\n page: %.600s", line, got, file)
		}
	}
}

// rowsTyped runs a command that may find something, and returns the rows it wrote.
func rowsTyped(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &stdout, &stderr); code == exitError {
		t.Errorf("%q: %s", args, stderr.String())
	}
	return stdout.String()
}

// The end of the context, which Ctrl-C brings about, ends the server even while an answer is being worked out.
func endsAtOnce(t *testing.T, db string) {
	v := serving(t, "--db", db, "--open=false")
	answered := make(chan error, 1)
	go func() {
		answer, err := v.client.Get(v.base + "/sql?q=select+count(*)+from+range(1000000000000)+as+a,range(1000)+as+b")
		if err == nil {
			answer.Body.Close()
		}
		answered <- err
	}()
	time.Sleep(300 * time.Millisecond)
	begun := time.Now()
	v.stop()
	select {
	case <-v.ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the server waits for a statement")
	}
	<-answered
	t.Logf("ended after %s", time.Since(begun))
}
