package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zertify/zertify/queries/policy"
	"github.com/zertify/zertify/reports/model"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// coverPart is what a reader sees first: the result, and behind it what it was made from.
type coverPart struct {
	Line      string   // what the report is about
	Alerts    []string // what makes the result less than whole
	Profiles  []verdictTile
	Counts    []countTile
	Concerned string
	Coverage  string
	Worst     []topPart

	Facts   []fact
	Notes   []string // what else a reader must know
	Short   []string // the report in a few sentences
	Matrix  table
	Mixes   []bar  // verdicts per profile
	Legend  []view // of Mixes
	Digests table
}

func newCover(p *printer, r *model.Report) coverPart {
	part := coverPart{Line: coverLine(p, r), Alerts: alerts(p, r), Profiles: verdictTiles(p, r),
		Counts: countTiles(p.servers), Concerned: concernedSentence(p.servers, r), Coverage: coverageLine(r),
		Worst: topParts(p, r), Facts: coverFacts(p, r), Notes: notes(r), Short: short(p, r), Legend: verdictLegend()}
	part.Matrix, part.Mixes = matrix(p, r)
	part.Digests = digestTable(p, r)
	return part
}

func coverFacts(p *printer, r *model.Report) []fact {
	facts := []fact{
		{"Scope", p.text(r.Scope)},
		{"As of", wording.Day(r.AsOf) + " (rules in force on that day)"},
		{"Traffic seen", spanText(r.Traffic.Span)},
		{"Times", "local, as in the record headers; in UTC " + clockText(r)},
		{"Profiles", profileNames(p, r)},
		{"Database", p.text(r.Database)},
		{"Made by", p.text(r.Tool.Name + " " + r.Tool.Version + ", layouts " + r.Tool.LayoutHash)},
	}
	return facts
}

// spanText says the span in words.
func spanText(s model.Span) string {
	if s.First.IsZero() {
		return "none"
	}
	out := localText(s.First) + " to " + localText(s.Last) + " local time"
	if !s.FirstUTC.IsZero() && !s.LastUTC.IsZero() {
		out += ", " + wording.Time(s.FirstUTC) + " to " + wording.Time(s.LastUTC) + " UTC"
	}
	return out
}

// clockText says of which systems the offset from UTC is known.
func clockText(r *model.Report) string {
	var known, disputed []string
	for i := range r.Clock.Rows {
		c := &r.Clock.Rows[i]
		system := wording.OrNotSaid(plain.Text(c.System))
		if c.Minutes == nil {
			disputed = append(disputed, system)
			continue
		}
		known = append(known, system+" ("+offsetText(*c.Minutes)+")")
	}
	text := "where detail records show how far a system is from it: " + nameList(known)
	if len(known) == 0 {
		text = "nowhere, as no detail record shows how far a system is from it"
	}
	if len(disputed) > 0 {
		text += "; not on days on which detail records contradict each other: " + nameList(disputed)
	}
	return text
}

// offsetText writes minutes east of UTC as UTC-04:30.
func offsetText(minutes int64) string {
	sign := "+"
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	return fmt.Sprintf("UTC%s%02d:%02d", sign, minutes/60, minutes%60)
}

// nameList lists each name once, and only so many of them.
func nameList(names []string) string {
	const most = 12
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > most {
		return strings.Join(names[:most], ", ") + " and " + wording.Digits(int64(len(names)-most)) + " more"
	}
	return strings.Join(names, ", ")
}

// profileNames names every profile; each name may be clipped, the list may not.
func profileNames(p *printer, r *model.Report) string {
	var names []string
	for _, j := range r.Evaluations {
		names = append(names, p.text(editionText(j.Profile)))
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, "; ")
}

// editionText names a profile in full; an edition may be a list of documents.
func editionText(p *policy.Profile) string {
	if p.Edition == "" {
		return p.Title
	}
	return p.Title + " (" + p.Edition + ")"
}

// alertTexts is how many times as long as a cell an alert may be.
const alertTexts = 5

func alerts(p *printer, r *model.Report) []string {
	var out []string
	sums := r.Sums()
	switch {
	case len(r.Files.Rows) == 0:
		out = append(out, "Nothing was read: the database names no input.")
	case sums.RecordsDecoded == 0:
		out = append(out, "No type 119 record in this input, so nothing could be evaluated.")
	case sums.Records119 == 0:
		out = append(out, "No SMF record is among the inputs: what they tell of tunnels was evaluated, and no session.")
	case r.Traffic.Sessions == 0:
		out = append(out, "Type 119 records were read, but none of them describes protected or unprotected traffic.")
	}
	if sums.RecordsRejected > 0 {
		out = append(out, wording.CountOf(sums.RecordsRejected, sums.Records, "record")+" could not be decoded and "+
			wording.WasWere(sums.RecordsRejected)+" rejected. See “Coverage”.")
	}
	for _, s := range r.Stops() { // plain already; what is missing stands at the end of the sentence
		out = append(out, wording.Clip(s, alertTexts*p.lim.text))
	}
	return out
}

// notes say what limits the result without making it less than whole.
func notes(r *model.Report) []string {
	var out []string
	if beyond := r.BeyondText(); beyond != "" {
		out = append(out, beyond)
	}
	if expired := expired(r); expired > 0 {
		out = append(out, wording.Count(expired, "exception")+" "+hasHave(expired)+
			" expired. The findings accepted until then count again.")
	}
	if n, bytes := lostRecords(r); n > 0 || bytes > 0 {
		out = append(out,
			"Summary records are missing: between those that were read the counters of sessions ran on by at least "+
				wording.Count(n, "connection")+" and "+
				wording.Size(bytes)+". See “Coverage”.")
	}
	if off := switchedOff(r); off > 0 {
		out = append(out, "zERT was switched off "+times(off)+" in the time covered. Traffic in between left no trace.")
	}
	return out
}

// expired counts the exceptions past their day.
func expired(r *model.Report) (n int64) {
	for _, e := range r.Exceptions {
		if e.State == "expired" {
			n++
		}
	}
	return n
}

func hasHave(n int64) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// lostRecords is the least that is known to lie in records which are not here.
func lostRecords(r *model.Report) (connections, bytes int64) {
	for _, c := range r.Coverage.Rows {
		if c.Lost != nil && c.LostBytes != nil {
			connections, bytes = model.AddCapped(connections, *c.Lost), model.AddCapped(bytes, *c.LostBytes)
		}
	}
	return connections, bytes
}

func switchedOff(r *model.Report) (n int64) {
	for _, c := range r.Coverage.Rows {
		if c.SwitchedOff != nil {
			n = model.AddCapped(n, *c.SwitchedOff)
		}
	}
	return n
}

func times(n int64) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return wording.Number(n) + " times"
}

// short says in a handful of sentences what the verdicts do not.
func short(p *printer, r *model.Report) []string {
	out := []string{clearSentence(r), readSentence(r), certificateSentence(r), gapSentence(r), driftSentence(p, r)}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// profileSentence says the result under a profile.
func profileSentence(j *policy.Evaluation) string {
	s := wording.UpperFirst(tileText(j)) + "."
	if n := j.TotalAccepted; n > 0 {
		s += " " + wording.UpperFirst(wording.Count(n, "finding")) + " " + wording.WasWere(n) + " accepted by exception."
	}
	if n := int64(len(j.Undecided)); n > 0 && j.Verdicts[policy.Pass].Sessions > 0 {
		s += " " + wording.UpperFirst(wording.Count(n, "rule")) +
			" cannot be decided, even for sessions that pass, because no record of this traffic holds what is asked; see " +
			"“Not evidenced”."
	}
	return s
}

// evaluated is the number of sessions under all verdicts.
func evaluated(j *policy.Evaluation) (n int64) {
	for _, v := range policy.Verdicts {
		n = model.AddCapped(n, j.Verdicts[v].Sessions)
	}
	return n
}

func clearSentence(r *model.Report) string {
	t := r.Traffic
	for _, m := range t.ByProtection {
		if m.Protection == "NONE" {
			return wording.CountOf(m.Connections, t.Connections, "connection") + " had no recognised protection; they carried " +
				wording.Size(m.Bytes) + "."
		}
	}
	if t.Sessions == 0 {
		return ""
	}
	return "No connection without recognised protection was seen."
}

func readSentence(r *model.Report) string {
	s := r.Sums()
	if s.Records == 0 {
		return ""
	}
	read := wording.Number(s.Records) + " " + r.ReadNoun(s.Records)
	return fmt.Sprintf("%s read from %s (%s): %s decoded, %s skipped, %s.", read,
		wording.Count(r.Files.Total, "input"), wording.Size(s.Bytes), wording.Number(s.RecordsDecoded),
		wording.Number(s.RecordsSkipped), rejectedText(s, int64(len(r.Incomplete()))))
}

// rejectedText says what was rejected, with the bytes that belong to no record, and what was not read.
func rejectedText(s model.InputFile, incomplete int64) string {
	text := wording.Number(s.RecordsRejected) + " rejected"
	switch {
	case s.RecordsRejected > 0 && s.BytesRejected > s.Unread:
		text += " (" + wording.Size(s.BytesRejected-s.Unread) + ")"
	case s.BytesRejected > s.Unread:
		text = wording.Size(s.BytesRejected-s.Unread) + " rejected in which no record could be read"
	}
	switch {
	case s.Unread > 0:
		text += "; at least " + wording.Size(s.Unread) + " of " + wording.Count(incomplete, "input") + " not read"
	case incomplete > 0:
		text += "; " + wording.Count(incomplete, "input") + " not read to the end"
	}
	return text
}

func certificateSentence(r *model.Report) string {
	var expired, soon int64
	for _, c := range r.Certificates.Rows {
		switch d := c.DaysLeft(r.AsOf); {
		case c.NotAfter.IsZero():
		case d < 0:
			expired++
		case d <= soonDays:
			soon++
		}
	}
	if r.Certificates.Total == 0 {
		return ""
	}
	return fmt.Sprintf("%s had expired by the as-of day; %s more will within %d days.",
		wording.CountOf(expired, r.Certificates.Total, "certificate"), wording.Number(soon), soonDays)
}

func gapSentence(r *model.Report) string {
	gaps, seconds := r.Gaps()
	switch {
	case r.Coverage.Total == 0:
		return ""
	case gaps == 0:
		return "The recording has no gap on any stack."
	}
	return fmt.Sprintf("The recording has %s, %s in all.", wording.Count(gaps, "gap"), wording.Duration(seconds))
}

// driftSentence says the comparison in the short account at the beginning.
func driftSentence(p *printer, r *model.Report) string {
	d := r.Drift
	if d == nil {
		return ""
	}
	return "Since the earlier period, " + p.text(earlierText(d)) + ": " + d.Summary()[0] +
		" See “What changed” in report.html."
}

// earlierText names the earlier period by its days, or by its database where it has none.
func earlierText(d *model.Drift) string {
	if d.Old.First.IsZero() {
		return d.Old.Database
	}
	return wording.Day(d.Old.First.Time) + " to " + wording.Day(d.Old.Last.Time)
}

// matrix is the verdict of every profile side by side.
func matrix(p *printer, r *model.Report) (table, []bar) {
	t := p.newTable("Sessions by their worst verdict, per profile", "No profile was applied.", slices.Concat(
		[]string{"Profile", "Authority", "Overall"}, verdictColumns(), []string{"#Findings", "#Accepted"})...)
	var bars []bar
	for _, j := range r.Evaluations {
		row := []view{{Text: p.text(j.Profile.Title), Sub: wording.Clip(plain.Text(j.Profile.Edition), p.lim.text)},
			say(p.text(j.Profile.Authority)), verdictView(j.Overall)}
		mix := bar{Label: p.text(j.Profile.Title)}
		for _, v := range policy.Verdicts {
			n := j.Verdicts[v].Sessions
			row = append(row, num(n))
			mix.add(n, "v-"+string(v), verdictText(v))
		}
		t.add(append(row, num(j.Total), num(j.TotalAccepted))...)
		if evaluated(j) > 0 {
			bars = append(bars, mix.laidOut("session"))
		}
	}
	return t, bars
}

// digestTable names the inputs by their content.
func digestTable(p *printer, r *model.Report) table {
	return sectionTable(p, r.Files, "input_file.csv", "Inputs and their digests", "No input was read.",
		[]string{"#Input", "Path", "#Bytes", "SHA-256"},
		func(f *model.InputFile) []view {
			return []view{num(f.ID), {Text: p.text(f.Path), Class: "long"}, num(f.Bytes),
				{Text: p.text(f.SHA256), Class: "mono"}}
		})
}
