package ingest

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/cespare/xxhash/v2"
	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/schema"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/wire"
)

// texts reads reports of the ipsec command and logs of the IKE daemon. Its records are lines: an entry counts as many
// as it has, and its number is that of the first.
type texts struct {
	in   *ipsectext.Reader
	opt  ipsectext.Options
	item item
	read bool  // something was decoded
	lost *Stop // where something that was printed is missing
}

func newTexts(name string, in io.Reader, opt ipsectext.Options, captured time.Time, cp *wire.CodePage) *texts {
	opt.CodePage, opt.Year = cp, captured
	if opt.Facts == nil {
		opt.Facts = ipsectext.Shipped()
	}
	return &texts{in: ipsectext.NewReader(name, in, opt), opt: opt}
}

func (t *texts) form() string       { return layout.Text }
func (t *texts) skipped() int64     { return 0 }
func (t *texts) doubt() nmsec.Doubt { return nmsec.NoDoubt }
func (t *texts) cut() *Stop         { return t.lost }

// marks counts a text as one copy or one original, once something of it was read.
func (t *texts) marks() marks {
	switch {
	case !t.read:
		return marks{}
	case t.in.IsCopy():
		return marks{copies: 1}
	}
	return marks{originals: 1}
}

func (t *texts) framing() (name, basis string) { return t.in.Form() }

func (t *texts) notes() []issue {
	var out []issue
	for _, n := range t.in.Notes() {
		out = append(out, t.noted(n))
	}
	out = append(out, t.marks().note("texts say it in their first line")...)
	for _, said := range yearsNotes(t.in.Years()) {
		out = append(out, issue{record: -1, start: -1, off: -1, kind: said[0], message: said[1]})
	}
	if !t.read {
		out = append(out, issue{record: -1, start: -1, off: -1, kind: "nothing-in-text",
			message: "no report of ipsec that can be read and no message of the IKE daemon; type: ipsec -k display"})
	}
	return out
}

// Kinds of issue of logs whose lines state no year.
const (
	yearAssumed  = "year-assumed"
	yearNotKnown = "year-not-known"
)

// yearsNotes says which years a log was taken to be of: kinds of issue, each with its message.
func yearsNotes(y ipsectext.Years) (out [][2]string) {
	switch {
	case y.Yearless > 0 && y.First == 0:
		return [][2]string{{yearNotKnown,
			"the lines of a log state no year, and nothing says when it was written; their times are left out"}}
	case y.Yearless > 0:
		out = append(out, [2]string{yearAssumed, fmt.Sprintf("the lines of a log state no year; the first is taken for "+
			"one of %d, by the time of the input", y.First)})
	}
	if y.Beyond > 0 {
		out = append(out, [2]string{yearNotKnown, fmt.Sprintf("%s of a log would be later than the input: it holds more "+
			"than a year, or its own time is not that of its end; their times are left out",
			english.Plural(int(y.Beyond), "line", ""))})
	}
	return out
}

// noted makes an issue of a note. An input in which something is missing is as little whole as one that was cut off
// there.
func (t *texts) noted(n ipsectext.Note) issue {
	if n.IsLoss && t.lost == nil {
		t.lost = &Stop{At: n.Start, Why: n.Message}
	}
	return issue{record: n.Line, start: n.Start, off: -1, kind: n.Kind, message: n.Message}
}

func (t *texts) next() (*item, error) {
	e, err := t.in.Next()
	if err != nil {
		return nil, err
	}
	t.item = item{no: e.Record, start: e.Start, span: e.Span, data: e.Data, lines: int64(e.Lines), text: e,
		key: countKey{typ: noType, subtype: -1, message: e.Name()}}
	if at := e.Made(); !at.IsZero() {
		t.item.at, t.item.timed = at.UnixMicro(), true
	}
	for _, n := range e.Notes {
		t.item.odd = append(t.item.odd, t.noted(n))
	}
	switch e.Kind {
	case ipsectext.Ignored:
		return &t.item, nil
	case ipsectext.Rejected:
		t.item.fate = rejected
		if e.Why != "" {
			t.item.odd = append(t.item.odd,
				issue{record: e.Record, start: e.Start, off: -1, kind: ipsectext.KindCut, message: e.Why, raw: e.Data})
		}
		return &t.item, nil
	}
	t.read = true
	t.item.rt = record.TypeOfText("entry")
	return &t.item, nil
}

func (t *texts) worker(fileID uint32, d *schema.Decoder) worker {
	return &textWorker{fileID: fileID, d: d, facts: t.opt.Facts, rows: ipsectext.Rows{Zone: t.opt.Zone}}
}

// A textWorker takes entries apart.
type textWorker struct {
	fileID  uint32
	d       *schema.Decoder
	facts   *ipsectext.Facts
	rows    ipsectext.Rows
	section [1][]byte // of the row that is given to d
}

func (w *textWorker) reset() { w.rows.Reset() }

func (w *textWorker) decode(r *unitRecord, o *outcome) {
	c := w.facts.Content(r.text)
	lost := int64(0)
	for _, odd := range c.Odd {
		o.issues = append(o.issues, issue{record: odd.Line, start: r.start, off: -1, field: odd.Label, kind: odd.Kind,
			message: odd.Message})
		if odd.Rejected {
			lost++
			w.reject(o, &odd)
		}
	}
	k := r.key
	k.disposition = decoded
	if !c.Fits {
		k.disposition, lost = rejected, 0
	}
	o.counts.of(k).add(r.span, r.at, r.timed)
	o.counts.of(k).records += r.lines - 1 - lost
	if k.disposition == rejected {
		w.reject(o, &c.Odd[len(c.Odd)-1])
		return
	}
	if lost > 0 {
		k.disposition = rejected
		o.counts.of(k).records += lost
	}
	key := schema.Key{File: w.fileID, Record: uint64(r.no), Start: uint64(r.start), Hash: hashOf(r.text)}
	w.rows.Of(r.text, &c, func(rt *record.Type, part int, section []byte) {
		k := key
		k.Part, k.Hash = uint64(part), key.Hash+uint64(part)
		w.section[0] = section
		w.d.Add(rt, k, w.section[:])
	})
}

// reject notes a line that is lost, for a run that stops at the first.
func (w *textWorker) reject(o *outcome, odd *ipsectext.Odd) {
	if o.first == nil {
		o.first = errors.New(odd.Message)
	}
}

// between stands between what a hash is of.
var between = []byte{0}

// hashOf is that of an entry with the report that it stands in: two reports that list a tunnel alike are no copies. Of
// a message it is what stays the same when relays write it down, each with its own priority and form of the host.
func hashOf(e *ipsectext.Entry) uint64 {
	var h xxhash.Digest
	h.Reset()
	if l := &e.Log; e.Kind == ipsectext.Message {
		for _, s := range []string{l.When(), l.ShortHost(), l.Program, l.ID, strconv.FormatUint(uint64(l.Instance), 10)} {
			_, _ = h.WriteString(s) // cannot fail
			_, _ = h.Write(between)
		}
		_, _ = h.WriteString(l.Text)
		return h.Sum64()
	}
	_, _ = h.Write(e.Data) // cannot fail
	if r := e.Report; r != nil {
		_, _ = fmt.Fprintf(&h, "%s\x00%s\x00%s\x00%s", r.Stack, r.Client, r.Primary, r.Made.Format(time.DateTime))
	}
	return h.Sum64()
}

// keepText copies an entry out of the reader; its bytes are in data by now.
func keepText(e *ipsectext.Entry, data []byte) *ipsectext.Entry {
	c := *e
	c.Data = data
	return &c
}
