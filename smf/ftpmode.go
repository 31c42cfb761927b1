package smf

import (
	"bytes"
	"fmt"
)

// compressedMode recognises FTP compressed mode (MODE C, RFC 959, 3.4.3) with its control
// bytes kept. It is not undone: which byte a filler stands for depends on the type of
// the transfer, which the file does not say.
func compressedMode(w window) finding {
	records, good := 0, 0
	in := modeC{b: w.b}
	for in.next() {
		if records++; len(in.record) >= bareHeader && plausible(in.record, false) ||
			len(in.record) >= baseHeader && plausible(in.record[4:], false) {
			good++
		}
	}
	if in.bad || records == 0 || good*10 < records*9 {
		return finding{}
	}
	return finding{id: "E-MODEC",
		message: fmt.Sprintf(
			"transferred in FTP compressed mode (MODE C) with its control bytes kept, %d records; the bytes that it left out "+
				"cannot be told for certain", records),
		try: "ftp> quote mode s, then " + tryAgain}
}

// modeC takes compressed mode apart. The bytes of a filler are left zero.
type modeC struct {
	b      []byte
	record []byte
	bad    bool // it is not compressed mode
}

// The forms of a control byte: a number of literal bytes, of repetitions, of fillers.
const (
	modeCEscape = 0x00
	modeCRepeat = 0x80
	modeCFiller = 0xC0
	modeCForm   = 0xC0
	modeCNumber = 0x3F
)

// next takes the bytes up to the end of a record that is marked. It reports false at the
// end of what is there.
func (m *modeC) next() bool {
	m.record = m.record[:0]
	for len(m.b) >= 2 && len(m.record) <= maxLen4 {
		c, n := m.b[0], 2
		switch {
		case c == modeCEscape:
			flags := m.b[1]
			if flags&^(ftpEndOfRecord|ftpEndOfFile|ftpSuspect|ftpRestart) != 0 {
				m.bad = true
				return false
			}
			m.b = m.b[2:]
			if flags&(ftpEndOfRecord|ftpEndOfFile) != 0 && len(m.record) > 0 {
				return true
			}
			continue
		case c < modeCRepeat:
			if n = 1 + int(c); n > len(m.b) {
				return false
			}
			m.record = append(m.record, m.b[1:n]...)
		case c&modeCForm == modeCRepeat:
			m.record = append(m.record, bytes.Repeat(m.b[1:2], int(c&modeCNumber))...)
		default:
			n = 1
			m.record = append(m.record, make([]byte, c&modeCNumber)...)
		}
		m.b = m.b[n:]
	}
	return false
}
