package drift

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/sample"
)

var (
	oldTLS = &policy.Rule{ID: "T-1", AppliesTo: "tls/version", Attribute: "tls_version", Verdict: policy.Warn,
		Severity: "medium"}
	oldSSL = &policy.Rule{ID: "T-2", AppliesTo: "tls/version", Attribute: "tls_version", Verdict: policy.Fail,
		Severity: "critical"}
	weakMAC = &policy.Rule{ID: "M-1", AppliesTo: "tls/mac", Attribute: "tls_mac", Verdict: policy.Fail, Severity: "high"}
	listed  = &policy.Rule{ID: "I-1", AppliesTo: "tls/mac", Attribute: "tls_mac", Verdict: policy.Info, Severity: "info"}
)

func driftSample(rule *policy.Rule, job string, more func(*policy.Finding)) policy.Finding {
	f := policy.Finding{Rule: rule, Verdict: rule.Verdict, System: "SYSA", Stack: "TCPIP", Job: job, Role: "server",
		ServerAddr: "10.0.0.1", ServerPort: 443, Connections: 2,
		Evidence: []policy.Ref{{FileID: 1, RecordNo: 7}}}
	if more != nil {
		more(&f)
	}
	return f
}

func sideOf(findings ...policy.Finding) *Side {
	s := &Side{DriftSide: model.DriftSide{Database: "x", Span: model.Span{Last: model.Local{Time: sample.At(15, 0, 0)}},
		Sessions: 1},
		findings: map[string]*driftFinding{}}
	s.addEvaluation(&policy.Evaluation{Profile: &policy.Profile{ID: "p"}, Findings: findings, Total: int64(len(findings))})
	return s
}

func changesOf(d *model.Drift) []string {
	var out []string
	for _, c := range d.Changes {
		out = append(out, fmt.Sprintf("%s|%s|%t|%s|%s|%s", c.State, c.Rule, c.Worse, c.Resource, c.Before, c.After))
	}
	return out
}

func TestDriftOfFindings(t *testing.T) {
	t.Parallel()
	accepted := func(f *policy.Finding) { f.Accepted = "exceptions.csv:2" }
	old := sideOf(driftSample(weakMAC, "SAME", nil), driftSample(weakMAC, "GONE", nil), driftSample(oldTLS, "SINKS", nil),
		driftSample(oldSSL, "RISES", nil),
		driftSample(weakMAC, "WAIVED", accepted), driftSample(listed, "LIST", nil))
	new := sideOf(driftSample(weakMAC, "SAME", func(f *policy.Finding) { f.Observed = "HMAC-MD5" }),
		driftSample(weakMAC, "COMES", nil), driftSample(oldSSL, "SINKS", nil),
		driftSample(oldTLS, "RISES", nil), driftSample(weakMAC, "WAIVED", nil), driftSample(weakMAC, "NEWWAIVED", accepted))
	const place = " 10.0.0.1:443 on SYSA/TCPIP as server"
	want := []string{
		"new|M-1|true|COMES" + place + "||fail",
		"new|M-1|false|NEWWAIVED" + place + "||accepted",
		"got worse|T-2|true|SINKS" + place + "|T-1, warn|T-2, fail",
		"got worse|M-1|true|WAIVED" + place + "|accepted|fail",
		"still open|M-1|false|SAME" + place + "|fail|fail: HMAC-MD5",
		"got better|T-1|false|RISES" + place + "|T-2, fail|T-1, warn",
		"fixed|M-1|false|GONE" + place + "|fail|",
	}
	d := Compare(old, new, Options{})
	if diff := cmp.Diff(want, changesOf(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.Worse != 3 {
		t.Errorf("%d worse, want 3", d.Worse)
	}
	back := Compare(new, old, Options{})
	if back.Changes[len(back.Changes)-1].ID != d.Changes[1].ID && back.Changes[len(back.Changes)-2].ID != d.Changes[1].ID {
		t.Error("the same finding has another id in another comparison")
	}
}

func TestDriftOfChecks(t *testing.T) {
	t.Parallel()
	q := &queries.Query{ID: "q", Severity: "high"}
	side := func(rows ...[]any) *Side {
		s := sideOf()
		s.addOutcome(&queries.Outcome{Query: q, Columns: []string{"status", "resource", "reason", "file_id", "record_no"},
			Rows: rows, Accepted: make([]string, len(rows)), Total: int64(len(rows))})
		return s
	}
	d := Compare(side([]any{"review", "a", "r", int64(1), int64(2)}, []any{"info", "b", "r", int64(1), int64(2)}),
		side([]any{"fail", "a", "s", int64(1), int64(3)}, []any{"review", "c", "r", int64(1), int64(2)},
			[]any{"review", "c", "again", int64(1), int64(2)}), Options{})
	want := []string{"new|q|true|c||review: again, r", "got worse|q|true|a|review: r|fail: s"}
	if diff := cmp.Diff(want, changesOf(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDriftOfPlacesCertificatesAndPeers(t *testing.T) {
	t.Parallel()
	place := func(port int64) driftPlace {
		return driftPlace{system: "SYSA", stack: "TCPIP", role: "server", addr: "10.0.0.1", port: port}
	}
	ports := func(list ...driftPort) map[string]driftPort {
		m := map[string]driftPort{}
		for _, p := range list {
			m[p.place.resource()] = p
		}
		return m
	}
	suites := func(list ...driftSuite) map[string]driftSuite {
		m := map[string]driftSuite{}
		for _, u := range list {
			m[u.layer+u.place.resource()] = u
		}
		return m
	}
	cert := func(subject, serial string, day int) model.Certificate {
		return model.Certificate{Layer: "tls", Role: "server", Subject: subject, Serial: serial,
			NotAfter: sample.At(day, 0, 0)}
	}
	old, new := sideOf(), sideOf()
	old.ports = ports(driftPort{place: place(1), clear: true, clearConnections: 3, connections: 3},
		driftPort{place: place(2), connections: 5})
	new.ports = ports(driftPort{place: place(1), connections: 4},
		driftPort{place: place(2), clear: true, clearConnections: 1, connections: 6},
		driftPort{place: place(3), clear: true, clearConnections: 1, connections: 1})
	old.suites = suites(driftSuite{place: place(1), layer: "tls", strength: sample.Ptr(128), version: "TLS1.2"},
		driftSuite{place: place(2), layer: "tls", strength: sample.Ptr(112), version: "TLS1.2"},
		driftSuite{place: place(3), layer: "ssh", version: "SSH2"})
	new.suites = suites(driftSuite{place: place(1), layer: "tls", strength: sample.Ptr(128), version: "TLS1.0"},
		driftSuite{place: place(2), layer: "tls", strength: sample.Ptr(128), version: "TLS1.3"},
		driftSuite{place: place(3), layer: "ssh", strength: sample.Ptr(80), version: "SSH2"})
	old.Last, new.Last = model.Local{Time: sample.At(1, 0, 0)}, model.Local{Time: sample.At(15, 0, 0)}
	old.certificates = []model.Certificate{cert("CN=a", "1", 20), cert("CN=b", "2", 31), cert("CN=c", "3", 5)}
	new.certificates = []model.Certificate{cert("CN=a", "9", 31), cert("CN=b", "2", 31), cert("CN=c", "3", 5),
		cert("CN=d", "4", 18)}
	old.peers = map[string]driftPeer{"x": {role: "server", addr: "192.0.2.1", connections: 1}}
	new.peers = map[string]driftPeer{"y": {role: "client", addr: "192.0.2.2", port: 443, connections: 2, clear: 1}}
	want := []string{
		"new||true|10.0.0.1:2 on SYSA/TCPIP as server|no unprotected traffic|unprotected: 1 connection of 6",
		"new||true|10.0.0.1:3 on SYSA/TCPIP as server|not seen|unprotected: 1 connection of 1",
		"fixed||false|10.0.0.1:1 on SYSA/TCPIP as server|unprotected: 3 connections of 3|no unprotected traffic",
		"got worse|tls|true|10.0.0.1:1 on SYSA/TCPIP as server|TLS1.2, 128 bits at most|TLS1.0, 128 bits at most",
		"got better|tls|false|10.0.0.1:2 on SYSA/TCPIP as server|TLS1.2, 112 bits at most|TLS1.3, 128 bits at most",
		"new|tls server|false|CN=d||serial 4, until 2026-10-18",
		"lapsed|tls server|true|CN=c|about to lapse|serial 3, until 2026-10-05",
		"about to lapse|tls server|true|CN=d|not seen|serial 4, until 2026-10-18",
		"renewed|tls server|false|CN=a|serial 1, until 2026-10-20|serial 9, until 2026-10-31",
		"new||false|192.0.2.2:443, server used by ?/?||2 connections, 1 unprotected",
		"vanished||false|192.0.2.1, client of ?/?|1 connection|",
	}
	d := Compare(old, new, Options{LapseDays: 10})
	if diff := cmp.Diff(want, changesOf(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A tunnel has another identifier each time it comes up; its ends and policy stay.
func TestDriftOfTunnels(t *testing.T) {
	t.Parallel()
	side := func(id string, rule *policy.Rule) *Side {
		s := sideOf()
		f := policy.Finding{Rule: rule, Verdict: rule.Verdict, System: "SYSA", Stack: "TCPIP", Layer: "ike",
			Tunnel: &policy.Tunnel{ID: id, Phase: 1, Local: "10.1.2.3", Remote: "192.0.2.7", Policy: "=Branch7"}}
		s.addEvaluation(
			&policy.Evaluation{Profile: &policy.Profile{ID: "p"},
				Tunnels: policy.TunnelPart{Findings: []policy.Finding{f}, FindingsTotal: 2}})
		return s
	}
	d := Compare(side("K7", oldTLS), side("K9", oldSSL), Options{})
	want := []string{"got worse|T-2|true|tunnel 10.1.2.3 to 192.0.2.7, phase 1, on SYSA/TCPIP, policy =Branch7, ike|" +
		"T-1, warn|T-2, fail"}
	if diff := cmp.Diff(want, changesOf(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if want := "x: profile p: only 1 of 2 findings on tunnels compared"; len(d.Notes) != 2 || d.Notes[0] != want {
		t.Errorf("notes %q, want %q twice", d.Notes, want)
	}
}

func TestDriftWithoutChangesSaysSo(t *testing.T) {
	t.Parallel()
	if d := Compare(sideOf(), sideOf(), Options{}); d.Summary()[0] != "Nothing got worse." {
		t.Errorf("got %q", d.Summary())
	}
}
