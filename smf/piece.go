package smf

import "encoding/binary"

// PieceKind says what a piece of input is.
type PieceKind uint8

// The kinds of pieces.
const (
	PieceBlock PieceKind = iota // a block descriptor, or a descriptor word around a record
	PieceWord                   // what stands around the data of a record: descriptor word, frame
	PieceData                   // data of the record: what follows the first four bytes of Record.Data
	PieceMark                   // holds no record data: a socket record, an FTP restart marker
)

// Piece is a stretch of input that the reader went over.
type Piece struct {
	Kind  PieceKind
	Start int64  // offset in the input
	Len   int    // bytes
	Bytes []byte // the input there; nil for PieceData, which is in the record
}

// Pieces tells where the last result of Next lies in the input, in ascending
// order, when Options.Pieces asks for it. After a record, its PieceData stretches
// together are Record.Data without the first four bytes. After a fault, data and
// words belong to what could not be read. Input that is in no piece was skipped as
// zeros or padding, or is part of a fault. The result is valid until the next call
// of Next.
func (r *Reader) Pieces() []Piece { return r.pieces }

// keepPiece keeps what take goes over, b at start.
func (r *Reader) keepPiece(p piece, start int64, b []byte) {
	if !r.opt.Pieces || r.joint.size > r.opt.Limit && r.cur.open {
		return // of a record too long to be delivered nothing is needed
	}
	if p.code == marker || p.code == null {
		r.keep(PieceMark, start, b)
		return
	}
	head := r.cur.variant.head
	if r.framing == Buffer {
		head = int(binary.BigEndian.Uint16(b[2:])) + 4
	}
	tail := head + len(r.cur.variant.data(b))
	r.keep(PieceWord, start, b[:head])
	r.keepData(start+int64(head), tail-head)
	if tail < len(b) {
		r.keep(PieceWord, start+int64(tail), b[tail:])
	}
}

func (r *Reader) keep(kind PieceKind, start int64, b []byte) {
	if r.opt.Pieces {
		r.pieces = append(r.pieces, Piece{kind, start, len(b), append([]byte(nil), b...)})
	}
}

func (r *Reader) keepData(start int64, n int) {
	if r.opt.Pieces && n > 0 {
		r.pieces = append(r.pieces, Piece{Kind: PieceData, Start: start, Len: n})
	}
}
