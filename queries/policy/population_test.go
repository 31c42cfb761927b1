package policy

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func tunnel(more values) values {
	return with(values{
		"system": "SYSA", "sysplex": "PLEX1", "stack": "TCPIP", "source": "smf119", "phase": int64(1), "tunnel_id": "K1",
		"policy_rule":    "Branch",
		"local_endpoint": "10.0.0.1", "remote_endpoint": "10.9.9.9", "suite_id": int64(7), "start_utc": day("2026-11-01"),
		"at_local": day("2026-11-01").Add(time.Hour),
		"file_id":  int64(4), "record_no": int64(44),
	}, more)
}

// ikeWorld has a TLS session that passes and three records of tunnels: two of
// one tunnel and one of another.
func ikeWorld() *world {
	w := tlsWorld(values{"tls_version": "TLS1.3"}, nil)
	w.suites[7], w.layers[7] = values{"ike_version": "1", "ike_dh_group": int64(2)},
		map[string]values{"ike": {"cipher": "3DES"}}
	w.suites[8], w.layers[8] = values{"ike_version": "2", "ike_dh_group": int64(19)},
		map[string]values{"ike": {"cipher": "AES-GCM"}}
	w.tunnels = []values{tunnel(nil), tunnel(values{"record_no": int64(45)}),
		tunnel(values{"tunnel_id": "K2", "suite_id": int64(8), "source": "nmi"})}
	return w
}

const (
	ikeGroup2 = "A-1,ike/dh,ike_dh_group,le 2,fail,high" + rest
	ikeGroups = "A-2,ike/dh,ike_dh_group,ge 14,pass,info" + rest
	tls13     = "A-3,tls/version,tls_version,eq TLS1.3,pass,info" + rest
	anyWeak   = "A-4,any/cipher,cipher,in 3DES|DES,warn,medium" + rest
	clearPort = "A-5,session/protection,protection,eq TLS,pass,info" + rest
)

func TestTunnelsAreEvaluatedBesideSessions(t *testing.T) {
	t.Parallel()
	j := evaluateOne(t, ikeWorld(), Options{}, ikeGroup2, ikeGroups, tls13, anyWeak, clearPort)
	if got := j.Verdicts; got[Pass].Sessions+got[NotEvidenced].Sessions != 1 || got[Fail].Sessions != 0 {
		t.Errorf("sessions: got %v; tunnels must not count among them", got)
	}
	if d := cmp.Diff(map[Verdict]int64{Fail: 1, Pass: 1}, j.Tunnels.Verdicts); d != "" || j.Tunnels.Total != 2 {
		t.Errorf("%d tunnels (-want +got):\n%s", j.Tunnels.Total, d)
	}
	if j.Overall != Fail || j.Tunnels.Overall != Fail {
		t.Errorf("overall %s, tunnels %s; a tunnel that fails fails the profile", j.Overall, j.Tunnels.Overall)
	}
	var rules []string
	for _, c := range j.Tunnels.Controls {
		rules = append(rules, c.Rule.ID)
	}
	if got := strings.Join(rules, " "); got != "A-1 A-2 A-4" {
		t.Errorf("rules that speak of tunnels: got %s", got)
	}
	f := j.Tunnels.Findings[0]
	want := &Tunnel{ID: "K1", Phase: 1, Local: "10.0.0.1", Remote: "10.9.9.9", Policy: "Branch", Source: "smf119"}
	if d := cmp.Diff(want, f.Tunnel); d != "" || f.Sessions != 0 || cmp.Diff([]Ref{{4, 44}, {4, 45}}, f.Evidence) != "" {
		t.Errorf("finding %+v (-want +got):\n%s", f, d)
	}
}

func TestTunnelsAloneDecide(t *testing.T) {
	t.Parallel()
	w := ikeWorld()
	w.sessions, w.tunnels = nil, w.tunnels[2:]
	if j := evaluateOne(t, w, Options{}, ikeGroup2, ikeGroups); j.Overall != Pass || j.AsOf.IsZero() {
		t.Errorf("got %s as of %s", j.Overall, j.AsOf)
	}
	w.tunnels = nil
	if j := evaluateOne(t, w, Options{}, ikeGroup2, ikeGroups); j.Overall != NotEvidenced || j.Tunnels.Total != 0 ||
		j.Tunnels.Overall != "" {
		t.Errorf("without any: got %s, %+v", j.Overall, j.Tunnels)
	}
}

func TestTunnelsOfUnknownAlgorithmsAreNotEvidenced(t *testing.T) {
	t.Parallel()
	w := ikeWorld()
	w.tunnels = []values{tunnel(values{"suite_id": nil, "phase": int64(1)}),
		tunnel(values{"suite_id": nil, "phase": int64(2), "tunnel_id": "Y3"})}
	j := evaluateOne(t, w, Options{}, ikeGroup2, ikeGroups, "A-6,ipsec/cipher,ipsec_cipher,eq AES-GCM,pass,info"+rest)
	if d := cmp.Diff(map[Verdict]int64{NotEvidenced: 2}, j.Tunnels.Verdicts); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestTunnelsTakeExceptions(t *testing.T) {
	t.Parallel()
	x := exceptionsOf(t, "A-1,SYSA,,,,10.9.0.0/16,,10.0.0.1,O. Wner,Old appliance,2027-12-31")
	j := evaluateOne(t, ikeWorld(), Options{Exceptions: x}, ikeGroup2, ikeGroups)
	if j.Overall == Fail || j.Tunnels.FindingsTaken != 1 || j.Tunnels.Controls[0].Accepted != 1 ||
		x.List[0].Findings != 1 {
		t.Errorf("got %s, %+v", j.Overall, j.Tunnels)
	}
}

func TestForecastSaysWhatTurnsRedWhen(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_kex": "RSA", "tls_version": "TLS1.2"}, nil)
	w.tunnels = ikeWorld().tunnels
	w.suites[7], w.layers[7] = values{"ike_dh_group": int64(2)}, map[string]values{"ike": {}}
	w.suites[8], w.layers[8] = values{"ike_dh_group": int64(14)}, map[string]values{"ike": {}}
	x := exceptionsOf(t, "A-4,,,,,,,,O. Wner,Until the new box is there,2028-06-30")
	j := evaluateOne(t, w,
		Options{AsOf: day("2026-11-21"), Exceptions: x, Forecast: []time.Time{day("2035-12-31"), day("2030-12-31")}},
		"A-1,tls/kex,tls_kex,eq RSA,warn,medium,,2031-12-31,none,Because.,memory",
		"A-2,tls/kex,tls_kex,eq RSA,fail,high,2032-01-01,,none,Because.,memory",
		"A-3,tls/version,tls_version,eq TLS1.2,pass,info"+rest,
		"A-4,tls/version,tls_version,ne TLS1.3,fail,high"+rest,
		"A-5,ike/dh,ike_dh_group,eq 14,fail,high,2031-01-01,,none,Because.,memory",
		"A-6,ike/dh,ike_dh_group,eq 2,fail,high"+rest,
	)
	type line struct {
		Rule      string
		Tunnels   bool
		Now       Verdict
		At        []Verdict
		Sessions  []int64
		FirstFail string
	}
	var got []line
	for _, r := range j.Forecast.Rows {
		l := line{Rule: r.Rule.ID, Tunnels: r.Tunnels, Now: r.Now.Verdict}
		for _, c := range r.At {
			l.At = append(l.At, c.Verdict)
			l.Sessions = append(l.Sessions, c.Matched.Sessions)
		}
		if !r.FirstFail.IsZero() {
			l.FirstFail = r.FirstFail.Format(time.DateOnly)
		}
		got = append(got, l)
	}
	want := []line{
		{"A-2", false, NotAssessed, []Verdict{NotAssessed, Fail}, []int64{0, 1}, "2032-01-01"},
		{"A-4", false, Fail, []Verdict{Fail, Fail}, []int64{1, 1}, "2028-07-01"},
		{"A-5", true, NotAssessed, []Verdict{NotAssessed, Fail}, []int64{0, 1}, "2031-01-01"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff([]time.Time{day("2030-12-31"), day("2035-12-31")}, j.Forecast.Days); d != "" {
		t.Errorf("days:\n%s", d)
	}
	if j.Forecast.Overall[1] != Fail || j.Forecast.Verdicts[1][Fail].Sessions != 1 {
		t.Errorf("got %v", j.Forecast)
	}
	_, err := Evaluate(t.Context(), w.open(t), []*Profile{profileOf(t, tls13)},
		Options{Forecast: []time.Time{day("2026-11-01")}})
	if err == nil ||
		!strings.Contains(err.Error(), "forecast 2026-11-01: the day must lie after the as-of day 2026-11-01") {
		t.Errorf("got %v", err)
	}
}

func TestForecastKeepsTheDaysOfCertificates(t *testing.T) {
	t.Parallel()
	w := tlsWorld(nil, nil)
	w.certs[1] = []certificate{{"tls", "server", values{"cert_not_after": day("2029-01-01")}}}
	j := evaluateOne(t, w, Options{AsOf: day("2026-11-21"), Forecast: []time.Time{day("2030-01-01")}},
		"A-1,x509/validity,cert_not_after,within_days 90,fail,high"+rest)
	if len(j.Forecast.Rows) != 0 {
		t.Errorf("got %+v; that certificates end is not a change of rules", j.Forecast.Rows)
	}
}

// TestPerSessionFollowsRulesThatStartWithinTheData has one pair of sessions on
// either side of the day a rule begins, over several layers of rules.
func TestPerSessionFollowsRulesThatStartWithinTheData(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_kex": "DHE", "tls_version": "TLS1.2"}, nil)
	w.sessions = nil
	for i, at := range []string{"2022-10-31", "2022-11-01", "2026-06-30", "2026-07-01", "2026-07-02"} {
		w.sessions = append(w.sessions,
			session(values{"first_local": day(at), "last_local": day(at).Add(time.Hour), "record_no": int64(i + 1),
				"job": "J" + at}))
	}
	ietf, err := LoadProfile(Embedded(), "ietf")
	if err != nil {
		t.Fatal(err)
	}
	js, err := Evaluate(t.Context(), w.open(t), []*Profile{ietf}, Options{PerSession: true})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range js[0].Findings {
		if f.Rule.Attribute == "tls_kex" {
			got[f.Job] = f.Rule.ID + " " + string(f.Verdict)
		}
	}
	want := map[string]string{
		"J2022-11-01": "IETF-TLS-021 warn", "J2026-06-30": "IETF-TLS-021 warn",
		"J2026-07-01": "IETF-TLS-020 fail", "J2026-07-02": "IETF-TLS-020 fail",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestAspectsShowWhatPassedBesideWhatIsNotEvidenced(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.3"}, nil)
	w.suites[2], w.layers[2] = values{"tls_version": "TLS1.1", "tls_kex": "RSA"}, map[string]values{"tls": {}}
	w.sessions = append(w.sessions, session(values{"suite_id": int64(2), "record_no": int64(2)}))
	j := evaluateOne(t, w, Options{}, tls13, "A-7,tls/version,tls_version,eq TLS1.1,fail,high"+rest,
		"A-8,tls/kex,tls_kex,eq RSA,warn,low"+rest,
		"A-9,tls/cipher,tls_cipher,eq NULL,fail,high"+rest)
	want := []Aspect{
		{"tls", "tls_version", map[Verdict]Tally{Pass: {1, 1, 1, 15}, Fail: {1, 1, 1, 15}}},
		{"tls", "tls_kex", map[Verdict]Tally{NotEvidenced: {1, 1, 1, 15}, Warn: {1, 1, 1, 15}}},
		{"tls", "tls_cipher", map[Verdict]Tally{NotEvidenced: {2, 2, 2, 30}}},
	}
	if d := cmp.Diff(want, j.Aspects); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestInferredNamesNeverPassOrFail has a profile that would draw a conclusion
// from a code without a confirmed name.
func TestInferredNamesNeverPassOrFail(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"candidates": "TLS cipher AES 256?"}, values{"code_point": "unknown"})
	for _, tc := range []struct {
		rule string
		want Verdict
	}{
		{"A-1,any/decode,code_point,unknown,fail,high" + rest, NotEvidenced},
		{"A-1,tls/cipher,tls_cipher,absent,pass,info" + rest, NotEvidenced},
		{"A-1,any/decode,code_point,unknown,warn,medium" + rest, Warn},
		{"A-1,tls/cipher,tls_cipher,eq NULL,fail,high" + rest, NotEvidenced},
		{"A-1,tls/cipher,tls_cipher,ne NULL,pass,info" + rest, NotEvidenced},
	} {
		j := evaluateOne(t, w, Options{}, tc.rule)
		if j.Overall != tc.want {
			t.Errorf("%s: got %s, want %s", tc.rule, j.Overall, tc.want)
		}
		for _, f := range j.Findings {
			if !f.Inferred {
				t.Errorf("%s: finding %+v does not say that it rests on an inferred name", tc.rule, f)
			}
		}
	}
	// Without a candidate there is nothing inferred: the rule says what it says.
	delete(w.suites[1], "candidates")
	if j := evaluateOne(t, w, Options{}, "A-1,any/decode,code_point,unknown,fail,high"+rest); j.Overall != Fail {
		t.Errorf("without a candidate: got %s", j.Overall)
	}
}

// TestOurRulesDrawNoConclusionFromAbsence guards the profiles themselves.
func TestOurRulesDrawNoConclusionFromAbsence(t *testing.T) {
	t.Parallel()
	for _, p := range ownProfiles(t) {
		for _, s := range plan(p, constants{values: map[string]string{}, untold: map[string]bool{}}) {
			if s.guesses() {
				t.Errorf("%s: %s would %s on what a record does not say", p.ID, s.rule.ID, s.rule.Verdict)
			}
		}
	}
}

func TestFindingsTellHowTheLayerIsKnown(t *testing.T) {
	t.Parallel()
	w := tlsWorld(values{"tls_version": "TLS1.0"}, values{"evidence_source": "PROVIDER"})
	w.suites[2], w.layers[2] = values{"tls_version": "TLS1.0"},
		map[string]values{"tls": {"evidence_source": "OBSERVATION"}}
	w.sessions = append(w.sessions, session(values{"suite_id": int64(2), "connections": int64(9), "record_no": int64(2)}))
	j := evaluateOne(t, w, Options{}, "A-1,tls/version,tls_version,eq TLS1.0,fail,high"+rest)
	var got []string
	for _, f := range j.Findings {
		got = append(got, f.Source)
	}
	if d := cmp.Diff([]string{"OBSERVATION", "PROVIDER"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestNothingLookedAtIsNeverAPass evaluates no traffic by every profile.
func TestNothingLookedAtIsNeverAPass(t *testing.T) {
	t.Parallel()
	js, err := Evaluate(t.Context(), newWorld().open(t), ownProfiles(t),
		Options{AsOf: day("2026-11-21"), Supplied: map[string]string{"scope": "admin"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range js {
		if j.Overall == Pass || j.Overall == Info {
			t.Errorf("%s: overall %s without traffic", j.Profile.ID, j.Overall)
		}
		for _, c := range j.Controls {
			if c.Verdict == Pass {
				t.Errorf("%s: %s passes without traffic", j.Profile.ID, c.Rule.ID)
			}
		}
	}
}
