package ipsectext

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// lines cuts an input into lines.
type lines struct {
	buf    stream.Buffer
	cp     *wire.CodePage
	known  bool // how the input is written: the fields down to width
	ebcdic bool
	order  binary.ByteOrder // of the bytes of UTF-16; nil: one byte a character
	end    []byte           // that ends a line
	width  int              // of lines that nothing ends; 0 when end does
	margin []byte           // that stands before each line

	no    int64  // of the line at hand, from 1
	start int64  // byte of the input where it begins
	span  int64  // bytes of it, with its end
	text  []byte // in UTF-8, without its end and the blanks before it; valid until next
	long  bool   // only the beginning of it is in text
	own   []byte // memory of text, when it was translated
	cut   []byte // beginning of a line that is too long
}

func (l *lines) init(r io.Reader, cp *wire.CodePage) { l.buf, l.cp = stream.NewBuffer(r), cp }

// form says how the input is written.
func (l *lines) form() (name, basis string) {
	switch {
	case l.order != nil:
		name, basis = "utf-16", "lines end in U+000A, bytes in the order of "+l.order.String()
	case !l.ebcdic:
		name, basis = "ascii", fmt.Sprintf("lines end in X'%02X'", l.end)
	case l.end[0] == ebcdicLF:
		name, basis = "ebcdic", "lines end in X'25'"
	default:
		name, basis = "ebcdic", "lines end in X'15'"
	}
	if l.width > 0 {
		basis = fmt.Sprintf("lines of %d characters, without an end", l.width)
	}
	return name, basis
}

// err returns why no more can be read; nil at the end of the input.
func (l *lines) err() error {
	if err := l.buf.Err(); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// The characters that end lines in EBCDIC: new line, and line feed of a file that was converted by others.
const (
	ebcdicNL = 0x15
	ebcdicLF = 0x25
)

// blanks may stand before what a line says; a form feed begins a page.
const blanks = " \t\f"

// card is the length of lines in data sets whose records lost their ends, and longest that of the longest there are.
const (
	card    = 80
	longest = 1 << 10
)

// marks are the byte order marks that a text may begin with.
var marks = []struct {
	bytes string
	order binary.ByteOrder
}{{"\xef\xbb\xbf", nil}, {"\xff\xfe", binary.LittleEndian}, {"\xfe\xff", binary.BigEndian}}

// settle tells by the beginning of the input how it is written, and what stands before its lines.
func (l *lines) settle() {
	l.writing()
	head := *l
	b := l.buf.Unread()
	head.buf, head.own = stream.NewBuffer(bytes.NewReader(b[:min(len(b), sniffBytes)])), nil
	l.margin = findMargin(&head)
}

// writing tells by the beginning of the input how it is written.
func (l *lines) writing() {
	l.known = true
	head := l.buf.Need(sniffBytes)
	head = head[:min(len(head), sniffBytes)]
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			l.order = m.order
			l.buf.Skip(len(m.bytes))
			break
		}
	}
	if l.order == nil {
		l.order = orderOf(head)
	}
	if l.order != nil {
		l.end = make([]byte, 2)
		l.order.PutUint16(l.end, '\n')
		return
	}
	l.ebcdic, l.end, l.width = singleBytes(head)
}

// orderOf tells the order of the bytes in UTF-16 without a mark, by the zeros in text that is ASCII
// else; nil when it is
// not that.
func orderOf(head []byte) binary.ByteOrder {
	head = head[:min(len(head), 1<<10)]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) * 2 / 5; {
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

// sniffBytes is how much of an input tells how it is written and whether it is one of ours.
const sniffBytes = 64 << 10

// singleBytes tells how text of one byte a character is written.
func singleBytes(head []byte) (ebcdic bool, end []byte, width int) {
	has := func(c byte) bool { return bytes.IndexByte(head, c) >= 0 }
	switch {
	case bytes.Count(head, []byte{0x40}) > bytes.Count(head, []byte{' '}):
		ebcdic, end = true, []byte{ebcdicNL}
		if bytes.Count(head, []byte{ebcdicLF}) > bytes.Count(head, []byte{ebcdicNL}) {
			end = []byte{ebcdicLF}
		}
	case !has('\n') && has('\r'):
		end = []byte{'\r'}
	default:
		end = []byte{'\n'}
	}
	if len(head) > 2*card && !bytes.Contains(head, end) {
		width = widthOf(head, ebcdic)
	}
	return ebcdic, end, width
}

// The labels that the second and the third line of a heading begin with, in ASCII and in EBCDIC.
var secondLine, thirdLine = [2][]byte{[]byte("Primary:"), []byte("\xd7\x99\x89\x94\x81\x99\xa8\x7a")},
	[2][]byte{[]byte("Source:"), []byte("\xe2\x96\xa4\x99\x83\x85\x7a")}

// widthOf tells how long lines without ends are, by the distance of two lines of a heading.
func widthOf(head []byte, ebcdic bool) int {
	in := 0
	if ebcdic {
		in = 1
	}
	from := bytes.Index(head, secondLine[in])
	if from < 0 {
		return card
	}
	if width := bytes.Index(head[from:], thirdLine[in]); width >= card/2 && width <= longest {
		return width
	}
	return card
}

// next goes on to the next line and reports whether there is one.
func (l *lines) next() bool {
	if !l.known {
		l.settle()
	}
	l.no++
	l.start, l.long = l.buf.Pos(), false
	raw := l.raw()
	if l.span == 0 {
		l.no--
		return false
	}
	l.set(raw)
	return true
}

// raw takes the next line from the buffer and returns its bytes, without its end, no more than maxLine of them. They
// are valid until the next call.
func (l *lines) raw() []byte {
	if l.width > 0 {
		have := l.buf.Need(l.width)
		l.take(min(l.width, len(have)))
		return have[:l.span]
	}
	have := l.buf.Unread()
	at := l.endAt(have)
	if at < 0 {
		have = l.buf.Need(maxLine + len(l.end))
		at = l.endAt(have)
	}
	switch {
	case at >= 0 && at <= maxLine:
		l.take(at + len(l.end))
		return have[:at]
	case at < 0 && len(have) <= maxLine: // the last line has no end
		l.take(len(have))
		return have
	}
	l.long = true
	l.cut = append(l.cut[:0], have[:maxLine]...)
	l.skipLine()
	return l.cut
}

// endAt returns where the end of the line lies in its bytes, -1 when it is not among them.
func (l *lines) endAt(have []byte) int {
	if l.order == nil {
		return bytes.IndexByte(have, l.end[0])
	}
	for from := 0; ; {
		at := bytes.Index(have[from:], l.end)
		if at < 0 {
			return -1
		}
		if at += from; at%2 == 0 {
			return at
		}
		from = at + 1
	}
}

func (l *lines) take(n int) {
	l.buf.Skip(n)
	l.span = int64(n)
}

// skipLine goes to the end of a line that is too long.
func (l *lines) skipLine() {
	l.span = 0
	for {
		have := l.buf.Need(len(l.end))
		if len(have) == 0 {
			return
		}
		n, at := len(have), l.endAt(have)
		switch {
		case at >= 0:
			n = at + len(l.end)
		case n > len(l.end): // characters stay whole
			n -= n % len(l.end)
		}
		l.buf.Skip(n)
		if l.span += int64(n); at >= 0 {
			return
		}
	}
}

// set makes text of the bytes of a line.
func (l *lines) set(raw []byte) {
	switch {
	case l.order != nil:
		l.own = appendUTF16(l.own[:0], raw, l.order)
		l.text = bytes.TrimRight(l.own, " \r\t\x00")
	case l.ebcdic:
		l.own = l.cp.Text(l.own[:0], bytes.TrimRight(raw, "\x0d\x40\x00"))
		l.text = l.own
	default:
		l.text = bytes.TrimRight(raw, " \r\t\x00")
	}
	if bytes.IndexByte(l.text, '\t') >= 0 || bytes.IndexByte(l.text, noBreak[0]) >= 0 {
		l.own = append(l.own[:0], l.text...)
		l.text = bytes.TrimRight(onlyBlanks(l.own), " ")
	}
	if l.margin != nil {
		l.text = afterMargin(l.margin, l.text)
	}
}

// noBreak is a blank at which no line is broken, in UTF-8. Web pages and mails put it in the place of others.
var noBreak = []byte("\u00a0")

// onlyBlanks makes tabs and blanks that do not break blanks, in place.
func onlyBlanks(text []byte) []byte {
	out := text[:0]
	for len(text) > 0 {
		switch {
		case text[0] == '\t':
			out = append(out, ' ')
		case bytes.HasPrefix(text, noBreak):
			out = append(out, ' ')
			text = text[1:]
		default:
			out = append(out, text[0])
		}
		text = text[1:]
	}
	return out
}

// appendUTF16 appends the characters of b, which is UTF-16, in UTF-8. Half a character becomes U+FFFD.
func appendUTF16(dst, b []byte, order binary.ByteOrder) []byte {
	for len(b) > 1 {
		r := rune(order.Uint16(b))
		b = b[2:]
		if utf16.IsSurrogate(r) {
			low := utf8.RuneError
			if len(b) > 1 {
				low = rune(order.Uint16(b))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				b = b[2:]
			}
		}
		dst = utf8.AppendRune(dst, r)
	}
	if len(b) > 0 {
		dst = utf8.AppendRune(dst, utf8.RuneError)
	}
	return dst
}
