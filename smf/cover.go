package smf

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// Writers fill up to the next fullword, so that a section may begin a few bytes of
// zeros behind the one before it. What else lies between sections nobody describes.
const (
	fullword  = 4
	maxFiller = 2*fullword - 1
)

// cover compares what the sections cover with the record, whose self-defining
// section ends at from. Sections that overlap are a reason to refuse the record: a
// triplet is wrong, and which one the record does not say. Bytes in none are
// counted and told. Sections mostly follow each other without a gap, in the order
// of their triplets, which costs one comparison each to see.
func (r *Record) cover(loc *Located, from int) error {
	at := from
	for _, s := range loc.spans {
		if s.from != at {
			return r.coverSorted(loc, from)
		}
		at = s.to
	}
	loc.gap(r.Data, at, len(r.Data))
	return nil
}

func (r *Record) coverSorted(loc *Located, at int) error {
	slices.SortFunc(loc.spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.triplet, b.triplet))
	})
	before := 0
	for _, s := range loc.spans {
		if s.from < at {
			return r.fault(offTriplets+(s.triplet-1)*tripletSize, "self-defining section", fmt.Errorf(
				"triplet %d (X'%X') begins at +%d, triplet %d (X'%X') ends at +%d: %w", s.triplet, r.triplet(s.triplet), s.from,
				before, r.triplet(before), at, wire.ErrOverlap))
		}
		loc.gap(r.Data, at, s.from)
		at, before = s.to, s.triplet
	}
	loc.gap(r.Data, at, len(r.Data))
	return nil
}

// triplet returns the bytes of triplet no.
func (r *Record) triplet(no int) []byte {
	return r.Data[offTriplets+(no-1)*tripletSize:][:tripletSize]
}

// gap notes the bytes of d from from to to, which belong to no section.
func (l *Located) gap(d []byte, from, to int) {
	b := d[from:to]
	if len(b) == 0 || len(b) <= maxFiller && to%fullword == 0 && allZero(b) {
		return
	}
	l.Undescribed += len(b)
	l.Oddities = append(l.Oddities, Oddity{"undescribed-bytes", from, fmt.Sprintf(
		"no triplet points at +%d to +%d (%s, beginning X'%X'); rejected", from, to, english.Plural(len(b), "byte", ""),
		stream.Head(b))})
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
