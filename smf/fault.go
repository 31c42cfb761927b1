package smf

import (
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// Kinds of stream.Fault beside those that every reader has.
const (
	KindOrphan     = "orphan-segment"    // a middle or last segment without its first
	KindIncomplete = "incomplete-record" // a spanned record whose last segment is missing
	KindBadBlock   = "bad-block"         // block length and record lengths disagree
	KindShort      = "short-record"      // too short for its own header
	KindSalvage    = "salvage-conflict"  // salvaging: sections reach past the next header
)

// kindError says which of wire's reasons a kind is an instance of.
var kindError = map[string]error{
	KindOrphan:         wire.ErrSegment,
	KindIncomplete:     wire.ErrSegment,
	stream.KindDamaged: wire.ErrFraming,
	KindBadBlock:       wire.ErrFraming,
	KindShort:          wire.ErrShort,
	stream.KindTooLong: wire.ErrLimit,
	KindSalvage:        wire.ErrLocator,
}

// fault returns a fault of a kind for bytes beginning at start. The pieces of an incomplete spanned record may have
// block descriptor words between them, which bytes leaves out.
func (r *Reader) fault(kind string, start, bytes int64, format string, args ...any) *stream.Fault {
	return stream.NewFault(r.name, kind, start, bytes,
		fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), kindError[kind]))
}

// bytesAre counts bytes as the subject of a sentence.
func bytesAre(n int64) string {
	return english.Plural(int(n), "byte is", "bytes are")
}
