package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zertify/zertify/reports"
	"github.com/zertify/zertify/smf"
)

// aloneInThePlural finds "1 bytes", but not "1.1 bytes", "SHA-1 has" or "phase 1 is".
var aloneInThePlural = regexp.MustCompile(`(?:^|[^\w.,-])1 ([a-z]+s)\b`)

// numbered are words before which a number names a thing instead of counting.
var numbered = regexp.MustCompile(
	`(?i)(rev|phase|group|generation|version|ssh|table|part|page|type|level)s?\.? 1 [a-z]+s\b`)

// TestOneIsNoPlural reads inputs in which nearly everything is there once and looks
// through all that the program says about them.
func TestOneIsNoPlural(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("ZERTIFY_DB", "")
	zertify(t, exitFailed, "demo", "--records", "100", "-o", "demo.smf")
	writeFewRecords(t, "demo.smf")
	var formats []string
	for _, f := range reports.EverywhereFormats() {
		formats = append(formats, f.Name)
	}
	said := map[string]string{}
	for _, in := range []string{"one", "odd"} {
		db := in + ".duckdb"
		for _, args := range [][]string{
			{"run", in, "-o", in + "-report", "--db", db, "--profile", "all", "--format", strings.Join(formats, ",")},
			{"ingest", in, "--db", db}, {"history", "--db", db}, {"verify", "--db", db},
			{"prune", "--db", db, "--keep", "1", "--dry-run"},
			{"dump", in}, {"dump", in, "--stats"}, {"anonymize", in, "-o", in + ".copy"}, {"query", "coverage", "--db", db},
		} {
			var out bytes.Buffer
			if code := run(t.Context(), args, strings.NewReader(""), &out, &out); code == exitError && args[0] != "dump" {
				t.Fatalf("%v: exit code %d\n%s", args, code, out.String())
			}
			said["zertify "+strings.Join(args, " ")] = out.String()
		}
	}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(name, "-report/") {
			return err
		}
		text, err := os.ReadFile(name)
		said[name] = string(text)
		return err
	})
	if err != nil || len(said) < 2*len(formats) {
		t.Fatalf("%d texts, %v", len(said), err)
	}
	for where, text := range said {
		text = numbered.ReplaceAllString(text, "")
		var found []string
		for _, m := range aloneInThePlural.FindAllStringSubmatchIndex(text, -1) {
			found = append(found, text[max(0, m[2]-20):min(len(text), m[3]+30)])
		}
		slices.Sort(found)
		if found = slices.Compact(found); len(found) > 0 {
			t.Errorf("%s says\n\t%s", where, strings.Join(found, "\n\t"))
		}
	}
}

// writeFewRecords writes, from a dump, one with its first record, and one with a
// record of each type and subtype and an odd byte at its end.
func writeFewRecords(t *testing.T, dump string) {
	t.Helper()
	data, err := os.ReadFile(dump)
	if err != nil {
		t.Fatal(err)
	}
	var one, each []byte
	seen := map[[2]int]bool{}
	for r := smf.NewReader(dump, bytes.NewReader(data), smf.Options{}); ; {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if one == nil {
			one = bytes.Clone(rec.Data)
		}
		if kind := [2]int{int(rec.Type), int(rec.Subtype)}; !seen[kind] {
			seen[kind] = true
			each = append(each, rec.Data...)
		}
	}
	for name, b := range map[string][]byte{"one": one, "odd": append(each, 0x5E)} {
		if err := os.WriteFile(name, b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
