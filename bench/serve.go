package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/reports/browse"
)

// The phases about serving ask a server of pages over loopback, as two people do who walk from list to list: no more
// than so many pages each, for no longer than so long.
const (
	readers   = 2
	mostPages = 150
	mostTime  = 2 * time.Minute
)

// demoRecords are the records of the sample company that the small database of pages holds.
const demoRecords = 20_000

// serveDemo serves the sample company.
func serveDemo(dir string) error {
	dump, path := filepath.Join(dir, "serve.smf"), filepath.Join(dir, "serve.duckdb")
	os.Remove(path)
	if err := generate(dump, demoRecords); err != nil {
		return err
	}
	ctx := ingest.WithMemory(context.Background(), browse.UsualMemory)
	if _, err := ingest.Run(ctx, ingest.Options{DB: path, Inputs: []string{dump}},
		slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	db, err := ingest.OpenToChange(ctx, path)
	if err != nil {
		return err
	}
	if err := errors.Join(queries.Install(ctx, db), db.Close()); err != nil {
		return err
	}
	return serve(path)
}

// serveMany serves the database of many sessions.
func serveMany(dir string) error { return serve(manyDB(dir)) }

func serve(path string) error {
	ctx, stop := context.WithTimeout(ingest.WithMemory(context.Background(), browse.UsualMemory), 2*mostTime)
	defer stop()
	db, err := ingest.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := browse.New(db, browse.Options{Token: "bench", Hosts: []string{l.Addr().String()}, Database: path,
		Timeout: time.Minute, Life: ctx, Commands: noCommands})
	if err != nil {
		return err
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	defer server.Close()
	go server.Serve(l)
	return visit("http://" + l.Addr().String())
}

// noCommands word nothing: what is typed elsewhere is not measured.
var noCommands = browse.Commands{
	SQL:    func(string) []string { return nil },
	Check:  func(string, map[string]string) []string { return nil },
	Audit:  func([]string, string) []string { return nil },
	Diff:   func(browse.Comparison) []string { return nil },
	Record: func(string, int64) []string { return nil },
	Save:   func(string, url.Values) string { return "" },
}

// visit walks through the pages and prints how long they took after the first, which opens what the others read.
func visit(base string) error {
	began := time.Now()
	if err := verdictsOf(base); err != nil {
		return err
	}
	fmt.Printf(", verdicts after %.1f s", time.Since(began).Seconds())
	for _, n := range []int{1, readers} {
		took, err := visitBy(base, n)
		if err != nil {
			return err
		}
		printVisits(n, took)
	}
	return nil
}

// visitBy walks through the pages with so many readers at once.
func visitBy(base string, readers int) ([]visited, error) {
	visitors := make([]*visitor, readers)
	var all sync.WaitGroup
	for i := range visitors {
		visitors[i] = &visitor{base: base, seed: i, end: time.Now().Add(mostTime)}
		all.Go(visitors[i].run)
	}
	all.Wait()
	var took []visited
	for _, v := range visitors {
		if v.err != nil {
			return nil, v.err
		}
		took = append(took, v.took...)
	}
	return took, nil
}

// printVisits says how long pages took; of a lone reader also how much of that was processor time, which other programs
// on the machine do not change.
func printVisits(readers int, took []visited) {
	of := func(share float64, what func(visited) time.Duration) float64 {
		slices.SortFunc(took, func(a, b visited) int { return int(what(a) - what(b)) })
		return what(took[int(share*float64(len(took)-1))]).Seconds() * 1e3
	}
	clock, processor := func(v visited) time.Duration { return v.took }, func(v visited) time.Duration { return v.cpu }
	fmt.Printf("\n%14s %d at once: %d pages, p50 %.0f ms, p95 %.0f ms, longest %.0f ms", "", readers, len(took),
		of(0.5, clock), of(0.95, clock), of(1, clock))
	if readers == 1 {
		fmt.Printf("; processor p50 %.0f ms, p95 %.0f ms, most %.0f ms: %.60s", of(0.5, processor), of(0.95, processor),
			of(1, processor), took[len(took)-1].path)
	}
}

// newReader is a browser that was let in.
func newReader(base string) (*http.Client, error) {
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar, Timeout: time.Minute}
	_, err := read1(c, base+"/checks?token=bench")
	return c, err
}

func read1(c *http.Client, address string) (string, error) {
	answer, err := c.Get(address)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, answer.Status)
	}
	return string(body), err
}

// verdictsOf asks for the first page until it is whole.
func verdictsOf(base string) error {
	c, err := newReader(base)
	if err != nil {
		return err
	}
	for end := time.Now().Add(mostTime); ; time.Sleep(200 * time.Millisecond) {
		body, err := read1(c, base+"/")
		if err != nil || !strings.Contains(body, "are being evaluated") {
			return err
		}
		if time.Now().After(end) {
			return errors.New("the verdicts have no end")
		}
	}
}

// A visitor is one reader on the way from page to page.
type visitor struct {
	base string
	seed int
	end  time.Time
	took []visited
	err  error
}

type visited struct {
	path      string
	took, cpu time.Duration // cpu is that of the whole process, server and reader
}

// starts are pages to walk from: each list in the orders and under the filters that cost most, findings and checks.
var starts = []string{
	"/", "/servers", "/servers?sort=-connections",
	"/servers?sort=job&column=job&column=users&column=several_bytes", "/servers?tls-version=SSL2..TLS1.1",
	"/servers?server=10.0.0.0/8&sort=-bytes", "/servers?strength=%3C112", "/ends",
	"/ends?client=172.16.0.0/12&sort=client_addr", "/ends?sort=-several_connections", "/clients",
	"/clients?protocol=none", "/peers", "/sessions", "/sessions?sort=-bytes",
	"/sessions?sort=cipher_suite&cipher=*AES*", "/sessions?key-bits=%3C3000", "/tunnels", "/certificates",
	"/certificates?sort=-sessions", "/inputs", "/findings", "/checks", "/checks/weak-ciphers",
	"/checks/tls-version-floor", "/checks/unprotected-traffic",
}

// leading finds the links of a page that lead on: a row's, and to the rows that follow.
var leading = regexp.MustCompile(
	`href="(/(?:ends|sessions|session|servers|clients)\?[^"#]*)">(?:clients|sessions|session|Later)`)

func (w *visitor) run() {
	c, err := newReader(w.base)
	if err != nil {
		w.err = err
		return
	}
	queue := slices.Concat(starts[w.seed:], starts[:w.seed])
	seen := map[string]bool{}
	for len(queue) > 0 && len(w.took) < mostPages && time.Now().Before(w.end) {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		began, used := time.Now(), processorTime()
		body, err := read1(c, w.base+path)
		if err != nil {
			w.err = err
			return
		}
		w.took = append(w.took, visited{path, time.Since(began), processorTime() - used})
		for i, m := range leading.FindAllStringSubmatch(body, -1) {
			if i%40 == w.seed {
				queue = append(queue, html.UnescapeString(m[1]))
			}
		}
	}
}
