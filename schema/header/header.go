// Package header computes where the fields of C structures lie. A site has the
// mapping headers of its own release; the package reads them, so that the layouts
// of this program can be compared with them and completed from them.
//
// The front end is modernc.org/cc/v4 with the sizes and the byte order of the XL C
// compiler, in 31-bit or 64-bit mode. What that compiler takes and the front end
// does not (trigraphs, _Packed, its forms of #pragma pack and #pragma enum,
// pointers of another size, source in EBCDIC) is put into plain C first. What has
// no settled size is refused. System headers are stood in for.
//
// A header is text from a stranger. Its size, its nesting and what its macros
// grow to are bounded before it is parsed, nothing outside the files given is
// opened, a panic of the front end comes out as an error, and reading ends after
// the time that Options allow.
package header

import (
	"context"
	"errors"
	"fmt"
	"runtime/metrics"
	"slices"
	"time"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/hint"
)

// A File is one header. Name is what errors and positions call it; another file
// includes it by the last part of that name.
type File struct {
	Name string
	Data []byte // UTF-8, UTF-16 with its mark, Latin-1 or EBCDIC; told by content
}

// Options say how headers are read.
type Options struct {
	Timeout time.Duration // for all files together; 0 means 30 seconds
	LP64    bool          // sizes of 64-bit mode: long and pointers have 8 bytes, wchar_t 4; else 4, 4 and 2
}

// A Header is what was found in the files.
type Header struct {
	Structs []*Struct  // in the order of the files
	Consts  []Constant // #define and enum constants with a known value
	Notes   []string   // what was assumed: stand-ins, unknown includes; what differs in the other mode
}

// A Struct is one structure or union.
type Struct struct {
	Name   string // tag, or the typedef's name when there is no tag
	Alias  string // typedef name of a structure with a tag, or ""
	Union  bool
	Size   int // bytes
	Fields []Field
	File   string
	Line   int
}

// A Kind is what a field holds, as far as its C type says.
type Kind uint8

// The kinds of fields.
const (
	Group   Kind = iota // a structure, union or array of them; its parts follow
	Text                // array of char
	Bytes               // array of unsigned char
	Uint                // unsigned integer
	Int                 // signed integer
	Bits                // bit field
	IPv4                // struct in_addr
	IPv6                // struct in6_addr
	Array               // array of numbers
	Opaque              // pointer, floating point
	Padding             // bit field without a name
)

// A Field is a member of a structure, or of a structure inside it. Offsets count
// from the start of the outermost one.
type Field struct {
	Name    string // as declared; "" for a member without a name
	Path    string // with the names of what it lies in: outer.inner[2].name
	Kind    Kind
	Offset  int    // bytes
	Bit     int    // -1, or the first bit counted from the most significant one of the byte at Offset
	Length  int    // bytes; bits when Bit is not -1
	Type    string // C type
	Enum    string // tag of the enum type, or ""
	Depth   int    // 0 for members of the structure itself
	Bases   []int  // where the structures it lies in begin, outermost first, the structure itself not counted
	Union   bool   // it is a member of a union
	Tail    bool   // a flexible array member or one of length 0 or 1 at the end
	Comment string // on the same line
	Line    int
}

// Start returns the first bit of the field, counted from the start of the structure.
func (f *Field) Start() int { return 8*f.Offset + max(f.Bit, 0) }

// Width returns the length of the field in bits.
func (f *Field) Width() int {
	if f.Bit >= 0 {
		return f.Length
	}
	return 8 * f.Length
}

// A Constant is one #define or enum constant.
type Constant struct {
	Name    string
	Value   int64  // of a character constant: its EBCDIC value
	Text    string // of a string or character constant, else ""
	Enum    string // tag or typedef of the enum, or "" for a #define
	Comment string
	File    string
	Line    int
}

// Where returns the constant's place as file:line.
func (c *Constant) Where() string { return fmt.Sprintf("%s:%d", c.File, c.Line) }

// Where returns the structure's place as file:line.
func (s *Struct) Where() string { return fmt.Sprintf("%s:%d", s.File, s.Line) }

// An Error says what in a header cannot be read.
type Error struct {
	File string
	Line int // 0 when it is the file as a whole
	Err  error
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

// Unwrap returns what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// ErrLimit says that a header is larger, deeper or slower than any mapping is.
var ErrLimit = errors.New("beyond what is read of a header")

// defaultTimeout is many times what the largest mapping needs.
const defaultTimeout = 30 * time.Second

// Parse reads headers, each as a translation unit of its own that may include the
// others. Errors are *Error.
func Parse(ctx context.Context, files []File, opt Options) (*Header, error) {
	if len(files) == 0 {
		return nil, errors.New("no header given")
	}
	timeout := opt.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	out, err := parseAs(ctx, files, opt)
	if err != nil {
		return nil, err
	}
	other := opt
	other.LP64 = !opt.LP64
	if in, err := parseAs(ctx, files, other); err == nil {
		out.noteModes(in, opt.LP64)
	}
	return out, nil
}

// parseAs reads headers in one mode.
func parseAs(ctx context.Context, files []File, opt Options) (*Header, error) {
	p := &parser{opt: opt, out: &Header{}, noted: map[string]bool{}}
	for _, f := range files {
		src, err := clean(f, opt.LP64)
		if err != nil {
			return nil, err
		}
		p.sources = append(p.sources, src)
	}
	for _, step := range []func(*source) error{p.settle, p.file} {
		for _, src := range p.sources {
			if err := within(ctx, src, step); err != nil {
				return nil, err
			}
		}
	}
	return p.out, nil
}

// noteModes says which structures lie otherwise in the other mode: a long or a
// pointer among the members is easily overlooked.
func (h *Header) noteModes(other *Header, lp64 bool) {
	this, flag := "31-bit", hint.Words("with {lp64}")
	if lp64 {
		this, flag = "64-bit", hint.Words("without {lp64}")
	}
	for _, s := range h.Structs {
		i := slices.IndexFunc(other.Structs, func(o *Struct) bool { return o.Name == s.Name && o.File == s.File })
		if i >= 0 && !s.sameShape(other.Structs[i]) {
			h.Notes = append(h.Notes, fmt.Sprintf(
				"%s: %s has %s in %s mode and %d %s, because of a long, a pointer or a type made of them",
				s.Where(), s.Name, english.Plural(int(s.Size), "byte", ""), this, other.Structs[i].Size, flag))
		}
	}
}

// sameShape reports whether all fields of two structures lie alike.
func (s *Struct) sameShape(o *Struct) bool {
	return s.Size == o.Size && slices.EqualFunc(s.Fields, o.Fields, func(a, b Field) bool {
		return a.Path == b.Path && a.Offset == b.Offset && a.Bit == b.Bit && a.Length == b.Length
	})
}

// within works on one file in a goroutine that is left behind when time is up:
// the front end cannot be stopped.
func within(ctx context.Context, src *source, step func(*source) error) error {
	done := make(chan error, 1)
	go func() { done <- step(src) }()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for before := heap(); ; {
		select {
		case err := <-done:
			return err
		case <-ctx.Done():
			return &Error{File: src.name, Err: fmt.Errorf("not read in the time allowed: %w", errors.Join(ErrLimit, ctx.Err()))}
		case <-look.C:
			if heap() > before+maxHeap {
				return &Error{File: src.name, Err: fmt.Errorf("needs more than %d MB of memory: %w", maxHeap>>20, ErrLimit)}
			}
		}
	}
}

// The front end is looked after while it works: it has loops that gather
// messages without end when a source is broken in ways its authors did not try.
const (
	lookEvery = 50 * time.Millisecond
	maxHeap   = 1 << 30
)

// heap returns the memory in use, in bytes.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
