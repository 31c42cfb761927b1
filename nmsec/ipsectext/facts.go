package ipsectext

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/zertify/zertify/schema/factcsv"
	"github.com/zertify/zertify/schema/layout"
)

//go:embed labels.csv messages.csv
var files embed.FS

// The reports of labels.csv that are none.
const (
	ofHeading = "(heading)" // labels in the headings of all reports
	ofMessage = "(message)" // places in the texts of messages
)

// forms are what a value can be, as labels.csv says.
var forms = []string{"text", "number", "flag", "time", "minutes", "kilobytes", "whole kilobytes", "bytes", "cookie",
	"spi", "address", "version", "group", "code"}

// A Label is what is known of one label.
type Label struct {
	Report string // what the report lists, as its heading prints it
	Label  string
	Column string // of the views
	Form   string // one of forms
	Enum   string // of codes: the spellings of algorithms
	Begins bool   // a record begins with it
	Basis  string // documented, derived, inferred, or site
	Doc    string
}

// A message is what is known of the messages with one identifier.
type message struct {
	id, event, basis, doc string
	literals              []string // of the text, around the places; nil: the text is not known
	places                []string
}

// Facts are what is known of labels and messages.
type Facts struct {
	labels   map[string]map[string]*Label // by report and label, both in lower case
	begins   map[string]string            // label that begins a record, by report
	heading  []*Label                     // labels of headings, the longest first
	messages map[string]*message
	spelled  map[string]map[string]*layout.Code // codes by enum and spelling
}

// Shipped returns the facts of the program.
func Shipped() *Facts { return shipped() }

var shipped = sync.OnceValue(func() *Facts {
	f, err := load()
	if err != nil {
		panic(err) // the files are part of the program
	}
	return f
})

const labelColumns = "report,label,column,form,enum,begins,basis,doc"

func load() (*Facts, error) {
	f := &Facts{labels: map[string]map[string]*Label{}, begins: map[string]string{}, messages: map[string]*message{},
		spelled: map[string]map[string]*layout.Code{}}
	f.spell(layout.Must().Codes)
	t, err := table("labels.csv", labelColumns)
	if err != nil {
		return nil, err
	}
	for _, r := range t.Rows {
		if err := f.addLabel(r); err != nil {
			return nil, err
		}
	}
	if t, err = table("messages.csv", "id,event,text,basis,doc"); err != nil {
		return nil, err
	}
	for _, r := range t.Rows {
		if err := f.addMessage(r); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func table(name, columns string) (*factcsv.Table, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return factcsv.Read(name, data, factcsv.Form{Columns: strings.Split(columns, ","), Comments: true})
}

// spell takes the spellings of algorithms from the codes.
func (f *Facts) spell(codes []layout.Code) {
	for i := range codes {
		c := &codes[i]
		if !strings.HasPrefix(c.Enum, "text_") {
			continue
		}
		if f.spelled[c.Enum] == nil {
			f.spelled[c.Enum] = map[string]*layout.Code{}
		}
		f.spelled[c.Enum][fold(c.Name)] = c
	}
}

var bases = map[string]string{"": "documented", "derived": "derived", "inferred": "inferred"}

func labelOf(r factcsv.Row) *Label {
	return &Label{Report: r.Cell("report"), Label: r.Cell("label"), Column: r.Cell("column"), Form: r.Cell("form"),
		Enum: r.Cell("enum"), Begins: r.Cell("begins") == "yes", Doc: r.Cell("doc")}
}

func (f *Facts) addLabel(r factcsv.Row) error {
	l := labelOf(r)
	if l.Basis = bases[r.Cell("basis")]; l.Basis == "" {
		return r.Errorf("basis %q is none of documented (empty), derived, inferred", r.Cell("basis"))
	}
	return f.add(l, r)
}

// ownLabel is from how many characters on a label is one that only reports of ipsec have; shorter ones are words like
// State.
const ownLabel = 10

// ofReport reports whether a line is a label with its value as reports print them, by the label alone, which must have
// that many characters at least.
func (f *Facts) ofReport(t []byte, least int) bool {
	label, _, ok := f.cutPair(t)
	return ok && len(label) >= least && f.hasLabel(label)
}

// hasLabel reports whether a label is known of any report.
func (f *Facts) hasLabel(label []byte) bool {
	low := strings.ToLower(string(label))
	for report, labels := range f.labels {
		if labels[low] != nil && report != ofHeading && report != ofMessage {
			return true
		}
	}
	return false
}

// add takes a label that row r describes.
func (f *Facts) add(l *Label, r factcsv.Row) error {
	switch {
	case l.Report == "" || l.Label == "" || l.Column == "" || l.Doc == "":
		return r.Errorf("report, label, column and doc must be given")
	case len(l.Label) > maxLabel:
		return r.Errorf("label %q has more than %d characters", l.Label, maxLabel)
	case len(l.Column) > maxColumn:
		return r.Errorf("column %q has more than %d characters", l.Column, maxColumn)
	case !slices.Contains(forms, l.Form):
		return r.Errorf("form %q is none of %s", l.Form, strings.Join(forms, ", "))
	case (l.Form == "code") != (l.Enum != "") || l.Enum != "" && f.spelled[l.Enum] == nil:
		return r.Errorf("a code, and nothing else, names a table of enums.csv that begins with text_, not %q", l.Enum)
	}
	report, label := strings.ToLower(l.Report), strings.ToLower(l.Label)
	if f.labels[report] == nil {
		f.labels[report] = map[string]*Label{}
	}
	if f.labels[report][label] != nil && l.Basis != "site" {
		return r.Errorf("label %q of %q is listed twice", l.Label, l.Report)
	}
	f.labels[report][label] = l // the label that begins a record stays the one there was
	if l.Begins {
		f.begins[report] = label
	}
	if l.Report == ofHeading {
		f.heading = append(f.heading, l)
		slices.SortStableFunc(f.heading, func(a, b *Label) int { return len(b.Label) - len(a.Label) })
	}
	return nil
}

func (f *Facts) addMessage(r factcsv.Row) error {
	m := &message{id: r.Cell("id"), event: r.Cell("event"), basis: bases[r.Cell("basis")], doc: r.Cell("doc")}
	if m.id == "" || m.event == "" || m.basis == "" || f.messages[m.id] != nil {
		return r.Errorf("id and event must be given, once for each id")
	}
	f.messages[m.id] = m
	for text := r.Cell("text"); ; {
		before, rest, found := strings.Cut(text, "{")
		if text == "" && m.literals == nil {
			return nil
		}
		m.literals = append(m.literals, before)
		if !found {
			return nil
		}
		place, after, closed := strings.Cut(rest, "}")
		if !closed {
			return r.Errorf("a { without }")
		}
		m.places = append(m.places, place)
		text = after
	}
}

// ReadFacts returns the facts of the program with labels that a site adds, from CSV in the form of labels.csv without
// the columns begins and basis. file is what errors call it. A label that is known already takes the site's meaning.
func ReadFacts(file string, in io.Reader) (*Facts, error) {
	t, err := factcsv.ReadFrom(file, in, factcsv.Form{
		Columns:  []string{"report", "label", "column", "form", "doc", "enum"},
		Required: 5, MaxRows: maxSiteLabels, Comments: true})
	if err != nil {
		return nil, err
	}
	out, err := load()
	if err != nil {
		return nil, err
	}
	for _, r := range t.Rows {
		if err := out.addSite(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// maxSiteLabels bounds a file of labels; a report has some sixty.
const maxSiteLabels = 10_000

func (f *Facts) addSite(r factcsv.Row) error {
	l := labelOf(r)
	l.Basis = "site"
	return f.add(l, r)
}

// Known returns what texts are read, by what prints them, and how well each is known, in the order of the names.
func (f *Facts) Known() [][2]string {
	var out [][2]string
	for report, option := range options {
		labels, inferred := len(f.labels[report]), 0
		for _, l := range f.labels[report] {
			if l.Basis == "inferred" {
				inferred++
			}
		}
		doc := fmt.Sprintf("report %s: labels are kept as printed, the meaning of none is known", report)
		if labels > 0 {
			doc = fmt.Sprintf("report %s: the meaning of %d labels, of which %d are inferred", report, labels,
				inferred)
		}
		out = append(out, [2]string{"ipsec " + option, doc})
	}
	known := 0
	for _, m := range f.messages {
		if m.literals != nil {
			known++
		}
	}
	out = append(out, [2]string{"syslogd", fmt.Sprintf("messages of the IKE daemon and of TRMD: %d, the text of %d of "+
		"which is known", len(f.messages), known)})
	slices.SortFunc(out, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return out
}
