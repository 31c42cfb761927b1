package inspect

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/zertify/zertify/nmsec/ipsectext"
	"github.com/zertify/zertify/reports/plain"
	"github.com/zertify/zertify/reports/wording"
)

// A Text is an entry of a report of ipsec, or a message of the IKE daemon's log, taken apart.
type Text struct {
	File        string      `json:"file"`
	Line        int64       `json:"line"` // the first of the entry, from 1
	Lines       int         `json:"lines"`
	Start       int64       `json:"start_byte"`
	Kind        string      `json:"kind"`
	Report      string      `json:"report,omitempty"`
	Stack       string      `json:"stack,omitempty"`
	Made        string      `json:"made_local,omitempty"`
	Message     string      `json:"message_id,omitempty"`
	Host        string      `json:"host,omitempty"`
	Program     string      `json:"program,omitempty"`
	Instance    *uint32     `json:"instance,omitempty"`
	Event       string      `json:"event,omitempty"`
	Words       string      `json:"text,omitempty"`
	Values      []TextValue `json:"values,omitempty"`
	Remarks     []string    `json:"remarks,omitempty"`
	Disposition string      `json:"disposition"`
}

// A TextValue is a label with its value.
type TextValue struct {
	Line    int64  `json:"line"`
	Label   string `json:"label"`
	Printed string `json:"value"`
	Means   string `json:"understood,omitempty"` // when it is not what is printed
	Column  string `json:"column,omitempty"`
	Basis   string `json:"basis"`
	Meaning string `json:"meaning,omitempty"`
}

// Rejected reports whether a line of the entry could not be read.
func (t *Text) Rejected() bool { return t.Disposition == rejected }

// text takes an entry apart.
func (o *Options) text(e *ipsectext.Entry, facts *ipsectext.Facts) *Text {
	out := &Text{File: e.File, Line: e.Record, Lines: e.Lines, Start: e.Start, Kind: e.Kind.String(), Disposition: decoded}
	if r := e.Report; r != nil {
		out.Report, out.Stack = r.Primary, cmp.Or(r.Stack, r.Client)
	}
	if at := e.Made(); !at.IsZero() {
		out.Made = at.Format(time.DateTime)
	}
	switch e.Kind {
	case ipsectext.Ignored:
		out.Disposition = skipped
	case ipsectext.Rejected:
		out.Disposition = rejected
		if e.Why != "" {
			out.Remarks = append(out.Remarks, e.Why)
		}
	case ipsectext.Message:
		l := &e.Log
		out.Message, out.Host, out.Program, out.Event, out.Words = l.ID, l.Host, l.Program, l.Event, l.Text
		if l.HasInstance {
			out.Instance = &l.Instance
		}
	}
	for _, n := range e.Notes {
		out.Remarks = append(out.Remarks, n.Message)
	}
	out.content(facts.Content(e))
	return out
}

// content adds what an entry says.
func (t *Text) content(c ipsectext.Content) {
	for i := range c.Values {
		v := &c.Values[i]
		one := TextValue{Line: v.Line, Label: v.Label, Printed: v.Printed, Column: v.Column(), Basis: v.Basis(),
			Means: means(v)}
		if v.Fact != nil {
			one.Meaning = v.Fact.Doc
		}
		t.Values = append(t.Values, one)
	}
	for _, o := range c.Odd {
		t.Remarks = append(t.Remarks, fmt.Sprintf("line %d: %s", o.Line, o.Message))
		if o.Rejected {
			t.Disposition = rejected
		}
	}
	if !c.Fits {
		t.Disposition = rejected
	}
}

// amounts are the forms of values whose number is one of bytes.
var amounts = []string{"kilobytes", "whole kilobytes", "bytes"}

// means says how a value was understood, when that is not what is printed.
func means(v *ipsectext.Value) string {
	switch {
	case v.Code != nil && v.Code.Basis == "inferred":
		return v.Code.Token + "?"
	case v.Code != nil:
		return v.Code.Token
	case v.HasNumber && v.Fact.Form == "minutes":
		return fmt.Sprintf("%d seconds", v.Number)
	case v.HasNumber && slices.Contains(amounts, v.Fact.Form):
		return fmt.Sprintf("%d bytes", v.Number)
	case v.Text != v.Printed:
		return v.Text
	}
	return ""
}

// WriteText writes the entry for people, a label on each line with how it is known.
func (t *Text) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s: line %d, %s of %s at byte %d, %s\n", plain.Text(t.File), t.Line, t.Kind,
		wording.Several(int64(t.Lines), "line"), t.Start, t.Disposition)
	if t.Report != "" {
		fmt.Fprintf(b, "report %s of %s, made %s in local time\n", plain.Text(t.Report),
			plain.Text(cmp.Or(t.Stack, "no stack")), cmp.Or(t.Made, "at a time that cannot be read"))
	}
	if t.Message != "" {
		t.writeMessage(b)
	}
	for _, r := range t.Remarks {
		fmt.Fprintf(b, "note: %s\n", plain.Text(r))
	}
	if len(t.Values) > 0 {
		fmt.Fprintf(b, "\n  %5s  %-28s %-32s %-24s %-10s %s\n", "line", "label", "value", "understood as", "known", "meaning")
	}
	for i := range t.Values {
		v := &t.Values[i]
		fmt.Fprintf(b, "  %5d  %-28s %-32s %-24s %-10s %s\n", v.Line, plain.Text(v.Label), plain.Text(v.Printed),
			plain.Text(v.Means), v.Basis, plain.Text(v.Meaning))
	}
	return b.Flush()
}

func (t *Text) writeMessage(b *bufio.Writer) {
	fmt.Fprintf(b, "message %s of %s on %s, logged %s in local time, event %s\n", t.Message, plain.Text(t.Program),
		plain.Text(t.Host), cmp.Or(t.Made, "in a year that nothing states"), t.Event)
	if t.Instance != nil {
		fmt.Fprintf(b, "instance %d\n", *t.Instance)
	}
	fmt.Fprintf(b, "text: %s\n", plain.Text(t.Words))
}

// texts goes through a text to the entry with the line that is wanted.
func (f *Finder) texts(name string, in io.Reader) step {
	opt := f.opt.textOptions()
	r := ipsectext.NewReader(name, in, opt)
	return func() (int64, func() Dump, error) {
		e, err := r.Next()
		if err != nil {
			return 0, nil, err
		}
		no := e.Record + int64(e.Lines) - 1
		if f.want >= e.Record && f.want <= no {
			no = f.want
		}
		return no, func() Dump { return f.opt.text(e, opt.Facts) }, nil
	}
}

// textOptions are the options for texts, with facts.
func (o *Options) textOptions() ipsectext.Options {
	opt := o.Text
	opt.CodePage = o.CodePage
	if opt.Facts == nil {
		opt.Facts = ipsectext.Shipped()
	}
	return opt
}

// A TextKind holds the figures of one kind of entry of a text.
type TextKind struct {
	Name    string `json:"name"`
	Entries int64  `json:"entries"`
	Lines   int64  `json:"lines"`
}

// countTexts goes through a text.
func (c *inputCounter) countTexts(ctx context.Context, name string, in io.Reader, opt ipsectext.Options) {
	r, kinds := ipsectext.NewReader(name, in, opt), map[string]*TextKind{}
	for ctx.Err() == nil {
		e, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			c.notes(r.Notes())
			c.s.Bytes = c.in.n
			c.s.Framing, c.s.FramingBasis = r.Form()
			for _, name := range slices.Sorted(maps.Keys(kinds)) {
				c.s.Texts = append(c.s.Texts, *kinds[name])
			}
			return
		case err != nil:
			c.s.Problem, c.s.Bytes = readerProblem(err), c.in.n
			return
		}
		c.entry(e, opt.Facts, kinds)
	}
}

func (c *inputCounter) notes(notes []ipsectext.Note) {
	for _, n := range notes {
		c.fault(Fault{Kind: n.Kind, Record: n.Line, Start: n.Start, Message: n.Message})
	}
}

func (c *inputCounter) entry(e *ipsectext.Entry, facts *ipsectext.Facts, kinds map[string]*TextKind) {
	c.s.Records += int64(e.Lines)
	c.notes(e.Notes)
	name := e.Name()
	if kinds[name] == nil && len(kinds) >= maxKinds {
		name = "(others)"
	}
	k := kinds[name]
	if k == nil {
		k = &TextKind{Name: name}
		kinds[name] = k
	}
	k.Entries++
	k.Lines += int64(e.Lines)
	content := facts.Content(e)
	switch {
	case e.Kind == ipsectext.Rejected || !content.Fits:
		c.s.Rejected += int64(e.Lines)
	case e.Kind != ipsectext.Ignored:
		c.s.Decodable += int64(e.Lines)
	}
	for _, o := range content.Odd {
		if o.Rejected {
			c.s.Rejected++
			c.s.Decodable--
		}
		c.fault(Fault{Kind: o.Kind, Record: o.Line, Start: e.Start, Message: o.Message})
	}
}

func (s *Input) writeTexts(b *bufio.Writer) {
	if len(s.Texts) == 0 {
		return
	}
	fmt.Fprintf(b, "    %-26s %9s %9s\n", "entry", "entries", "lines")
	for _, k := range s.Texts {
		fmt.Fprintf(b, "    %-26s %9s %9s\n", plain.Text(k.Name), wording.Grouped(k.Entries), wording.Grouped(k.Lines))
	}
}
