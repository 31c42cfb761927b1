package container

import (
	"io"

	"github.com/dustin/go-humanize/english"
)

// An extent goes through an archive in the order of its bytes and keeps which of them
// belong to nothing.
type extent struct {
	in     *source
	at     io.ReaderAt
	pos    int64 // everything before it is accounted for
	n      int64 // bytes that are not, padding apart
	first  int64 // where they begin; -1 for none
	second *Format
}

func newExtent(in *source, at io.ReaderAt) extent { return extent{in: in, at: at, first: -1} }

// gap accounts for the bytes up to an offset.
func (e *extent) gap(to int64) error {
	if to <= e.pos {
		return nil
	}
	var r remainder
	if _, err := io.Copy(&r, io.NewSectionReader(e.at, e.pos, to-e.pos)); err != nil {
		return err
	}
	if r.n > 0 && e.first < 0 {
		e.first, e.second = e.pos+r.padding, e.in.w.tell(r.head)
	}
	e.n += r.n
	e.pos = to
	return nil
}

// fault reports the first stretch that belongs to nothing; Left counts all of them.
func (e *extent) fault() error {
	if e.first < 0 {
		return nil
	}
	f := fault(IDRest, e.first, trySplit, "%s outside all members of the table of contents, not read",
		english.Plural(int(e.n), "byte", ""))
	if e.second != nil {
		f.Found += "; they look like a further input, " + e.second.Name
	}
	f.Left = e.n
	return f
}
