package header

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zertify/zertify/schema/hint"
	"github.com/zertify/zertify/schema/layout"
)

// A Draft is an overlay made from a header, as files to be written. Only what a
// user may want to change is said in Notes.
type Draft struct {
	Files map[string]string // by name, with / between folder and file
	Bound []string          // structures that lay out a section, with the section
	Free  []string          // structures that the user may bind
	Notes []string
}

// Draw makes an overlay of the structures that our layouts know in part or not
// at all, and of the constants. origin says where the header comes from.
func Draw(h *Header, set *layout.Set, origin string) *Draft {
	d := &drawer{h: h, set: set, origin: origin, out: &Draft{Files: map[string]string{}}, names: map[string]bool{},
		enums: map[string]string{}, framed: map[*Struct]bool{}}
	d.codes()
	d.framing()
	d.structures()
	d.out.Files["README.md"] = hint.Words(overlayReadme)
	return d.out
}

type drawer struct {
	h      *Header
	set    *layout.Set
	origin string
	out    *Draft
	names  map[string]bool   // of structures written
	enums  map[string]string // enum of the header → ours
	framed map[*Struct]bool  // in the framing, and no section
}

func (d *drawer) note(format string, args ...any) {
	d.out.Notes = append(d.out.Notes, fmt.Sprintf(format, args...))
}

// csvFile writes a table with lines of facts in front.
func csvFile(meta []string, head string, rows [][]string) string {
	var b strings.Builder
	for _, m := range meta {
		b.WriteString("# " + strings.Join(strings.Fields(m), " ") + "\n")
	}
	b.WriteString(head + "\n")
	w := csv.NewWriter(&b)
	_ = w.WriteAll(rows) // a strings.Builder takes everything
	return b.String()
}

// structures writes a file for each structure that adds something, and the rows
// that say which section it lays out.
func (d *drawer) structures() {
	type row struct {
		sort string
		free bool
		cell []string
	}
	var rows []row
	bound := d.bindings()
	for _, s := range d.h.Structs {
		ours := bound[s]
		if ours == nil && (d.framed[s] || d.known(s)) {
			continue
		}
		name, folder := d.write(s, ours)
		if ours == nil {
			cells := []string{layout.SMF119, "119", "SUBTYPE", "", "LOCATOR", name, "", "", "", "", "", "",
				"From " + s.Name + "."}
			if folder == layout.NMsec {
				cells[0], cells[1], cells[2], cells[4] = layout.NMsec, "MESSAGE", "", "SECTION"
			}
			d.out.Free = append(d.out.Free, name)
			rows = append(rows, row{"2" + name, true, cells})
			continue
		}
		for _, r := range d.set.Records {
			for _, l := range r.Locators {
				if slices.Contains(ours, l.Structure) && l.Index > 0 {
					b := layout.Binding{Source: r.Source, Type: r.Type, Subtype: r.Subtype, Messages: r.Messages, Locator: l.Index}
					rows = append(rows, row{"1" + name + r.Table, false, bindingRow(b, r.Table, name, s)})
					d.out.Bound = append(d.out.Bound, fmt.Sprintf("%s: %s locator %d (%s)", name, b.Of(), l.Index, r.Table))
				}
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.sort, b.sort) })
	meta := []string{"Which section each structure lays out: locator 1 is the first triplet of the record.",
		"A row with # in front is one to fill in: put the numbers and take the # away."}
	var cells [][]string
	for _, r := range rows {
		if r.free {
			meta = append(meta, strings.Join(r.cell, ","))
			continue
		}
		cells = append(cells, r.cell)
	}
	d.out.Files["records.csv"] = csvFile(meta,
		"source,type,subtype,table,locator,structure,need,split,place,suite,ipv6,since,doc", cells)
}

// bindingRow returns the row of records.csv that says a binding.
func bindingRow(b layout.Binding, table, structure string, s *Struct) []string {
	typ, sub := strings.Join(b.Messages, " "), ""
	if b.Source == layout.SMF119 {
		typ, sub = strconv.Itoa(int(b.Type)), strconv.Itoa(int(b.Subtype))
	}
	return []string{b.Source, typ, sub, table, strconv.Itoa(b.Locator), structure, "", "", "", "", "", "",
		"From " + s.Name + "."}
}

// known reports whether every name of s is in our layouts already.
func (d *drawer) known(s *Struct) bool {
	for _, st := range d.set.Published() {
		if len(match(st, s)) > 0 {
			return true
		}
	}
	return false
}

// bindings finds, for each partly known structure of ours that a record has, the
// structure of the header that is the same: by field names, by what our notes
// call it, or by its own name. Where two are as good, none is taken. One of the
// header may be two of ours: SMF records carry what messages carry.
func (d *drawer) bindings() map[*Struct][]*layout.Structure {
	out := map[*Struct][]*layout.Structure{}
	for _, st := range d.set.Published() {
		s := d.counterpart(st)
		switch {
		case s == nil || !d.adds(st, s) ||
			slices.ContainsFunc(out[s], func(o *layout.Structure) bool { return path.Dir(o.File) == path.Dir(st.File) }):
			continue
		case d.contradicts(st, s):
			d.note("%s of the header has fields of our %s in other places than documented; not bound, see zertify layout check",
				s.Name, st.Name)
			continue
		}
		out[s] = append(out[s], st)
	}
	return out
}

// adds reports whether s says something that st does not: about bytes we know
// nothing of, or beyond the ones that every release of ours has.
func (d *drawer) adds(st *layout.Structure, s *Struct) bool {
	if !st.Partial() {
		return s.Size > st.Known()
	}
	p := pair(st, s)
	return p == nil || len(p.rest(p.used())) > 0
}

// used are the fields of the header that matched.
func (p *pairing) used() map[*Field]bool {
	out := map[*Field]bool{}
	for _, f := range p.at {
		out[f] = true
	}
	return out
}

func (d *drawer) contradicts(st *layout.Structure, s *Struct) bool {
	for ours, f := range match(st, s) {
		p := pairing{st: st, s: s}
		if ours.Fixed() && p.differs(ours, f) != "" {
			return true
		}
	}
	return false
}

// counterpart returns the structure of the header that is the same as st; for one
// documented in full only field names tell.
func (d *drawer) counterpart(st *layout.Structure) *Struct {
	var best *pairing
	for _, s := range d.h.Structs {
		if p := pair(st, s); p != nil && p.base == 0 && (best == nil || p.better(best)) {
			best = p
		}
	}
	if best != nil {
		return best.s
	}
	if !st.Partial() {
		return nil
	}
	for _, is := range []func(*Struct) bool{
		func(s *Struct) bool { return d.noted(st, s.Name) || s.Alias != "" && d.noted(st, s.Alias) },
		func(s *Struct) bool { return strings.Contains(plain(s.Name), plain(st.Name)) },
	} {
		var found []*Struct
		for _, s := range d.h.Structs {
			if is(s) {
				found = append(found, s)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

// manualName is a structure's name in the notes of ours.
var manualName = regexp.MustCompile(`\b(?:NMs|SMF119)\w+`)

func (d *drawer) noted(st *layout.Structure, name string) bool {
	for _, n := range append(slices.Clone(st.Notes), st.Title) {
		if slices.ContainsFunc(manualName.FindAllString(n, -1), func(s string) bool { return fold(s) == fold(name) }) {
			return true
		}
	}
	return false
}

func plain(name string) string { return strings.ReplaceAll(fold(name), "_", "") }

const fieldColumns = "field,offset,bit,length,format,column,enum,by,unit,per,since,basis,doc"

// write adds the file of one structure and returns its name and folder.
func (d *drawer) write(s *Struct, ours []*layout.Structure) (name, folder string) {
	name, folder = snake(s.Name), layout.SMF119
	if ours != nil {
		name, folder = ours[0].Name, path.Dir(ours[0].File)
	} else if strings.HasPrefix(fold(s.Name), "nms") {
		folder = layout.NMsec
	}
	for n := 2; d.names[name]; n++ {
		name = fmt.Sprintf("%s_%d", snake(s.Name), n)
	}
	d.names[name] = true
	l := lines{d: d, s: s, taken: map[string]bool{}, columns: map[string]bool{}}
	rows := l.all()
	meta := []string{"title: " + cmp.Or(s.Alias, s.Name), fmt.Sprintf("ref: %s, %s", d.origin, s.Where())}
	d.out.Files[folder+"/"+name+".csv"] = csvFile(append(meta, l.notes...), fieldColumns, rows)
	return name, folder
}

// lines turns the members of a structure into rows that follow each other: of a
// union the member that says most, and what no member covers as reserved.
type lines struct {
	d       *drawer
	s       *Struct
	rows    [][]string
	notes   []string
	taken   map[string]bool
	columns map[string]bool
	prefix  string
}

func (l *lines) all() [][]string {
	l.prefix = commonPrefix(l.s)
	at, end := 0, 8*l.s.Size
	for at < end {
		f, next := l.next(at)
		if f == nil {
			l.gap(at, min(next, end))
			at = min(next, end)
			continue
		}
		l.add(f)
		at = f.Start() + f.Width()
	}
	for i := range l.s.Fields {
		if f := &l.s.Fields[i]; f.Tail && f.Length == 0 && f.Start() == end && f.Depth == 0 {
			l.row(l.unique(f.Name, f.Path), at, toEnd, format(f), f)
			break
		}
	}
	return l.rows
}

// next returns the member to show at a bit, or nil and the bit at which the next one
// begins.
func (l *lines) next(at int) (best *Field, next int) {
	next = 8 * l.s.Size
	for i := range l.s.Fields {
		f := &l.s.Fields[i]
		switch {
		case f.Width() <= 0 || f.Start() < at || f.Kind == Group && !l.address(f):
		case f.Start() > at:
			next = min(next, f.Start())
		case best == nil || l.rank(f) > l.rank(best):
			best = f
		}
	}
	return best, next
}

// rank puts an address that comes in two forms first, then bits, then the widest.
func (l *lines) rank(f *Field) int {
	switch f.Kind {
	case Group:
		return 1 << 30
	case Bits, Padding:
		return 1 << 29
	}
	return f.Width()
}

// address reports whether a group is a union of an IPv4 and an IPv6 address.
func (l *lines) address(g *Field) bool {
	var v4, v6 bool
	for i := range l.s.Fields {
		f := &l.s.Fields[i]
		if f.Start() == g.Start() && f.Union && f.Depth == g.Depth+1 {
			v4, v6 = v4 || f.Kind == IPv4, v6 || f.Kind == IPv6
		}
	}
	return v4 && v6 && g.Length == 16
}

// gap covers bits that no member has: padding, or the rest of a long array.
func (l *lines) gap(from, to int) {
	for i := range l.s.Fields {
		g := &l.s.Fields[i]
		if g.Kind == Group && strings.HasPrefix(g.Type, "array") && g.Start() < from && g.Start()+g.Width() >= to &&
			from%8 == 0 && to%8 == 0 {
			l.row(l.unique("", g.Path+"[…]"), from, to-from, "hex", g)
			return
		}
	}
	if head := from % 8; head != 0 && to > from-head+8 { // up to the next byte
		l.reserved("(padding)", from, 8-head)
		from += 8 - head
	}
	if tail := to % 8; tail != 0 && to-tail > from {
		l.reserved("(padding)", from, to-tail-from)
		from = to - tail
	}
	l.reserved("(padding)", from, to-from)
}

func (l *lines) reserved(name string, start, width int) {
	l.raw(name, start, width, "reserved", "", "", "", "")
}

// kept are the formats of the kinds; what is not here stays hex.
var kept = map[Kind]string{Text: "text", Uint: "uint", Int: "uint", Bits: "bits", Padding: "reserved", Group: "ip",
	IPv6: "ip"}

// rejectedName tells members that hold nothing.
var rejectedName = regexp.MustCompile(`(?i)(rsvd|reserved|rsrvd|filler|unused|^_*pad\d*$)`)

func format(f *Field) string {
	switch {
	case f.Kind == Bits && f.Length == 1:
		return "flag"
	case kept[f.Kind] == "", kept[f.Kind] == "uint" && f.Length > 8:
		return "hex"
	}
	return kept[f.Kind]
}

func (l *lines) add(f *Field) {
	name := l.unique(f.Name, f.Path)
	form := format(f)
	if rejectedName.MatchString(f.Name) && f.Kind != Group || f.Kind == Padding {
		l.reserved(cmp.Or(f.Name, "(padding)"), f.Start(), f.Width())
		return
	}
	l.row(name, f.Start(), f.Width(), form, f)
}

func (l *lines) row(name string, start, width int, form string, f *Field) {
	by := ""
	if form == "ip" {
		if by = "mapped"; f.Kind == Group {
			by = l.selector()
		}
		if by == "" {
			form = "hex"
		}
	}
	column := l.column(name)
	doc := cmp.Or(f.Comment, fmt.Sprintf("Field %s of the site's header, %s.", f.Path, f.Type))
	if f.Kind == Int {
		doc += " (signed)"
	}
	enum := ""
	if form == "uint" {
		enum = l.d.enums[f.Enum]
	}
	l.raw(name, start, width, form, column, enum, by, doc)
}

// selector returns the one flag that tells the two forms of addresses, or "".
func (l *lines) selector() string {
	found := ""
	for i := range l.s.Fields {
		f := &l.s.Fields[i]
		if f.Kind == Bits && f.Length == 1 && strings.Contains(fold(f.Name), "ipv6") {
			if found != "" {
				return ""
			}
			found = f.Name
		}
	}
	return found
}

func (l *lines) raw(name string, start, width int, form, column, enum, by, doc string) {
	bit, length := "", strconv.Itoa(width/8)
	switch {
	case width == toEnd:
		length = "*"
	case form == "flag" || form == "bits" || start%8 != 0 || width%8 != 0:
		bit, length = strconv.Itoa(start%8), strconv.Itoa(width)
	}
	if unit := countsIn(column); unit != "" {
		l.rows = append(l.rows,
			[]string{name, strconv.Itoa(start / 8), bit, length, form, column, enum, by, unit, "", "", "site", doc})
		return
	}
	l.rows = append(l.rows,
		[]string{name, strconv.Itoa(start / 8), bit, length, form, column, enum, by, "", "", "", "site", doc})
}

// countsIn returns the unit that the end of a column's name says.
func countsIn(column string) string {
	for _, unit := range []string{"kilobytes", "bytes", "segments", "connections", "minutes", "bits", "micros",
		"handshakes"} {
		if strings.HasSuffix(column, "_"+unit) {
			return unit
		}
	}
	return ""
}

// unique returns a name that no row has yet: the member's own, else with what it
// lies in.
func (l *lines) unique(name, path string) string {
	out := name
	if out == "" || l.taken[out] {
		out = path
	}
	for n := 2; out == "" || l.taken[out]; n++ {
		out = fmt.Sprintf("%s(%d)", path, n)
	}
	l.taken[out] = true
	return out
}

// ownColumns are names that the tables have of their own.
var ownColumns = []string{"file_id", "record_no", "section_no", "start_byte", "record_hash", "suite_id", "structure",
	"id", "is_inferred", "locator"}

func (l *lines) column(name string) string {
	base := snake(strings.TrimPrefix(name, l.prefix))
	if slices.Contains(ownColumns, base) || base[0] >= '0' && base[0] <= '9' {
		base = "f_" + base
	}
	out := base
	for n := 2; l.columns[out]; n++ {
		out = fmt.Sprintf("%s_%d", base, n)
	}
	l.columns[out] = true
	return out
}

// commonPrefix returns what the names of all members begin with, up to where a word
// begins.
func commonPrefix(s *Struct) string {
	prefix, first := "", true
	for i := range s.Fields {
		name := s.Fields[i].Name
		switch {
		case name == "" || s.Fields[i].Depth > 0:
		case first:
			prefix, first = name, false
		default:
			n := 0
			for n < min(len(prefix), len(name)) && prefix[n] == name[n] {
				n++
			}
			prefix = prefix[:n]
		}
	}
	if len(s.Fields) < 2 {
		return ""
	}
	for n := len(prefix); n > 0; n-- { // not inside a word
		if wordEnds(prefix, n, s) {
			return prefix[:n]
		}
	}
	return ""
}

func wordEnds(prefix string, n int, s *Struct) bool {
	if prefix[n-1] == '_' {
		return true
	}
	for i := range s.Fields {
		name := s.Fields[i].Name
		if s.Fields[i].Depth == 0 && strings.HasPrefix(name, prefix[:n]) && (len(name) == n || !isUpper(name[n])) {
			return false
		}
	}
	return true
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// snake makes a name of ours: lower case words with _ between.
func snake(name string) string {
	var b strings.Builder
	name = ipVersion.Replace(name)
	for i := range len(name) {
		c := name[i]
		switch {
		case isUpper(c):
			before := i > 0 && !isUpper(name[i-1]) && name[i-1] != '_'
			last := i > 0 && isUpper(name[i-1]) && i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			if before || last {
				b.WriteByte('_')
			}
			b.WriteByte(c + 'a' - 'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b.WriteByte(c)
		default:
			b.WriteByte('_')
		}
	}
	out := strings.Trim(repeated.ReplaceAllString(b.String(), "_"), "_")
	if len(out) > 60 {
		out = strings.Trim(out[:60], "_")
	}
	return cmp.Or(out, "field")
}

// ipVersion keeps words together that are written with a capital inside.
var ipVersion = strings.NewReplacer("IPv4", "Ipv4", "IPv6", "Ipv6", "IPSec", "Ipsec", "NMs", "Nms")

var repeated = regexp.MustCompile(`_+`)

// codes writes the constants: those of an enum under its tag, #defines under what
// their names begin with.
func (d *drawer) codes() {
	members := map[string][]Constant{}
	for _, c := range d.h.Consts {
		group := c.Enum
		if group == "" {
			group = c.Name[:max(0, strings.LastIndexByte(c.Name, '_'))]
		}
		members[group] = append(members[group], c)
	}
	var rows [][]string
	for group, of := range members {
		if group == "" || len(of) < 2 && of[0].Enum == "" {
			continue
		}
		enum := "site_" + strings.TrimPrefix(snake(group), "site_")
		seen := map[string]bool{}
		for _, c := range of {
			code := strconv.FormatInt(c.Value, 10)
			if c.Text != "" {
				code = c.Text
			}
			if seen[code] || c.Value < 0 {
				d.note("%s = %s is another name for a code of %s, or no code; left out", c.Name, code, enum)
				continue
			}
			seen[code], d.enums[group] = true, enum
			rows = append(rows, []string{enum, code, c.Name, "", "", c.Comment, "site"})
		}
	}
	delete(d.enums, "")
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), compareCodes(a[1], b[1])) })
	slices.Sort(d.out.Notes)
	d.out.Files["enums.csv"] = csvFile(
		[]string{"Codes of " + d.origin + ". Give a field one of these tables in its column enum."},
		"enum,code,name,token,bits,doc,basis", rows)
}

func compareCodes(a, b string) int {
	m, err1 := strconv.ParseInt(a, 10, 64)
	n, err2 := strconv.ParseInt(b, 10, 64)
	if err1 == nil && err2 == nil {
		return cmp.Compare(m, n)
	}
	return cmp.Compare(a, b)
}

// overlayReadme explains the folder to whoever opens it.
const overlayReadme = `# Overlay

Layouts taken from a mapping header of this site, for sections that zertify knows only in part or not at all. Made by
"zertify layout import"; edit it as you like and give it with "{layout}" to "zertify ingest", "run" or "dump".

| file | holds |
|---|---|
| smf119/NAME.csv, nmsec/NAME.csv | one section layout each; NAME is the structure |
| records.csv | which section of which record each structure lays out |
| enums.csv | code tables: enum,code,name,token,bits,doc,basis |
| nmi-framing.csv | when the header has the message header of the IPSec NMI: how captured streams are framed; used before what is found in a capture |

## Layouts

| column | meaning |
|---|---|
| field | name as the header declares it |
| offset, bit, length | bytes from the start of the section; with bit (0 is the most significant) the length is in bits; * runs to the end |
| format | text uint flag bits ip hundredths packed_date cert_time tod tod_span unix hex reserved |
| column | column of the view v_site_NAME; empty: not stored |
| enum | a code table of enums.csv, or one of the program (zertify describe codes) |
| by | what decides: the flag of an ip (or mapped), the date of hundredths, the type byte of a cert_time, the length of a hex |
| unit | required for columns that count something |
| per, since | empty |
| basis | site |
| doc | one sentence |

Formats are guessed from C types: char arrays are text, unsigned char arrays hex, integers uint. A header does not say
which number is a time: change uint to unix (seconds since 1970) or tod (store clock) where you know. Rows follow each
other without gap or overlap; of a union one member is listed.

## Sections

A row of records.csv: source smf119, type 119, subtype, locator (1 is the first triplet), structure. For messages of the
IPSec NMI: source nmsec, in place of type the messages that hold the records (NMsec_GET_IPTUNDYNIKE; NAME/1 for records in
a cascade; the number of a message type also does), no subtype, locator (1 is the first section of the record). The other
columns may stay empty. Rows with # in front are structures that no section was found for.

What contradicts a documented row is refused when the overlay is read; "zertify layout check" shows both.
`
