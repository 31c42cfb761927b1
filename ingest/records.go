package ingest

import (
	"fmt"
	"io"

	"github.com/cespare/xxhash/v2"
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// records reads SMF records.
type records struct {
	in   *smf.Reader
	name string
	site *site
	item item

	tallied marks // of records of type 119, smf.CopyMark
}

func newRecords(name string, in io.Reader, opt smf.Options, site *site) *records {
	return &records{in: smf.NewReader(name, in, opt), name: name, site: site}
}

func (r *records) form() string   { return layout.SMF119 }
func (r *records) skipped() int64 { return r.in.Skipped() }

func (r *records) doubt() nmsec.Doubt { return nmsec.NoDoubt }

func (r *records) framing() (name, basis string) {
	f, basis := r.in.Framing()
	return f.String(), basis
}

func (r *records) notes() []issue {
	var out []issue
	for _, n := range r.in.Notes() {
		out = append(out, issue{record: -1, start: n.Start, off: -1, kind: "real-time-connection", message: n.Text})
	}
	return append(out, r.tallied.note("records of type 119 carry its mark, the subsystem id ANON")...)
}

func (r *records) marks() marks { return r.tallied }
func (r *records) cut() *Stop   { return nil }

// tally counts a record of type 119 by whether it is one of a copy.
func (r *records) tally(rec *smf.Record) {
	switch {
	case rec.Type != 119 || !rec.HasSubtype:
	case rec.IsCopy():
		r.tallied.copies++
	default:
		r.tallied.originals++
	}
}

func (r *records) next() (*item, error) {
	rec, err := r.in.Next()
	if err != nil {
		return nil, err
	}
	r.item = item{no: rec.Pos.Record, start: rec.Start, span: rec.Span, data: rec.Data,
		key: countKey{sid: rec.SID(), typ: rec.Type, subtype: -1}}
	r.tally(rec)
	if rec.HasSubtype {
		r.item.key.subtype = int32(rec.Subtype)
	}
	r.item.at, r.item.timed = rec.Moment()
	if rec.HasSubtype && !rec.Malformed {
		r.item.rt = record.TypeOf(rec.Type, rec.Subtype)
	}
	r.item.sited = r.item.rt == nil && r.site.covers(rec)
	if rec.Note != "" {
		kind := "framing-note"
		if rec.Disputed {
			kind = disputed
		}
		r.item.odd = append(r.item.odd,
			issue{record: rec.Pos.Record, start: rec.Start, off: -1, kind: kind, message: rec.Note, raw: rec.Data})
	}
	if rec.Malformed {
		r.item.odd = append(r.item.odd,
			issue{record: rec.Pos.Record, start: rec.Start, off: 24, kind: "malformed-header", raw: rec.Data,
				message: "type 126 without a well-formed extended header; the record is counted as type 126"})
	}
	return &r.item, nil
}

func (r *records) worker(fileID uint32, d *schema.Decoder) worker {
	return &recordWorker{name: r.name, fileID: fileID, d: d, site: r.site}
}

// A recordWorker decodes SMF records. Records and sections are checked here; from
// then on nothing can fail.
type recordWorker struct {
	name   string
	fileID uint32
	d      *schema.Decoder
	site   *site
	loc    smf.Located
}

func (w *recordWorker) reset() {}

func (w *recordWorker) decode(r *unitRecord, o *outcome) {
	rec := smf.Record{Pos: wire.Pos{File: w.name, Record: r.no, Start: r.start}, Data: r.data}
	typ, sub := r.key.typ, uint16(r.key.subtype)
	if r.rt == nil {
		o.site = w.site.unknown(o.site, &rec, typ, sub)
		return
	}
	k := r.key
	k.disposition = decoded
	if err := smf.Locate(&rec, r.rt, &w.loc); err != nil {
		k.disposition = rejected
		o.rejected(err, r.data)
		o.counts.of(k).add(r.span, r.at, r.timed)
		return
	}
	n := int64(w.loc.Undescribed)
	o.counts.of(k).add(r.span-n, r.at, r.timed)
	if n > 0 {
		k.disposition = rejected
		o.counts.of(k).bytes += n
	}
	key := schema.Key{File: w.fileID, Record: uint64(r.no), Start: uint64(r.start), Hash: xxhash.Sum64(r.data[4:])}
	for _, x := range w.loc.Others {
		w.d.AddOther(key, x.Locator, x.Name, x.Data)
		o.issues = append(o.issues, issue{record: r.no, start: r.start, off: -1, structure: x.Name, kind: "other-section",
			message: fmt.Sprintf("triplet %d: a further or unknown section of %s is kept as hex in record_section",
				x.Locator, english.Plural(len(x.Data), "byte", ""))})
	}
	for _, x := range w.loc.Oddities {
		o.issues = append(o.issues,
			issue{record: r.no, start: r.start, off: int64(x.Off), kind: x.Kind, message: x.Message, raw: head(r.data)})
	}
	o.site = w.site.record(o.site, &rec, r.rt, &w.loc, typ, sub)
	w.d.Add(r.rt, key, w.loc.Sections)
}
