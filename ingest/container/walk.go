package container

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"
)

// bufferSize is what each layer reads ahead: enough that the cost of a read call
// does not show, and that two headers of a tape image with 64 KiB between them, the
// most that a chunk can hold, are in sight together.
const bufferSize = 66 << 10

// A part is what an opener finds in a container.
type part struct {
	name  string       // within the archive; "" for a layer that holds one nameless stream
	layer Layer        // the container, with what it says about this part
	r     io.Reader    // content; nil when err is set
	taken func() int64 // bytes of the container used so far for this part; nil when not known
	mod   time.Time
	err   *Error // why this part cannot be opened
}

// A source is one input on its way to being recognised.
type source struct {
	w     *walker
	name  string
	inner string // name without the root's
	chain []Layer
	mod   time.Time
	notes *notes
	raw   *counter
	br    *bufio.Reader // over raw
	at    io.ReaderAt   // the same bytes with random access; nil when there is none
	size  int64         // of at
	told  bool          // the present part's reader has reported a fault of the container
}

// offset is the number of bytes of the source that a decoder has consumed.
func (in *source) offset() int64 { return in.raw.n - int64(in.br.Buffered()) }

// head looks at the first bytes without consuming them.
func (in *source) head() []byte {
	head, _ := in.br.Peek(headSize) // an error here comes back on the first read
	return head
}

// ahead looks at as much as is buffered at most.
func (in *source) ahead() []byte {
	ahead, _ := in.br.Peek(bufferSize) // as in head
	return ahead
}

// tail looks at the last bytes, where that can be done.
func (in *source) tail() []byte {
	if in.at == nil {
		return nil
	}
	tail := make([]byte, min(tailSize, in.size))
	if _, err := in.at.ReadAt(tail, in.size-int64(len(tail))); err != nil && err != io.EOF {
		return nil // it comes back when the input is read
	}
	return tail
}

func (in *source) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if in.notes.add(text) {
		in.w.res.Notes = append(in.w.res.Notes, Note{in.name, text})
	}
}

// notes collects remarks about one member. A layer repeats a remark at will;
// it is kept once, and a hostile file cannot make more than maxNotes.
type notes struct{ list []string }

const maxNotes = 50

func (n *notes) add(text string) bool {
	if len(n.list) >= maxNotes || slices.Contains(n.list, text) {
		return false
	}
	n.list = append(n.list, text)
	return true
}

func (n *notes) all() []string {
	if n == nil {
		return nil
	}
	return slices.Clone(n.list)
}

type walker struct {
	ctx   context.Context
	opt   Options
	visit func(*Member) error
	res   Result
	out   []int64 // bytes given by the layers of each depth
}

func (w *walker) root(name string, r io.Reader) error {
	in := w.source(name, &rootReader{ctx: w.ctx, name: name, r: r}, nil)
	defer w.release(in)
	in.at, in.size = randomAccess(r)
	err := w.open(in)
	w.res.In = max(w.res.In, in.raw.n)
	var s stop
	if errors.As(err, &s) {
		return s.err
	}
	return err
}

var buffers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, bufferSize) }}

func (w *walker) source(name string, r io.Reader, chain []Layer) *source {
	in := &source{w: w, name: name, chain: chain, notes: &notes{}, raw: &counter{r: r}}
	in.br = buffers.Get().(*bufio.Reader)
	in.br.Reset(in.raw)
	return in
}

func (w *walker) release(in *source) {
	in.br.Reset(nil)
	buffers.Put(in.br)
}

// open recognises one source and either visits it or opens it. Only a stop
// comes back: everything else has been reported through visit.
func (w *walker) open(in *source) error {
	f := in.detect()
	if f == nil {
		return w.leaf(in)
	}
	if len(in.chain) >= w.opt.MaxDepth {
		return w.fail(in, fault(IDDepth, -1, tryUnpackFirst,
			"%s inside %d other containers; at most %d are opened", f.Name, len(in.chain), w.opt.MaxDepth))
	}
	head := in.head()
	start := slices.Clone(head[:min(16, len(head))])
	back := in.mark(f)
	before := w.res
	parts := 0
	err := f.open(in, func(p part) error { parts++; return w.part(in, p) })
	if in.told {
		err = onlyStop(err)
	}
	if err == nil && w.res.Members == before.Members {
		err = holdsNothing(w.res.Left.Total - before.Left.Total)
	}
	var s stop
	if err == nil || errors.As(err, &s) {
		return err
	}
	e := asError(err, in.offset())
	if parts == 0 && e.doubtsFormat() && back() {
		in.note("begins like %s, but cannot be opened as that: %s", f.Name, e.Found)
		return w.leaf(in)
	}
	if e.Path == "" {
		e.Head = start
	}
	in.chain = append(slices.Clone(in.chain), Layer{Format: f.Name})
	return w.fail(in, e)
}

// mark returns what takes the source back to its beginning, so that it can be read
// as it is: a format without a magic number may have been a wrong guess. It reports
// false when the format was none, or when too much has been read.
func (in *source) mark(f *Format) (back func() bool) {
	if f.sure == nil {
		return func() bool { return false }
	}
	kept, start := slices.Clone(in.ahead()), in.offset()
	return func() bool {
		n := in.offset() - start
		if n > int64(len(kept)) {
			return false
		}
		rest := in.br
		in.raw = &counter{r: io.MultiReader(bytes.NewReader(kept[:n]), rest), n: start}
		in.br = bufio.NewReaderSize(in.raw, bufferSize)
		return true
	}
}

// holdsNothing is the fault of an archive in which nothing was visited.
func holdsNothing(left int64) *Error {
	if left == 0 {
		return fault(IDEmpty, -1, "check that this is the right file", "holds no files")
	}
	return fault(IDEmpty, -1, "check that this is the right file", "holds no files but %d of the desktop's own", left)
}

// onlyStop drops a fault that a member's reader has given already: a stream
// that broke inside a member cannot be read on behind it either.
func onlyStop(err error) error {
	var s stop
	if errors.As(err, &s) {
		return err
	}
	return nil
}

func (w *walker) leaf(in *source) error {
	out := &counter{r: in.br}
	err := w.show(in.member(out, nil))
	w.res.Out += out.n
	return err
}

func (w *walker) fail(in *source, e *Error) error {
	w.res.Failed++
	return w.show(in.member(nil, e.place(in.name, in.chain)))
}

func (in *source) member(r io.Reader, e *Error) *Member {
	return &Member{Name: in.name, Chain: in.chain, Reader: r, ModTime: in.mod, Err: e, inner: in.inner, notes: in.notes, in: in}
}

func (w *walker) show(m *Member) error {
	if err := w.ctx.Err(); err != nil {
		return stop{err}
	}
	w.res.Members++
	err := w.visit(m)
	var s stop
	if err == nil || errors.As(err, &s) {
		return err
	}
	return stop{err}
}

// part takes one layer off: what an opener found becomes a source of its own.
func (w *walker) part(outer *source, p part) error {
	outer.told = false
	if int64(w.res.Members)+w.res.Left.Total >= int64(w.opt.MaxMembers) {
		return fault(IDLimit, -1, tryUnpackFirst, "more than %d members", w.opt.MaxMembers)
	}
	lr := &layerReader{w: w, r: p.r, depth: len(outer.chain), outer: outer, taken: p.taken}
	in := w.source(outer.name, lr, append(slices.Clone(outer.chain), p.layer))
	defer w.release(in)
	lr.self = in
	in.inherit(outer, p)
	if p.err != nil {
		return w.fail(in, p.err)
	}
	if p.name != "" && IsCompanion(p.name, in.head()) {
		w.res.Left.Add(in.name)
		return nil
	}
	err := w.open(in)
	outer.told = lr.err != nil && lr.err != io.EOF
	return err
}

// inherit names the source after the archive's member, or, when the layer has
// no names, after what it was taken from.
func (in *source) inherit(outer *source, p part) {
	in.inner, in.mod = outer.inner, p.mod
	if p.name == "" {
		in.notes = outer.notes
		if in.mod.IsZero() {
			in.mod = outer.mod
		}
		return
	}
	name := cleanName(p.name)
	in.name += "!" + name
	if in.inner != "" {
		in.inner += "!"
	}
	in.inner += name
}

// layerReader is the output of one layer: it counts, keeps the limits, and
// says where a fault happened.
type layerReader struct {
	w     *walker
	r     io.Reader
	depth int
	outer *source // the container
	self  *source // what is inside
	taken func() int64
	n     int64
	told  bool
	err   error
}

// A ratio above maxRatio is worth a remark once ratioFloor bytes came out;
// below that, a small file of blanks would be remarked upon.
const (
	maxRatio   = 1000
	ratioFloor = 16 << 20
)

func (l *layerReader) Read(p []byte) (int, error) {
	if l.err != nil {
		return 0, l.err
	}
	for len(l.w.out) <= l.depth {
		l.w.out = append(l.w.out, 0)
	}
	left := l.w.opt.MaxOutput - l.w.out[l.depth]
	if err := l.w.ctx.Err(); err != nil {
		l.err = stop{err}
		return 0, l.err
	}
	// One byte more than is allowed is asked for, so that an input of exactly
	// the limit ends as it should.
	if int64(len(p))-1 > left {
		p = p[:left+1]
	}
	n, err := l.r.Read(p)
	if int64(n) > left {
		n = int(left)
		err = fault(IDLimit, l.outer.offset(), tryRaiseLimit, "more than %d bytes come out of this input", l.w.opt.MaxOutput)
	}
	l.n += int64(n)
	l.w.out[l.depth] += int64(n)
	l.ratio()
	if err != nil && err != io.EOF {
		err = l.explain(err)
	}
	l.err = err
	return n, err
}

func (l *layerReader) ratio() {
	if l.told || l.n < ratioFloor || l.taken == nil {
		return
	}
	if in := l.taken(); l.n/maxRatio > in {
		l.told = true
		l.self.note("%s: expands more than %d to 1; check that this is the file that was meant", l.self.chain[l.depth].Format, maxRatio)
	}
}

func (l *layerReader) explain(err error) error {
	var s stop
	if errors.As(err, &s) {
		return s
	}
	return asError(err, l.outer.offset()).place(l.self.name, l.self.chain)
}

// counter counts what passes.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// rootReader stops with the context and marks the faults of the device.
type rootReader struct {
	ctx  context.Context
	name string
	r    io.Reader
}

func (r *rootReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, stop{err}
	}
	n, err := r.r.Read(p)
	if err != nil && err != io.EOF {
		err = &Error{ID: IDRead, Path: r.name, Offset: -1, Found: "cannot read: " + err.Error(), Err: err}
	}
	return n, err
}

// randomAccess gives r from its present position to its end as a ReaderAt,
// when r is something that has an end and can be read anywhere.
func randomAccess(r io.Reader) (io.ReaderAt, int64) {
	at, ok := r.(io.ReaderAt)
	if !ok {
		return nil, 0
	}
	var size int64
	switch f := r.(type) {
	case interface{ Stat() (fs.FileInfo, error) }:
		info, err := f.Stat()
		if err != nil || !info.Mode().IsRegular() {
			return nil, 0
		}
		size = info.Size()
	case interface{ Size() int64 }:
		size = f.Size()
	default:
		return nil, 0
	}
	var start int64
	if s, ok := r.(io.Seeker); ok {
		pos, err := s.Seek(0, io.SeekCurrent)
		if err != nil || pos > size {
			return nil, 0
		}
		start = pos
	}
	return io.NewSectionReader(at, start, size-start), size - start
}

// randomly gives the source with random access: in place when it can be, else
// through a temporary file that done removes.
func (in *source) randomly() (at io.ReaderAt, size int64, done func(), err error) {
	if in.at != nil {
		in.w.res.In = max(in.w.res.In, in.size)
		return in.at, in.size, func() {}, nil
	}
	f, err := os.CreateTemp(in.w.opt.TempDir, "zertify-*.spool")
	if err != nil {
		return nil, 0, nil, &Error{ID: IDRead, Offset: -1, Err: err,
			Found: "no temporary file: " + err.Error(), Try: "give the file by name instead of through a pipe"}
	}
	done = func() {
		_ = f.Close() // nothing was promised about its content
		_ = os.Remove(f.Name())
	}
	size, err = io.Copy(f, io.LimitReader(in.br, in.w.opt.MaxSpool+1))
	if err == nil && size > in.w.opt.MaxSpool {
		err = fault(IDLimit, size, "give the file by name instead of through a pipe or another container",
			"more than %d bytes would have to be kept in a temporary file", in.w.opt.MaxSpool)
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		err = &Error{ID: IDRead, Offset: -1, Err: err, Found: "cannot fill the temporary file: " + err.Error(),
			Try: "make room, or give the file by name instead of through a pipe"}
	}
	if err != nil {
		done()
		return nil, 0, nil, err
	}
	return f, size, done, nil
}
