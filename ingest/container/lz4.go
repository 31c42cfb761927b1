package container

import (
	"errors"
	"io"

	"github.com/pierrec/lz4/v4"
)

// The LZ4 frame format, and the older one that lz4 -l writes, whose blocks have up
// to 8 MiB. Both are concatenated as they are.
var lz4Format = Format{
	Name:  "lz4",
	Doc:   "LZ4 frames, those of lz4 -l included",
	Exts:  []string{".lz4"},
	Match: prefix("\x04\x22\x4d\x18", "\x02\x21\x4c\x18"),
	open:  openLz4,
}

// openLz4 decodes in the caller's goroutine, as zstd does.
func openLz4(in *source, yield func(part) error) error {
	return yield(part{layer: Layer{Format: "lz4"}, r: &lz4Reader{in: in, r: lz4.NewReader(in.br)}, taken: in.offset})
}

type lz4Reader struct {
	in *source
	r  *lz4.Reader
}

func (l *lz4Reader) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if err == nil || err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) || isFault(err) {
		return n, err
	}
	return n, fault(IDDamaged, l.in.offset(), "unpack it first (lz4 -d) and give the file inside; if that fails, too, "+tryAgainBinary, "%v", err)
}
