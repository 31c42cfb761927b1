package container

import (
	"io"

	"github.com/klauspost/compress/zstd"
)

// maxWindow is the largest window that is allocated: what zstd --long=27 asks
// for, and the most that the zstd command accepts unasked.
const maxWindow = 128 << 20

// RFC 8878: a frame begins with 28 B5 2F FD; skippable frames, 50 to 5F
// followed by 2A 4D 18, may stand before it.
var zstdFormat = Format{
	Name:  "zstd",
	Doc:   "Zstandard (RFC 8878), concatenated and skippable frames included",
	Exts:  []string{".zst", ".zstd"},
	Match: isZstd,
	open:  openZstd,
}

func isZstd(head []byte) bool {
	if prefix("\x28\xb5\x2f\xfd")(head) {
		return true
	}
	return len(head) >= 4 && head[0]&0xF0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18"
}

// openZstd decodes in the caller's goroutine: one that reads ahead would change
// the source's byte count behind its back.
func openZstd(in *source, yield func(part) error) error {
	zr, err := newZstd(in.br)
	if err != nil {
		return err
	}
	defer zr.Close()
	return yield(part{layer: Layer{Format: "zstd"}, r: zr, taken: in.offset})
}

func newZstd(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
}
