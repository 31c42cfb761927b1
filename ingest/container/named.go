package container

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
)

// A named format is recognised but not opened, because no library for it is among
// the module's dependencies, or because it wants a key.
type named struct {
	name    string
	how     string // what was done to the content
	exts    string // file name endings, separated by blanks
	command string // what undoes it, as it is typed
	match   func(head []byte) bool
	sure    func(ahead []byte) bool // as in Format
}

// What was done to the content, and what to do about it.
const (
	compressedWith = "compressed with %s, which is not opened here"
	packedWith     = "packed with %s, which is not opened here"
	encryptedWith  = "encrypted or signed with %s"
	encodedWith    = "turned into text with %s"
	attachedTo     = "a %s, not the file that came with it"
)

var undo = map[string]string{
	compressedWith: "unpack it first (%s) and give the files inside",
	packedWith:     "unpack it first (%s) and give the files inside",
	encryptedWith:  "decrypt it first (%s) and give the result",
	encodedWith:    "decode it first (%s) and give the result",
	attachedTo:     "%s, and give that",
}

// namedFormats are the named formats. Magic numbers are those that the programs'
// own documents and file(1) know them by.
var namedFormats = []named{
	{"rar", compressedWith, ".rar", "unrar x", prefix("Rar!\x1a\x07"), nil},
	{"lzop", compressedWith, ".lzo", "lzop -d", prefix("\x89LZO\x00\r\n\x1a\n"), nil},
	{"lrzip", compressedWith, ".lrz", "lrzip -d", prefix("LRZI"), nil},
	{"snappy", compressedWith, ".sz", "snzip -d", prefix("\xff\x06\x00\x00sNaPpY"), nil},
	{"pack", compressedWith, ".z", "gzip -d", isPacked, nil},
	{"cpio", packedWith, ".cpio", "cpio -i -d < FILE", isCpio, nil},
	{"ar", packedWith, ".a", "ar x", prefix("!<arch>\n"), nil},
	{"arj", packedWith, ".arj", "arj x", prefix("\x60\xea"), isArj},
	{"lha", packedWith, ".lzh .lha", "lha x", isLha, nil},
	{"cab", packedWith, ".cab", "cabextract", prefix("MSCF\x00\x00\x00\x00"), nil},
	{"OpenPGP", encryptedWith, ".gpg .pgp .asc", "gpg -o DUMP -d FILE", isOpenPGP, nil},
	{"CMS", encryptedWith, ".p7m", "openssl cms -decrypt -inform PEM -in FILE -out DUMP",
		prefix("-----BEGIN PKCS7-----", "-----BEGIN CMS-----"), nil},
	{"age", encryptedWith, ".age", "age -d -o DUMP FILE",
		prefix("age-encryption.org/", "-----BEGIN AGE ENCRYPTED FILE-----"), nil},
	{"openssl enc", encryptedWith, ".enc", "openssl enc -d with the cipher it was made with", prefix("Salted__"), nil},
	{"uuencode", encodedWith, ".uu .uue", "uudecode", lines(`^begin(-base64)? [0-7]{3,4} \S`), nil},
	{"base64", encodedWith, ".b64 .base64", "base64 -d FILE > DUMP", isBase64, nil},
	{"BinHex", encodedWith, ".hqx", "unar", prefix("(This file must be converted with BinHex"), nil},
	{"mail", attachedTo, ".eml .msg", "save the attached file",
		lines(`(?s)^[A-Za-z-]+:[ \t].*(^|\n)(MIME-Version|Content-Transfer-Encoding):`), nil},
}

// formats turns the table into formats.
func formats(all []named) []Format {
	out := make([]Format, len(all))
	for i, n := range all {
		out[i] = n.format()
	}
	return out
}

func (n named) format() Format {
	what := fmt.Sprintf(n.how, n.name)
	doc, _, _ := strings.Cut(what, ",")
	return Format{
		Name: n.name, Doc: doc + "; named, not opened", Exts: strings.Fields(n.exts), Match: n.match, sure: n.sure,
		open: func(*source, func(part) error) error {
			return fault(IDClosed, -1, fmt.Sprintf(undo[n.how], n.command), "%s", what)
		},
	}
}

// lines matches the beginning of a text. Lines that end with CR LF count as others.
func lines(expr string) func([]byte) bool {
	re := regexp.MustCompile(expr)
	return func(head []byte) bool { return re.Match(head) }
}

// isPacked knows pack(1): magic, the length in four bytes, the depth of the tree. A
// record descriptor word can begin with the same two bytes; its fourth is zero.
func isPacked(head []byte) bool {
	const deepest = 24
	return len(head) > 6 && prefix("\x1f\x1e")(head) && head[3] != 0 && head[6] > 0 && head[6] <= deepest
}

// isCpio knows the three text forms and the binary one in both byte orders, whose
// number is short: there, the type in the file's mode and the length of its name
// must make sense (cpio(5)).
func isCpio(head []byte) bool {
	const mode, nameSize, whole, maxName = 6, 20, 26, 4096
	if prefix("070701", "070702", "070707")(head) {
		return true
	}
	order := map[string]binary.ByteOrder{"\x71\xc7": binary.BigEndian,
		"\xc7\x71": binary.LittleEndian}[string(head[:min(2, len(head))])]
	if order == nil || len(head) < whole {
		return false
	}
	n := int(order.Uint16(head[nameSize:]))
	kind := order.Uint16(head[mode:]) >> 12
	known := kind == 1 || kind == 2 || kind == 4 || kind == 6 || kind == 8 || kind == 10 || kind == 12
	return known && n > 1 && n <= maxName && (len(head) < whole+n || head[whole+n-1] == 0)
}

// isArj wants the check behind the first header to agree.
func isArj(ahead []byte) bool {
	const fixed, longest = 4, 2600
	if len(ahead) < fixed {
		return false
	}
	n := int(binary.LittleEndian.Uint16(ahead[2:]))
	if n == 0 || n > longest || len(ahead) < fixed+n+4 {
		return false
	}
	return crc32.ChecksumIEEE(ahead[fixed:fixed+n]) == binary.LittleEndian.Uint32(ahead[fixed+n:])
}

// isLha knows the method behind the two bytes of length and check.
func isLha(head []byte) bool {
	return len(head) > 20 && (string(head[2:5]) == "-lh" || string(head[2:5]) == "-lz") && head[6] == '-' && head[20] <= 3
}

// isBase64 wants whole lines of one length that hold more than hexadecimal digits.
func isBase64(head []byte) bool {
	const shortest = 60
	text, _, found := bytes.Cut(head, []byte("\n"))
	text = bytes.TrimSuffix(text, []byte("\r"))
	if len(text) < shortest || len(text)%4 != 0 || !found && len(head) < headSize {
		return false
	}
	const digits, alphabet = "0123456789abcdefABCDEF", "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ"
	return bytes.ContainsAny(head, "ghijklmnopqrstuvwxyz") && bytes.ContainsAny(head, "GHIJKLMNOPQRSTUVWXYZ") &&
		len(bytes.Trim(head, digits+alphabet+"+/=\r\n")) == 0
}
