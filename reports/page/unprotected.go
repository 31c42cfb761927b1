package page

import (
	"fmt"

	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// trafficPart is the mix of protections, over time and between whom.
type trafficPart struct {
	Sentence string
	Notes    []string
	Mixes    []bar
	Mix      table
	Clear    table
	Sources  table
	Timeline chart
	Links    chart
	Area     areaPart
}

func newTraffic(p *printer, r *model.Report) trafficPart {
	t := r.Traffic
	part := trafficPart{Mix: mixTable(p, r), Clear: clearRows(p, r), Sources: sourceTable(p, r),
		Timeline: timelineChart(p, r),
		Links:    linkChart(p, r), Area: newArea(p, r, "cleartext")}
	part.Sentence = fmt.Sprintf("%s, with %s and %s of data. %s", wording.Sessions(t.Sessions, t.Records),
		wording.Count(t.Connections, "connection"), wording.Size(t.Bytes), clearSentence(r))
	if t.Missing != "" {
		part.Sentence = wording.UpperFirst(p.text(t.Missing)) + "."
	} else if t.Sessions == 0 {
		part.Sentence = "No session was seen."
	}
	if t.Artefacts > 0 {
		part.Notes = append(part.Notes, wording.CountOf(t.Artefacts, t.Sessions, "session")+
			" may only look unprotected: before z/OS 3.2 a failed or slow handshake was recorded as cleartext.")
	}
	if t.NoRole > 0 {
		part.Notes = append(part.Notes, wording.CountOf(t.NoRole, t.Sessions, "session")+
			" did not say which side was the server and "+isAre(t.NoRole)+" in none of the tables of end points.")
	}
	if t.LocalTimes > 0 {
		part.Notes = append(part.Notes, wording.CountOf(t.LocalTimes, t.Sessions, "session")+
			" come from records that give only the system's local time, and no detail record shows how far it is from UTC.")
	}
	conns, data := bar{Label: "Connections"}, bar{Label: "Bytes"}
	for _, m := range t.ByProtection {
		conns.add(m.Connections, protectionClass(m.Protection), p.text(protectionText(m.Protection)))
		data.add(m.Bytes, protectionClass(m.Protection), p.text(protectionText(m.Protection)))
	}
	if t.Sessions > 0 {
		part.Mixes = []bar{conns.laidOut("connection"), data.laidOut("byte")}
	}
	return part
}

func mixTable(p *printer, r *model.Report) table {
	t := p.newTable("Traffic by protection", "", "Protection", "#Sessions", "#Interval records",
		"#Connections", "#Share", "#Bytes", "#Share")
	all := r.Traffic
	for _, m := range all.ByProtection {
		t.add(view{Text: p.text(protectionText(m.Protection)), Badge: "key " + protectionClass(m.Protection)},
			num(m.Sessions), num(m.Records),
			num(m.Connections), share(m.Connections, all.Connections), bytesView(m.Bytes), share(m.Bytes, all.Bytes))
	}
	return t
}

// clearRows counts traffic without protection by what it is.
func clearRows(p *printer, r *model.Report) table {
	t := p.newTable("Traffic without protection, by what it is", "", "What it is", "#Sessions", "#Interval records",
		"#Connections", "#Bytes")
	for _, c := range r.Traffic.Clear {
		t.add(say(p.text(c.Kind)), num(c.Sessions), num(c.Records), num(c.Connections), bytesView(c.Bytes))
	}
	return t
}

func sourceTable(p *printer, r *model.Report) table {
	t := p.newTable("Where the sessions come from", "", "Kind of record", "#Sessions", "#Interval records")
	for _, s := range r.Traffic.BySource {
		t.add(say(p.text(wording.RecordSource(s.Source))), num(s.Sessions), num(s.Records))
	}
	return t
}

func isAre(n int64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
