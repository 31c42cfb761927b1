package anonymize

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"math"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/schema/wire"
)

// permuter replaces values. All of its maps are permutations of the values that
// look alike (same length, same kinds of characters), so that two values never
// become one.
type permuter struct {
	mac   hash.Hash
	texts *alphabet // of EBCDIC
	ascii *alphabet
	seen  map[string]string // results, by what was asked
	sum   [sha256.Size]byte

	whole   []netip.Prefix // networks whose addresses stay
	classes []netip.Prefix // networks that addresses stay in or out of
}

func newPermuter(key []byte, cp *wire.CodePage, public ...netip.Addr) *permuter {
	p := &permuter{mac: hmac.New(sha256.New, key), texts: ebcdicAlphabet(cp), ascii: asciiAlphabet(),
		seen: map[string]string{}}
	p.whole = slices.Clone(keptWhole)
	for _, a := range public {
		p.whole = append(p.whole, netip.PrefixFrom(a, a.BitLen()))
	}
	p.classes = slices.Concat(keptClasses, p.whole)
	return p
}

// rounds of the Feistel network; ten is what NIST asks of FF1.
const rounds = 10

// digits permutes d, whose i-th element is from 0 up to radix[i]: a Feistel
// network whose halves are the two halves of d and whose sums are taken element
// by element.
func (p *permuter) digits(domain string, d, radix []int) {
	switch {
	case len(d) == 0:
		return
	case len(d) == 1: // a shift by one or more, so that no single character stays
		p.stream(domain, 0, radix, nil, func(_ int, v uint32) bool {
			d[0] = (d[0] + 1 + int(v%uint32(max(1, radix[0]-1)))) % radix[0]
			return false
		})
		return
	}
	half := len(d) / 2
	for round := range rounds {
		from, to, rx := d[:half], d[half:], radix[half:]
		if round%2 == 1 {
			from, to, rx = d[half:], d[:half], radix[:half]
		}
		p.stream(domain, round, radix, from, func(i int, v uint32) bool {
			to[i] = (to[i] + int(v%uint32(rx[i]))) % rx[i]
			return i+1 < len(to)
		})
	}
}

// stream returns pseudorandom numbers that depend on everything given, until next
// reports false.
func (p *permuter) stream(domain string, round int, radix, from []int, next func(i int, v uint32) bool) {
	msg := append([]byte(domain), 0, byte(round))
	for _, r := range radix {
		msg = binary.BigEndian.AppendUint16(msg, uint16(r))
	}
	msg = append(msg, 0xFF, 0xFF)
	for _, v := range from {
		msg = binary.BigEndian.AppendUint16(msg, uint16(v))
	}
	for block, i := uint32(0), 0; ; block++ {
		sum := p.hash(binary.BigEndian.AppendUint32(msg, block))
		for at := 0; at < len(sum); at += 4 {
			if !next(i, binary.BigEndian.Uint32(sum[at:])) {
				return
			}
			i++
		}
	}
}

func (p *permuter) hash(msg []byte) []byte {
	p.mac.Reset()
	p.mac.Write(msg)
	return p.mac.Sum(p.sum[:0])
}

// maxSeen bounds how many results are kept; real dumps have fewer distinct values.
const maxSeen = 1 << 18

// once keeps the result of a costly replacement.
func (p *permuter) once(kind, value string, make func() string) string {
	key := kind + "\x00" + value
	if got, ok := p.seen[key]; ok {
		return got
	}
	if len(p.seen) >= maxSeen {
		clear(p.seen)
	}
	got := make()
	p.seen[key] = got
	return got
}

// bytes replaces an identifier that is a number or random bytes. All zeros, which
// mean that there is none, stay.
func (p *permuter) bytes(b []byte) {
	if allZero(b) {
		return
	}
	copy(b, p.once("bytes", string(b), func() string {
		d, radix := make([]int, len(b)), make([]int, len(b))
		for i, c := range b {
			d[i], radix[i] = int(c), 256
		}
		out := make([]byte, len(b))
		for allZero(out) {
			p.digits("bytes", d, radix)
			for i, v := range d {
				out[i] = byte(v)
			}
		}
		return string(out)
	}))
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}

// number replaces a number by one with as many decimal digits; 0 stays.
func (p *permuter) number(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	out, _ := strconv.ParseUint(p.decimal(strconv.FormatUint(n, 10)), 10, 64)
	return out
}

// decimal is number for a text of digits without leading zeros. What fits 32 bits
// stays within them, as the fields that hold such numbers have no more.
func (p *permuter) decimal(s string) string {
	return p.once("number", s, func() string {
		d, radix := make([]int, len(s)), make([]int, len(s))
		for i := range s {
			d[i], radix[i] = int(s[i]-'0'), 10
		}
		small := fits32(s)
		out := make([]byte, len(s))
		for {
			p.digits("number", d, radix)
			for i, v := range d {
				out[i] = byte('0' + v)
			}
			if out[0] != '0' && fits32(string(out)) == small {
				return string(out)
			}
		}
	})
}

func fits32(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n <= math.MaxUint32
}

// keptWhole are networks whose addresses say nothing about anyone: this host,
// loopback, multicast, reserved and broadcast.
var keptWhole = prefixes("127.0.0.0/8", "224.0.0.0/4", "240.0.0.0/4", "0.0.0.0/32", "::/128", "::1/128", "ff00::/8")

// keptClasses are networks that addresses stay in or stay out of.
var keptClasses = prefixes("0.0.0.0/8", "10.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "fe80::/10",
	"fc00::/7", "::ffff:0:0/96")

func prefixes(texts ...string) []netip.Prefix {
	var out []netip.Prefix
	for _, s := range texts {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// addr replaces an address. Two addresses that begin with the same n bits become
// two that begin with the same n bits, for every n.
func (p *permuter) addr(a netip.Addr) netip.Addr {
	for _, whole := range p.whole {
		if whole.Contains(a) {
			return a
		}
	}
	out := p.once("addr", string(a.AsSlice()), func() string { return string(p.prefixed(a)) })
	b, _ := netip.AddrFromSlice([]byte(out))
	return b
}

// prefixed flips each bit or not by what stands before it, except where that would
// exchange a class of addresses with another.
func (p *permuter) prefixed(a netip.Addr) []byte {
	in := a.AsSlice()
	out := append([]byte(nil), in...)
	msg := append([]byte("addr\x00"), byte(a.BitLen()))
	for bit := range a.BitLen() {
		prefix, err := a.Prefix(bit)
		if err != nil || p.dividesClasses(prefix) {
			continue
		}
		m := append(append(msg, byte(bit)), prefix.Addr().AsSlice()...)
		if p.hash(m)[0]&1 != 0 {
			out[bit/8] ^= 0x80 >> (bit % 8)
		}
	}
	return out
}

// dividesClasses reports whether some class begins with all of the prefix and more.
func (p *permuter) dividesClasses(prefix netip.Prefix) bool {
	for _, c := range p.classes {
		if c.Bits() > prefix.Bits() && prefix.Contains(c.Addr()) {
			return true
		}
	}
	return false
}

// Kinds of characters. Those of one kind are replaced by one another; others stay.
const (
	stays = iota
	digit
	upper
	lower
	other   // letters of other languages and what stands in their places in other code pages
	control // nothing a text has
)

// An alphabet says of each byte which kind of character it is.
type alphabet struct {
	kind  [256]uint8
	index [256]int
	bytes [control + 1][]byte // by kind
	ascii [256]byte           // the character, 0 when it is not in ASCII
	of    [128]byte           // the inverse, 0 when there is none
	sub   byte                // what stands for a control character
}

const separators = " .,-_/:=~*#@$+()'\";<>%&?"

func (t *alphabet) add(b byte, kind uint8) {
	t.kind[b], t.index[b] = kind, len(t.bytes[kind])
	t.bytes[kind] = append(t.bytes[kind], b)
}

func (t *alphabet) classify(b, c byte) {
	t.ascii[b] = c
	switch {
	case c > 0 && strings.IndexByte(separators, c) >= 0:
		t.add(b, stays)
	case c >= '0' && c <= '9':
		t.add(b, digit)
	case c >= 'A' && c <= 'Z':
		t.add(b, upper)
	case c >= 'a' && c <= 'z':
		t.add(b, lower)
	default:
		t.add(b, other)
	}
	if c > 0 && c < 128 {
		t.of[c] = b
	}
}

// ebcdicAlphabet: letters and digits are the same in every code page; they come in
// the order of the alphabet, so that texts in ASCII and in EBCDIC are replaced by
// the same text.
func ebcdicAlphabet(cp *wire.CodePage) *alphabet {
	t := &alphabet{sub: 0x3F}
	for b := range 256 {
		if b < 0x40 || b == 0xFF {
			t.add(byte(b), control)
			continue
		}
		c := byte(0)
		if text := cp.Text(nil, []byte{byte(b), 0x4B}); len(text) == 2 && text[0] < 128 {
			c = text[0]
		}
		t.classify(byte(b), c)
	}
	return t
}

func asciiAlphabet() *alphabet {
	t := &alphabet{sub: 0x1A}
	for b := range 256 {
		switch {
		case b < 0x20 || b == 0x7F:
			t.add(byte(b), control)
		case b < 0x80:
			t.classify(byte(b), byte(b))
		default:
			t.add(byte(b), other)
		}
	}
	return t
}

// alphabetOf tells which code a text is in. z/OS writes EBCDIC; a text of nothing
// but printable ASCII with a letter, in which EBCDIC sees neither letter nor digit,
// was put there by somebody else.
func (p *permuter) alphabetOf(b []byte) *alphabet {
	letter := false
	for _, c := range b {
		if c < 0x20 || c > 0x7E {
			return p.texts
		}
		letter = letter || p.ascii.kind[c] == upper || p.ascii.kind[c] == lower
	}
	if letter {
		return p.ascii
	}
	return p.texts
}

// trimmed cuts trailing blanks and zeros, which are no part of a text.
func trimmed(b []byte) []byte {
	n := len(b)
	for n > 0 && (b[n-1] == 0x40 || b[n-1] == 0) {
		n--
	}
	return b[:n]
}

// name replaces each word of a text. An address is replaced as an address.
func (p *permuter) name(b []byte) bool {
	b = trimmed(b)
	if len(b) == 0 {
		return false
	}
	t := p.alphabetOf(b)
	if p.addrText(t, b) {
		return true
	}
	p.words(t, b, nil)
	return true
}

// words replaces the words of b except where keep says so.
func (p *permuter) words(t *alphabet, b []byte, keep func(i int) bool) {
	for i := 0; i < len(b); {
		k := t.kind[b[i]]
		if k == control {
			b[i] = t.sub
		}
		if k == stays || k == control || keep != nil && keep(i) {
			i++
			continue
		}
		end := i
		for end < len(b) && t.kind[b[end]] != stays && t.kind[b[end]] != control && (keep == nil || !keep(end)) {
			end++
		}
		p.word(t, b[i:end])
		i = end
	}
}

// word replaces one word, character by character of the same kind.
func (p *permuter) word(t *alphabet, b []byte) {
	domain := "word"
	if t == p.ascii {
		domain = "ascii"
	}
	copy(b, p.once(domain, string(b), func() string {
		d, radix := make([]int, len(b)), make([]int, len(b))
		for i, c := range b {
			d[i], radix[i] = t.index[c], len(t.bytes[t.kind[c]])
		}
		out := make([]byte, len(b))
		p.digits("word", d, radix)
		for i, c := range b {
			out[i] = t.bytes[t.kind[c]][d[i]]
		}
		return string(out)
	}))
}

// addrText replaces a text that is an address. When the new one is longer than the
// old, its numbers are replaced by others with as many digits instead; the text
// then is not that of the address elsewhere.
func (p *permuter) addrText(t *alphabet, b []byte) bool {
	text := t.text(b)
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return false
	}
	fresh := p.addr(a).String()
	switch {
	case len(fresh) <= len(b):
		for i := range b {
			if i < len(fresh) {
				b[i] = t.of[fresh[i]]
			} else {
				b[i] = t.of[' ']
			}
		}
	case a.Is4():
		for i, octet := range strings.Split(text, ".") {
			if i > 0 {
				b = b[1:]
			}
			for j, c := range []byte(p.octet(octet)) {
				b[j] = t.of[c]
			}
			b = b[len(octet):]
		}
	default:
		p.words(t, b, nil)
	}
	return true
}

// octet replaces a number up to 255 by another with as many digits.
func (p *permuter) octet(s string) string {
	for {
		if s = p.decimal0(s); len(s) < 3 || s <= "255" {
			return s
		}
	}
}

// decimal0 is decimal that takes 0.
func (p *permuter) decimal0(s string) string {
	if s == "0" {
		return s
	}
	return p.decimal(s)
}

// text returns the characters of b, "" when some are not in ASCII.
func (t *alphabet) text(b []byte) string {
	out := make([]byte, len(b))
	for i, c := range b {
		if out[i] = t.ascii[c]; out[i] == 0 {
			return ""
		}
	}
	return string(out)
}

// attribute finds the attribute types of a distinguished name.
var attribute = regexp.MustCompile(
	`(?i)(?:^|[,;+/])\s*((?:OID\.)?[0-9]+(?:\.[0-9]+)+|CN|OU?|C|L|ST?|SP|STREET|DC|UID|E|EMAIL|EMAILADDRESS|MAIL|SERIALNUMBER|SERIAL|T|TITLE|SN|SURNAME|GN|GIVENNAME|INITIALS|NAME|PC|POSTALCODE|DNQ|DNQUALIFIER)\s*=`)

// dn replaces the values of a distinguished name; its structure and the types of
// its attributes stay. What has no such form is replaced as a name.
func (p *permuter) dn(b []byte) bool {
	b = trimmed(b)
	if len(b) == 0 {
		return false
	}
	t := p.alphabetOf(b)
	if p.addrText(t, b) {
		return true
	}
	loose := make([]byte, len(b))
	for i, c := range b {
		if loose[i] = t.ascii[c]; loose[i] == 0 {
			loose[i] = '^'
		}
	}
	at := attribute.FindAllSubmatchIndex(loose, -1)
	p.words(t, b, func(i int) bool {
		for _, m := range at {
			if i >= m[2] && i < m[3] {
				return true
			}
		}
		return false
	})
	return true
}

// numbered replaces the number in a text of letters and a number: a tunnel
// identifier, a job id. Any other text is replaced as a name.
func (p *permuter) numbered(b []byte) bool {
	b = trimmed(b)
	t := p.alphabetOf(b)
	i := 0
	for i < len(b) && t.kind[b[i]] == upper {
		i++
	}
	if i > longestTag {
		return p.name(b)
	}
	for i < len(b) && t.ascii[b[i]] == '0' {
		i++
	}
	for _, c := range b[i:] {
		if t.kind[c] != digit {
			return p.name(b)
		}
	}
	if i < len(b) {
		for j, c := range []byte(p.decimal(t.text(b[i:]))) {
			b[i+j] = t.of[c]
		}
	}
	return len(b) > 0
}

// longestTag is how many letters stand before the number of a job (JOB, STC, TSU).
const longestTag = 3

// hexText replaces the hexadecimal digits behind the first hyphen.
func (p *permuter) hexText(b []byte) bool {
	b = trimmed(b)
	t := p.alphabetOf(b)
	_, value, ok := strings.Cut(t.text(b), "-")
	if !ok || value == "" || strings.Trim(value, "0123456789ABCDEFabcdef") != "" {
		return p.name(b)
	}
	tail := b[len(b)-len(value):]
	fresh := p.once("hex", value, func() string {
		d, radix := make([]int, len(value)), make([]int, len(value))
		for i := range value {
			v, _ := strconv.ParseUint(value[i:i+1], 16, 8)
			d[i], radix[i] = int(v), 16
		}
		p.digits("hex", d, radix)
		out := make([]byte, len(value))
		for i, v := range d {
			out[i] = "0123456789ABCDEF"[v]
		}
		return string(out)
	})
	for i := range tail {
		tail[i] = t.of[fresh[i]]
	}
	return true
}
