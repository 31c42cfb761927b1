package queries

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

const goodQuery = `-- id: weak
-- title: Weak things
-- severity: high
-- param: floor INTEGER '112'  bits: it's the least ''strength''
-- param: names VARCHAR 'it''s,b' names, by commas
-- uses: v_thing, suite
-- refs: RFC 1; RFC 2
-- remediation: Set A and HMAC-
--   SHA2 and
--   B.
-- caveats: None.
--
-- Why: First line
-- second line.

-- name: population
SELECT count(*) FROM v_thing; -- $not_a_param

-- name: findings
SELECT 'fail' AS status, t.name AS resource, '$neither; this' AS reason, file_id, record_no
FROM v_thing AS t JOIN suite USING (suite_id) /* nor $this */
WHERE bits < $floor AND name IN (SELECT unnest(string_split($names, ',')))
ORDER BY resource, file_id, record_no;
`

func loadOne(text string) ([]Query, error) {
	return Load(fstest.MapFS{"tls/weak.sql": {Data: []byte(text)}})
}

func TestLoadReadsFrontMatter(t *testing.T) {
	t.Parallel()
	// MapFS text with Windows line ends must read the same.
	for _, text := range []string{goodQuery, strings.ReplaceAll(goodQuery, "\n", "\r\n")} {
		got, err := loadOne(text)
		if err != nil {
			t.Fatal(err)
		}
		want := []Query{{
			ID: "weak", Area: "tls", Title: "Weak things", Severity: "high",
			Doc:         "First line second line.",
			Remediation: "Set A and HMAC-SHA2 and B.",
			Caveats:     "None.",
			Params: []Param{
				{"floor", "INTEGER", "112", "bits: it's the least ''strength''"},
				{"names", "VARCHAR", "it's,b", "names, by commas"},
			},
			Uses:       []string{"v_thing", "suite"},
			Refs:       []string{"RFC 1", "RFC 2"},
			Population: "SELECT count(*) FROM v_thing",
			Findings:   got[0].Findings,
		}}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
		if f := got[0].Findings; !strings.HasPrefix(f, "SELECT 'fail'") || !strings.HasSuffix(f, "record_no") {
			t.Errorf("findings is %q", f)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, old, new, want string }{
		{"an id unlike the file name", "id: weak", "id: strong", `tls/weak.sql:1: id "strong"`},
		{"an unknown key", "-- caveats:", "-- caveat:", `tls/weak.sql:11: unknown key "caveat"`},
		{"a key without value", "-- caveats: None.", "-- caveats:", "tls/weak.sql:11: caveats has no value"},
		{"a repeated key", "-- caveats: None.", "-- title: Again", "tls/weak.sql:11: title was given on line 2"},
		{"a missing key", "-- refs: RFC 1; RFC 2\n", "", "tls/weak.sql:1: refs is missing"},
		{"a missing reason", "Why: First line\n-- second line.", "", "tls/weak.sql:1: Why is missing"},
		{"an unknown severity", "severity: high", "severity: High", `tls/weak.sql:3: severity "High"`},
		{"a comment that is not a front matter", "-- title", "-- TODO me\n-- title", `tls/weak.sql:2: "-- TODO me"`},
		{"a parameter without default", "'112'  bits", "bits", `tls/weak.sql:4: param "floor INTEGER bits`},
		{"a parameter in upper case", "floor INTEGER", "Floor INTEGER", `tls/weak.sql:4: param "Floor"`},
		{"a parameter declared twice", "names VARCHAR", "floor INTEGER", `tls/weak.sql:5: param floor is declared twice`},
		{"a parameter of unknown type", "floor INTEGER", "floor INT4", `tls/weak.sql:4: param floor: type "INT4"`},
		{"a default of the wrong type", "'112'", "'many'",
			`tls/weak.sql:4: param floor: default: "many" is not a whole number`},
		{"an undeclared parameter", "< $floor", "< $flor AND bits > $floor",
			"tls/weak.sql:22: $flor is used but not declared"},
		{"a parameter used in upper case", "< $floor", "< $Floor AND bits > $floor",
			"tls/weak.sql:22: $Floor: parameters are lower case"},
		{"a numbered parameter", "< $floor", "< $1 AND bits > $floor", "tls/weak.sql:22: $1: parameters are lower case"},
		{"dollar quoting", "< $floor", "< $$1$$ AND bits > $floor", "tls/weak.sql:22: $: parameters are lower case"},
		{"an unused parameter", "bits < $floor AND", "", "tls/weak.sql:4: param floor is declared but used in neither"},
		{"sections in the wrong order", "-- name: population", "-- name: findings",
			`tls/weak.sql:16: "-- name: findings": expected "-- name: population"`},
		{"a missing section", "-- name: findings", "", "tls/weak.sql:20: section population holds a second statement"},
		{"a third section", "ORDER BY resource", "ORDER BY 1;\n-- name: more\nSELECT 1 --",
			`tls/weak.sql:24: "-- name: more"`},
		{"an empty section", "SELECT count(*) FROM v_thing;", ";", "tls/weak.sql:16: section population holds no statement"},
		{"a second statement", "FROM v_thing; --", "FROM v_thing; DROP TABLE suite; --",
			"tls/weak.sql:17: section population holds a second statement"},
		{"a string without end", "'$neither; this'", "'$neither; this", "' is opened and never closed"},
		{"a comment without end", "nor $this */", "nor $this", "/* is opened and never closed"},
		{"rows without order", "ORDER BY", "-- ORDER BY", "tls/weak.sql:19: findings needs an ORDER BY"},
		{"a view it does not name", "uses: v_thing, suite", "uses: suite", "v_thing is read but not named in uses"},
		{"a view it does not read", "uses: v_thing, suite", "uses: v_thing, suite, v_x",
			"uses names v_x, which neither statement reads"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(goodQuery, tc.old, tc.new, 1)
			if text == goodQuery {
				t.Fatal("the case changes nothing")
			}
			if tc.name == "rows without order" {
				text = strings.Replace(text, "ORDER BY", "", 1)
			}
			_, err := loadOne(text)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got  %v\nwant …%s…", err, tc.want)
			}
		})
	}
}

func TestLoadRefusesMisplacedFiles(t *testing.T) {
	t.Parallel()
	good := &fstest.MapFile{Data: []byte(goodQuery)}
	for name, fsys := range map[string]fstest.MapFS{
		"at the top":     {"weak.sql": good},
		"too deep":       {"tls/old/weak.sql": good},
		"in two areas":   {"tls/weak.sql": good, "ssh/weak.sql": good},
		"larger than 1M": {"tls/weak.sql": {Data: make([]byte, maxQueryFile+1)}},
	} {
		if _, err := Load(fsys); err == nil || !strings.Contains(err.Error(), "weak.sql") {
			t.Errorf("%s: got %v, want an error that names the file", name, err)
		}
	}
	if qs, err := Load(
		fstest.MapFS{"views/10_a.sql": good, "testdata/x/y.sql": good, "tls/notes.txt": good}); err != nil || len(qs) != 0 {
		t.Errorf("got %d queries, %v; want folders beside the areas left alone", len(qs), err)
	}
}

func TestLoadReportsEveryBadFile(t *testing.T) {
	t.Parallel()
	bad := &fstest.MapFile{Data: []byte("SELECT 1")}
	_, err := Load(fstest.MapFS{"tls/a.sql": bad, "tls/b.sql": bad})
	if err == nil || !strings.Contains(err.Error(), "tls/a.sql:1") || !strings.Contains(err.Error(), "tls/b.sql:1") {
		t.Errorf("got %v, want both files named", err)
	}
}

func TestGetSuggestsTheNearestID(t *testing.T) {
	t.Parallel()
	qs := []Query{{ID: "tls-version-floor"}, {ID: "ssh-weak-mac"}}
	if q, err := Get(qs, "ssh-weak-mac"); err != nil || q != &qs[1] {
		t.Errorf("got %v, %v", q, err)
	}
	for id, want := range map[string]string{
		"tls-versoin-floor": `no query "tls-versoin-floor"; did you mean "tls-version-floor"?`,
		"weak":              `no query "weak"; did you mean "ssh-weak-mac"?`,
		"certificates":      `no query "certificates"`,
		"":                  `no query ""`,
	} {
		if _, err := Get(qs, id); err == nil || err.Error() != want {
			t.Errorf("Get(%q): got %v, want %s", id, err, want)
		}
	}
}

func TestSplitStatementsHeedsQuotesAndComments(t *testing.T) {
	t.Parallel()
	got := splitStatements(
		"-- a; b\nSELECT ';''' AS \"x;\" /* ; /* ; */ ; */;\n\n-- only a comment\n;\nCREATE VIEW v AS\nSELECT 1;\n-- end")
	want := []sqlStatement{
		{"-- a; b\nSELECT ';''' AS \"x;\" /* ; /* ; */ ; */", 2},
		{"CREATE VIEW v AS\nSELECT 1", 6},
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(sqlStatement{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(goodQuery)
	f.Add("-- id: weak\n--   x\n--\n-- Why: a\n-- name: population\n'")
	f.Fuzz(func(t *testing.T, text string) {
		qs, err := loadOne(text)
		if err == nil && (len(qs) != 1 || qs[0].ID != "weak" || qs[0].Findings == "") {
			t.Errorf("accepted %q as %+v", text, qs)
		}
		if err != nil && !strings.Contains(err.Error(), "tls/weak.sql") {
			t.Errorf("error %q does not name the file", err)
		}
	})
}
