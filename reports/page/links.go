package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// linkChart draws who talks to whom without or with weak protection: clients at
// the left, servers at the right. Lines without protection are solid, weak ones
// dashed; the thicker, the more connections.
func linkChart(p *printer, r *model.Report) chart {
	c := chart{Title: "Links with no or weak protection", Table: linkTable(p, r),
		Note: fmt.Sprintf(
			"Solid: no recognised protection. Dashed: protected, below %d bits. The thicker, the more connections. Cleartext "+
				"that may be an artefact of releases before 3.2 is left out.", model.WeakBits)}
	rows := r.Overview.WeakLinks.Rows
	rows = rows[:min(len(rows), mapLinks)]
	if len(rows) == 0 {
		return c
	}
	var clients, servers []string
	for _, r := range rows {
		servers = wording.AppendNew(servers, serverName(&r))
	}
	for _, name := range servers { // clients stand beside their servers, so that few lines cross
		for _, r := range rows {
			if serverName(&r) == name {
				clients = wording.AppendNew(clients, r.Client)
			}
		}
	}
	const row, left, right = 25.0, 250.0, 600.0
	n := max(len(clients), len(servers))
	d := newDrawing(chartWidth, int(row)*n+34)
	d.text(left-8, 14, upToHere, "t strong", "Client")
	d.text(right+8, 14, fromHere, "t strong", "Server, job")
	place := func(list []string, name string) float64 {
		return 34 + row*(float64(slices.Index(list, name))+.5)*float64(n)/float64(len(list)) - row/2 + 8
	}
	var words []string
	for _, r := range rows {
		connections, class, how := r.ClearConnections, "link clear", "no protection"
		if connections == 0 {
			connections, class, how = r.WeakConnections, "link weak", "weak"
		}
		d.curve(left, place(clients, r.Client)-4, right, place(servers, serverName(&r))-4,
			1.5+1.2*math.Log10(float64(max(connections, 1))), class)
		words = append(words,
			fmt.Sprintf("%s to %s %s, %s", p.text(r.Client), p.text(serverName(&r)), how,
				wording.Count(connections, "connection")))
	}
	for _, name := range clients {
		d.text(left-8, place(clients, name), upToHere, "t", wording.Clip(p.text(name), 34))
	}
	for _, name := range servers {
		d.text(right+8, place(servers, name), fromHere, "t", wording.Clip(p.text(name), 38))
	}
	c.Drawing = d.done("Links: " + strings.Join(words[:min(len(words), 8)], "; ") + ".")
	return c
}

func linkTable(p *printer, r *model.Report) table {
	return rowTable(p, r.Overview.WeakLinks, "weak_links.csv",
		"Pairs of addresses with no or weak protection, most cleartext first",
		"No such traffic was seen.",
		"Client|Server|Job|System, stack|#Clear|#Bytes clear|#Weak|#Bytes weak|#Least strength|First, last (local)|Record",
		func(r *model.LinkRow) []view {
			return []view{say(p.text(r.Client)), say(p.text(wording.Endpoint(r.Server, r.Port))),
				{Text: p.text(r.Job), Sub: wording.Clip(plain.Text(r.Role), p.lim.text)},
				twoLines(p.text(r.System), p.text(r.Stack)), num(r.ClearConnections), bytesView(r.ClearBytes),
				num(r.WeakConnections),
				bytesView(r.WeakBytes), numOr(r.Bits), spanView(r.Span), p.refView(r.FileID, r.RecordNo)}
		})
}

// mapLinks are drawn at most; the table has more.
const mapLinks = 24

func serverName(l *model.LinkRow) string {
	name := wording.Endpoint(l.Server, l.Port)
	if l.Job != "" {
		name += ", " + l.Job
	}
	return name
}
