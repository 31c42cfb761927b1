package inspect

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/stream"
)

// MessageKind are the figures of one kind of NMI message.
type MessageKind struct {
	Name     string `json:"message_name"` // "" when the kind is not known
	Target   string `json:"target,omitempty"`
	Messages int64  `json:"messages"`
	Errors   int64  `json:"errors"` // with a return code that is not 0
	Records  int64  `json:"records"`
	Cascaded int64  `json:"cascaded_records"`
	Bytes    int64  `json:"bytes"`
}

// countMessages goes through an NMI capture.
func (c *inputCounter) countMessages(ctx context.Context, r *nmsec.Reader) {
	kinds := map[[2]string]*MessageKind{}
	for ctx.Err() == nil {
		m, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.As(err, &fault):
			c.piece(Fault{Kind: fault.Kind, Start: fault.Start, Bytes: fault.Bytes, Message: fault.Err.Error()})
			continue
		case errors.Is(err, io.EOF):
			c.finishMessages(r, kinds)
			return
		case err != nil:
			c.s.Problem, c.s.Bytes = readerProblem(err), c.in.n
			return
		}
		c.message(m, kinds)
	}
}

func (c *inputCounter) message(m *message.Message, kinds map[[2]string]*MessageKind) {
	c.s.Records++
	key := [2]string{m.Name, string(c.cp.Text(nil, m.Target))}
	k := kinds[key]
	if k == nil {
		if len(kinds) >= maxKinds {
			key[1] = "" // of further targets
		}
		if k = kinds[key]; k == nil {
			k = &MessageKind{Name: key[0], Target: key[1]}
			kinds[key] = k
		}
	}
	k.Messages++
	k.Bytes += m.Span
	if m.HasRC && m.RC != 0 {
		k.Errors++
	}
	bad := len(m.Errs)
	for _, err := range m.Errs {
		c.fault(Fault{Kind: "rejected", Record: m.Pos.Record, Start: m.Pos.Start, Message: errText(err)})
	}
	var loc nmsec.Located
	for i := range m.Records {
		rec := &m.Records[i]
		k.Records++
		if rec.Depth > 0 {
			k.Cascaded++
		}
		loc.Reset()
		if err := nmsec.Locate(m, rec, 0, &loc); err != nil {
			bad++
			c.fault(Fault{Kind: "rejected", Record: m.Pos.Record, Start: m.Pos.Start, Message: errText(err)})
		}
	}
	if bad > 0 {
		c.s.Rejected++
	} else {
		c.s.Decodable++
	}
}

func (c *inputCounter) finishMessages(r *nmsec.Reader, kinds map[[2]string]*MessageKind) {
	s := c.s
	s.Bytes = c.in.n
	framing, basis := r.Framing()
	s.Framing, s.FramingBasis = ingest.Carved, basis
	if framing != nil {
		s.Framing = framing.Name
	}
	for _, k := range kinds {
		s.Messages = append(s.Messages, *k)
	}
	slices.SortFunc(s.Messages, func(a, b MessageKind) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Target, b.Target))
	})
}
