package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// serversPart is what was found, by end point.
type serversPart struct {
	Owners   *table // nil where the site did not say whom findings are for
	Servers  []serverPart
	Clean    string // end points at which nothing is open
	Note     string
	HasMarks bool // something rests on an inferred name
}

// serverPart is one end point with the things that were found there.
type serverPart struct {
	ID, Name, Place string
	Standing        view
	Count           string
	Things          table
	Noted           string // what only deserves a note
}

// serverID is where the page shows an end point, counted from 0.
func serverID(i int) string { return "server-" + strconv.Itoa(i+1) }

func newServers(p *printer, r *model.Report) serversPart {
	var part serversPart
	var clean []string
	for i := range p.servers {
		switch s := &p.servers[i]; {
		case i < p.shown:
			part.Servers = append(part.Servers, newServer(p, s, serverID(i)))
		case isClean(s):
			clean = append(clean, p.own(s.Name()))
		}
	}
	part.Clean = cleanText(clean)
	if more := len(p.servers) - len(clean) - p.shown; more > 0 {
		part.Note = wording.Count(int64(more), "further end point") + " in findings.csv and tunnel_findings.csv."
	}
	if beyond := r.BeyondLimit(); beyond > 0 {
		part.Note = strings.TrimSpace(part.Note + " " + wording.Count(beyond, "finding") +
			" beyond the limit of the report " + isAre(beyond) + " not among them.")
	}
	part.HasMarks = p.marks
	part.Owners = ownerTable(p, r.ByOwner(p.servers))
	return part
}

// ownerTable says whose end points something is open at, and leads to the worst of each.
func ownerTable(p *printer, owners []model.Owner) *table {
	if len(owners) == 0 {
		return nil
	}
	heads := []string{"Owner", "#End points"}
	kinds := queries.Severities[:slices.Index(queries.Severities, "info")]
	for _, kind := range kinds {
		heads = append(heads, "#"+strings.ToUpper(kind[:1])+kind[1:])
	}
	t := p.newTable("What is open, by owner", "", append(heads, "#Warnings", "Worst")...)
	for i := range owners {
		o := &owners[i]
		row := []view{say(ownerText(p, o.Name)), num(int64(len(o.Servers)))}
		for _, kind := range kinds {
			row = append(row, num(int64(o.Failed[kind])))
		}
		if len(t.Rows) == p.lim.rows {
			t.Note = wording.Count(int64(len(owners)-i), "further owner") + " in findings.csv."
			break
		}
		t.add(append(row, num(int64(o.Warnings)), worstAt(p, o.Servers[0]))...)
	}
	return &t
}

// ownerText names an owner; a finding that nobody owns is told from one whose owner is not asked for.
func ownerText(p *printer, name string) string {
	if name == "" {
		return "no owner given"
	}
	return p.text(name)
}

// worstAt names the worst thing at an end point, and leads there if the page shows it.
func worstAt(p *printer, s *model.Server) view {
	v := view{Text: p.text(s.Things[0].Title), Sub: p.own(s.Name()), Class: "long"}
	for i := range p.servers[:p.shown] {
		if &p.servers[i] == s {
			v.Link = "#" + serverID(i)
		}
	}
	return v
}

// shownServers is how many end points the page shows in full: the first of those with
// something open or accepted, as long as there is room for their things.
func shownServers(servers []model.Server, lim limits) int {
	things := 0
	for n := range servers {
		s := &servers[n]
		things += min(len(s.Things), lim.places)
		if isClean(s) || n == lim.rows || n > 0 && things > lim.things {
			return n
		}
	}
	return len(servers)
}

// isClean reports whether only notes were made of an end point.
func isClean(s *model.Server) bool { return len(s.Open()) == 0 && !s.Things[0].Accepted }

// cleanText names end points of which only a note was made.
func cleanText(names []string) string {
	if len(names) == 0 {
		return ""
	}
	const most = 30
	rest := ""
	if len(names) > most {
		rest = " and " + wording.Number(int64(len(names)-most)) + " more"
		names = names[:most]
	}
	return "Noted only; nothing failed or drew a warning: " + strings.Join(names, "; ") + rest + "."
}

func newServer(p *printer, s *model.Server, id string) serverPart {
	worst := &s.Things[0]
	part := serverPart{ID: id, Name: p.own(s.Name()), Place: placeText(p, s), Count: thingsText(s),
		Standing: standingView(worst.Verdict, worst.Severity), Things: thingTable(p, s)}
	if worst.Accepted {
		part.Standing = badge("accepted", "v-info")
	}
	var noted []string
	for i := range s.Things {
		if t := &s.Things[i]; isNote(t) {
			noted = wording.AppendNew(noted, p.text(t.Title))
		}
	}
	if len(noted) > 0 {
		part.Noted = "Also noted: " + p.own(strings.Join(noted, "; ")) + "."
	}
	return part
}

// isNote reports whether a thing is neither open nor accepted.
func isNote(t *model.Thing) bool { return !t.Open() && !t.Accepted }

// placeText says where an end point is, behind its name.
func placeText(p *printer, s *model.Server) string {
	var parts []string
	switch {
	case s.Remote != "":
		parts = append(parts, p.text(s.Addr)+" to "+p.text(s.Remote), plural(len(s.Tunnels), "tunnel")+" "+
			p.own(strings.Join(p.texts(s.Tunnels), ", ")))
	case s.Addr != "" && s.Role != "client": // the name of a client holds the address
		parts = append(parts, p.text(s.Addr))
	}
	if s.Stack != "" {
		parts = append(parts, "stack "+p.text(s.Stack))
	}
	if s.Owner != "" {
		parts = append(parts, "owner: "+p.text(s.Owner))
	}
	return strings.Join(parts, ", ")
}

// thingsText counts the things at an end point: "5 things: 2 critical, 1 high, 2 warnings".
func thingsText(s *model.Server) string {
	open := s.Open()
	counts := map[string]int{}
	for i := range open {
		counts[kindOf(&open[i])]++
	}
	var parts []string
	for _, kind := range append(slices.Clone(queries.Severities), "warning") {
		if n := counts[kind]; n > 0 {
			word := kind
			if kind == "warning" {
				word = plural(n, kind)
			}
			parts = append(parts, strconv.Itoa(n)+" "+word)
		}
	}
	text := wording.Count(int64(len(open)), "thing") + ": " + strings.Join(parts, ", ")
	switch len(open) {
	case 0:
		text = "nothing open"
	case 1:
		text = plain.Text(open[0].Title)
	}
	accepted := 0
	for i := range s.Things {
		if s.Things[i].Accepted {
			accepted++
		}
	}
	if accepted > 0 {
		text += "; " + strconv.Itoa(accepted) + " accepted"
	}
	return text
}

// kindOf is what a thing counts as: a severity that fails, or a warning.
func kindOf(t *model.Thing) string {
	if t.Verdict == policy.Fail {
		return t.Severity
	}
	return "warning"
}

func thingTable(p *printer, s *model.Server) table {
	last := "#Connections"
	if s.Remote != "" {
		last = "Layer"
	}
	t := p.newTable("Found at "+p.own(s.Name()), "", "What was found", "Severity", "Profiles", last,
		"First, last (local)", "Records")
	left := 0
	for i := range s.Things {
		thing := &s.Things[i]
		switch {
		case isNote(thing):
		case len(t.Rows) == p.lim.places:
			left++
		default:
			t.add(thingRow(p, s, thing)...)
		}
	}
	if left > 0 {
		t.Note = wording.Number(int64(left)) + " more in findings.csv."
	}
	return t
}

func thingRow(p *printer, s *model.Server, t *model.Thing) []view {
	head := t.Findings[0]
	title := view{Text: p.text(t.Title), Link: "#" + ruleAnchor(head.Rule), Sub: thingText(p, s, t), Class: "long"}
	if t.Inferred {
		title.Mark = "inferred"
		p.marks = true
	}
	standing := standingView(t.Verdict, t.Severity)
	if t.Accepted {
		standing = badge("accepted", "v-info")
		standing.Sub = p.text(head.Accepted)
		standing.Class = "long"
	}
	seen := num(t.Connections)
	if s.Remote != "" {
		seen = say(p.text(wording.Layer(t.Layer)))
	}
	return []view{title, standing, say(profilesText(p, t)), seen, spanView(t.Span), p.refs(t.Evidence)}
}

// thingText says what was seen: the values, whose certificate it is about, and what softens it.
func thingText(p *printer, s *model.Server, t *model.Thing) string {
	note := ""
	for _, f := range t.Findings {
		note = cmp.Or(note, f.Note)
	}
	text := strings.Join(t.Seen(), "; ")
	if s.Remote == "" { // that of a tunnel has a column
		text = model.InLayer(t.Layer, t.Title, text)
	}
	if note != "" {
		text = strings.TrimSpace(text + " (" + note + ")")
	}
	if text == "" {
		return ""
	}
	return p.text(text)
}

// profilesText lists the profiles that name a thing, by what they say of it.
func profilesText(p *printer, t *model.Thing) string {
	type said struct {
		text     string
		rank     int
		profiles []string
	}
	var list []*said
	for _, profile := range t.Profiles {
		text := standingView(profile.Verdict, profile.Severity).Text
		if profile.Accepted {
			text = "accepted"
		}
		at := slices.IndexFunc(list, func(s *said) bool { return s.text == text })
		if at < 0 {
			at = len(list)
			rank := profile.Verdict.Rank()*len(queries.Severities) + slices.Index(queries.Severities, profile.Severity)
			list = append(list, &said{text: text, rank: rank})
		}
		list[at].profiles = append(list[at].profiles, p.text(profile.ID))
	}
	slices.SortStableFunc(list, func(a, b *said) int { return cmp.Compare(a.rank, b.rank) })
	var parts []string
	for _, s := range list {
		parts = append(parts, s.text+": "+strings.Join(s.profiles, ", "))
	}
	return strings.Join(parts, "; ")
}
