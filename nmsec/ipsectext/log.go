package ipsectext

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// A Log is what stands before the text of a message.
type Log struct {
	At          time.Time      // local, in UTC's clothes; zero when the year is not known
	Zone        *time.Location // that the line states; nil: none
	Stamp       string         // its date as printed: Jul 28 11:39:34
	Host        string
	Program     string // IKE, or TRMD with the stack behind it
	ID          string // of the message
	Instance    uint32 // means something only with HasInstance
	HasInstance bool
	Text        string // of the message, runs of blanks made one
	Event       string // what the message reports, as messages.csv says; other for those it does not know
	Known       bool   // the text is known
}

// A stamp is the date that a line begins with.
type stamp struct {
	text []byte // as printed
	rest []byte // of the line, behind the blank that follows
	iso  bool   // with year and zone, as forwarding syslogs write it; else month, day and time
	v1   bool   // the line has the header of RFC 5424
}

// The forms of dates: a is a letter, d a digit, e a digit or a blank.
const (
	bsdForm = "aaa ed dd:dd:dd"
	isoForm = "dddd-dd-ddTdd:dd:dd"
)

// bsdLayout is bsdForm for package time, with runs of blanks made one.
const bsdLayout = "Jan 2 15:04:05"

// hasForm reports whether b begins with a date.
func hasForm(b []byte, form string) bool {
	if len(b) < len(form) {
		return false
	}
	for i := range len(form) {
		c, ok := b[i], false
		switch form[i] {
		case 'a':
			ok = c|0x20 >= 'a' && c|0x20 <= 'z'
		case 'd':
			ok = c >= '0' && c <= '9'
		case 'e':
			ok = c >= '0' && c <= '9' || c == ' '
		default:
			ok = c == form[i]
		}
		if !ok {
			return false
		}
	}
	return true
}

// stampOf cuts the date off a line.
func stampOf(line []byte) (s stamp, ok bool) {
	line = afterPriority(line)
	if hasForm(line, bsdForm) {
		if len(line) <= len(bsdForm) || line[len(bsdForm)] != ' ' {
			return s, false
		}
		return stamp{text: line[:len(bsdForm)], rest: line[len(bsdForm)+1:]}, true
	}
	if s.v1 = bytes.HasPrefix(line, []byte("1 ")); s.v1 {
		line = line[2:]
	}
	if !hasForm(line, isoForm) {
		return s, false
	}
	s.iso = true
	s.text, s.rest, ok = bytes.Cut(line, []byte{' '})
	return s, ok && len(s.text) <= len("2006-01-02T15:04:05.999999999+00:00")
}

// dated reports whether a line begins as syslogd's do.
func dated(line []byte) bool {
	_, ok := stampOf(line)
	return ok
}

// afterPriority leaves out the priority that forwarding syslogs put before a line.
func afterPriority(line []byte) []byte {
	if len(line) == 0 || line[0] != '<' {
		return line
	}
	if i := bytes.IndexByte(line[:min(len(line), 6)], '>'); i > 0 {
		return line[i+1:]
	}
	return line
}

// identifier is what all identifiers of the messages begin with; idLength is their length: EZD1779I.
var identifier = []byte("EZD")

const idLength = 8

// isMessage reports whether a line of a log is a message of the IKE daemon or of TRMD.
func isMessage(line []byte) bool {
	_, ok := cutHeader(line)
	return ok
}

// A header is what stands between the date of a line and the text of a message of ours.
type header struct {
	stamp             stamp
	host, program, id []byte
	before            []byte // what stands between the program and the identifier
	end               int    // of the identifier in the line
}

// cutHeader cuts the header of a line: the host, perhaps a user and a job, the program, perhaps a thread and an
// instance number, the identifier. Nothing but the order is relied on, because since V2R2 a thread stands somewhere in
// it. A program that quotes an identifier is no evidence: the program itself must be ours.
func cutHeader(line []byte) (h header, ok bool) {
	at := bytes.Index(line, identifier)
	if at <= len(bsdForm) || len(line) < at+idLength || line[at-1] != ' ' {
		return h, false
	}
	h.id, h.end = line[at:at+idLength], at+idLength
	if !isIdentifier(h.id) || len(line) > h.end && line[h.end] != ' ' {
		return h, false
	}
	s, ok := stampOf(line[:at])
	if !ok {
		return h, false
	}
	h.stamp = s
	if s.v1 {
		return h.words(bytes.Fields(s.rest), s.rest)
	}
	tag, before, found := bytes.Cut(s.rest, []byte(": "))
	if !found {
		return h, false
	}
	words := bytes.Fields(bytes.ReplaceAll(tag, []byte{'/'}, []byte{' '}))
	if len(words) < 2 {
		return h, false
	}
	h.host, h.program, h.before = words[0], words[len(words)-1], before
	return h, ours(h.program)
}

// words takes the header of RFC 5424: host, program, process, message and data, of which none holds a blank here.
func (h header) words(words [][]byte, before []byte) (header, bool) {
	if len(words) < 2 {
		return h, false
	}
	h.host, h.program, h.before = words[0], words[1], before
	return h, ours(h.program)
}

// isIdentifier reports whether b is an identifier: EZD, four digits, and the letter of the severity.
func isIdentifier(b []byte) bool {
	for _, c := range b[len(identifier) : idLength-1] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return b[idLength-1] >= 'A' && b[idLength-1] <= 'Z'
}

// programs are the names of the daemons whose messages are ours.
var programs = map[string]bool{"IKE": true, "IKED": true, "TRMD": true}

// ours reports whether a program is one of them; a stack may stand behind its name, or a process in brackets.
func ours(program []byte) bool {
	if i := bytes.IndexAny(program, ".["); i >= 0 {
		program = program[:i]
	}
	return programs[string(program)]
}

// instance is what stands before the number of an instance.
var instance = []byte("Message instance ")

// logOf reads a message, which may stand in several lines.
func (r *Reader) logOf(data []byte) Log {
	first, _, _ := bytes.Cut(data, []byte{'\n'})
	h, ok := cutHeader(first)
	if !ok {
		return Log{}
	}
	out := Log{Host: string(h.host), Program: string(h.program), ID: string(h.id), Event: "other"}
	if i := bytes.Index(h.before, instance); i >= 0 {
		digits, _, _ := bytes.Cut(h.before[i+len(instance):], []byte{':'})
		if n, err := strconv.ParseUint(string(digits), 10, 32); err == nil {
			out.Instance, out.HasInstance = uint32(n), true
		}
	}
	out.Text = spaced(data[h.end:])
	out.Stamp = string(h.stamp.text)
	if h.stamp.iso {
		out.At, out.Zone = isoDate(out.Stamp)
	} else {
		out.At = r.year.date(out.Stamp)
	}
	if known := r.facts.messages[out.ID]; known != nil {
		out.Event, out.Known = known.event, known.literals != nil
	}
	return out
}

// spaced returns a text with runs of blanks and ends of lines made one blank.
func spaced(text []byte) string {
	out := make([]byte, 0, len(text))
	for word := range bytes.FieldsSeq(text) {
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, word...)
	}
	return string(out)
}

// isoDate reads a date with year, and perhaps a zone.
func isoDate(text string) (local time.Time, zone *time.Location) {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err == nil {
		zone = at.Location()
	} else if at, err = time.Parse("2006-01-02T15:04:05.999999999", text); err != nil {
		return time.Time{}, nil
	}
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC), zone
}

// When returns when a message was logged, as its line says: by the clock of the host where its year is known.
func (l *Log) When() string {
	if l.At.IsZero() {
		return l.Stamp
	}
	return l.At.Format(time.DateTime)
}

// ShortHost returns the host without its domain.
func (l *Log) ShortHost() string {
	if _, err := netip.ParseAddr(l.Host); err == nil {
		return l.Host
	}
	name, _, _ := strings.Cut(l.Host, ".")
	return name
}

// Shifted returns the date of a message some days later, as its form prints it, without fractions of a second.
func (l *Log) Shifted(days int) string {
	if at, err := time.Parse(bsdLayout+" 2006", strings.Join(strings.Fields(l.Stamp), " ")+" 2000"); err == nil {
		return at.AddDate(0, 0, days).Format("Jan _2 15:04:05")
	}
	at := l.At.AddDate(0, 0, days)
	if l.Zone == nil {
		return at.Format("2006-01-02T15:04:05")
	}
	return inZone(at, l.Zone).Format(time.RFC3339)
}

// inZone returns the time that the clocks of a zone show as at.
func inZone(at time.Time, zone *time.Location) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, zone)
}

// years tells the year of the lines of a log, which state none. Lines are in order but for those of a month, so that a
// date that lies further back than that is one of the next year. No line is from after the log was written.
type years struct {
	end    time.Time // when the log was written; zero: not known
	last   time.Time // the latest line
	first  int       // year of the first line
	lines  int64     // that were asked for
	beyond int64     // lines that would be later than the log: it is longer than a year, or was touched before its end
}

// outOfOrder is by how much lines of several threads and relays may be late.
const outOfOrder = 31 * 24 * time.Hour

// date returns the time of a line, zero when its year is not known.
func (y *years) date(text string) time.Time {
	y.lines++
	at, err := time.Parse(bsdLayout+" 2006", strings.Join(strings.Fields(text), " ")+" 2000") // a leap year
	if err != nil || y.end.IsZero() {
		return time.Time{}
	}
	latest := y.end.AddDate(0, 0, 1)
	if y.first == 0 {
		y.last = of(at, y.end.Year())
		if y.last.After(latest) {
			y.last = of(at, y.end.Year()-1)
		}
		y.first = y.last.Year()
	}
	at = of(at, y.year(at))
	if at.After(latest) {
		y.beyond++
		return time.Time{}
	}
	if at.After(y.last) {
		y.last = at
	}
	return at
}

// year returns the year of a date, by the latest line before it.
func (y *years) year(at time.Time) int {
	year := y.last.Year()
	switch before := y.last.Sub(of(at, year)); {
	case before > outOfOrder:
		return year + 1
	case y.last.Sub(of(at, year-1)) <= outOfOrder: // at the end of the year before
		return year - 1
	}
	return year
}

// Years is what a Reader took the lines of a log for that state no year.
type Years struct {
	First    int   // year of the first line; 0: not known
	Yearless int64 // messages whose lines state no year
	Beyond   int64 // of them those that would be later than the log, so that their times are left out
}

// Years returns the years of a log, as far as it was read.
func (r *Reader) Years() Years { return Years{r.year.first, r.year.lines, r.year.beyond} }

// of returns a date in a year; the 29th of February is the 1st of March where there is none.
func of(t time.Time, year int) time.Time {
	return time.Date(year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// cut cuts the text of a message at the literals of the text that is known, and returns what stands between them.
func (m *message) cut(text string) (values []string, ok bool) {
	rest, ok := strings.CutPrefix(text, strings.TrimLeft(m.literals[0], " "))
	if !ok {
		return nil, false
	}
	values = make([]string, 0, len(m.places))
	for i, next := range m.literals[1:] {
		var value string
		if last := i == len(m.places)-1; last {
			value, ok = strings.CutSuffix(rest, next)
			rest = ""
		} else {
			value, rest, ok = strings.Cut(rest, next)
		}
		if !ok {
			return nil, false
		}
		values = append(values, value)
	}
	return values, rest == ""
}
