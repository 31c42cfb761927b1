package container

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// RFC 1952: magic 1F 8B, method 8. Members may follow one another; z/OS data
// sets of fixed records add zeros after the last.
var gzipFormat = Format{
	Name:  "gzip",
	Doc:   "gzip (RFC 1952), concatenated members included",
	Exts:  []string{".gz", ".gzip"},
	Match: prefix("\x1f\x8b\x08"),
	open:  openGzip,
}

// prefix matches any of the given first bytes.
func prefix(magics ...string) func([]byte) bool {
	return func(head []byte) bool {
		for _, m := range magics {
			if bytes.HasPrefix(head, []byte(m)) {
				return true
			}
		}
		return false
	}
}

func openGzip(in *source, yield func(part) error) error {
	zr, err := gzip.NewReader(in.br)
	if err != nil {
		return err
	}
	g := &gzipReader{in: in, br: in.br, zr: zr}
	zr.Multistream(false)
	return yield(part{layer: Layer{Format: "gzip"}, r: g, taken: in.offset, mod: zr.ModTime})
}

// gzipReader reads one gzip member after the other. The package's own way of
// doing that fails on padding, so each member is opened here.
type gzipReader struct {
	in *source
	br *bufio.Reader
	zr *gzip.Reader
}

func (g *gzipReader) Read(p []byte) (int, error) {
	for {
		n, err := g.zr.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		if err = g.next(); err != nil || n > 0 {
			return n, err
		}
	}
}

// next opens the following member, or gives io.EOF when only padding is left.
func (g *gzipReader) next() error {
	head, err := g.br.Peek(2)
	if len(head) == 0 {
		return err
	}
	if bytes.Equal(head, []byte{0x1f, 0x8b}) {
		err := g.zr.Reset(g.br)
		g.zr.Multistream(false)
		return err
	}
	return g.in.trailing("gzip", nil, 0)
}

// trailing reads what follows the end of a layer's data: ahead, which the layer
// has read already, and the rest of the source. Padding is normal, anything
// else is remarked upon: it may be a second file that was appended. Fewer than
// allow bytes are not looked at. The error is io.EOF unless reading fails.
func (in *source) trailing(format string, ahead []byte, allow int64) error {
	start := in.offset() - int64(len(ahead))
	rest, odd := int64(len(ahead)), notPadding(ahead)
	buf := make([]byte, 4096)
	for {
		n, err := in.br.Read(buf)
		rest += int64(n)
		odd += notPadding(buf[:n])
		if err == nil {
			continue
		}
		if rest > allow && odd > 0 {
			in.note("%s: %d bytes after the end of the data, from byte %d on, were not read", format, rest, start)
		}
		return err
	}
}

// notPadding counts the bytes that are neither zero nor an EBCDIC blank.
func notPadding(s []byte) int64 {
	return int64(len(s) - bytes.Count(s, []byte{0}) - bytes.Count(s, []byte{0x40}))
}
