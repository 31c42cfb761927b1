package wire

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestErrorSaysWhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  Error
		want string
	}{
		{Error{Pos: Pos{"a.smf", 1042, 88301}, Off: 312, Struct: "zert_detail_tls",
			Err: fmt.Errorf("40 bytes, need 68: %w", ErrShort)},
			"a.smf: record 1042 at byte 88301: +312: zert_detail_tls: 40 bytes, need 68: section shorter than its required part"},
		{Error{Pos: Pos{"a.zip!b", 1, 0}, Off: 0, Struct: "zert_detail", Field: "SMF119SC_SA", Err: ErrUnknown},
			"a.zip!b: record 1 at byte 0: +0: zert_detail: SMF119SC_SA: no layout for this record"},
		{Error{Pos: Pos{File: "a.smf", Start: 7}, Off: -1, Err: ErrTruncated},
			"a.smf: at byte 7: input ends inside a record"},
		{Error{Off: -1, Err: ErrFraming}, "at byte 0: descriptor word makes no sense"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestErrorGivesItsReason(t *testing.T) {
	t.Parallel()
	var err error = &Error{Err: fmt.Errorf("7 bytes: %w", ErrShort)}
	if !errors.Is(err, ErrShort) || errors.Is(err, ErrLimit) {
		t.Errorf("%v", err)
	}
	var at *Error
	if !errors.As(fmt.Errorf("reading: %w", err), &at) {
		t.Error("the place is lost by wrapping")
	}
}

func TestUintReadsAnyWidth(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]uint64{
		"": 0, "ff": 255, "0102": 258, "010203": 66051, "01020304": 16909060, "0102030405": 4328719365,
		"010203040506": 1108152157446, "01020304050607": 283686952306183, "ffffffffffffffff": 1<<64 - 1,
	} {
		if got := Uint(unhex(t, in)); got != want {
			t.Errorf("%s: %d, want %d", in, got, want)
		}
	}
}

func TestBitsCountFromTheMostSignificant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in     string
		bit, n int
		want   uint64
	}{
		{"80", 0, 1, 1}, {"80", 1, 1, 0}, {"01", 7, 1, 1}, {"1e", 3, 4, 15}, {"a5", 0, 8, 0xA5},
		{"0180", 7, 2, 3}, {"ffff0000", 12, 8, 0xF0}, {"40000000", 2, 30, 0}, {"7fffffff", 1, 31, 1<<31 - 1},
		{"0123456789abcdef", 4, 57, 0x123456789abcdef >> 3 & (1<<57 - 1)},
	} {
		if got := Bits(unhex(t, c.in), c.bit, c.n); got != c.want {
			t.Errorf("%s bits %d+%d: %#x, want %#x", c.in, c.bit, c.n, got, c.want)
		}
	}
}

func FuzzBitsAgreesWithLongArithmetic(f *testing.F) {
	f.Add([]byte{0x5E, 0x77, 0, 0x36, 0xEE, 0x80}, uint8(3), uint8(17))
	f.Fuzz(func(t *testing.T, s []byte, bit, n uint8) {
		width := int(n)%57 + 1
		if len(s)*8 < width {
			return
		}
		from := int(bit) % (len(s)*8 - width + 1)
		v := new(big.Int).SetBytes(s)
		v.Rsh(v, uint(len(s)*8-from-width))
		v.And(v, new(big.Int).SetUint64(1<<width-1))
		if got := Bits(s, from, width); got != v.Uint64() {
			t.Errorf("%x bits %d+%d: %#x, want %#x", s, from, width, got, v)
		}
	})
}

// TestTODReadsTheStoreClock: bit 51 is a microsecond since 1900 (z/Architecture
// Principles of Operation, SA22-7832, time-of-day clock). The 1970 value is the
// constant that z/OS programs subtract; the others follow from it by arithmetic.
func TestTODReadsTheStoreClock(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   uint64
		want string
		ok   bool
	}{
		{0x7D91048BCA000000, "1970-01-01T00:00:00Z", true},
		{0xB361183F48000000, "2000-01-01T00:00:00Z", true},
		{0x7D91048BCA000FFF, "1970-01-01T00:00:00Z", true},
		{0x7D91048BCA001000, "1970-01-01T00:00:00.000001Z", true},
		{0x0000000000001000, "1900-01-01T00:00:00.000001Z", true},
		{0xFFFFFFFFFFFFFFFF, "2042-09-17T23:53:47.370495Z", true},
		{0, "", false},
	} {
		got, ok := TOD(c.in)
		if ok != c.ok {
			t.Errorf("%016x: ok %v", c.in, ok)
		}
		if s := time.UnixMicro(got).UTC().Format(time.RFC3339Nano); ok && s != c.want {
			t.Errorf("%016x: %s, want %s", c.in, s, c.want)
		}
	}
}

func TestPackedDateKnowsTheCalendar(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ in, want string }{
		{"0126123f", "2026-05-03"}, {"0126123c", "2026-05-03"}, {"0100001f", "2000-01-01"}, {"0100366f", "2000-12-31"},
		{"0070001f", "1970-01-01"}, {"0069365f", "1969-12-31"}, {"0000001f", "1900-01-01"}, {"0199365f", "2099-12-31"},
		{"0124060f", "2024-02-29"}, {"0124366f", "2024-12-31"}, {"0115343f", "2015-12-09"},
		{"0000366f", ""}, {"0123366f", ""}, {"0126000f", ""}, {"0126367f", ""}, {"0126999f", ""}, {"0000000f", ""},
		{"00000000", ""},
		{"0226123f", ""}, {"1026123f", ""}, {"01a6123f", ""}, {"012a123f", ""}, {"0126a23f", ""}, {"01261a3f", ""},
		{"012612af", ""},
		{"0126123d", ""}, {"01261230", ""}, {"", ""}, {"012612", ""}, {"0126123f00", ""},
	} {
		days, ok := PackedDate(unhex(t, c.in))
		got := ""
		if ok {
			got = time.Unix(int64(days)*86400, 0).UTC().Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzPackedDateAgreesWithTheCalendar compares with the standard library.
func FuzzPackedDateAgreesWithTheCalendar(f *testing.F) {
	f.Add(uint32(0x0126123F))
	f.Add(uint32(0x0000366F))
	f.Fuzz(func(t *testing.T, v uint32) {
		s := []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}
		var c, year, day int
		sign := v & 15
		_, err := fmt.Sscanf(fmt.Sprintf("%07x", v>>4), "%2d%2d%3d", &c, &year, &day)
		digits := !strings.ContainsAny(fmt.Sprintf("%07x", v>>4), "abcdef")
		valid := err == nil && digits && c <= 1 && (sign == 15 || sign == 12) && day >= 1
		date := time.Date(1900+100*c+year, 1, day, 0, 0, 0, 0, time.UTC)
		valid = valid && date.Year() == 1900+100*c+year
		days, ok := PackedDate(s)
		if ok != valid {
			t.Fatalf("%08x: ok %v, want %v", v, ok, valid)
		}
		if ok && int64(days)*86400 != date.Unix() {
			t.Errorf("%08x: %d days, want %s", v, days, date)
		}
	})
}

func TestMomentJoinsTimeAndDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ time, date, want string }{
		{"0036ee80", "0126123f", "2026-05-03T10:00:00Z"},
		{"00000000", "0126123f", "2026-05-03T00:00:00Z"},
		{"0083d5ff", "0126123f", "2026-05-03T23:59:59.99Z"},
		{"0083d600", "0126123f", ""},
		{"ffffffff", "0126123f", ""},
		{"0036ee80", "0000000f", ""},
		{"00267fd3", "0115343f", "2015-12-09T07:00:30.91Z"},
	} {
		got, ok := Moment(unhex(t, c.time), unhex(t, c.date))
		s := ""
		if ok {
			s = time.UnixMicro(got).UTC().Format(time.RFC3339Nano)
		}
		if s != c.want {
			t.Errorf("%s %s: %q, want %q", c.time, c.date, s, c.want)
		}
	}
}

// ebcdicDigits turns the characters of a certificate time into EBCDIC.
func ebcdicDigits(s string) []byte {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			b[i] = c + 0xC0
		case c == 'Z':
			b[i] = 0xE9
		}
	}
	return b
}

func TestCertTimeReadsBothForms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind     byte
		in, want string
	}{
		{1, "260503100000Z", "2026-05-03T10:00:00Z"},
		{1, "491231235959Z", "2049-12-31T23:59:59Z"},
		{1, "500101000000Z", "1950-01-01T00:00:00Z"},
		{1, "991231235959Z  ", "1999-12-31T23:59:59Z"},
		{2, "20260503100000Z", "2026-05-03T10:00:00Z"},
		{2, "20500101000000Z", "2050-01-01T00:00:00Z"},
		{2, "99991231235959Z", "9999-12-31T23:59:59Z"},
		{0, "260503100000Z  ", ""}, {3, "20260503100000Z", ""},
		{1, "260503100000", ""}, {2, "260503100000Z", ""},
		{1, "260503100000X", ""}, {1, "261303100000Z", ""}, {1, "260230100000Z", ""}, {1, "2605031000 0Z", ""},
		{2, "20260503250000Z", ""}, {2, "2026050310000.Z", ""}, {1, "-60503100000Z", ""},
	} {
		for _, b := range [][]byte{[]byte(c.in), ebcdicDigits(c.in)} {
			got, ok := CertTime(c.kind, b)
			s := ""
			if ok {
				s = time.UnixMicro(got).UTC().Format(time.RFC3339Nano)
			}
			if s != c.want {
				t.Errorf("kind %d %q: %q, want %q", c.kind, b, s, c.want)
			}
		}
	}
}

func FuzzCertTime(f *testing.F) {
	f.Add(byte(1), []byte("260503100000Z"))
	f.Add(byte(2), []byte("20260503100000Z"))
	f.Fuzz(func(t *testing.T, kind byte, s []byte) {
		got, ok := CertTime(kind, s)
		if !ok {
			return
		}
		want := map[byte]string{1: "060102150405Z", 2: "20060102150405Z"}[kind]
		back := time.UnixMicro(got).UTC().Format(want)
		if in := s[:len(want)]; string(in) != back && !bytes.Equal(in, ebcdicDigits(back)) && string(toASCII(in)) != back {
			t.Errorf("%q came back as %q", in, back)
		}
	})
}

// toASCII accepts the mixtures of both codes that CertTime does.
func toASCII(b []byte) []byte {
	out := bytes.Clone(b)
	for i, c := range out {
		switch {
		case c >= 0xF0 && c <= 0xF9:
			out[i] = c - 0xC0
		case c == 0xE9:
			out[i] = 'Z'
		}
	}
	return out
}

func TestAddrReadsEveryForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		ipv6 bool
		want string
	}{
		{"c0a80001 00000000 00000000 00000000", false, "192.168.0.1"},
		{"00000000 00000000 0000ffff c0a80001", false, "192.168.0.1"},
		{"00000000 00000000 0000ffff c0a80001", true, "192.168.0.1"},
		{"20010db8 00000000 00000000 00000001", true, "2001:db8::1"},
		{"20010db8 00000000 00000000 00000001", false, "32.1.13.184"},
		{"00000000 00000000 00000000 00000001", true, "::1"},
		{"00000000 00000000 00000000 00000000", false, "0.0.0.0"},
		{"00000000 00000000 00000000 00000000", true, "::"},
	} {
		if got := Addr(unhex(t, c.in), c.ipv6); got != netip.MustParseAddr(c.want) {
			t.Errorf("%s ipv6 %v: %s, want %s", c.in, c.ipv6, got, c.want)
		}
	}
}

func codePage(t testing.TB, name string) *CodePage {
	t.Helper()
	cp, err := NewCodePage(name)
	if err != nil {
		t.Fatal(err)
	}
	return cp
}

// TestCodePageReadsLettersAlikeInAllPages uses what all Latin EBCDIC pages share.
func TestCodePageReadsLettersAlikeInAllPages(t *testing.T) {
	t.Parallel()
	for _, name := range CodePageNames() {
		cp := codePage(t, name)
		if cp.Name() != name {
			t.Errorf("page %s calls itself %s", name, cp.Name())
		}
		for in, want := range map[string]string{
			"e3c3d7c9d7f14040": "TCPIP1", "e2e8e2c1": "SYSA", "81a9f0f9": "az09", "4b6b4d5d5c4e60617a5e": ".,()*+-/:;",
			"7b7c5b": "#@$", "": "", "4040": "", "0000": "", "c1004000": "A", "40c1": " A", "c1404040c2": "A   B",
		} {
			if got := string(cp.Text(nil, unhex(t, in))); got != want {
				t.Errorf("%s %s: %q, want %q", name, in, got, want)
			}
		}
	}
}

func TestCodePagesDifferWhereTheyShould(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ page, in, want string }{
		{"1047", "adbd5f", "[]^"}, {"037", "babbb0", "[]^"}, {"1140", "9f", "€"}, {"037", "9f", "¤"}, {"1047", "9f", "¤"},
	} {
		if got := string(codePage(t, c.page).Text(nil, unhex(t, c.in))); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.page, c.in, got, c.want)
		}
	}
}

func TestCodePageAppends(t *testing.T) {
	t.Parallel()
	if got := string(codePage(t, "1047").Text([]byte("x="), unhex(t, "c140"))); got != "x=A" {
		t.Errorf("%q", got)
	}
}

func TestCodePageRefusesAnUnknownName(t *testing.T) {
	t.Parallel()
	if _, err := NewCodePage("ascii"); err == nil || !strings.Contains(err.Error(), "1047") {
		t.Errorf("error %v does not list the names", err)
	}
}

func FuzzTextIsFitToPrint(f *testing.F) {
	f.Add([]byte{0x15, 0x25, 0x0D, 0x27, 0xFF, 0x40, 0xC1})
	pages := []*CodePage{codePage(f, "037"), codePage(f, "1047"), codePage(f, "1140")}
	f.Fuzz(func(t *testing.T, s []byte) {
		for _, cp := range pages {
			out := cp.Text(nil, s)
			if !utf8.Valid(out) || utf8.RuneCount(out) > len(s) {
				t.Errorf("%s: %x became %q", cp.Name(), s, out)
			}
			for _, r := range string(out) {
				if r < ' ' || r >= 0x7F && r < 0xA0 {
					t.Errorf("%s: %x holds control character %U", cp.Name(), s, r)
				}
			}
		}
	})
}

// TestAddrLast: where IPv4 stands last, zeros before it say so, and anything else
// is IPv6 whatever the flag says.
func TestAddrLast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bytes string
		ipv6  bool
		want  string
	}{
		{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x0a\x14\x00\x0b", false, "10.20.0.11"},
		{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x0a\x14\x00\x0b", true, "10.20.0.11"},
		{"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01", true, "::1"},
		{"\x20\x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01", false, "2001:db8::1"},
	} {
		if got := AddrLast([]byte(c.bytes), c.ipv6).String(); got != c.want {
			t.Errorf("AddrLast(%x, %t) = %s, want %s", c.bytes, c.ipv6, got, c.want)
		}
	}
}

func TestASCII(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"abc  \x00\x00": "abc", "a\x00b\xff\x1b": "a?b??", "   ": ""} {
		if got := string(ASCII(nil, []byte(in))); got != want {
			t.Errorf("ASCII(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestEncodeIsTheReverseOfText: what a page has characters for comes back, and the rest is a question mark.
func TestEncodeIsTheReverseOfText(t *testing.T) {
	t.Parallel()
	for _, name := range CodePageNames() {
		cp := codePage(t, name)
		for _, s := range []string{"", "KER_Harbour~7", "CN=Müller,O=Größe", "a  b"} {
			if got := string(cp.Text(nil, cp.Encode(nil, s))); got != s {
				t.Errorf("%s: %q comes back as %q", name, s, got)
			}
		}
		if got := string(cp.Text(nil, cp.Encode([]byte{0xC1}, "日\n"))); got != "A??" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestUTF8KeepsCharactersAndNothingElse(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"Größe \x00 ": "Größe", "a\x1b[1m\nb": "a\ufffd[1m\ufffdb",
		"\xff\u0085": "\ufffd\ufffd",
		"":           ""} {
		if got := string(UTF8(nil, []byte(in))); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
