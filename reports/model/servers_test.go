package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries/policy"
)

// thingRule makes a rule whose title is its id.
func thingRule(id, appliesTo, severity string) *policy.Rule {
	return &policy.Rule{ID: id, Title: "Title of " + id, AppliesTo: appliesTo, Severity: severity}
}

// at returns a finding at a server, as one rule of one profile makes it.
func at(profile string, rule *policy.Rule, v policy.Verdict, observed string) policy.Finding {
	return policy.Finding{Profile: profile, Rule: rule, Verdict: v, Observed: observed, System: "SYSA", Stack: "TCPIP",
		Job: "FTPD1", Role: "server", ServerAddr: "10.1.2.3", ServerPort: 21, Protection: "TLS", SuiteID: 7,
		Sessions: 2, Connections: 10, Bytes: 100, Peers: 3}
}

// byServer gathers the findings of profiles p0, p1 and so on.
func byServer(profiles ...[]policy.Finding) []Server {
	r := &Report{}
	for i, list := range profiles {
		id := fmt.Sprintf("p%d", i)
		for k := range list {
			list[k].Profile = id
		}
		r.Evaluations = append(r.Evaluations, &policy.Evaluation{Profile: &policy.Profile{ID: id}, Findings: list})
	}
	return r.ByServer()
}

// outline says the servers and their things in a line each.
func outline(servers []Server) []string {
	var out []string
	for i := range servers {
		out = append(out, servers[i].Name())
		for _, t := range servers[i].Things {
			line := fmt.Sprintf("  %s %s: %s (%s)", t.Severity, t.Verdict, t.Title, strings.Join(t.Observed, ", "))
			for _, p := range t.Profiles {
				line += fmt.Sprintf(" %s %s %v", p.ID, p.Verdict, p.Rules)
			}
			if t.Accepted {
				line += " accepted"
			}
			out = append(out, line)
		}
	}
	return out
}

func checkOutline(t *testing.T, servers []Server, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, outline(servers)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A weak cipher that several profiles and rules name is one thing, headed as the first
// profile says it and as bad as the worst says it is.
func TestByServerMergesWhatProfilesSayOfOneThing(t *testing.T) {
	t.Parallel()
	cipher := at("", thingRule("A", "any/cipher", "high"), policy.Fail, "3DES")
	cipher.Layer = "tls"
	checkOutline(t, byServer(
		[]policy.Finding{cipher, at("", thingRule("B", "tls/version", "medium"), policy.Warn, "TLS1.1")},
		[]policy.Finding{at("", thingRule("C", "tls/cipher", "critical"), policy.Fail, "3DES ; tls_version TLS1.1")},
		[]policy.Finding{at("", thingRule("D", "tls/cipher", "low"), policy.Info, "3DES")}),
		"FTPD1 on SYSA, port 21",
		"  critical fail: Title of A (3DES, 3DES ; tls_version TLS1.1) p0 fail [A] p1 fail [C] p2 info [D]",
		"  medium warn: Title of B (TLS1.1) p0 warn [B]")
}

// A profile that only notes a thing does not head what another objects to, and within a
// profile the worst rule does.
func TestByServerHeadsAThingAsAProfileThatObjects(t *testing.T) {
	t.Parallel()
	checkOutline(t, byServer(
		[]policy.Finding{at("", thingRule("A", "x509/key", "low"), policy.Info, "2048")},
		[]policy.Finding{at("", thingRule("B", "x509/key", "critical"), policy.Warn, "2048"),
			at("", thingRule("C", "x509/key", "high"), policy.Fail, "2048 ; cert_key_type RSA")}),
		"FTPD1 on SYSA, port 21",
		"  high fail: Title of C (2048, 2048 ; cert_key_type RSA) p0 info [A] p1 fail [B C]")
}

func TestByServerJoinsValuesUnderOneTitle(t *testing.T) {
	t.Parallel()
	rule := thingRule("A", "tls/version", "high")
	other := at("", rule, policy.Fail, "TLS1.0")
	other.SuiteID = 8
	servers := byServer([]policy.Finding{at("", rule, policy.Fail, "TLS1.1"), other})
	checkOutline(t, servers, "FTPD1 on SYSA, port 21", "  high fail: Title of A (TLS1.1, TLS1.0) p0 fail [A]")
	if got, want := servers[0].Things[0].Uses, (Uses{Sessions: 4, Connections: 20, Bytes: 200}); got != want {
		t.Errorf("traffic of two suites: got %v, want %v", got, want)
	}
}

// Several rules meet the same traffic: it counts once. One rule that splits it by what
// else it compares has found the sum.
func TestByServerCountsTrafficOnce(t *testing.T) {
	t.Parallel()
	all, split := at("", thingRule("A", "session/protection", "high"), policy.Fail, "NONE"), thingRule("B",
		"session/protection", "high")
	part, rest := at("", split, policy.Fail, "NONE ; scope auth"), at("", split, policy.Fail, "NONE ; scope auth pan")
	part.Connections, rest.Connections = 4, 5
	servers := byServer([]policy.Finding{all}, []policy.Finding{part, rest})
	if got := servers[0].Things[0].Connections; got != 10 {
		t.Errorf("got %d connections, want 10", got)
	}
	servers = byServer([]policy.Finding{part, rest})
	if got := servers[0].Things[0].Connections; got != 9 {
		t.Errorf("got %d connections of two parts, want 9", got)
	}
}

// What an exception accepts is neither open nor the reason that a thing is bad; a thing is
// accepted when all of it is.
func TestByServerKeepsAcceptedThingsApart(t *testing.T) {
	t.Parallel()
	accepted := at("", thingRule("A", "tls/version", "critical"), policy.Fail, "TLS1.0")
	accepted.Accepted = "exceptions.csv:2"
	open := at("", thingRule("B", "tls/version", "low"), policy.Warn, "TLS1.0")
	cipher := at("", thingRule("C", "tls/cipher", "critical"), policy.Fail, "RC4")
	cipher.Accepted = "exceptions.csv:3"
	servers := byServer([]policy.Finding{accepted, cipher}, []policy.Finding{open})
	checkOutline(t, servers, "FTPD1 on SYSA, port 21",
		"  low warn: Title of B (TLS1.0) p0 fail [A] p1 warn [B]",
		"  critical fail: Title of C (RC4) p0 fail [C] accepted")
	if n := len(servers[0].Open()); n != 1 {
		t.Errorf("%d things are open, want 1", n)
	}
	if got, want := CountThings(servers), (ThingCount{Failed: map[string]int{}, Warnings: 1}); !cmp.Equal(got, want) {
		t.Errorf("counts: got %v, want %v", got, want)
	}
}

// One tunnel that SMF and NMI both tell of is one, under the pair of its ends.
func TestByServerMergesRecordsOfOneTunnel(t *testing.T) {
	t.Parallel()
	find := func(id, source string, suite int64) policy.Finding {
		f := at("p0", thingRule("A", "any/cipher", "critical"), policy.Fail, "DES")
		f.Job, f.Role, f.ServerAddr, f.ServerPort, f.Layer, f.SuiteID = "", "", "198.51.100.23", 0, "ike", suite
		f.Tunnel = &policy.Tunnel{ID: id, Phase: 1, Local: "10.1.2.3", Remote: "198.51.100.23", Source: source}
		f.Evidence = []policy.Ref{{FileID: suite, RecordNo: 5}}
		return f
	}
	r := &Report{Evaluations: []*policy.Evaluation{{Profile: &policy.Profile{ID: "p0"}}}}
	r.Evaluations[0].Tunnels.Findings = []policy.Finding{find("K3", "nmsec", 1), find("K3", "smf119", 2),
		find("K4", "smf119", 2)}
	servers := r.ByServer()
	checkOutline(t, servers, "Tunnels of SYSA to 198.51.100.23", "  critical fail: Title of A (DES) p0 fail [A]")
	if got := servers[0].Tunnels; !cmp.Equal(got, []string{"K3", "K4"}) {
		t.Errorf("tunnels: %v", got)
	}
	if got, want := servers[0].Things[0].Evidence,
		[]policy.Ref{{FileID: 1, RecordNo: 5}, {FileID: 2, RecordNo: 5}}; !cmp.Equal(got,
		want) {
		t.Errorf("records: got %v, want %v", got, want)
	}
}

func TestByServerTellsEndPointsApart(t *testing.T) {
	t.Parallel()
	rule := thingRule("A", "tls/version", "high")
	one := at("", rule, policy.Fail, "TLS1.1")
	noRole, otherPort, client := one, one, one
	noRole.Role, noRole.SuiteID, otherPort.ServerPort, otherPort.Connections, client.Role = "", 9, 990, 500, "client"
	whole := policy.Finding{Rule: thingRule("Z", "dataset/suite", "info"), Verdict: policy.Info, Observed: "present"}
	servers := byServer([]policy.Finding{noRole, client, otherPort, one, whole})
	checkOutline(t, servers,
		"FTPD1 on SYSA, port 990", "  high fail: Title of A (TLS1.1) p0 fail [A]",
		"FTPD1 on SYSA, port 21", "  high fail: Title of A (TLS1.1) p0 fail [A]",
		"FTPD1 on SYSA to 10.1.2.3, port 21", "  high fail: Title of A (TLS1.1) p0 fail [A]",
		"The records as a whole", "  info info: Title of Z (present) p0 info [Z]")
	if servers[1].Role != "server" || servers[1].Things[0].Connections != 20 {
		t.Errorf("a record without a role: %+v", servers[1])
	}
	want := ThingCount{Failed: map[string]int{"high": 3}, Servers: 3}
	if got := CountThings(servers); !cmp.Equal(got, want) {
		t.Errorf("counts: got %v, want %v", got, want)
	}
}

// Each end point with something open is somebody's; those that nobody owns are gathered too.
func TestByOwnerGathersEndPoints(t *testing.T) {
	t.Parallel()
	high, low := thingRule("A", "tls/version", "high"), thingRule("B", "tls/cipher", "low")
	place := func(job, owner string, rule *policy.Rule, verdict policy.Verdict) policy.Finding {
		f := at("", rule, verdict, "x")
		f.Job, f.Owner = job, owner
		return f
	}
	findings := []policy.Finding{place("WEB1", "Web", low, policy.Warn), place("FTPD1", "Files", high, policy.Fail),
		place("FTPD2", "Files", low, policy.Fail), place("TELNETD", "", low, policy.Fail),
		place("CLEAN", "Platform", low, policy.Info)}
	r := &Report{Evaluations: []*policy.Evaluation{{Profile: &policy.Profile{ID: "p"}, Findings: findings}}}
	if owners := r.ByOwner(r.ByServer()); owners != nil {
		t.Errorf("nobody named owners, and there are %v", owners)
	}
	r.Evaluations[0].HasOwners = true
	var got []string
	for _, o := range r.ByOwner(r.ByServer()) {
		got = append(got, fmt.Sprintf("%s %d %d+%d+%d", o.Name, len(o.Servers), o.Failed["high"], o.Failed["low"],
			o.Warnings))
	}
	if want := []string{"Files 2 1+1+0", " 1 0+1+0", "Web 1 0+0+1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
