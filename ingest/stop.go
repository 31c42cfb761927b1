package ingest

import (
	"errors"
	"fmt"

	"github.com/zertify/zertify/ingest/container"
)

// A Stop says that reading an input ended before the input did: where, why, and how
// many bytes were left. Whatever ends it, a container cut short, a checksum, a device,
// a record that is not all there, becomes one of these, and nothing else decides
// whether an input counts as complete.
type Stop struct {
	Layer string // container in whose bytes At counts; "" for the input itself
	At    int64  // byte; -1 when it is not known
	Left  int64  // bytes of the layer that were not read; those of the input itself are in its counts
	Why   string
	Try   string // what to do about it; "" when Why says it
}

// String says it in one line: "at byte 40 of gzip: the data end before they are complete".
func (s *Stop) String() string {
	switch {
	case s.At >= 0 && s.Layer != "":
		return fmt.Sprintf("at byte %d of %s: %s", s.At, s.Layer, s.Why)
	case s.At >= 0:
		return fmt.Sprintf("at byte %d: %s", s.At, s.Why)
	case s.Layer != "":
		return s.Layer + ": " + s.Why
	}
	return s.Why
}

// stopOf returns what a reader's error says; read is how much of the input it gave.
func stopOf(err error, read int64) *Stop {
	var e *container.Error
	if errors.As(err, &e) {
		return &Stop{Layer: e.Layer(), At: e.Offset, Left: e.Left, Why: e.Found, Try: e.Try}
	}
	return &Stop{At: read, Left: 1, Why: err.Error()}
}
