package policy

import (
	"strings"
	"testing"
	"testing/fstest"
)

func tagsOf(t *testing.T, text string) (*Tags, error) {
	t.Helper()
	return LoadTags(fstest.MapFS{"scope.csv": {Data: []byte(text)}}, "scope.csv")
}

const tagHeader = "tag,cidr,port_from,port_to,note\n"

func TestScopeFileTagsSessions(t *testing.T) {
	t.Parallel()
	tags, err := tagsOf(t,
		tagHeader+"pan,10.1.0.0/16,,,card network\nadmin,,22,23,\nadmin,10.2.0.1,992,,console\nremote-access,::/0,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld()
	for i, s := range []values{
		{"server_addr": "10.1.0.5", "server_port": int64(80)},                             // pan
		{"server_addr": "10.3.0.5", "server_port": int64(80), "client_addr": "10.1.9.9"},  // pan by its client
		{"server_addr": "10.1.0.5", "server_port": int64(23)},                             // pan and admin
		{"server_addr": "10.2.0.1", "server_port": int64(992)},                            // admin
		{"server_addr": "10.2.0.1", "server_port": int64(993)},                            // nothing
		{"server_addr": "2001:db8::1", "server_port": int64(22)},                          // admin and remote-access
		{"server_addr": "10.3.0.5", "server_port": int64(24), "client_addr": "192.0.2.1"}, // nothing
	} {
		s["protection"], s["record_no"] = "NONE", int64(i+1)
		if s["client_addr"] == nil {
			s["client_addr"] = "192.0.2.9"
		}
		row := session(s)
		delete(row, "suite_id")
		w.sessions = append(w.sessions, row)
	}
	j := evaluateOne(t, w, Options{Tags: tags},
		"A-1,session/protection,protection,eq NONE ; scope eq pan,fail,high"+rest,
		"A-2,session/protection,protection,eq NONE ; scope in admin|remote-access,fail,high"+rest,
		"A-3,session/protection,protection,eq NONE ; scope absent,warn,low"+rest,
		"A-4,session/protection,protection,eq NONE ; scope ne pan,info,low"+rest,
		"A-5,session/protection,protection,eq NONE ; scope eq adm,fail,low"+rest)
	for i, want := range []int64{3, 3, 0, 4, 0} {
		if got := j.Controls[i].Matched.Sessions; got != want {
			t.Errorf("%s: %d sessions, want %d (%+v)", j.Controls[i].Rule.ID, got, want, j.Controls[i])
		}
	}
	for _, f := range j.Findings {
		if f.Rule.ID == "A-1" && f.ServerPort == 23 && !strings.Contains(f.Observed, "scope admin pan") {
			t.Errorf("observed %q, want both tags", f.Observed)
		}
	}
}

func TestWithoutAScopeFileRulesSayScopeNotDeclared(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.sessions = append(w.sessions, session(values{"protection": "NONE"}))
	j := evaluateOne(t, w, Options{}, "A-1,session/protection,protection,eq NONE ; scope eq pan,fail,high"+rest)
	if c := j.Controls[0]; c.Verdict != NotAssessed || !strings.HasPrefix(c.Reason, "scope not declared") {
		t.Errorf("got %s: %s", c.Verdict, c.Reason)
	}
}

func TestScopeFileIsReadStrictly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"tag,cidr\n":                        "scope.csv:1: header is",
		tagHeader:                           "no line tags anything",
		tagHeader + "Admin,10.0.0.0/8,,,\n": `scope.csv:2: tag "Admin"`,
		tagHeader + "a,10.0.0.1/8,,,\n":     "scope.csv:2: cidr: \"10.0.0.1/8\" has bits behind its length",
		tagHeader + "a,,99999,,\n":          "scope.csv:2: port_from, port_to:",
		tagHeader + "a,,,80,\n":             "port_from is not",
		tagHeader + "a,,,,all\n":            "would tag all traffic",
		tagHeader + "a,,1,9,\na,,1,9,x\n":   "scope.csv:3: line 2 says the same",
		tagHeader + "a,10.0.0.0/8,1,9\n":    "scope.csv:2:",
	} {
		if _, err := tagsOf(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
