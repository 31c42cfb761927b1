package anonymize

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"regexp"
	"strings"

	"github.com/zertify/zertify/nmsec/ipsectext"
)

// texts copies a report of the ipsec command, or a log of the IKE daemon, line by line. What is replaced is the values:
// labels, and the words of messages that are known, stay. Lines that are skipped or rejected become empty, so that each
// line of the copy is the one before it in the original. The copy is written in UTF-8; its first line says that it is
// one.
func (a *anonymizer) texts(name string, in io.Reader) error {
	opt := a.opt.Text
	opt.CodePage = a.opt.CodePage
	if opt.Facts == nil {
		opt.Facts = ipsectext.Shipped()
	}
	r := ipsectext.NewReader(name, in, opt)
	a.sum.Form = "text"
	w := &lineWriter{w: a.out.w}
	for {
		if err := a.ctx.Err(); err != nil {
			return err
		}
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			a.sum.Framing, _ = r.Form()
			return w.err
		}
		if err != nil {
			return err
		}
		a.sum.Records += int64(e.Lines)
		w.lines(a.entry(e, opt.Facts))
		if w.err != nil {
			return w.err
		}
	}
}

// lineWriter writes lines; the first is left to the mark of a copy, and what stood there follows it.
type lineWriter struct {
	w     io.Writer
	begun bool
	err   error
}

func (w *lineWriter) lines(lines []string) {
	if !w.begun {
		w.begun = true
		lines = append([]string{ipsectext.CopyMark}, lines...)
	}
	if w.err == nil {
		_, w.err = io.WriteString(w.w, strings.Join(lines, "\n")+"\n")
	}
}

// entry returns the lines of the copy of an entry.
func (a *anonymizer) entry(e *ipsectext.Entry, facts *ipsectext.Facts) []string {
	out := make([]string, e.Lines)
	was := strings.Split(strings.TrimSuffix(string(e.Data), "\n"), "\n")
	content := facts.Content(e)
	switch {
	case e.Kind == ipsectext.Ignored:
		return out
	case e.Kind == ipsectext.Rejected || !content.Fits:
		a.sum.Rejected += int64(e.Lines)
		a.sum.Zeroed += int64(len(e.Data))
		return out
	case e.Kind == ipsectext.Message:
		out[0] = a.logLine(e, &content)
		return out
	}
	for i, line := range was[:min(len(was), len(out))] {
		out[i] = a.reportLine(e, line, e.Record+int64(i), content.Values)
	}
	return out
}

// reportLine returns the copy of a line of a report: its values replaced, or as it is where it holds none of its own. A
// line that holds more than labels and values becomes empty: nobody knows what else stands there.
func (a *anonymizer) reportLine(e *ipsectext.Entry, line string, no int64, values []ipsectext.Value) string {
	var b strings.Builder
	found, rest := false, line
	for i := range values {
		v := &values[i]
		if v.Line != no {
			continue
		}
		switch {
		case e.Kind == ipsectext.Heading && no == e.Report.Line:
			return a.firstLine(e.Report, v)
		case v.Column() == "entries_selected":
			return fmt.Sprintf("%d entries selected", v.Number)
		}
		found = true
		if rest, found = a.through(&b, rest, v); !found {
			break
		}
	}
	switch {
	case found && strings.TrimSpace(rest) == "":
		return b.String()
	case !found && e.Structural(line):
		return line
	}
	a.sum.Zeroed += int64(len(line))
	return ""
}

// release is the level of Communications Server, as the first line of a report has it.
var release = regexp.MustCompile(`^V\d+R\d+$`)

// firstLine returns the copy of the first line of a report, whose only label is that of the stack or client.
func (a *anonymizer) firstLine(r *ipsectext.Report, name *ipsectext.Value) string {
	level := r.Release
	if !release.MatchString(level) {
		level = a.word(Name, level)
	}
	return fmt.Sprintf("CS %s ipsec  %s: %s  %s", level, name.Label, a.value(name),
		r.Made.AddDate(0, 0, a.opt.ShiftDays).Format("Mon Jan _2 15:04:05 2006"))
}

// through writes the label before a value, and the value's replacement, and returns the rest of the line. It reports
// false where something else stands before the value.
func (a *anonymizer) through(b *strings.Builder, line string, v *ipsectext.Value) (rest string, ok bool) {
	at := len(line) - len(strings.TrimLeft(line, " |"))
	if label := v.Label + ":"; strings.HasPrefix(line[at:], label) {
		at += len(label)
	}
	at += len(line[at:]) - len(strings.TrimLeft(line[at:], " "))
	if !strings.HasPrefix(line[at:], v.Printed) {
		return line, false
	}
	b.WriteString(line[:at])
	b.WriteString(a.value(v))
	return line[at+len(v.Printed):], true
}

// logLine returns the copy of a message in one line. A message whose text is not known keeps its identifier only.
func (a *anonymizer) logLine(e *ipsectext.Entry, content *ipsectext.Content) string {
	l := &e.Log
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s: ", l.Shifted(a.opt.ShiftDays), a.word(System, l.Host), a.program(l.Program))
	if l.HasInstance {
		fmt.Fprintf(&b, "Message instance %d: ", l.Instance)
	}
	b.WriteString(l.ID)
	if !l.Known {
		a.sum.Zeroed += int64(len(l.Text))
		return b.String()
	}
	b.WriteByte(' ')
	for i, before := range content.Literals {
		b.WriteString(before)
		if i < len(content.Values) {
			b.WriteString(a.value(&content.Values[i]))
		}
	}
	return b.String()
}

// program replaces the stack behind the name of a daemon.
func (a *anonymizer) program(name string) string {
	daemon, stack, found := strings.Cut(name, ".")
	if !found {
		return name
	}
	return daemon + "." + a.word(System, stack)
}

// keptForms are the forms of values that say nothing about anyone.
var keptForms = map[string]bool{"number": true, "flag": true, "minutes": true, "kilobytes": true,
	"whole kilobytes": true, "bytes": true, "version": true, "group": true, "code": true}

// keptColumns hold words from a list.
var keptColumns = map[string]bool{"report_kind": true, "report_function": true, "report_format": true,
	"answered_by": true, "report_scope": true, "logging": true, "predecap": true, "defensive_mode": true,
	"local_identity_type": true, "remote_identity_type": true, "state": true, "ike_role": true, "natt_level": true,
	"encap_mode": true, "auth_proto": true, "type": true, "defensive_type": true, "action": true, "scope": true,
	"direction": true, "on_demand": true, "protocol": true, "local_port": true, "local_port_range": true,
	"remote_port": true, "remote_port_range": true, "source_port": true, "source_port_range": true, "dest_port": true,
	"dest_port_range": true, "connection_state": true, "discard_action": true, "daemon_release": true}

// value returns what stands in the copy for a value. What nothing is known of is taken for a name, or an address.
func (a *anonymizer) value(v *ipsectext.Value) string {
	switch {
	case v.Text == "":
		return v.Printed
	case v.Fact == nil:
		return a.word(Name, v.Printed)
	case !v.At.IsZero():
		return v.At.AddDate(0, 0, a.opt.ShiftDays).Format("2006/01/02 15:04:05")
	case keptForms[v.Fact.Form] && (v.HasNumber || v.Code != nil):
		return v.Printed
	case v.Fact.Form == "cookie" || v.Fact.Form == "spi":
		return a.digits(v)
	case keptColumns[v.Fact.Column]:
		return v.Printed
	}
	class, ok := Columns[v.Fact.Column]
	if !ok || class == ID || class == Zero {
		class = Name
	}
	return a.word(class, v.Printed)
}

// digits replaces the hexadecimal digits of a cookie or an SPI, as they are replaced in records.
func (a *anonymizer) digits(v *ipsectext.Value) string {
	b, err := hex.DecodeString(v.Text)
	if err != nil {
		return a.word(Name, v.Printed)
	}
	a.bytes(ID, b, b)
	return "0x" + strings.ToUpper(hex.EncodeToString(b))
}

// word replaces a text by its class. It is the replacement that the same text has in records, which are in EBCDIC; a
// character that EBCDIC lacks becomes a question mark.
func (a *anonymizer) word(class Class, s string) string {
	if addr, err := netip.ParseAddr(s); err == nil && addr.Zone() == "" && class != Keep {
		a.sum.Fields[Address]++
		return a.key.addr(addr.Unmap()).String()
	}
	b := a.opt.CodePage.Encode(nil, s)
	a.text(class, b)
	return string(a.opt.CodePage.Text(nil, b))
}
