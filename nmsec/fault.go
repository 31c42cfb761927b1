package nmsec

import (
	"errors"
	"fmt"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// Why nothing of an input can be read. Decide on them with errors.Is; the error
// is a *Refusal, which says more.
var (
	ErrNotNMI       = errors.New("not a captured NMI stream")
	ErrUndiscovered = errors.New("the message framing could not be found")
	ErrAmbiguous    = errors.New("more than one message framing fits")
)

// Refusal says why an input is not read at all, and what to try.
type Refusal struct {
	File   string
	Reason error  // ErrNotNMI, ErrUndiscovered or ErrAmbiguous
	Detail string // what was found and what was missing
	Try    string // what the user can do
}

func (e *Refusal) Error() string {
	text := e.Reason.Error()
	if e.File != "" {
		text = e.File + ": " + text
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	if e.Try != "" {
		text += "; " + e.Try
	}
	return text
}

// Unwrap returns the reason.
func (e *Refusal) Unwrap() error { return e.Reason }

// KindUncarved is the kind of stream.Fault of bytes between known structures, beside the kinds that every reader has.
const KindUncarved = "unknown-area"

// kindError says which of wire's reasons a kind is an instance of.
var kindError = map[string]error{
	stream.KindTruncated: wire.ErrTruncated,
	stream.KindDamaged:   wire.ErrFraming,
	stream.KindTooLong:   wire.ErrLimit,
	KindUncarved:         wire.ErrUnknown,
}

// fault returns a fault of a kind for bytes beginning at start.
func (r *Reader) fault(kind string, start, bytes int64, format string, args ...any) *stream.Fault {
	return stream.NewFault(r.name, kind, start, bytes,
		fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), kindError[kind]))
}
