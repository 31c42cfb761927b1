package container

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"
)

// isOpenPGP knows what OpenPGP messages begin with (RFC 9580): the armor, or a
// packet. The tag of a packet is one byte, so that what must follow it is looked at.
func isOpenPGP(head []byte) bool {
	if prefix("-----BEGIN PGP ")(head) {
		return true
	}
	p, ok := parsePGP(head)
	if !ok {
		return false
	}
	switch b := p.body; p.tag {
	case pgpSessionKey:
		return len(b) > 9 && b[0] == 3 &&
			(p.holdsRSA() || bytes.IndexByte(pgpKeyAlgorithms, b[9]) >= 0 && p.size > 40 && p.size < 200)
	case pgpPassphraseKey:
		return len(b) > 3 && p.size < 100 && isPGPPassphrase([4]byte(b))
	case pgpCompressed:
		return prefix("\x02\x78", "\x03BZh")(b) || p.size < 0 && len(b) > 0 && b[0] == 1 && holdsPGP(b[1:])
	case pgpLiteral:
		return isPGPLiteral(b)
	}
	return false
}

// isPGPPassphrase reports whether the body of a packet with a session key under a passphrase begins so: version,
// cipher, the kind of derivation (2 is reserved), hash.
func isPGPPassphrase(b [4]byte) bool {
	version, cipher, derivation, hash := b[0], b[1], b[2], b[3]
	return version >= 4 && version <= 6 && cipher >= 1 && cipher <= 13 && derivation <= 4 && derivation != 2 && hash <= 14
}

// isPGPLiteral reports whether b is the body of a literal packet: its kind, the name
// of the file behind the name's length, a time of four bytes, and content.
func isPGPLiteral(b []byte) bool {
	if len(b) < 2 || bytes.IndexByte([]byte("btum"), b[0]) < 0 {
		return false
	}
	name := int(b[1])
	return len(b) > 6+name && utf8.Valid(b[2:2+name])
}

// holdsPGP reports whether deflated data begin with a packet of a signed or a
// literal message.
func holdsPGP(deflated []byte) bool {
	var b [1]byte
	if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(deflated)), b[:]); err != nil || b[0]&0x80 == 0 {
		return false
	}
	tag := b[0] & 0x3F
	if b[0]&0x40 == 0 {
		tag = b[0] >> 2 & 0x0F
	}
	return tag == pgpOnePass || tag == pgpLiteral
}

// Packet tags.
const (
	pgpSessionKey    = 1
	pgpPassphraseKey = 3
	pgpOnePass       = 4
	pgpCompressed    = 8
	pgpLiteral       = 11
)

// pgpKeyAlgorithms are ECDH, X25519 and X448, whose packets are short; RSA is told by
// its size, and nobody has made keys for Elgamal in a long time.
var pgpKeyAlgorithms = []byte{18, 25, 26}

// pgpPacket is the head of a packet.
type pgpPacket struct {
	tag  byte
	size int64  // of the body; -1 when it is not said at once
	body []byte // as much of it as is in sight
}

// parsePGP reads the head of a packet in the old or the new form.
func parsePGP(head []byte) (pgpPacket, bool) {
	if len(head) < 6 || head[0]&0x80 == 0 {
		return pgpPacket{}, false
	}
	if head[0]&0x40 != 0 {
		return newPGP(head), true
	}
	p := pgpPacket{tag: head[0] >> 2 & 0x0F}
	switch head[0] & 3 {
	case 0:
		p.size, p.body = int64(head[1]), head[2:]
	case 1:
		p.size, p.body = int64(binary.BigEndian.Uint16(head[1:])), head[3:]
	case 2:
		p.size, p.body = int64(binary.BigEndian.Uint32(head[1:])), head[5:]
	default:
		p.size, p.body = -1, head[1:]
	}
	return p, true
}

func newPGP(head []byte) pgpPacket {
	p := pgpPacket{tag: head[0] & 0x3F}
	switch first := head[1]; {
	case first < 192:
		p.size, p.body = int64(first), head[2:]
	case first < 224:
		p.size, p.body = int64(first-192)<<8+int64(head[2])+192, head[3:]
	case first < 255: // the first of several pieces
		p.size, p.body = -1, head[2:]
	default:
		p.size, p.body = int64(binary.BigEndian.Uint32(head[2:])), head[6:]
	}
	return p
}

// holdsRSA reports whether a session key packet is as long as one for RSA: version,
// key identifier, algorithm and count take 12 bytes, and the rest is the modulus of
// 1 024 to 16 384 bits, but for leading zeros.
func (p pgpPacket) holdsRSA() bool {
	n := p.size - 12
	return n >= 126 && n <= 2048 && (n+2)%64 <= 2
}
