package policy

import (
	"fmt"
	"slices"
	"testing"
)

// says are the rules that make a session on one port come to each verdict.
// What no rule is needed for, or cannot be forced by one, has none.
var says = map[Verdict]string{
	Fail:         "%[1]s-1,session/protection,server_port,eq %[2]d,fail,high" + rest,
	Warn:         "%[1]s-1,session/protection,server_port,eq %[2]d,warn,medium" + rest,
	NotEvidenced: "%[1]s-1,tls/version,tls_version,eq TLS1.3 ; server_port eq %[2]d,pass,info" + rest,
	Info:         "%[1]s-1,session/protection,server_port,eq %[2]d,info,info" + rest,
	Pass:         "%[1]s-1,session/protection,server_port,eq %[2]d,pass,info" + rest,
}

// tunnelSays are the same for tunnels of each phase 1 group.
var tunnelSays = map[Verdict]string{
	Fail:         "T-1,ike/dh,ike_dh_group,eq 2,fail,high" + rest,
	Warn:         "T-1,ike/dh,ike_dh_group,eq 2,warn,medium" + rest,
	NotEvidenced: "T-1,ike/cipher,ike_cipher,eq 3DES,fail,high" + rest,
	Info:         "T-1,ike/dh,ike_dh_group,eq 2,info,info" + rest,
	Pass:         "T-1,ike/dh,ike_dh_group,eq 2,pass,info" + rest,
}

func rulesFor(list ...string) []string {
	list = slices.DeleteFunc(list, func(r string) bool { return r == "" })
	return append(list, "Z-1,session/protection,server_port,eq 9,pass,info"+rest)
}

func says1(v Verdict, name string, port int) string {
	if says[v] == "" {
		return ""
	}
	return fmt.Sprintf(says[v], name, port)
}

func worstOf(a, b Verdict) Verdict {
	if a.Worse(b) {
		return a
	}
	return b
}

func TestVerdictsAreOneOrder(t *testing.T) {
	t.Parallel()
	want := []Verdict{Fail, Warn, NotEvidenced, NotAssessed, Info, Pass}
	if !slices.Equal(Verdicts, want) {
		t.Errorf("got %v", Verdicts)
	}
	for i, a := range want {
		for k, b := range want {
			if a.Rank() != i || a.Worse(b) != (i < k) {
				t.Errorf("%s rank %d, worse than %s: %v", a, a.Rank(), b, a.Worse(b))
			}
		}
	}
	if Verdict("great").Rank() != -1 {
		t.Error("what is not a verdict has a rank")
	}
}

func TestOverallIsTheWorstOfAllPairsOfSessions(t *testing.T) {
	t.Parallel()
	for _, a := range Verdicts {
		for _, b := range Verdicts {
			t.Run(fmt.Sprintf("%s and %s", a, b), func(t *testing.T) {
				t.Parallel()
				w := tlsWorld(nil, nil)
				w.sessions = []values{session(values{"server_port": int64(1)}), session(values{"server_port": int64(2)})}
				j := evaluateOne(t, w, Options{}, rulesFor(says1(a, "A", 1), says1(b, "B", 2))...)
				if n := j.Verdicts[a].Sessions; n != 1 && a != b || j.Overall != worstOf(a, b) {
					t.Errorf("got %s, want %s; %v", j.Overall, worstOf(a, b), j.Verdicts)
				}
			})
		}
	}
}

// A tunnel that no rule speaks of leaves the verdict to the sessions; whatever
// else is said of tunnels counts by the same order.
func TestOverallOfAllPairsOfSessionsAndTunnels(t *testing.T) {
	t.Parallel()
	for _, s := range Verdicts {
		for _, u := range Verdicts {
			t.Run(fmt.Sprintf("%s beside tunnels %s", s, u), func(t *testing.T) {
				t.Parallel()
				w := tlsWorld(nil, nil)
				w.sessions = []values{session(values{"server_port": int64(1)})}
				w.suites[7], w.layers[7] = values{"ike_dh_group": int64(2)}, map[string]values{"ike": {}}
				w.suites[8], w.layers[8] = values{"ike_dh_group": int64(2), "ike_cipher": "AES-GCM"}, map[string]values{"ike": {}}
				w.tunnels = []values{tunnel(nil)}
				j := evaluateOne(t, w, Options{}, rulesFor(says1(s, "A", 1), tunnelSays[u])...)
				want := worstOf(s, u)
				if u == NotAssessed {
					want = s
				}
				if j.Tunnels.Overall != u || j.Overall != want {
					t.Errorf("got %s, want %s; tunnels %s, want %s", j.Overall, want, j.Tunnels.Overall, u)
				}
			})
		}
	}
}

// The worst of what rules do say of tunnels counts though others are not
// spoken of.
func TestTunnelsNotSpokenOfHideNothing(t *testing.T) {
	t.Parallel()
	for _, v := range []Verdict{Fail, Warn, Info, Pass} {
		w := tlsWorld(nil, nil)
		w.sessions = []values{session(values{"server_port": int64(1)})}
		w.suites[7], w.layers[7] = values{"ike_dh_group": int64(2)}, map[string]values{"ike": {}}
		w.suites[8], w.layers[8] = values{"ike_dh_group": int64(14)}, map[string]values{"ike": {}}
		w.tunnels = []values{tunnel(nil), tunnel(values{"tunnel_id": "K2", "suite_id": int64(8)})}
		j := evaluateOne(t, w, Options{}, rulesFor(says1(Pass, "A", 1), tunnelSays[v])...)
		if j.Tunnels.Verdicts[NotAssessed] != 1 || j.Overall != v {
			t.Errorf("got %s with tunnels %v, want %s", j.Overall, j.Tunnels.Verdicts, v)
		}
	}
}

// TestSumsOfGreatCountersEvaluate: sums that 64 bits cannot hold are the greatest
// number that they can.
func TestSumsOfGreatCountersEvaluate(t *testing.T) {
	t.Parallel()
	const most = int64(9223372036854775807)
	w := tlsWorld(nil, nil)
	w.sessions = nil
	for port := range int64(6) {
		w.sessions = append(w.sessions,
			session(values{"server_port": port + 1, "bytes_in": most, "bytes_out": most, "connections": most}))
	}
	x := exceptionsOf(t, "A-1,,,,,,1,,O. Wner,Old,2027-12-31", "A-1,,,,,,2,,O. Wner,Old,2027-12-31")
	j := evaluateOne(t, w, Options{Exceptions: x}, "A-1,session/protection,protection,ne SSH,fail,high"+rest,
		"A-2,tls/version,tls_version,eq TLS1.3,pass,info"+rest)
	if got := j.Verdicts[Fail]; j.Overall != Fail || got.Bytes != most || got.Connections != most ||
		j.Findings[0].Bytes != most {
		t.Errorf("got %s, %+v, %+v", j.Overall, j.Verdicts, j.Findings)
	}
}
