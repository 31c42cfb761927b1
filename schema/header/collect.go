package header

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"modernc.org/cc/v4"

	"github.com/dustin/go-humanize/english"
)

// Bounds of what is made of a header.
const (
	maxFields    = 20_000  // of one structure
	maxAllFields = 200_000 // of all
	maxElements  = 64      // of an array of structures that are listed one by one
	maxSize      = 1 << 20 // bytes of a structure
)

// collect takes the structures and constants that the current file declares.
func (p *parser) collect(ast *cc.AST) error {
	var found []named
	p.enums = map[string]string{}
	for name, nodes := range ast.Scope.Nodes {
		for _, n := range nodes {
			found = p.find(found, name, n)
		}
	}
	slices.SortStableFunc(found,
		func(a, b named) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.name, b.name)) })
	for _, n := range found {
		if err := p.add(n); err != nil {
			return err
		}
	}
	p.macros(ast)
	return nil
}

// named is a type or enumerator that a name in the file stands for.
type named struct {
	name string
	line int
	tag  bool
	typ  cc.Type
	enum *cc.Enumerator
}

func (p *parser) find(found []named, name string, n cc.Node) []named {
	src := p.sourceOf(n.Position().Filename)
	if src == nil {
		return found
	}
	p.enumTag(name, n)
	out := named{name: name, line: p.line(src.name, n.Position().Line)}
	switch n := n.(type) {
	case *cc.StructOrUnionSpecifier:
		if n.Case != cc.StructOrUnionSpecifierDef {
			return found
		}
		out.typ, out.tag = n.Type(), true
	case *cc.Declarator:
		out.typ = n.Type()
		if a, ok := out.typ.(*cc.ArrayType); ok {
			out.typ = a.Elem()
		}
	case *cc.Enumerator:
		out.enum = n
	default:
		return found
	}
	return append(found, out)
}

// enumTag notes which enum the constants of a tag or typedef belong to.
func (p *parser) enumTag(name string, n cc.Node) {
	typed, ok := n.(interface{ Type() cc.Type })
	if !ok {
		return
	}
	e, ok := typed.Type().(*cc.EnumType)
	if !ok {
		return
	}
	if tag := e.Tag(); tag.SrcStr() != "" {
		name = tag.SrcStr()
	} else if d, ok := n.(*cc.Declarator); !ok || !d.IsTypename() {
		return
	}
	for _, c := range e.Enumerators() {
		p.enums[c.Token.SrcStr()] = name
	}
}

func (p *parser) add(n named) error {
	if n.enum != nil {
		p.enumerator(n)
		return nil
	}
	tag, ok := tagOf(n.typ)
	if !ok {
		return nil
	}
	if !n.tag && tag != "" { // a typedef of a structure that is listed by its tag
		for _, s := range p.out.Structs {
			if s.Name == tag && s.File == p.cur.name && s.Alias == "" {
				s.Alias = n.name
			}
		}
		return nil
	}
	key := p.cur.name + "\x00" + n.name
	if p.seen[key] {
		return nil
	}
	if n.typ.IsIncomplete() {
		if !n.tag {
			return nil // a name for a structure that is declared elsewhere
		}
		return p.cur.errorf(n.line, "%s has no size: the type of one of its members is not declared", n.name)
	}
	p.seen[key] = true
	return p.structure(n)
}

// tagOf returns the tag of a structure or union; false for other types.
func tagOf(t cc.Type) (string, bool) {
	switch t := t.(type) {
	case *cc.StructType:
		tag := t.Tag()
		return tag.SrcStr(), true
	case *cc.UnionType:
		tag := t.Tag()
		return tag.SrcStr(), true
	}
	return "", false
}

func (p *parser) structure(n named) error {
	s := &Struct{Name: n.name, File: p.cur.name, Line: n.line, Union: n.typ.Kind() == cc.Union}
	size := n.typ.Size()
	if size < 0 || size > maxSize {
		return p.cur.errorf(n.line, "%s has %s, a structure has %d at most: %w", n.name,
			english.Plural(int(size), "byte", ""), maxSize, ErrLimit)
	}
	s.Size = int(size)
	f := flattener{p: p, s: s}
	if err := f.members(n.typ, level{union: s.Union}); err != nil {
		return err
	}
	slices.SortStableFunc(s.Fields, func(a, b Field) int { return cmp.Compare(a.Start(), b.Start()) })
	p.out.Structs = append(p.out.Structs, s)
	return nil
}

// flattener lists the members of a structure and of those inside it.
type flattener struct {
	p *parser
	s *Struct
}

// level is where in the structure the flattener is.
type level struct {
	path  string
	base  int
	bases []int
	depth int
	union bool
}

// membered is what structures and unions have in common.
type membered interface {
	NumFields() int
	FieldByIndex(int) *cc.Field
}

func (f *flattener) members(t cc.Type, at level) error {
	m, ok := t.(membered)
	if !ok {
		return nil
	}
	for i := range m.NumFields() {
		if err := f.member(m.FieldByIndex(i), at); err != nil {
			return err
		}
	}
	return nil
}

func (f *flattener) member(m *cc.Field, at level) error {
	out := Field{Name: m.Name(), Bit: -1, Depth: at.depth, Bases: at.bases, Union: at.union}
	out.Path = strings.TrimPrefix(at.path+"."+out.Name, ".")
	if d := m.Declarator(); d != nil && f.p.sourceOf(d.Position().Filename) != nil {
		out.Line = f.p.line(f.p.cur.name, d.Position().Line)
		out.Comment = f.p.cur.comments[out.Line]
	}
	t := m.Type()
	out.Offset = at.base + int(m.Offset())
	if m.IsBitfield() {
		f.bits(m, &out, at)
		return f.append(out)
	}
	size := t.Size()
	if (size < 0 || t.IsIncomplete()) && t.Kind() != cc.Array {
		return f.p.cur.errorf(cmp.Or(out.Line, f.s.Line), "%s.%s: a member whose type has no size", f.s.Name, out.Path)
	}
	if size < 0 || size > maxSize {
		size = 0 // a flexible array member
	}
	out.Length = int(size)
	out.Tail = m.IsFlexibleArrayMember() || size == 0
	return f.typed(t, out, at)
}

// bits places a bit field by its most significant bit.
func (f *flattener) bits(m *cc.Field, out *Field, at level) {
	width := int(m.ValueBits())
	first := 8*(at.base+int(m.Offset())) + 8*int(m.AccessBytes()) - m.OffsetBits() - width
	out.Offset, out.Bit, out.Length, out.Kind, out.Type = first/8, first%8, width, Bits, "bit field"
	if out.Name == "" {
		out.Kind = Padding
	}
}

// typed settles the kind of a field and goes into structures.
func (f *flattener) typed(t cc.Type, out Field, at level) error {
	out.Type = typeName(t)
	inner := level{path: out.Path, base: out.Offset, depth: at.depth + 1,
		bases: append(slices.Clone(at.bases), out.Offset)}
	if at.depth > maxNesting {
		return f.p.cur.errorf(f.s.Line, "%s: more than %d structures inside each other: %w", f.s.Name, maxNesting, ErrLimit)
	}
	switch tag, isStruct := tagOf(t); {
	case isStruct && tag == "in_addr":
		out.Kind = IPv4
	case isStruct && tag == "in6_addr":
		out.Kind = IPv6
	case isStruct:
		out.Kind, inner.union = Group, t.Kind() == cc.Union
		if err := f.append(out); err != nil {
			return err
		}
		return f.members(t, inner)
	case t.Kind() == cc.Array:
		return f.array(t.(*cc.ArrayType), out, inner)
	default:
		out.Kind = scalar(t)
		if e, ok := t.(*cc.EnumType); ok {
			tag := e.Tag()
			out.Enum = tag.SrcStr()
		}
	}
	return f.append(out)
}

func (f *flattener) array(t *cc.ArrayType, out Field, inner level) error {
	elem := t.Elem()
	tag, isStruct := tagOf(elem)
	switch {
	case elem.Kind() == cc.Char || elem.Kind() == cc.SChar:
		out.Kind = Text
	case elem.Kind() == cc.UChar:
		out.Kind = Bytes
	case isStruct && tag != "in_addr" && tag != "in6_addr":
		out.Kind = Group
	default:
		out.Kind = Array
	}
	if err := f.append(out); err != nil || out.Kind != Group || elem.Size() <= 0 {
		return err
	}
	n := min(int64(out.Length)/elem.Size(), maxElements)
	for i := range int(n) {
		el := inner
		el.path = fmt.Sprintf("%s[%d]", out.Path, i)
		el.base = out.Offset + i*int(elem.Size())
		el.bases = append(slices.Clone(inner.bases[:len(inner.bases)-1]), el.base)
		el.union = elem.Kind() == cc.Union
		if err := f.members(elem, el); err != nil {
			return err
		}
	}
	return nil
}

func (f *flattener) append(out Field) error {
	f.s.Fields = append(f.s.Fields, out)
	if f.p.fields++; len(f.s.Fields) > maxFields || f.p.fields > maxAllFields {
		return f.p.cur.errorf(f.s.Line, "%s: more than %d fields, or %d in all: %w", f.s.Name, maxFields, maxAllFields,
			ErrLimit)
	}
	return nil
}

func scalar(t cc.Type) Kind {
	switch {
	case t.Kind() == cc.Char || t.Kind() == cc.SChar:
		return Text
	case t.Kind() == cc.Ptr || !cc.IsIntegerType(t):
		return Opaque
	case cc.IsSignedInteger(t):
		return Int
	}
	return Uint
}

// typeName returns a C type as a reader would write it.
func typeName(t cc.Type) string {
	if td := t.Typedef(); td != nil && td.Name() != "" {
		return td.Name()
	}
	if tag, ok := tagOf(t); ok {
		return strings.TrimSpace(t.Kind().String() + " " + tag)
	}
	return shorten(t.String())
}
