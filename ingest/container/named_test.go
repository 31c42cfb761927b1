package container

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
)

// namedHeads holds the beginnings of files of each named format, as its program
// writes them, with zeros where their content was.
var namedHeads = map[string][][]byte{
	"rar":    {[]byte("Rar!\x1a\x07\x00"), []byte("Rar!\x1a\x07\x01\x00")},
	"lzop":   {[]byte("\x89LZO\x00\r\n\x1a\n\x10\x40")},
	"lrzip":  {[]byte("LRZI\x00\x06")},
	"snappy": {[]byte("\xff\x06\x00\x00sNaPpY")},
	"pack":   {unhex("1f1e 000d e935 0c 01")},
	"cpio": {[]byte("0707010000"), []byte("0707020000"), []byte("0707070000"),
		append(unhex("c771 01fc 8b07 a481 0000 0000 0100 0000 1d6b 0063 0600 0d00 35e9"), "d.smf\x00"...),
		append(unhex("71c7 fc01 078b 81a4 0000 0000 0001 0000 6b1d 6300 0006 000d e935"), "d.smf\x00"...)},
	"ar":  {[]byte("!<arch>\nd.smf/          ")},
	"arj": {arjHead()},
	"lha": {append([]byte("\x1c\x5f-lh5-"), make([]byte, 30)...),
		append([]byte("\x1c\x5f-lz4-"), make([]byte, 30)...)},
	"cab":         {[]byte("MSCF\x00\x00\x00\x00\x29\xdc")},
	"OpenPGP":     pgpHeads,
	"CMS":         {[]byte("-----BEGIN PKCS7-----\nMII"), []byte("-----BEGIN CMS-----\nMII")},
	"age":         {[]byte("age-encryption.org/v1\n-> X25519"), []byte("-----BEGIN AGE ENCRYPTED FILE-----\n")},
	"openssl enc": {[]byte("Salted__\x00\x01")},
	"uuencode":    {[]byte("begin 644 d.smf\nM4"), []byte("begin-base64 0644 d.smf\n")},
	"base64": {[]byte(foldedBase64(900, 76, "\n")), []byte(foldedBase64(90, 64, "\r\n")),
		[]byte(base64.StdEncoding.EncodeToString(bits256(2000)))},
	"BinHex": {[]byte("(This file must be converted with BinHex 4.0)\n")},
	"mail": {[]byte("From: a@b.example\r\nSubject: dump\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n"),
		[]byte("Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n")},
}

// pgpHeads are: a session key for RSA in both forms and for ECDH, a passphrase, a
// signed message, an armored one.
var pgpHeads = [][]byte{
	unhex("85020c03 f4dbdf2183dcefb7 1a d5be"),
	unhex("c1c14c03 f4dbdf2183dcefb7 01 0ffb"),
	unhex("845e03 3243f45ec39eeefb 12 0107 40fe"),
	unhex("8c0d04090302 1900b75e72e019dd ffd2"),
	unhex("c30d04090302 1900b75e72e019dd ffd2"),
	append([]byte{0xA3, 0x01}, deflated([]byte{0x90, 0x0D, 0x03, 0x00})...),
	unhex("cb10 6205 642e736d66 00000000 00000000"),
	[]byte("-----BEGIN PGP MESSAGE-----\n\n"),
}

// arjHead is the main header of an ARJ archive.
func arjHead() []byte {
	body := append(unhex("22 0b 01 02 10 00 02 39"), make([]byte, 33)...)
	out := append([]byte{0x60, 0xEA, byte(len(body)), 0}, body...)
	return append(binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(body)), 0, 0)
}

func bits256(n int) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = byte(i * 7)
	}
	return out
}

func foldedBase64(n, width int, end string) string {
	text := base64.StdEncoding.EncodeToString(bits256(n))
	var b strings.Builder
	for len(text) > width {
		b.WriteString(text[:width] + end)
		text = text[width:]
	}
	return b.String() + text + end
}

func TestNamedFormatsSayWhatToType(t *testing.T) {
	t.Parallel()
	for _, n := range namedFormats {
		heads := namedHeads[n.name]
		if len(heads) == 0 {
			t.Errorf("%s: no example", n.name)
		}
		for _, head := range heads {
			got := one(t, "x", bytes.NewReader(head))
			if id(got.err) != IDClosed || !strings.Contains(got.err.Error(), n.command) || Chain(got.chain) != n.name {
				t.Errorf("%x: got %v behind %s, want %s with %q", head, got.err, Chain(got.chain), n.name, n.command)
			}
		}
	}
}

// What begins like a named format without being one, and the dumps that may.
func TestNamedFormatsAreNotTakenFromOtherData(t *testing.T) {
	t.Parallel()
	record := plain[4:18]
	rdw := func(length uint16, segment byte) []byte {
		return append(binary.BigEndian.AppendUint16(nil, length), append([]byte{segment, 0}, record...)...)
	}
	wrongCheck := arjHead()
	wrongCheck[len(wrongCheck)-3] ^= 1
	for name, head := range map[string][]byte{
		"record as long as the magic of pack":  rdw(0x1F1E, 0),
		"record as long as the magic of arj":   rdw(0x60EA, 0),
		"record as long as the magic of cpio":  rdw(0x71C7, 0),
		"record as long as lzma's":             rdw(0x5D00, 0),
		"record as long as a program's":        rdw(0x4D5A, 0),
		"segment as long as the magic of cpio": rdw(0x71C7, 1),
		"arj with another check":               wrongCheck,
		"hexadecimal digits": []byte(
			strings.Repeat("0123456789abcdefABCDEF0123456789abcdef012345678901234567\n", 20)),
		"letters":                        []byte(strings.Repeat("The dump of October, all systems.", 4)),
		"session key of another version": unhex("85020c04 f4dbdf2183dcefb7 1a d5be"),
		"session key of an odd size":     unhex("85024003 f4dbdf2183dcefb7 1a d5be"),
		"a list of digests": []byte(
			"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  demo.smf\n"),
	} {
		if f := newSource(head).detect(); f != nil {
			t.Errorf("%s: taken for %s", name, f.Name)
		}
	}
}

// Lengths in a head are another's: every head, cut anywhere and with every byte set
// to its ends, is looked at whole, short, and behind it a long tail.
func TestLookingAtAHeadReadsNothingBehindIt(t *testing.T) {
	t.Parallel()
	tail := bits256(headSize)
	for _, heads := range namedHeads {
		for _, head := range heads {
			head = head[:min(len(head), 64)]
			for i := range head {
				for _, v := range []byte{0x00, 0x7F, 0x80, 0xFD, 0xFF} {
					changed := bytes.Clone(head)
					changed[i] = v
					detectIn(changed)
					detectIn(changed[:i+1])
					detectIn(append(changed, tail...))
				}
			}
		}
	}
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := must(flate.NewWriter(&b, 9))
	must(w.Write(data))
	must(0, w.Close())
	return b.Bytes()
}
