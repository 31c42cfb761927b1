package nmsec

import (
	"fmt"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// KindUncarved is the kind of stream.Fault of bytes between known structures, beside the kinds that every reader has.
const KindUncarved = "unknown-area"

// kindError says which of wire's reasons a kind is an instance of.
var kindError = map[string]error{
	stream.KindDamaged: wire.ErrFraming,
	stream.KindTooLong: wire.ErrLimit,
	KindUncarved:       wire.ErrUnknown,
}

// fault returns a fault of a kind for bytes beginning at start.
func (r *Reader) fault(kind string, start, bytes int64, format string, args ...any) *stream.Fault {
	return stream.NewFault(r.name, kind, start, bytes,
		fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), kindError[kind]))
}
