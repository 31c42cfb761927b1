// Package record says which records are decoded and what they consist of: the kinds of section, the record types, and
// for each type what its triplets point at. The tables are generated from the CSV facts in package layout. Readers of
// records need no more than this; how sections become columns is the business of package schema.
package record

import (
	"fmt"
	"slices"

	"github.com/zertify/zertify/schema/layout"
)

// A Kind names a structure; its String is the structure's name.
type Kind uint16

// kind is what the generator writes down about one structure.
type kind struct {
	name   string
	accept string // test a section must pass; "" for none
	partly bool   // the test decides about some fields only; the section as a whole is taken
}

func (k Kind) String() string { return kinds[k].name }

// Passes reports whether section, of a record with that header, passes the test of its kind. A kind without a test is
// passed by every section that is there.
func (k Kind) Passes(section, header []byte) bool {
	return section != nil && layout.Passes(kinds[k].accept, section, header)
}

// Accepts reports whether section, of a record with that header, is of this kind as a whole. Most kinds take every
// section: where a test doubts some fields only, those become NULL instead.
func (k Kind) Accepts(section, header []byte) bool {
	return kinds[k].partly || k.Passes(section, header)
}

// A Locator says what one triplet of a record type points at. Index 0 of a record type is the header.
type Locator struct {
	Kind   Kind
	Need   bool   // a record without this section is rejected
	Tested bool   // Kind.Accepts can say no
	Min    int    // bytes a section must have at least
	Split  string // rule that cuts a variable list into entries; "" for none
	Suite  string // crypto layer whose attributes the section holds: tls, ssh, ipsec; "" for none
}

// A Type is one type and subtype of record, or one form of the records of messages, that is decoded.
type Type struct {
	Source        string   // layout.SMF119, layout.NMsec or layout.Text
	Type, Subtype uint16   // of SMF records
	Messages      []string // of messages: those that hold such records; of texts: what a row is made of; see layout.Record
	Table         string
	Place         string // rule that puts sections into their places by what they hold; "" when the triplets do
	Locators      []Locator
	ipv6          [3]int // locator, byte and bit of the record's IPv6 flag
}

// Placed reports whether the section that triplet no points at is told by what it holds. The identification section is
// always the first.
func (rt *Type) Placed(no int) bool { return rt.Place != "" && no > 1 }

// IPv6 reads the record's own IPv6 flag from its sections, one per locator.
func (rt *Type) IPv6(secs [][]byte) bool {
	at := rt.ipv6
	if at[0] < 0 || at[1] >= len(secs[at[0]]) {
		return false
	}
	return secs[at[0]][at[1]]&(0x80>>at[2]) != 0
}

// TypeOf returns the record type of an SMF type and subtype, or nil.
func TypeOf(typ, subtype uint16) *Type { return smfTypes[[2]uint16{typ, subtype}] }

var smfTypes = func() map[[2]uint16]*Type {
	out := map[[2]uint16]*Type{}
	for _, rt := range Types {
		if rt.Source == layout.SMF119 {
			out[[2]uint16{rt.Type, rt.Subtype}] = rt
		}
	}
	return out
}()

// MessageType returns the record type of which every message itself is a row.
func MessageType() *Type { return TypeOfMessage("*", 0) }

// TypeOfMessage returns the record type of the records that a message holds, those of its cascades when depth is 1, or
// nil.
func TypeOfMessage(name string, depth int) *Type {
	if depth > 0 {
		name = fmt.Sprintf("%s/%d", name, depth)
	}
	for _, rt := range Types {
		if rt.Source == layout.NMsec && slices.Contains(rt.Messages, name) {
			return rt
		}
	}
	return nil
}

// TypeOfText returns the record type of what a text holds: an entry, one of its values, or an IKE tunnel.
func TypeOfText(what string) *Type {
	i := slices.IndexFunc(Types, func(rt *Type) bool {
		return rt.Source == layout.Text && slices.Contains(rt.Messages, what)
	})
	return Types[i]
}
