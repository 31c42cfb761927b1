package smf

import (
	"encoding/binary"

	"github.com/zertify/zertify/schema/wire"
)

// Record is one logical SMF record. Data begins at the four-byte record
// descriptor word, so offsets printed in the manuals index it directly. For
// spanned records and for framings without descriptor words that word is made
// up; where a record is longer than 65,535 bytes its length is 0, so go by
// len(Data). Data holds at least HeaderLen bytes. A Record and its Data are valid
// until the next call of Reader.Next.
type Record struct {
	wire.Pos
	Span       int64  // bytes of input it occupies, with its descriptor words
	Type       uint16 // 0-255, or the real type of a record with extended header
	Subtype    uint16 // 0 unless HasSubtype
	HasSubtype bool   // flag X'40': the header has a subsystem id and a subtype
	Extended   bool   // 56-byte header (z/OS 2.3): type byte 126, real type 0-2047
	Malformed  bool   // type byte 126 without a well-formed extended header
	Odd        bool   // the header fails the plausibility test but its neighbours pass
	Spanned    bool   // put together from segments
	Long       bool   // more than 32,767 bytes: more than SMF allows a record
	Salvaged   bool   // its end was inferred, not read
	Disputed   bool   // its length is contradicted by what it holds; Note says how, or it is salvaged
	Note       string // what is odd about how it was framed, in words; "" for nothing
	Data       []byte
}

// Offsets in a record with its descriptor word.
const (
	offFlags   = 4
	offType    = 5
	offTime    = 6
	offDate    = 10
	offSID     = 14
	offSSI     = 18
	offSubtype = 22

	baseHeader     = 18 // without subtype
	subtypeHeader  = 24
	extendedHeader = 56
)

// Bits of the flag byte. X'80' also claims a subsystem id, but records that have
// one leave it off, so only X'40' decides the header's length.
const (
	flagSubtype  = 0x40
	flagExtended = 0x20
	flagVersions = 0x1E // set by SMF itself in every record it writes
)

// typeExtended is the type byte of a record whose real type is in the extension.
const typeExtended = 126

// maxRecord is the largest record that SMF data sets are defined for.
const maxRecord = 32767

// SID returns the system id as written: four EBCDIC characters, blank padded.
func (r *Record) SID() [4]byte { return [4]byte(r.Data[offSID : offSID+4]) }

// CopyMark is the subsystem id, ANON in EBCDIC, of records in a copy from which
// everything that identifies was taken. No field is evaluated less than this one, and
// it goes wherever the record goes: into other data sets, framings and wrappings.
const CopyMark = "\xC1\xD5\xD6\xD5"

// IsCopy reports whether the record carries CopyMark.
func (r *Record) IsCopy() bool {
	return r.HasSubtype && string(r.Data[offSSI:offSubtype]) == CopyMark
}

// MarkCopy puts CopyMark into the copy of a record that has a subsystem id.
func (r *Record) MarkCopy(data []byte) {
	if r.HasSubtype && len(data) >= offSubtype {
		copy(data[offSSI:offSubtype], CopyMark)
	}
}

// Moment returns the time of the header as microseconds since 1970 in the zone of
// the writing system, which the record does not name. It reports false when
// the date or the time is impossible.
func (r *Record) Moment() (unixMicros int64, ok bool) {
	return wire.Moment(r.Data[offTime:offTime+4], r.Data[offDate:offDate+4])
}

// HeaderLen returns the length of the header with the descriptor word: 18, 24 or 56.
func (r *Record) HeaderLen() int {
	switch {
	case r.Extended:
		return extendedHeader
	case r.HasSubtype:
		return subtypeHeader
	}
	return baseHeader
}

// DumpHeader reports whether the record is the one a dump program writes first.
// Its SID is that of the dumping system, not of the data.
func (r *Record) DumpHeader() bool { return r.Type == 2 && !r.HasSubtype }

// DumpTrailer reports whether the record is the one a dump program writes last.
func (r *Record) DumpTrailer() bool { return r.Type == 3 && !r.HasSubtype }

// readHeader fills the header fields from Data. It reports false when Data is
// too short for the header that its flags announce.
func (r *Record) readHeader() bool {
	d := r.Data
	if len(d) < baseHeader {
		return false
	}
	r.Type, r.Subtype = uint16(d[offType]), 0
	r.HasSubtype = d[offFlags]&flagSubtype != 0
	r.Extended, r.Malformed = false, false
	if r.HasSubtype {
		if len(d) < subtypeHeader {
			return false
		}
		r.Subtype = binary.BigEndian.Uint16(d[offSubtype:])
	}
	if r.Type == typeExtended {
		r.readExtension()
	}
	return true
}

// readExtension takes the real type from the extended header: length 32 and
// version 1 at 24, type at 52.
func (r *Record) readExtension() {
	d := r.Data
	const flags = flagSubtype | flagExtended
	if len(d) < extendedHeader || d[offFlags]&flags != flags ||
		binary.BigEndian.Uint16(d[24:]) != 32 || d[26] != 1 || binary.BigEndian.Uint16(d[52:]) > 2047 {
		r.Malformed = true
		return
	}
	r.Extended, r.Type = true, binary.BigEndian.Uint16(d[52:])
}

// bareHeader is the part of a header that the plausibility test looks at: flags,
// type, time, date and system id, without descriptor word.
const bareHeader = baseHeader - 4

// digitPair[b] is the number that b's two packed decimal digits make, -1 if none.
var digitPair = func() (t [256]int8) {
	for i := range t {
		t[i] = -1
		if hi, lo := i>>4, i&15; hi < 10 && lo < 10 {
			t[i] = int8(10*hi + lo)
		}
	}
	return t
}()

// sidChar holds the EBCDIC bytes a system id is made of: letters, digits, the
// national characters # @ $, and blank. These code points hold in all code pages.
var sidChar = func() (t [256]bool) {
	for _, r := range [][2]int{{0xC1, 0xC9}, {0xD1, 0xD9}, {0xE2, 0xE9}, {0xF0, 0xF9}, {0x7B, 0x7C}, {0x5B, 0x5B},
		{0x40, 0x40}} {
		for c := r[0]; c <= r[1]; c++ {
			t[c] = true
		}
	}
	return t
}()

const hundredthsPerDay = 24 * 60 * 60 * 100

// plausible tests the 14 bytes after a descriptor word for being an SMF header.
// It is what tells true framings from false ones, so it looks at everything that
// is known to hold. Types 128-255 belong to users, whose programs may leave the
// version bits off; lenient forgives that to all types.
func plausible(h []byte, lenient bool) bool {
	h = h[:bareHeader]
	if h[0]&flagVersions != flagVersions && h[1] < 128 && !lenient {
		return false
	}
	if binary.BigEndian.Uint32(h[2:]) >= hundredthsPerDay || h[6] > 1 {
		return false
	}
	return plausibleDate(h[6:10]) && plausibleSID(h[10:14])
}

// plausibleDate tests a packed date 0cyydddF; 0C at its end is accepted too.
func plausibleDate(d []byte) bool {
	if sign := d[3] & 15; sign != 0x0F && sign != 0x0C || d[3]>>4 > 9 {
		return false
	}
	if digitPair[d[1]] < 0 || digitPair[d[2]] < 0 {
		return false
	}
	day := 10*int(digitPair[d[2]]) + int(d[3]>>4)
	return day >= 1 && day <= 366
}

func plausibleSID(s []byte) bool {
	return sidChar[s[0]] && sidChar[s[1]] && sidChar[s[2]] && sidChar[s[3]] &&
		binary.BigEndian.Uint32(s) != 0x40404040
}

// plausibleStart is plausible for a first segment that may end inside the header:
// what is missing is taken from a header that passes.
func plausibleStart(h []byte, lenient bool) bool {
	if len(h) >= bareHeader {
		return plausible(h, lenient)
	}
	passes := [bareHeader]byte{0: flagVersions, 6: 1, 7: 0, 8: 0, 9: 0x1F, 10: 0xE2, 11: 0xE8, 12: 0xE2, 13: 0xC1}
	copy(passes[:], h)
	return plausible(passes[:], lenient)
}
