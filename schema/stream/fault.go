// Package stream holds what readers of records and of messages share: the unread part of an input as a buffer, and the
// account of bytes that are neither. The input is taken to be hostile: it is read once, front to back, and no length
// found in it sizes an allocation here.
package stream

import (
	"fmt"

	"github.com/zertify/zertify/schema/wire"
)

// Kinds of Fault that every reader has. Readers add their own.
const (
	KindTruncated = "truncated"    // the input ends inside a record or message; nothing follows
	KindDamaged   = "damaged-area" // bytes up to the next place where records or messages follow each other
	KindTooLong   = "too-long"     // longer than the limit of the reader
	KindRead      = "read-error"   // the input could not be read further
)

// where is wire.Error under a name that does not hide its Error method.
type where = wire.Error

// A Fault is a piece of input that is not a record or message: Bytes bytes from Start on. Unless Fatal is set, reading
// goes on behind it. File, Start, Off and Err are those of the wire.Error inside; Off is negative and Record 0, because
// the piece has no number.
type Fault struct {
	where
	Bytes    int64  // bytes of input it accounts for; 0 when it only reports a contradiction
	Rejected bool   // bytes were lost to the tables
	Fatal    bool   // nothing can be read after it
	Kind     string // one of the Kind constants, here or of the reader
}

// NewFault returns a fault of the bytes of file that begin at start. They count as rejected, if there are any. why
// wraps one of the reasons of package wire.
func NewFault(file, kind string, start, bytes int64, why error) *Fault {
	f := &Fault{Bytes: bytes, Rejected: bytes > 0, Kind: kind}
	f.where = wire.Error{Pos: wire.Pos{File: file, Start: start}, Off: -1, Err: why}
	return f
}

// NewTruncated returns the fault of an input that ends inside a record or message, whose bytes begin at start. text
// says so and what to try; the fault is an instance of wire.ErrTruncated, without its words behind those.
func NewTruncated(file string, start, bytes int64, text string) *Fault {
	return NewFault(file, KindTruncated, start, bytes, truncated(text))
}

type truncated string

func (t truncated) Error() string { return string(t) }
func (t truncated) Unwrap() error { return wire.ErrTruncated }

// Unwrap returns the *wire.Error, and through it the reason.
func (f *Fault) Unwrap() error { return &f.where }

// Stopped makes f the report that the input could not be read to its end: what is left from Start on was never seen
// whole. at is the offset behind the last byte that was read.
func (f *Fault) Stopped(at int64, err error) {
	f.Kind, f.Fatal = KindRead, true
	f.Err = fmt.Errorf("reading stopped after byte %d: %w", at, err)
}

// Head returns a copy of the first bytes of b, at most 16, for a message.
func Head(b []byte) []byte {
	return append([]byte(nil), b[:min(16, len(b))]...)
}
