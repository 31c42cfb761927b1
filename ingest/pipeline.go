package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/cespare/xxhash/v2"

	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// unitBytes is how much of the input one worker decodes at a time: large enough
// to keep the hand-over cheap, small enough that a few in flight fit anywhere.
const unitBytes = 1 << 20

// A unit is a run of records that are to be decoded, copied out of the reader.
type unit struct {
	buf  []byte
	recs []unitRecord
	done chan *outcome // takes what the worker made of it
}

type unitRecord struct {
	from, to int // in buf
	no       int64
	start    int64
	span     int64
	rt       *schema.RecordType
	typ, sub uint16
	sid      [4]byte
	at       int64
	timed    bool
}

func (u *unit) add(rec *smf.Record, rt *schema.RecordType) {
	r := unitRecord{from: len(u.buf), no: rec.Pos.Record, start: rec.Start, span: rec.Span, rt: rt, typ: rec.Type, sub: rec.Subtype, sid: rec.SID()}
	r.at, r.timed = rec.Moment()
	u.buf = append(u.buf, rec.Data...)
	r.to = len(u.buf)
	u.recs = append(u.recs, r)
}

// An outcome is what a worker made of a unit.
type outcome struct {
	unit   *unit
	page   *schema.Page
	counts *counts
	issues []issue
	first  error // first record set aside
	site   []siteRow
}

// A scan reads one input: the reader cuts it into units, workers decode them,
// and the caller gets the outcomes in order.
type scan struct {
	in     *smf.Reader
	name   string
	fileID uint32
	cp     *wire.CodePage
	sum    *digest
	prog   *Progress

	queue  chan *unit // in the order of the input
	work   chan *unit
	free   chan *unit
	pages  chan *schema.Page
	site   *site
	counts *counts // of what the reader skipped or set aside
	issues *issues
	end    error // why the reader stopped early: not SMF, ambiguous, unreadable
	first  error // first piece of the input that is no record; for the caller once queue is closed
	strict bool  // the reader stops at first
}

// digest hashes and counts the bytes of an input as they are read.
type digest struct {
	r io.Reader
	h hash.Hash
	n int64
	p *Progress
}

func newDigest(r io.Reader, p *Progress) *digest { return &digest{r: r, h: sha256.New(), p: p} }

func (d *digest) Read(b []byte) (int, error) {
	n, err := d.r.Read(b)
	d.h.Write(b[:n])
	d.n += int64(n)
	d.p.Bytes.Add(int64(n))
	return n, err
}

func (d *digest) sum() string { return hex.EncodeToString(d.h.Sum(nil)) }

func newScan(name string, fileID uint32, r io.Reader, opt *Options, cp *wire.CodePage) *scan {
	s := &scan{
		name: name, fileID: fileID, cp: cp, strict: opt.Strict, prog: opt.Progress, site: newSite(opt.Overlay, cp), sum: newDigest(r, opt.Progress),
		counts: newCounts(), issues: newIssues(),
		queue: make(chan *unit, opt.Jobs), work: make(chan *unit, opt.Jobs), free: make(chan *unit, 2*opt.Jobs+2), pages: make(chan *schema.Page, 2*opt.Jobs+2),
	}
	s.in = smf.NewReader(name, s.sum, opt.SMF)
	return s
}

// run starts the reader and the workers. The caller must drain queue.
func (s *scan) run(ctx context.Context, jobs int) {
	go s.read(ctx)
	for range jobs {
		go s.decode()
	}
}

// read is the serial stage. It closes queue when the input is used up.
func (s *scan) read(ctx context.Context) {
	defer close(s.queue)
	defer close(s.work)
	u := s.unit()
	for ctx.Err() == nil {
		rec, err := s.in.Next()
		if err != nil {
			if s.fault(err) {
				continue
			}
			break
		}
		s.prog.Records.Add(1)
		if rec.Note != "" {
			s.issues.add(issue{record: rec.Pos.Record, start: rec.Start, off: -1, kind: "framing-note", message: rec.Note})
		}
		rt := schema.TypeOf(rec.Type, rec.Subtype)
		if rt == nil || rec.Malformed || !rec.HasSubtype {
			s.skip(rec)
			if !s.site.covers(rec) {
				continue
			}
			rt = nil // counted as skipped; only the overlay reads it
		}
		if len(u.buf)+len(rec.Data) > unitBytes && len(u.recs) > 0 {
			s.send(u)
			u = s.unit()
		}
		u.add(rec, rt)
	}
	if len(u.recs) > 0 {
		s.send(u)
	}
	for _, n := range s.in.Notes() {
		s.issues.add(issue{record: -1, start: n.Start, off: -1, kind: "real-time-connection", message: n.Text})
	}
	if s.end == nil && ctx.Err() != nil {
		s.end = ctx.Err()
	}
}

func (s *scan) unit() *unit {
	select {
	case u := <-s.free:
		u.buf, u.recs = u.buf[:0], u.recs[:0]
		return u
	default:
		return &unit{buf: make([]byte, 0, unitBytes), done: make(chan *outcome, 1)}
	}
}

func (s *scan) send(u *unit) {
	s.queue <- u
	s.work <- u
}

// fault notes what is no record and reports whether reading can go on.
func (s *scan) fault(err error) bool {
	var f *smf.Fault
	if !errors.As(err, &f) {
		if !errors.Is(err, io.EOF) {
			s.end = err
		}
		return false
	}
	s.issues.add(issue{record: -1, start: f.Start, off: -1, kind: f.Kind, message: f.Err.Error()})
	if f.Bytes > 0 {
		c := s.counts.of(countKey{subtype: -1, disposition: setAside, typ: noType})
		c.bytes += f.Bytes
		c.records++
		if s.first == nil {
			s.first = err
		}
	}
	return s.first == nil || !s.strict
}

// noType stands for pieces of input whose record type is not known.
const noType = 0xFFFF

func (s *scan) skip(rec *smf.Record) {
	k := countKey{sid: rec.SID(), typ: rec.Type, subtype: -1, disposition: skipped}
	if rec.HasSubtype {
		k.subtype = int32(rec.Subtype)
	}
	at, timed := rec.Moment()
	s.counts.of(k).add(rec.Span, at, timed)
	if rec.Malformed {
		s.issues.add(issue{record: rec.Pos.Record, start: rec.Start, off: 24, kind: "malformed-header", raw: rec.Data,
			message: "type 126 without a well-formed extended header; the record is counted as type 126"})
	}
}

func head(b []byte) []byte { return append([]byte(nil), b[:min(len(b), rawBytes)]...) }

// decode is a worker. Records and sections are checked here; from then on
// nothing can fail.
func (s *scan) decode() {
	d := schema.NewDecoder(s.cp, smf.Splits)
	var loc smf.Located
	for u := range s.work {
		o := &outcome{unit: u, counts: newCounts()}
		for i := range u.recs {
			s.decodeRecord(d, &loc, u, &u.recs[i], o)
		}
		var reuse *schema.Page
		select {
		case reuse = <-s.pages:
		default:
		}
		o.page = d.Page(reuse)
		for _, is := range o.page.Issues {
			o.issues = append(o.issues, issue{
				record: int64(is.Record), start: int64(is.Start), off: -1, structure: is.Structure, field: is.Field, kind: is.Kind, message: is.Message, raw: head(is.Raw),
			})
		}
		u.done <- o
	}
}

func (s *scan) decodeRecord(d *schema.Decoder, loc *smf.Located, u *unit, r *unitRecord, o *outcome) {
	data := u.buf[r.from:r.to]
	rec := smf.Record{Pos: wire.Pos{File: s.name, Record: r.no, Start: r.start}, Data: data}
	if r.rt == nil {
		o.site = s.site.unknown(o.site, &rec, r.typ, r.sub)
		return
	}
	k := countKey{sid: r.sid, typ: r.typ, subtype: int32(r.sub), disposition: decoded}
	if err := smf.Locate(&rec, r.rt, loc); err != nil {
		k.disposition = setAside
		o.setAside(err, data)
		o.counts.of(k).add(r.span, r.at, r.timed)
		return
	}
	o.counts.of(k).add(r.span, r.at, r.timed)
	key := schema.Key{File: s.fileID, Record: uint64(r.no), Start: uint64(r.start), Hash: xxhash.Sum64(data[4:])}
	for _, x := range loc.Others {
		d.AddOther(key, x.Locator, x.Name, x.Data)
		o.issues = append(o.issues, issue{record: r.no, start: r.start, off: -1, structure: x.Name, kind: "other-section",
			message: fmt.Sprintf("triplet %d: a further or unknown section of %d bytes is kept as hex in record_section", x.Locator, len(x.Data))})
	}
	for _, x := range loc.Oddities {
		o.issues = append(o.issues, issue{record: r.no, start: r.start, off: int64(x.Off), kind: x.Kind, message: x.Message, raw: head(data)})
	}
	o.site = s.site.record(o.site, &rec, r.rt, loc, r.typ, r.sub)
	d.Add(r.rt, key, loc.Sections)
}

// setAside notes a record that cannot be read.
func (o *outcome) setAside(err error, data []byte) {
	if o.first == nil {
		o.first = err
	}
	i := issue{record: -1, start: -1, off: -1, kind: "set-aside", message: err.Error(), raw: head(data)}
	var w *wire.Error
	if errors.As(err, &w) {
		i.record, i.start, i.off, i.structure, i.message = w.Pos.Record, w.Start, int64(w.Off), w.Struct, w.Err.Error()
	}
	o.issues = append(o.issues, i)
}

// recycle gives back the memory of an outcome that has been used up.
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
