package header

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"modernc.org/cc/v4"
)

// The sizes of scalars follow the z/OS XL C/C++ User's Guide (options ILP32 and
// LP64, ENUMSIZE) and Language Reference (__ptr32, __far, #pragma enum, #pragma
// pack, decimal types). What those leave open is refused: a field that is quietly
// put in the wrong place is worse than no field.

// dataModel declares what differs between the 31-bit and the 64-bit compiler.
func dataModel(lp64 bool) string {
	if lp64 {
		return "#define _LP64 1\n#define __64BIT__ 1\n#define __ptr64\n#define __WCHAR_TYPE__ unsigned int\n" +
			"typedef unsigned int __predefined_wchar_t, wchar_t;\ntypedef float " + pointer32Type + ";\n"
	}
	return "#define _ILP32 1\n#define __ptr32\n#define __WCHAR_TYPE__ unsigned short\n" +
		"typedef unsigned short __predefined_wchar_t, wchar_t;\n"
}

// unsettled are words that change the size or the place of what they stand at, in
// a way that is not settled, and what to do about each. They are no words of the
// front end and stop it where they count; in 64-bit mode __ptr64 says nothing new.
var unsettled = []struct{ word, advice string }{
	{"__ptr64", "a pointer with __ptr64 has 8 bytes in 64-bit mode; if the structure is built for it, give {lp64}"},
	{"__far", farAdvice}, {"_Far", farAdvice},
	{"__ptr32", "declare one pointer with __ptr32 at a time, and not one to a function; in 64-bit mode it has 4 bytes"},
	{"_Packed", "_Packed counts only where the members of a structure or union are declared; put it there"},
	{"__align", "a boundary set with __align is not followed; put members for padding in its place"},
}

const farAdvice = "a __far pointer has 8 bytes in 31-bit mode and 16 in 64-bit mode, at a boundary no manual states; " +
	"put an array of unsigned char in its place"

// pointer32 finds a declaration of one pointer of 32 bits. The front end knows
// one size of pointers, so the declaration gets a type that has the other.
var pointer32 = regexp.MustCompile(`(?m)(^|[;{}])(\s*)(typedef\s)?[^;{},()\n]*` +
	`\*\s*__ptr32\s+(?:const\s+|volatile\s+)?(\w+\s*(?:\[[^\]]*\]\s*)*;)`)

// pointer32Type is a type of four bytes that is not an integer, as a pointer is
// shown by its bytes.
const pointer32Type = "__ptr32_pointer"

// shortPointers rewrites them. A declaration begins where the one before it ends,
// so neighbours take two rounds.
func shortPointers(text string) string {
	for range 2 {
		text = pointer32.ReplaceAllString(text, "${1}${2}${3} "+pointer32Type+" ${4}")
	}
	return text
}

// An enumSetting is what #pragma enum was set to, and where.
type enumSetting struct {
	file  string
	line  int // of the front end
	value string
}

// The words of #pragma enum, and #pragma pack as plainPack leaves it.
var (
	enumWords = []string{"small", "int", "intlong", "1", "2", "4", "8", "reset", "pop"}
	knownPack = regexp.MustCompile(`^\((|(push,)?(1|2|4|8|16)|push|pop)\)$`)
)

// pragma takes note of an active directive. The front end calls it in the order
// of the source; a directive that cannot be followed is kept for translate.
func (p *parser) pragma(toks []cc.Token) error {
	var words []string
	for _, t := range toks {
		if w := strings.TrimSpace(t.SrcStr()); w != "" {
			words = append(words, strings.ToLower(w))
		}
	}
	if len(words) == 0 {
		return nil
	}
	at, rest := toks[0].Position(), strings.Join(words[1:], "")
	switch words[0] {
	case "enum":
		value := strings.Trim(rest, "()")
		if !slices.Contains(enumWords, value) {
			p.refuse(at.Filename, at.Line,
				"#pragma enum%s is not one of the compiler's: the size of the enums after it is not known", rest)
		}
		p.settings = append(p.settings, enumSetting{at.Filename, at.Line, value})
	case "pack":
		if !knownPack.MatchString(rest) {
			p.refuse(at.Filename, at.Line,
				"#pragma pack%s is not one of the compiler's: where the members after it lie is not known", rest)
		}
	case "options":
		if strings.Contains(rest, "align") || strings.Contains(rest, "enum") {
			p.refuse(at.Filename, at.Line,
				"#pragma options %s is not followed: where the members after it lie is not known", rest)
		}
	}
	return nil
}

// refuse keeps the first directive that cannot be followed.
func (p *parser) refuse(file string, line int, format string, args ...any) {
	if p.refusal == nil {
		p.refusal = &Error{File: file, Line: p.line(file, line), Err: fmt.Errorf(format, args...)}
	}
}

// settingAt returns what #pragma enum is set to at a line of a source. What an
// included file sets counts from the line that includes it.
func (p *parser) settingAt(src *source, line int) string {
	was := []string{"small"}
	for _, s := range p.settings {
		from := s.line - guardLines
		if s.file != src.name {
			from = src.includedAt(s.file)
		}
		if from > line {
			break
		}
		switch {
		case s.value != "reset" && s.value != "pop":
			was = append(was, s.value)
		case len(was) > 1:
			was = was[:len(was)-1]
		}
	}
	return was[len(was)-1]
}

// includeLine is a directive that includes a file.
var includeLine = regexp.MustCompile(`(?m)^[ \t]*#[ \t]*include[ \t]*[<"](.*)[>"]`)

// includedAt returns the line on which a source includes a file, 0 where another
// file does that for it.
func (s *source) includedAt(file string) int {
	for _, m := range includeLine.FindAllStringSubmatchIndex(s.text, -1) {
		if includeKey(s.text[m[2]:m[3]]) == includeKey(file) {
			return 1 + strings.Count(s.text[:m[0]], "\n")
		}
	}
	return 0
}

// An enumBody is the text between the braces of one enum.
type enumBody struct {
	open, end int // offsets of the braces
	named     bool
	min       int64
	max       uint64
}

// enumHead is what an enum begins with when it declares its constants.
var enumHead = regexp.MustCompile(`\benum\b(\s+\w+)?\s*\{`)

func enumBodies(text string) []enumBody {
	var out []enumBody
	for _, m := range enumHead.FindAllStringIndex(text, -1) {
		open := m[1] - 1
		if n := strings.IndexByte(text[open:], '}'); n > 0 {
			out = append(out, enumBody{open: open, end: open + n})
		}
	}
	return out
}

// sizeEnums writes into a source the type of each enum that it declares: what
// #pragma enum asks for, or the smallest, which is the compiler's own choice.
// That hangs on the values, so the source has been parsed once before.
func (p *parser) sizeEnums(src *source, ast *cc.AST) error {
	bodies, starts := enumBodies(src.text), lineStarts(src.text)
	for _, nodes := range ast.Scope.Nodes {
		for _, n := range nodes {
			e, ok := n.(*cc.Enumerator)
			if !ok || e.Position().Filename != src.name {
				continue
			}
			line := p.line(src.name, e.Position().Line)
			at := starts[min(line, len(starts))-1] + e.Position().Column - 1
			i := slices.IndexFunc(bodies, func(b enumBody) bool { return b.open < at && at < b.end })
			if i < 0 {
				return src.errorf(line, "a macro declares this enum, so its size is not known; write the enum out")
			}
			bodies[i].take(e.Value())
		}
	}
	var out strings.Builder
	from := 0
	for _, b := range bodies {
		if !b.named {
			continue // not compiled
		}
		line := 1 + strings.Count(src.text[:b.open], "\n")
		typ, err := p.enumType(p.settingAt(src, line), b)
		if err != nil {
			return src.errorf(line, "%w", err)
		}
		out.WriteString(src.text[from:b.open] + ": " + typ + " ")
		from = b.open
	}
	src.text = out.String() + src.text[from:]
	return nil
}

// lineStarts returns the offset at which each line begins.
func lineStarts(text string) []int {
	out := []int{0}
	for i, c := range []byte(text) {
		if c == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

func (b *enumBody) take(v cc.Value) {
	b.named = true
	switch v := v.(type) {
	case cc.Int64Value:
		b.min = min(b.min, int64(v))
		b.max = max(b.max, uint64(max(v, 0)))
	case cc.UInt64Value:
		b.max = max(b.max, uint64(v))
	}
}

// integer is one of the types an enum may have.
type integer struct {
	name  string
	bytes int
	min   int64
	max   uint64
}

// integers are in the order in which the compiler looks for the smallest.
var integers = []integer{
	{"unsigned char", 1, 0, math.MaxUint8}, {"signed char", 1, math.MinInt8, math.MaxInt8},
	{"unsigned short", 2, 0, math.MaxUint16}, {"short", 2, math.MinInt16, math.MaxInt16},
	{"unsigned int", 4, 0, math.MaxUint32}, {"int", 4, math.MinInt32, math.MaxInt32},
	{"unsigned long", 8, 0, math.MaxUint64}, {"long", 8, math.MinInt64, math.MaxInt64},
}

// enumTypes are those of integers that each word of #pragma enum allows.
var enumTypes = map[string][]integer{
	"small": integers, "1": integers[0:2], "2": integers[2:4], "4": integers[4:6], "8": integers[6:8],
	"int": integers[5:6], "intlong": {integers[5], integers[7]},
}

// enumType returns the type of an enum under a setting.
func (p *parser) enumType(setting string, b enumBody) (string, error) {
	for _, t := range enumTypes[setting] {
		if b.min >= t.min && b.max <= t.max && (p.opt.LP64 || t.bytes < 8) {
			return t.name, nil
		}
	}
	return "", fmt.Errorf("the values of this enum do not fit the size that #pragma enum(%s) allows", setting)
}
