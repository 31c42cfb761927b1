package smf

import (
	"encoding/binary"
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/wire"
)

const idTrace = "E-CTRACE"

// A component trace entry (CTE): its length at 0 and again in its last two bytes, the
// offset of its data at 2, an entry identifier at 4, a clock at 8. Entries follow each
// other without a gap; how the external writer and a transfer wrap their buffers is not
// said here. The source is the "MVS Programming: Authorized Assembler Services Guide"
// (SA23-1371), creating trace entries.
const (
	traceClock   = 8
	leastEntries = 3 // that follow each other are no chance: each has two equal lengths and a clock
)

// Entry identifiers of the packet trace, SYSTCPDA: the values of ENTIDLIST in "IP
// Diagnosis Guide" (GC27-3652), formatting packet traces.
const (
	firstPacket = 1
	lastPacket  = 6
)

// traceEpoch is 2000-01-01 in microseconds since 1970; a day more or less between two
// entries is much.
const (
	traceEpoch = 946_684_800_000_000
	traceDay   = 86_400_000_000
)

// A traceEntry is what a component trace entry says of itself.
type traceEntry struct {
	size int
	id   uint32
	at   int64 // microseconds since 1970
}

// componentTrace recognises entries of a component trace, wherever in the window they
// follow each other.
func componentTrace(w window) finding {
	b := w.b[:min(len(w.b), sampled)]
	for i := range b {
		n, packets := traceRun(b[i:])
		if n < leastEntries {
			continue
		}
		what := "a component trace (CTRACE)"
		if packets {
			what = "a component trace (CTRACE), by its entry identifiers the packet trace of TCP/IP (SYSTCPDA)"
		}
		return finding{id: idTrace, at: i, try: tryTrace,
			message: fmt.Sprintf("this is %s, not SMF data: %s follow each other here, each with its length at both ends "+
				"and a clock", what, english.Plural(n, "entry", "entries"))}
	}
	return finding{}
}

// traceRun counts the trace entries that b begins with, as many as are wanted to believe
// them, and reports whether all are of the packet trace.
func traceRun(b []byte) (n int, packets bool) {
	packets = true
	for before := (traceEntry{}); n < leastEntries; n++ {
		e, ok := traceEntryAt(b)
		if !ok || n > 0 && max(e.at-before.at, before.at-e.at) > traceDay {
			break
		}
		packets = packets && e.id >= firstPacket && e.id <= lastPacket
		before, b = e, b[e.size:]
	}
	return n, packets
}

// traceEntryAt reads the entry that b begins with. The frame around an SMF record in a
// real-time buffer has the same form and is none.
func traceEntryAt(b []byte) (e traceEntry, ok bool) {
	if len(b) < frameHead+frameTail {
		return e, false
	}
	e.size = int(binary.BigEndian.Uint16(b))
	data := int(binary.BigEndian.Uint16(b[2:]))
	if e.size < frameHead+frameTail || e.size > len(b) || data < frameHead || data > e.size-frameTail ||
		int(binary.BigEndian.Uint16(b[e.size-frameTail:])) != e.size {
		return e, false
	}
	if record := b[data:e.size]; len(record) >= 4+bareHeader && plausible(record[4:], false) {
		return e, false
	}
	e.id = binary.BigEndian.Uint32(b[frameFormatID:])
	e.at, ok = wire.TOD(binary.BigEndian.Uint64(b[traceClock:]))
	return e, ok && e.at >= traceEpoch
}
