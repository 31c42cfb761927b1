package ipsectext

import (
	"bytes"
	"errors"
	"io"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// lines cuts an input into lines.
type lines struct {
	buf    stream.Buffer
	cp     *wire.CodePage
	ebcdic bool
	end    byte // that ends a line
	width  int  // of lines that nothing ends; 0 when end does
	known  bool // how the input is written

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
	name, basis = "ascii", "lines end in X'0A'"
	if l.ebcdic {
		name = "ebcdic"
		if basis = "lines end in X'15'"; l.end == ebcdicLF {
			basis = "lines end in X'25'"
		}
	}
	if l.width > 0 {
		basis = "lines of 80 characters, without an end"
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

// card is the length of lines in data sets whose records lost their ends.
const card = 80

// settle tells by the beginning of the input how it is written.
func (l *lines) settle() {
	l.known = true
	head := l.buf.Need(sniffBytes)
	head = head[:min(len(head), sniffBytes)]
	l.ebcdic, l.end, l.width = writing(head)
	if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) {
		l.buf.Skip(3)
	}
}

// sniffBytes is how much of an input tells how it is written and whether it is one of ours.
const sniffBytes = 64 << 10

// writing tells how text is written.
func writing(head []byte) (ebcdic bool, end byte, width int) {
	if bytes.Count(head, []byte{0x40}) <= bytes.Count(head, []byte{' '}) {
		end = '\n'
	} else {
		ebcdic, end = true, ebcdicNL
		if bytes.Count(head, []byte{ebcdicLF}) > bytes.Count(head, []byte{ebcdicNL}) {
			end = ebcdicLF
		}
	}
	if len(head) > 2*card && bytes.IndexByte(head, end) < 0 {
		width = card
	}
	return ebcdic, end, width
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
	at := bytes.IndexByte(have, l.end)
	if at < 0 {
		have = l.buf.Need(maxLine + 1)
		at = bytes.IndexByte(have, l.end)
	}
	switch {
	case at >= 0 && at <= maxLine:
		l.take(at + 1)
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

func (l *lines) take(n int) {
	l.buf.Skip(n)
	l.span = int64(n)
}

// skipLine goes to the end of a line that is too long.
func (l *lines) skipLine() {
	l.span = 0
	for {
		have := l.buf.Need(1)
		if len(have) == 0 {
			return
		}
		n, at := len(have), bytes.IndexByte(have, l.end)
		if at >= 0 {
			n = at + 1
		}
		l.buf.Skip(n)
		if l.span += int64(n); at >= 0 {
			return
		}
	}
}

// set makes text of the bytes of a line.
func (l *lines) set(raw []byte) {
	if !l.ebcdic {
		l.text = bytes.TrimRight(raw, " \r\t\x00")
		return
	}
	l.own = l.cp.Text(l.own[:0], bytes.TrimRight(raw, "\x0d\x40\x00"))
	l.text = l.own
}
