package policy

import (
	"strings"
	"testing"
	"testing/fstest"
)

const ownerHeader = "owner,system,stack,job,server,port,note\n"

func ownersOf(text string) (*Owners, error) {
	return LoadOwners(fstest.MapFS{"owners.csv": {Data: []byte(text)}}, "owners.csv")
}

func TestFirstLineThatFitsNamesTheOwner(t *testing.T) {
	t.Parallel()
	owners, err := ownersOf(ownerHeader +
		"Payments,SYSA,,CICS*,,,\n" +
		"Web,,,,10.1.0.0/16,443,\n" +
		"File transfer,,,FTPD?,,20-21,\n" +
		"Network,,,,10.9.0.1,,VPN gateway\n" +
		"Platform,SYSB,TCPIP2,,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	for want, places := range map[string][]Finding{
		"Payments": {{System: "SYSA", Job: "CICSPRD1", ServerAddr: "10.1.0.5", ServerPort: 443}},
		"Web":      {{System: "SYSB", Job: "CICSPRD1", ServerAddr: "10.1.0.5", ServerPort: 443}},
		"File transfer": {{System: "SYSA", Job: "FTPD1", ServerPort: 21},
			{System: "SYSB", Job: "FTPD2", ServerAddr: "10.1.0.5", ServerPort: 20}},
		"Network": {{System: "SYSA", Tunnel: &Tunnel{Local: "10.1.0.5", Remote: "10.9.0.1"}},
			{Tunnel: &Tunnel{Local: "10.9.0.1", Remote: "192.0.2.1"}}},
		"Platform": {{System: "SYSB", Stack: "TCPIP2", ServerAddr: "not an address"}},
		"": {{System: "SYSB", Stack: "TCPIP", Job: "FTPD10", ServerPort: 21}, {},
			{Tunnel: &Tunnel{Local: "10.1.0.5", Remote: "192.0.2.1"}}}, // a tunnel is at no port
	} {
		for i := range places {
			if got := owners.Of(&places[i]); got != want {
				t.Errorf("%+v: got %q, want %q", places[i], got, want)
			}
		}
	}
}

func TestOwnersFileIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{ownerHeader, "owners.csv:1: no line names an owner"},
		{ownerHeader + ",SYSA,,,,,\n", "owners.csv:2: owner is empty"},
		{ownerHeader + "A,SYSA,,,,,\nB,SYSA,,,,,other note\n", "owners.csv:3: line 2 is of the same place"},
		{ownerHeader + "A,,,,10.1.0.1/16,,\n", "owners.csv:2: server:"},
		{ownerHeader + "A,,,,,70000,\n", "owners.csv:2: port:"},
		{"owner,system\nA,SYSA\n", "owners.csv:1:"},
	} {
		if _, err := ownersOf(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.text, err, c.want)
		}
	}
}

func TestEvaluateSaysWhomFindingsAreFor(t *testing.T) {
	t.Parallel()
	owners, err := ownersOf(ownerHeader + "Payments,,,,10.1.0.0/16,,\n")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld()
	for i, server := range []string{"10.1.0.5", "10.2.0.5"} {
		row := session(values{"server_addr": server, "server_port": int64(80), "protection": "NONE",
			"record_no": int64(i + 1)})
		delete(row, "suite_id")
		w.sessions = append(w.sessions, row)
	}
	j := evaluateOne(t, w, Options{Owners: owners}, "A-1,session/protection,protection,eq NONE,fail,high"+rest)
	got := map[string]string{}
	for _, f := range j.Findings {
		got[f.ServerAddr] = f.Owner
	}
	if !j.HasOwners || len(got) != 2 || got["10.1.0.5"] != "Payments" || got["10.2.0.5"] != "" {
		t.Errorf("owners %v, has %v", got, j.HasOwners)
	}
}
