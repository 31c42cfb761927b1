package header

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"modernc.org/cc/v4"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/hint"
)

// standIn declares what mappings take from system headers.
//
//go:embed standin/types.h
var standIn string

// standIns are the system headers that standIn stands for.
var standIns = []string{
	"types", "stdint", "inttypes", "stddef", "stdbool", "in", "time", "stdlib", "string", "stdio", "socket", "limits",
	"features", "arpa/inet", "inet", "unistd",
}

// predefined is what the compiler has of its own. The library level is one that
// no header will find too low.
const predefined = `#define __MVS__ 1
#define __IBMC__ 42050000
#define __COMPILER_VER__ 0x42050000
#define __TARGET_LIB__ 0x42050000
#define __BIG_ENDIAN__ 1
#define __STDC__ 1
#define __STDC_VERSION__ 199901L
#define __SIZE_TYPE__ unsigned long
#define __PTRDIFF_TYPE__ long
#define _Export
#define __cdecl
#define __inline
#define __restrict
#define __extension__
#define __packed __attribute__((packed))
#define decimal(digits, ...) __typeof__(unsigned char[(digits) / 2 + 1])
#define _Decimal(digits, ...) decimal(digits)
int __predefined_declarator;
typedef unsigned long __predefined_size_t;
typedef long __predefined_ptrdiff_t;
`

// guardLines stand in front of every source: a header that includes itself, or
// another many times, is read once.
const guardLines = 2

func guarded(n int, text string) string {
	return fmt.Sprintf("#ifndef ZERTIFY_ONCE_%d\n#define ZERTIFY_ONCE_%d\n%s\n#endif\n", n, n, text)
}

// parser reads the sources one after the other.
type parser struct {
	opt     Options
	sources []*source
	out     *Header
	seen    map[string]bool // structures and constants of the current file
	noted   map[string]bool
	enums   map[string]string // constant → tag or typedef of its enum
	fields  int               // of all structures
	cur     *source

	settings []enumSetting // of the current translation, in order
	refusal  error         // a directive of it that cannot be followed
}

func (p *parser) note(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if !p.noted[s] {
		p.noted[s] = true
		p.out.Notes = append(p.out.Notes, s)
	}
}

// file parses one source as a translation unit. What the front end does not
// know, mappings often take from an include that came before them; so a second
// attempt has the stand-in in front.
func (p *parser) file(src *source) error {
	p.cur = src
	before := p.out.mark()
	err := p.attempt(src, false)
	if err == nil || errors.Is(err, ErrLimit) {
		return err
	}
	p.out.cut(before)
	if p.attempt(src, true) != nil {
		return err
	}
	p.note("%s: types it does not declare are those of the system headers", src.name)
	return nil
}

// settle returns the enums of a source their size. What the front end cannot read
// is left for file to say.
func (p *parser) settle(src *source) error {
	if !enumHead.MatchString(src.text) {
		return nil
	}
	p.cur = src
	ast, err := p.translate(src, false)
	if err != nil {
		ast, err = p.translate(src, true)
	}
	if err != nil {
		return nil
	}
	return p.sizeEnums(src, ast)
}

func (p *parser) attempt(src *source, withTypes bool) error {
	p.seen = map[string]bool{}
	ast, err := p.translate(src, withTypes)
	if err != nil {
		return err
	}
	return p.protect(src, func() error { return p.collect(ast) })
}

// mark remembers what a header holds, for cut.
func (h *Header) mark() [2]int { return [2]int{len(h.Structs), len(h.Consts)} }

// cut takes away what was added since mark.
func (h *Header) cut(at [2]int) { h.Structs, h.Consts = h.Structs[:at[0]], h.Consts[:at[1]] }

// protect turns a panic of the front end into an error.
func (p *parser) protect(src *source, f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = src.errorf(0, "the C front end cannot read this (%v); take out what is not a declaration", r)
		}
	}()
	return f()
}

func (p *parser) translate(src *source, withTypes bool) (ast *cc.AST, err error) {
	p.settings, p.refusal = nil, nil
	err = p.protect(src, func() error {
		if err := p.expand(src, withTypes); err != nil {
			return err
		}
		p.settings = nil // the preprocessor has met them all already
		var err error
		ast, err = cc.Translate(p.config(), p.unit(src, withTypes))
		return cmp.Or(p.refusal, p.explain(src, err))
	})
	return ast, err
}

// expand runs the preprocessor alone, and holds what comes out to the bounds of
// the source: macros can grow without end.
func (p *parser) expand(src *source, withTypes bool) error {
	w := &limitedBuffer{left: 8 * maxBytes}
	if err := cc.Preprocess(p.config(), p.unit(src, withTypes), w); err != nil {
		return p.explain(src, err)
	}
	if w.left < 0 {
		return src.errorf(0, "macros make it larger than %s: %w", english.Plural(int(8*maxBytes), "byte", ""), ErrLimit)
	}
	full := source{name: src.name}
	if _, err := full.bounded(w.String()); err != nil {
		return src.errorf(0, "with its macros and includes: %w", errors.Unwrap(err))
	}
	return nil
}

// limitedBuffer keeps no more than its limit.
type limitedBuffer struct {
	bytes.Buffer
	left int
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left >= 0 {
		b.Buffer.Write(p)
	}
	return len(p), nil
}

func (p *parser) unit(src *source, withTypes bool) []cc.Source {
	out := []cc.Source{{Name: "<predefined>", Value: predefined + dataModel(p.opt.LP64)}}
	if withTypes {
		out = append(out, cc.Source{Name: standInName, Value: standIn})
	}
	return append(out, cc.Source{Name: src.name, Value: guarded(slices.Index(p.sources, src), src.text)},
		cc.Source{Name: endName, Value: endOfUnit})
}

// endOfUnit stands behind every source: the front end does not come to an end
// when a source ends in the middle of a pointer.
const endOfUnit = "extern int zertify_end_of_unit, zertify_end_of_unit_too;\n"

// endName is what positions in it are called.
const endName = "<end>"

// spareTokens is what macros may add to the words of the sources.
const spareTokens = 50_000

// config makes the front end that of a big-endian system in 31-bit or 64-bit mode.
func (p *parser) config() *cc.Config {
	abi, err := cc.NewABI("linux", "s390x")
	if err != nil {
		panic(err) // the pair is one the library knows
	}
	types := map[cc.Kind]cc.AbiType{}
	for k, t := range abi.Types {
		types[k] = t
	}
	if !p.opt.LP64 {
		types[cc.Long], types[cc.ULong], types[cc.Ptr] = types[cc.Int], types[cc.UInt], types[cc.Int]
	}
	abi.Types = types
	tokens := spareTokens
	for _, s := range p.sources {
		tokens += s.tokens
	}
	return &cc.Config{
		ABI: abi, FS: includes{p}, FSOnly: true, IncludePaths: []string{includeRoot}, SysIncludePaths: []string{includeRoot},
		Header: true, ABILayout: true, ExpansionLimit: tokens, IgnoreStaticAssert: true,
		PragmaHandler: p.pragma,
	}
}

// includeRoot is where the front end looks for includes: nowhere on disk.
const includeRoot = "include"

// standInName is what positions in the stand-in are called.
const standInName = "<system types>"

// includes shows the front end the files it may read: those the user gave, the
// stand-in, and nothing for any other name.
type includes struct{ p *parser }

// Open never fails: an unknown include is taken as empty and noted.
func (in includes) Open(name string) (fs.File, error) {
	name = strings.TrimPrefix(name, includeRoot+"/")
	key := includeKey(name)
	for i, s := range in.p.sources {
		if includeKey(s.name) == key {
			return newMemFile(name, guarded(i, s.text)), nil
		}
	}
	if slices.Contains(standIns, key) {
		return newMemFile(name, standIn), nil
	}
	in.p.note("%s includes %s, which was not given and is taken as empty; give it with %s if types are missing",
		in.p.cur.name, name, hint.Words("{header}"))
	return newMemFile(name, ""), nil
}

// includeKey is a header's name without folders, library and extension, so that
// <sys/types.h>, types.h and //'TCPIP.SEZANMAC(TYPES)' are one.
func includeKey(name string) string {
	name = name[strings.LastIndexAny(name, "/\\")+1:]
	if _, member, ok := strings.Cut(name, "("); ok {
		name, _, _ = strings.Cut(member, ")")
	}
	name, _, _ = strings.Cut(strings.ToLower(name), ".h")
	return name
}

// memFile is a file in memory.
type memFile struct {
	io.Reader
	name string
	size int
}

func newMemFile(name, text string) *memFile {
	return &memFile{Reader: strings.NewReader(text), name: name, size: len(text)}
}

func (f *memFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memFile) Close() error               { return nil }
func (f *memFile) Name() string               { return f.name }
func (f *memFile) Size() int64                { return int64(f.size) }
func (f *memFile) Mode() fs.FileMode          { return 0o444 }
func (f *memFile) ModTime() time.Time         { return time.Time{} }
func (f *memFile) IsDir() bool                { return false }
func (f *memFile) Sys() any                   { return nil }

// position is how the front end says where.
var position = regexp.MustCompile(`^(.+?):(\d+):\d+: (.*)$`)

// explain returns the first message of the front end, with the line of the file as
// it was.
func (p *parser) explain(src *source, err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if strings.Contains(text, "expansion limit") {
		return src.errorf(0, "its macros grow without end: %w", ErrLimit)
	}
	first, _, more := strings.Cut(text, "\n")
	out := &Error{File: src.name, Err: errors.New(shorten(first))}
	if m := position.FindStringSubmatch(first); m != nil {
		n, _ := strconv.Atoi(m[2])
		out.File, out.Line, out.Err = m[1], p.line(m[1], n), errors.New(shorten(m[3]))
	}
	if advice := p.unsettledAt(out); advice != "" {
		out.Err = errors.New(hint.Words(advice))
		return out
	}
	if strings.Contains(first, "unexpected identifier") {
		out.Err = fmt.Errorf("%w; if a type before it is not known, give the header that declares it, too", out.Err)
	}
	if out.File == endName {
		out.File, out.Line,
			out.Err = src.name, strings.Count(src.text, "\n"), errors.New("the source ends in the middle of a declaration")
	}
	if more {
		out.Err = fmt.Errorf("%w; and more after it", out.Err)
	}
	return out
}

// unsettledAt returns what to do about a word of unsettled on the line of an error.
func (p *parser) unsettledAt(e *Error) string {
	for _, s := range p.sources {
		lines := strings.Split(s.text, "\n")
		if s.name != e.File || e.Line < 1 || e.Line > len(lines) {
			continue
		}
		for _, u := range unsettled {
			if strings.Contains(lines[e.Line-1], u.word) {
				return u.advice
			}
		}
	}
	return ""
}

// line takes the guard off a line number.
func (p *parser) line(file string, n int) int {
	if slices.ContainsFunc(p.sources, func(s *source) bool { return s.name == file || includeRoot+"/"+s.name == file }) {
		return max(1, n-guardLines)
	}
	return n
}

// shorten bounds a message that quotes the source.
func shorten(s string) string {
	if r := []rune(s); len(r) > maxComment {
		return string(r[:maxComment]) + "…"
	}
	return s
}

// sourceOf finds the file a position is in: nil for the stand-in and for files
// that are read on their own.
func (p *parser) sourceOf(file string) *source {
	if file == p.cur.name {
		return p.cur
	}
	return nil
}
