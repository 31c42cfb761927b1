package ipsectext

import (
	"bytes"

	"github.com/zertify/zertify/schema/wire"
)

// logLines is how many lines at least, and all of the first, look like those of syslogd in a log that begins with the
// messages of other programs.
const logLines = 5

// reportLines is how many lines with labels of a report are one of which the beginning is missing.
const reportLines = 5

// Sniff reports whether text that begins so is read here: it holds a report of ipsec or a message of the IKE daemon, or
// begins with lines of syslogd, among which messages may follow.
func Sniff(head []byte, cp *wire.CodePage) bool {
	holds, log := look(head, cp)
	return holds || log
}

// Holds reports whether a report of ipsec or a message of the IKE daemon stands in text that begins so.
func Holds(head []byte, cp *wire.CodePage) bool {
	holds, _ := look(head, cp)
	return holds
}

// look goes through the first lines of a text.
func look(head []byte, cp *wire.CodePage) (holds, log bool) {
	head = head[:min(len(head), sniffBytes)]
	var l lines
	l.init(bytes.NewReader(head), cp)
	if l.settle(); l.order == nil && !likeText(head) {
		return false, false
	}
	date, others, labels := 0, 0, 0
	for l.next() {
		t := bytes.TrimLeft(l.text, blanks)
		switch {
		case isHeading(t), isMessage(l.text):
			return true, true
		case dated(l.text):
			date++
		case len(t) > 0:
			others++
			if labels < reportLines && Shipped().ofReport(t, ownLabel) {
				labels++
			}
		}
	}
	if labels == reportLines {
		return true, true
	}
	return false, date >= logLines && others <= date/4
}

// likeText reports whether b can be text: it has blanks of one kind or the other, and hardly a byte that is no
// character in ASCII and in EBCDIC.
func likeText(b []byte) bool {
	odd := 0
	for _, c := range b {
		if c == 0 || c < 0x09 && c != 0x05 || c == 0xFF {
			odd++
		}
	}
	return len(b) > 0 && odd*50 <= len(b) && bytes.ContainsAny(b, " @")
}
