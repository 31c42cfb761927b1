package nmsec

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/discover"
	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/stream"
	"github.com/zertify/zertify/schema/wire"
)

// window is how much of an input discovery, the search for a known framing and the
// learning of type codes look at, bytes.
const window = 8 << 20

// Options say how to read an input. The zero value is right for most.
type Options struct {
	Framing *framing.Framing // nil: discover it, else try those that come with the program
	Site    bool             // Framing is the one of the user's site, not one named for this input
	Carve   bool             // without a framing, find known structures by their form
	Limit   int              // largest message accepted, bytes; 0 means DefaultLimit
}

// Reader yields the messages of one input in the order they are in.
type Reader struct {
	src     stream.Buffer
	name    string
	opt     Options
	framing *framing.Framing
	basis   string
	doubt   Doubt
	report  *discover.Report
	shape   framing.Shape
	carving bool

	msg      message.Message
	parser   message.Parser
	errs     []wire.Error
	messages int64 // delivered
	init     []byte
	learned  map[uint64]string
	refused  error
	started  bool
	ended    bool
}

// NewReader reads messages from r. name is what errors and Message.Pos call the
// input. Nothing is read before the first call of Next.
func NewReader(name string, r io.Reader, opt Options) *Reader {
	if opt.Limit <= 0 {
		opt.Limit = framing.DefaultLimit
	}
	return &Reader{src: stream.NewBuffer(r), name: name, opt: opt, learned: map[uint64]string{}}
}

// Framing returns the framing in use and how it came to be: what was forced, found
// or tried. Before the first call of Next, when the input was refused and while
// carving f is nil.
func (r *Reader) Framing() (f *framing.Framing, basis string) { return r.framing, r.basis }

// Report tells what discovery found; nil when it did not run.
func (r *Reader) Report() *discover.Report { return r.report }

// Next returns the next message, or one of these errors:
//
//	io.EOF    all input is accounted for
//	*stream.Fault    a piece of input that is not a message; unless Fatal, call again
//	*Refusal  nothing can be read (first call only); errors.Is tells ErrNotNMI,
//	          ErrUndiscovered and ErrAmbiguous apart
//
// A fatal fault is returned once; io.EOF follows.
func (r *Reader) Next() (*message.Message, error) {
	if !r.started {
		r.started = true
		r.refused = r.start()
	}
	if r.refused != nil {
		return nil, r.refused
	}
	if r.ended {
		return nil, io.EOF
	}
	if r.carving {
		return r.carve()
	}
	return r.step()
}

// start settles the framing.
func (r *Reader) start() error {
	w := r.src.Need(window)
	if len(w) == 0 && r.src.Err() == io.EOF {
		return nil // an empty input holds nothing and is not a fault
	}
	switch {
	case r.opt.Framing != nil && r.opt.Site:
		return r.site(r.opt.Framing, w)
	case r.opt.Framing != nil:
		return r.force(r.opt.Framing, w)
	}
	refusal := r.findFraming(w)
	if refusal == nil {
		return nil
	}
	if !r.opt.Carve {
		return refusal
	}
	r.carving, r.basis = true, "carved: "+refusal.Reason.Error()
	return nil
}

// findFraming discovers the framing in the first window w, or tries the known ones.
func (r *Reader) findFraming(w []byte) *framing.Refusal {
	f, report, refusal := discover.Find(w, r.src.Ended())
	r.report = report
	if refusal == nil {
		r.use(f, "discovered from this capture", w)
		return nil
	}
	refusal.File = r.name
	if refusal.Reason == framing.ErrAmbiguous {
		return refusal
	}
	known, err := framing.All()
	if err != nil {
		return &framing.Refusal{File: r.name, Reason: framing.ErrUndiscovered, Detail: err.Error()}
	}
	return r.tryKnown(known, w, refusal)
}

// tryKnown takes the one known framing that reads all of w and shows a structure
// of known form in it.
func (r *Reader) tryKnown(known []*framing.Framing, w []byte, refusal *framing.Refusal) *framing.Refusal {
	var fits []*framing.Framing
	for _, f := range known {
		if readsAll(f, w, r.src.Ended()) {
			fits = append(fits, f)
		}
	}
	switch len(fits) {
	case 0:
		return refusal
	case 1:
		r.doubt = unconfirmed(fits[0])
		r.use(fits[0], fmt.Sprintf("known framing %s (%s) fits; discovery: %s", fits[0].Name, fits[0].Basis, refusal.Detail),
			w)
		return nil
	}
	return &framing.Refusal{File: r.name, Reason: framing.ErrAmbiguous,
		Detail: fmt.Sprintf("the known framings %s and %s fit", fits[0].Name, fits[1].Name),
		Try:    hint.Words("say which with {nmi-framing}=") + fits[0].Name + hint.Words(" or {nmi-framing}=") + fits[1].Name}
}

// readsAll reports whether all of w is messages in this framing and at least one
// record has a section of known form.
func readsAll(f *framing.Framing, w []byte, ended bool) bool {
	r := NewReader("", bytes.NewReader(w), Options{Framing: f})
	r.started = true
	r.framing, r.shape = f, f.Shape()
	if !r.takeIdent(w) {
		return false
	}
	known := false
	for {
		m, err := r.Next()
		var fault *stream.Fault
		switch {
		case err == io.EOF:
			return known
		case errors.As(err, &fault):
			return known && !ended && fault.Kind == stream.KindTruncated
		case err != nil || len(m.Errs) > 0:
			return false
		}
		for i := range m.Records {
			for _, s := range m.Records[i].Sections {
				known = known || s.Role != message.RoleUnknown
			}
		}
	}
}

// force uses the framing the caller asked for.
func (r *Reader) force(f *framing.Framing, w []byte) error {
	r.framing, r.shape = f, f.Shape()
	if !r.takeIdent(w) || r.findNext(w, 0) < 0 {
		r.framing = nil
		return &framing.Refusal{File: r.name, Reason: framing.ErrNotNMI,
			Detail: fmt.Sprintf("no message in framing %s in the first %s, which begin %x", f.Name,
				english.Plural(len(w), "byte", ""), stream.Head(w)),
			Try: hint.Words("try {nmi-framing}=auto, or look at the bytes with zertify dump {framing-report}")}
	}
	r.doubt = unconfirmed(f)
	r.use(f, fmt.Sprintf("given: framing %s (%s)", f.Name, f.Basis), w)
	return nil
}

// A Doubt is what speaks against the framing in use.
type Doubt uint8

// The doubts.
const (
	NoDoubt     Doubt = iota
	Unconfirmed       // the framing is inferred, and nothing in the capture confirms it
	Disputed          // the framing is that of the site, and discovery reads the capture differently
)

// Doubt returns what speaks against the framing in use.
func (r *Reader) Doubt() Doubt { return r.doubt }

// unconfirmed returns the doubt in a framing that stands for itself alone.
func unconfirmed(f *framing.Framing) Doubt {
	if f.Basis == framing.BasisInferred {
		return Unconfirmed
	}
	return NoDoubt
}

// site uses the framing of the user's site, which stands before what can be
// discovered. What discovery says of it becomes part of the basis, and the report.
func (r *Reader) site(f *framing.Framing, w []byte) error {
	r.framing, r.shape = f, f.Shape()
	if !r.takeIdent(w) || r.findNext(w, 0) < 0 {
		r.framing = nil
		return &framing.Refusal{File: r.name, Reason: framing.ErrUndiscovered,
			Detail: fmt.Sprintf("the framing of the site's overlay (%s) reads no message in the first %s, which begin %x",
				f.Title, english.Plural(len(w), "byte", ""), stream.Head(w)),
			Try: hint.Words("correct its rows, or leave it aside with {nmi-framing}=auto")}
	}
	found, report, _ := discover.Find(w, r.src.Ended())
	r.report = report
	basis := "of the site's overlay, " + f.Title
	switch {
	case found == nil:
		basis += fmt.Sprintf(" (%s); discovery finds none in this capture", f.Basis)
		r.doubt = unconfirmed(f)
	case sectionsOf(f, w) == sectionsOf(found, w):
		basis += "; discovery from this capture agrees"
	default:
		basis += fmt.Sprintf(" (%s); discovery reads this capture differently", f.Basis)
		r.doubt = Disputed
	}
	r.use(f, basis, w)
	return nil
}

// sectionsOf returns a digest of the messages and sections that the framing finds in w.
func sectionsOf(f *framing.Framing, w []byte) message.Digest {
	r := NewReader("", bytes.NewReader(w), Options{Framing: f})
	sum := message.NewDigest()
	for {
		m, err := r.Next()
		var fault *stream.Fault
		switch {
		case errors.As(err, &fault):
			sum.Add(int(fault.Start), int(fault.Bytes))
			continue
		case err != nil:
			return sum
		}
		sum.Add(int(m.Pos.Start), len(m.Data))
		for i := range m.Records {
			sum.Add(i, m.Records[i].Depth)
			for _, s := range m.Records[i].Sections {
				sum.Add(s.Off, len(s.Data))
			}
		}
	}
}

// use settles the framing and learns type codes from the first window.
func (r *Reader) use(f *framing.Framing, basis string, w []byte) {
	r.framing, r.basis, r.shape = f, basis, f.Shape()
	r.takeIdent(w)
	if !r.shape.Type.Present() {
		return
	}
	for at := 0; at < len(w); {
		n, why := r.header(w[at:])
		if why != nil || n > len(w)-at {
			return
		}
		r.parser.Parse(&r.shape, w[at:at+n], r.headerLength(w[at:]))
		if name, _ := message.NameOf(r.parser.Records); name != "" {
			r.learn(r.shape.Type.Uint(w[at:]), name)
		}
		at += n
	}
}

// takeIdent takes the identifier of the first message where the framing does not
// say what it is: text, or letters of ASCII. When w does not begin with a message, it is that of the first place
// whose lengths make sense and lead to the same letters again.
func (r *Reader) takeIdent(w []byte) bool {
	s := &r.shape
	if !s.Ident.Present() || s.IdentValue != nil {
		return true
	}
	for i := 0; i+s.Least <= len(w); i++ {
		id := w[i+s.Ident.Off : i+s.Ident.End()]
		if (!message.IsLetter(id[0]) || !message.IsText(id)) && !message.Every(id, message.IsASCIILetter) ||
			r.headerLength(w[i:]) != s.Header {
			continue
		}
		n, why := r.header(w[i:])
		if why != nil || n > len(w)-i && i > 0 {
			continue
		}
		s.IdentValue = append([]byte(nil), id...)
		if i == 0 && n >= len(w) || r.good(w[i+n:]) && (i == 0 || i+n < len(w)) {
			return true
		}
		s.IdentValue = nil
	}
	return false
}

// headerLength returns the length of the header that b begins with.
func (r *Reader) headerLength(b []byte) int {
	if r.shape.HeaderLen.Present() {
		if v := r.shape.HeaderLen.Uint(b); v <= framing.MaxHeader {
			return int(v)
		}
		return framing.MaxHeader + 1
	}
	return r.shape.Header
}

// header reads the length of the message that b begins with. Why says what is
// wrong when there is none.
func (r *Reader) header(b []byte) (n int, why error) {
	s := &r.shape
	if len(b) < s.Least {
		return 0, wire.ErrTruncated
	}
	if s.IdentValue != nil && !bytes.Equal(b[s.Ident.Off:s.Ident.End()], s.IdentValue) {
		return 0, fmt.Errorf("%x where the identifier %x should be: %w", b[s.Ident.Off:s.Ident.End()], s.IdentValue,
			wire.ErrEye)
	}
	h := r.headerLength(b)
	if h < s.Least || h > framing.MaxHeader {
		return 0, fmt.Errorf("header length %d, fields reach to +%d: %w", h, s.Least, wire.ErrFraming)
	}
	v := s.Length.Uint(b)
	if s.LengthFrom == framing.FromHeader && v < 1<<62 {
		v += uint64(h)
	}
	if v < uint64(h) {
		return 0, fmt.Errorf("message length %d is less than the header length %d: %w", v, h, wire.ErrFraming)
	}
	if v > uint64(r.opt.Limit) {
		return 0, fmt.Errorf("message length %d, the limit is %d: %w", v, r.opt.Limit, wire.ErrLimit)
	}
	return int(v), nil
}

// step reads the next message or reports what is there instead.
func (r *Reader) step() (*message.Message, error) {
	w := r.src.Need(max(r.shape.Least, 1))
	if len(w) == 0 {
		return nil, r.finish()
	}
	n, why := r.header(w)
	if why == wire.ErrTruncated {
		return nil, r.truncated(w, "the input ends inside a message header: %s left, fields reach to +%d",
			english.Plural(len(w), "byte", ""),
			r.shape.Least)
	}
	if why != nil {
		return nil, r.damage(why)
	}
	w = r.src.Need(n + r.shape.Least)
	if len(w) < n {
		if i := r.findNext(w, 1); i > 0 {
			return nil, r.drop(i,
				fmt.Errorf("message length %d reaches past the end, and another message begins inside: %w", n, wire.ErrFraming))
		}
		return nil, r.truncated(w, "the input ends inside a message: it has %s, %d are there",
			english.Plural(int(n), "byte", ""), len(w))
	}
	last := len(w) == n && r.src.Ended()
	if !last && !r.good(w[n:]) {
		if i := r.findNext(w[:n], 1); i > 0 {
			return nil, r.drop(i,
				fmt.Errorf("message length %d is not followed by a message, and another begins inside: %w", n, wire.ErrFraming))
		}
	}
	if i := r.swallows(w[:n]); i > 0 {
		return r.dispute(w[:i:i], n), nil
	}
	return r.deliver(w[:n:n], last), nil
}

// chainHeads is how many headers in a row are believed to be those of messages.
const chainHeads = 4

// swallows returns the place inside message w from which on other messages follow
// each other to its end, or chainHeads of them; 0 when there is none, or when the
// framing has nothing to recognise a message by.
func (r *Reader) swallows(w []byte) int {
	id := r.shape.IdentValue
	if id == nil {
		return 0
	}
	for i := r.headerLength(w); i < len(w); i++ {
		j := bytes.Index(w[min(i+r.shape.Ident.Off, len(w)):], id)
		if j < 0 {
			return 0
		}
		if i += j; r.chains(w[i:]) {
			return i
		}
	}
	return 0
}

// chains reports whether b is messages that follow each other, as far as it is
// looked at.
func (r *Reader) chains(b []byte) bool {
	for range chainHeads {
		n, why := r.header(b)
		if why != nil || n > len(b) {
			return false
		}
		if b = b[n:]; len(b) == 0 {
			return true
		}
	}
	return true
}

// dispute makes data the current message, whose header says that it has said bytes.
func (r *Reader) dispute(data []byte, said int) *message.Message {
	m := r.deliver(data, false)
	m.Errs = append(m.Errs, &wire.Error{Pos: m.Pos, Off: r.shape.Length.Off, Struct: "message header", Err: fmt.Errorf(
		"it says %s (X'%X'), but another message begins after %d; read to there: %w", english.Plural(int(said), "byte", ""),
		said, len(data),
		wire.ErrFraming)})
	return m
}

// good reports that a message may begin b: its header holds, or the input ends in
// the middle of one.
func (r *Reader) good(b []byte) bool {
	_, why := r.header(b)
	return why == nil || why == wire.ErrTruncated
}

// findNext returns the first place at least from bytes into w where a message begins
// that is followed by another one or by the end of w; -1 when there is none.
func (r *Reader) findNext(w []byte, from int) int {
	id := r.shape.IdentValue
	for i := from; i < len(w); i++ {
		if id != nil {
			if i+r.shape.Ident.Off >= len(w) {
				return -1
			}
			j := bytes.Index(w[i+r.shape.Ident.Off:], id)
			if j < 0 {
				return -1
			}
			i += j
		}
		n, why := r.header(w[i:])
		if why == nil && (n >= len(w)-i || r.good(w[i+n:])) {
			return i
		}
	}
	return -1
}

// damage is called where no message begins: it skips to the next one.
func (r *Reader) damage(why error) *stream.Fault {
	start, skipped := r.src.Pos(), int64(0)
	head := stream.Head(r.src.Need(16))
	for from := 1; ; from = 0 {
		w := r.src.Need(1 << 20)
		if i := r.findNext(w, from); i >= 0 {
			r.src.Skip(i)
			skipped += int64(i)
			break
		}
		n := len(w)
		if !r.src.Ended() {
			n -= min(n-1, r.shape.Least)
		}
		r.src.Skip(n)
		skipped += int64(n)
		if r.src.Ended() {
			break
		}
	}
	return r.skipped(start, skipped, head, why)
}

// drop skips n bytes of the buffer, at whose end a message begins.
func (r *Reader) drop(n int, why error) *stream.Fault {
	start, head := r.src.Pos(), stream.Head(r.src.Need(16))
	r.src.Skip(n)
	return r.skipped(start, int64(n), head, why)
}

func (r *Reader) skipped(start, n int64, head []byte, why error) *stream.Fault {
	kind := stream.KindDamaged
	if errors.Is(why, wire.ErrLimit) {
		kind = stream.KindTooLong
	}
	f := r.fault(kind, start, n, "")
	f.Err = fmt.Errorf("%s up to the next message are rejected, they begin X'%X': %w", english.Plural(int(n), "byte", ""),
		head, why)
	return f
}

// truncated ends the reading: what is left is not a whole message.
func (r *Reader) truncated(rest []byte, format string, args ...any) *stream.Fault {
	text := fmt.Sprintf("%s, bytes %x; was the capture stopped, or the file cut in transfer?",
		fmt.Sprintf(format, args...), stream.Head(rest))
	f := stream.NewTruncated(r.name, r.src.Pos(), int64(len(rest)), text)
	if r.src.Err() != io.EOF {
		f.Stopped(r.src.Pos()+int64(len(rest)), r.src.Err())
	}
	f.Fatal, r.ended = true, true
	r.src.Skip(len(rest))
	return f
}

// finish is called when all input is used up.
func (r *Reader) finish() error {
	if r.src.Err() != io.EOF {
		return r.truncated(nil, "")
	}
	r.ended = true
	return io.EOF
}

// deliver makes data the current message.
func (r *Reader) deliver(data []byte, last bool) *message.Message {
	s, m := &r.shape, &r.msg
	r.messages++
	*m = message.Message{Data: data, Span: int64(len(data)), Header: r.headerLength(data), Stated: -1, Errs: m.Errs[:0]}
	m.Pos = wire.Pos{File: r.name, Record: r.messages, Start: r.src.Pos()}
	if m.HasType = s.Type.Present(); m.HasType {
		m.Type = s.Type.Uint(data)
	}
	if m.HasVersion = s.Version.Present(); m.HasVersion {
		m.Version = s.Version.Uint(data)
	}
	if m.HasRC = s.RC.Present(); m.HasRC {
		m.RC = uint32(s.RC.Uint(data))
		if s.RSN.Present() {
			m.RSN = uint32(s.RSN.Uint(data))
		}
	}
	if s.Target.Present() {
		m.Target = data[s.Target.Off:s.Target.End():s.Target.End()]
	}
	if s.RecordCount.Present() {
		m.Stated = int64(min(s.RecordCount.Uint(data), 1<<62))
	}
	r.parser.Parse(s, data, m.Header)
	m.Records = r.parser.Records
	r.takeErrs(m)
	r.giveName(m, last)
	r.src.Skip(len(data))
	return m
}

// takeErrs says where in the input the faults of the message are.
func (r *Reader) takeErrs(m *message.Message) {
	if len(r.parser.Faults) == 0 {
		return
	}
	r.errs = r.errs[:0]
	for _, t := range r.parser.Faults {
		r.errs = append(r.errs, wire.Error{Pos: m.Pos, Off: t.Off, Struct: t.Struct, Err: t.Err})
	}
	for i := range r.errs {
		m.Errs = append(m.Errs, &r.errs[i])
	}
}
