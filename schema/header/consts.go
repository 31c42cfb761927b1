package header

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"modernc.org/cc/v4"
)

// enumerator takes a constant of an enum.
func (p *parser) enumerator(n named) {
	c := Constant{Name: n.name, Line: n.line}
	switch v := n.enum.Value().(type) {
	case cc.Int64Value:
		c.Value = int64(v)
	case cc.UInt64Value:
		c.Value = int64(v)
	default:
		return
	}
	c.Enum = p.enums[n.name]
	p.constant(c)
}

func (p *parser) constant(c Constant) {
	key := p.cur.name + "\x01" + c.Name
	if p.seen[key] {
		return
	}
	p.seen[key] = true
	c.File, c.Comment = p.cur.name, p.cur.comments[c.Line]
	p.out.Consts = append(p.out.Consts, c)
}

// macros takes the #defines of the current file that stand for a value.
func (p *parser) macros(ast *cc.AST) {
	var found []Constant
	for name, m := range ast.Macros {
		at := m.Position()
		if p.sourceOf(at.Filename) == nil || m.IsFnLike {
			continue
		}
		ev := evaluator{macros: ast.Macros, known: p.out.Consts, toks: words(m)}
		c := Constant{Name: name, Line: p.line(p.cur.name, at.Line)}
		if ev.text(&c) || ev.number(&c) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found,
		func(a, b Constant) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Name, b.Name)) })
	for _, c := range found {
		p.constant(c)
	}
}

// words returns the words and signs of a macro's text.
func words(m *cc.Macro) []string {
	var out []string
	for _, t := range m.ReplacementList() {
		if s := strings.TrimSpace(t.SrcStr()); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// evaluator works out what a #define stands for: numbers, characters, other
// constants, with brackets and the operators that codes and masks are made with.
// It does not go deeper than maxDepth, and anything else has no value.
type evaluator struct {
	macros map[string]*cc.Macro
	known  []Constant
	toks   []string
	depth  int
	steps  *int
}

const (
	maxDepth = 40
	maxSteps = 10_000
)

// text takes a macro that is one string or character constant.
func (e *evaluator) text(c *Constant) bool {
	toks := e.toks
	for len(toks) > 2 && toks[0] == "(" && toks[len(toks)-1] == ")" {
		toks = toks[1 : len(toks)-1]
	}
	if len(toks) != 1 || len(toks[0]) < 3 || toks[0][0] != '"' && toks[0][0] != '\'' || strings.Contains(toks[0], "\\") {
		return false
	}
	c.Text = toks[0][1 : len(toks[0])-1]
	if toks[0][0] == '\'' {
		v, ok := ebcdicValue(c.Text)
		c.Value = v
		return ok
	}
	return true
}

// ebcdicValue is the number that a character constant is on z/OS.
func ebcdicValue(s string) (int64, bool) {
	var v int64
	n := 0
	for _, r := range s {
		b, ok := charmap.CodePage1047.EncodeRune(r)
		if n++; !ok || n > 4 {
			return 0, false
		}
		v = v<<8 | int64(b)
	}
	return v, true
}

func (e *evaluator) number(c *Constant) bool {
	e.steps = new(int)
	v, ok := e.sum()
	if !ok || len(e.toks) > 0 {
		return false
	}
	c.Value = v
	return true
}

// operators are what stands between terms, by how tightly they bind.
var operators = []map[string]func(a, b int64) int64{
	{"|": func(a, b int64) int64 { return a | b }},
	{"&": func(a, b int64) int64 { return a & b }},
	{"<<": func(a, b int64) int64 { return a << (b & 63) }, ">>": func(a, b int64) int64 { return a >> (b & 63) }},
	{"+": func(a, b int64) int64 { return a + b }, "-": func(a, b int64) int64 { return a - b }},
	{"*": func(a, b int64) int64 { return a * b }},
}

func (e *evaluator) sum() (int64, bool) { return e.binary(0) }

// binary evaluates terms joined by operators of a level or a tighter one.
func (e *evaluator) binary(level int) (int64, bool) {
	if level == len(operators) {
		return e.term()
	}
	v, ok := e.binary(level + 1)
	for ok && len(e.toks) > 0 && operators[level][e.toks[0]] != nil {
		join := operators[level][e.toks[0]]
		e.toks = e.toks[1:]
		var w int64
		w, ok = e.binary(level + 1)
		v = join(v, w)
	}
	return v, ok
}

func (e *evaluator) term() (int64, bool) {
	if *e.steps++; len(e.toks) == 0 || e.depth > maxDepth || *e.steps > maxSteps {
		return 0, false
	}
	e.depth++
	defer func() { e.depth-- }()
	tok := e.toks[0]
	e.toks = e.toks[1:]
	switch {
	case tok == "(":
		v, ok := e.sum()
		if !ok || len(e.toks) == 0 || e.toks[0] != ")" {
			return 0, false
		}
		e.toks = e.toks[1:]
		return v, true
	case tok == "-":
		v, ok := e.term()
		return -v, ok
	case tok == "~":
		v, ok := e.term()
		return ^v, ok
	case tok[0] == '\'' && len(tok) > 2:
		return ebcdicValue(tok[1 : len(tok)-1])
	case tok[0] >= '0' && tok[0] <= '9':
		v, err := strconv.ParseUint(strings.TrimRight(tok, "uUlL"), 0, 64)
		return int64(v), err == nil
	}
	return e.name(tok)
}

// name follows a macro or enum constant.
func (e *evaluator) name(tok string) (int64, bool) {
	if m := e.macros[tok]; m != nil && !m.IsFnLike {
		sub := evaluator{macros: e.macros, known: e.known, toks: words(m), depth: e.depth, steps: e.steps}
		v, ok := sub.sum()
		return v, ok && len(sub.toks) == 0
	}
	if i := slices.IndexFunc(e.known, func(c Constant) bool { return c.Name == tok }); i >= 0 {
		return e.known[i].Value, true
	}
	return 0, false
}
