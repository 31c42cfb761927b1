package smf

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// Buffers of the real-time network management interfaces (SYSTCPER, SYSTCPES,
// SYSTCPSM, SYSTCPCN). Each record lies in a frame that says its length at both
// ends; a zero halfword ends a buffer. A collector may have saved what it read
// from the socket too: those records announce buffers and hold no SMF data. The
// source is the "IP Programmer's Guide and Reference" (SC27-3659), real-time TCP/IP
// network management interface.

// A frame: its length at 0 and again in its last two bytes, the offset of the
// record at 2, a format number at 4 that repeats the SMF subtype, and at 8 the
// time of writing.
const (
	frameHead     = 16 // shortest; the record's offset may be larger
	frameTail     = 2
	frameFormatID = 4
)

// A socket record: length with itself, identifier, version 1, reserved.
const (
	socketHead  = 16
	maxSocket   = 4096 // the longest published one has 64 bytes
	maxSessions = 64   // connections of which a note is kept
)

// socketIDs names the socket records by their EBCDIC identifiers. The token of a
// packet trace buffer is printed with two spellings.
var socketIDs = map[string]string{
	"\xC3\xD5\xD9\xD8": "CNRQ", "\xC9\xD5\xC9\xE3": "INIT", "\xE3\xC5\xD9\xD4": "TERM", "\xE2\xD4\xE3\xD2": "SMTK",
	"\xE3\xD7\xD2\xE3": "TPKT", "\xE3\xD7\xD3\xE3": "TPKT", "\xE9\xC5\xD9\xE3": "ZERT", "\xE9\xC5\xD9\xE2": "ZERS",
}

// socketRecord returns the length and the name of the socket record that b begins
// with, 0 when there is none.
func socketRecord(b []byte) (n int, id string) {
	if len(b) < socketHead {
		return 0, ""
	}
	size, id := binary.BigEndian.Uint32(b), socketIDs[string(b[4:8])]
	if id == "" || size < socketHead || size > maxSocket || binary.BigEndian.Uint32(b[8:]) != 1 {
		return 0, ""
	}
	return int(size), id
}

// bufferPiece reads the head of a frame or of a socket record.
func bufferPiece(b []byte, _ bool) (int, segment, reason) {
	if n, _ := socketRecord(b); n > 0 {
		return n, marker, fine
	}
	n, off := int(binary.BigEndian.Uint16(b)), int(binary.BigEndian.Uint16(b[2:]))
	if n < frameHead+4+frameTail || off < frameHead || off > n-4-frameTail {
		return 0, 0, badLength
	}
	return n, whole, fine
}

// bufferBody returns the record's data in a frame, without descriptor word. The
// frame may be cut short by the end of b.
func bufferBody(b []byte) []byte {
	n, off := int(binary.BigEndian.Uint16(b)), int(binary.BigEndian.Uint16(b[2:]))
	end := max(0, min(n-frameTail, len(b)))
	return b[min(off+4, end):end]
}

// bufferClosed reports whether a complete frame repeats its length at its end.
func bufferClosed(b []byte) bool {
	if n, _ := socketRecord(b); n > 0 {
		return true
	}
	return int(binary.BigEndian.Uint16(b[len(b)-frameTail:])) == len(b)
}

// bufferGap shortens a run of n zeros at the start of b so that it does not take
// away the first bytes of what follows: the lengths of frames and socket records
// begin with zeros too, and the unused end of a buffer may have any number of
// them. Where b ends before that can be seen, some zeros are left for the next look.
func bufferGap(b []byte, n int, ended bool) int {
	for i := max(0, n-3); i <= n; i++ {
		if beginsInBuffer(b[i:]) {
			return i
		}
	}
	if !ended && n+frameHead+4+bareHeader > len(b) && n > 4 {
		n -= 4
	}
	return n - n%2
}

// beginsInBuffer reports whether b begins with a socket record or with a frame
// around a record.
func beginsInBuffer(b []byte) bool {
	if n, _ := socketRecord(b); n > 0 {
		return true
	}
	if len(b) < frameHead+4+bareHeader {
		return false
	}
	_, _, why := bufferPiece(b, false)
	data := bufferBody(b)
	return why == fine && len(data) >= bareHeader && plausible(data, true)
}

// misframed says what is wrong with the record in a complete frame; "" when
// nothing is.
func misframed(b []byte) string {
	off := int(binary.BigEndian.Uint16(b[2:]))
	if have := len(b) - off - frameTail; string(b[off:off+4]) != string(descriptorWord(have, whole)) {
		return fmt.Sprintf("frame of %s holds a record of %d, whose descriptor word is %x",
			english.Plural(len(b), "byte", ""), have, b[off:off+4])
	}
	return ""
}

// formatNote compares a frame's format number with the subtype of its record.
func formatNote(b []byte, rec *Record) string {
	if id := binary.BigEndian.Uint32(b[frameFormatID:]); rec.HasSubtype && id != uint32(rec.Subtype) {
		return fmt.Sprintf("the frame says format %d, the record subtype %d", id, rec.Subtype)
	}
	return ""
}

// takeFrame delivers the record in a complete frame, which has been passed.
func (r *Reader) takeFrame(start int64, b []byte) (*Record, error) {
	if wrong := misframed(b); wrong != "" {
		return nil, r.fault(KindBadBlock, start, int64(len(b)), "%s, bytes %x", wrong, stream.Head(b))
	}
	off := int(binary.BigEndian.Uint16(b[2:]))
	rec, err := r.deliver(b[off:len(b)-frameTail:len(b)-frameTail], start, int64(len(b)))
	if rec != nil {
		rec.Note = formatNote(b, rec)
	}
	return rec, err
}

// A Note is something worth telling about the input that concerns no record.
type Note struct {
	Start int64 // where in the input
	Text  string
}

// noteSocket keeps what a socket record says about the connection it came over.
func (r *Reader) noteSocket(start int64, b []byte) {
	_, id := socketRecord(b)
	r.stats.Socket++
	text := socketText(id, b)
	if text != "" && len(r.notes) < maxSessions {
		r.notes = append(r.notes, Note{Start: start, Text: text})
	}
}

// termCodes are the published reasons for ending a connection.
var termCodes = map[uint32]string{
	0: "planned: the service or the stack is ending", 111: "EACCES: the client is not permitted",
	121: "EINVAL: the client sent invalid data",
	132: "ENOMEM: no storage", 140: "EPIPE",
}

// socketText puts the beginning or the end of a connection in words.
func socketText(id string, b []byte) string {
	switch {
	case id == "INIT" && len(b) >= 52:
		at := ""
		if us, ok := wire.TOD(binary.BigEndian.Uint64(b[40:])); ok {
			at = ", started " + time.UnixMicro(us).UTC().Format(time.RFC3339)
		}
		return fmt.Sprintf("real-time connection to service %s of stack %s on %s%s", ebcdicName(b[24:32]),
			ebcdicName(b[32:40]), ebcdicName(b[16:24]), at)
	case id == "TERM" && len(b) >= 20:
		code := binary.BigEndian.Uint32(b[16:])
		why := termCodes[code]
		if why == "" {
			why = "not a published code"
		}
		return fmt.Sprintf("real-time connection ended by the server with code %d (%s)", code, why)
	}
	return ""
}

// ebcdicName returns a blank-padded name for a message; quoted, because it comes
// from the input.
func ebcdicName(b []byte) string {
	text, err := charmap.CodePage1047.NewDecoder().Bytes(b)
	if err != nil {
		return fmt.Sprintf("%x", b)
	}
	return fmt.Sprintf("%q", strings.TrimRight(string(text), " \x00"))
}
