package container

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/reports/outfile"
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
	// bytes of the container that are this part's and were not used; nil: all that follows in the
	// source
	left func() int64
	mod  time.Time
	err  *Error // why this part cannot be opened
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

// offset returns the number of bytes of the source that a decoder has consumed.
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

// noteEndless remarks that a format cannot show that it was cut.
func (in *source) noteEndless(format string) {
	in.note("%s: the format has neither an end mark nor a checksum; "+
		"whether the file is whole only shows in what is inside", format)
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
	tell  func(head []byte) *Format // detectIn; the formats that use it are in the list that it goes through
	res   Result
	out   []int64     // bytes given by the layers of each depth
	from  *rootReader // the input
}

func (w *walker) root(name string, r io.Reader) error {
	root := &rootReader{ctx: w.ctx, name: name, r: r, size: -1}
	root.written, _ = writtenAt(r)
	in := w.source(name, root, nil)
	defer w.release(in)
	w.from = root
	if in.at, in.size = randomAccess(r); in.at != nil {
		root.size = in.size
	}
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
			"%s inside %d other containers; at most %d are opened", f.Name, len(in.chain), w.opt.MaxDepth), in.left)
	}
	if f.endless {
		in.noteEndless(f.Name)
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
	if e.Path == "" && e.ID != IDRest {
		e.Head = start
	}
	in.chain = append(slices.Clone(in.chain), Layer{Format: f.Name})
	return w.fail(in, e, in.left)
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

// holdsNothing returns the fault of an archive in which nothing was visited.
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

func (w *walker) fail(in *source, e *Error, left func() int64) error {
	w.res.Failed++
	return w.show(in.member(nil, e.place(in.name, in.chain, left)))
}

func (in *source) member(r io.Reader, e *Error) *Member {
	return &Member{Name: in.name, Chain: in.chain, Reader: r, ModTime: in.mod, Err: e, inner: in.inner, notes: in.notes,
		in: in}
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
	lr := &layerReader{w: w, r: p.r, depth: len(outer.chain), outer: outer, taken: p.taken, left: p.left}
	if lr.left == nil {
		lr.left = outer.left
	}
	in := w.source(outer.name, lr, append(slices.Clone(outer.chain), p.layer))
	defer w.release(in)
	lr.self = in
	in.inherit(outer, p)
	if p.err != nil {
		return w.fail(in, p.err, lr.left)
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
	name := shownName(p.name)
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
	left  func() int64
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
	most := l.w.maxOutput()
	left := max(0, most-l.w.out[l.depth])
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
		err = fault(IDLimit, l.outer.offset(), tryRaiseLimit, moreThan, most)
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

const moreThan = "more than %d bytes come out of this input"

// maxOutput returns how much the layers of one depth may give. Of a stream, whose size
// nobody knows, that grows with what was read of it.
func (w *walker) maxOutput() int64 {
	if w.opt.MaxOutput > 0 {
		return w.opt.MaxOutput
	}
	size := max(w.from.size, w.from.n)
	return min(mostOutput, max(leastOutput, usualRatio*min(size, mostOutput)))
}

// claims refuses an archive whose table of contents promises more than may come out;
// sizes are those of its members. What comes out is counted all the same.
func (in *source) claims(sizes iter.Seq[uint64]) error {
	total, most := uint64(0), uint64(in.w.maxOutput())
	for n := range sizes {
		if n > most || total > most {
			total = max(total, n)
			break
		}
		total += n
	}
	if total <= most {
		return nil
	}
	return fault(IDLimit, -1, tryRaiseLimit, moreThan+" by its table of contents", most)
}

func (l *layerReader) ratio() {
	if l.told || l.n < ratioFloor || l.taken == nil {
		return
	}
	if in := l.taken(); l.n/maxRatio > in {
		l.told = true
		l.self.note("%s: expands more than %d to 1; check that this is the file that was meant", l.self.chain[l.depth].Format,
			maxRatio)
	}
}

func (l *layerReader) explain(err error) error {
	var s stop
	if errors.As(err, &s) {
		return s
	}
	return asError(err, l.outer.offset()).place(l.self.name, l.self.chain, l.left)
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
	n    int64 // read so far
	size int64 // of the file when it was opened, from where reading began; -1 when there is none

	written time.Time // when the file was last written to, as it was opened; zero where that is not known
	waiting *waiting  // reads what is no file; nil until it is read
}

func (r *rootReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, stop{err}
	}
	n, err := r.read(p)
	r.n += int64(n)
	switch {
	case err == nil && r.size >= 0 && r.n > r.size: // a file that grows faster than it is read has no end
		n -= int(r.n - r.size)
		err = r.end()
	case err == nil:
	case r.ctx.Err() != nil:
		err = stop{r.ctx.Err()}
	case err == io.EOF:
		err = r.end()
	default:
		err = r.fault(r.size-r.n, "", "cannot read: "+err.Error(), err)
	}
	return n, err
}

// read reads a file, or what may keep its reader waiting, such as a pipe, until the context ends.
func (r *rootReader) read(p []byte) (int, error) {
	if r.size >= 0 {
		return r.r.Read(p)
	}
	if r.waiting == nil {
		r.waiting = &waiting{r: r.r, b: make([]byte, bufferSize), done: make(chan outcome, 1)}
	}
	return r.waiting.read(r.ctx, p)
}

// A waiting reads in the background, because no signal ends a read of a pipe.
type waiting struct {
	r    io.Reader
	b    []byte // its own, because a read that was given up may still end
	done chan outcome
}

type outcome struct {
	n   int
	err error
}

func (w *waiting) read(ctx context.Context, p []byte) (int, error) {
	b := w.b[:min(len(p), len(w.b))]
	go func() {
		n, err := w.r.Read(b)
		w.done <- outcome{n, err}
	}()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case o := <-w.done:
		return copy(p, b[:o.n]), o.err
	}
}

func (r *rootReader) fault(left int64, try, found string, cause error) *Error {
	return &Error{ID: IDRead, Path: r.name, Offset: r.n, Left: max(left, 1), Found: found, Try: try, Err: cause}
}

// end returns io.EOF unless the file did not keep its size while it was read.
func (r *rootReader) end() error {
	if r.size < 0 {
		return io.EOF
	}
	const try = "wait until the file is complete and read it again"
	_, now := randomAccess(r.r)
	now += r.n
	r.n = min(r.n, r.size)
	if now != r.size || r.n != r.size {
		return r.fault(now-r.n, try, fmt.Sprintf("the file changed while it was read: %s when it was opened, %d now",
			english.Plural(int(r.size), "byte", ""), now), nil)
	}
	if written, ok := writtenAt(r.r); ok && !written.Equal(r.written) {
		return r.fault(1, try, "the file changed while it was read: it was written to", nil)
	}
	return io.EOF
}

// writtenAt returns when a file was last written to.
func writtenAt(r io.Reader) (at time.Time, ok bool) {
	f, ok := r.(interface{ Stat() (fs.FileInfo, error) })
	if !ok {
		return at, false
	}
	st, err := f.Stat()
	if err != nil {
		return at, false
	}
	return st.ModTime(), true
}

// randomAccess returns r from its present position to its end as a ReaderAt,
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

// maxLeft bounds how much of a layer inside another one is expanded only to say how
// much of it was not read: a hostile file expands to what it likes.
const maxLeft = 256 << 20

// left returns how many bytes of the source are not read, and for a source without
// random access reads them. It is at least 1: when the source itself ends where a
// decoder needs more, or when a checksum does not agree, a byte is missing or wrong.
func (in *source) left() int64 {
	if in.at != nil {
		return max(1, in.size-in.offset())
	}
	limit := int64(maxLeft)
	if len(in.chain) == 0 {
		limit = math.MaxInt64
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(in.br, limit)) // how far it can be read is the answer
	return max(1, n)
}

// end reads what follows the end of a layer's data: ahead, which the layer has read
// already, and the rest of the source. The error is io.EOF when that is padding, or
// no more than allow bytes that do not look like a second input; else it says what
// was found and left.
func (in *source) end(ahead []byte, allow int64) error {
	start := in.offset() - int64(len(ahead))
	var rest remainder
	_, _ = rest.Write(ahead) // never fails
	if _, err := io.Copy(&rest, in.br); err != nil {
		return err
	}
	second := in.w.tell(rest.head)
	if rest.n == 0 || second == nil && rest.n+rest.padding <= allow {
		return io.EOF
	}
	e := fault(IDRest, start+rest.padding, trySplit, "%s after the end of the data were not read",
		english.Plural(int(rest.n), "byte", ""))
	if second != nil {
		e.Found += "; they look like a further input, " + second.Name
	}
	e.Left = rest.n
	return e
}

// remainder measures bytes that nothing reads: padding in front, what follows it.
type remainder struct {
	padding int64
	n       int64
	head    []byte // the first bytes of n
}

func (r *remainder) Write(p []byte) (int, error) {
	all := len(p)
	if r.n == 0 {
		pad := leadingPadding(p)
		r.padding += int64(pad)
		p = p[pad:]
	}
	r.n += int64(len(p))
	r.head = append(r.head, p[:min(len(p), headSize-len(r.head))]...)
	return all, nil
}

// leadingPadding counts the zeros and EBCDIC blanks in front.
func leadingPadding(p []byte) int {
	for i, b := range p {
		if b != 0 && b != 0x40 {
			return i
		}
	}
	return len(p)
}

// skipPadding moves past zeros and EBCDIC blanks and returns the next n bytes, or
// fewer at the end of the source.
func (in *source) skipPadding(n int) ([]byte, error) {
	for {
		head, err := in.br.Peek(n)
		pad := leadingPadding(head)
		if pad == 0 {
			return head, err
		}
		_, _ = in.br.Discard(pad) // Peek has shown that they are there
	}
}

// randomly returns the source with random access: in place when it can be, else
// through a temporary file that done removes.
func (in *source) randomly() (at io.ReaderAt, size int64, done func(), err error) {
	if in.at != nil {
		in.w.res.In = max(in.w.res.In, in.size)
		return in.at, in.size, func() {}, nil
	}
	f, err := outfile.Spool(in.w.opt.TempDir)
	if err != nil {
		return nil, 0, nil, &Error{ID: IDRead, Offset: -1, Err: err,
			Found: "no temporary file: " + err.Error(),
			Try:   "set TMPDIR to a folder that you may write into, or give the file by name, not through a pipe"}
	}
	done = func() { _ = f.Close() } // nothing was promised about its content
	size, err = io.Copy(f, io.LimitReader(in.br, in.w.opt.MaxSpool+1))
	if err == nil && size > in.w.opt.MaxSpool {
		err = fault(IDLimit, size, "give the file by name instead of through a pipe or another container",
			"more than %s would have to be kept in a temporary file", english.Plural(int(in.w.opt.MaxSpool), "byte", ""))
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
