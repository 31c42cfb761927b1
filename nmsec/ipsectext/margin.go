package ipsectext

import (
	"bytes"
	"regexp"
)

// maxMargin is how many characters a margin may have: those of the console's log have some sixty.
const maxMargin = 100

// findMargin returns what stands before the heading of a report, or before the messages of a log of which no line
// begins with its date, in a text that begins with head: the marks of a mail that quotes it, the numbers of an editor,
// the time and the job of a console's log. nil: nothing but blanks.
func findMargin(head *lines) []byte {
	var found []byte
	for head.next() {
		line := head.text
		switch {
		case isHeading(bytes.TrimLeft(line, blanks)), dated(line):
			return nil
		case found == nil:
			found = bytes.Clone(marginOf(line))
		}
	}
	return found
}

// marginOf returns what stands before a heading or a message in a line; nil when the line holds none.
func marginOf(line []byte) []byte {
	if at := bytes.Index(line, headingMark); at > 0 && at <= maxMargin && isHeading(line[at:]) {
		return line[:at]
	}
	if !bytes.Contains(line, identifier) {
		return nil
	}
	for at := 1; at < len(line) && at <= maxMargin; at++ {
		if isMessage(line[at:]) {
			return line[:at]
		}
	}
	return nil
}

// afterMargin cuts off what stands in the margin of a line. Numbers, times and names there differ from line to line;
// other characters do not, so that a line without them has no margin.
func afterMargin(margin, line []byte) []byte {
	n := min(len(margin), len(line))
	for i, c := range line[:n] {
		if c != margin[i] && !(isWord(c) && isWord(margin[i])) {
			return line
		}
	}
	return line[n:]
}

func isWord(c byte) bool {
	return c == ' ' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// pageTurn is a line that a printer or a spool adds: it begins a page, ends in the number of one, or moves the
// carriage.
var pageTurn = regexp.MustCompile(`(?i)^(?:\f.*|[ \t]*[-+01]|.*\bpage:? +\d+(?: +of +\d+)?)$`)

// turnsPage reports whether a line that is neither a label with a value nor one of the short format stands between
// pages.
func turnsPage(line []byte) bool { return pageTurn.Match(line) }
