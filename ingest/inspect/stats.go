package inspect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/zertify/zertify/ingest"
	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/schema/layout"
	"github.com/zertify/zertify/schema/record"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
	"github.com/zertify/zertify/smf"
)

// A File says what is in a file, one entry per input inside it.
type File struct {
	File   string  `json:"file"`
	Inputs []Input `json:"inputs"`
	More   int64   `json:"inputs_not_listed,omitempty"`

	lost bool // something could not be read
}

// Input are the figures of one input.
type Input struct {
	Name         string           `json:"name"`
	Form         string           `json:"form"`   // smf119, nmsec or text
	Layers       string           `json:"layers"` // containers taken off, outermost first
	Notes        []string         `json:"notes,omitempty"`
	Problem      *Problem         `json:"problem,omitempty"` // why no record could be read
	Framing      string           `json:"framing,omitempty"`
	FramingBasis string           `json:"framing_basis,omitempty"`
	Bytes        int64            `json:"bytes"`
	Records      int64            `json:"records"`          // pieces among them, as ingest counts
	Pieces       int64            `json:"pieces,omitempty"` // stretches that are not whole records, such as a cut tail
	SkippedBytes int64            `json:"skipped_bytes"`    // descriptors and padding
	Kinds        []Kind           `json:"kinds,omitempty"`
	KindsLeft    int64            `json:"records_of_further_kinds,omitempty"`
	Messages     []MessageKind    `json:"messages,omitempty"`
	Texts        []TextKind       `json:"texts,omitempty"`
	Reader       map[string]int64 `json:"reader,omitempty"`
	Decodable    int64            `json:"decodable"`
	Unknown      map[string]int64 `json:"sections_of_unknown_layout,omitempty"` // sections kept as hex, by what they are
	Rejected     int64            `json:"rejected"`
	Faults       []Fault          `json:"faults,omitempty"`
	FaultsTotal  int64            `json:"faults_total"`
	Advice       string           `json:"advice,omitempty"`
}

// A Problem is what keeps an input from being read, and what to do.
type Problem struct {
	ID      string `json:"id,omitempty"`
	Message string `json:"message"`
	Try     string `json:"try,omitempty"`
	Offset  int64  `json:"offset"` // -1 when it does not apply
	Head    string `json:"head,omitempty"`
}

// Kind are the figures of one system, type and subtype.
type Kind struct {
	System  string  `json:"system_id"`
	Type    int     `json:"smf_type"`
	Subtype *int    `json:"smf_subtype"`
	Records int64   `json:"records"`
	Share   float64 `json:"share"` // of the input's whole records, 0 to 1
	Min     int     `json:"min_length"`
	Mean    int64   `json:"mean_length"`
	Max     int     `json:"max_length"`
	First   string  `json:"first_time_local,omitempty"`
	Last    string  `json:"last_time_local,omitempty"`

	bytes       int64
	first, last int64
	timed       bool
}

// A Fault is one thing that is not as it should be.
type Fault struct {
	Kind    string `json:"kind"`
	Record  int64  `json:"record_no,omitempty"`
	Start   int64  `json:"start_byte"`
	Bytes   int64  `json:"bytes,omitempty"`
	Message string `json:"message"`
}

// Bounds of the lists: a damaged file has a fault per record, and a hostile one a
// new system id in each.
const (
	maxFaults = 20
	maxKinds  = 2000
	maxInputs = 1000
)

// A Counter counts what is in the inputs of a file, one after the other.
type Counter struct {
	// Left are the files that lie beside the dumps of an archive. The caller may add to it what never became an input.
	Left container.Left

	opt    Options
	file   File
	beside []Input // the first of Left, counted
}

// NewCounter returns a Counter for the file of that name.
func NewCounter(file string, opt Options) *Counter {
	return &Counter{opt: opt, file: File{File: file, Inputs: []Input{}}}
}

// Add reads an input to its end. The error is that of the context.
func (c *Counter) Add(ctx context.Context, m *container.Member) error {
	if ingest.Beside(m, false) {
		c.Left.Add(m.Name)
		if len(c.beside) < maxInputs {
			c.beside = append(c.beside, *c.opt.count(ctx, m))
		}
		return ctx.Err()
	}
	s := c.opt.count(ctx, m)
	c.file.lost = c.file.lost || s.Problem != nil || s.Rejected > 0 || s.FaultsTotal > 0 ||
		s.Reader["disputed"] > 0
	if len(c.file.Inputs) < maxInputs {
		c.file.Inputs = append(c.file.Inputs, *s)
	} else {
		c.file.More++
	}
	return ctx.Err()
}

// File returns what was counted. What lies beside nothing is all there is, and no longer in Left.
func (c *Counter) File() *File {
	if len(c.file.Inputs) == 0 && len(c.beside) > 0 {
		c.file.Inputs, c.file.More = c.beside, c.Left.Total-int64(len(c.beside))
		c.Left = container.Left{}
	}
	return &c.file
}

// Incomplete reports whether something could not be read, or nothing that can be loaded was found.
func (f *File) Incomplete() bool {
	return f.lost || !slices.ContainsFunc(f.Inputs,
		func(s Input) bool { return s.of119() > 0 || s.Form != layout.SMF119 && s.Decodable > 0 })
}

func (s *Input) of119() (n int64) {
	for _, k := range s.Kinds {
		if k.Type == 119 {
			n += k.Records
		}
	}
	return n
}

type kindKey struct {
	sid      [4]byte
	typ      uint16
	sub      int32
	overflow bool
}

// inputCounter goes through the records of one input.
type inputCounter struct {
	s     *Input
	cp    *wire.CodePage
	kinds map[kindKey]*Kind
	loc   smf.Located
	in    *passing
}

// passing counts the bytes that pass.
type passing struct {
	r io.Reader
	n int64
}

func (c *passing) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// count reads an input to its end.
func (o *Options) count(ctx context.Context, m *container.Member) *Input {
	s := &Input{Name: m.Name, Layers: container.Chain(m.Chain)}
	if m.Err != nil {
		s.Problem, s.Notes = containerProblem(m.Err), m.Notes()
		return s
	}
	c := &inputCounter{s: s, cp: o.CodePage, kinds: map[kindKey]*Kind{}, in: &passing{r: m.Reader}}
	in, form := o.open(c.in)
	s.Form = form
	switch form {
	case layout.NMsec:
		c.countMessages(ctx, nmsec.NewReader(m.Name, in, o.NMI))
	case layout.Text:
		c.countTexts(ctx, m.Name, in, o.textOptions())
	default:
		r := smf.NewReader(m.Name, in, o.SMF)
		c.read(ctx, r)
		c.finish(r)
	}
	s.Notes = append(m.Notes(), s.Notes...)
	return s
}

func containerProblem(e *container.Error) *Problem {
	return &Problem{ID: e.ID, Message: e.Found, Try: e.Try, Offset: e.Offset, Head: fmt.Sprintf("%x", e.Head)}
}

func (c *inputCounter) read(ctx context.Context, r *smf.Reader) {
	for ctx.Err() == nil {
		rec, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.As(err, &fault):
			c.piece(Fault{Kind: fault.Kind, Start: fault.Start, Bytes: fault.Bytes, Message: fault.Err.Error()})
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			c.s.Problem = readerProblem(err)
			return
		default:
			c.record(rec)
		}
	}
}

func readerProblem(err error) *Problem {
	var not *smf.NotSMF
	if errors.As(err, &not) {
		return &Problem{ID: not.ID, Message: not.Message, Try: not.Try, Offset: not.Offset, Head: fmt.Sprintf("%x", not.Head)}
	}
	return &Problem{Message: err.Error(), Offset: -1}
}

func (c *inputCounter) fault(f Fault) {
	if c.s.FaultsTotal++; len(c.s.Faults) < maxFaults {
		c.s.Faults = append(c.s.Faults, f)
	}
}

// piece notes what is not a record; where bytes are lost with it, it counts as one
// that is rejected.
func (c *inputCounter) piece(f Fault) {
	if f.Bytes > 0 {
		c.s.Records++
		c.s.Pieces++
		c.s.Rejected++
	}
	c.fault(f)
}

func (c *inputCounter) record(rec *smf.Record) {
	c.s.Records++
	k := kindKey{sid: rec.SID(), typ: rec.Type, sub: -1}
	if rec.HasSubtype {
		k.sub = int32(rec.Subtype)
	}
	c.kind(k).add(rec)
	rt := record.TypeOf(rec.Type, rec.Subtype)
	if rt == nil || rec.Malformed || !rec.HasSubtype {
		return
	}
	if err := smf.Locate(rec, rt, &c.loc); err != nil {
		c.s.Rejected++
		c.fault(Fault{Kind: "rejected", Record: rec.Pos.Record, Start: rec.Start, Bytes: rec.Span,
			Message: errText(err)})
		return
	}
	c.s.Decodable++
	c.countUnknown(rt)
}

// noStructure names sections behind triplets that no description speaks of.
const noStructure = "behind triplets not described"

// countUnknown counts the sections of the located record that stay hex.
func (c *inputCounter) countUnknown(rt *record.Type) {
	for i, section := range c.loc.Sections {
		if name := rt.Locators[i].Kind.String(); len(section) > 0 && unknownLayouts()[name] {
			c.unknown(name)
		}
	}
	for _, o := range c.loc.Others {
		switch {
		case o.Name == "":
			c.unknown(noStructure)
		case unknownLayouts()[o.Name]:
			c.unknown(o.Name)
		}
	}
}

func (c *inputCounter) unknown(name string) {
	if c.s.Unknown == nil {
		c.s.Unknown = map[string]int64{}
	}
	c.s.Unknown[name]++
}

// unknownLayouts are the structures of which no layout is held.
var unknownLayouts = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, st := range layout.Must().Structures {
		out[st.Name] = len(st.Fields) == 1 && st.Fields[0].Basis == "unknown"
	}
	return out
})

func (c *inputCounter) kind(k kindKey) *Kind {
	n := c.kinds[k]
	if n != nil {
		return n
	}
	if len(c.kinds) >= maxKinds {
		k = kindKey{overflow: true}
		if n = c.kinds[k]; n != nil {
			return n
		}
	}
	n = &Kind{System: string(c.cp.Text(nil, k.sid[:])), Type: int(k.typ)}
	if k.sub >= 0 {
		sub := int(k.sub)
		n.Subtype = &sub
	}
	c.kinds[k] = n
	return n
}

func (k *Kind) add(rec *smf.Record) {
	n := len(rec.Data)
	if k.Records == 0 {
		k.Min = n
	}
	k.Records++
	k.bytes += int64(n)
	k.Min, k.Max = min(k.Min, n), max(k.Max, n)
	at, ok := rec.Moment()
	if !ok {
		return
	}
	if !k.timed {
		k.first, k.last, k.timed = at, at, true
	}
	k.first, k.last = min(k.first, at), max(k.last, at)
}

// finish settles the sums and what to tell about the input.
func (c *inputCounter) finish(r *smf.Reader) {
	s := c.s
	framing, basis := r.Framing()
	if s.Problem == nil {
		s.Framing, s.FramingBasis = framing.String(), basis
	}
	s.Bytes, s.SkippedBytes = c.in.n, r.Skipped()
	s.Reader = readerStats(r.Stats())
	for _, n := range r.Notes() {
		s.Notes = append(s.Notes, fmt.Sprintf("byte %d: %s", n.Start, n.Text))
	}
	for key, k := range c.kinds {
		if key.overflow {
			s.KindsLeft = k.Records
			continue
		}
		k.Share, k.Mean = float64(k.Records)/float64(s.Records-s.Pieces), k.bytes/k.Records
		if k.timed {
			k.First, k.Last = localTime(k.first), localTime(k.last)
		}
		s.Kinds = append(s.Kinds, *k)
	}
	slices.SortFunc(s.Kinds, compareKinds)
	s.Advice = s.asSummary().NothingToAudit()
}

func compareKinds(a, b Kind) int {
	sub := func(k Kind) int {
		if k.Subtype == nil {
			return -1
		}
		return *k.Subtype
	}
	return cmp.Or(cmp.Compare(a.System, b.System), cmp.Compare(a.Type, b.Type), cmp.Compare(sub(a), sub(b)),
		cmp.Compare(a.Records, b.Records),
		cmp.Compare(a.bytes, b.bytes))
}

// asSummary returns the figures that the advice rests on, as ingest counts them.
func (s *Input) asSummary() *ingest.FileSummary {
	sums := map[[2]int]int64{}
	for _, k := range s.Kinds {
		key := [2]int{k.Type, -1}
		if k.Subtype != nil {
			key[1] = *k.Subtype
		}
		sums[key] += k.Records
	}
	f := &ingest.FileSummary{Records: s.Records, Records119: s.of119()}
	for k, n := range sums {
		f.Types = append(f.Types, ingest.TypeCount{Type: k[0], Subtype: k[1], Records: n})
	}
	slices.SortFunc(f.Types, func(a, b ingest.TypeCount) int {
		return cmp.Or(cmp.Compare(b.Records, a.Records), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Subtype, b.Subtype))
	})
	return f
}

// readerStats names what the reader met besides records; what did not occur is
// left out.
func readerStats(st smf.Stats) map[string]int64 {
	out := map[string]int64{}
	for _, n := range readerNames {
		if v := *n.of(&st); v > 0 {
			out[n.name] = v
		}
	}
	return out
}

var readerNames = []struct {
	name, noun, rest string
	of               func(*smf.Stats) *int64
}{
	{"dump_headers", "dump header", " (type 2)", func(s *smf.Stats) *int64 { return &s.DumpHeaders }},
	{"dump_trailers", "dump trailer", " (type 3)", func(s *smf.Stats) *int64 { return &s.DumpTrailers }},
	{"spanned", "record", " put together from segments", func(s *smf.Stats) *int64 { return &s.Spanned }},
	{"segments", "segment", "", func(s *smf.Stats) *int64 { return &s.Segments }},
	{"blocks", "block", "", func(s *smf.Stats) *int64 { return &s.Blocks }},
	{"end_marks", "run", " of zeros or blanks between records", func(s *smf.Stats) *int64 { return &s.EndMarks }},
	{"line_ends", "line end", " behind records", func(s *smf.Stats) *int64 { return &s.LineEnds }},
	{"null", "record", " without data", func(s *smf.Stats) *int64 { return &s.Null }},
	{"padding_bytes", "byte", " of padding at the end", func(s *smf.Stats) *int64 { return &s.Padding }},
	{"long", "record", " longer than SMF allows", func(s *smf.Stats) *int64 { return &s.Long }},
	{"odd", "record", " with an implausible header", func(s *smf.Stats) *int64 { return &s.Odd }},
	{"malformed", "record", " of type 126 without a good extended header",
		func(s *smf.Stats) *int64 { return &s.Malformed }},
	{"socket", "record", " of a real-time socket, without SMF data", func(s *smf.Stats) *int64 { return &s.Socket }},
	{"salvaged", "record", " whose end was inferred", func(s *smf.Stats) *int64 { return &s.Salvaged }},
	{"disputed", "record", " whose length is contradicted by what it holds",
		func(s *smf.Stats) *int64 { return &s.Disputed }},
}
