package container

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/schema/hint"
)

// Identifiers of the faults, stable for scripts and for the guide.
const (
	IDRead       = "E-READ"  // the input could not be read from disk or pipe
	IDLimit      = "E-LIMIT" // a bound of Options was reached
	IDDepth      = "E-DEPTH" // more wrappings inside one another than allowed
	IDDamaged    = "E-WRAP"  // gzip, zip, tar …: damaged or cut short
	IDClosed     = "E-ARC"   // recognised, not opened: xz, 7z, encrypted zip …
	IDTerse      = "E-TERSE" // TERSE data damaged or cut short
	IDTerseLib   = "E-TPDS"  // TERSE of a library
	IDXmit       = "E-XMIT"  // TRANSMIT data damaged, or not openable
	IDXmitLib    = "E-XPDS"  // TRANSMIT of a library
	IDTape       = "E-AWS"   // tape image damaged
	IDEmpty      = "E-EMPTY" // an archive without files
	IDRest       = "E-REST"  // bytes that belong to nothing which is read: behind the end of the data, between members
	IDNotWrapped = "E-PLAIN" // nothing to unpack
)

// Error says which container could not be opened or read on, where, what was
// found there and what to try.
type Error struct {
	ID     string  // one of the ID constants
	Path   string  // Member.Name of the container or member
	Chain  []Layer // layers around it, outermost first, the faulty one last when it is known
	Offset int64   // byte in the faulty layer's own data; negative when it does not apply
	// bytes of that layer that were not read because of it: from Offset to the end of the layer, or of
	// the member
	Left   int64
	Record int64  // 1-based number of the record within the layer; 0 when it does not apply
	Found  string // what is wrong
	Try    string // what to do about it; "" when there is nothing
	Head   []byte // first bytes of the container, at most 16; empty when they add nothing
	Err    error  // cause, when another package reported it
}

// Error returns one line: path, place, what was found, what to try.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Path != "" {
		fmt.Fprintf(&b, "%s: ", e.Path)
	}
	if e.Record > 0 {
		fmt.Fprintf(&b, "record %d ", e.Record)
	}
	if e.Offset >= 0 {
		fmt.Fprintf(&b, "at byte %d: ", e.Offset)
	}
	if format := e.Layer(); format != "" {
		fmt.Fprintf(&b, "%s: ", format)
	}
	b.WriteString(e.Found)
	if len(e.Head) > 0 {
		fmt.Fprintf(&b, " (first bytes %s)", hex.EncodeToString(e.Head))
	}
	if e.Try != "" {
		b.WriteString("; " + e.Try)
	}
	return b.String()
}

// Layer names the format in whose data Offset counts; "" is the input itself.
func (e *Error) Layer() string {
	if n := len(e.Chain); n > 0 {
		return e.Chain[n-1].Format
	}
	return ""
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

const (
	tryAgainBinary = "transfer the file again in binary mode and compare the sizes"
	tryUnpackFirst = "unpack it first and give the files inside"
	trySplit       = "if they are data, cut the file there and give both pieces; if not, transfer it again"
	tryRaiseLimit  = "if the file can be trusted, allow more: {max-output} SIZE, such as 100GB"
)

// fault makes an Error that the walker completes with path and chain.
func fault(id string, off int64, try, format string, args ...any) *Error {
	return &Error{ID: id, Offset: off, Try: hint.Words(try), Found: fmt.Sprintf(format, args...)}
}

// asError turns what a decoder of some other package returned into an Error.
// An Error of a layer further out stays as it is: it names the real cause.
func asError(err error, off int64) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	found := err.Error()
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		found = "the data end before they are complete"
	}
	return &Error{ID: IDDamaged, Offset: off, Found: found, Try: tryAgainBinary, Err: err}
}

// doubtsFormat reports whether the fault may mean that the layer is none of the
// format it was taken for: damage before anything of it was understood.
func (e *Error) doubtsFormat() bool {
	return e.Record <= 1 && e.ID != IDClosed && e.ID != IDLimit && e.ID != IDRead
}

// place completes e with where it happened and with how much of the layer was not
// read because of it, unless a layer further out did.
func (e *Error) place(path string, chain []Layer, left func() int64) *Error {
	if e.Path == "" {
		e.Path, e.Chain = path, chain
		if e.Left == 0 {
			e.Left = left()
		}
	}
	return e
}

// stop carries an error that is not the input's fault through the openers.
type stop struct{ err error }

func (s stop) Error() string { return s.err.Error() }
func (s stop) Unwrap() error { return s.err }
