package discover

import (
	"bytes"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/wire"
)

// identLength is how many bytes of an identifier are looked for at least.
const identLength = 4

// isWord reports whether b is letters, all of EBCDIC or all of ASCII.
func isWord(b []byte) bool {
	return message.Every(b, message.IsLetter) || message.Every(b, message.IsASCIILetter)
}

// isMagic reports whether b looks like a number chosen to be recognised by: at most one
// byte is zero, and it is not one byte repeated.
func isMagic(b []byte) bool {
	zeros, same := 0, 0
	for _, c := range b {
		if c == 0 {
			zeros++
		}
		if c == b[0] {
			same++
		}
	}
	return zeros <= 1 && same < len(b)-1
}

// An identifier is what all messages have in the same place of their headers. Of
// letters two messages are evidence enough; a number, which may as well be a field that
// happens not to change, has to come back more often.
type identifier struct {
	is   func([]byte) bool
	most int // messages that are compared
	need int // messages there must be
}

var (
	byLetters = identifier{is: isWord, most: 8, need: 2}
	byMagic   = identifier{is: isMagic, most: 1 << 16, need: 4}

	// Files of other kinds are full of letters of ASCII.
	byEBCDIC = identifier{is: func(b []byte) bool { return message.Every(b, message.IsLetter) }, need: 2}
)

// identified reports whether the first messages of a chain share an identifier outside
// their length.
func (s *sample) identified(c *chain) bool {
	if len(c.starts) < s.ident.need {
		return false
	}
	first := s.w[:c.header]
	run := 0
	for i := range first {
		same := s.ident.need == byLetters.need || i < c.at.Off || i >= c.at.End()
		for _, at := range c.starts[1:min(len(c.starts), s.ident.most)] {
			same = same && s.w[at+i] == first[i]
		}
		if run++; !same {
			run = 0
		}
		if run >= identLength && s.ident.is(first[i+1-identLength:i+1]) {
			return true
		}
	}
	return false
}

// recurs reports whether the first h bytes of b have an identifier that comes back h
// bytes later: that of two messages, of which the first has no records.
func recurs(b []byte, h int, id identifier) bool {
	if len(b) < 2*h {
		return false
	}
	for q := 0; q+identLength <= h; q++ {
		if v := b[q : q+identLength]; id.is(v) && bytes.Equal(v, b[h+q:h+q+identLength]) {
			return true
		}
	}
	return false
}

// leads reports whether some number leads from the message of h bytes that the sample
// begins with through enough messages that share an identifier.
func (s *sample) leads(h int, tunnels bool) bool {
	if !recurs(s.w, h, byMagic) && !recurs(s.w, h, byEBCDIC) {
		return false
	}
	for _, n := range [...]int{4, 2} {
		for p := 0; p+n <= h; p++ {
			for _, from := range [...]framing.Base{framing.FromMessage, framing.FromHeader} {
				at := framing.At(p, n)
				if v := at.Uint(s.w); (from == framing.FromHeader) != (v == 0) || v > 0 && v != uint64(h) {
					continue
				}
				if s.captured(at, from, h, tunnels) {
					return true
				}
			}
		}
	}
	return false
}

// captured reports whether the length at a place leads through messages that Sniff
// believes.
func (s *sample) captured(at framing.Extent, from framing.Base, header int, tunnels bool) bool {
	starts, end := s.heads(at, from, header)
	letters := s.shared(starts, header, at, byEBCDIC)
	switch {
	case letters && tunnels:
		return len(starts) >= byEBCDIC.need
	case letters && end == len(s.w):
		return len(starts) >= byEBCDIC.need
	case letters:
		return end > len(s.w) && len(starts) >= leastWithoutTunnels
	}
	return tunnels && len(starts) >= byMagic.need && s.shared(starts, header, at, byMagic)
}

// leastWithoutTunnels is how many messages are believed by their identifiers alone
// when the last is cut off. Lengths that lead just to the end are evidence themselves.
const leastWithoutTunnels = 3

// heads lists where messages begin, one that is cut off at the end of the sample
// included, and where they end: behind the sample when the last is cut off, 0 when
// they break off.
func (s *sample) heads(at framing.Extent, from framing.Base, header int) (starts []int, end int) {
	pos := 0
	for s.spend(64) && pos+header <= len(s.w) {
		n := at.Uint(s.w[pos:])
		if from == framing.FromHeader {
			n += uint64(header)
		}
		if n < uint64(header) || n > framing.DefaultLimit {
			return starts, 0
		}
		starts = append(starts, pos)
		pos += int(n)
	}
	if s.work <= 0 || len(starts) == 0 {
		return nil, 0
	}
	if pos < len(s.w) { // the last header is cut off
		pos = len(s.w) + 1
	}
	return starts, pos
}

// shared reports whether the headers of all messages have an identifier in common,
// outside the length.
func (s *sample) shared(starts []int, header int, at framing.Extent, id identifier) bool {
	run := 0
	for i := range header {
		same := i < at.Off || i >= at.End()
		for _, start := range starts {
			same = same && s.w[start+i] == s.w[i]
		}
		if run++; !same {
			run = 0
		}
		if run >= identLength && id.is(s.w[i+1-identLength:i+1]) {
			return true
		}
	}
	return false
}

// sniffWork bounds what is spent on telling whether an input may be a capture.
const sniffWork = 1 << 20

// Plausible reports whether b, the first bytes of an input, reads as messages: lengths lead from one to the next, all
// have the same identifier in the same place, and tunnels of known form, or enough letters, speak for it.
func Plausible(b []byte) bool {
	s := &sample{w: b, work: sniffWork}
	tunnels := holdsTunnel(b)
	for _, n := range [...]int{4, 2} {
		for p := 0; p+n <= min(len(b), mostHeader); p++ {
			h := wire.Uint(b[p : p+n])
			if h < uint64(max(leastHeader, p+n)) || h > mostHeader || p+n > len(b)-int(h) {
				continue
			}
			if s.leads(int(h), tunnels) {
				return true
			}
		}
	}
	return false
}

// holdsTunnel reports whether a structure that describes a tunnel is in b.
func holdsTunnel(b []byte) bool {
	return len(structures(b, message.LetterK, 4, message.IsIKETunnel)) > 0 ||
		len(structures(b, 0, 0, message.IsIPTunnel)) > 0
}
