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

// placePart is one end point; under it its security sessions, by the other end.
type placePart struct {
	Title, Sub, Count string
	Sessions          table
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

// newPlace shows one end point with its sessions in their order.
func newPlace(p *printer, rows []model.PathRow, whole *model.Peer, other, file string) placePart {
	first := &rows[0]
	part := placePart{Title: p.text(wording.Endpoint(first.Addr, first.Port)),
		Sub: p.text(first.Job) + " on " + stackText(first.System, first.Stack)}
	if whole != nil {
		part.Count = wording.Count(whole.Connections, "connection") + ", " + wording.Number(whole.Clear) +
			" without protection"
	}
	t := p.newTable("Security sessions of "+part.Title+", the exposed first", "", wording.UpperFirst(other), "Protection",
		"Algorithms", "Certificates: subject, issuer, serial", "#Sessions", "#Connections", "#Bytes",
		"First, last (local)", "Record")
	shown := min(len(rows), p.lim.sessions)
	for i := range rows[:shown] {
		t.add(pathRow(p, &rows[i])...)
	}
	t.Note = pathNote(shown, len(rows), file)
	part.Sessions = t
	return part
}

// pathNote says where the sessions are that the page does not show.
func pathNote(shown, all int, file string) string {
	if shown == all && all < model.PathRows {
		return ""
	}
	return fmt.Sprintf("%s has up to %d sessions of each end point, table v_traffic all.", file, model.PathRows)
}

func pathRow(p *printer, r *model.PathRow) []view {
	protection := say(p.text(protectionText(r.Protection)))
	if r.Protection == "NONE" {
		protection = badge("none", "v-fail")
	}
	return []view{say(p.text(wording.Endpoint(r.Other, r.OtherPort))), protection,
		{Text: p.text(r.Algorithms), Class: "long"}, certificateNames(p, r), num(r.Sessions), num(r.Connections),
		bytesView(r.Bytes), spanView(r.Span), p.refView(r.FileID, r.RecordNo)}
}

// certificateNames are what the certificates shown in a session say of themselves.
func certificateNames(p *printer, r *model.PathRow) view {
	lines := []string{p.text(r.Subjects)}
	if r.Issuers != "" {
		lines = append(lines, p.text(r.Issuers))
	}
	if r.Serials != "" {
		lines = append(lines, p.text(r.Serials))
	}
	return view{Text: strings.Join(lines, "\n"), Class: "long two"}
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
		return []view{say(addr), say(p.text(e.Job)), twoLines(p.text(e.System), p.text(e.Stack)), clear, num(e.TLS),
			num(e.SSH),
			num(e.IPSec), num(e.Several), num(e.Unknown), num(e.Connections),
			{Text: wording.Size(e.ClearBytes), Sub: wording.Size(e.Bytes), Class: "num", Sort: wording.Digits(e.ClearBytes)},
			num(e.Peers), spanView(e.Span)}
	})
}
