package nmsec

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/fixture"
)

// content is one message as its writer sees it.
type content struct {
	name    string // as published; decides the type code
	rc, rsn uint32
	target  string
	records []written
}

// written is one record as its writer sees it.
type written struct {
	sections [][]byte
	nested   []written
}

// spec is a header layout under which the same content is written. The writer knows
// nothing of Framing.
type spec struct{ fixture.NMIFraming }

// layouts are all the header layouts of our own making. The first is the inferred
// candidate.
var layouts = func() (out []spec) {
	for _, l := range fixture.NMIFramings {
		out = append(out, spec{l})
	}
	return out
}()

var typeCodes = map[string]int{message.NameInit: fixture.NMIInit, message.NameTerm: fixture.NMITerm,
	message.NameIKETunnels: fixture.NMIIKETunnels,
	message.NameIKECascade: fixture.NMIIKECascade,
	message.NameInterface:  fixture.NMIInterfaces, message.NameSummary: fixture.NMISummary,
	message.NameDynStack: fixture.NMIStackTunnels,
	message.NameStack:    fixture.NMIStacks, "tunnel": fixture.NMIControl}

// write builds the stream.
func (sp *spec) write(messages []content) []byte {
	var out []byte
	for i, m := range messages {
		out = append(out, sp.message(m, i)...)
	}
	return out
}

func (sp *spec) message(m content, number int) []byte {
	return sp.Message(
		fixture.NMIMessage{Type: typeCodes[m.name], Target: m.target, Code: int(m.rc), Reason: int(m.rsn),
			Records: fixtures(m.records)}, number)
}

func fixtures(records []written) (out []fixture.NMIRecord) {
	for _, r := range records {
		out = append(out, fixture.NMIRecord{Sections: r.sections, Nested: fixtures(r.nested)})
	}
	return out
}

func put(b []byte, width int, v uint64) []byte {
	var full [8]byte
	binary.BigEndian.PutUint64(full[:], v)
	return append(b, full[8-width:]...)
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
		out = append(out, message.Blank)
	}
	return out
}

// ikeTunnel builds the structure from a few values; the rest is constant.
func ikeTunnel(id int, size int) []byte {
	b := make([]byte, 0, message.IKETunnelLen)
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

func ikeRecord(id, size int) written {
	local := fmt.Sprintf("10.1.2.%d", id)
	return written{sections: [][]byte{ikeTunnel(id, size), ikeStats(id), ebcdic(local, 0),
		ebcdic("CN=peer.example.com,O=X", 0)}}
}

func dynRecord(id int) written {
	return written{sections: [][]byte{ipTunnel(id, 3), make([]byte, 120), make([]byte, 60), ebcdic("10.1.0.0", 0),
		ebcdic("10.2.0.0-10.2.0.9", 0)}}
}

// session is the content the layouts are compared with: everything once.
func session() []content {
	cascade := ikeRecord(4, 256)
	cascade.nested = []written{dynRecord(7), dynRecord(8)}
	stats := make([]byte, 68)
	stats[3], stats[19], stats[27] = 2, 9, 4
	return []content{
		{name: message.NameInit},
		{name: message.NameIKETunnels, target: "TCPIP1", records: []written{ikeRecord(1, 256), ikeRecord(2, 256)}},
		{name: message.NameInterface, target: "TCPIP1",
			records: []written{{sections: [][]byte{iface("ETH0")}}, {sections: [][]byte{iface("VIPA1")}},
				{sections: [][]byte{iface("LOOPBACK")}}}},
		{name: message.NameIKETunnels, target: "TCPIP2", rc: 111},
		{name: message.NameIKETunnels, target: "TCPIP1", records: []written{ikeRecord(3, 256)}},
		{name: message.NameIKECascade, target: "TCPIP1", records: []written{cascade, ikeRecord(5, 256)}},
		{name: message.NameSummary, target: "TCPIP1", records: []written{{sections: [][]byte{stats}}}},
		{name: message.NameDynStack, target: "TCPIP1",
			records: []written{{sections: [][]byte{ipTunnel(9, 2), make([]byte, 120), make([]byte, 40)}}}},
		{name: message.NameInterface, target: "NOSTACK", rc: 121, rsn: 3},
		{name: message.NameTerm},
	}
}
