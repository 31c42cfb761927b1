package smf

import (
	"encoding/binary"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
)

// joint is a spanned record being put together.
type joint struct {
	data  []byte // with room for the descriptor word in front
	start int64
	span  int64 // bytes of input in its segments
	size  int   // bytes it would have; above the limit data is not kept
}

// join adds a segment to the record being put together.
func (r *Reader) join(code segment, start int64, data []byte, span int64) (*Record, error) {
	j := &r.joint
	if code.begins() {
		*j = joint{data: append(j.data[:0], 0, 0, 0, 0), start: start, size: 4}
	}
	j.span += span
	j.size += min(len(data), r.opt.Limit) // no overflow however many segments there are
	if j.size <= r.opt.Limit {
		j.data = append(j.data, data...)
	} else {
		j.size = r.opt.Limit + 1
	}
	if code != whole {
		r.stats.Segments++
	}
	if code == first || code == middle {
		return nil, nil
	}
	if j.size > r.opt.Limit {
		return nil, r.tooLong(j.start, j.span)
	}
	setDescriptor(j.data)
	rec, err := r.deliver(j.data, j.start, j.span)
	if rec != nil && code == last {
		rec.Spanned = true
		r.stats.Spanned++
	}
	return rec, err
}

// setDescriptor makes the four bytes in front of a record's data a descriptor
// word, whatever they were. The length of a record too long for one becomes 0.
func setDescriptor(data []byte) {
	n := len(data)
	if n > 0xFFFF {
		n = 0
	}
	binary.BigEndian.PutUint16(data, uint16(n))
	data[2], data[3] = 0, 0
}

// incomplete reports the record being put together as never finished.
func (r *Reader) incomplete() *stream.Fault {
	r.cur.open = false
	return r.fault(KindIncomplete, r.joint.start, r.joint.span,
		"spanned record of which %s here has no last segment before byte %d, its data begin X'%X'",
		bytesAre(r.joint.span), r.inInput(r.src.Pos()), stream.Head(r.joint.data[min(4, len(r.joint.data)):]))
}

// orphan reports a piece that goes on with a record of which the beginning is not there.
func (r *Reader) orphan(p piece, start int64, b []byte) *stream.Fault {
	r.cur.open = false
	return r.fault(KindOrphan, start, int64(p.size),
		"%s segment of %s without a first one, bytes %x; the file was probably split or merged by a program that "+
			"does not know spanned records",
		p.code, english.Plural(p.size, "byte", ""), stream.Head(b))
}
