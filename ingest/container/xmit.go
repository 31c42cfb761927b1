package container

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/dustin/go-humanize/english"
)

// TSO TRANSMIT writes NETDATA: segments of at most 255 bytes that take no
// notice of the 80-byte cards around them. Control records INMR01 to INMR07
// carry text units; what follows INMR03 without the control flag is the file.
// (TSO/E Customization, appendix on the format of transmitted data.)
var xmitFormat = Format{
	Name:  xmitName,
	Doc:   "TSO TRANSMIT (NETDATA); sequential files are opened, libraries named",
	Exts:  []string{".xmit", ".xmi"},
	Match: isXmit,
	open:  openXmit,
}

const (
	xmitName = "XMIT"

	inmr01 = "\xc9\xd5\xd4\xd9\xf0\xf1" // INMR01 in EBCDIC
	inmr   = "\xc9\xd5\xd4\xd9"         // INMR

	segFirst   = 0x80
	segLast    = 0x40
	segControl = 0x20
	segNumber  = 0x10 // holds the number of the next record, nothing of the file

	// maxXmitRecord bounds a reassembled record. Sequential data sets have
	// records of at most some 100 000 bytes.
	maxXmitRecord = 1 << 20

	tryInsteadOfXmit = "use RECEIVE on z/OS, or send the dump with FTP (binary, quote site rdw) or AMATERSE instead"
)

// Keys of text units.
const (
	keyDSName  = 0x0002
	keyBlksize = 0x0030
	keyLrecl   = 0x0042
	keyRecfm   = 0x0049
	keyTime    = 0x1024
	keyUtility = 0x1028
	keyFiles   = 0x102F
)

func isXmit(head []byte) bool {
	return len(head) >= 8 && head[1] == segFirst|segLast|segControl && string(head[2:8]) == inmr01
}

// xmit reads the records of a NETDATA stream.
type xmit struct {
	in      *source
	br      *bufio.Reader
	rec     []byte
	number  int64 // records read
	control bool  // rec is a control record
	held    bool  // rec is still to be looked at
	files   map[uint32]*xmitFile
	many    bool // more than one file was announced
	sent    time.Time
}

// xmitFile is what the INMR02 records say about one file.
type xmitFile struct {
	name      string
	utilities []string
	recfm     uint16
	lrecl     int
	blksize   int
}

func openXmit(in *source, yield func(part) error) error {
	x := &xmit{in: in, br: in.br, files: map[uint32]*xmitFile{}}
	for file := uint32(1); ; {
		if err := x.next(); err != nil {
			return err
		}
		if !x.control {
			return x.fault("a data record where a control record should be")
		}
		switch kind := x.kind(); kind {
		case "INMR01":
			x.header()
		case "INMR02":
			if err := x.describe(); err != nil {
				return err
			}
		case "INMR03":
			if err := x.file(file, yield); err != nil {
				return err
			}
			file++
		case "INMR04", "INMR07":
		case "INMR06":
			return x.finish()
		default:
			return x.fault("control record %q is not known", kind)
		}
	}
}

func (x *xmit) fault(format string, args ...any) *Error {
	e := fault(IDXmit, x.in.offset(), "transfer it again in binary mode to a data set of LRECL 80, "+tryInsteadOfXmit,
		format, args...)
	e.Record = x.number
	return e
}

// finish looks at what follows INMR06: padding to a full card.
func (x *xmit) finish() error {
	if err := x.in.end(nil, 80); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// next reassembles one record into rec.
func (x *xmit) next() error {
	if x.held {
		x.held = false
		return nil
	}
	x.number++
	x.rec = x.rec[:0]
	for first := true; ; first = false {
		flags, err := x.segment()
		switch {
		case err != nil:
			return err
		case flags&0x0F != 0 || (flags&segFirst != 0) != first || !first && (flags&segControl != 0) != x.control:
			return x.fault("segment flags %02X make no sense here", flags)
		}
		x.control = flags&segControl != 0
		if flags&segLast != 0 {
			return nil
		}
	}
}

// segment appends one segment to rec and returns its flags.
func (x *xmit) segment() (byte, error) {
	for {
		var head [2]byte
		if _, err := io.ReadFull(x.br, head[:]); err != nil {
			return 0, x.short(err)
		}
		n := int(head[0]) - len(head)
		if n < 0 {
			return 0, x.fault("a segment of %s", english.Plural(int(head[0]), "byte", ""))
		}
		if len(x.rec)+n > maxXmitRecord {
			return 0, x.fault("a record of more than %d bytes", maxXmitRecord)
		}
		start := len(x.rec)
		x.rec = append(x.rec, make([]byte, n)...)
		if _, err := io.ReadFull(x.br, x.rec[start:]); err != nil {
			return 0, x.short(err)
		}
		if head[1]&segNumber == 0 {
			return head[1], nil
		}
		x.rec = x.rec[:start]
	}
}

// short explains the end of the data; other read errors explain themselves.
func (x *xmit) short(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return x.fault("the data end before the trailer INMR06")
	}
	return err
}

// kind returns the identifier of a control record.
func (x *xmit) kind() string {
	if len(x.rec) < 6 || string(x.rec[:4]) != inmr {
		return ""
	}
	return ebcdic(x.rec[:6])
}

func (x *xmit) header() {
	for key, values := range textUnits(x.rec[6:]) {
		switch key {
		case keyFiles:
			x.many = number(values) > 1
		case keyTime:
			x.sent = xmitTime(ebcdic(values[0]))
		}
	}
}

// maxXmitFiles bounds the descriptions kept. TRANSMIT sends one data set and at
// most a message beside it.
const maxXmitFiles = 1000

// describe takes one INMR02: the number of the file, then text units. A file
// has one for each utility that has to be run to rebuild it.
func (x *xmit) describe() error {
	if len(x.rec) < 10 || len(x.files) > maxXmitFiles {
		return x.fault("INMR02 of %s, the %dth", english.Plural(len(x.rec), "byte", ""), len(x.files))
	}
	n := binary.BigEndian.Uint32(x.rec[6:])
	f := x.files[n]
	if f == nil {
		f = &xmitFile{}
		x.files[n] = f
	}
	for key, values := range textUnits(x.rec[10:]) {
		switch key {
		case keyUtility:
			f.utilities = append(f.utilities[:min(len(f.utilities), 8)], ebcdic(values[0]))
		case keyDSName:
			f.name = joinName(values)
		case keyRecfm:
			f.recfm = uint16(number(values))
		case keyLrecl:
			f.lrecl = number(values)
		case keyBlksize:
			f.blksize = number(values)
		}
	}
	return nil
}

// textUnits returns the units of a control record: key, number of values, and
// each value with its length in front. It ends at the first that does not fit.
func textUnits(s []byte) func(func(uint16, [][]byte) bool) {
	return func(yield func(uint16, [][]byte) bool) {
		for len(s) >= 4 {
			key, count := binary.BigEndian.Uint16(s), int(binary.BigEndian.Uint16(s[2:]))
			s = s[4:]
			var values [][]byte
			for range count {
				if len(s) < 2 || len(s)-2 < int(binary.BigEndian.Uint16(s)) {
					return
				}
				end := 2 + int(binary.BigEndian.Uint16(s))
				values = append(values, s[2:end])
				s = s[end:]
			}
			if len(values) > 0 && !yield(key, values) {
				return
			}
		}
	}
}

// number reads the first value as a number of at most four bytes.
func number(values [][]byte) int {
	v := values[0]
	if len(v) > 4 {
		return 0
	}
	n := 0
	for _, b := range v {
		n = n<<8 | int(b)
	}
	return n
}

func joinName(values [][]byte) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, ebcdic(v))
	}
	return strings.Join(parts, ".")
}

// xmitTime reads yyyymmddhhmmss and whatever fraction follows. The record does
// not name the time zone.
func xmitTime(s string) time.Time {
	t, err := time.Parse("20060102150405", s[:min(14, len(s))])
	if err != nil {
		return time.Time{}
	}
	return t
}

// file hands on the data that follow INMR03.
func (x *xmit) file(n uint32, yield func(part) error) error {
	f := x.files[n]
	if f == nil {
		return x.fault("file %d has no description (INMR02)", n)
	}
	p := part{taken: x.in.since(), mod: x.sent}
	if x.many {
		p.name = cmp.Or(f.name, fmt.Sprintf("file%d", n))
	}
	d := &xmitData{x: x}
	p.layer = f.layer()
	if p.err = f.refusal(); p.err == nil {
		words, err := d.begin(f)
		if err != nil {
			return err
		}
		p.layer.Detail += words
		p.r = d
	}
	if err := yield(p); err != nil {
		return err
	}
	return x.skip()
}

// skip reads on to the next control record.
func (x *xmit) skip() error {
	for {
		if err := x.next(); err != nil {
			return err
		}
		if x.control {
			x.held = true
			return nil
		}
	}
}

// refusal says why a file cannot be rebuilt here, if so.
func (f *xmitFile) refusal() *Error {
	for _, u := range f.utilities {
		switch u {
		case "INMCOPY", "INMTERM":
		case "IEBCOPY":
			return fault(IDXmitLib, -1, "SMF dumps are sequential: check that this is the right file; "+tryInsteadOfXmit,
				"TSO TRANSMIT of a library (partitioned data set) %s, unloaded by IEBCOPY", f.name)
		case "AMSCIPHR":
			return fault(IDXmit, -1, tryInsteadOfXmit, "TSO TRANSMIT of %s, encrypted by %s", f.name, u)
		default:
			return fault(IDXmit, -1, tryInsteadOfXmit, "TSO TRANSMIT of %s, written by %s, which is not known here", f.name, u)
		}
	}
	return nil
}

// recfmBits spells the record format: the high byte as in a data set label, in
// the low byte X'02' for variable records that are sent without their
// descriptor words. Seen in real files: 9000 (FB) and 4802 (VS, without).
const (
	recfmU       = 0xC000
	recfmF       = 0x8000
	recfmV       = 0x4000
	recfmBlocked = 0x1000
	recfmSpanned = 0x0800
	recfmNoWords = 0x0002
)

func (f *xmitFile) format() string {
	var s string
	switch f.recfm & recfmU {
	case recfmU:
		return "U"
	case recfmF:
		s = "F"
	case recfmV:
		s = "V"
	default:
		return ""
	}
	if f.recfm&recfmBlocked != 0 {
		s += "B"
	}
	if f.recfm&recfmSpanned != 0 {
		s += "S"
	}
	return s
}

func (f *xmitFile) layer() Layer {
	l := Layer{Format: xmitName, RecordFormat: f.format(), RecordLength: f.lrecl, BlockSize: f.blksize}
	l.Detail = strings.Join(
		strings.Fields(fmt.Sprintf("%s %s LRECL %d BLKSIZE %d", f.name, l.RecordFormat, f.lrecl, f.blksize)), " ")
	return l
}

// xmitData is the content of one file: V records with descriptor words, others bare.
type xmitData struct {
	x    *xmit
	add  bool   // descriptor words have to be put in front
	have bool   // they are there and are checked
	out  []byte // not yet handed out
	word [rdwSize]byte
	lead []byte // the part of word not yet handed out
}

// begin looks at the first record to settle whether V records come with their
// descriptor words, and says so for display. It is the file's format that
// decides; where that is silent, a first half word that equals the record's
// length does, as that is a descriptor word and hardly ever the start of data.
func (d *xmitData) begin(f *xmitFile) (string, error) {
	if f.recfm&recfmU != recfmV {
		return "", nil
	}
	d.add = true
	if f.recfm&recfmNoWords != 0 {
		return ", descriptor words added", nil
	}
	if err := d.x.next(); err != nil {
		return "", err
	}
	d.x.held = true
	if !d.x.control && hasWord(d.x.rec) {
		d.add, d.have = false, true
		return "", nil
	}
	return ", descriptor words added", nil
}

// hasWord says whether a record begins with its own descriptor word.
func hasWord(rec []byte) bool {
	return len(rec) >= rdwSize && int(binary.BigEndian.Uint16(rec)) == len(rec) && rec[2]&^3 == 0 && rec[3] == 0
}

func (d *xmitData) Read(p []byte) (int, error) {
	for len(d.lead)+len(d.out) == 0 {
		if err := d.record(); err != nil {
			return 0, err
		}
		if len(p) == 0 {
			return 0, nil
		}
	}
	n := copy(p, d.lead)
	d.lead = d.lead[n:]
	k := copy(p[n:], d.out)
	d.out = d.out[k:]
	return n + k, nil
}

// record fetches the next record; io.EOF stands for the control record behind
// the last.
func (d *xmitData) record() error {
	x := d.x
	if err := x.next(); err != nil {
		return err
	}
	switch {
	case x.control:
		x.held = true
		return io.EOF
	case d.have && !hasWord(x.rec):
		return x.fault("a record of %s without the descriptor word that the first one had",
			english.Plural(len(x.rec), "byte", ""))
	case d.add && len(x.rec) > maxVRecord:
		return x.fault("a variable record of %s, more than a descriptor word can count",
			english.Plural(len(x.rec), "byte", ""))
	case d.add:
		binary.BigEndian.PutUint32(d.word[:], uint32(len(x.rec)+rdwSize)<<16)
		d.lead = d.word[:]
	}
	d.out = x.rec
	return nil
}
