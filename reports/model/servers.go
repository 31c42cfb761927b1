package model

import (
	"cmp"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A Server is an end point with everything that was found there, whichever rule or
// profile found it: a TCP server, a client with the server it went to, a peer, or the two
// ends of tunnels. The zero end point stands for the records as a whole.
type Server struct {
	Sysplex, System, Stack string
	Job, Role              string // of a session; Role is client, server, peer or "" where no record says
	Addr                   string // of the server, or the local end of the tunnels
	Port                   int    // of the server; 0 where there is none
	Remote                 string // other end of the tunnels; "" for sessions
	Owner                  string // whom it is for; "" where nobody said
	Tunnels                []string
	Things                 []Thing // worst first; accepted ones last
}

// A Thing is what is wrong, or to be noted, at one Server: every finding there about the
// same attribute with the same value. A cipher that six profiles object to is one thing.
type Thing struct {
	Title    string   // of the finding that heads it, as a person would say it
	Observed []string // values, as the report shows them, each once
	Layer    string   // tls, ssh, ike or ipsec; "" where no layer is concerned
	CertRole string   // of the certificate concerned; "" for anything else

	Verdict  policy.Verdict // the worst of the findings
	Severity string         // the worst under that verdict
	Accepted bool           // an exception accepts every one of them
	Inferred bool           // every one rests on a name that nobody has confirmed
	Profiles []ThingProfile // in the order of the report

	Uses        // traffic concerned; nothing for tunnels
	Peers int64 // distinct addresses at the other end, at least
	Span
	Evidence []policy.Ref      // a few records that show it
	Findings []*policy.Finding // what was merged; the one that heads it comes first
}

// A ThingProfile is what one profile says of a thing.
type ThingProfile struct {
	ID       string
	Verdict  policy.Verdict
	Severity string
	Rules    []string
	Accepted bool // an exception accepts all that the profile says
}

// maxThingRefs records are enough to check a thing; the findings name the rest.
const maxThingRefs = 5

// ByServer returns everything that was found, gathered by end point, the worst first.
// Findings of all profiles are merged. It lists no finding beyond the limit of the report.
func (r *Report) ByServer() []Server {
	g := gatherer{at: map[endPoint]*gathered{}}
	for order, j := range r.Evaluations {
		g.addAll(order, j.Findings)
		g.addAll(order, j.Tunnels.Findings)
	}
	list := make([]Server, 0, len(g.list))
	for _, e := range g.list {
		list = append(list, e.server())
	}
	slices.SortStableFunc(list, worseServer)
	return list
}

// Open returns the things that fail or draw a warning and that no exception accepts.
func (s *Server) Open() []Thing {
	n := 0
	for n < len(s.Things) && s.Things[n].Open() {
		n++
	}
	return s.Things[:n]
}

// Open reports whether a thing fails or draws a warning, and no exception accepts it.
func (t *Thing) Open() bool {
	return !t.Accepted && (t.Verdict == policy.Fail || t.Verdict == policy.Warn)
}

// Name says which end point it is, as in "FTPD1 on SYSA, port 21".
func (s *Server) Name() string { return s.endPoint().name() }

// Has reports whether a finding is at this end point.
func (s *Server) Has(f *policy.Finding) bool { return s.endPoint() == endPointOf(f) }

func (s *Server) endPoint() endPoint {
	return endPoint{s.Sysplex, s.System, s.Stack, s.Job, s.Addr, s.Remote, s.Port, s.Role == "client"}
}

// EndPointName names the end point of a finding, as Server.Name does.
func EndPointName(f *policy.Finding) string { return endPointOf(f).name() }

// A ThingCount counts the things that are open, by how bad they are.
type ThingCount struct {
	Failed   map[string]int // by severity
	Warnings int
	Servers  int // end points with something that failed
}

// CountThings counts what is open at the end points.
func CountThings(servers []Server) ThingCount {
	list := make([]*Server, len(servers))
	for i := range servers {
		list[i] = &servers[i]
	}
	return countThings(list)
}

func countThings(servers []*Server) ThingCount {
	c := ThingCount{Failed: map[string]int{}}
	for _, s := range servers {
		failed := false
		for _, t := range s.Open() {
			if t.Verdict == policy.Fail {
				c.Failed[t.Severity]++
				failed = true
				continue
			}
			c.Warnings++
		}
		if failed {
			c.Servers++
		}
	}
	return c
}

// An endPoint tells servers apart. Records that do not say who was the server count with
// those that do.
type endPoint struct {
	sysplex, system, stack, job, addr, remote string
	port                                      int
	isClient                                  bool
}

func endPointOf(f *policy.Finding) endPoint {
	if t := f.Tunnel; t != nil {
		return endPoint{sysplex: f.Sysplex, system: f.System, stack: f.Stack, addr: t.Local, remote: t.Remote}
	}
	return endPoint{f.Sysplex, f.System, f.Stack, f.Job, f.ServerAddr, "", f.ServerPort, f.Role == "client"}
}

func (e endPoint) name() string {
	system := wording.OrNotSaid(plain.Text(e.system))
	port := ""
	if e.port != 0 {
		port = ", port " + wording.Digits(int64(e.port))
	}
	switch {
	case e.remote != "" && e.system == "":
		return "Tunnels to " + plain.Text(e.remote)
	case e.remote != "":
		return "Tunnels of " + system + " to " + plain.Text(e.remote)
	case e.system == "" && e.addr == "":
		return "The records as a whole"
	case e.isClient:
		return wording.OrNotSaid(plain.Text(e.job)) + " on " + system + " to " + plain.Text(e.addr) + port
	}
	return wording.OrNotSaid(plain.Text(e.job)) + " on " + system + port
}

// A subject tells the things at one end point apart. A rule names an attribute and a
// value, and may add conditions; its area and the value alone say what it is about.
type subject struct{ layer, area, value, certRole string }

func subjectOf(f *policy.Finding) subject {
	_, area, _ := strings.Cut(f.Rule.AppliesTo, "/")
	value, _, _ := strings.Cut(f.Observed, " ; ")
	return subject{layerOf(f), area, value, f.CertRole}
}

// layerOf is the layer a finding is about; that of its rule, where the finding has none.
func layerOf(f *policy.Finding) string {
	if f.Layer != "" {
		return f.Layer
	}
	layer, _, _ := strings.Cut(f.Rule.AppliesTo, "/")
	switch layer {
	case "tls", "ssh", "ike":
		return layer
	case "ipsec", "ipsec-esp":
		return "ipsec"
	}
	return ""
}

// A ranked finding knows the place of its profile in the report.
type ranked struct {
	*policy.Finding
	order int
}

// A gatherer collects findings by end point and subject, in the order met.
type gatherer struct {
	at   map[endPoint]*gathered
	list []*gathered
}

// gathered is what was found at one end point.
type gathered struct {
	endPoint
	role    string
	owner   string
	tunnels []string
	at      map[subject]int
	things  [][]ranked
}

func (g *gatherer) addAll(order int, findings []policy.Finding) {
	for i := range findings {
		g.add(ranked{&findings[i], order})
	}
}

func (g *gatherer) add(f ranked) {
	key := endPointOf(f.Finding)
	e := g.at[key]
	if e == nil {
		e = &gathered{endPoint: key, owner: f.Owner, at: map[subject]int{}}
		g.at[key] = e
		g.list = append(g.list, e)
	}
	e.role = cmp.Or(e.role, f.Role)
	if f.Tunnel != nil {
		e.tunnels = wording.AppendNew(e.tunnels, f.Tunnel.ID)
	}
	about := subjectOf(f.Finding)
	n, ok := e.at[about]
	if !ok {
		n = len(e.things)
		e.at[about] = n
		e.things = append(e.things, nil)
	}
	e.things[n] = append(e.things[n], f)
}

// server makes the things of an end point. Two with one title are one, with the values of
// both: AES with keys of 128 bits is not more to read for being met in two modes.
func (e *gathered) server() Server {
	type heading struct{ title, layer, certRole string }
	at := map[heading]int{}
	var merged [][]ranked
	for _, list := range e.things {
		head := headOf(list)
		h := heading{head.Title(), layerOf(head.Finding), head.CertRole}
		n, ok := at[h]
		if !ok {
			n = len(merged)
			at[h] = n
			merged = append(merged, nil)
		}
		merged[n] = append(merged[n], list...)
	}
	s := Server{Sysplex: e.sysplex, System: e.system, Stack: e.stack, Job: e.job, Role: e.role, Addr: e.addr,
		Port: e.port, Remote: e.remote, Owner: e.owner, Tunnels: e.tunnels}
	for _, list := range merged {
		s.Things = append(s.Things, newThing(list))
	}
	slices.SortStableFunc(s.Things, worseThing)
	return s
}

// headOf returns the finding whose title says best what a list is about: that of the first
// profile which objects, and there the worst. What is accepted heads only what all is.
func headOf(list []ranked) ranked {
	return slices.MinFunc(list, func(a, b ranked) int {
		return cmp.Or(compareBools(a.Accepted != "", b.Accepted != ""), compareBools(!objects(a), !objects(b)),
			cmp.Compare(a.order, b.order), compareStanding(a.Verdict, a.Severity(), b.Verdict, b.Severity()))
	})
}

func objects(f ranked) bool { return f.Verdict == policy.Fail || f.Verdict == policy.Warn }

// compareBools puts false first.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// compareStanding puts what fails before what warns, and what is severe first.
func compareStanding(a policy.Verdict, severityA string, b policy.Verdict, severityB string) int {
	return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(severityRank(severityA), severityRank(severityB)))
}

func newThing(list []ranked) Thing {
	head := headOf(list)
	t := Thing{Title: head.Title(), Layer: layerOf(head.Finding), CertRole: head.CertRole, Accepted: head.Accepted != "",
		Verdict: head.Verdict, Severity: head.Severity(), Inferred: true, Findings: []*policy.Finding{head.Finding}}
	for _, f := range list {
		if f.Finding != head.Finding {
			t.Findings = append(t.Findings, f.Finding)
		}
		t.add(f)
	}
	t.Uses = usesOf(list)
	t.Evidence = t.Evidence[:min(len(t.Evidence), maxThingRefs)]
	return t
}

// add counts a finding in. What an exception accepts does not make worse what is open.
func (t *Thing) add(f ranked) {
	counts := t.Accepted || f.Accepted == ""
	if counts && compareStanding(f.Verdict, f.Severity(), t.Verdict, t.Severity) < 0 {
		t.Verdict, t.Severity = f.Verdict, f.Severity()
	}
	t.Inferred = t.Inferred && f.Inferred
	t.Observed = wording.AppendNew(t.Observed, f.Observed)
	t.addProfile(f.Finding)
	t.Peers = max(t.Peers, f.Peers)
	t.Span = t.Join(SpanOf(f.Span))
	for _, ref := range f.Finding.Evidence {
		if len(t.Evidence) < maxThingRefs && !slices.Contains(t.Evidence, ref) {
			t.Evidence = append(t.Evidence, ref)
		}
	}
}

func (t *Thing) addProfile(f *policy.Finding) {
	i := slices.IndexFunc(t.Profiles, func(p ThingProfile) bool { return p.ID == f.Profile })
	if i < 0 {
		i = len(t.Profiles)
		t.Profiles = append(t.Profiles,
			ThingProfile{ID: f.Profile, Verdict: f.Verdict, Severity: f.Severity(), Accepted: f.Accepted != ""})
	}
	p := &t.Profiles[i]
	p.Rules = wording.AppendNew(p.Rules, f.Rule.ID)
	accepted := f.Accepted != ""
	if cmp.Or(compareBools(accepted, p.Accepted),
		compareStanding(f.Verdict, f.Severity(), p.Verdict, p.Severity)) < 0 {
		p.Verdict, p.Severity, p.Accepted = f.Verdict, f.Severity(), accepted
	}
}

// usesOf adds up the traffic of findings. Rules find the same traffic again and again: of
// those that do, the one that finds most counts.
func usesOf(list []ranked) Uses {
	type traffic struct {
		role, protection string
		suite            int64
	}
	type byRule struct {
		rule string
		traffic
	}
	sums := map[byRule]Uses{}
	for _, f := range list {
		key := byRule{f.Rule.ID, traffic{f.Role, f.Protection, f.SuiteID}}
		sums[key] = sums[key].Plus(Uses{Sessions: f.Sessions, Records: f.Records, Connections: f.Connections, Bytes: f.Bytes})
	}
	most := map[traffic]Uses{}
	for key, u := range sums {
		most[key.traffic] = most[key.traffic].most(u)
	}
	var total Uses
	for _, u := range most {
		total = total.Plus(u)
	}
	return total
}

// Plus adds two counts; sums stop at the largest integer.
func (u Uses) Plus(o Uses) Uses {
	return Uses{Sessions: AddCapped(u.Sessions, o.Sessions), Records: AddCapped(u.Records, o.Records),
		Connections: AddCapped(u.Connections, o.Connections), Bytes: AddCapped(u.Bytes, o.Bytes)}
}

func (u Uses) most(o Uses) Uses {
	return Uses{Sessions: max(u.Sessions, o.Sessions), Records: max(u.Records, o.Records),
		Connections: max(u.Connections, o.Connections), Bytes: max(u.Bytes, o.Bytes)}
}

// worseThing orders the things of one end point.
func worseThing(a, b Thing) int {
	return cmp.Or(compareBools(a.Accepted, b.Accepted),
		compareStanding(a.Verdict, a.Severity, b.Verdict, b.Severity), -cmp.Compare(a.Connections, b.Connections))
}

// worseServer orders end points by the worst there, then by how much of it there is.
func worseServer(a, b Server) int {
	x, y := &a.Things[0], &b.Things[0]
	return cmp.Or(compareBools(x.Accepted, y.Accepted), compareStanding(x.Verdict, x.Severity, y.Verdict, y.Severity),
		-cmp.Compare(portWeight(x), portWeight(y)), -cmp.Compare(x.Connections, y.Connections),
		-cmp.Compare(x.Bytes, y.Bytes),
		-cmp.Compare(len(a.Open()), len(b.Open())))
}

func portWeight(t *Thing) int {
	weight := 0
	for _, f := range t.Findings {
		weight = max(weight, f.PortWeight)
	}
	return weight
}
