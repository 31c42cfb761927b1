package reports

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zertify/zertify/queries"
	"github.com/zertify/zertify/queries/policy"
)

// A page is what the templates show: finished texts and tables.
type page struct {
	Cover       []fact
	Digests     table
	Alerts      []string // what a reader must know before anything else
	Short       []string // the report in a few sentences
	Matrix      table
	Mixes       []bar  // verdicts per profile
	Legend      []view // of Mixes
	Coverage    coveragePart
	Worst       []worstPart
	Unprotected trafficPart
	Protocols   protocolsPart
	Ends        []endsPart
	Certs       certificatesPart
	Tunnels     tunnelsPart
	FIPS        table
	Profiles    []profilePart
	Evaluated   evaluatedPart
	Forecast    forecastPart
	Drift       driftSection
	Areas       []areaPart // checks that belong to no other section
	Exceptions  table
	Missing     table
	Answered    bool // some query was run
	HasMarks    bool // some finding rests on an inferred name

	report *Report
	lim    limits
	paths  map[int64]string
	tables int
}

type fact struct{ Name, Text string }

// A table is one table with its caption, or the sentence that stands for it.
type table struct {
	ID      string
	Caption string
	Cols    []column
	Rows    [][]view
	Note    string // under the table: what was left out, where it is
	Empty   string // instead of a table without rows
}

type column struct {
	Name  string
	Class string
}

// A view is one table cell.
type view struct {
	Text  string
	Class string
	Sort  string // number to sort by, where the text is none
	Badge string // style of a label; "" shows plain text
	Mark  string // small label behind the text
	Sub   string // second line
	Refs  []refView
	Lines []lineView
}

// A lineView is one line of a cell: a label and what goes with it.
type lineView struct {
	Label view
	Text  string
}

// A refView leads back to one record.
type refView struct {
	Short   string // for the line that unfolds
	Label   string
	Command string
}

func newPage(r *Report, lim limits) *page {
	p := &page{report: r, lim: lim, paths: r.paths()}
	p.Cover = p.cover()
	p.Alerts = p.alerts()
	p.Short = p.short()
	p.Matrix, p.Mixes = p.matrix()
	p.Legend = mapSlice(policy.Verdicts, verdictView)
	p.Digests = p.digestTable()
	p.Coverage = p.coverage()
	p.Worst = p.worst()
	p.Unprotected = p.traffic()
	p.Protocols = p.protocols()
	p.Ends = p.ends()
	p.Certs = certificatesPart{Expiry: p.expiryChart(), Table: p.certificates(), Area: p.area("certificates")}
	p.Tunnels = p.tunnels()
	p.FIPS = p.fipsTable()
	p.Profiles = p.profiles()
	p.Evaluated = p.evaluated()
	p.Forecast = p.forecast()
	p.Drift = p.drift()
	p.Areas = p.otherAreas()
	p.Answered = len(r.Outcomes) > 0
	p.Exceptions = p.exceptions()
	p.Missing = p.notEvidenced()
	return p
}

// text makes captured text fit to show.
func (p *page) text(s string) string { return orNotSaid(clip(Plain(s), p.lim.text)) }

// newTable numbers tables, so that each has an id that its frame can name.
func (p *page) newTable(caption, empty string, cols ...string) table {
	p.tables++
	t := table{ID: fmt.Sprintf("t%d", p.tables), Caption: caption, Empty: empty}
	for _, name := range cols {
		class := ""
		if n, ok := strings.CutPrefix(name, "#"); ok {
			name, class = n, "num"
		}
		t.Cols = append(t.Cols, column{name, class})
	}
	return t
}

// add appends a row; cells take the class of their column.
func (t *table) add(cells ...view) {
	for i := range cells {
		if cells[i].Class == "" && i < len(t.Cols) {
			cells[i].Class = t.Cols[i].Class
		}
	}
	t.Rows = append(t.Rows, cells)
}

// left notes rows the page does not show: those in the CSV appendixTable, and those
// that the report as a whole was too small for.
func (t *table) left(shown, kept int, total int64, file string) {
	var parts []string
	if more := kept - shown; more > 0 {
		parts = append(parts, number(int64(more))+" more in "+file+".")
	}
	if beyond := total - int64(kept); beyond > 0 {
		parts = append(parts, number(beyond)+" beyond the limit of the report; they are in the database.")
	}
	t.Note = strings.Join(parts, " ")
}

func say(s string) view            { return view{Text: s} }
func num(n int64) view             { return view{Text: number(n), Class: "num"} }
func numOr(n *int64) view          { return view{Text: numberOr(n), Class: "num"} }
func bytesView(n int64) view       { return view{Text: size(n), Class: "num", Sort: itoa(n)} }
func stamp(s string) view          { return view{Text: s, Class: "time"} }
func span(from, to time.Time) view { return view{Text: utcText(from), Sub: utcText(to), Class: "time"} }
func badge(text, kind string) view { return view{Text: text, Badge: kind} }

// verdictView sorts by rank: worst first.
func verdictView(v policy.Verdict) view {
	b := badge(orNotSaid(verdictText(v)), "v-"+fileName(string(v)))
	b.Sort = itoa(int64(v.Rank()))
	return b
}

// verdictText is the verdict as people write it.
func verdictText(v policy.Verdict) string { return strings.ReplaceAll(string(v), "-", " ") }

// verdictColumns are the columns of a table that counts by verdict.
func verdictColumns() []string {
	return mapSlice(policy.Verdicts, func(v policy.Verdict) string { return "#" + verdictText(v) })
}

// severityView sorts by rank: critical first.
func severityView(s string) view {
	v := badge(orNotSaid(clip(Plain(s), 24)), "s-"+fileName(s))
	v.Sort = itoa(int64(slices.Index(queries.Severities, s)))
	return v
}

// statusView shows an outcome. A pass with rows is the answer to a check
// about what there is, which nothing can fail.
func statusView(o *queries.Outcome) view {
	s := o.Status
	if s == queries.Pass && o.Total > 0 {
		return badge("info", "v-info")
	}
	return badge(s.String(), "v-"+strings.ReplaceAll(s.String(), " ", "-"))
}

// ref leads back to a record; without a known file it only says the numbers.
func (p *page) ref(file, record int64) refView {
	short := fmt.Sprintf("input %d, record %d", file, record)
	path, ok := p.paths[file]
	if !ok {
		return refView{Short: short, Label: short}
	}
	r := refView{Short: short, Label: fmt.Sprintf("%s, record %d", p.text(path), record)}
	// A command cut short would name another file; better none.
	if cmd := dumpCommand(p.paths, file, record); cmd == clip(Plain(cmd), maxCommand) {
		r.Command = cmd
	}
	return r
}

// maxCommand is the longest dump command shown; PATH_MAX of Linux is 4096.
const maxCommand = 1000

func (p *page) cover() []fact {
	r := p.report
	facts := []fact{
		{"Scope", p.text(r.Scope)},
		{"As of", dayText(r.AsOf) + " (rules in force on that day)"},
		{"Traffic seen", r.Traffic.text()},
		{"Times", "local, as the headers of the records have them; in UTC " + r.clockText()},
		{"Profiles", p.profileNames()},
		{"Database", p.text(r.Database)},
		{"Made by", p.text(r.Tool.Name + " " + r.Tool.Version + ", layouts " + r.Tool.LayoutHash)},
	}
	return facts
}

// profileNames names every profile; each name may be clipped, the list may not.
func (p *page) profileNames() string {
	var names []string
	for _, j := range p.report.Evaluations {
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

// fileSums adds up what became of the input.
func (p *page) fileSums() (s InputFile) {
	for _, f := range p.report.Files.Rows {
		s.Records = addCapped(s.Records, f.Records)
		s.Records119 = addCapped(s.Records119, f.Records119)
		s.RecordsDecoded = addCapped(s.RecordsDecoded, f.RecordsDecoded)
		s.RecordsSkipped = addCapped(s.RecordsSkipped, f.RecordsSkipped)
		s.RecordsRejected = addCapped(s.RecordsRejected, f.RecordsRejected)
		s.Bytes = addCapped(s.Bytes, f.Bytes)
		s.BytesRejected = addCapped(s.BytesRejected, f.BytesRejected)
		s.Unread = addCapped(s.Unread, f.Unread)
	}
	return s
}

func (p *page) alerts() []string {
	var out []string
	sums := p.fileSums()
	switch {
	case len(p.report.Files.Rows) == 0:
		out = append(out, "Nothing was read: the database names no input.")
	case sums.Records119 == 0:
		out = append(out, "No type 119 record in this input, so nothing could be evaluated.")
	case p.report.Traffic.Sessions == 0:
		out = append(out, "Type 119 records were read, but none of them describes protected or unprotected traffic.")
	}
	if sums.RecordsRejected > 0 {
		out = append(out, countOf(sums.RecordsRejected, sums.Records, "record")+" could not be decoded and "+
			wasWere(sums.RecordsRejected)+" rejected. See Coverage.")
	}
	for _, s := range p.report.stops() {
		out = append(out, p.text(s))
	}
	if expired := p.expired(); expired > 0 {
		out = append(out, count(expired, "exception")+" "+hasHave(expired)+" expired. What they accepted counts again.")
	}
	if n, bytes := p.lostRecords(); n > 0 || bytes > 0 {
		out = append(out,
			"Summary records are missing: between those that were read the counters of sessions ran on by at least "+
				count(n, "connection")+" and "+
				size(bytes)+". See Coverage.")
	}
	if off := p.switchedOff(); off > 0 {
		out = append(out, "zERT was switched off "+times(off)+" in the time covered. Traffic in between left no trace.")
	}
	return out
}

// lostRecords is the least that is known to lie in records which are not here.
func (p *page) lostRecords() (connections, bytes int64) {
	for _, c := range p.report.Coverage.Rows {
		if c.Lost != nil && c.LostBytes != nil {
			connections, bytes = addCapped(connections, *c.Lost), addCapped(bytes, *c.LostBytes)
		}
	}
	return connections, bytes
}

func (p *page) switchedOff() (n int64) {
	for _, c := range p.report.Coverage.Rows {
		if c.SwitchedOff != nil {
			n = addCapped(n, *c.SwitchedOff)
		}
	}
	return n
}

// expired counts the exceptions past their day.
func (p *page) expired() (n int64) {
	for _, e := range p.report.Exceptions {
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

func times(n int64) string {
	if n == 1 {
		return "once"
	}
	return number(n) + " times"
}

func wasWere(n int64) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// short says the result in a handful of sentences.
func (p *page) short() []string {
	var out []string
	for _, j := range p.report.Evaluations {
		out = append(out, p.profileSentence(j))
	}
	out = append(out, p.clearSentence(), p.readSentence(), p.certificateSentence(), p.gapSentence(), p.driftSentence())
	kept := out[:0]
	for _, s := range out {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func (p *page) profileSentence(j *policy.Evaluation) string {
	sessions := func(v policy.Verdict) int64 { return j.Verdicts[v].Sessions }
	s := fmt.Sprintf("%s: %s failed at least one rule, %s drew a warning, %s did not say enough, %s passed.",
		p.text(j.Profile.Title), countOf(sessions(policy.Fail), evaluated(j), "session"), number(sessions(policy.Warn)),
		number(sessions(policy.NotEvidenced)), number(sessions(policy.Pass)))
	if n := j.TotalAccepted; n > 0 {
		s += " " + upperFirst(count(n, "finding")) + " " + wasWere(n) + " accepted by exception."
	}
	return s
}

// evaluated is the number of sessions under all verdicts.
func evaluated(j *policy.Evaluation) (n int64) {
	for _, v := range policy.Verdicts {
		n = addCapped(n, j.Verdicts[v].Sessions)
	}
	return n
}

func (p *page) clearSentence() string {
	t := p.report.Traffic
	for _, m := range t.ByProtection {
		if m.Protection == "NONE" {
			return countOf(m.Connections, t.Connections, "connection") + " had no recognised protection; they carried " +
				size(m.Bytes) + "."
		}
	}
	if t.Sessions == 0 {
		return ""
	}
	return "No connection without recognised protection was seen."
}

func (p *page) readSentence() string {
	s := p.fileSums()
	if s.Records == 0 {
		return ""
	}
	return fmt.Sprintf("%s read from %s (%s): %s decoded, %s skipped, %s.", count(s.Records, "record"),
		count(p.report.Files.Total, "input"), size(s.Bytes), number(s.RecordsDecoded), number(s.RecordsSkipped),
		rejectedText(s, int64(len(p.report.Incomplete()))))
}

// rejectedText says what was rejected, with the bytes that belong to no record, and what was not read.
func rejectedText(s InputFile, incomplete int64) string {
	text := number(s.RecordsRejected) + " rejected"
	switch {
	case s.RecordsRejected > 0 && s.BytesRejected > s.Unread:
		text += " (" + size(s.BytesRejected-s.Unread) + ")"
	case s.BytesRejected > s.Unread:
		text = size(s.BytesRejected-s.Unread) + " rejected in which no record could be read"
	}
	switch {
	case s.Unread > 0:
		text += "; at least " + size(s.Unread) + " of " + count(incomplete, "input") + " not read"
	case incomplete > 0:
		text += "; " + count(incomplete, "input") + " not read to the end"
	}
	return text
}

func (p *page) certificateSentence() string {
	var expired, soon int64
	for _, c := range p.report.Certificates.Rows {
		switch d := daysLeft(c, p.report.AsOf); {
		case c.NotAfter.IsZero():
		case d < 0:
			expired++
		case d <= soonDays:
			soon++
		}
	}
	if p.report.Certificates.Total == 0 {
		return ""
	}
	return fmt.Sprintf("%s had expired by the as-of day; %s more will within %d days.",
		countOf(expired, p.report.Certificates.Total, "certificate"), number(soon), soonDays)
}

func (p *page) gapSentence() string {
	var gaps, seconds int64
	for _, c := range p.report.Coverage.Rows {
		if c.Gaps != nil {
			gaps = addCapped(gaps, *c.Gaps)
		}
		if c.GapSeconds != nil {
			seconds = addCapped(seconds, *c.GapSeconds)
		}
	}
	switch {
	case p.report.Coverage.Total == 0:
		return ""
	case gaps == 0:
		return "No gap was found between the intervals of any stack."
	}
	return fmt.Sprintf("%s in the intervals of the stacks, %s in all.", count(gaps, "gap"), duration(seconds))
}

// matrix is the verdict of every profile side by side.
func (p *page) matrix() (table, []bar) {
	t := p.newTable("Sessions by their worst verdict, per profile", "No profile was applied.", slices.Concat(
		[]string{"Profile", "Authority", "Overall"}, verdictColumns(), []string{"#Findings", "#Accepted"})...)
	var bars []bar
	for _, j := range p.report.Evaluations {
		row := []view{{Text: p.text(j.Profile.Title), Sub: clip(Plain(j.Profile.Edition), p.lim.text)},
			say(p.text(j.Profile.Authority)), verdictView(j.Overall)}
		mix := bar{Label: p.text(j.Profile.Title)}
		for _, v := range policy.Verdicts {
			n := j.Verdicts[v].Sessions
			row = append(row, num(n))
			mix.add(n, "v-"+string(v), verdictText(v))
		}
		t.add(append(row, num(j.Total), num(j.TotalAccepted))...)
		bars = append(bars, mix.laidOut("session"))
	}
	return t, bars
}
