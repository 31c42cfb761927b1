package layout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
)

// DecodingHash identifies the facts that decide which columns there are and what the
// bytes of a record become in them. Rows that were loaded under another hash may mean
// something else. What everything is called, and what is said about it, is not among
// them: see FactsHash.
func (s *Set) DecodingHash() string {
	h := sha256.New()
	tests := map[string]bool{}
	for _, st := range s.Structures {
		note(h, "structure", st.Name, st.Interned, st.Accept)
		for i := range st.Fields {
			st.noteDecoding(h, &st.Fields[i])
		}
		tests[st.Accept] = true
	}
	for _, r := range s.Records {
		note(h, "record", r.Source, r.Table, r.Type, r.Subtype, r.Messages, r.Place, r.IPv6)
		for _, l := range r.Locators {
			note(h, "locator", l.Structure.Name, l.Need, l.Split, l.Suite)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tests)) {
		for enum, codes := range sorted(s.codesOf(accepts[name].enums)) {
			note(h, "test", name, enum, slices.Sorted(maps.Keys(codes)))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// noteDecoding writes what a field has to do with decoding. The field that decides
// about it counts by its place, since names are not decoded; of a release only counts
// whether there is one, and of a basis whether a test must confirm it.
func (s *Structure) noteDecoding(h hash.Hash, f *Field) {
	by := cmp.Or(s.Field(f.By), &Field{})
	decided := f.By
	if by.Name != "" {
		decided = fmt.Sprint(by.Offset, by.Bit, by.Length)
	}
	note(h, f.Offset, f.Bit, f.Length, f.Format, f.Column, decided, f.Per, f.Since != "", s.Doubted(f))
}

// FactsHash identifies the rest of the facts: names, sentences, codes, suites, units and
// references. They can be mended without another look at the records, since what a
// database holds of them can be made anew.
func (s *Set) FactsHash() string {
	h := sha256.New()
	for _, st := range s.Structures {
		note(h, "structure", st.Name, st.Title, st.Ref, st.Notes, st.Enums)
		for i := range st.Fields {
			f := &st.Fields[i]
			note(h, f.Name, f.Enum, f.Unit, f.By, f.Since, f.Basis, f.Doc)
		}
	}
	for _, r := range s.Records {
		note(h, "record", r.Table)
		for _, l := range r.Locators {
			note(h, "locator", l.Since, l.Doc)
		}
	}
	for _, c := range s.Codes {
		c.line = 0
		note(h, "code", c)
	}
	for _, x := range s.Suites {
		note(h, "suite", x)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// note writes values so that no other values are written alike.
func note(h hash.Hash, values ...any) { fmt.Fprintf(h, "%#v\n", values) }

// sorted visits a map in the order of its keys.
func sorted[V any](m map[string]V) func(func(string, V) bool) {
	return func(yield func(string, V) bool) {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
