package ipsectext

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"
)

// A Report is what the heading of a report says.
type Report struct {
	Line                              int64 // of the heading
	Release                           string
	Stack, Client                     string    // one of them
	Made                              time.Time // local, in UTC's clothes; zero when it cannot be read
	Primary, Function, Format, Source string
	Scope, Available                  string
	IsShadow                          bool

	parts   int        // lines of the heading read so far
	names   [][]string // of a report in short format, by line
	begins  string     // label that begins a record, in lower case; "" when that is not known
	known   bool       // labels of such a report are known
	isOther bool       // its lines are not those that its format was taken to have
}

// headingLines are the lines that every report begins with.
const headingLines = 3

// firstLine is the first line of a report. At the top of a page of a job's output the character that moves the carriage
// may stand before it.
var firstLine = regexp.MustCompile(`(?i)^\s*1?CS (\S+) ipsec\s+(Stack Name|NSS Client Name): *(\S+)\s+` +
	`([A-Z][a-z]{2} +[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4})\s*$`)

// headingMark is what the first line of a report begins with.
var headingMark = []byte("CS ")

// isHeading reports whether a line begins a report. Any that looks like it does; newReport reads it.
func isHeading(t []byte) bool {
	t = bytes.TrimPrefix(t, []byte("1"))
	return bytes.HasPrefix(t, headingMark) && firstLine.Match(t)
}

func newReport(line int64, text string) *Report {
	r := &Report{Line: line, parts: 1}
	m := firstLine.FindStringSubmatch(text)
	if m == nil {
		return r
	}
	r.Release = m[1]
	if name := m[3]; strings.EqualFold(m[2], "Stack Name") {
		r.Stack = name
	} else if !strings.EqualFold(name, notApplicable) {
		r.Client = name
	}
	r.Made, _ = time.Parse("Mon Jan 2 15:04:05 2006", strings.Join(strings.Fields(m[4]), " "))
	return r
}

// notApplicable is what the command prints where a value does not apply or is not known.
const notApplicable = "n/a"

// A pair is a label with its value, as printed.
type pair struct {
	line         int // of the entry, from 0
	label, value string
	fact         *Label // nil: not known
}

// lowerASCII returns a text with its ASCII letters made small. Every byte stays in its place, which
// strings.ToLower does
// not promise: it writes three bytes for one that is no UTF-8.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// splitKnown cuts a line of a heading at the labels that are known there: spaces between the pairs are lost in copies.
func splitKnown(line string, facts *Facts) []pair {
	type mark struct {
		at  int
		fct *Label
	}
	var marks []mark
	low := lowerASCII(line)
	for _, l := range facts.heading {
		want := lowerASCII(l.Label) + ":"
		for from := 0; ; {
			i := strings.Index(low[from:], want)
			if i < 0 {
				break
			}
			at := from + i
			from = at + len(want)
			begins := at == 0 || low[at-1] == ' '
			if begins && !slices.ContainsFunc(marks, func(m mark) bool { return m.at <= at && at < m.at+len(m.fct.Label) }) {
				marks = append(marks, mark{at, l})
			}
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return cmp.Compare(a.at, b.at) })
	var out []pair
	for i, m := range marks {
		end := len(line)
		if i+1 < len(marks) {
			end = marks[i+1].at
		}
		from := m.at + len(m.fct.Label) + 1
		out = append(out, pair{label: line[m.at : from-1], value: strings.TrimSpace(line[from:end]), fact: m.fct})
	}
	return out
}

// add takes the second or third line of the heading.
func (r *Report) add(line string, facts *Facts) {
	r.parts++
	for _, p := range splitKnown(line, facts) {
		p.value = clip(p.value)
		switch p.fact.Column {
		case "report_kind":
			r.Primary = p.value
		case "report_function":
			r.Function = p.value
		case "report_format":
			r.Format = p.value
		case "answered_by":
			r.Source = p.value
		case "report_scope":
			r.Scope = p.value
		case "total_available":
			r.Available = p.value
		}
	}
	if r.control() { // those have no third line
		r.parts = headingLines
	}
}

// settle makes of a heading that is complete what the records are read with.
func (r *Report) settle(facts *Facts) {
	kind := strings.ToLower(r.Primary)
	r.begins, r.known = facts.begins[kind], facts.labels[kind] != nil
	r.IsShadow = strings.Contains(strings.ToLower(r.Function), "shadow")
}

// display are the functions whose records have the form that is known.
var display = []string{"display", "display (shadows)", "display (global)"}

// control reports whether the heading is that of the answer to a command that changes something.
func (r *Report) control() bool {
	return r.parts > 1 && r.Function != "" && !strings.HasPrefix(strings.ToLower(r.Function), "display")
}

func (r *Report) short() bool { return strings.EqualFold(r.Format, "short") }

// wide reports whether the report is in the format that cuts no identities. That its lines are those of a report in
// detail is an assumption, which rests on nothing in print: see inferred.
func (r *Report) wide() bool { return strings.EqualFold(r.Format, "wide") }

// described reports whether the form of the records is known, or assumed and not refuted.
func (r *Report) described() bool {
	return slices.Contains(display, strings.ToLower(r.Function)) &&
		(r.short() || strings.EqualFold(r.Format, "detail") || r.wide() && !r.isOther)
}

// options are the commands by what a report lists.
var options = map[string]string{"ike tunnel": "-k", "dynamic tunnel": "-y", "manual tunnel": "-m", "filter": "-f",
	"stack nss": "-w", "interface": "-i", "nss server": "-x", "ip traffic test": "-t", "natt port trans": "-o"}

// cascades reports whether the report lists what belongs to each entry, too (-e), in a form that nobody has described.
func (r *Report) cascades() bool { return strings.Contains(strings.ToLower(r.Function), "cascade") }

// command is what to type for a report of this kind that can be read.
func (r *Report) command() string {
	if r.cascades() {
		return "ipsec -k display -r detail, then ipsec -y display -r detail, without -e"
	}
	return "ipsec " + cmp.Or(options[strings.ToLower(r.Primary)], "-k") + " display -r detail"
}

// maxNames bounds the lines of names of a report in short format.
const maxNames = 100

// addNames takes a line of names of a report in short format.
func (r *Report) addNames(line []byte) {
	if len(r.names) < maxNames {
		r.names = append(r.names, cells(string(line)))
	}
}

// cells cuts a line of a report in short format.
func cells(line string) []string {
	out := strings.Split(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}
