package nmsec

import (
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/wire"
)

// Parser splits the body of a message into records and sections. Its slices are
// used again for every message.
type Parser struct {
	s      *Shape
	data   []byte // the message
	header int    // length of its header

	Records  []Record
	bounds   [][2]int // the sections of each record, in secs
	secs     []Section
	Problems []Problem
	more     int // troubles beyond maxTroubles
}

// Bounds on what one message may come apart into: more than fits DefaultLimit in
// tunnel records, and little enough to hold.
const (
	MaxRecords  = 1 << 18
	maxSections = 1 << 20
	maxProblems = 1 << 8
)

// Problem is something wrong at an offset of the message.
type Problem struct {
	Off    int
	Struct string // structure
	Err    error
}

// Parse takes the message data apart, whose header has so many bytes.
func (w *Parser) Parse(s *Shape, data []byte, header int) {
	w.begin(s, data, header)
	w.walk()
	summary(w.Records)
}

// Lone returns b, a structure found without message and record, as a record.
func (w *Parser) Lone(b []byte, role string) []Record {
	w.secs = append(w.secs[:0], Section{Data: b, Role: role})
	w.Records = append(w.Records[:0], Record{Data: b, Parent: -1, Sections: w.secs})
	return w.Records
}

// begin makes the walker ready for a message.
func (w *Parser) begin(s *Shape, data []byte, header int) {
	w.s, w.data, w.header = s, data, header
	w.Records, w.bounds, w.secs, w.Problems = w.Records[:0], w.bounds[:0], w.secs[:0], w.Problems[:0]
	w.more = 0
}

// walk finds all records. What it cannot read is in errs.
func (w *Parser) walk() {
	at, end := w.header, len(w.data)
	if at == end || !w.s.HasRecords {
		return
	}
	if w.s.RecordOffset.Present() {
		if v := w.s.RecordOffset.Uint(w.data); v >= uint64(w.header) && v <= uint64(end) {
			at = int(v)
		} else {
			w.report(w.s.RecordOffset.Off, "message header", "records are said to begin at +%d of %s: %w", v,
				english.Plural(int(end), "byte", ""),
				wire.ErrLocator)
		}
	}
	w.chain(at, end, 0, -1, -1)
	w.checkCount()
	if w.more > 0 {
		w.Problems = append(w.Problems,
			*problem(w.header, "message", "%d more records or containers were rejected: %w", w.more, wire.ErrLimit))
	}
	for i := range w.Records {
		w.Records[i].Sections = w.secs[w.bounds[i][0]:w.bounds[i][1]:w.bounds[i][1]]
	}
}

// checkCount compares the number of records with what the header says.
func (w *Parser) checkCount() {
	if !w.s.RecordCount.Present() || len(w.Problems) > 0 {
		return
	}
	have := uint64(0)
	for i := range w.Records {
		if w.Records[i].Depth == 0 {
			have++
		}
	}
	if want := w.s.RecordCount.Uint(w.data); want != have {
		w.report(w.s.RecordCount.Off, "message header", "it says %d records, there are %d: %w", want, have, wire.ErrFraming)
	}
}

// chain reads records that follow each other from at to end; count limits them
// unless it is negative.
func (w *Parser) chain(at, end, depth, parent, count int) {
	for n := 0; at < end && (count < 0 || n < count); n++ {
		if len(w.Records) >= MaxRecords {
			w.report(at, "record", "only the first %d records of a message are read, %s follow: %w", MaxRecords,
				english.Plural(int(end-at), "byte", ""),
				wire.ErrLimit)
			return
		}
		next, ok := w.record(at, end, depth, parent)
		if !ok && next == 0 {
			return
		}
		at = next
	}
	if at < end && count >= 0 {
		w.report(at, "record", "%s follow the last of %d nested records: %w", english.Plural(int(end-at), "byte", ""), count,
			wire.ErrFraming)
	}
}

// record reads the record at at. It gives where the next one begins, 0 when that
// is not known.
func (w *Parser) record(at, end, depth, parent int) (next int, ok bool) {
	s := w.s
	limit := end
	if at+s.RecordLeast > end {
		w.report(at, "record header", "%s are left, it has %d: %w", english.Plural(int(end-at), "byte", ""), s.RecordLeast,
			wire.ErrTruncated)
		return 0, false
	}
	if s.RecordLen.Present() {
		n := s.RecordLen.Uint(w.data[at:])
		if n < 1<<62 {
			n += uint64(s.RecordOut)
		}
		if n < uint64(s.RecordLeast) || n > uint64(end-at) {
			w.report(at, "record header", "record length %d, %s are left: %w", n, english.Plural(int(end-at), "byte", ""),
				wire.ErrLocator)
			return 0, false
		}
		limit = at + int(n)
		next = limit
	}
	firstRec, firstSec := len(w.Records), len(w.secs)
	w.Records = append(w.Records, Record{No: firstRec, Off: at, Depth: depth, Parent: parent})
	w.bounds = append(w.bounds, [2]int{firstSec, firstSec})
	used, err := w.contents(at, limit, depth, firstRec)
	if err != nil {
		w.Records, w.bounds, w.secs = w.Records[:firstRec], w.bounds[:firstRec], w.secs[:firstSec]
		err.Off += at
		w.note(err)
		return next, false
	}
	if next == 0 {
		next = min(end, (used+s.Align-1)/s.Align*s.Align)
	}
	if next <= at {
		w.Records, w.bounds, w.secs = w.Records[:firstRec], w.bounds[:firstRec], w.secs[:firstSec]
		w.report(at, "record header", "a record without bytes: %w", wire.ErrFraming)
		return 0, false
	}
	w.Records[firstRec].Data = w.data[at:next:next]
	return next, true
}

// contents reads the descriptors of the record at at: sections first, then the
// container. It gives the end of the last part.
func (w *Parser) contents(at, limit, depth, rec int) (used int, bad *Problem) {
	s := w.s
	behind, lowest, used, bad := w.sections(at, limit)
	if bad != nil {
		return 0, bad
	}
	w.bounds[rec][1] = len(w.secs)
	assignRoles(w.secs[w.bounds[rec][0]:])
	if s.Cascade.Size == 0 || s.CascadeCount.Present() && s.CascadeCount.Uint(w.data[at:]) == 0 {
		return used, nil
	}
	p := at + behind
	if s.CascadeAt >= 0 {
		p = at + s.CascadeAt
	}
	if p+s.Cascade.Size > lowest {
		if s.CascadeCount.Present() {
			return 0, problem(p-at, "cascade descriptor", "no room for it before the first section at +%d: %w", lowest,
				wire.ErrLocator)
		}
		return used, nil
	}
	return w.container(at, p, limit, used, depth, rec)
}

// sections reads the section descriptors. It gives the end of the descriptors, from
// the start of the record, the lowest and the highest position of a section.
func (w *Parser) sections(at, limit int) (behind, lowest, used int, bad *Problem) {
	s := w.s
	n, byRoom := s.Fixed, s.Fixed == 0 && !s.SectionCount.Present()
	if s.SectionCount.Present() {
		v := s.SectionCount.Uint(w.data[at:])
		if v > MaxDescriptors {
			return 0, 0, 0, problem(s.SectionCount.Off, "record header", "%d sections: %w", v, wire.ErrLimit)
		}
		n = int(v)
	}
	used, lowest = at+s.RecordLeast, limit
	total, p := 0, at+s.Descriptors
	for i := 0; byRoom && i < MaxDescriptors || i < n; i++ {
		if p+s.Section.Size > lowest {
			if byRoom {
				break
			}
			return 0, 0, 0, problem(p-at, "section descriptor",
				"descriptor %d of %d reaches into the sections or past the end at +%d: %w", i+1, n, lowest, wire.ErrLocator)
		}
		start, size, count := w.target(s.Section, w.data[p:p+s.Section.Size], at)
		p += s.Section.Size
		if size == 0 || count == 0 {
			continue
		}
		if start < int64(p) || size > uint64(limit) || count > uint64(limit) || start+int64(size*count) > int64(limit) {
			return 0, 0, 0, problem(p-s.Section.Size-at, "section descriptor",
				"section %d: %d times %s at +%d, the record is +%d to +%d: %w",
				i+1, count, english.Plural(int(size), "byte", ""), start, at, limit, wire.ErrLocator)
		}
		total += int(size * count)
		if total > limit-at {
			return 0, 0, 0, problem(p-s.Section.Size-at, "section descriptor", "sections of %s in a record of %d overlap: %w",
				english.Plural(int(total), "byte", ""), limit-at, wire.ErrLocator)
		}
		lowest = min(lowest, int(start))
		if count > uint64(maxSections-min(maxSections, len(w.secs))) {
			return 0, 0, 0, problem(p-s.Section.Size-at, "section descriptor", "more than %d sections in a message: %w", maxSections,
				wire.ErrLimit)
		}
		for range count {
			w.secs = append(w.secs, Section{Off: int(start), Data: w.data[start : start+int64(size) : start+int64(size)]})
			start += int64(size)
		}
		used = max(used, int(start))
	}
	if total > limit-p {
		return 0, 0, 0, problem(s.Descriptors, "section descriptor", "sections of %s in %s overlap: %w",
			english.Plural(int(total), "byte", ""), english.Plural(int(limit-p), "byte", ""),
			wire.ErrLocator)
	}
	return p - at, lowest, max(used, p), nil
}

// target reads a descriptor. A framing without count means one, without length all
// that is left.
func (w *Parser) target(d Descriptor, b []byte, at int) (start int64, size, count uint64) {
	v := d.Off.Uint(b)
	if v > 1<<40 {
		return 1 << 41, 1, 1
	}
	start, size, count = int64(v), 0, 1
	switch d.From {
	case FromRecord:
		start += int64(at)
	case FromHeader:
		start += int64(w.header)
	}
	if d.Len.Present() {
		size = d.Len.Uint(b)
	}
	if d.Count.Present() {
		count = d.Count.Uint(b)
	}
	return start, size, count
}

// container reads the records behind the cascade descriptor at p. A container in a
// nested record is not followed: the interface does not know it.
func (w *Parser) container(at, p, limit, used, depth, rec int) (int, *Problem) {
	d := w.s.Cascade
	b := w.data[p : p+d.Size]
	start, size, count := w.target(d, b, at)
	if d.Len.Present() && size == 0 || count == 0 || d.Off.Uint(b) == 0 && !d.Len.Present() && !d.Count.Present() {
		return used, nil
	}
	if depth > 0 {
		w.report(p, "cascade descriptor", "a cascade inside a cascade is not followed: %w", wire.ErrFraming)
		return used, nil
	}
	if !d.Len.Present() {
		size = uint64(max(0, int64(limit)-start))
	}
	if start < int64(p+d.Size) || size > uint64(limit) || start+int64(size) > int64(limit) {
		return 0, problem(p-at, "cascade descriptor", "container of %s at +%d, the record is +%d to +%d: %w",
			english.Plural(int(size), "byte", ""),
			start, at, limit, wire.ErrLocator)
	}
	for _, sec := range w.secs[w.bounds[rec][0]:w.bounds[rec][1]] {
		if int64(sec.Off) < start+int64(size) && start < int64(sec.Off+len(sec.Data)) {
			return 0, problem(p-at, "cascade descriptor", "container of %s at +%d overlaps the section at +%d: %w",
				english.Plural(int(size), "byte", ""),
				start, sec.Off, wire.ErrLocator)
		}
	}
	want := -1
	if d.Count.Present() {
		want = int(min(count, uint64(limit)))
	}
	w.chain(int(start), int(start)+int(size), depth+1, rec, want)
	return max(used, int(start)+int(size)), nil
}

func problem(off int, what, format string, args ...any) *Problem {
	return &Problem{Off: off, Struct: what, Err: fmt.Errorf(format, args...)}
}

func (w *Parser) report(off int, what, format string, args ...any) {
	w.note(problem(off, what, format, args...))
}

func (w *Parser) note(t *Problem) {
	if len(w.Problems) >= maxProblems {
		w.more++
		return
	}
	w.Problems = append(w.Problems, *t)
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
