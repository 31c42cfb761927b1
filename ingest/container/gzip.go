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

// next opens the following member, behind padding or at once, or ends the layer.
func (g *gzipReader) next() error {
	head, err := g.in.skipPadding(2)
	if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		return g.in.end(nil, 0)
	}
	err = g.zr.Reset(g.br)
	g.zr.Multistream(false)
	return unexpected(err)
}
