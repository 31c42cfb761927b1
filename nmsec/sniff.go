package nmsec

import (
	"bytes"

	"github.com/zertify/zertify/nmsec/discover"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/wire"
)

// Sniff reports whether b, the first bytes of an input, look like a captured NMI
// stream: lengths lead from message to message, all messages have the same identifier
// in the same place, and tunnels of known form lie inside them. Letters of EBCDIC
// are identifier enough without tunnels when the messages go on to the end of b.
// Files of other kinds hold any one of these, so that one alone does not count. It
// claims neither SMF dumps nor real-time buffers.
func Sniff(b []byte) bool {
	return !looksOther(b) && discover.Plausible(b)
}

// Begins reports whether b begins with a message in the framing. It is for telling
// what an input is; it claims neither SMF dumps nor real-time buffers, nor anything
// when the framing has nothing to recognise a header by.
func Begins(f *framing.Framing, b []byte) bool {
	r := NewReader("", bytes.NewReader(b), Options{Framing: f})
	r.shape = f.Shape()
	if !r.shape.Ident.Present() && !r.shape.HeaderLen.Present() || looksOther(b) || !r.takeIdent(b) ||
		r.headerLength(b) != r.shape.Header {
		return false
	}
	n, why := r.header(b)
	return why == nil && (n >= len(b) || r.good(b[n:]))
}

// realTimeIDs are the record identifiers of the real-time interface, in EBCDIC:
// INIT, TERM, SMTK, TPKT, CNRQ, ZERT, ZERS.
var realTimeIDs = [...]string{"\xC9\xD5\xC9\xE3", "\xE3\xC5\xD9\xD4", "\xE2\xD4\xE3\xD2", "\xE3\xD7\xD3\xE3",
	"\xE3\xD7\xD2\xE3", "\xC3\xD5\xD9\xD8", "\xE9\xC5\xD9\xE3", "\xE9\xC5\xD9\xE2"}

// looksOther reports that b begins like a real-time buffer or an SMF record: with
// or without descriptor words, or behind the frame of a data buffer.
func looksOther(b []byte) bool {
	if len(b) >= 12 && wire.Uint(b[8:12]) == 1 {
		for _, id := range realTimeIDs {
			if string(b[4:8]) == id {
				return true
			}
		}
	}
	for _, at := range [...]int{0, 4, 8, 16, 20} { // of the flag byte of an SMF header
		if len(b) < at+10 {
			continue
		}
		if days, ok := wire.PackedDate(b[at+6 : at+10]); ok && days > 0 && wire.Uint(b[at+2:at+6]) < 24*60*60*100 {
			return true
		}
	}
	return false
}
