package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// What the program does in a window of its own, by what was dropped onto it.
func TestDroppedFilesAreRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dump, second := filepath.Join(dir, "a b.smf"), filepath.Join(dir, "c.smf")
	report := dump + "-report"
	page := filepath.Join(report, "report.html")
	for _, name := range []string{dump, second} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name   string
		args   []string
		writes bool // the command writes a report
		opens  error
		ran    []string
		opened string
		says   string
	}{
		{name: "nothing", says: "Drop one onto zertify.exe"},
		{name: "one", args: []string{dump}, writes: true, ran: []string{"run", "-o", report, dump}, opened: page},
		{name: "two", args: []string{dump, second}, writes: true, ran: []string{"run", "-o", report, dump, second},
			opened: page},
		{name: "a folder", args: []string{dir + "/"}, ran: []string{"run", "-o", dir + "-report", dir + "/"}},
		{name: "no report", args: []string{dump}, ran: []string{"run", "-o", report, dump}},
		{name: "no browser", args: []string{dump}, writes: true, opens: errors.ErrUnsupported,
			ran: []string{"run", "-o", report, dump}, opened: page, says: "it is " + page},
		{name: "a command", args: []string{"demo", "-o", "x.smf"}, ran: []string{"demo", "-o", "x.smf"}},
		{name: "a flag", args: []string{"--help"}, ran: []string{"--help"}},
		{name: "not all there", args: []string{dump, "gone"}, ran: []string{dump, "gone"}},
	} {
		var ran []string
		var out bytes.Buffer
		opened := ""
		code := runInWindow(c.args, func(args []string) int {
			ran = args
			if c.writes {
				if err := errors.Join(os.MkdirAll(report, 0o700), os.WriteFile(page, nil, 0o600)); err != nil {
					t.Fatal(err)
				}
			}
			return exitFailed
		}, strings.NewReader("\n"), &out, func(path string) error { opened = path; return c.opens })
		if want := map[bool]int{true: exitFailed, false: exitPassed}[c.ran != nil]; code != want {
			t.Errorf("%s: exit code %d, want %d", c.name, code, want)
		}
		if !slices.Equal(ran, c.ran) || opened != c.opened || !strings.Contains(out.String(), c.says) ||
			!strings.HasSuffix(out.String(), "Press Enter to close this window. ") {
			t.Errorf("%s: ran %q, opened %q, said %q", c.name, ran, opened, out.String())
		}
		if err := os.RemoveAll(report); err != nil {
			t.Fatal(err)
		}
	}
}

// A report of an earlier drop is not shown as that of this one.
func TestDropShowsNoEarlierReport(t *testing.T) {
	t.Parallel()
	dump := filepath.Join(t.TempDir(), "a.smf")
	page := filepath.Join(dump+"-report", "report.html")
	earlier := time.Now().Add(-time.Hour)
	if err := errors.Join(os.WriteFile(dump, nil, 0o600), os.Mkdir(filepath.Dir(page), 0o700),
		os.WriteFile(page, nil, 0o600), os.Chtimes(page, earlier, earlier)); err != nil {
		t.Fatal(err)
	}
	runInWindow([]string{dump}, func([]string) int { return exitError }, strings.NewReader(""), io.Discard,
		func(string) error { t.Error("an earlier report was opened"); return nil })
}
