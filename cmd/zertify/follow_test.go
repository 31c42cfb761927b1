package main

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A servedProgram is zertify serve as a process of its own, since only processes shut each other out of a database.
type servedProgram struct {
	visit
	process string
}

func serveProgram(t *testing.T, args ...string) *servedProgram {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "zertify",
		append([]string{"serve", "--open=false", "--listen", "127.0.0.1:0"}, args...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	jar, _ := cookiejar.New(nil)
	s := &servedProgram{visit{client: http.Client{Jar: jar, Timeout: time.Minute}}, strconv.Itoa(cmd.Process.Pid)}
	s.base, _, _ = strings.Cut(strings.TrimSpace(first), "/?token=")
	s.get(t, strings.TrimPrefix(strings.TrimSpace(first), s.base))
	return s
}

// compare has two periods compared, and waits for the answer: it opens the database once more in the same process.
func (s *servedProgram) compare(t *testing.T) {
	t.Helper()
	for range 100 {
		answer, err := s.client.Get(s.base + "/drift?old-from=2026-10-01&old-until=2026-10-15&new-from=2026-10-16&" +
			"new-until=2026-10-31&profile=baseline")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.Header.Get("Refresh") == "" {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatal("the comparison has no end")
}

// ingestProgram loads a dump with a process of its own, and returns what it said.
func ingestProgram(t *testing.T, args ...string) (string, error) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "zertify", append([]string{"ingest"}, args...)...).CombinedOutput()
	return string(out), err
}

// While pages are served, other readers are welcome and a load is told who has the database. With --follow the load
// gets it once nobody asks, and the pages show what it loaded.
func TestLoadsBesideAServer(t *testing.T) {
	db := servedDatabase(t)
	dump := strings.TrimSuffix(db, "t.duckdb") + "more.smf"
	typed(t, "demo", "--records", "200", "--seed", "7", "-o", dump)
	t.Run("a server that keeps it", func(t *testing.T) {
		s := serveProgram(t, "--db", db)
		s.compare(t)
		if said, err := ingestProgram(t, dump, "--db", db); err == nil || !strings.Contains(said, s.process) {
			t.Fatalf("after a comparison: %v\n%s", err, said)
		}
		other := serveProgram(t, "--db", db)
		for _, reader := range []*servedProgram{s, other} {
			if body, status := reader.get(t, "/inputs"); status != http.StatusOK {
				t.Errorf("%d\n%s", status, body)
			}
		}
		said, err := ingestProgram(t, dump, "--db", db)
		named := strings.Contains(said, "(process "+s.process+", zertify serve)") ||
			strings.Contains(said, "(process "+other.process+", zertify serve)")
		if err == nil || !named {
			t.Errorf("%v\n%s", err, said)
		}
	})
	t.Run("a server that follows", func(t *testing.T) {
		s := serveProgram(t, "--db", db, "--follow")
		if body, _ := s.get(t, "/inputs?format=csv&column=path"); strings.Contains(body, "more.smf") {
			t.Fatalf("loaded before:\n%s", body)
		}
		if said, err := ingestProgram(t, dump, "--db", db, "--wait=1m"); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		if body, status := s.get(t, "/inputs?format=csv&column=path"); status != http.StatusOK ||
			!strings.Contains(body, "more.smf") {
			t.Errorf("%d\n%s", status, body)
		}
	})
}

// A connection that asks for nothing, or for more than a request may hold, does not stay.
func TestRequestsThatHaveNoEnd(t *testing.T) {
	usual := requestTimeout
	requestTimeout = 200 * time.Millisecond
	t.Cleanup(func() { requestTimeout = usual })
	v := serving(t, "--db", servedDatabase(t), "--open=false")
	for name, c := range map[string]struct{ sends, want string }{
		"nothing":           {"", ""},
		"half a request":    {"GET / HTTP/1.1\r\nHost: ", ""},
		"a header too long": {"GET / HTTP/1.1\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n", "431"},
		"a body that stops": {"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nx", "421"},
	} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(v.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		io.WriteString(conn, c.sends)
		got, err := io.ReadAll(conn)
		if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
			t.Errorf("%s: the connection stays", name)
		}
		if !strings.Contains(string(got), c.want) {
			t.Errorf("%s: %.200q, want %s", name, got, c.want)
		}
		conn.Close()
	}
}
