package nmsec

import (
	"fmt"
	"slices"

	"github.com/dustin/go-humanize/english"

	"github.com/zertify/zertify/schema/wire"
)

// walker splits the body of a message into records and sections. Its slices are
// used again for every message.
type walker struct {
	s      *shape
	data   []byte // the message
	header int    // length of its header

	recs   []Record
	bounds [][2]int // the sections of each record, in secs
	secs   []Section
	errs   []trouble
	more   int // troubles beyond maxTroubles
}

// Bounds on what one message may come apart into: more than fits DefaultLimit in
// tunnel records, and little enough to hold.
const (
	maxRecords  = 1 << 18
	maxSections = 1 << 20
	maxTroubles = 1 << 8
)

// trouble is something wrong at an offset of the message.
type trouble struct {
	off  int
	what string // structure
	err  error
}

// begin makes the walker ready for a message.
func (w *walker) begin(s *shape, data []byte, header int) {
	w.s, w.data, w.header = s, data, header
	w.recs, w.bounds, w.secs, w.errs = w.recs[:0], w.bounds[:0], w.secs[:0], w.errs[:0]
	w.more = 0
}

// walk finds all records. What it cannot read is in errs.
func (w *walker) walk() {
	at, end := w.header, len(w.data)
	if at == end || !w.s.hasRecord {
		return
	}
	if w.s.recOff.has() {
		if v := w.s.recOff.in(w.data); v >= uint64(w.header) && v <= uint64(end) {
			at = int(v)
		} else {
			w.trouble(w.s.recOff.off, "message header", "records are said to begin at +%d of %s: %w", v,
				english.Plural(int(end), "byte", ""),
				wire.ErrLocator)
		}
	}
	w.chain(at, end, 0, -1, -1)
	w.checkCount()
	if w.more > 0 {
		w.errs = append(w.errs,
			*problem(w.header, "message", "%d more records or containers were rejected: %w", w.more, wire.ErrLimit))
	}
	for i := range w.recs {
		w.recs[i].Sections = w.secs[w.bounds[i][0]:w.bounds[i][1]:w.bounds[i][1]]
	}
}

// checkCount compares the number of records with what the header says.
func (w *walker) checkCount() {
	if !w.s.recCount.has() || len(w.errs) > 0 {
		return
	}
	have := uint64(0)
	for i := range w.recs {
		if w.recs[i].Depth == 0 {
			have++
		}
	}
	if want := w.s.recCount.in(w.data); want != have {
		w.trouble(w.s.recCount.off, "message header", "it says %d records, there are %d: %w", want, have, wire.ErrFraming)
	}
}

// chain reads records that follow each other from at to end; count limits them
// unless it is negative.
func (w *walker) chain(at, end, depth, parent, count int) {
	for n := 0; at < end && (count < 0 || n < count); n++ {
		if len(w.recs) >= maxRecords {
			w.trouble(at, "record", "only the first %d records of a message are read, %s follow: %w", maxRecords,
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
		w.trouble(at, "record", "%s follow the last of %d nested records: %w", english.Plural(int(end-at), "byte", ""), count,
			wire.ErrFraming)
	}
}

// record reads the record at at. It gives where the next one begins, 0 when that
// is not known.
func (w *walker) record(at, end, depth, parent int) (next int, ok bool) {
	s := w.s
	limit := end
	if at+s.recLeast > end {
		w.trouble(at, "record header", "%s are left, it has %d: %w", english.Plural(int(end-at), "byte", ""), s.recLeast,
			wire.ErrTruncated)
		return 0, false
	}
	if s.recLen.has() {
		n := s.recLen.in(w.data[at:])
		if n < 1<<62 {
			n += uint64(s.recOut)
		}
		if n < uint64(s.recLeast) || n > uint64(end-at) {
			w.trouble(at, "record header", "record length %d, %s are left: %w", n, english.Plural(int(end-at), "byte", ""),
				wire.ErrLocator)
			return 0, false
		}
		limit = at + int(n)
		next = limit
	}
	firstRec, firstSec := len(w.recs), len(w.secs)
	w.recs = append(w.recs, Record{No: firstRec, Off: at, Depth: depth, Parent: parent})
	w.bounds = append(w.bounds, [2]int{firstSec, firstSec})
	used, err := w.parts(at, limit, depth, firstRec)
	if err != nil {
		w.recs, w.bounds, w.secs = w.recs[:firstRec], w.bounds[:firstRec], w.secs[:firstSec]
		err.off += at
		w.note(err)
		return next, false
	}
	if next == 0 {
		next = min(end, (used+s.align-1)/s.align*s.align)
	}
	if next <= at {
		w.recs, w.bounds, w.secs = w.recs[:firstRec], w.bounds[:firstRec], w.secs[:firstSec]
		w.trouble(at, "record header", "a record without bytes: %w", wire.ErrFraming)
		return 0, false
	}
	w.recs[firstRec].Data = w.data[at:next:next]
	return next, true
}

// parts reads the descriptors of the record at at: sections first, then the
// container. It gives the end of the last part.
func (w *walker) parts(at, limit, depth, rec int) (used int, bad *trouble) {
	s := w.s
	behind, lowest, used, bad := w.sections(at, limit)
	if bad != nil {
		return 0, bad
	}
	w.bounds[rec][1] = len(w.secs)
	w.roles(w.secs[w.bounds[rec][0]:], depth)
	if s.cas.size == 0 || s.casCount.has() && s.casCount.in(w.data[at:]) == 0 {
		return used, nil
	}
	p := at + behind
	if s.casAt >= 0 {
		p = at + s.casAt
	}
	if p+s.cas.size > lowest {
		if s.casCount.has() {
			return 0, problem(p-at, "cascade descriptor", "no room for it before the first section at +%d: %w", lowest,
				wire.ErrLocator)
		}
		return used, nil
	}
	return w.container(at, p, limit, used, depth, rec)
}

// sections reads the section descriptors. It gives the end of the descriptors, from
// the start of the record, the lowest and the highest position of a section.
func (w *walker) sections(at, limit int) (behind, lowest, used int, bad *trouble) {
	s := w.s
	n, byRoom := s.slots, s.slots == 0 && !s.secCount.has()
	if s.secCount.has() {
		v := s.secCount.in(w.data[at:])
		if v > maxSlots {
			return 0, 0, 0, problem(s.secCount.off, "record header", "%d sections: %w", v, wire.ErrLimit)
		}
		n = int(v)
	}
	used, lowest = at+s.recLeast, limit
	total, p := 0, at+s.desc
	for i := 0; byRoom && i < maxSlots || i < n; i++ {
		if p+s.sec.size > lowest {
			if byRoom {
				break
			}
			return 0, 0, 0, problem(p-at, "section descriptor",
				"descriptor %d of %d reaches into the sections or past the end at +%d: %w", i+1, n, lowest, wire.ErrLocator)
		}
		start, size, count := w.target(s.sec, w.data[p:p+s.sec.size], at)
		p += s.sec.size
		if size == 0 || count == 0 {
			continue
		}
		if start < int64(p) || size > uint64(limit) || count > uint64(limit) || start+int64(size*count) > int64(limit) {
			return 0, 0, 0, problem(p-s.sec.size-at, "section descriptor",
				"section %d: %d times %s at +%d, the record is +%d to +%d: %w",
				i+1, count, english.Plural(int(size), "byte", ""), start, at, limit, wire.ErrLocator)
		}
		total += int(size * count)
		if total > limit-at {
			return 0, 0, 0, problem(p-s.sec.size-at, "section descriptor", "sections of %s in a record of %d overlap: %w",
				english.Plural(int(total), "byte", ""), limit-at, wire.ErrLocator)
		}
		lowest = min(lowest, int(start))
		if count > uint64(maxSections-min(maxSections, len(w.secs))) {
			return 0, 0, 0, problem(p-s.sec.size-at, "section descriptor", "more than %d sections in a message: %w", maxSections,
				wire.ErrLimit)
		}
		for range count {
			w.secs = append(w.secs, Section{Off: int(start), Data: w.data[start : start+int64(size) : start+int64(size)]})
			start += int64(size)
		}
		used = max(used, int(start))
	}
	if total > limit-p {
		return 0, 0, 0, problem(s.desc, "section descriptor", "sections of %s in %s overlap: %w",
			english.Plural(int(total), "byte", ""), english.Plural(int(limit-p), "byte", ""),
			wire.ErrLocator)
	}
	return p - at, lowest, max(used, p), nil
}

// target reads a descriptor. A framing without count means one, without length all
// that is left.
func (w *walker) target(d descriptor, b []byte, at int) (start int64, size, count uint64) {
	v := d.off.in(b)
	if v > 1<<40 {
		return 1 << 41, 1, 1
	}
	start, size, count = int64(v), 0, 1
	switch d.from {
	case fromRecord:
		start += int64(at)
	case fromHeader:
		start += int64(w.header)
	}
	if d.len.has() {
		size = d.len.in(b)
	}
	if d.count.has() {
		count = d.count.in(b)
	}
	return start, size, count
}

// container reads the records behind the cascade descriptor at p. A container in a
// nested record is not followed: the interface does not know it.
func (w *walker) container(at, p, limit, used, depth, rec int) (int, *trouble) {
	d := w.s.cas
	b := w.data[p : p+d.size]
	start, size, count := w.target(d, b, at)
	if d.len.has() && size == 0 || count == 0 || d.off.in(b) == 0 && !d.len.has() && !d.count.has() {
		return used, nil
	}
	if depth > 0 {
		w.trouble(p, "cascade descriptor", "a cascade inside a cascade is not followed: %w", wire.ErrFraming)
		return used, nil
	}
	if !d.len.has() {
		size = uint64(max(0, int64(limit)-start))
	}
	if start < int64(p+d.size) || size > uint64(limit) || start+int64(size) > int64(limit) {
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
	if d.count.has() {
		want = int(min(count, uint64(limit)))
	}
	w.chain(int(start), int(start)+int(size), depth+1, rec, want)
	return max(used, int(start)+int(size)), nil
}

func problem(off int, what, format string, args ...any) *trouble {
	return &trouble{off: off, what: what, err: fmt.Errorf(format, args...)}
}

func (w *walker) trouble(off int, what, format string, args ...any) {
	w.note(problem(off, what, format, args...))
}

func (w *walker) note(t *trouble) {
	if len(w.errs) >= maxTroubles {
		w.more++
		return
	}
	w.errs = append(w.errs, *t)
}

// roles says which structure each section of a record holds, from the form of the
// first and the order the manual gives.
func (w *walker) roles(secs []Section, depth int) {
	for i := range secs {
		secs[i].Role = RoleUnknown
	}
	if len(secs) == 0 {
		return
	}
	first := secs[0].Data
	switch {
	case isIKETunnel(first) && (len(secs) == 1 || isIKEStats(secs[1].Data)):
		assign(secs, RoleIKETunnel, RoleIKEStats, RoleLocalID, RoleRemoteID)
	case isIPTunnel(first):
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

// isIKEStats tells statistics from identities, which are text. It is not a test for a
// structure: any counters pass.
func isIKEStats(b []byte) bool { return len(b) >= ikeStatsLen && !isText(b) }

// orderIKE puts the sections of an IKE tunnel into the order of the manual, where they
// are in another one: the tunnel, its statistics, then the identities, of which the
// local one is taken to come first. When it cannot be told which section holds the
// statistics, only the tunnel has a role. It reports false when there is no tunnel.
func orderIKE(secs []Section) bool {
	tunnel := slices.IndexFunc(secs, func(s Section) bool { return isIKETunnel(s.Data) })
	if tunnel < 0 {
		return false
	}
	toFront(secs, tunnel)
	secs[0].Role = RoleIKETunnel
	stats := -1
	for i := 1; i < len(secs); i++ {
		switch {
		case !isIKEStats(secs[i].Data):
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
