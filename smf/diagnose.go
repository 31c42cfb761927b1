package smf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/stream"
)

// NotSMF says that an input does not hold SMF records that could be read, what it
// seems to be instead, and how to get one that does.
type NotSMF struct {
	File    string
	ID      string // stable name of the finding, such as E-ASCII
	Message string // what was found and what it means
	Try     string // what to do about it
	Offset  int64  // where it shows
	Head    []byte // first 16 bytes there
}

func (e *NotSMF) Error() string {
	head := ""
	if len(e.Head) > 0 {
		head = fmt.Sprintf(" (%x)", e.Head)
	}
	return fmt.Sprintf("%s: %s at byte %d%s: %s; %s", e.File, e.ID, e.Offset, head, e.Message, e.Try)
}

// Named reports whether the input was recognised as something, and not only found
// to hold no records.
func (e *NotSMF) Named() bool { return !unnamed[e.ID] }

// unnamed lists the findings that fit any file, or rest on what may be chance: a
// capture of the NMI holds a few bytes that look like a record header, too.
var unnamed = map[string]bool{"E-UNKNOWN": true, "E-OTHER": true, "E-RAW": true, "E-TINY": true, idNoRDW: true}

// finding is a diagnosis of a window; id is empty when there is none.
type finding struct {
	id, message, try string
	at               int // bytes into the window
}

func (r *Reader) refuse(w window, f finding) error {
	if r.opt.Salvage && f.id != idShifted {
		why := "the bytes themselves were changed"
		if headers(w.b) == 0 {
			why = "no record header is visible"
		}
		f.message += hint.Words("; {salvage} cannot help: ") + why
	}
	return &NotSMF{
		File: r.name, ID: f.id, Message: f.message, Try: hint.Words(f.try),
		Offset: w.pos + int64(f.at), Head: stream.Head(w.b[min(f.at, len(w.b)):]),
	}
}

// How to transfer a dump so that its lengths survive.
const (
	tryFTP     = "ftp> binary, ftp> quote site rdw, ftp> get 'hlq.SMF119'"
	tryAgain   = "transfer it again: " + tryFTP
	tryLength  = tryAgain + " (Zowe: zos-files download ds --record; Co:Z: linerule=rdw; Connect:Direct: RECFM=U)"
	trySalvage = "if that cannot be done, {salvage} infers where records end"
)

const (
	idNoRDW   = "E-NORDW"
	idShifted = "E-SHIFTED"
)

// diagnosis looks at a window for one thing.
type diagnosis func(w window) finding

// The diagnoses in the order they are made, before and after the search for
// records behind damage. The last one always finds something.
var (
	beforeSearch = []diagnosis{tiny, knownStart, tapeImage, socketOnly, crlfDamage}
	afterSearch  = []diagnosis{componentTrace, listed, lossyUTF8, translated, compressedMode, noDescriptors,
		hexDump, wideText, plainText, otherRecords, random, nothing}
)

func firstFinding(w window, of []diagnosis) (finding, bool) {
	for _, look := range of {
		if f := look(w); f.id != "" {
			return f, true
		}
	}
	return finding{}, false
}

func tiny(w window) finding {
	if !w.ended || len(w.b) >= baseHeader {
		return finding{}
	}
	return finding{id: "E-TINY",
		message: fmt.Sprintf("the file has %d %s, an SMF record has at least %d", len(w.b),
			english.PluralWord(len(w.b), "byte", ""), baseHeader),
		try: "check the transfer log and the size of the data set on z/OS"}
}

// tapeImage recognises AWSTAPE: chunks with a six-byte header of little-endian
// length, length of the previous chunk, and flags.
func tapeImage(w window) finding {
	const headLen = 6
	if len(w.b) < headLen || w.b[4] != 0xA0 || w.b[5] != 0 || binary.LittleEndian.Uint16(w.b[2:]) != 0 {
		return finding{}
	}
	n := int(binary.LittleEndian.Uint16(w.b))
	if next := headLen + n; n == 0 || len(w.b) >= next+4 && int(binary.LittleEndian.Uint16(w.b[next+2:])) != n {
		return finding{}
	}
	return finding{id: "E-AWS", message: "an AWSTAPE image: tape blocks with six-byte chunk headers in front",
		try: "copy the tape file out of the image (hetget -n without -u, awsutil or IEBGENER) and give that with " +
			"{framing}=bdw"}
}

// socketOnly recognises what a collector read from a real-time management socket
// without the buffers that its tokens stand for.
func socketOnly(w window) finding {
	at, about := 0, ""
	for {
		n, id := socketRecord(w.b[at:])
		if n == 0 || n > len(w.b)-at {
			break
		}
		if text := socketText(id, w.b[at:at+n]); text != "" && len(about) < 200 {
			about += "; " + text
		}
		at += n
	}
	switch {
	case at == 0:
		return finding{}
	case at < len(w.b) && !bytes.Equal(w.b[at:], make([]byte, len(w.b)-at)):
		return finding{id: "E-NMI",
			message: fmt.Sprintf("%s of records of a real-time management socket, then something else%s",
				english.Plural(int(at), "byte", ""), about),
			at:  at,
			try: "save only the buffers that EZBTMIC1 or EZBTMIC4 return"}
	}
	return finding{id: "E-TOKEN",
		message: "captured from a real-time management socket: only buffer tokens (SMTK), no data" + about,
		try:     "have the collector call EZBTMIC1 or EZBTMIC4 for each token and save the buffer it returns"}
}

// lineEndsDamaged reports whether every line feed has a carriage return before it
// and not all of them stand between records. Bytes of binary data do not do that
// on their own; four in a row happen by chance once in four thousand million.
func lineEndsDamaged(b []byte) bool {
	feeds := bytes.Count(b, []byte{'\n'})
	if feeds < 4 || bytes.Count(b, []byte("\r\n")) != feeds {
		return false
	}
	for i := nextHeader(b, 0); i >= 0; i = nextHeader(b, i+bareHeader) {
		for _, at := range [...]int{i, i - 4} { // without and with a descriptor word
			if at > 0 && bytes.HasSuffix(b[:at], []byte("\r\n")) {
				feeds--
				break
			}
		}
	}
	if bytes.HasSuffix(b, []byte("\r\n")) {
		feeds--
	}
	return feeds >= 4
}

func crlfDamage(w window) finding {
	if !lineEndsDamaged(w.b) || printable(w.b) || headers(w.b) == 0 {
		return finding{}
	}
	return finding{id: "E-CRLF",
		message: "a program that took this file for text put a carriage return before each line feed, so lengths and " +
			"contents no longer agree",
		at:  bytes.IndexByte(w.b, '\n') - 1,
		try: "copy it again in binary (FTP ascii mode, git autocrlf, PowerShell redirection do this)"}
}

// headers counts the places where a record header without descriptor word may be.
func headers(b []byte) (n int) {
	for i := nextHeader(b, 0); i >= 0; i = nextHeader(b, i+1) {
		n++
	}
	return n
}

var replacement = []byte("\uFFFD")

func lossyUTF8(w window) finding {
	n := bytes.Count(w.b, replacement)
	if n < 3 || n*1000 < len(w.b) {
		return finding{}
	}
	return finding{id: "E-UTF8",
		message: fmt.Sprintf("converted to UTF-8 text: %s here were replaced by U+FFFD and are lost",
			english.Plural(int(n), "byte", "")),
		at: bytes.Index(w.b, replacement), try: tryAgain}
}

func noDescriptors(w window) finding {
	n := headers(w.b)
	if n == 0 {
		return finding{}
	}
	text, try := fmt.Sprintf(
		"SMF data transferred without record descriptor words: %d record headers are visible, but no lengths", n), ""
	if end := lineEndBehind(w.b); end != "" {
		text += fmt.Sprintf("; behind each record stands X'%X', which a transfer by lines puts there", end)
		try = "transfer by bytes, not by lines (IND$FILE without CRLF; no text mode with translation switched off); "
	}
	return finding{id: idNoRDW, message: text, try: try + tryLength + "; " + trySalvage}
}

// hexDump recognises a listing of digits instead of the bytes themselves.
func hexDump(w window) finding {
	digits := 0
	for _, c := range w.b {
		switch {
		case c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F':
			digits++
		case c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != ':':
			return finding{}
		}
	}
	if digits < 32 {
		return finding{}
	}
	return finding{id: "E-HEX", message: "a hexadecimal listing, not the bytes themselves",
		try: "turn it into binary (xxd -r -p) or " + tryAgain}
}

// printable reports whether b is text: nearly no control characters, valid UTF-8.
func printable(b []byte) bool {
	const sample = 64 << 10
	b = b[:min(len(b), sample)]
	controls := 0
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			controls++
		}
	}
	for i := 0; i < utf8.UTFMax && !utf8.Valid(b) && len(b) > 0; i++ {
		b = b[:len(b)-1] // the sample may end inside a character
	}
	return controls*1000 <= len(b) && len(b) > 0 && utf8.Valid(b)
}

func plainText(w window) finding {
	if !printable(w.b) {
		return finding{}
	}
	what := "this is text, not a binary dump"
	if c := bytes.TrimLeft(w.b, "\ufeff \t\r\n"); len(c) > 0 && (c[0] == '{' || c[0] == '[') {
		what = "this looks like JSON, not a binary dump"
	}
	return finding{id: "E-TEXT", message: what,
		try: "give the SMF records themselves; " + tryAgain + "; of texts, only reports of ipsec (type: ipsec -k display) " +
			"and logs of the IKE daemon are read"}
}

// otherRecords recognises files whose lengths work out but whose records are not
// SMF's.
func otherRecords(w window) finding {
	const enough = 3
	for i := range variants {
		v := &variants[i]
		out, _ := v.cursor(w.pos, false).walk(w, until{heads: math.MaxInt, steps: math.MaxInt})
		if out.heads >= enough && (out.stop == stopEnd || out.stop == stopWindow && out.heads >= 10*enough) {
			return finding{id: "E-OTHER", at: v.head,
				message: fmt.Sprintf("%d records with %s framing, but %d of them begin with an SMF header", out.heads, v.framing,
					out.good),
				try: "check that this is a dump of SMF data; if it is, name its framing with {framing}"}
		}
	}
	return finding{}
}

// random recognises compressed or encrypted data by its entropy, which needs a
// sample large enough for 256 counts to settle.
func random(w window) finding {
	const sample = 64 << 10
	if len(w.b) < sample || entropy(w.b[:sample]) < 7.9 {
		return finding{}
	}
	return finding{id: "E-RAW", message: "no SMF structure; the data look compressed or encrypted",
		try: "unpack or decrypt it first; a copy of a log stream data set cannot be read, dump it with IFASMFDL"}
}

// entropy returns the bits per byte of b.
func entropy(b []byte) (bits float64) {
	var counts [256]int
	for _, c := range b {
		counts[c]++
	}
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(b))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

func nothing(w window) finding {
	return finding{id: "E-UNKNOWN", message: "no SMF records found under any framing",
		try: "check that this is a dump of SMF data (IFASMFDP, IFASMFDL); " + tryLength}
}
