package policy

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

const sampleHead = `# id: sample
# title: A sample
# edition: 1
# authority: nobody
rule_id,title,applies_to,attribute,condition,verdict,severity,effective_from,effective_until,citation,rationale,basis
`

const sampleRule = "SAMPLE-TLS-001,Static RSA,tls/kex,tls_kex,in RSA|DHE ; tls_version eq " +
	"TLS1.2,fail,high,2026-07-01,2030-12-31,\"RFC 1, s.2\",Because.,own judgement\n"

// profileOf loads rules, one a line and without their titles, as the profile sample.
func profileOf(t testing.TB, rules ...string) *Profile {
	t.Helper()
	rules = slices.Clone(rules)
	for i, rule := range rules {
		id, rest, _ := strings.Cut(rule, ",")
		rules[i] = id + ",Title of " + id + "," + rest
	}
	p, err := loadText(sampleHead + strings.Join(rules, "\n") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func loadText(text string) (*Profile, error) {
	return LoadProfile(fstest.MapFS{"sample.csv": {Data: []byte(text)}}, "sample")
}

func TestLoadProfileReadsRules(t *testing.T) {
	t.Parallel()
	got, err := loadText("\ufeff" + sampleHead + sampleRule)
	if err != nil {
		t.Fatal(err)
	}
	want := &Profile{ID: "sample", Title: "A sample", Edition: "1", Authority: "nobody", File: "sample.csv",
		Rules: []Rule{{
			ID: "SAMPLE-TLS-001", Title: "Static RSA", AppliesTo: "tls/kex",
			Attribute: "tls_kex", Condition: "in RSA|DHE ; tls_version eq TLS1.2",
			Verdict: Fail, Severity: "high", From: day("2026-07-01"), To: day("2030-12-31"),
			Citation: "RFC 1, s.2", Rationale: "Because.", Basis: "own judgement", Line: 6,
			clauses: []clause{{"tls_kex", "in", []string{"RSA", "DHE"}}, {"tls_version", "eq", []string{"TLS1.2"}}},
		}}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Rule{}, clause{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestLoadProfileRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, old, new, want string }{
		{"another id", "# id: sample", "# id: other", `sample.csv:1: id is "other"`},
		{"a missing head line", "# edition: 1\n", "", `sample.csv:1: "# edition: …" is missing`},
		{"an unknown head line", "# edition: 1", "# version: 1", `sample.csv:3: unknown key "version"`},
		{"a repeated head line", "# edition: 1", "# title: 1", `sample.csv:3: title is given twice`},
		{"a comment without key", "# edition: 1", "# edition 1", `sample.csv:3: "edition 1"`},
		{"another header", "rule_id,", "rule,", `sample.csv:5: header is "rule,title,applies_to`},
		{"a missing header", sampleHead[strings.Index(sampleHead, "rule_id"):] + sampleRule, "",
			"sample.csv:5: the header line is missing"},
		{"no rules", sampleRule, "", "sample.csv:5: the profile has no rules"},
		{"too few fields", ",own judgement", "", "sample.csv:6: column 1: wrong number of fields"},
		{"a stray quote", "Because.", "Be\"cause.", "sample.csv:6: column"},
		{"blanks around a value", ",fail,", ", fail,", `sample.csv:6: verdict: " fail" has blanks`},
		{"a control character", "Because.", "Be\x1bcause.", "sample.csv:6: not UTF-8 text, or a control character"},
		{"a direction override", "Because.", "Be\u202ecause.", "sample.csv:6: not UTF-8 text, or a control character"},
		{"bytes that are no text", "Because.", "Be\xffcause.", "sample.csv:6: not UTF-8 text, or a control character"},
		{"a rule id in lower case", "SAMPLE-TLS-001", "sample-tls-001", `sample.csv:6: rule_id "sample-tls-001"`},
		{"a rule id given twice", sampleRule, sampleRule + sampleRule,
			"sample.csv:7: rule SAMPLE-TLS-001 is on line 6 already"},
		{"a title given twice", sampleRule, sampleRule + strings.Replace(sampleRule, "001", "002", 1),
			`sample.csv:7: SAMPLE-TLS-002: title "Static RSA" is that of SAMPLE-TLS-001 already`},
		{"no title", "Static RSA", "", "SAMPLE-TLS-001: title is required"},
		{"a long title", "Static RSA", "Static " + strings.Repeat("RSA ", 15) + "keyex",
			"72 characters, at most 70 are taken"},
		{"a title that ends like a sentence", "Static RSA", "Static RSA.", "a heading ends without a full stop"},
		{"a title that names an attribute", "Static RSA", "Bad tls_kex", "write words, not attribute names"},
		{"a title that begins small", "Static RSA", "static RSA", "must begin with a capital letter or a digit"},
		{"an unknown verdict", ",fail,", ",failed,", `SAMPLE-TLS-001: verdict "failed"`},
		{"a verdict no rule may give", ",fail,", ",not-evidenced,", `SAMPLE-TLS-001: verdict "not-evidenced"`},
		{"an unknown severity", ",high,", ",severe,", `SAMPLE-TLS-001: severity "severe"`},
		{"an unknown basis", "own judgement", "guess", `SAMPLE-TLS-001: basis "guess"`},
		{"no citation", "\"RFC 1, s.2\"", "", "SAMPLE-TLS-001: citation and rationale are required"},
		{"a bad date", "2026-07-01", "2026-7-1", `SAMPLE-TLS-001: effective_from: "2026-7-1" is not a date`},
		{"an impossible date", "2026-07-01", "2026-02-30", `SAMPLE-TLS-001: effective_from: "2026-02-30" is not a date`},
		{"dates the wrong way round", "2030-12-31", "2026-06-30", "SAMPLE-TLS-001: effective_until 2026-06-30 lies before"},
		{"an unknown protocol", "tls/kex", "quic/kex", `SAMPLE-TLS-001: applies_to "quic/kex"`},
		{"no area", "tls/kex", "tls", `SAMPLE-TLS-001: applies_to "tls"`},
		{"an unknown attribute", ",tls_kex,", ",tls_kx,",
			`SAMPLE-TLS-001: condition: clause 1: unknown attribute "tls_kx"; did you mean "tls_kex"?`},
		{"an unknown attribute further on", "; tls_version eq", "; tls_vers eq", `clause 2: unknown attribute "tls_vers"`},
		{"another protocol's attribute", ",tls_kex,", ",ssh_kex,", "ssh_kex is not an attribute of tls rules"},
		{"a certificate's attribute", "; tls_version eq TLS1.2", "; cert_key_type eq RSA",
			"cert_key_type is not an attribute of tls rules"},
		{"an unknown operator", "in RSA|DHE", "among RSA|DHE", `tls_kex: unknown operator "among"`},
		{"an operator of another type", "in RSA|DHE", "lt RSA", "tls_kex lt: the operator does not fit"},
		{"no value", "in RSA|DHE", "in", "tls_kex in: 0 values, takes 1 to 256"},
		{"too many values", "tls_version eq TLS1.2", "tls_version eq TLS1.2|TLS1.3",
			"tls_version eq: 2 values, takes 1 to 1"},
		{"a value where none belongs", "in RSA|DHE", "absent RSA", "tls_kex absent: 1 values, takes 0 to 0"},
		{"an empty value", "in RSA|DHE", "in RSA||DHE", "tls_kex in: value 2 is empty"},
		{"a repeated value", "in RSA|DHE", "in RSA|RSA", `tls_kex in: value "RSA" is listed twice`},
		{"a value outside a closed set", "eq TLS1.2", "eq TLSv1.2",
			`"TLSv1.2" is not a value of tls_version; known are SSL2`},
		{"an empty clause", "in RSA|DHE ;", "in RSA|DHE ; ;", "clause 2: unknown attribute"},
		{"a repeated clause", "; tls_version eq TLS1.2", "; tls_kex in DHE|RSA", "clause 2 repeats an earlier one"},
		{"unknown on what is always known", "in RSA|DHE", "unknown", "only code_point can be unknown"},
		{"text for a number", ",tls_kex,in RSA|DHE", ",tls_dh_bits,lt many", `tls_dh_bits lt: "many" is not a whole number`},
		{"text for a flag", ",tls_kex,in RSA|DHE", ",tls_etm,eq yes", `tls_etm eq: "yes" is neither true nor false`},
		{"days that are none", ",tls_kex,in RSA|DHE ; tls_version eq TLS1.2", ",cert_not_after,within_days soon",
			`"soon" is not a number of days`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(sampleHead+sampleRule, tc.old, tc.new, 1)
			if text == sampleHead+sampleRule {
				t.Fatal("the case changes nothing")
			}
			_, err := loadText(text)
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "sample.csv:") {
				t.Errorf("got  %v\nwant sample.csv:…%s…", err, tc.want)
			}
		})
	}
}

func TestLoadProfileSuggestsTheNearestID(t *testing.T) {
	t.Parallel()
	known, err := Profiles(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"basleine":    `no profile "basleine"; did you mean "baseline"?`,
		"basline":     `no profile "basline"; did you mean "baseline"?`,
		"zzz":         `no profile "zzz"; there are ` + strings.Join(known, ", "),
		"../baseline": `profile "../baseline": ids are lower case`,
	} {
		if _, err := LoadProfile(Embedded(), id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestOwnProfilesAreComplete(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	seen := map[string]string{}
	for _, p := range ownProfiles(t) {
		counts[p.ID] = len(p.Rules)
		for _, r := range p.Rules {
			if other := seen[r.ID]; other != "" {
				t.Errorf("%s: rule %s is also in %s; exceptions could not tell them apart", p.ID, r.ID, other)
			}
			seen[r.ID] = p.ID
		}
	}
	// The rule set of November 2026. A rule is retired with a date, never removed, so these numbers only grow. A new
	// profile, or a new rule, is entered here.
	want := map[string]int{"baseline": 78, "bsi-tr02102": 31, "cnsa-1.0": 19, "cnsa-2.0": 17, "fips140": 18, "ietf": 106,
		"nist": 52, "nist-draft": 9, "pci-dss-4.0.1": 25, "pqc-readiness": 15, "stig-zos": 11,
		"zos-cc": 9}
	if d := cmp.Diff(want, counts); d != "" {
		t.Errorf("number of rules per profile (-want +got); enter a new profile or rule in want, retire an old rule "+
			"with a date:\n%s", d)
	}
}

// TestRulesThatFollowEachOtherDoNotOverlap finds rules of one condition of
// which the later begins before the earlier, which has an end, is over.
func TestRulesThatFollowEachOtherDoNotOverlap(t *testing.T) {
	t.Parallel()
	for _, p := range ownProfiles(t) {
		for _, a := range p.Rules {
			for _, b := range p.Rules {
				if a.ID == b.ID || a.AppliesTo != b.AppliesTo || a.Attribute != b.Attribute || a.Condition != b.Condition ||
					a.To.IsZero() || b.From.IsZero() {
					continue
				}
				if b.From.After(a.From) && !b.From.After(a.To) {
					t.Errorf("%s: %s ends %s and %s begins %s", p.ID, a.ID, a.To.Format(time.DateOnly), b.ID,
						b.From.Format(time.DateOnly))
				}
			}
		}
	}
}

func TestRuleDatesAreInclusive(t *testing.T) {
	t.Parallel()
	r := Rule{From: day("2026-07-01"), To: day("2026-07-31")}
	for text, want := range map[string]bool{"2026-06-30": false, "2026-07-01": true, "2026-07-31": true,
		"2026-08-01": false} {
		if got := r.inForce(day(text)); got != want {
			t.Errorf("%s: got %t, want %t", text, got, want)
		}
	}
	if unbounded := (&Rule{}); !unbounded.inForce(day("1970-01-01")) {
		t.Error("a rule without dates is not in force")
	}
}

func FuzzLoadProfile(f *testing.F) {
	f.Add(sampleHead + sampleRule)
	f.Add(sampleHead + "A-1,Odd code,any/x,code_point,unknown ; cert_not_after within_days 3,warn,low,,,c,r,memory")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := loadText(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "sample.csv:") {
				t.Errorf("error %q does not name file and line", err)
			}
			return
		}
		// Whatever loads must compile without a panic and bind what it marks.
		known := constants{values: map[string]string{"approved_ca_list": "A|B"}}
		c := &compiler{day: day("2026-11-21"), predicates: map[string]int{}, active: map[*step]bool{}}
		for _, s := range plan(p, known) {
			if e := c.hits(s, 0); strings.Count(e.text, "CAST(? ") != len(e.args) {
				t.Errorf("%q: %d marks, %d values", e.text, strings.Count(e.text, "CAST(? "), len(e.args))
			}
		}
	})
}

func libraryOf(files map[string]string) (*Library, error) {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return OpenLibrary("mine", dir)
}

func TestLibraryPutsTheFolderFirst(t *testing.T) {
	t.Parallel()
	own := strings.Replace(sampleHead, "# id: sample", "# id: nist-draft", 1) +
		strings.Replace(sampleRule, "SAMPLE-TLS-001", "NISTD-ANY-001", 1)
	l, err := libraryOf(map[string]string{"sample.csv": sampleHead + sampleRule, "nist-draft.csv": own})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(l.Overridden(), " "); got != "nist-draft" {
		t.Errorf("overridden: got %q", got)
	}
	if got := strings.Join(l.IDs(),
		" "); got != "baseline bsi-tr02102 cnsa-1.0 cnsa-2.0 fips140 ietf nist nist-draft pci-dss-4.0.1 pqc-readiness "+
		"sample stig-zos zos-cc" {
		t.Errorf("got %s", got)
	}
	for id, want := range map[string]string{"sample": "mine/sample.csv",
		"nist-draft": "mine/nist-draft.csv, in place of ours", "nist": ""} {
		p, err := l.Load(id)
		if err != nil || p.Origin != want {
			t.Errorf("%s: got origin %q, %v; want %q", id, p.Origin, err, want)
		}
	}
	if _, err := l.Load("sampel"); err == nil ||
		!strings.Contains(err.Error(), `no profile "sampel"; did you mean "sample"?`) {
		t.Errorf("got %v", err)
	}
}

func TestLibraryRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, want string
		files      map[string]string
	}{
		{"an empty folder", "mine holds no profile", nil},
		{"a bad profile, also one not asked for", "mine: sample.csv:6: SAMPLE-TLS-001: verdict",
			map[string]string{"sample.csv": sampleHead + strings.Replace(sampleRule, ",fail,", ",no,", 1)}},
		{"a rule id of another profile", "sample.csv:6: rule NIST-TLS-001 is also in nist.csv:",
			map[string]string{"sample.csv": sampleHead + strings.Replace(sampleRule, "SAMPLE-", "NIST-", 1)}},
		{"a bad name", `profile "Sample"`, map[string]string{"Sample.csv": sampleHead + sampleRule}},
	} {
		if _, err := libraryOf(tc.files); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %s", tc.name, err, tc.want)
		}
	}
}

// A serial number is compared in the form of the views, however it was written.
func TestSerialNumbersAreSpeltAsInViews(t *testing.T) {
	t.Parallel()
	got, err := parseCondition("cert_serial", "in 1F:00:A2|1f00a3|0x1F00A4")
	if want := []string{"0x1f00a2", "0x1f00a3", "0x1f00a4"}; err != nil || !slices.Equal(got[0].args, want) {
		t.Errorf("got %v, %v, want %q", got, err, want)
	}
	if _, err := parseCondition("cert_serial", "in 1f00a2|1F:00:A2"); err == nil {
		t.Error("one number in two spellings is taken for two")
	}
}
