package page

import (
	"slices"
	"strings"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/wording"
)

// A verdictTile is the result under one profile.
type verdictTile struct {
	ID, Title string
	Verdict   view
	Text      string
}

// A countTile is a number with what it counts.
type countTile struct {
	Number, Name, Class string
}

// A topPart is one of the worst, in a line.
type topPart struct {
	Severity     view
	Title, Place string
	Count        string
	Link         string // where the page says more
}

// coverLine says what the report is about.
func coverLine(p *printer, r *model.Report) string {
	return strings.TrimSuffix(p.text(r.Scope), ".") + " · rules of " + wording.Day(r.AsOf)
}

func verdictTiles(p *printer, r *model.Report) []verdictTile {
	var tiles []verdictTile
	for _, j := range r.Evaluations {
		verdict := verdictView(j.Overall)
		verdict.Text = verdictWords[j.Overall]
		tiles = append(tiles, verdictTile{profileID(j), p.text(j.Profile.Title), verdict, tileText(j)})
	}
	return tiles
}

// verdictWords say a verdict of a profile in a word.
var verdictWords = map[policy.Verdict]string{
	policy.Fail: "Fail", policy.Warn: "Warning", policy.NotEvidenced: "Not evidenced",
	policy.NotAssessed: "Not assessed", policy.Info: "Noted", policy.Pass: "Pass",
}

// tileText says how many sessions came to what.
func tileText(j *policy.Evaluation) string {
	all := evaluated(j)
	if t := &j.Tunnels; all == 0 && t.Total > 0 {
		return "no session to evaluate; " + wording.CountOf(t.Verdicts[policy.Fail], t.Total, "tunnel") + " failed"
	}
	if all == 0 {
		return "no session to evaluate"
	}
	text := wording.CountOf(j.Verdicts[policy.Fail].Sessions, all, "session") + " failed"
	if j.Verdicts[policy.Fail].Sessions == 0 && j.Overall == policy.Fail {
		text = "no session failed; a tunnel or the records as a whole did"
	}
	for _, also := range []struct {
		verdict policy.Verdict
		words   string
	}{{policy.Warn, "drew a warning"}, {policy.Pass, "passed"}, {policy.NotEvidenced, "not evidenced"},
		{policy.NotAssessed, "not assessed"}, {policy.Info, "only noted"}} {
		if n := j.Verdicts[also.verdict].Sessions; n > 0 {
			text += ", " + wording.Number(n) + " " + also.words
		}
	}
	return text
}

// countTiles count what is open: what failed by severity, and the warnings.
func countTiles(servers []model.Server) []countTile {
	c := model.CountThings(servers)
	var tiles []countTile
	for _, s := range queries.Severities[:slices.Index(queries.Severities, "info")] {
		tiles = append(tiles, countTile{wording.Number(int64(c.Failed[s])), s, countClass("s-"+s, c.Failed[s])})
	}
	return append(tiles, countTile{wording.Number(int64(c.Warnings)), plural(c.Warnings, "warning"),
		countClass("v-warn", c.Warnings)})
}

// countClass colours a number only where there is something to look at.
func countClass(class string, n int) string {
	if n == 0 {
		return "none"
	}
	return class
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return wording.Plural(noun)
}

// concernedSentence says at how many of the servers something failed, and where else.
func concernedSentence(servers []model.Server, r *model.Report) string {
	var here, outward, tunnels int64
	for i := range servers {
		s := &servers[i]
		if open := s.Open(); len(open) == 0 || open[0].Verdict != policy.Fail {
			continue
		}
		switch {
		case s.Remote != "":
			tunnels++
		case s.Role == "server":
			here++
		default:
			outward++
		}
	}
	if r.Servers.Total+here+outward+tunnels == 0 {
		return "No server was seen."
	}
	var places []string
	if r.Servers.Total+here > 0 {
		places = append(places, wording.CountOf(here, max(here, r.Servers.Total), "TCP server"))
	}
	if outward > 0 {
		places = append(places, wording.Count(outward, "other end point"))
	}
	if tunnels > 0 {
		places = append(places, wording.Count(tunnels, "pair")+" of tunnel ends")
	}
	return "Something failed at " + listed(places) + "."
}

// listed joins words as a sentence does.
func listed(words []string) string {
	last := len(words) - 1
	if last <= 0 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// coverageLine says in a line what was looked at, and what is missing from it.
func coverageLine(r *model.Report) string {
	sums := r.Sums()
	read := wording.Count(r.Files.Total, "input") + ", " + wording.Number(sums.Records) + " " + r.ReadNoun(sums.Records)
	if stacks := stacksSeen(r); stacks > 0 || sums.Records119 > 0 {
		read += " of " + wording.Count(stacks, "TCP/IP stack")
	}
	parts := []string{read}
	add := func(n int64, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	incomplete := int64(len(r.Incomplete()))
	add(incomplete, wording.Count(incomplete, "input")+" not read to the end")
	add(sums.RecordsRejected, wording.Count(sums.RecordsRejected, "record")+" rejected")
	gaps, seconds := r.Gaps()
	add(gaps, wording.Count(gaps, "gap")+" in recording, "+wording.Duration(seconds)+" in all")
	off := switchedOff(r)
	add(off, "zERT switched off "+times(off))
	lost, _ := lostRecords(r)
	add(lost, "at least "+wording.Count(lost, "connection")+" in records that are missing")
	if len(parts) == 1 && r.Coverage.Total > 0 {
		parts = append(parts, "no gap in recording")
	}
	return strings.Join(parts, "; ") + "."
}

// stacksSeen counts the stacks that some record comes from.
func stacksSeen(r *model.Report) int64 {
	seen := map[[3]string]bool{}
	for i := range r.Coverage.Rows {
		c := &r.Coverage.Rows[i]
		seen[[3]string{c.Sysplex, c.System, c.Stack}] = true
	}
	return int64(len(seen))
}

// topPlaces is how many of the worst the first screen names.
const topPlaces = 5

func topParts(p *printer, r *model.Report) []topPart {
	var parts []topPart
	for i, w := range r.WorstAt(p.servers, topPlaces) {
		part := newWorstPart(p, &w)
		top := topPart{Severity: standingView(w.Verdict(), w.Severity()), Title: part.Title, Place: part.Place,
			Count: part.Count, Link: worstID(i)}
		if w.Server != nil {
			top.Place = p.own(w.Server.Name())
		}
		parts = append(parts, top)
	}
	return parts
}

// standingView shows how bad something is in a word: what failed by its severity, the rest
// by its verdict.
func standingView(v policy.Verdict, severity string) view {
	if v == policy.Fail && severity != "" {
		return severityView(severity)
	}
	b := verdictView(v)
	if v == policy.Warn {
		b.Text = "warning"
	}
	b.Sort = wording.Digits(int64(len(queries.Severities) + v.Rank())) // behind all that failed
	return b
}
