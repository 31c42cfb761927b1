package smf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"
)

// HalfTrack is the usual block size of a dump data set: half a 3390 track.
const HalfTrack = 27998

// WriterOptions say how a Writer frames records.
type WriterOptions struct {
	Framing   Framing // RDW unless told; Auto means RDW
	BlockSize int     // largest block with its descriptor word; 0 means HalfTrack
	Span      bool    // RDW, BDW: cut records at block ends, as format VBS does
	Extended  bool    // BDW: write the extended form of the block descriptor word
}

// Writer writes records for tests and sample data in any framing that Reader
// knows. It is not made for speed.
type Writer struct {
	w     io.Writer
	opt   WriterOptions
	block []byte // pieces of the block being filled
	begun bool   // what stands in front of all records is written
	err   error
}

// NewWriter writes to w. Close must be called to write the last block.
func NewWriter(w io.Writer, opt WriterOptions) *Writer {
	if opt.Framing == Auto {
		opt.Framing = RDW
	}
	if opt.BlockSize == 0 {
		opt.BlockSize = HalfTrack
	}
	return &Writer{w: w, opt: opt}
}

// WriteRDW writes one record with its descriptor word. rec has the form of
// Record.Data: its first four bytes are room for that word and are not looked at.
func WriteRDW(w io.Writer, rec []byte) error {
	return NewWriter(w, WriterOptions{}).Write(rec)
}

// plainFramers encode the length in front of a record without blocks or segments.
// The record comes with four bytes of room in front.
var plainFramers = map[Framing]func(rec []byte) []byte{
	RDW: func(rec []byte) []byte { return descriptorWord(len(rec), whole) },
	RDWRDW: func(rec []byte) []byte {
		return append(descriptorWord(len(rec)+4, whole), descriptorWord(len(rec), whole)...)
	},
	RDWExclusive: func(rec []byte) []byte { return descriptorWord(len(rec)-4, whole) },
	Len4:         func(rec []byte) []byte { return binary.BigEndian.AppendUint32(nil, uint32(len(rec)-4)) },
	RDWLE:        func(rec []byte) []byte { return append(binary.LittleEndian.AppendUint16(nil, uint16(len(rec))), 0, 0) },
	Block: func(rec []byte) []byte {
		return binary.BigEndian.AppendUint16([]byte{ftpEndOfRecord}, uint16(len(rec)-4))
	},
	None:  func([]byte) []byte { return nil },
	StruR: func([]byte) []byte { return nil },
	Len2:  func(rec []byte) []byte { return binary.BigEndian.AppendUint16(nil, uint16(len(rec)-4)) },
	MicroFocus: func(rec []byte) []byte {
		return binary.BigEndian.AppendUint32(nil, microFocusData<<28|uint32(len(rec)-4))
	},
	Buffer: func(rec []byte) []byte {
		n := frameHead + len(rec) + frameTail
		head := binary.BigEndian.AppendUint16(nil, uint16(n))
		head = binary.BigEndian.AppendUint16(head, frameHead)
		format := []byte{0, 0, 0, 0}
		if len(rec) >= subtypeHeader {
			copy(format[2:], rec[offSubtype:subtypeHeader])
		}
		head = append(head, format...)
		return append(append(head, make([]byte, 8)...), descriptorWord(len(rec), whole)...)
	},
}

// trailers follow a record; framings not listed have none.
var trailers = map[Framing]func(rec []byte) []byte{
	Buffer: func(rec []byte) []byte {
		return binary.BigEndian.AppendUint16(nil, uint16(frameHead+len(rec)+frameTail))
	},
	MicroFocus: func(rec []byte) []byte { return make([]byte, -len(rec)&3) },
	StruR:      func([]byte) []byte { return []byte{struEscape, struRecord} },
}

// fileHead stands in front of the first record, fileTail behind the last.
var (
	fileHead = map[Framing][]byte{MicroFocus: append([]byte{microFocusSystem << 4, 0, 0, microFocusHeader - 4},
		make([]byte, microFocusHeader-4)...)}
	fileTail = map[Framing][]byte{StruR: {struEscape, struFile}}
)

func descriptorWord(n int, code segment) []byte {
	return append(binary.BigEndian.AppendUint16(nil, uint16(n)), byte(code), 0)
}

// Write adds a record in the form of Record.Data.
func (w *Writer) Write(rec []byte) error {
	if w.err != nil {
		return w.err
	}
	if len(rec) < 5 {
		return fmt.Errorf("record of %s has no data", english.Plural(len(rec), "byte", ""))
	}
	if w.opt.Span || w.opt.Framing == BDW {
		return w.writeBlocked(rec)
	}
	if limit := w.longest(); len(rec) > limit {
		return fmt.Errorf("record of %s, framing %s holds %d", english.Plural(len(rec), "byte", ""), w.opt.Framing, limit)
	}
	frame := plainFramers[w.opt.Framing]
	if frame == nil {
		return fmt.Errorf("cannot write framing %s", w.opt.Framing)
	}
	if !w.begun {
		w.begun = true
		w.put(fileHead[w.opt.Framing])
	}
	w.put(frame(rec))
	data := rec[4:]
	if w.opt.Framing == StruR {
		data = bytes.ReplaceAll(data, []byte{struEscape}, []byte{struEscape, struEscape})
	}
	w.put(data)
	if trailer := trailers[w.opt.Framing]; trailer != nil {
		w.put(trailer(rec))
	}
	return w.err
}

// longest returns the longest record, with four bytes of room, that fits unspanned.
func (w *Writer) longest() int {
	switch w.opt.Framing {
	case Len4, None, MicroFocus, StruR:
		return maxLen4
	case RDWRDW:
		return 0xFFFF - 4
	case Buffer:
		return 0xFFFF - frameHead - frameTail
	case RDWExclusive, Block, Len2:
		return 0xFFFF + 4
	}
	return 0xFFFF
}

func (w *Writer) put(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
	}
}

// room returns the bytes that still fit the block being filled.
func (w *Writer) room() int {
	return w.opt.BlockSize - 4 - len(w.block) // the descriptor word counts even where it is not written
}

// writeBlocked puts a record into blocks, whole or in segments.
func (w *Writer) writeBlocked(rec []byte) error {
	if w.opt.BlockSize < 16 || w.opt.BlockSize > maxRecord && !w.opt.Extended {
		return fmt.Errorf("block size %d is not in 16 to %d", w.opt.BlockSize, maxRecord)
	}
	if !w.opt.Span {
		if len(rec) > w.room() {
			w.flush()
		}
		if len(rec) > min(w.room(), 0xFFFF) {
			return fmt.Errorf("record of %s, a block of %d holds %d", english.Plural(len(rec), "byte", ""), w.opt.BlockSize,
				w.opt.BlockSize-4)
		}
		w.addPiece(rec[4:], whole)
		return w.err
	}
	data, begun := rec[4:], false
	for {
		if w.room() < 5 {
			w.flush()
		}
		n := min(len(data), w.room()-4, maxRecord-4)
		ends := n == len(data)
		w.addPiece(data[:n], segmentCode(begun, ends))
		if data, begun = data[n:], true; ends {
			return w.err
		}
	}
}

// segmentCode returns the code of a segment by what came before and comes after.
func segmentCode(begun, ends bool) segment {
	switch {
	case begun && ends:
		return last
	case begun:
		return middle
	case ends:
		return whole
	}
	return first
}

func (w *Writer) addPiece(data []byte, code segment) {
	w.block = append(append(w.block, descriptorWord(len(data)+4, code)...), data...)
}

// flush writes the block being filled.
func (w *Writer) flush() {
	if len(w.block) == 0 {
		return
	}
	if w.opt.Framing == BDW {
		n := uint32(len(w.block) + 4)
		if w.opt.Extended {
			n |= 1 << 31
		} else {
			n <<= 16
		}
		w.put(binary.BigEndian.AppendUint32(nil, n))
	}
	w.put(w.block)
	w.block = w.block[:0]
}

// Close writes what is left. It does not close the underlying writer.
func (w *Writer) Close() error {
	w.flush()
	w.put(fileTail[w.opt.Framing])
	return w.err
}
