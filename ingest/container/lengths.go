package container

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/dustin/go-humanize/english"
)

// A file that was fetched record by record although its records mean nothing by
// themselves: a tersed or compressed data set with a length before each record. It is
// known by the magic number behind the first length and by lengths that add up.
var lengthsFormat = Format{
	Name:  lengthsName,
	Doc:   "lengths that a transfer in record mode put around a tersed or compressed file",
	Match: isLengths,
	sure:  confirmLengths,
	open:  openLengths,
}

const (
	lengthsName = "record lengths"
	lengthSize  = 4

	// maxLengthRecord bounds a record. z/OS has none above 32 760 bytes.
	maxLengthRecord = 32760
)

// insideLengths are the formats that are looked for behind a length: those with
// magic numbers that no record begins with.
var insideLengths = []*Format{&terseFormat, &gzipFormat, &zipFormat, &xmitFormat, &zstdFormat, &bzip2Format, &xzFormat}

// A lengthForm is one way to write a length of four bytes.
type lengthForm struct {
	name string
	size func(h []byte) int // bytes of the record that follows; 0 when h is not a length
}

var lengthForms = []lengthForm{
	{"four-byte lengths", func(h []byte) int { return usualLength(int64(binary.BigEndian.Uint32(h))) }},
	{"record descriptor words", func(h []byte) int {
		if h[2] != 0 || h[3] != 0 {
			return 0
		}
		return usualLength(int64(binary.BigEndian.Uint16(h)) - rdwSize)
	}},
	{"four-byte lengths, low byte first,",
		func(h []byte) int { return usualLength(int64(binary.LittleEndian.Uint32(h))) }},
}

func usualLength(n int64) int {
	if n < 1 || n > maxLengthRecord {
		return 0
	}
	return int(n)
}

// isLengths wants a magic number behind what can be a length.
func isLengths(head []byte) bool {
	if len(head) <= lengthSize {
		return false
	}
	magic := slices.ContainsFunc(insideLengths, func(f *Format) bool { return f.Match(head[lengthSize:]) })
	return magic && slices.ContainsFunc(lengthForms, func(f lengthForm) bool { return f.size(head) > 0 })
}

func confirmLengths(ahead []byte) bool { return lengthFormOf(ahead) != nil }

// lengthFormOf returns the form by which the lengths in sight add up, nil for none.
func lengthFormOf(ahead []byte) *lengthForm {
	for i := range lengthForms {
		if lengthForms[i].addsUp(ahead) {
			return &lengthForms[i]
		}
	}
	return nil
}

// addsUp wants the lengths in sight to lead from one to the next, and to be equal but
// for the last: what such a file was kept in has records of one length.
func (f *lengthForm) addsUp(ahead []byte) bool {
	first := f.size(ahead)
	whole := len(ahead) < bufferSize // all of the input is in sight
	for at := 0; first > 0 && len(ahead)-at >= lengthSize; {
		n := f.size(ahead[at:])
		at += lengthSize + n
		switch last := at >= len(ahead); {
		case n == 0 || n > first || n < first && !last:
			return false
		case last:
			return at == len(ahead) || !whole
		}
	}
	return first > 0 && !whole // a length is cut in two by what is in sight, or by the end
}

func openLengths(in *source, yield func(part) error) error {
	ahead := in.ahead()
	form := lengthFormOf(ahead)
	if form == nil { // the recognition has found one
		return fault(IDDamaged, 0, tryAgainBinary, "lengths that make no sense")
	}
	detail := fmt.Sprintf("%s around records of %s", form.name, english.Plural(int(form.size(ahead)), "byte", ""))
	return yield(part{layer: Layer{Format: lengthsName, Detail: detail}, r: &lengthsReader{in: in, form: form},
		taken: in.offset})
}

// lengthsReader reads the records without their lengths.
type lengthsReader struct {
	in   *source
	form *lengthForm
	left int // bytes of the present record
}

func (l *lengthsReader) Read(p []byte) (int, error) {
	if l.left == 0 {
		if err := l.next(); err != nil {
			return 0, err
		}
	}
	n, err := l.in.br.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, unexpected(err)
}

func (l *lengthsReader) next() error {
	var h [lengthSize]byte
	if _, err := io.ReadFull(l.in.br, h[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return fault(IDDamaged, l.in.offset(), tryAgainWithoutRecords, "the data end inside a length")
		}
		return err
	}
	switch l.left = l.form.size(h[:]); {
	case l.left > 0:
	case leadingPadding(h[:]) == lengthSize:
		return l.in.end(h[:], 0)
	default:
		return fault(IDDamaged, l.in.offset()-lengthSize, tryAgainWithoutRecords, "%x stands where a length should be", h)
	}
	return nil
}

const tryAgainWithoutRecords = "transfer the file again in binary mode, not record by record"
