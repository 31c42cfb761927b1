package message

import (
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/nmsec/framing"
	"github.com/zertify/zertify/schema/wire"
)

// Parser takes messages apart into records and sections. What Parse leaves in Records and Faults is valid until its
// next call.
type Parser struct {
	s      *framing.Shape
	data   []byte // the message
	header int    // length of its header

	Records []Record
	bounds  [][2]int // the sections of each record, in secs
	secs    []Section
	Faults  []Fault
	more    int // troubles beyond maxTroubles
}

// Bounds on what one message may come apart into: more than fits framing.DefaultLimit in
// tunnel records, and little enough to hold.
const (
	MaxRecords  = 1 << 18
	maxSections = 1 << 20
	maxFaults   = 1 << 8
)

// Fault is something wrong in a message: a record that was rejected, or contents that contradict the header.
type Fault struct {
	Off    int    // from the start of the message
	Struct string // the structure it is in
	Err    error
}

// Parse takes data apart, a message whose header has so many bytes and is followed by records as s says.
func (p *Parser) Parse(s *framing.Shape, data []byte, header int) {
	p.begin(s, data, header)
	p.walk()
	summary(p.Records)
}

// Lone returns b, a structure found without message and record, as a record.
func (p *Parser) Lone(b []byte, role string) []Record {
	p.secs = append(p.secs[:0], Section{Data: b, Role: role})
	p.Records = append(p.Records[:0], Record{Data: b, Parent: -1, Sections: p.secs})
	return p.Records
}

// begin makes the parser ready for a message.
func (p *Parser) begin(s *framing.Shape, data []byte, header int) {
	p.s, p.data, p.header = s, data, header
	p.Records, p.bounds, p.secs, p.Faults = p.Records[:0], p.bounds[:0], p.secs[:0], p.Faults[:0]
	p.more = 0
}

// walk finds all records. What it cannot read is in Faults.
func (p *Parser) walk() {
	at, end := p.header, len(p.data)
	if at == end || !p.s.HasRecords {
		return
	}
	if p.s.RecordOffset.Present() {
		if v := p.s.RecordOffset.Uint(p.data); v >= uint64(p.header) && v <= uint64(end) {
			at = int(v)
		} else {
			p.report(p.s.RecordOffset.Off, "message header", "records are said to begin at +%d of %s: %w", v,
				english.Plural(int(end), "byte", ""),
				wire.ErrLocator)
		}
	}
	p.chain(at, end, 0, -1, -1)
	p.checkCount()
	if p.more > 0 {
		p.Faults = append(p.Faults,
			*fault(p.header, "message", "%d more records or containers were rejected: %w", p.more, wire.ErrLimit))
	}
	for i := range p.Records {
		p.Records[i].Sections = p.secs[p.bounds[i][0]:p.bounds[i][1]:p.bounds[i][1]]
	}
}

// checkCount compares the number of records with what the header says.
func (p *Parser) checkCount() {
	if !p.s.RecordCount.Present() || len(p.Faults) > 0 {
		return
	}
	have := uint64(0)
	for i := range p.Records {
		if p.Records[i].Depth == 0 {
			have++
		}
	}
	if want := p.s.RecordCount.Uint(p.data); want != have {
		p.report(p.s.RecordCount.Off, "message header", "it says %d records, there are %d: %w", want, have, wire.ErrFraming)
	}
}

// chain reads records that follow each other from at to end; count limits them
// unless it is negative.
func (p *Parser) chain(at, end, depth, parent, count int) {
	for n := 0; at < end && (count < 0 || n < count); n++ {
		if len(p.Records) >= MaxRecords {
			p.report(at, "record", "only the first %d records of a message are read, not the %s after them: %w", MaxRecords,
				english.Plural(int(end-at), "byte", ""),
				wire.ErrLimit)
			return
		}
		next, ok := p.record(at, end, depth, parent)
		if !ok && next == 0 {
			return
		}
		at = next
	}
	if at < end && count >= 0 {
		p.report(at, "record", "%s after the last of %d nested records: %w", english.Plural(int(end-at), "byte", ""), count,
			wire.ErrFraming)
	}
}

// record reads the record at at. It returns where the next one begins, 0 when that
// is not known.
func (p *Parser) record(at, end, depth, parent int) (next int, ok bool) {
	s := p.s
	limit := end
	if at+s.RecordLeast > end {
		p.report(at, "record header", "%s left, it has %d: %w", english.Plural(int(end-at), "byte", ""), s.RecordLeast,
			wire.ErrTruncated)
		return 0, false
	}
	if s.RecordLen.Present() {
		n := s.RecordLen.Uint(p.data[at:])
		if n < 1<<62 {
			n += uint64(s.RecordOut)
		}
		if n < uint64(s.RecordLeast) || n > uint64(end-at) {
			p.report(at, "record header", "record length %d, %s left: %w", n, english.Plural(int(end-at), "byte", ""),
				wire.ErrLocator)
			return 0, false
		}
		limit = at + int(n)
		next = limit
	}
	firstRec, firstSec := len(p.Records), len(p.secs)
	p.Records = append(p.Records, Record{No: firstRec, Off: at, Depth: depth, Parent: parent})
	p.bounds = append(p.bounds, [2]int{firstSec, firstSec})
	used, err := p.contents(at, limit, depth, firstRec)
	if err != nil {
		p.Records, p.bounds, p.secs = p.Records[:firstRec], p.bounds[:firstRec], p.secs[:firstSec]
		err.Off += at
		p.note(err)
		return next, false
	}
	if next == 0 {
		next = min(end, (used+s.Align-1)/s.Align*s.Align)
	}
	if next <= at {
		p.Records, p.bounds, p.secs = p.Records[:firstRec], p.bounds[:firstRec], p.secs[:firstSec]
		p.report(at, "record header", "a record without bytes: %w", wire.ErrFraming)
		return 0, false
	}
	p.Records[firstRec].Data = p.data[at:next:next]
	return next, true
}

// contents reads the descriptors of the record at at: sections first, then the
// container. It returns the end of what it read.
func (p *Parser) contents(at, limit, depth, rec int) (used int, bad *Fault) {
	s := p.s
	behind, lowest, used, bad := p.sections(at, limit)
	if bad != nil {
		return 0, bad
	}
	p.bounds[rec][1] = len(p.secs)
	assignRoles(p.secs[p.bounds[rec][0]:])
	if s.Cascade.Size == 0 || s.CascadeCount.Present() && s.CascadeCount.Uint(p.data[at:]) == 0 {
		return used, nil
	}
	pos := at + behind
	if s.CascadeAt >= 0 {
		pos = at + s.CascadeAt
	}
	if pos+s.Cascade.Size > lowest {
		if s.CascadeCount.Present() {
			return 0, fault(pos-at, "cascade descriptor", "no room for it before the first section at +%d: %w", lowest,
				wire.ErrLocator)
		}
		return used, nil
	}
	return p.container(at, pos, limit, used, depth, rec)
}

// sections reads the section descriptors. It returns the end of the descriptors, from
// the start of the record, the lowest and the highest position of a section.
func (p *Parser) sections(at, limit int) (behind, lowest, used int, bad *Fault) {
	s := p.s
	n, byRoom, bad := p.descriptors(at)
	if bad != nil {
		return 0, 0, 0, bad
	}
	used, lowest = at+s.RecordLeast, limit
	total, pos := 0, at+s.Descriptors
	for i := range n {
		if pos+s.Section.Size > lowest {
			if byRoom {
				break
			}
			return 0, 0, 0, fault(pos-at, "section descriptor",
				"descriptor %d of %d reaches into the sections or past the end at +%d: %w", i+1, n, lowest, wire.ErrLocator)
		}
		t := p.target(s.Section, p.data[pos:pos+s.Section.Size], at)
		pos += s.Section.Size
		if t.size == 0 || t.count == 0 {
			continue
		}
		if err := p.checkTarget(t, i, total, at, pos, limit); err != nil {
			return 0, 0, 0, &Fault{Off: pos - s.Section.Size - at, Struct: "section descriptor", Err: err}
		}
		total += int(t.size * t.count)
		lowest = min(lowest, int(t.start))
		used = max(used, p.addSections(t))
	}
	if total > limit-pos {
		return 0, 0, 0, fault(s.Descriptors, "section descriptor", "sections of %s in %s overlap: %w",
			english.Plural(total, "byte", ""), english.Plural(limit-pos, "byte", ""), wire.ErrLocator)
	}
	return pos - at, lowest, max(used, pos), nil
}

// descriptors returns how many section descriptors the record at at has, or, byRoom, how many it may have at most.
func (p *Parser) descriptors(at int) (n int, byRoom bool, bad *Fault) {
	s := p.s
	switch {
	case s.SectionCount.Present():
		v := s.SectionCount.Uint(p.data[at:])
		if v > framing.MaxDescriptors {
			return 0, false, fault(s.SectionCount.Off, "record header", "%d sections: %w", v, wire.ErrLimit)
		}
		return int(v), false, nil
	case s.Fixed > 0:
		return s.Fixed, false, nil
	}
	return framing.MaxDescriptors, true, nil
}

// checkTarget holds what descriptor i names to its record, which ends at limit and whose
// descriptors reach to pos. total
// is what the ones before it name.
func (p *Parser) checkTarget(t target, i, total, at, pos, limit int) error {
	end := uint64(limit)
	switch {
	case t.start < int64(pos) || t.size > end || t.count > end || t.start+int64(t.size*t.count) > int64(limit):
		return fmt.Errorf("section %d: %d times %s at +%d, the record is +%d to +%d: %w",
			i+1, t.count, english.Plural(int(t.size), "byte", ""), t.start, at, limit, wire.ErrLocator)
	case total+int(t.size*t.count) > limit-at:
		return fmt.Errorf("sections of %s in a record of %d overlap: %w",
			english.Plural(total+int(t.size*t.count), "byte", ""), limit-at, wire.ErrLocator)
	case t.count > uint64(maxSections-min(maxSections, len(p.secs))):
		return fmt.Errorf("more than %d sections in a message: %w", maxSections, wire.ErrLimit)
	}
	return nil
}

// addSections adds what a descriptor names, and returns where that ends.
func (p *Parser) addSections(t target) (end int) {
	for range t.count {
		next := t.start + int64(t.size)
		p.secs = append(p.secs, Section{Off: int(t.start), Data: p.data[t.start:next:next]})
		t.start = next
	}
	return int(t.start)
}

// target is what a descriptor names: count things of size bytes each, from start in the message.
type target struct {
	start       int64
	size, count uint64
}

// target reads a descriptor. A framing without count means one, without length all
// that is left.
func (p *Parser) target(d framing.Descriptor, b []byte, at int) target {
	v := d.Off.Uint(b)
	if v > 1<<40 {
		return target{1 << 41, 1, 1}
	}
	t := target{int64(v), 0, 1}
	switch d.From {
	case framing.FromRecord:
		t.start += int64(at)
	case framing.FromHeader:
		t.start += int64(p.header)
	}
	if d.Len.Present() {
		t.size = d.Len.Uint(b)
	}
	if d.Count.Present() {
		t.count = d.Count.Uint(b)
	}
	return t
}

// container reads the records behind the cascade descriptor at pos. A container in a
// nested record is not followed: the interface does not know it.
func (p *Parser) container(at, pos, limit, used, depth, rec int) (int, *Fault) {
	d := p.s.Cascade
	b := p.data[pos : pos+d.Size]
	t := p.target(d, b, at)
	start, size, count := t.start, t.size, t.count
	if d.Len.Present() && size == 0 || count == 0 || d.Off.Uint(b) == 0 && !d.Len.Present() && !d.Count.Present() {
		return used, nil
	}
	if depth > 0 {
		p.report(pos, "cascade descriptor", "a cascade inside a cascade is not followed: %w", wire.ErrFraming)
		return used, nil
	}
	if !d.Len.Present() {
		size = uint64(max(0, int64(limit)-start))
	}
	if start < int64(pos+d.Size) || size > uint64(limit) || start+int64(size) > int64(limit) {
		return 0, fault(pos-at, "cascade descriptor", "container of %s at +%d, the record is +%d to +%d: %w",
			english.Plural(int(size), "byte", ""),
			start, at, limit, wire.ErrLocator)
	}
	for _, sec := range p.secs[p.bounds[rec][0]:p.bounds[rec][1]] {
		if int64(sec.Off) < start+int64(size) && start < int64(sec.Off+len(sec.Data)) {
			return 0, fault(pos-at, "cascade descriptor", "container of %s at +%d overlaps the section at +%d: %w",
				english.Plural(int(size), "byte", ""),
				start, sec.Off, wire.ErrLocator)
		}
	}
	want := -1
	if d.Count.Present() {
		want = int(min(count, uint64(limit)))
	}
	p.chain(int(start), int(start)+int(size), depth+1, rec, want)
	return max(used, int(start)+int(size)), nil
}

func fault(off int, what, format string, args ...any) *Fault {
	return &Fault{Off: off, Struct: what, Err: fmt.Errorf(format, args...)}
}

func (p *Parser) report(off int, what, format string, args ...any) {
	p.note(fault(off, what, format, args...))
}

func (p *Parser) note(t *Fault) {
	if len(p.Faults) >= maxFaults {
		p.more++
		return
	}
	p.Faults = append(p.Faults, *t)
}

// assignRoles says which structure each section of a record holds, from the form of the
// first and the order the manual gives.
func assignRoles(secs []Section) {
	for i := range secs {
		secs[i].Role = RoleUnknown
	}
	if len(secs) == 0 {
		return
	}
	first := secs[0].Data
	switch {
	case IsIKETunnel(first) && (len(secs) == 1 || IsIKEStatistics(secs[1].Data)):
		assign(secs, RoleIKETunnel, RoleIKEStats, RoleLocalID, RoleRemoteID)
	case IsIPTunnel(first):
		assign(secs, ipTunnelParts[first[100]]...)
	case orderIKE(secs): // before others, which a text may look like
	case isInterface(first):
		assign(secs, RoleInterface)
	case isTunnel(first):
		assign(secs, RoleTunnel)
	case isNSS(first):
		assign(secs, RoleNSS)
	case isStack(first):
		assign(secs, RoleStack)
	}
}

// IsIKEStatistics tells statistics from identities, which are text. It is not a test for a
// structure: any counters pass.
func IsIKEStatistics(b []byte) bool { return len(b) >= IKEStatisticsLen && !IsText(b) }

// orderIKE puts the sections of an IKE tunnel into the order of the manual, where they
// are in another one: the tunnel, its statistics, then the identities, of which the
// local one is taken to come first. When it cannot be told which section holds the
// statistics, only the tunnel has a role. It reports false when there is no tunnel.
func orderIKE(secs []Section) bool {
	tunnel := slices.IndexFunc(secs, func(s Section) bool { return IsIKETunnel(s.Data) })
	if tunnel < 0 {
		return false
	}
	toFront(secs, tunnel)
	secs[0].Role = RoleIKETunnel
	stats := -1
	for i := 1; i < len(secs); i++ {
		switch {
		case !IsIKEStatistics(secs[i].Data):
		case stats < 0:
			stats = i
		default:
			return true
		}
	}
	if stats > 0 {
		toFront(secs[1:], stats-1)
		assign(secs, RoleIKETunnel, RoleIKEStats, RoleLocalID, RoleRemoteID)
	}
	return true
}

// toFront moves section i to the front and leaves the others in their order.
func toFront(secs []Section, i int) {
	s := secs[i]
	copy(secs[1:], secs[:i])
	secs[0] = s
}

// ipTunnelParts lists the sections of a record by NMsIPTunType.
var ipTunnelParts = [4][]string{
	1: {RoleIPTunnel, RoleManualTunnel},
	2: {RoleIPTunnel, RoleDynTunnel, RoleDynStack},
	3: {RoleIPTunnel, RoleDynTunnel, RoleDynIKE, RoleLocalClient, RoleRemoteClient},
}

func assign(secs []Section, roles ...string) {
	for i := range secs {
		if i < len(roles) {
			secs[i].Role = roles[i]
		}
	}
}
