package smf

import (
	"encoding/binary"
	"fmt"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// Offsets of the self-defining section of a type 119 record, which counts from
// the record descriptor word.
const (
	offTripletCount = 24
	offTriplets     = 28
	tripletSize     = 8
)

// overshoot is how many bytes the last section of a maximal record may be cut
// by: copying from LRECL 32767 to 32760 loses up to seven bytes and the copy
// program says so in its manual.
const (
	overshoot     = 7
	nearlyMaximal = 32760 - overshoot
)

// Located holds the sections of one record. Its slices point into the record.
type Located struct {
	Sections [][]byte // one per locator of the record type; nil when absent
	Triplets []int    // triplet that points at each of them, from 1; 0 when absent and for the header
	Others   []Other  // further occurrences and sections behind unknown locators
	Oddities []Oddity // things that did not stop the record from being read

	// Undescribed counts the bytes that belong to no section, alignment apart: they
	// were not read.
	Undescribed int

	claimed int    // bytes in sections found so far
	spans   []span // where they lie
}

// A span is the stretch of a record that a triplet points at.
type span struct{ from, to, triplet int }

// Other is a section that has no column of its own.
type Other struct {
	Locator int    // triplet that points at it, from 1
	Name    string // its structure, when it is a further occurrence of a known one
	Data    []byte
}

// Oddity is something unexpected that did no harm.
type Oddity struct {
	Kind    string // cut-section, list-mismatch
	Off     int    // bytes into the record
	Message string
}

// A triplet points at the occurrences of one section.
type triplet struct{ off, length, num int }

func (t triplet) absent() bool { return t.off == 0 || t.num == 0 || t.length == 0 }

// Locate finds the sections of a record of type rt and checks that each lies
// inside the record and is as long as every release writes it. It is the only
// step that can refuse a record; the error is a *wire.Error. A record with fewer
// triplets than its type has lacks those sections; further triplets are kept as
// Others. loc is emptied first and can be used again and again.
func Locate(rec *Record, rt *record.Type, loc *Located) error {
	loc.Sections = append(loc.Sections[:0], make([][]byte, len(rt.Locators))...)
	loc.Triplets = append(loc.Triplets[:0], make([]int, len(rt.Locators))...)
	loc.Others, loc.Oddities, loc.claimed = loc.Others[:0], loc.Oddities[:0], 0
	loc.spans, loc.Undescribed = loc.spans[:0], 0
	d := rec.Data
	if len(d) < offTriplets {
		return rec.fault(offTripletCount, "self-defining section",
			fmt.Errorf("record has %s, need %d: %w", english.Plural(len(d), "byte", ""), offTriplets, wire.ErrShort))
	}
	if d[offType] == typeExtended {
		return rec.fault(offType, "self-defining section",
			fmt.Errorf("extended header: where its triplets lie is not known: %w", wire.ErrUnknown))
	}
	n := int(binary.BigEndian.Uint16(d[offTripletCount:]))
	if offTriplets+n*tripletSize > len(d) {
		return rec.fault(offTripletCount, "self-defining section",
			fmt.Errorf("%d triplets need %d bytes, record has %d: %w", n, offTriplets+n*tripletSize, len(d), wire.ErrLocator))
	}
	loc.Sections[0] = d[:offTripletCount]
	for i := range n {
		if err := rec.locate(rt, loc, i+1, n); err != nil {
			return err
		}
	}
	if err := rec.cover(loc, offTriplets+n*tripletSize); err != nil {
		return err
	}
	if rt.Place != "" { // most have none, and to look it up takes longer than to see so
		if place := Places[rt.Place]; place != nil {
			place(rt, loc)
		}
	}
	rec.test(rt, loc)
	return rec.complete(rt, loc, n)
}

// test moves sections that do not have the form of their kind to the others, so
// that nothing is read from them.
func (r *Record) test(rt *record.Type, loc *Located) {
	for i, l := range rt.Locators {
		s := loc.Sections[i]
		if !l.Tested || s == nil || l.Kind.Accepts(s, loc.Sections[0]) {
			continue
		}
		loc.Others = append(loc.Others, Other{Locator: loc.Triplets[i], Name: l.Kind.String(), Data: s})
		loc.odd("not-accepted", loc.Triplets[i],
			fmt.Sprintf("%s: %s without the form of this section, whose layout is taken from another source; "+
				"kept as hex", l.Kind, english.Plural(len(s), "byte", "")))
		loc.Sections[i], loc.Triplets[i] = nil, 0
	}
}

// odd notes something about the section that a triplet points at.
func (l *Located) odd(kind string, triplet int, message string) {
	l.Oddities = append(l.Oddities, Oddity{kind, offTriplets + (triplet-1)*tripletSize, message})
}

// complete checks that the sections without which a record says nothing are there.
func (r *Record) complete(rt *record.Type, loc *Located, n int) error {
	for i, l := range rt.Locators {
		switch {
		case !l.Need || loc.Sections[i] != nil:
		case i > n:
			return r.fault(offTripletCount, l.Kind.String(),
				fmt.Errorf("triplet %d should point at this section, the record has %d triplets: %w", i, n, wire.ErrLocator))
		default:
			return r.fault(offTriplets+(i-1)*tripletSize, l.Kind.String(),
				fmt.Errorf("triplet %d of %d says that the record has no such section: %w", i, n, wire.ErrLocator))
		}
	}
	return nil
}

// claim takes n bytes for the section behind the triplet at offset at. Sections do
// not overlap, so that together they never hold more bytes than the record; one
// full of triplets that all point at the same bytes would otherwise unfold to a
// thousand times its size.
func (r *Record) claim(loc *Located, at, n int, name string) error {
	if loc.claimed += n; loc.claimed > len(r.Data) {
		return r.fault(at, name,
			fmt.Errorf("the sections up to here add up to %s, the record has %d; they overlap: %w",
				english.Plural(int(loc.claimed), "byte", ""),
				len(r.Data), wire.ErrLocator))
	}
	return nil
}

// locate follows triplet no of n.
func (r *Record) locate(rt *record.Type, loc *Located, no, n int) error {
	at := offTriplets + (no-1)*tripletSize
	t := triplet{
		off:    int(binary.BigEndian.Uint32(r.Data[at:])),
		length: int(binary.BigEndian.Uint16(r.Data[at+4:])),
		num:    int(binary.BigEndian.Uint16(r.Data[at+6:])),
	}
	known := no < len(rt.Locators) && !rt.Placed(no)
	if known && rt.Locators[no].Split != "" {
		return r.locateList(loc, no, n, t)
	}
	if t.absent() {
		return nil
	}
	name := "unknown section"
	if known {
		name = rt.Locators[no].Kind.String()
	}
	end := t.off + t.length*t.num
	if t.off < offTriplets+n*tripletSize || t.off >= len(r.Data) || end > len(r.Data)+r.allowance() {
		return r.fault(at, name, fmt.Errorf("triplet %d of %d (X'%X'): %d x %s at +%d, the record has %d: %w",
			no, n, r.Data[at:at+tripletSize], t.num, english.Plural(int(t.length), "byte", ""), t.off, len(r.Data),
			wire.ErrLocator))
	}
	if err := r.claim(loc, at, min(end, len(r.Data))-t.off, name); err != nil {
		return err
	}
	loc.spans = append(loc.spans, span{t.off, min(end, len(r.Data)), no})
	if end > len(r.Data) {
		loc.Oddities = append(loc.Oddities,
			Oddity{"cut-section", t.off,
				fmt.Sprintf("%s: cut short by %s; the record was cut by a copy", name,
					english.Plural(int(end-len(r.Data)), "byte", ""))})
	}
	return r.occurrences(rt, loc, no, t, name, known)
}

// allowance returns how many bytes past the end of the record a section may reach.
func (r *Record) allowance() int {
	if len(r.Data) >= nearlyMaximal {
		return overshoot
	}
	return 0
}

// occurrences takes the sections that triplet no counts: the first fills the
// columns, the others are kept.
func (r *Record) occurrences(rt *record.Type, loc *Located, no int, t triplet, name string, known bool) error {
	for i := range t.num {
		from := t.off + i*t.length
		s := r.Data[min(from, len(r.Data)):min(from+t.length, len(r.Data))]
		if known && len(s) < rt.Locators[no].Min {
			return r.fault(from, name,
				fmt.Errorf("%s, need %d: %w", english.Plural(len(s), "byte", ""), rt.Locators[no].Min, wire.ErrShort))
		}
		if known && i == 0 {
			loc.Sections[no], loc.Triplets[no] = s, no
			continue
		}
		other := Other{Locator: no, Data: s}
		if known {
			other.Name = name
		}
		loc.Others = append(loc.Others, other)
	}
	return nil
}

// nameHead is the length and type in front of a distinguished name.
const nameHead = 4

// locateList finds the bytes of a list whose entries begin with their own
// length. How the triplet counts such a list is not documented, so the entries
// decide: with a count above one that many are taken, with one those that begin
// inside the triplet's length. Where the two disagree the record says so.
func (r *Record) locateList(loc *Located, no, n int, t triplet) error {
	if t.off == 0 || t.num == 0 {
		return nil
	}
	if t.off < offTriplets+n*tripletSize || t.off > len(r.Data) {
		at := offTriplets + (no-1)*tripletSize
		return r.fault(at, "list", fmt.Errorf("triplet %d of %d (X'%X'): list at +%d, the record has %s: %w",
			no, n, r.Data[at:at+tripletSize], t.off, english.Plural(len(r.Data), "byte", ""), wire.ErrLocator))
	}
	at, count := t.off, 0
	for at+nameHead <= len(r.Data) && (t.num > 1 && count < t.num || t.num == 1 && at < t.off+t.length) {
		entry := int(binary.BigEndian.Uint16(r.Data[at:]))
		if entry < nameHead || at+entry > len(r.Data) {
			break
		}
		at, count = at+entry, count+1
	}
	if t.num > 1 && count != t.num || t.num == 1 && at != t.off+t.length {
		loc.Oddities = append(loc.Oddities, Oddity{"list-mismatch", t.off, fmt.Sprintf(
			"triplet %d (X'%X') says %d x %s; found here: %d with %s together",
			no, r.Data[offTriplets+(no-1)*tripletSize:][:tripletSize], t.num, english.Plural(int(t.length), "byte", ""), count,
			english.Plural(int(at-t.off), "byte", ""))})
	}
	if at > t.off {
		loc.Sections[no], loc.Triplets[no] = r.Data[t.off:at], no
		loc.spans = append(loc.spans, span{t.off, at, no})
	}
	return nil
}

// Splits are the rules that cut a list section into its entries, by the name
// that records.csv gives them.
var Splits = map[string]func([]byte) [][]byte{"dn": splitNames}

// splitNames cuts a list of distinguished names. Locate has checked the lengths.
func splitNames(list []byte) [][]byte {
	var out [][]byte
	for len(list) >= nameHead {
		n := min(max(int(binary.BigEndian.Uint16(list)), nameHead), len(list))
		out = append(out, list[:n])
		list = list[n:]
	}
	return out
}

func (r *Record) fault(off int, structure string, err error) error {
	return &wire.Error{Pos: r.Pos, Off: off, Struct: structure, Err: err}
}
