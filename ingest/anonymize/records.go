package anonymize

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/smf"
)

// Where the parts of an SMF record lie; see package smf.
const (
	headerEnd     = 24
	extendedEnd   = 56
	tripletCount  = 24
	firstTriplet  = 28
	tripletSize   = 8
	descriptorEnd = 4
)

// smf copies SMF records, piece by piece in the places they have.
func (a *anonymizer) smf(name string, in io.Reader) error {
	opt := a.opt.SMF
	opt.Pieces = true
	r := smf.NewReader(name, in, opt)
	a.sum.Form = "SMF"
	for {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Next()
		framing, _ := r.Framing()
		a.sum.Framing = framing.String()
		var fault *stream.Fault
		switch {
		case err == io.EOF:
			return a.pieces(r.Pieces(), framing, nil)
		case errors.As(err, &fault):
			a.problem(fault, &a.sum.Faults)
			if err := a.pieces(r.Pieces(), framing, nil); err != nil {
				return err
			}
			if err := a.lost(fault.Start + fault.Bytes); err != nil {
				return err
			}
		case err != nil:
			return err
		default:
			a.sum.Records++
			if err := a.pieces(r.Pieces(), framing, a.record(rec)); err != nil {
				return err
			}
		}
	}
}

// unread is what stands in the copy for each byte of what could not be read. Zeros
// would be taken for the unused end of a buffer, and what follows be read wrong.
var unread = []byte{0xFF}

// lost writes what is left of a fault that ends at an offset.
func (a *anonymizer) lost(end int64) error {
	for a.out.pos < end {
		n := min(end-a.out.pos, lostChunk)
		if err := a.out.at(a.out.pos, bytes.Repeat(unread, int(n))); err != nil {
			return err
		}
	}
	return nil
}

const lostChunk = 1 << 16

// pieces writes what the reader went over. data is the copy of a record; nil when
// there is none.
func (a *anonymizer) pieces(ps []smf.Piece, framing smf.Framing, data []byte) error {
	rest := data
	if len(rest) >= descriptorEnd {
		rest = rest[descriptorEnd:]
	}
	for _, p := range ps {
		var b []byte
		switch {
		case p.Kind == smf.PieceBlock:
			b = p.Bytes
		case p.Kind == smf.PieceMark:
			b = a.mark(p.Bytes, framing)
		case p.Kind == smf.PieceWord:
			b = a.frame(p.Bytes, framing)
		case data == nil:
			b = bytes.Repeat(unread, p.Len)
		default:
			n := min(p.Len, len(rest))
			b, rest = rest[:n], rest[n:]
		}
		if err := a.out.at(p.Start, b); err != nil {
			return err
		}
	}
	return nil
}

// Of the frame around a record in a real-time buffer only the first bytes are
// described: lengths, format and time.
const (
	frameHead = 16
	frameTime = 8
)

// frame returns what stays of the bytes around a record's data.
func (a *anonymizer) frame(b []byte, framing smf.Framing) []byte {
	if framing != smf.Buffer || len(b) < frameHead+descriptorEnd {
		return b
	}
	out := append([]byte(nil), b...)
	clear(out[frameHead : len(out)-descriptorEnd])
	a.shiftClock(out[frameTime:frameHead])
	a.countZeroed(b, out)
	return out
}

// Where a socket record of the real-time interface has its names: system, service
// and stack in INIT, which also gives a time; the code of a TERM is not a name.
const (
	socketHead  = 16
	initSystem  = 16
	initService = 24
	initStack   = 32
	initTime    = 40
	initEnd     = 48
	termEnd     = 20
	markerHead  = 3 // of an FTP restart marker
)

// The identifiers of the two, in EBCDIC.
const (
	socketInit = "\xC9\xD5\xC9\xE3"
	socketTerm = "\xE3\xC5\xD9\xD4"
)

// mark returns what stays of a piece that holds no record data.
func (a *anonymizer) mark(b []byte, framing smf.Framing) []byte {
	out := make([]byte, len(b))
	defer func() { a.countZeroed(b, out) }()
	if framing != smf.Buffer || len(b) < socketHead {
		copy(out, b[:min(markerHead, len(b))])
		return out
	}
	copy(out, b[:socketHead])
	switch id := string(b[4:8]); {
	case id == socketInit && len(b) >= initEnd:
		copy(out[initSystem:initEnd], b[initSystem:])
		a.text(System, out[initSystem:initService])
		a.text(System, out[initStack:initTime])
		a.shiftClock(out[initTime:initEnd])
	case id == socketTerm && len(b) >= termEnd:
		copy(out[socketHead:termEnd], b[socketHead:])
	}
	return out
}

// record returns the copy of a record, valid until the next.
func (a *anonymizer) record(rec *smf.Record) []byte {
	out := a.blank(len(rec.Data))
	copy(out, rec.Data[:descriptorEnd])
	a.header(rec, out)
	rt := record.TypeOf(rec.Type, rec.Subtype)
	if rt == nil || rec.Malformed || !rec.HasSubtype {
		a.sum.Emptied++
	} else {
		a.known(rec, rt, out)
	}
	a.countZeroed(rec.Data, out)
	return out
}

// cover marks bytes as belonging to a section of a message.
func cover(covered []byte, from, to int) {
	for i := from; i < min(to, len(covered)); i++ {
		covered[i] = 1
	}
}

// header copies the record header, and marks it as that of a copy. Of an extended one only what says that it is
// one, and the type, is described.
func (a *anonymizer) header(rec *smf.Record, out []byte) {
	n := min(rec.HeaderLen(), headerEnd)
	a.section(section{st: a.set.Structure("smf119_header"), in: rec.Data[:n], out: out[:n]})
	rec.MarkCopy(out)
	if rec.Extended {
		copy(out[headerEnd:headerEnd+3], rec.Data[headerEnd:])
		copy(out[extendedEnd-4:extendedEnd-2], rec.Data[extendedEnd-4:])
	}
}

// known copies a record that has a layout. When its sections cannot be found, or
// lie over each other, header and triplets are all that stays: they say why. What
// could stay of one section might be what must not stay of the other.
func (a *anonymizer) known(rec *smf.Record, rt *record.Type, out []byte) {
	a.triplets(rec.Data, out)
	loc := &a.was
	if err := smf.Locate(rec, rt, loc); err != nil {
		a.problem(err, &a.sum.Rejected)
		return
	}
	ipv6 := rt.IPv6(loc.Sections)
	for i, sec := range loc.Sections {
		if i == 0 || sec == nil {
			continue
		}
		at, l := offset(rec.Data, sec), &rt.Locators[i]
		parts := [][]byte{sec}
		if l.Split != "" {
			parts = smf.Splits[l.Split](sec)
		}
		for _, part := range parts {
			a.tested(l.Kind.String(), part, rec.Data, out, at, ipv6)
			at += len(part)
		}
	}
	for _, o := range loc.Others {
		if at := offset(rec.Data, o.Data); isText(o.Data) { // sections may be told by being text
			blanks(out[at : at+len(o.Data)])
			a.sum.Zeroed += int64(len(o.Data))
		}
	}
	a.compare(rec, rt, out)
}

// tested copies a section whose inferred fields are read only when it passes a
// test, and sees to it that the copy passes when the section does.
func (a *anonymizer) tested(structure string, in, data, out []byte, at int, ipv6 bool) {
	st := a.set.Structure(structure)
	s := section{st: st, in: in, out: out[at : at+len(in)], ipv6: ipv6,
		sure: layout.Passes(st.Accept, in, data[:headerEnd])}
	a.section(s)
	from, to := st.Inferred()
	if s.sure || from == to || !layout.Passes(st.Accept, s.out, out[:headerEnd]) {
		return
	}
	for i := from; i < min(to, len(s.out)); i++ {
		s.out[i] = 0xFF // zeros would be believed
	}
}

// triplets copies the self-defining section as far as it lies in the record.
func (a *anonymizer) triplets(data, out []byte) {
	if len(data) < firstTriplet || data[5] == typeExtended {
		return
	}
	copy(out[tripletCount:tripletCount+2], data[tripletCount:])
	n := int(binary.BigEndian.Uint16(data[tripletCount:]))
	end := firstTriplet + min(n, (len(data)-firstTriplet)/tripletSize)*tripletSize
	copy(out[firstTriplet:end], data[firstTriplet:])
}

// typeExtended is the type byte of records whose real type is elsewhere.
const typeExtended = 126

// offset tells where in data its part s begins. Both reach to the end of the same
// memory, of which a slice tells the distance.
func offset(data, s []byte) int { return cap(data) - cap(s) }

// isText is the test by which sections of some records are told apart: EBCDIC text,
// perhaps filled up with zeros.
func isText(b []byte) bool {
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	for _, c := range b {
		if c < 0x40 || c == 0xFF {
			return false
		}
	}
	return len(b) > 0
}

func blanks(b []byte) {
	for i := range b {
		b[i] = 0x40
	}
}

// compare counts the record when its copy is not read as the record is.
func (a *anonymizer) compare(rec *smf.Record, rt *record.Type, out []byte) {
	fresh, was, is := *rec, &a.was, &a.is
	fresh.Data = out
	if smf.Locate(&fresh, rt, is) != nil || len(is.Others) != len(was.Others) {
		a.sum.Changed++
		return
	}
	for i, s := range was.Sections {
		if len(s) != len(is.Sections[i]) || was.Triplets[i] != is.Triplets[i] {
			a.sum.Changed++
			return
		}
	}
}
