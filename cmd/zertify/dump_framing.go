package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/zertify/zertify/ingest/container"
	"github.com/zertify/zertify/nmsec"
	"github.com/zertify/zertify/reports"
)

// A framingReport tells how the messages of a capture are framed.
type framingReport struct {
	File      string          `json:"file"`
	Framing   string          `json:"framing,omitempty"`
	Basis     string          `json:"framing_basis,omitempty"`
	Problem   string          `json:"problem,omitempty"` // why the capture cannot be read
	Bytes     int             `json:"bytes_looked_at"`
	Messages  int             `json:"messages"`
	Findings  []framingDetail `json:"findings,omitempty"`
	Discovery string          `json:"discovery,omitempty"` // why it found none
	Fields    []framingField  `json:"fields,omitempty"`

	text    string
	framing *nmsec.Framing
}

// A framingDetail is one thing discovery found out.
type framingDetail struct {
	What     string   `json:"what"`
	Found    string   `json:"found"`
	Evidence string   `json:"evidence"`
	Sure     string   `json:"sure"`
	Others   []string `json:"reads_the_same,omitempty"`
}

// A framingField is one field of the framing in use.
type framingField struct {
	Element string `json:"element"`
	Field   string `json:"field"`
	Offset  *int   `json:"offset"`
	Length  int    `json:"length,omitempty"`
	Value   string `json:"value,omitempty"`
	From    string `json:"counts_from,omitempty"`
	Basis   string `json:"basis"`
}

// runFramingReport reports on the first NMI capture of a source.
func runFramingReport(ctx context.Context, e *env, src source, how reading, opt *dumpOptions) error {
	var report *framingReport
	var failed error
	err := src.walk(ctx, e, func(m *container.Member) error {
		if m.Err != nil {
			failed = errors.Join(failed, m.Err)
			return nil
		}
		r, err := reportFraming(m, how.nmi)
		if err != nil {
			failed = errors.Join(failed, err)
			return nil
		}
		report = r
		return errEnough
	})
	switch {
	case err != nil:
		return err
	case report == nil && failed != nil:
		return failed
	case report == nil:
		return fmt.Errorf("%s: nothing to look at", src.name())
	}
	if err := e.writeDump(report, opt.format); err != nil {
		return err
	}
	if opt.output != "" && report.framing != nil {
		if err := e.writeFile(opt.output, report.framing.WriteCSV); err != nil {
			return err
		}
	}
	return incomplete(report.framing == nil)
}

// reportFraming reads the beginning of an input. The error is for what is not an NMI
// capture at all.
func reportFraming(m *container.Member, opt nmsec.Options) (*framingReport, error) {
	r := nmsec.NewReader(m.Name, m.Reader, opt)
	_, err := r.Next()
	out := &framingReport{File: m.Name}
	var refused *nmsec.Refusal
	switch {
	case errors.Is(err, nmsec.ErrNotNMI):
		return nil, err
	case errors.As(err, &refused):
		out.Problem = strings.TrimPrefix(err.Error(), m.Name+": ")
	case err != nil && !isFault(err) && !errors.Is(err, io.EOF):
		return nil, err
	}
	out.framing, out.Basis = r.Framing()
	if out.framing != nil {
		out.Framing = out.framing.Name
		out.describe(out.framing)
	}
	return out, out.discovery(r.Report())
}

func (r *framingReport) discovery(d *nmsec.Discovery) error {
	if d == nil {
		return nil
	}
	r.Bytes, r.Messages, r.Discovery = d.Bytes, d.Messages, d.Failure
	for _, f := range d.Findings {
		r.Findings = append(r.Findings, framingDetail(f))
	}
	var b strings.Builder
	_, err := d.WriteTo(&b)
	r.text = b.String()
	return err
}

func (r *framingReport) describe(f *nmsec.Framing) {
	for _, fd := range f.Fields {
		out := framingField{Element: fd.Element, Field: fd.Name, Length: fd.Length, Value: fd.Value, From: fd.From,
			Basis: fd.Basis}
		if fd.Offset >= 0 {
			out.Offset = &fd.Offset
		}
		r.Fields = append(r.Fields, out)
	}
}

// writeText writes the report for people, with the fields of the framing.
func (r *framingReport) writeText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintln(&b, reports.Plain(r.File))
	switch {
	case r.Problem != "":
		fmt.Fprintf(&b, "not readable: %s\n", reports.Plain(r.Problem))
	case r.Framing == "":
		fmt.Fprintf(&b, "no framing: %s\n", reports.Plain(r.Basis))
	default:
		fmt.Fprintf(&b, "framing %s: %s\n", reports.Plain(r.Framing), reports.Plain(r.Basis))
	}
	for _, line := range strings.SplitAfter(r.text, "\n") {
		text, end := strings.TrimSuffix(line, "\n"), ""
		if text != line {
			end = "\n"
		}
		b.WriteString(reports.Plain(text) + end)
	}
	if len(r.Fields) > 0 {
		fmt.Fprintf(&b, "\n%-8s %-16s %6s %6s  %-8s  %-10s %s\n", "element", "field", "offset", "length", "counts", "basis",
			"value")
	}
	for _, f := range r.Fields {
		offset, length := "", ""
		if f.Offset != nil {
			offset = fmt.Sprint(*f.Offset)
		}
		if f.Length > 0 {
			length = fmt.Sprint(f.Length)
		}
		line := fmt.Sprintf("%-8s %-16s %6s %6s  %-8s  %-10s %s", f.Element, f.Field, offset, length, f.From, f.Basis,
			f.Value)
		fmt.Fprintln(&b, strings.TrimRight(reports.Plain(line), " "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
