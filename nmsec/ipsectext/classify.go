package ipsectext

import "bytes"

// classify says what the line at hand is, and whether it belongs to the entry at hand.
func (r *Reader) classify() (kind Kind, joins bool) {
	t := bytes.TrimLeft(r.lines.text, blanks)
	switch {
	case r.lines.long:
		r.note(KindLong, "a line of more than %d bytes, of which nothing is read", maxLine)
		return Rejected, false
	case isHeading(t):
		if r.report != nil {
			r.breakOff("another report begins")
		}
		return Heading, false
	case r.report == nil:
		return r.outside(t)
	case len(t) == 0:
		return r.blank()
	case r.report.parts < headingLines:
		return Heading, r.cur.Kind == Heading && r.cur.Lines > 0
	}
	return r.inside(t)
}

// joinsAs reports whether the entry at hand is of a kind and goes on.
func (r *Reader) joinsAs(kind Kind) bool { return r.cur.Lines > 0 && r.cur.Kind == kind }

// outside classifies a line that stands in no report.
func (r *Reader) outside(t []byte) (Kind, bool) {
	if isMessage(r.lines.text) {
		return Message, false
	}
	if len(t) == 0 || dated(r.lines.text) {
		return Ignored, r.joinsAs(Ignored)
	}
	switch goesOn := r.joinsAs(Rejected); {
	case goesOn && r.facts.ofReport(t, 1):
		return Rejected, true
	case r.facts.ofReport(t, ownLabel):
		r.note(KindCut, "lines of a report without its first, which says what it lists; type again, into a file: ipsec -k "+
			"display -r detail")
		return Rejected, false
	case r.joinsAs(Message):
		return Message, true // the text of a message that was broken
	}
	return Ignored, r.joinsAs(Ignored)
}

// blank classifies a line in a report that says nothing and ends nothing.
func (r *Reader) blank() (Kind, bool) {
	if r.joinsAs(Heading) || r.joinsAs(Record) {
		return r.cur.Kind, true
	}
	return Ignored, r.joinsAs(Ignored)
}

// inside classifies a line of a report behind the lines of its heading.
func (r *Reader) inside(t []byte) (Kind, bool) {
	if n, ok := closing(t); ok {
		r.close(n)
		r.ended = true // the record before it
		r.report.parts = headingLines + 1
		return Heading, false
	}
	switch {
	case bytes.Contains(t, outputLimit):
		r.breakOff("the console reached its maximum number of lines")
		return Ignored, false
	case bytes.HasPrefix(t, rexxLine) || dated(t):
		return Ignored, r.joinsAs(Ignored)
	case r.report.control():
		return Ignored, r.joinsAs(Ignored)
	case turnsPage(r.lines.text) && !r.facts.isPair(t):
		return r.blank()
	case r.report.described() && r.report.wide() && r.records == 0 && r.joinsAs(Heading) && !r.facts.isPair(t):
		r.report.isOther = true
		r.tell()
	}
	switch {
	case !r.report.described():
		return Rejected, r.joinsAs(Rejected)
	case r.report.short():
		return r.shortLine(t)
	}
	return r.detailLine(t)
}

// What the console writes about a command.
var (
	outputLimit = []byte("Maximum number of output lines")
	rexxLine    = []byte("System REXX EZACMD:")
)

// asterisks is how many at least end a record; the command prints 71.
const asterisks = 20

func isSeparator(t []byte) bool {
	return len(t) >= asterisks && len(bytes.Trim(t, "*")) == 0
}

// detailLine classifies a line of a report in detail format.
func (r *Reader) detailLine(t []byte) (Kind, bool) {
	if isSeparator(t) {
		if r.joinsAs(Record) {
			r.ended = true
			return Record, true
		}
		if r.joinsAs(Heading) && r.report.known && r.records == 0 {
			r.noteLanguage()
		}
		return Ignored, r.joinsAs(Ignored)
	}
	label, _, isPair := r.facts.cutPair(t)
	switch {
	case !isPair && (r.joinsAs(Record) || r.joinsAs(Heading)):
		return r.cur.Kind, true // Values says that it is none of the forms
	case !isPair:
		return Rejected, r.joinsAs(Rejected)
	case r.joinsAs(Record) && !r.beginsRecord(label):
		return Record, true
	case r.joinsAs(Heading) && !r.beginsRecord(label):
		return Heading, true
	}
	if r.joinsAs(Record) {
		r.ended = true // without its separator, but by the next
	}
	r.begun = append(r.begun[:0], bytes.ToLower(label)...)
	return Record, false
}

// beginsRecord reports whether a record begins with a label: the one that is known to do so, else, behind the heading,
// the one that the first record began with.
func (r *Reader) beginsRecord(label []byte) bool {
	low := string(bytes.ToLower(label))
	if known := r.report.begins; known != "" {
		return low == known
	}
	if r.records == 0 && r.joinsAs(Heading) {
		return r.facts.labels[ofHeading][low] == nil
	}
	return low == string(r.begun)
}

// shortLine classifies a line of a report in short format. Its names stand once, in lines of which all but the first
// begin with a bar; then each record has as many lines.
func (r *Reader) shortLine(t []byte) (Kind, bool) {
	bar := bytes.IndexByte(t, '|')
	switch {
	case bar < 0 && r.joinsAs(Heading):
		return Heading, true
	case bar < 0:
		return Rejected, r.joinsAs(Rejected)
	case bar > 0 && r.report.names == nil:
		r.names = true
		r.report.addNames(t)
		return Heading, r.joinsAs(Heading)
	case bar == 0 && r.names:
		r.report.addNames(t)
		return Heading, r.joinsAs(Heading)
	case bar > 0:
		if r.joinsAs(Record) {
			r.ended = true
		}
		r.names = false
		return Record, false
	}
	return Record, r.joinsAs(Record)
}

// after takes note of the line that was added and reports whether it ends the entry.
func (r *Reader) after(kind Kind) bool {
	switch {
	case kind == Heading && r.report == nil:
		r.open()
		return false
	case kind == Heading && r.report.parts > headingLines: // the closing line
		r.report, r.names = nil, false
		return true
	case kind == Heading && r.report.parts < headingLines && len(r.lines.text) > 0:
		r.report.add(string(r.lines.text), r.facts)
		if r.report.parts == headingLines {
			r.tell()
		}
	case kind == Record && r.report.short():
		lines := bytes.Count(r.data, []byte{'\n'})
		r.ended = lines == len(r.report.names)
		return r.ended
	case kind == Record:
		return r.ended
	}
	return false
}

// open begins a report with the line at hand.
func (r *Reader) open() {
	r.report = newReport(r.lines.no, string(r.lines.text))
	r.cur.Report, r.records, r.begun, r.names, r.ended = r.report, 0, nil, false, false
}

// tell says what is to be known of a report whose heading is complete.
func (r *Reader) tell() {
	r.report.settle(r.facts)
	switch {
	case r.report.control():
		r.note(KindControl, "the answer to a control command (%s), which lists nothing; type: ipsec -k display",
			r.report.Function)
	case r.report.Primary == "" || r.report.Function == "":
		r.noteLanguage()
	case !r.report.described():
		r.note(KindLayout,
			"a report in a form that nobody has described (%s, %s, format %s), of which nothing is read; type: %s",
			r.report.Primary, r.report.Function, r.report.Format, r.report.command())
	}
}

// noteLanguage says that lines which should be known are not.
func (r *Reader) noteLanguage() {
	r.note(KindLabels,
		"the report of line %d has none of the labels that are known; if they are in another language, set "+
			"LANG=C and type again: %s", r.report.Line, r.report.command())
}
