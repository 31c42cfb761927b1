package smf

import (
	"errors"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
)

// finish is called when all input is used up.
func (r *Reader) finish() error {
	if r.cur.open {
		return r.truncated(0,
			fmt.Sprintf("the file ends inside a spanned record, after %s of it", english.Plural(int(r.joint.span), "byte", "")))
	}
	if r.src.Err() != io.EOF {
		return r.truncated(0, "")
	}
	r.ended = true
	return io.EOF
}

// cutShort deals with an end of input that leaves too little for a descriptor.
func (r *Reader) cutShort(rest int) (*Record, error) {
	if !r.cur.open && r.src.padFrom() <= r.src.Pos() {
		r.skipPadding()
		return nil, nil
	}
	return nil, r.truncated(rest,
		fmt.Sprintf("the file ends inside a descriptor word, only %d %s of it", rest, english.PluralWord(rest, "byte", "")))
}

// cutPiece deals with a piece that is longer than the rest of the input: the
// file is cut off there, or the length is wrong.
func (r *Reader) cutPiece(p piece, w window) (*Record, error) {
	if w.padding() && !r.cur.open {
		r.skipPadding()
		return nil, nil
	}
	believable := p.code == marker || p.code == null || r.cur.open != p.code.begins()
	if p.code.begins() {
		believable = r.cur.startsRecord(p, w.b)
	}
	if !believable {
		return r.damage(p, badHeader)
	}
	if p.code.begins() && r.cur.open {
		return nil, r.incomplete()
	}
	if n, c := r.search(1, len(w.b)); n > 0 {
		return r.dropTo(n, c)
	}
	return nil, r.truncated(len(w.b),
		fmt.Sprintf("the file ends inside a record: it needs %s, %d are left, bytes %x",
			english.Plural(int(p.bdw+p.size), "byte", ""), len(w.b), stream.Head(w.b)))
}

// truncated ends the reading with a fault for the rest bytes at the position and
// the segments that wait for more. A read error is reported as such.
func (r *Reader) truncated(rest int, text string) *stream.Fault {
	start, bytes := r.src.Pos(), int64(rest)
	if r.cur.open {
		start, bytes = r.joint.start, bytes+r.joint.span
	}
	if r.stats.DumpTrailers == 0 {
		text += "; no dump trailer (type 3) was seen"
	}
	text += "; compare the size with what the transfer program reported"
	f := stream.NewTruncated(r.name, start, bytes, text)
	if !errors.Is(r.src.Err(), io.EOF) {
		f.Stopped(r.inInput(r.src.Pos()+int64(rest)), r.src.Err())
	}
	f.Fatal, r.ended, r.cur.open = true, true, false
	r.src.Skip(rest)
	return f
}

// skipPadding skips all that is left, which is known to be padding.
func (r *Reader) skipPadding() {
	n := len(r.src.Unread())
	r.stats.Padding += int64(n)
	r.cur.passGap(r.src.Pos(), n)
	r.pass(n)
}
