// Package wire holds the few number and text forms that z/OS records are made
// of: big-endian integers, bit fields, store-clock values, packed dates, EBCDIC
// text and addresses. It also owns Error, which says where in an input something
// could not be read. Nothing here allocates from a length found in the input,
// and no function panics on any content; callers pass slices they have already
// cut to the checked length.
package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"
)

// Pos names the record an item came from.
type Pos struct {
	File   string // path as the user gave it, archive members after '!'
	Record int64  // 1-based number of the SMF record or NMI message in File; 0 while framing
	Start  int64  // byte offset in File where that record begins
}

// The reasons an Error can carry. Decide on them with errors.Is.
var (
	ErrTruncated = errors.New("input ends inside a record")
	ErrSegment   = errors.New("segments do not follow each other")
	ErrFraming   = errors.New("descriptor word makes no sense")
	ErrHeader    = errors.New("record header makes no sense")
	ErrLocator   = errors.New("section lies outside its record")
	ErrShort     = errors.New("section shorter than its required part")
	ErrOverlap   = errors.New("sections overlap")
	ErrEye       = errors.New("identifier not found")
	ErrLimit     = errors.New("larger than the limit")
	ErrUnknown   = errors.New("no layout for this record")
)

// Error says what could not be read and where. Off counts from the start of
// the logical record, which for a spanned record is not a file offset.
type Error struct {
	Pos
	Off    int    // bytes into the logical record; negative when it does not apply
	Struct string // structure name; "" while framing
	Field  string // field as the manual prints it; "" for the whole structure
	Err    error  // one of the reasons above, often wrapped with numbers
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" {
		fmt.Fprintf(&b, "%s: ", e.File)
	}
	if e.Record > 0 {
		fmt.Fprintf(&b, "record %d ", e.Record)
	}
	fmt.Fprintf(&b, "at byte %d: ", e.Start)
	if e.Off >= 0 {
		fmt.Fprintf(&b, "+%d: ", e.Off)
	}
	for _, part := range []string{e.Struct, e.Field} {
		if part != "" {
			b.WriteString(part + ": ")
		}
	}
	b.WriteString(e.Err.Error())
	return b.String()
}

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// Uint reads s as one big-endian unsigned number. len(s) must be 0 to 8.
func Uint(s []byte) uint64 {
	switch len(s) {
	case 2:
		return uint64(binary.BigEndian.Uint16(s))
	case 4:
		return uint64(binary.BigEndian.Uint32(s))
	case 8:
		return binary.BigEndian.Uint64(s)
	}
	var v uint64
	for _, c := range s {
		v = v<<8 | uint64(c)
	}
	return v
}

// Bits reads n bits of s beginning at bit, where bit 0 is the most significant
// bit of s[0]. n is 1 to 57 so that the bits fit one shifted 64-bit word.
func Bits(s []byte, bit, n int) uint64 {
	var v uint64
	last := (bit + n - 1) / 8
	for _, c := range s[bit/8 : last+1] {
		v = v<<8 | uint64(c)
	}
	v >>= uint((last+1)*8 - bit - n)
	return v & (1<<uint(n) - 1)
}

// microsecondsTo1970 is the distance from the store clock's epoch, 1900-01-01,
// to 1970-01-01.
const microsecondsTo1970 = 2208988800 * 1_000_000

// TOD converts a store-clock value to microseconds since 1970, UTC. Bit 51 is
// one microsecond. Leap seconds are left in, as the writer left them. A zero
// clock means "not set" and reports false.
func TOD(v uint64) (unixMicros int64, ok bool) {
	return int64(v>>12) - microsecondsTo1970, v != 0
}

// UnixTime reads seconds since 1970, UTC, from four bytes as microseconds. Zero
// means "not set" and reports false.
func UnixTime(s []byte) (unixMicros int64, ok bool) {
	v := Uint(s)
	return int64(v) * 1_000_000, v != 0
}

// PackedDate reads a packed decimal date 0cyydddF, where c is 0 for 19yy and 1
// for 20yy, as days since 1970-01-01. It reports false for zero, for X'0000000F'
// (both mean "no date") and for anything that is not a day of the calendar.
func PackedDate(s []byte) (days int32, ok bool) {
	if len(s) != 4 || s[0] > 1 || (s[3]&0x0F != 0x0F && s[3]&0x0F != 0x0C) {
		return 0, false
	}
	y1, y2 := int(s[1]>>4), int(s[1]&15)
	d1, d2, d3 := int(s[2]>>4), int(s[2]&15), int(s[3]>>4)
	if y1 > 9 || y2 > 9 || d1 > 9 || d2 > 9 || d3 > 9 {
		return 0, false
	}
	year, doy := 1900+100*int(s[0])+10*y1+y2, 100*d1+10*d2+d3
	if doy < 1 || doy > 366 || doy == 366 && !leap(year) {
		return 0, false
	}
	return daysBefore(year) + int32(doy-1), true
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

// daysBefore returns the days from 1970-01-01 to 1 January of year, 1900 to 2099.
func daysBefore(year int) int32 {
	y := year - 1
	return int32(365*(year-1970) + (y/4 - 492) - (y/100 - 19) + (y/400 - 4))
}

// hundredthsPerDay bounds a time of day counted in 1/100 seconds.
const hundredthsPerDay = 24 * 60 * 60 * 100

// Moment joins a count of 1/100 seconds since midnight and a packed date into
// microseconds since 1970 in whatever zone the two were written. It reports
// false when the date is absent or either part is impossible.
func Moment(hundredths, date []byte) (unixMicros int64, ok bool) {
	days, ok := PackedDate(date)
	h := Uint(hundredths)
	if !ok || h >= hundredthsPerDay {
		return 0, false
	}
	return int64(days)*86_400_000_000 + int64(h)*10_000, true
}

// CertTime reads a certificate's not-after time: kind 1 is YYMMDDhhmmssZ in 13
// characters, kind 2 is YYYYMMDDhhmmssZ in 15. Digits may be EBCDIC or ASCII.
// Two-digit years follow X.509: 00-49 are 20yy, 50-99 are 19yy. It reports
// false for any other kind and for text that is not a moment of the calendar.
func CertTime(kind byte, s []byte) (unixMicros int64, ok bool) {
	var text [15]byte
	n := map[byte]int{1: 13, 2: 15}[kind]
	if n == 0 || len(s) < n {
		return 0, false
	}
	for i, c := range s[:n] {
		switch {
		case c >= 0xF0 && c <= 0xF9:
			c -= 0xC0
		case c == 0xE9:
			c = 'Z'
		}
		text[i] = c
	}
	if kind == 1 {
		century := "20"
		if text[0] >= '5' {
			century = "19"
		}
		copy(text[2:], text[:13])
		copy(text[:], century)
	}
	t, err := time.Parse("20060102150405Z", string(text[:]))
	if err != nil {
		return 0, false
	}
	return t.UnixMicro(), true
}

// mappedPrefix is how an IPv4 address begins inside an IPv6 one.
var mappedPrefix = [12]byte{10: 0xFF, 11: 0xFF}

// Addr reads a 16-byte address field. With ipv6 set it is an IPv6 address. Else
// the IPv4 address is in the first four bytes (zERT records) unless the field
// has the mapped form ::ffff:a.b.c.d (most other type 119 subtypes).
func Addr(s []byte, ipv6 bool) netip.Addr {
	a := [16]byte(s)
	if [12]byte(a[:12]) == mappedPrefix {
		return netip.AddrFrom4([4]byte(a[12:]))
	}
	if !ipv6 {
		return netip.AddrFrom4([4]byte(a[:4]))
	}
	return netip.AddrFrom16(a)
}

// AddrLast reads the 16 bytes of an address field in which IPv4 stands in the
// last four, after zeros. An address that does not begin with zeros is IPv6
// whatever the flag says.
func AddrLast(s []byte, ipv6 bool) netip.Addr {
	a := [16]byte(s)
	if prefix := [12]byte(a[:12]); prefix == mappedPrefix || !ipv6 && prefix == [12]byte{} {
		return netip.AddrFrom4([4]byte(a[12:]))
	}
	return netip.AddrFrom16(a)
}

// ASCII appends src to dst without the blanks and NULs it is filled up with. What
// is not printable ASCII character becomes a question mark.
func ASCII(dst, src []byte) []byte {
	for _, c := range bytes.TrimRight(src, " \x00") {
		if c < ' ' || c > '~' {
			c = '?'
		}
		dst = append(dst, c)
	}
	return dst
}

// UTF8 appends src to dst without trailing blanks and NULs. What is no character, and
// control characters, come out as U+FFFD, so that no text can put a line break or an
// escape sequence into a report.
func UTF8(dst, src []byte) []byte {
	src = bytes.TrimRight(src, " \x00")
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			r = utf8.RuneError
		}
		dst, src = utf8.AppendRune(dst, r), src[n:]
	}
	return dst
}

// NoDate reports whether a packed date says that there is none: all zero or
// X'0000000F'.
func NoDate(s []byte) bool { v := Uint(s); return v == 0 || v == 0x0F }
