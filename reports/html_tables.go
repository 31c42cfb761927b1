package reports

import (
	"fmt"
	"strings"
	"time"
)

// coveragePart says what was looked at.
type coveragePart struct {
	Stacks, Files, Fates, Records, Kinds, Issues table

	Area areaPart
}

func (p *page) coverage() coveragePart {
	return coveragePart{
		Stacks:  p.stackTable(),
		Files:   p.fileTable(),
		Fates:   p.fateTable(),
		Records: p.recordTable(),
		Kinds:   p.kindTable(),
		Issues:  p.issueTable(),
		Area:    p.area("coverage"),
	}
}

// digestTable names the inputs by their content.
func (p *page) digestTable() table {
	return sectionTable(p, p.report.Files, "input_file.csv", "Inputs and their digests", "No input was read.",
		[]string{"#Input", "Path", "#Bytes", "SHA-256"},
		func(f *InputFile) []view {
			return []view{num(f.ID), {Text: p.text(f.Path), Class: "long"}, num(f.Bytes),
				{Text: p.text(f.SHA256), Class: "mono"}}
		})
}

// sectionTable starts a table for a section, which may be missing.
func sectionTable[T any](p *page, s Section[T], file, caption, empty string, cols []string, row func(*T) []view) table {
	if s.Missing != "" {
		empty = upperFirst(p.text(s.Missing)) + "."
	}
	t := p.newTable(caption, empty, cols...)
	shown := min(len(s.Rows), p.lim.rows)
	for i := range shown {
		t.add(row(&s.Rows[i])...)
	}
	t.left(shown, len(s.Rows), s.Total, file)
	return t
}

// upperFirst makes the first letter a capital; only ASCII letters have one here.
func upperFirst(s string) string {
	if s == "" || s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (p *page) stackTable() table {
	return sectionTable(p, p.report.Coverage, "coverage.csv", "What each TCP/IP stack recorded, by kind of record",
		"No record says which stack it comes from.",
		strings.Split("System|Stack|Sysplex|Source|Recording|First (local)|Last (local)|#Records|#Intervals|#Gaps|#Time in "+
			"gaps|#Connections lost|#Switched on|#Switched off", "|"),
		func(c *CoverageRow) []view {
			gap := view{Text: notSaid, Class: "num"}
			if c.GapSeconds != nil {
				gap.Text, gap.Sort = duration(*c.GapSeconds), itoa(*c.GapSeconds)
			}
			return []view{say(p.text(c.System)), say(p.text(c.Stack)), say(p.text(c.Sysplex)), say(p.text(c.Source)),
				say(p.text(c.Recording)), stamp(localText(c.First)), stamp(localText(c.Last)), num(c.Records), numOr(c.Intervals),
				numOr(c.Gaps), gap,
				lostView(c), numOr(c.SwitchedOn), numOr(c.SwitchedOff)}
		})
}

// lostView is the least that lies in records which are not here.
func lostView(c *CoverageRow) view {
	v := numOr(c.Lost)
	if c.LostBytes != nil && *c.LostBytes > 0 {
		v.Sub = "at least; " + size(*c.LostBytes)
	}
	return v
}

func (p *page) fileTable() table {
	return sectionTable(p, p.report.Files, "input_file.csv", "Inputs as they were read", "No input was read.",
		strings.Split("#Input|Path|#Bytes|Wrapped in|Framing|Read to its end|First, last (local)", "|"),
		func(f *InputFile) []view {
			return []view{num(f.ID), {Text: p.text(f.Path), Class: "long"}, num(f.Bytes), say(p.text(f.Container)),
				{Text: p.text(f.Framing), Sub: clip(Plain(f.FramingBasis), p.lim.text), Class: "long"},
				p.completeView(f), span(f.First.Time, f.Last.Time)}
		})
}

// completeView says whether all of an input was read, and if not, where that stopped.
func (p *page) completeView(f *InputFile) view {
	if f.Complete {
		return say("yes")
	}
	return view{Text: "no", Sub: p.text(f.Stopped), Class: "strong"}
}

func (p *page) fateTable() table {
	return sectionTable(p, p.report.Files, "input_file.csv", "What became of every record and byte", "",
		strings.Split("#Input|#Records|#Type 119|#Decoded|#Skipped|#Rejected|#Copies|#Bytes decoded|#Bytes skipped|#Bytes "+
			"rejected|#Of them unread", "|"),
		func(f *InputFile) []view {
			aside := num(f.RecordsRejected)
			if f.RecordsRejected > 0 {
				aside.Class = "num strong"
			}
			return []view{num(f.ID), num(f.Records), num(f.Records119), num(f.RecordsDecoded), num(f.RecordsSkipped), aside,
				num(f.Duplicates), num(f.BytesDecoded), num(f.BytesSkipped), num(f.BytesRejected), num(f.Unread)}
		})
}

func localText(l Local) string { return utcText(l.Time) }

func (p *page) recordTable() table {
	totals := p.report.RecordTotals
	t := sectionTable(p, Section[RecordCount]{Rows: totals, Total: int64(len(totals))}, "input_record_count.csv",
		"Records by system, type and what became of them", "No record was read.",
		strings.Split("System|#Type|#Subtype|Became|#Records|#Bytes|First (local)|Last (local)", "|"),
		func(c *RecordCount) []view {
			return []view{say(p.text(c.System)), numOr(c.Type), numOr(c.Subtype), say(p.text(c.Disposition)), num(c.Records),
				num(c.Bytes), stamp(localText(c.First)), stamp(localText(c.Last))}
		})
	return t
}

func (p *page) kindTable() table {
	kinds := p.report.IssueKinds
	return sectionTable(p, Section[KindCount]{Rows: kinds, Total: int64(len(kinds))}, "input_issue.csv", "Issues by kind",
		"No issue was found in the input.", []string{"Kind", "#Issues"},
		func(k *KindCount) []view { return []view{say(p.text(k.Kind)), num(k.Count)} })
}

func (p *page) issueTable() table {
	return sectionTable(p, p.report.Issues, "input_issue.csv", "Issues, in the order of the input", "",
		strings.Split("Where|#Byte|#Offset|Structure|Field|Kind|Message|Bytes (hex)", "|"),
		func(i *Issue) []view {
			return []view{p.issuePlace(i), numOr(i.StartByte), numOr(i.Offset), say(p.text(i.Structure)), say(p.text(i.Field)),
				say(p.text(i.Kind)), {Text: p.text(i.Message), Class: "long"}, {Text: p.text(clip(i.Raw, 64)), Class: "mono"}}
		})
}

func (p *page) issuePlace(i *Issue) view {
	if i.RecordNo == nil {
		return say(p.text(p.paths[i.FileID]) + ", whole file")
	}
	return view{Refs: []refView{p.ref(i.FileID, *i.RecordNo)}}
}

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

// certificatesPart is every certificate seen and when it ends.
type certificatesPart struct {
	Expiry chart
	Table  table
	Area   areaPart
}

func (p *page) traffic() trafficPart {
	t := p.report.Traffic
	part := trafficPart{Mix: p.mixTable(), Clear: p.clearTable(), Sources: p.sourceTable(), Timeline: p.timelineChart(),
		Links: p.linkChart(), Area: p.area("cleartext")}
	part.Sentence = fmt.Sprintf("%s with %s and %s of data. %s", count(t.Sessions, "session"),
		count(t.Connections, "connection"), size(t.Bytes), p.clearSentence())
	if t.Missing != "" {
		part.Sentence = upperFirst(p.text(t.Missing)) + "."
	} else if t.Sessions == 0 {
		part.Sentence = "No session was seen."
	}
	if t.Artefacts > 0 {
		part.Notes = append(part.Notes, countOf(t.Artefacts, t.Sessions, "session")+
			" may only look unprotected: before z/OS 3.2 a failed or slow handshake was recorded as cleartext.")
	}
	if t.NoRole > 0 {
		part.Notes = append(part.Notes, countOf(t.NoRole, t.Sessions, "session")+
			" did not say which side was the server and "+isAre(t.NoRole)+" in none of the tables of end points.")
	}
	if t.LocalTimes > 0 {
		part.Notes = append(part.Notes, countOf(t.LocalTimes, t.Sessions, "session")+
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

func isAre(n int64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func protectionText(p string) string {
	switch p {
	case "":
		return "not known"
	case "NONE":
		return "none recognised"
	}
	return strings.ReplaceAll(p, "IPSEC", "IPSec")
}

// protectionClass picks a colour; combinations share one.
func protectionClass(p string) string {
	switch p {
	case "NONE", "TLS", "SSH", "IPSEC":
		return "p-" + strings.ToLower(p)
	case "":
		return "p-unknown"
	}
	return "p-several"
}

func (p *page) mixTable() table {
	t := p.newTable("Traffic by protection", "", "Protection", "#Sessions", "#Connections", "#Share", "#Bytes", "#Share")
	all := p.report.Traffic
	for _, m := range all.ByProtection {
		t.add(view{Text: p.text(protectionText(m.Protection)), Badge: "key " + protectionClass(m.Protection)},
			num(m.Sessions),
			num(m.Connections), share(m.Connections, all.Connections), bytesView(m.Bytes), share(m.Bytes, all.Bytes))
	}
	return t
}

// share never rounds something to nothing, nor almost all to all.
func share(n, of int64) view {
	v := view{Class: "num", Sort: itoa(n)}
	switch pct := 100 * float64(n) / float64(max(of, 1)); {
	case n == 0 || n == of:
		v.Text = fmt.Sprintf("%.0f\u202f%%", pct)
	case pct < 0.1:
		v.Text = "<\u202f0.1\u202f%"
	case pct > 99.9:
		v.Text = ">\u202f99.9\u202f%"
	default:
		v.Text = fmt.Sprintf("%.1f\u202f%%", pct)
	}
	return v
}

func (p *page) sourceTable() table {
	t := p.newTable("Where the sessions come from", "", "Kind of record", "#Sessions")
	for _, s := range p.report.Traffic.BySource {
		t.add(say(p.text(s.Source)), num(s.Sessions))
	}
	return t
}

// clearTable counts traffic without protection by what it is.
func (p *page) clearTable() table {
	t := p.newTable("Traffic without protection, by what it is", "", "What it is", "#Sessions", "#Connections", "#Bytes")
	for _, c := range p.report.Traffic.Clear {
		t.add(say(p.text(c.Kind)), num(c.Sessions), num(c.Connections), bytesView(c.Bytes))
	}
	return t
}

func (p *page) peerTable(s Section[Peer], file, caption, who string, hasPort bool) table {
	cols := []string{who, "Job", "System, stack", "#Clear", "#TLS", "#SSH", "#IPSec", "#Several", "#Not known",
		"#Connections",
		"#Clear, all bytes", "#Other ends", "First, last (local)"}
	return sectionTable(p, s, file, caption, "None was seen.", cols, func(e *Peer) []view {
		clear := num(e.Clear)
		if e.Clear > 0 {
			clear.Class = "num strong"
		}
		addr := p.text(e.Addr)
		if hasPort {
			addr = p.text(endpoint(e.Addr, e.Port))
		}
		return []view{say(addr), say(p.text(e.Job)), {Text: p.text(e.System), Sub: p.text(e.Stack)}, clear, num(e.TLS),
			num(e.SSH),
			num(e.IPSec), num(e.Several), num(e.Unknown), num(e.Connections),
			{Text: size(e.ClearBytes), Sub: size(e.Bytes), Class: "num", Sort: itoa(e.ClearBytes)},
			num(e.Peers), e.Span.view()}
	})
}

// endpoint writes an address and a port; IPv6 in brackets, as in a URL.
func endpoint(addr string, port *int64) string {
	switch {
	case port == nil:
		return addr
	case strings.Contains(addr, ":"):
		return "[" + addr + "]:" + itoa(*port)
	}
	return addr + ":" + itoa(*port)
}

// soonDays is the window in which a certificate counts as about to expire.
const soonDays = 30

// daysLeft counts whole days from the as-of time to the end of validity.
func daysLeft(c Certificate, asOf time.Time) int64 {
	d := c.NotAfter.Sub(asOf)
	days := int64(d / (24 * time.Hour))
	if d < 0 {
		days-- // an hour too late is a day too late
	}
	return days
}

func (p *page) certificates() table {
	return sectionTable(p, p.report.Certificates, "certificates.csv", "Certificates seen, soonest to expire first",
		"No certificate was seen.",
		strings.Split("Subject, issuer|Not after (UTC)|Left|Serial|Layer, role|Key, signature|#Sessions|Jobs|First, last "+
			"(local)|Record", "|"),
		func(c *Certificate) []view {
			return []view{{Text: p.text(c.Subject), Sub: p.text(c.Issuer), Class: "long"}, stamp(utcText(c.NotAfter)),
				p.leftView(c),
				{Text: p.text(c.Serial), Class: "mono"}, {Text: p.text(c.Layer), Sub: p.text(c.Role)},
				{Text: p.text(keyText(c)), Sub: p.text(c.SigAlg)}, num(c.Sessions),
				{Text: p.text(c.Jobs), Sub: clip(Plain(c.Servers), p.lim.text)},
				c.Span.view(), {Refs: []refView{p.ref(c.FileID, c.RecordNo)}}}
		})
}

func (p *page) exceptions() table {
	list := p.report.Exceptions
	return sectionTable(p, Section[Exception]{Rows: list, Total: int64(len(list))}, "exceptions.csv",
		"Exceptions and what they accepted", "No exceptions were given.",
		strings.Split("Rule or query|State|Speaks of|#Findings accepted|Owner|Reason|Last day|#Line", "|"),
		func(e *Exception) []view {
			return []view{say(p.text(e.ID)), badge(p.text(e.State), exceptionClass[e.State]), p.patternView(e), num(e.Found),
				say(p.text(e.Owner)), {Text: p.text(e.Reason), Class: "long"}, stamp(dayText(e.Expires)), num(int64(e.Line))}
		})
}

// patternView says what an exception speaks of, and when that is much.
func (p *page) patternView(e *Exception) view {
	v := view{Text: p.text(e.Pattern), Class: "long"}
	if e.Note != "" {
		v.Sub = "May accept too much: " + p.text(e.Note)
	}
	return v
}

// exceptionClass borrows the styles of verdicts.
var exceptionClass = map[string]string{"in use": "v-info", "expired": "v-fail", "unused": "v-not-assessed"}

func (p *page) leftView(c *Certificate) view {
	if c.NotAfter.IsZero() {
		return say(notSaid)
	}
	d := daysLeft(*c, p.report.AsOf)
	v := say(count(d, "day"))
	switch {
	case d < 0:
		v = badge("expired", "v-fail")
	case d <= soonDays:
		v = badge(count(d, "day"), "v-warn")
	}
	v.Sort = itoa(d)
	return v
}

func keyText(c *Certificate) string {
	if c.KeyBits == nil {
		return c.KeyType
	}
	return strings.TrimSpace(c.KeyType + " " + itoa(*c.KeyBits))
}
