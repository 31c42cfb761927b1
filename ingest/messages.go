package ingest

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
)

// messages reads the messages of a captured NMI stream.
type messages struct {
	in       *nmsec.Reader
	captured uint32 // seconds since 1970; 0 when not known
	site     *site
	item     item
	tallied  marks // of structures
}

func newMessages(name string, in io.Reader, opt nmsec.Options, captured time.Time, site *site) *messages {
	m := &messages{in: nmsec.NewReader(name, in, opt), site: site}
	if s := captured.Unix(); s > 0 && s <= math.MaxUint32 {
		m.captured = uint32(s)
	}
	return m
}

func (m *messages) form() string       { return layout.NMsec }
func (m *messages) skipped() int64     { return 0 }
func (m *messages) marks() marks       { return m.tallied }
func (m *messages) cut() *Stop         { return nil }
func (m *messages) doubt() nmsec.Doubt { return m.in.Doubt() }

func (m *messages) notes() []issue {
	return m.tallied.note("tunnels, stacks and interfaces carry its mark in their reserved bytes")
}

// Carved stands for the framing of a capture of which only the structures were found.
const Carved = "carved"

func (m *messages) framing() (name, basis string) {
	f, basis := m.in.Framing()
	if f == nil {
		return Carved, basis
	}
	return f.Name, basis
}

func (m *messages) next() (*item, error) {
	msg, err := m.in.Next()
	if err != nil {
		return nil, err
	}
	copies, originals := msg.Marks()
	m.tallied.copies += int64(copies)
	m.tallied.originals += int64(originals)
	m.item = item{
		no: msg.Pos.Record, start: msg.Pos.Start, span: msg.Span, data: msg.Data, msg: msg, rt: record.MessageType(),
		key: countKey{typ: noType, subtype: -1, message: messageName(msg)},
	}
	return &m.item, nil
}

// messageName is what a message is counted under.
func messageName(m *message.Message) string {
	switch {
	case m.Carved:
		return "(carved)"
	case m.Name == "":
		return "(unknown)"
	}
	return m.Name
}

func (m *messages) worker(fileID uint32, d *schema.Decoder) worker {
	return &messageWorker{fileID: fileID, captured: m.captured, d: d, site: m.site}
}

// A messageWorker decodes messages: one row for the message, one for each record
// in it that has a layout.
type messageWorker struct {
	fileID, captured uint32
	d                *schema.Decoder
	site             *site
	loc              nmsec.Located
}

func (w *messageWorker) reset() { w.loc.Reset() }

func (w *messageWorker) decode(r *unitRecord, o *outcome) {
	t := tally{worker: w, r: r, o: o, key: schema.Key{File: w.fileID, Record: uint64(r.no), Start: uint64(r.start)}}
	for i := range r.msg.Records {
		t.record(&r.msg.Records[i])
	}
	for _, err := range r.msg.Errs {
		t.unread++
		o.rejected(err, r.data)
	}
	if len(r.msg.Errs) > 0 {
		t.gaps()
	}
	t.message()
}

// A tally takes one message apart.
type tally struct {
	worker *messageWorker
	r      *unitRecord
	o      *outcome
	key    schema.Key

	read, unread int   // records
	lost         int64 // bytes of them
}

// nested is the length of the records in a record's cascade, which are read by
// themselves.
func (t *tally) nested(rec *message.Record) int {
	n := 0
	for i := rec.No + 1; i < len(t.r.msg.Records) && t.r.msg.Records[i].Parent == rec.No; i++ {
		n += len(t.r.msg.Records[i].Data)
	}
	return min(n, len(rec.Data))
}

// record decodes one record. A bad one costs its message nothing else; its bytes
// are kept as hex.
func (t *tally) record(rec *message.Record) {
	w := t.worker
	err := nmsec.Locate(t.r.msg, rec, w.captured, &w.loc)
	key := t.key
	key.Part, key.Hash = uint64(rec.No)+1, xxhash.Sum64(rec.Data)
	if err != nil {
		t.o.rejected(err, rec.Data)
		t.unread++
		t.lost += int64(len(rec.Data) - t.nested(rec))
		w.d.AddOther(key, 0, "record", rec.Data)
		return
	}
	for _, x := range w.loc.Others {
		w.d.AddOther(key, x.No, x.Role, x.Data)
		t.o.issues = append(t.o.issues,
			issue{record: t.r.no, start: t.r.start, off: int64(rec.Off), structure: x.Role, kind: "other-section",
				message: fmt.Sprintf(
					"record %d, section %d: a further or unknown section of %s is kept as hex in record_section", rec.No+1, x.No,
					english.Plural(len(x.Data), "byte", ""))})
	}
	t.o.site = w.site.message(t.o.site, t.r.msg, rec, &w.loc)
	if w.loc.Type != nil {
		w.d.Add(w.loc.Type, key, w.loc.Sections)
		t.read++
	}
}

// gaps keeps the bytes between the records when some records could not be found.
func (t *tally) gaps() {
	m := t.r.msg
	at := m.Header
	keep := func(to int) {
		if to > at {
			t.lost += int64(to - at)
			t.worker.d.AddOther(t.key, 0, "unread", m.Data[at:to])
		}
	}
	for i := range m.Records {
		if rec := &m.Records[i]; rec.Depth == 0 {
			keep(rec.Off)
			at = max(at, rec.Off+len(rec.Data))
		}
	}
	keep(len(m.Data))
}

// message writes the row of the message and its place in the books. One in which a
// record could not be read counts as rejected, though only the bytes of that
// record do; one that holds nothing known is skipped.
func (t *tally) message() {
	w, m := t.worker, t.r.msg
	key := t.key
	key.Hash = t.hash()
	w.d.Add(record.MessageType(), key, [][]byte{w.loc.Header(m, w.captured, t.unread)})
	k := t.r.key
	switch {
	case t.unread > 0:
		k.disposition = rejected
		t.o.counts.of(k).add(t.lost, 0, false)
		k.disposition = decoded
		t.o.counts.of(k).bytes += t.r.span - t.lost
	case t.read == 0 && len(m.Data) > m.Header:
		k.disposition = skipped
		t.o.counts.of(k).add(t.r.span, 0, false)
	default:
		k.disposition = decoded
		t.o.counts.of(k).add(t.r.span, 0, false)
	}
}

// hash is that of the message's bytes. Messages without records are never copies
// of each other: that one came is all they say.
func (t *tally) hash() uint64 {
	h := xxhash.New()
	_, _ = h.Write(t.r.data) // cannot fail
	if len(t.r.msg.Records) == 0 {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, t.key.Record))
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(t.key.File)))
	}
	return h.Sum64()
}

// keep copies a message out of the reader; its bytes are in data by now.
func (u *unit) keep(m *message.Message, data []byte) *message.Message {
	c := *m
	c.Data = data
	c.Target = append([]byte(nil), m.Target...)
	from := len(u.parts)
	u.parts = append(u.parts, m.Records...)
	c.Records = u.parts[from:len(u.parts):len(u.parts)]
	for i := range c.Records {
		rec := &c.Records[i]
		rec.Data = data[rec.Off : rec.Off+len(rec.Data)]
		from := len(u.sections)
		u.sections = append(u.sections, rec.Sections...)
		rec.Sections = u.sections[from:len(u.sections):len(u.sections)]
		for j := range rec.Sections {
			s := &rec.Sections[j]
			s.Data = data[s.Off : s.Off+len(s.Data)]
		}
	}
	return &c
}
