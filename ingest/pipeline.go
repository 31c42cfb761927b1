package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"slices"
	"time"

	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// unitBytes is how much of the input one worker decodes at a time: large enough
// to keep the hand-over cheap, small enough that a few in flight fit anywhere.
const unitBytes = 4 << 20

// unitEntries bounds the entries of texts in a unit: taken apart, each is ten times as large.
const unitEntries = 4 << 10

// A unit is a run of records that are to be decoded, copied out of the reader.
type unit struct {
	buf  []byte
	recs []unitRecord

	parts    []message.Record // of the messages among recs
	sections []message.Section

	done chan *outcome // takes what the worker made of it
}

// A unitRecord is an item whose bytes are in its unit.
type unitRecord struct{ item }

// isFull reports whether an item belongs to the next unit.
func (u *unit) isFull(it *item) bool {
	return len(u.buf)+len(it.data) > unitBytes && len(u.recs) > 0 || it.text != nil && len(u.recs) >= unitEntries
}

func (u *unit) add(it *item) {
	r, from := unitRecord{item: *it}, len(u.buf)
	u.buf = append(u.buf, it.data...)
	r.data = u.buf[from:len(u.buf):len(u.buf)]
	if it.msg != nil {
		r.msg = u.keep(it.msg, r.data)
	}
	if it.text != nil {
		r.text = keepText(it.text, r.data)
	}
	u.recs = append(u.recs, r)
}

// An outcome is what a worker made of a unit.
type outcome struct {
	unit   *unit
	page   *schema.Page
	counts *counts
	issues []issue
	first  error // first record rejected
	site   []siteRow
}

// A scan reads one input: the reader cuts it into units, workers decode them,
// and the caller gets the outcomes in order.
type scan struct {
	src    source
	fileID uint32
	cp     *wire.CodePage
	sum    *digest
	prog   *Progress

	keep   func(no int64) bool // whether a record is to be decoded; nil for all
	send   func(*unit)         // hands a full unit to what decodes it
	queue  chan *unit          // in the order of the input
	work   chan *unit
	free   chan *unit
	pages  chan *schema.Page
	counts *counts // of what the reader skipped or rejected
	issues *issues
	end    error         // why the reader stopped early: not SMF, ambiguous, unreadable
	first  error         // first piece of the input that is not a record; for the caller once queue is closed
	last   *stream.Fault // last piece of the input that is not a record
	strict bool          // the reader stops at first
	turns  turns
}

// digest hashes and counts the bytes of an input as they are read.
type digest struct {
	r   io.Reader
	h   hash.Hash
	n   int64
	p   *Progress
	end error // why there is no more; io.EOF at the end of the input
	err error // end, unless it is that of the input
}

func newDigest(r io.Reader, p *Progress) *digest { return &digest{r: r, h: sha256.New(), p: p} }

func (d *digest) Read(b []byte) (int, error) {
	if d.end != nil {
		return 0, d.end
	}
	n, err := d.r.Read(b)
	d.h.Write(b[:n])
	d.n += int64(n)
	d.p.Bytes.Add(int64(n))
	d.end = err
	if err != nil && !errors.Is(err, io.EOF) {
		d.err = err
	}
	return n, err
}

func (d *digest) sum() string { return hex.EncodeToString(d.h.Sum(nil)) }

// newScan makes the scan of an input: in gives its bytes, some of which may have been
// read already through sum.
func newScan(name string, fileID uint32, in io.Reader, sum *digest, opt *Options, cp *wire.CodePage,
	captured time.Time) *scan {
	return &scan{fileID: fileID, cp: cp, strict: opt.Strict, prog: opt.Progress, sum: sum, counts: newCounts(),
		issues: newIssues(), src: openSource(name, in, opt, captured, cp)}
}

// run starts the reader and the workers. The caller must drain queue.
func (s *scan) run(ctx context.Context, jobs int) {
	s.queue, s.work = make(chan *unit, jobs), make(chan *unit, jobs)
	s.free, s.pages = make(chan *unit, 2*jobs+2), make(chan *schema.Page, 2*jobs+2)
	s.send = s.queueUp
	go func() {
		defer close(s.queue)
		defer close(s.work)
		s.turns.take()
		defer s.turns.end()
		s.read(ctx)
	}()
	for range jobs {
		go s.decode()
	}
}

// all reads and decodes an input by itself, for inputs that are too small to share the
// work among goroutines.
func (s *scan) all(ctx context.Context, d *schema.Decoder) []*outcome {
	var out []*outcome
	w := s.src.worker(s.fileID, d)
	s.send = func(u *unit) { out = append(out, s.decodeUnit(w, d, u)) }
	s.read(ctx)
	return out
}

// read is the serial stage.
func (s *scan) read(ctx context.Context) {
	u := s.unit()
	for ctx.Err() == nil {
		it, err := s.src.next()
		if err != nil {
			if s.fault(err) {
				continue
			}
			break
		}
		s.prog.Records.Add(1)
		for _, i := range it.odd {
			s.issues.add(i)
		}
		if it.rt == nil {
			s.skip(it)
			if !it.sited {
				continue
			}
		}
		if s.keep != nil && !s.keep(it.no) {
			continue
		}
		if u.isFull(it) {
			s.send(u)
			u = s.unit()
		}
		u.add(it)
	}
	if len(u.recs) > 0 {
		s.send(u)
	}
	for _, i := range s.src.notes() {
		s.issues.add(i)
	}
	if cut := s.src.cut(); cut != nil && s.first == nil {
		s.first = errors.New(cut.Why)
	}
	if s.end == nil && ctx.Err() != nil {
		s.end = ctx.Err()
	}
}

func (s *scan) unit() *unit {
	select {
	case u := <-s.free:
		u.buf, u.recs, u.parts, u.sections = u.buf[:0], u.recs[:0], u.parts[:0], u.sections[:0]
		return u
	default:
		return &unit{done: make(chan *outcome, 1)} // buf grows: most inputs are far smaller than a unit
	}
}

// queueUp hands a unit to the workers.
func (s *scan) queueUp(u *unit) {
	s.turns.end()
	s.queue <- u
	s.work <- u
	s.turns.take()
}

// fault notes what is not a record and reports whether reading can go on.
func (s *scan) fault(err error) bool {
	var f *stream.Fault
	if !errors.As(err, &f) {
		if !errors.Is(err, io.EOF) {
			s.end = err
		}
		return false
	}
	s.issues.add(issue{record: -1, start: f.Start, off: -1, kind: f.Kind, message: f.Err.Error()})
	s.last = f
	if f.Bytes > 0 {
		c := s.counts.of(countKey{subtype: -1, disposition: rejected, typ: noType})
		c.bytes += f.Bytes
		c.records++
	}
	if s.first == nil && (f.Bytes > 0 || f.Fatal) {
		s.first = f.Err
	}
	return s.first == nil || !s.strict
}

// stop says why the input was not read to its end; nil when it was. A piece that is
// no record and reaches to the end stops the reading as well as one that is cut off
// there: nobody knows what would have followed.
func (s *scan) stop() *Stop {
	switch f := s.last; {
	case s.sum.err != nil:
		return stopOf(s.sum.err, s.sum.n)
	case s.end != nil:
		return &Stop{At: -1, Why: s.end.Error()}
	case f != nil && (f.Fatal || f.Bytes > 0 && f.Start+f.Bytes >= s.sum.n):
		return &Stop{At: f.Start, Why: f.Err.Error()}
	}
	return s.src.cut()
}

// noType stands for pieces of input whose record type is not known.
const noType = 0xFFFF

func (s *scan) skip(it *item) {
	k := it.key
	k.disposition = cmp.Or(it.fate, skipped)
	c := s.counts.of(k)
	c.add(it.span, it.at, it.timed)
	c.records += max(it.lines, 1) - 1
	if it.fate == rejected && s.first == nil {
		s.first = errLines
	}
}

// errLines is why a strict run stops at lines of a text.
var errLines = errors.New("lines of a text could not be read; table input_issue of a run that is not strict says which")

func head(b []byte) []byte { return append([]byte(nil), b[:min(len(b), rawBytes)]...) }

// decode is one worker's part.
func (s *scan) decode() {
	d := schema.NewDecoder(s.cp, smf.Splits)
	w := s.src.worker(s.fileID, d)
	for u := range s.work {
		s.turns.take()
		o := s.decodeUnit(w, d, u)
		s.turns.end()
		u.done <- o
	}
}

func (s *scan) decodeUnit(w worker, d *schema.Decoder, u *unit) *outcome {
	o := &outcome{unit: u, counts: newCounts()}
	for i := range u.recs {
		w.decode(&u.recs[i], o)
	}
	var reuse *schema.Page
	select {
	case reuse = <-s.pages:
	default:
	}
	o.page = d.Page(reuse)
	w.reset()
	for i := range o.page.Issues {
		o.issues = append(o.issues, u.valueIssue(&o.page.Issues[i]))
	}
	return o
}

// valueIssue makes a row of what the decoder noticed about a value in one of the
// unit's records.
func (u *unit) valueIssue(is *schema.Issue) issue {
	off := int64(-1)
	i, ok := slices.BinarySearchFunc(u.recs, int64(is.Record),
		func(r unitRecord, no int64) int { return cmp.Compare(r.no, no) })
	if ok {
		if at := offsetOf(u.recs[i].data, is.Raw); at >= 0 {
			off = int64(at + is.Off)
		}
	}
	return issue{
		record: int64(is.Record), start: int64(is.Start), off: off, structure: is.Structure, field: is.Field, kind: is.Kind,
		message: is.Message, raw: head(is.Raw), content: is.Content,
	}
}

// offsetOf reports where part, a slice of data, begins in it; -1 when it is a slice
// of something else.
func offsetOf(data, part []byte) int {
	at := cap(data) - cap(part)
	if len(part) == 0 || at < 0 || at >= len(data) || &data[at] != &part[0] {
		return -1
	}
	return at
}

// rejected notes a record that cannot be read.
func (o *outcome) rejected(err error, data []byte) {
	if o.first == nil {
		o.first = err
	}
	i := issue{record: -1, start: -1, off: -1, kind: "rejected", message: err.Error(), raw: head(data)}
	if errors.Is(err, wire.ErrOverlap) {
		i.kind = disputed
	}
	var w *wire.Error
	if errors.As(err, &w) {
		i.record, i.start, i.off, i.structure, i.field,
			i.message = w.Pos.Record, w.Start, int64(w.Off), w.Struct, w.Field, w.Err.Error()
		i.why = reasonOf(w)
	}
	o.issues = append(o.issues, i)
}

// recycle returns the memory of an outcome that has been used up.
func (s *scan) recycle(o *outcome) {
	o.page.Reset()
	select {
	case s.pages <- o.page:
	default:
	}
	select {
	case s.free <- o.unit:
	default:
	}
}
