package nmsec

import (
	"errors"
	"fmt"

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

// The kinds of Fault.
const (
	KindTruncated = "truncated"    // the input ends inside a message; nothing follows
	KindDamaged   = "damaged-area" // bytes up to the next message
	KindTooLong   = "too-long"     // a message longer than Options.Limit, skipped
	KindRead      = "read-error"   // the input could not be read further
	KindUncarved  = "unknown-area" // carving: bytes between known structures
)

// kindError says which of wire's reasons a kind is an instance of.
var kindError = map[string]error{
	KindTruncated: wire.ErrTruncated,
	KindDamaged:   wire.ErrFraming,
	KindTooLong:   wire.ErrLimit,
	KindUncarved:  wire.ErrUnknown,
}

// where is wire.Error under a name that does not hide its Error method.
type where = wire.Error

// Fault is a piece of input that is not a message: Bytes bytes from Start on. Unless
// Fatal is set, Reader.Next goes on after it. File, Start, Off and Err are those of
// the wire.Error inside; Off is negative and Record 0, because the piece is no
// numbered message.
type Fault struct {
	where
	Bytes    int64  // bytes of input it accounts for
	Rejected bool   // bytes were lost to the tables
	Fatal    bool   // nothing can be read after it
	Kind     string // one of the Kind constants
}

// Unwrap returns the *wire.Error, and through it the reason.
func (f *Fault) Unwrap() error { return &f.where }

// fault makes a Fault of a kind for bytes beginning at start.
func (r *Reader) fault(kind string, start, bytes int64, format string, args ...any) *Fault {
	f := &Fault{Bytes: bytes, Rejected: bytes > 0, Kind: kind}
	f.where = wire.Error{Pos: wire.Pos{File: r.name, Start: start}, Off: -1}
	f.Err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), kindError[kind])
	return f
}

// head16 copies up to 16 bytes for a message.
func head16(b []byte) []byte {
	return append([]byte(nil), b[:min(16, len(b))]...)
}
