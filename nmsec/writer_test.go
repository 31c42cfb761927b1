package nmsec

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// The writer builds the same logical content under any header layout. It knows
// nothing of Framing: a layout is a list of words, in the order of the bytes.

// content is one message as its writer sees it.
type content struct {
	name    string // as published; decides the type code
	rc, rsn uint32
	target  string
	records []record
}

type record struct {
	sections [][]byte
	nested   []record
}

// spec is a header layout. Words are a name and a width: "len4". Of the message
// header: id, hlen, len, elen (without the header), ver, type, target, rc, rsn,
// roff, rcount, corr, zero. Of the record header: id, len, nsec, ncas, zero, and
// secs, cas for the descriptors. Of descriptors: o, l, c.
type spec struct {
	name   string
	head   string
	rec    string
	sec    string
	cas    string
	base   string // message, header or record
	slots  int    // fixed number of section descriptors; 0: as many as there are
	align  int
	always bool // the cascade descriptor is there without a cascade, too
}

var typeCodes = map[string]uint64{nameInit: 1, nameTerm: 2, nameIKE: 0x21, nameIKECas: 0x22, nameInterface: 0x30, nameSummary: 0x11, nameDynStack: 0x41, nameStack: 0x10, "tunnel": 0x52}

// word is a part of a layout.
type word struct {
	name  string
	width int
}

func words(s string) []word {
	var out []word
	for _, f := range strings.Fields(s) {
		name := strings.TrimRight(f, "0123456789")
		width, _ := strconv.Atoi(f[len(name):])
		out = append(out, word{name, width})
	}
	return out
}

func put(b []byte, width int, v uint64) []byte {
	var full [8]byte
	binary.BigEndian.PutUint64(full[:], v)
	return append(b, full[8-width:]...)
}

func width(ws []word) int {
	n := 0
	for _, w := range ws {
		n += w.width
	}
	return n
}

// ebcdic translates the few characters the tests use and pads with blanks.
func ebcdic(s string, n int) []byte {
	const ascii = " ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@=,abcdefghijklmnopqrstuvwxyz"
	const codes = "\x40\xC1\xC2\xC3\xC4\xC5\xC6\xC7\xC8\xC9\xD1\xD2\xD3\xD4\xD5\xD6\xD7\xD8\xD9\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xF0\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\x4B\x60\x6D\x7C\x7E\x6B\x81\x82\x83\x84\x85\x86\x87\x88\x89\x91\x92\x93\x94\x95\x96\x97\x98\x99\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9"
	var out []byte
	for i := range len(s) {
		out = append(out, codes[strings.IndexByte(ascii, s[i])])
	}
	for len(out) < n {
		out = append(out, ebcdicBlank)
	}
	return out
}

// write builds the stream.
func (sp *spec) write(messages []content) []byte {
	var out []byte
	for i, m := range messages {
		out = append(out, sp.message(m, i)...)
	}
	return out
}

func (sp *spec) message(m content, number int) []byte {
	head := words(sp.head)
	h := width(head)
	body := sp.chain(m.records, h, h)
	var b []byte
	for _, w := range head {
		var v uint64
		switch w.name {
		case "id":
			b = append(b, ebcdic("NMSM", w.width)...)
			continue
		case "target":
			b = append(b, ebcdic(m.target, w.width)...)
			continue
		case "hlen":
			v = uint64(h)
		case "len":
			v = uint64(h + len(body))
		case "elen":
			v = uint64(len(body))
		case "ver":
			v = 1
		case "type":
			v = typeCodes[m.name]
		case "rc":
			v = uint64(m.rc)
		case "rsn":
			v = uint64(m.rsn)
		case "roff":
			if len(body) > 0 {
				v = uint64(h)
			}
		case "rcount":
			v = uint64(len(m.records))
		case "corr":
			v = uint64(number+1) * 0x9E3779B97F4A7C15
		}
		b = put(b, w.width, v)
	}
	return append(b, body...)
}

// chain writes records at pos of the message.
func (sp *spec) chain(recs []record, pos, head int) []byte {
	var out []byte
	for _, r := range recs {
		out = append(out, sp.record(r, pos+len(out), head)...)
	}
	return out
}

func (sp *spec) record(r record, at, head int) []byte {
	rec, sec, cas := words(sp.rec), words(sp.sec), words(sp.cas)
	slots := max(sp.slots, len(r.sections))
	hasCas := len(r.nested) > 0 || sp.always
	size := 0
	for _, w := range rec {
		switch {
		case w.name == "secs":
			size += slots * width(sec)
		case w.name == "cas" && hasCas:
			size += width(cas)
		default:
			size += w.width
		}
	}
	base := map[string]int{"message": 0, "header": head, "record": at}[sp.base]
	var parts, descs, casDesc []byte
	for i := range slots {
		var o, l, c int
		if i < len(r.sections) {
			o, l, c = at+size+len(parts)-base, len(r.sections[i]), 1
			parts = append(parts, r.sections[i]...)
		}
		descs = desc(descs, sec, o, l, c)
	}
	if hasCas {
		o := at + size + len(parts)
		nested := sp.chain(r.nested, o, head)
		if len(nested) > 0 {
			casDesc = desc(nil, cas, o-base, len(nested), len(r.nested))
		} else {
			casDesc = make([]byte, width(cas))
		}
		parts = append(parts, nested...)
	}
	for sp.align > 1 && (at+size+len(parts))%sp.align != 0 {
		parts = append(parts, 0)
	}
	var b []byte
	for _, w := range rec {
		switch w.name {
		case "secs":
			b = append(b, descs...)
		case "cas":
			b = append(b, casDesc...)
		case "id":
			b = append(b, ebcdic("NMSR", w.width)...)
		case "len":
			b = put(b, w.width, uint64(size+len(parts)))
		case "nsec":
			b = put(b, w.width, uint64(len(r.sections)))
		case "ncas":
			b = put(b, w.width, uint64(min(1, len(r.nested))))
		default:
			b = put(b, w.width, 0)
		}
	}
	return append(b, parts...)
}

func desc(b []byte, form []word, o, l, c int) []byte {
	for _, w := range form {
		b = put(b, w.width, uint64(map[string]int{"o": o, "l": l, "c": c}[w.name]))
	}
	return b
}

// ikeTunnel builds the structure from a few values; the rest is constant.
func ikeTunnel(id int, size int) []byte {
	b := make([]byte, 0, ikeTunnelLen)
	b = append(b, 0x44, 0, 0, 0)
	b = append(b, ebcdic(fmt.Sprintf("K%d", id), 48)...)
	b = append(b, ebcdic("Rule_To_Partner", 48)...)
	b = append(b, ebcdic("Action1", 48)...)
	b = append(b, 10, 1, 2, byte(id))
	b = append(b, make([]byte, 12)...)
	b = append(b, 10, 9, 8, 7)
	b = append(b, make([]byte, 12)...)
	b = put(b, 8, 0x1122334455667700+uint64(id))
	b = put(b, 8, 0xA1A2A3A4A5A6A700+uint64(id))
	b = append(b, 2, 4, 39, 12)
	b = put(b, 4, 14)
	b = append(b, 2, 1, 4, 4)
	b = put(b, 8, 0)
	b = put(b, 4, 28800)
	b = put(b, 4, 1700020000)
	b = put(b, 4, 1700028800)
	b = put(b, 2, 500)
	b = append(b, 1, 2)
	b = put(b, 4, 1700000000)
	b = append(b, 1, 0, 39, 2)
	b = put(b, 4, 0)
	b = put(b, 4, 0)
	b = put(b, 4, uint64(id))
	b = put(b, 4, 256)
	for len(b) < size {
		b = append(b, 0xEE)
	}
	return b[:size]
}

func ikeStats(id int) []byte {
	var b []byte
	for i := range 6 {
		b = put(b, 4, uint64(i*id))
	}
	for i := range 5 {
		b = put(b, 8, uint64(1000*i+id))
	}
	return b
}

func ipTunnel(id int, kind byte) []byte {
	b := append(ebcdic(fmt.Sprintf("Y%d", id), 48), ebcdic("VpnAction", 48)...)
	b = append(b, 0, 0, 0, 0, kind, 4)
	for len(b) < 164 {
		b = append(b, byte(len(b)))
	}
	return b
}

func iface(name string) []byte {
	b := append(ebcdic(name, 16), make([]byte, 12)...)
	return append(b, 10, 0, 0, 1, 255, 0x40, 0, 0)
}

func ikeRecord(id, size int) record {
	local := fmt.Sprintf("10.1.2.%d", id)
	return record{sections: [][]byte{ikeTunnel(id, size), ikeStats(id), ebcdic(local, 0), ebcdic("CN=peer.example.com,O=X", 0)}}
}

func dynRecord(id int) record {
	return record{sections: [][]byte{ipTunnel(id, 3), make([]byte, 120), make([]byte, 60), ebcdic("10.1.0.0", 0), ebcdic("10.2.0.0-10.2.0.9", 0)}}
}

// session is the content the layouts are compared with: everything once.
func session() []content {
	cascade := ikeRecord(4, 256)
	cascade.nested = []record{dynRecord(7), dynRecord(8)}
	stats := make([]byte, 68)
	stats[3], stats[19], stats[27] = 2, 9, 4
	return []content{
		{name: nameInit},
		{name: nameIKE, target: "TCPIP1", records: []record{ikeRecord(1, 256), ikeRecord(2, 256)}},
		{name: nameInterface, target: "TCPIP1", records: []record{{sections: [][]byte{iface("ETH0")}}, {sections: [][]byte{iface("VIPA1")}}, {sections: [][]byte{iface("LOOPBACK")}}}},
		{name: nameIKE, target: "TCPIP2", rc: 111},
		{name: nameIKE, target: "TCPIP1", records: []record{ikeRecord(3, 256)}},
		{name: nameIKECas, target: "TCPIP1", records: []record{cascade, ikeRecord(5, 256)}},
		{name: nameSummary, target: "TCPIP1", records: []record{{sections: [][]byte{stats}}}},
		{name: nameDynStack, target: "TCPIP1", records: []record{{sections: [][]byte{ipTunnel(9, 2), make([]byte, 120), make([]byte, 40)}}}},
		{name: nameInterface, target: "NOSTACK", rc: 121, rsn: 3},
		{name: nameTerm},
	}
}

// layouts are header layouts of our own making. The first is the inferred candidate.
var layouts = []spec{
	{name: "candidate", head: "id4 hlen4 len4 ver2 type2 corr8 rc4 rsn4 target24 roff4 rcount4 zero4 zero8 zero4", rec: "id4 len4 nsec2 ncas2 zero4 secs cas", sec: "o4 l4", cas: "o4 l4 c4", base: "record"},
	{name: "lengths first, 16 bits", head: "len2 hlen2 id4 ver2 type2 target8 rc2 rsn2 rcount2 zero2", rec: "len2 nsec2 secs ncas2 cas", sec: "o2 l2", cas: "o2 l2", base: "message", slots: 4, always: true},
	{name: "identifier late, length before offset", head: "type4 len4 rc4 rsn4 target24 corr8 id4 ver4", rec: "id4 nsec4 len4 ncas4 secs cas", sec: "l4 o4", cas: "l4 o4 c4", base: "record"},
	{name: "triplets from the message, no header length", head: "id4 ver2 type2 len4 target16 rcount4 rc4 rsn4", rec: "len4 id4 secs cas", sec: "o4 l2 c2", cas: "o4 l2 c2", base: "message", slots: 5, always: true},
	{name: "records without length", head: "id4 len4 type2 ver2 rc4 rsn4 target24", rec: "id4 nsec2 ncas2 secs cas", sec: "o4 l4", cas: "o4 l4 c4", base: "record", align: 4},
	{name: "length without header, offsets from its end", head: "ver2 hlen2 elen4 id4 type2 zero2 rsn4 rc4 target24", rec: "nsec2 ncas2 len4 cas secs", sec: "l2 o2", cas: "c2 l2 o4", base: "header", slots: 5, always: true},
	{name: "mixed widths, count first", head: "target24 id4 corr8 hlen2 type2 len4 rc2 rsn2 zero4 roff4", rec: "id4 ncas2 nsec2 zero4 len4 secs cas", sec: "c2 l2 o4", cas: "o4 c4", base: "record"},
	{name: "no record identifier, cascade first", head: "id8 hlen4 len4 type4 ver4 rc4 rsn4 target24 rcount4", rec: "cas len4 nsec4 secs", sec: "o4 l4 c4", cas: "o4 l4 c4", base: "record", always: true},
}
