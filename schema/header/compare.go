package header

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/factcsv"
	"github.com/zertify/zertify/schema/layout"
)

// A Verdict says how a field of a header and a row of ours go together.
type Verdict string

// The verdicts.
const (
	Agrees     Verdict = "agrees"
	Differs    Verdict = "differs"
	HeaderOnly Verdict = "header only" // no row of ours has the name
	OursOnly   Verdict = "ours only"   // no field of the header has the name
)

// A Row compares one field, or one code.
type Row struct {
	Kind    string // field or code
	Ours    string // our structure or code table
	Theirs  string // the header's structure or enum
	Name    string
	Verdict Verdict
	OursAt  string // at offset[.bit], length, or the code; "" when we have none
	HereAt  string // the same in the header
	Basis   string // of our row
	Detail  string
	Where   string // file:line
}

// Compare matches the structures and constants of a header with our rows by the
// names of their fields. A structure of ours is compared with the one of the
// header that agrees with it best; structures of the header that share no name
// with ours have one row for the whole.
func Compare(h *Header, set *layout.Set) []Row {
	c := comparer{h: h, names: map[string][]*layout.Field{}}
	for _, st := range set.Published() {
		for i := range st.Fields {
			f := &st.Fields[i]
			c.names[fold(f.Name)] = append(c.names[fold(f.Name)], f)
		}
	}
	var rows []Row
	for _, st := range set.Published() {
		rows = append(rows, c.structure(st)...)
	}
	for _, s := range h.Structs {
		if !c.shares(s) {
			rows = append(rows,
				Row{Kind: "field", Theirs: s.Name, Verdict: HeaderOnly,
					HereAt: english.Plural(int(s.Size), "byte", ""), Where: s.Where(),
					Detail: fmt.Sprintf("%d fields, none of them in our layouts", namedMembers(s))})
		}
	}
	return append(rows, c.codes(set)...)
}

// namedMembers counts the members of a structure that have a name.
func namedMembers(s *Struct) int {
	n := 0
	for i := range s.Fields {
		if s.Fields[i].Depth == 0 && s.Fields[i].Name != "" {
			n++
		}
	}
	return n
}

type comparer struct {
	h     *Header
	names map[string][]*layout.Field // ours
}

// fold makes names that differ in case only one: manuals and headers do not
// always agree about it.
func fold(name string) string { return strings.ToLower(name) }

// invented reports whether a row's name is one of ours, not one of a manual.
func invented(f *layout.Field) bool {
	return strings.HasPrefix(f.Name, "(") || strings.HasPrefix(f.Name, "candidate_")
}

func (c *comparer) shares(s *Struct) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.Name != "" && c.names[fold(f.Name)] != nil })
}

// A pairing is a structure of the header held against one of ours.
type pairing struct {
	st   *layout.Structure
	s    *Struct
	base int // where ours begins in it
	at   map[*layout.Field]*Field
	same int // fields that agree
}

func (c *comparer) structure(st *layout.Structure) []Row {
	var best *pairing
	for _, s := range c.h.Structs {
		if p := pair(st, s); p != nil && (best == nil || p.better(best)) {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return best.rows(c)
}

func (p *pairing) better(o *pairing) bool {
	return cmp.Or(cmp.Compare(p.same, o.same), cmp.Compare(len(p.at), len(o.at)),
		cmp.Compare(len(o.s.Fields), len(p.s.Fields))) > 0
}

// pair tries every place at which the structure of ours may begin inside s: its
// start, and that of each structure in it.
func pair(st *layout.Structure, s *Struct) *pairing {
	matched := match(st, s)
	if len(matched) == 0 {
		return nil
	}
	bases := []int{0}
	for _, f := range matched {
		bases = append(bases, f.Bases...)
	}
	slices.Sort(bases)
	var best *pairing
	for _, base := range slices.Compact(bases) {
		p := &pairing{st: st, s: s, base: base, at: matched}
		for ours, f := range matched {
			if p.differs(ours, f) == "" {
				p.same++
			}
		}
		if best == nil || p.same > best.same {
			best = p
		}
	}
	return best
}

// match finds the field of s for each row of ours.
func match(st *layout.Structure, s *Struct) map[*layout.Field]*Field {
	byName := map[string]*Field{}
	for i := range s.Fields {
		f := &s.Fields[i]
		if byName[fold(f.Name)] == nil {
			byName[fold(f.Name)] = f
		}
	}
	out := map[*layout.Field]*Field{}
	for i := range st.Fields {
		ours := &st.Fields[i]
		if invented(ours) {
			continue
		}
		names := []string{fold(ours.Name)}
		if ours.Format == "ip" { // a union of the two forms, each with the digit behind its name
			names = append(names, names[0]+"6", names[0]+"_6", names[0]+"ipv6", names[0]+"_ipv6")
		}
		for _, n := range names {
			if f := byName[n]; f != nil && n != "" {
				out[ours] = f
				break
			}
		}
	}
	return out
}

// differs says what is not the same; "" when all is.
func (p *pairing) differs(ours *layout.Field, f *Field) string {
	var out []string
	start, width := place(ours)
	if at := f.Start() - 8*p.base; at != start {
		what := "offset"
		if at/8 == start/8 {
			what = "bit"
		}
		out = append(out, what)
	}
	if width != f.Width() && width != toEnd && !f.Tail {
		out = append(out, "length")
	}
	return strings.Join(out, " and ")
}

// toEnd is the width of a row that runs to the end.
const toEnd = math.MaxInt

// place returns a row's first bit and its width in bits.
func place(f *layout.Field) (start, width int) {
	switch {
	case f.Length < 0:
		return 8 * f.Offset, toEnd
	case f.Bit >= 0:
		return 8*f.Offset + f.Bit, f.Length
	}
	return 8 * f.Offset, 8 * f.Length
}

func (p *pairing) rows(c *comparer) []Row {
	var out []Row
	used := map[*Field]bool{}
	for i := range p.st.Fields {
		ours := &p.st.Fields[i]
		r := Row{Kind: "field", Ours: p.st.Name, Theirs: p.s.Name, Name: ours.Name, OursAt: spot(place(ours)),
			Basis: ours.Basis, Where: p.s.Where()}
		f := p.at[ours]
		switch {
		case f != nil:
			used[f] = true
			p.evaluate(&r, ours, f)
		case invented(ours):
			continue
		case !p.mask(c.h, &r, ours):
			if ours.Format == "reserved" {
				continue
			}
			r.Verdict, r.Where = OursOnly, fmt.Sprintf("%s:%d", p.st.File, ours.Line)
		}
		out = append(out, r)
	}
	return append(out, p.rest(used)...)
}

func (p *pairing) evaluate(r *Row, ours *layout.Field, f *Field) {
	r.HereAt, r.Where = spot(f.Start()-8*p.base, f.Width()), fmt.Sprintf("%s:%d", p.s.File, cmp.Or(f.Line, p.s.Line))
	if r.Verdict = Agrees; p.base > 0 {
		r.Detail = fmt.Sprintf("as part of it, from byte %d", p.base)
	}
	if what := p.differs(ours, f); what != "" {
		r.Verdict, r.Detail = Differs, what
	}
}

// mask compares a bit of ours with a #define that is a mask for the field around
// that bit; it reports false when there is none of the name.
func (p *pairing) mask(h *Header, r *Row, ours *layout.Field) bool {
	i := slices.IndexFunc(h.Consts, func(c Constant) bool { return fold(c.Name) == fold(ours.Name) })
	if i < 0 || ours.Bit < 0 {
		return false
	}
	start, width := place(ours)
	for j := range p.s.Fields {
		f := &p.s.Fields[j]
		from, to := f.Start()-8*p.base, f.Start()-8*p.base+f.Width()
		if (f.Kind != Uint && f.Kind != Int && f.Kind != Text) || f.Width() > 64 || start < from || start+width > to {
			continue
		}
		want := (uint64(1)<<width - 1) << (to - start - width)
		got := uint64(h.Consts[i].Value)
		r.Verdict, r.HereAt, r.Where = Agrees, fmt.Sprintf("mask 0x%X of %s", got, f.Name), h.Consts[i].Where()
		if got != want {
			r.Verdict, r.Detail = Differs, fmt.Sprintf("the mask of this bit would be 0x%X", want)
		}
		return true
	}
	return false
}

// rest lists what the header's structure has beyond ours: its members, and those
// of unnamed structures and unions inside it.
func (p *pairing) rest(used map[*Field]bool) []Row {
	var out []Row
	for i := range p.s.Fields {
		f := &p.s.Fields[i]
		within := f.Start() >= 8*p.base
		if used[f] || f.Name == "" || !within || f.Kind == Group || p.covered(f) {
			continue
		}
		out = append(out,
			Row{Kind: "field", Ours: p.st.Name, Theirs: p.s.Name, Name: f.Path, Verdict: HeaderOnly,
				HereAt: spot(f.Start()-8*p.base, f.Width()),
				Detail: f.Type, Where: fmt.Sprintf("%s:%d", p.s.File, cmp.Or(f.Line, p.s.Line))})
	}
	return out
}

// covered reports whether f lies inside a group that matched, or is the other
// form of a matched address.
func (p *pairing) covered(f *Field) bool {
	for _, m := range p.at {
		if m != f && f.Start() >= m.Start() && f.Start()+f.Width() <= m.Start()+m.Width() &&
			(f.Depth > m.Depth || f.Union && m.Union) {
			return true
		}
	}
	return false
}

// spot writes a place and a length; a spreadsheet would take a sign in front for
// a formula.
func spot(start, width int) string {
	at := fmt.Sprintf("at %d", start/8)
	switch {
	case width == toEnd:
		return at + " to the end"
	case width == 1:
		return fmt.Sprintf("%s.%d, 1 bit", at, start%8)
	case width%8 != 0 || start%8 != 0:
		return fmt.Sprintf("%s.%d, %d bits", at, start%8, width)
	case width == 8:
		return at + ", 1 byte"
	}
	return fmt.Sprintf("%s, %s", at, english.Plural(int(width/8), "byte", ""))
}

// constantsCSV says what headers call our codes.
//
//go:embed constants.csv
var constantsCSV string

// codes compares constants with the codes that have their name: the name that
// manuals print for the constant, or the one our table shows.
func (c *comparer) codes(set *layout.Set) []Row {
	known := map[string][]layout.Code{}
	for _, code := range set.Codes {
		if strings.ContainsAny(code.Name, "_") && !strings.Contains(code.Name, " ") {
			known[code.Name] = append(known[code.Name], code)
		}
	}
	for name, of := range constants() {
		known[name] = append(known[name], of...)
	}
	var out []Row
	for i := range c.h.Consts {
		k := &c.h.Consts[i]
		for _, code := range known[k.Name] {
			r := Row{Kind: "code", Ours: code.Enum, Theirs: k.Enum, Name: k.Name, Verdict: Agrees, OursAt: code.Code,
				HereAt: strconv.FormatInt(k.Value, 10), Where: k.Where(), Basis: cmp.Or(code.Basis, "documented")}
			if code.Value >= 0 && code.Value != k.Value || code.Value < 0 && code.Code != k.Text {
				r.Verdict, r.Detail = Differs, "value"
			}
			if code.Value < 0 {
				r.HereAt = k.Text
			}
			out = append(out, r)
		}
	}
	return out
}

// constants reads the table of names. It ships with the program, and a test
// reads it.
func constants() map[string][]layout.Code {
	t, err := factcsv.Read("constants.csv", []byte(constantsCSV),
		factcsv.Form{Columns: []string{"constant", "enum", "code"}, Comments: true})
	if err != nil {
		panic(err)
	}
	out := map[string][]layout.Code{}
	for _, row := range t.Rows {
		name, code := row.Cell("constant"), row.Cell("code")
		n, err := strconv.ParseInt(code, 10, 64)
		if err != nil {
			panic(err)
		}
		out[name] = append(out[name], layout.Code{Enum: row.Cell("enum"), Code: code, Value: n})
	}
	return out
}

// A Sum counts the rows of a structure, or of a code table, by verdict.
type Sum struct {
	Name string // our structure and the header's, or "codes of" our table
	Of   map[Verdict]int
}

// Summarise counts rows by structure and code table of ours, in the order in which they come, and in all.
func Summarise(rows []Row) (sums []Sum, total Sum) {
	total.Of = map[Verdict]int{}
	for _, r := range rows {
		total.Of[r.Verdict]++
		if r.Ours == "" {
			continue
		}
		name := r.Ours + ", " + r.Theirs
		if r.Kind == "code" {
			name = "codes of " + r.Ours
		}
		i := slices.IndexFunc(sums, func(s Sum) bool { return s.Name == name })
		if i < 0 {
			i = len(sums)
			sums = append(sums, Sum{name, map[Verdict]int{}})
		}
		sums[i].Of[r.Verdict]++
	}
	return sums, total
}
