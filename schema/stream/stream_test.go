package stream

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/zertify/zertify/schema/wire"
)

// TestBufferReturnsTheInputInOrder: whatever is asked for and skipped, and however the reader cuts it, each byte comes
// once and at its offset.
func TestBufferReturnsTheInputInOrder(t *testing.T) {
	t.Parallel()
	want := make([]byte, 5*firstBuffer+3)
	for i := range want {
		want[i] = byte(i * 7)
	}
	for name, r := range map[string]io.Reader{
		"at once":                               bytes.NewReader(want),
		"by bytes":                              iotest.OneByteReader(bytes.NewReader(want)),
		"by halves, the end with the last data": iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(want))),
	} {
		s, got := NewBuffer(r), []byte(nil)
		for step := 1; ; step = step*3%(3*firstBuffer) + 1 {
			b := s.Need(step)
			if len(b) < step && !s.Ended() {
				t.Fatalf("%s: %d bytes of %d before the end", name, len(b), step)
			}
			if s.Pos() != int64(len(got)) {
				t.Fatalf("%s: at %d after %d bytes", name, s.Pos(), len(got))
			}
			n := min(step, len(b))
			got = append(got, b[:n]...)
			s.Skip(n)
			if s.Ended() && len(s.Unread()) == 0 {
				break
			}
		}
		if !bytes.Equal(got, want) || s.Err() != io.EOF {
			t.Errorf("%s: %d bytes of %d, %v", name, len(got), len(want), s.Err())
		}
	}
}

// TestBufferGivesUpOnAReaderThatReturnsNothing instead of turning for ever.
func TestBufferGivesUpOnAReaderThatReturnsNothing(t *testing.T) {
	t.Parallel()
	s := NewBuffer(idle{})
	if b := s.Need(1); len(b) != 0 || s.Err() != io.ErrNoProgress {
		t.Errorf("%d bytes, %v", len(b), s.Err())
	}
}

type idle struct{}

func (idle) Read([]byte) (int, error) { return 0, nil }

// TestFaultLeadsToItsPlaceAndReason: a fault is a *wire.Error with its place, and through it the reason.
func TestFaultLeadsToItsPlaceAndReason(t *testing.T) {
	t.Parallel()
	var err error = NewTruncated("in", 40, 12, "it ends")
	var at *wire.Error
	if !errors.As(err, &at) || at.File != "in" || at.Start != 40 || at.Err.Error() != "it ends" ||
		!errors.Is(err, wire.ErrTruncated) {
		t.Errorf("%+v", err)
	}
	f, broken := NewFault("in", KindTruncated, 40, 0, wire.ErrTruncated), errors.New("device gone")
	if f.Rejected {
		t.Error("a fault of no bytes counts as rejected")
	}
	if f.Stopped(44, broken); f.Kind != KindRead || !f.Fatal || !errors.Is(f, broken) || errors.Is(f, wire.ErrTruncated) {
		t.Errorf("%+v", f)
	}
}
