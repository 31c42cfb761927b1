package smf

import (
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/wire"
)

// The kinds of Fault.
const (
	KindTruncated  = "truncated"         // the input ends inside a record; nothing follows
	KindOrphan     = "orphan-segment"    // a middle or last segment without its first
	KindIncomplete = "incomplete-record" // a spanned record whose last segment is missing
	KindDamaged    = "damaged-area"      // bytes up to the next place where records follow each other
	KindBadBlock   = "bad-block"         // block length and record lengths disagree
	KindShort      = "short-record"      // too short for its own header
	KindTooLong    = "too-long"          // longer than Options.Limit
	KindRead       = "read-error"        // the input could not be read further
	KindSalvage    = "salvage-conflict"  // salvaging: sections reach past the next header
)

// where is wire.Error under a name that does not hide its Error method.
type where = wire.Error

// Fault is a piece of input that is not a record: Bytes bytes from Start on. The
// pieces of an incomplete spanned record may have block descriptor words between
// them, which Bytes leaves out. Unless Fatal is set, Reader.Next goes on after it.
// File, Start, Off and Err are those of the wire.Error inside; Off is negative and
// Record 0, because the piece is not a numbered record.
type Fault struct {
	where
	Bytes    int64  // bytes of input it accounts for; 0 when it only reports a contradiction
	Rejected bool   // bytes were lost to the tables
	Fatal    bool   // nothing can be read after it
	Kind     string // one of the Kind constants
}

// Unwrap returns the *wire.Error, and through it the reason.
func (f *Fault) Unwrap() error { return &f.where }

// kindError says which of wire's reasons a kind is an instance of.
var kindError = map[string]error{
	KindTruncated:  wire.ErrTruncated,
	KindOrphan:     wire.ErrSegment,
	KindIncomplete: wire.ErrSegment,
	KindDamaged:    wire.ErrFraming,
	KindBadBlock:   wire.ErrFraming,
	KindShort:      wire.ErrShort,
	KindTooLong:    wire.ErrLimit,
	KindSalvage:    wire.ErrLocator,
}

// fault makes a Fault of a kind for bytes beginning at start.
func (r *Reader) fault(kind string, start, bytes int64, format string, args ...any) *Fault {
	f := &Fault{Bytes: bytes, Rejected: bytes > 0, Kind: kind}
	f.where = wire.Error{Pos: wire.Pos{File: r.name, Start: start}, Off: -1}
	f.Err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), kindError[kind])
	return f
}

// bytesAre counts bytes as the subject of a sentence.
func bytesAre(n int64) string {
	return english.Plural(int(n), "byte is", "bytes are")
}

// head16 copies up to 16 bytes for a message.
func head16(b []byte) []byte {
	return append([]byte(nil), b[:min(16, len(b))]...)
}
