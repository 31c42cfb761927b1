package policy

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestOurProfilesSayWhatTheirCasesExpect runs the shipped tables. Every profile
// has one, with a dozen cases or more, several verdicts and both sides of a
// day on which a rule changes where it has such days.
func TestOurProfilesSayWhatTheirCasesExpect(t *testing.T) {
	t.Parallel()
	db := openMemory(t)
	for _, p := range ownProfiles(t) {
		cases, err := LoadCases(EmbeddedCases(), p.ID+".csv", p)
		if err != nil {
			t.Error(err)
			continue
		}
		results, err := RunCases(t.Context(), db, p, cases)
		if err != nil {
			t.Errorf("%s: %v", p.ID, err)
			continue
		}
		verdicts, days := map[Verdict]bool{}, map[time.Time]bool{}
		for _, r := range results {
			c := r.Case
			verdicts[c.Verdict], days[c.Day] = true, true
			if !r.OK() {
				t.Errorf("%s.csv:%d: %s: got %s by %s, want %s by %s", p.ID, c.Line, c.Name, r.Got, strings.Join(r.Matched, "|"),
					c.Verdict, strings.Join(c.Rules, "|"))
			}
		}
		if len(cases) < 12 || len(verdicts) < 4 || len(ruleChanges([]*Profile{p})) > 0 && len(days) < 2 {
			t.Errorf("%s: %d cases with %d verdicts on %d days; want at least 12, 4 and 2", p.ID, len(cases), len(verdicts),
				len(days))
		}
	}
}

// It also leaves nothing behind, so that several profiles can share a database.
func TestRunCasesNoticesMismatches(t *testing.T) {
	t.Parallel()
	p := profileOf(t, "A-1,tls/version,tls_version,eq TLS1.1,fail,high"+rest,
		"A-2,tls/version,tls_version,in TLS1.1|TLS1.2,warn,low"+rest)
	cases, err := loadCaseText(p, "wrong verdict,2026-11-01,tls_version TLS1.2,tls_version,fail,A-2,x\n"+
		"missing rule,2026-11-01,tls_version TLS1.1,tls_version,fail,A-1,x\nright,2026-11-01,tls_version "+
		"TLS1.1,session,fail,A-2|A-1,x\n")
	if err != nil {
		t.Fatal(err)
	}
	db := openMemory(t)
	results, err := RunCases(t.Context(), db, p, cases)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range results {
		got = append(got, fmt.Sprint(r.OK(), " ", r.Got, " ", r.Matched))
	}
	if d := cmp.Diff([]string{"false warn [A-2]", "false fail [A-1 A-2]", "true fail [A-1 A-2]"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	var left int
	if err := db.QueryRow("SELECT count(*) FROM duckdb_tables()").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d tables left, %v", left, err)
	}
}

func loadCaseText(p *Profile, lines string) ([]*Case, error) {
	text := strings.Join(caseColumns, ",") + "\n" + lines
	return LoadCases(fstest.MapFS{"c.csv": {Data: []byte(text)}}, "c.csv", p)
}

func TestLoadCasesRefuses(t *testing.T) {
	t.Parallel()
	p := profileOf(t, "A-1,tls/version,tls_version,eq TLS1.1,fail,high"+rest)
	const good = "one,2026-11-01,tls_version TLS1.1,tls_version,fail,A-1,x\n"
	if _, err := loadCaseText(p, good); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ old, new, want string }{
		{good, "", "c.csv:1: the table has no cases"},
		{good, good + good, `c.csv:3: case "one" is on line 2 already`},
		{"one,", ",", "case is empty"},
		{"2026-11-01", "soon", `day: "soon" is not a date`},
		{",fail,", ",failed,", `verdict "failed"`},
		{",tls_version,", ",tls_kex,", "profile sample has no rule on it"},
		{"A-1", "A-9", `profile sample has no rule "A-9"`},
		{"tls_version TLS1.1,", "tls_versoin TLS1.1,", `unknown attribute "tls_versoin"; did you mean "tls_version"?`},
		{"tls_version TLS1.1,", "tls_version TLS9,", `"TLS9" is not a value of tls_version`},
		{"tls_version TLS1.1,", "tls_version,", "tls_version has no value"},
		{"tls_version TLS1.1,", "tls_version TLS1.1 ; tls_version TLS1.2,", "tls_version is given twice"},
		{"tls_version TLS1.1,", "tls_version TLS1.1 ;,", "an empty fact"},
		{"tls_version TLS1.1,", "server_port 23,", "they do not say how the session is protected"},
		{"tls_version TLS1.1,", "protection CLEAR,", `protection "CLEAR"`},
		{"tls_version TLS1.1,", "protection NONE ; cipher AES-GCM,", "no layer to hold them"},
		{"tls_version TLS1.1,", "tls_version TLS1.1 ; server_port many,", `server_port: "many" is not a whole number`},
	} {
		_, err := loadCaseText(p, strings.Replace(good, tc.old, tc.new, 1))
		if err == nil || !strings.HasPrefix(err.Error(), "c.csv:") || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%q → %q: got %v, want c.csv:… %s", tc.old, tc.new, err, tc.want)
		}
	}
}

func FuzzLoadCases(f *testing.F) {
	f.Add("one,2026-11-01,tls_version TLS1.1 ; cert_not_after 2026-11-01,tls_version,fail,A-1,x\n")
	f.Fuzz(func(t *testing.T, lines string) {
		p := &Profile{ID: "sample", Rules: []Rule{{ID: "A-1", Attribute: "tls_version"}}}
		if _, err := loadCaseText(p, lines); err != nil && !strings.HasPrefix(err.Error(), "c.csv:") {
			t.Errorf("error %q does not name file and line", err)
		}
	})
}
