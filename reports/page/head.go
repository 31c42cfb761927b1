package page

import (
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A Head is what the page says first, for others that begin alike. All texts are fit to show.
type Head struct {
	Line      string   // what the report is about
	Alerts    []string // what makes the result less than whole
	Verdicts  []HeadVerdict
	Counts    []HeadCount // of what is open, by severity
	Concerned string
	Coverage  string
	Notes     []string // what limits the result without making it less than whole
	Short     []string
	Traffic   string // first and last time
}

// A HeadVerdict is the result under one profile. Classes are of the style sheet.
type HeadVerdict struct {
	Title, Edition string
	Word, Class    string
	Text           string // how many sessions came to what
	Tunnels        string // the same of tunnels, "" where there are none
}

// A HeadCount is a number with what it counts.
type HeadCount struct{ Number, Name, Class string }

// NewHead returns what the page of a report says first. servers are those of the report by what was found there.
func NewHead(r *model.Report, servers []model.Server) *Head {
	p := &printer{lim: pageLimits, servers: servers}
	h := &Head{Line: coverLine(p, r), Alerts: alerts(p, r), Concerned: concernedSentence(servers, r),
		Coverage: coverageLine(r), Notes: notes(r), Short: short(p, r), Traffic: spanText(r.Traffic.Span)}
	for _, j := range r.Evaluations {
		h.Verdicts = append(h.Verdicts, HeadVerdict{Title: p.text(j.Profile.Title),
			Edition: wording.Clip(plain.Text(j.Profile.Edition), p.lim.text), Word: verdictWords[j.Overall],
			Class: verdictView(j.Overall).Badge, Text: tileText(j), Tunnels: tunnelsText(j)})
	}
	for _, c := range countTiles(servers) {
		h.Counts = append(h.Counts, HeadCount(c))
	}
	return h
}

// tunnelsText says how many tunnels came to what.
func tunnelsText(j *policy.Evaluation) string {
	t := &j.Tunnels
	if t.Total == 0 {
		return ""
	}
	var parts []string
	for _, v := range policy.Verdicts {
		if n := int64(t.Verdicts[v]); n > 0 {
			parts = append(parts, wording.Number(n)+" "+verdictText(v))
		}
	}
	return "of " + wording.Count(int64(t.Total), "tunnel") + ": " + strings.Join(parts, ", ")
}

// Standing returns how bad something is in a word, and its class in the style sheet.
func Standing(v policy.Verdict, severity string) (word, class string) {
	s := standingView(v, severity)
	return s.Text, s.Badge
}

// Style returns the style sheet of the page.
func Style() (string, error) {
	parts, err := loadHTML()
	if err != nil {
		return "", err
	}
	return parts.css, nil
}
