package reports

import (
	"fmt"
	"slices"
	"strings"
)

// protocolsPart is the traffic protocol by protocol.
type protocolsPart struct {
	Versions, Strengths chart
	Layers              []layerPart
}

// layerPart is one protocol: its sets of algorithms and the checks about it.
type layerPart struct {
	ID, Title string
	Suites    []table
	Area      areaPart
}

func (p *page) protocols() protocolsPart {
	part := protocolsPart{Versions: p.protocolChart(), Strengths: p.strengthChart()}
	for _, l := range []struct {
		area   string
		layers []string
	}{{"tls", []string{"tls"}}, {"ssh", []string{"ssh"}}, {"ipsec", []string{"ike", "ipsec"}}} {
		lp := layerPart{ID: "protocol-" + l.area, Title: areaTitle(l.area), Area: p.area(l.area)}
		for _, layer := range l.layers {
			lp.Suites = append(lp.Suites, p.suiteTable(layer))
		}
		part.Layers = append(part.Layers, lp)
	}
	return part
}

// rowTable makes a table of a section whose columns are named in one line.
func rowTable[T any](p *page, s Section[T], file, caption, empty, cols string, row func(*T) []view) table {
	return sectionTable(p, s, file, caption, empty, strings.Split(cols, "|"), row)
}

func (u *Uses) views() []view {
	return []view{num(u.Sessions), num(u.Connections), bytesView(u.Bytes)}
}

func (p *page) timelineTable() table {
	return rowTable(p, p.report.Overview.Timeline, "timeline.csv", "Traffic per stack, day and protection",
		"No traffic with a day was seen.",
		"Day|System, stack|Protection|#Sessions|#Connections|#Bytes", func(r *DayRow) []view {
			return append([]view{stamp(dayText(r.Day.Time)), {Text: p.text(r.System), Sub: p.text(r.Stack)},
				say(p.text(protectionText(r.Protection)))}, r.Uses.views()...)
		})
}

func (p *page) protocolTable() table {
	return rowTable(p, p.report.Overview.Protocols, "protocols.csv", "Traffic per protocol and version",
		"No traffic was seen.",
		"Protocol|Version|#Sessions|#Connections|#Share|#Bytes", func(r *ProtocolRow) []view {
			return []view{say(p.text(layerText(r.Layer))), say(p.text(r.Version)), num(r.Sessions), num(r.Connections),
				share(r.Connections, p.report.Traffic.Connections), bytesView(r.Bytes)}
		})
}

func (p *page) strengthTable() table {
	return rowTable(p, p.report.Overview.Strengths, "strengths.csv", "Traffic per layer and strength",
		"No traffic was seen.",
		"Layer|#Strength (bits)|How far known|#Sessions|#Connections|#Bytes", func(r *StrengthRow) []view {
			return append([]view{say(p.text(layerText(r.Layer))), numOr(r.Bits),
				say(strengthBasis(r.Layer, r.Bits, r.Incomplete))}, r.Uses.views()...)
		})
}

func strengthBasis(layer string, bits *int64, incomplete bool) string {
	switch {
	case layer == "none":
		return "no protection"
	case bits == nil:
		return "no part known"
	case incomplete:
		return "at most; a part is not known"
	}
	return "every part known"
}

func (p *page) suiteTable(layer string) table {
	s := p.report.Overview.Suites
	rows := make([]SuiteRow, 0, min(len(s.Rows), p.lim.rows))
	var total int64
	for _, r := range s.Rows {
		if r.Layer == layer {
			total++
			rows = append(rows, r)
		}
	}
	of := Section[SuiteRow]{Rows: rows, Total: total, Missing: s.Missing}
	return rowTable(p, of, "suites.csv", layerText(layer)+": algorithms in use, most used first",
		"No "+layerText(layer)+" traffic was seen.",
		"Version|Algorithms|Key exchange|Authentication|#Strength|FIPS|#Servers|#Sessions|#Connections|#Bytes|First, last "+
			"(local)|Record", func(r *SuiteRow) []view {
			algorithms := view{Text: p.text(suiteAlgorithms(r)), Class: "long"}
			if r.Suite != "" {
				algorithms = view{Text: p.text(r.Suite), Sub: clip(Plain(suiteAlgorithms(r)), p.lim.text), Class: "long"}
			}
			strength := numOr(r.Bits)
			if r.Incomplete && r.Bits != nil {
				strength.Sub = "at most"
			}
			return []view{say(p.text(r.Version)), algorithms, say(p.text(r.KeyExchange)), say(p.text(r.Auth)), strength,
				say(p.text(r.FIPS)),
				num(r.Servers), num(r.Sessions), num(r.Connections), bytesView(r.Bytes), r.Span.view(),
				{Refs: []refView{p.ref(r.FileID, r.RecordNo)}}}
		})
}

func suiteAlgorithms(r *SuiteRow) string {
	cipher := r.Cipher
	if r.CipherBits != nil && !strings.HasSuffix(cipher, "-"+itoa(*r.CipherBits)) {
		cipher += " " + itoa(*r.CipherBits)
	}
	return strings.Join(slices.DeleteFunc([]string{cipher, r.MAC}, func(s string) bool { return s == "" }), ", ")
}

func (p *page) expiryTable() table {
	return rowTable(p, p.report.Overview.Expiry, "expiry.csv", "Certificates by the month they end in",
		"No certificate was seen.",
		"Month|#Certificates|#Sessions", func(r *ExpiryRow) []view {
			month := stamp(notSaid)
			if !r.Month.IsZero() {
				month.Text = r.Month.Format("2006-01")
			}
			return []view{month, num(r.Certificates), num(r.Sessions)}
		})
}

func (p *page) linkTable() table {
	return rowTable(p, p.report.Overview.WeakLinks, "weak_links.csv",
		"Pairs of addresses with no or weak protection, most cleartext first",
		"No such traffic was seen.",
		"Client|Server|Job|System, stack|#Clear|#Bytes clear|#Weak|#Bytes weak|#Least strength|First, last (local)|Record",
		func(r *LinkRow) []view {
			return []view{say(p.text(r.Client)), say(p.text(endpoint(r.Server, r.Port))),
				{Text: p.text(r.Job), Sub: clip(Plain(r.Role), p.lim.text)},
				{Text: p.text(r.System), Sub: p.text(r.Stack)}, num(r.ClearConnections), bytesView(r.ClearBytes),
				num(r.WeakConnections),
				bytesView(r.WeakBytes), numOr(r.Bits), r.Span.view(), {Refs: []refView{p.ref(r.FileID, r.RecordNo)}}}
		})
}

// endsPart is one way to look at who talks to whom: all end points in a table,
// and under the most exposed ones what they did.
type endsPart struct {
	ID, Title, Lead string
	File            string // with the sessions of the most exposed
	Table           table
	Places          []placePart
	Note            string
}

// placePart is one end point; under it the other ends, under each its sessions.
type placePart struct {
	Title, Sub, Count string
	Others            []otherPart
	Note              string
}

type otherPart struct {
	Title, Count string
	Clear        bool
	Sessions     table
}

func (p *page) ends() []endsPart {
	r, o := p.report, &p.report.Overview
	return []endsPart{
		p.endPart(endsPart{ID: "servers", Title: "TCP servers",
			Lead: "Each TCP server, its clients, their security sessions, and the certificates shown in them.",
			Table: p.peerTable(r.Servers, "servers.csv", "Servers on the systems covered, most cleartext first", "Server",
				true)}, o.ServerPaths, r.Servers, "client", "server_sessions.csv"),
		p.endPart(endsPart{ID: "clients", Title: "TCP clients",
			Lead: "Each TCP client, the servers it went to, the security sessions, and the certificates shown in them.",
			Table: p.peerTable(r.Clients, "clients.csv", "Clients on the systems covered, most cleartext first", "Client",
				false)}, o.ClientPaths, r.Clients, "server", "client_sessions.csv"),
		p.endPart(endsPart{ID: "peers", Title: "Enterprise Extender peers",
			Lead:  "Each Enterprise Extender peer, the addresses it exchanged data with, and the security sessions.",
			Table: p.peerTable(r.EEPeers, "ee_peers.csv", "Enterprise Extender peers, most cleartext first", "Peer", false)},
			o.PeerPaths, r.EEPeers, "other end", "ee_sessions.csv"),
	}
}

// An endKey is one end point, by what peers and paths both say of it.
type endKey struct {
	sysplex, system, stack, job, addr string
	port                              int64
}

func peerKey(e *Peer) endKey {
	return endKey{e.Sysplex, e.System, e.Stack, e.Job, e.Addr, orAbsent(e.Port)}
}

func pathKey(r *PathRow) endKey {
	return endKey{r.Sysplex, r.System, r.Stack, r.Job, r.Addr, orAbsent(r.Port)}
}

// endPart cuts the list of sessions into places. Sessions come grouped by
// place. The counts of a place are those of the whole, whatever is shown of it.
func (p *page) endPart(part endsPart, s Section[PathRow], peers Section[Peer], other, file string) endsPart {
	part.File = file
	whole := make(map[endKey]*Peer, len(peers.Rows))
	for i := range peers.Rows {
		whole[peerKey(&peers.Rows[i])] = &peers.Rows[i]
	}
	places := 0
	for rows := s.Rows; len(rows) > 0; {
		n := 1
		for n < len(rows) && pathKey(&rows[0]) == pathKey(&rows[n]) {
			n++
		}
		if places++; places <= p.lim.drill {
			part.Places = append(part.Places, p.place(rows[:n], whole[pathKey(&rows[0])], other, file))
		}
		rows = rows[n:]
	}
	if places > len(part.Places) {
		part.Note = number(int64(places-len(part.Places))) + " more in " + file + ", the rest in table v_traffic."
	}
	return part
}

// place shows one end point. Its sessions keep their order; the other ends stand
// in the order in which they first appear.
func (p *page) place(rows []PathRow, whole *Peer, other, file string) placePart {
	first := &rows[0]
	part := placePart{Title: p.text(endpoint(first.Addr, first.Port)),
		Sub: p.text(first.Job) + " on " + stackText(first.System, first.Stack)}
	var names []string
	byOther := map[string][]PathRow{}
	for i := range rows {
		name := endpoint(rows[i].Other, rows[i].OtherPort)
		if byOther[name] == nil {
			names = append(names, name)
		}
		byOther[name] = append(byOther[name], rows[i])
	}
	shown := names[:min(len(names), p.lim.others)]
	for _, name := range shown {
		part.Others = append(part.Others, p.otherEnd(name, byOther[name], file))
	}
	if whole != nil {
		part.Count = count(whole.Connections, "connection") + ", " + number(whole.Clear) + " without protection"
	}
	if len(names) > len(shown) || len(rows) >= pathRows {
		part.Note = fmt.Sprintf(
			"Shown are the %s with the most cleartext or connections; %s has up to %d sessions of each end point, table "+
				"v_traffic all.",
			count(int64(len(shown)), other), file, pathRows)
	}
	return part
}

func (p *page) otherEnd(name string, rows []PathRow, file string) otherPart {
	part := otherPart{Title: p.text(name)}
	var connections int64
	for i := range rows {
		connections = addCapped(connections, rows[i].Connections)
		part.Clear = part.Clear || rows[i].Protection == "NONE"
	}
	part.Count = count(int64(len(rows)), "security session") + ", " + count(connections, "connection")
	t := p.newTable("Security sessions with "+part.Title, "",
		strings.Split("Protection|Algorithms|Certificates: subject, issuer|Serial|#Sessions|#Connections|#Bytes|First, "+
			"last (local)|Record", "|")...)
	shown := min(len(rows), p.lim.sessions)
	for i := range rows[:shown] {
		r := &rows[i]
		names := view{Text: p.text(r.Subjects), Class: "long"}
		if r.Issuers != "" {
			names.Sub = p.text(r.Issuers)
		}
		t.add(say(p.text(protectionText(r.Protection))), view{Text: p.text(r.Algorithms), Class: "long"}, names,
			view{Text: p.text(r.Serials), Class: "mono"},
			num(r.Sessions), num(r.Connections), bytesView(r.Bytes), r.Span.view(),
			view{Refs: []refView{p.ref(r.FileID, r.RecordNo)}})
	}
	t.left(shown, len(rows), int64(len(rows)), file)
	part.Sessions = t
	return part
}

// tunnelsPart is every IKE tunnel with the IP tunnels under it and the traffic
// in those.
type tunnelsPart struct {
	Tree  []tunnelPart
	Note  string
	Table table
}

// tunnelPart is one IKE tunnel, or the IP tunnels of a pair of addresses whose
// IKE tunnel no record shows.
type tunnelPart struct {
	Title, Sub, Count string
	Facts             []fact
	IPTunnels         []ipTunnelPart
}

type ipTunnelPart struct {
	Title, Count string
	Facts        []fact
	Sessions     table
}

// tunnelPair tells which IP tunnels lie between the ends of an IKE tunnel: the
// records of one do not name the other.
type tunnelPair struct{ sysplex, system, stack, local, remote string }

func pairOf(t *TunnelRow) tunnelPair {
	return tunnelPair{t.Sysplex, t.System, t.Stack, t.Local, t.Remote}
}

func (p *page) tunnels() tunnelsPart {
	part := tunnelsPart{Table: p.tunnelTable()}
	s := p.report.Overview.Tunnels
	byPair := map[tunnelPair][]*TunnelRow{}
	var pairs []tunnelPair
	for i := range s.Rows {
		t := &s.Rows[i]
		if byPair[pairOf(t)] == nil {
			pairs = append(pairs, pairOf(t))
		}
		byPair[pairOf(t)] = append(byPair[pairOf(t)], t)
	}
	ridden := map[[3]string][]*TunnelSessionRow{}
	for i := range p.report.Overview.TunnelSessions.Rows {
		r := &p.report.Overview.TunnelSessions.Rows[i]
		key := [3]string{r.System, r.Stack, r.IPTunnel}
		ridden[key] = append(ridden[key], r)
	}
	for _, pair := range pairs[:min(len(pairs), p.lim.drill)] {
		part.Tree = append(part.Tree, p.tunnelPair(pair, byPair[pair], ridden))
	}
	if more := len(pairs) - len(part.Tree); more > 0 {
		part.Note = number(int64(more)) + " more pairs of tunnel ends in tunnels.csv."
	}
	return part
}

func (p *page) tunnelPair(pair tunnelPair, rows []*TunnelRow, ridden map[[3]string][]*TunnelSessionRow) tunnelPart {
	part := tunnelPart{Title: p.text(pair.local) + " to " + p.text(pair.remote), Sub: stackText(pair.system, pair.stack)}
	var ike, ip int64
	for _, t := range rows {
		if t.Phase == 1 {
			ike++
			part.Facts = append(part.Facts, fact{"IKE tunnel " + p.text(t.ID), p.tunnelText(t)})
			continue
		}
		ip++
		if len(part.IPTunnels) < p.lim.drill {
			part.IPTunnels = append(part.IPTunnels, p.ipTunnel(t, ridden[[3]string{t.System, t.Stack, t.ID}]))
		}
	}
	if more := len(part.Facts) - p.lim.drill; more > 0 {
		part.Facts = append(part.Facts[:p.lim.drill], fact{"More", count(int64(more), "IKE tunnel") + " in tunnels.csv"})
	}
	if ike == 0 {
		part.Facts = []fact{{"IKE tunnel", "none in the records; keyed by hand, or negotiated before they begin"}}
	}
	part.Count = count(ike, "IKE tunnel") + ", " + count(ip, "IP tunnel")
	return part
}

// tunnelText says all about a tunnel in one line.
func (p *page) tunnelText(t *TunnelRow) string {
	parts := []string{t.Algorithms, fipsWords(t.FIPS)}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+" "+value)
		}
	}
	add("peer", t.Identity)
	add("rule", t.Rule)
	add("action", t.Action)
	add("last seen", strings.TrimSpace(t.Event+" "+t.State))
	if t.Downgrade != "" {
		parts = append(parts, "downgrade: "+t.Downgrade)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return clip(Plain(strings.Join(parts, "; ")), 3*p.lim.text) + "; " + p.ref(t.FileID, t.RecordNo).Short
}

func fipsWords(mode string) string {
	if mode == "" {
		return "FIPS mode not said"
	}
	return "FIPS mode " + mode
}

func (p *page) ipTunnel(t *TunnelRow, sessions []*TunnelSessionRow) ipTunnelPart {
	part := ipTunnelPart{Title: "IP tunnel " + p.text(t.ID), Facts: []fact{{"Tunnel", p.tunnelText(t)}}}
	tab := p.newTable("Traffic through IP tunnel "+p.text(t.ID), "No detail record names this tunnel.",
		strings.Split("Server|Client|Job|IKE tunnel|#Connections|#Bytes|First, last (local)|Record", "|")...)
	shown := min(len(sessions), p.lim.sessions)
	for _, r := range sessions[:shown] {
		tab.add(say(p.text(endpoint(r.Server, r.Port))), say(p.text(r.Client)), say(p.text(r.Job)), say(p.text(r.IKETunnel)),
			num(r.Connections),
			bytesView(r.Bytes), r.Span.view(), view{Refs: []refView{p.ref(r.FileID, r.RecordNo)}})
	}
	tab.left(shown, len(sessions), int64(len(sessions)), "tunnel_sessions.csv")
	part.Count = count(int64(len(sessions)), "session")
	part.Sessions = tab
	return part
}

func (p *page) tunnelTable() table {
	return rowTable(p, p.report.Overview.Tunnels, "tunnels.csv", "Tunnels of phase 1 (IKE) and phase 2 (IP), as last seen",
		"No tunnel record was read.",
		"Tunnel|#Phase|System, stack|Ends|Algorithms over its life|FIPS|Last seen|#Seen|#Refreshes|First, last (local)|Record", func(t *TunnelRow) []view {
			algorithms := view{Text: p.text(t.Algorithms), Class: "long"}
			if t.Downgrade != "" {
				algorithms.Mark, algorithms.Sub = "downgrade", p.text(t.Downgrade)
			}
			if t.Inferred {
				algorithms.Mark = strings.TrimPrefix(algorithms.Mark+", inferred", ", ")
				p.HasMarks = true
			}
			return []view{{Text: p.text(t.ID), Sub: clip(Plain(t.Keying), p.lim.text)}, num(t.Phase),
				{Text: p.text(t.System), Sub: p.text(t.Stack)},
				{Text: p.text(t.Local), Sub: p.text(t.Remote)}, algorithms, fipsView(t.FIPS),
				{Text: p.text(t.Event), Sub: clip(Plain(t.State), p.lim.text)},
				num(t.Observations), numOr(t.Refreshes), t.Span.view(), {Refs: []refView{p.ref(t.FileID, t.RecordNo)}}}
		})
}

func fipsView(mode string) view {
	switch mode {
	case "on":
		return badge("on", "v-info")
	case "off":
		return badge("off", "v-warn")
	}
	return badge("not said", "v-not-evidenced")
}

func (p *page) fipsTable() table {
	return rowTable(p, p.report.Overview.FIPS, "fips.csv",
		"FIPS 140 mode, by layer of the traffic and phase of the tunnels", "Neither protected traffic nor a tunnel was seen.",
		"Of|Mode|Level|#Tunnels|#Sessions|#Connections|#Bytes", func(r *FIPSRow) []view {
			return append([]view{say(p.text(fipsOf(r.Of))), fipsView(modeOf(r)), say(p.text(r.Level)), num(r.Tunnels)},
				r.Uses.views()...)
		})
}

// modeOf takes a level for a mode: a provider that names one runs in FIPS mode.
func modeOf(r *FIPSRow) string {
	if r.Mode == "" && r.Level != "" {
		return "on"
	}
	return r.Mode
}

func fipsOf(of string) string {
	if strings.HasPrefix(of, "tunnel") {
		return upperFirst(of)
	}
	return layerText(of)
}
