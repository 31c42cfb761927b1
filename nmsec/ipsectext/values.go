package ipsectext

import (
	"bytes"
	"fmt"
	"math"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zertify/zertify/schema/layout"
)

// The most characters of a label that is kept, and of the name of a column.
const (
	maxLabel  = 64
	maxColumn = 32
)

// A Value is a label with its value, as printed and as understood.
type Value struct {
	Line           int64 // of the input
	Label, Printed string
	Fact           *Label // nil: nothing is known of the label
	Text           string // the value; "" where it does not apply or is not known
	Number         uint64 // of amounts in seconds or bytes
	HasNumber      bool
	At             time.Time // local, in UTC's clothes; zero when it is no time
	Code           *layout.Code
	IsCut          bool // the command printed only a part of it
}

// Basis says how the meaning of the label is known.
func (v *Value) Basis() string {
	if v.Fact == nil {
		return "unknown"
	}
	return v.Fact.Basis
}

// Column is where the value goes, "" when that is not known.
func (v *Value) Column() string {
	if v.Fact == nil {
		return ""
	}
	return v.Fact.Column
}

// A Content is an entry, taken apart.
type Content struct {
	Values   []Value
	Literals []string // of a message whose text is known: what stands before, between and behind its values
	Odd      []Odd
	Fits     bool // false: the whole entry is rejected, and Odd says why
}

// An Odd is something in an entry that is not as it should be.
type Odd struct {
	Line     int64
	Kind     string
	Label    string // "" when it is about a line
	Message  string
	Rejected bool // the line is lost
}

// Content takes an entry of a Reader apart.
func (f *Facts) Content(e *Entry) Content {
	p := parser{facts: f, e: e, out: Content{Fits: true}}
	switch {
	case e.Kind == Message:
		p.message()
	case e.Kind == Heading:
		p.heading()
	case e.Kind == Record && e.Report.short():
		p.short()
	case e.Kind == Record:
		p.detail()
	}
	return p.out
}

type parser struct {
	facts *Facts
	e     *Entry
	out   Content
}

// each calls do with the lines that say something; no counts from 0.
func (p *parser) each(do func(no int, line []byte)) {
	no := 0
	for line := range bytes.Lines(p.e.Data) {
		said := bytes.TrimSpace(line)
		if len(said) > 0 && (!turnsPage(bytes.TrimRight(line, "\n")) || p.facts.isPair(said) || isHeading(said)) {
			do(no, said)
		}
		no++
	}
}

// odd notes what is not as it should be in a line.
func (p *parser) odd(no int, kind, format string, args ...any) *Odd {
	p.out.Odd = append(p.out.Odd, Odd{Line: p.e.Record + int64(no), Kind: kind, Message: fmt.Sprintf(format, args...)})
	return &p.out.Odd[len(p.out.Odd)-1]
}

// pairForm is a line of a record: a label without blanks, a colon, and a value.
var pairForm = regexp.MustCompile(`^\s*([A-Za-z][A-Za-z0-9_]{0,63}):([ \t]*)(.*)$`)

// cutPair cuts a line of a record at its first colon. Copies lose the blanks behind it; where none is left, the label
// must be one that is known, because the second line of a broken value may hold colons as well.
func (f *Facts) cutPair(line []byte) (label, value []byte, ok bool) {
	m := pairForm.FindSubmatch(line)
	if m == nil || len(m[2]) == 0 && len(m[3]) > 0 && !f.hasLabel(m[1]) {
		return nil, nil, false
	}
	return m[1], bytes.TrimSpace(m[3]), true
}

// isPair reports whether a line is a label with a value.
func (f *Facts) isPair(line []byte) bool {
	_, _, ok := f.cutPair(line)
	return ok
}

// heading takes the lines of a heading apart.
func (p *parser) heading() {
	p.each(func(no int, line []byte) {
		n, isClosing := closing(line)
		if r := p.e.Report; isHeading(line) {
			p.firstLine(no, r)
			return
		} else if isClosing {
			p.add(pair{no, "entries selected", strconv.Itoa(n), closingLabel})
			return
		} else if r.short() && bytes.IndexByte(line, '|') >= 0 {
			return // names of labels
		}
		pairs := splitKnown(string(line), p.facts)
		if len(pairs) == 0 {
			label, value, ok := p.facts.cutPair(line)
			if !ok {
				p.lost(no, line)
				return
			}
			pairs = []pair{{label: string(label), value: string(value)}}
		}
		for _, one := range pairs {
			one.line = no
			p.add(one)
		}
	})
}

// closingLabel stands for what the last line of a report counts.
var closingLabel = &Label{Report: ofHeading, Label: "entries selected", Column: "entries_selected", Form: "number",
	Basis: "documented", Doc: "Number of records shown."}

// firstLine adds what the first line of a report says.
func (p *parser) firstLine(no int, r *Report) {
	label, name := "Stack Name", r.Stack
	if r.Stack == "" {
		label, name = "NSS Client Name", r.Client
	}
	if name == "" {
		name = notApplicable
	}
	p.add(pair{no, label, name, p.facts.labels[ofHeading][strings.ToLower(label)]})
}

// lost rejects a line.
func (p *parser) lost(no int, line []byte) {
	o := p.odd(no, KindLine,
		"neither a label with a value nor a separator; was the line broken by a console or a mail? Type the "+
			"command again, into a file: %s", p.e.Report.command())
	o.Rejected = true
}

// detail takes a record in detail format apart.
func (p *parser) detail() {
	known := false
	p.each(func(no int, line []byte) {
		if isSeparator(line) {
			return
		}
		label, value, ok := p.facts.cutPair(line)
		if !ok {
			p.lost(no, line)
			return
		}
		fact := p.fact(string(label))
		known = known || fact != nil
		if fact != nil && p.has(string(label)) {
			p.mixed(no, string(label)+" stands twice in one record")
		}
		p.add(pair{no, string(label), string(value), fact})
	})
	p.cascade()
	if v := p.out.Values; known && len(v) == 1 {
		p.mixed(0, "a record holds nothing but "+v[0].Label)
	}
	p.tellUnknown(known)
}

// tunnelLetters are what the identifiers of tunnels begin with, by what a report lists.
var tunnelLetters = map[string]string{"ike tunnel": "K", "dynamic tunnel": "Y", "manual tunnel": "M"}

// cascade rejects a record of a tunnel of another kind than the report lists: it stands below the one that it belongs
// to, in a form that nobody has described.
func (p *parser) cascade() {
	letter := tunnelLetters[strings.ToLower(p.e.Report.Primary)]
	for i := range p.out.Values {
		v := &p.out.Values[i]
		if letter == "" || v.Column() != "tunnel_id" || v.Text == "" || strings.HasPrefix(strings.ToUpper(v.Text), letter) {
			continue
		}
		p.out.Fits = false
		p.odd(0, KindLayout, "%s %s in a report that lists what it calls %s: a cascade (-e), whose form nobody has "+
			"described; type: ipsec -k display -r detail, then ipsec -y display -r detail, without -e", v.Label, clip(v.Text),
			clip(p.e.Report.Primary))
		return
	}
}

// has reports whether a value with a label is there already.
func (p *parser) has(label string) bool {
	return slices.ContainsFunc(p.out.Values, func(v Value) bool { return strings.EqualFold(v.Label, label) })
}

// mixed rejects the record: nobody can say what of it is its own.
func (p *parser) mixed(no int, what string) {
	if p.out.Fits {
		p.odd(no, KindMixed,
			"%s; were two reports written into one file at a time? Type each again, into a file of its own: %s",
			what, p.e.Report.command())
	}
	p.out.Fits = false
}

// tellUnknown says that nothing is known of a record's labels when its report is one whose labels are known.
func (p *parser) tellUnknown(known bool) {
	if !known && p.e.Report.known {
		p.odd(0, KindLabels,
			"no label of this record is known; if they are in another language, set LANG=C and type again: %s",
			p.e.Report.command())
	}
}

// fact returns what is known of a label of a record.
func (p *parser) fact(label string) *Label {
	l := p.facts.labels[strings.ToLower(p.e.Report.Primary)][strings.ToLower(label)]
	if l == nil || !p.e.Report.wide() || l.Basis == "site" {
		return l
	}
	inferred := *l
	inferred.Basis = "inferred"
	return &inferred
}

// short takes a record in short format apart. One whose cells are not those of the names is rejected.
func (p *parser) short() {
	names, known, at := p.e.Report.names, false, 0
	p.each(func(no int, line []byte) {
		if !p.out.Fits {
			return
		}
		var have []string
		if have = cells(string(line)); at >= len(names) || len(have) != len(names[at]) {
			p.out.Fits = false
			p.odd(no, KindLine, "line %d of a record has %d cells, and the names of the report have others there; type: %s",
				at+1,
				len(have), p.e.Report.command())
			return
		}
		for i, label := range names[at] {
			fact := p.fact(label)
			known = known || fact != nil
			p.add(pair{no, label, have[i], fact})
		}
		at++
	})
	if p.out.Fits && at < len(names) {
		p.out.Fits = false
		p.odd(0, KindLine, "a record of %d lines, and the report has %d for each; type: %s", at, len(names),
			p.e.Report.command())
	}
	if p.out.Fits {
		p.tellUnknown(known)
	} else {
		p.out.Values = nil
	}
}

// message takes the text of a message apart. One whose text is not the one that is known is rejected.
func (p *parser) message() {
	m := p.facts.messages[p.e.Log.ID]
	if m == nil || m.literals == nil {
		return
	}
	values, ok := m.cut(p.e.Log.Text)
	if !ok {
		p.out.Fits = false
		p.odd(0, KindText, "the text of %s is not the one that is known of it; was the line broken or cut?", m.id)
		return
	}
	p.out.Literals = m.literals
	p.out.Values = make([]Value, 0, len(values))
	for i, v := range values {
		p.add(pair{0, m.places[i], v, p.facts.labels[ofMessage][strings.ToLower(m.places[i])]})
	}
}

// add adds a label with its value.
func (p *parser) add(one pair) {
	label := one.label
	if len(label) > maxLabel {
		label = strings.ToValidUTF8(label[:maxLabel], "")
	}
	v := Value{Line: p.e.Record + int64(one.line), Label: label, Printed: one.value, Fact: one.fact}
	if !strings.EqualFold(one.value, notApplicable) {
		v.Text = one.value
	}
	if v.Text != "" && v.Fact != nil {
		if read := readers[v.Fact.Form]; read != nil && !read(p.facts, &v) {
			o := p.odd(one.line, "bad-value", "%s is %q, want a value of form %s; it stays as printed", v.Label, clip(v.Printed),
				v.Fact.Form)
			o.Label = v.Label
		}
	}
	if v.IsCut = strings.HasSuffix(v.Text, "...") || strings.HasSuffix(v.Text, "…"); v.IsCut {
		o := p.odd(one.line, "cut-value", "%s is printed in part only; it is compared with nothing; type: ipsec -k display "+
			"-r wide", v.Label)
		o.Label = v.Label
	}
	p.out.Values = append(p.out.Values, v)
}

// clip shortens a value for a message.
func clip(s string) string {
	const most = 60
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}

// readers understand values by their form; false means that a value is not of it.
var readers = map[string]func(*Facts, *Value) bool{
	"number":          func(_ *Facts, v *Value) bool { return v.amount("", 1) },
	"minutes":         func(_ *Facts, v *Value) bool { return v.amount("m", 60) },
	"kilobytes":       func(_ *Facts, v *Value) bool { return v.amount("K", 1024) },
	"whole kilobytes": func(_ *Facts, v *Value) bool { return v.amount("", 1024) },
	"bytes":           func(_ *Facts, v *Value) bool { return v.amount("b", 1) },
	"flag":            func(_ *Facts, v *Value) bool { return v.flag() },
	"time":            func(_ *Facts, v *Value) bool { return v.time() },
	"cookie":          func(_ *Facts, v *Value) bool { return v.hex(16) },
	"spi":             func(_ *Facts, v *Value) bool { return v.hex(8) },
	"address":         func(_ *Facts, v *Value) bool { return v.address() },
	"version":         func(_ *Facts, v *Value) bool { return v.version() },
	"group":           func(_ *Facts, v *Value) bool { return v.group() },
	"code":            func(f *Facts, v *Value) bool { return v.code(f) },
}

func (v *Value) set(n uint64) bool {
	v.Number, v.HasNumber = n, true
	return true
}

// amount reads a number with the letter of its unit.
func (v *Value) amount(unit string, factor uint64) bool {
	digits, ok := strings.CutSuffix(v.Text, unit)
	n, err := strconv.ParseUint(digits, 10, 64)
	return ok && err == nil && n <= math.MaxUint64/factor && v.set(n*factor)
}

func (v *Value) flag() bool {
	switch {
	case strings.EqualFold(v.Text, "yes"):
		return v.set(1)
	case strings.EqualFold(v.Text, "no"):
		return v.set(0)
	}
	return false
}

func (v *Value) time() bool {
	at, err := time.Parse("2006/01/02 15:04:05", v.Text)
	if err == nil {
		v.At = at
	}
	return err == nil
}

// hex reads digits behind 0x, as many as a cookie or a security parameter index has.
func (v *Value) hex(digits int) bool {
	text, ok := strings.CutPrefix(strings.ToLower(v.Text), "0x")
	if !ok || len(text) > digits || strings.Trim(text, "0123456789abcdef") != "" || text == "" {
		return false
	}
	v.Text = strings.Repeat("0", digits-len(text)) + text
	return true
}

func (v *Value) address() bool {
	a, err := netip.ParseAddr(v.Text)
	if err == nil {
		v.Text = a.Unmap().String()
	}
	return err == nil
}

// version reads major.minor; the number is the major version.
func (v *Value) version() bool {
	major, minor, _ := strings.Cut(v.Text, ".")
	n, err := strconv.ParseUint(major, 10, 4)
	_, err2 := strconv.ParseUint("0"+minor, 10, 8)
	return err == nil && err2 == nil && v.set(n)
}

// group reads the number of a Diffie-Hellman group.
func (v *Value) group() bool {
	text := strings.TrimSpace(strings.TrimPrefix(strings.ToLower(v.Text), "group"))
	if text == "none" {
		return v.set(0)
	}
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && v.set(n)
}

// fold makes spellings alike that mean the same.
func fold(s string) string {
	return strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(s)), "_", "-")
}

// keyBits is what may stand behind the name of a cipher: -256, or (256).
var keyBits = regexp.MustCompile(`^(.*?)(?:-| ?\()(128|192|256)\)?$`)

// code looks for an algorithm by its spelling. A cipher whose name ends in the size of its key has the number, too.
func (v *Value) code(f *Facts) bool {
	names := f.spelled[v.Fact.Enum]
	if v.Code = names[fold(v.Text)]; v.Code != nil {
		return true
	}
	m := keyBits.FindStringSubmatch(fold(v.Text))
	if m == nil || v.Fact.Column != "encr_alg" {
		return false
	}
	if v.Code = names[m[1]]; v.Code == nil {
		return false
	}
	n, _ := strconv.ParseUint(m[2], 10, 16) // the pattern has only digits
	return v.set(n)
}
