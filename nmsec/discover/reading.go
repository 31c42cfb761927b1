package discover

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/hint"
)

// reading is a reading of the records in the messages of a chain.
type reading struct {
	s        *sample
	chain    *chain
	shape    framing.Shape
	tunnel   int            // descriptor that names the IKE tunnel
	stats    int            // descriptor that names its statistics
	ok       int            // messages with records that it reads without contradiction
	failed   int            // messages it does not
	records  int            // of IKE tunnels
	nested   int            // records in containers
	covered  int            // bytes in sections
	digest   message.Digest // of the sections it finds
	spans    []span         // the records of IKE tunnels
	findings []Finding
}

// describe says how a reading takes records, so that two of them can be told apart.
func (l *reading) describe() string {
	s := &l.shape
	text := fmt.Sprintf("section descriptors of %s from +%d of the record", describeDescriptor(s.Section), s.Descriptors)
	switch {
	case s.SectionCount.Present():
		text += fmt.Sprintf(", their number in %s at +%d", english.Plural(int(s.SectionCount.Len), "byte", ""),
			s.SectionCount.Off)
	case s.Fixed > 0:
		text += fmt.Sprintf(", %d of them", s.Fixed)
	}
	if s.RecordLen.Present() {
		text += fmt.Sprintf(", record length in %s at +%d", english.Plural(int(s.RecordLen.Len), "byte", ""), s.RecordLen.Off)
		if s.RecordOut > 0 {
			text += fmt.Sprintf(" without the first %d", s.RecordOut)
		}
	} else {
		text += fmt.Sprintf(", records at multiples of %d", s.Align)
	}
	if s.Cascade.Size > 0 {
		text += fmt.Sprintf(", cascade descriptor of %s at +%d", describeDescriptor(s.Cascade), l.casPos())
	}
	return text
}

func describeDescriptor(d framing.Descriptor) string {
	type part struct {
		p    framing.Extent
		name string
	}
	parts := []part{{d.Off, "offset"}, {d.Len, "length"}, {d.Count, "count"}}
	slices.SortStableFunc(parts, func(a, b part) int { return a.p.Off - b.p.Off })
	var text []string
	for _, p := range parts {
		if p.p.Present() {
			text = append(text, fmt.Sprintf("%s %d", p.name, p.p.Len))
		}
	}
	return fmt.Sprintf("%s bytes, offsets counting from the %s", strings.Join(text, ", "), d.From)
}

// forms lists the descriptors that are tried: offset, length and sometimes count in
// any order, each of 2 or 4 bytes.
func forms(needLength bool) []framing.Descriptor {
	var out []framing.Descriptor
	for _, order := range [...]string{"OL", "LO", "OLC", "LOC", "OCL", "LCO", "COL", "CLO", "O", "OC", "CO"} {
		if needLength && !strings.Contains(order, "L") {
			continue
		}
		for widths := range 1 << len(order) {
			var d framing.Descriptor
			for i, c := range order {
				p := framing.At(d.Size, 4-widths>>i&1*2)
				switch c {
				case 'O':
					d.Off = p
				case 'L':
					d.Len = p
				case 'C':
					d.Count = p
				}
				d.Size += p.Len
			}
			out = append(out, d)
		}
	}
	return out
}

// bases in the order of preference.
var bases = [...]framing.Base{framing.FromRecord, framing.FromMessage, framing.FromHeader}

// baseAt returns the position that offsets count from, in the message.
func (c *chain) baseAt(b framing.Base, record int) int {
	return [...]int{framing.FromMessage: 0, framing.FromHeader: c.header, framing.FromRecord: record}[b]
}

// read finds the record headers and descriptors for a chain.
func (s *sample) read(c *chain) (*reading, *framing.Refusal) {
	ike := s.withIKE(c)
	if len(ike) < minIKEMessages {
		return nil, undiscovered("%d messages found by the length at +%d, of which %d hold IKE tunnels; %d are needed",
			len(c.starts), c.at.Off, len(ike), minIKEMessages)
	}
	if c.ends[0] != c.header {
		return nil, undiscovered(
			"the first message has records, so that it is not NMsec_INIT and does not give the length of the header")
	}
	fits := s.fitting(c, ike)
	if len(fits) == 0 {
		at := firstFrom(s.ike, c.starts[ike[0]])
		return nil, undiscovered(
			"%d messages are there (length: %s; header: %s), but in front of the IKE tunnel at byte %d nothing was "+
				"found that reads as descriptors of its sections (offset and length, with or without a count, of 2 or 4 bytes, "+
				"counting from message, message header or record) and holds for the other records too",
			len(c.starts), c.length(), english.Plural(int(c.header), "byte", ""), at)
	}
	best, refusal := mostFitting(fits)
	if refusal != nil {
		return nil, refusal
	}
	if best.evaluate(nil, len(s.w)); best.ok == 0 {
		return nil, undiscovered("%s reads the first messages, but not %d of the others", best.describe(), best.failed)
	}
	return best, nil
}

// fitting returns the readings of the records of messages with IKE tunnels: of all of them, or of a part when some are
// damaged.
func (s *sample) fitting(c *chain, ike []int) (fits []*reading) {
	for _, part := range halves(ike) {
		for _, form := range s.sectionForms(c, part[0]) {
			fits = append(fits, s.complete(c, part, form)...)
		}
		if len(fits) > 0 {
			break
		}
	}
	return fits
}

// mostFitting returns the reading that fits most records, with the others that say the same of them; a refusal when one
// that fits as many reads them differently.
func mostFitting(fits []*reading) (*reading, *framing.Refusal) {
	slices.SortStableFunc(fits, func(a, b *reading) int {
		if a.ok != b.ok {
			return b.ok - a.ok
		}
		return b.covered - a.covered
	})
	best := fits[0]
	var same []string
	for _, l := range fits[1:] {
		if l.ok < best.ok || l.covered < best.covered {
			break
		}
		if l.digest != best.digest {
			return nil, &framing.Refusal{Reason: framing.ErrAmbiguous,
				Detail: "(a) " + best.describe() + "; (b) " + l.describe() + "; they read the records differently",
				Try:    hint.Words(tryHelp)}
		}
		if text := l.describe(); text != best.describe() && !slices.Contains(same, text) {
			same = append(same, text)
		}
	}
	best.findings[0].Others = append(best.findings[0].Others, same...)
	return best, nil
}

// halves returns the list, and its halves when they are long enough.
func halves(list []int) [][]int {
	half := len(list) / 2
	if half < minIKEMessages {
		return [][]int{list}
	}
	return [][]int{list, list[:half], list[half:]}
}

// withIKE lists the messages of the chain in which IKE tunnels are.
func (s *sample) withIKE(c *chain) []int {
	var out []int
	for i := range c.starts {
		if count(s.ike, c.starts[i]+c.header, c.ends[i]) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// sectionForm is a shape of section descriptors, and which of them name the IKE tunnel
// and its statistics.
type sectionForm struct {
	framing.Shape
	tunnel, stats int
}

// sectionForms lists the shapes whose first descriptors name, in message m, the IKE
// tunnel and a section of statistics: as the first two, or in any order beside two
// identities.
func (s *sample) sectionForms(c *chain, m int) []sectionForm {
	msg := s.w[c.starts[m]:c.ends[m]]
	target := firstFrom(s.ike, c.starts[m]+c.header) - c.starts[m]
	var first, others []sectionForm
	for _, d := range forms(true) {
		for x := c.header; x+d.Size <= target && x-c.header <= mostRecHead; x++ {
			if !tunnelSized(d, msg[x:]) {
				continue
			}
			for _, d.From = range bases {
				if d.Off.Uint(msg[x:])+uint64(c.baseAt(d.From, c.header)) != uint64(target) {
					continue
				}
				usual, unusual := c.formsAt(msg, d, x, target)
				first, others = append(first, usual...), append(others, unusual...)
			}
		}
	}
	return append(first, others...)
}

// tunnelSized reports whether the descriptor that b begins with may name one IKE tunnel.
func tunnelSized(d framing.Descriptor, b []byte) bool {
	n := d.Len.Uint(b)
	return n >= message.IKETunnelOld && n <= 4*message.IKETunnelLen && (!d.Count.Present() || d.Count.Uint(b) == 1)
}

// formsAt returns the shapes in which the descriptor at x is one of the first four and names the IKE tunnel at target:
// those in the order of the manual, and those in another.
func (c *chain) formsAt(msg []byte, d framing.Descriptor, x, target int) (usual, unusual []sectionForm) {
	for tunnel := 0; tunnel < 4 && x-tunnel*d.Size >= c.header; tunnel++ {
		f := sectionForm{Shape: framing.Shape{Header: c.header, Length: c.at, LengthFrom: c.from, Least: c.at.End(),
			HasRecords: true, Section: d, CascadeAt: -1, Align: 1}, tunnel: tunnel}
		f.Descriptors = x - tunnel*d.Size - c.header
		f.RecordLeast = f.Descriptors
		switch {
		case tunnel == 0 && f.section(c, msg, 1, message.IKEStatisticsLen, 16*message.IKEStatisticsLen) != nil:
			f.stats = 1
			usual = append(usual, f)
		case f.among(c, msg, target):
			unusual = append(unusual, f)
		}
	}
	return usual, unusual
}

// section returns what descriptor i of the first record of msg names, if that lies in msg
// and has from least to most bytes; else nil.
func (f *sectionForm) section(c *chain, msg []byte, i int, least, most uint64) []byte {
	p, d := c.header+f.Descriptors+i*f.Section.Size, f.Section
	if p+d.Size > len(msg) {
		return nil
	}
	n, from := d.Len.Uint(msg[p:]), d.Off.Uint(msg[p:])+uint64(c.baseAt(d.From, c.header))
	if n < least || n > most || from < uint64(p+d.Size) || from > uint64(len(msg)) || n > uint64(len(msg))-from ||
		d.Count.Present() && d.Count.Uint(msg[p:]) != 1 {
		return nil
	}
	return msg[from : from+n]
}

// among reports whether the first four descriptors name the IKE tunnel, statistics and
// two texts, all in front of the first of them.
func (f *sectionForm) among(c *chain, msg []byte, target int) bool {
	f.stats = -1
	for i := range 4 {
		if i == f.tunnel {
			continue
		}
		b := f.section(c, msg, i, 1, mostHeader)
		switch {
		case b == nil:
			return false
		case message.IsText(b):
		case f.stats < 0 && message.IsIKEStatistics(b):
			f.stats = i
		default:
			return false
		}
	}
	return f.stats >= 0 && c.header+f.Descriptors+4*f.Section.Size <= target
}

// headRecord is a record header met while looking for its other fields.
type headRecord struct {
	msg     []byte // the message
	at, end int    // the record
	lowest  int    // its first section
	nested  []int  // IP tunnels inside, in the message
	real    int    // descriptors in use among the first four
}

// complete finds the other fields of the record header: length, number of
// descriptors, cascade. It returns the ways to do so that hold for the messages.
func (s *sample) complete(c *chain, ike []int, f sectionForm) []*reading {
	l := &reading{s: s, chain: c, shape: f.Shape, tunnel: f.tunnel, stats: f.stats}
	l.findings = []Finding{{What: "section descriptors",
		Found: fmt.Sprintf("%s, from +%d of the record", describeDescriptor(f.Section), f.Descriptors)}}
	if f.tunnel != 0 || f.stats != 1 {
		l.findings[0].Found += fmt.Sprintf("; the tunnel is number %d and the statistics number %d", f.tunnel+1, f.stats+1)
	}
	var out []*reading
	for _, v := range l.lengths(ike) {
		heads := v.heads(v.spans)
		if heads == nil {
			continue
		}
		for _, v := range v.counts(heads) {
			for _, v := range v.cascades(heads) {
				if v.evaluate(ike, evaluated); v.ok > 0 {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// span is a record in the sample.
type span struct{ msg, at, end int }

// lengths finds the length field of the record header and so the records of all
// messages with IKE tunnels; without one, records end where their last section does
// or at the next multiple of some number.
func (l *reading) lengths(ike []int) []*reading {
	var found []framing.Extent
	var spans []span
	first := l.chain.starts[ike[0]] + l.chain.header
	for _, n := range [...]int{4, 2} {
		for p := 0; p+n <= min(mostRecHead, firstFrom(l.s.ike, first)-first); p++ {
			if got := l.steps(ike, framing.At(p, n), 0); got != nil {
				if found = append(found, framing.At(p, n)); spans == nil {
					spans = got
				}
			}
		}
	}
	slices.SortStableFunc(found, prefer)
	if spans != nil {
		v := l.clone()
		v.spans, v.shape.RecordLen = spans, found[0]
		v.shape.RecordLeast = max(v.shape.RecordLeast, found[0].End())
		v.findings = append(v.findings, Finding{What: "record length", Found: placed(found[0], "record"), Sure: "certain",
			Evidence: fmt.Sprintf("leads through %d records with one IKE tunnel each to the end of their messages", len(spans)),
			Others:   places(found[1:])})
		return []*reading{v}
	}
	out := l.shorter(ike)
	for _, align := range [...]int{1, 2, 4, 8, 16} {
		if spans = l.packed(ike, align); spans != nil {
			v := l.clone()
			v.spans, v.shape.Align = spans, align
			v.findings = append(v.findings, Finding{What: "record length", Sure: "likely",
				Evidence: fmt.Sprintf(
					"no field leads from record to record; all %d records end with their last section, the next begins at a "+
						"multiple of %d", len(spans), align)})
			out = append(out, v)
		}
	}
	return out
}

// shorter finds length fields that leave out the record header, as far as the
// descriptors. How long that is follows from a message with one record.
func (l *reading) shorter(ike []int) []*reading {
	alone := slices.IndexFunc(ike, func(m int) bool { return count(l.s.ike, l.chain.starts[m], l.chain.ends[m]) == 1 })
	if alone < 0 {
		return nil
	}
	first := l.chain.starts[ike[alone]] + l.chain.header
	size := uint64(l.chain.ends[ike[alone]] - first)
	var found []framing.Extent
	var spans []span
	for _, n := range [...]int{4, 2} {
		for p := 0; p+n <= l.shape.Descriptors; p++ {
			at := framing.At(p, n)
			if at.Uint(l.s.w[first:])+uint64(l.shape.Descriptors) != size {
				continue
			}
			if got := l.steps(ike, at, l.shape.Descriptors); got != nil {
				found, spans = append(found, at), got
			}
		}
	}
	if spans == nil {
		return nil
	}
	slices.SortStableFunc(found, prefer)
	v := l.clone()
	v.spans, v.shape.RecordLen, v.shape.RecordOut = spans, found[0], l.shape.Descriptors
	v.findings = append(v.findings,
		Finding{What: "record length",
			Found: fmt.Sprintf("%s, without the %s up to the descriptors", placed(found[0], "record"),
				english.Plural(int(l.shape.Descriptors), "byte", "")),
			Sure:     "certain",
			Evidence: fmt.Sprintf("leads through %d records with one IKE tunnel each to the end of their messages", len(spans)),
			Others:   places(found[1:])})
	return []*reading{v}
}

// steps walks the records by a length field, which leaves out so many bytes; nil when
// it does not lead to the end of every message, or a record has not exactly one IKE
// tunnel.
func (l *reading) steps(ike []int, at framing.Extent, out int) []span {
	var spans []span
	for _, m := range ike {
		start, end := l.chain.starts[m], l.chain.ends[m]
		for pos := start + l.chain.header; pos < end; {
			if pos+at.End() > end {
				return nil
			}
			n := at.Uint(l.s.w[pos:]) + uint64(out)
			if !l.s.spend(64) || n <= uint64(at.End()) || n > uint64(end-pos) || count(l.s.ike, pos, pos+int(n)) != 1 {
				return nil
			}
			spans = append(spans, span{m, pos, pos + int(n)})
			pos += int(n)
		}
	}
	return spans
}

// packed walks records that have no length field. A record reaches from behind the
// one before it to the end of the last section that descriptors in front of the
// next IKE tunnel name, or, with a container, up to the next record whose
// descriptors name an IKE tunnel.
func (l *reading) packed(ike []int, align int) []span {
	var out []span
	for _, m := range ike {
		start, end := l.chain.starts[m], l.chain.ends[m]
		for pos := l.chain.header; pos < end-start; {
			next := l.recordEnd(m, pos, align)
			if next < 0 {
				return nil
			}
			out = append(out, span{m, start + pos, start + next})
			pos = next
		}
	}
	return out
}

// recordEnd returns where the record at pos of message m ends, -1 when it is none.
func (l *reading) recordEnd(m, pos, align int) int {
	start, size := l.chain.starts[m], l.chain.ends[m]-l.chain.starts[m]
	msg := l.s.w[start : start+size]
	if !l.names(msg, pos) {
		return -1
	}
	used := pos
	d := l.shape.Section
	for i := range 4 {
		p := pos + l.shape.Descriptors + i*d.Size
		if p+d.Size > size {
			return -1
		}
		from := d.Off.Uint(msg[p:]) + uint64(l.chain.baseAt(d.From, pos))
		if n := d.Len.Uint(msg[p:]); n > 0 && from >= uint64(p) && from+n <= uint64(size) {
			used = max(used, int(from+n))
		}
	}
	if used == pos {
		return -1
	}
	next := min(size, (used+align-1)/align*align)
	if next == size || l.names(msg, next) {
		return next
	}
	if count(l.s.ipt, start+used, start+size) == 0 {
		return -1
	}
	for at := next; at < size; at += align {
		if l.names(msg, at) {
			return at
		}
	}
	return size
}

// names reports whether a record at pos of the message would name an IKE tunnel in
// the descriptor for it.
func (l *reading) names(msg []byte, pos int) bool {
	p, d := pos+l.shape.Descriptors+l.tunnel*l.shape.Section.Size, l.shape.Section
	if p+d.Size > len(msg) {
		return false
	}
	from := d.Off.Uint(msg[p:]) + uint64(l.chain.baseAt(d.From, pos))
	n := d.Len.Uint(msg[p:])
	return n >= message.IKETunnelOld && n <= 4*message.IKETunnelLen && from+n <= uint64(len(msg)) &&
		message.IsIKETunnel(msg[from:from+n])
}

// heads reads the first four descriptors of every record; nil when they contradict.
func (l *reading) heads(recs []span) []headRecord {
	d := l.shape.Section
	var out []headRecord
	for _, r := range recs {
		start := l.chain.starts[r.msg]
		h := headRecord{msg: l.s.w[start:l.chain.ends[r.msg]], at: r.at - start, end: r.end - start, lowest: r.end - start}
		if !l.names(h.msg, h.at) {
			return nil
		}
		for i := range 4 {
			p := h.at + l.shape.Descriptors + i*d.Size
			if p+d.Size > h.lowest {
				break
			}
			n := d.Len.Uint(h.msg[p:])
			from := d.Off.Uint(h.msg[p:]) + uint64(l.chain.baseAt(d.From, h.at))
			if n == 0 {
				continue
			}
			if from < uint64(p+d.Size) || from+n > uint64(h.end) || i != l.tunnel && i != l.stats &&
				!message.IsText(h.msg[from:from+n]) {
				return nil
			}
			h.real = i + 1
			h.lowest = min(h.lowest, int(from))
		}
		if h.real < 2 {
			return nil
		}
		i, _ := slices.BinarySearch(l.s.ipt, r.at)
		for ; i < len(l.s.ipt) && l.s.ipt[i] < r.end; i++ {
			h.nested = append(h.nested, l.s.ipt[i]-start)
		}
		out = append(out, h)
	}
	return out
}

// free reports whether p, from the start of a record, is in no length field and not
// among the four descriptors.
func (l *reading) free(p framing.Extent) bool {
	s := &l.shape
	clear := func(off, end int) bool { return p.End() <= off || p.Off >= end }
	return clear(s.Descriptors, s.Descriptors+4*s.Section.Size) &&
		(!s.RecordLen.Present() || clear(s.RecordLen.Off, s.RecordLen.End()))
}

// column lists the places in record headers where every record reads what want says.
func (l *reading) column(heads []headRecord, widths []int, want func(h *headRecord, v uint64) bool) []framing.Extent {
	var out []framing.Extent
	for _, n := range widths {
		for p := 0; p+n <= mostRecHead; p++ {
			at := framing.At(p, n)
			if !l.free(at) {
				continue
			}
			good := true
			for i := range heads {
				h := &heads[i]
				if good = h.at+at.End() <= h.lowest && want(h, at.Uint(h.msg[h.at:])); !good {
					break
				}
			}
			if good {
				out = append(out, at)
			}
		}
	}
	return out
}

// counts returns the ways to tell how many descriptors a record has: a count field, as
// far as there is room, or always four.
func (l *reading) counts(heads []headRecord) []*reading {
	var out []*reading
	found := l.column(heads, []int{2, 4, 1}, func(h *headRecord, v uint64) bool { return v == 4 || v == uint64(h.real) })
	seen := map[string]int{}
	for _, at := range found {
		key := fmt.Sprint(l.chain.elsewhere(l, at))
		if i, ok := seen[key]; ok {
			f := &out[i].findings[len(out[i].findings)-1]
			f.Others = append(f.Others, placed(at, "record"))
			continue
		}
		if len(out) == 8 {
			break
		}
		v := l.clone()
		v.shape.SectionCount = at
		v.shape.RecordLeast = max(v.shape.RecordLeast, at.End())
		v.findings = append(v.findings, Finding{What: "section count", Found: placed(at, "record"), Sure: "certain",
			Evidence: fmt.Sprintf("the number of sections in all %d IKE tunnel records", len(heads))})
		seen[key] = len(out)
		out = append(out, v)
	}
	room := l.clone()
	room.findings = append(room.findings,
		Finding{What: "section count", Sure: "likely",
			Evidence: "no field; descriptors reach up to the first section, those of length 0 are not in use"})
	out = append(out, room)
	for n := 4; n <= mostFixed; n++ {
		fixed := l.clone()
		fixed.shape.Fixed = n
		fixed.findings = append(fixed.findings,
			Finding{What: "section count", Sure: "likely",
				Evidence: fmt.Sprintf("no field; every record has %d descriptors, those of length 0 are not in use", n)})
		if !slices.ContainsFunc(heads,
			func(h headRecord) bool { return h.at+l.shape.Descriptors+n*l.shape.Section.Size > h.lowest }) {
			out = append(out, fixed)
		}
	}
	return out
}

// mostFixed bounds the number of descriptors that is tried where it is fixed.
const mostFixed = 16

// elsewhere lists what a record header field reads in the first records of the
// messages without IKE tunnels.
func (c *chain) elsewhere(l *reading, at framing.Extent) []uint64 {
	var out []uint64
	for i := range c.starts {
		p := c.starts[i] + c.header
		if p+at.End() <= c.ends[i] && count(l.s.ike, p, c.ends[i]) == 0 {
			out = append(out, at.Uint(l.s.w[p:]))
		}
	}
	return out
}

func (l *reading) clone() *reading {
	c := *l
	c.findings = slices.Clone(l.findings)
	return &c
}

// cascades returns the ways to find the container of nested records; only the reading
// itself when there are none.
func (l *reading) cascades(heads []headRecord) []*reading {
	var parent *headRecord
	for i := range heads {
		if len(heads[i].nested) > 0 {
			parent = &heads[i]
			break
		}
	}
	if parent == nil {
		return []*reading{l}
	}
	var out []*reading
	for _, c := range l.containers(parent) {
		out = append(out, l.cascadeForms(heads, parent, c)...)
	}
	return out
}

// containers lists where the first nested record of h may begin: where its first
// descriptor would name the first IP tunnel.
func (l *reading) containers(h *headRecord) []int {
	var out []int
	d, target := l.shape.Section, h.nested[0]
	for at := h.lowest; at+l.shape.Descriptors+d.Size <= target; at++ {
		b := h.msg[at+l.shape.Descriptors:]
		n := d.Len.Uint(b)
		if n >= message.IPTunnelHead && d.Off.Uint(b)+uint64(l.chain.baseAt(d.From, at)) == uint64(target) &&
			uint64(target)+n <= uint64(h.end) {
			out = append(out, at)
		}
	}
	return out
}

// cascadeForms lists the descriptors in the header of h that name a container at c.
func (l *reading) cascadeForms(heads []headRecord, h *headRecord, c int) []*reading {
	var out []*reading
	present := l.column(heads, []int{2, 1, 4},
		func(h *headRecord, v uint64) bool { return v == uint64(min(1, len(h.nested))) })
	for _, d := range forms(false) {
		for y := 0; h.at+y+d.Size <= h.lowest; y++ {
			if !l.mayCascade(d, y) || !namesContainer(d, h, y, c) {
				continue
			}
			for _, d.From = range bases {
				if d.Off.Uint(h.msg[h.at+y:])+uint64(l.chain.baseAt(d.From, h.at)) == uint64(c) {
					out = append(out, l.withCascade(d, y, present))
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *reading) int { return b.cascadeRank() - a.cascadeRank() })
	return out
}

// mayCascade reports whether a cascade descriptor may stand at y of the record header, outside what is known of it.
func (l *reading) mayCascade(d framing.Descriptor, y int) bool {
	s := &l.shape
	among := s.Fixed > 0 && y+d.Size > s.Descriptors && y < s.Descriptors+s.Fixed*s.Section.Size
	return l.free(framing.At(y, d.Size)) && !among
}

// namesContainer reports whether length and number at y of record h are those of a container at c.
func namesContainer(d framing.Descriptor, h *headRecord, y, c int) bool {
	b := h.msg[h.at+y:]
	if d.Len.Present() && (d.Len.Uint(b) == 0 || uint64(c)+d.Len.Uint(b) > uint64(h.end)) {
		return false
	}
	return !d.Count.Present() || d.Count.Uint(b) == uint64(len(h.nested))
}

// withCascade returns the reading with the cascade descriptor d at y of the record header. present are the fields that
// say whether a record has a container.
func (l *reading) withCascade(d framing.Descriptor, y int, present []framing.Extent) *reading {
	v := l.clone()
	v.shape.Cascade, v.shape.CascadeAt = d, y
	behind := l.shape.Descriptors + max(4, l.shape.Fixed)*l.shape.Section.Size
	if y == behind && (l.shape.SectionCount.Present() || l.shape.Fixed > 0) {
		v.shape.CascadeAt = -1
	}
	v.findings = append(v.findings, Finding{What: "cascade descriptor", Sure: "certain",
		Found: fmt.Sprintf("%s, at +%d of the record", describeDescriptor(d), y)})
	outside := slices.DeleteFunc(slices.Clone(present),
		func(p framing.Extent) bool { return overlap(p, framing.At(y, d.Size)) })
	if len(outside) > 0 {
		v.shape.CascadeCount = outside[0]
		v.findings = append(v.findings, Finding{What: "cascade count", Found: placed(outside[0], "record"), Sure: "likely",
			Evidence: "1 in records with a container, 0 in the others", Others: places(outside[1:])})
	}
	return v
}

// cascadeRank orders readings of the cascade descriptor that give the same: like
// the section descriptors in what offsets count from, then the one that explains
// most, then the one that lies on an even boundary.
func (l *reading) cascadeRank() int {
	d, rank := l.shape.Cascade, 0
	if d.From == l.shape.Section.From {
		rank += 100
	}
	return rank + 10*d.Size - l.casPos()%2
}

// casPos returns where the cascade descriptor stands in records of IKE tunnels.
func (l *reading) casPos() int {
	if l.shape.CascadeAt >= 0 {
		return l.shape.CascadeAt
	}
	return l.shape.Descriptors + max(4, l.shape.Fixed)*l.shape.Section.Size
}

// evaluated is how many bytes of messages readings are compared on; the best one is
// then tried on all.
const evaluated = 1 << 20

// evaluate reads messages until most bytes of records were read, and counts those in
// which everything fits. Those listed in needed, which the shape was made from, must.
func (l *reading) evaluate(needed []int, most int) {
	var w message.Parser
	sum := message.NewDigest()
	l.ok, l.failed, l.covered, l.nested, l.records = 0, 0, 0, 0, 0
	for i := range l.chain.starts {
		start, end := l.chain.starts[i], l.chain.ends[i]
		if end-start == l.chain.header {
			continue
		}
		if most -= end - start; most < 0 && l.ok > 0 {
			break
		}
		if !l.s.spend(end - start) {
			l.ok = 0
			return
		}
		w.Parse(&l.shape, l.s.w[start:end], l.chain.header)
		good := l.explains(&w, start, end)
		if !good {
			if slices.Contains(needed, i) {
				l.ok = 0
				return
			}
			l.failed++
			continue
		}
		l.ok++
		for j := range w.Records {
			sum.Add(i, w.Records[j].Depth)
			for _, s := range w.Records[j].Sections {
				sum.Add(s.Off, len(s.Data))
				l.covered += len(s.Data)
			}
			l.nested += w.Records[j].Depth
			if w.Records[j].Sections[0].Role == message.RoleIKETunnel {
				l.records++
			}
		}
	}
	l.digest = sum
	if l.failed*10 > l.ok {
		l.ok = 0
	}
}

// explains reports that a walk met no contradiction, and found in its sections every
// IKE tunnel and IP tunnel that is there.
func (l *reading) explains(w *message.Parser, start, end int) bool {
	if len(w.Faults) > 0 || len(w.Records) == 0 {
		return false
	}
	ike, ipt := 0, 0
	for i := range w.Records {
		if len(w.Records[i].Sections) == 0 {
			return false
		}
		for _, s := range w.Records[i].Sections {
			switch s.Role {
			case message.RoleIKETunnel:
				if ike++; w.Records[i].Depth > 0 { // containers hold dynamic tunnels
					return false
				}
			case message.RoleIPTunnel:
				ipt++
			}
		}
	}
	return ike == count(l.s.ike, start, end) && ipt == count(l.s.ipt, start, end)
}

func placed(p framing.Extent, of string) string {
	return fmt.Sprintf("%s at +%d of the %s", english.Plural(int(p.Len), "byte", ""), p.Off, of)
}

func places(list []framing.Extent) []string {
	var out []string
	for _, p := range list {
		out = append(out, placed(p, "record"))
	}
	return out
}
