// Package header computes where the fields of C structures lie. A site has the
// mapping headers of its own release; the package reads them, so that the layouts
// of this program can be compared with them and completed from them.
//
// The front end is modernc.org/cc/v4 with the sizes and the byte order of the
// 31-bit XL C compiler. What that compiler takes and the front end does not
// (trigraphs, _Packed, its forms of #pragma pack, source in EBCDIC) is put into
// plain C first. System headers are stood in for.
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
	"time"
)

// A File is one header. Name is what errors and positions call it; another file
// includes it by the last part of that name.
type File struct {
	Name string
	Data []byte // UTF-8, Latin-1 or EBCDIC; told by content
}

// Options say how headers are read.
type Options struct {
	Timeout time.Duration // for all files together; 0 means 30 seconds
}

// A Header is what was found in the files.
type Header struct {
	Structs []*Struct  // in the order of the files
	Consts  []Constant // #define and enum constants with a known value
	Notes   []string   // what was assumed: stand-ins, unknown includes, sizes of enums
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

// Start is the first bit of the field, counted from the start of the structure.
func (f *Field) Start() int { return 8*f.Offset + max(f.Bit, 0) }

// Width is the length of the field in bits.
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

// Where gives the constant's place as file:line.
func (c *Constant) Where() string { return fmt.Sprintf("%s:%d", c.File, c.Line) }

// Where gives the structure's place as file:line.
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

// Unwrap gives what is wrong.
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
	p := &parser{out: &Header{}, noted: map[string]bool{}}
	for _, f := range files {
		src, err := clean(f)
		if err != nil {
			return nil, err
		}
		p.sources = append(p.sources, src)
	}
	for _, src := range p.sources {
		if err := p.within(ctx, src); err != nil {
			return nil, err
		}
	}
	return p.out, nil
}

// within parses one file in a goroutine that is left behind when time is up: the
// front end cannot be stopped.
func (p *parser) within(ctx context.Context, src *source) error {
	done := make(chan error, 1)
	go func() { done <- p.file(src) }()
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

// heap is the memory in use, in bytes.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
