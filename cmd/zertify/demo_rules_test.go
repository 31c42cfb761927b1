package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/queries/policy"
)

// Why records cannot make a rule fire. A reason that stops being true makes the
// test fail, so that this is also the list of what the records do not tell.
const (
	noGroup     = "the records do not hold the group of a TLS key exchange, nor the size of a Diffie-Hellman group"
	noSignature = "the records do not hold how the handshake was signed, only the key's type and how certificates were"
	noPQC       = "no code of the records is known to stand for a post-quantum key exchange"
	noCode      = "the tables of the records have no code for it"
	unconfirmed = "the name of the code is inferred, and no TLS suite has the algorithm that could confirm it"
	noPFS       = "code 0 of the group means not known as well as none, so that the views keep it as not known"
)

var mute = map[string]string{
	"BASE-TLS-011": noGroup, "CNSA1-TLS-002": noGroup, "CNSA1-TLS-003": noGroup, "IETF-TLS-027": noGroup,
	"IETF-TLS-028": noGroup, "IETF-SSH-019": noGroup,
	"NIST-TLS-010": noGroup, "NIST-TLS-011": noGroup, "NIST-TLS-012": noGroup, "PQC-TLS-001": noGroup,
	"PQC-TLS-002": noGroup, "PQC-TLS-004": noGroup, "PQC-TLS-006": noGroup, "NIST-TLS-014": noGroup,
	"ZOSCC-TLS-006": noGroup,

	"CNSA2-TLS-003": noGroup, "CNSA2-TLS-004": noGroup, "CNSA2-IKE-001": noPQC, "CNSA2-IKE-002": noPQC,
	"IETF-SSH-018": noPQC, "PQC-SSH-001": noPQC,
	"PQC-SSH-002": noPQC, "PQC-IKE-001": noPQC,
	"PQC-IKE-002": "the records do not say whether a post-quantum pre-shared key was mixed in",

	"BASE-SSH-007": noSignature, "IETF-SSH-021": noSignature, "IETF-TLS-031": noSignature, "ZOSCC-TLS-007": noSignature,

	"BASE-IKE-006": noCode, "IETF-IKE-026": noCode, "IETF-IKE-022": noCode, "IETF-SSH-015": noCode,
	"NISTD-ANY-007": noCode,

	"BASE-ANY-018": unconfirmed, "BASE-ANY-022": unconfirmed, "BASE-ANY-023": unconfirmed, "IETF-SSH-023": unconfirmed,
	"IETF-IPSEC-005": unconfirmed,
	"NIST-ANY-010":   unconfirmed, "NIST-ANY-017": unconfirmed,
	"FIPS-TLS-004":     "no session of the company runs at FIPS level 3",
	"FIPS-TLS-005":     "no session of the company runs TLS 1.3 in FIPS 140 mode at z/OS 2.4",
	"BASE-SESSION-007": "no system of the company runs z/OS 2.3",

	"BASE-IPSEC-003": noPFS, "BSI-IPSEC-002": noPFS, "NIST-IPSEC-003": noPFS,

	"FIPS-IPSEC-002": "a record holds the FIPS mode of one phase, never that of both",
	"STIG-X509-002":  "issuers stand in a section of their own, apart from the suites that rules read",
}

// A setting is one audit of the invented company.
type setting struct {
	name     string
	asOf     string
	tagged   bool // with the scope file
	good     bool // of the good month alone
	supplied map[string]string
}

// settings together put every rule in force and give every value that only the
// operator knows.
var settings = []setting{
	{name: "with a scope file", asOf: "2026-12-01", tagged: true,
		supplied: map[string]string{"module_validation": "FIPS140-2", "inventory_review_age_days": "400",
			"approved_ca_list": "CN=Example Issuing CA 2"}},
	{name: "rules of 2020", asOf: "2020-06-01"},
	{name: "rules of 2023", asOf: "2023-01-01"},
	{name: "rules of 2034", asOf: "2034-06-01",
		supplied: map[string]string{"module_validation": "FIPS140-3", "protection_need": "very-high", "suite": "CNSA-1.0",
			"acquisition_date": "2027-05-01"}},
	{name: "rules of 2040", asOf: "2040-01-01"},
	{name: "the good month", asOf: "2026-11-01", good: true},
}

// With the demo every rule of every profile fires in one of the settings, unless
// the records cannot tell: then the table says why.
func TestDemoMakesEveryRuleFire(t *testing.T) {
	t.Parallel()
	folder, both := company(t)
	good := filepath.Join(folder, "good.duckdb")
	zertify(t, exitFailed, "ingest", filepath.Join(folder, "2026-10-good.smf"), "--db", good)
	profiles := everyProfile(t)
	fired := map[string]string{} // rule: the first setting in which it fires
	for _, s := range settings {
		path := both
		if s.good {
			path = good
		}
		for _, j := range evaluateDemo(t, path, profiles, s.options(t, folder)) {
			for _, id := range firing(j) {
				if fired[id] == "" {
					fired[id] = s.name
				}
			}
		}
	}
	known := map[string]bool{}
	for _, p := range profiles {
		for _, r := range p.Rules {
			known[r.ID] = true
			_, isMute := mute[r.ID]
			switch s := fired[r.ID]; {
			case isMute && s != "":
				t.Errorf("%s fires after all (%s); it was excused because %s", r.ID, s, mute[r.ID])
			case !isMute && s == "":
				t.Errorf("%s never fires: %s: %s %s, %s", r.ID, r.AppliesTo, r.Attribute, r.Condition, r.Verdict)
			case s != "":
				t.Logf("%s fires: %s", r.ID, s)
			}
		}
	}
	for id := range mute {
		if !known[id] {
			t.Errorf("%s is excused and no rule of any profile", id)
		}
	}
}

func everyProfile(t *testing.T) []*policy.Profile {
	t.Helper()
	ids, err := policy.Profiles(policy.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	var out []*policy.Profile
	for _, id := range ids {
		p, err := policy.LoadProfile(policy.Embedded(), id)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func (s setting) options(t *testing.T, folder string) policy.Options {
	t.Helper()
	day, err := time.Parse(time.DateOnly, s.asOf)
	if err != nil {
		t.Fatal(err)
	}
	opt := policy.Options{AsOf: day, Supplied: s.supplied, MaxFindings: 1 << 20}
	if s.tagged {
		plan := auditPlan{}
		if err := plan.readScope(&auditOptions{scopeFile: filepath.Join(folder, "scope.csv")}); err != nil {
			t.Fatal(err)
		}
		opt.Tags = plan.policy.Tags
	}
	return opt
}

func evaluateDemo(t *testing.T, path string, profiles []*policy.Profile, opt policy.Options) []*policy.Evaluation {
	t.Helper()
	db, err := ingest.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	evaluated, err := policy.Evaluate(t.Context(), db, profiles, opt)
	if err != nil {
		t.Fatal(err)
	}
	return evaluated
}

// firing lists the rules that say something of a session, a tunnel or the database
// as a whole; a finding that a note softens counts, as it is in the report.
func firing(j *policy.Evaluation) []string {
	var out []string
	for _, c := range j.Controls {
		if c.Verdict == c.Rule.Verdict && c.Matched.Sessions > 0 {
			out = append(out, c.Rule.ID)
		}
	}
	for _, c := range j.Tunnels.Controls {
		if c.Matched > 0 {
			out = append(out, c.Rule.ID)
		}
	}
	for _, list := range [][]policy.Finding{j.Findings, j.Tunnels.Findings} {
		for i := range list {
			out = append(out, list[i].Rule.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A reason is a sentence, not a shrug.
func TestMuteRulesHaveReasons(t *testing.T) {
	t.Parallel()
	for id, why := range mute {
		if len(strings.Fields(why)) < 6 {
			t.Errorf("%s: %q", id, why)
		}
	}
}
