package inspect

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/reports/wording"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/smf"
)

// A Dump is a record, a message or an entry of a text, taken apart.
type Dump interface {
	WriteText(w io.Writer) error
	Rejected() bool // something of it could not be read
}

// A Finder looks for a record by its number, in the first of several inputs that holds SMF records or NMI messages.
type Finder struct {
	opt    Options
	dumper *Dumper
	want   int64

	found Dump
	seen  int64 // records in the input looked at
	in    string
	last  error // what was not a record after the last one seen
	err   error // why the inputs so far could not be read
}

// NewFinder returns a Finder for the record of that number, from 1.
func NewFinder(want int64, opt Options) *Finder {
	return &Finder{opt: opt, dumper: NewDumper(opt), want: want}
}

// ErrNoRecord says that no input held an SMF record or an NMI message.
var ErrNoRecord = errors.New("no SMF record and no NMI message inside")

// A BeyondError says that an input has fewer records than the number of the one wanted.
type BeyondError struct {
	Input         string
	Records, Want int64
	After         error // what came after the last record and could not be read; nil for the end of the input
}

func (e *BeyondError) Error() string {
	text := fmt.Sprintf("%s has %s; there is no record %d", e.Input, wording.Several(e.Records, "record"), e.Want)
	if e.After != nil {
		text += fmt.Sprintf("; after record %d came: %v", e.Records, e.After)
	}
	return text
}

// Unwrap returns After.
func (e *BeyondError) Unwrap() error { return e.After }

// Found returns the record after the last call of Member. The error is a *BeyondError, ErrNoRecord, or says why the
// inputs could not be read.
func (f *Finder) Found() (Dump, error) {
	switch {
	case f.found != nil:
		return f.found, nil
	case f.in != "":
		return nil, &BeyondError{Input: f.in, Records: f.seen, Want: f.want, After: f.last}
	case f.err != nil:
		return nil, f.err
	}
	return nil, ErrNoRecord
}

// Member reads an input until the record wanted has come, and reports whether no other input has to be read. The error
// is that of the context; Found tells of all others.
func (f *Finder) Member(ctx context.Context, m *container.Member) (done bool, err error) {
	if m.Err != nil {
		f.err = errors.Join(f.err, m.Err)
		return false, nil
	}
	in, form := f.opt.open(m.Reader)
	next := f.records(m.Name, in)
	switch form {
	case layout.NMsec:
		next = f.messages(m.Name, in)
	case layout.Text:
		next = f.texts(m.Name, in)
	}
	for ctx.Err() == nil {
		no, show, err := next()
		switch {
		case isFault(err):
			f.last = err
		case errors.Is(err, io.EOF):
			return f.ended(m), nil
		case err != nil:
			f.err = errors.Join(f.err, err)
			return false, nil
		case no == f.want:
			f.in, f.found = m.Name, show()
			return true, nil
		default:
			f.seen, f.last = no, nil
		}
	}
	return false, ctx.Err()
}

// A step returns the number of the next record and how to show it.
type step func() (no int64, show func() Dump, err error)

func (f *Finder) records(name string, in io.Reader) step {
	r := smf.NewReader(name, in, f.opt.SMF)
	return func() (int64, func() Dump, error) {
		rec, err := r.Next()
		if err != nil {
			return 0, nil, err
		}
		return rec.Pos.Record, func() Dump { framing, _ := r.Framing(); return f.dumper.Record(rec, framing) }, nil
	}
}

func (f *Finder) messages(name string, in io.Reader) step {
	r := nmsec.NewReader(name, in, f.opt.NMI)
	return func() (int64, func() Dump, error) {
		m, err := r.Next()
		if err != nil {
			return 0, nil, err
		}
		return m.Pos.Record, func() Dump { framing, basis := r.Framing(); return f.dumper.Message(m, framing, basis) }, nil
	}
}

// ended reports whether the record would have been in this input. Only one that holds
// records counts; a text file beside the dump in an archive does not.
func (f *Finder) ended(m *container.Member) bool {
	if f.seen == 0 {
		f.err = errors.Join(f.err, f.last)
		return false
	}
	f.in = m.Name
	return true
}
