package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries"
)

// silent are the checks that the company cannot make speak, with the reason.
var silent = map[string]string{
	"assumed-years":     "the two months are dumps, and only logs leave out the year",
	"disputed-records":  "the sample files are not damaged",
	"incomplete-inputs": "the sample files are read to their ends",
	"lost-intervals":    "no record of the sample files is missing",
	"ipsec-no-pfs":      "the record's code 0 means not known as well as none, so that the views keep it as not known",
}

// zertify runs a command line and wants its exit code below the given one.
func zertify(t *testing.T, below int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr); code >= below {
		t.Fatalf("zertify %s: exit code %d\n%s", strings.Join(args, " "), code, stderr.String())
	}
	return stdout.String()
}

// madeCompany is the demo folder and a database of it, by name, once a test has made them: to load them takes seconds.
var madeCompany struct {
	sync.Mutex
	files map[string][]byte
}

// company returns a demo folder and a database of it, for the test alone.
func company(t *testing.T) (folder, db string) {
	t.Helper()
	dir := t.TempDir()
	folder, db = filepath.Join(dir, "company"), filepath.Join(dir, "company.duckdb")
	madeCompany.Lock()
	defer madeCompany.Unlock()
	if madeCompany.files == nil {
		zertify(t, exitFailed, "demo", "--folder", folder)
		zertify(t, exitFailed, "ingest", filepath.Join(folder, "*.smf"), filepath.Join(folder, "tunnels.nmi"), "--db", db)
		madeCompany.files = filesBelow(t, dir)
		return folder, db
	}
	for name, b := range madeCompany.files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, b, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return folder, db
}

// filesBelow returns what the files below a folder hold, by name.
func filesBelow(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	if err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = os.ReadFile(filepath.Join(dir, name))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// With a good month, a bad one after it and a capture, every check has an
// answer that says something.
func TestDemoMakesEveryCheckSpeak(t *testing.T) {
	t.Parallel()
	_, path := company(t)
	zertify(t, exitFailed, "prune", "--db", path, "--before", "2026-10-03")
	db, err := ingest.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	qs, err := queries.Load(queries.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := queries.Run(t.Context(), db, qs, queries.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[queries.Status]int{}
	for i := range outcomes {
		o := &outcomes[i]
		statuses[o.Status]++
		reason, isSilent := silent[o.Query.ID]
		switch {
		case o.Err != nil:
			t.Errorf("%s: %v", o.Query.ID, o.Err)
		case isSilent && o.Total > 0:
			t.Errorf("%s speaks after all; it was excused because %s", o.Query.ID, reason)
		case !isSilent && o.Total == 0:
			t.Errorf("%s has no row among %d looked at", o.Query.ID, o.Population)
		}
	}
	for _, s := range []queries.Status{queries.Pass, queries.Review, queries.Fail} {
		if statuses[s] == 0 {
			t.Errorf("no check ends with %v", s)
		}
	}
}

// The audit of the two months shows every kind of verdict there is.
func TestDemoShowsEveryVerdict(t *testing.T) {
	t.Parallel()
	folder, db := company(t)
	out := filepath.Join(folder, "report")
	zertify(t, exitError, "audit", "--db", db, "-o", out, "--format", "csv,html", "--profile", "all", "--as-of",
		"2026-12-01",
		"--exceptions", filepath.Join(folder, "exceptions.csv"), "--scope-file", filepath.Join(folder, "scope.csv"))
	for _, c := range []struct {
		file, column string
		want         []string
	}{
		{"findings.csv", "verdict", []string{"fail", "warn", "info"}},
		{"verdicts.csv", "verdict", []string{"fail", "warn", "info", "pass", "not-evidenced"}},
		{"exceptions.csv", "state", []string{"in use", "expired"}},
	} {
		have := columnOf(t, filepath.Join(out, c.file), c.column)
		for _, w := range c.want {
			if !have[w] {
				t.Errorf("%s: no %s is %q; there are %v", c.file, c.column, w, have)
			}
		}
	}
	checkPageSize(t, filepath.Join(out, "report.html"))
}

// checkPageSize holds the page of twelve profiles to what a browser opens at once: it grows by
// what was found, not by how many profiles and rules say so.
func checkPageSize(t *testing.T, file string) {
	t.Helper()
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const mostBytes, mostElements = 2_000_000, 36_000
	elements := len(regexp.MustCompile(`<[a-z]`).FindAllIndex(page, -1))
	t.Logf("%s: %d bytes, %d elements", file, len(page), elements)
	if len(page) > mostBytes || elements > mostElements {
		t.Errorf("the page has %d bytes and %d elements, want at most %d and %d", len(page), elements, mostBytes,
			mostElements)
	}
}

// Most setbacks are of the bad month: in the good one alone these checks find
// nothing to fail or to review.
func TestDemoGoodMonthHasNoSetbacks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump, path := filepath.Join(dir, "good.smf"), filepath.Join(dir, "good.duckdb")
	zertify(t, exitFailed, "demo", "--month", "good", "-o", dump)
	zertify(t, exitFailed, "ingest", dump, "--db", path)
	for _, id := range []string{"smf-data-lost", "cert-expired", "tls-anonymous", "ssh-version-1", "call-home-traffic",
		"peers-new", "tunnel-expired-active"} {
		rows := zertify(t, exitError, "query", id, "--db", path, "-f", "csv")
		if strings.Contains(rows, "\nfail,") || strings.Contains(rows, "\nreview,") {
			t.Errorf("%s finds something in the good month:\n%s", id, rows)
		}
	}
}

// A dashboard that reads a SARIF file a month knows a result again by its fingerprint. What is the same by its words
// in both months of the demo company must be so by its fingerprint.
func TestDemoFindingsKeepTheirFingerprints(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	zertify(t, exitFailed, "demo", "--folder", dir)
	months := map[string]map[string][]string{} // by file: by what a result says, its fingerprints
	for _, file := range []string{"2026-10-good.smf", "2026-11-bad.smf"} {
		out := filepath.Join(dir, "of-"+file)
		zertify(t, exitError, "run", filepath.Join(dir, file), filepath.Join(dir, "tunnels.nmi"), "-o", out, "-f", "sarif")
		months[file] = fingerprints(t, filepath.Join(out, "report.sarif"))
	}
	same := 0
	for text, october := range months["2026-10-good.smf"] {
		november := months["2026-11-bad.smf"][text]
		if len(october) != 1 || len(november) != 1 {
			continue // gone, or met with several suites
		}
		if same++; october[0] != november[0] {
			t.Errorf("%s: %s, then %s", text, october[0], november[0])
		}
	}
	if same < 150 {
		t.Errorf("%d results are in both months; the test looks at too little", same)
	}
}

func fingerprints(t *testing.T, path string) map[string][]string {
	t.Helper()
	var doc struct {
		Runs []struct {
			Results []struct {
				RuleID              string
				Message             struct{ Text string }
				PartialFingerprints map[string]string
			}
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for _, r := range doc.Runs[0].Results {
		id := r.PartialFingerprints["finding/v2"]
		if id == "" {
			t.Errorf("%s: no fingerprint: %s", r.RuleID, r.Message.Text)
		}
		text := r.RuleID + " " + r.Message.Text
		if !slices.Contains(out[text], id) {
			out[text] = append(out[text], id)
		}
	}
	return out
}

// columnOf returns the distinct values of a column.
func columnOf(t *testing.T, path, name string) map[string]bool {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for i, head := range rows[0] {
		if head != name {
			continue
		}
		for _, r := range rows[1:] {
			out[r[i]] = true
		}
		return out
	}
	t.Fatalf("%s has no column %s: %v", path, name, rows[0])
	return nil
}
