package discover

import (
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
)

// errnos are the return codes the manual names for this interface. One of them must
// turn up before a field is taken for the return code.
var errnos = map[uint64]bool{111: true, 121: true, 138: true, 1112: true}

// maxReason bounds reason codes while looking for their field: the manual lists
// numbers below twenty.
const maxReason = 1 << 12

// header is a message header, and what is known of its message, while looking for
// the fields that hold codes.
type header struct {
	b       []byte
	name    string // after its records; "" when they do not tell
	records int    // at depth 0
	body    bool
}

// codes finds what the message header holds besides the length.
type codes struct {
	l     *reading
	all   []header
	used  []bool // bytes of the header that are explained
	field map[string]framing.Field
	types []framing.Field
	evidence
}

// build makes the framing out of a reading, and the report.
func (l *reading) build(d *Report) *framing.Framing {
	c := &codes{l: l, used: make([]bool, l.chain.header), field: map[string]framing.Field{}}
	c.readHeaders()
	c.lengths()
	c.ident()
	c.target()
	c.returnCodes()
	c.counts()
	c.kinds()
	c.version()
	for i := range l.findings {
		f := &l.findings[i]
		if f.Sure == "" {
			f.Sure = "certain"
		}
		if f.Evidence == "" {
			f.Evidence = fmt.Sprintf(
				"names every section of %d IKE tunnel records and of %d records in containers in %d messages; %d messages do not fit",
				l.records, l.nested, l.ok, l.failed)
		}
	}
	d.Findings = append(c.list, l.findings...)
	return c.framing()
}

func (c *codes) readHeaders() {
	var w message.Parser
	for i, at := range c.l.chain.starts {
		data := c.l.s.w[at:c.l.chain.ends[i]]
		h := header{b: data[:c.l.chain.header], body: len(data) > c.l.chain.header}
		w.Parse(&c.l.shape, data, c.l.chain.header)
		h.name, _ = message.NameOf(w.Records)
		for j := range w.Records {
			if w.Records[j].Depth == 0 {
				h.records++
			}
		}
		if i == 0 {
			h.name = message.NameInit
		}
		c.all = append(c.all, h)
	}
}

// take notes that a field was found.
func (c *codes) take(name string, p framing.Extent, format, value string) {
	c.field[name] = framing.Field{Element: "message", Name: name, Offset: p.Off, Length: p.Len, Format: format,
		Value: value,
		Basis: framing.BasisDiscovered}
	for i := p.Off; i < p.End(); i++ {
		c.used[i] = true
	}
}

func (c *codes) free(p framing.Extent) bool {
	return p.End() <= len(c.used) && !slices.Contains(c.used[p.Off:p.End()], true)
}

// columns lists the free places of the given widths where every header passes.
func (c *codes) columns(widths []int, pass func(h *header, v uint64) bool) []framing.Extent {
	var out []framing.Extent
	for _, n := range widths {
		for p := 0; p+n <= len(c.used); p++ {
			at := framing.At(p, n)
			if c.free(at) && c.every(at, pass) {
				out = append(out, at)
			}
		}
	}
	slices.SortStableFunc(out, prefer)
	return out
}

func (c *codes) every(at framing.Extent, pass func(h *header, v uint64) bool) bool {
	for i := range c.all {
		if !pass(&c.all[i], at.Uint(c.all[i].b)) {
			return false
		}
	}
	return true
}

// found takes the first of the places, which all read the same, or reports none.
func (c *codes) found(what, name string, at []framing.Extent, sure, evidence, none string) {
	if len(at) == 0 {
		c.add(Finding{What: what, Sure: "open", Evidence: none})
		return
	}
	c.take(name, at[0], "uint", "")
	f := Finding{What: what, Found: placed(at[0], "message"), Sure: sure, Evidence: evidence}
	for _, p := range at[1:] {
		f.Others = append(f.Others, placed(p, "message"))
	}
	c.add(f)
}

func (c *codes) lengths() {
	ch := c.l.chain
	c.add(Finding{What: "header length", Found: english.Plural(int(ch.header), "byte", ""),
		Sure:     "certain",
		Evidence: "the first message, NMsec_INIT, has no records, and those of the other messages begin there"})
	c.take("length", ch.at, "uint", "")
	c.add(Finding{What: "message length", Found: ch.length(), Sure: "certain",
		Evidence: fmt.Sprintf("leads through %d messages of %s; %s", len(ch.starts),
			english.Plural(int(ch.covered), "byte", ""), ch.state),
		Others: ch.others})
	at := c.columns([]int{4, 2}, func(_ *header, v uint64) bool { return v == uint64(ch.header) })
	c.found("header length field", "header_length", at, "likely", "holds the header length in every message",
		"no field holds the header length in every message")
}

// ident takes the longest run of letters, 4 to 8, that all headers share, with the
// blanks behind it; without letters, four other bytes that are the same everywhere.
func (c *codes) ident() {
	first := c.all[0].b
	best, format := c.run(message.IsLetter), "ebcdic"
	for best.Len >= identLength && best.Len < 8 && best.End() < len(first) && c.shared(best.End()) &&
		first[best.End()] == message.Blank {
		best.Len++
	}
	if best.Len < identLength {
		best, format = c.run(message.IsASCIILetter), "ascii"
	}
	if best.Len < identLength && len(c.all) >= byMagic.need {
		best, format = c.magic(), "hex"
	}
	if best.Len < identLength {
		c.add(Finding{What: "identifier", Sure: "open",
			Evidence: "no four letters are the same in every message; after damage reading cannot be taken up again by it"})
		return
	}
	what := "letters"
	if format == "hex" {
		what = "bytes"
	}
	c.take("ident", best, format, hex.EncodeToString(first[best.Off:best.End()]))
	c.add(Finding{What: "identifier",
		Found: placed(best, "message") + ", X'" + hex.EncodeToString(first[best.Off:best.End()]) + "'", Sure: "likely",
		Evidence: fmt.Sprintf("the same %s in all %d messages", what, len(c.all))})
}

// run returns the longest run of letters, up to eight, that all headers share.
func (c *codes) run(is func(byte) bool) framing.Extent {
	first := c.all[0].b
	var best framing.Extent
	for p := 0; p < len(first); p++ {
		n := 0
		for p+n < len(first) && n < 8 && c.shared(p+n) && is(first[p+n]) {
			n++
		}
		if n > best.Len {
			best = framing.At(p, n)
		}
		p += n
	}
	return best
}

// magic returns four bytes that all headers share and that look chosen, on the boundary
// of their width if there are such.
func (c *codes) magic() framing.Extent {
	first := c.all[0].b
	for _, step := range [...]int{identLength, 1} {
		for p := 0; p+identLength <= len(first); p += step {
			shared := true
			for i := range identLength {
				shared = shared && c.shared(p+i)
			}
			if shared && isMagic(first[p:p+identLength]) {
				return framing.At(p, identLength)
			}
		}
	}
	return framing.Extent{}
}

// shared reports whether byte i is free and the same in all headers.
func (c *codes) shared(i int) bool {
	if c.used[i] {
		return false
	}
	for j := range c.all {
		if c.all[j].b[i] != c.all[0].b[i] {
			return false
		}
	}
	return true
}

// target takes the longest run of at least eight bytes that is a blank-padded name
// in every message.
func (c *codes) target() {
	var best framing.Extent
	for p := 0; p+8 <= len(c.used); p++ {
		n := 0
		for p+n < len(c.used) && c.free(framing.At(p+n, 1)) && c.text(p+n) {
			n++
		}
		if n >= 8 && n > best.Len && c.padded(framing.At(p, n)) {
			best = framing.At(p, n)
		}
		p += n
	}
	if best.Len == 0 {
		c.add(Finding{What: "target name", Sure: "open", Evidence: "no eight bytes are a blank-padded name in every message"})
		return
	}
	c.take("target", best, "ebcdic", "")
	c.add(Finding{What: "target name", Found: placed(best, "message"), Sure: "likely",
		Evidence: fmt.Sprintf("a blank-padded name or blanks in all %d messages", len(c.all))})
}

// text reports whether byte i is a letter, blank or one of @ # $ . - _ everywhere.
func (c *codes) text(i int) bool {
	for j := range c.all {
		switch b := c.all[j].b[i]; b {
		case message.Blank, 0x4B, 0x5B, 0x60, 0x6D, 0x7B, 0x7C:
		default:
			if !message.IsLetter(b) {
				return false
			}
		}
	}
	return true
}

// padded reports that nothing follows a blank in any header.
func (c *codes) padded(p framing.Extent) bool {
	for j := range c.all {
		blank := false
		for _, b := range c.all[j].b[p.Off:p.End()] {
			if b != message.Blank && blank {
				return false
			}
			blank = blank || b == message.Blank
		}
	}
	return true
}

// codePair is where return and reason code may stand.
type codePair struct{ rc, rsn framing.Extent }

func (p codePair) placed() string {
	return placed(p.rc, "message") + " and " + placed(p.rsn, "message")
}

// returnCodes finds return and reason code, where all places that may hold them read the same.
func (c *codes) returnCodes() {
	fits := c.codePairs()
	if len(fits) == 0 {
		c.add(Finding{What: "return and reason code", Sure: "open",
			Evidence: "no message without records holds one of the return codes 111, 121, 138, 1112 where messages with " +
				"records hold zero"})
		return
	}
	best := fits[0]
	f := Finding{What: "return and reason code", Sure: "likely",
		Evidence: "zero in messages with records, a known errno with a small reason code in others"}
	for _, p := range fits[1:] {
		if !c.same(best.rc, p.rc) || !c.same(best.rsn, p.rsn) {
			f.Sure, f.Evidence = "open", "these places read differently: "+best.placed()+"; "+p.placed()
			c.add(f)
			return
		}
		f.Others = append(f.Others, p.placed())
	}
	f.Found = best.placed()
	if c.nonzero(best.rsn) == 0 {
		f.Evidence += "; the reason code is zero throughout, so that its place is that of a neighbour"
	}
	c.take("rc", best.rc, "uint", "")
	c.take("rsn", best.rsn, "uint", "")
	c.add(f)
}

// codePairs lists the places where return and reason code may stand: next to each other, as wide as each other, zero
// where a message has records, and somewhere an errno of the manual. Of these it keeps those that
// explain most messages.
func (c *codes) codePairs() []codePair {
	var fits []codePair
	most := -1
	for _, rc := range c.returnPlaces() {
		for _, off := range [...]int{rc.End(), rc.Off - rc.Len} {
			p := codePair{rc, framing.At(off, rc.Len)}
			if off < 0 || !c.reasonFor(p) {
				continue
			}
			explained := c.nonzero(p.rc) + c.nonzero(p.rsn)
			if explained > most {
				fits, most = nil, explained
			}
			if explained == most {
				fits = append(fits, p)
			}
		}
	}
	return fits
}

// returnPlaces lists the places that may hold the return code.
func (c *codes) returnPlaces() (out []framing.Extent) {
	for _, n := range [...]int{4, 2} {
		at := c.columns([]int{n},
			func(h *header, v uint64) bool { return v == 0 || !h.body && h.name != message.NameInit && v < 1<<16 })
		for _, rc := range at {
			if c.any(rc, func(v uint64) bool { return errnos[v] }) {
				out = append(out, rc)
			}
		}
	}
	return out
}

// reasonFor reports whether a place may hold the reason code of the return code beside it.
func (c *codes) reasonFor(p codePair) bool {
	return c.free(p.rsn) && c.reasons(p.rc, p.rsn) &&
		c.every(p.rsn, func(h *header, v uint64) bool { return v == 0 || !h.body && v < maxReason })
}

func (c *codes) any(at framing.Extent, pass func(v uint64) bool) bool {
	return slices.ContainsFunc(c.all, func(h header) bool { return pass(at.Uint(h.b)) })
}

// reasons reports that there is no reason where there is no return code.
func (c *codes) reasons(rc, rsn framing.Extent) bool {
	return !slices.ContainsFunc(c.all, func(h header) bool { return rc.Uint(h.b) == 0 && rsn.Uint(h.b) != 0 })
}

// nonzero counts the messages in which a place is not zero.
func (c *codes) nonzero(p framing.Extent) int {
	n := 0
	for i := range c.all {
		if p.Uint(c.all[i].b) != 0 {
			n++
		}
	}
	return n
}

func (c *codes) same(p, q framing.Extent) bool {
	return !slices.ContainsFunc(c.all, func(h header) bool { return p.Uint(h.b) != q.Uint(h.b) })
}

// counts finds the number of records and where they begin.
func (c *codes) counts() {
	at := c.columns([]int{4, 2, 1}, func(h *header, v uint64) bool { return v == uint64(h.records) })
	kinds := c.kindPlaces()
	clash := len(at) > 0 && len(kinds) > 0 &&
		slices.ContainsFunc(kinds, func(p framing.Extent) bool { return overlap(p, at[0]) })
	if clash && len(kinds) == 1 {
		c.add(Finding{What: "record count", Sure: "open",
			Evidence: placed(at[0], "message") +
				" holds the number of records in every message, but may as well be the message type"})
	} else {
		c.found("record count", "record_count", at, "likely", "holds the number of records in every message",
			"no field holds the number of records in every message")
	}
	head := uint64(c.l.chain.header)
	at = c.columns([]int{4, 2},
		func(h *header, v uint64) bool { return v == head && h.body || !h.body && (v == 0 || v == head) })
	c.found("record offset", "record_offset", at, "likely", "holds the header length wherever there are records",
		"no field; records begin behind the header")
}

func overlap(p, q framing.Extent) bool { return p.Off < q.End() && q.Off < p.End() }

// kindPlaces lists the places of two bytes that are the same in messages with the
// same content and differ between those with different content.
func (c *codes) kindPlaces() []framing.Extent {
	var out []framing.Extent
	for p := 0; p+2 <= len(c.used); p++ {
		at := framing.At(p, 2)
		if c.free(at) && c.isKind(at) {
			if len(out) > 0 && overlap(out[len(out)-1], at) { // the same bytes again
				if p%2 == 0 {
					out[len(out)-1] = at
				}
				continue
			}
			out = append(out, at)
		}
	}
	return out
}

// isKind reports whether a place tells the kinds of content apart. A cascade whose
// tunnels have no containers looks like a plain list, which may so have the code of
// both.
func (c *codes) isKind(at framing.Extent) bool {
	codes := map[string]map[uint64]bool{}
	for i := range c.all {
		if h := &c.all[i]; h.name != "" {
			if codes[h.name] == nil {
				codes[h.name] = map[uint64]bool{}
			}
			codes[h.name][at.Uint(h.b)] = true
		}
	}
	if len(codes) < 2 {
		return false
	}
	for v := range codes[message.NameIKECascade] {
		if len(codes[message.NameIKETunnels]) > 1 {
			delete(codes[message.NameIKETunnels], v)
		}
	}
	owner := map[uint64]string{}
	for name, set := range codes {
		if len(set) > 1 {
			return false
		}
		for v := range set {
			if other := owner[v]; other != "" && !(isIKEName(other) && isIKEName(name)) {
				return false
			}
			owner[v] = name
		}
	}
	return true
}

func isIKEName(name string) bool {
	return name == message.NameIKETunnels || name == message.NameIKECascade
}

// kinds finds the message type, and which type has which content.
func (c *codes) kinds() {
	at := c.kindPlaces()
	if len(at) != 1 {
		f := Finding{What: "message type", Sure: "open", Evidence: "no two bytes tell the kinds of content apart"}
		if len(at) > 1 {
			f.Evidence = fmt.Sprintf("%d places tell the kinds of content apart, %s and %s among them", len(at),
				placed(at[0], "message"), placed(at[1], "message"))
		}
		c.add(f)
		return
	}
	p := c.narrow(at[0])
	c.take("type", p, "uint", "")
	names := map[uint64]string{}
	for i := range c.all {
		if h := &c.all[i]; h.name != "" &&
			!(h.name == message.NameIKETunnels && names[p.Uint(h.b)] == message.NameIKECascade) {
			names[p.Uint(h.b)] = h.name
		}
	}
	text := ""
	for _, v := range sortedKeys(names) {
		text += fmt.Sprintf(", %d is %s", v, names[v])
		c.types = append(c.types,
			framing.Field{Element: "type", Name: names[v], Offset: -1, Value: strconv.FormatUint(v, 10),
				Basis: framing.BasisDiscovered,
				Doc:   "From the content of messages with this type."})
	}
	c.add(Finding{What: "message type", Found: placed(p, "message"), Sure: "likely",
		Evidence: "one value for each kind of content" + text})
}

func sortedKeys(m map[uint64]string) []uint64 {
	var out []uint64
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// narrow drops the first of two bytes when it never changes and is not zero: it is
// another field. It drops the second likewise.
func (c *codes) narrow(p framing.Extent) framing.Extent {
	high, low := framing.At(p.Off, 1), framing.At(p.Off+1, 1)
	if c.shared(high.Off) && c.all[0].b[high.Off] != 0 {
		return low
	}
	if c.shared(low.Off) {
		return high
	}
	return p
}

// version takes the one number from 1 to 255 that never changes.
func (c *codes) version() {
	first := c.all[0].b
	var found []framing.Extent
	for i := range first {
		if c.shared(i) && first[i] != 0 {
			p := framing.At(i, 1)
			if i > 0 && i%2 == 1 && c.shared(i-1) && first[i-1] == 0 {
				p = framing.At(i-1, 2)
			}
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		c.add(Finding{What: "version", Sure: "open",
			Evidence: fmt.Sprintf("%s are the same number in every message, besides zero",
				english.Plural(len(found), "byte", ""))})
		return
	}
	c.take("version", found[0], "uint", "")
	c.add(Finding{What: "version", Found: placed(found[0], "message") + fmt.Sprintf(", always %d", found[0].Uint(first)),
		Sure:     "likely",
		Evidence: "the only number besides zero that never changes"})
}

// framing writes down what was found.
func (c *codes) framing() *framing.Framing {
	if from := c.l.chain.from; from == framing.FromHeader {
		fd := c.field["length"]
		fd.From = from.String()
		c.field["length"] = fd
	}
	fields := []framing.Field{{Element: "message", Name: "header", Length: c.l.chain.header,
		Basis: framing.BasisDiscovered}}
	fields = append(fields, slices.SortedFunc(maps.Values(c.field),
		func(a, b framing.Field) int { return a.Offset - b.Offset })...)
	fields = append(fields, recordRows(&c.l.shape)...)
	for i := range fields {
		if fd := &fields[i]; fd.Length > 0 && fd.Format == "" && fd.Name != "header" {
			fd.Format = "uint"
		}
	}
	return framing.Discovered(append(fields, c.types...), c.l.shape)
}

// rowOf returns the row of a field that stands at p, which may have a length of 0.
func rowOf(element, name string, p framing.Extent, value, from string) framing.Field {
	return framing.Field{Element: element, Name: name, Offset: p.Off, Length: p.Len, Value: value, From: from,
		Basis: framing.BasisDiscovered}
}

// recordRows returns the rows on records and descriptors.
func recordRows(s *framing.Shape) []framing.Field {
	var out []framing.Field
	add := func(element, name string, p framing.Extent, from string) {
		if p.Present() {
			out = append(out, rowOf(element, name, p, "", from))
		}
	}
	counts := ""
	if s.RecordOut > 0 {
		add("record", "header", framing.Extent{Len: s.RecordOut}, "")
		counts = framing.FromHeader.String()
	}
	add("record", "length", s.RecordLen, counts)
	add("record", "section_count", s.SectionCount, "")
	add("record", "cascade_count", s.CascadeCount, "")
	fixed := ""
	if s.Fixed > 0 {
		fixed = strconv.Itoa(s.Fixed)
	}
	out = append(out, rowOf("record", "descriptors", framing.At(s.Descriptors, 0), fixed, ""))
	if s.Align > 1 {
		out = append(out, rowOf("record", "align", framing.At(-1, 0), strconv.Itoa(s.Align), ""))
	}
	out = append(out, descriptorRows("section", s.Section)...)
	if s.Cascade.Size > 0 && s.CascadeAt >= 0 {
		out = append(out, rowOf("record", "cascade", framing.At(s.CascadeAt, 0), "", ""))
	}
	return append(out, descriptorRows("cascade", s.Cascade)...)
}

// descriptorRows returns the rows of a descriptor; none when records have no such descriptor.
func descriptorRows(element string, d framing.Descriptor) []framing.Field {
	if d.Size == 0 {
		return nil
	}
	out := []framing.Field{rowOf(element, "offset", d.Off, "", d.From.String())}
	if d.Len.Present() {
		out = append(out, rowOf(element, "length", d.Len, "", ""))
	}
	if d.Count.Present() {
		out = append(out, rowOf(element, "count", d.Count, "", ""))
	}
	return out
}
