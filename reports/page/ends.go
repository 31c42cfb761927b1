package page

import (
	"fmt"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

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

func newEnds(p *printer, r *model.Report) []endsPart {
	o := &r.Overview
	return []endsPart{
		newEnd(p, endsPart{ID: "servers", Title: "TCP servers",
			Lead: "Each TCP server, its clients, their security sessions, and the certificates shown in them.",
			Table: peerRows(p, r.Servers, "servers.csv", "Servers on the systems covered, most cleartext first", "Server",
				true)}, o.ServerPaths, r.Servers, "client", "server_sessions.csv"),
		newEnd(p, endsPart{ID: "clients", Title: "TCP clients",
			Lead: "Each TCP client, the servers it went to, the security sessions, and the certificates shown in them.",
			Table: peerRows(p, r.Clients, "clients.csv", "Clients on the systems covered, most cleartext first", "Client",
				false)}, o.ClientPaths, r.Clients, "server", "client_sessions.csv"),
		newEnd(p, endsPart{ID: "peers", Title: "Enterprise Extender peers",
			Lead:  "Each Enterprise Extender peer, the addresses it exchanged data with, and the security sessions.",
			Table: peerRows(p, r.EEPeers, "ee_peers.csv", "Enterprise Extender peers, most cleartext first", "Peer", false)},
			o.PeerPaths, r.EEPeers, "other end", "ee_sessions.csv"),
	}
}

// newEnd cuts the list of sessions into places. Sessions come grouped by
// place. The counts of a place are those of the whole, whatever is shown of it.
func newEnd(p *printer, part endsPart, s model.Section[model.PathRow], peers model.Section[model.Peer], other,
	file string) endsPart {
	part.File = file
	whole := make(map[endKey]*model.Peer, len(peers.Rows))
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
			part.Places = append(part.Places, newPlace(p, rows[:n], whole[pathKey(&rows[0])], other, file))
		}
		rows = rows[n:]
	}
	if places > len(part.Places) {
		part.Note = wording.Number(int64(places-len(part.Places))) + " more in " + file + ", the rest in table v_traffic."
	}
	return part
}

// An endKey is one end point, by what peers and paths both say of it.
type endKey struct {
	sysplex, system, stack, job, addr string
	port                              int64
}

func peerKey(e *model.Peer) endKey {
	return endKey{e.Sysplex, e.System, e.Stack, e.Job, e.Addr, portOrNone(e.Port)}
}

// portOrNone is a port, or -1 where there is none.
func portOrNone(port *int64) int64 {
	if port == nil {
		return -1
	}
	return *port
}

func pathKey(r *model.PathRow) endKey {
	return endKey{r.Sysplex, r.System, r.Stack, r.Job, r.Addr, portOrNone(r.Port)}
}

// newPlace shows one end point. Its sessions keep their order; the other ends stand
// in the order in which they first appear.
func newPlace(p *printer, rows []model.PathRow, whole *model.Peer, other, file string) placePart {
	first := &rows[0]
	part := placePart{Title: p.text(wording.Endpoint(first.Addr, first.Port)),
		Sub: p.text(first.Job) + " on " + stackText(first.System, first.Stack)}
	var names []string
	byOther := map[string][]model.PathRow{}
	for i := range rows {
		name := wording.Endpoint(rows[i].Other, rows[i].OtherPort)
		if byOther[name] == nil {
			names = append(names, name)
		}
		byOther[name] = append(byOther[name], rows[i])
	}
	shown := names[:min(len(names), p.lim.others)]
	for _, name := range shown {
		part.Others = append(part.Others, newOtherEnd(p, name, byOther[name], file))
	}
	if whole != nil {
		part.Count = wording.Count(whole.Connections, "connection") + ", " + wording.Number(whole.Clear) +
			" without protection"
	}
	if len(names) > len(shown) || len(rows) >= model.PathRows {
		part.Note = fmt.Sprintf(
			"Shown are the %s with the most cleartext or connections; %s has up to %d sessions of each end point, table "+
				"v_traffic all.",
			wording.Count(int64(len(shown)), other), file, model.PathRows)
	}
	return part
}

func newOtherEnd(p *printer, name string, rows []model.PathRow, file string) otherPart {
	part := otherPart{Title: p.text(name)}
	var connections int64
	for i := range rows {
		connections = model.AddCapped(connections, rows[i].Connections)
		part.Clear = part.Clear || rows[i].Protection == "NONE"
	}
	part.Count = wording.Count(int64(len(rows)), "security session") + ", " + wording.Count(connections, "connection")
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
			num(r.Sessions), num(r.Connections), bytesView(r.Bytes), spanView(r.Span),
			view{Refs: []refView{p.ref(r.FileID, r.RecordNo)}})
	}
	t.left(shown, len(rows), int64(len(rows)), file)
	part.Sessions = t
	return part
}

func peerRows(p *printer, s model.Section[model.Peer], file, caption, who string, hasPort bool) table {
	cols := []string{who, "Job", "System, stack", "#Clear", "#TLS", "#SSH", "#IPSec", "#Several", "#Not known",
		"#Connections",
		"#Clear, all bytes", "#Other ends", "First, last (local)"}
	return sectionTable(p, s, file, caption, "None was seen.", cols, func(e *model.Peer) []view {
		clear := num(e.Clear)
		if e.Clear > 0 {
			clear.Class = "num strong"
		}
		addr := p.text(e.Addr)
		if hasPort {
			addr = p.text(wording.Endpoint(e.Addr, e.Port))
		}
		return []view{say(addr), say(p.text(e.Job)), {Text: p.text(e.System), Sub: p.text(e.Stack)}, clear, num(e.TLS),
			num(e.SSH),
			num(e.IPSec), num(e.Several), num(e.Unknown), num(e.Connections),
			{Text: wording.Size(e.ClearBytes), Sub: wording.Size(e.Bytes), Class: "num", Sort: wording.Digits(e.ClearBytes)},
			num(e.Peers), spanView(e.Span)}
	})
}
