package policy

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A rule that says no port says the same of every port; what goes over the port
// decides what is looked at first.
func TestHeavyPortsComeFirst(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.ports = samplePorts
	for i, s := range []values{
		{"server_port": int64(8080), "connections": int64(900)},                    // no meaning
		{"server_port": int64(25), "connections": int64(800)},                      // data, too light
		{"server_port": int64(512), "connections": int64(700)},                     // heavy, but carries nothing
		{"server_port": int64(23), "connections": int64(50)},                       // both, 4
		{"server_port": int64(446), "connections": int64(1)},                       // data, 5
		{"server_port": int64(21), "connections": int64(2)},                        // credentials, 5
		{"server_port": int64(21), "connections": int64(600), "is_artefact": true}, // perhaps none at all
		{"server_port": int64(21), "connections": int64(500), "protection": "TLS"}, // protected
		{"connections": int64(400)},
	} {
		if s["protection"] == nil {
			s["protection"] = "NONE"
		}
		s["record_no"] = int64(i + 1)
		row := session(s)
		if s["server_port"] == nil {
			delete(row, "server_port")
		}
		delete(row, "suite_id")
		w.sessions = append(w.sessions, row)
	}
	x := sampleExceptionFile(t)
	j := evaluateOne(t, w, Options{Exceptions: x}, "A-1,session/protection,protection,eq NONE,warn,medium"+rest,
		"A-2,session/protection,protection,eq TLS,fail,low"+rest)
	var got []string
	for _, f := range j.Findings {
		got = append(got, fmt.Sprintf("%s %s %s %d; %s", f.Rule.ID, f.Verdict, f.Severity(), f.ServerPort, f.Weight()))
	}
	want := []string{
		"A-1 warn high 21; severity raised from medium: port 21 FTP control: credentials",
		"A-1 warn high 446; severity raised from medium: port 446 DRDA: data",
		"A-1 warn high 23; severity raised from medium: port 23 Telnet: credentials and data",
		"A-1 warn medium 8080; ",
		"A-1 warn medium 25; ",
		"A-1 warn medium 512; ",
		"A-1 warn medium 0; ",
		"A-2 fail low 21; ",
		"A-1 info medium 21; ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if c := j.Controls[0]; c.Rule.Severity != "medium" {
		t.Errorf("the rule itself became %s", c.Rule.Severity)
	}
}

// There is nothing above critical; the reason is shown all the same. Without
// v_port, as in a database of an older release, nothing is raised.
func TestWeightOfPortsAtTheEdges(t *testing.T) {
	t.Parallel()
	w := newWorld()
	row := session(values{"protection": "NONE"})
	delete(row, "suite_id")
	w.sessions, w.ports = append(w.sessions, row), samplePorts
	const rule = "A-1,session/protection,protection,eq NONE,fail,critical" + rest
	j := evaluateOne(t, w, Options{}, rule)
	if f := j.Findings[0]; f.Severity() != "critical" || f.Raised != "" ||
		f.Weight() != "port 21 FTP control: credentials" {
		t.Errorf("got %s, raised to %q: %s", f.Severity(), f.Raised, f.Weight())
	}
	db := w.open(t)
	if _, err := db.Exec("DROP TABLE v_port"); err != nil {
		t.Fatal(err)
	}
	js, err := Evaluate(t.Context(), db, []*Profile{profileOf(t, rule)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f := js[0].Findings[0]; f.Severity() != "critical" || f.Weight() != "" {
		t.Errorf("without v_port: %s, %q", f.Severity(), f.Weight())
	}
}

// A rule about ports is headed by what the port at hand carries, any other one
// by its own title; both name the service, where the ports table knows it.
func TestFindingsOnUnprotectedTrafficNameTheService(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.ports = samplePorts
	for i, s := range []values{
		{"server_port": int64(21)},  // credentials
		{"server_port": int64(446)}, // data
		{"server_port": int64(23)},  // both
		{"server_port": int64(25)},  // data, not heavy
		{"server_port": int64(512)}, // nothing
		{"server_port": int64(8080)},
		{"server_port": int64(21), "is_artefact": true},
	} {
		s["protection"], s["record_no"] = "NONE", int64(i+1)
		row := session(s)
		delete(row, "suite_id")
		w.sessions = append(w.sessions, row)
	}
	const ports = "server_port in 21|23|25|446|512|8080"
	j := evaluateOne(t, w, Options{}, "A-1,session/protection,protection,eq NONE ; role eq server,warn,low"+rest,
		"A-2,session/protection,protection,eq NONE ; "+ports+",fail,high"+rest,
		"A-3,session/protection,protection,eq NONE ; role eq client,fail,high"+rest)
	got := map[string][]string{}
	for _, f := range j.Findings {
		got[f.Rule.ID] = append(got[f.Rule.ID], f.Title())
	}
	for _, titles := range got {
		slices.Sort(titles)
	}
	want := map[string][]string{
		"A-1": {"Title of A-1", "Title of A-1", "Title of A-1: DRDA on port 446", "Title of A-1: FTP control on port 21",
			"Title of A-1: Telnet on port 23", "Title of A-1: mail on port 25", "Title of A-1: nothing of note on port 512"},
		"A-2": {"Title of A-2", "Title of A-2", "Title of A-2: nothing of note on port 512",
			"Unencrypted data: DRDA on port 446", "Unencrypted data: mail on port 25",
			"Unencrypted logon and data: Telnet on port 23", "Unencrypted logon: FTP control on port 21"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
