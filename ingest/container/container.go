// Package container opens what a dump arrives wrapped in: compression (gzip,
// zstd, bzip2, compress), archives (zip, tar), and the mainframe's own forms
// (TERSE, TSO TRANSMIT, tape images). Formats are told by their first bytes,
// never by a file name, and peeled one layer after the other until bytes are
// left that no format claims; those are what the framing readers get.
//
// Everything here comes from a file that someone else made. No length, count
// or name found in it sizes an allocation, follows a path or ends the program:
// output, depth, member count and temporary space are bounded by Options; names
// lose their control characters; a fault costs the member that has it and no
// other. What is not opened is named, with what to do about it.
//
// The package imports nothing else of this module.
package container

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
)

// A Format is one kind of wrapping.
type Format struct {
	Name  string                 // as shown to users: "gzip", "TERSE"
	Doc   string                 // one sentence for the list of formats
	Exts  []string               // lower-case file name endings that a wrapped file usually adds
	Match func(head []byte) bool // tells the format by the first headSize bytes, or fewer at the end of input

	// sure is for formats without a magic number: it decides where Match has said
	// yes, by as many bytes as are ahead, up to bufferSize. nil: Match is enough.
	sure func(ahead []byte) bool

	// tail tells the format by the last tailSize bytes, or fewer, and the size, where
	// the input can be read at random and no format has matched its beginning. A
	// format has Match or tail.
	tail func(tail []byte, size int64) bool

	endless bool // nothing in the format shows that data are missing at its end, or were changed

	// open finds the parts of one input in order and hands each to yield,
	// which returns when the part is dealt with. It returns what yield
	// returned, or what is wrong with the container itself.
	open func(in *source, yield func(part) error) error
}

// Formats lists every format in the order in which it is tried. The magic
// numbers do not overlap; the order only puts the frequent ones first, those that
// are opened before those that are named, and guesses last.
var Formats = slices.Concat([]Format{
	gzipFormat,
	zipFormat,
	terseFormat,
	zstdFormat,
	bzip2Format,
	compressFormat,
	xmitFormat,
	tarFormat,
	awsFormat,
	simhFormat,
	fakeFormat,
	xzFormat,
	sevenZipFormat,
	lz4Format,
	lzipFormat,
	lzmaFormat,
	lengthsFormat,
}, formats(namedFormats), []Format{
	programFormat,
	brokenXmitFormat,
	splitZipFormat,
})

// headSize is how much of an input Match may look at. A tar header is 512 bytes
// long.
const headSize = 1024

// tailSize is how much of the end of an input tail may look at.
const tailSize = 22

// detect returns the format that claims the source, or nil.
func (in *source) detect() *Format {
	if f := detect(in.head(), in.ahead); f != nil {
		return f
	}
	tail := in.tail()
	for i := range Formats {
		if f := &Formats[i]; f.tail != nil && f.tail(tail, in.size) {
			return f
		}
	}
	return nil
}

func detect(head []byte, ahead func() []byte) *Format {
	for i := range Formats {
		if f := &Formats[i]; f.Match != nil && f.Match(head) && (f.sure == nil || f.sure(ahead())) {
			return f
		}
	}
	return nil
}

// detectIn returns the format that bytes begin like, or nil.
func detectIn(b []byte) *Format {
	return detect(b[:min(len(b), headSize)], func() []byte { return b })
}

// A Layer is one wrapping that was taken off.
type Layer struct {
	Format string // Format.Name
	Detail string // what the container says about itself: "SPACK V LRECL 32760 BLKSIZE 27998"; may be empty

	// The data set's attributes, where the container carries them. They tell
	// how the bytes inside are framed: TERSE and XMIT give V records with
	// their record descriptor words, F records bare; a tape gives blocks.
	RecordFormat string // "F", "V", "U", "VB" …; "" when not known
	RecordLength int    // LRECL, for V with its four descriptor bytes; 0 when not known
	BlockSize    int    // BLKSIZE; 0 when not known
}

// String returns format and detail, as in "TERSE SPACK V LRECL 32760".
func (l Layer) String() string {
	return strings.TrimSpace(l.Format + " " + l.Detail)
}

// Chain joins layers for display, outermost first: "zip → TERSE PACK V LRECL 255".
func Chain(layers []Layer) string {
	names := make([]string, len(layers))
	for i, l := range layers {
		names[i] = l.String()
	}
	return strings.Join(names, " → ")
}

// A Member is one input found inside the containers, or the input itself when
// nothing wraps it. It and its Reader are valid until visit returns.
type Member struct {
	Name    string    // "a.zip!SMF119.trs": the path through the archives; layers without names add nothing
	Chain   []Layer   // wrappings taken off, outermost first; empty when there was none
	Reader  io.Reader // the bytes inside; nil when Err is set
	ModTime time.Time // when the innermost container says it was last changed; zero when unknown
	Err     *Error    // why the member, or the rest of the container Name, could not be opened

	inner string // Name without the input's own name; "" for the input itself
	notes *notes
	in    *source
}

// Head looks at the first bytes inside without taking them from Reader: n of them,
// fewer when there are no more, and no more than some 64 KiB. It is of use before
// Reader is read; without a Reader there are none.
func (m *Member) Head(n int) []byte {
	if m.Reader == nil || m.in == nil {
		return nil
	}
	head, _ := m.in.br.Peek(min(n, bufferSize)) // an error here comes back on the first read
	return head
}

// Detach returns the member with another reader, to be used when visit has returned.
func (m *Member) Detach(r io.Reader) *Member {
	d := *m
	d.Reader, d.in = r, nil
	return &d
}

// InArchive reports whether the member has a name of its own inside the input.
func (m *Member) InArchive() bool { return m.inner != "" }

// Notes lists what was odd but not fatal about the layers around the member.
// It is complete once Reader has been read to its end.
func (m *Member) Notes() []string { return m.notes.all() }

// Options bound the work done for one input. The zero value gives the limits
// named with each field; so does a negative one.
type Options struct {
	MaxDepth int // wrappings inside one another; 0 means 3
	// bytes that all layers of one depth may give together; 0 means 200 times the size of the input, but
	// 256 MiB at least and 64 GiB at most
	MaxOutput  int64
	MaxMembers int // members visited or left out, failed ones included; 0 means 100 000
	// bytes of one zip file kept in a temporary file because it arrived on a pipe or inside another
	// container; 0 means 16 GiB
	MaxSpool int64
	TempDir  string // where that file goes; "" means the system's folder for temporary files
}

func (o Options) withDefaults() Options {
	if o.MaxDepth <= 0 {
		o.MaxDepth = 3
	}
	if o.MaxMembers <= 0 {
		o.MaxMembers = 100_000
	}
	if o.MaxSpool <= 0 {
		o.MaxSpool = 16 << 30
	}
	return o
}

// What comes out of an input when Options do not say: dumps that are mostly blanks
// shrink to a hundredth at most, and a file made to fill disks to a thousandth.
const (
	usualRatio  = 200
	leastOutput = 256 << 20
	mostOutput  = 64 << 30
)

// A Result says what Walk went through.
type Result struct {
	Members int    // visited, failed ones included
	Failed  int    // visited with Err set
	In      int64  // bytes taken from the input; for a zip read in place, its size
	Out     int64  // bytes read from members
	Notes   []Note // everything that Member.Notes gave, with the names
	Left    Left   // companions in archives, which were not visited; see IsCompanion
}

// A Note is something odd about a member that did not keep it from being read.
type Note struct {
	Name string // Member.Name, or the name of the archive
	Text string
}

// Walk opens r, known to the user as name, and visits every input inside it
// once, in the order of the container (zip: in the order of names). An input
// that no format claims is visited as itself, with an empty chain.
//
// When r is a regular file or offers ReadAt and Size, formats that need random
// access use it in place, from its present position on; any other reader is
// copied to a bounded temporary file for them.
//
// What is wrong with the input reaches the caller as evidence, not as Walk's
// error: a member that cannot be opened is visited with Err set; one that turns
// out cut short or damaged while it is read, or that is followed by bytes which
// belong to nothing, gives an *Error from its Reader in place of io.EOF. An
// archive that holds bytes which belong to no member is visited itself, with Err
// set, after its members. So io.EOF means that all there is was read. Walk
// itself fails only when visit returns an error, which it passes on, or when
// ctx ends.
func Walk(ctx context.Context, name string, r io.Reader, opt Options, visit func(*Member) error) (Result, error) {
	w := &walker{ctx: ctx, opt: opt.withDefaults(), visit: visit, tell: detectIn}
	err := w.root(name, r)
	return w.res, err
}
