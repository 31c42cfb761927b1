package discover

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
)

// The captures of these tests are typed: headers as hexadecimal digits, and of the structures the fields by which they
// are recognised.

// hexBytes are the bytes of digits, with blanks between them for the reader.
func hexBytes(digits string) []byte {
	b, err := hex.DecodeString(strings.Join(strings.Fields(digits), ""))
	if err != nil {
		panic(err) // a slip in a test
	}
	return b
}

// tunnel is an NMsecIKETunnel with the number of a tunnel: its id at +4, names, IKE version and role as the manual has
// them.
func tunnel(number byte) []byte {
	b := make([]byte, message.IKETunnelLen)
	copy(b[4:], bytes.Repeat([]byte{0x40}, 144))
	copy(b[4:], []byte{message.LetterK, 0xF0 + number})
	copy(b[52:], hexBytes("D9E4D3C5 F1"))                  // a rule, RULE1
	copy(b[148:], []byte{192, 0, 2, 1, 192, 0, 2, number}) // documentation addresses
	b[197], b[205] = 2, 1
	return b
}

// statistics are an NMsecIKETunStats with some counters.
func statistics(n byte) []byte {
	b := make([]byte, message.IKEStatisticsLen)
	for i := 7; i < len(b); i += 8 {
		b[i] = n
	}
	return b
}

// capture is a message of initialisation and some responses with an IKE tunnel each. The header, of 24 bytes:
//
//	+0  D5D4E2C9  the identifier, NMSI in EBCDIC
//	+4  length of the message, 4 bytes
//	+8  type, 2 bytes, and version, 2 bytes
//	+12 offset of the first record, +16 number of records, +20 return code, 4 bytes each
//
// The record, of 24 bytes before its sections:
//
//	+0  length of the record, 4 bytes, +6 number of sections, 2 bytes
//	+8  offset and length of the tunnel, +16 of the statistics, counting from the record
func capture(tunnels int) []byte {
	out := hexBytes("D5D4E2C9 00000018 0001 0001 00000000 00000000 00000000")
	for i := range tunnels {
		body := append(hexBytes("00000158 0000 0002 00000018 00000100 00000118 00000040"), tunnel(byte(i+1))...)
		body = append(body, statistics(byte(i+3))...)
		out = append(out, hexBytes("D5D4E2C9 00000170 0003 0001 00000018 00000001 00000000")...)
		out = append(out, body...)
	}
	return out
}

// TestFindReadsTypedHeaders: each field of the headers is found where it was typed, with what it rests on.
func TestFindReadsTypedHeaders(t *testing.T) {
	t.Parallel()
	f, d, refusal := Find(capture(4), true)
	if refusal != nil {
		t.Fatalf("%v: %s", refusal.Reason, refusal.Detail)
	}
	for _, want := range []struct {
		element, name  string
		offset, length int
	}{
		{"message", "length", 4, 4}, {"message", "type", 8, 2}, {"message", "record_offset", 12, 4},
		{"message", "record_count", 16, 4}, {"record", "length", 0, 4}, {"record", "section_count", 6, 2},
		{"section", "offset", 0, 4}, {"section", "length", 4, 4},
	} {
		found := false
		for _, fd := range f.Fields {
			if fd.Element == want.element && fd.Name == want.name {
				found = true
				if fd.Offset != want.offset || fd.Length != want.length {
					t.Errorf("%s %s: %d bytes at +%d, want %d at +%d", want.element, want.name, fd.Length, fd.Offset, want.length,
						want.offset)
				}
			}
		}
		if !found {
			t.Errorf("%s %s was not found", want.element, want.name)
		}
	}
	if d.Messages != 5 || len(d.Findings) == 0 || d.Failure != "" {
		t.Errorf("report: %d messages, %d findings, failure %q", d.Messages, len(d.Findings), d.Failure)
	}
	var text strings.Builder
	if _, err := d.WriteTo(&text); err != nil || !strings.Contains(text.String(), "in which it sees 5 messages") {
		t.Errorf("%v: %s", err, text.String())
	}
}

// TestFindRefusesWhatItCannotTell: each refusal says why, and how far the capture was understood.
func TestFindRefusesWhatItCannotTell(t *testing.T) {
	t.Parallel()
	wrongLength := capture(3)
	for at := 24; at < len(wrongLength); at += 0x170 { // every response says one byte less than it has
		binary.BigEndian.PutUint32(wrongLength[at+4:], 0x16F)
	}
	noDescriptors := capture(3)
	for at := 24; at < len(noDescriptors); at += 0x170 {
		clear(noDescriptors[at+24+8 : at+24+24])
	}
	noInitialisation := capture(3)[24:]
	for _, test := range []struct {
		name   string
		b      []byte
		reason error
		detail string
	}{
		{"nothing", nil, framing.ErrNotNMI, "no messages that follow each other"},
		{"text", []byte(strings.Repeat("Nothing of the kind. ", 200)), framing.ErrNotNMI, "no messages"},
		{"no tunnels", bytes.Repeat(capture(0), 3), framing.ErrUndiscovered, "none holds an IKE tunnel"},
		{"one tunnel", capture(1), framing.ErrUndiscovered, "of which 1 hold IKE tunnels; 2 are needed"},
		{"lengths that lead nowhere", wrongLength, framing.ErrUndiscovered, ""},
		{"records without descriptors", noDescriptors, framing.ErrUndiscovered,
			"nothing was found that reads as descriptors"},
		{"no initialisation", noInitialisation, framing.ErrUndiscovered, "leads from message to message"},
	} {
		f, d, refusal := Find(test.b, true)
		if f != nil || refusal == nil || !errors.Is(refusal.Reason, test.reason) ||
			!strings.Contains(refusal.Detail, test.detail) || d.Failure == "" {
			t.Errorf("%s: got %+v, want %v: %s", test.name, refusal, test.reason, test.detail)
		}
	}
}

// TestFindSurvivesAnyCut: a capture that ends anywhere is read or refused.
func TestFindSurvivesAnyCut(t *testing.T) {
	t.Parallel()
	b := capture(3)
	for end := 0; end <= len(b); end += 7 {
		f, d, refusal := Find(b[:end], end == len(b))
		if (f == nil) == (refusal == nil) || d == nil || d.Bytes != end {
			t.Fatalf("cut at %d: %v, %+v", end, f, refusal)
		}
	}
}
