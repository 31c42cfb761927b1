package ipsectext

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// A Log is what stands before the text of a message.
type Log struct {
	At          time.Time // local, in UTC's clothes; zero when the year is not known
	Stamp       string    // its date as printed: Jul 28 11:39:34
	Host        string
	Program     string // IKE, or TRMD with the stack behind it
	ID          string // of the message
	Instance    uint32 // means something only with HasInstance
	HasInstance bool
	Text        string // of the message, runs of blanks made one
	Event       string // what the message reports, as messages.csv says; other for those it does not know
	Known       bool   // the text is known
}

// dateLength is the length of the date of a line: Jul 28 11:39:34.
const dateLength = 15

// dateForm is the date of a line: a is a letter, d a digit, e a digit or a blank.
const dateForm = "aaa ed dd:dd:dd"

// dated reports whether a line begins as syslogd's do.
func dated(line []byte) bool {
	line = afterPriority(line)
	if len(line) <= dateLength || line[dateLength] != ' ' {
		return false
	}
	for i := range dateLength {
		c, ok := line[i], false
		switch dateForm[i] {
		case 'a':
			ok = c|0x20 >= 'a' && c|0x20 <= 'z'
		case 'd':
			ok = c >= '0' && c <= '9'
		case 'e':
			ok = c >= '0' && c <= '9' || c == ' '
		default:
			ok = c == dateForm[i]
		}
		if !ok {
			return false
		}
	}
	return true
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
	host, program, id []byte
	before            []byte // what stands between the program and the identifier
	end               int    // of the identifier in the line
}

// cutHeader cuts the header of a line: the host, perhaps a user and a job, the program, perhaps a thread and an
// instance number, the identifier. Nothing but the order is relied on, because since V2R2 a thread stands somewhere in
// it. A program that quotes an identifier is no evidence: the program itself must be ours.
func cutHeader(line []byte) (h header, ok bool) {
	at := bytes.Index(line, identifier)
	if at <= dateLength || len(line) < at+idLength || line[at-1] != ' ' || !dated(line) {
		return h, false
	}
	h.id, h.end = line[at:at+idLength], at+idLength
	if !isIdentifier(h.id) || len(line) > h.end && line[h.end] != ' ' {
		return h, false
	}
	rest := afterPriority(line[:at])
	if len(rest) <= dateLength {
		return h, false
	}
	rest = rest[dateLength+1:]
	tag, before, found := bytes.Cut(rest, []byte(": "))
	words := bytes.Fields(bytes.ReplaceAll(tag, []byte{'/'}, []byte{' '}))
	if !found || len(words) < 2 {
		return h, false
	}
	h.host, h.program, h.before = words[0], words[len(words)-1], before
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
	out.Text = strings.Join(strings.Fields(string(data[h.end:])), " ")
	out.Stamp = string(afterPriority(first)[:dateLength])
	out.At = r.year.date(out.Stamp)
	if known := r.facts.messages[out.ID]; known != nil {
		out.Event, out.Known = known.event, known.literals != nil
	}
	return out
}

// years tells the year of the lines of a log, which state none. The last line is not from after the log was
// written, and where the month falls back a year has begun.
type years struct {
	end   time.Time // when the log was written; zero: not known
	year  int
	last  time.Month
	first int // year of the first line
}

// backwards is from how many months on a month that is lower than the one before begins a year. Less is a line out of
// order.
const backwards = 6

// date returns the time of a line, zero when its year is not known.
func (y *years) date(text string) time.Time {
	at, err := time.Parse("Jan 2 15:04:05 2006", strings.Join(strings.Fields(text), " ")+" 2000") // a leap year
	if err != nil || y.end.IsZero() {
		return time.Time{}
	}
	switch {
	case y.year == 0:
		y.year = y.end.Year()
		if y.at(at).After(y.end.AddDate(0, 0, 1)) {
			y.year--
		}
		y.first = y.year
	case int(y.last)-int(at.Month()) >= backwards:
		y.year++
	case int(at.Month())-int(y.last) >= backwards: // a line of the year before, out of order
		return y.at(at).AddDate(-1, 0, 0)
	}
	y.last = at.Month()
	return y.at(at)
}

// Year returns the year that the first line of a log was taken for one of, 0 when that is not known.
func (r *Reader) Year() int { return r.year.first }

func (y *years) at(t time.Time) time.Time {
	return time.Date(y.year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// cut cuts the text of a message at the literals of the text that is known, and returns what stands between them.
func (m *message) cut(text string) (values []string, ok bool) {
	rest, ok := strings.CutPrefix(text, strings.TrimLeft(m.literals[0], " "))
	if !ok {
		return nil, false
	}
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
