package page

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

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

func newTunnels(p *printer, r *model.Report) tunnelsPart {
	part := tunnelsPart{Table: tunnelTable(p, r)}
	s := r.Overview.Tunnels
	byPair := map[tunnelPair][]*model.TunnelRow{}
	var pairs []tunnelPair
	for i := range s.Rows {
		t := &s.Rows[i]
		if byPair[pairOf(t)] == nil {
			pairs = append(pairs, pairOf(t))
		}
		byPair[pairOf(t)] = append(byPair[pairOf(t)], t)
	}
	ridden := map[[3]string][]*model.TunnelSessionRow{}
	for i := range r.Overview.TunnelSessions.Rows {
		r := &r.Overview.TunnelSessions.Rows[i]
		key := [3]string{r.System, r.Stack, r.IPTunnel}
		ridden[key] = append(ridden[key], r)
	}
	for _, pair := range pairs[:min(len(pairs), p.lim.drill)] {
		part.Tree = append(part.Tree, newTunnel(p, pair, byPair[pair], ridden))
	}
	if more := len(pairs) - len(part.Tree); more > 0 {
		part.Note = wording.Number(int64(more)) + " more pairs of tunnel ends in tunnels.csv."
	}
	return part
}

func tunnelTable(p *printer, r *model.Report) table {
	return rowTable(p, r.Overview.Tunnels, "tunnels.csv", "Tunnels of phase 1 (IKE) and phase 2 (IP), as last seen",
		"No tunnel record was read.",
		"Tunnel|#Phase|System, stack|Ends|Algorithms over its life|FIPS|Last seen|#Seen|#Refreshes|First, last (local)|Record", func(t *model.TunnelRow) []view {
			algorithms := view{Text: p.text(t.Algorithms), Class: "long"}
			if t.Downgrade != "" {
				algorithms.Mark, algorithms.Sub = "downgrade", p.text(t.Downgrade)
			}
			if t.Inferred {
				algorithms.Mark = strings.TrimPrefix(algorithms.Mark+", inferred", ", ")
			}
			return []view{{Text: p.text(t.ID), Sub: wording.Clip(plain.Text(t.Keying), p.lim.text)}, num(t.Phase),
				twoLines(p.text(t.System), p.text(t.Stack)),
				twoLines(p.text(t.Local), p.text(t.Remote)), algorithms, fipsView(t.FIPS),
				lastSeenView(p, t), num(t.Observations), numOr(t.Refreshes), spanView(t.Span), p.refView(t.FileID, t.RecordNo)}
		})
}

// lastSeenView is what was last said of a tunnel, and what tells of it where that is more than SMF records.
func lastSeenView(p *printer, t *model.TunnelRow) view {
	v := view{Text: p.text(t.Event), Sub: wording.Clip(plain.Text(t.State), p.lim.text)}
	if words := wording.Sources(t.Sources); words != wording.Sources("smf119") {
		v.Sub = strings.TrimPrefix(v.Sub+"; in "+plain.Text(words), "; ")
	}
	return v
}

// tunnelPair tells which IP tunnels lie between the ends of an IKE tunnel: the
// records of one do not name the other.
type tunnelPair struct{ sysplex, system, stack, local, remote string }

func pairOf(t *model.TunnelRow) tunnelPair {
	return tunnelPair{t.Sysplex, t.System, t.Stack, t.Local, t.Remote}
}

func newTunnel(p *printer, pair tunnelPair, rows []*model.TunnelRow,
	ridden map[[3]string][]*model.TunnelSessionRow) tunnelPart {
	part := tunnelPart{Title: p.text(pair.local) + " to " + p.text(pair.remote), Sub: stackText(pair.system, pair.stack)}
	var ike, ip int64
	for _, t := range rows {
		if t.Phase == 1 {
			ike++
			part.Facts = append(part.Facts, fact{"IKE tunnel " + p.text(t.ID), tunnelText(p, t)})
			continue
		}
		ip++
		if len(part.IPTunnels) < p.lim.drill {
			part.IPTunnels = append(part.IPTunnels, newIPTunnel(p, t, ridden[[3]string{t.System, t.Stack, t.ID}]))
		}
	}
	if more := len(part.Facts) - p.lim.drill; more > 0 {
		part.Facts = append(part.Facts[:p.lim.drill],
			fact{"More", wording.Count(int64(more), "IKE tunnel") + " in tunnels.csv"})
	}
	if ike == 0 {
		part.Facts = []fact{{"IKE tunnel", "none in the records; keyed by hand, or negotiated before they begin"}}
	}
	part.Count = wording.Count(ike, "IKE tunnel") + ", " + wording.Count(ip, "IP tunnel")
	return part
}

// tunnelText says all about a tunnel in one line.
func tunnelText(p *printer, t *model.TunnelRow) string {
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
	add("seen in", wording.Sources(t.Sources))
	if t.Downgrade != "" {
		parts = append(parts, "downgrade: "+t.Downgrade)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return wording.Clip(plain.Text(strings.Join(parts, "; ")), 3*p.lim.text) + "; record " + p.ref(t.FileID, t.RecordNo)
}

func fipsWords(mode string) string {
	if mode == "" {
		return "FIPS mode not said"
	}
	return "FIPS mode " + mode
}

func newIPTunnel(p *printer, t *model.TunnelRow, sessions []*model.TunnelSessionRow) ipTunnelPart {
	part := ipTunnelPart{Title: "IP tunnel " + p.text(t.ID), Facts: []fact{{"Tunnel", tunnelText(p, t)}}}
	tab := p.newTable("Traffic through IP tunnel "+p.text(t.ID), "No detail record names this tunnel.",
		strings.Split("Server|Client|Job|IKE tunnel|#Connections|#Bytes|First, last (local)|Record", "|")...)
	shown := min(len(sessions), p.lim.sessions)
	for _, r := range sessions[:shown] {
		tab.add(say(p.text(wording.Endpoint(r.Server, r.Port))), say(p.text(r.Client)), say(p.text(r.Job)),
			say(p.text(r.IKETunnel)),
			num(r.Connections),
			bytesView(r.Bytes), spanView(r.Span), p.refView(r.FileID, r.RecordNo))
	}
	tab.left(shown, len(sessions), int64(len(sessions)), "tunnel_sessions.csv")
	part.Count = wording.Count(int64(len(sessions)), "session")
	part.Sessions = tab
	return part
}
