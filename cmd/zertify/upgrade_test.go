package main

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

// unpacked returns a file of testdata/upgrade: databases that earlier versions made, and
// what they were made of.
func unpacked(name string) ([]byte, error) {
	packed, err := os.ReadFile(filepath.Join("testdata", "upgrade", name+".zst"))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil)
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	return dec.DecodeAll(packed, nil)
}

// earlier NAME OUT unpacks a file of testdata/upgrade.
func earlier(ts *testscript.TestScript, _ bool, args []string) {
	data, err := unpacked(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// A place in a report, with * for every number of a list.
type places []string

// Where the report of an upgraded database differs from that of a new load. What a version
// words otherwise, and by what it loaded the inputs, differs always.
var (
	loadedBy    = places{"evidence.files.rows.*.framing_basis", "evidence.files.rows.*.layout_hash"}
	notRecorded = places{"evidence.files.rows.*.is_complete", "evidence.files.rows.*.not_recorded",
		"evidence.files.rows.*.stopped", "evidence.files.rows.*.tool_version", "evidence.issues.rows.*.message",
		"queries.disputed-records", "queries.incomplete-inputs"}
	// of an input that stopped they recorded less, in other words
	stopWords = places{"evidence.files.rows.*.not_recorded", "evidence.files.rows.*.stopped",
		"evidence.issues.rows.*.message", "queries.incomplete-inputs"}
)

// TestUpgradedDatabaseReportsTheSame brings databases of three earlier versions to this
// one's format: every view works, and a report over every profile and check is that of a
// new load, but for what those versions did not record. Of that nothing passes.
func TestUpgradedDatabaseReportsTheSame(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sample, err := unpacked("sample.smf")
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "sample.smf"), sample)
	put(t, filepath.Join(dir, "cut.smf"), sample[:20_000])
	put(t, filepath.Join(dir, "codes.csv"), []byte("enum,code,name\nip_proto,250,Ours\n"))
	inDir(t, dir, 0, "ingest", "sample.smf", "cut.smf", "--codes", "codes.csv", "--db", "new.duckdb")
	want := reportOf(t, dir, "new.duckdb")
	for name, differs := range map[string]places{
		"format1.duckdb": append(loadedBy[:2:2], notRecorded...),
		"format2.duckdb": append(loadedBy[:2:2], stopWords...),
		"format4.duckdb": append(places{"evidence.files.rows.*.layout_hash"}, stopWords...),
	} {
		old, err := unpacked(name)
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, name), old)
		inDir(t, dir, 0, "upgrade", "--db", name)
		if kept, err := os.ReadFile(filepath.Join(dir, name+"."+strings.TrimSuffix(name, ".duckdb")+".bak")); err != nil ||
			string(kept) != string(old) {
			t.Errorf("%s: the copy is not the database as it was: %v", name, err)
		}
		everyViewWorks(t, filepath.Join(dir, name))
		inDir(t, dir, exitIncomplete, "verify", "--db", name)
		got := reportOf(t, dir, name)
		for _, place := range differs {
			if cmp.Equal(cutOut(want, place), cutOut(got, place)) {
				t.Errorf("%s: %s does not differ; take it off the list", name, place)
			}
		}
		if diff := cmp.Diff(without(want, differs), without(got, differs)); diff != "" {
			t.Errorf("%s: -new load +upgraded:\n%s", name, diff)
		}
		if name == "format1.duckdb" {
			reviewed(t, got, "disputed-records", "incomplete-inputs")
		}
	}
}

func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// inDir runs the program in a folder and wants an exit code.
func inDir(t *testing.T, dir string, want int, args ...string) {
	t.Helper()
	out, messages, code := inFolder(dir, "zertify", args...)
	if code != want && !(args[0] == "ingest" && code == exitIncomplete) {
		t.Fatalf("zertify %v: exit code %d, want %d\n%s%s", args, code, want, out, messages)
	}
}

// reportOf evaluates a database against all profiles; its queries are put in by their id.
func reportOf(t *testing.T, dir, db string) map[string]any {
	t.Helper()
	inDir(t, dir, exitFailed, "audit", "--profile", "all", "-f", "json", "-o", db+".report", "--db", db)
	text, err := os.ReadFile(filepath.Join(dir, db+".report", "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report map[string]any
	if err := json.Unmarshal(text, &report); err != nil {
		t.Fatal(err)
	}
	byID := map[string]any{}
	for _, q := range report["queries"].([]any) {
		byID[q.(map[string]any)["id"].(string)] = q
	}
	report["queries"] = byID
	delete(report, "database") // its name
	return report
}

// without is a report without some places.
func without(report map[string]any, cut places) any {
	text, err := json.Marshal(report)
	if err != nil {
		panic(err) // it came from JSON
	}
	var out any
	if err := json.Unmarshal(text, &out); err != nil {
		panic(err)
	}
	for _, place := range cut {
		remove(out, strings.Split(place, "."))
	}
	return out
}

// remove takes a place out of a value.
func remove(v any, place []string) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			remove(x, place[1:])
		}
	case map[string]any:
		if len(place) == 1 {
			delete(v, place[0])
			return
		}
		remove(v[place[0]], place[1:])
	}
}

// cutOut is what a report has in a place.
func cutOut(v any, place string) (out []any) {
	key, rest, more := strings.Cut(place, ".")
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			out = append(out, cutOut(x, rest)...)
		}
	case map[string]any:
		if !more {
			return []any{v[key]}
		}
		return cutOut(v[key], rest)
	}
	return out
}

// reviewed wants checks that ask for review.
func reviewed(t *testing.T, report map[string]any, ids ...string) {
	t.Helper()
	for _, id := range ids {
		q, _ := report["queries"].(map[string]any)[id].(map[string]any)
		if q["status"] != "review" {
			t.Errorf("%s: %v; what was not recorded must not pass", id, q["status"])
		}
	}
}

// everyViewWorks reads a row of each view.
func everyViewWorks(t *testing.T, path string) {
	t.Helper()
	db, err := views.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := fetch(t.Context(), db, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range s.rows {
		if _, err := fetch(t.Context(), db, fmt.Sprintf("SELECT * FROM %s LIMIT 1", row[0])); err != nil {
			t.Errorf("%s: %v", row[0], err)
		}
	}
	if len(s.rows) < 100 {
		t.Errorf("%d views", len(s.rows))
	}
}

// TestUpgradeOfADatabaseInUse: while another program has the database, nothing is copied or
// changed.
func TestUpgradeOfADatabaseInUse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	old, err := unpacked("format2.duckdb")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "t.duckdb")
	put(t, path, old)
	db, err := sql.Open("duckdb", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.PingContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, messages, code := inFolder(dir, "zertify", "upgrade", "--db", "t.duckdb")
	if code != exitError || !strings.Contains(messages, "t.duckdb is in use by another program") {
		t.Errorf("exit code %d\n%s", code, messages)
	}
	if found, err := filepath.Glob(path + ".*bak"); err != nil || len(found) > 0 {
		t.Errorf("found %v, %v", found, err)
	}
}
