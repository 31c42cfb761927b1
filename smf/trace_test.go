package smf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
)

// traced is a component trace entry with n bytes of data, its clock in the morning of
// 2026-11-03.
func traced(id uint32, n int) []byte {
	b := slices.Concat(make([]byte, frameHead), bytes.Repeat([]byte{0xA7}, n), make([]byte, frameTail))
	binary.BigEndian.PutUint16(b, uint16(len(b)))
	binary.BigEndian.PutUint16(b[2:], frameHead)
	binary.BigEndian.PutUint32(b[frameFormatID:], id)
	binary.BigEndian.PutUint64(b[traceClock:], (1_793_700_000_000_000+2_208_988_800_000_000+uint64(n))<<12)
	binary.BigEndian.PutUint16(b[len(b)-frameTail:], uint16(len(b)))
	return b
}

// TestReaderNamesComponentTraces: bare entries, behind a header, in records with
// descriptor words; packets and events.
func TestReaderNamesComponentTraces(t *testing.T) {
	t.Parallel()
	packets := slices.Concat(traced(4, 108), traced(4, 1420), traced(5, 300), traced(4, 90), traced(6, 200))
	events := slices.Concat(traced(0x10010001, 60), traced(0x10010002, 200), traced(4, 70), traced(0x90010003, 70))
	header := bytes.Repeat([]byte{0, 0xE3}, 30)
	inRecord := func(b []byte) []byte {
		return slices.Concat(binary.BigEndian.AppendUint16(nil, uint16(len(b)+4)), []byte{0, 0}, b)
	}
	const event, packet = "this is a component trace (CTRACE), not SMF data",
		"the packet trace of TCP/IP (SYSTCPDA), not SMF data"
	for name, c := range map[string]struct {
		in   []byte
		want string
	}{
		"packets":             {packets, packet},
		"packets and zeros":   {slices.Concat(packets, make([]byte, 4000)), packet},
		"behind a header":     {slices.Concat(header, packets), packet},
		"in records":          {slices.Concat(inRecord(slices.Concat(header, packets)), inRecord(packets)), packet},
		"in blocks":           {slices.Concat(inRecord(inRecord(packets)), inRecord(inRecord(packets))), packet},
		"events":              {events, event},
		"events in records":   {slices.Concat(inRecord(events), inRecord(events)), event},
		"cut in the last one": {events[:len(events)-9], event},
	} {
		_, err := NewReader("in", bytes.NewReader(c.in), Options{}).Next()
		var not *NotSMF
		if !errors.As(err, &not) || not.ID != idTrace || !not.Named() || !strings.Contains(not.Message, c.want) ||
			!strings.Contains(not.Try, "type 119") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWhatIsNoComponentTrace: too few entries, clocks that are none, lengths that differ,
// and the frames of a real-time buffer, which have the same form.
func TestWhatIsNoComponentTrace(t *testing.T) {
	t.Parallel()
	entry := traced(4, 100)
	with := func(at int, value ...byte) []byte { b := slices.Clone(entry); copy(b[at:], value); return b }
	buffer := func() (b []byte) {
		for i := range 6 {
			b = append(b, bufferFrame(listing(i, 40+i))...)
		}
		return b
	}()
	for name, b := range map[string][]byte{
		"two entries":       slices.Concat(entry, entry, bytes.Repeat([]byte{0xE7}, 300)),
		"no clock":          bytes.Repeat(with(traceClock, 0, 0, 0, 0, 0, 0, 0, 0), 4),
		"clocks far apart":  slices.Concat(entry, with(traceClock, 0xC9), entry, with(traceClock, 0xC9)),
		"lengths differ":    bytes.Repeat(with(len(entry)-1, 7), 4),
		"data past the end": bytes.Repeat(with(2, 0xFF), 4),
		"real-time buffer":  buffer,
	} {
		if f := componentTrace(window{b: b, ended: true}); f.id != "" {
			t.Errorf("%s: %s", name, f.message)
		}
	}
}
