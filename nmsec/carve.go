package nmsec

import (
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"

	"github.com/dustin/go-humanize/english"
)

// carveChunk is how much is searched at a time.
const carveChunk = 1 << 20

// carve returns the next structure of known form, or the bytes up to it.
func (r *Reader) carve() (*Message, error) {
	w := r.src.Need(carveChunk)
	if len(w) == 0 {
		return nil, r.finish()
	}
	size, role := carveAt(w)
	if size > 0 {
		return r.carved(w[:size:size], role), nil
	}
	return nil, r.uncarved()
}

// carveAt tells whether a known structure begins w, and how long it is.
func carveAt(w []byte) (size int, role string) {
	b := w[:min(len(w), ikeTunnelLen)]
	switch {
	case isIKETunnel(b):
		if len(b) == ikeTunnelLen && isNewIKETunnel(b) {
			return ikeTunnelLen, RoleIKETunnel
		}
		return ikeTunnelOld, RoleIKETunnel
	case isIPTunnel(b):
		return ipTunnelHead, RoleIPTunnel
	}
	return 0, ""
}

// isNewIKETunnel reports whether the fields from +236 on, which older releases do
// not write, make sense.
func isNewIKETunnel(b []byte) bool {
	return within(b[236]&0x0F, 1, 2) && b[237]&0x0F <= 1 && b[239] <= 7 && wire.Uint(b[248:252]) < 1<<24 &&
		wire.Uint(b[252:256]) <= 1024
}

// carved makes a structure a message of its own.
func (r *Reader) carved(b []byte, role string) *Message {
	m := &r.msg
	r.messages++
	*m = Message{Pos: wire.Pos{File: r.name, Record: r.messages, Start: r.src.Pos()}, Span: int64(len(b)), Data: b,
		NameBasis: "carved: found by its form, without message or record", Stated: -1, Carved: true}
	r.walk.secs = append(r.walk.secs[:0], Section{Data: b, Role: role})
	r.walk.recs = append(r.walk.recs[:0], Record{Data: b, Parent: -1, Sections: r.walk.secs})
	m.Records = r.walk.recs
	r.src.Skip(len(b))
	return m
}

// uncarved reports the bytes up to the next known structure.
func (r *Reader) uncarved() *stream.Fault {
	start, n := r.src.Pos(), int64(0)
	head := stream.Head(r.src.Need(16))
	for from := 1; ; from = 0 {
		w := r.src.Need(carveChunk)
		stop := len(w)
		if !r.src.Ended() {
			stop -= ikeTunnelLen
		}
		i := from
		for i < stop {
			if size, _ := carveAt(w[i:]); size > 0 {
				break
			}
			i = nextLetter(w, i+1, stop)
		}
		i = min(i, len(w))
		r.src.Skip(i)
		n += int64(i)
		if i < stop || r.src.Ended() {
			break
		}
	}
	return r.fault(KindUncarved, start, n, "%s that are no known structure, they begin %x",
		english.Plural(int(n), "byte", ""), head)
}

// nextLetter returns the next place from i to stop where a structure may begin: an IKE
// tunnel has a K after four bytes, an IP tunnel begins with a
// letter.
func nextLetter(w []byte, i, stop int) int {
	for ; i < stop; i++ {
		if within(w[i], 0xC1, 0xE9) && i+1 < len(w) && within(w[i+1], ebcdic0, ebcdic9) || i+4 < len(w) && w[i+4] == ebcdicK {
			return i
		}
	}
	return i
}

// Sniff reports whether b, the first bytes of an input, look like a captured NMI
// stream: lengths lead from message to message, all messages have the same identifier
// in the same place, and tunnels of known form lie inside them. Letters of EBCDIC
// are identifier enough without tunnels when the messages go on to the end of b.
// Files of other kinds hold any one of these, so that one alone does not count. It
// claims neither SMF dumps nor real-time buffers.
func Sniff(b []byte) bool {
	if looksOther(b) {
		return false
	}
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
	return len(structures(b, ebcdicK, 4, isIKETunnel)) > 0 || len(structures(b, 0, 0, isIPTunnel)) > 0
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
