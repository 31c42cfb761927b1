package container

import (
	"bufio"
	"errors"
	"fmt"
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
	z := &zstdFrames{in: in, last: lastBytes{br: in.br}}
	var err error
	if z.zr, err = newZstd(&z.last); err != nil {
		return err
	}
	defer z.zr.Close()
	r := &zstdReader{r: z, at: in.offset}
	// The first frame is opened before anything is handed on, so that what cannot be
	// opened is refused and not found damaged.
	if err := r.begin(in.ahead()); err != nil {
		return err
	}
	return yield(part{layer: Layer{Format: "zstd"}, r: r, taken: in.offset})
}

func newZstd(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderConcurrency(1),
		zstd.WithDecoderLowmem(true))
}

// zstdReader says what a frame needs that cannot be had here. Such a file is whole,
// and would come no better by another transfer.
type zstdReader struct {
	r  io.Reader
	at func() int64 // place in the container
	n  int64
}

const tryZstd = "unpack it first (%s) and give the file inside"

// begin looks at the header of the first frame that has content, if it is in sight.
func (z *zstdReader) begin(ahead []byte) error {
	var h zstd.Header
	for h.Decode(ahead) == nil {
		if !h.Skippable {
			return z.refuse(h)
		}
		n := int64(h.HeaderSize) + int64(h.SkippableSize)
		if n > int64(len(ahead)) {
			return nil
		}
		ahead, h = ahead[n:], zstd.Header{}
	}
	return nil
}

// refuse says why a frame cannot be opened, if so.
func (z *zstdReader) refuse(h zstd.Header) error {
	switch {
	case h.DictionaryID != 0:
		return fault(IDClosed, z.at(), fmt.Sprintf(tryZstd, "zstd -d -D DICTIONARY"),
			"compressed with the dictionary %d, which is not in the file", h.DictionaryID)
	case h.WindowSize > maxWindow:
		return fault(IDLimit, z.at(), fmt.Sprintf(tryZstd, "zstd -d --long=31"),
			"needs a window of %d MiB, more than the %d that are opened", h.WindowSize>>20, maxWindow>>20)
	}
	return nil
}

func (z *zstdReader) Read(p []byte) (int, error) {
	n, err := z.r.Read(p)
	z.n += int64(n)
	return n, z.explain(err)
}

// explain words a fault of the library by what would help. A match from before the
// beginning is what a dictionary without a number, or a patch, looks like.
func (z *zstdReader) explain(err error) error {
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return z.refuse(zstd.Header{WindowSize: maxWindow + 1<<20})
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return fault(IDClosed, z.at(), fmt.Sprintf(tryZstd, "zstd -d -D DICTIONARY"),
			"a frame is compressed with a dictionary, which is not in the file")
	case err != nil && err != io.EOF && !errors.Is(err, io.ErrUnexpectedEOF) && !isFault(err) && z.n == 0:
		return fault(IDClosed, z.at(),
			"unpack it first with what it was compressed against (zstd -d -D DICTIONARY, or zstd -d --patch-from=OLDER) and "+
				"give the file inside; "+
				"if there is no such file, it is damaged: get a new copy",
			"the first block refers to data that the file does not hold, or is damaged: %v", err)
	}
	return err
}

// zstdFrames reads the content of all frames. The library takes padding behind the
// last one for a damaged frame.
type zstdFrames struct {
	in   *source
	zr   *zstd.Decoder
	last lastBytes
}

func (z *zstdFrames) Read(p []byte) (int, error) {
	for {
		n, err := z.zr.Read(p)
		if !errors.Is(err, zstd.ErrMagicMismatch) {
			return n, err
		}
		if err = z.next(); err != nil || n > 0 {
			return n, err
		}
	}
}

// next goes on with a frame behind padding, or ends the layer. The library has read
// four bytes that begin no frame.
func (z *zstdFrames) next() error {
	ahead := z.last.b[:]
	if leadingPadding(ahead) < len(ahead) {
		return z.in.end(ahead, 0)
	}
	head, err := z.in.skipPadding(len(ahead))
	switch {
	case isZstd(head):
		return z.zr.Reset(&z.last)
	case err != nil && !errors.Is(err, io.EOF):
		return err
	}
	return z.in.end(nil, 0)
}

// lastBytes remembers the last bytes that were read.
type lastBytes struct {
	br *bufio.Reader
	b  [4]byte
}

func (l *lastBytes) Read(p []byte) (int, error) {
	n, err := l.br.Read(p)
	k := min(n, len(l.b))
	copy(l.b[:], l.b[k:])
	copy(l.b[len(l.b)-k:], p[n-k:n])
	return n, err
}
