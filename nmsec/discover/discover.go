package discover

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/nmsec/message"
	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/stream"
)

// What a capture must hold, and bounds on what is tried.
const (
	minIKEMessages = 2    // responses with IKE tunnels
	leastHeader    = 12   // bytes of message header
	mostHeader     = 1024 // bytes of message header
	mostRecHead    = 512  // bytes of record header
)

// sample is the part of a capture that discovery looks at.
type sample struct {
	w     []byte
	ended bool  // w is all of it
	ike   []int // IKE tunnels
	ipt   []int // IP tunnels
	work  int   // what may still be spent on readings that lead nowhere
	ident identifier
}

// mostWork bounds the work of discovery whatever the input: about so many steps from
// message to message, or bytes read as records.
const mostWork = 512 << 20

// spend takes n off the work that is left; false when there is none.
func (s *sample) spend(n int) bool {
	s.work -= n
	return s.work > 0
}

// evidence collects the findings on the way.
type evidence struct{ list []Finding }

func (e *evidence) add(f Finding) { e.list = append(e.list, f) }

// Find finds the framing of the capture that begins with w. Ended says that w
// is all of it.
func Find(w []byte, ended bool) (*framing.Framing, *Report, *framing.Refusal) {
	s := &sample{w: w, ended: ended, work: mostWork}
	s.ike = structures(w, message.LetterK, 4, message.IsIKETunnel)
	d := &Report{Bytes: len(w)}
	s.ident = byLetters
	f, refusal := s.framing(d)
	if refusal != nil && refusal.Reason != framing.ErrAmbiguous && len(s.ike) > 0 {
		s.ident = byMagic
		if g, other := s.framing(d); other == nil || other.Reason == framing.ErrAmbiguous {
			f, refusal = g, other
		}
	}
	if refusal != nil {
		d.Failure = refusal.Reason.Error() + ": " + refusal.Detail
		return nil, d, refusal
	}
	d.Framing = f
	return f, d, nil
}

// structures lists the places in w that pass a structure's test, which has the
// character lead at offset at; lead 0 means any.
func structures(w []byte, lead byte, at int, is func([]byte) bool) []int {
	var out []int
	for i := at; i < len(w); i++ {
		if lead != 0 {
			j := bytes.IndexByte(w[i:], lead)
			if j < 0 {
				break
			}
			i += j
		}
		if b := w[i-at:]; is(b[:min(len(b), message.IKETunnelLen)]) {
			out = append(out, i-at)
		}
	}
	return out
}

const tryHelp = "give a framing with {nmi-framing}=NAME or FILE, discover it from a longer capture of the same " +
	"system, or take the known structures out with {nmi-framing}=carve"

func undiscovered(format string, args ...any) *framing.Refusal {
	return &framing.Refusal{Reason: framing.ErrUndiscovered, Detail: fmt.Sprintf(format, args...),
		Try: hint.Words(tryHelp)}
}

// framing puts the steps together.
func (s *sample) framing(d *Report) (*framing.Framing, *framing.Refusal) {
	chains := s.chains()
	if len(s.ike) == 0 {
		return nil, s.withoutTunnels(chains, d)
	}
	if s.ipt == nil {
		s.ipt = structures(s.w, 0, 0, message.IsIPTunnel)
	}
	tries, refusal := s.readings(chains, d)
	if refusal != nil {
		return nil, refusal
	}
	best, refusal := mostCovered(tries)
	if refusal != nil {
		return nil, refusal
	}
	d.Messages = len(best.chain.starts)
	return best.build(d), nil
}

// withoutTunnels says what is missing in a sample without IKE tunnels.
func (s *sample) withoutTunnels(chains []*chain, d *Report) *framing.Refusal {
	if len(chains) == 0 || len(chains[0].starts) < 2 {
		return &framing.Refusal{Reason: framing.ErrNotNMI,
			Detail: fmt.Sprintf("no messages that follow each other and no IKE tunnel in the first %s, which begin %x",
				english.Plural(len(s.w), "byte", ""), stream.Head(s.w)),
			Try: "check that the file is what the program that captured it wrote"}
	}
	d.Messages = len(chains[0].starts)
	return undiscovered(
		"%d messages seem to follow each other, but none holds an IKE tunnel; discovery needs NMsec_INIT and %d responses "+
			"with IKE tunnels", len(chains[0].starts), minIKEMessages)
}

// readings reads the sample along each chain and returns the readings that hold, at least one of them; else why none
// does.
func (s *sample) readings(chains []*chain, d *Report) (tries []*reading, why *framing.Refusal) {
	for _, c := range chains {
		l, refusal := s.read(c)
		switch {
		case refusal == nil:
			tries = append(tries, l)
		case refusal.Reason == framing.ErrAmbiguous:
			return nil, refusal
		case why == nil:
			why = refusal
			d.Messages = len(c.starts)
		}
	}
	switch {
	case s.work <= 0:
		return nil, undiscovered("it reads in too many ways to compare them all")
	case len(tries) > 0:
		return tries, nil
	case why != nil:
		return nil, why
	}
	return nil, undiscovered(
		"%d IKE tunnels are there, the first at byte %d, but no number of 2 or 4 bytes in the first %s leads from "+
			"message to message with the same identifier; one that is not letters must be in %d messages", len(s.ike),
		s.ike[0], english.Plural(int(min(len(s.w), mostHeader)), "byte", ""), byMagic.need)
}

// mostCovered returns the reading that covers most of the sample; a refusal when two that cover as much differ.
func mostCovered(tries []*reading) (*reading, *framing.Refusal) {
	slices.SortStableFunc(tries, func(a, b *reading) int { return b.chain.covered - a.chain.covered })
	best := tries[0]
	for _, other := range tries[1:] {
		if other.chain.covered == best.chain.covered && other.digest != best.digest {
			return nil, &framing.Refusal{Reason: framing.ErrAmbiguous,
				Detail: fmt.Sprintf("message length %s with %s, or message length %s with %s, read the capture differently",
					best.chain.length(), best.describe(), other.chain.length(), other.describe()), Try: hint.Words(tryHelp)}
		}
	}
	return best, nil
}

// chain is a reading of the sample as messages.
type chain struct {
	header  int
	at      framing.Extent
	from    framing.Base
	starts  []int
	ends    []int
	covered int
	state   string   // how it ended
	others  []string // other places that lead through the same messages
}

func (c *chain) length() string { return describe(c.at, c.from) }

func describe(p framing.Extent, from framing.Base) string {
	return fmt.Sprintf("%s at +%d counting from the %s", english.Plural(int(p.Len), "byte", ""), p.Off, from)
}

// chains lists the readings with the most messages; of those that give the same
// messages the preferred one.
func (s *sample) chains() []*chain {
	var found []*chain
	add := func(c *chain) {
		if c == nil || !s.identified(c) {
			return
		}
		for _, o := range found {
			if o.header == c.header && slices.Equal(o.starts, c.starts) {
				if o.from == c.from && prefer(c.at, o.at) < 0 {
					o.at, c.at = c.at, o.at
				}
				o.others = append(o.others, c.length())
				return
			}
		}
		if found = append(found, c); len(found) == 2*mostChains {
			found = longest(found)
		}
	}
	for _, n := range [...]int{4, 2} {
		for p := 0; p+n <= min(len(s.w), mostHeader); p++ {
			at := framing.At(p, n)
			h := at.Uint(s.w)
			if h >= uint64(max(leastHeader, p+n)) && h <= mostHeader {
				add(s.follow(at, framing.FromMessage, int(h)))
			}
		}
	}
	if len(s.ike) > 0 {
		s.exclusive(add)
	}
	return longest(found)
}

// longest keeps the chains with the most messages.
func longest(found []*chain) []*chain {
	slices.SortStableFunc(found, func(a, b *chain) int { return len(b.starts) - len(a.starts) })
	return found[:min(len(found), mostChains)]
}

// mostChains bounds how many readings as messages are looked into.
const mostChains = 32

// exclusive tries lengths that leave out the header, so that the first message does
// not tell how long the header is; only the identifier does.
func (s *sample) exclusive(add func(*chain)) {
	for h := leastHeader; h <= mostHeader/2 && h < s.ike[0]; h++ {
		if !recurs(s.w, h, s.ident) {
			continue
		}
		for _, n := range [...]int{4, 2} {
			for p := 0; p+n <= min(h, mostHeader/4); p++ {
				if at := framing.At(p, n); at.Uint(s.w) == 0 {
					add(s.follow(at, framing.FromHeader, h))
				}
			}
		}
	}
}

// follow walks from message to message. It returns nil when that leads nowhere.
func (s *sample) follow(at framing.Extent, from framing.Base, header int) *chain {
	c := &chain{header: header, at: at, from: from}
	for c.state == "" {
		if !s.spend(64) {
			return nil
		}
		n, state := s.next(c)
		if c.state = state; state != "" {
			break
		}
		c.starts = append(c.starts, c.covered)
		c.covered += n
		c.ends = append(c.ends, c.covered)
	}
	if len(c.starts) < 2 || !c.hasBodies() && len(s.ike) > 0 {
		return nil
	}
	return c
}

// next returns the length of the message at the end of a chain, or the state in which the chain ends.
func (s *sample) next(c *chain) (length int, state string) {
	if c.covered == len(s.w) {
		return 0, "they end where the capture ends"
	}
	if c.covered+c.at.End() > len(s.w) {
		return 0, "the last one is cut off"
	}
	n := c.at.Uint(s.w[c.covered:])
	if c.from == framing.FromHeader {
		n += uint64(c.header)
	}
	switch {
	case n < uint64(c.header):
		return 0, fmt.Sprintf("they break off at byte %d", c.covered)
	case n > uint64(len(s.w)-c.covered):
		return 0, "the last one is cut off"
	}
	return int(n), ""
}

// hasBodies reports whether a message has more than a header.
func (c *chain) hasBodies() bool {
	for i := range c.starts {
		if c.ends[i]-c.starts[i] > c.header {
			return true
		}
	}
	return false
}

// prefer orders places that read the same: first those on the boundary of their own
// width, where fields usually lie, then the wider ones, which go on to hold when
// numbers grow.
func prefer(a, b framing.Extent) int {
	if aligned := func(p framing.Extent) bool { return p.Off%p.Len == 0 }; aligned(a) != aligned(b) {
		if aligned(a) {
			return -1
		}
		return 1
	}
	return b.Len - a.Len
}

// count returns how many of the sorted positions are in [from, to).
func count(sorted []int, from, to int) int {
	i, _ := slices.BinarySearch(sorted, from)
	j, _ := slices.BinarySearch(sorted, to)
	return j - i
}

// firstFrom returns the first of the sorted positions at least from.
func firstFrom(sorted []int, from int) int {
	i, _ := slices.BinarySearch(sorted, from)
	if i == len(sorted) {
		return -1
	}
	return sorted[i]
}
