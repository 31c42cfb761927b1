package nmsec

import (
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// carveChunk is how much is searched at a time.
const carveChunk = 1 << 20

// carve returns the next structure of known form, or the bytes up to it.
func (r *Reader) carve() (*message.Message, error) {
	w := r.src.Need(carveChunk)
	if len(w) == 0 {
		return nil, r.finish()
	}
	size, role := message.Recognize(w)
	if size > 0 {
		return r.carved(w[:size:size], role), nil
	}
	return nil, r.uncarved()
}

// carved makes a structure a message of its own.
func (r *Reader) carved(b []byte, role string) *message.Message {
	m := &r.msg
	r.messages++
	*m = message.Message{Pos: wire.Pos{File: r.name, Record: r.messages, Start: r.src.Pos()}, Span: int64(len(b)), Data: b,
		NameBasis: "carved: found by its form, without message or record", Stated: -1, Carved: true}
	m.Records = r.parser.Lone(b, role)
	r.src.Skip(len(b))
	return m
}

// uncarved reports the bytes up to the next known structure.
func (r *Reader) uncarved() *stream.Fault {
	start, n := r.src.Pos(), int64(0)
	head := stream.Head(r.src.Need(16))
	for from := 1; ; from = 0 {
		w := r.src.Need(carveChunk)
		stop := len(w)
		if !r.src.Ended() {
			stop -= message.IKETunnelLen
		}
		i := from
		for i < stop {
			if size, _ := message.Recognize(w[i:]); size > 0 {
				break
			}
			i = message.NextCandidate(w, i+1, stop)
		}
		i = min(i, len(w))
		r.src.Skip(i)
		n += int64(i)
		if i < stop || r.src.Ended() {
			break
		}
	}
	return r.fault(KindUncarved, start, n, "%s that are no known structure, they begin %x",
		english.Plural(int(n), "byte", ""), head)
}
