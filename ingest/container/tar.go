package container

import (
	"archive/tar"
	"errors"
	"io"
	"strconv"
	"strings"
)

// A tar header is a block of 512 bytes with a checksum over itself at 148
// (POSIX.1, ustar); that sum also recognises the older form without "ustar".
var tarFormat = Format{
	Name:  "tar",
	Doc:   "tar archive; every regular file is an input of its own",
	Exts:  []string{".tar"},
	Match: isTar,
	open:  openTar,
}

const (
	tarBlock  = 512
	tarSumOff = 148
	tarSumLen = 8
)

func isTar(head []byte) bool {
	if len(head) < tarBlock || head[0] == 0 {
		return false
	}
	text := strings.Trim(string(head[tarSumOff:tarSumOff+tarSumLen]), " \x00")
	want, err := strconv.ParseInt(text, 8, 32)
	if err != nil {
		return false
	}
	var sum int64
	for i, b := range head[:tarBlock] {
		if i >= tarSumOff && i < tarSumOff+tarSumLen {
			b = ' '
		}
		sum += int64(b)
	}
	return sum == want
}

// tarOther names the entries that hold no data of their own.
var tarOther = map[byte]string{
	tar.TypeLink:    "a hard link to another member",
	tar.TypeSymlink: "a symbolic link, which is not followed",
	tar.TypeChar:    "a character device",
	tar.TypeBlock:   "a block device",
	tar.TypeFifo:    "a pipe",
}

func openTar(in *source, yield func(part) error) error {
	tr := tar.NewReader(in.br)
	for {
		at := in.offset()
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return in.endTar(at)
		}
		if err != nil {
			return err
		}
		p := part{name: h.Name, layer: Layer{Format: "tar"}, mod: h.ModTime, r: tr, taken: in.since()}
		switch what, other := tarOther[h.Typeflag]; {
		case h.Typeflag == tar.TypeDir || h.Typeflag == tar.TypeXGlobalHeader:
			continue
		case other:
			p.left = func() int64 { return 0 }
			p.err = fault(IDClosed, in.offset(), "", "the member is %s", what)
		}
		if err := yield(p); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, tr); err != nil {
			return err
		}
	}
}

// since counts the bytes of the source that are consumed from now on.
func (in *source) since() func() int64 {
	start := in.offset()
	return func() int64 { return in.offset() - start }
}

// endTar ends an archive whose last member ended at byte at. The library takes the
// end of the source for the end of the archive; only a block of zeros is one. What
// follows is read to its end, so that the checksums of the layers around this one
// are looked at.
func (in *source) endTar(at int64) error {
	if in.offset()-at < tarBlock {
		return fault(IDDamaged, in.offset(), tryAgainBinary, "the archive ends without its end mark: members may be missing")
	}
	if err := in.end(nil, 0); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}
