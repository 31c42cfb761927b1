package ipsectext

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/schema/wire"
)

// Options say how a text is read.
type Options struct {
	CodePage *wire.CodePage // of text in EBCDIC
	Facts    *Facts         // nil: those of the program
	Zone     *time.Location // that its times are in; nil: nobody said
	Year     time.Time      // when a log ended, for the year of its lines; zero: not known
}

// facts returns the facts in use.
func (o *Options) facts() *Facts {
	if o.Facts == nil {
		return Shipped()
	}
	return o.Facts
}

// A Kind says what an Entry is.
type Kind uint8

// The kinds of entry.
const (
	Heading  Kind = iota // of a report, with the names of a report in short format
	Record               // of a report
	Message              // of a log
	Ignored              // lines that are none of the others: prompts, blank lines, messages of other programs
	Rejected             // lines that should have been read
)

var kindNames = [...]string{"heading", "entry", "message", "ignored lines", "lines rejected"}

// String returns what the kind is called in tables and messages.
func (k Kind) String() string { return kindNames[k] }

// An Entry is a run of lines. Its Record is the number of the first, from 1. It is valid until the next one is read,
// but for Report, which stays.
type Entry struct {
	wire.Pos
	Kind   Kind
	Span   int64   // bytes of input
	Lines  int     // lines of input
	Data   []byte  // the lines in UTF-8 with a line feed behind each; empty when Kind is Ignored
	Report *Report // that the entry belongs to; nil for messages, and for lines outside of reports
	Log    Log     // of a Message
	Why    string  // why a Rejected entry is
	Notes  []Note  // what is odd about it, or about what came before it
}

// Name is what entries are counted under: the identifier of a message, what a report lists, or the kind.
func (e *Entry) Name() string {
	switch {
	case e.Kind == Message:
		return e.Log.ID
	case e.Kind == Record && e.Report.Primary != "":
		return e.Report.Primary
	}
	return "(" + e.Kind.String() + ")"
}

// Structural reports whether a line of the entry holds no value by itself and says nothing about anyone: a separator,
// the names of a report in short format, a blank line.
func (e *Entry) Structural(line string) bool {
	t := []byte(strings.TrimSpace(line))
	return len(t) == 0 || isSeparator(t) || e.Kind == Heading && e.Report.short() && bytes.IndexByte(t, '|') >= 0
}

// CopyMark is the first line of a copy that package anonymize made.
const CopyMark = "zertify anonymize: this is a copy"

// A Note is something odd that costs no line of the input.
type Note struct {
	Line    int64 // from 1
	Start   int64
	Kind    string
	Message string
	IsLoss  bool // something that was printed is not in the input
}

// Kinds of Note and of what is rejected.
const (
	KindCut     = "report-cut"     // the closing line of a report is missing, or the console cut it
	KindCount   = "report-count"   // the closing line counts other records than there are
	KindLabels  = "report-labels"  // no label of a record is known
	KindLayout  = "report-layout"  // a format or a report that nobody has described
	KindControl = "report-control" // the answer to a control command, which lists nothing
	KindMixed   = "report-mixed"   // a label stands twice in a record
	KindText    = "message-text"   // a message whose text is not the one that is known
	KindLine    = "line-rejected"  // a line of a report that is none of its forms
	KindLong    = "line-too-long"
)

// Bounds. Lines of reports have some hundred characters, and a distinguished name a thousand at most; a record has some
// sixty lines. More says that the text is something else, or was made to hurt.
const (
	maxLine  = 16 << 10
	maxLines = 500
	maxData  = 256 << 10
)

// A Reader cuts a text into entries.
type Reader struct {
	lines lines
	facts *Facts
	opt   Options
	cur   Entry
	data  []byte
	held  bool // the line at hand begins the next entry
	kind  Kind // of the line at hand

	report  *Report // that is open; nil outside of reports
	names   bool    // the names of the short format are being read
	ended   bool    // the record at hand has its separator
	begun   []byte  // first label of the records, in lower case
	records int     // of the report
	notes   []Note
	year    years

	totals [Rejected + 1]int64 // lines by kind
	isCopy bool
}

// NewReader returns a Reader of r; name is what errors call it.
func NewReader(name string, r io.Reader, opt Options) *Reader {
	out := &Reader{facts: opt.facts(), opt: opt, year: years{end: opt.Year}}
	out.lines.init(r, opt.CodePage)
	out.cur.File = name
	return out
}

// Form says how the text is written: ascii or ebcdic, and how lines end.
func (r *Reader) Form() (name, basis string) { return r.lines.form() }

// Lines returns how many lines of a kind were read so far. The sum over all kinds is the number of lines.
func (r *Reader) Lines(k Kind) int64 { return r.totals[k] }

// IsCopy reports whether the text is a copy that package anonymize made, as far as it was read.
func (r *Reader) IsCopy() bool { return r.isCopy }

// Notes returns what is odd and belongs to no entry that was returned; complete at the end.
func (r *Reader) Notes() []Note {
	out := r.notes
	r.notes = nil
	return out
}

// Next returns the next entry. The error is io.EOF at the end, or why the input cannot be read further.
func (r *Reader) Next() (*Entry, error) {
	r.cur, r.data = Entry{Pos: wire.Pos{File: r.cur.File}}, r.data[:0]
	for {
		if !r.held {
			if !r.lines.next() {
				return r.last()
			}
			r.isCopy = r.isCopy || r.lines.no == 1 && string(r.lines.text) == CopyMark
			joins := false
			r.kind, joins = r.classify()
			if !joins && r.cur.Lines > 0 || r.full() {
				r.held = true
				return r.take(), nil
			}
		}
		r.held = false
		r.append(r.kind)
		if r.after(r.kind) {
			return r.take(), nil
		}
	}
}

// full reports whether the entry may not grow further.
func (r *Reader) full() bool {
	return r.cur.Kind != Ignored && (r.cur.Lines >= maxLines || len(r.data) >= maxData)
}

// append adds the line at hand to the entry at hand.
func (r *Reader) append(kind Kind) {
	l := &r.lines
	if r.cur.Lines == 0 {
		r.cur.Kind, r.cur.Record, r.cur.Start, r.cur.Report = kind, l.no, l.start, r.report
	}
	r.cur.Lines++
	r.cur.Span += l.span
	if kind != Ignored {
		r.data = append(append(r.data, l.text...), '\n')
	}
}

// take hands the entry at hand over.
func (r *Reader) take() *Entry {
	e := &r.cur
	e.Data = r.data
	switch e.Kind {
	case Record:
		if !r.ended && r.report == nil {
			e.Kind, e.Why = Rejected, "its report breaks off in this record"
		} else {
			r.records++
		}
		r.ended = false
	case Message:
		e.Log = r.logOf(e.Data)
	}
	e.Notes, r.notes = r.notes, nil
	r.totals[e.Kind] += int64(e.Lines)
	return e
}

// last returns what the end of the input leaves.
func (r *Reader) last() (*Entry, error) {
	if r.report != nil {
		r.breakOff("the input ends before its closing line")
	}
	if r.cur.Lines > 0 {
		return r.take(), nil
	}
	if err := r.lines.err(); err != nil {
		return nil, err
	}
	return nil, io.EOF
}

// note keeps what is odd at the line at hand.
func (r *Reader) note(kind, format string, args ...any) {
	r.notes = append(r.notes, Note{r.lines.no, r.lines.start, kind, fmt.Sprintf(format, args...), kind == KindCut})
}

// breakOff ends a report that is not whole.
func (r *Reader) breakOff(why string) {
	if !r.report.control() {
		r.note(KindCut, "the report of line %d is cut: %s; its whole records count; type again, into a file: %s",
			r.report.Line, why, r.report.command())
	}
	r.report, r.names = nil, false
}

// close ends a report by its closing line, which counts n records.
func (r *Reader) close(n int) {
	records := r.records
	if r.cur.Kind == Record && r.cur.Lines > 0 {
		records++ // the one at hand
	}
	if n != records && r.report.described() {
		r.note(KindCount, "the report of line %d says that %d entries were selected, and %d were read", r.report.Line, n,
			records)
		r.notes[len(r.notes)-1].IsLoss = n > records
	}
}

// selected is what the closing line of a report ends in.
var selected = []byte(" entries selected")

// closing cuts "2 entries selected".
func closing(t []byte) (n int, ok bool) {
	at := len(t) - len(selected)
	if at <= 0 || !bytes.EqualFold(t[at:], selected) {
		return 0, false
	}
	n, err := strconv.Atoi(string(t[:at]))
	return n, err == nil
}
