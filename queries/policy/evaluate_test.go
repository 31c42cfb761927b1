package policy

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func day(s string) time.Time {
	t, err := parseDay(s)
	if err != nil {
		panic(err)
	}
	return t
}

const sampleExceptions = `id,system,stack,job,user,server,port,client,owner,reason,expires
BASE-ANY-002,SYSA,,,,,,,A. Owner,Replaced in March,2027-03-31
BASE-SESSION-003,,TCP*,TN????,,10.1.0.0/16,1-1023,,A. Owner,Test system,2026-11-20
BASE-TLS-008,,,,FTP*,,,192.168.1.0/24,A. Owner,Partner is moving,2026-12-31
BASE-TLS-007,,,,FTP01,,,,A. Owner,Partner is moving,2026-12-31
IETF-TLS-011,,,CICS_1,,10.2.0.1,,,B. Owner,Expired already,2026-11-01
`

func sampleExceptionFile(t testing.TB) *Exceptions {
	t.Helper()
	x, err := LoadExceptions(fstest.MapFS{"exceptions.csv": {Data: []byte(sampleExceptions)}}, "exceptions.csv")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestEvaluateAgreesWithTheReference compares SQL and the slow evaluator over
// every rule of every profile, on random suites made of the rules' own values.
// Each rule must have matched in at least one of the cases.
func TestEvaluateAgreesWithTheReference(t *testing.T) {
	t.Parallel()
	profiles := ownProfiles(t)
	large := randomWorld(profiles, 2500, 3500)
	small := randomWorld(profiles, 600, 1000)
	small.tn3270 = true
	tiny := randomWorld(profiles, 150, 200)
	dbs := map[*world]*sql.DB{large: large.open(t), small: small.open(t), tiny: tiny.open(t)}
	never := map[string]bool{}
	for _, p := range profiles {
		for _, r := range p.Rules {
			never[r.ID] = true
		}
	}
	supplied := map[string]string{
		"scope": "admin", "protection_need": "very-high", "module_validation": "FIPS140-2", "acquisition_date": "2027-05-01",
		"inventory_review_age_days": "400", "approved_ca_list": "SOMETHING-ELSE|CN=B", "suite": "CNSA-1.0",
	}
	profiles = append(profiles, scopeProfile(t))
	tags := sampleTags(t)
	tagged := map[string]bool{} // rules on the scope that matched through a scope file
	for _, tc := range []struct {
		name string
		w    *world
		opt  Options
		asOf string
	}{
		{"newest session", large, Options{}, "2026-11-21"},
		{"2040", large, Options{AsOf: day("2040-06-01").Add(5 * time.Hour)}, "2040-06-01"},
		{"2033", small, Options{AsOf: day("2033-06-01")}, "2033-06-01"},
		{"2022", small, Options{AsOf: day("2022-12-01")}, "2022-12-01"},
		{"2015", small, Options{AsOf: day("2015-06-01")}, "2015-06-01"},
		{"per session", small, Options{PerSession: true}, "2026-11-21"},
		{"supplied attributes", small, Options{Supplied: supplied, AsOf: day("2031-01-01")}, "2031-01-01"},
		{"other supplied attributes", small, Options{Supplied: map[string]string{
			"scope": "pan-open-network", "module_validation": "FIPS140-3", "approved_ca_list": "CN=B",
			"inventory_review_age_days": "365"}}, "2026-11-21"},
		{"authentication scope", small, Options{Supplied: map[string]string{"scope": "auth"}}, "2026-11-21"},
		{"remote access scope", small, Options{Supplied: map[string]string{"scope": "remote-access"}}, "2026-11-21"},
		{"exceptions", large, Options{Exceptions: sampleExceptionFile(t), AsOf: day("2026-11-20")}, "2026-11-20"},
		{"tags", small, Options{Tags: tags}, "2026-11-21"},
		{"tags per session, and other supplied attributes", tiny,
			Options{Tags: tags, PerSession: true, Exceptions: sampleExceptionFile(t),
				Supplied: map[string]string{"module_validation": "FIPS140-3", "approved_ca_list": "CN=B"}}, "2026-11-21"},
		{"tags and a forecast", tiny, Options{Tags: tags, AsOf: day("2023-01-01"), Forecast: []time.Time{day("2024-06-01")}},
			"2023-01-01"},
		{"forecast", tiny,
			Options{Exceptions: sampleExceptionFile(t), AsOf: day("2026-11-20"),
				Forecast: []time.Time{day("2035-12-31"), day("2030-01-01")}}, "2026-11-20"},
		{"forecast per session", tiny, Options{PerSession: true, Forecast: []time.Time{day("2031-01-01")}}, "2026-11-21"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tc.opt.MaxFindings = 1 << 30
			ref := &reference{w: tc.w, opt: tc.opt, asOf: day(tc.asOf), certDay: day(tc.asOf), profiles: profiles,
				rules: map[time.Time]string{}}
			if ref.opt.Exceptions == nil {
				ref.opt.Exceptions = &Exceptions{}
			}
			js, err := Evaluate(t.Context(), dbs[tc.w], profiles, tc.opt)
			if err != nil {
				t.Fatal(err)
			}
			for i, j := range js {
				if !j.AsOf.Equal(ref.asOf) {
					t.Fatalf("evaluated as of %s, want %s", j.AsOf, ref.asOf)
				}
				ref.compareWith(t, ref.verdicts(profiles[i]), j)
				tunnels := *ref
				tunnels.tunnels = true
				tunnels.verdicts(profiles[i]).compareTunnels(t, j)
				if j.Forecast != nil {
					ref.compareForecast(t, j)
					tunnels.compareForecast(t, j)
				}
				for _, c := range j.Controls {
					if c.Matched.Sessions > 0 {
						delete(never, c.Rule.ID)
						tagged[c.Rule.ID] = tagged[c.Rule.ID] || tc.opt.Tags != nil && readsScope(c.Rule)
					}
				}
			}
		})
	}
	if len(never) > 0 {
		t.Errorf("never matched: %s", strings.Join(sortedKeys(never), " "))
	}
	for _, id := range []string{"PCI-SESSION-001", "PCI-SESSION-002", "PCI-SESSION-003", "STIG-SESSION-001", "S-1", "S-2",
		"S-3", "S-4", "S-7", "S-8", "S-9", "S-10"} {
		if !tagged[id] {
			t.Errorf("%s never matched by a tag", id)
		}
	}
}

// A comparison of findings leaves out everything else, and finds the same.
func TestFindingsOnlyFindsTheSame(t *testing.T) {
	t.Parallel()
	profiles := ownProfiles(t)[:3]
	db := randomWorld(profiles, 100, 150).open(t)
	of := func(only bool) []*Evaluation {
		out, err := Evaluate(t.Context(), db, profiles, Options{Exceptions: sampleExceptionFile(t), FindingsOnly: only})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	whole, some := of(false), of(true)
	for i, want := range whole {
		got := some[i]
		if want.Total == 0 || want.Tunnels.FindingsTotal == 0 {
			t.Fatalf("%s finds nothing to compare", want.Profile.ID)
		}
		if got.Total != want.Total || got.TotalAccepted != want.TotalAccepted ||
			got.Tunnels.FindingsTotal != want.Tunnels.FindingsTotal {
			t.Errorf("%s: %d findings, %d accepted, %d of tunnels; want %d, %d, %d", want.Profile.ID, got.Total,
				got.TotalAccepted, got.Tunnels.FindingsTotal, want.Total, want.TotalAccepted, want.Tunnels.FindingsTotal)
		}
		if !reflect.DeepEqual(got.Findings, want.Findings) ||
			!reflect.DeepEqual(got.Tunnels.Findings, want.Tunnels.Findings) {
			t.Errorf("%s: findings differ", want.Profile.ID)
		}
	}
}

func readsScope(r *Rule) bool {
	return slices.ContainsFunc(r.clauses, func(c clause) bool { return c.attribute == scopeAttribute })
}

// sampleTags tag by network, by port, and by both; some traffic has several tags
// and most has none.
func sampleTags(t testing.TB) *Tags {
	t.Helper()
	const text = `tag,cidr,port_from,port_to,note
admin,10.1.0.0/16,,,by the server
admin,,20,25,by the port alone
auth,192.168.1.0/24,21,23,by the client and the port
remote-access,2001:db8::/32,,,
pan-open-network,10.2.0.1,1,1023,one address
pan-open-network,192.168.0.3,,,
`
	tags, err := LoadTags(fstest.MapFS{"scope.csv": {Data: []byte(text)}}, "scope.csv")
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

// scopeProfile has a rule for each way to speak of the scope, on each kind of
// thing that rules look at.
func scopeProfile(t testing.TB) *Profile {
	t.Helper()
	rules := []string{
		"S-1,session/protection,protection,eq NONE ; scope in admin|auth,fail,medium" + rest,
		"S-2,session/protection,protection,eq NONE ; scope ne admin,warn,low" + rest,
		"S-3,session/protection,protection,ne NONE ; scope not_in admin|auth,pass,info" + rest,
		"S-4,tls/version,tls_version,in TLS1.0|TLS1.1|TLS1.2 ; scope eq admin,fail,high" + rest,
		"S-5,tls/version,tls_version,in TLS1.0|TLS1.1|TLS1.2,warn,low" + rest, // S-4 replaces it
		"S-6,session/protection,protection,eq NONE ; scope absent,info,low" + rest,
		"S-7,any/cipher,cipher,present ; scope eq remote-access,info,low" + rest,
		"S-8,ike/version,ike_version,present ; scope eq pan-open-network,warn,low" + rest,
		"S-9,session/scope,scope,eq auth,info,low" + rest,
		"S-10,x509/key,cert_key_bits,present ; scope present,info,low" + rest,
	}
	return profileOf(t, rules...)
}

// session makes a session with what most cases share.
func session(more values) values {
	return with(values{
		"system": "SYSA", "sysplex": "PLEX1", "stack": "TCPIP", "job": "FTPD1", "role": "server", "server_addr": "10.0.0.1",
		"server_port": int64(21), "client_addr": "192.168.0.1", "protection": "TLS", "suite_id": int64(1),
		"connections": int64(1),
		"bytes_in":    int64(10), "bytes_out": int64(5), "is_artefact": false, "file_id": int64(1), "record_no": int64(1),
		"first_local": day("2026-11-01"), "last_local": day("2026-11-01").Add(time.Hour),
	}, more)
}

// tlsWorld has one TLS suite, with one session on it.
func tlsWorld(suite, layer values) *world {
	w := newWorld()
	w.suites[1] = suite
	w.layers[1] = map[string]values{"tls": layer}
	w.sessions = []values{session(nil)}
	return w
}

func evaluateOne(t *testing.T, w *world, opt Options, rules ...string) *Evaluation {
	t.Helper()
	js, err := Evaluate(t.Context(), w.open(t), []*Profile{profileOf(t, rules...)}, opt)
	if err != nil {
		t.Fatal(err)
	}
	return js[0]
}

const rest = ",,,none,Because.,memory"

func TestEvaluateWithoutTrafficIsNotEvidenced(t *testing.T) {
	t.Parallel()
	j := evaluateOne(t, newWorld(), Options{}, "A-1,tls/version,tls_version,eq TLS1.3,pass,info"+rest)
	if j.Overall != NotEvidenced || len(j.Verdicts) != 0 || j.Controls[0].Verdict != NotAssessed ||
		j.Controls[0].Reason != "no traffic it applies to" {
		t.Errorf("got %s, %v, %+v", j.Overall, j.Verdicts, j.Controls[0])
	}
}

func TestEvaluateVerdicts(t *testing.T) {
	t.Parallel()
	const (
		pass12 = "A-1,tls/version,tls_version,eq TLS1.2,pass,info" + rest
		fail11 = "A-2,tls/version,tls_version,eq TLS1.1,fail,high" + rest
		rsa    = "A-3,tls/kex,tls_kex,eq RSA,warn,medium" + rest
		rsa12  = "A-4,tls/kex,tls_kex,eq RSA ; tls_version eq TLS1.2,info,low" + rest
	)
	for _, tc := range []struct {
		name  string
		suite values
		rules []string
		want  Verdict
	}{
		{"a pass row matched", values{"tls_version": "TLS1.2"}, []string{pass12, fail11}, Pass},
		{"a fail row matched", values{"tls_version": "TLS1.1"}, []string{pass12, fail11}, Fail},
		{"no row matched", values{"tls_version": "TLS1.3"}, []string{pass12, fail11}, NotAssessed},
		{"the record does not say", nil, []string{pass12, fail11}, NotEvidenced},
		{"warn before pass", values{"tls_version": "TLS1.2", "tls_kex": "RSA"}, []string{pass12, rsa}, Warn},
		{"not evidenced before pass", values{"tls_version": "TLS1.2"}, []string{pass12, rsa}, NotEvidenced},
		{"the more specific rule replaces", values{"tls_version": "TLS1.2", "tls_kex": "RSA"}, []string{rsa, rsa12}, Info},
		{"in any order", values{"tls_version": "TLS1.2", "tls_kex": "RSA"}, []string{rsa12, rsa}, Info},
		{"only where it matches", values{"tls_version": "TLS1.1", "tls_kex": "RSA"}, []string{rsa, rsa12}, Warn},
		{"not where it is not known", values{"tls_kex": "RSA"}, []string{rsa, rsa12}, Warn},
		{"not when it is not in force", values{"tls_version": "TLS1.2", "tls_kex": "RSA"},
			[]string{rsa, strings.Replace(rsa12, "low,,", "low,2030-01-01,", 1)}, Warn},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			j := evaluateOne(t, tlsWorld(tc.suite, nil), Options{}, tc.rules...)
			if j.Overall != tc.want || j.Verdicts[tc.want].Sessions != 1 || len(j.Verdicts) != 1 {
				t.Errorf("got %s %v, want %s", j.Overall, j.Verdicts, tc.want)
			}
		})
	}
}

// TestEvaluateCountsAConnectionOnceByItsWorstState: the states of a connection are
// evaluated each, and add up to one session with the verdict of the worst.
func TestEvaluateCountsAConnectionOnceByItsWorstState(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "SSL3"}, nil)
	w.suites[2] = values{"tls_version": "TLS1.3"}
	w.layers[2] = map[string]values{"tls": nil}
	changed := values{"change_no": int64(77)}
	w.sessions = []values{
		session(with(changed, values{"record_no": int64(1)})),
		session(with(changed,
			values{"record_no": int64(3), "suite_id": int64(2), "connections": int64(0), "bytes_in": int64(90)})),
		session(values{"record_no": int64(4), "suite_id": int64(2)}),
	}
	j := evaluateOne(t, w, Options{}, "A-1,tls/version,tls_version,eq TLS1.3,pass,info"+rest,
		"A-2,tls/version,tls_version,eq SSL3,fail,high"+rest,
		"A-3,session/port,server_port,eq 21,info,low"+rest)
	whole, other := Tally{1, 1, 1, 110}, Tally{1, 1, 1, 15}
	if d := cmp.Diff(map[Verdict]Tally{Fail: whole, Info: other}, j.Verdicts); d != "" || j.Overall != Fail {
		t.Errorf("%s (-want +got):\n%s", j.Overall, d)
	}
	for i, want := range [][2]Tally{{whole.plus(other), whole.plus(other)}, {whole.plus(other), whole},
		{whole.plus(other), whole.plus(other)}} {
		if c := j.Controls[i]; c.Looked != want[0] || c.Matched != want[1] {
			t.Errorf("%s: looked %v, matched %v, want %v", c.Rule.ID, c.Looked, c.Matched, want)
		}
	}
	if f := j.Findings[0]; f.Rule.ID != "A-2" || f.Observed != "SSL3" || f.Sessions != 1 || f.Connections != 1 ||
		f.Evidence[0].RecordNo != 1 {
		t.Errorf("finding %+v", f)
	}
	if d := cmp.Diff(map[Verdict]Tally{Fail: whole, Pass: other}, j.Aspects[0].Verdicts); d != "" {
		t.Errorf("aspect (-want +got):\n%s", d)
	}
}

func TestEvaluateReadsIncompleteStrengthAsAnUpperBound(t *testing.T) {
	t.Parallel()
	rules := []string{
		"A-1,any/strength,session_strength_bits,lt 80,fail,critical" + rest,
		"A-2,any/strength,session_strength_bits,ge 80 ; session_strength_bits lt 112,fail,high" + rest,
		"A-3,any/strength,session_strength_bits,ge 112,pass,info" + rest,
	}
	for _, tc := range []struct {
		bits       int64
		incomplete bool
		want       Verdict
		observed   string
	}{
		{128, false, Pass, ""}, {128, true, NotEvidenced, ""}, {100, false, Fail, "100"}, {100, true, Fail, "<= 100"},
		{56, true, Fail, "<= 56"},
	} {
		j := evaluateOne(t, tlsWorld(nil, values{"session_strength_bits": tc.bits, "strength_incomplete": tc.incomplete}),
			Options{}, rules...)
		if j.Overall != tc.want {
			t.Errorf("%d, incomplete %t: got %s, want %s", tc.bits, tc.incomplete, j.Overall, tc.want)
		}
		if tc.observed != "" && (len(j.Findings) != 1 || j.Findings[0].Observed != tc.observed) {
			t.Errorf("%d, incomplete %t: got findings %+v, want one that observed %q", tc.bits, tc.incomplete, j.Findings,
				tc.observed)
		}
	}
}

func TestEvaluateRestsOnTheStrongestLayer(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0", "ipsec_protocol": "ESP"},
		values{"cipher": "RC4-128", "session_strength_bits": int64(0), "strength_incomplete": false})
	w.layers[1]["ipsec"] = values{"cipher": "AES-GCM", "session_strength_bits": int64(128), "strength_incomplete": false}
	w.sessions[0]["protection"] = "TLS+IPSEC"
	rules := []string{"A-1,tls/version,tls_version,eq TLS1.0,fail,high" + rest,
		"A-2,any/cipher,cipher,eq AES-GCM,pass,info" + rest}
	j := evaluateOne(t, w, Options{}, rules...)
	if j.Overall != Pass || j.Controls[0].Matched.Sessions != 0 || len(j.Findings) != 1 {
		t.Fatalf("got %s, %+v, %+v; want a pass and a note", j.Overall, j.Controls[0], j.Findings)
	}
	if f := j.Findings[0]; f.Verdict != Info || f.Layer != "tls" ||
		!strings.Contains(f.Note, "stronger protection of TLS+IPSEC") || !strings.Contains(f.Note, "says fail") {
		t.Errorf("got %+v", f)
	}
	// An integrity-only tunnel around TLS protects nothing it could stand for.
	w.layers[1]["ipsec"]["cipher"] = "AES-GMAC"
	if j := evaluateOne(t, w, Options{}, rules...); j.Overall != Fail {
		t.Errorf("with an integrity-only tunnel: got %s, want fail", j.Overall)
	}
}

func TestEvaluateDoesNotFailArtefacts(t *testing.T) {
	t.Parallel()
	w := newWorld()
	for i, artefact := range []bool{false, true} {
		s := session(values{"protection": "NONE", "is_artefact": artefact, "record_no": int64(i + 1)})
		delete(s, "suite_id")
		w.sessions = append(w.sessions, s)
	}
	j := evaluateOne(t, w, Options{}, "A-1,session/protection,protection,eq NONE ; server_port in 21|23,fail,high"+rest)
	want := map[Verdict]Tally{Fail: {1, 1, 1, 15}, Info: {1, 1, 1, 15}}
	if d := cmp.Diff(want, j.Verdicts); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if j.Controls[0].Matched.Sessions != 1 || len(j.Findings) != 2 || j.Findings[1].Verdict != Info ||
		!strings.HasPrefix(j.Findings[1].Note, "possible artefact") {
		t.Errorf("got %+v, %+v", j.Controls[0], j.Findings)
	}
}

func TestEvaluateComparesCertificateDates(t *testing.T) {
	t.Parallel()
	rules := []string{
		"A-1,x509/validity,cert_not_after,before_session,fail,high" + rest,
		"A-2,x509/validity,cert_not_after,within_days 30,warn,medium" + rest,
	}
	for text, want := range map[string]Verdict{
		"2026-10-31": Fail,        // ended before the session began
		"2026-11-01": Warn,        // ends at the very moment it began
		"2026-12-21": Warn,        // 30 days after the as-of day
		"2026-12-22": NotAssessed, // 31 days
		"":           NotEvidenced,
	} {
		w := tlsWorld(nil, nil)
		cert := values{}
		if text != "" {
			cert["cert_not_after"] = day(text)
		}
		w.certs[1] = []certificate{{"tls", "server", cert}}
		if j := evaluateOne(t, w, Options{AsOf: day("2026-11-21")}, rules...); j.Overall != want {
			t.Errorf("not after %s: got %s, want %s", text, j.Overall, want)
		}
	}
	// A TLS server shows a certificate, unless the key exchange has none.
	if j := evaluateOne(t, tlsWorld(nil, nil), Options{}, rules...); j.Overall != NotEvidenced {
		t.Errorf("no certificate: got %s", j.Overall)
	}
	if j := evaluateOne(t, tlsWorld(values{"tls_kex": "PSK"}, nil), Options{}, rules...); j.Overall != NotAssessed {
		t.Errorf("no certificate with PSK: got %s", j.Overall)
	}
}

func TestEvaluateKnowsProtectionsNoSuiteDescribes(t *testing.T) {
	t.Parallel()
	w := newWorld()
	s := session(nil)
	delete(s, "suite_id")
	w.sessions = []values{s}
	if j := evaluateOne(t, w, Options{},
		"A-1,tls/version,tls_version,eq TLS1.3,pass,info"+rest); j.Overall != NotEvidenced {
		t.Errorf("got %s, want not-evidenced", j.Overall)
	}
}

func TestEvaluatePerSessionUsesTheRulesOfTheDay(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_kex": "RSA"}, nil)
	w.sessions = nil
	for i, text := range []string{"2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"} {
		w.sessions = append(w.sessions,
			session(values{"first_local": day(text), "last_local": day(text).Add(23 * time.Hour), "record_no": int64(i)}))
	}
	rules := []string{
		"A-1,tls/kex,tls_kex,eq RSA,warn,medium,,2026-06-30,none,Because.,memory",
		"A-2,tls/kex,tls_kex,eq RSA,fail,high,2026-07-01,,none,Because.,memory",
	}
	j := evaluateOne(t, w, Options{PerSession: true}, rules...)
	if d := cmp.Diff(map[Verdict]Tally{Warn: {2, 2, 2, 30}, Fail: {2, 2, 2, 30}}, j.Verdicts); d != "" ||
		!j.Controls[0].InForce {
		t.Errorf("(-want +got):\n%s", d)
	}
	j = evaluateOne(t, w, Options{}, rules...)
	if c := j.Controls[0]; j.Verdicts[Fail].Sessions != 4 || c.InForce || c.Reason != "not in force on 2026-07-02" ||
		!j.AsOf.Equal(day("2026-07-02")) {
		t.Errorf("got %v, %+v as of %s", j.Verdicts, c, j.AsOf)
	}
}

func TestEvaluateFindingsLeadBackToRecordsWorstFirst(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0", "tls_etm": false}, values{"code_point": "unknown"})
	w.suites[1]["candidates"] = "AES 256?"
	w.sessions = nil
	for i := range 6 {
		start := day("2026-11-01").Add(time.Duration(i) * time.Hour)
		w.sessions = append(w.sessions,
			session(values{"file_id": int64(2), "record_no": int64(60 - i*10), "first_local": start,
				"last_local":  start.Add(time.Minute),
				"client_addr": []string{"192.168.0.1", "192.168.0.2"}[i%2]}))
	}
	w.sessions = append(w.sessions,
		session(values{"server_port": int64(992), "connections": int64(50), "file_id": int64(3),
			"record_no": int64(1) << 39}))
	rules := []string{
		"A-1,any/decode,code_point,unknown,warn,medium" + rest,
		"A-2,tls/version,tls_version,eq TLS1.0 ; tls_etm eq false,fail,high" + rest,
	}
	j := evaluateOne(t, w, Options{MaxFindings: 3, EvidencePerFinding: 2}, rules...)
	if j.Total != 4 || len(j.Findings) != 3 {
		t.Fatalf("got %d of %d findings, want 3 of 4", len(j.Findings), j.Total)
	}
	want := Finding{Profile: "sample", Rule: &j.Profile.Rules[1], Verdict: Fail, System: "SYSA", Sysplex: "PLEX1",
		Stack: "TCPIP", Job: "FTPD1", Role: "server",
		ServerAddr: "10.0.0.1", ServerPort: 21, Protection: "TLS", SuiteID: 1, Layer: "tls",
		Observed: "TLS1.0 ; tls_etm false",
		Sessions: 6, Records: 6, Connections: 6, Bytes: 90, Peers: 2,
		Span:     Span{First: day("2026-11-01"), Last: day("2026-11-01").Add(5*time.Hour + time.Minute)},
		Evidence: []Ref{{2, 10}, {2, 20}}}
	if d := cmp.Diff(want, j.Findings[1], cmp.AllowUnexported(Rule{}, clause{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if f := j.Findings[0]; f.ServerPort != 992 || f.Rule.ID != "A-2" || cmp.Diff([]Ref{{3, 1 << 39}}, f.Evidence) != "" {
		t.Errorf("the larger finding first: got %+v", f)
	}
	if f := j.Findings[2]; !f.Inferred || f.Observed != "unknown: AES 256?" {
		t.Errorf("a code that only has candidates: got %+v", f)
	}
}

func TestEvaluateSaysWhyAControlHasNoVerdict(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.2"}, nil)
	j := evaluateOne(t, w, Options{AsOf: day("2026-11-21"), Supplied: map[string]string{"protection_need": "normal"}},
		"A-1,tls/version,tls_version,eq TLS1.1,fail,high"+rest,
		"A-2,tls/kex,tls_kex,eq RSA,fail,high"+rest,
		"A-3,ssh/version,ssh_version,eq SSH1,fail,high"+rest,
		"A-4,session/protection,protection,eq TLS ; scope eq admin,fail,high"+rest,
		"A-5,session/protection,protection,eq TLS ; protection_need eq very-high,fail,high"+rest,
		"A-6,tls/version,tls_version,eq TLS1.2,fail,high,2030-01-01,,none,Because.,memory",
		"A-7,x509/trust,cert_issuer,not_in approved_ca_list,warn,medium"+rest,
		"A-8,tls/version,tls_version,eq TLS1.2,pass,info"+rest,
		"A-9,dataset/recording,smf119_tn3270,absent,warn,medium"+rest,
	)
	want := []struct {
		Verdict Verdict
		Reason  string
	}{
		{NotAssessed, "none of 1 session met its condition"},
		{NotEvidenced, "the records do not say for 1 of 1 session"},
		{NotAssessed, "no traffic it applies to"},
		{NotAssessed, "scope not declared: tag networks and ports in a scope file, or supply the scope of all traffic"},
		{NotAssessed, "the values supplied do not meet its condition"},
		{NotAssessed, "not in force on 2026-11-21"},
		{NotAssessed, "needs approved_ca_list, which neither the records nor the operator gave"},
		{Pass, ""},
		{Warn, ""},
	}
	for i, c := range j.Controls {
		if c.Verdict != want[i].Verdict || c.Reason != want[i].Reason {
			t.Errorf("%s: got %s, %q; want %s, %q", c.Rule.ID, c.Verdict, c.Reason, want[i].Verdict, want[i].Reason)
		}
	}
	if j.Overall != Warn || j.Total != 1 || j.Findings[0].Rule.ID != "A-9" ||
		j.Findings[0].Observed != "smf119_tn3270 absent" {
		t.Errorf("got %s, %+v; want the warning about the database as a whole", j.Overall, j.Findings)
	}
}

func TestEvaluateLeavesDatasetFactsOpenWithoutEvidenceTables(t *testing.T) {
	t.Parallel()
	db := tlsWorld(nil, nil).open(t)
	if _, err := db.Exec("DROP TABLE input_record_count"); err != nil {
		t.Fatal(err)
	}
	js, err := Evaluate(t.Context(), db,
		[]*Profile{profileOf(t, "A-9,dataset/recording,smf119_tn3270,absent,warn,medium"+rest)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if c := js[0].Controls[0]; c.Verdict != NotAssessed || !strings.HasPrefix(c.Reason, "needs smf119_tn3270") {
		t.Errorf("got %+v", c)
	}
}

func TestExceptionsAcceptOnlyWhatTheyName(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0"}, nil)
	w.sessions = nil
	for i, client := range []string{"192.168.0.1", "192.168.0.2", "172.16.0.1"} {
		w.sessions = append(w.sessions,
			session(values{"client_addr": client, "user_id": "FTP0" + string(rune('1'+i)), "record_no": int64(i + 1)}))
	}
	rules := []string{"A-1,tls/version,tls_version,eq TLS1.0,fail,high" + rest,
		"A-2,dataset/recording,smf119_tn3270,absent,warn,low" + rest}
	x := exceptionsOf(t,
		"A-1,,,FTPD*,,10.0.0.0/8,21,192.168.0.0/16,O. Wner,Known,2026-12-31",
		"A-1,,,,FTP03,,,,O. Wner,Was known,2026-10-31",
		"A-2,,,,,,,,O. Wner,Known,2026-12-31",
		"A-1,SYSB,,,,,,,O. Wner,Elsewhere,2026-12-31",
	)
	j := evaluateOne(t, w, Options{Exceptions: x}, rules...)
	if j.Overall != Fail || j.Total != 3 || j.TotalAccepted != 2 {
		t.Fatalf("got %s, %d findings, %d accepted: %+v", j.Overall, j.Total, j.TotalAccepted, j.Findings)
	}
	if d := cmp.Diff(map[Verdict]Tally{Fail: {1, 1, 1, 15}, NotAssessed: {2, 2, 2, 30}}, j.Verdicts); d != "" {
		t.Errorf("verdicts (-want +got):\n%s", d)
	}
	if c := j.Controls[0]; c.Matched.Sessions != 3 || c.Accepted.Sessions != 2 || j.Accepted.Sessions != 2 {
		t.Errorf("got %+v, %+v", c, j.Accepted)
	}
	first, last := j.Findings[0], j.Findings[len(j.Findings)-1]
	if first.Accepted != "" || first.Note != "exception expired: x.csv:3, O. Wner, until 2026-10-31" {
		t.Errorf("the open finding: got %+v", first)
	}
	if last.Accepted == "" || j.Findings[1].Accepted != "x.csv:2, O. Wner, until 2026-12-31" || j.Findings[1].Peers != 2 {
		t.Errorf("the accepted findings come last: got %+v", j.Findings[1:])
	}
	var counts [][2]int64
	for _, e := range x.List {
		counts = append(counts, [2]int64{e.Findings, e.Lapsed})
	}
	if d := cmp.Diff([][2]int64{{1, 0}, {0, 1}, {1, 0}, {0, 0}}, counts); d != "" {
		t.Errorf("counts (-want +got):\n%s", d)
	}
	if u := x.Unused(); len(u) != 1 || u[0].Line != 5 {
		t.Errorf("got unused %+v, want the one for another system", u)
	}
}

// An exception may name one finding, or the suite that a rule is met with.
func TestExceptionsAcceptAFindingOrASuite(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0"}, nil)
	w.sessions = []values{session(values{"server_port": 443, "record_no": int64(1)}),
		session(values{"server_port": 444, "record_no": int64(2)})}
	rules := []string{"A-1,tls/version,tls_version,eq TLS1.0,fail,high" + rest,
		"A-2,tls/version,tls_version,in TLS1.0|TLS1.1,warn,low" + rest,
		"A-3,dataset/recording,smf119_tn3270,absent,warn,low" + rest}
	before := evaluateOne(t, w, Options{}, rules...)
	accepted := func(x *Exceptions) (ids []string) {
		j := evaluateOne(t, w, Options{Exceptions: x}, rules...)
		for i := range j.Findings {
			if j.Findings[i].Accepted != "" {
				ids = append(ids, j.Findings[i].ID())
			}
		}
		return ids
	}
	if len(before.Findings) != 5 {
		t.Fatalf("got %d findings: %+v", len(before.Findings), before.Findings)
	}
	for i := range before.Findings {
		id := before.Findings[i].ID()
		x := exceptionsOf(t, id+",,,,,,,,O,R,2026-12-31")
		if got := accepted(x); !slices.Equal(got, []string{id}) || x.List[0].Findings != 1 || x.List[0].TooMuch() != "" {
			t.Errorf("%s: accepted %v, %+v", id, got, x.List[0])
		}
	}
	head := strings.Replace(exceptionHead, ",owner", ",suite,owner", 1)
	for suite, want := range map[int64]int{before.Findings[0].SuiteID: 2, before.Findings[0].SuiteID + 1: 0} {
		x, err := loadExceptionText(head + fmt.Sprintf("A-1,,,,,,,,S-%016x,O,R,2026-12-31\n", uint64(suite)))
		if err != nil {
			t.Fatal(err)
		}
		if got := accepted(x); len(got) != want {
			t.Errorf("suite %d: accepted %v, want %d", suite, got, want)
		}
	}
}

func TestEvaluateWorksOnAReadOnlyDatabaseAndLeavesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.duckdb")
	rw, err := sql.Open("duckdb", file)
	if err != nil {
		t.Fatal(err)
	}
	tlsWorld(values{"tls_version": "TLS1.0"}, nil).load(t, rw)
	if err := rw.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("duckdb", file+"?access_mode=READ_ONLY&enable_external_access=false")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("SET lock_configuration = true"); err != nil {
		t.Fatal(err)
	}
	profiles := ownProfiles(t)
	var runs [2][]*Evaluation
	for i := range runs {
		if runs[i], err = Evaluate(t.Context(), db, profiles, Options{Exceptions: sampleExceptionFile(t)}); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(runs[0], runs[1], cmp.AllowUnexported(Rule{}, clause{})); d != "" {
		t.Errorf("two runs differ:\n%s", d)
	}
	var left int
	if err := db.QueryRow("SELECT count(*) FROM duckdb_tables() WHERE temporary").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d temporary tables left, %v", left, err)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	t.Parallel()
	db := newWorld().open(t)
	for want, opt := range map[string]Options{
		`supplied attribute "scop" is not known; did you mean "scope"?`: {Supplied: map[string]string{"scop": "admin"}},
		`supplied attribute "tls_kex" is not known`:                     {Supplied: map[string]string{"tls_kex": "RSA"}},
		`supplied attribute acquisition_date: "soon" is not a date`: {
			Supplied: map[string]string{"acquisition_date": "soon"}},
		`101 records of evidence per finding: give 1 to 100`: {EvidencePerFinding: 101},
	} {
		if _, err := Evaluate(t.Context(), db, nil, opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Evaluate(ctx, db, ownProfiles(t), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	if _, err := db.Exec("DROP TABLE v_session"); err != nil {
		t.Fatal(err)
	}
	if _, err := Evaluate(t.Context(), db, ownProfiles(t), Options{}); err == nil ||
		!strings.Contains(err.Error(), "evaluate: group v_session:") {
		t.Errorf("got %v, want the step named", err)
	}
}

// TestEvaluateReadsTheSameFromDailyTotals fills v_traffic with the sums of v_session,
// as the view of that name holds them, and compares all that does not depend
// on the single session.
func TestEvaluateReadsTheSameFromDailyTotals(t *testing.T) {
	t.Parallel()
	profiles := ownProfiles(t)
	db := randomWorld(profiles, 300, 900).open(t)
	x := sampleExceptionFile(t)
	evaluate := func() []*Evaluation {
		js, err := Evaluate(t.Context(), db, profiles, Options{Exceptions: x, AsOf: day("2026-11-20")})
		if err != nil {
			t.Fatal(err)
		}
		return js
	}
	want := evaluate()
	if _, err := db.Exec(
		`CREATE VIEW v_traffic AS SELECT * EXCLUDE (connections, bytes_in, bytes_out, first_local, last_local, first_utc,
			last_utc, file_id, record_no),
		count(*) AS interval_records, sum(connections) AS connections, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out,
			min(first_local) AS first_local,
		max(last_local) AS last_local, min(first_utc) AS first_utc, max(last_utc) AS last_utc, min(file_id) AS file_id,
			arg_min(record_no, file_id) AS record_no FROM v_session GROUP BY ALL`); err != nil {
		t.Fatal(err)
	}
	got := evaluate()
	for i, j := range got {
		for n, c := range j.Controls {
			if strings.Contains(c.Rule.Condition, "bytes_total") || timed(strings.Fields(c.Rule.Condition)[0]) {
				continue
			}
			if d := cmp.Diff(want[i].Controls[n], c, cmp.AllowUnexported(Rule{}, clause{})); d != "" {
				t.Errorf("(-v_session +v_traffic):\n%s", d)
			}
		}
	}
}
